"""A calendar exported again to the same place: nobody who took it in keeps a day that is off."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from app.domain.calendar_exchange import ExportedCalendar, uid_of
from app.domain.cases import CaseId
from app.domain.disclosure.requests import DefenseRequest
from app.domain.hearings import Hearing
from app.domain.ids import new_id
from app.domain.tasks import TaskKind
from app.domain.victims import VictimId
from app.services.calendar_exchange import ExportCalendar, FeedChoice, PreviewFeed
from app.services.cases import OpenCase
from app.services.disclosure.requests import AddDefenseRequest, RemoveDefenseRequest
from app.services.hearings import AmendHearing, RemoveHearing, SetHearing
from app.services.office import Office
from app.services.party_entry import EnterVictim
from app.services.tasks import AddTask, RemoveTask
from tests.services.test_calendar_exchange import FEED, Feed, at, event, take
from tests.services.test_calendar_export import VICTIM, exported, wall_off
from tests.services.test_settling_moves import person

pytestmark = pytest.mark.usefixtures("november_2026")

TODAY = date(2026, 11, 23)
SOON = TODAY + timedelta(days=40)
NINE = time(9)


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "office.ics"


def set_on(office: Office, case: CaseId, days: int = 0) -> Hearing:
    on = SOON + timedelta(days=days)
    return office.do(SetHearing(case=case, kind="PH", on=on, clock=NINE)).value


def again(office: Office, place: Path, **asked: object) -> ExportedCalendar:
    return exported(office, to=place, overwrite=True, **asked)


def said(place: Path) -> dict[str, Any]:
    """What the file says of each of its entries, by the library's own reading."""
    calendar: Any = Calendar.from_ical(place.read_bytes())
    return {str(each["UID"]): each for each in calendar.walk("VEVENT")}


def wrong(sequence: str = "1", start: str = "VALUE=DATE:20990101") -> str:
    """A file of the same calendar with an entry that was not written here."""
    lines = ("BEGIN:VCALENDAR", "X-DOSSIER-OF:{of}", "BEGIN:VEVENT", "UID:{uid}")
    said = (f"SEQUENCE:{sequence}", f"DTSTART;{start}", "END:VEVENT", "END:VCALENDAR", "")
    return "\r\n".join((*lines, *said))


def test_what_was_taken_off_for_good_is_cancelled_once_more(
    office: Office, case: CaseId, place: Path
) -> None:
    stays, goes = set_on(office, case), set_on(office, case, 1)
    assert again(office, place).taken_back == 0
    first = said(place)[uid_of(goes.id)]
    office.do(RemoveHearing(hearing=goes))
    done = again(office, place)
    assert (done.hearings, done.taken_back) == (1, 1)
    now = said(place)
    assert str(now[uid_of(stays.id)]["STATUS"]) == "CONFIRMED"
    ghost = now[uid_of(goes.id)]
    assert (str(ghost["STATUS"]), ghost["SEQUENCE"]) == ("CANCELLED", first["SEQUENCE"] + 1)
    assert ghost["DTSTART"].dt == first["DTSTART"].dt
    assert str(ghost["SUMMARY"]) == "No longer on the calendar"
    assert "2026-00417" not in ghost.to_ical().decode()


def test_it_is_said_until_its_day_has_passed_and_no_longer(
    office: Office, case: CaseId, place: Path
) -> None:
    goes = set_on(office, case)
    again(office, place)
    office.do(RemoveHearing(hearing=goes))
    again(office, place)
    revision = said(place)[uid_of(goes.id)]["SEQUENCE"]
    again(office, place)
    assert said(place)[uid_of(goes.id)]["SEQUENCE"] == revision
    text = place.read_text("utf-8")
    past = TODAY - timedelta(days=1)
    place.write_text(text.replace(f"{SOON:%Y%m%d}", f"{past:%Y%m%d}"), "utf-8", newline="")
    assert again(office, place).taken_back == 0
    assert uid_of(goes.id) not in said(place)


