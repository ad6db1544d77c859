"""Court calendars as files: one JSON object a calendar, as in ``resources/calendars``.

An office writes such a file for a court nobody thought of, so everything wrong in one is said with
its line and entry.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, date
from typing import NoReturn

from app.domain.confidence import Confidence
from app.domain.errors import ImportRefused
from app.domain.holiday_rules import (
    STAYS,
    ClosedDay,
    HolidayCalendar,
    HolidayKind,
    HolidayRule,
    Move,
)
from app.domain.holiday_words import Falls, Unreadable, day_once, falls_on
from app.domain.strict_json import Located
from app.domain.text import one_line
from app.domain.written_facts import Facts, read_facts

LARGEST = 500_000
"""Bytes; a calendar takes some three thousand."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""What a calendar may cover: the Gregorian rules of holidays, and a span that is quick to build."""
MOST_HOLIDAYS = 2_000
MOST_DAYS = 40_000
"""Entries, and days they give in all years; a day has one holiday, so more are a mistake."""

_LONGEST = 300
_LONGEST_NOTE = 2_000
_LONGEST_STEP = 100
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,39}")
_SATURDAY = {
    "friday before": Move(-1),
    "perhaps friday before": Move(-1, is_certain=False),
    "stays": STAYS,
}
_SUNDAY = {
    "monday after": Move(1),
    "perhaps monday after": Move(1, is_certain=False),
    "stays": STAYS,
}
_KINDS = {each.value: each for each in HolidayKind}
_CONFIDENCES = {each.value: each for each in Confidence}
_HEAD = ("id", "title", "jurisdiction", "edition", "first", "last", "saturday", "sunday")
_FACTS = frozenset({*_HEAD, "holidays", "checked_on", "confidence", "notes"})
_ENTRY = frozenset(
    {"name", "falls", "kind", "source", "since", "until", "every", "moves", "saturday", "sunday"}
    | {"uncertain", "confidence", "note"}
)


def read_calendar(name: str, content: bytes) -> HolidayCalendar:
    """Return the calendar a file describes.

    Args:
        name: of the file, for sentences.
        content: its bytes.

    Raises:
        ImportRefused: ``holidays.bad_file``; the values name file, line, entry and reason.
    """
    return _CalendarFile(name, content).calendar()


def calendar_text(
    heading: Mapping[str, object], days: Iterable[tuple[date, str, str, bool]], kind: HolidayKind
) -> str:
    """Return a calendar as a file that `read_calendar` takes: its days, one by one.

    Args:
        heading: id, title, jurisdiction, edition, first and last day.
        days: day, name, source, and whether it is certain to be a holiday.
        kind: of all of them.
    """
    entries = ",\n".join(
        "    "
        + json.dumps(
            {
                "name": name,
                "falls": on.isoformat(),
                "kind": kind.value,
                "source": source,
                "moves": False,
                **({} if is_certain else {"uncertain": True}),
            },
            ensure_ascii=False,
        )
        for on, name, source, is_certain in days
    )
    facts = {**heading, "saturday": "stays", "sunday": "stays"}
    lines = [f'  "{name}": {json.dumps(facts[name], ensure_ascii=False)},' for name in _HEAD]
    return "\n".join(["{", *lines, '  "holidays": [', entries, "  ]", "}", ""])


