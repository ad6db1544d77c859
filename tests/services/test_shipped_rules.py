"""The program's packs: sound, countable on every day they govern, and right by hand.

The days of the worked examples were counted by hand from the words of each rule, on the calendars
of November and December 2026.
"""

import json
import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import chain

import pytest

from app.domain.confidence import Confidence
from app.domain.court_calendars import CALENDAR_IDS, court_calendar
from app.domain.court_days import CalendarInForce, calendar_in_force
from app.domain.court_rules import CourtRule, RulePack
from app.domain.resources import resource_path
from app.domain.rule_chains import chain_of
from app.domain.rule_counting import (
    DayBeside,
    RuleAnswer,
    RuleStart,
    count_chain,
    counts_hours,
)
from app.domain.rule_packs import compare_rules
from app.domain.rule_wording import shipped_events
from app.interchange.rule_packs import read_pack, write_pack
from app.services.court_rules import shipped_packs

PACKS = {file.pack.code: file for file in shipped_packs() if file.pack is not None}
ZONES = {
    "US-FED-CRIM": "America/Chicago",
    "CA-CRIM": "America/Los_Angeles",
    "NY-CRIM": "America/New_York",
    "FL-CRIM": "America/New_York",
}
RULES = [
    pytest.param(pack, rule, id=f"{pack}-{rule.code}")
    for pack, file in PACKS.items()
    for rule in file.rules
]


def as_shipped(calendar: str) -> CalendarInForce:
    return calendar_in_force(court_calendar(calendar), ())


def counted(pack: str, rule: CourtRule, event: date | datetime, service: str = "") -> RuleAnswer:
    file = PACKS[pack]
    assert file.pack is not None
    start = RuleStart(event=event, zone=ZONES[pack], service=service)
    return count_chain(chain_of(rule, file.rules), file.pack, start, as_shipped)


def by_code(pack: str, code: str) -> CourtRule:
    return next(rule for rule in PACKS[pack].rules if rule.code == code)


def test_every_file_of_the_program_is_sound() -> None:
    files = sorted(resource_path("rules").glob("*.json"))

    assert {file.name for file in files} == {
        *("federal_criminal.json", "california_criminal.json", "new_york_criminal.json"),
        *("florida_criminal.json", "template.json"),
    }
    for file in files:
        found = read_pack(file.read_text("utf-8"), shipped_events(), date(2026, 11, 22))
        assert [(each.line, each.rule, each.reason.code) for each in found.problems] == []


@pytest.mark.parametrize("code", PACKS)
def test_a_pack_reads_back_as_it_was_written(code: str) -> None:
    file = PACKS[code]
    assert file.pack is not None

    again = read_pack(write_pack(file.pack, file.rules), shipped_events(), date.max)

    assert again.problems == ()
    assert not compare_rules(file.rules, again.rules)


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_every_rule_says_where_it_comes_from(pack: str, rule: CourtRule) -> None:
    assert pack in PACKS
    assert rule.source
    assert rule.actor
    assert not re.search(r"https?:|www\.", f"{rule.source} {rule.note}")
    if rule.checked_on is None:
        assert (rule.confidence, rule.verify_locally) == (Confidence.CONFIRM, True)


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_every_rule_counts_on_every_day_it_governs(pack: str, rule: CourtRule) -> None:
    first = max(rule.effective_from or date(2026, 1, 1), date(2026, 1, 1))
    if rule.effective_to is not None:
        first = date(2025, 3, 1)
    days = (first + timedelta(days=step) for step in range(400))
    for day in (day for day in days if rule.effective_to is None or day <= rule.effective_to):
        hours = counts_hours(chain_of(rule, PACKS[pack].rules)[0])
        event = datetime.combine(day, time(9, 30)) if hours else day
        answer = counted(pack, rule, event)
        if rule.direction == "after":
            assert answer.due_on >= day
        else:
            assert answer.due_on < day
        assert answer.trace[-1].startswith(f"Counted by {pack} ")


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_every_means_of_service_counts(pack: str, rule: CourtRule) -> None:
    for means, stated in rule.service:
        plain = counted(pack, rule, date(2026, 12, 9))
        served = counted(pack, rule, date(2026, 12, 9), means)
        assert stated
        if rule.direction == "after":
            assert served.due_on > plain.due_on
        else:
            assert served.due_on < plain.due_on


