"""Doing what was ticked of a ripple, and taking it back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.errors import Stale
from app.domain.ids import new_id
from app.domain.record import Record, Version
from app.domain.ripple import RippleAct, RippleKind, RippleRow
from app.domain.tasks import Priority, Task, TaskId, TaskKind
from app.domain.triggering_events import TriggeringEvent
from app.domain.victims import VictimId
from app.domain.witnesses import Subpoena, SubpoenaStatus
from app.services import deadline_writing, task_writing
from app.services.amending import Amended
from app.services.hearings.ripple.change import DayChange, tell_by
from app.services.hearings.ripple.counted import counted_changes, recount
from app.services.recounting import Recounted, events_after, move_events
from app.services.recounting import take_back as take_back_dates
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Rippled:
    """What followed a hearing, so that it can be taken back.

    Attributes:
        dates: events that are the hearing, and deadlines.
        tasks, subpoenas: that were changed; ``new_tasks``, ``new_subpoenas``: that were written.
    """

    dates: Recounted = field(default_factory=Recounted)
    tasks: tuple[Amended[Task], ...] = ()
    new_tasks: tuple[Task, ...] = ()
    subpoenas: tuple[Amended[Subpoena], ...] = ()
    new_subpoenas: tuple[Subpoena, ...] = ()

    @property
    def versions(self) -> dict[UUID, Version]:
        """The version each changed record has now."""
        changed: tuple[Record, ...] = (
            *(each.after for each in self.dates.deadlines),
            *(each.after for each in self.tasks),
            *(each.after for each in self.subpoenas),
        )
        return {each.id: each.version for each in changed}


def follow(work: UnitOfWork, change: DayChange, rows: Iterable[RippleRow]) -> Rippled:
    """Do what the rows say; the hearing itself has been written already.

    Raises:
        Stale: something a date is counted with changed since it was shown.
        Refused: a record no longer allows it.
    """
    return _Follower(work, change, tuple(rows)).all()


def take_back(work: UnitOfWork, done: Rippled, case: UUID) -> Rippled:
    """Put everything that followed back, and return what stands again.

    Raises:
        Stale: one of the records was changed since, or belongs to another case.
    """
    _require_of_case(work, done, case)
    for task in done.new_tasks:
        task_writing.remove(work, task)
    for subpoena in done.new_subpoenas:
        work.subpoenas.remove(subpoena)
    return Rippled(
        dates=take_back_dates(work, done.dates, CaseId(case)),
        tasks=tuple(task_writing.change(work, each.after, each.taken_back) for each in done.tasks),
        subpoenas=tuple(
            Amended(each.after, work.subpoenas.change(each.taken_back)) for each in done.subpoenas
        ),
    )


def _require_of_case(work: UnitOfWork, done: Rippled, case: UUID) -> None:
    """Refuse records of a case whose wall nobody asked."""
    deadlines: tuple[Deadline, ...] = tuple(each.before for each in done.dates.deadlines)
    events: tuple[TriggeringEvent, ...] = tuple(each.before for each in done.dates.events)
    cases = {
        *(work.deadlines.get(each.id).case for each in deadlines),
        *(work.triggering_events.get(each.id).case for each in events),
        *(work.tasks.get(each.before.id).case for each in done.tasks),
        *(work.subpoenas.get(each.before.id).case for each in done.subpoenas),
        *(each.case for each in deadlines),
        *(each.case for each in events),
        *(each.before.case for each in done.tasks),
        *(each.before.case for each in done.subpoenas),
        *(each.case for each in done.new_tasks),
        *(each.case for each in done.new_subpoenas),
    }
    if cases - {case}:
        raise Stale("record.stale")


class _Follower:
    """Follows one hearing."""

    def __init__(self, work: UnitOfWork, change: DayChange, rows: tuple[RippleRow, ...]) -> None:
        self._work = work
        self._change = change
        self._rows = rows
        self._tasks: list[Amended[Task]] = []
        self._new_tasks: list[Task] = []
        self._subpoenas: list[Amended[Subpoena]] = []
        self._new_subpoenas: list[Subpoena] = []
        self._deadlines: list[Amended[Deadline]] = []

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
        return Rippled(
            dates=Recounted(events=events, deadlines=tuple(self._deadlines)),
            tasks=tuple(self._tasks),
            new_tasks=tuple(self._new_tasks),
            subpoenas=tuple(self._subpoenas),
            new_subpoenas=tuple(self._new_subpoenas),
        )

    def _move_dates(self) -> tuple[Amended[TriggeringEvent], ...]:
        """Move the events that are the hearing, and the deadlines that were ticked."""
        work, change = self._work, self._change
        planned = {each.deadline.id: each for each in counted_changes(work, change)}
        events = move_events(work, events_after(work, change.before.id, change.stands))
        ticked = [row for row in self._rows if row.kind is RippleKind.DEADLINE]
        counted = [planned[id_] for row in ticked if (id_ := DeadlineId(row.record)) in planned]
        self._deadlines += recount(work, change.before.case, counted)
        for row in ticked:
            if row.record not in planned:
                self._move_by_hand(row)
        return events

    def _move_by_hand(self, row: RippleRow) -> None:
        before = self._work.deadlines.get(row.record)
        after = replace(before, due_on=row.new or before.due_on)
        redated = deadline_writing.redated(self._work, after)
        self._deadlines.append(deadline_writing.change(self._work, before, redated))

    def _move_subpoena(self, row: RippleRow) -> None:
        before = self._work.subpoenas.get(row.record)
        if row.act is RippleAct.FOLLOW:
            after = replace(before, hearing=self._change.stands.id)
            self._subpoenas.append(Amended(before, self._work.subpoenas.change(after)))
        else:
            self._reissue(before)

    def _reissue(self, served: Subpoena) -> None:
        """Take back an order that names the old day, and write one for the new day."""
        old, new = self._change.old, self._change.new
        words = f"The hearing of {old:%d %b %Y} was moved to {new:%d %b %Y}."
        note = f"{served.note}\n{words}".strip()
        closed = replace(served.advanced(SubpoenaStatus.CANCELLED), note=note)
        self._subpoenas.append(Amended(served, self._work.subpoenas.change(closed)))
        issued = Subpoena(
            id=new_id(),
            case=served.case,
            witness=served.witness,
            hearing=self._change.stands.id,
            status=SubpoenaStatus.ISSUED,
            issued_on=self._work.today,
            method=served.method,
        )
        self._new_subpoenas.append(self._work.subpoenas.add(issued))

    def _tell_victim(self, row: RippleRow) -> None:
        self._add_task(
            f"Tell {row.what} of the new date: {self._new_date}",
            row,
            kind=TaskKind.VICTIM_CONTACT,
            victim=VictimId(row.record),
        )

    def _tell_interpreter(self, row: RippleRow) -> None:
        self._add_task(f"Tell the interpreter of the new date: {self._new_date}", row)

    def _ask_for_item(self, row: RippleRow) -> None:
        title = f"{row.what} is out for court: have it back, or agree when it comes"
        self._add_task(title, row, kind=TaskKind.EVIDENCE)

    def _move_task(self, row: RippleRow) -> None:
        before = self._work.tasks.get(row.record)
        after = replace(before, due_on=row.new)
        self._tasks.append(task_writing.change(self._work, before, after))

    def _have_served(self) -> None:
        """Ask for the service of the new orders, in one task however many there are."""
        count = len(self._new_subpoenas)
        if not count:
            return
        orders = "subpoena" if count == 1 else f"{count} subpoenas"
        self._write_task(
            Task(
                id=TaskId(new_id()),
                case=self._change.before.case,
                title=f"Serve the new {orders}: {self._new_date}",
                kind=TaskKind.WITNESS,
                priority=Priority.HIGH,
                due_on=tell_by(self._work, self._change.old),
                assigned_to=self._change.stands.attorney,
            )
        )

    def _add_task(
        self,
        title: str,
        row: RippleRow,
        *,
        kind: TaskKind = TaskKind.GENERAL,
        victim: VictimId | None = None,
    ) -> None:
        self._write_task(
            Task(
                id=TaskId(new_id()),
                case=self._change.before.case,
                title=title,
                kind=kind,
                priority=Priority.HIGH,
                due_on=row.new,
                victim=victim,
            )
        )

    def _write_task(self, task: Task) -> None:
        self._new_tasks.append(task_writing.add(self._work, task))

    @property
    def _new_date(self) -> str:
        stands = self._change.stands
        return f"{self._change.what}, {stands.on:%a %d %b %Y}, {stands.local:%H:%M}"
