"""Who a person is: names, facts, the cases with the part played, ways to reach."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.persons import Person, PersonId
from app.i18n import _
from app.services.people import PersonFile, PersonPart
from app.services.persons import AmendPerson
from app.ui import wording
from app.ui.case_tab import CasePlace
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame, Section
from app.ui.theme import Tone, metrics
from app.ui.ways_card import WaysCard
from app.ui.widgets import (
    Card,
    Chip,
    Facts,
    ListRow,
    PlainLabel,
    RowList,
    ScrollPage,
    SectionHeader,
    Type,
    clear,
    column,
    link,
    row,
    secondary,
)

_LONGEST, _LONGEST_NAME = 600, 160
"""Characters of a long text shown; the form has all of it."""


class PersonAccess(Protocol):
    """The line that says for whom a person exists: a widget of the walls."""

    def show_person(self, person: PersonId) -> None:
        """Say it of this person."""


MakeAccess = Callable[[Frame], Any]
"""Makes a `PersonAccess` that is a widget."""
AmendForm = Callable[[Frame, Person], FormDialog]
"""Makes the form that changes what is known of a person."""


class PersonPanel(QWidget):
    """One person.

    Args:
        frame: the window.
        amend: makes the form to change the person; None = there is no such button.
        access: makes the line that says for whom the person exists; None = there is none.
    """

    def __init__(
        self, frame: Frame, amend: AmendForm | None, access: MakeAccess | None = None
    ) -> None:
        super().__init__()
        self._frame = frame
        self._amend = amend
        self._person: Person | None = None
        self._change = link(_("Change"), self.amend)
        self._change.setVisible(amend is not None and frame.desk.may(AmendPerson))
        self._access = access(frame) if access is not None else None
        self._parts: dict[UUID, PersonPart] = {}
        self._name = PlainLabel(level=Type.TITLE, wrap=True)
        self._chips = row(spacing=8)
        self._facts = Facts()
        self._nothing = secondary(_("Nothing but the name is known."), wrap=True)
        self._cases = RowList(_("Cases"))
        self._cases.opened.connect(self._open)
        self._cases.acted.connect(self._open)
        self._no_case = secondary(_("This person plays no part in a case open to you."), wrap=True)
        self.ways = WaysCard(frame, _("Ways to reach"))
        cases = Card(
            SectionHeader(_("Cases"), margins=(14, 10, 12, 10)), self._cases, padding=0, spacing=0
        )
        self._cases_card = cases
        page = ScrollPage(
            column(self._name, self._chips, self._access, spacing=8),
            Card(SectionHeader(_("Person"), "", self._change), self._facts, self._nothing),
            cases,
            self._no_case,
            self.ways,
            None,
        )
        page.body().setContentsMargins(0, 0, metrics.GAP, metrics.CARD_GAP)
        self.setLayout(column(page, spacing=0))

    def show_person(self, shown: PersonFile) -> None:
        """Show a person."""
        person = self._person = shown.person
        self._name.setText(person.plain_name[:_LONGEST_NAME])
        if self._access is not None:
            self._access.show_person(person.id)
        clear(self._chips)
        for chip in _chips(shown):
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        facts = _facts(person)
        self._facts.set_facts(facts)
        self._nothing.setVisible(not facts)
        self._parts = {part.id: part for part in shown.parts}
        self._cases.set_rows([_row(part) for part in shown.parts])
        self._cases_card.setVisible(bool(shown.parts))
        self._no_case.setVisible(not shown.parts)
        self.ways.show_ways(
            person.id,
            shown.ways,
            is_protected=shown.is_protected,
            may_edit=shown.may_edit_ways,
            may_reveal=shown.may_reveal,
        )

    def amend(self) -> None:
        """Open the form that changes the person."""
        if self._person is not None and self._amend is not None:
            self._amend(self._frame, self._person).open()

    def _open(self, key: UUID) -> None:
        part = self._parts[key]
        self._frame.go(Section.CASES, CasePlace(part.case, "people", part.id))


def _chips(shown: PersonFile) -> list[Chip]:
    chips = []
    if shown.is_protected:
        chips.append(Chip(_("Protected"), Tone.VICTIM, Icon.SHIELD))
    if shown.person.is_organization:
        chips.append(Chip(_("Organization"), Tone.NEUTRAL, Icon.LANDMARK))
    if shown.person.needs_interpreter:
        chips.append(Chip(_("Interpreter"), Tone.NEUTRAL, Icon.LANGUAGES))
    return chips


def _row(part: PersonPart) -> ListRow:
    until = ""
    if part.until is not None:
        until = _(", until {day}").format(day=wording.day(part.until))
    return ListRow(
        key=part.id,
        title=f"{part.number}  {part.title[:160]}",
        detail=f"{part.role_words}{until}",
        icon=Icon.FOLDER,
        action=_("Open"),
    )


def _facts(person: Person) -> list[tuple[str, str]]:
    born = wording.full_day(person.born_on) if person.born_on is not None else ""
    age = str(person.stated_age) if person.stated_age is not None else ""
    facts = (
        (_("Also known as"), ", ".join(person.aliases)),
        (_("Born"), born),
        (_("Age stated"), age),
        (_("Sex"), person.sex),
        (_("Language"), person.language),
        (_("Agency"), person.agency),
        (_("Badge"), person.badge),
        (_("Note"), person.note),
    )
    return [(label, value[:_LONGEST]) for label, value in facts if value]