WORKED = [
    ("US-FED-CRIM", "16.1", "2026-10-28", "2026-11-12"),  # day 14 is Veterans Day
    ("US-FED-CRIM", "5.1-IN", "2026-11-09", "2026-11-23"),
    ("US-FED-CRIM", "5.1-OUT", "2026-11-05", "2026-11-27"),  # day 21 is Thanksgiving
    ("US-FED-CRIM", "3142F-GOVT", "2026-11-05", "2026-11-10"),
    ("US-FED-CRIM", "3142F-DEF", "2026-11-05", "2026-11-13"),
    ("US-FED-CRIM", "29C", "2026-11-13", "2026-11-27"),
    ("US-FED-CRIM", "33B2", "2026-11-12", "2026-11-27"),
    ("US-FED-CRIM", "33B1", "2026-11-13", "2029-11-13"),
    ("US-FED-CRIM", "FRAP4B-DEF", "2026-12-11", "2026-12-28"),  # day 14 is Christmas, a Friday
    ("US-FED-CRIM", "FRAP4B-GOVT", "2026-12-01", "2026-12-31"),
    ("US-FED-CRIM", "32E2", "2027-01-11", "2026-12-07"),
    ("US-FED-CRIM", "32G", "2027-01-08", "2026-12-31"),  # back off New Year's Day
    ("US-FED-CRIM", "3664D1", "2027-02-01", "2026-12-03"),
    ("US-FED-CRIM", "35A", "2026-11-27", "2026-12-11"),
    ("US-FED-CRIM", "47C", "2026-11-18", "2026-11-10"),  # back off Veterans Day
    ("US-FED-CRIM", "413B", "2026-12-07", "2026-11-20"),  # back off a Sunday
    ("US-FED-CRIM", "3161B", "2026-10-27", "2026-11-27"),
    ("US-FED-CRIM", "3060B-OUT", "2026-11-06", "2026-11-27"),  # day 20 is Thanksgiving
    ("US-FED-CRIM", "12.4B", "2026-11-02", "2026-11-30"),
    ("US-FED-CRIM", "12.1B-AFTER", "2026-11-02", "2026-11-16"),
    ("US-FED-CRIM", "12.3A4-DEFENSE", "2026-10-28", "2026-11-12"),
    ("US-FED-CRIM", "12.3A4-REPLY", "2026-11-09", "2026-11-23"),
    ("US-FED-CRIM", "3509B", "2026-11-18", "2026-11-10"),  # back off Veterans Day
    ("US-FED-CRIM", "2518-9", "2026-12-07", "2026-11-27"),
    ("US-FED-CRIM", "58G-ORDER", "2026-11-02", "2026-11-16"),
    ("US-FED-CRIM", "FRAP4B-DEF-CROSS", "2026-12-11", "2026-12-28"),
    ("US-FED-CRIM", "FRAP4B-DEF-MOTION", "2026-11-12", "2026-11-27"),
    ("US-FED-CRIM", "FRAP4B-DEF-EXTENDED", "2026-12-11", "2027-01-27"),  # from December 28
    ("US-FED-CRIM", "FRAP4B-GOVT-CROSS", "2026-12-01", "2026-12-31"),
    ("US-FED-CRIM", "FRAP27-RESPONSE", "2026-11-16", "2026-11-27"),
    ("US-FED-CRIM", "FRAP40", "2026-11-13", "2026-11-27"),
    ("US-FED-CRIM", "FRAP41", "2026-11-13", "2026-12-04"),
    ("US-FED-CRIM", "3432", "2026-12-14", "2026-12-08"),  # Friday to Wednesday lie between
    ("US-FED-CRIM", "3432", "2026-12-10", "2026-12-04"),  # Wednesday to Monday, then a weekend
    ("US-FED-CRIM", "41E2A", "2026-11-14", "2026-11-28"),  # a Saturday, and it stays
    ("US-FED-CRIM", "41E2C-INSTALL", "2026-11-16", "2026-11-26"),  # Thanksgiving, and it stays
    ("US-FED-CRIM", "41E2C-USE", "2026-11-10", "2026-12-25"),
    ("US-FED-CRIM", "41F2B", "2026-11-16", "2026-11-27"),  # day 10 is Thanksgiving
    ("US-FED-CRIM", "41F2C", "2026-11-12", "2026-11-23"),  # day 10 is a Sunday
    ("US-FED-CRIM", "2518-8D", "2026-11-02", "2027-02-01"),  # day 90 is a Sunday
    ("US-FED-CRIM", "3142D", "2026-11-09", "2026-11-24"),  # Veterans Day lies between
    ("CA-CRIM", "PC859B-10", "2026-11-02", "2026-11-17"),
    ("CA-CRIM", "PC859B-10-REINSTATED", "2026-11-02", "2026-11-17"),
    ("CA-CRIM", "PC859B-60-REINSTATED", "2026-11-02", "2027-01-04"),
    ("CA-CRIM", "PC861", "2026-11-02", "2027-01-04"),
    ("CA-CRIM", "PC1382-A2-CONSENT", "2026-11-16", "2026-11-30"),
    ("CA-CRIM", "PC871.5", "2026-11-12", "2026-11-30"),
    ("CA-CRIM", "PC871.5-TRANSCRIPT", "2026-11-02", "2026-11-12"),
    ("CA-CRIM", "PC1510-FELONY", "2026-11-02", "2027-01-04"),
    ("CA-CRIM", "PC1510-MISDEMEANOR", "2026-11-02", "2026-12-17"),
    ("CA-CRIM", "PC1538.5F2", "2026-11-16", "2026-11-06"),  # Veterans Day lies between
    ("CA-CRIM", "PC1538.5I", "2026-11-09", "2026-12-09"),
    ("CA-CRIM", "PC1050", "2026-11-12", "2026-11-09"),  # Veterans Day lies between
    ("CA-CRIM", "PC1050-TRIAL", "2026-11-30", "2026-11-24"),
    ("CA-CRIM", "CRC8.308", "2026-11-02", "2027-01-04"),
    ("CA-CRIM", "CRC8.308-CROSS", "2026-11-12", "2026-12-14"),  # day 30 is a Saturday
    ("CA-CRIM", "CRC8.853", "2026-11-12", "2026-12-14"),
    ("CA-CRIM", "PC1382-A1", "2026-11-12", "2026-11-30"),  # the Friday after is a holiday there
    ("CA-CRIM", "PC1382-A2", "2026-11-02", "2027-01-04"),
    ("CA-CRIM", "CRC4.111-MOTION", "2026-12-03", "2026-11-17"),
    ("CA-CRIM", "CCP1005-MOTION", "2026-12-11", "2026-11-17"),
    ("CA-CRIM", "PC1191", "2026-12-01", "2026-12-30"),
    ("NY-CRIM", "CPL245.10-IN", "2026-11-06", "2026-11-27"),
    ("NY-CRIM", "CPL245.10-OUT", "2026-11-02", "2026-12-07"),
    ("NY-CRIM", "CPL710.30", "2026-10-27", "2026-11-12"),
    ("NY-CRIM", "CPL255.20", "2026-11-02", "2026-12-17"),
    ("NY-CRIM", "CPL390.50", "2026-11-04", "2026-11-02"),  # Election Day lies between
    ("NY-CRIM", "CPL245.10-IN-VOL", "2026-11-06", "2026-12-28"),  # day 50 is a Saturday
    ("NY-CRIM", "CPL245.10-OUT-VOL", "2026-11-02", "2027-01-06"),
    ("NY-CRIM", "CPL245.70-HEARING", "2026-11-09", "2026-11-13"),  # Veterans Day lies between
    ("NY-CRIM", "CPL245.70-REVIEW", "2026-11-10", "2026-11-13"),
    ("NY-CRIM", "CPL700.70", "2026-10-27", "2026-11-12"),  # day 15 is Veterans Day
    ("NY-CRIM", "CPL200.95-BILL", "2026-11-02", "2026-11-17"),
    ("NY-CRIM", "CPL190.50-MOTION", "2026-11-10", "2026-11-16"),  # day 5 is a Sunday
    ("NY-CRIM", "CPL250.10", "2026-11-02", "2026-12-02"),
    ("NY-CRIM", "CPL250.20-DEMAND", "2026-11-06", "2026-11-27"),  # day 20 is Thanksgiving
    ("NY-CRIM", "CPL250.20-NOTICE", "2026-11-06", "2026-11-16"),  # day 8 is a Saturday
    ("NY-CRIM", "CPL440.40", "2026-11-13", "2027-11-15"),  # the anniversary is a Saturday
    ("NY-CRIM", "CPL440.50", "2026-11-02", "2027-01-04"),  # day 60 is New Year's Day
    ("NY-CRIM", "CPL440.50-DISMISSAL", "2026-11-03", "2027-01-04"),  # day 60 is a Saturday
    ("NY-CRIM", "CPL460.10", "2026-11-25", "2026-12-28"),  # day 30 is Christmas, a Friday
    ("NY-CRIM", "CPL460.10-LEAVE", "2026-11-02", "2026-12-02"),
    ("NY-CRIM", "CPL245.10-SUPP", "2026-12-07", "2026-11-22"),  # a Sunday, and it stays
    ("NY-CRIM", "CPL245.20-TRANSCRIPTS", "2026-12-07", "2026-11-07"),  # a Saturday, and it stays
    ("NY-CRIM", "CPL245.25-FELONY", "2026-11-13", "2026-11-10"),  # Veterans Day counts
    ("NY-CRIM", "CPL250.20-REBUTTAL", "2026-12-07", "2026-11-27"),
    ("NY-CRIM", "CPL170.70-5", "2026-11-09", "2026-11-14"),  # Monday to Saturday
    ("NY-CRIM", "CPL170.70-6", "2026-11-10", "2026-11-16"),  # past a Sunday
    ("NY-CRIM", "CPL170.70-6", "1985-02-19", "1985-02-25"),  # as in Neufeld v. McMickens
    ("NY-CRIM", "CPL190.80", "2026-11-05", "2026-12-20"),  # a Sunday, and it stays
    ("NY-CRIM", "CPL190.80-YOUNG", "2026-11-25", "2026-12-25"),  # Christmas
    ("FL-CRIM", "3.220B", "2026-11-06", "2026-11-23"),  # day 1 is the Monday
    ("FL-CRIM", "3.191A-MISDEMEANOR", "2026-11-02", "2027-02-01"),
    ("FL-CRIM", "3.191P-HEARING", "2026-11-06", "2026-11-16"),
    ("FL-CRIM", "3.191P-TRIAL", "2026-11-06", "2026-12-16"),  # from the last day for the hearing
    ("FL-CRIM", "3.590", "2026-11-02", "2026-11-12"),
    ("FL-CRIM", "3.590B", "2026-11-02", "2026-11-12"),
    ("FL-CRIM", "3.133A2-MOTION", "2026-11-02", "2026-11-23"),
    ("FL-CRIM", "3.133A2-FINDING", "2026-11-06", "2026-11-16"),  # day 7 is a Sunday
    ("FL-CRIM", "3.133B-CHARGE", "2026-11-02", "2026-11-23"),
    ("FL-CRIM", "3.575", "2026-11-02", "2026-11-12"),
    ("FL-CRIM", "3.134-30", "2026-11-06", "2026-12-06"),  # a Sunday, and it stays
    ("FL-CRIM", "3.134-33", "2026-11-06", "2026-12-09"),
    ("FL-CRIM", "3.134-40", "2026-11-06", "2026-12-16"),
    ("FL-CRIM", "3.134-60", "2026-11-06", "2027-01-05"),
    ("FL-CRIM", "3.134-63", "2026-11-06", "2027-01-08"),
    ("FL-CRIM", "3.200", "2026-11-30", "2026-11-16"),  # day 1 is the Wednesday, 25 November
    ("FL-CRIM", "3.202", "2026-12-07", "2026-11-13"),  # day 20 is a Sunday
    ("FL-CRIM", "3.240", "2026-12-08", "2026-11-25"),  # day 10 is the Saturday after Thanksgiving
    ("FL-CRIM", "3.191B-TRIAL", "2026-11-02", "2027-01-04"),  # day 60 is New Year's Day
    ("FL-CRIM", "3.216-PLEA", "2026-11-06", "2026-11-23"),  # day 1 is the Monday
    ("FL-CRIM", "DEATH-NOTICE", "2026-11-02", "2026-12-17"),
    ("FL-CRIM", "3.220D", "2026-11-06", "2026-11-23"),
    ("FL-CRIM", "3.200-REBUTTAL", "2026-11-06", "2026-11-16"),
    ("FL-CRIM", "3.191M-MISTRIAL", "2026-11-02", "2027-02-01"),  # day 90 is a Sunday
    ("FL-CRIM", "3.191M-MANDATE", "2026-11-03", "2027-02-01"),
    ("FL-CRIM", "960.0015-CALL", "2026-11-06", "2026-11-16"),
    ("FL-CRIM", "960.0015-TRIAL", "2026-11-06", "2026-12-31"),  # from the last day for the call
    ("FL-CRIM", "3.170L", "2026-11-02", "2026-12-02"),
    ("FL-CRIM", "3.800B-RESPONSE", "2026-11-06", "2026-11-23"),
    ("FL-CRIM", "3.800C", "2026-11-02", "2027-01-04"),  # day 60 is New Year's Day
    ("FL-CRIM", "9.140B-CROSS", "2026-11-06", "2026-11-23"),
    ("FL-CRIM", "9.140C", "2026-11-06", "2026-11-23"),
    ("FL-CRIM", "3.192", "2026-11-06", "2026-11-18"),  # day 1 is Monday the 9th
    ("CA-CRIM", "PC1538.5O", "2026-11-06", "2026-12-07"),  # day 30 is a Sunday
]


