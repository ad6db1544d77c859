"""The form of a count: new, in copies if need be, or amended with a reason."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.charges import Charge
from app.domain.codes import CodeList
from app.domain.persons import PartyId, Role
from app.i18n import _, ngettext
from app.services.charges import AddCharge, AmendCharge, AmendedCharge, CountView
from app.services.persons import CasePeople, PartyView, PeopleOfCase
from app.ui.choices import Lists, open_form, options
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    NumberInput,
    PastDateInput,
    ProseInput,
    TextInput,
    column,
    fields_in_a_row,
    holding,
    secondary,
    strong,
)

_LISTS = (CodeList.CHARGE_CLASS, CodeList.CHARGE_MODIFIER)
_LONGEST_NAME = 80
"""Characters of a name beside a tick or in a list."""


def open_new_count(frame: Frame, case: UUID, defendant: PartyId | None = None) -> None:
    """Open the form for a new count, once the people of the case are known."""
    ask = partial(_open_new, frame, CaseId(case), defendant)
    frame.desk.ask(CasePeople(CaseId(case)), frame.dialog_parent(), ask)


def open_count(frame: Frame, count: CountView) -> None:
    """Open the form that amends a count."""
    ask = partial(_open_known, frame, count)
    frame.desk.ask(CasePeople(count.charge.case), frame.dialog_parent(), ask)


def _open_new(frame: Frame, case: CaseId, defendant: PartyId | None, people: PeopleOfCase) -> None:
    if not people.defendants:
        frame.tell(_("A count is against somebody. Add the defendant on the People tab first."))
        return
    open_form(frame, _LISTS, partial(NewCountForm, frame, case, defendant, people))


def _open_known(frame: Frame, count: CountView, people: PeopleOfCase) -> None:
    open_form(frame, _LISTS, partial(AmendCountForm, frame, count, people))


class _CountForm(FormDialog):
    """The fields both forms share."""

    def __init__(self, frame: Frame, title: str, commit: str, lede: str) -> None:
        super().__init__(
            frame.desk, title, commit, lede=lede, parent=frame.dialog_parent(), width=700
        )
        self.frame = frame
        self.setMinimumSize(700, 600)

    def make_wording(self, lists: Lists, charge: Charge | None) -> None:
        """Make the fields of what is charged."""
        none = _("None")
        classes = options(lists[CodeList.CHARGE_CLASS])
        modifiers = options(lists[CodeList.CHARGE_MODIFIER])
        stands = charge.charge_class if charge else None
        added = charge.modifier if charge else None
        statute = TextInput(charge.statute if charge else "", placeholder="PC 459")
        text = TextInput(charge.description if charge else "")
        self.statute = Field("statute", _("Statute"), statute, required=True)
        self.description = Field("description", _("Charge"), text, required=True)
        self.charge_class = Field("charge_class", _("Class"), Choice(classes, stands, empty=none))
        self.modifier = Field("modifier", _("Modifier"), Choice(modifiers, added, empty=none))

    def make_days(self, charge: Charge | None) -> None:
        """Make the fields of the days."""
        known = charge.offense_from if charge else None
        last = charge.offense_to if charge else None
        filed = charge.filed_on if charge else None
        limit = charge.limitation_on if charge else None
        self.first = Field("offense_from", _("Offense from"), PastDateInput(known))
        self.last = Field("offense_to", _("to"), PastDateInput(last))
        self.filed = Field("filed_on", _("Filed"), PastDateInput(filed))
        self.limit = Field("limitation_on", _("Limitation ends"), DateInput(limit))

    def make_texts(self, charge: Charge | None) -> None:
        """Make the fields of long text."""
        penalty = TextInput(charge.penalty if charge else "")
        instrument = TextInput(charge.instrument if charge else "")
        elements = ProseInput(charge.elements if charge else "", lines=3)
        text = ProseInput(charge.charging_text if charge else "", lines=3)
        self.penalty = Field("penalty", _("Penalty range"), penalty)
        self.instrument = Field("instrument", _("Charging document"), instrument)
        self.elements = Field("elements", _("Elements to prove, one a line"), elements)
        self.text = Field("charging_text", _("Charging text"), text)

    def make_victims(self, people: PeopleOfCase, named: tuple[PartyId, ...]) -> QWidget:
        """Make a tick for each victim of the case."""
        victims = [each for each in people.others if each.party.role is Role.VICTIM]
        self._victims = [(view.id, _victim_row(view, named)) for view in victims]
        if not victims:
            return secondary(_("The case has no victim to name."))
        ticks = [tick for _id, tick in self._victims]
        return holding(column(strong(_("Victims of this count")), *ticks, spacing=4))

    def victims(self) -> tuple[PartyId, ...]:
        """Return whom the ticks name."""
        return tuple(id_ for id_, tick in self._victims if tick.value())

    def wording(self) -> dict[str, Any]:
        """Return what the fields say a count reads, by the names of its facts."""
        return {
            "statute": self.statute.value(),
            "description": self.description.value(),
            "charge_class": self.charge_class.value() or "",
            "modifier": self.modifier.value() or "",
            "offense_from": self.first.value(),
            "offense_to": self.last.value(),
            "filed_on": self.filed.value(),
            "limitation_on": self.limit.value(),
            "penalty": self.penalty.value(),
            "instrument": self.instrument.value(),
            "elements": self.elements.value(),
            "charging_text": self.text.value(),
        }

    def add_shared(self, victims: QWidget) -> None:
        """Put the shared fields into the form."""
        self.add(
            fields_in_a_row((self.statute, 2), (self.description, 4)),
            fields_in_a_row(self.charge_class, self.modifier),
            fields_in_a_row(self.first, self.last, self.filed, self.limit),
            victims,
            fields_in_a_row(self.penalty, self.instrument),
            self.elements,
            self.text,
        )


def _victim_row(view: PartyView, named: tuple[PartyId, ...]) -> CheckRow:
    return CheckRow(view.name[:_LONGEST_NAME], view.id in named)


class NewCountForm(_CountForm):
    """A new count, or several that read the same."""

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        defendant: PartyId | None,
        people: PeopleOfCase,
        lists: Lists,
    ) -> None:
        lede = _("Copies get the next count numbers.")
        super().__init__(frame, _("Add a count"), _("Add"), lede)
        self._case = case
        names = [(each.id, each.party.name[:_LONGEST_NAME]) for each in people.defendants]
        self._defendant = Field("defendant", _("Against"), Choice(names, defendant))
        self._copies = Field("copies", _("Counts"), NumberInput(1, least=1, most=200))
        self.make_wording(lists, None)
        self.make_days(None)
        self.make_texts(None)
        self.add(fields_in_a_row((self._defendant, 4), (self._copies, 1)))
        self.add_shared(self.make_victims(people, ()))
        self.committed.connect(self._tell)

    def command(self) -> AddCharge:
        """The counts."""
        return AddCharge(
            case=self._case,
            defendant=self._defendant.value(),
            **self.wording(),
            victims=self.victims(),
            copies=self._copies.value() or 1,
        )

    def _tell(self, added: tuple[Charge, ...]) -> None:
        words = ngettext("{n} count added", "{n} counts added", len(added)).format(n=len(added))
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)


class AmendCountForm(_CountForm):
    """A count as it stands, to be changed; its former wording stays on record."""

    def __init__(self, frame: Frame, count: CountView, people: PeopleOfCase, lists: Lists) -> None:
        lede = _("The former wording stays on record with your name and the reason.")
        title = _("Amend count {number}").format(number=count.charge.number)
        super().__init__(frame, title, _("Amend"), lede)
        self._charge = count.charge
        self._number = Field(
            "number", _("Count"), NumberInput(count.charge.number, least=1, most=9_999)
        )
        self._reason = Field("reason", _("Why"), TextInput())
        self._is_top = CheckRow(_("Most serious count of the case"), count.charge.is_top)
        self.make_wording(lists, count.charge)
        self.make_days(count.charge)
        self.make_texts(count.charge)
        self.add_shared(self.make_victims(people, count.victim_ids))
        self.add(fields_in_a_row((self._number, 1), (self._reason, 4)), self._is_top)
        self.committed.connect(self._tell)

    def command(self) -> AmendCharge:
        """The changed count."""
        charge = replace(
            self._charge,
            number=self._number.value() or self._charge.number,
            **self.wording(),
            is_top=self._is_top.value(),
        )
        return AmendCharge(charge=charge, reason=self._reason.value(), victims=self.victims())

    def _tell(self, amended: AmendedCharge) -> None:
        words = _("Count {number} amended").format(number=amended.after.number)
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)
