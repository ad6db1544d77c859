"""Random objects of SCHEMA.md section 5: every regime, with exclusions in every disorder."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.conformance.random_days import any_day, near

Inputs = dict[str, Any]
ABSENT = object()


def random_clock(rng: Random, regime: str) -> dict[str, Any]:
    """One object of a regime."""
    inputs = REGIMES[regime](rng)
    inputs["some_label"] = rng.choice(("text", 5, None, ABSENT))
    return {
        "id": f"R{rng.randrange(10**9)}",
        "regime": regime,
        "inputs": {name: value for name, value in inputs.items() if value is not ABSENT},
    }


def later(rng: Random, day: date, most: int) -> str:
    """A day up to so many days later, as a file writes it."""
    return (day + timedelta(days=rng.randint(0, most))).isoformat()


def maybe(rng: Random, value: Any, chance: float = 0.5) -> Any:
    """The value, or null, or nothing at all."""
    return value if rng.random() < chance else rng.choice((None, ABSENT))


def exclusions(rng: Random, start: date) -> Any:
    """Ranges before the start, after it, overlapping, adjoining, twice, inside each other."""
    if rng.random() < 0.15:
        return rng.choice(([], None, ABSENT))
    ranges: list[tuple[date, date]] = []
    for _ in range(rng.randint(1, 7)):
        first = start + timedelta(days=rng.randint(-60, 250))
        if ranges and rng.random() < 0.3:
            first = ranges[-1][1] + timedelta(days=rng.choice((0, 1, 1, 2)))
        ranges.append((first, first + timedelta(days=rng.choice((0, 0, 5, 20, 60)))))
    if rng.random() < 0.2:
        ranges.append(rng.choice(ranges))
    rng.shuffle(ranges)
    return [_exclusion(rng, first, last) for first, last in ranges]


def _exclusion(rng: Random, first: date, last: date) -> Inputs:
    found: Inputs = {"from": first.isoformat(), "to": last.isoformat()}
    if rng.random() < 0.8:
        found |= {"type": rng.choice(("(h)(1)(D)", "anything", "")), "note": ""}
    if rng.random() < 0.005:
        found["from"], found["to"] = found["to"], found["from"]
    return found


def federal(rng: Random) -> Inputs:
    start = any_day(rng)
    found: Inputs = {
        "clock_start": start.isoformat(),
        "limit_days": maybe(rng, rng.choice((70, 30, 90, 180, 1))),
        "exclusions": exclusions(rng, start),
        "as_of": maybe(rng, near(rng, start + timedelta(days=80), 120).isoformat(), 0.7),
    }
    if rng.random() < 0.1:
        found["excluded_total"] = rng.randint(0, 80)
        if rng.random() < 0.7:
            del found["exclusions"]
    return found


def absent(rng: Random) -> Inputs:
    day = any_day(rng)
    return {
        "limit_date": maybe(rng, later(rng, day, 60), 0.8),
        "absent_on_trial_date": day.isoformat(),
        "first_subsequent_appearance": maybe(rng, later(rng, day, 45), 0.8),
        "apprehended": maybe(rng, later(rng, day, 45)),
        "absent_days": maybe(rng, rng.randint(0, 50), 0.3),
    }


def new_york(rng: Random) -> Inputs:
    start = any_day(rng, "NY-GCL24")
    found: Inputs = {
        "commencement": start.isoformat(),
        "top_count": rng.choice(("felony", "A misdemeanor", "felony", "A misdemeanor", ABSENT)),
        "limit": maybe(rng, rng.choice(("90 days", "6 months", "6 months (182 days)", 90, 181,
                                        "90 days (A misdemeanor)", "3 months")), 0.4),
        "exclusions": exclusions(rng, start),
        "coc_and_ready": maybe(rng, later(rng, start, 250), 0.3),
        "readiness_off_calendar": maybe(rng, later(rng, start, 250), 0.3),
        "as_of": maybe(rng, later(rng, start, 300)),
    }  # fmt: skip
    variant = rng.random()
    if variant < 0.3:
        found |= {
            "coc": later(rng, start, 200),
            "coc_valid": False,
            "next_court_date": maybe(rng, later(rng, start, 250), 0.7),
            "defence_motion_filed": maybe(rng, later(rng, start, 250), 0.7),
        }
    elif variant < 0.45:
        return {
            "commencement": maybe(rng, start.isoformat(), 0.3),
            "limit": rng.choice((90, "90 days", "6 months")),
            "chargeable_before_readiness": rng.randint(0, 120),
            "post_readiness_request_days": rng.randint(0, 40),
            "court_adjourned_days": 30,
        }
    return found


def new_york_release(rng: Random) -> Inputs:
    grades = ("felony", "misdemeanor over 3 months", "misdemeanor up to 3 months", "violation")
    return {"committed": any_day(rng).isoformat(), "top_count": rng.choice(grades)}


def only(field: str, calendar: str = "US-FED") -> Callable[[Random], Inputs]:
    """A regime that is asked with one day."""
    return lambda rng: {field: any_day(rng, calendar).isoformat()}


def limited(field: str, calendar: str, limits: tuple[int, ...]) -> Callable[[Random], Inputs]:
    """A regime that is asked with a day and a limit."""
    return lambda rng: {
        field: any_day(rng, calendar).isoformat(),
        "limit_days": rng.choice(limits),
        "kind": rng.choice(("felony", "misd in custody", "a text nobody knows", None)),
    }


def recapture(rng: Random) -> Inputs:
    day = any_day(rng, "FL-2514")
    return {
        "notice_of_expiration_filed": day.isoformat(),
        "hearing_held": maybe(rng, later(rng, day, 12), 0.8),
    }


def florida_custody(rng: Random) -> Inputs:
    return {"arrest": any_day(rng).isoformat(), "custody": "in"}


def texas(rng: Random) -> Inputs:
    kinds = ("felony", "A misdemeanor", "class B misdemeanor", "fine-only")
    return {"detention_start": any_day(rng).isoformat(), "kind": rng.choice(kinds)}


def ohio(rng: Random) -> Inputs:
    day = any_day(rng)
    return {
        "arrest": day.isoformat(),
        "released": later(rng, day, 120),
        "kind": "felony",
        "limit_days": rng.choice((270, 90, 45, 30)),
        "triple_count": rng.choice((True, False, None, ABSENT)),
    }


def washington(rng: Random) -> Inputs:
    day = any_day(rng)
    return {
        "commencement": day.isoformat(),
        "custody": rng.choice(("in", "out")),
        "limit_days": rng.choice((60, 90)),
        "exclusions": exclusions(rng, day),
    }


def extended(field: str, by: str) -> Callable[[Random], Inputs]:
    """A regime whose limit grows by a number of days."""
    return lambda rng: {
        field: any_day(rng).isoformat(),
        "limit_days": rng.choice((365, 180, 120, 160)),
        by: maybe(rng, rng.randint(0, 200), 0.8),
    }


REGIMES: dict[str, Callable[[Random], Inputs]] = {
    "US-STA-70": federal,
    "US-STA-30": federal,
    "US-STA-90-detained": federal,
    "US-STA-30-min": only("first_appearance_through_counsel"),
    "US-STA-absent": absent,
    "IAD-III": only("request_received_by_court_and_prosecutor"),
    "IAD-IV": only("arrival_in_receiving_state"),
    "CA-1382": limited("start", "CA-courts", (10, 15, 30, 45, 60)),
    "CA-859b": only("arraignment_or_plea", "CA-courts"),
    "NY-30.30": new_york,
    "NY-30.30-release": new_york_release,
    "FL-3.191": limited("formal_charges_filed", "FL-2514", (175, 90, 5, 6, 7, 60)),
    "FL-3.191-recapture": recapture,
    "FL-3.191-recapture-pre-2025-07": recapture,
    "FL-3.134": florida_custody,
    "TX-17.151": texas,
    "OH-2945.71": ohio,
    "WA-CrR-3.3": washington,
    "PA-600": extended("complaint", "excludable_days"),
    "IL-103-5": extended("custody_from", "defence_delay_days"),
}
