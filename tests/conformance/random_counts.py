"""Random objects of SCHEMA.md section 3: every profile, optional fields there, null or absent."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.conformance.random_days import COVERED, ZONES, any_day, any_hour, near, some

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BOTH_WAYS = ("fed_rule45", "court_days", "skip_weekends_holidays")
OPEN_DAYS = (*BOTH_WAYS[1:], "court_days_plus_calendar")
HOURS = ("fed_rule45_hours", "elapsed_hours_no_roll", "pc825_hours")
MONTHS_TOO = ("ca_ccp12", "ny_gcl", "tx_gov311", "ny_gcl_months", "ca_ccp12_service_lengthens",
              "ny_gcl_service_lengthens")  # fmt: skip
PROFILES = ("fed_rule45", "last_moment", "fixed_date", *OPEN_DAYS, *MONTHS_TOO, *HOURS,
            "ny_gcl_two_day", "fl_2514", "short_period_exclusion_lt7")  # fmt: skip
OWN_CALENDAR = {"ca_ccp12": "CA-courts", "ca_ccp12_service_lengthens": "CA-courts",
                "pc825_hours": "CA-courts", "court_days_plus_calendar": "CA-courts",
                "ny_gcl": "NY-GCL24", "ny_gcl_months": "NY-GCL24", "ny_gcl_two_day": "NY-GCL24",
                "ny_gcl_service_lengthens": "NY-GCL24", "fl_2514": "FL-2514"}  # fmt: skip
MAY_BE_WITHOUT = ("fed_rule45", "fed_rule45_hours", "last_moment", "fixed_date",
                  "elapsed_hours_no_roll")  # fmt: skip
ABSENT = object()


def random_count(rng: Random, profile: str) -> dict[str, Any]:
    """One object of a profile; now and then one that must be refused."""
    calendar = OWN_CALENDAR.get(profile) or rng.choice(("US-FED", "US-FED", *COVERED))
    zone = rng.choice(list(ZONES))
    is_hours = profile in HOURS
    day = any_day(rng, calendar)
    trigger = any_hour(rng, zone, calendar) if is_hours else day.isoformat()
    about = date.fromisoformat(trigger[:10])
    given: dict[str, Any] = {
        "id": f"R{rng.randrange(10**9)}",
        "jurisdiction": rng.choice(("US-FED", "CA", "XX", None)),
        "profile": profile,
        "trigger": trigger,
        "trigger_weekday": rng.choice((WEEKDAYS[about.weekday()], None, ABSENT)),
        "period": _period(rng, profile, about),
        "direction": _direction(rng, profile),
        "service": _service(rng),
        "holiday_calendar": _calendar(rng, profile, calendar),
        "district_state": rng.choice(("MA", None, ABSENT)),
        "title": rng.choice(("a label", ABSENT)),
        "unknown_field": rng.choice(({"n": 1}, ABSENT, ABSENT)),
        **_lists(rng, about),
        **_particulars(rng, profile, zone),
    }
    return {name: value for name, value in given.items() if value is not ABSENT}


def _period(rng: Random, profile: str, about: date) -> dict[str, Any]:
    if profile == "fixed_date":
        fixed = near(rng, about, 300).isoformat()
        return {"n": rng.choice((0, 5)), "unit": "fixed_date", "date": fixed}
    if profile in HOURS:
        return {"n": rng.choice((1, 10, 24, 48, 72, rng.randint(0, 2000))), "unit": "hours"}
    if profile == "ny_gcl_two_day":
        return {"n": 2, "unit": "days"}
    unit = "days"
    if profile in OPEN_DAYS:
        unit = rng.choice(("court_days", "court_days", "days"))
    elif profile in {*MONTHS_TOO, "fed_rule45", "last_moment"}:
        unit = rng.choice(("days", "days", "days", "months", "years"))
    n = rng.choice((1, 2, 3, 5, 6, 7, 8, 10, 14, 30, 60, 90, rng.randint(1, 400)))
    if unit in {"months", "years"}:
        n = rng.choice((1, 2, 3, 4, 6, 12, 13, 18))
    if rng.random() < 0.02 and profile not in {*OPEN_DAYS, "fl_2514"}:
        n = 0
    return {"n": n, "unit": unit}


def _direction(rng: Random, profile: str) -> str:
    if profile == "court_days_plus_calendar":
        return "after" if rng.random() < 0.05 else "before"
    if profile in BOTH_WAYS:
        return rng.choice(("after", "before"))
    return "before" if rng.random() < 0.05 else "after"


def _service(rng: Random) -> Any:
    if rng.random() < 0.4:
        return rng.choice((None, ABSENT))
    method = rng.choice(("mail", "hand_delivery", "left_with_clerk", "carrier pigeon"))
    service: dict[str, Any] = {"method": method}
    if rng.random() < 0.95:
        service["added_days"] = rng.choice((0, 0, 1, 2, 3, 3, 5, 5, 10, 20))
    if rng.random() < 0.3:
        service["added_unit"] = rng.choice(("calendar_days", "days", "court_days", None))
    return service


def _calendar(rng: Random, profile: str, calendar: str) -> Any:
    if profile in MAY_BE_WITHOUT and rng.random() < 0.5:
        return rng.choice((None, ABSENT))
    if rng.random() < 0.02:
        return rng.choice((None, ABSENT, "US-TEXAS"))
    return calendar


def _lists(rng: Random, about: date) -> dict[str, Any]:
    """The three lists of closed days, at the days that a count is likely to touch."""
    found: dict[str, Any] = {}
    for name in ("state_holidays", "inaccessible", "uncertain_closures"):
        if rng.random() < 0.5:
            found[name] = rng.choice(([], None, ABSENT))
            continue
        reach = rng.choice((5, 20, 100))
        start = near(rng, about + timedelta(days=rng.choice((0, 7, 14, 30))), reach)
        run = [start + timedelta(days=each) for each in range(rng.randint(0, 8))]
        found[name] = some(rng, [*run, *(near(rng, about, reach) for _ in range(5))])
    return found


def _particulars(rng: Random, profile: str, zone: str) -> dict[str, Any]:
    """The fields that only one or two profiles have."""
    if profile in HOURS:
        found: dict[str, Any] = {"timezone": zone}
        if profile == "pc825_hours":
            opens = rng.choice(("08:00", "08:30", "09:00"))
            found["session"] = {"open": opens, "close": rng.choice(("16:30", "17:00", "12:00"))}
        return found
    if profile == "short_period_exclusion_lt7":
        return {"short_period_threshold_days": rng.choice((7, 7, 5, 6, 11, None, ABSENT))}
    if profile != "last_moment":
        return {}
    return {
        "timezone": rng.choice((zone, zone, zone, None)),
        "filing_method": rng.choice(("electronic", "paper", "electronic", "paper", None, ABSENT)),
        "clerk_closes": rng.choice(("16:30", "17:00", "00:00", None, ABSENT)),
    }