@pytest.mark.parametrize(("pack", "code", "event", "due"), WORKED)
def test_worked_by_hand(pack: str, code: str, event: str, due: str) -> None:
    answer = counted(pack, by_code(pack, code), date.fromisoformat(event))
    assert answer.due_on == date.fromisoformat(due)


SAFE = [
    ("NY-CRIM", "CPL245.10-SUPP", "2026-12-07", "2026-11-20"),
    ("NY-CRIM", "CPL170.70-5", "2026-11-09", "2026-11-13"),
    ("NY-CRIM", "CPL190.80-YOUNG", "2026-11-25", "2026-12-24"),
    ("FL-CRIM", "3.134-30", "2026-11-06", "2026-12-04"),
    ("FL-CRIM", "3.202", "2026-12-07", "2026-11-13"),
]


@pytest.mark.parametrize(("pack", "code", "event", "safe"), SAFE)
def test_the_safe_day_of_an_end_that_stays(pack: str, code: str, event: str, safe: str) -> None:
    answer = counted(pack, by_code(pack, code), date.fromisoformat(event))
    assert answer.conservative_on == date.fromisoformat(safe)
    stays = answer.due_on != answer.conservative_on
    assert any("this rule does not move it" in each.words for each in answer.warnings) == stays


PLAINLY = [
    ("9.140B", "2026-03-06", "2026-04-07", "2026-04-03"),  # plainly Sunday, 5 April
    ("9.140C", "2026-03-06", "2026-03-23", "2026-03-20"),  # plainly a Saturday
    ("3.590", "2026-03-06", "2026-03-18", "2026-03-16"),
    ("3.192", "2026-11-06", "2026-11-18", "2026-11-16"),
    ("3.590", "2026-03-04", "2026-03-16", "2026-03-13"),  # no closed day delays the first
    ("3.191P-HEARING", "2026-03-06", "2026-03-13", "2026-03-13"),  # open days, however begun
]


