"""The floating card of a deadline: why it falls where it falls, and what can be done about it."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.confidence import Confidence
from app.domain.deadlines import Deadline, DeadlineStatus
from app.i18n import _
from app.i18n.confidence import CONFIDENCE_CHIPS
from app.services.attachments import FilesOf
from app.services.deadlines import (
    AmendDeadline,
    CancelDeadline,
    CheckDeadline,
    CompleteDeadline,
    OverrideDeadline,
    ReopenDeadline,
    RestoreComputed,
)
from app.ui import wording
from app.ui.complete_form import complete, complete_with_proof
from app.ui.dated_card import DatedCard, Offer, tell_undoable
from app.ui.dated_look import SEVERITY_WORDS, deadline_chip
from app.ui.deadline_forms import AmendDeadlineForm, CancelForm, OverrideForm
from app.ui.every_step import show_every_step
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.proof import open_proof
from app.ui.reason_panel import ReasonPanel
from app.ui.theme import Token, Tone
from app.ui.widgets import Chip, ChipSpec, row, small

_LONGEST_STEP = 300
"""Characters of one line; a card is no place to read a whole report."""
_MOST_STEPS = 7
"""Lines of a reason that fit a card; the rest is a press away."""


class DeadlineCard(DatedCard):
    """One deadline.

    Args:
        frame: the window.
        deadline: as it stands.
        today: by the courthouse clock.
        parent: the page it floats above.
        case_words: name its case; empty inside the case itself.
        is_own: whether the user set its day: then somebody else looks at it.
    """

    def __init__(
        self,
        frame: Frame,
        deadline: Deadline,
        today: date,
        parent: QWidget,
        case_words: str = "",
        *,
        is_own: bool = False,
    ) -> None:
        self._deadline = deadline
        self._is_own = is_own
        super().__init__(
            frame,
            f"{deadline.title}, {wording.day(deadline.due_on, today)}",
            row(
                *(Chip(chip.text, chip.tone, chip.icon) for chip in _chips(deadline, today)),
                small(SEVERITY_WORDS[deadline.severity]),
                None,
            ),
            ReasonPanel(_steps(deadline, today), _source(deadline)),
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
        deadline = self._deadline
        proof = [Offer(_("Open the proof"), self._open_proof, FilesOf)] if deadline.proof else []
        every = [Offer(_("Every step"), self._every_step)] if deadline.is_computed else []
        if deadline.status is not DeadlineStatus.OPEN:
            return [*proof, Offer(_("Reopen"), self._reopen, ReopenDeadline), *every]
        return [
            Offer(_("Done"), self._complete, CompleteDeadline),
            Offer(_("Done, with proof"), self._complete_with_proof, CompleteDeadline),
            *self._about_the_day(),
            Offer(_("Change"), self._amend, AmendDeadline),
            Offer(_("Not owed"), self._cancel, CancelDeadline),
            *every,
        ]

    def _about_the_day(self) -> list[Offer]:
        deadline = self._deadline
        offers = []
        if deadline.is_computed:
            offers.append(Offer(_("Override with reason"), self._override, OverrideDeadline))
        if deadline.is_overridden:
            offers.append(Offer(_("Back to the counted day"), self._restore, RestoreComputed))
        if deadline.awaits_check and not self._is_own:
            offers.append(Offer(_("Looked at"), self._check, CheckDeadline))
        return offers

    def _complete(self) -> None:
        complete(self.frame, self._deadline)

    def _complete_with_proof(self) -> None:
        complete_with_proof(self.frame, self._deadline)

    def _open_proof(self) -> None:
        if self._deadline.proof is not None:
            open_proof(self.frame, self._deadline.case, self._deadline.proof)

    def _every_step(self) -> None:
        show_every_step(self.frame, self._deadline)

    def _restore(self) -> None:
        deadline = self._deadline
        command = RestoreComputed(deadline=deadline.id, expects=deadline.version)
        told = partial(tell_undoable, self.frame, _("The counted day stands again."))
        self.frame.desk.do(command, self.frame.dialog_parent(), told)

    def _check(self) -> None:
        deadline = self._deadline
        command = CheckDeadline(
            deadline=deadline.id, expects=deadline.version, due_on=deadline.due_on
        )
        told = partial(tell_undoable, self.frame, _("It is written down that you looked at it."))
        self.frame.desk.do(command, self.frame.dialog_parent(), told)

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


def _steps(deadline: Deadline, today: date) -> list[str]:
    """Return the first steps of the reason, and what was decided about the day since."""
    steps = list(deadline.steps[:_MOST_STEPS])
    if not steps:
        steps.append(_("This date was entered by hand; no rule was counted."))
    elif len(deadline.steps) > _MOST_STEPS:
        steps.append(_("Every step shows the rest."))
    if deadline.is_overridden:
        steps.append(
            _("Moved to {day}: {reason}").format(
                day=wording.day(deadline.due_on, today), reason=deadline.override_reason
            )
        )
    if deadline.trigger_on is not None and deadline.rule is None:  # the count of a rule says it
        steps.insert(0, _counted_from(deadline))
    extras = (_plan_for(deadline, today), _cancelled(deadline), _proof(deadline), deadline.note)
    return [_cut(step) for step in (*steps, *extras) if step]


def _cut(step: str) -> str:
    return step if len(step) <= _LONGEST_STEP else f"{step[:_LONGEST_STEP]}…"


def _counted_from(deadline: Deadline) -> str:
    """Return event, day and period, e.g. ``"Motion served, Mon 2 Nov 2026: 14 days after"``."""
    start = wording.full_day(deadline.trigger_on) if deadline.trigger_on else ""
    event = ", ".join(filter(None, (deadline.trigger, start)))
    return f"{event}: {deadline.period}" if deadline.period else event


def _plan_for(deadline: Deadline, today: date) -> str:
    safe = deadline.conservative_on
    if safe is None or safe == deadline.due_on:
        return ""
    return _("Plan for {day}.").format(day=wording.day(safe, today))


def _cancelled(deadline: Deadline) -> str:
    if not deadline.cancel_reason:
        return ""
    by = _(" ({name})").format(name=deadline.cancelled_by) if deadline.cancelled_by else ""
    return _("Not owed: {reason}{by}").format(reason=deadline.cancel_reason, by=by)


def _proof(deadline: Deadline) -> str:
    if deadline.proof is None:
        return deadline.proof_note
    return _("Proof is attached: {what}").format(what=deadline.proof_note or _("a file"))


def _source(deadline: Deadline) -> str:
    """Return the rule with its edition, e.g. ``"Fed. R. Crim. P. 12(b); US-FED-CRIM 2026.1"``."""
    return "; ".join(part for part in (deadline.citation, deadline.rule_edition) if part)


def _chips(deadline: Deadline, today: date) -> list[ChipSpec]:
    chips = [deadline_chip(deadline, today)]
    if deadline.is_to_be_confirmed:
        words = CONFIDENCE_CHIPS[Confidence.CONFIRM]
        chips.append(ChipSpec(words, Tone.WARN, Icon.TRIANGLE_ALERT))
    if deadline.verify_locally:
        chips.append(ChipSpec(_("Verify locally"), Tone.WARN, Icon.CIRCLE_ALERT))
    if deadline.checked_at is not None:
        chips.append(ChipSpec(_("Looked at"), Tone.OK, Icon.SHIELD_CHECK))
    return chips


def _provenance(deadline: Deadline, today: date) -> str:
    return " ".join(part for part in (_entered(deadline, today), _checked(deadline, today)) if part)


def _entered(deadline: Deadline, today: date) -> str:
    moment = deadline.computed_at or deadline.entered_at
    if moment is None:
        return ""
    words = _("Computed {moment} by {name}. Computed dates are not dragged.")
    if not deadline.is_computed:
        words = _("Entered {moment} by {name}.")
    return words.format(moment=wording.moment(moment, today), name=deadline.entered_by)


def _checked(deadline: Deadline, today: date) -> str:
    if deadline.checked_at is None:
        return ""
    return _("Looked at {moment} by {name}.").format(
        moment=wording.moment(deadline.checked_at, today), name=deadline.checked_by
    )
