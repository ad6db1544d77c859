"""Every calendar file of two other projects' tests is read, or refused in a sentence.

Run as a program it prints what became of each: ``python -m tests.conformance.test_calendar_files``.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import ImportRefused
from app.i18n.sentences import SENTENCES, say, sentence
from app.interchange.icalendar_files import FeedFile, Span
from app.interchange.icalendar_files.reading import read_feed

SHARED = next(
    (
        parent / "shared" / "data"
        for parent in Path(__file__).resolve().parents
        if (parent / "shared" / "data").is_dir()
    ),
    Path("shared"),
)
MATERIAL = SHARED / "calendar"
HOLIDAYS = SHARED / "holidays" / "us_il_2024_2027.ics"
SPAN = Span(date(1990, 1, 1), date(2030, 1, 1))
ZONE = "America/Los_Angeles"

pytestmark = pytest.mark.skipif(not MATERIAL.is_dir(), reason="the shared material is not here")


def files() -> list[Path]:
    return sorted(path for path in MATERIAL.rglob("*") if path.is_file())


def outcome(path: Path) -> FeedFile | ImportRefused:
    try:
        return read_feed(path, ZONE, SPAN)
    except ImportRefused as refused:
        return refused


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(MATERIAL)))
def test_a_file_is_read_or_refused_with_place_and_reason(path: Path) -> None:
    found = outcome(path)
    if isinstance(found, ImportRefused):
        assert found.code in SENTENCES
        assert re.search(r", line \d+: ", sentence(found))
        assert path.name in sentence(found)
        return
    for refusal in found.refusals:
        assert refusal.code in SENTENCES
        assert refusal.line >= 1
        assert "{" not in say(refusal.code, {"stated": refusal.stated})
    for event in found.events:
        assert event.uid
        assert event.line >= 1
        assert (event.starts_at is None) == (event.days > 0)


def test_most_of_what_calendar_programs_wrote_is_read() -> None:
    read = [path for path in files() if path.suffix == ".ics" and not _is_refused(path)]
    assert len(read) >= 165


def test_holidays_are_days_by_name() -> None:
    days = read_feed(HOLIDAYS, ZONE, SPAN).events
    named = {(each.on, each.summary) for each in days}
    assert (date(2026, 12, 25), "Christmas Day") in named
    assert all(each.is_all_day and each.days == 1 for each in days)
    assert {each.on.year for each in days} == {2024, 2025, 2026, 2027}


def _is_refused(path: Path) -> bool:
    return isinstance(outcome(path), ImportRefused)


def _lines() -> Iterator[str]:
    counts: Counter[str] = Counter()
    for path in files():
        found = outcome(path)
        name = str(path.relative_to(MATERIAL))
        if isinstance(found, ImportRefused):
            counts["files refused"] += 1
            yield f"refused  {name}: {sentence(found)}"
            continue
        counts["files read"] += 1
        counts["events stated"] += found.stated
        counts["events and occurrences read"] += len(found.events)
        counts["events refused"] += sum(each.is_whole for each in found.refusals)
        yield f"read     {name}: {found.stated} events, {len(found.events)} read"
    for words, count in counts.items():
        yield f"{count:6d} {words}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in _lines())
