"""SCHEMA.md sections 3 and 4: what a period ends on."""

import calendar as months_table
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.conformance.reference_engine import reading
from tests.conformance.reference_engine.holidays import ONE, Court, moved
from tests.conformance.reference_engine.hours import pc825, rolled_time, zone_of
from tests.conformance.reference_engine.reading import RefusedByReference

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BACK = -ONE
FEDERAL = {"fed_rule45", "fed_rule45_hours", "last_moment"}
# A fixed date and elapsed hours need no calendar for `due`; federal if one is asked all the same.
NO_CALENDAR_NEEDED = FEDERAL | {"fixed_date", "elapsed_hours_no_roll", "pc825_hours"}
MAY_GO_BACK = {"fed_rule45", "court_days", "skip_weekends_holidays", "court_days_plus_calendar"}
LONGER = ("days", "weeks", "months", "years")
UNITS = {
    "fed_rule45": LONGER,
    "last_moment": LONGER,
    "fed_rule45_hours": ("hours",),
    "elapsed_hours_no_roll": ("hours",),
    "pc825_hours": ("hours",),
    "fixed_date": ("fixed_date",),
    "skip_weekends_holidays": ("court_days", "days"),
    "court_days": ("court_days", "days"),
    "court_days_plus_calendar": ("court_days", "days"),
    "ca_ccp12": LONGER,
    "ny_gcl": LONGER,
    "tx_gov311": LONGER,
    "ny_gcl_months": LONGER,
    "ca_ccp12_service_lengthens": LONGER,
    "ny_gcl_service_lengthens": LONGER,
    "ny_gcl_two_day": ("days", "court_days"),
    "fl_2514": ("days",),
    "short_period_exclusion_lt7": ("days",),
}


class Asked:
    """The fields of one object, read once."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.profile: str = given.get("profile") or ""
        if self.profile not in UNITS:
            raise RefusedByReference("profile: unknown")
        self.direction = given.get("direction")
        self._read_direction()
        self._read_period()
        self._read_service()
        self.state = reading.days(given.get("state_holidays"), "state_holidays")
        self.inaccessible = reading.days(given.get("inaccessible"), "inaccessible")
        self.uncertain = reading.days(given.get("uncertain_closures"), "uncertain_closures")
        self.threshold = given.get("short_period_threshold_days")
        if self.profile == "fixed_date":
            self.trigger()  # not counted from, but read

    def _read_direction(self) -> None:
        if self.direction not in {"after", "before"}:
            raise RefusedByReference("direction: unknown")
        if self.direction == "before" and self.profile not in MAY_GO_BACK:
            raise RefusedByReference("direction: only forward")
        if self.direction == "after" and self.profile == "court_days_plus_calendar":
            raise RefusedByReference("direction: only backward")

    def _read_period(self) -> None:
        period = self.given.get("period")
        if not isinstance(period, dict) or period.get("unit") not in UNITS[self.profile]:
            raise RefusedByReference("period: not for this profile")
        self.period = period
        self.unit = period["unit"]
        if self.unit != "fixed_date":
            self.n = reading.whole(period.get("n"), "period.n")

    def _read_service(self) -> None:
        service = self.given.get("service")
        self.added, self.added_unit = 0, "calendar_days"
        if service is None:
            return
        if not isinstance(service, dict):
            raise RefusedByReference("service: not an object")
        added = service.get("added_days")
        self.added = 0 if added is None else reading.whole(added, "service.added_days")
        self.added_unit = service.get("added_unit") or "calendar_days"
        if self.added_unit not in {"calendar_days", "days", "court_days"}:
            raise RefusedByReference("service.added_unit: unknown")

    @property
    def step(self) -> timedelta:
        return BACK if self.direction == "before" else ONE

    def calendar(self) -> Court:
        named = self.given.get("holiday_calendar")
        if named is None:
            if self.profile not in NO_CALENDAR_NEEDED:
                raise RefusedByReference("holiday_calendar: missing")
            named = "CA-courts" if self.profile == "pc825_hours" else "US-FED"
        return Court(named)

    def court(self) -> Court:
        """The calendar that `due` is found by: state days only for federal forward periods."""
        counts = self.profile in FEDERAL and self.direction == "after"
        return self.calendar().also_closed(self.state if counts else set())

    def trigger(self) -> date:
        return reading.day(self.given.get("trigger"), "trigger")


def anniversary(at: date, months: int) -> date:
    """The same day number so many months on, clamped to the month's last day."""
    index = at.year * 12 + at.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise RefusedByReference("outside every calendar")
    last = months_table.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(at.day, last))


