"""SCHEMA.md section 5: speedy-trial clocks, one day at a time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.conformance.reference_engine import reading
from tests.conformance.reference_engine.counts import (
    BACK,
    florida_count,
    null_beyond_the_calendar,
)
from tests.conformance.reference_engine.excluded import Excluded, plus
from tests.conformance.reference_engine.holidays import ONE, Court
from tests.conformance.reference_engine.new_york import ny_readiness, ny_release
from tests.conformance.reference_engine.reading import RefusedByReference

FEDERAL_LIMITS = {"US-STA-70": 70, "US-STA-30": 30, "US-STA-90-detained": 90}
Inputs = dict[str, Any]


def rolled_if_known(calendar: str, at: date, step: timedelta = ONE) -> date | None:
    """The day rolled onto an open one; null where no holidays are known."""
    rolled: date | None = null_beyond_the_calendar(lambda: Court(calendar).roll(at, step))
    return rolled


def needed(inputs: Inputs, field: str) -> date:
    """A date that the regime cannot do without."""
    return reading.day(inputs.get(field), field)


def limit_of(inputs: Inputs, default: int | None = None) -> int:
    """`limit_days`, or the regime's own."""
    given = inputs.get("limit_days")
    if given is None and default is not None:
        return default
    return reading.whole(given, "limit_days")


def federal(regime: str, inputs: Inputs) -> dict[str, Any]:
    start, limit = needed(inputs, "clock_start"), limit_of(inputs, FEDERAL_LIMITS[regime])
    as_of = reading.day_if_any(inputs.get("as_of"), "as_of")
    total = inputs.get("excluded_total")
    excluded = Excluded(inputs.get("exclusions"))
    found = counted(start, limit, as_of, excluded, total)
    if total is not None:
        dates = dict.fromkeys(("day_limit_date", "last_compliant_date", "conservative_date"))
        sums = dict.fromkeys(("union_of_exclusions", "sum_of_exclusion_lengths"))
        rolled = {} if regime == "US-STA-90-detained" else {"last_day_rule45": None}
        return found | dates | rolled | sums
    reached = excluded.reaches(start, limit)
    found |= {
        "day_limit_date": reached,
        "last_compliant_date": excluded.to_the_end_of(reached),
        "conservative_date": rolled_if_known("US-FED", reached, BACK),
        "union_of_exclusions": len(excluded.days),
        "sum_of_exclusion_lengths": excluded.lengths,
    }
    if regime != "US-STA-90-detained":
        found["last_day_rule45"] = rolled_if_known("US-FED", reached)
    return found


def counted(
    start: date, limit: int, as_of: date | None, excluded: Excluded, total: Any
) -> dict[str, Any]:
    """What has run by `as_of`."""
    if total is not None:
        reading.whole(total, "excluded_total")
    if as_of is None:
        keys = ("elapsed_total", "days_excluded", "days_counted", "days_remaining", "status")
        return dict.fromkeys(keys)
    elapsed = (as_of - start).days
    out = excluded.within(start, as_of) if total is None else total
    return {
        "elapsed_total": elapsed,
        "days_excluded": out,
        "days_counted": elapsed - out,
        "days_remaining": limit - (elapsed - out),
        "status": "exceeded" if elapsed - out > limit else "within",
    }


def earliest_trial(_regime: str, inputs: Inputs) -> dict[str, Any]:
    return {"earliest_trial_date": plus(needed(inputs, "first_appearance_through_counsel"), 30)}


def absent(_regime: str, inputs: Inputs) -> dict[str, Any]:
    appeared = reading.day_if_any(inputs.get("first_subsequent_appearance"), "appearance")
    apprehended = reading.day_if_any(inputs.get("apprehended"), "apprehended")
    back = appeared or apprehended
    trial = reading.day_if_any(inputs.get("absent_on_trial_date"), "absent_on_trial_date")
    if back is None or trial is None:
        days = reading.whole(inputs.get("absent_days"), "absent_days")
    elif back < trial:
        raise RefusedByReference("first_subsequent_appearance: before the absence")
    else:
        days = (back - trial).days
    found = dict.fromkeys(("extended_limit_date", "new_clock_start", "day_limit_date"))
    limit = reading.day_if_any(inputs.get("limit_date"), "limit_date")
    if days <= 21:
        return found | {"absent_days": days, "extended_limit_date": limit and plus(limit, 21)}
    return found | {
        "absent_days": days,
        # Only an appearance in court starts it, not an arrest.
        "new_clock_start": appeared,
        "day_limit_date": appeared and plus(appeared, 70),
    }


def detainer(regime: str, inputs: Inputs) -> dict[str, Any]:
    if regime == "IAD-III":
        start = needed(inputs, "request_received_by_court_and_prosecutor")
        return {"day_limit_date": plus(start, 180)}
    return {"day_limit_date": plus(needed(inputs, "arrival_in_receiving_state"), 120)}


def california_trial(_regime: str, inputs: Inputs) -> dict[str, Any]:
    reached = plus(needed(inputs, "start"), limit_of(inputs))
    return {"day_limit_date": reached, "due": Court("CA-courts").roll(reached)}


