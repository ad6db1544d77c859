"""Concordance: fields parted by DC4, quoted by thorn, with the registered sign for a line end.

The first row names the fields. A thorn inside a field is doubled.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from app.domain.errors import ImportRefused
from app.interchange.load_files.text import Encoding, encoded, numbered_rows, read_text

DELIMITER, QUOTE, LINE_END = "\x14", "\xfe", "\xae"
MAX_COLUMNS = 1_000


@dataclass(frozen=True)
class ConcordanceFile:
    """What was read.

    Attributes:
        fields: their names, in order; each row has a value for every one.
    """

    fields: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    encoding: Encoding


def read_concordance(path: Path, needed: Iterable[str] = ()) -> ConcordanceFile:
    """Read a Concordance file as a whole.

    Args:
        path: the file.
        needed: fields that must be there, whatever the case of their letters.

    Raises:
        ImportRefused: it cannot be read, is no Concordance file, lacks a field or names one twice,
            or a row has more or fewer values than there are fields.
    """
    text, encoding = read_text(path)
    rows = numbered_rows(text, path.name, delimiter=DELIMITER, quotechar=QUOTE)
    line, names = next(rows, (1, []))
    fields = _fields(names, path.name, line, needed)
    records = []
    for line, cells in rows:
        if len(cells) != len(fields):
            raise ImportRefused(
                "loadfile.width",
                file=path.name,
                line=line,
                found=len(cells),
                expected=len(fields),
            )
        values = (cell.replace(LINE_END, "\n") for cell in cells)
        records.append(dict(zip(fields, values, strict=True)))
    return ConcordanceFile(fields, tuple(records), encoding)


def write_concordance(
    fields: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    encoding: Encoding = Encoding.UTF8,
) -> bytes:
    """Return the file; line ends inside a value become the registered sign.

    A registered sign of the value's own is written "(R)": read back it would be a line end.

    Raises:
        ImportRefused: Windows-1252 lacks one of the characters.
    """
    written = StringIO()
    writer = csv.writer(
        written,
        delimiter=DELIMITER,
        quotechar=QUOTE,
        quoting=csv.QUOTE_ALL,
        lineterminator="\r\n",
    )
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_one_line(row[name]) for name in fields])
    return encoded(written.getvalue(), encoding, "concordance")


def _one_line(value: str) -> str:
    plain = value.replace(LINE_END, "(R)")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", LINE_END)


def _fields(names: list[str], file: str, line: int, needed: Iterable[str]) -> tuple[str, ...]:
    fields = tuple(name.strip() for name in names)
    if len(fields) > MAX_COLUMNS:
        raise ImportRefused("import.too_many_columns", file=file, line=line, limit=MAX_COLUMNS)
    if not any(fields):
        raise ImportRefused("import.empty_file", file=file)
    if len(fields) == 1 and "," in fields[0]:
        raise ImportRefused("loadfile.no_concordance", file=file)
    known = [each.casefold() for each in fields]
    for name in known:
        if known.count(name) > 1:
            raise ImportRefused("import.column_twice", file=file, line=line, column=name)
    for name in needed:
        if name.casefold() not in known:
            raise ImportRefused("import.missing_column", file=file, line=line, column=name)
    return fields
