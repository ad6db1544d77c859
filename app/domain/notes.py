"""Notes on a case: stamped, never changed, kept from paper for others if work product."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.record import Record

NoteId = NewType("NoteId", UUID)


class NoteKind(StrEnum):
    """What a note is about."""

    GENERAL = "general"
    CALL = "call"
    MEETING = "meeting"
    COURT = "court"
    INVESTIGATION = "investigation"


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """What somebody wrote down; never changed, a later note follows it."""

    id: NoteId
    case: CaseId
    kind: NoteKind
    at: datetime
    by: str
    is_work_product: bool
    text: str


NOTES_PAGE = 50
"""Notes fetched at once; a long case has thousands."""
