"""Forms about deadlines: entering one by rule or by hand, changing, overriding, cancelling it."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.deadlines import Deadline
from app.domain.kept_calendars import KeptCalendar
from app.domain.reminders import DEFAULT_LEAD_DAYS
from app.domain.severity import Severity
from app.i18n import _
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AmendDeadline,
    CancelDeadline,
    OverrideDeadline,
)
from app.ui import wording
from app.ui.case_input import CaseInput
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.dated_look import SEVERITY_WORDS
from app.ui.day_field import DayField
from app.ui.desk import Desk
from app.ui.list_inputs import LeadDaysInput
from app.ui.page import Frame
from app.ui.person_choice import PersonChoice
from app.ui.rule_count_panel import RuleCountPanel
from app.ui.widgets import (
    Choice,
    Field,
    ProseInput,
    SegmentedControl,
    TextInput,
    fields_in_a_row,
    hide_unless,
)

_BY_RULE, _BY_HAND = "rule", "hand"
_LONGEST_TITLE = 80
_WIDTH = 700


class DeadlineForm(DatedForm):
    """A new deadline: counted by a law with its reason, or entered by hand."""

    spare = 230

    def __init__(self, frame: Frame, case: CaseId | None = None, on: date | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Add a deadline"),
            _("Add deadline"),
            lede=_("A counted date keeps every step of its reason, on screen and on paper."),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._case_id = case
        self.be_about(case)
        named = CaseInput(frame.desk)
        named.edited.connect(self._learn_case)
        self._case = Field("case", _("Case"), named, required=True)
        hide_unless(self._case, case is None)
        example = TextInput(placeholder=_("e.g. Response to motion to suppress"))
        self._title = Field("title", _("What must be done"), example, required=True)
        self._way = SegmentedControl(
            [(_BY_RULE, _("Count the date")), (_BY_HAND, _("Enter the date"))],
            _BY_HAND if on else _BY_RULE,
            name=_("How the date is found"),
        )
        self._way.picked.connect(self._show_way)
        self._count = RuleCountPanel(frame.desk)
        self._due = DayField(frame.desk, "due_on", _("Due"), on)
        self._source = Field(
            "citation", _("Source"), TextInput(placeholder=_("e.g. order of 3 Nov"))
        )
        self._by_hand = fields_in_a_row((self._due, 2), (self._source, 3))
        self._more = _CommonFields(frame.desk)
        self.add(self._case, self._title, self._way, self._count, self._by_hand, *self._more.parts)
        self._show_way(self._way.value())

    def command(self) -> AddDeadline | AddComputedDeadline:
        """Return what was filled in."""
        common: dict[str, Any] = {
            "case": self._case_id or self._case.value(),
            "title": self._title.value(),
            **self._more.values(),
        }
        if self._way.value() == _BY_RULE:
            trigger = self._count.trigger.value()
            return AddComputedDeadline(trigger=trigger, count=self._count.count(), **common)
        return AddDeadline(due_on=self._due.value(), citation=self._source.value(), **common)

    def keep_court(self, court: KeptCalendar) -> None:
        """Offer the law and the calendar of the case's court."""
        super().keep_court(court)
        self.fill_unasked(partial(self._count.take_court, court))

    def _learn_case(self) -> None:
        self.be_about(self._case.value())

    def _show_way(self, way: object) -> None:
        _show_part(self._count, shown=way == _BY_RULE)
        if way == _BY_RULE:
            self._count.show_asked()
        _show_part(self._by_hand, shown=way == _BY_HAND)
        self._more.suggest(Severity.STATUTORY if way == _BY_RULE else Severity.INTERNAL)


class AmendDeadlineForm(DatedForm):
    """What a deadline says, changed; the day too where no rule set it."""

    def __init__(self, frame: Frame, deadline: Deadline) -> None:
        super().__init__(
            frame.desk, _("Change the deadline"), _("Save"), parent=frame.dialog_parent()
        )
        self._deadline = deadline
        self.be_about(deadline.case)
        self._title = Field(
            "title", _("What must be done"), TextInput(deadline.title), required=True
        )
        self._due = DayField(frame.desk, "due_on", _("Due"), deadline.due_on)
        hide_unless(self._due, not deadline.is_computed)
        self._more = _CommonFields(frame.desk, deadline)
        self.add(self._title, self._due, *self._more.parts)

    def command(self) -> AmendDeadline:
        """Return the deadline as it now reads."""
        values = self._more.values()
        values.pop("lead_days")
        computed = self._deadline.is_computed
        due_on = self._deadline.due_on if computed else self._due.value()
        return AmendDeadline(
            deadline=replace(self._deadline, title=self._title.value(), due_on=due_on, **values)
        )


