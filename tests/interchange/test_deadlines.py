"""Deadline questions as JSON: strict reading, and one bad question beside good ones."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import ImportRefused, Refused
from app.i18n.sentences import sentence
from app.interchange.deadlines import compute

VECTORS = Path(__file__).resolve().parents[1] / "conformance" / "vectors"
EXAMPLES: list[dict[str, Any]] = [
    example
    for name in ("time_computation.json", "speedy_trial.json")
    for example in json.loads((VECTORS / name).read_text(encoding="utf-8"))
]


def example(id_: str, **changes: Any) -> dict[str, Any]:
    """Return a published question with some fields changed, or taken out where None."""
    found = next(question for question in EXAMPLES if question["id"] == id_)
    changed = {**copy.deepcopy(found), **changes}
    return {name: value for name, value in changed.items() if value is not None}


def code_of(question: object) -> str:
    """Return the code of the refusal the one question is answered with."""
    (answer,) = compute(json.dumps([question]), lambda refusal: refusal.code)
    assert set(answer) == {"id", "error"}
    return str(answer["error"]).rpartition(": ")[2]


def test_a_single_question_is_answered_like_a_list_of_one() -> None:
    question = example("T001")
    assert compute(json.dumps(question)) == compute(json.dumps([question]))


def test_a_bad_question_does_not_stop_the_others() -> None:
    questions = [example("T001"), {"id": "bad", "profile": "tea_leaves"}, "?", example("S40")]
    answers = compute(json.dumps(questions))
    assert [answer["id"] for answer in answers] == ["T001", "bad", None, "S40"]
    assert ["error" in answer for answer in answers] == [False, True, True, False]


def test_an_answer_holds_every_key_of_its_profile_and_null_for_what_cannot_be_computed() -> None:
    (answer,) = compute(json.dumps(example("T080")))
    assert set(answer) == {
        "id", "raw_last_day", "raw_end", "after_first_roll", "after_base", "due", "due_weekday",
        "conservative_due", "alternative_due", "due_local_court", "due_instant_utc", "warnings",
        "trace", "engine", "calendar", "calendar_edition",
    }  # fmt: skip
    assert (answer["alternative_due"], answer["raw_end"]) == (None, None)
    (hours,) = compute(json.dumps(example("T070")))
    assert set(hours) == set(answer)
    (clock,) = compute(json.dumps(example("S23")))
    assert (clock["day_limit_date"], clock["last_day_rule45"]) == (None, None)


def test_a_refusal_names_the_field_and_is_worded_as_everywhere() -> None:
    question = json.dumps(example("T116", direction="before"))
    refusal = Refused("period.direction", field="direction", profile="ca_ccp12")
    assert compute(question) == [{"id": "T116", "error": f"direction: {sentence(refusal)}"}]
    assert compute(question, lambda found: found.code)[0]["error"] == "direction: period.direction"


def test_a_byte_order_mark_is_read_over() -> None:
    assert compute("\ufeff" + json.dumps(example("T001")))[0]["due"] == "2026-03-16"


def test_an_empty_list_has_no_answers() -> None:
    assert compute("[]") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("deadlines.not_objects", ""),
        ("deadlines.not_objects", " \n"),
        ("deadlines.not_json", "[{]"),
        ("deadlines.more_follow", '{"id": "a"}\n{"id": "b"}\n'),
        ("deadlines.more_follow", "[] ]"),
        ("deadlines.too_deep", "[" * 100_000),
        ("deadlines.not_objects", "9" * 10_000),
        ("deadlines.not_json", "\x00"),
        ("deadlines.not_objects", "14"),
        ("deadlines.not_objects", '"T001"'),
        ("deadlines.not_objects", "null"),
    ],
)
def test_a_text_that_is_no_list_of_questions_is_refused_whole(code: str, text: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        compute(text)
    assert caught.value.code == code


def test_broken_json_is_refused_with_its_place() -> None:
    with pytest.raises(ImportRefused) as caught:
        compute('[\n  {"id": "T001",}\n]')
    assert caught.value.values["line"] == 2


DAYS_14 = {"n": 14, "unit": "days"}
HOURS_3 = {"n": 3, "unit": "hours"}


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("json.not_an_object", ["T001"]),
        ("json.not_an_object", None),
        ("json.field_missing", example("T001", id=None)),
        ("json.not_text", example("T001", id=1)),
        ("json.not_text", example("T001", id="\ud800")),
        ("json.field_missing", example("T001", profile=None)),
        ("json.unknown_word", example("T001", profile="fed_rule46")),
        ("json.unknown_word", example("T001", profile="FED_RULE45")),
        ("json.not_text", example("T001", profile=["fed_rule45"])),
        ("json.profile_and_regime", example("T001", regime="US-STA-70")),
        ("json.field_missing", example("T001", trigger=None)),
        ("json.no_such_day", example("T001", trigger="2026-02-30")),
        ("json.not_a_date", example("T001", trigger="20260302")),
        ("json.not_a_date", example("T001", trigger="2026-W10-1")),
        ("json.not_a_date", example("T001", trigger="2026-03-02T10:00:00")),
        ("json.not_a_date", example("T001", trigger="\u0662026-03-02")),
        ("json.not_a_date", example("T001", trigger=20260302)),
        ("json.field_missing", example("T001", period=None)),
        ("json.not_an_object", example("T001", period=14)),
        ("json.field_missing", example("T001", period={"n": 14})),
        ("json.field_missing", example("T001", period={"unit": "days"})),
        ("json.not_a_whole_number", example("T001", period={"n": "14", "unit": "days"})),
        ("json.not_a_whole_number", example("T001", period={"n": 14.0, "unit": "days"})),
        ("json.not_a_whole_number", example("T001", period={"n": True, "unit": "days"})),
        ("period.too_short", example("T001", period={"n": -1, "unit": "days"})),
        ("period.too_short", example("T100", period={"n": 0, "unit": "court_days"})),
        ("period.too_long", example("T001", period={"n": 10**12, "unit": "days"})),
        ("json.unknown_word", example("T001", period={"n": 2, "unit": "fortnights"})),
        ("period.unit", example("T001", period=HOURS_3)),
        ("period.unit", example("T001", period={"n": 3, "unit": "court_days"})),
        ("json.field_missing", example("T001", direction=None)),
        ("json.unknown_word", example("T001", direction="sideways")),
        ("json.not_an_object", example("T001", service="mail")),
        ("service.negative", example("T001", service={"added_days": -3})),
        ("service.too_long", example("T001", service={"added_days": 10_000})),
        ("json.unknown_word",
         example("T001", service={"added_days": 3, "added_unit": "fortnights"})),
        ("calendar.not_exchanged", example("T116", holiday_calendar="CA")),
        ("calendar.not_exchanged", example("T116", holiday_calendar="TX-courts")),
        ("calendar.not_exchanged", example("T116", holiday_calendar="OFFICE-RIVERSIDE")),
        ("calendar.required", example("T116", holiday_calendar=None)),
        ("calendar.required", example("T100", holiday_calendar=None)),
        ("calendar.not_loaded", example("T001", trigger="2041-03-04", trigger_weekday=None)),
        ("calendar.not_loaded", example("T140", trigger="2012-03-06", trigger_weekday=None)),
        ("calendar.not_loaded", example("T001", trigger="1950-03-06", trigger_weekday=None)),
        ("date.out_of_range", example("T001", trigger="9999-12-31", trigger_weekday=None)),
        ("json.not_a_list", example("T001", state_holidays="2026-04-20")),
        ("json.not_a_date", example("T001", inaccessible=["2026-04-20", "soon"])),
        ("period.direction", example("T116", direction="before")),
        ("period.direction", example("T115", direction="after")),
        ("period.direction", example("T080", direction="before")),
        ("period.direction", example("T070", direction="before")),
        ("period.direction", example("T140", direction="before")),
        ("period.direction", example("T053", direction="before")),
        ("json.field_missing", example("T053", period={"n": 0, "unit": "fixed_date"})),
        ("period.two_days_only", example("T138", period={"n": 3, "unit": "days"})),
        ("json.not_a_local_time", example("T070", trigger="2026-05-11")),
        ("json.not_a_local_time", example("T070", trigger="2026-05-11T16:45:00Z")),
        ("json.not_a_local_time", example("T070", trigger="2026-05-11T25:45:00")),
        ("time.missing_hour",
         example("T070", trigger="2026-03-08T02:30:00", trigger_weekday="Sun")),
        ("json.field_missing", example("T070", timezone=None)),
        ("time.unknown_zone", example("T070", timezone="New York")),
        ("time.unknown_zone", example("T070", timezone="../../../etc/passwd")),
        ("period.unit", example("T070", period=DAYS_14)),
        ("json.unknown_word", example("T080", filing_method="carrier pigeon")),
        ("json.not_a_time_of_day", example("T081", clerk_closes="4:30 pm")),
        ("json.not_a_time_of_day", example("T081", clerk_closes="24:00")),
        ("session.missing", example("T121", session=None)),
        ("session.reversed", example("T121", session={"open": "16:30", "close": "08:30"})),
        ("json.unknown_word", example("S40", regime="CA-1383")),
        ("json.field_missing", example("S40", inputs=None)),
        ("json.not_an_object", example("S40", inputs=[])),
        ("json.field_missing", example("S40", inputs={"start": "2026-02-02"})),
        ("json.not_a_whole_number",
         example("S40", inputs={"start": "2026-02-02", "limit_days": "60"})),
        ("json.field_missing", example("S03", inputs={"clock_start": "2026-01-07",
                                                      "exclusions": [{"from": "2026-01-20"}]})),
        ("json.not_an_object", example("S03", inputs={"clock_start": "2026-01-07",
                                                      "exclusions": ["2026-01-20"]})),
        ("exclusion.reversed",
         example("S03", inputs={"clock_start": "2026-01-07",
                                "exclusions": [{"from": "2026-02-20", "to": "2026-02-10"}]})),
        ("json.not_true_or_false",
         example("S81", inputs={"arrest": "2026-02-02", "released": "2026-03-02",
                                "limit_days": 270, "triple_count": "yes"})),
        ("json.not_a_whole_number",
         example("S63", inputs={"commencement": "2026-02-10", "limit": 6.5})),
        ("clock.limit_unknown",
         example("S63", inputs={"commencement": "2026-02-10", "limit": "six months"})),
        ("clock.custody_only",
         example("S74", inputs={"arrest": "2026-03-02", "custody": "out"})),
        ("calendar.not_loaded",
         example("S70", inputs={"formal_charges_filed": "2012-08-14", "limit_days": 175})),
    ],
)  # fmt: skip
def test_a_malformed_or_unlawful_question_is_refused_by_name(code: str, question: object) -> None:
    assert code_of(question) == code


@pytest.mark.parametrize(
    ("question", "due"),
    [
        (example("T001", trigger_weekday="Tue"), "2026-03-16"),
        (example("T001", service={"method": "mail"}), "2026-03-16"),
        (example("T116", service={"added_days": 5}), "2008-06-13"),
        (example("T080", filing_method=None), "2026-07-14"),
        (example("T081", clerk_closes=None), "2026-07-14"),
    ],
)
def test_what_says_too_little_or_too_much_is_answered_with_a_warning(
    question: dict[str, Any], due: str
) -> None:
    answer: dict[str, Any] = compute(json.dumps(question))[0]
    assert answer["due"] == due
    (warning,) = answer["warnings"]
    assert f"Warning: {warning}" in answer["trace"]


@pytest.mark.parametrize("type_", ["\ud800", 5, ["(h)"], {"a": 1}, "two\nlines" * 1000, "", None])
def test_the_type_of_an_exclusion_is_words_for_people(type_: object) -> None:
    ranges = [{"from": "2026-01-20", "to": "2026-02-10", "type": type_, "note": type_}]
    question = {"id": "x", "regime": "US-STA-70",
                "inputs": {"clock_start": "2026-01-07", "exclusions": ranges}}  # fmt: skip
    answer: dict[str, Any] = compute(json.dumps(question))[0]
    assert answer["union_of_exclusions"] == 22
    assert all(step.isprintable() and len(step) < 300 for step in answer["trace"])


def test_weeks_are_seven_days_each() -> None:
    (weeks,) = compute(json.dumps(example("T001", period={"n": 2, "unit": "weeks"})))
    assert weeks["due"] == "2026-03-16"


def test_a_field_given_twice_is_refused_since_one_of_them_is_a_slip() -> None:
    text = json.dumps(example("T001")).replace('"trigger":', '"trigger": "2026-04-01", "trigger":')
    (answer,) = compute(text, lambda refusal: f"{refusal.code} {refusal.values['name']}")
    assert answer == {"id": "T001", "error": "json.field_repeated 'trigger'"}


def test_a_name_that_cannot_be_written_out_is_escaped_in_the_refusal() -> None:
    name = '"' + "\\ud800" * 1000 + '"'
    (answer,) = compute(f'{{"id": "x", {name}: 1, {name}: 2}}', lambda found: str(found.values))
    assert len(str(answer["error"]).encode()) < 500


def test_null_counts_as_absent() -> None:
    question = example("T001")
    nulls = {"state_holidays": None, "inaccessible": None, "holiday_calendar": None,
             "uncertain_closures": None, "trigger_weekday": None}  # fmt: skip
    assert compute(json.dumps({**question, **nulls})) == compute(json.dumps(question))


def test_labels_for_people_are_not_read() -> None:
    labels = {"citation": 5, "note": ["x"], "expected": {"due": "1999-01-01"}, "why": {},
              "jurisdiction": 7, "district_state": ["NY"]}  # fmt: skip
    question = example("T001")
    assert compute(json.dumps({**question, **labels})) == compute(json.dumps(question))


def test_a_long_id_in_any_script_comes_back_as_it_went_in() -> None:
    id_ = "<b>\u05d0&\U0001f525'" * 20_000
    assert compute(json.dumps(example("T001", id=id_)))[0]["id"] == id_


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.dates().map(lambda day: day.isoformat())
    | st.sampled_from(["days", "hours", "before", "2026-11-01T01:30:00", "felony", "16:30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """Return a published question with up to three of its values replaced by anything."""
    question: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(1, 3))):
        spot = question
        name = draw(st.sampled_from(sorted(spot)))
        while isinstance(spot[name], dict) and spot[name] and draw(st.booleans()):
            spot = spot[name]
            name = draw(st.sampled_from(sorted(spot)))
        spot[name] = draw(JSON_VALUES)
    return question


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_whatever_is_asked_is_answered_or_refused_and_nothing_breaks(
    question: dict[str, Any],
) -> None:
    (answer,) = compute(json.dumps(question))
    assert "id" in answer
    assert ("error" in answer) != ("trace" in answer)
    assert json.loads(json.dumps(answer)) == answer


@given(st.lists(JSON_VALUES, max_size=4))
def test_a_list_of_anything_is_refused_entry_by_entry(values: list[object]) -> None:
    answers = compute(json.dumps(values))
    assert len(answers) == len(values)
    assert all(set(answer) == {"id", "error"} for answer in answers)


def test_the_exchange_format_names_four_calendars_whatever_else_the_program_has() -> None:
    (answer,) = compute(json.dumps([example("T116", holiday_calendar="WA-courts")]))
    assert "one of these: CA-courts, FL-2514, NY-GCL24, US-FED." in str(answer["error"])
