"""JSON of which each value's line is known, for files that people write by hand.

Strict, and safe with what was made to hurt: depth, size and length of numbers have limits, and a
field given twice is reported instead of silently replaced.
"""

import json
import json.scanner
from bisect import bisect_left
from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.strict_json.faults import JsonFault

DEEPEST = 8
LONGEST_NUMBER = 15
LARGEST = 2_000_000
"""Characters of a file; a pack of two thousand rules is well below."""

_WHITE = " \t\n\r"
_STRINGS = json.JSONDecoder()
"""Asked for texts only; of everything else the place must be known."""
_WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True)
class Located:
    """A value and its line.

    Attributes:
        value: an object as a dictionary of located values, a list of them, text, number, True,
            False or None.
        repeated: the fields an object gives twice, each with the line of the later one.
    """

    value: object
    line: int
    repeated: tuple[tuple[str, int], ...] = ()


def read_located(text: str) -> Located:
    """Return the value a text holds.

    Raises:
        JsonFault: it is too large, holds NUL, or is no JSON.
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._ends = [at for at, character in enumerate(text[:LARGEST]) if character == "\n"]

    def whole(self) -> Located:
        if len(self._text) > LARGEST:
            raise self._fault(Refused("json.too_large", most=LARGEST))
        if "\0" in self._text:
            self._at = self._text.index("\0")
            raise self._fault(Refused("json.nul"))
        value = self._value(0)
        if self._next():
            raise self._fault(Refused("json.more_follows"))
        return value

    def _value(self, depth: int) -> Located:
        if depth > DEEPEST:
            raise self._fault(Refused("json.too_deep", most=DEEPEST))
        character = self._next()
        line = self._line()
        if character == "{":
            return self._object(depth, line)
        if character == "[":
            return self._list(depth, line)
        if character == '"':
            return Located(self._string(), line)
        return Located(self._word(), line)

    def _object(self, depth: int, line: int) -> Located:
        found: dict[str, Located] = {}
        repeated: list[tuple[str, int]] = []
        self._at += 1
        if self._next() == "}":
            self._at += 1
            return Located(found, line)
        while True:
            if self._next() != '"':
                raise self._fault(Refused("json.name_expected"))
            here, name = self._line(), self._string()
            self._expect(":")
            if name in found:
                repeated.append((name, here))
            found[name] = self._value(depth + 1)
            if self._ends_with("}"):
                return Located(found, line, tuple(repeated))

    def _list(self, depth: int, line: int) -> Located:
        found: list[Located] = []
        self._at += 1
        if self._next() == "]":
            self._at += 1
            return Located(found, line)
        while True:
            found.append(self._value(depth + 1))
            if self._ends_with("]"):
                return Located(found, line)

    def _ends_with(self, closing: str) -> bool:
        """Take a comma, or the end; anything else is a fault."""
        character = self._next()
        if character not in {",", closing} or not character:
            raise self._fault(Refused("json.comma_expected", closing=closing))
        self._at += 1
        return character == closing

    def _expect(self, character: str) -> None:
        if self._next() != character:
            raise self._fault(Refused("json.expected", character=character))
        self._at += 1

    def _string(self) -> str:
        try:
            text, self._at = _STRINGS.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            raise self._fault(Refused("json.text_broken")) from None
        return str(text)

    def _word(self) -> object:
        for word, value in _WORDS.items():
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return value
        number = json.scanner.NUMBER_RE.match(self._text, self._at)
        if number is None:
            raise self._fault(Refused("json.no_value"))
        whole, fraction, exponent = number.groups()
        if len(number.group()) > LONGEST_NUMBER:
            raise self._fault(Refused("json.number_too_long", most=LONGEST_NUMBER))
        self._at = number.end()
        if fraction or exponent:
            return float(number.group())
        return int(whole)

    def _next(self) -> str:
        """Go past white space and return the character there; empty at the end."""
        while self._at < len(self._text) and self._text[self._at] in _WHITE:
            self._at += 1
        return self._text[self._at : self._at + 1]

    def _line(self) -> int:
        return bisect_left(self._ends, self._at) + 1

    def _fault(self, reason: Refused) -> JsonFault:
        line = self._line()
        start = self._ends[line - 2] if line > 1 else -1
        return JsonFault(reason, line, self._at - start)
