"""The office's days on paper: one day as a court list, one month as a grid.

Inside the office a paper shows all that the calendar shows. Court and defense get hearings alone,
without the office's remarks and with names and numbers masked (Fed. R. Crim. P. 49.1). What tells
how to reach a protected person is struck out for every reader.
"""

import abc
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from app.domain.audit import Fact, fingerprint
from app.domain.calendar import EVERYTHING, CalendarEntry, EntryFilter, EntryKind
from app.domain.codes import CodeList
from app.domain.day_arithmetic import anniversary, plus_days
from app.domain.errors import NotPermitted, Refused
from app.domain.hearings import Hearing
from app.domain.profiles import RULES, Profile
from app.domain.users import Permission
from app.i18n import _
from app.i18n.titles import judge_title
from app.printing.calendar import (
    CalendarHead,
    CourtHearings,
    DayList,
    DueLine,
    HearingLine,
    MonthDay,
    MonthSheet,
    typeset_day,
    typeset_month,
)
from app.printing.dates import weekday_words
from app.printing.page import Paper
from app.services.calendar import closed_days_between
from app.services.office import Query
from app.services.printed_paper import NOT_PRINTED, PrintedPaper
from app.services.reader_words import ReaderWords
from app.storage.unit_of_work import Reading

MOST = 3_000
"""Entries on one paper; more would be a pile of pages nobody reads."""
_LONGEST_NAME = 80
"""Characters of a court's or room's name: it heads a part of the page and repeats on the next."""
_DAYS_A_WEEK = 7
_MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)
_KINDS = {
    EntryKind.HEARING: (_("H"), _("Hearing")),
    EntryKind.DEADLINE: (_("D"), _("Deadline")),
    EntryKind.DISCLOSURE: (_("P"), _("Disclosure")),
    EntryKind.VICTIM: (_("V"), _("Victim contact")),
    EntryKind.EVIDENCE: (_("E"), _("Evidence back")),
    EntryKind.TASK: (_("T"), _("Task")),
}


