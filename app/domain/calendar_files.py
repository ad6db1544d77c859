"""Court calendars as files: one JSON object a calendar, as in ``resources/calendars``.

An office writes such a file for a court nobody thought of, so everything wrong in one is said with
its line and entry.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, date
from typing import NoReturn, TypeVar

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
from app.domain.text import one_line

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

V = TypeVar("V")


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
    heading: Mapping[str, object], days: Iterable[tuple[date, str, str]], kind: HolidayKind
) -> str:
    """Return a calendar as a file that `read_calendar` takes: its days, one by one.

    Args:
        heading: id, title, jurisdiction, edition, first and last day.
        days: day, name and source.
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
            },
            ensure_ascii=False,
        )
        for on, name, source in days
    )
    facts = {**heading, "saturday": "stays", "sunday": "stays"}
    lines = [f'  "{name}": {json.dumps(facts[name], ensure_ascii=False)},' for name in _HEAD]
    return "\n".join(["{", *lines, '  "holidays": [', entries, "  ]", "}", ""])


class _CalendarFile:
    """One file while it is read; ``_entry`` is the holiday just looked at."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name = name
        self._text = ""
        self._entry = 0
        self._title = ""
        if len(content) > LARGEST:
            self._refuse("the file is too large for a calendar")
        try:
            self._text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._refuse("the file is not UTF-8 text", content.count(b"\n", 0, error.start) + 1)
        self._facts = self._parsed()

    def calendar(self) -> HolidayCalendar:
        self._no_unknown(self._facts, _FACTS)
        first, last = self._date("first"), self._date("last")
        if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR or first > last:
            self._wrong("last", f"must lie after the first day, both in {FIRST_YEAR}-{LAST_YEAR}")
        calendar = HolidayCalendar(
            id=self._id(),
            title=self._words(self._facts, "title"),
            jurisdiction=self._words(self._facts, "jurisdiction"),
            edition=self._words(self._facts, "edition"),
            first=first,
            last=last,
            saturday=self._one_of(self._facts, "saturday", _SATURDAY),
            sunday=self._one_of(self._facts, "sunday", _SUNDAY),
            checked_on=self._date("checked_on") if "checked_on" in self._facts else None,
            confidence=self._confidence(self._facts),
            notes=tuple(self._note(each) for each in self._list("notes", required=False)),
            holidays=self._holidays(first.year, last.year),
        )
        self._no_day_twice(calendar)
        return calendar

    def _parsed(self) -> Mapping[str, object]:
        try:
            facts = json.loads(self._text, object_pairs_hook=self._object)
        except json.JSONDecodeError as error:
            self._refuse(f"this is no JSON: {error.msg}", error.lineno)
        except (RecursionError, ValueError):
            self._refuse("this is no JSON")
        if not isinstance(facts, dict):
            self._refuse("a calendar is a JSON object: {…}")
        return facts

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        for name, times in Counter(name for name, _ in pairs).items():
            if times > 1:
                self._wrong(name, "is given twice in one object")
        return dict(pairs)

    def _id(self) -> str:
        id_ = self._words(self._facts, "id")
        if not _ID.fullmatch(id_):
            self._wrong("id", "must be a letter and at most 39 letters, digits and hyphens")
        return id_

    def _holidays(self, first: int, last: int) -> tuple[HolidayRule, ...]:
        entries = self._list("holidays", required=True)
        if not 1 <= len(entries) <= MOST_HOLIDAYS:
            self._wrong("holidays", f"must be 1 to {MOST_HOLIDAYS} entries")
        rules: list[HolidayRule] = []
        for self._entry, facts in enumerate(entries, start=1):
            self._title = ""
            rules.append(self._holiday(facts, rules, (first, last)))
        self._entry, self._title = 0, ""
        return tuple(rules)

    def _holiday(
        self, facts: object, before: list[HolidayRule], years: tuple[int, int]
    ) -> HolidayRule:
        if not isinstance(facts, dict):
            self._refuse('a holiday is an object: {"name": …}')
        self._title = self._words(facts, "name")
        self._no_unknown(facts, _ENTRY)
        words = self._words(facts, "falls")
        day_in, once = self._falls(words, before)
        since, until = self._years(facts, years, once)
        rule = HolidayRule(
            name=self._title,
            kind=self._one_of(facts, "kind", _KINDS),
            source=self._words(facts, "source"),
            falls=words,
            day_in=day_in,
            since=since,
            until=until,
            every=self._every(facts),
            moves=self._truth(facts, "moves", default=True),
            saturday=self._move(facts, "saturday", _SATURDAY),
            sunday=self._move(facts, "sunday", _SUNDAY),
            is_certain=not self._truth(facts, "uncertain", default=False),
            confidence=self._confidence(facts),
            note=self._note(facts["note"]) if "note" in facts else "",
        )
        self._not_named_before(rule, before)
        return rule

    def _every(self, facts: Mapping[str, object]) -> int:
        if "every" in facts and "since" not in facts:
            self._refuse('"every" counts the years from "since", which is missing')
        words = f"a number of years up to {_LONGEST_STEP}"
        return self._number(facts, "every", 1, _LONGEST_STEP, words)

    def _falls(self, words: str, before: list[HolidayRule]) -> tuple[Falls, date | None]:
        names = Counter(rule.name.lower() for rule in before)
        known = {rule.name.lower(): rule.day_in for rule in before if names[rule.name.lower()] == 1}
        try:
            return falls_on(words, known), day_once(words)
        except Unreadable as trouble:
            self._refuse(str(trouble))

    def _years(
        self, facts: Mapping[str, object], years: tuple[int, int], once: date | None
    ) -> tuple[int, int]:
        if once is not None and not years[0] <= once.year <= years[1]:
            self._refuse(f"{once} lies outside the years of the calendar")
        if once is not None and facts.keys() & {"since", "until"}:
            self._refuse('a day of one year has neither "since" nor "until"')
        if once is not None:
            return once.year, once.year
        since, until = self._year(facts, "since", 1), self._year(facts, "until", 9999)
        if since > until:
            self._refuse(f'"since" {since} lies after "until" {until}')
        return since, until

    def _not_named_before(self, rule: HolidayRule, before: Iterable[HolidayRule]) -> None:
        for other in before:
            is_same = other.name.lower() == rule.name.lower()
            if other.is_once and rule.is_once:
                continue  # several days of one closing
            if is_same and max(other.since, rule.since) <= min(other.until, rule.until):
                self._refuse("two entries of this name are kept in the same years")

    def _no_day_twice(self, calendar: HolidayCalendar) -> None:
        """Refuse two holidays that fall on one day.

        Where one is only moved there, or only perhaps a holiday, it may be.
        """
        first, last = calendar.first.year, calendar.last.year
        years = (min(last, rule.until) - max(first, rule.since) for rule in calendar.holidays)
        if sum(max(0, each + 1) for each in years) > MOST_DAYS:
            self._wrong("holidays", f"must give at most {MOST_DAYS} days in all years")
        seen: dict[tuple[date, bool], ClosedDay] = {}
        for closed in calendar.closed_days():
            other = seen.setdefault((closed.falls_on, closed.rule.is_certain), closed)
            if other is not closed:
                self._entry = calendar.holidays.index(closed.rule) + 1
                self._title = closed.rule.name
                self._refuse(f"falls on {closed.falls_on}, the day of {other.rule.name}")

    def _no_unknown(self, facts: Mapping[str, object], known: frozenset[str]) -> None:
        for name in sorted(facts.keys() - known):
            self._wrong(name, f"is not known here; known are {', '.join(sorted(known))}")

    def _words(self, facts: Mapping[str, object], name: str) -> str:
        words = self._fact(facts, name)
        if not isinstance(words, str) or not words.strip() or len(words) > _LONGEST:
            self._wrong(name, f"must be a text of at most {_LONGEST} characters")
        return one_line(words, name)

    def _note(self, words: object) -> str:
        if not isinstance(words, str) or len(words) > _LONGEST_NOTE:
            self._refuse(f"a note must be a text of at most {_LONGEST_NOTE} characters")
        return one_line(words, "note")

    def _date(self, name: str) -> date:
        words = self._words(self._facts, name)
        try:
            day = day_once(words)
        except Unreadable as trouble:
            self._wrong(name, str(trouble))
        if day is None:
            self._wrong(name, "must be a day such as 2026-01-01")
        return day

    def _year(self, facts: Mapping[str, object], name: str, default: int) -> int:
        return self._number(facts, name, default, MAXYEAR, "a year such as 2026")

    def _number(
        self, facts: Mapping[str, object], name: str, default: int, most: int, words: str
    ) -> int:
        number = facts.get(name, default)
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= most:
            self._wrong(name, f"must be {words}")
        return number

    def _move(
        self, facts: Mapping[str, object], name: str, known: Mapping[str, Move]
    ) -> Move | None:
        return self._one_of(facts, name, known) if name in facts else None

    def _truth(self, facts: Mapping[str, object], name: str, *, default: bool) -> bool:
        truth = facts.get(name, default)
        if not isinstance(truth, bool):
            self._wrong(name, "must be true or false")
        return truth

    def _confidence(self, facts: Mapping[str, object]) -> Confidence:
        if "confidence" not in facts:
            return Confidence.SETTLED
        return self._one_of(facts, "confidence", _CONFIDENCES)

    def _one_of(self, facts: Mapping[str, object], name: str, known: Mapping[str, V]) -> V:
        word = self._fact(facts, name)
        if not isinstance(word, str) or word not in known:
            self._wrong(name, f"must be one of {', '.join(known)}")
        return known[word]

    def _list(self, name: str, *, required: bool) -> list[object]:
        entries = self._fact(self._facts, name) if required else self._facts.get(name, [])
        if not isinstance(entries, list):
            self._wrong(name, "must be a list: […]")
        return entries

    def _fact(self, facts: Mapping[str, object], name: str) -> object:
        if name not in facts:
            self._refuse(f'"{name}" is missing')
        return facts[name]

    def _wrong(self, name: str, reason: str) -> NoReturn:
        line = 0
        if not self._entry:
            found = re.search(rf"{re.escape(json.dumps(name))}\s*:", self._text)
            line = self._line(found.start()) if found else 0
        self._refuse(f'"{name}" {reason}', line)

    def _refuse(self, reason: str, line: int = 0) -> NoReturn:
        line = line or self._line_of_entry()
        entry = self._title or (f"holiday {self._entry}" if self._entry else "")
        raise ImportRefused(
            "holidays.bad_file",
            file=self._name,
            line=line,
            entry=entry,
            place=f"line {line}, {entry}" if entry else f"line {line}",
            reason=reason,
        )

    def _line_of_entry(self) -> int:
        """Return the line on which the entry looked at begins, else the last one."""
        begin = re.search(r'"holidays"\s*:\s*\[', self._text)
        if not self._entry or begin is None:
            return self._line(len(self._text.rstrip()))
        place, decoder = begin.end(), json.JSONDecoder()
        for _ in range(self._entry - 1):
            place = decoder.raw_decode(self._text, self._next(place))[1]
        return self._line(self._next(place))

    def _next(self, place: int) -> int:
        """Return where the next entry begins, behind white space and a comma."""
        while self._text[place] in ", \t\r\n":
            place += 1
        return place

    def _line(self, place: int) -> int:
        return self._text.count("\n", 0, place) + 1
