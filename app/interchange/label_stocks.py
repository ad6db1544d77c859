"""Label stocks as files: one JSON object a file, as in ``resources/labels``.

An office with labels nobody thought of writes such a file itself, so everything wrong in one is
said with its line.
"""

import math
from pathlib import Path
from typing import NoReturn, TypeGuard

from app.domain.errors import ImportRefused
from app.domain.file_names import safe_file_name
from app.domain.labels import LabelStock
from app.domain.written_facts import read_facts

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
        self._facts = read_facts(content, self._refuse, what="stock of labels", largest=_LARGEST)

    def stock(self) -> LabelStock:
        facts = self._facts
        facts.only(_FACTS)
        unit = facts.one_of("unit", _UNITS)
        stock = LabelStock(
            code=self._code(),
            name=facts.words("name", _LONGEST_NAME),
            page=self._lengths("page", unit),
            label=self._lengths("label", unit),
            columns=facts.whole_number("columns"),
            rows=facts.whole_number("rows"),
            first=self._lengths("first", unit),
            pitch=self._lengths("pitch", unit),
            dots_per_inch=facts.whole_number("dots_per_inch"),
        )
        wrong = stock.wrong()
        if wrong is not None:
            facts.wrong(*wrong)
        return stock

    def _code(self) -> str:
        code = self._facts.words("code", _LONGEST_NAME)
        if code != safe_file_name(code) or " " in code:
            self._facts.wrong("code", "must be one word of letters, digits and hyphens")
        return code

    def _lengths(self, name: str, unit: float) -> tuple[float, float]:
        stated = [each.value for each in self._facts.entries(name)]
        lengths = [each * unit for each in stated if _is_length(each)]
        if not len(lengths) == len(stated) == 2:  # noqa: PLR2004  across and down
            self._facts.wrong(name, "must be two lengths, across and down: [8.5, 11]")
        return lengths[0], lengths[1]

    def _refuse(self, reason: str, line: int) -> NoReturn:
        raise ImportRefused("labels.bad_stock", file=self._name, line=line, reason=reason)


def _is_length(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
