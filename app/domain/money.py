"""Amounts of money: typed as people write them, kept in cents."""

import re

from app.domain.errors import Refused

MOST_CENTS = 10**14
"""A trillion dollars; anything above it is a slip of the keyboard."""

_AMOUNT = re.compile(r"\$?\s*(?P<whole>[\d,\s']*\d)?(?:\.(?P<cents>\d{1,2}))?", re.ASCII)


def cents_of(typed: str, field: str) -> int:
    """Return an amount such as ``"$2,480.00"``, ``"2480"`` or ``"0.5"`` in cents; empty is 0.

    Raises:
        Refused: ``money.unreadable`` or ``money.too_much``.
    """
    text = typed.strip()
    if not text:
        return 0
    found = _AMOUNT.fullmatch(text)
    if found is None or not (found["whole"] or found["cents"]):
        raise Refused("money.unreadable", field=field)
    whole = re.sub(r"[^0-9]", "", found["whole"] or "0")
    if len(whole) > len(str(MOST_CENTS)):
        raise Refused("money.too_much", field=field)
    return require_amount(int(whole) * 100 + int((found["cents"] or "0").ljust(2, "0")), field)


def require_amount(cents: int, field: str) -> int:
    """Return the amount.

    Raises:
        Refused: ``money.below_zero`` or ``money.too_much``.
    """
    if cents < 0:
        raise Refused("money.below_zero", field=field)
    if cents > MOST_CENTS:
        raise Refused("money.too_much", field=field)
    return cents


def dollars(cents: int) -> str:
    """Return the amount as it is written, e.g. ``"$2,480.00"``."""
    return f"${cents // 100:,}.{cents % 100:02}"