def plain_end(asked: Asked) -> date:
    """The trigger plus n days, weeks, months or years, either way."""
    sign = -1 if asked.direction == "before" else 1
    if asked.unit in {"months", "years"}:
        return anniversary(asked.trigger(), sign * asked.n * (12 if asked.unit == "years" else 1))
    each = 7 if asked.unit == "weeks" else 1
    at = asked.trigger()
    for _ in range(asked.n * each):
        at = moved(at, asked.step)
    return at


def with_service(at: date, asked: Asked, court: Court, step: timedelta = ONE) -> date:
    """A day plus the service days."""
    if asked.added_unit == "court_days":
        return court.nth_open(at, asked.added, step)
    for _ in range(asked.added):
        at = moved(at, step)
    return at


def federal(asked: Asked, court: Court) -> dict[str, Any]:
    raw = plain_end(asked)
    first = court.roll(raw, asked.step)
    due = court.roll(with_service(first, asked, court)) if asked.added > 0 else first
    while due in asked.inaccessible or not court.is_open(due):
        due += ONE
    return {"raw_last_day": raw, "after_first_roll": first, "due": due}


def counted_open_days(asked: Asked, court: Court) -> dict[str, Any]:
    if asked.n == 0:
        raise RefusedByReference("period.n: no day to count")
    due = court.nth_open(asked.trigger(), asked.n, asked.step)
    return {"raw_last_day": due, "due": due}


def two_day(asked: Asked, court: Court) -> dict[str, Any]:
    if asked.n != 2:
        raise RefusedByReference("period.n: two days")
    return counted_open_days(asked, court)


def court_days_plus(asked: Asked, court: Court) -> dict[str, Any]:
    base = counted_open_days(asked, court)["due"]
    due = with_service(base, asked, court, BACK)
    return {"after_base": base, "raw_last_day": due, "due": due}


def plain_rolled(asked: Asked, court: Court) -> dict[str, Any]:
    raw = plain_end(asked)
    return {"raw_last_day": raw, "due": court.roll(raw)}


def lengthened(asked: Asked, court: Court) -> dict[str, Any]:
    raw = with_service(plain_end(asked), asked, court)
    return {"raw_last_day": raw, "due": court.roll(raw)}


def florida(asked: Asked, court: Court) -> dict[str, Any]:
    raw, first = florida_count(asked.trigger(), asked.n, court)
    due = court.roll(with_service(first, asked, court)) if asked.added > 0 else first
    return {"raw_last_day": raw, "after_first_roll": first, "due": due}


def florida_count(trigger: date, n: int, court: Court) -> tuple[date, date]:
    """Raw and rolled last day by Florida's rule 2.514."""
    if n < 1:
        raise RefusedByReference("period.n: no day to count")
    if n < 7:
        raw = court.nth_open(trigger, n)
    else:
        raw = court.nth_open(trigger, 1)
        for _ in range(n - 1):
            raw = moved(raw, ONE)
    return raw, court.roll(raw)


def short_period(asked: Asked, court: Court) -> dict[str, Any]:
    threshold = 7 if asked.threshold is None else reading.whole(asked.threshold, "threshold")
    if asked.n < threshold:
        return counted_open_days(asked, court)
    return plain_rolled(asked, court)


def fixed(asked: Asked, _court: Court) -> dict[str, Any]:
    at = reading.day(asked.period.get("date"), "period.date")
    return {"raw_last_day": at, "due": at}