def test_what_comes_back_is_newer_than_its_taking_back(
    office: Office, case: CaseId, place: Path
) -> None:
    goes = set_on(office, case)
    again(office, place)
    undo = office.do(RemoveHearing(hearing=goes)).undo
    again(office, place)
    gone = said(place)[uid_of(goes.id)]["SEQUENCE"]
    assert undo is not None
    office.do(undo)
    assert again(office, place).taken_back == 0
    back = said(place)[uid_of(goes.id)]
    assert (str(back["STATUS"]), back["SEQUENCE"]) == ("CONFIRMED", gone + 1)
    again(office, place)
    assert said(place)[uid_of(goes.id)]["SEQUENCE"] == gone + 1


def test_what_lies_outside_the_days_asked_for_is_not_taken_back(
    office: Office, case: CaseId, place: Path
) -> None:
    set_on(office, case)
    set_on(office, case, 60)
    again(office, place)
    done = again(office, place, last=SOON + timedelta(days=10))
    assert (done.hearings, done.taken_back) == (1, 0)
    again(office, place)
    done = again(office, place, first=SOON + timedelta(days=10))
    assert (done.hearings, done.taken_back) == (1, 0)


def test_a_day_of_disclosure_outside_the_days_asked_for_stays_until_it_is_taken_out(
    office: Office, case: CaseId, place: Path
) -> None:
    owed = DefenseRequest(id=new_id(), case=case, made_on=TODAY, text="Bench notes", due_on=SOON)
    owed = office.do(AddDefenseRequest(record=owed)).value
    again(office, place)
    assert uid_of(owed.id) in said(place)
    assert again(office, place, last=SOON - timedelta(days=1)).taken_back == 0
    again(office, place)
    office.do(RemoveDefenseRequest(record=owed))
    assert again(office, place, last=SOON - timedelta(days=1)).taken_back == 1
    assert str(said(place)[uid_of(owed.id)]["STATUS"]) == "CANCELLED"


def test_a_day_that_moved_out_of_the_days_asked_for_is_taken_back(
    office: Office, case: CaseId, place: Path
) -> None:
    hearing = set_on(office, case)
    last = SOON + timedelta(days=10)
    again(office, place, last=last)
    office.do(AmendHearing(hearing=hearing.moved_to(SOON + timedelta(days=60), NINE)))
    assert again(office, place, last=last).taken_back == 1
    done = again(office, place)
    assert (done.hearings, done.taken_back) == (1, 0)
    assert str(said(place)[uid_of(hearing.id)]["STATUS"]) == "CONFIRMED"


def test_a_good_entry_of_the_same_calendar_would_be_taken_back(
    office: Office, case: CaseId, place: Path
) -> None:
    """What the wrong ones below are told from."""
    set_on(office, case)
    again(office, place)
    calendar: Any = Calendar.from_ical(place.read_bytes())
    of, uid = str(calendar["X-DOSSIER-OF"]), uid_of(UUID(int=7))
    place.write_text(wrong().replace("{of}", of).replace("{uid}", uid), "utf-8", newline="")
    assert again(office, place).taken_back == 1


@pytest.mark.parametrize("other", ["case", "place", "none"])
def test_another_calendar_takes_nothing_back(
    office: Office, case: CaseId, place: Path, other: str
) -> None:
    """A file that goes to somebody else holds nothing of what lay there before."""
    goes = set_on(office, case)
    again(office, place)
    office.do(RemoveHearing(hearing=goes))
    quiet = office.do(OpenCase(title="State v. Doe", number="2026-00418")).value.id
    asked: dict[str, dict[str, Any]] = {
        "case": {"to": place, "overwrite": True, "case": quiet},
        "place": {"to": place.with_name("other.ics")},
        "none": {},
    }
    done = exported(office, **asked[other])
    assert done.taken_back == 0
    assert uid_of(goes.id) not in done.content.decode()


def test_a_contact_owed_is_taken_back_without_a_word(
    office: Office, case: CaseId, place: Path
) -> None:
    victim = office.do(EnterVictim(case=case, person=person("Quintero", "Marisol"))).value
    task = office.do(
        AddTask(
            case=case,
            title=f"Tell {VICTIM}",
            due_on=SOON,
            kind=TaskKind.VICTIM_CONTACT,
            victim=VictimId(victim.party.id),
        )
    ).value
    again(office, place, victim_contacts=True)
    done = again(office, place)
    assert (done.left_out, done.taken_back) == (1, 1)
    office.do(RemoveTask(task=task))
    assert again(office, place).taken_back == 1
    ghost = said(place)[uid_of(task.id)]
    assert {str(ghost[name]) for name in ("SUMMARY", "STATUS", "X-DOSSIER-KIND")} == {
        *("No longer on the calendar", "CANCELLED", "taken-back")
    }
    assert "X-DOSSIER-CASE" not in ghost
    text = place.read_text("utf-8")
    assert "Quintero" not in text
    assert "ictim" not in text


