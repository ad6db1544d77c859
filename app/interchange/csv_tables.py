"""Strict reading of CSV files made by other programs.

A file that cannot be trusted as a whole (wrong encoding, broken quotes, a missing column) is
refused with file and line. A row that cannot be trusted is handed on as such, so that the importer
can count it.
"""

import csv
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from io import TextIOWrapper
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from app.domain.errors import ImportRefused

MAX_ROW = 1_000_000
"""Longest row taken in, in characters, over however many lines; it bounds the memory needed."""


MAX_BYTES = 200_000_000
MAX_LINES = 1_000_000
MAX_COLUMNS = 1_000
"""Largest file taken in. Reading needs some sixteen times its bytes as memory; a file past these
bounds is refused before it is read, or as soon as it shows."""

_GLANCE = 500
"""Lines between two looks whether another program is still writing the file."""


class Column(NamedTuple):
    """A column an importer needs, with other names under which the same column is published."""

    name: str
    aliases: tuple[str, ...] = ()


class WrongWidth(NamedTuple):
    """Stands in for the cells of a row that has more or fewer cells than the header."""

    found: int
    expected: int


class Record(NamedTuple):
    """One data row.

    Attributes:
        line: physical line, counted from 1, on which the row begins.
        cells: the cells in the order in which the columns were asked for.
    """

    line: int
    cells: tuple[str, ...] | WrongWidth


class CsvTable:
    """One open CSV file: UTF-8 with or without a byte order mark, comma separated, with a header.

    Columns are found by name, whatever their order and case; columns nobody asked for are listed
    in `ignored`. Use as a context manager and iterate once.

    Raises:
        ImportRefused: when the file as a whole cannot be read, on entering or while iterating.
    """

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self.file = path.name
        self.ignored: tuple[str, ...] = ()
        self.size = _regular_size(path)
        require_fitting(self.size)
        self._path = path
        self._columns = columns

    def __enter__(self) -> Self:
        self._binary = _open(self._path)
        self._stamp = self._stamped()
        # Undecodable bytes come through as lone surrogates, so that their line is known.
        self._text = TextIOWrapper(
            self._binary, encoding="utf-8-sig", errors="surrogateescape", newline=""
        )
        try:
            self._start()
        except BaseException:
            self._text.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._text.close()

    def position(self) -> int:
        """Return how many bytes have been taken from the file so far."""
        return self._binary.tell()

    def __iter__(self) -> Iterator[Record]:
        pick, width = self._pick, self._width
        while (row := self._next_row()) is not None:
            line, cells = row
            if len(cells) == width:
                yield Record(line, pick(cells))
            elif cells:  # a blank line is no row
                yield Record(line, WrongWidth(len(cells), width))

    def _start(self) -> None:
        self._rows = csv.reader(self._lines(), strict=True)
        header = self._next_row()
        while header is not None and not header[1]:
            header = self._next_row()
        if header is None:
            raise ImportRefused("import.empty_file", file=self.file)
        line, names = header
        if len(names) > MAX_COLUMNS:
            raise ImportRefused(
                "import.too_many_columns", file=self.file, line=line, limit=MAX_COLUMNS
            )
        self._width = len(names)
        self._pick = _picker(self._locate(line, [_plain(name) for name in names]))

    def _next_row(self) -> tuple[int, list[str]] | None:
        line = self._rows.line_num + 1
        self._taken = 0
        try:
            row = next(self._rows, None)
        except csv.Error as error:
            # Too long a field nearly always means that a quotation mark was never closed.
            raise ImportRefused("import.broken_quotes", file=self.file, line=line) from error
        return None if row is None else (line, row)

    def _lines(self) -> Iterator[str]:
        number = 0
        while line := self._read_line(number + 1):
            number += 1
            if number > MAX_LINES:
                raise ImportRefused("import.too_many_lines", file=self.file, limit=MAX_LINES)
            self._taken += len(line)
            if self._taken > MAX_ROW:
                raise ImportRefused(
                    "import.row_too_long", file=self.file, line=number, limit=MAX_ROW
                )
            if "\0" in line:
                raise ImportRefused("import.nul_byte", file=self.file, line=number)
            if not line.isascii() and _has_foreign_bytes(line):
                raise ImportRefused("import.not_utf8", file=self.file, line=number)
            yield line

    def _read_line(self, number: int) -> str:
        try:
            line = self._text.readline(MAX_ROW + 1)
            due = not line or number % _GLANCE == 0
            is_changed = due and self._is_changed(is_over=not line)
        except OSError as error:
            raise ImportRefused(
                "import.unreadable", file=self.file, line=number, reason=error.strerror
            ) from error
        if is_changed:  # half of two states; and a file that grows as fast would never end
            raise ImportRefused("import.changed_while_read", file=self.file)
        return line

    def _is_changed(self, *, is_over: bool) -> bool:
        """Return whether it is not as it was opened; at its end all it declared must be read."""
        return self._stamped() != self._stamp or (is_over and self._binary.tell() != self.size)

    def _stamped(self) -> tuple[int, int]:
        status = os.fstat(self._binary.fileno())
        return status.st_size, status.st_mtime_ns

    def _locate(self, line: int, names: list[str]) -> list[int]:
        places = [self._place(line, names, column) for column in self._columns]
        asked = set(places)
        self.ignored = tuple(name for place, name in enumerate(names) if place not in asked)
        return places

    def _place(self, line: int, names: list[str], column: Column) -> int:
        for wanted in (column.name, *column.aliases):
            places = [i for i, name in enumerate(names) if name == wanted]
            if len(places) > 1:
                raise ImportRefused("import.column_twice", file=self.file, line=line, column=wanted)
            if places:
                return places[0]
        raise ImportRefused("import.missing_column", file=self.file, line=line, column=column.name)


def require_fitting(size: int) -> None:
    """Refuse more bytes than can be taken in at once.

    Raises:
        ImportRefused: ``import.too_large``.
    """
    if size > MAX_BYTES:
        million = 1_000_000
        raise ImportRefused(
            "import.too_large", megabytes=-(-size // million), most=MAX_BYTES // million
        )


def find_file(folder: Path, name: str) -> Path:
    """Return the file of that name in a folder, whatever the case of its letters.

    Raises:
        ImportRefused: no such folder, no such file, or two files that differ in case only.
    """
    try:
        found = [path for path in folder.iterdir() if path.name.casefold() == name.casefold()]
    except OSError as error:
        raise ImportRefused(
            "import.no_folder", folder=str(folder), reason=error.strerror
        ) from error
    except ValueError as error:  # a NUL, or half a character
        raise ImportRefused("disk.impossible_name") from error
    if not found:
        raise ImportRefused("import.missing_file", folder=str(folder), file=name)
    if len(found) > 1:
        raise ImportRefused("import.two_files", folder=str(folder), file=name)
    return found[0]


def _regular_size(path: Path) -> int:
    try:
        status = path.stat()
    except OSError as error:
        raise ImportRefused(
            "import.unreadable", file=path.name, line=0, reason=error.strerror
        ) from error
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device could be read for ever
        raise ImportRefused("import.not_a_file", file=path.name)
    return status.st_size


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ImportRefused(
            "import.unreadable", file=path.name, line=0, reason=error.strerror
        ) from error


def _plain(name: str) -> str:
    return "_".join(name.casefold().split())


def _picker(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(places) == 1:  # itemgetter of a single place would answer a bare cell
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)


def _has_foreign_bytes(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
