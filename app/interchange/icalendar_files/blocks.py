"""A calendar file taken apart into its components, with the line each line of them came from.

Done before the library sees anything: it parses what is handed to it whole, says no line numbers
and goes as deep as a file asks it to. Here nothing recurses and everything is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.errors import ImportRefused
from app.interchange.icalendar_files import limits

_BREAK = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"[A-Za-z0-9-]+")


@dataclass
class Line:
    """A line of the file as it reads unfolded; ``number``: where it begins, from 1."""

    number: int
    text: str

    @property
    def name(self) -> str:
        """The property's name in capitals; empty where the line is none."""
        found = _NAME.match(self.text)
        return found.group().upper() if found else ""

    @property
    def value(self) -> str:
        """What stands behind the first colon, for properties without parameters."""
        return self.text.partition(":")[2]


@dataclass
class Block:
    """A component: its lines but for those of components within it.

    Attributes:
        kind: its name in capitals, e.g. ``VEVENT``; ``line``: where it begins.
    """

    kind: str
    line: int
    lines: list[Line] = field(default_factory=list)
    parts: list["Block"] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the value of a property without parameters; empty if there is none."""
        return next((line.value.strip() for line in self.lines if line.name == name), "")


def calendars(text: str, file: str) -> list[Block]:
    """Return the calendars of a file; events that lie in none are one of their own.

    Raises:
        ImportRefused: it is no calendar file, is cut off, or is built to hurt.
    """
    return _Builder(file).built(text)


class _Builder:
    """Puts components together line by line."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[Block] = []
        self._found: list[Block] = []
        self._loose = Block("VCALENDAR", 1)
        self._count = 0

    def built(self, text: str) -> list[Block]:
        for line in self._unfolded(text):
            if line.text.strip():
                self._take(line)
        if self._open:
            raise self._refused("feed.cut_off", self._open[-1].line, kind=self._open[-1].kind)
        if any(part.kind == "VEVENT" for part in self._loose.parts):
            self._found.append(self._loose)
        if not self._found:
            raise self._refused("feed.no_calendar", 1)
        return self._found

    def _take(self, line: Line) -> None:
        name = line.name
        if name == "BEGIN":
            self._begin(line)
        elif name == "END":
            self._end(line)
        elif self._open:
            self._open[-1].lines.append(line)

    def _begin(self, line: Line) -> None:
        kind = line.value.strip().upper()
        self._count += 1
        if len(self._open) >= limits.DEEPEST:
            raise self._refused("feed.too_deep", line.number, most=limits.DEEPEST)
        if self._count > limits.MOST_COMPONENTS:
            raise self._refused("feed.too_many_parts", line.number, most=limits.MOST_COMPONENTS)
        block = Block(kind, line.number)
        self._home(kind).append(block)
        self._open.append(block)

    def _home(self, kind: str) -> list[Block]:
        """Return where a component that begins here belongs."""
        if self._open:
            return self._open[-1].parts
        return self._found if kind == "VCALENDAR" else self._loose.parts

    def _end(self, line: Line) -> None:
        kind = line.value.strip().upper()
        if not self._open or self._open[-1].kind != kind:
            was = self._open[-1].kind if self._open else ""
            raise self._refused("feed.crossed", line.number, kind=_cut(kind), open=_cut(was))
        self._open.pop()

    def _unfolded(self, text: str) -> Iterator[Line]:
        """Yield whole lines: one that begins with white space goes on the line before."""
        number, parts, length = 0, [""], 0
        start = 1
        for number, piece in enumerate(_pieces(text), start=1):
            if piece[:1] in {" ", "\t"} and number > 1:
                parts.append(piece[1:])
            else:
                yield Line(start, "".join(parts))
                start, parts, length = number, [piece], 0
            length += len(piece)
            if length > limits.LONGEST_LINE:
                raise self._refused("feed.line_too_long", start, most=limits.LONGEST_LINE)
        yield Line(start, "".join(parts))

    def _refused(self, code: str, line: int, **values: object) -> ImportRefused:
        return ImportRefused(code, field="path", file=self._file, line=line, **values)


def _pieces(text: str) -> Iterator[str]:
    """Yield the lines as they lie in the file, without making a list of them all."""
    at = 0
    for found in _BREAK.finditer(text):
        yield text[at : found.start()]
        at = found.end()
    yield text[at:]


def _cut(text: str) -> str:
    return text[:40]
