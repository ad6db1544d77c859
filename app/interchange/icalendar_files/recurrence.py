"""Which days an event that repeats falls on, within a span of days.

The library works the rules out; what is added here keeps it from working for hours on a rule that
was written to that end, and settles one thing it leaves open: a first day that its own rule does
not name is not one of the days (RFC 5545, 3.8.5.3, calls such an event undefined; the reference
results count the rule's days only).
"""

import re
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import recurring_ical_events
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # it publishes no types
from icalendar import Calendar

from app.interchange.icalendar_files.component import Component
from app.interchange.icalendar_files.limits import ExpansionLimits
from app.interchange.icalendar_files.values import Span

_SECONDS = {
    "SECONDLY": 1,
    "MINUTELY": 60,
    "HOURLY": 3600,
    "DAILY": 86_400,
    "WEEKLY": 604_800,
    "MONTHLY": 2_419_200,
    "YEARLY": 31_536_000,
}
_OF_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_OF_A_DAY = 96
"""Times of day one rule may name, e.g. every quarter of an hour."""
_COARSER = {"SECONDLY": 3, "MINUTELY": 2, "HOURLY": 1}
"""How many of the times of day a turn of the rule sets itself, finest first."""
_SMALL_TURNS = 2_000
"""Turns of a rule that repeats within a day: no court sits more often."""
_HIGHEST = {
    "BYSECOND": 60,
    "BYMINUTE": 59,
    "BYHOUR": 23,
    "BYMONTHDAY": 31,
    "BYYEARDAY": 366,
    "BYWEEKNO": 53,
    "BYMONTH": 12,
    "BYSETPOS": 366,
}
"""Largest number a part of a rule may have, on either side of nought (RFC 5545, 3.3.10)."""
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DIGITS = re.compile(r"\d{1,9}")


class CannotExpand(ValueError):
    """A rule is not worked out; the argument is the code of the sentence."""


class Expansion:
    """Works out repetitions of one file, within its bounds."""

    def __init__(self, span: Span, limits: ExpansionLimits | None = None) -> None:
        self._span = span
        self._limits = limits or ExpansionLimits()
        self._found = 0
        self._spent = 0.0

    def occurrences(self, components: Sequence[Component]) -> list[Component]:
        """Return what an event and its exceptions, all of one UID, come to within the span.

        Each has its own DTSTART, DTEND and RECURRENCE-ID.

        Raises:
            CannotExpand: the rule is broken, repeats too often, or never comes about.
        """
        for component in components:
            self._require_bounded(component)
        if self._spent > self._limits.seconds:
            raise CannotExpand("feed.takes_too_long")
        began = time.monotonic()
        try:
            found = _worked_out(components, self._span)
        except CannotExpand:
            raise
        except Exception:  # noqa: BLE001  the libraries fail in many ways over a bad rule
            raise CannotExpand("feed.bad_rule") from None
        finally:
            self._spent += time.monotonic() - began
        self._found += len(found)
        if len(found) > self._limits.most_each or self._found > self._limits.most_all:
            raise CannotExpand("feed.too_often")
        return found

    def _require_bounded(self, component: Component) -> None:
        for rule in _rules(component):
            parts = _parts(rule)
            self._require_steps(component, parts)
            _require_possible(parts)

    def _require_steps(self, component: Component, parts: dict[str, str]) -> None:
        """Refuse a rule that turns too often before the last day asked for."""
        seconds = _SECONDS.get(parts.get("FREQ", ""))
        interval = _number(parts.get("INTERVAL", "1"))
        if seconds is None or not interval:
            raise CannotExpand("feed.bad_rule")
        last = min(self._span.last, _until(parts) or self._span.last)
        turns = ((last - _day(component)).days + 1) * 86_400 // (seconds * interval)
        most = _SMALL_TURNS if parts["FREQ"] in _COARSER else self._limits.most_steps
        if min(turns, _number(parts.get("COUNT", "")) or turns) > most:
            raise CannotExpand("feed.too_often")