class _CalendarFile:
    """One file while it is read; what is wrong is said with the holiday just looked at."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name = name
        self._entry = ""
        self._entries: list[Located] = []
        self._facts = read_facts(content, self._refuse, what="calendar", largest=LARGEST)

    def calendar(self) -> HolidayCalendar:
        facts = self._facts
        facts.only(_FACTS)
        first, last = self._date("first"), self._date("last")
        if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR or first > last:
            facts.wrong("last", f"must lie after the first day, both in {FIRST_YEAR}-{LAST_YEAR}")
        calendar = HolidayCalendar(
            id=self._id(),
            title=facts.words("title", _LONGEST),
            jurisdiction=facts.words("jurisdiction", _LONGEST),
            edition=facts.words("edition", _LONGEST),
            first=first,
            last=last,
            saturday=facts.one_of("saturday", _SATURDAY),
            sunday=facts.one_of("sunday", _SUNDAY),
            checked_on=self._date("checked_on") if "checked_on" in facts else None,
            confidence=_confidence(facts),
            notes=tuple(map(self._note, facts.entries("notes") if "notes" in facts else ())),
            holidays=self._holidays(first.year, last.year),
        )
        self._no_day_twice(calendar)
        return calendar

    def _id(self) -> str:
        id_ = self._facts.words("id", _LONGEST)
        if not _ID.fullmatch(id_):
            self._facts.wrong("id", "must be a letter and at most 39 letters, digits and hyphens")
        return id_

    def _date(self, name: str) -> date:
        words = self._facts.words(name, _LONGEST)
        try:
            day = day_once(words)
        except Unreadable as trouble:
            self._facts.wrong(name, str(trouble))
        if day is None:
            self._facts.wrong(name, "must be a day such as 2026-01-01")
        return day

    def _note(self, note: Located) -> str:
        words = note.value
        if not isinstance(words, str) or len(words) > _LONGEST_NOTE:
            self._refuse(f"a note must be a text of at most {_LONGEST_NOTE} characters", note.line)
        return one_line(words, "note")

    def _holidays(self, first: int, last: int) -> tuple[HolidayRule, ...]:
        self._entries = self._facts.entries("holidays")
        if not 1 <= len(self._entries) <= MOST_HOLIDAYS:
            self._facts.wrong("holidays", f"must be 1 to {MOST_HOLIDAYS} entries")
        rules: list[HolidayRule] = []
        for number, where in enumerate(self._entries, start=1):
            self._entry = f"holiday {number}"
            rules.append(self._holiday(where, rules, (first, last)))
        self._entry = ""
        return tuple(rules)

    def _holiday(
        self, where: Located, before: list[HolidayRule], years: tuple[int, int]
    ) -> HolidayRule:
        facts = Facts(where, self._refuse, "holiday")
        self._entry = name = facts.words("name", _LONGEST)
        facts.only(_ENTRY)
        words = facts.words("falls", _LONGEST)
        try:
            day_in, once = falls_on(words, _known(before)), day_once(words)
            since, until = _years(facts, years, once)
        except Unreadable as trouble:
            self._refuse(str(trouble), where.line)
        rule = HolidayRule(
            name=name,
            kind=facts.one_of("kind", _KINDS),
            source=facts.words("source", _LONGEST),
            falls=words,
            day_in=day_in,
            since=since,
            until=until,
            every=_every(facts),
            moves=facts.truth("moves", default=True),
            saturday=facts.one_of("saturday", _SATURDAY) if "saturday" in facts else None,
            sunday=facts.one_of("sunday", _SUNDAY) if "sunday" in facts else None,
            is_certain=not facts.truth("uncertain", default=False),
            confidence=_confidence(facts),
            note=self._note(facts.located("note")) if "note" in facts else "",
        )
        if any(_is_named_again(rule, other) for other in before):
            self._refuse("two entries of this name are kept in the same years", where.line)
        return rule

    def _no_day_twice(self, calendar: HolidayCalendar) -> None:
        """Refuse two holidays that fall on one day.

        Where one is only moved there, or only perhaps a holiday, it may be; so may a date and a
        weekday of the month that meet in some years, as 19 January and its third Monday.
        """
        first, last = calendar.first.year, calendar.last.year
        years = (min(last, rule.until) - max(first, rule.since) for rule in calendar.holidays)
        if sum(max(0, each + 1) for each in years) > MOST_DAYS:
            self._facts.wrong("holidays", f"must give at most {MOST_DAYS} days in all years")
        seen: dict[tuple[date, bool], ClosedDay] = {}
        for closed in calendar.closed_days():
            other = seen.setdefault((closed.falls_on, closed.rule.is_certain), closed)
            if other is not closed and not _part_again(closed.rule, other.rule, first, last):
                self._entry = closed.rule.name
                self._refuse(
                    f"falls on {closed.falls_on}, the day of {other.rule.name}",
                    self._entries[calendar.holidays.index(closed.rule)].line,
                )

    def _refuse(self, reason: str, line: int) -> NoReturn:
        raise ImportRefused(
            "holidays.bad_file",
            file=self._name,
            line=line,
            entry=self._entry,
            place=f"line {line}, {self._entry}" if self._entry else f"line {line}",
            reason=reason,
        )


def _known(before: Iterable[HolidayRule]) -> dict[str, Falls]:
    """Return the holidays a later one may count from: those whose name stands once."""
    rules = list(before)
    names = Counter(rule.name.lower() for rule in rules)
    return {rule.name.lower(): rule.day_in for rule in rules if names[rule.name.lower()] == 1}


def _years(facts: Facts, years: tuple[int, int], once: date | None) -> tuple[int, int]:
    """Return the first and last year in which a holiday is kept.

    Raises:
        Unreadable: the years cannot be meant.
    """
    if once is not None:
        if not years[0] <= once.year <= years[1]:
            msg = f"{once} lies outside the years of the calendar"
            raise Unreadable(msg)
        if "since" in facts or "until" in facts:
            raise Unreadable('a day of one year has neither "since" nor "until"')
        return once.year, once.year
    since, until = _year(facts, "since", 1), _year(facts, "until", 9999)
    if since > until:
        msg = f'"since" {since} lies after "until" {until}'
        raise Unreadable(msg)
    return since, until


def _year(facts: Facts, name: str, default: int) -> int:
    return _number(facts, name, default, MAXYEAR, "a year such as 2026")


def _every(facts: Facts) -> int:
    if "every" in facts and "since" not in facts:
        facts.wrong("every", 'counts the years from "since", which is missing')
    words = f"a number of years up to {_LONGEST_STEP}"
    return _number(facts, "every", 1, _LONGEST_STEP, words)


def _number(facts: Facts, name: str, default: int, most: int, wanted: str) -> int:
    if name not in facts:
        return default
    number = facts.whole_number(name, wanted)
    if not 1 <= number <= most:
        facts.wrong(name, f"must be {wanted}")
    return number


def _confidence(facts: Facts) -> Confidence:
    if "confidence" not in facts:
        return Confidence.SETTLED
    return facts.one_of("confidence", _CONFIDENCES)


def _part_again(one: HolidayRule, other: HolidayRule, first: int, last: int) -> bool:
    """Whether two holidays that meet in one year fall on different days in another."""
    if one.is_once or other.is_once:
        return False
    both = range(max(one.since, other.since, first), min(one.until, other.until, last) + 1)
    return any(one.day_in(year) != other.day_in(year) for year in both)


def _is_named_again(rule: HolidayRule, other: HolidayRule) -> bool:
    """Whether two entries of one name are kept in the same years; single days may be a closing."""
    if other.is_once and rule.is_once:
        return False
    is_same = other.name.lower() == rule.name.lower()
    return is_same and max(other.since, rule.since) <= min(other.until, rule.until)
