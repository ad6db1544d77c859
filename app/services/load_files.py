"""Load files of other offices: read, and said what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import ImportRefused
from app.interchange.load_files import (
    ConcordanceFile,
    OpticonFile,
    PageFinding,
    read_concordance,
    read_opticon,
)


@dataclass(frozen=True)
class LoadedDocument:
    """A document of a load file: its numbers, its pages where they are known, its fields."""

    first: str
    last: str
    pages: int | None
    fields: Mapping[str, str]


@dataclass(frozen=True)
class LoadFile:
    """What a load file holds.

    Attributes:
        kind: ``opticon`` or ``concordance``; ``encoding``: how it is written.
    """

    kind: str
    encoding: str
    documents: tuple[LoadedDocument, ...]
    findings: tuple[PageFinding, ...] = ()


def load_file(path: Path) -> LoadFile:
    """Read an Opticon or Concordance file, told apart by their endings.

    Raises:
        ImportRefused: it is neither, or it cannot be read as a whole.
    """
    ending = path.suffix.casefold()
    if ending == ".opt":
        return _of_opticon(read_opticon(path))
    if ending == ".dat":
        return _of_concordance(read_concordance(path))
    raise ImportRefused("loadfile.kind", file=path.name)


def _of_opticon(read: OpticonFile) -> LoadFile:
    documents = tuple(
        LoadedDocument(each.first, each.last, len(each.pages), {"VOLUME": each.volume})
        for each in read.documents
    )
    return LoadFile("opticon", read.encoding.value, documents, read.findings)


def _of_concordance(read: ConcordanceFile) -> LoadFile:
    return LoadFile(
        "concordance", read.encoding.value, tuple(_document(row, read) for row in read.rows)
    )


_BEGINS = ("BEGBATES", "BEGDOC", "BEGINBATES", "DOCID", "BEGATT")
_ENDS = ("ENDBATES", "ENDDOC", "DOCID", "ENDATT")


def _document(row: Mapping[str, str], read: ConcordanceFile) -> LoadedDocument:
    known = {name.casefold(): row[name] for name in read.fields}
    first = next((known[n.casefold()] for n in _BEGINS if known.get(n.casefold())), "")
    last = next((known[n.casefold()] for n in _ENDS if known.get(n.casefold())), first)
    pages = known.get("pages", known.get("pagecount", ""))
    is_number = pages.isascii() and pages.isdigit()
    return LoadedDocument(first, last, int(pages) if is_number else None, row)