class OverrideForm(DatedForm):
    """Another day in the place of the one a rule gave, with the reason."""

    def __init__(self, frame: Frame, deadline: Deadline) -> None:
        by_rule = deadline.computed_due_on or deadline.due_on
        super().__init__(
            frame.desk,
            _("Override the date"),
            _("Override"),
            lede=_("{title}: the rule gives {day}. It stays on file beside the new date.").format(
                title=_short(deadline.title), day=wording.full_day(by_rule)
            ),
            parent=frame.dialog_parent(),
        )
        self._deadline = deadline
        self.be_about(deadline.case)
        self._due = DayField(frame.desk, "due_on", _("New date"), deadline.due_on)
        self._reason = Field("reason", _("Reason"), ProseInput(lines=3), required=True)
        self.add(self._due, self._reason)

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the day: the one that stands there is what is to be changed."""
        super().showEvent(event)
        self._due.content.setFocus()

    def command(self) -> OverrideDeadline:
        """Return the new day and its reason."""
        return OverrideDeadline(
            deadline=self._deadline.id,
            expects=self._deadline.version,
            due_on=self._due.value(),
            reason=self._reason.value(),
        )


class CancelForm(DatedForm):
    """Why a deadline is no longer owed."""

    def __init__(self, frame: Frame, deadline: Deadline) -> None:
        super().__init__(
            frame.desk,
            _("No longer owed"),
            _("Save"),
            lede=_("{title} stays on file as cancelled.").format(title=_short(deadline.title)),
            parent=frame.dialog_parent(),
        )
        self._deadline = deadline
        self._reason = Field("reason", _("Reason"), ProseInput(lines=3), required=True)
        self.add(self._reason)

    def command(self) -> CancelDeadline:
        """Return the reason."""
        return CancelDeadline(
            deadline=self._deadline.id,
            expects=self._deadline.version,
            reason=self._reason.value(),
        )


def add_deadline(frame: Frame, case: UUID | None = None, on: date | None = None) -> None:
    """Open the form for a new deadline; without a case at hand the form asks for it."""
    case = case or frame.case_at_hand()
    form = DeadlineForm(frame, CaseId(case) if case else None, on)
    form.committed.connect(partial(_added, frame))
    form.open()


def _added(frame: Frame, deadline: Deadline) -> None:
    day = wording.day(deadline.due_on)
    title = _short(deadline.title)
    tell_undoable(frame, _("{title} is due {day}.").format(title=title, day=day))


class _CommonFields:
    """Weight, person, reminders and note: what every deadline has, however it came about."""

    def __init__(self, desk: Desk, deadline: Deadline | None = None) -> None:
        weights = [(each, SEVERITY_WORDS[each]) for each in Severity]
        self._weight = Choice(weights, deadline.severity if deadline else Severity.STATUTORY)
        self._person = PersonChoice(desk, deadline.assigned_to if deadline else None)
        self._leads = LeadDaysInput()
        self._note = Field(
            "note", _("Note"), ProseInput(deadline.note if deadline else "", lines=2)
        )
        weight = Field("severity", _("Severity"), self._weight)
        person = Field("assigned_to", _("Given to"), self._person)
        leads = Field("lead_days", _("Remind, days ahead"), self._leads)
        hide_unless(leads, deadline is None)
        self.parts: tuple[QWidget, ...] = (fields_in_a_row(weight, person, leads), self._note)
        self._weight.edited.connect(self._show_usual)
        self._show_usual()

    def suggest(self, severity: Severity) -> None:
        """Put the usual weight in."""
        self._weight.set_value(severity)

    def values(self) -> dict[str, Any]:
        """Return the fields under the command's names."""
        return {
            "severity": self._weight.value(),
            "assigned_to": self._person.value(),
            "lead_days": self._leads.answer(),
            "note": self._note.value(),
        }

    def _show_usual(self) -> None:
        severity = self._weight.value() or Severity.INTERNAL
        self._leads.show_usual(DEFAULT_LEAD_DAYS[severity])


def _show_part(part: QWidget, *, shown: bool) -> None:
    """Show or hide a part of a form with its fields; hidden ones are not checked."""
    part.setVisible(shown)
    for field in part.findChildren(Field):
        field.setVisible(shown)


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
