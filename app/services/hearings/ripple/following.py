"""Doing what was ticked of the ripple of a hearing that gets another day."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.deadlines import DeadlineId
from app.domain.ids import new_id
from app.domain.ripple import RippleAct, RippleKind, RippleRow
from app.domain.tasks import TaskKind
from app.domain.triggering_events import TriggeringEvent
from app.domain.victims import VictimId
from app.domain.witnesses import Subpoena, SubpoenaStatus
from app.services import deadline_writing
from app.services.amending import Amended
from app.services.hearings.ripple.change import DayChange, tell_by
from app.services.hearings.ripple.counted import counted_changes, recount
from app.services.hearings.ripple.written import Rippled, Writing
from app.services.recounting import events_after, move_events
from app.storage.unit_of_work import UnitOfWork


def follow(work: UnitOfWork, change: DayChange, rows: Iterable[RippleRow]) -> Rippled:
    """Do what the rows say; the hearing itself has been written already.

    Raises:
        Stale: something a date is counted with changed since it was shown.
        Refused: a record no longer allows it.
    """
    return _Follower(work, change, tuple(rows)).all()


class _Follower:
    """Follows one hearing."""

    def __init__(self, work: UnitOfWork, change: DayChange, rows: tuple[RippleRow, ...]) -> None:
        self._work = work
        self._change = change
        self._rows = rows
        self._writing = Writing(work, change.before.case)

    def all(self) -> Rippled:
        events = self._move_dates()
        acts: dict[RippleKind, Callable[[RippleRow], None]] = {
            RippleKind.SUBPOENA: self._move_subpoena,
            RippleKind.VICTIM: self._tell_victim,
            RippleKind.INTERPRETER: self._tell_interpreter,
            RippleKind.TASK: self._move_task,
            RippleKind.EVIDENCE: self._ask_for_item,
        }
        for row in self._rows:
            if row.kind is not RippleKind.DEADLINE:
                acts[row.kind](row)
        self._have_served()
        return self._writing.rippled(events)

    def _move_dates(self) -> tuple[Amended[TriggeringEvent], ...]:
        """Move the events that are the hearing, and the deadlines that were ticked."""
        work, change = self._work, self._change
        planned = {each.deadline.id: each for each in counted_changes(work, change)}
        events = move_events(work, events_after(work, change.before.id, change.stands))
        ticked = [row for row in self._rows if row.kind is RippleKind.DEADLINE]
        counted = [planned[id_] for row in ticked if (id_ := DeadlineId(row.record)) in planned]
        self._writing.note_dates(recount(work, change, counted))
        for row in ticked:
            if row.record not in planned:
                self._move_by_hand(row)
        return events

    def _move_by_hand(self, row: RippleRow) -> None:
        before = self._work.deadlines.get(row.record)
        after = replace(before, due_on=row.new or before.due_on)
        self._writing.change_deadline(before, deadline_writing.redated(self._work, after))

    def _move_subpoena(self, row: RippleRow) -> None:
        before = self._work.subpoenas.get(row.record)
        if row.act is RippleAct.FOLLOW:
            after = replace(before, hearing=self._change.stands.id)
            self._writing.change_subpoena(before, after)
        else:
            self._reissue(before)

    def _reissue(self, served: Subpoena) -> None:
        """Take back an order that names the old day, and write one for the new day."""
        old, new = self._change.old, self._change.new
        words = f"The hearing of {old:%d %b %Y} was moved to {new:%d %b %Y}."
        self._writing.cancel_subpoena(served, words)
        issued = Subpoena(
            id=new_id(),
            case=served.case,
            witness=served.witness,
            hearing=self._change.stands.id,
            status=SubpoenaStatus.ISSUED,
            issued_on=self._work.today,
            method=served.method,
        )
        self._writing.issue(issued)

    def _tell_victim(self, row: RippleRow) -> None:
        self._writing.ask(
            f"Tell {row.what} of the new date: {self._new_date}",
            row.new,
            kind=TaskKind.VICTIM_CONTACT,
            victim=VictimId(row.record),
        )

    def _tell_interpreter(self, row: RippleRow) -> None:
        self._writing.ask(f"Tell the interpreter of the new date: {self._new_date}", row.new)

    def _ask_for_item(self, row: RippleRow) -> None:
        title = f"{row.what} is out for court: have it back, or agree when it comes"
        self._writing.ask(title, row.new, kind=TaskKind.EVIDENCE)

    def _move_task(self, row: RippleRow) -> None:
        before = self._work.tasks.get(row.record)
        self._writing.change_task(before, replace(before, due_on=row.new))

    def _have_served(self) -> None:
        """Ask for the service of the new orders, in one task however many there are."""
        count = self._writing.issued
        if not count:
            return
        orders = "subpoena" if count == 1 else f"{count} subpoenas"
        self._writing.ask(
            f"Serve the new {orders}: {self._new_date}",
            tell_by(self._work, self._change.old),
            kind=TaskKind.WITNESS,
            assigned_to=self._change.stands.attorney,
        )

    @property
    def _new_date(self) -> str:
        stands = self._change.stands
        return f"{self._change.what}, {stands.on:%a %d %b %Y}, {stands.local:%H:%M}"
