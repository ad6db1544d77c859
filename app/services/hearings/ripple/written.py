"""What follows a hearing, written and remembered record by record, so that it can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.deadlines import Deadline
from app.domain.errors import Stale
from app.domain.ids import new_id
from app.domain.record import Record, Version
from app.domain.tasks import Priority, Task, TaskId, TaskKind
from app.domain.triggering_events import TriggeringEvent
from app.domain.victims import VictimId
from app.domain.witnesses import Subpoena, SubpoenaStatus
from app.services import deadline_writing, task_writing
from app.services.amending import Amended
from app.services.recounting import Recounted
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


class Writing:
    """Writes what hangs on one hearing.

    Args:
        work: the transaction.
        case: of the hearing, and of everything that is written.
    """

    def __init__(self, work: UnitOfWork, case: CaseId) -> None:
        self._work = work
        self._case = case
        self._deadlines: list[Amended[Deadline]] = []
        self._tasks: list[Amended[Task]] = []
        self._new_tasks: list[Task] = []
        self._subpoenas: list[Amended[Subpoena]] = []
        self._new_subpoenas: list[Subpoena] = []

    @property
    def issued(self) -> int:
        """How many subpoenas were issued."""
        return len(self._new_subpoenas)

    def note_dates(self, changed: Iterable[Amended[Deadline]]) -> None:
        """Remember deadlines that were counted again."""
        self._deadlines += changed

    def change_deadline(self, before: Deadline, after: Deadline) -> None:
        """Write another content of a deadline."""
        self._deadlines.append(deadline_writing.change(self._work, before, after))

    def change_task(self, before: Task, after: Task) -> None:
        """Write another content of a task."""
        self._tasks.append(task_writing.change(self._work, before, after))

    def change_subpoena(self, before: Subpoena, after: Subpoena) -> None:
        """Write another content of a subpoena."""
        self._subpoenas.append(Amended(before, self._work.subpoenas.change(after)))

    def cancel_subpoena(self, before: Subpoena, words: str) -> None:
        """Take an order back; the words why stand below what was noted.

        Raises:
            Refused: it is closed already.
        """
        note = f"{before.note}\n{words}".strip()
        self.change_subpoena(before, replace(before.advanced(SubpoenaStatus.CANCELLED), note=note))

    def issue(self, subpoena: Subpoena) -> None:
        """Write a new order."""
        self._new_subpoenas.append(self._work.subpoenas.add(subpoena))

    def ask(
        self,
        title: str,
        due_on: date | None,
        *,
        kind: TaskKind = TaskKind.GENERAL,
        victim: VictimId | None = None,
        assigned_to: UUID | None = None,
    ) -> None:
        """Write down something somebody has to do."""
        task = Task(
            id=TaskId(new_id()),
            case=self._case,
            title=title,
            kind=kind,
            priority=Priority.HIGH,
            due_on=due_on,
            assigned_to=assigned_to,
            victim=victim,
        )
        self._new_tasks.append(task_writing.add(self._work, task))

    def rippled(self, events: tuple[Amended[TriggeringEvent], ...] = ()) -> Rippled:
        """Return all that was written, with the events that moved."""
        return Rippled(
            dates=Recounted(events=events, deadlines=tuple(self._deadlines)),
            tasks=tuple(self._tasks),
            new_tasks=tuple(self._new_tasks),
            subpoenas=tuple(self._subpoenas),
            new_subpoenas=tuple(self._new_subpoenas),
        )