def test_a_case_behind_a_wall_goes_out_of_the_file(
    office: Office, case: CaseId, place: Path
) -> None:
    set_on(office, case)
    again(office, place)
    wall_off(office, case)
    done = again(office, place)
    assert (done.hearings, done.taken_back) == (0, 1)
    assert "2026-00417" not in place.read_text("utf-8")


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "no calendar at all",
        "\0",
        "BEGIN:VCALENDAR\r\nX-DOSSIER-OF:{of}\r\nBEGIN:VEVENT\r\n",
        wrong(sequence="x"),
        wrong(sequence="99999999999"),
        wrong(start="TZID=../etc:20990101T090000"),
        wrong(start="VALUE=DATE:20991399"),
        wrong(start="VALUE=DATE:99991231"),
        wrong(start="TZID=America/Chicago:99991231T235959"),
        wrong(start=f"TZID={'A/' * 9000}B:20990101T090000"),
    ],
)
def test_whatever_lies_at_the_place_is_written_over(
    office: Office, case: CaseId, place: Path, spoilt: str
) -> None:
    set_on(office, case)
    again(office, place)
    calendar: Any = Calendar.from_ical(place.read_bytes())
    of, uid = str(calendar["X-DOSSIER-OF"]), uid_of(UUID(int=7))
    text = spoilt.replace("{of}", of).replace("{uid}", uid)
    place.write_text(text, "utf-8", newline="")
    done = again(office, place)
    assert (done.hearings, done.taken_back) == (1, 0)
    assert len(said(place)) == 1


def test_when_an_entry_was_changed_last_is_what_the_log_says(
    office: Office, case: CaseId, place: Path
) -> None:
    untouched, changed = set_on(office, case), set_on(office, case, 1)
    office.do(AmendHearing(hearing=replace(changed, judge="Okafor")))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    again(office, place)
    entries = said(place)
    assert entries[uid_of(changed.id)]["LAST-MODIFIED"].dt == entry.at.replace(microsecond=0)
    first = entries[uid_of(untouched.id)]
    assert first["LAST-MODIFIED"].dt == first["CREATED"].dt


def test_an_act_on_hundreds_says_when_each_was_changed(
    office: Office, case: CaseId, place: Path
) -> None:
    """What an entry does not list by name is found in what stands beside it."""
    hearings = [set_on(office, case, n) for n in range(150)]
    feed = Feed(place.with_name("feed.ics"))
    for clock in (NINE, time(10)):
        events = (
            event(
                f"{n}@court.example",
                at(each.on, clock),
                SUMMARY="PH 2026-00417",
                SEQUENCE=f"{clock:%H}",
            )
            for n, each in enumerate(hearings)
        )
        office.do(take(office, feed.write(*events)))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
        assert entry.subject_count > len(entry.subjects)
    again(office, place)
    moments = {each["LAST-MODIFIED"].dt for each in said(place).values()}
    assert moments == {entry.at.replace(microsecond=0)}


def test_a_file_that_comes_back_offers_nothing_of_what_was_taken_back(
    office: Office, case: CaseId, place: Path
) -> None:
    hearing = set_on(office, case)
    again(office, place, last=SOON)
    office.do(AmendHearing(hearing=hearing.moved_to(SOON + timedelta(days=60), NINE)))
    assert again(office, place, last=SOON).taken_back == 1
    choice = FeedChoice(path=place, feed=FEED)
    (row,) = office.ask(PreviewFeed(choice=choice)).rows
    assert not row.can_be_ticked


def test_the_log_says_how_much_was_taken_back(office: Office, case: CaseId, place: Path) -> None:
    goes = set_on(office, case)
    again(office, place)
    office.do(RemoveHearing(hearing=goes))
    office.ask(ExportCalendar(to=place, overwrite=True))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert ("taken-back", "1") in entry.facts
