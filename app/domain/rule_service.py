"""The days a means of service adds under a rule: ``"3"`` days, or ``"2 court"`` days."""

from app.domain.errors import Refused
from app.domain.particulars import Particulars, particular
from app.domain.time_computation import Service

IN_COURT_DAYS = "court"
"""The word behind a number of days that says only open days count."""


def service_days(table: Particulars, means: str) -> Service:
    """Return the days a means of service adds; none where the rule does not name it.

    Raises:
        Refused: as `read_service_days`.
    """
    stated = particular(table, means)
    return read_service_days(stated) if stated else Service()


def read_service_days(stated: str) -> Service:
    """Return the days that ``"3"`` or ``"2 court"`` means.

    Raises:
        Refused: ``rule.service_days``, ``service.too_long``.
    """
    number, *unit = stated.split() or [""]
    if not (number.isascii() and number.isdigit()) or unit not in ([], [IN_COURT_DAYS]):
        raise Refused("rule.service_days", field="service", stated=stated)
    return Service(_number(number), in_court_days=bool(unit))


def _number(digits: str) -> int:
    """Return the number; one with more digits than any period has is just too long."""
    return int(digits) if len(digits) <= len(str(Service.LONGEST)) else Service.LONGEST + 1
