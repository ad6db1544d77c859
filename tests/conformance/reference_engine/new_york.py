"""New York's readiness clock (CPL 30.30) and its release clock."""

import re
from datetime import date
from typing import Any

from tests.conformance.reference_engine import reading
from tests.conformance.reference_engine.counts import anniversary, null_beyond_the_calendar
from tests.conformance.reference_engine.excluded import Excluded, plus
from tests.conformance.reference_engine.holidays import Court
from tests.conformance.reference_engine.reading import RefusedByReference

Inputs = dict[str, Any]
DAYS = ("coc_and_ready", "readiness_off_calendar", "as_of", "coc", "next_court_date",
        "defence_motion_filed")  # fmt: skip
KEYS = (
    "limit_date",
    "limit_in_days",
    "elapsed_total",
    "days_excluded",
    "chargeable_days",
    "days_remaining",
    "last_day_if_not_ready",
    "last_day_gcl25a",
    "status",
)


def limit_asked(inputs: Inputs) -> tuple[int, str] | None:
    """Number and unit of the limit, from `limit`, else from the top count."""
    limit = inputs.get("limit")
    if isinstance(limit, str):
        plain = re.sub(r"\(.*?\)", "", limit).strip()
        found = re.fullmatch(r"(\d+)\s*(?:calendar\s+)?(days?|months?)?", plain, re.ASCII)
        if not found:
            raise RefusedByReference("limit: not understood")
        return int(found[1]), "months" if (found[2] or "").startswith("month") else "days"
    if limit is not None:
        return reading.whole(limit, "limit"), "days"
    words = str(inputs.get("top_count") or "").lower().split()
    if "felony" in words:
        return 6, "months"
    if "misdemeanor" in words and "a" in words:
        return 90, "days"
    return None


def ny_readiness(_regime: str, inputs: Inputs) -> dict[str, Any]:
    if inputs.get("chargeable_before_readiness") is not None:
        return after_readiness(inputs)
    start = reading.day(inputs.get("commencement"), "commencement")
    for field in DAYS:
        reading.day_if_any(inputs.get(field), field)
    excluded = Excluded(inputs.get("exclusions"))
    found: dict[str, Any] = dict.fromkeys(KEYS) | limits(inputs, start, excluded)
    # A defence motion stops the clock of a certificate held invalid; without one the base row's
    # End stands, for the row of the variant names no other.
    invalid = inputs.get("coc_valid") is False
    ends = ("coc_and_ready", "readiness_off_calendar", "as_of")
    end = first_of(inputs, *(("defence_motion_filed",) if invalid else ()), *ends)
    if end is not None:
        found["elapsed_total"] = (end - start).days
        found["days_excluded"] = excluded.within(start, end)
        found["chargeable_days"] = excluded.counted(start, end)
    figures = [found["chargeable_days"]]
    if invalid:
        held_invalid(inputs, start, excluded, found)
        figures += [found[key] for key in INVALID]
    return found | judged(found, [one for one in figures if one is not None])


INVALID = ("chargeable_at_coc", "chargeable_at_next_date_if_invalid")


def held_invalid(inputs: Inputs, start: date, excluded: Excluded, found: dict[str, Any]) -> None:
    """A certificate held invalid: the clock ran on."""
    for key, field in zip(INVALID, ("coc", "next_court_date"), strict=True):
        at = reading.day_if_any(inputs.get(field), field)
        found[key] = None if at is None else excluded.counted(start, at)


def judged(found: dict[str, Any], figures: list[int]) -> dict[str, Any]:
    """Days left and status; the later figure is the higher one, as a count never falls."""
    limit, charged = found["limit_in_days"], found["chargeable_days"]
    left = None if limit is None or charged is None else limit - charged
    status = None
    if limit is not None and figures:
        status = "exceeded" if max(figures) > limit else "within"
    return {"days_remaining": left, "status": status}


def first_of(inputs: Inputs, *fields: str) -> date | None:
    for field in fields:
        if inputs.get(field) is not None:
            return reading.day(inputs[field], field)
    return None


def limits(inputs: Inputs, start: date, excluded: Excluded) -> dict[str, Any]:
    """What follows from the limit alone."""
    limit = limit_asked(inputs)
    if limit is None:
        return {}
    n, unit = limit
    at = anniversary(start, n) if unit == "months" else plus(start, n)
    last = excluded.reaches(start, (at - start).days)
    return {
        "limit_date": at,
        "limit_in_days": (at - start).days,
        "last_day_if_not_ready": last,
        "last_day_gcl25a": null_beyond_the_calendar(lambda: Court("NY-GCL24").roll(last)),
    }


def after_readiness(inputs: Inputs) -> dict[str, Any]:
    """Only what the People asked for counts once they were ready."""
    before = reading.whole(inputs["chargeable_before_readiness"], "chargeable_before_readiness")
    asked = inputs.get("post_readiness_request_days")
    after = 0 if asked is None else reading.whole(asked, "post_readiness_request_days")
    start = reading.day_if_any(inputs.get("commencement"), "commencement")
    found: dict[str, Any] = dict.fromkeys(KEYS)
    if start is not None:
        found |= limits(inputs, start, Excluded(inputs.get("exclusions")))
    else:
        limit = limit_asked(inputs)
        found["limit_in_days"] = limit[0] if limit and limit[1] == "days" else None
    found["chargeable_days"] = before + after
    return found | judged(found, [before + after])


def ny_release(_regime: str, inputs: Inputs) -> dict[str, Any]:
    committed = reading.day(inputs.get("committed"), "committed")
    return {"release_limit_date": plus(committed, release_limit(inputs.get("top_count")))}


def release_limit(top_count: Any) -> int:
    """Days from commitment by the top count."""
    words = str(top_count).lower()
    if "felony" in words:
        return 90
    if "violation" in words:
        return 5
    if "misdemeanor" in words and ("over" in words or words.startswith("a ")):
        return 30
    if "misdemeanor" in words and ("up to" in words or words.startswith("b ")):
        return 15
    raise RefusedByReference("top_count: unknown")
