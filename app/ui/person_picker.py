"""Naming somebody in a form: first whom the office knows already, then somebody new."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId
from app.i18n import _, ngettext
from app.services.persons import FindPersons, KnownPerson
from app.ui.desk import Desk
from app.ui.icons import Icon
from app.ui.widgets import (
    CheckRow,
    Field,
    ListRow,
    PastDateInput,
    RowList,
    TextInput,
    column,
    fields_in_a_row,
    holding,
    link,
    row,
    small,
    strong,
)

_PAUSE_MS = 220
"""Typing rests this long before the office is asked."""
_SHOWN = 4


class PersonPicker(QWidget):
    """Fields for a name; whoever is known under it is offered while it is typed.

    Args:
        desk: where the office is asked.
        required: whether the form needs somebody.
        heading: the label of the family name.

    Signals:
        edited: somebody else is named, typed or picked.
    """

    edited = Signal()

    def __init__(self, desk: Desk, *, required: bool = True, heading: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._found: dict[UUID, KnownPerson] = {}
        self._chosen: Person | None = None
        self._family = Field(
            "family",
            heading or _("Family name"),
            TextInput(),
            required=required,
            hint=_("Or the name of an organization. Known people are offered as you type."),
        )
        self._given = Field("given", _("Given name"), TextInput())
        self._born = Field("born_on", _("Born"), PastDateInput())
        self._organization = CheckRow(_("This is an organization"))
        self._offers = RowList(_("People already known"))
        self._offers.opened.connect(self._use)
        self._offers.acted.connect(self._use)
        self._name = strong()
        self._about = small()
        self._known = holding(
            row(
                column(self._name, self._about, spacing=2),
                link(_("Somebody else"), self._forget),
                spacing=12,
            )
        )
        self._fresh = holding(
            column(
                fields_in_a_row((self._family, 3), (self._given, 3), (self._born, 2)),
                self._organization,
                self._offers,
                spacing=8,
            )
        )
        self.setLayout(column(self._fresh, self._known, spacing=0))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        for field in (self._family, self._given):
            self._input(field).edited.connect(self._timer.start)
            self._input(field).edited.connect(self.edited)
        self._forget()

    def person(self) -> PersonId | Person | None:
        """Return the known person's identity, a new person, or None where nothing was typed."""
        if self._chosen is not None:
            return self._chosen.id
        family = str(self._family.value())
        if not family:
            return None
        born: date | None = self._born.value()
        named = Person(id=PersonId(new_id()), family=family, given=str(self._given.value()))
        return replace(named, born_on=born, is_organization=self._organization.value())

    def named_person(self) -> PersonId | Person:
        """Return who is meant.

        Raises:
            Refused: nobody was named.
        """
        person = self.person()
        if person is None:
            raise Refused("text.required", field="family")
        return person

    def kept(self) -> KnownPerson | None:
        """Who was picked from those known; what is typed is kept by the fields."""
        return self._found.get(self._chosen.id) if self._chosen is not None else None

    def take_back(self, kept: KnownPerson | None) -> None:
        """Pick the same person again."""
        if kept is not None:
            self._found[kept.id] = kept
            self._use(kept.id)

    def name(self) -> str:
        """The name as typed or chosen."""
        if self._chosen is not None:
            return self._chosen.family
        return str(self._family.value())

    @property
    def family(self) -> TextInput:
        """The input typed into first."""
        return self._input(self._family)

    def _input(self, field: Field) -> TextInput:
        content = field.content
        assert isinstance(content, TextInput)  # noqa: S101 - made above
        return content

    def _ask(self) -> None:
        words = f"{self._family.value()} {self._given.value()}".strip()
        self._asked += 1
        if not words:
            self._show(self._asked, ())
            return
        self._desk.ask(FindPersons(words, _SHOWN), self, partial(self._show, self._asked))

    def _show(self, asked: int, found: tuple[KnownPerson, ...]) -> None:
        if asked != self._asked or self._chosen is not None:
            return
        self._found = {each.id: each for each in found}
        self._offers.set_rows([_offer(each) for each in found])
        self._offers.setVisible(bool(found))

    def _use(self, key: Any) -> None:  # noqa: ANN401 - the key of a row
        known = self._found[key]
        self._chosen = known.person
        self._name.setText(known.person.name)
        self._about.setText(_about(known))
        self._fresh.hide()
        self._hide_fields(hidden=True)
        self._known.show()
        self.edited.emit()

    def _forget(self) -> None:
        self._chosen = None
        self._known.hide()
        self._offers.hide()
        self._hide_fields(hidden=False)
        self._fresh.show()
        self.edited.emit()

    def _hide_fields(self, *, hidden: bool) -> None:
        # A hidden field does not count in its form (`fields_of`).
        for field in (self._family, self._given, self._born):
            field.setHidden(hidden)


def _offer(known: KnownPerson) -> ListRow:
    return ListRow(known.id, known.person.name, _about(known), Icon.USER, action=_("Use"))


def _about(known: KnownPerson) -> str:
    person = known.person
    parts = [_("already known")]
    if person.born_on is not None:
        parts.append(_("born {year}").format(year=person.born_on.year))
    if person.agency:
        parts.append(person.agency)
    parts.append(ngettext("in {n} case", "in {n} cases", known.cases).format(n=known.cases))
    return ", ".join(parts)
