"""The floating card of a deadline: why it falls where it falls, and what can be done about it."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.deadlines import Deadline, DeadlineStatus
from app.i18n import _, ngettext
from app.services.deadlines import (
    AmendDeadline,
    CancelDeadline,
    CompleteDeadline,
    OverrideDeadline,
    ReopenDeadline,
)
from app.ui import wording
from app.ui.dated_card import DatedCard, Offer, tell_undoable
from app.ui.dated_look import SEVERITY_WORDS, deadline_chip
from app.ui.deadline_forms import AmendDeadlineForm, CancelForm, OverrideForm
from app.ui.every_step import EveryStep
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.reason_panel import ReasonPanel
from app.ui.theme import Token
from app.ui.widgets import Chip, Facts, row, small

_LONGEST_STEP = 600
"""Characters of one line; a card is no place to read a whole report."""
_FEW_STEPS = 4
"""Steps of a count that the card shows; the others are a button away."""


class DeadlineCard(DatedCard):
    """One deadline; ``case_words`` name its case, and are empty inside the case itself."""

    def __init__(
        self, frame: Frame, deadline: Deadline, today: date, parent: QWidget, case_words: str = ""
    ) -> None:
        self._deadline = deadline
        self._today = today
        chip = deadline_chip(deadline, today)
        super().__init__(
            frame,
            f"{deadline.title}, {wording.day(deadline.due_on, today)}",
            row(
                Chip(chip.text, chip.tone, chip.icon),
                small(SEVERITY_WORDS[deadline.severity]),
                None,
            ),
            *_reason(deadline, today),
            parent=parent,
            icon=Icon.FILE_TEXT,
            token=Token.WARN,
            case_words=case_words,
            case=deadline.case,
            record=deadline.id,
            offers=self._offers(),
            closing=_provenance(deadline, today),
        )

    def _offers(self) -> list[Offer]:
        if self._deadline.status is not DeadlineStatus.OPEN:
            return [Offer(_("Reopen"), self._reopen, ReopenDeadline)]
        override = [Offer(_("Override with reason"), self._override, OverrideDeadline)]
        every = [Offer(_("Every step"), self._show_steps)]
        return [
            *(every if len(self._deadline.steps) > _FEW_STEPS else ()),
            Offer(_("Done"), self._complete, CompleteDeadline),
            *(override if self._deadline.is_computed else ()),
            Offer(_("Change"), self._amend, AmendDeadline),
            Offer(_("Not owed"), self._cancel, CancelDeadline),
        ]

    def _show_steps(self) -> None:
        heading = f"{self._deadline.title}, {wording.full_day(self._deadline.due_on)}"
        EveryStep(self.frame, heading, _steps(self._deadline, self._today)).open()

    def _complete(self) -> None:
        complete(self.frame, self._deadline)

    def _reopen(self) -> None:
        deadline = self._deadline
        command = ReopenDeadline(deadline=deadline.id, expects=deadline.version)
        told = partial(tell_undoable, self.frame, _("The deadline is open again."))
        self.frame.desk.do(command, self.frame.dialog_parent(), told)

    def _override(self) -> None:
        self.open_form(OverrideForm(self.frame, self._deadline), _("The new date is saved."))

    def _amend(self) -> None:
        self.open_form(AmendDeadlineForm(self.frame, self._deadline), _("The change is saved."))

    def _cancel(self) -> None:
        self.open_form(CancelForm(self.frame, self._deadline), _("The deadline is cancelled."))


def complete(frame: Frame, deadline: Deadline) -> None:
    """Write down that a deadline is met, and offer to take it back."""
    command = CompleteDeadline(deadline=deadline.id, expects=deadline.version)
    told = partial(tell_undoable, frame, _("Done: {title}").format(title=deadline.title))
    frame.desk.do(command, frame.dialog_parent(), told)


def _reason(deadline: Deadline, today: date) -> list[QWidget]:
    """Return rule, event and count at a glance, and the first steps of the count."""
    steps = _steps(deadline, today)
    more = len(steps) - _FEW_STEPS
    closing = ngettext("{n} more step", "{n} more steps", more).format(n=more) if more > 0 else ""
    facts = _facts(deadline, today)
    panel = ReasonPanel(steps[:_FEW_STEPS], closing)
    return [Facts(facts), panel] if facts else [panel]


def _facts(deadline: Deadline, today: date) -> list[tuple[str, str]]:
    if not deadline.is_computed:
        return []
    start = wording.full_day(deadline.trigger_on) if deadline.trigger_on else ""
    event = ", ".join(filter(None, (deadline.trigger, start)))
    verify = _("verify locally") if deadline.verify_locally else ""
    rule = ", ".join(filter(None, (deadline.citation, verify)))
    plan = deadline.conservative_on
    careful = wording.day(plan, today) if plan and plan != deadline.due_on else ""
    told = (
        (_("Rule"), rule),
        (_("Counted from"), event),
        (_("Period"), deadline.period),
        (_("Plan for"), careful),
        (_("Checked by"), deadline.checked_by),
    )
    return [(label, value[:_LONGEST_STEP]) for label, value in told if value]


def _steps(deadline: Deadline, today: date) -> list[str]:
    steps = list(deadline.steps)
    if not steps:
        steps.append(_("This date was entered by hand; no rule was counted."))
    if deadline.is_overridden:
        steps.append(
            _("Moved to {day}: {reason}").format(
                day=wording.day(deadline.due_on, today), reason=deadline.override_reason
            )
        )
    extras = (deadline.cancel_reason, deadline.note)
    return [step[:_LONGEST_STEP] for step in (*steps, *extras) if step]


def _provenance(deadline: Deadline, today: date) -> str:
    at = deadline.computed_at or deadline.entered_at
    if at is None:
        return ""
    words = _("Computed {moment} by {name}. Computed dates are not dragged.")
    if not deadline.is_computed:
        words = _("Entered {moment} by {name}.")
    return words.format(moment=wording.moment(at, today), name=deadline.entered_by)
