"""The three encodings of load files, told apart by their first bytes, and their limits."""

import codecs
import csv
from collections.abc import Iterator
from enum import StrEnum
from io import StringIO
from pathlib import Path
from stat import S_ISREG
from typing import Any

from app.domain.errors import ImportRefused

MAX_BYTES = 200_000_000
LONGEST_LINE = 1_000_000
"""Characters of one line; a longer one means that quotes or line ends were lost."""


class Encoding(StrEnum):
    """How the characters of a load file are written."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    CP1252 = "cp1252"


def read_text(path: Path) -> tuple[str, Encoding]:
    """Return the characters of a file and how they were written.

    Without a byte order mark it is UTF-8 where that holds, else Windows-1252.

    Raises:
        ImportRefused: it is no plain file, empty, too large, or none of the three.
    """
    content = _bytes(path)
    if not content:
        raise ImportRefused("import.empty_file", file=path.name)
    text, encoding = _decoded(content, path.name)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise ImportRefused("import.nul_byte", file=path.name, line=line)
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > LONGEST_LINE:
            raise ImportRefused(
                "import.row_too_long", file=path.name, line=number, limit=LONGEST_LINE
            )
    return text, encoding


def numbered_rows(text: str, file: str, **shape: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401  of `csv.reader`
    """Yield the rows of a text that parts its fields, each with the line it begins on.

    Raises:
        ImportRefused: a quotation mark is not closed, or followed by something.
    """
    rows = csv.reader(StringIO(text, newline=""), strict=True, **shape)
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise ImportRefused("import.broken_quotes", file=file, line=line) from error
        if cells is None:
            return
        if cells:  # a blank line is no row
            yield line, cells


def encoded(text: str, encoding: Encoding, file: str) -> bytes:
    """Return the bytes of a text, with a byte order mark where there is one.

    Raises:
        ImportRefused: Windows-1252 lacks one of the characters.
    """
    if encoding is Encoding.UTF8:
        return codecs.BOM_UTF8 + text.encode("utf-8")
    if encoding is Encoding.UTF16:
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError as error:
        raise ImportRefused(
            "loadfile.not_in_cp1252", file=file, letter=text[error.start]
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise ImportRefused("import.not_a_file", file=path.name)
        if status.st_size > MAX_BYTES:
            million = 1_000_000
            raise ImportRefused(
                "import.too_large",
                megabytes=-(-status.st_size // million),
                most=MAX_BYTES // million,
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or ""
        raise ImportRefused("import.unreadable", file=path.name, line=0, reason=reason) from error


def _decoded(content: bytes, file: str) -> tuple[str, Encoding]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, Encoding.UTF16, file), Encoding.UTF16
    if content.startswith(codecs.BOM_UTF8):
        return _strictly(content[len(codecs.BOM_UTF8) :], Encoding.UTF8, file), Encoding.UTF8
    try:
        return content.decode("utf-8"), Encoding.UTF8
    except UnicodeDecodeError:
        return _strictly(content, Encoding.CP1252, file), Encoding.CP1252


def _strictly(content: bytes, encoding: Encoding, file: str) -> str:
    try:
        return content.decode(encoding.value)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ImportRefused("loadfile.encoding", file=file, line=line) from error
