"""The screen of old and new dates: for a case, for the whole office, for an event that moves."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtGui import QShowEvent

from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.domain.recounting import DateChange
from app.domain.triggering_events import TriggeringEvent
from app.i18n import _, ngettext
from app.services.deadlines import PlanOfficeRecount, PlanRecount, RecountDeadlines, RecountPlan
from app.services.office import Office
from app.services.recounting import STOPPED, Recounted
from app.services.triggering_events import AmendEvent, PlannedDates
from app.ui import wording
from app.ui.dated_card import tell_undoable
from app.ui.desk import LongWork
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.reason_panel import ReasonPanel
from app.ui.recount.change_list import ChangeList
from app.ui.widgets import Card, row, secondary, strong

_WIDTH, _HEIGHT = 1020, 700
_AROUND = 24


class _ChangesForm(FormDialog):
    """Rows with ticks, the reason of the one in front, and one button that applies them."""

    def __init__(self, frame: Frame, title: str, lede: str) -> None:
        super().__init__(
            frame.desk,
            title,
            _("Apply"),
            lede=lede,
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._frame = frame
        self._asked = 0
        self._list = ChangeList()
        self._list.ticked.connect(self._turned)
        self._list.picked.connect(self._explain)
        self._remark = secondary(_("Counting"))
        self._why = ReasonPanel()
        self._why.hide()
        self.add(
            row(strong(_("Old and new dates")), None, self._remark),
            Card(self._list, padding=0),
            self._why,
        )
        self._commit.setEnabled(False)
        self._given_up = self._list.given_up()

    @property
    def changes(self) -> ChangeList:
        """The rows."""
        return self._list

    def ask(self) -> None:
        """Ask for the changes."""
        raise NotImplementedError

    def refuse(self, error: DossierError) -> None:
        """Say why not; what changed meanwhile is shown as it now is."""
        super().refuse(error)
        if error.code.endswith(".stale"):
            self.ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the window has, and begin with the list."""
        super().showEvent(event)
        window = self.parentWidget()
        most = window.height() - _AROUND if window is not None else _HEIGHT
        self.resize(_WIDTH, min(_HEIGHT, most))
        self._list.setFocus()

    def _turned(self, _key: object) -> None:
        """Count what follows dates anew when their override is given up or kept."""
        self._count()
        if self._list.given_up() != self._given_up:
            self._given_up = self._list.given_up()
            self.ask()

    def _count(self) -> None:
        ticked = len(self._list.ticked_rows())
        words = _("{n} of {all} ticked. Space ticks, A ticks all.")
        self._remark.setText(words.format(n=ticked, all=self._list.possible()))
        self._commit.set_label(self._verb(ticked))
        self._commit.setEnabled(self._can_commit())

    def _verb(self, ticked: int) -> str:
        if not ticked:
            return _("Keep the days, note the counts")
        return ngettext("Apply to {n} date", "Apply to {n} dates", ticked).format(n=ticked)

    def _can_commit(self) -> bool:
        return bool(self._list.accepted())

    def _explain(self, _key: object) -> None:
        change = self._list.current_row()
        has_steps = isinstance(change, DateChange) and change.count is not None
        self._why.setVisible(has_steps)
        if isinstance(change, DateChange) and change.count is not None:
            self._why.show_steps(change.count.trace, change.count.citation)


class CaseRecountForm(_ChangesForm):
    """The counted dates of one case beside what rules and calendars now give."""

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__(
            frame,
            _("Count the dates of this case again"),
            _("What is done stays. A date set by hand keeps its day unless you tick it."),
        )
        self._case = case
        self.ask()

    def ask(self) -> None:
        """Ask for every counted date of the case."""
        self._asked += 1
        query = PlanRecount(case=self._case, given_up=self._given_up)
        self.desk.ask(query, self, partial(self._show, self._asked), self.refuse)

    def command(self) -> RecountDeadlines:
        """Return what is ticked."""
        return RecountDeadlines(accepted=self._list.accepted(), case=self._case)

    def _show(self, asked: int, plan: RecountPlan) -> None:
        if asked == self._asked:
            self._list.show_changes(plan.rows)
            self._count()


