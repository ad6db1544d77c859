"""What an import from another system did: its counts, its doubts and the record it leaves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class ImportRun(Record):
    """One import that wrote something; ``summary`` holds its counts as JSON."""

    system: str
    at: datetime
    by: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class ImportFinding(Record):
    """A row or value of an imported file that needs a person's eye; stays with the vault.

    Attributes:
        severity: ``rejected`` (not imported) or ``warning`` (imported as stated).
        line: physical line, from 1; 0 for the file as a whole.
        reason: code of the sentence, e.g. ``"import.row.no_id"``.
        related: what it was compared with, often empty; ``count``: rows it speaks for.
        stated: what the file says, word for word.
    """

    run: UUID
    severity: str
    file: str
    line: int
    field: str
    reason: str
    related: str = ""
    count: int = 1
    stated: str


@dataclass(frozen=True, kw_only=True)
class ImportCounts:
    """How many of each kind; a charge brought against two defendants is one charge."""

    cases: int = 0
    defendants: int = 0
    charges: int = 0
    dispositions: int = 0
    sentences: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        return self.cases + self.defendants + self.charges + self.dispositions + self.sentences


@dataclass(frozen=True, kw_only=True)
class FileAccount:
    """What became of the rows of one file: read = imported + duplicates + rejected."""

    file: str
    read: int
    imported: int
    duplicates: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What an import found in the files, and what of it was new to the office.

    Attributes:
        found: everything the files hold.
        new: what was written now; all zero when the same files come again.
        rejected, warnings: rows left out, and doubts about rows taken in.
    """

    found: ImportCounts
    new: ImportCounts
    rejected: int
    warnings: int
    files: tuple[FileAccount, ...]
    findings: tuple[ImportFinding, ...]
