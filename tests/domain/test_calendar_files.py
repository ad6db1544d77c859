"""Calendars as files: what comes with the program, and what an office may write wrong."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar_files import LARGEST, read_calendar
from app.domain.confidence import Confidence
from app.domain.court_calendars import CALENDAR_IDS, holiday_calendar
from app.domain.errors import ImportRefused
from app.domain.holiday_rules import HolidayCalendar, HolidayKind, each_once
from app.i18n.sentences import sentence

HEAD: dict[str, Any] = {
    "id": "TRIBAL",
    "title": "Tribal court",
    "jurisdiction": "Somewhere",
    "edition": "1",
    "first": "2020-01-01",
    "last": "2035-12-31",
    "saturday": "friday before",
    "sunday": "monday after",
}
CODE = "Tribal Code 1-2"


def entry(name: str, falls: str, **more: object) -> dict[str, object]:
    return {"name": name, "falls": falls, "kind": "judicial", "source": CODE, **more}


def written(*entries: object, **head: object) -> bytes:
    """Return a file with one entry a line, the first of them on line 11."""
    facts = [f"{json.dumps(k)}: {json.dumps(v)}," for k, v in (HEAD | head).items()]
    lines = ["{", *facts, '"holidays": [']
    return "\n".join([*lines, ",\n".join(json.dumps(each) for each in entries), "]}"]).encode()


def read(*entries: object, **head: object) -> HolidayCalendar:
    return read_calendar("tribal.json", written(*entries, **head))


def refused(content: bytes) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read_calendar("tribal.json", content)
    assert caught.value.code == "holidays.bad_file"
    return caught.value


def days(calendar: HolidayCalendar, year: int) -> list[str]:
    return [f"{day.on:%m-%d}" for day in calendar.closed_days(date(year, 1, 1), date(year, 12, 31))]


@pytest.mark.parametrize("calendar_id", CALENDAR_IDS)
def test_every_shipped_day_has_a_kind_and_a_source(calendar_id: str) -> None:
    calendar = holiday_calendar(calendar_id)
    assert calendar.id == calendar_id
    assert calendar.title
    assert calendar.notes
    assert calendar.checked_on is not None
    assert all(rule.source and rule.kind in HolidayKind for rule in calendar.holidays)


def test_what_was_not_checked_says_so() -> None:
    doubtful = {
        (rule.name, rule.since)
        for rule in holiday_calendar("CA-courts").holidays
        if rule.confidence is Confidence.CONFIRM
    }
    assert doubtful == {("Juneteenth", 2023)}


@pytest.mark.parametrize(
    ("falls", "day"),
    [
        ("July 4", "2029-07-04"),
        ("july 04", "2029-07-04"),
        ("1st Monday of September", "2029-09-03"),
        ("4th thursday of november", "2029-11-22"),
        ("last Monday of May", "2029-05-28"),
        ("Tuesday after 1st Monday of November", "2029-11-06"),
        ("Friday after 2nd Friday of June", "2029-06-15"),
        ("day after 4th Thursday of November", "2029-11-23"),
        ("2 days before December 25", "2029-12-23"),
        ("2 days before Easter Sunday", "2029-03-30"),
        ("easter sunday", "2029-04-01"),
        ("2029-04-05", "2029-04-05"),
    ],
)
def test_a_day_is_read_from_words(falls: str, day: str) -> None:
    calendar = read(entry("It", falls), saturday="stays", sunday="stays")
    first, last = date(2029, 1, 1), date(2029, 12, 31)
    assert [each.on.isoformat() for each in calendar.closed_days(first, last)] == [day]


def test_a_day_counts_from_a_holiday_named_before_wherever_that_is_observed() -> None:
    calendar = read(entry("Feast", "July 4"), entry("Rest", "day after feast", moves=False))
    assert days(calendar, 2026) == ["07-03", "07-05"]


def test_a_single_day_is_kept_in_its_year_only() -> None:
    calendar = read(entry("Mourning", "2026-04-20"))
    assert [day.on for day in calendar.closed_days()] == [date(2026, 4, 20)]


def test_the_years_of_a_holiday_are_kept() -> None:
    calendar = read(entry("Old", "May 2", until=2021), entry("New", "May 3", since=2022))
    assert [days(calendar, year) for year in (2020, 2021, 2022, 2023)] == [
        *(["05-01"], ["05-03"], ["05-03"], ["05-03"])
    ]


def test_the_rules_answer_beyond_the_calendar_when_asked_to() -> None:
    days_of_2041 = holiday_calendar("US-FED").closed_days(date(2041, 1, 1), date(2041, 12, 31))
    assert len(days_of_2041) == 11


def test_a_holiday_moved_onto_another_closes_the_day_under_the_name_that_falls_there() -> None:
    calendar = read(entry("Christmas Day", "December 25"), entry("Christmas Eve", "December 24"))
    closed = {day.on: day.name for day in each_once(calendar.closed_days())}
    assert closed[date(2027, 12, 24)] == "Christmas Eve"
    assert date(2027, 12, 25) not in closed


def certain(calendar: HolidayCalendar, year: int) -> dict[str, bool]:
    found = calendar.closed_days(date(year, 1, 1), date(year, 12, 31))
    return {f"{day.on:%m-%d}": day.is_certain for day in found}


def test_a_holiday_and_its_other_day_may_be_uncertain() -> None:
    calendar = read(
        entry("Feast", "July 4"),
        entry("Rest", "May 5", uncertain=True),
        entry("Founding", "March 1", saturday="stays"),
        saturday="perhaps friday before",
    )
    assert certain(calendar, 2025) == {"03-01": True, "05-05": False, "07-04": True}
    assert certain(calendar, 2026) == {"03-02": True, "05-05": False, "07-03": False}


def test_what_must_be_a_holiday_stands_before_what_may_be_one() -> None:
    calendar = read(entry("Perhaps", "May 1", uncertain=True), entry("Surely", "May 1"))
    (day, *_) = each_once(calendar.closed_days())
    assert (day.name, day.is_certain) == ("Surely", True)


def test_a_date_and_a_weekday_may_meet_in_some_years() -> None:
    calendar = read(entry("Heroes", "January 19"), entry("King", "3rd Monday of January"))
    assert sorted(set(days(calendar, 2026))) == ["01-19"]
    assert sorted(set(days(calendar, 2027))) == ["01-18", "01-19"]


def test_a_holiday_is_kept_every_other_year() -> None:
    calendar = read(entry("Election", "May 5", since=2022, every=2))
    assert [bool(days(calendar, year)) for year in range(2020, 2026)] == [
        *(False, False, True, False, True, False)
    ]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (entry("It", "February 30"), "not every year has a February 30"),
        (entry("It", "February 29"), "not every year has a February 29"),
        (entry("It", "April 31"), "not every year has a April 31"),
        (entry("It", "2026-02-30"), "there is no day 2026-02-30"),
        (entry("It", "6th Monday of May"), "write 1st to 4th, or last"),
        (entry("It", "5th Monday of May"), "write 1st to 4th, or last"),
        (entry("It", "third Monday of May"), "says no day"),
        (entry("It", "Easter"), "says no day"),
        (entry("It", "day after Easter"), "says no day"),
        (entry("It", "day after It"), "says no day"),
        (entry("It", "day after 2026-01-02"), "one year only"),
        (entry("It", "2019-05-05"), "outside the years"),
        (entry("It", "2026-05-05", since=2020), 'neither "since" nor "until"'),
        (entry("It", "May 5", since=2025, until=2024), "lies after"),
        (entry("It", "May 5", since="2025"), "must be a year"),
        (entry("It", "May 5", since=True), "must be a year"),
        (entry("It", "May 5", until=100_000), "must be a year"),
        (entry("It", "May 5", moves="no"), "true or false"),
        (entry("It", "May 5", uncertain="yes"), "true or false"),
        (entry("It", "May 5", saturday="monday after"), "friday before, perhaps friday before"),
        (entry("It", "May 5", every=2), '"every" counts the years from "since"'),
        (entry("It", "May 5", since=2020, every=0), "a number of years up to 100"),
        (entry("It", "2026-05-05", every=2), '"every" counts the years from "since"'),
        (entry("It", "May 1", since=2030), "falls on 2030-05-01, the day of Day one"),
        (entry("It", "May 5", kind="bank"), "federal, state, judicial"),
        (entry("It", "May 5", kind=None), "federal, state, judicial"),
        (entry("It", "May 5", source=" "), '"source" must be a text'),
        ({"name": "It", "falls": "May 5", "kind": "state"}, '"source" is missing'),
        (entry("It", "May 5", colour="red"), '"colour" is not known here'),
        (entry("It", "May 5", confidence="sure"), "counsel-should-confirm"),
        (entry("It", "May 5", note=7), "a note must be a text"),
        (entry("A" * 301, "May 5"), "at most 300"),
        (entry("Day one", "May 8"), "two entries of this name"),
        (entry("day ONE", "May 8", until=2024), "two entries of this name"),
        (entry("It", "May 1"), "falls on 2020-05-01, the day of Day one"),
        (entry("It", "2027-05-01"), "falls on 2027-05-01, the day of Day one"),
        ("May 5", "a holiday is a JSON object"),
        (None, "a holiday is a JSON object"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_line_and_reason(wrong: object, reason: str) -> None:
    refusal = refused(written(entry("Day one", "May 1"), wrong, entry("Last", "June 1")))
    assert refusal.values["line"] == 12
    assert reason in str(refusal.values["reason"])
    assert "tribal.json, line 12" in sentence(refusal)


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ({"id": "../etc"}, 2, '"id" must be'),
        ({"title": ""}, 3, '"title" must be'),
        ({"first": "2020-13-01"}, 6, "there is no day 2020-13-01"),
        ({"first": "1 May"}, 6, "must be a day such as"),
        ({"first": "2036-01-01"}, 7, "must lie after the first day"),
        ({"last": "9999-12-31"}, 7, "must lie after the first day"),
        ({"saturday": "thursday"}, 8, "friday before, perhaps friday before, stays"),
        ({"sunday": 1}, 9, "monday after, perhaps monday after, stays"),
    ],
)
def test_a_wrong_head_is_refused_with_its_line(
    head: dict[str, object], line: int, reason: str
) -> None:
    refusal = refused(written(entry("It", "May 1"), **head))
    assert refusal.values["line"] == line
    assert reason in str(refusal.values["reason"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "a JSON object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": 1' + b"1" * 5_000 + b"}", "too many figures"),
        (b'{"id": "A", "id": "B"}', "given twice"),
        (b'{"id": NaN}', "no JSON from column 8 on"),
        (b" " * (LARGEST + 1), "too large"),
        (b"{}", "missing"),
        (written(), "1 to 2000 entries"),
        (written(*[entry(f"D{n}", "May 1") for n in range(2_001)]), "1 to 2000 entries"),
        (written(entry("It", "May 1"))[:-1], "no JSON"),
        (b'{"first": "2020-01-01", "colour": 1}', "not known here"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(content: bytes, reason: str) -> None:
    assert reason in str(refused(content).values["reason"])


def test_a_file_that_would_fill_the_memory_is_refused_before_its_days_are_made() -> None:
    many = [entry(f"Day {n}", f"{n % 27 + 1} days after May {n % 28 + 1}") for n in range(1_500)]
    head = {"first": "1900-01-01", "last": "2200-12-31"}
    assert "at most 40000 days" in str(refused(written(*many, **head)).values["reason"])


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8")))
def test_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    refused(content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["name", "falls", "kind", "source", "since", "moves", "x"]), inner
            )
        ),
        max_leaves=8,
    )
)
def test_no_entry_does_more_than_be_refused(wrong: object) -> None:
    assert refused(written(wrong)).values["line"] == 11
