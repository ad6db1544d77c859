"""Label stocks as files: one JSON object a file, as in ``resources/labels``.

An office with labels nobody thought of writes such a file itself, so everything wrong in one is
said with its line.
"""

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from app.domain.errors import ImportRefused
from app.domain.file_names import safe_file_name
from app.domain.labels import LabelStock
from app.domain.text import one_line

_LARGEST = 20_000
"""Bytes; a stock takes some three hundred."""
_UNITS = {"mm": 1.0, "in": 25.4}
"""Millimeters of what lengths may be given in."""
_LONGEST_NAME = 80
_FACTS = frozenset(
    {"code", "name", "unit", "page", "label", "columns", "rows", "first", "pitch", "dots_per_inch"}
)


def read_stock(file: Path) -> LabelStock:
    """Return the stock a file describes.

    Raises:
        ImportRefused: it is no such file; the values name file, line and reason.
        OSError: it cannot be read.
    """
    with file.open("rb") as opened:
        content = opened.read(_LARGEST + 1)
    return _StockFile(file.name, content).stock()


class _StockFile:
    """One file while it is read."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name = name
        self._text = ""
        if len(content) > _LARGEST:
            self._refuse("the file is too large for a stock of labels")
        try:
            self._text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._refuse("the file is not UTF-8 text", content.count(b"\n", 0, error.start) + 1)
        self._facts = self._parsed()

    def stock(self) -> LabelStock:
        unknown = sorted(self._facts.keys() - _FACTS)
        if unknown:
            self._wrong(unknown[0], "is not a fact of a stock")
        unit = self._unit()
        stock = LabelStock(
            code=self._code(),
            name=self._words("name"),
            page=self._lengths("page", unit),
            label=self._lengths("label", unit),
            columns=self._count("columns"),
            rows=self._count("rows"),
            first=self._lengths("first", unit),
            pitch=self._lengths("pitch", unit),
            dots_per_inch=self._count("dots_per_inch"),
        )
        wrong = stock.wrong()
        if wrong is not None:
            self._wrong(*wrong)
        return stock

    def _parsed(self) -> Mapping[str, object]:
        try:
            facts = json.loads(self._text)
        except json.JSONDecodeError as error:
            self._refuse(f"this is no JSON: {error.msg}", error.lineno)
        except (RecursionError, ValueError):
            self._refuse("this is no JSON")
        if not isinstance(facts, dict):
            self._refuse("a stock is a JSON object: {…}")
        return facts

    def _unit(self) -> float:
        unit = self._fact("unit")
        if not isinstance(unit, str) or unit not in _UNITS:
            self._wrong("unit", 'must be "in" or "mm"')
        return _UNITS[unit]

    def _code(self) -> str:
        code = self._words("code")
        if code != safe_file_name(code) or " " in code:
            self._wrong("code", "must be one word of letters, digits and hyphens")
        return code

    def _words(self, name: str) -> str:
        words = self._fact(name)
        if not isinstance(words, str) or not words.strip() or len(words) > _LONGEST_NAME:
            self._wrong(name, f"must be a text of at most {_LONGEST_NAME} characters")
        return one_line(words, name)

    def _count(self, name: str) -> int:
        count = self._fact(name)
        if not isinstance(count, int) or isinstance(count, bool):
            self._wrong(name, "must be a whole number")
        return count

    def _lengths(self, name: str, unit: float) -> tuple[float, float]:
        pair = self._fact(name)
        if not isinstance(pair, list) or len(pair) != 2 or not all(map(_is_length, pair)):  # noqa: PLR2004  across and down
            self._wrong(name, "must be two lengths, across and down: [8.5, 11]")
        return pair[0] * unit, pair[1] * unit

    def _fact(self, name: str) -> object:
        if name not in self._facts:
            self._refuse(f'"{name}" is missing')
        return self._facts[name]

    def _wrong(self, name: str, reason: str) -> NoReturn:
        found = re.search(rf"{re.escape(json.dumps(name))}\s*:", self._text)
        line = self._text.count("\n", 0, found.start()) + 1 if found else 0
        self._refuse(f'"{name}" {reason}', line)

    def _refuse(self, reason: str, line: int = 0) -> NoReturn:
        last = self._text.rstrip().count("\n") + 1
        raise ImportRefused("labels.bad_stock", file=self._name, line=line or last, reason=reason)


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
