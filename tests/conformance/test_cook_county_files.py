"""The published quarter of the Cook County State's Attorney, against counts made independently."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest

from app.interchange.cook_county import Coded, Referrals, RowCount, read_office

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "cook_county"

LAST_YEAR = 2019

pytestmark = pytest.mark.skipif(
    not (FOLDER / "expected.json").is_file(),
    reason="the published files are not beside this checkout",
)


@pytest.fixture(scope="module")
def office() -> Referrals:
    return read_office(
        FOLDER, today=date(2026, 1, 1), progress=lambda _: None, cancelled=lambda: False
    )


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return answers


def words(coded: Iterable[Coded | None]) -> dict[str, int]:
    return dict(Counter(word.stated if word else "(blank)" for word in coded))


def findings(office: Referrals, code: str, field: str) -> int:
    return sum(finding.code == code and finding.field == field for finding in office.findings)


def test_every_row_is_read_and_none_is_lost(office: Referrals, expected: dict[str, Any]) -> None:
    assert office.accounting == {
        f"{name}.csv": RowCount(read=rows, imported=rows, duplicates=0, rejected=0)
        for name, rows in expected["rows"].items()
    }


def test_the_counts_are_the_published_ones(office: Referrals, expected: dict[str, Any]) -> None:
    assert len(office.cases) == expected["cases_distinct"]
    assert len(office.defendants) == expected["participants_distinct"]
    assert len(office.charges) == expected["charges_distinct_initiation"]
    assert all(charge.from_initiation for charge in office.charges)
    assert len(office.dispositions) == expected["rows"]["dispositions"]
    assert len(office.sentences) == expected["rows"]["sentencing"]


def test_defendants_share_cases_and_charges(office: Referrals, expected: dict[str, Any]) -> None:
    per_case = Counter(person.case_id for person in office.defendants)
    assert sum(count > 1 for count in per_case.values()) == expected["cases_with_2plus_defendants"]
    assert max(per_case.values()) == expected["max_defendants_in_a_case"]
    per_person = Counter(a.participant_id for charge in office.charges for a in charge.against)
    assert max(per_person.values()) == expected["max_charges_per_participant"]
    assert per_person.total() == expected["rows"]["initiation"]
    several = sum(len(charge.versions) > 1 for charge in office.charges)
    assert several == expected["charge_ids_with_2plus_versions"]


def test_the_words_are_counted_alike(office: Referrals, expected: dict[str, Any]) -> None:
    reviews = [review for person in office.defendants for review in person.reviews]
    assert words(review.result for review in reviews) == expected["felony_review_result"]
    assert words(entry.outcome for entry in office.dispositions) == expected["charge_disposition"]
    current = (entry.kind for entry in office.sentences if entry.is_current)
    assert words(current) == expected["sentence_type_current"]


def test_every_word_of_the_quarter_is_in_our_lists(office: Referrals) -> None:
    unknown = {f.stated for f in office.findings if f.code == "import.value.unknown_word"}
    assert unknown == set()


def test_impossible_dates_are_found(office: Referrals, expected: dict[str, Any]) -> None:
    day = "disposition_date"
    before_received = expected["disposition_dates_before_received"]
    assert findings(office, "import.date.before_received", day) == before_received
    before_arrest = expected["disposition_dates_before_arrest"]
    assert findings(office, "import.date.before_arrest", day) == before_arrest
    assert (
        findings(office, "import.date.in_future", day) == expected["disposition_dates_after_2019"]
    )
    assert any(entry.disposed_on == date(2109, 4, 22) for entry in office.dispositions)


def test_the_intake_clock_is_four_hours_ahead_everywhere(office: Referrals) -> None:
    shift = office.shift
    assert (shift.ahead, shift.proven) == (timedelta(hours=4), True)
    assert shift.agreeing == shift.compared > 20_000
    assert not any(finding.code == "import.row.facts_differ" for finding in office.findings)
    received = {case.received_on for case in office.cases}
    assert (min(filter(None, received)), max(filter(None, received))) == (
        date(2019, 1, 1),
        date(2019, 3, 31),
    )


def test_the_published_lengths_are_ours(office: Referrals, expected: dict[str, Any]) -> None:
    lengths = [s.days_published for s in office.sentences if s.days_published is not None]
    assert len(lengths) == expected["published_length_of_case_rows"]
    differing = findings(office, "import.value.other_length", "length_of_case_in_days")
    assert len(lengths) - differing == expected["published_equals_sentence_minus_arraignment"]
    assert sum(days < 0 for days in lengths) == expected["published_length_negative"]
    assert median(lengths) == expected["published_length_median"]
    assert mean(lengths) == pytest.approx(expected["published_length_mean"], abs=5e-5)


def test_days_to_disposition_have_the_published_median(
    office: Referrals, expected: dict[str, Any]
) -> None:
    cases = {case.case_id: case for case in office.cases}
    first: dict[str, tuple[int, str]] = {}
    for entry in office.dispositions:
        case = cases[entry.case_id]
        if entry.is_primary and entry.disposed_on and case.received_on:
            days = (entry.disposed_on - case.received_on).days
            if days >= 0 and entry.disposed_on.year <= LAST_YEAR:
                known = first.get(entry.participant_id)
                first[entry.participant_id] = min(
                    known or (days, case.updated_category), (days, case.updated_category)
                )
    answer = expected["median_days_received_to_first_primary_disposition_all"]
    assert len(first) == answer["n"]
    assert median(days for days, _ in first.values()) == answer["median"]
    by_category: dict[str, list[int]] = {}
    for days, category in first.values():
        by_category.setdefault(category, []).append(days)
    assert {
        category: [len(days), median(days)]
        for category, days in by_category.items()
        if len(days) >= 30
    } == expected["median_days_received_to_disposition_by_updated_offense_category_n30plus"]


def test_ids_and_offense_codes_keep_their_digits(office: Referrals) -> None:
    assert {len(charge.charge_id) for charge in office.charges} == {13}
    codes = [v.offense.aoic for charge in office.charges for v in charge.versions]
    assert {len(code) for code in codes} == {7}
    assert any(code.startswith("00") for code in codes)
