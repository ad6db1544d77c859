"""What a scale said: exact arithmetic on weights in the units evidence is weighed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from app.domain.errors import Refused

GRAMS: Mapping[str, Decimal] = MappingProxyType(
    {
        "g": Decimal(1),
        "mg": Decimal("0.001"),
        "kg": Decimal(1000),
        "oz": Decimal("28.349523125"),
        "lb": Decimal("453.59237"),
        "gr": Decimal("0.06479891"),
    }
)
"""Grams of one unit, exact: avoirdupois ounce and pound, grain (NIST Handbook 44, Appendix C)."""

READABILITY = Decimal("0.1")
"""Grams. Two scales may differ by so much whatever was weighed; a share of nothing is nothing."""

_HEAVIEST = Decimal(10) ** 9
_LONGEST = 20
"""Characters of a weight as typed."""


@dataclass(frozen=True)
class Weight:
    """A weight as it was read off.

    Attributes:
        unit: one of `GRAMS`.
    """

    amount: Decimal
    unit: str

    @property
    def grams(self) -> Decimal:
        """The same in grams, exactly."""
        return self.amount * GRAMS[self.unit]

    def differs_from(self, earlier: "Weight", tolerance_percent: int) -> bool:
        """Whether it is further from an earlier weight than the office tolerates."""
        allowed = max(abs(earlier.grams) * tolerance_percent / 100, READABILITY)
        return abs(self.grams - earlier.grams) > allowed

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


def amount_of(typed: str, field: str) -> Decimal:
    """Return a weight's number as typed, with a point as its decimal mark.

    Raises:
        Refused: it is no number, is not above zero, or no scale reaches it.
    """
    text = typed.strip()
    is_plain = len(text) <= _LONGEST and not set(text) - set("0123456789.+-")
    try:
        amount = Decimal(text) if is_plain else None
    except InvalidOperation:
        amount = None
    if amount is None:
        raise Refused("weight.not_a_number", field=field, typed=text[:_LONGEST])
    if not 0 < amount < _HEAVIEST:
        raise Refused("weight.out_of_range", field=field, typed=text)
    return amount


def weight_of(amount: str, unit: str) -> Weight | None:
    """Return the weight two texts name; None where they name none."""
    known = unit.strip().lower()
    if known not in GRAMS:
        return None
    try:
        return Weight(amount_of(amount, ""), known)
    except Refused:
        return None
