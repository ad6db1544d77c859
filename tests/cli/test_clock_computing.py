"""`dossier clock compute`, and files that mean harm to either command that computes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import DONE, REFUSED, run

CLOCK: dict[str, Any] = {
    "id": "trial",
    "regime": "US-STA-70",
    "inputs": {"clock_start": "2026-01-07"},
}
COUNT = {
    "id": "reply",
    "profile": "fed_rule45",
    "trigger": "2026-11-02",
    "direction": "after",
    "period": {"n": 14, "unit": "days"},
}
BOTH = (("clock", "compute"), ("deadlines", "compute"))

Compute = Callable[[str | bytes], tuple[int, Any, str]]


@pytest.fixture(params=BOTH, ids=lambda words: str(words[0]))
def compute(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Compute:
    def answered(content: str | bytes) -> tuple[int, Any, str]:
        file = tmp_path / "questions.json"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = run([*request.param, str(file)])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if shown.out else None, shown.err

    return answered


def test_both_commands_answer_both_kinds_and_go_on_after_a_refusal(compute: Compute) -> None:
    bad = {"id": "bad", "regime": "US-STA-70", "inputs": {"clock_start": "2026-02-30"}}
    code, answers, _ = compute(json.dumps([CLOCK, bad, COUNT]))
    assert code == DONE
    assert answers[0]["day_limit_date"] == "2026-03-18"
    assert answers[1] == {
        "id": "bad",
        "error": "inputs.clock_start: The calendar has no 2026-02-30. Correct the date.",
    }
    assert answers[2]["due"] == "2026-11-16"
    assert all(answer["trace"] for answer in (answers[0], answers[2]))


@pytest.mark.parametrize(
    ("bomb", "words"),
    [
        ("[" * 200_000, "nests its objects too deeply"),
        ('{"a":' * 200_000, "nests its objects too deeply"),
        ("[" + "{}," * 2_000_001 + "{}]", "too large"),
        ('[{"id": "x"}', "This is no JSON (line 1, column 13"),
        ('{"id": "x"}\n{"id": "y"}\n', "in line 2. Put all questions in one array."),
        ("\n", "holds no deadline questions"),
    ],
    ids=["lists", "objects", "many", "broken", "lines", "blank"],
)
def test_a_bomb_is_refused_in_a_sentence(compute: Compute, bomb: str, words: str) -> None:
    code, answers, error = compute(bomb)
    assert (code, answers) == (REFUSED, None)
    assert words in error
    assert len(error.splitlines()) == 1


def test_a_huge_file_is_refused_before_it_is_read_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    assert run(["clock", "compute", str(file)]) == REFUSED
    assert "Give at most 64 MB" in capsys.readouterr().err


def test_numbers_beyond_all_sense_are_refused_where_they_stand(compute: Compute) -> None:
    huge = "9" * 10_000
    counts = ",".join(
        json.dumps({**COUNT, "period": {"n": "NUMBER", "unit": unit}}).replace('"NUMBER"', n)
        for n in (huge, "1000000000", "1e400", "-1000000000")
        for unit in ("days", "years")
    )
    limit = json.dumps(CLOCK).replace('"2026-01-07"', f'"2026-01-07", "limit_days": {huge}')
    code, answers, _ = compute(f"[{counts}, {limit}, {json.dumps(COUNT)}]")
    assert code == DONE
    assert all(answer["error"].startswith("period.n: ") for answer in answers[:8])
    assert answers[8]["error"].startswith("inputs.limit_days: ")
    assert answers[9]["due"] == "2026-11-16"


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_word_that_is_no_number_stops_its_own_object_only(compute: Compute, word: str) -> None:
    period = json.dumps({**COUNT, "period": {"n": "NUMBER", "unit": "days"}})
    limit = json.dumps({**CLOCK, "inputs": {**CLOCK["inputs"], "limit_days": "NUMBER"}})
    spoiled = f"{period}, {limit}".replace('"NUMBER"', word)
    code, answers, _ = compute(f'[{spoiled}, {{"id": {word}}}, {json.dumps(COUNT)}]')
    assert code == DONE
    assert [answer.get("error") for answer in answers[:3]] == [
        "period.n: A whole number is needed here.",
        "inputs.limit_days: A whole number is needed here.",
        "id: Text is needed here.",
    ]
    assert answers[3]["due"] == "2026-11-16"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"trigger": "2026-02-30"}, "trigger"),
        ({"trigger": "2040-12-30"}, "trigger"),
        ({"holiday_calendar": "US-MOON"}, "holiday_calendar"),
        ({"inaccessible": ["2026-02-30"]}, "inaccessible[0]"),
        (
            {
                "profile": "elapsed_hours_no_roll",
                "trigger": "2026-03-08T02:30:00",
                "timezone": "America/New_York",
                "period": {"n": 48, "unit": "hours"},
            },
            "trigger",
        ),
    ],
)
def test_a_refusal_names_the_field_to_correct(
    compute: Compute, changes: dict[str, Any], field: str
) -> None:
    code, (answer,), _ = compute(json.dumps({**COUNT, **changes}))
    assert code == DONE
    assert answer["error"].startswith(f"{field}: ")


def test_a_field_given_twice_is_refused_and_the_next_object_answered(compute: Compute) -> None:
    twice = json.dumps(COUNT).replace('"trigger":', '"trigger": "2026-01-05", "trigger":')
    _, answers, _ = compute(f"[{twice}, {json.dumps(CLOCK)}]")
    assert answers[0] == {"id": "reply", "error": "The field 'trigger' is given twice."}
    assert "error" not in answers[1]
