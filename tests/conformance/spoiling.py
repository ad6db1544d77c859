"""Spoils one thing in a random object, so that both engines must refuse it."""

from random import Random
from typing import Any

BAD_DAYS = ("2026-02-30", "2025-02-29", "2026-13-01", "2026-3-2", "20260302", "tomorrow", 20260302,
            "0000-01-01", "2026-03-02T10:00:00Z", "9999-12-31T23:59:60")  # fmt: skip


def spoiled(rng: Random, given: dict[str, Any]) -> dict[str, Any]:
    """The object with something in it that cannot be answered."""
    if "regime" in given:
        return _spoiled_clock(rng, given)
    how = rng.choice(("trigger", "calendar", "period", "profile", "direction", "service", "list"))
    changes: dict[str, Any] = {
        "trigger": {"trigger": rng.choice(BAD_DAYS)},
        "calendar": {"holiday_calendar": rng.choice(("US-FED ", "CA", "us-fed"))},
        "period": {"period": _bad_period(rng, given["period"])},
        "profile": {"profile": rng.choice(("fed_rule46", "", None))},
        "direction": {"direction": "sideways"},
        "service": {"service": {"method": "mail", "added_days": rng.choice((-1, "3", 3.5, True))}},
        "list": {"inaccessible": ["2026-02-30"]},
    }
    return {**given, **changes[how]}


def _bad_period(rng: Random, period: dict[str, Any]) -> Any:
    if period["unit"] == "fixed_date":
        return {"n": 0, "unit": "fixed_date", "date": rng.choice((None, "2026-02-30"))}
    unit = period["unit"]
    return rng.choice(
        (
            None,
            14,
            {"n": -1, "unit": unit},
            {"n": "14", "unit": unit},
            {"n": True, "unit": unit},
            {"n": 14.5, "unit": unit},
            {"n": 14, "unit": "fortnights"},
            {"n": 14},
            {"unit": unit},
            {"n": 10**9, "unit": unit},
        )
    )


def _spoiled_clock(rng: Random, given: dict[str, Any]) -> dict[str, Any]:
    inputs = dict(given["inputs"])
    how = rng.choice(("regime", "inputs", "day", "day"))
    if how == "regime":
        return {**given, "regime": rng.choice(("US-STA-71", "", None))}
    if how == "inputs":
        return {**given, "inputs": rng.choice(([], None, "x"))}
    days = [name for name, value in inputs.items() if _is_day(value)]
    if days:
        inputs[rng.choice(days)] = rng.choice(BAD_DAYS)
    else:
        inputs = {}
    return {**given, "inputs": inputs}


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4:5] == "-"
