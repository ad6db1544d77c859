"""The worked examples of the rules, every expected key of every one."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.time_computation import DayProfile, HourProfile
from app.interchange.deadlines import compute
from tests.conformance.random_counts import PROFILES

VECTORS = Path(__file__).parent / "vectors"


def load(name: str) -> list[dict[str, Any]]:
    examples: list[dict[str, Any]] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return examples


EXAMPLES = [*load("time_computation.json"), *load("speedy_trial.json")]


def asked(example: dict[str, Any]) -> dict[str, Any]:
    """Return the example without its answer."""
    return {name: value for name, value in example.items() if name not in {"expected", "why"}}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["id"]))
def test_the_engine_reproduces_the_example(example: dict[str, Any]) -> None:
    (answer,) = compute(json.dumps(asked(example)))
    assert "error" not in answer
    assert {name: answer.get(name) for name in example["expected"]} == example["expected"]
    assert answer["id"] == example["id"]
    assert answer["trace"]


def test_a_file_of_examples_is_answered_in_order() -> None:
    answers = compute(json.dumps([asked(example) for example in EXAMPLES]))
    assert [answer["id"] for answer in answers] == [example["id"] for example in EXAMPLES]


# The profiles below are the program's own: the published schema does not know them, and nothing of
# its own profiles depends on them. Whoever exchanges files must not count on another engine's
# knowing them.
OURS = [
    ("calendar_days", "after", 30, "2026-11-25", "2026-12-25", "2026-12-24"),
    ("calendar_days", "before", 15, "2026-12-07", "2026-11-22", "2026-11-20"),
    ("fl_2514_before", "before", 10, "2026-11-30", "2026-11-16", "2026-11-16"),
]


@pytest.mark.parametrize(("profile", "direction", "n", "trigger", "due", "safe"), OURS)
def test_the_profiles_of_our_own_are_answered_like_the_published_ones(
    *, profile: str, direction: str, n: int, trigger: str, due: str, safe: str
) -> None:
    question = {
        "id": "ours",
        "profile": profile,
        "trigger": trigger,
        "period": {"n": n, "unit": "days"},
        "direction": direction,
        "holiday_calendar": "FL-2514",
    }
    (answer,) = compute(json.dumps(question))
    found = (answer["due"], answer["conservative_due"], answer["alternative_due"])
    assert found == (due, safe, None)
    assert bool(answer["warnings"]) == (due != safe)
    assert answer["trace"]


def test_hours_of_our_own_are_counted_back() -> None:
    question = {
        "id": "ours",
        "profile": "elapsed_hours_before",
        "trigger": "2026-11-02T10:00:00",
        "timezone": "America/New_York",
        "period": {"n": 48, "unit": "hours"},
        "direction": "before",
    }
    (answer,) = compute(json.dumps({**question, "holiday_calendar": "NY-GCL24"}))
    assert answer["due"] == answer["raw_end"] == "2026-10-31T11:00:00"


def test_the_published_profiles_are_all_there_and_only_ours_besides() -> None:
    ours = {"calendar_days", "fl_2514_before", "elapsed_hours_before"}
    assert {*DayProfile, *HourProfile} == {*PROFILES, *ours}


def test_there_are_as_many_examples_as_were_published() -> None:
    assert len(load("time_computation.json")) == 74
    assert len(load("speedy_trial.json")) == 60
