"""How the answers to questions about evidence are written: numbers, weights, cash, identifiers.

Every answer is kept as text in one form, so that it reads and compares the same everywhere. What
is merely odd (a VIN whose check digit fails: forged plates exist) is not refused here, see
`item_doubts`.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.money import cents_of
from app.domain.plausible_days import require_plausible
from app.domain.text import clean, one_line


class Answer(StrEnum):
    """What kind of answer a question takes."""

    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    PERCENT = "percent"
    WEIGHT = "weight"
    MONEY = "money"
    DENOMINATIONS = "denominations"
    DAY = "day"
    MOMENT = "moment"
    """A day and time by the courthouse clock."""
    VIN = "vin"
    IMEI = "imei"
    ICCID = "iccid"
    DIGEST = "digest"
    TAGS = "tags"
    """Tags of other items of the office."""
    SEALED = "sealed"
    """A line shown only on request."""


GRAMS = {
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
}
"""Units of weight: grams in one (NIST Handbook 44, appendix C)."""

US_DENOMINATIONS = frozenset(
    Decimal(text)
    for text in (
        *("10000", "5000", "1000", "500", "100", "50", "20", "10", "5", "2", "1"),
        *("0.5", "0.25", "0.1", "0.05", "0.01"),
    )
)
"""Notes and coins of the United States, in dollars."""

_MOST = Decimal(10**12)
"""More of anything is a slip of the keyboard."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+", re.ASCII)
_DECIMAL = r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?"
_WEIGHT = re.compile(rf"(?P<sign>-?)(?P<amount>{_DECIMAL})\s*(?P<unit>[a-z]+)\.?", re.ASCII)
_LOT = re.compile(rf"(?P<count>\d+)\s*[x\u00d7*]\s*\$?(?P<face>{_DECIMAL})", re.ASCII)
_DIGEST_LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64}
_LEAST_IMEI, _LONGEST_IMEI = 14, 16
_LEAST_ICCID, _LONGEST_ICCID = 18, 22


def weight_in_grams(kept: str) -> Decimal:
    """Return a weight as kept, e.g. ``"12.5 g"``, in grams."""
    amount, unit = kept.split(" ")
    return Decimal(amount) * GRAMS[unit]


def lots_of_cash(kept: str) -> tuple[tuple[int, Decimal], ...]:
    """Return count and face value of each lot of a count as kept, e.g. ``"12 x 20, 3 x 5"``."""
    lots = (lot.split(" x ") for lot in kept.split(", ") if lot)
    return tuple((int(count), Decimal(face)) for count, face in lots)


def total_cents(kept: str) -> int:
    """Return what a count by denomination adds up to, in hundredths of the currency."""
    return int(sum((count * face for count, face in lots_of_cash(kept)), Decimal()) * 100)


def _number(text: str, field: str) -> str:
    typed = one_line(text, field)
    if typed.startswith("-"):
        raise Refused("particular.below_zero", field=field)
    if not _NUMBER.fullmatch(typed):
        raise Refused("particular.no_number", field=field)
    number = int(typed.replace(",", ""))
    _require_possible(Decimal(number), field)
    return str(number)


def _percent(text: str, field: str) -> str:
    typed = one_line(text, field).removesuffix("%").strip()
    if not re.fullmatch(_DECIMAL, typed, re.ASCII) or not typed:
        raise Refused("particular.no_percent", field=field)
    number = Decimal(typed.replace(",", ""))
    if number > 100:  # noqa: PLR2004  a percentage
        raise Refused("particular.no_percent", field=field)
    return _plain(number)


def _weight(text: str, field: str) -> str:
    found = _WEIGHT.fullmatch(one_line(text, field).casefold())
    if found is None or not found["amount"] or found["unit"] not in GRAMS:
        raise Refused("particular.no_weight", field=field, units=", ".join(GRAMS))
    if found["sign"]:
        raise Refused("particular.below_zero", field=field)
    amount = Decimal(found["amount"].replace(",", ""))
    _require_possible(amount, field)
    return f"{_plain(amount)} {found['unit']}"


def _money(text: str, field: str) -> str:
    cents = cents_of(text, field)
    return f"{cents // 100}.{cents % 100:02}"


def _denominations(text: str, field: str) -> str:
    counted: dict[Decimal, int] = {}
    for lot in re.split(r"[;\n]|,\s+|,(?!\d{3}\b)", one_line(text, field).casefold()):
        found = _LOT.fullmatch(lot.strip())
        if found is None or not found["face"]:
            raise Refused("particular.no_count_of_cash", field=field)
        face = Decimal(found["face"].replace(",", ""))
        if not face or face * 100 % 1:
            raise Refused("particular.no_count_of_cash", field=field)
        _require_possible(Decimal(found["count"]), field)
        _require_possible(face, field)
        counted[face] = counted.get(face, 0) + int(found["count"])
    lots = sorted(counted.items(), reverse=True)
    return ", ".join(f"{count} x {_plain(face)}" for face, count in lots)


def _day(text: str, field: str) -> str:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("particular.no_day", field=field) from None
    return require_plausible(day, field).isoformat()


def _moment(text: str, field: str) -> str:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused("particular.no_moment", field=field) from None
    if len(text.strip()) <= len("2026-11-14") or moment.tzinfo is not None:
        raise Refused("particular.no_moment", field=field)
    require_plausible(moment.date(), field)
    return f"{moment:%Y-%m-%d %H:%M}"


def _vin(text: str, field: str) -> str:
    return re.sub(r"[\s-]", "", one_line(text, field)).upper()


def _imei(text: str, field: str) -> str:
    return _digits(text, field, _LEAST_IMEI, _LONGEST_IMEI)


def _iccid(text: str, field: str) -> str:
    return _digits(text, field, _LEAST_ICCID, _LONGEST_ICCID)


def _digits(text: str, field: str, least: int, most: int) -> str:
    digits = re.sub(r"[\s./-]", "", one_line(text, field))
    if not (digits.isascii() and digits.isdecimal() and least <= len(digits) <= most):
        raise Refused("particular.digits", field=field, least=least, most=most)
    return digits


def _digest(text: str, field: str) -> str:
    digest = re.sub(r"\s", "", text).casefold()
    length = _DIGEST_LENGTHS[field]
    if not re.fullmatch(r"[0-9a-f]+", digest) or len(digest) != length:
        raise Refused("particular.no_digest", field=field, length=length)
    return digest


def _tags(text: str, field: str) -> str:
    tags = re.split(r"[,;\s]+", one_line(text, field).upper())
    return ", ".join(dict.fromkeys(tag for tag in tags if tag))


def _require_possible(number: Decimal, field: str) -> None:
    if number > _MOST:
        raise Refused("particular.too_much", field=field)


def _plain(number: Decimal) -> str:
    """Write a number without exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


FORMS: dict[Answer, Callable[[str, str], str]] = {
    Answer.LINE: one_line,
    Answer.PROSE: clean,
    Answer.CHOICE: one_line,
    Answer.YES_NO: one_line,
    Answer.NUMBER: _number,
    Answer.PERCENT: _percent,
    Answer.WEIGHT: _weight,
    Answer.MONEY: _money,
    Answer.DENOMINATIONS: _denominations,
    Answer.DAY: _day,
    Answer.MOMENT: _moment,
    Answer.VIN: _vin,
    Answer.IMEI: _imei,
    Answer.ICCID: _iccid,
    Answer.DIGEST: _digest,
    Answer.TAGS: _tags,
    Answer.SEALED: one_line,
}
"""How an answer of each kind is brought into the form in which it is kept."""
