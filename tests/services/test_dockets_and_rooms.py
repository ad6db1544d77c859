"""The docket of a day, how full rooms are, results with the next date, and the list of rooms."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from app.domain.cases import CaseId
from app.domain.errors import NotPermitted, Refused, Stale
from app.domain.hearings import ContinuedBy, Hearing, HearingStatus
from app.domain.ids import new_id
from app.domain.rooms import ClashKind
from app.domain.users import Actor, OfficeRole, UserId
from app.domain.walls import WallKind
from app.services.cases import OpenCase
from app.services.courtrooms import (
    AddCourtroom,
    AmendCourtroom,
    Courtrooms,
    RemoveCourtroom,
    RetireCourtroom,
)
from app.services.deadlines import CaseDates
from app.services.hearings import (
    ContinueHearing,
    CourtNames,
    Docket,
    NextSetting,
    ResultHearing,
    RoomOn,
    SetHearing,
)
from app.services.office import Office
from app.services.trial_dates import TrialDateCertainty
from app.services.walls import SetWall, WallTerms

NINE = time(9, 0)
COURT = "Superior Court"


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe")).value.id


@pytest.fixture
def today(office: Office, case: CaseId) -> date:
    return office.ask(CaseDates(case)).today


def hearing(office: Office, case: CaseId, on: date, clock: time = NINE, **more: Any) -> Hearing:
    asked = {"kind": "ARR", "court": COURT, "courtroom": "Dept 4", **more}
    return office.do(SetHearing(case=case, on=on, clock=clock, **asked)).value


def test_the_docket_stands_by_room_and_time_and_says_which_setting_it_is(
    office: Office, case: CaseId, today: date
) -> None:
    late = hearing(office, case, today, time(10), courtroom="Dept 2")
    early = hearing(office, case, today, time(8), courtroom="Dept 4")
    first = hearing(office, case, today, time(9), courtroom="dept 2")
    later = today + timedelta(days=10)
    done = office.do(
        ContinueHearing(hearing=late.id, on=later, clock=NINE, by=ContinuedBy.JOINT, code="LAB")
    )
    docket = office.ask(Docket())
    assert [line.id for line in docket.lines] == [first.id, late.id, early.id]
    assert docket.open_count == 2
    assert {line.next_on for line in docket.lines} == {today, later}
    (moved,) = office.ask(Docket(on=later)).lines
    assert (moved.id, moved.setting) == (done.value.successor.id, 2)
    assert docket.lines[1].result == "Continued, joint"


def test_mine_is_what_i_cover_or_what_lies_in_my_cases(
    office: Office, case: CaseId, today: date
) -> None:
    mine = hearing(office, case, today, attorney=office.actor.user)
    hearing(office, case, today, time(10))
    assert mine.id in {line.id for line in office.ask(Docket(mine=True)).lines}
    stranger = Actor(UserId(new_id()), "s", "S", OfficeRole.ADMINISTRATOR)
    other = Office(office._database, stranger, office._on_close)
    assert other.ask(Docket(mine=True)).lines == ()
    assert len(other.ask(Docket()).lines) == 2


def test_a_walled_case_is_on_nobody_elses_docket_and_fills_no_room(
    office: Office, case: CaseId, today: date
) -> None:
    hearing(office, case, today)
    terms = WallTerms(reason="Sealed", admitted=(office.actor.user,))
    office.do(SetWall(case=case, kind=WallKind.SEALED, terms=terms))
    stranger = Actor(UserId(new_id()), "s", "S", OfficeRole.PARALEGAL)
    other = Office(office._database, stranger, office._on_close)
    assert other.ask(Docket()).lines == ()
    load = other.ask(RoomOn(on=today, clock=NINE, court=COURT, courtroom="Dept 4"))
    assert (load.count, load.day_count) == (0, 0)
    assert COURT not in other.ask(CourtNames())["court"]


def test_a_result_and_the_next_date_are_one_act(office: Office, case: CaseId, today: date) -> None:
    held = hearing(office, case, today, judge="Okafor")
    following = NextSetting(kind="PTC", on=today + timedelta(days=14), clock=time(13, 30))
    done = office.do(ResultHearing(hearing=held.id, result="WAIVED", following=following))
    stored, set_ = (line.hearing for line in office.ask(CaseDates(case)).hearings)
    assert (stored.status, stored.result) == (HearingStatus.HELD, "WAIVED")
    assert (set_.kind, set_.judge, set_.courtroom) == ("PTC", "Okafor", "Dept 4")
    assert (set_.local.time(), set_.continues) == (time(13, 30), None)
    assert done.undo is not None
    office.do(done.undo)
    (back,) = (line.hearing for line in office.ask(CaseDates(case)).hearings)
    assert (back.status, back.result) == (HearingStatus.SET, "")


@pytest.mark.parametrize(
    ("result", "code"),
    [
        ("CONT-D", "hearing.result_continues"),
        ("RESET", "hearing.result_continues"),
        ("TRAIL", "hearing.result_continues"),
        ("CANC", "hearing.result_vacates"),
        ("NO-SUCH", "hearing.unknown_result"),
    ],
)
def test_results_that_lead_elsewhere_say_so(
    office: Office, case: CaseId, today: date, result: str, code: str
) -> None:
    held = hearing(office, case, today)
    with pytest.raises(Refused, match=code):
        office.do(ResultHearing(hearing=held.id, result=result))


def test_the_result_of_a_hearing_tomorrow_and_a_next_date_behind_it_are_refused(
    office: Office, case: CaseId, today: date
) -> None:
    ahead = hearing(office, case, today + timedelta(days=1))
    with pytest.raises(Refused, match="not_yet"):
        office.do(ResultHearing(hearing=ahead.id, result="FTA"))
    held = hearing(office, case, today)
    backward = NextSetting(on=today - timedelta(days=1), clock=NINE)
    with pytest.raises(Refused, match="next_not_later"):
        office.do(ResultHearing(hearing=held.id, result="HELD", following=backward))
    skipped = NextSetting(on=date(2027, 3, 14), clock=time(2, 30))
    with pytest.raises(Refused, match="missing_hour"):
        office.do(ResultHearing(hearing=held.id, result="HELD", following=skipped))
    assert {line.hearing.status for line in office.ask(CaseDates(case)).hearings} == {"set"}


def test_a_trailing_case_keeps_that_result_on_its_old_date(
    office: Office, case: CaseId, today: date
) -> None:
    held = hearing(office, case, today)
    done = office.do(
        ContinueHearing(
            hearing=held.id,
            on=today + timedelta(days=1),
            clock=NINE,
            by=ContinuedBy.COURT,
            code="CONGESTION",
            result="TRAIL",
        )
    )
    assert (done.value.after.result, done.value.after.status) == ("TRAIL", "continued")
    with pytest.raises(Refused, match="unknown_result"):
        office.do(
            ContinueHearing(
                hearing=done.value.successor.id,
                on=today + timedelta(days=9),
                clock=NINE,
                by=ContinuedBy.COURT,
                code="JUDGE",
                result="GRANTED",
            )
        )


def test_a_room_says_how_full_it_is_and_does_not_refuse(
    office: Office, case: CaseId, today: date
) -> None:
    office.do(AddCourtroom(court=COURT, room="Dept 4", capacity=2))
    day = today + timedelta(days=7)
    for minute in (0, 30, 45):
        hearing(office, case, day, time(9, minute))
    hearing(office, case, day, courtroom="Dept 5")
    load = office.ask(RoomOn(on=day, clock=NINE, court=" superior  court", courtroom="dept 4"))
    assert (load.count, load.capacity, load.is_full) == (3, 2, True)
    assert load.day_count == 4
    assert hearing(office, case, day, time(11)).courtroom == "Dept 4"


def test_no_limit_is_never_full(office: Office, case: CaseId, today: date) -> None:
    office.do(AddCourtroom(court=COURT, room="Dept 4", capacity=0))
    hearing(office, case, today)
    load = office.ask(RoomOn(on=today, clock=NINE, court=COURT, courtroom="Dept 4"))
    assert (load.count, load.is_full) == (1, False)


def test_clashes_are_what_cannot_be_in_two_places(
    office: Office, case: CaseId, today: date
) -> None:
    day, me = today + timedelta(days=7), office.actor.user
    hearing(office, case, day, judge="Okafor", attorney=me, minutes=60)
    elsewhere = RoomOn(on=day, clock=time(9, 30), courtroom="Dept 5", judge="OKAFOR", attorney=me)
    kinds = [clash.kind for clash in office.ask(elsewhere).clashes]
    assert kinds == [ClashKind.ATTORNEY, ClashKind.JUDGE]
    same_room = replace(elsewhere, court=COURT, courtroom="Dept 4")
    assert office.ask(same_room).clashes == ()
    other_judge = replace(same_room, judge="Lee")
    assert [clash.kind for clash in office.ask(other_judge).clashes] == [ClashKind.ROOM]
    afterwards = replace(elsewhere, clock=time(10, 0))
    assert office.ask(afterwards).clashes == ()


def test_a_closed_day_is_told(office: Office) -> None:
    load = office.ask(RoomOn(on=date(2026, 12, 25), clock=NINE))
    assert load.closed == "Christmas Day"
    assert office.ask(RoomOn(on=date(2190, 1, 5), clock=NINE)).calendar_known is False


def test_rooms_are_listed_once_and_retired_ones_last(office: Office) -> None:
    four = office.do(AddCourtroom(court=COURT, room="Dept 4")).value
    two = office.do(AddCourtroom(court=COURT, room="Dept 2")).value
    with pytest.raises(Refused, match="there_already"):
        office.do(AddCourtroom(court=f" {COURT.upper()}", room="dept  4"))
    done = office.do(RetireCourtroom(courtroom=two.id, expects=two.version))
    assert [each.room for each in office.ask(Courtrooms())] == ["Dept 4", "Dept 2"]
    with pytest.raises(Stale):
        office.do(RetireCourtroom(courtroom=two.id))
    assert done.undo is not None
    office.do(done.undo)
    office.do(AmendCourtroom(courtroom=replace(four, capacity=12)))
    with pytest.raises(Stale):
        office.do(AmendCourtroom(courtroom=replace(four, capacity=9)))
    with pytest.raises(Stale):
        office.do(RemoveCourtroom(courtroom=four))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"court": " "}, r"text\.required"),
        ({"room": ""}, r"text\.required"),
        ({"capacity": -1}, "courtroom.capacity"),
        ({"capacity": 10**9}, "courtroom.capacity"),
    ],
)
def test_bad_rooms_are_refused(office: Office, wrong: dict[str, Any], code: str) -> None:
    good: dict[str, Any] = {"court": COURT, "room": "Dept 4"}
    with pytest.raises(Refused, match=code):
        office.do(AddCourtroom(**(good | wrong)))


def test_a_reader_changes_no_room(office: Office) -> None:
    reader = Actor(UserId(new_id()), "reader", "Reader", OfficeRole.READER)
    with pytest.raises(NotPermitted):
        Office(office._database, reader, office._on_close).do(
            AddCourtroom(court=COURT, room="Dept 4")
        )


def test_names_are_completed_from_rooms_and_hearings(
    office: Office, case: CaseId, today: date
) -> None:
    office.do(AddCourtroom(court="Municipal Court", room="Room 1", judge="Lee"))
    hearing(office, case, today, judge="Okafor")
    names = office.ask(CourtNames())
    assert names["court"] == ("Municipal Court", COURT)
    assert names["judge"] == ("Lee", "Okafor")


def test_trial_dates_are_measured_over_the_cases_one_may_see(
    office: Office, case: CaseId, today: date
) -> None:
    trial = hearing(office, case, today - timedelta(days=9), kind="JT")
    done = office.do(
        ContinueHearing(hearing=trial.id, on=today, clock=NINE, by=ContinuedBy.COURT, code="JURY")
    )
    office.do(ResultHearing(hearing=done.value.successor.id, result="HELD"))
    measured = office.ask(TrialDateCertainty())
    assert (measured.tried, measured.by_settings) == (1, {2: 1})
    assert measured.by_reason == {"JURY": 1}
    with pytest.raises(Refused, match="backward"):
        office.ask(TrialDateCertainty(first=today, last=today - timedelta(days=1)))