class OfficeRecountForm(_ChangesForm):
    """Every open date of the office that differs; Esc stops the counting or the writing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame,
            _("Count all dates again"),
            _(
                "Those that differ from what rules, calendars and events now give. All that is"
                " ticked moves as one act."
            ),
        )
        self.ask()

    def ask(self) -> None:
        """Count in the background."""
        self._asked += 1
        self._commit.setEnabled(False)
        then = partial(self._show, self._asked)
        work = self.desk.aside(
            _("Count all dates again"),
            partial(_plan, self._given_up),
            self,
            then,
            partial(self._fail, self._asked),
        )
        self._work_part.follow(work)

    def command(self) -> RecountDeadlines:
        """Return what is ticked."""
        return RecountDeadlines(accepted=self._list.accepted())

    def _show(self, asked: int, plan: RecountPlan) -> None:
        if asked != self._asked:
            return
        self._list.show_changes(plan.rows, plan.cases)
        self._count()
        examined = ngettext("{n} date counted", "{n} dates counted", plan.examined)
        words = examined.format(n=wording.count(plan.examined))
        self._remark.setText(f"{words}. {self._remark.plain}")

    def _fail(self, asked: int, error: DossierError) -> None:
        if asked == self._asked:
            self.refuse(error)
            self._commit.setEnabled(False)


class MoveEventForm(_ChangesForm):
    """An event that changes, and what becomes of the dates that count from it."""

    def __init__(self, frame: Frame, event: TriggeringEvent, words: str) -> None:
        super().__init__(
            frame,
            _("Dates that count from it"),
            _(
                "{event} is now {day}. What is ticked moves along, as one act with the event."
            ).format(event=words, day=wording.full_day(event.on)),
        )
        self._event = event
        self.ask()

    def ask(self) -> None:
        """Ask what hangs on the event."""
        self._asked += 1
        query = PlannedDates(event=self._event, given_up=self._given_up)
        self.desk.ask(query, self, partial(self._show, self._asked), self.refuse)

    def command(self) -> AmendEvent:
        """Return the change of the event with what is ticked."""
        return AmendEvent(event=self._event, accepted=self._list.accepted())

    def _show(self, asked: int, changes: tuple[DateChange, ...]) -> None:
        if asked == self._asked:
            self._list.show_changes(changes)
            self._count()

    def _verb(self, ticked: int) -> str:
        words = ngettext("Change it and move {n} date", "Change it and move {n} dates", ticked)
        return words.format(n=ticked) if ticked else _("Change the event alone")

    def _can_commit(self) -> bool:
        return True


def recount(frame: Frame, case: UUID | None = None) -> None:
    """Open the screen for the case at hand, else for the whole office."""
    at_hand = case or frame.case_at_hand()
    form = CaseRecountForm(frame, CaseId(at_hand)) if at_hand else OfficeRecountForm(frame)
    form.committed.connect(partial(tell_recounted, frame))
    form.open()


def recount_office(frame: Frame) -> None:
    """Open the screen for the whole office."""
    form = OfficeRecountForm(frame)
    form.committed.connect(partial(tell_recounted, frame))
    form.open()


def tell_recounted(frame: Frame, done: Any) -> None:  # noqa: ANN401  of either command
    """Say how many dates moved, with the way back."""
    deadlines = done.deadlines if isinstance(done, Recounted) else done
    moved = sum(each.before.due_on != each.after.due_on for each in deadlines)
    parts = [ngettext("{n} date moved.", "{n} dates moved.", moved).format(n=wording.count(moved))]
    kept = len(deadlines) - moved
    if kept:
        words = ngettext("{n} was counted anew.", "{n} were counted anew.", kept)
        parts.append(words.format(n=wording.count(kept)))
    tell_undoable(frame, " ".join(parts))


def _plan(given_up: frozenset[Any], office: Office, work: LongWork) -> RecountPlan:
    return office.ask(PlanOfficeRecount(given_up=given_up, watch=_watch(work)))


def _watch(work: LongWork) -> Watch:
    return Watch(work.tell, work.cancelled, STOPPED)