class CalendarPaper(Query[PrintedPaper]):
    """Days to be printed or saved; the log keeps that they were, and the hash of the file.

    Attributes:
        profile: who will read it.
        which: only what passes this filter.
    """

    profile: Profile
    which: EntryFilter
    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Refused: more lies on these days than a paper takes.
        """
        return self.paper(reading, fingerprint(*reading.audit.head()))

    @abc.abstractmethod
    def paper(self, reading: Reading, mark: str) -> PrintedPaper:
        """Return the paper with this audit code."""

    def noted(self, answer: PrintedPaper) -> tuple[Fact, ...]:
        """For whom, how long it is, and which file it became."""
        return (("profile", self.profile.value), *answer.facts)


@dataclass(frozen=True, kw_only=True)
class PrintDayList(CalendarPaper):
    """One day: hearings by court and room, then what is due."""

    on: date
    profile: Profile = Profile.INTERNAL
    which: EntryFilter = EVERYTHING

    def paper(self, reading: Reading, mark: str) -> PrintedPaper:
        """Return the list."""
        days = _Days(reading, self, self.on, self.on)
        name = _("Calendar {day}, {profile}").format(
            day=self.on.isoformat(), profile=self.profile.value
        )
        content = DayList(
            head=days.head(name, weekday_words(self.on), mark, days.closed.get(self.on, "")),
            courts=tuple(days.courts()),
            due=tuple(days.due()),
            for_office=self.profile is Profile.INTERNAL,
        )
        return _printed(name, typeset_day(content))


@dataclass(frozen=True, kw_only=True)
class PrintMonth(CalendarPaper):
    """The month a day lies in, as a grid of whole weeks."""

    of: date
    profile: Profile = Profile.INTERNAL
    which: EntryFilter = EVERYTHING

    def paper(self, reading: Reading, mark: str) -> PrintedPaper:
        """Return the sheet."""
        first = self.of.replace(day=1)
        monday = plus_days(first, -first.weekday())
        last = plus_days(anniversary(first, 1), -1)
        weeks = -(-((last - monday).days + 1) // _DAYS_A_WEEK)
        days = _Days(reading, self, monday, plus_days(monday, weeks * _DAYS_A_WEEK - 1))
        month = _("{month} {year}").format(month=_MONTHS[first.month - 1], year=first.year)
        name = _("Calendar {month}, {profile}").format(
            month=f"{first:%Y-%m}", profile=self.profile.value
        )
        content = MonthSheet(
            head=days.head(name, month, mark),
            month=first.month,
            days=tuple(days.month_days()),
        )
        return _printed(name, typeset_month(content))


@dataclass(frozen=True)
class PreviewCalendar(Query[PrintedPaper]):
    """Days as they would be printed, to look at; they carry no audit code and are not recorded."""

    wish: CalendarPaper
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PrintedPaper:
        """Return the PDF.

        Raises:
            NotPermitted: the person may not print.
            Refused: as the paper itself.
        """
        if not reading.actor.may(self.wish.needs):
            raise NotPermitted("role.not_permitted", permission=self.wish.needs)
        return self.wish.paper(reading, NOT_PRINTED)


class _Days:
    """What lies on some days, in the words its reader may have."""

    def __init__(self, reading: Reading, asked: CalendarPaper, first: date, last: date) -> None:
        self._reading = reading
        self._asked = asked
        self._first, self._last = first, last
        self._rules = RULES[asked.profile]
        which = asked.which
        if asked.profile is not Profile.INTERNAL:
            which = replace(which, kinds=which.kinds & {EntryKind.HEARING})
        count = reading.calendar.count(first, last, which)
        if count > MOST:
            raise Refused("calendar.too_full", count=count, most=MOST)
        self._entries = reading.calendar.between(first, last, which).entries
        self._words = ReaderWords(reading, masks=self._rules.masks_personal_data)
        self.closed = closed_days_between(reading, first, last)

    def head(self, name: str, title: str, mark: str, *remarks: str) -> CalendarHead:
        """Return what the paper says of itself."""
        reading, office = self._reading, self._reading.offices.only()
        narrowed = _("Only a part of the calendar was asked for.")
        remark = (*remarks, narrowed if self._asked.which.narrows else "")
        return CalendarHead(
            name=name,
            title=title,
            remark=" ".join(filter(None, remark)),
            office=office.name,
            marking=self._rules.marking,
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint=mark,
            is_demo=office.is_demo,
        )

    def courts(self) -> Iterator[CourtHearings]:
        """Yield the hearings of each room, rooms by name, hearings by the clock."""
        rooms: defaultdict[str, list[HearingLine]] = defaultdict(list)
        for entry in self._entries:
            if entry.kind is EntryKind.HEARING:
                hearing = self._reading.hearings.get(entry.id)
                rooms[_place(hearing)].append(self._hearing(entry, hearing))
        for place in sorted(rooms, key=_by_number):
            yield CourtHearings(place or _("No court named"), tuple(rooms[place]))

    def due(self) -> Iterator[DueLine]:
        """Yield what else is due."""
        for entry in self._entries:
            if entry.kind is not EntryKind.HEARING:
                yield DueLine(
                    _KINDS[entry.kind][1],
                    self._words.of(entry.case, _what(entry)),
                    entry.number,
                    self._words.of(entry.case, entry.title),
                    entry.is_done,
                )

    def month_days(self) -> Iterator[MonthDay]:
        """Yield each day with a line an entry."""
        lines: defaultdict[date, list[str]] = defaultdict(list)
        for entry in self._entries:
            lines[entry.on].append(self._line(entry))
        for offset in range((self._last - self._first).days + 1):
            day = self._first + timedelta(days=offset)
            yield MonthDay(day, self.closed.get(day, ""), tuple(lines[day]))

    def _line(self, entry: CalendarEntry) -> str:
        clock = f"{entry.clock:%H:%M}" if entry.clock else ""
        against = entry.title.rpartition(" v. ")[2]
        words = self._words.of(entry.case, f"{against}, {_what(entry)}")
        return " ".join(filter(None, (_KINDS[entry.kind][0], clock, words, entry.number)))

    def _hearing(self, entry: CalendarEntry, hearing: Hearing) -> HearingLine:
        line = HearingLine(
            clock=f"{entry.clock:%H:%M}" if entry.clock else "",
            number=entry.number,
            caption=self._words.of(entry.case, entry.title),
            what=entry.what,
        )
        if self._asked.profile is not Profile.INTERNAL:
            return line
        attorney = self._reading.users.find(hearing.attorney) if hearing.attorney else None
        return replace(
            line,
            attorney=attorney.name if attorney else "",
            custody=", ".join(self._words.custody(entry.case)),
            result=self._reading.codes.label(CodeList.HEARING_RESULT, hearing.result),
        )


def _printed(name: str, paper: Paper) -> PrintedPaper:
    return PrintedPaper(name=name, pages=paper.pages, pdf=paper.pdf)


def _place(hearing: Hearing) -> str:
    parts = (hearing.court, hearing.courtroom, judge_title(hearing.judge))
    return ", ".join(_cut(part) for part in parts if part)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _by_number(place: str) -> tuple[object, ...]:
    """Return a sort key by which "Dept 4" comes before "Dept 12"."""
    parts = "".join(char if char.isdigit() else " " for char in place).split()
    words = "".join(" " if char.isdigit() else char for char in place).casefold().split()
    return (not place, words, [int(part) for part in parts])


def _what(entry: CalendarEntry) -> str:
    if entry.kind is EntryKind.EVIDENCE:
        return _("{tag} due back").format(tag=entry.what)
    return entry.what