def _worked_out(components: Sequence[Component], span: Span) -> list[Component]:
    stray = _stray_start(components)
    calendar = Calendar()
    for component in components:
        calendar.add_component(component)
    query = recurring_ical_events.of(calendar, components=["VEVENT"])
    found: list[Component] = query.between(span.first, span.last + timedelta(days=1))
    kept = [each for each in found if stray is None or each["DTSTART"].dt != stray]
    return sorted(kept, key=_order)


def _stray_start(components: Sequence[Component]) -> object | None:
    """Return the first day of an event whose own rules do not name it."""
    core = next((each for each in components if "RECURRENCE-ID" not in each), None)
    if core is None or not _rules(core):
        return None
    start = core["DTSTART"].dt
    moment = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    plain = moment.replace(tzinfo=None)
    firsts = [_first(rule, plain) for rule in _rules(core)]
    if plain in firsts:
        return None
    if not any(firsts):
        raise CannotExpand("feed.never")
    return None if start in _added(core) else start


def _first(rule: Component, start: datetime) -> datetime | None:
    """Return the first day of a rule, whenever it ends."""
    parts = (f"{name}={value}" for name, value in _parts(rule).items() if name != "UNTIL")
    first: datetime | None = next(iter(rrulestr(";".join(parts), dtstart=start)), None)
    return first


def _added(core: Component) -> set[object]:
    stated = core.get("RDATE", [])
    lists = stated if isinstance(stated, list) else [stated]
    return {each.dt for some in lists for each in some.dts}


def _require_possible(parts: dict[str, str]) -> None:
    """Refuse times of day beyond number, and what never comes about.

    Such a rule would be tried day by day to the end of the calendar.
    """
    _require_numbers(parts)
    named = {part: len(parts[part].split(",")) for part in _OF_A_DAY if parts.get(part)}
    size = 1
    for many in named.values():
        size *= many
    if size > _MOST_OF_A_DAY:
        raise CannotExpand("feed.too_often")
    set_by_turn = _COARSER.get(parts["FREQ"])
    if set_by_turn is None or not parts.get("BYSETPOS"):
        return
    within = 1
    for part in _OF_A_DAY[set_by_turn:]:
        within *= named.get(part, 1)
    places = [abs(_number(place.lstrip("+-"))) for place in parts["BYSETPOS"].split(",")]
    if min(places) > within:
        raise CannotExpand("feed.never")


def _require_numbers(parts: dict[str, str]) -> None:
    """Refuse a month or a day there is none of, and a day that none of its months has."""
    for name, highest in _HIGHEST.items():
        stated = parts.get(name, "")
        if stated and max(_number(each.lstrip("+-")) for each in stated.split(",")) > highest:
            raise CannotExpand("feed.bad_rule")
    if parts.get("BYMONTH") and parts.get("BYMONTHDAY"):
        days = [_number(each.lstrip("+-")) for each in parts["BYMONTHDAY"].split(",")]
        months = [_number(each) for each in parts["BYMONTH"].split(",")]
        if min(days) > max(_LENGTHS[month - 1] for month in months):
            raise CannotExpand("feed.never")


def _rules(component: Component) -> list[Component]:
    stated = component.get("RRULE")
    if stated is None:
        return []
    return list(stated) if isinstance(stated, list) else [stated]


def _parts(rule: Component) -> dict[str, str]:
    stated = rule.to_ical().decode().upper()
    pairs = (part.partition("=") for part in stated.split(";"))
    return {name: value for name, _, value in pairs}


def _until(parts: dict[str, str]) -> date | None:
    """Return the last day of a rule, where it names one that can be read."""
    try:
        return datetime.strptime(parts.get("UNTIL", "")[:8], "%Y%m%d").date()  # noqa: DTZ007  a day
    except ValueError:
        return None


def _day(component: Component) -> date:
    start: date = component["DTSTART"].dt
    return start.date() if isinstance(start, datetime) else start


def _number(text: str) -> int:
    return int(text) if _DIGITS.fullmatch(text) else 0


def _order(event: Component) -> str:
    start: date | datetime = event["DTSTART"].dt
    return start.isoformat()