@pytest.mark.parametrize(("code", "event", "due", "safe"), PLAINLY)
def test_florida_is_planned_by_a_plain_count(code: str, event: str, due: str, safe: str) -> None:
    answer = counted("FL-CRIM", by_code("FL-CRIM", code), date.fromisoformat(event))
    assert (answer.due_on, answer.conservative_on) == tuple(map(date.fromisoformat, (due, safe)))
    said = [step for step in answer.trace if step.startswith("To be safe")]
    assert len(said) == (due != safe)


SERVED = [
    ("US-FED-CRIM", "59A", "2026-11-02", "mail", "2026-11-19"),
    ("US-FED-CRIM", "FRAP27-RESPONSE", "2026-11-16", "mail", "2026-11-30"),
    ("US-FED-CRIM", "12.1B-AFTER", "2026-11-02", "mail", "2026-11-16"),  # no days are added
    ("CA-CRIM", "CCP1005-MOTION", "2026-12-11", "mail", "2026-11-12"),
    ("CA-CRIM", "CCP1005-MOTION", "2026-12-11", "electronic", "2026-11-13"),
    ("FL-CRIM", "3.220B", "2026-11-06", "mail", "2026-11-30"),  # 23 and 5 days is a Saturday
    ("FL-CRIM", "3.800B-RESPONSE", "2026-11-06", "mail", "2026-11-30"),
    ("FL-CRIM", "9.140B-CROSS", "2026-11-06", "mail", "2026-11-30"),
]


