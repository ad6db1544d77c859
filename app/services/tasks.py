"""Tasks of a case: giving them out, ticking them off, listing them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.paging import PAGE, Cursor, Page
from app.domain.tasks import Priority, Step, Task, TaskId, TaskKind, TaskLine
from app.domain.users import Permission
from app.domain.victims import VictimId
from app.services.amending import Amended
from app.services.office import Command, OfCase, Query
from app.services.reminding import drop_reminders
from app.services.task_writing import add, change, follow, remove
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddTask(OfCase, Command[Task]):
    """Give somebody something to do for a case.

    Attributes:
        checklist: words of each line, none ticked yet.
        lead_days: days ahead of ``due_on`` to be reminded; None = what is usual.
    """

    case: CaseId
    title: str
    kind: TaskKind = TaskKind.GENERAL
    priority: Priority = Priority.NORMAL
    due_on: date | None = None
    assigned_to: UUID | None = None
    victim: VictimId | None = None
    checklist: tuple[str, ...] = ()
    lead_days: tuple[int, ...] | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.TASKS_EDIT

    def run(self, work: UnitOfWork) -> Task:
        """Write the task and its reminders.

        Raises:
            Refused: no title, an impossible day, a contact without the victim it is owed to, or a
                victim of another case.
            Missing: no such case, person of the office or victim.
        """
        task = Task(
            id=TaskId(new_id()),
            case=self.case,
            title=self.title,
            kind=self.kind,
            priority=self.priority,
            due_on=self.due_on,
            assigned_to=self.assigned_to,
            victim=self.victim,
            checklist=tuple(str(Step(words)) for words in self.checklist),
            note=self.note,
        )
        return add(work, task, self.lead_days)

    def undo(self, done: Task) -> "RemoveTask":
        """Take it away again."""
        return RemoveTask(task=done)


@dataclass(frozen=True, kw_only=True)
class RemoveTask(Command[Task]):
    """Take away a task that was given by mistake."""

    task: Task
    needs: ClassVar[Permission] = Permission.TASKS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.task.case

    def run(self, work: UnitOfWork) -> Task:
        """Remove the row and silence its reminders.

        Raises:
            Stale: somebody changed it since.
        """
        remove(work, self.task)
        return self.task


@dataclass(frozen=True, kw_only=True)
class AmendTask(Command[Amended[Task]]):
    """Change what a task says; the record carries the version that was shown."""

    task: Task
    needs: ClassVar[Permission] = Permission.TASKS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.tasks.get(self.task.id).case

    def run(self, work: UnitOfWork) -> Amended[Task]:
        """Write the new content; reminders follow the day.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for `AddTask`, or the task is to move to another case.
        """
        before = work.tasks.get(self.task.id)
        if self.task.case != before.case:
            raise Refused("task.case_stays")
        return change(work, before, self.task)

    def undo(self, done: Amended[Task]) -> "AmendTask":
        """Put the old content back."""
        return AmendTask(task=done.taken_back)


class _OnTask:
    """Mixed into acts that name their task in a field ``task``."""

    task: TaskId

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.tasks.get(self.task).case


@dataclass(frozen=True, kw_only=True)
class CompleteTask(_OnTask, Command[Task]):
    """Say that a task is done."""

    task: TaskId
    needs: ClassVar[Permission] = Permission.TASKS_EDIT

    def run(self, work: UnitOfWork) -> Task:
        """Write who did it and when, and silence its reminders.

        Raises:
            Refused: it is done already.
        """
        task = work.tasks.get(self.task).completed(work.now, work.actor.name)
        drop_reminders(work, task.id)
        return work.tasks.change(task)

    def undo(self, done: Task) -> AmendTask:
        """Put it back on the list."""
        return AmendTask(task=done.reopened())


@dataclass(frozen=True, kw_only=True)
class ReopenTask(_OnTask, Command[Amended[Task]]):
    """Say that a task is not done after all."""

    task: TaskId
    needs: ClassVar[Permission] = Permission.TASKS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Task]:
        """Write it open again and set its reminders anew.

        Raises:
            Refused: it was not done.
        """
        before = work.tasks.get(self.task)
        task = work.tasks.change(before.reopened())
        follow(work, before, task)
        return Amended(before, task)

    def undo(self, done: Amended[Task]) -> AmendTask:
        """Tick it off again, with who did it and when."""
        return AmendTask(task=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class TickTask(_OnTask, Command[Task]):
    """Tick one line of a task's checklist, or clear it; lines count from 0."""

    task: TaskId
    step: int
    done: bool
    needs: ClassVar[Permission] = Permission.TASKS_EDIT

    def run(self, work: UnitOfWork) -> Task:
        """Write the line.

        Raises:
            Refused: the checklist has no such line.
        """
        return work.tasks.change(work.tasks.get(self.task).ticked(self.step, done=self.done))

    def undo(self, done: Task) -> AmendTask:
        """Set the line as it was."""
        return AmendTask(task=done.ticked(self.step, done=not self.done))


@dataclass(frozen=True, kw_only=True)
class TasksPage(Query[Page[TaskLine]]):
    """One page of tasks, the longest overdue first.

    Attributes:
        case: only tasks of this case; None = of the whole office.
        open_only: leave out what is done.
        mine: only those given to the asking person or in that person's cases.
    """

    case: CaseId | None = None
    open_only: bool = True
    mine: bool = False
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID | None:
        """The case asked about, if one."""
        return self.case

    def run(self, reading: Reading) -> Page[TaskLine]:
        """Return the page; tasks of hidden cases are not in it."""
        return reading.task_lines.page(
            case=self.case,
            open_only=self.open_only,
            mine=self.mine,
            after=self.after,
            size=self.size,
        )


@dataclass(frozen=True)
class CaseTask:
    """A task of a case with the names of who does it and for whom."""

    task: Task
    assignee: str
    victim: str


@dataclass(frozen=True)
class CaseTasks(OfCase, Query[tuple[CaseTask, ...]]):
    """All tasks of one case: what is open by its day, then what is done, the latest first."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[CaseTask, ...]:
        """Return the tasks."""
        names: dict[UUID, str] = {user.id: user.name for user in reading.users.where()}
        called: dict[UUID, str] = {
            victim.id: victim.called for victim in reading.victims.of_case(self.case)
        }
        tasks = sorted(reading.tasks.of_case(self.case), key=_by_day)
        return tuple(
            CaseTask(
                task=task,
                assignee=names.get(task.assigned_to, "") if task.assigned_to else "",
                victim=called.get(task.victim, "") if task.victim else "",
            )
            for task in tasks
        )


@dataclass(frozen=True)
class Choosable:
    """Whom a task of a case can be given to, and whom a contact can be owed to, by name."""

    people: tuple[tuple[UUID, str], ...]
    victims: tuple[tuple[VictimId, str], ...]


@dataclass(frozen=True)
class TaskChoices(OfCase, Query[Choosable]):
    """What the form of a task offers to choose from."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Choosable:
        """Return active people of the office and victims of the case."""
        users = reading.users
        people = users.where(users.table.c.is_active.is_(True), order=(users.table.c.name,))
        return Choosable(
            people=tuple((user.id, user.name) for user in people),
            victims=tuple((v.id, v.called) for v in reading.victims.of_case(self.case)),
        )


def _by_day(task: Task) -> tuple[bool, float, date, str, UUID]:
    """Sort key: open before done, the latest done first, open ones by their day."""
    done = -task.done_at.timestamp() if task.done_at is not None else 0.0
    return task.is_done, done, task.due_on or date.max, task.title, task.id
