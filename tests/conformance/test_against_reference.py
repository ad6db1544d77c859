"""The engine against the reference engine, and the reference against the worked examples.

`python -m tests.conformance.against_reference` runs as many objects as one likes.
"""

import json
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from app.domain.court_calendars import court_calendar
from tests.conformance.against_reference import KINDS, difference, random_object
from tests.conformance.reference_engine import answer
from tests.conformance.reference_engine.holidays import COVERED, Court
from tests.conformance.vectors import PUBLISHED

EXAMPLES: list[dict[str, Any]] = [
    example for file in PUBLISHED for example in json.loads(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["id"]))
def test_the_reference_reproduces_the_example(example: dict[str, Any]) -> None:
    expected = example["expected"]
    found = answer({name: value for name, value in example.items() if name != "expected"})
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("calendar_id", COVERED)
def test_the_calendars_close_on_the_same_days(calendar_id: str) -> None:
    calendar, reference = court_calendar(calendar_id), Court(calendar_id)
    first, last = COVERED[calendar_id]
    assert calendar.first <= date(first, 1, 1)
    assert calendar.last >= date(last, 12, 31)
    day = date(first, 1, 1)
    while day.year <= last:
        assert calendar.is_open(day) == reference.is_open(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize("kind", KINDS)
def test_engine_and_reference_agree_on_random_objects(kind: str) -> None:
    rng = Random(f"objects of {kind}")  # noqa: S311  the same objects in every run
    for _ in range(15):
        found, _ = difference(random_object(rng, kind))
        assert found is None


@pytest.mark.parametrize("kind", KINDS)
def test_most_random_objects_of_a_kind_can_be_answered(kind: str) -> None:
    rng = Random(kind)  # noqa: S311  the same objects in every run
    answered = [difference(random_object(rng, kind))[1] for _ in range(30)]
    assert sum(answered) > 15
