"""Notes on a case: written once, read newest first."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.cases import CaseId
from app.domain.ids import new_id
from app.domain.notes import NOTES_PAGE, Note, NoteId, NoteKind
from app.domain.paging import Cursor, Page
from app.domain.text import require
from app.domain.users import Permission
from app.services.office import Command, OfCase, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddNote(OfCase, Command[Note]):
    """Write a note; it is stamped with name and time and never changed."""

    case: CaseId
    text: str
    kind: NoteKind = NoteKind.GENERAL
    is_work_product: bool = False
    needs: ClassVar[Permission] = Permission.NOTES_ADD

    def run(self, work: UnitOfWork) -> Note:
        """Write the note.

        Raises:
            Refused: it is empty.
            Missing: no such case.
        """
        work.cases.get(self.case)
        return work.notes.add(
            Note(
                id=NoteId(new_id()),
                case=self.case,
                kind=self.kind,
                at=work.now,
                by=work.actor.name,
                is_work_product=self.is_work_product,
                text=require(self.text, "text"),
            )
        )


@dataclass(frozen=True, kw_only=True)
class CaseNotes(OfCase, Query[Page[Note]]):
    """The notes of a case, newest first, a page at a time."""

    case: CaseId
    after: Cursor | None = None
    size: int = NOTES_PAGE
    needs: ClassVar[Permission] = Permission.NOTES_VIEW

    def run(self, reading: Reading) -> Page[Note]:
        """Return the page."""
        return reading.notes.page(self.case, self.after, self.size)
