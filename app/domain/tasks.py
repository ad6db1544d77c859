"""Tasks: what somebody in the office still has to do for a case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.record import Record
from app.domain.victims import VictimId

TaskId = NewType("TaskId", UUID)


class TaskKind(StrEnum):
    """What sort of work a task is; contacts owed to victims are counted apart."""

    GENERAL = "general"
    VICTIM_CONTACT = "victim_contact"
    EVIDENCE = "evidence"
    WITNESS = "witness"


class Priority(StrEnum):
    """How a task is ranked among those of the same day."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


_OPEN, _TICKED = "[ ] ", "[x] "
"""How a line of a checklist begins on disk."""


@dataclass(frozen=True)
class Step:
    """One line of a checklist."""

    words: str
    is_done: bool = False

    def __str__(self) -> str:
        """The line as it is kept."""
        return f"{_TICKED if self.is_done else _OPEN}{self.words}"


def steps_of(lines: Iterable[str]) -> tuple[Step, ...]:
    """Return checklist lines as steps; a line without a box is an open step."""
    return tuple(
        Step(line.removeprefix(_TICKED).removeprefix(_OPEN), line.startswith(_TICKED))
        for line in lines
    )


@dataclass(frozen=True, kw_only=True)
class Task(Record):
    """Something to do.

    Attributes:
        victim: whom a contact is owed to, for ``VICTIM_CONTACT``.
        checklist: lines to tick off, each ``"[ ] words"`` or ``"[x] words"``.
    """

    id: TaskId
    case: CaseId
    title: str
    kind: TaskKind = TaskKind.GENERAL
    priority: Priority = Priority.NORMAL
    due_on: date | None = None
    assigned_to: UUID | None = None
    victim: VictimId | None = None
    done_at: datetime | None = None
    done_by: str = ""
    checklist: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_done(self) -> bool:
        """Whether somebody has done it."""
        return self.done_at is not None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The checklist."""
        return steps_of(self.checklist)

    def completed(self, at: datetime, by: str) -> "Task":
        """Return the task done.

        Raises:
            Refused: it is done already.
        """
        self.require_open()
        return replace(self, done_at=at, done_by=by)

    def require_open(self) -> None:
        """Refuse to act on what is done.

        Raises:
            Refused: ``task.done``.
        """
        if self.is_done:
            raise Refused("task.done", by=self.done_by)

    def reopened(self) -> "Task":
        """Return the task still to do.

        Raises:
            Refused: it was never done.
        """
        if not self.is_done:
            raise Refused("task.open")
        return replace(self, done_at=None, done_by="")

    def ticked(self, position: int, *, done: bool) -> "Task":
        """Return the task with one line of its checklist (from 0) ticked or cleared.

        Raises:
            Refused: the checklist has no such line.
        """
        steps = list(self.steps)
        if not 0 <= position < len(steps):
            raise Refused("task.no_such_step", step=position + 1)
        steps[position] = Step(steps[position].words, done)
        return replace(self, checklist=tuple(map(str, steps)))


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """A task as one line of a list.

    Attributes:
        number, case_title: of the case.
        assignee: name of who is to do it, empty if nobody is named.
        steps: lines of its checklist; ``steps_done``: how many are ticked.
    """

    id: TaskId
    case: CaseId
    number: str
    case_title: str
    title: str
    kind: TaskKind
    priority: Priority
    due_on: date | None
    assignee: str
    done_at: datetime | None
    done_by: str
    steps: int
    steps_done: int