@pytest.mark.parametrize(("pack", "code", "event", "service", "due"), SERVED)
def test_served_worked_by_hand(pack: str, code: str, event: str, service: str, due: str) -> None:
    answer = counted(pack, by_code(pack, code), date.fromisoformat(event), service)
    assert answer.due_on == date.fromisoformat(due)


HOURS = [
    ("US-FED-CRIM", "RIVERSIDE-48H", "2026-11-05T09:30", "2026-11-07T15:30Z"),
    ("US-FED-CRIM", "3771-72H", "2026-11-04T10:00", "2026-11-09T16:00Z"),  # off a Saturday
    ("CA-CRIM", "PC825", "2026-11-09T10:00", "2026-11-13T00:30Z"),  # Veterans Day left out
    ("NY-CRIM", "CPL180.80-144", "2026-11-05T14:00", "2026-11-11T19:00Z"),
    ("NY-CRIM", "CPL245.10-GJ", "2026-11-09T10:00", "2026-11-07T15:00Z"),  # a Saturday
    ("FL-CRIM", "3.133A-48H", "2026-10-31T20:00", "2026-11-03T00:00Z"),
    ("FL-CRIM", "3.130-24H", "2026-10-31T20:00", "2026-11-02T00:00Z"),  # the clocks go back
]