def california_hearing(_regime: str, inputs: Inputs) -> dict[str, Any]:
    start, court = needed(inputs, "arraignment_or_plea"), Court("CA-courts")
    raw = plus(start, 60)
    return {
        "ten_court_days": court.nth_open(start, 10),
        "sixty_calendar_days_raw": raw,
        "sixty_calendar_days": court.roll(raw),
    }


def florida_trial(_regime: str, inputs: Inputs) -> dict[str, Any]:
    start = needed(inputs, "formal_charges_filed")
    raw, due = florida_count(start, limit_of(inputs), Court("FL-2514"))
    return {"day_limit_date": raw, "due": due}


def florida_recapture(regime: str, inputs: Inputs) -> dict[str, Any]:
    n, court = (30 if regime == "FL-3.191-recapture" else 10), Court("FL-2514")
    keys = ("hearing_no_later_than", "trial_no_later_than", "conservative_trial_date")
    found: dict[str, Any] = dict.fromkeys(keys)
    notice = reading.day_if_any(inputs.get("notice_of_expiration_filed"), "notice")
    held = reading.day_if_any(inputs.get("hearing_held"), "hearing_held")
    if notice is not None:
        found["hearing_no_later_than"] = florida_count(notice, 5, court)[1]
    if held is not None:
        found["trial_no_later_than"] = florida_count(held, n, court)[1]
        found["conservative_trial_date"] = rolled_if_known("FL-2514", plus(held, n), BACK)
    return found


def florida_release(_regime: str, inputs: Inputs) -> dict[str, Any]:
    if inputs.get("custody", "in") != "in":
        raise RefusedByReference("custody: only in custody")
    arrest = needed(inputs, "arrest")
    return {
        "charge_by": plus(arrest, 30),
        "release_on_day_33": plus(arrest, 33),
        "absolute_day_40": plus(arrest, 40),
    }


def texas(_regime: str, inputs: Inputs) -> dict[str, Any]:
    start, kind = needed(inputs, "detention_start"), inputs.get("kind")
    return {"release_eligible_after": plus(start, texas_limit(kind))}


def texas_limit(kind: Any) -> int:
    words = str(kind).lower().replace("-", " ").split()
    if "felony" in words:
        return 90
    if "fine" in words:
        return 5
    if "a" in words:
        return 30
    if "b" in words:
        return 15
    raise RefusedByReference("kind: unknown")


def ohio(_regime: str, inputs: Inputs) -> dict[str, Any]:
    arrest, released = needed(inputs, "arrest"), needed(inputs, "released")
    jail = (released - arrest).days
    counted_then = jail * (3 if inputs.get("triple_count") else 1)
    left = limit_of(inputs) - counted_then
    return {
        "jail_days": jail,
        "counted_at_release": counted_then,
        "days_remaining": left,
        "day_limit_date": plus(released, left),
    }


def washington(_regime: str, inputs: Inputs) -> dict[str, Any]:
    excluded = Excluded(inputs.get("exclusions"))
    reached = excluded.reaches(needed(inputs, "commencement"), limit_of(inputs))
    buffer = plus(excluded.latest, 30) if excluded.latest else None
    last = max(reached, buffer) if buffer else reached
    return {
        "day_limit_without_buffer": reached,
        "buffer_date": buffer,
        "last_allowable": last,
        "last_allowable_rolled": rolled_if_known("US-FED", last),
    }


def pennsylvania(_regime: str, inputs: Inputs) -> dict[str, Any]:
    run = plus(needed(inputs, "complaint"), limit_of(inputs))
    return {
        "mechanical_run_date": run,
        "adjusted_run_date": with_more(run, inputs, "excludable_days"),
    }


def illinois(_regime: str, inputs: Inputs) -> dict[str, Any]:
    run = plus(needed(inputs, "custody_from"), limit_of(inputs))
    return {"day_limit_date": run, "extended_date": with_more(run, inputs, "defence_delay_days")}


def with_more(run: date, inputs: Inputs, field: str) -> date | None:
    """The day so many days later; unknown where their number was not said."""
    more = inputs.get(field)
    return None if more is None else plus(run, reading.whole(more, field))


REGIMES: dict[str, Callable[[str, Inputs], dict[str, Any]]] = {
    **dict.fromkeys(FEDERAL_LIMITS, federal),
    "US-STA-30-min": earliest_trial,
    "US-STA-absent": absent,
    "IAD-III": detainer,
    "IAD-IV": detainer,
    "CA-1382": california_trial,
    "CA-859b": california_hearing,
    "NY-30.30": ny_readiness,
    "NY-30.30-release": ny_release,
    "FL-3.191": florida_trial,
    "FL-3.191-recapture": florida_recapture,
    "FL-3.191-recapture-pre-2025-07": florida_recapture,
    "FL-3.134": florida_release,
    "TX-17.151": texas,
    "OH-2945.71": ohio,
    "WA-CrR-3.3": washington,
    "PA-600": pennsylvania,
    "IL-103-5": illinois,
}


def clock_answer(given: dict[str, Any]) -> dict[str, Any]:
    """The keys of section 5 for one object."""
    regime, inputs = given.get("regime"), given.get("inputs")
    if regime not in REGIMES:
        raise RefusedByReference("regime: unknown")
    if not isinstance(inputs, dict):
        raise RefusedByReference("inputs: not an object")
    found = REGIMES[regime](regime, inputs)
    return {key: at.isoformat() if isinstance(at, date) else at for key, at in found.items()}
