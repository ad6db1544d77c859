"""Recurrence rules against the reference results of two other libraries.

Left out, as the material's own README says: seven results of libical that start in the middle of a
series (``START-AT``), and one of a rule nobody agrees on (``BYWEEKNO`` without a weekday, which
libical reads as one day of the week and RFC 5545 as all seven).
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Event

from app.interchange.icalendar_files import Span
from app.interchange.icalendar_files.limits import ExpansionLimits
from app.interchange.icalendar_files.recurrence import CannotExpand, Expansion

MATERIAL = next(
    (
        parent / "shared" / "data" / "recurrence"
        for parent in Path(__file__).resolve().parents
        if (parent / "shared" / "data" / "recurrence").is_dir()
    ),
    Path("shared"),
)
ROOMY = ExpansionLimits(most_each=10_000, most_all=10_000, seconds=60)
DISPUTED = "FREQ=YEARLY;BYWEEKNO=1,2;UNTIL=20170101T000000Z"
LAST_DAY = date(9000, 1, 1)

pytestmark = pytest.mark.skipif(not MATERIAL.is_dir(), reason="the shared material is not here")


def cases(name: str) -> list[dict[str, Any]]:
    if not MATERIAL.is_dir():
        return []
    found: list[dict[str, Any]] = json.loads((MATERIAL / name).read_text("utf-8"))
    return found


DATEUTIL = [
    pytest.param(each["dtstart"], each["rrule"], each["expected"], id=each["name"])
    for each in cases("dateutil_rrule_cases.json")
]
LIBICAL = [
    pytest.param(
        each["DTSTART"],
        each["RRULE"],
        [stamp for stamp in each.get("INSTANCES", "").split(",") if stamp],
        id=f"{number}-{each['RRULE'][:60]}",
    )
    for number, each in enumerate(cases("libical_recur_cases.json"))
    if "START-AT" not in each and each["RRULE"] != DISPUTED
]


def test_as_many_cases_as_the_material_is_said_to_hold() -> None:
    assert (len(DATEUTIL), len(LIBICAL)) == (227, 62)


@pytest.mark.parametrize(("start", "rule", "expected"), [*DATEUTIL, *LIBICAL])
def test_a_rule_falls_on_the_days_of_the_reference(
    start: str, rule: str, expected: list[str]
) -> None:
    found = worked_out(start, rule, expected)
    whole = [each if "T" in each else f"{each}T000000" for each in expected]
    wanted = [each.removesuffix("Z") for each in whole]
    is_bounded = "COUNT" in rule or "UNTIL" in rule
    assert (found if is_bounded else found[: len(wanted)]) == wanted


def worked_out(start: str, rule: str, expected: list[str]) -> list[str]:
    """Return the days of a rule, to a year behind the last that is expected."""
    text = f"BEGIN:VEVENT\r\nUID:x\r\nDTSTART:{start}\r\nRRULE:{rule}\r\nEND:VEVENT\r\n"
    first, last = day(start), day(expected[-1]) if expected else day(start)
    span = Span(first, min(LAST_DAY, last + timedelta(days=400)) if last < LAST_DAY else last)
    limits = ROOMY if "COUNT" in rule or "UNTIL" in rule else ENDLESS
    try:
        found = Expansion(span, limits).occurrences([Event.from_ical(text)])
    except CannotExpand as never:
        if str(never) != "feed.never":
            raise
        return []
    return [stamp(each["DTSTART"].dt) for each in found]


ENDLESS = ExpansionLimits(most_steps=10**9, most_each=10**6, most_all=10**6, seconds=60)
"""For rules without an end, of which the reference has the first few."""


def day(stamp: str) -> date:
    return date.fromisoformat(stamp[:8])


def stamp(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{moment:%Y%m%dT%H%M%S}"
    return f"{moment:%Y%m%d}T000000"
