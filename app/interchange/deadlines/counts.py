"""Counts of days and hours: a JSON object with a ``profile`` to a question, and its answer back."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.errors import Refused
from app.domain.time_computation import (
    DayDeadline,
    DayProfile,
    DayQuestion,
    Direction,
    Filing,
    FilingMethod,
    HourProfile,
    HourQuestion,
    LastMoment,
    Period,
    Service,
    Session,
    Unit,
    compute_days,
    compute_hours,
    time_zone,
)
from app.domain.time_computation.wording import WEEKDAYS, weekday
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


class _Unit(StrEnum):
    """The units a file may state a period in."""

    DAYS = "days"
    COURT_DAYS = "court_days"
    HOURS = "hours"
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
    for label in ("jurisdiction", "district_state"):
        fields.may(label, as_text)
    if profile in set(DayProfile):
        return _answer_days(fields, DayProfile(profile))
    if profile in set(HourProfile):
        return _answer_hours(fields, HourProfile(profile))
    raise Refused("json.unknown_word", field="profile", known=", ".join(_PROFILES))


def _answer_days(fields: Fields, profile: DayProfile) -> dict[str, object]:
    trigger = fields.need("trigger", as_date)
    _check_weekday(fields, trigger)
    threshold = fields.may("short_period_threshold_days", as_whole_number)
    question = DayQuestion(
        profile=profile,
        trigger=trigger,
        period=_period(fields.need("period", as_object)),
        direction=fields.need("direction", word_of(Direction)),
        service=_service(fields.may("service", as_object)),
        calendar=_calendar(fields),
        state_holidays=fields.days("state_holidays"),
        inaccessible=fields.days("inaccessible"),
        uncertain_closures=fields.days("uncertain_closures"),
        filing=_filing(fields) if profile is DayProfile.LAST_MOMENT else None,
        short_period_threshold=7 if threshold is None else threshold,
    )
    return _keys_of_day(compute_days(question))


def _answer_hours(fields: Fields, profile: HourProfile) -> dict[str, object]:
    trigger = fields.need("trigger", as_local_time)
    _check_weekday(fields, trigger)
    question = HourQuestion(
        profile=profile,
        trigger=trigger,
        zone=_zone(fields),
        period=_period(fields.need("period", as_object)),
        direction=fields.need("direction", word_of(Direction)),
        service=_service(fields.may("service", as_object)),
        calendar=_calendar(fields),
        state_holidays=fields.days("state_holidays"),
        inaccessible=fields.days("inaccessible"),
        uncertain_closures=fields.days("uncertain_closures"),
        session=_session(fields.may("session", as_object)),
    )
    found = compute_hours(question)
    return {
        "raw_end": _local(found.raw_end),
        "due": _local(found.due),
        "due_weekday": weekday(found.due),
        "alternative_due": found.alternative_due and _local(found.alternative_due),
        "trace": list(found.trace),
    }


def _keys_of_day(found: DayDeadline) -> dict[str, object]:
    keys: dict[str, object] = {
        "raw_last_day": found.raw_last_day.isoformat(),
        "due": found.due.isoformat(),
        "due_weekday": weekday(found.due),
        "conservative_due": found.conservative_due and found.conservative_due.isoformat(),
        "alternative_due": found.alternative_due and found.alternative_due.isoformat(),
    }
    if found.after_first_roll is not None:
        keys["after_first_roll"] = found.after_first_roll.isoformat()
    if found.after_base is not None:
        keys["after_base"] = found.after_base.isoformat()
    if found.last_moment is not None:
        keys |= _keys_of_last_moment(found.last_moment)
    return keys | {"trace": list(found.trace)}


def _keys_of_last_moment(last: LastMoment) -> dict[str, object]:
    return {
        "due_local_court": _local(last.local),
        "due_instant_utc": f"{last.instant:%Y-%m-%dT%H:%M:%S}Z",
    }


def _local(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _check_weekday(fields: Fields, trigger: date) -> None:
    """Refuse a stated weekday that is not the trigger's: one of the two is a slip."""
    stated = fields.may("trigger_weekday", as_text)
    if stated is None:
        return
    if stated not in WEEKDAYS:
        raise Refused("json.unknown_word", field="trigger_weekday", known=", ".join(WEEKDAYS))
    if stated != weekday(trigger):
        raise Refused("time.other_weekday", field="trigger_weekday", actual=weekday(trigger))


def _period(fields: Fields) -> Period:
    unit = Unit(fields.need("unit", word_of(_Unit)))
    if unit is Unit.FIXED_DATE:
        return Period(fields.may("n", as_whole_number) or 0, unit, fields.need("date", as_date))
    return Period(fields.need("n", as_whole_number), unit)


def _service(fields: Fields | None) -> Service:
    if fields is None:
        return Service()
    fields.may("method", as_text)
    unit = fields.may("added_unit", word_of(_ServiceUnit))
    return Service(
        fields.need("added_days", as_whole_number), in_court_days=unit is _ServiceUnit.COURT_DAYS
    )


def _calendar(fields: Fields) -> CourtCalendar | None:
    calendar_id = fields.may("holiday_calendar", as_text)
    return None if calendar_id is None else court_calendar(calendar_id)


def _zone(fields: Fields) -> ZoneInfo:
    return time_zone(fields.need("timezone", as_text))


def _filing(fields: Fields) -> Filing:
    return Filing(
        fields.need("filing_method", word_of(FilingMethod)),
        _zone(fields),
        fields.may("clerk_closes", as_time_of_day),
    )


def _session(fields: Fields | None) -> Session | None:
    if fields is None:
        return None
    return Session(fields.need("open", as_time_of_day), fields.need("close", as_time_of_day))
