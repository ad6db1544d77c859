"""Which court calendar is kept where a case is heard: of the room, its court, or the office."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.cases import Case
from app.domain.errors import Missing, Refused
from app.domain.hearings import Courtroom, CourtroomId
from app.domain.ids import new_id
from app.domain.rooms import calendar_kept
from app.services.cases import OpenCase
from app.services.court_calendars import (
    AddOfficeCalendar,
    ChooseCourtCalendar,
    RemoveOfficeCalendar,
)
from app.services.courtrooms import AddCourtroom, AmendCourtroom
from app.services.hearings import RoomOn
from app.services.kept_calendars import CourtCalendarOf
from app.services.office import Office


def room(court: str, name: str, calendar: str = "") -> Courtroom:
    return Courtroom(id=CourtroomId(new_id()), court=court, room=name, calendar=calendar)


ROOMS = (
    room("Superior Court", "12", "CA-courts"),
    room("Superior Court", "14", "CA-courts"),
    room("Superior Court", "15"),
    room("District Court", "3", "US-FED"),
    room("District Court", "4", "TX-courts"),
    room("City Court", "1"),
)


@pytest.mark.parametrize(
    ("court", "name", "calendar"),
    [
        ("Superior Court", "12", "CA-courts"),
        ("superior  court", "", "CA-courts"),
        ("Superior Court", "15", "CA-courts"),
        ("Superior Court", "99", "CA-courts"),
        ("District Court", "4", "TX-courts"),
        ("District Court", "", ""),
        ("City Court", "1", ""),
        ("", "14", "CA-courts"),
        ("", "", ""),
        ("Elsewhere", "12", ""),
    ],
)
def test_the_room_decides_then_its_court_where_all_agree(
    court: str, name: str, calendar: str
) -> None:
    assert calendar_kept(ROOMS, court, name) == calendar


@pytest.fixture
def roe(office: Office) -> Case:
    return office.do(OpenCase(title="People v. Roe", court="Superior Court")).value


def test_a_case_goes_by_the_calendar_of_its_court_and_others_by_the_offices(
    office: Office, roe: Case
) -> None:
    doe = office.do(OpenCase(title="State v. Doe", court="District Court")).value
    office.do(AddCourtroom(court="Superior Court", room="12", calendar="CA-courts"))
    kept, other, wall = (office.ask(CourtCalendarOf(each)) for each in (roe.id, doe.id, None))
    assert (kept.id, kept.title, kept.court) == ("CA-courts", "California courts", roe.court)
    assert kept.calendar.id == kept.rests_on == "CA-courts"
    assert (other.id, other.court) == (wall.id, wall.court) == ("US-FED", "")
    office.do(ChooseCourtCalendar(calendar="NY-GCL24"))
    assert office.ask(CourtCalendarOf(doe.id)).id == "NY-GCL24"
    assert office.ask(CourtCalendarOf(roe.id)).id == "CA-courts"


def test_a_hearing_is_told_of_the_days_on_which_its_own_court_is_closed(office: Office) -> None:
    office.do(AddCourtroom(court="Superior Court", room="12", calendar="CA-courts"))
    day = RoomOn(on=date(2027, 3, 31), clock=time(9), court="Superior Court", courtroom="12")
    assert "Chavez" in office.ask(day).closed
    assert not office.ask(replace(day, court="District Court", courtroom="")).closed
    assert not office.ask(replace(day, on=date(2027, 3, 30))).closed


def test_a_calendar_of_the_offices_own_can_be_a_courts(office: Office, roe: Case) -> None:
    own = office.do(AddOfficeCalendar(title="Riverside", based_on="CA-courts")).value
    added = office.do(AddCourtroom(court="Superior Court", room="12", calendar=own.code))
    kept = office.ask(CourtCalendarOf(roe.id))
    assert (kept.id, kept.title, kept.rests_on) == (own.code, "Riverside", "CA-courts")
    with pytest.raises(Refused, match=r"office_calendar\.in_use"):
        office.do(RemoveOfficeCalendar(calendar=own))
    changed = office.do(AmendCourtroom(courtroom=replace(added.value, calendar="")))
    office.do(RemoveOfficeCalendar(calendar=own))
    assert office.ask(CourtCalendarOf(roe.id)).id == "US-FED"
    assert changed.undo is not None
    with pytest.raises(Refused, match=r"calendar\.unknown"):
        office.do(changed.undo)


def test_no_room_keeps_a_calendar_there_is_not(office: Office) -> None:
    with pytest.raises(Refused, match=r"calendar\.unknown"):
        office.do(AddCourtroom(court="Superior Court", room="12", calendar="MARS"))


def test_of_a_case_there_is_not_nothing_is_said(office: Office) -> None:
    with pytest.raises(Missing):
        office.ask(CourtCalendarOf(new_id()))  # type: ignore[arg-type]  # no case has it
