"""Court calendars the office makes itself, on top of one that comes with the program or of none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NewType
from uuid import UUID

from app.domain.calendar_files import FIRST_YEAR, LAST_YEAR
from app.domain.court_calendars import CourtCalendar, calendar_of, holiday_calendar
from app.domain.court_days import CourtDay
from app.domain.errors import Refused
from app.domain.record import Record
from app.domain.text import clean, one_line, require

OfficeCalendarId = NewType("OfficeCalendarId", UUID)

PREFIX = "OFFICE-"
"""Begins every code, so that no calendar of a later version of the program has the same."""
_LONGEST_CODE = 40
_LONGEST_TITLE = 120
_LONGEST_NOTE = 2_000
_CODE = re.compile(r"OFFICE-[A-Z0-9]+(?:-[A-Z0-9]+)*")
_NO_LETTER = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, kw_only=True)
class OfficeCalendar(Record):
    """A calendar of the office's own.

    Attributes:
        code: the id that rules and settings use, e.g. ``"OFFICE-RIVERSIDE"``.
        based_on: id of the calendar whose holidays it has, too; empty = only what is entered.
        first, last: the days it can answer for. The rules of the other calendar go on beyond that
            one's last day: whoever extends it has looked the law up.
    """

    id: OfficeCalendarId
    code: str
    title: str
    based_on: str = ""
    first: date
    last: date
    note: str = ""

    def tidied(self) -> "OfficeCalendar":
        """Return the calendar as it will be kept.

        Raises:
            Refused: a text is missing or too long, the days are in no order or too far away, or
                they begin before those of the calendar it is based on.
        """
        title = one_line(require(self.title, "title"), "title")
        if len(title) > _LONGEST_TITLE:
            raise Refused("text.too_long", field="title", longest=_LONGEST_TITLE)
        note = clean(self.note, "note")
        if len(note) > _LONGEST_NOTE:
            raise Refused("text.too_long", field="note", longest=_LONGEST_NOTE)
        self._require_days()
        return replace(self, title=title, code=code_for(self.code or title), note=note)

    def _require_days(self) -> None:
        if self.last < self.first:
            raise Refused("date.ends_before_begin", field="last")
        least = date(FIRST_YEAR, 1, 1)
        if self.based_on:
            least = holiday_calendar(self.based_on).first
        for field, day in (("first", self.first), ("last", self.last)):
            if not least <= day <= date(LAST_YEAR, 12, 31):
                raise Refused("office_calendar.days", field=field, least=least.year, most=LAST_YEAR)


def code_for(words: str) -> str:
    """Return the code of a calendar: ``OFFICE-`` and the words in capitals and hyphens.

    Raises:
        Refused: ``office_calendar.code``: there is no letter or digit in them.
    """
    bare = _NO_LETTER.sub("-", words.upper()).strip("-").removeprefix(PREFIX)
    if not bare or bare == PREFIX.strip("-"):
        raise Refused("office_calendar.code", field="code")
    return f"{PREFIX}{bare}"[:_LONGEST_CODE].rstrip("-")


def is_office_code(code: str) -> bool:
    """Whether it can be the code of a calendar of an office's own."""
    return len(code) <= _LONGEST_CODE and _CODE.fullmatch(code) is not None


def plain_calendar(own: OfficeCalendar) -> CourtCalendar:
    """Return an office's calendar without any entry; the same one for the same answer."""
    return _plain(own.code, own.based_on, own.first, own.last)


@lru_cache(maxsize=32)
def _plain(code: str, based_on: str, first: date, last: date) -> CourtCalendar:
    if not based_on:
        return CourtCalendar(code, first, last, {})
    return calendar_of(code, holiday_calendar(based_on), first, last)


def inherited(own: OfficeCalendar, days: Iterable[CourtDay]) -> tuple[CourtDay, ...]:
    """Return entries in the calendar below, as far as the calendar of the office covers them."""
    return tuple(day for day in days if own.first <= day.on <= own.last)


def together(code: str, below: Iterable[CourtDay], own: Iterable[CourtDay]) -> tuple[CourtDay, ...]:
    """Return all entries of a calendar as its own; one of its own stands before one from below."""
    own = tuple(own)
    said = {day.on for day in own}
    return (*own, *(replace(day, calendar=code) for day in below if day.on not in said))
