"""What is odd or still missing in what is said about an item; nothing here is refused.

A forged plate has a VIN whose check digit fails, and an item is taken in before all is known of it.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused
from app.domain.evidence import ItemFacts
from app.domain.item_particulars import sheet_of
from app.domain.particular_values import Answer, weight_in_grams
from app.domain.particulars import Particulars, particular

_VIN_LENGTH = 17
_VIN_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
"""What each character of a VIN counts (49 CFR 565.15(c), table III); I, O and Q are never used."""
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_CHECK = 8
_IMEI_WITH_CHECK_DIGIT = 15
_NO_SERIAL = frozenset({"obliterated", "none"})


@dataclass(frozen=True)
class Doubt:
    """Something to look at again.

    Attributes:
        field: name of the fact or key of the particular; ``code`` of the sentence.
    """

    field: str
    code: str


def doubts(item: ItemFacts) -> tuple[Doubt, ...]:
    """Return what is odd about the identifiers and weights of an item."""
    found = [
        Doubt(each.key, code)
        for each in sheet_of(item.kind).particulars
        if (code := _odd(each.type, particular(item.particulars, each.key)))
    ]
    return (*found, *_odd_together(item))


def wanting(item: ItemFacts) -> tuple[str, ...]:
    """Return names of facts and keys of particulars that complete the record of the item."""
    sheet = sheet_of(item.kind)
    facts = [name for name in sheet.facts if not getattr(item, name) and _can_have(item, name)]
    answers = dict(item.particulars)
    return (*facts, *(each.key for each in sheet.required if each.key not in answers))


def require_past(kind: str, pairs: Particulars, now: datetime) -> None:
    """Refuse moments that lie ahead; what has a moment has happened.

    The moments and ``now`` are both by the courthouse clock.

    Raises:
        Refused: ``particular.ahead_of_now``.
    """
    latest = f"{now:%Y-%m-%d %H:%M}"
    answers = dict(pairs)
    for each in sheet_of(kind).particulars:
        if each.type is Answer.MOMENT and answers.get(each.key, "") > latest:
            raise Refused("particular.ahead_of_now", field=each.key)


def vin_is_whole(vin: str) -> bool:
    """Whether a VIN of 17 characters has the check digit its others add up to."""
    if len(vin) != _VIN_LENGTH or any(each not in _VIN_VALUES for each in vin):
        return False
    pairs = zip(vin, _VIN_WEIGHTS, strict=True)
    rest = sum(_VIN_VALUES[each] * weight for each, weight in pairs) % 11
    return vin[_VIN_CHECK] == ("X" if rest == 10 else str(rest))  # noqa: PLR2004  49 CFR 565.15(c)


def luhn_is_whole(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)  # noqa: PLR2004  the sum of its two digits
    return total % 10 == 0


def _odd(answer: Answer, text: str) -> str:
    """Return the code of what is odd about an answer, empty for nothing."""
    if not text:
        return ""
    if answer is Answer.VIN and not vin_is_whole(text):
        return "doubt.vin" if len(text) == _VIN_LENGTH else "doubt.vin_length"
    # An IMEI of 14 digits has no check digit, one of 16 a version in its place (3GPP TS 23.003).
    if answer is Answer.IMEI and len(text) == _IMEI_WITH_CHECK_DIGIT and not luhn_is_whole(text):
        return "doubt.imei"
    if answer is Answer.ICCID and not luhn_is_whole(text):
        return "doubt.iccid"
    return ""


def _odd_together(item: ItemFacts) -> tuple[Doubt, ...]:
    answers = dict(item.particulars)
    found = []
    if item.serial and answers.get("serial_state") in _NO_SERIAL:
        found.append(Doubt("serial", "doubt.serial_state"))
    gross, lab = answers.get("gross_weight", ""), answers.get("lab_net_weight", "")
    if gross and lab and weight_in_grams(lab) > weight_in_grams(gross):
        found.append(Doubt("lab_net_weight", "doubt.lab_above_gross"))
    return tuple(found)


def _can_have(item: ItemFacts, name: str) -> bool:
    """Whether the thing may have that at all: an obliterated number cannot be written down."""
    answers = dict(item.particulars)
    if name == "serial":
        return answers.get("serial_state") not in _NO_SERIAL
    return answers.get("firearm_type") != "homemade"
