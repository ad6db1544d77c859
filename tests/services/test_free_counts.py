"""Dates counted without a rule: by each law there is, on its calendar, and counted again by it."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.cases import Case
from app.domain.court_calendars import CALENDAR_IDS
from app.domain.court_days import CourtDayKind
from app.domain.deadlines import Deadline
from app.domain.errors import Refused
from app.domain.free_counts import METHODS, USUAL_METHODS, RuleCount
from app.domain.recounting import Outlook
from app.domain.time_computation import DayProfile, Direction, HourProfile, Unit
from app.i18n.counting_methods import FREE_WORDS, law_words, method_sentence, other_holidays
from app.services.cases import OpenCase
from app.services.court_calendars import AddCourtDays, AddOfficeCalendar, RemoveOfficeCalendar
from app.services.deadline_papers import PreviewDeadlineSheet
from app.services.deadlines import (
    AddComputedDeadline,
    CancelDeadline,
    CaseDates,
    DeadlineOf,
    DifferingDates,
    PlanOfficeRecount,
    PlanRecount,
    PreviewDeadline,
    RecountDeadlines,
)
from app.services.office import Office
from app.services.offices import TheOffice
from tests.services.test_court_calendars import entry
from tests.services.test_deadline_papers import words

WEDNESDAY = date(2027, 3, 17)
FRIDAY = date(2027, 3, 19)
MONDAY = date(2027, 3, 22)
CHAVEZ_DAY = date(2027, 3, 31)
HALF_PAST_NINE = time(9, 30)
SKIPPED = {"trigger_on": date(2027, 3, 14), "clock": time(2, 30)}
"""An hour there is not: the clocks go forward that night."""

COUNTED: list[tuple[str, dict[str, Any], date]] = [
    ("fed_rule45", {}, CHAVEZ_DAY),
    ("fed_rule45", {"service_days": 3}, date(2027, 4, 5)),
    ("last_moment", {}, CHAVEZ_DAY),
    ("skip_weekends_holidays", {"n": 10}, CHAVEZ_DAY),
    ("ca_ccp12", {}, date(2027, 4, 1)),
    ("ca_ccp12", {"service_days": 5}, date(2027, 4, 5)),
    ("ca_ccp12", {"service_days": 2, "serves_in_court_days": True}, date(2027, 4, 2)),
    ("court_days_plus_calendar", {"n": 16, "service_days": 5}, date(2027, 2, 18)),
    ("ny_gcl", {}, CHAVEZ_DAY),
    ("ny_gcl", {"service_days": 5}, date(2027, 4, 5)),
    ("ny_gcl_months", {"n": 1, "trigger_on": date(2027, 1, 31)}, date(2027, 3, 1)),
    ("ny_gcl_two_day", {"n": 2, "trigger_on": FRIDAY}, date(2027, 3, 23)),
    ("fl_2514", {"trigger_on": FRIDAY}, date(2027, 4, 5)),
    ("fl_2514_before", {"trigger_on": MONDAY}, date(2027, 3, 5)),
    ("tx_gov311", {}, CHAVEZ_DAY),
    ("short_period_exclusion_lt7", {"n": 6}, date(2027, 3, 25)),
    ("court_days", {"n": 10}, CHAVEZ_DAY),
    ("court_days", {"n": 10, "calendar": "CA-courts"}, date(2027, 4, 1)),
    ("calendar_days", {"calendar": "CA-courts"}, CHAVEZ_DAY),
    ("calendar_days", {"n": 3, "direction": Direction.BEFORE}, date(2027, 3, 14)),
    ("fed_rule45_hours", {"n": 72, "clock": HALF_PAST_NINE}, MONDAY),
    ("elapsed_hours_no_roll", {"n": 72, "clock": HALF_PAST_NINE}, date(2027, 3, 20)),
    ("elapsed_hours_before", {"n": 48, "clock": HALF_PAST_NINE}, date(2027, 3, 15)),
]


def counted(method: str, **asked: Any) -> RuleCount:
    """Return a count of 14 units, or of another number, by a law on its own calendar."""
    law = METHODS[method]
    usual: dict[str, Any] = {
        "trigger_on": WEDNESDAY,
        "n": 14,
        "unit": law.units[0],
        "direction": law.directions[0],
        "calendar": law.calendar or "US-FED",
    }
    return RuleCount(method=method, **(usual | asked))


@pytest.fixture
def roe(office: Office) -> Case:
    return office.do(OpenCase(title="People v. Roe")).value


def add(office: Office, case: Case, count: RuleCount) -> Deadline:
    command = AddComputedDeadline(case=case.id, title="Reply", trigger="Served", count=count)
    return office.do(command).value


def close(office: Office, on: date, calendar: str) -> None:
    office.do(AddCourtDays(calendar=calendar, days=(entry(on, CourtDayKind.HOLIDAY),)))


def test_every_method_is_counted_below() -> None:
    assert {method for method, _, _ in COUNTED} == set(METHODS)
    left_out = {*DayProfile, *HourProfile} - set(METHODS)
    assert left_out == {
        DayProfile.FIXED_DATE,
        DayProfile.CA_CCP12_SERVICE_LENGTHENS,
        DayProfile.NY_GCL_SERVICE_LENGTHENS,
        HourProfile.PC825_HOURS,
    }


@pytest.mark.parametrize(("method", "asked", "due"), COUNTED)
def test_a_date_is_counted_by_its_law_and_keeps_it(
    office: Office, roe: Case, method: str, asked: dict[str, Any], due: date
) -> None:
    count = counted(method, **asked)
    preview = office.ask(PreviewDeadline(count=count))
    deadline = add(office, roe, count)
    assert (preview.due_on, deadline.due_on, deadline.computed_due_on) == (due, due, due)
    assert preview.steps == deadline.steps
    assert deadline.citation == preview.citation != ""
    assert deadline.citation in deadline.steps[0]
    assert deadline.calendar == count.calendar
    assert deadline.calendar_edition.startswith(f"{count.calendar} ")
    assert deadline.engine == f"{count.profile}/1"
    assert RuleCount.of(count.trigger_on, deadline.counted) == count
    (change,) = office.ask(PlanRecount(case=roe.id)).rows
    assert change.outlook is Outlook.STAYS


def test_service_lengthens_the_period_itself_where_the_law_says_so() -> None:
    plain, served = counted("ca_ccp12"), counted("ca_ccp12", service_days=5)
    assert (plain.profile, served.profile) == ("ca_ccp12", "ca_ccp12_service_lengthens")
    assert served.words == "14 days after, plus 5 for service"
    in_court_days = replace(served, service_days=2, serves_in_court_days=True)
    assert in_court_days.words == "14 days after, plus 2 court days for service"


@pytest.mark.parametrize("method", ["fed_rule45_hours", "last_moment"])
def test_a_moment_is_kept_by_the_courts_clock(office: Office, roe: Case, method: str) -> None:
    zone = ZoneInfo(office.ask(TheOffice()).zone)
    is_hours = method == "fed_rule45_hours"
    asked: dict[str, Any] = {"n": 24, "clock": HALF_PAST_NINE} if is_hours else {"n": 1}
    deadline = add(office, roe, counted(method, **asked))
    ends = HALF_PAST_NINE if is_hours else time(23, 59, 59)
    expected = datetime.combine(date(2027, 3, 18), ends, zone)
    assert deadline.due_at == expected


@pytest.mark.parametrize(
    ("method", "asked", "refusal"),
    [
        ("fed_rule45", {"calendar": "MARS"}, ("calendar.unknown", "calendar")),
        ("fed_rule45", {"calendar": ""}, ("calendar.unknown", "calendar")),
        ("fed_rule45_hours", {}, ("count.moment_needed", "clock")),
        ("fed_rule45_hours", SKIPPED, ("time.missing_hour", "clock")),
        ("elapsed_hours_before", SKIPPED, ("time.missing_hour", "clock")),
        ("fed_rule45", {"unit": Unit.HOURS}, ("period.unit", "period.unit")),
        ("ny_gcl", {"unit": Unit.MONTHS}, ("period.unit", "period.unit")),
        ("ny_gcl_two_day", {"n": 3}, ("period.two_days_only", "period.n")),
        ("ca_ccp12", {"n": 0}, ("period.too_short", "period.n")),
        ("ca_ccp12", {"n": 10**9}, ("period.too_long", "period.n")),
        ("tx_gov311", {"direction": Direction.BEFORE}, ("period.direction", "direction")),
        ("tx_gov311", {"service_days": 3}, ("service.not_in_profile", "service.added_days")),
        ("ca_ccp12", {"service_days": -3}, ("service.negative", "service.added_days")),
        (
            "fed_rule45",
            {"service_days": 3, "serves_in_court_days": True},
            ("count.service_in_court_days", "service.added_days"),
        ),
        (
            "fed_rule45",
            {"service_days": 3, "direction": Direction.BEFORE},
            ("service.backward", "service.added_days"),
        ),
        ("ca_ccp12", {"closed": frozenset({FRIDAY})}, ("count.closed_federal_only", "closed")),
        ("ca_ccp12", {"trigger_on": date(9999, 12, 31)}, ("date.implausible", "trigger_on")),
    ],
)
def test_what_a_law_does_not_count_is_refused_beside_its_field(
    office: Office, roe: Case, method: str, asked: dict[str, Any], refusal: tuple[str, str]
) -> None:
    count = counted(method, **asked)
    with pytest.raises(Refused) as caught:
        office.ask(PreviewDeadline(count=count))
    assert (caught.value.code, caught.value.field) == refusal
    with pytest.raises(Refused, match=re.escape(refusal[0])):
        add(office, roe, count)
    assert office.ask(CaseDates(roe.id)).deadlines == ()


def test_a_law_nobody_knows_is_refused(office: Office) -> None:
    count = replace(counted("fed_rule45"), method="julian")
    with pytest.raises(Refused, match=r"count\.method"):
        office.ask(PreviewDeadline(count=count))


def test_a_new_holiday_moves_what_was_counted_on_its_calendar_alone(
    office: Office, roe: Case
) -> None:
    californian = add(office, roe, counted("ca_ccp12"))
    federal = add(office, roe, counted("fed_rule45"))
    plain = add(office, roe, counted("calendar_days", calendar="CA-courts"))
    close(office, californian.due_on, "CA-courts")
    assert office.ask(DifferingDates()) == 1
    plan = office.ask(PlanOfficeRecount())
    assert [(row.deadline.id, row.becomes) for row in plan.rows] == [
        (californian.id, date(2027, 4, 2))
    ]
    done = office.do(RecountDeadlines(accepted=tuple(row.accepted() for row in plan.rows)))
    moved = office.ask(DeadlineOf(californian.id))
    assert (moved.due_on, moved.calendar) == (date(2027, 4, 2), "CA-courts")
    assert moved.citation == "Cal. Code Civ. Proc. 12, 12a"
    for each in (federal, plain):
        assert office.ask(DeadlineOf(each.id)).due_on == each.due_on
    assert done.undo is not None
    office.do(done.undo)
    assert office.ask(DeadlineOf(californian.id)).due_on == californian.due_on


def test_a_count_of_before_says_no_law_and_goes_on_by_rule_45(office: Office, roe: Case) -> None:
    new = add(office, roe, counted("fed_rule45", service_days=3))
    old = tuple((name, text) for name, text in new.counted if name not in ("method", "calendar"))
    with office._database.writing(office.actor) as work:
        work.deadlines.change(replace(new, counted=old))
    assert RuleCount.of(WEDNESDAY, old) == counted("fed_rule45", service_days=3)
    assert [row.outlook for row in office.ask(PlanRecount(case=roe.id)).rows] == [Outlook.STAYS]


def test_taking_it_back_and_entering_it_again_keeps_the_law(office: Office, roe: Case) -> None:
    command = AddComputedDeadline(
        case=roe.id, title="Reply", trigger="Served", count=counted("ca_ccp12")
    )
    done = office.do(command)
    assert done.undo is not None
    again = office.do(done.undo).undo
    assert office.ask(CaseDates(roe.id)).deadlines == ()
    assert again is not None
    office.do(again)
    (held,) = office.ask(CaseDates(roe.id)).deadlines
    assert held == done.value


def test_an_own_calendar_counts_and_stays_while_something_is_owed_by_it(
    office: Office, roe: Case
) -> None:
    own = office.do(AddOfficeCalendar(title="Riverside", based_on="CA-courts")).value
    close(office, date(2027, 4, 1), own.code)
    deadline = add(office, roe, counted("ca_ccp12", calendar=own.code))
    assert deadline.due_on == date(2027, 4, 2)
    with pytest.raises(Refused, match=r"office_calendar\.in_use"):
        office.do(RemoveOfficeCalendar(calendar=own))
    office.do(CancelDeadline(deadline=deadline.id, reason="Withdrawn"))
    office.do(RemoveOfficeCalendar(calendar=own))
    (change,) = office.ask(PlanRecount(case=roe.id)).rows
    assert change.refusal is not None
    assert change.refusal.code == "calendar.unknown"


def test_the_sheet_names_law_and_calendar(office: Office, roe: Case) -> None:
    add(office, roe, counted("ca_ccp12"))
    text = words(office.ask(PreviewDeadlineSheet(case=roe.id)).pdf)
    assert "Cal. Code Civ. Proc. 12, 12a" in text
    assert "CA-courts" in text


def test_every_method_has_its_words() -> None:
    assert set(FREE_WORDS) == set(METHODS)
    for law in METHODS.values():
        assert method_sentence(law).endswith(".")
        assert law.citation in law_words(law, "Federal courts")
        assert law.calendar in ("", *CALENDAR_IDS)
        assert other_holidays(law, law.calendar) == ""
    assert "California courts" in other_holidays(METHODS["ca_ccp12"], "US-FED")
    assert set(USUAL_METHODS.values()) <= set(METHODS)
    assert {METHODS[name].calendar for name in USUAL_METHODS.values()} == set(USUAL_METHODS)
