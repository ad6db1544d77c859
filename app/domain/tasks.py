"""Tasks: what somebody in the office still has to do for a case."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
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
