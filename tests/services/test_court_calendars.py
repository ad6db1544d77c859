"""Court calendars of an office: its own days, its own calendars, and what is in force with them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.court_calendars import CALENDAR_IDS
from app.domain.court_days import CalendarInForce, CourtDay, CourtDayKind
from app.domain.errors import Damaged, ImportRefused, NotConfirmed, Refused, Stale
from app.domain.holiday_imports import Verdict
from app.domain.office_calendars import OfficeCalendar, code_for
from app.domain.resources import resource_path
from app.services.calendar import CalendarRange
from app.services.court_calendars import (
    AddCourtDays,
    AddOfficeCalendar,
    AmendCourtDay,
    AmendOfficeCalendar,
    CalendarDay,
    CalendarDays,
    ChooseCourtCalendar,
    CourtCalendarList,
    ImportHolidays,
    NewCourtDay,
    PreviewHolidays,
    RemoveCourtDays,
    RemovedCourtDays,
    RemoveOfficeCalendar,
    SaveCalendar,
)
from app.services.court_rules import AmendRule
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings
from tests.small_rules import write_rules

HOLIDAYS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "holidays"
FILES = Path(__file__).resolve().parents[1] / "interchange" / "holidays"
FRIDAY = date(2026, 4, 17)
COLUMBUS = date(2026, 10, 12)
CHRISTMAS_EVE = date(2026, 12, 24)
"""A state holiday of Texas on which courts are mostly open."""


def entry(on: date, kind: CourtDayKind = CourtDayKind.HOLIDAY, name: str = "Closed") -> NewCourtDay:
    return NewCourtDay(on=on, name=name, kind=kind, source="Order 26-3")


def enter(office: Office, on: date, kind: CourtDayKind, calendar: str = "US-FED") -> CourtDay:
    (day,) = office.do(AddCourtDays(calendar=calendar, days=(entry(on, kind),))).value
    return day


def in_force(office: Office, calendar: str = "US-FED") -> CalendarInForce:
    with office._database.reading(office.actor) as reading:
        return reading.court_calendars.in_force(calendar)


def is_struck(day: CalendarDay) -> bool:
    return day.entry is not None and day.entry.kind is CourtDayKind.OPEN


def days(office: Office, first: date, last: date, calendar: str = "US-FED") -> list[CalendarDay]:
    return list(office.ask(CalendarDays(calendar=calendar, first=first, last=last)))


@contextmanager
def refused(code: str, **values: Any) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code
    assert values.items() <= {**caught.value.values, "field": caught.value.field}.items()


def test_each_kind_of_day_counts_as_what_it_is(office: Office) -> None:
    before = in_force(office)
    for on, kind in (
        (date(2026, 4, 13), CourtDayKind.HOLIDAY),
        (date(2026, 4, 14), CourtDayKind.STATE),
        (date(2026, 4, 15), CourtDayKind.DECLARED),
        (date(2026, 4, 16), CourtDayKind.CLOSURE),
        (FRIDAY, CourtDayKind.INACCESSIBLE),
        (COLUMBUS, CourtDayKind.OPEN),
    ):
        enter(office, on, kind)
    now = in_force(office)
    assert now.calendar.closure(date(2026, 4, 13)) == "Closed"
    assert now.calendar.is_open(COLUMBUS)
    assert now.state_holidays == {date(2026, 4, 14)}
    assert now.uncertain == {date(2026, 4, 15), date(2026, 4, 16)}
    assert now.inaccessible == {FRIDAY}
    assert now.edition != before.edition
    assert not before.calendar.is_open(COLUMBUS)


def test_an_entry_says_who_made_it_and_when(office: Office) -> None:
    day = enter(office, FRIDAY, CourtDayKind.CLOSURE)
    assert (day.entered_by, day.entered_at is not None) == (office.actor.name, True)


def test_what_is_closed_already_or_never_was_is_refused(office: Office) -> None:
    with refused("court_day.closed_already", field="on", name="Columbus Day"):
        enter(office, COLUMBUS, CourtDayKind.HOLIDAY)
    with refused("court_day.nothing_to_strike", field="on"):
        enter(office, FRIDAY, CourtDayKind.OPEN)
    enter(office, FRIDAY, CourtDayKind.CLOSURE)
    with refused("court_day.taken", name="Closed"):
        enter(office, FRIDAY, CourtDayKind.INACCESSIBLE)


def test_a_day_twice_in_one_act_is_refused_and_none_is_written(office: Office) -> None:
    with refused("court_day.taken"):
        office.do(AddCourtDays(calendar="US-FED", days=(entry(FRIDAY), entry(FRIDAY))))
    assert days(office, FRIDAY, FRIDAY) == []


def test_a_day_outside_the_calendar_is_refused(office: Office) -> None:
    with refused("calendar.not_loaded", field="on", first=2013, last=2040):
        enter(office, date(2041, 1, 2), CourtDayKind.HOLIDAY, "FL-2514")
    with refused("calendar.unknown"):
        enter(office, FRIDAY, CourtDayKind.HOLIDAY, "US-TX")


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("name", "", "text.required"),
        ("source", " \n", "text.required"),
        ("name", "x" * 201, "text.too_long"),
        ("source", "x" * 501, "text.too_long"),
    ],
)
def test_a_day_needs_name_and_source(office: Office, field: str, text: str, code: str) -> None:
    wrong: dict[str, Any] = {field: text}
    new = replace(entry(FRIDAY), **wrong)
    with refused(code, field=field):
        office.do(AddCourtDays(calendar="US-FED", days=(new,)))


def test_no_day_at_all_is_refused(office: Office) -> None:
    with refused("court_day.none"):
        office.do(AddCourtDays(calendar="US-FED", days=()))


def test_a_day_is_moved_and_keeps_who_entered_it(office: Office) -> None:
    day = enter(office, FRIDAY, CourtDayKind.CLOSURE)
    moved = replace(day, on=date(2026, 4, 20), entered_by="Nobody", calendar="CA-courts")
    done = office.do(AmendCourtDay(day=moved))
    assert (done.value.after.on, done.value.after.entered_by) == (moved.on, day.entered_by)
    assert done.value.after.calendar == "US-FED"
    with refused("court_day.closed_already"):
        office.do(AmendCourtDay(day=replace(done.value.after, on=COLUMBUS)))
    assert done.undo is not None
    office.do(done.undo)
    assert [each.on for each in days(office, date(2026, 4, 1), date(2026, 4, 30))] == [FRIDAY]


def test_days_kept_from_before_never_hide_a_change(office: Office) -> None:
    monday = date(2026, 4, 20)

    def closed() -> list[date]:
        calendar = in_force(office).calendar
        return [day for day in (FRIDAY, monday) if not calendar.is_open(day)]

    day = enter(office, FRIDAY, CourtDayKind.HOLIDAY)
    assert closed() == [FRIDAY]
    moved = office.do(AmendCourtDay(day=replace(day, on=monday)))
    assert closed() == [monday]
    assert moved.undo is not None
    office.do(moved.undo)
    assert closed() == [FRIDAY]
    (stored,) = days(office, FRIDAY, FRIDAY)
    assert stored.entry is not None
    office.do(RemoveCourtDays(days=(stored.entry,), reason="By mistake"))
    assert closed() == []


def test_damage_to_a_day_that_was_read_before_is_told(office: Office) -> None:
    enter(office, FRIDAY, CourtDayKind.HOLIDAY)
    in_force(office)
    with office._database.writing(office.actor) as work:
        work.connection.execute(sa.text("UPDATE court_days SET digest = zeroblob(32)"))
    with pytest.raises(Damaged):
        in_force(office)


def test_of_two_who_change_one_day_the_second_is_told(office: Office) -> None:
    day = enter(office, FRIDAY, CourtDayKind.CLOSURE)
    office.do(AmendCourtDay(day=replace(day, name="First")))
    with pytest.raises(Stale):
        office.do(AmendCourtDay(day=replace(day, name="Second")))
    with pytest.raises(Stale):
        office.do(RemoveCourtDays(days=(day,), reason="Second"))


def test_a_removed_day_stays_on_file_with_its_reason(office: Office) -> None:
    day = enter(office, FRIDAY, CourtDayKind.CLOSURE)
    with refused("text.required", field="reason"):
        office.do(RemoveCourtDays(days=(day,), reason=" "))
    done = office.do(RemoveCourtDays(days=(day,), reason="Order withdrawn"))
    assert in_force(office).uncertain == frozenset()
    (removal,) = office.ask(RemovedCourtDays(calendar="US-FED"))
    assert (removal.on, removal.reason, removal.removed_by) == (
        *(FRIDAY, "Order withdrawn", office.actor.name),
    )
    assert done.undo is not None
    office.do(done.undo)
    assert office.ask(RemovedCourtDays(calendar="US-FED")) == ()
    assert in_force(office).uncertain == {FRIDAY}


def test_a_removed_day_does_not_come_back_onto_another(office: Office) -> None:
    day = enter(office, FRIDAY, CourtDayKind.CLOSURE)
    undo = office.do(RemoveCourtDays(days=(day,), reason="Wrong kind")).undo
    enter(office, FRIDAY, CourtDayKind.HOLIDAY)
    assert undo is not None
    with refused("court_day.taken"):
        office.do(undo)


def test_the_days_of_a_year_show_what_was_struck_and_by_whom(office: Office) -> None:
    enter(office, COLUMBUS, CourtDayKind.OPEN)
    enter(office, date(2026, 10, 13), CourtDayKind.DECLARED)
    found = days(office, date(2026, 7, 1), date(2026, 10, 31))
    assert [(each.on.isoformat(), each.name, is_struck(each)) for each in found] == [
        ("2026-07-03", "Independence Day (observed)", False),
        ("2026-09-07", "Labor Day", False),
        ("2026-10-12", "Columbus Day", True),
        ("2026-10-13", "Closed", False),
    ]
    assert found[0].source == "5 U.S.C. 6103(a)"
    assert found[2].source == "Order 26-3"


def test_a_span_that_is_none_is_refused(office: Office) -> None:
    with refused("calendar.span"):
        days(office, FRIDAY, date(2026, 1, 1))
    with refused("calendar.span"):
        days(office, date(1000, 1, 1), date(2000, 1, 1))


# --- calendars of the office's own


def make(office: Office, title: str = "Riverside", based_on: str = "CA-courts") -> OfficeCalendar:
    return office.do(AddOfficeCalendar(title=title, based_on=based_on)).value


def test_an_own_calendar_has_the_days_below_it_and_its_own(office: Office) -> None:
    own = make(office)
    assert own.code == "OFFICE-RIVERSIDE"
    enter(office, FRIDAY, CourtDayKind.HOLIDAY, "CA-courts")
    enter(office, date(2026, 4, 20), CourtDayKind.HOLIDAY, own.code)
    calendar = in_force(office, own.code).calendar
    assert calendar.id == own.code
    assert calendar.closure(FRIDAY) == "Closed"
    assert calendar.closure(date(2026, 9, 25)) == "Native American Day"
    assert not calendar.is_open(date(2026, 4, 20))
    assert in_force(office, "CA-courts").calendar.is_open(date(2026, 4, 20))


def test_an_own_entry_stands_before_one_from_below(office: Office) -> None:
    own = make(office)
    enter(office, FRIDAY, CourtDayKind.HOLIDAY, "CA-courts")
    enter(office, FRIDAY, CourtDayKind.OPEN, own.code)
    assert in_force(office, own.code).calendar.is_open(FRIDAY)
    (day,) = days(office, FRIDAY, FRIDAY, own.code)
    assert (is_struck(day), day.is_below) == (True, False)


def test_a_calendar_of_nothing_knows_only_what_is_entered_within_its_days(office: Office) -> None:
    own = office.do(
        AddOfficeCalendar(title="Tribal", first=date(2026, 1, 1), last=date(2026, 12, 31))
    ).value
    assert in_force(office, own.code).calendar.is_open(date(2026, 7, 3))
    with refused("calendar.not_loaded"):
        enter(office, date(2027, 1, 1), CourtDayKind.HOLIDAY, own.code)
    office.do(AmendOfficeCalendar(calendar=replace(own, last=date(2027, 12, 31))))
    enter(office, date(2027, 1, 1), CourtDayKind.HOLIDAY, own.code)
    assert not in_force(office, own.code).calendar.is_open(date(2027, 1, 1))


def test_an_extended_calendar_goes_on_with_the_rules_below(office: Office) -> None:
    own = make(office)
    office.do(AmendOfficeCalendar(calendar=replace(own, last=date(2045, 12, 31))))
    assert in_force(office, own.code).calendar.holiday(date(2045, 12, 25)) == "Christmas Day"
    with refused("office_calendar.days", field="first"):
        office.do(AddOfficeCalendar(title="Early", based_on="CA-courts", first=date(2000, 1, 1)))


def test_a_calendar_is_not_cut_below_its_entries(office: Office) -> None:
    own = make(office)
    enter(office, FRIDAY, CourtDayKind.CLOSURE, own.code)
    with refused("office_calendar.leaves_out", field="last"):
        office.do(AmendOfficeCalendar(calendar=replace(own, last=date(2026, 1, 31))))


def test_code_and_base_of_a_calendar_stay(office: Office) -> None:
    own = make(office)
    forged = replace(own, code="US-FED", based_on="", title="Renamed")
    after = office.do(AmendOfficeCalendar(calendar=forged)).value.after
    assert (after.code, after.based_on, after.title) == (own.code, "CA-courts", "Renamed")


def test_codes_are_made_of_titles_and_given_once(office: Office) -> None:
    assert code_for(" Büro, 3rd floor ") == "OFFICE-B-RO-3RD-FLOOR"
    assert code_for("office-x") == "OFFICE-X"
    make(office)
    with refused("office_calendar.taken", field="code"):
        make(office, "RIVERSIDE!")
    for nothing in ("?", "法院", "OFFICE-"):
        with refused("office_calendar.code", field="code"):
            make(office, nothing)
    with refused("calendar.unknown", field="based_on"):
        make(office, "Over another", "OFFICE-RIVERSIDE")


def test_a_calendar_that_something_counts_by_stays(office: Office) -> None:
    own = make(office)
    office.do(ChooseCourtCalendar(calendar=own.code))
    with refused("office_calendar.in_use", title="Riverside"):
        office.do(RemoveOfficeCalendar(calendar=own))
    office.do(ChooseCourtCalendar(calendar="US-FED"))
    rules = write_rules(office)
    office.do(AmendRule(replace(rules.response, calendar=own.code)))
    with refused("office_calendar.in_use", by="Response to motion"):
        office.do(RemoveOfficeCalendar(calendar=own))


def test_a_rule_counts_by_no_calendar_there_is_not(office: Office) -> None:
    rules = write_rules(office)
    for calendar in ("OFFICE-RIVERSIDE", "US-TX"):
        with refused("calendar.unknown", field="calendar"):
            office.do(AmendRule(replace(rules.response, calendar=calendar)))


def test_a_calendar_goes_with_its_days_and_comes_back_with_them(office: Office) -> None:
    own = make(office)
    enter(office, FRIDAY, CourtDayKind.HOLIDAY, own.code)
    done = office.do(RemoveOfficeCalendar(calendar=own))
    with refused("calendar.unknown"):
        in_force(office, own.code)
    assert done.undo is not None
    office.do(done.undo)
    assert not in_force(office, own.code).calendar.is_open(FRIDAY)


def test_the_list_names_every_calendar_and_the_chosen_one(office: Office) -> None:
    own = make(office)
    office.do(ChooseCourtCalendar(calendar=own.code))
    lines = office.ask(CourtCalendarList())
    assert [line.id for line in lines] == [*CALENDAR_IDS, own.code]
    assert [line.id for line in lines if line.is_chosen] == [own.code]
    assert lines[-1].based_on == "California courts"


def test_the_offices_days_follow_the_chosen_calendar(office: Office) -> None:
    def holidays() -> dict[date, str]:
        span = office.ask(CalendarRange(first=COLUMBUS, last=COLUMBUS))
        return dict(span.holidays)

    assert holidays() == {COLUMBUS: "Columbus Day"}
    office.do(ChooseCourtCalendar(calendar="CA-courts"))
    assert holidays() == {}


def test_of_two_who_choose_the_second_is_told(office: Office) -> None:
    office.do(ChooseCourtCalendar(calendar="CA-courts", instead_of="US-FED"))
    with pytest.raises(Stale):
        office.do(ChooseCourtCalendar(calendar="FL-2514", instead_of="US-FED"))
    with refused("calendar.chosen_already"):
        office.do(ChooseCourtCalendar(calendar="CA-courts"))
    with refused("calendar.unknown", field="calendar"):
        office.do(ChooseCourtCalendar(calendar="../CA-courts"))


def test_the_settings_refuse_a_calendar_there_is_not(office: Office) -> None:
    changed = replace(office.ask(TheSettings()), court_calendar="US-TX")
    try:
        with refused("calendar.unknown", field="court_calendar"):
            office.do(ChangeSettings(changed))
    except NotConfirmed:  # pragma: no cover - a slow machine
        pytest.skip("the passphrase was typed too long ago")


# --- files


def test_a_table_is_looked_over_before_it_comes_in(office: Office) -> None:
    path = FILES / "county.csv"
    report = office.ask(PreviewHolidays(path=path, calendar="CA-courts"))
    assert [(row.line, row.verdict) for row in report.rows] == [
        *((2, Verdict.NEW), (3, Verdict.NEW), (4, Verdict.KNOWN), (5, Verdict.NEW)),
    ]
    assert report.rows[2].reason == "closed already: Christmas Day"
    done = office.do(ImportHolidays(path=path, calendar="CA-courts"))
    assert [day.on for day in done.value.days] == [
        *(date(2026, 4, 20), date(2026, 12, 24), date(2026, 5, 4)),
    ]
    again = office.ask(PreviewHolidays(path=path, calendar="CA-courts"))
    assert {row.verdict for row in again.rows} == {Verdict.KNOWN}
    with pytest.raises(ImportRefused, match="nothing_new"):
        office.do(ImportHolidays(path=path, calendar="CA-courts"))
    assert done.undo is not None
    office.do(done.undo)
    assert in_force(office, "CA-courts").calendar.is_open(date(2026, 12, 24))


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("2026-04-20,A,,\n2026-04-21,B,,\n2026-04-20,C,,", 4, "2026-04-20 stands in line 2"),
        ("2026-02-30,A,,", 2, "“2026-02-30” is no day"),
        ("13/24/2026,A,,", 2, "is no day"),
        ("tomorrow,A,,", 2, "is no day"),
        (",A,,", 2, "is no day"),
        ("2026-04-20,,,", 2, "no name"),
        ("2026-04-20,A,bank,", 2, "“bank” is no kind of day"),
        ("2026-04-20,A,open,", 2, "no holiday that could be struck out"),
        ("2026-04-20,A", 2, "2 fields instead of 4"),
        (f"2026-04-20,{'x' * 201},,", 2, "too long"),
    ],
)
def test_a_wrong_line_refuses_the_whole_file(
    office: Office, tmp_path: Path, content: str, line: int, reason: str
) -> None:
    path = tmp_path / "days.csv"
    path.write_text(f"date,name,kind,source\n{content}\n2026-04-23,Good,,\n", "utf-8")
    with pytest.raises(ImportRefused) as caught:
        office.do(ImportHolidays(path=path, calendar="US-FED"))
    assert caught.value.values["line"] == line
    assert reason in str(caught.value.values["reason"])
    assert days(office, date(2026, 4, 1), date(2026, 4, 30)) == []


def test_lines_beyond_the_calendar_are_left_out_and_said(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("name,date\nFar,2044-05-05\nNear,2036-05-05\n", "utf-8")
    done = office.do(ImportHolidays(path=path, calendar="FL-2514")).value
    assert [row.verdict for row in done.report.rows] == [Verdict.OUTSIDE, Verdict.NEW]
    assert (done.days[0].source, done.days[0].kind) == ("days.csv", CourtDayKind.HOLIDAY)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("days.txt", b"date,name\n"),
        ("days.csv", b""),
        ("days.csv", b"day one,two\n"),
        ("days.csv", b"date,name\n\xff\xfe,x\n"),
        ("days.csv", b'date,name\n2026-04-20,"open\n'),
        ("days.csv", b"date,name\n2026-04-20,\0\n"),
        ("days.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"),
        ("days.ics", b""),
        ("days.json", b"{}"),
        ("days.json", b"[" * 100_000),
    ],
)
def test_a_file_that_is_none_is_refused(
    office: Office, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for ask in (PreviewHolidays(path=path, calendar="US-FED"),):
        with pytest.raises(ImportRefused):
            office.ask(ask)


@pytest.mark.parametrize("name", ["none.csv", "folder.csv", "a\0b.csv", "x" * 300 + ".csv"])
def test_a_path_that_is_no_file_is_refused(office: Office, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ImportRefused):
        office.ask(PreviewHolidays(path=tmp_path / name, calendar="US-FED"))


CALENDAR = """{
  "id": "TRIBAL", "title": "Tribal court", "jurisdiction": "X", "edition": "1",
  "first": "2026-01-01", "last": "2027-12-31",
  "saturday": "friday before", "sunday": "monday after",
  "holidays": [
    {"name": "Founding day", "falls": "April 20", "kind": "judicial", "source": "Code 1-2"}
  ]
}"""


def test_a_calendar_of_our_own_format_becomes_one_of_the_offices(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "tribal.json"
    path.write_text(CALENDAR, "utf-8")
    done = office.do(ImportHolidays(path=path))
    made = done.value.made
    assert made is not None
    assert (made.code, made.first, made.last) == (
        *("OFFICE-TRIBAL-COURT", date(2026, 1, 1), date(2027, 12, 31)),
    )
    assert in_force(office, made.code).calendar.closure(date(2026, 4, 20)) == "Founding day"
    assert done.undo is not None
    office.do(done.undo)
    with refused("calendar.unknown"):
        in_force(office, made.code)


def test_a_table_alone_makes_no_calendar(office: Office) -> None:
    with refused("holidays.no_calendar", field="calendar"):
        office.do(ImportHolidays(path=FILES / "county.csv"))


def test_a_feed_closes_each_of_its_whole_days(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "feed.ics"
    events = (
        ("1", "DTSTART;VALUE=DATE:20260420", "DTEND;VALUE=DATE:20260422"),
        ("2", "DTSTART;VALUE=DATE:20260504", "DURATION:P1D"),
    )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//X//EN"]
    for uid, *when in events:
        lines += ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Closed", *when, "END:VEVENT"]
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), "utf-8")
    done = office.do(ImportHolidays(path=path, calendar="US-FED")).value
    assert [day.on.isoformat() for day in done.days] == ["2026-04-20", "2026-04-21", "2026-05-04"]


@pytest.mark.skipif(not HOLIDAYS.is_dir(), reason="the published files are not here")
def test_the_published_table_asks_which_rows_are_meant(office: Office) -> None:
    path = HOLIDAYS / "us_federal_and_states_2000_2035.csv"
    report = office.ask(PreviewHolidays(path=path, calendar="US-FED"))
    assert [name for name, _values in report.choices] == ["jurisdiction", "category"]
    with pytest.raises(ImportRefused, match="choose_rows"):
        office.do(ImportHolidays(path=path, calendar="US-FED"))
    only = (("jurisdiction", "US"), ("category", "government"))
    done = office.do(ImportHolidays(path=path, calendar="US-FED", only=only)).value
    names = {day.name for day in done.days if day.on.weekday() < 5}
    assert "National Day of Mourning for former President Jimmy Carter" in names
    assert all("Christmas" in name or "Mourning" in name for name in names)


@pytest.mark.skipif(not HOLIDAYS.is_dir(), reason="the published files are not here")
def test_the_published_feed_comes_in_beside_the_federal_days(office: Office) -> None:
    path = HOLIDAYS / "us_il_2024_2027.ics"
    done = office.do(
        ImportHolidays(path=path, calendar="US-FED", kind=CourtDayKind.STATE, source="5 ILCS 490")
    ).value
    assert len(done.report.rows) == 59
    assert {day.kind for day in done.days} == {CourtDayKind.STATE}
    assert date(2026, 3, 2) in in_force(office).state_holidays


# --- days a court may treat as holidays


def test_each_day_of_a_list_stands_there_once(office: Office) -> None:
    found = days(office, date(2026, 1, 1), date(2027, 12, 31), "TX-courts")
    assert len({day.on for day in found}) == len(found)
    by_day = {day.on: day for day in found}
    king = by_day[date(2026, 1, 19)]  # Confederate Heroes Day as well
    assert (king.name, king.is_doubtful) == ("Martin Luther King Jr. Day", False)
    assert by_day[CHRISTMAS_EVE].is_doubtful


@pytest.mark.parametrize("kind", [CourtDayKind.HOLIDAY, CourtDayKind.OPEN])
def test_whoever_knows_settles_what_is_uncertain(office: Office, kind: CourtDayKind) -> None:
    before = in_force(office, "TX-courts")
    enter(office, CHRISTMAS_EVE, kind, "TX-courts")
    (day,) = days(office, CHRISTMAS_EVE, CHRISTMAS_EVE, "TX-courts")
    assert day.entry is not None
    assert not day.is_doubtful
    now = in_force(office, "TX-courts")
    assert CHRISTMAS_EVE in before.uncertain - now.uncertain
    assert now.calendar.is_open(CHRISTMAS_EVE) == (kind is CourtDayKind.OPEN)
    office.do(RemoveCourtDays(days=(day.entry,), reason="County order vacated"))
    assert in_force(office, "TX-courts") == before


def test_a_file_of_ours_brings_uncertain_days_in_as_declared(office: Office) -> None:
    shipped = resource_path("calendars", "TX-courts.json")
    rows = office.ask(PreviewHolidays(path=shipped)).rows
    kinds = {row.on: row.kind for row in rows}
    assert kinds[CHRISTMAS_EVE] is CourtDayKind.DECLARED
    assert kinds[date(2026, 11, 11)] is CourtDayKind.HOLIDAY


# --- written into a file


def test_a_shipped_calendar_is_saved_with_its_rules_and_becomes_a_pattern(
    office: Office, tmp_path: Path
) -> None:
    to = tmp_path / "county.json"
    saved = office.ask(SaveCalendar(calendar="CA-courts", to=to))
    assert saved.has_rules
    to.write_text(to.read_text("utf-8").replace("California courts", "County court"), "utf-8")
    made = office.do(ImportHolidays(path=to)).value.made
    assert made is not None
    assert (
        in_force(office, made.code).calendar.holidays
        == in_force(office, "CA-courts").calendar.holidays
    )
    with refused("holidays.file_exists", name="county.json"):
        office.ask(SaveCalendar(calendar="CA-courts", to=to))


def test_a_calendar_with_entries_is_saved_day_by_day_and_read_back_alike(
    office: Office, tmp_path: Path
) -> None:
    days_of_storm = (entry(FRIDAY, name="Storm"), entry(date(2026, 4, 16), name="Storm"))
    office.do(AddCourtDays(calendar="US-FED", days=days_of_storm))
    enter(office, COLUMBUS, CourtDayKind.OPEN)
    to = tmp_path / "federal.json"
    assert not office.ask(SaveCalendar(calendar="US-FED", to=to)).has_rules
    made = office.do(ImportHolidays(path=to)).value.made
    assert made is not None
    assert (
        in_force(office, made.code).calendar.holidays
        == in_force(office, "US-FED").calendar.holidays
    )


def test_what_is_uncertain_stays_so_in_a_file(office: Office, tmp_path: Path) -> None:
    enter(office, CHRISTMAS_EVE, CourtDayKind.HOLIDAY, "TX-courts")
    to = tmp_path / "texas.json"
    assert not office.ask(SaveCalendar(calendar="TX-courts", to=to)).has_rules
    made = office.do(ImportHolidays(path=to)).value.made
    assert made is not None
    ours, texas = in_force(office, made.code), in_force(office, "TX-courts")
    assert ours.calendar.holidays == texas.calendar.holidays
    assert ours.uncertain == texas.uncertain
    assert len(texas.uncertain) > 80


def test_a_calendar_without_a_day_makes_no_file(office: Office, tmp_path: Path) -> None:
    own = office.do(AddOfficeCalendar(title="Bare")).value
    with refused("holidays.cannot_save"):
        office.ask(SaveCalendar(calendar=own.code, to=tmp_path / "bare.json"))
    with refused("calendar.unknown"):
        office.ask(SaveCalendar(calendar="../x", to=tmp_path / "x.json"))
    assert list(tmp_path.glob("*.json")) == []


def test_of_many_who_enter_one_day_at_once_one_does(office: Office) -> None:
    def attempt(_n: int) -> str:
        try:
            enter(office, FRIDAY, CourtDayKind.CLOSURE)
        except Refused as refusal:
            return refusal.code
        return ""

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(attempt, range(6)))
    assert outcomes == ["", *["court_day.taken"] * 5]