@pytest.mark.parametrize(("pack", "code", "event", "due"), HOURS)
def test_hours_worked_by_hand(pack: str, code: str, event: str, due: str) -> None:
    answer = counted(pack, by_code(pack, code), datetime.fromisoformat(event))
    assert answer.due_at == datetime.fromisoformat(due)


STARTS = [
    ("US-FED-CRIM", "3142F-GOVT", "FIRST-APP"),  # put off from the first appearance
    ("US-FED-CRIM", "3142F-DEF", "FIRST-APP"),
    ("CA-CRIM", "CRC8.308", "SENTENCING"),  # rendition, not entry, of the judgment
    ("CA-CRIM", "CRC8.853", "SENTENCING"),
]


@pytest.mark.parametrize(("pack", "code", "event"), STARTS)
def test_starts_where_the_earlier_day_is(pack: str, code: str, event: str) -> None:
    assert by_code(pack, code).event == event


COMPARED = [
    # Notice on Monday 2 November gives the 16th; trial on 23 November wants the 9th.
    ("US-FED-CRIM", "12.1B-AFTER", "2026-11-02", "12.1B-BEFORE", "2026-11-23", "2026-11-09"),
    ("US-FED-CRIM", "12.1B-AFTER", "2026-11-02", "12.1B-BEFORE", "2026-12-21", "2026-11-16"),
    # Judgment on 2 November gives the 16th; a motion decided on 9 November the 23rd.
    ("US-FED-CRIM", "FRAP4B-DEF", "2026-11-02", "FRAP4B-DEF-MOTION", "2026-11-09", "2026-11-23"),
    ("US-FED-CRIM", "FRAP4B-GOVT", "2026-12-01", "FRAP4B-GOVT-CROSS", "2026-11-02", "2026-12-31"),
    ("CA-CRIM", "PC859B-10", "2026-11-02", "PC859B-10-PLEA", "2026-11-05", "2026-11-20"),
    ("CA-CRIM", "CRC8.308", "2026-09-08", "CRC8.308-CROSS", "2026-11-02", "2026-12-02"),
]


@pytest.mark.parametrize(("pack", "code", "event", "other", "second", "due"), COMPARED)
def test_the_later_or_the_earlier_of_two_starts(  # noqa: PLR0917  two starts and an end
    pack: str, code: str, event: str, other: str, second: str, due: str
) -> None:
    file, rule = PACKS[pack], by_code(pack, code)
    assert file.pack is not None
    beside = counted(pack, by_code(pack, other), date.fromisoformat(second))
    start = RuleStart(event=date.fromisoformat(event), zone=ZONES[pack])
    day = DayBeside(rule=other, due_on=beside.due_on, conservative_on=beside.conservative_on)
    answer = count_chain((rule,), file.pack, start, as_shipped, lambda _: (day,))
    assert answer.due_on == date.fromisoformat(due)


def test_no_code_of_an_event_is_left_without_words() -> None:
    used = Counter(rule.event for rule in chain(*(file.rules for file in PACKS.values())))
    assert set(used) - {""} <= set(shipped_events())


def test_packs_have_codes_of_their_own() -> None:
    packs: list[RulePack] = [file.pack for file in shipped_packs() if file.pack is not None]
    assert len({pack.code for pack in packs}) == len(packs) == 4


def test_the_template_names_every_calendar_there_is() -> None:
    hint = json.loads(resource_path("rules", "template.json").read_text("utf-8"))["_calendar"]
    assert set(re.findall(r"\b[A-Z]{2}-[A-Za-z0-9]+", hint)) == set(CALENDAR_IDS)
