"""Puts the examples of a file to the engine and compares what they expect."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.interchange.deadlines import compute

LABELS = frozenset({"expected", "why"})


class UnusableFile(Exception):
    """The file holds no examples; the words say why."""


@dataclass(frozen=True)
class Failure:
    """One thing an example expects that the engine does not answer.

    Attributes:
        place: of the example in its file, from 0.
        key: the key that differs; None where the engine refused the example.
    """

    place: int
    id: str
    key: str | None
    expected: object
    got: object

    def line(self) -> str:
        """The failure as one line of a report."""
        if self.key is None:
            return f"{self.id}: refused: {self.got}"
        return f"{self.id}: {self.key}: expected {_json(self.expected)}, got {_json(self.got)}"


@dataclass(frozen=True)
class Outcome:
    """How one file went."""

    file: Path
    examples: int
    failures: tuple[Failure, ...]

    @property
    def failed(self) -> int:
        """Examples with at least one failure."""
        return len({failure.place for failure in self.failures})


def run_file(file: Path) -> Outcome:
    """Put every example of a file to the engine.

    Raises:
        UnusableFile: it is missing, no JSON or no array of examples.
    """
    examples = _examples(file)
    failures = [found for each in enumerate(examples) for found in _failures(*each)]
    return Outcome(file, len(examples), tuple(failures))


def _examples(file: Path) -> list[Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnusableFile(error.strerror or "it cannot be read") from None
    except UnicodeDecodeError:
        raise UnusableFile("it is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        reason = f"it is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        raise UnusableFile(reason) from None
    except (ValueError, RecursionError):
        raise UnusableFile("it is not JSON: nested too deeply or numbers too long") from None
    if not isinstance(found, list):
        raise UnusableFile("it holds no array of examples")
    return found


def _failures(place: int, example: Any) -> Iterator[Failure]:
    """Yield what an example expects and the engine does not answer."""
    if not isinstance(example, dict) or not isinstance(example.get("expected"), dict):
        yield Failure(
            place, f"[{place}]", None, None, "no example: an object with expected is needed"
        )
        return
    id_, expected = str(example.get("id", f"[{place}]")), example["expected"]
    asked = {name: value for name, value in example.items() if name not in LABELS}
    (answer,) = compute(json.dumps(asked))
    refused = answer.get("error")
    if refused is not None and "error" not in expected:
        yield Failure(place, id_, None, None, refused)
        return
    for key, value in expected.items():
        if key == "error":
            if refused is None:
                yield Failure(place, id_, key, value, None)
        elif key not in answer or not _is_same(answer[key], value):
            yield Failure(place, id_, key, value, answer.get(key, "(no such key)"))


def _is_same(got: object, expected: object) -> bool:
    """Whether two JSON values are the same; true is not 1."""
    return _json(got) == _json(expected)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True)
