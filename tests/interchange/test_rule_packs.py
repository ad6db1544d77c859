"""A pack's file: every problem with its line, and files made to hurt."""

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rule_packs import PackFile
from app.domain.rule_wording import shipped_events
from app.domain.strict_json import JsonFault, read_located
from app.domain.strict_json.located import DEEPEST, LARGEST
from app.i18n.sentences import sentence
from app.interchange.rule_packs import read_pack, read_rule, write_rule

TODAY = date(2026, 11, 22)

SOUND = """{
  "format": "dossier-rule-pack/1",
  "code": "LOCAL",
  "title": "Local rules",
  "jurisdiction": "Here",
  "edition": "1",
  "calendar": "US-FED",
  "rules": [
    {
      "_why": "A remark for people.",
      "code": "ANSWER",
      "title": "Answer",
      "event": "MOTION-SERVED",
      "profile": "fed_rule45",
      "n": 14,
      "unit": "days",
      "direction": "after",
      "service": {"mail": 3, "overnight": "2 court"},
      "citation": "L.R. 1",
      "checked_on": "2026-11-21",
      "confidence": "settled",
      "verify_locally": false,
      "lead_days": [7, 1]
    }
  ]
}
"""


def read(text: str) -> PackFile:
    return read_pack(text, shipped_events(), TODAY)


def found(text: str) -> list[tuple[int, str, str, str]]:
    return [(each.line, each.rule, each.field, each.reason.code) for each in read(text).problems]


def test_a_sound_file_is_read() -> None:
    file = read(SOUND)

    assert file.problems == ()
    assert file.pack is not None
    assert file.pack.code == "LOCAL"
    (rule,) = file.rules
    assert rule.service == (("mail", "3"), ("overnight", "2 court"))
    assert rule.lead_days == ("7", "1")
    assert rule.checked_on == date(2026, 11, 21)
    assert read_rule(write_rule(rule), rule) == rule


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"citation": "L.R. 1",', '"_citation": 1,', (9, "ANSWER", "citation", "rule.no_citation")),
        ('"fed_rule45"', '"fed_rule54"', (14, "ANSWER", "profile", "rule.unknown_profile")),
        ('"unit": "days"', '"unit": "day"', (16, "ANSWER", "unit", "rule.unknown_word")),
        ('"unit": "days"', '"unit": "hours"', (16, "ANSWER", "unit", "period.unit")),
        ('"after"', '"behind"', (17, "ANSWER", "direction", "rule.unknown_word")),
        ('"after"', '"before"', (18, "ANSWER", "service", "service.backward")),
        ('"MOTION-SERVED"', '"MOTION SERVED"', (13, "ANSWER", "event", "rule.event")),
        ('"US-FED"', '"US"', (7, "", "calendar", "calendar.unknown")),
        ('"n": 14', '"n": 0', (15, "ANSWER", "n", "period.too_short")),
        ('"n": 14', '"n": 99999', (15, "ANSWER", "n", "period.too_long")),
        ('"n": 14', '"n": "14"', (15, "ANSWER", "n", "json.not_a_whole_number")),
        ('"n": 14', '"n": true', (15, "ANSWER", "n", "json.not_a_whole_number")),
        ('"n": 14', '"n": 1.5', (15, "ANSWER", "n", "json.not_a_whole_number")),
        ('"mail": 3', '"mail": -3', (18, "ANSWER", "service", "rule.service_days")),
        ('"mail": 3', '"mail": ""', (18, "ANSWER", "service", "rule.service_days")),
        ('"mail": 3', '" ": 3', (18, "ANSWER", "service", "rule.service_unnamed")),
        ('"mail": 3', '"mail": 999', (18, "ANSWER", "service", "service.too_long")),
        ('"mail": 3', '"mail": 3, "mail": 5', (18, "ANSWER", "service", "json.field_repeated")),
        ('"2026-11-21"', '"2026-11-23"', (20, "ANSWER", "checked_on", "rule.checked_ahead")),
        ('"2026-11-21"', '"2026-02-30"', (20, "ANSWER", "checked_on", "json.not_a_date")),
        ('"2026-11-21"', '"20261121"', (20, "ANSWER", "checked_on", "json.not_a_date")),
        ('"settled"', '"sure"', (21, "ANSWER", "confidence", "rule.unknown_word")),
        ("false", '"no"', (22, "ANSWER", "verify_locally", "json.not_true_or_false")),
        ("[7, 1]", "[7, 999]", (23, "ANSWER", "lead_days", "rule.lead_days")),
        ("[7, 1]", "7", (23, "ANSWER", "lead_days", "json.not_a_list")),
        ('"code": "ANSWER"', '"code": "AN SWER"', (11, "AN SWER", "code", "rule.code")),
        ('"title": "Answer"', '"tittle": "Answer"', (9, "ANSWER", "title", "text.required")),
        ('"edition": "1"', '"edition": 1', (6, "", "edition", "json.not_text")),
        ('"dossier-rule-pack/1"', '"other/1"', (2, "", "format", "rule_pack.format")),
        ('"L.R. 1"', '"L.R. 1", "effective_from": "2026-02-01", "effective_to": "2026-01-31"',
         (19, "ANSWER", "effective_to", "rule.validity")),
        ('"L.R. 1"', '"L.R. 1", "follows": "OTHER"',
         (19, "ANSWER", "follows", "rule.two_starts")),
        ('"L.R. 1"', '"L.R. 1", "session": "08:30-16:30"',
         (19, "ANSWER", "session", "rule.session_unused")),
        ('"L.R. 1"', '"L.R. 1", "entire_days": true',
         (19, "ANSWER", "entire_days", "rule.entire_days")),
        ('"L.R. 1"', '"L.R. 1", "entire_days": 3',
         (19, "ANSWER", "entire_days", "json.not_true_or_false")),
        ('"L.R. 1"', '"L.R. 1", "later_of": "OTHER"',
         (19, "ANSWER", "later_of", "json.not_a_list")),
        ('"L.R. 1"', '"L.R. 1", "later_of": ["OTHER"]',
         (19, "ANSWER", "later_of", "rule.beside_unknown")),
        ('"L.R. 1"', '"L.R. 1", "earlier_of": ["ANSWER"]',
         (19, "ANSWER", "earlier_of", "rule.beside_unknown")),
        ('"L.R. 1"', '"L.R. 1", "later_of": ["A"], "earlier_of": ["B"]',
         (19, "ANSWER", "earlier_of", "rule.later_and_earlier")),
        ('"L.R. 1"', '"L.R. 1", "citation": "L.R. 2"',
         (19, "ANSWER", "citation", "json.field_repeated")),
    ],
)  # fmt: skip
def test_each_problem_has_its_line_and_reason(
    old: str, new: str, problem: tuple[int, str, str, str]
) -> None:
    assert old in SOUND
    assert problem in found(SOUND.replace(old, new, 1))


