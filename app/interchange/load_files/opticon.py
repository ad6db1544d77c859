"""Opticon: one line an image, ``ImageID,Volume,Path,DocBreak,FolderBreak,BoxBreak,PageCount``.

A document begins at a line with ``Y`` in the fourth field; how many pages it has stands there too,
and is often wrong. What the lines give counts; a count that lies is reported.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from app.domain.errors import ImportRefused
from app.interchange.load_files.text import Encoding, encoded, numbered_rows, read_text

_WIDTH = 7
_MARKS = frozenset({"", "Y", "N"})


@dataclass(frozen=True)
class ImagePage:
    """One image: its number and where it lies, as written."""

    image: str
    path: str


@dataclass(frozen=True)
class ImageDocument:
    """A document: its images, in order.

    Attributes:
        volume: the medium it was delivered on.
    """

    volume: str
    pages: tuple[ImagePage, ...]

    @property
    def first(self) -> str:
        """The number it begins with."""
        return self.pages[0].image

    @property
    def last(self) -> str:
        """The number it ends with."""
        return self.pages[-1].image


@dataclass(frozen=True)
class PageFinding:
    """Something in the file that is not what it says.

    Attributes:
        code: ``loadfile.page_count`` or ``loadfile.image_twice``.
        stated, found: the number of pages said and counted, or how often the image is there.
    """

    line: int
    code: str
    image: str
    stated: int
    found: int


@dataclass(frozen=True)
class OpticonFile:
    """What was read."""

    documents: tuple[ImageDocument, ...]
    encoding: Encoding
    findings: tuple[PageFinding, ...]


@dataclass
class _Open:
    """A document while its lines come in."""

    line: int
    volume: str
    stated: int | None
    pages: list[ImagePage]


def read_opticon(path: Path) -> OpticonFile:
    """Read an Opticon file as a whole.

    Raises:
        ImportRefused: it cannot be read, a line has not seven fields or no number, a break or page
            count cannot be read, or the first line begins no document.
    """
    text, encoding = read_text(path)
    documents: list[_Open] = []
    seen: Counter[str] = Counter()
    findings: list[PageFinding] = []
    rows = numbered_rows(text, path.name)
    for line, cells in (row for row in rows if any(map(str.strip, row[1]))):
        page, begins, stated = _page(cells, line, path.name)
        seen[page.image] += 1
        if seen[page.image] > 1:
            findings.append(
                PageFinding(line, "loadfile.image_twice", page.image, 1, seen[page.image])
            )
        if begins:
            documents.append(_Open(line, cells[1].strip(), stated, []))
        elif not documents:
            raise ImportRefused("loadfile.no_document", file=path.name, line=line)
        documents[-1].pages.append(page)
    if not documents:
        raise ImportRefused("import.empty_file", file=path.name)
    findings += _false_counts(documents)
    return OpticonFile(
        tuple(ImageDocument(each.volume, tuple(each.pages)) for each in documents),
        encoding,
        tuple(sorted(findings, key=lambda each: each.line)),
    )


def write_opticon(documents: Iterable[ImageDocument], encoding: Encoding = Encoding.UTF8) -> bytes:
    """Return the file for some documents; a comma or line end in a path is quoted.

    Opticon itself knows no byte order mark, so UTF-8 is written without one.

    Raises:
        ImportRefused: Windows-1252 lacks one of the characters.
    """
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for document in documents:
        for position, page in enumerate(document.pages):
            starts = position == 0
            count = str(len(document.pages)) if starts else ""
            writer.writerow(
                (page.image, document.volume, page.path, "Y" if starts else "", "", "", count)
            )
    if encoding is Encoding.UTF8:
        return written.getvalue().encode()
    return encoded(written.getvalue(), encoding, "opticon")


def _page(cells: list[str], line: int, file: str) -> tuple[ImagePage, bool, int | None]:
    """Return the image of a line, whether a document begins with it, and how long it is said."""
    if len(cells) != _WIDTH:
        raise ImportRefused(
            "loadfile.width", file=file, line=line, found=len(cells), expected=_WIDTH
        )
    image, _volume, place, break_, _folder, _box, count = (cell.strip() for cell in cells)
    if not image or not place:
        raise ImportRefused("loadfile.no_number", file=file, line=line)
    if break_.upper() not in _MARKS:
        raise ImportRefused("loadfile.break", file=file, line=line, given=break_[:20])
    if count and not (count.isascii() and count.isdigit()):
        raise ImportRefused("loadfile.count", file=file, line=line, given=count[:20])
    return ImagePage(image, place), break_.upper() == "Y", int(count) if count else None


def _false_counts(documents: list[_Open]) -> Iterator[PageFinding]:
    for each in documents:
        if each.stated is not None and each.stated != len(each.pages):
            yield PageFinding(
                each.line,
                "loadfile.page_count",
                each.pages[0].image,
                each.stated,
                len(each.pages),
            )
