"""The account of an import: each row is imported, a duplicate or rejected, and what is in doubt."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

STATED_LIMIT = 200
"""How many characters of a doubtful cell are repeated in a finding."""


class Severity(StrEnum):
    """What became of the row a finding is about."""

    REJECTED = "rejected"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the office should know about one row, or about a file as a whole.

    Attributes:
        file: name of the file.
        line: physical line, counted from 1; `None` for the file as a whole.
        field: the column concerned, or `""`.
        stated: what the cell says, shortened.
        code: dotted name of the sentence, e.g. ``"import.row.no_id"``.
        severity: rejected, or taken in with a warning.
        related: what it was compared with, for the sentence; often `""`.
        count: how many rows or values the finding speaks for.
    """

    file: str
    line: int | None
    field: str
    stated: str
    code: str
    severity: Severity
    related: str = ""
    count: int = 1


class Doubt(NamedTuple):
    """A field, what it says, the code of the sentence, and what it does not go with."""

    field: str
    stated: str
    code: str
    related: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount:
    """What became of the data rows of one file; blank lines are no rows."""

    read: int
    imported: int
    duplicates: int
    rejected: int


class Ledger:
    """Collects findings and counts rows while the files are read."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self._files = files
        self._findings: list[Finding] = []
        self._read: Counter[str] = Counter()
        self._duplicates: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()

    def read(self, file: str) -> None:
        """Count a row as read; unless said otherwise it is imported."""
        self._read[file] += 1

    def rows(self, file: str) -> int:
        """Return how many rows of a file were read so far."""
        return self._read[file]

    def reject(
        self,
        file: str,
        line: int,
        code: str,
        *,
        field: str = "",
        stated: str = "",
        related: str = "",
    ) -> None:
        """Leave a row out, with the reason."""
        self._rejected[file] += 1
        self._findings.append(
            Finding(
                file=file,
                line=line,
                field=field,
                stated=stated[:STATED_LIMIT],
                code=code,
                severity=Severity.REJECTED,
                related=related[:STATED_LIMIT],
            )
        )

    def duplicate(self, file: str, line: int, first: int) -> None:
        """Count a row that says the same as the row on line `first`."""
        self._duplicates[file] += 1
        self.warn(file, line, "import.row.duplicate", related=str(first))

    def warn(
        self,
        file: str,
        line: int | None,
        code: str,
        *,
        field: str = "",
        stated: str = "",
        related: str = "",
        count: int = 1,
    ) -> None:
        """Note a doubt about a row that is taken in all the same."""
        self._findings.append(
            Finding(
                file=file,
                line=line,
                field=field,
                stated=stated[:STATED_LIMIT],
                code=code,
                severity=Severity.WARNING,
                related=related[:STATED_LIMIT],
                count=count,
            )
        )

    def doubt(self, file: str, line: int, doubts: Iterable[Doubt]) -> None:
        """Note all that is doubtful about a row."""
        for field, stated, code, related in doubts:
            self.warn(file, line, code, field=field, stated=stated, related=related)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings in the order of files and lines."""
        rank = {file: i for i, file in enumerate(self._files)}
        return tuple(sorted(self._findings, key=lambda f: (rank[f.file], f.line or 0)))

    def accounting(self) -> dict[str, RowCount]:
        """Return the count of each file; read = imported + duplicates + rejected."""
        return {file: self._count(file) for file in self._files}

    def _count(self, file: str) -> RowCount:
        read, duplicates, rejected = (
            counter[file] for counter in (self._read, self._duplicates, self._rejected)
        )
        imported = read - duplicates - rejected
        return RowCount(read=read, imported=imported, duplicates=duplicates, rejected=rejected)