def test_a_field_nobody_knows_is_named_with_the_one_that_was_meant() -> None:
    (unknown, _missing) = sorted(
        read(SOUND.replace('"title": "Answer"', '"tittle": "x"')).problems,
        key=lambda each: -each.line,
    )
    assert (unknown.line, unknown.field) == (12, "tittle")
    assert sentence(unknown.reason).endswith("Did you mean title?")


def test_all_problems_are_told_at_once() -> None:
    broken = SOUND.replace('"n": 14', '"n": 0').replace('"US-FED"', '"US"').replace("Local", "")
    assert [line for line, *_ in found(broken.replace('"L.R. 1"', '""'))] == [7, 15, 19]


def test_rules_in_a_circle_and_codes_given_twice_are_told() -> None:
    def rule(code: str, follows: str) -> dict[str, Any]:
        return {
            "code": code,
            "title": code,
            "follows": follows,
            "profile": "fed_rule45",
            "n": 7,
            "citation": "L.R.",
        }

    pack = json.loads(SOUND)
    pack["rules"] = [rule("A", "B"), rule("B", "C"), rule("C", "A"), rule("C", "GONE")]

    problems = read(json.dumps(pack)).problems

    told = {(each.rule, each.reason.code): sentence(each.reason) for each in problems}
    assert "A follows B follows C follows A" in told["A", "rule.circular"]
    assert ("C", "rule.code_twice") in told
    assert ("C", "rule.follows_unknown") in told


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "json.no_value", 1, 1),
        ("{", "json.name_expected", 1, 2),
        ('{\n "a": 1,\n}', "json.name_expected", 3, 1),
        ('{\n "a" 1}', "json.expected", 2, 6),
        ('{"a": 1} x', "json.more_follows", 1, 10),
        ('{"a": [1,\n 2 3]}', "json.comma_expected", 2, 4),
        ('{"a": "b\n"}', "json.text_broken", 1, 9),
        ('{"a": "\\x"}', "json.text_broken", 1, 8),
        ('{"a": NaN}', "json.no_value", 1, 7),
        ('{"a": 01}', "json.comma_expected", 1, 8),
        ('{"a":\n"\0"}', "json.nul", 2, 2),
        ("[" * 100_000, "json.too_deep", 1, DEEPEST + 2),
        ('{"a":' * 100_000, "json.too_deep", 1, 5 * (DEEPEST + 1) + 1),
        ("1" * 5_000, "json.number_too_long", 1, 1),
        ("[" + " " * LARGEST + "]", "json.too_large", 1, 1),
        ("[]", "json.not_an_object", 1, 0),
        ("null", "json.not_an_object", 1, 0),
    ],
)
def test_what_is_no_json_is_told_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    file = read(text)

    assert file.pack is None
    (problem,) = file.problems
    assert (problem.reason.code, problem.line, problem.column) == (code, line, column)
    assert sentence(problem.reason)


def test_many_problems_stay_readable_and_quick() -> None:
    pack = json.loads(SOUND)
    pack["rules"] = [{"code": f"R{n}", "wrong": n} for n in range(1_900)]
    assert len(read(json.dumps(pack)).problems) == 500

    pack["rules"] *= 2
    assert ("rule_pack.too_many_rules",) in {(code,) for *_, code in found(json.dumps(pack))}


def test_a_chain_without_end_is_refused() -> None:
    pack = json.loads(SOUND)
    first = pack["rules"][0]
    links = [{**first, "code": f"R{n}", "event": None, "follows": f"R{n - 1}"} for n in range(1, 9)]
    pack["rules"] = [{**first, "code": "R0"}, *links]
    assert read(json.dumps(pack)).problems == ()

    for n in range(9, 1_900):
        pack["rules"].append({**first, "code": f"R{n}", "event": None, "follows": f"R{n - 1}"})
    problems = read(json.dumps(pack, indent=1)).problems
    assert (problems[0].rule, problems[0].reason.code) == ("R20", "rule.chain_too_long")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=DEEPEST,
)


@given(_JSON)
def test_json_is_read_as_the_standard_reads_it(value: Any) -> None:
    text = json.dumps(value, indent=1)
    with suppress(JsonFault):
        assert _plain(read_located(text).value) == value


@given(
    st.dictionaries(st.sampled_from(["code", "n", "event", "service", "rules", "profile"]), _JSON)
)
def test_no_value_of_a_field_brings_the_reader_down(rule: dict[str, Any]) -> None:
    pack = json.loads(SOUND)
    pack["rules"].append(rule)
    for problem in read(json.dumps(pack)).problems:
        assert sentence(problem.reason)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner.value) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner.value) for inner in value]
    return value
