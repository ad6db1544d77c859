"""Reads the four files of an office's folder into `Referrals`.

Rows are taken in file by file; what only shows when all files are read (the clock of the intake
file, spellings, dates out of order) is settled at the end.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from app.domain.errors import Cancelled
from app.interchange.cook_county import plausibility
from app.interchange.cook_county.charges import ChargeRow, Charges, read_version
from app.interchange.cook_county.columns import (
    CHARGE,
    COLUMNS,
    DISPOSITIONS,
    FACTS,
    FILES,
    INITIATION,
    INTAKE,
    SENTENCING,
)
from app.interchange.cook_county.ledger import Ledger
from app.interchange.cook_county.outcomes import read_disposition, read_sentence
from app.interchange.cook_county.people import Facts, People
from app.interchange.cook_county.reading import CellReader
from app.interchange.cook_county.settlement import Settlement
from app.interchange.cook_county.spellings import Spellings
from app.interchange.cook_county.values import (
    Referrals,
    SourceDisposition,
    SourceSentence,
)
from app.interchange.cook_county.vocabulary import Vocabulary
from app.interchange.csv_tables import CsvTable, WrongWidth, find_file, require_fitting

_STEP = 500
"""Rows between two reports of progress."""


class Progress(NamedTuple):
    """How far the reading is.

    Attributes:
        file: name of the file being read.
        rows: rows of that file read so far.
        share: part of all bytes read so far, 0 to 1.
    """

    file: str
    rows: int
    share: float


def read_office(
    folder: Path,
    *,
    today: date,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Referrals:
    """Read intake, initiation, dispositions and sentencing from a folder.

    Args:
        folder: holds the four CSV files; the case of their names does not matter.
        today: dates after this day are reported as not yet come.
        progress: called every few hundred rows.
        cancelled: asked as often; the reading stops when it answers true.

    Returns:
        All values with findings; for every file, rows read = imported + duplicates + rejected.

    Raises:
        ImportRefused: a file is missing or cannot be read as a whole.
        Cancelled: `cancelled` answered true.
    """
    return _OfficeReading(today, progress, cancelled).run(folder)


class _OfficeReading:
    def __init__(
        self, today: date, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._ledger = Ledger(FILES)
        vocabulary = Vocabulary.load()
        self._readers = {f: CellReader(f, self._ledger, vocabulary, today) for f in FILES}
        self._people = People(self._ledger)
        self._charges = Charges(self._ledger)
        self._dispositions: list[SourceDisposition] = []
        self._sentences: list[SourceSentence] = []
        self._spellings = Spellings()
        self._bytes_before = 0
        self._bytes_in_all = 1

    def run(self, folder: Path) -> Referrals:
        take: dict[str, Callable[[int, tuple[str, ...]], None]] = {
            INTAKE: self._take_intake,
            INITIATION: self._take_charge,
            DISPOSITIONS: self._take_disposition,
            SENTENCING: self._take_sentence,
        }
        with ExitStack() as stack:
            # All four are opened first: a missing column is told before the long work begins.
            tables = {
                file: stack.enter_context(CsvTable(find_file(folder, file), COLUMNS[file]))
                for file in FILES
            }
            self._bytes_in_all = max(1, sum(table.size for table in tables.values()))
            require_fitting(self._bytes_in_all)
            for file, table in tables.items():
                self._report_ignored(file, table)
                for line, cells in self._rows(file, table):
                    take[file](line, cells)
                self._bytes_before += table.size
        self._pause(FILES[-1], 1.0)
        return self._settle()

    def _rows(self, file: str, table: CsvTable) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the sound rows of a file, each once."""
        first_lines: dict[bytes, int] = {}
        for number, (line, cells) in enumerate(table):
            if number % _STEP == 0:
                share = (self._bytes_before + table.position()) / self._bytes_in_all
                self._pause(file, min(share, 1.0))
            self._ledger.read(file)
            if isinstance(cells, WrongWidth):
                self._ledger.reject(
                    file,
                    line,
                    "import.row.wrong_width",
                    stated=str(cells.found),
                    related=str(cells.expected),
                )
            elif (first := first_lines.setdefault(_digest(cells), line)) != line:
                self._ledger.duplicate(file, line, first)
            else:
                yield line, cells

    def _pause(self, file: str, share: float) -> None:
        if self._cancelled():
            raise Cancelled("import.cancelled")
        self._progress(Progress(file, self._ledger.rows(file), share))

    def _report_ignored(self, file: str, table: CsvTable) -> None:
        for name in table.ignored:
            self._ledger.warn(file, 1, "import.column.ignored", field=name)

    def _take_intake(self, line: int, cells: tuple[str, ...]) -> None:
        self._people.take_intake(self._readers[INTAKE], line, cells)

    def _take_charge(self, line: int, cells: tuple[str, ...]) -> None:
        reader = self._readers[INITIATION]
        if found := self._find(reader, line, cells):
            row, _ = found
            version = read_version(reader, line, row.version_id, cells[CHARGE:])
            self._charges.initiate(row, version)
            self._spellings.note(*row.origin, charge_offense_title=version.offense.title)

    def _take_disposition(self, line: int, cells: tuple[str, ...]) -> None:
        reader = self._readers[DISPOSITIONS]
        if found := self._find(reader, line, cells):
            row, facts = found
            entry = read_disposition(reader, row, cells)
            self._charges.refer(row, entry.offense)
            self._dispositions.append(entry)
            self._ledger.doubt(*entry.origin, plausibility.disposition_doubts(entry, facts))
            self._spellings.note(
                *entry.origin,
                charge_offense_title=entry.offense.title,
                judge=entry.judge,
                court_name=entry.court,
                court_facility=entry.facility,
            )

    def _take_sentence(self, line: int, cells: tuple[str, ...]) -> None:
        reader = self._readers[SENTENCING]
        if found := self._find(reader, line, cells):
            row, facts = found
            entry, offense = read_sentence(reader, row, cells)
            self._charges.refer(row, offense)
            self._sentences.append(entry)
            self._ledger.doubt(*entry.origin, plausibility.sentence_doubts(entry, facts))
            self._spellings.note(
                *entry.origin,
                judge=entry.judge,
                court_name=entry.court,
                court_facility=entry.facility,
            )

    def _find(
        self, reader: CellReader, line: int, cells: tuple[str, ...]
    ) -> tuple[ChargeRow, Facts] | None:
        """Return what a row says of its charge and its defendant, or `None` if it is rejected."""
        leading = cells[: FACTS + 1]
        if not self._people.identified(reader.file, line, leading):
            return None
        row = self._charges.identify(reader, line, cells)
        if row is None:
            return None
        return row, self._people.take(reader, line, leading)

    def _settle(self) -> Referrals:
        people, shift = self._people.settle()
        settlement = Settlement(self._ledger, self._readers, self._spellings)
        settlement.report_clock(people, shift)
        cases = settlement.cases(people)
        defendants = settlement.defendants(people, cases, self._people.reviews)
        charges = self._charges.settle()
        settlement.doubt_charges(charges, people)
        settlement.report_undisposed(self._sentences, self._dispositions)
        self._spellings.report(self._ledger)
        return Referrals(
            cases=tuple(cases.values()),
            defendants=defendants,
            charges=charges,
            dispositions=tuple(self._dispositions),
            sentences=tuple(self._sentences),
            findings=self._ledger.findings(),
            accounting=MappingProxyType(self._ledger.accounting()),
            shift=shift,
        )


def _digest(cells: tuple[str, ...]) -> bytes:
    # Stands for the row at a tenth of its size; no cell holds a NUL, so the joint is unambiguous.
    return blake2b("\0".join(cells).encode(), digest_size=16).digest()
