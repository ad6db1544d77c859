"""DFXML (Garfinkel, Digital Forensics XML): one `fileobject` a file with `hashdigest` elements.

It is read with expat itself, element by element, so that size does not matter. A document type is
refused: entities live in it, and no list of hashes needs one.
"""

from datetime import UTC, datetime
from typing import BinaryIO
from xml.parsers import expat
from xml.sax.saxutils import escape

from app.domain.errors import Refused
from app.domain.hash_lists import ListedFile
from app.interchange.hash_lists.heading import LENGTHS, MOST_FILES, Heading, hash_in

_NAMESPACE = "http://www.forensicswiki.org/wiki/Category:Digital_Forensics_XML"
_VERSION = "1.2.0"
_DEEPEST = 64
_LONGEST_TEXT = 64 * 1024
_READ_AT_ONCE = 1024 * 1024
_UNFIT = "\N{REPLACEMENT CHARACTER}"
_LONGEST_SIZE = 18
"""Digits of a size in bytes: an exabyte is no file."""


def write_dfxml(file: BinaryIO, heading: Heading, files: tuple[ListedFile, ...]) -> None:
    """Write the list."""
    file.write(_opening(heading).encode("utf-8", "replace"))
    file.writelines(_fileobject(each).encode("utf-8", "replace") for each in files)
    file.write(b"</dfxml>\n")


def _opening(heading: Heading) -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        f"<dfxml xmlns='{_NAMESPACE}' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        f" version='{_VERSION}'>\n"
        "  <metadata>\n    <dc:type>Hash List</dc:type>\n"
        f"    <dc:description>{_text(heading.about)}</dc:description>\n  </metadata>\n"
        "  <creator version='1.0'>\n"
        f"    <program>{_text(heading.program)}</program>\n"
        f"    <version>{_text(heading.version)}</version>\n"
        "    <execution_environment>\n"
        f"      <start_time>{_moment(heading.at)}</start_time>\n"
        "    </execution_environment>\n  </creator>\n"
    )


def _fileobject(file: ListedFile) -> str:
    lines = [f"    <filename>{_text(file.name)}</filename>"]
    if file.size is not None:
        lines.append(f"    <filesize>{file.size}</filesize>")
    if file.modified_at is not None:
        lines.append(f"    <mtime>{_moment(file.modified_at)}</mtime>")
    lines += [
        f"    <hashdigest type='{kind}'>{getattr(file, kind)}</hashdigest>"
        for kind in LENGTHS
        if getattr(file, kind)
    ]
    return "\n".join(["  <fileobject>", *lines, "  </fileobject>", ""])


def _text(text: str) -> str:
    """Escape a text; what XML cannot hold at all becomes a sign that says so."""
    return escape("".join(c if c >= " " or c in "\t\n" else _UNFIT for c in text))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_dfxml(file: BinaryIO) -> tuple[ListedFile, ...]:
    """Return the files.

    Raises:
        Refused: it is no XML, has a document type, or a hash that cannot be one.
    """
    return _Reader().read(file)


class _Reader:
    """Collects the file objects of a document."""

    def __init__(self) -> None:
        self._files = list[ListedFile]()
        self._path = list[str]()
        self._facts: dict[str, str] | None = None
        self._into = ""
        self._words = list[str]()
        self._length = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._take

    def read(self, file: BinaryIO) -> tuple[ListedFile, ...]:
        """Read the document to its end."""
        try:
            while piece := file.read(_READ_AT_ONCE):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("hash_list.broken_line", field="path", line=error.lineno) from error
        return tuple(self._files)

    def _refuse_doctype(self, *_about: object) -> None:
        raise Refused("hash_list.document_type", field="path")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if not self._path and tag != "dfxml":
            raise Refused("hash_list.not_dfxml", field="path")
        self._path.append(tag)
        if len(self._path) > _DEEPEST:
            raise self._broken()
        if tag == "fileobject":
            self._facts = {}
        elif self._facts is not None and self._path[-2] == "fileobject":
            self._into = _fact_of(tag, attributes)
            self._words, self._length = [], 0

    def _take(self, words: str) -> None:
        if self._into:
            self._length += len(words)
            if self._length > _LONGEST_TEXT:
                raise self._broken()
            self._words.append(words)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        self._path.pop()
        if tag == "fileobject" and self._facts is not None:
            self._keep(self._facts)
            self._facts = None
        elif self._into and self._facts is not None and self._path[-1] == "fileobject":
            # Of parts that hash the same file again, the first stands for the whole.
            self._facts.setdefault(self._into, "".join(self._words).strip())
            self._into = ""

    def _keep(self, facts: dict[str, str]) -> None:
        digests = {kind: hash_in(kind, facts[kind]) for kind in LENGTHS if kind in facts}
        size = facts.get("filesize", "")
        if None in digests.values() or (size and not _is_size(size)):
            raise self._broken()
        if facts.get("name_type", "r") == "r" and (digests or size):
            name = " ".join(facts.get("filename", "").split())
            self._files.append(
                ListedFile(
                    name=name,
                    size=int(size) if size else None,
                    md5=digests.get("md5") or "",
                    sha1=digests.get("sha1") or "",
                    sha256=digests.get("sha256") or "",
                )
            )
        if len(self._files) > MOST_FILES:
            raise Refused("hash_list.too_many", field="path", most=MOST_FILES)

    def _broken(self) -> Refused:
        line = self._parser.CurrentLineNumber
        return Refused("hash_list.broken_line", field="path", line=line)


def _fact_of(tag: str, attributes: dict[str, str]) -> str:
    """Return the fact an element of a file object tells, empty where we need none of it."""
    if tag == "hashdigest":
        kind = attributes.get("type", "").casefold().replace("-", "")
        return kind if kind in LENGTHS else ""
    return tag if tag in {"filename", "filesize", "name_type"} else ""


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_SIZE