def last_moment(asked: Asked, court: Court) -> dict[str, Any]:
    found = federal(asked, court)
    method = asked.given.get("filing_method")
    closes = asked.given.get("clerk_closes")
    ends = {"electronic": "23:59:59", "paper": closes and f"{closes}:00"}.get(method or "")
    found |= {"due_local_court": None, "due_instant_utc": None}
    if closes is not None:
        reading.minute_of_day(closes, "clerk_closes")
    if ends is None:
        return found
    at = datetime.combine(found["due"], time.fromisoformat(ends))
    found["due_local_court"] = reading.shown(at)
    if asked.given.get("timezone") is None:
        return found
    aware = reading.standing(at, zone_of(asked.given), "due_local_court")
    utc = aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return found | {"due_instant_utc": utc}


def elapsed(asked: Asked) -> datetime:
    """The trigger plus n elapsed hours, on the wall of the court."""
    where = zone_of(asked.given)
    start = reading.local(asked.given.get("trigger"), where, "trigger")
    try:
        return (start.astimezone(UTC) + timedelta(hours=asked.n)).astimezone(where)
    except (OverflowError, ValueError):
        raise RefusedByReference("outside every calendar") from None


def federal_hours(asked: Asked, court: Court) -> dict[str, Any]:
    end = elapsed(asked)
    at = court.roll(end.date())
    while at in asked.inaccessible or not court.is_open(at):
        at += ONE
    return {"raw_end": end, "due": rolled_time(end, at, zone_of(asked.given))}


def hours_no_roll(asked: Asked, _court: Court) -> dict[str, Any]:
    return {"raw_end": elapsed(asked), "due": elapsed(asked)}


def california_hours(asked: Asked, court: Court) -> dict[str, Any]:
    return pc825(asked.given, asked.n, court)


HOW: dict[str, Callable[[Asked, Court], dict[str, Any]]] = {
    "fed_rule45": federal,
    "fed_rule45_hours": federal_hours,
    "elapsed_hours_no_roll": hours_no_roll,
    "fixed_date": fixed,
    "last_moment": last_moment,
    "skip_weekends_holidays": counted_open_days,
    "court_days": counted_open_days,
    "court_days_plus_calendar": court_days_plus,
    "ca_ccp12": plain_rolled,
    "ny_gcl": plain_rolled,
    "tx_gov311": plain_rolled,
    "ny_gcl_months": plain_rolled,
    "ca_ccp12_service_lengthens": lengthened,
    "ny_gcl_service_lengthens": lengthened,
    "ny_gcl_two_day": two_day,
    "fl_2514": florida,
    "short_period_exclusion_lt7": short_period,
    "pc825_hours": california_hours,
}


def count_answer(given: dict[str, Any]) -> dict[str, Any]:
    """The keys of section 4."""
    asked = Asked(given)
    how = HOW[asked.profile]
    found = how(asked, asked.court())
    found["alternative_due"] = None
    if asked.uncertain:
        unsure = asked.court().also_closed(asked.uncertain)
        found["alternative_due"] = null_beyond_the_calendar(lambda: how(asked, unsure)["due"])
    found["conservative_due"] = None
    if "raw_last_day" in found:
        found["conservative_due"] = conservative(found["raw_last_day"], asked)
    found["due_weekday"] = WEEKDAYS[found["due"].weekday()]
    return {key: written(value) for key, value in found.items()}


def conservative(raw: date, asked: Asked) -> date | None:
    """The last day surely open on or before the raw last day; None beyond the calendar."""
    # Section 4 closes them for every day profile, though section 3 knows state holidays only as
    # days of the federal ones; elsewhere they only make the day to plan by earlier.
    court = asked.calendar().also_closed(asked.uncertain | asked.state)
    found: date | None = null_beyond_the_calendar(lambda: court.roll(raw, BACK))
    return found


def null_beyond_the_calendar(find: Callable[[], Any]) -> Any:
    """What cannot be computed beside a day that can is null."""
    try:
        return find()
    except RefusedByReference:
        return None


def written(value: Any) -> Any:
    if isinstance(value, datetime):
        return reading.shown(value)
    return value.isoformat() if isinstance(value, date) else value
