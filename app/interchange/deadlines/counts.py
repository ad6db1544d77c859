"""Counts of days and hours: a JSON object with a ``profile`` to a question, and its answer back.

What the rules refuse is refused. What a file merely says too little of, or too much, is answered
with a warning: a label that disagrees, service days where the method has no place for them.
"""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.court_calendars import CourtCalendar, court_calendar, holiday_calendar
from app.domain.errors import Refused
from app.domain.time_computation import (
    DayDeadline,
    DayProfile,
    DayQuestion,
    Direction,
    Filing,
    FilingMethod,
    HourDeadline,
    HourProfile,
    HourQuestion,
    Period,
    Service,
    Session,
    Unit,
    compute_days,
    compute_hours,
    takes_service,
    time_zone,
)
from app.domain.time_computation.answer import WARNING
from app.domain.time_computation.wording import amount, weekday
from app.interchange.deadlines.fields import (
    Fields,
    as_date,
    as_local_time,
    as_object,
    as_text,
    as_time_of_day,
    as_whole_number,
    word_of,
)

_PROFILES = (*DayProfile, *HourProfile)
KEYS = (
    *("raw_last_day", "raw_end", "after_first_roll", "after_base", "due", "due_weekday"),
    *("conservative_due", "alternative_due", "due_local_court", "due_instant_utc"),
)
"""Every key a count can have; each answer has them all, null where it has no such day."""
EXCHANGED_CALENDARS = ("CA-courts", "FL-2514", "NY-GCL24", "US-FED")
"""What the exchange format names; an answer must not hang on what else a program comes with."""


class _Unit(StrEnum):
    """The units a file may state a period in."""

    DAYS = "days"
    COURT_DAYS = "court_days"
    HOURS = "hours"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    FIXED_DATE = "fixed_date"


class _ServiceUnit(StrEnum):
    """The units a file may state service days in."""

    CALENDAR_DAYS = "calendar_days"
    DAYS = "days"
    COURT_DAYS = "court_days"


def answer_count(fields: Fields) -> dict[str, object]:
    """Return the answer's keys for an object with a ``profile``.

    Raises:
        Refused: the object is malformed, or the rule does not allow what it asks.
    """
    profile = fields.need("profile", as_text)
    doubts: list[str] = []
    if profile in set(DayProfile):
        day = compute_days(_day_question(fields, DayProfile(profile), doubts))
        return _answer(_keys_of_day(day), day, doubts)
    if profile in set(HourProfile):
        hour = compute_hours(_hour_question(fields, HourProfile(profile), doubts))
        return _answer(_keys_of_hour(hour), hour, doubts)
    raise Refused("json.unknown_word", field="profile", known=", ".join(_PROFILES))


def _day_question(fields: Fields, profile: DayProfile, doubts: list[str]) -> DayQuestion:
    trigger = fields.need("trigger", as_date)
    _check_weekday(fields, trigger, doubts)
    threshold = fields.may("short_period_threshold_days", as_whole_number)
    return DayQuestion(
        profile=profile,
        trigger=trigger,
        period=_period(fields.need("period", as_object)),
        direction=fields.need("direction", word_of(Direction)),
        service=_service(fields.may("service", as_object), profile, doubts),
        calendar=_calendar(fields),
        state_holidays=fields.days("state_holidays"),
        inaccessible=fields.days("inaccessible"),
        uncertain_closures=fields.days("uncertain_closures"),
        filing=_filing(fields) if profile is DayProfile.LAST_MOMENT else None,
        short_period_threshold=7 if threshold is None else threshold,
    )


def _hour_question(fields: Fields, profile: HourProfile, doubts: list[str]) -> HourQuestion:
    trigger = fields.need("trigger", as_local_time)
    _check_weekday(fields, trigger, doubts)
    return HourQuestion(
        profile=profile,
        trigger=trigger,
        zone=fields.need("timezone", _as_zone),
        period=_period(fields.need("period", as_object)),
        direction=fields.need("direction", word_of(Direction)),
        service=_service(fields.may("service", as_object), profile, doubts),
        calendar=_calendar(fields),
        state_holidays=fields.days("state_holidays"),
        inaccessible=fields.days("inaccessible"),
        uncertain_closures=fields.days("uncertain_closures"),
        session=_session(fields.may("session", as_object)),
    )


