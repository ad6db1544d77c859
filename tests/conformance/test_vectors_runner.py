"""The runner of examples: what it tells, and with which exit code."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.conformance.vectors import PUBLISHED
from tests.conformance.vectors.__main__ import main

EXAMPLE: dict[str, Any] = json.loads(PUBLISHED[-1].read_text(encoding="utf-8"))[0]


def run(*files: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(file) for file in files])
    return result.exit_code, result.output


def written(folder: Path, *examples: object) -> Path:
    file = folder / "examples.json"
    file.write_text(json.dumps(examples), encoding="utf-8")
    return file


def test_the_published_examples_all_pass() -> None:
    code, output = run(*PUBLISHED)
    assert code == 0
    assert "60 examples, 60 passed, 0 failed" in output
    assert "74 examples, 74 passed, 0 failed" in output
    assert run() == (code, output)


def test_a_failure_names_the_key_what_was_expected_and_what_came(tmp_path: Path) -> None:
    wrong = {**EXAMPLE, "expected": {**EXAMPLE["expected"], "due": "2026-03-17", "moon": None}}
    code, output = run(written(tmp_path, wrong, EXAMPLE))
    assert code == 1
    assert "2 examples, 1 passed, 1 failed" in output
    assert 'T001: due: expected "2026-03-17", got "2026-03-16"' in output
    assert 'T001: moon: expected null, got "(no such key)"' in output


def test_a_refused_example_says_why_unless_a_refusal_was_expected(tmp_path: Path) -> None:
    refused = {**EXAMPLE, "trigger": "2026-02-30"}
    code, output = run(written(tmp_path, refused))
    assert code == 1
    assert "T001: refused: trigger: " in output
    assert run(written(tmp_path, {**refused, "expected": {"error": True}}))[0] == 0
    assert run(written(tmp_path, {**EXAMPLE, "expected": {"error": True}}))[0] == 1


def test_what_is_no_example_is_told_with_its_place(tmp_path: Path) -> None:
    code, output = run(written(tmp_path, EXAMPLE, 7, {"id": "x"}))
    assert code == 1
    assert "[1]: refused: no example" in output
    assert "[2]: refused: no example" in output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"", "it is not JSON: Expecting value in line 1, column 1"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff", "not text in UTF-8"),
        (b"{}", "no array of examples"),
    ],
)
def test_a_file_of_no_use_is_told_of_in_a_sentence(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    file = tmp_path / "examples.json"
    if content is not None:
        file.write_bytes(content)
    code, output = run(file, *PUBLISHED)
    assert code == 1
    assert words in output
    assert "74 passed" in output
