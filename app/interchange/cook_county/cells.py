"""What single cells mean: dates, counts, flags and texts.

A file repeats the same few thousand cells again and again, so each meaning is worked out once.
"""

import re
from datetime import date, datetime
from decimal import Decimal

_AMERICAN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?([AP])M)?)?",
    re.ASCII | re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.ASCII)
_ID = re.compile(r"[0-9]{1,20}", re.ASCII)
_COUNT = re.compile(r"-?[0-9]{1,6}", re.ASCII)
_AMOUNT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?", re.ASCII)
_YES = {"true": True, "t": True, "yes": True, "y": True, "1": True}
_NO = {"false": False, "f": False, "no": False, "n": False, "0": False, "": False}
_NOON = 12


def read_moment(text: str) -> datetime | None:
    """Return the local date and time a cell states, or `None` if it states none.

    Knows ``2019-01-05T00:00:00`` (also with a space, fractions or nothing after the day) and
    ``4/8/2019 12:00:00 AM`` (month first; also 24-hour or without a time). A zone suffix is left
    aside: the office's clocks are judged by comparing files, see `clock`.
    """
    text = text.strip()
    try:
        if _ISO.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=None)
        if match := _AMERICAN.fullmatch(text):
            return _american(match)
    except ValueError:  # the 30th of February
        return None
    return None


def read_id(text: str) -> str | None:
    """Return an id of digits, or `None`; a spreadsheet's 1.29E+11 has lost digits and is none."""
    text = text.strip()
    return text if _ID.fullmatch(text) else None


def read_count(text: str) -> int | None:
    """Return a whole number, or `None`."""
    text = text.strip()
    return int(text) if _COUNT.fullmatch(text) else None


def read_amount(text: str) -> Decimal | None:
    """Return a number that may have decimals, exactly as written, or `None`."""
    text = text.strip()
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def read_flag(text: str) -> bool | None:
    """Return what a yes-or-no cell says; blank is no, anything unknown is `None`."""
    key = text.strip().casefold()
    return _YES.get(key, _NO.get(key))


class Moments(dict[str, datetime | None]):
    """Moments by cell text; remembers every text it has seen."""

    def __missing__(self, text: str) -> datetime | None:
        value = self[text] = read_moment(text)
        return value

    def day(self, text: str) -> date | None:
        """Return the date a cell states."""
        moment = self[text]
        return moment and moment.date()


class Texts(dict[str, str]):
    """Trimmed texts by cell text, so that equal texts are one object in memory."""

    def __missing__(self, text: str) -> str:
        value = self[text] = text.strip()
        return value


def _american(match: re.Match[str]) -> datetime:
    month, day, year, hour, minute, second, half = match.groups(default="")
    hours = int(hour or 0)
    if half:
        if not 1 <= hours <= _NOON:
            raise ValueError
        hours = hours % _NOON + (_NOON if half in "pP" else 0)
    return datetime(  # noqa: DTZ001  the files state local time without a zone
        int(year), int(month), int(day), hours, int(minute or 0), int(second or 0)
    )