def _answer(
    keys: dict[str, object], found: DayDeadline | HourDeadline, doubts: list[str]
) -> dict[str, object]:
    return {
        **dict.fromkeys(KEYS),
        **keys,
        "calendar": found.calendar,
        "calendar_edition": holiday_calendar(found.calendar).edition,
        "warnings": [*doubts, *found.warnings],
        "trace": [*(f"{WARNING}{doubt}" for doubt in doubts), *found.trace],
    }


def _keys_of_day(found: DayDeadline) -> dict[str, object]:
    last = found.last_moment
    return {
        "raw_last_day": _date(found.raw_last_day),
        "after_first_roll": _date(found.after_first_roll),
        "after_base": _date(found.after_base),
        "due": _date(found.due),
        "due_weekday": weekday(found.due),
        "conservative_due": _date(found.conservative_due),
        "alternative_due": _date(found.alternative_due),
        "due_local_court": last and _local(last.local),
        "due_instant_utc": last and last.instant and f"{last.instant:%Y-%m-%dT%H:%M:%S}Z",
    }


def _keys_of_hour(found: HourDeadline) -> dict[str, object]:
    return {
        "raw_end": _local(found.raw_end),
        "due": _local(found.due),
        "due_weekday": weekday(found.due),
        "alternative_due": found.alternative_due and _local(found.alternative_due),
    }


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _local(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _check_weekday(fields: Fields, trigger: date, doubts: list[str]) -> None:
    """Warn of a stated weekday that is not the trigger's: one of the two is a slip."""
    stated = fields.may("trigger_weekday", as_text)
    if stated is not None and stated != weekday(trigger):
        doubts.append(f"The event is stated as on another weekday; its date is a {trigger:%A}.")


def _period(fields: Fields) -> Period:
    unit = Unit(fields.need("unit", word_of(_Unit)))
    if unit is Unit.FIXED_DATE:
        return Period(fields.may("n", as_whole_number) or 0, unit, fields.need("date", as_date))
    return Period(fields.need("n", as_whole_number), unit)


def _service(
    fields: Fields | None, profile: DayProfile | HourProfile, doubts: list[str]
) -> Service:
    if fields is None:
        return Service()
    days = fields.may("added_days", as_whole_number)
    unit = fields.may("added_unit", word_of(_ServiceUnit))
    service = Service(days or 0, in_court_days=unit is _ServiceUnit.COURT_DAYS)
    if days is None:
        doubts.append("The service names no number of days; none are added.")
    elif days and not takes_service(profile):
        doubts.append(
            f"{amount(days, 'day')} for service given, for which this method has no place; not"
            " added."
        )
        return Service()
    return service


def _calendar(fields: Fields) -> CourtCalendar | None:
    """Return the calendar named; other courts' calendars are no part of the exchange format."""
    calendar_id = fields.may("holiday_calendar", as_text)
    if calendar_id is None:
        return None
    if calendar_id not in EXCHANGED_CALENDARS:
        known = ", ".join(EXCHANGED_CALENDARS)
        raise Refused("calendar.not_exchanged", field="holiday_calendar", known=known)
    return court_calendar(calendar_id)


def _filing(fields: Fields) -> Filing | None:
    method = fields.may("filing_method", word_of(FilingMethod))
    closes = fields.may("clerk_closes", as_time_of_day)
    zone = fields.may("timezone", _as_zone)
    return None if method is None else Filing(method, zone, closes)


def _as_zone(value: object, field: str) -> ZoneInfo:
    return time_zone(as_text(value, field))


def _session(fields: Fields | None) -> Session | None:
    if fields is None:
        return None
    return Session(fields.need("open", as_time_of_day), fields.need("close", as_time_of_day))
