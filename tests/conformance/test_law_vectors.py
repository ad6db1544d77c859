"""The worked examples of the rules, every expected key of every one."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.interchange.deadlines import compute

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


def test_there_are_as_many_examples_as_were_published() -> None:
    assert len(load("time_computation.json")) == 74
    assert len(load("speedy_trial.json")) == 60
