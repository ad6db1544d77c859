"""The office's days as a calendar file: who and what is in it, what never is, and coming back."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.domain.audit import Outcome
from app.domain.calendar_exchange import ExportedCalendar, FeedPreview, RowState, Tick, uid_of
from app.domain.cases import AssignmentRole, CaseId
from app.domain.errors import Missing, NotConfirmed, NotPermitted, Refused
from app.domain.hearings import ContinuedBy, Hearing
from app.domain.ids import made_at, new_id
from app.domain.persons import Person, PersonId
from app.domain.tasks import Task, TaskId, TaskKind
from app.domain.users import Actor, OfficeRole
from app.domain.victims import VictimId
from app.services.calendar_exchange import ExportCalendar, FeedChoice, ImportFeed, PreviewFeed
from app.services.calendar_exchange.entries import MOST_ENTRIES
from app.services.case_heading import AssignCase
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline, CaseDates
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.hearings import AmendHearing, ContinueHearing, SetHearing, VacateHearing
from app.services.office import Office
from app.services.party_entry import EnterVictim
from app.services.tasks import AddTask
from tests.conftest import ZONE

pytestmark = pytest.mark.usefixtures("november_2026")

TODAY = date(2026, 11, 23)
SOON = TODAY + timedelta(days=40)
VICTIM = "Marisol Quintero"


@dataclass
class Matter:
    """A case with a hearing, a deadline, a task and a contact owed to its victim."""

    case: CaseId
    hearing: Hearing


@pytest.fixture
def matter(office: Office) -> Matter:
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id
    person = Person(id=PersonId(new_id()), family="Quintero", given="Marisol")
    victim = office.do(EnterVictim(case=case, person=person)).value
    hearing = office.do(
        SetHearing(
            case=case,
            kind="PH",
            on=SOON,
            clock=time(9, 30),
            minutes=45,
            courtroom="Dept 4",
            judge="Okafor",
            note=f"{VICTIM} is afraid",
        )
    ).value
    office.do(
        AddDeadline(case=case, title=f"Reply to {VICTIM}, urgent", due_on=SOON, note="secret note")
    )
    office.do(AddTask(case=case, title=f"Call about {VICTIM}", due_on=SOON, note="secret note"))
    office.do(
        AddTask(
            case=case,
            title=f"Tell {VICTIM} of the plea",
            due_on=SOON,
            kind=TaskKind.VICTIM_CONTACT,
            victim=VictimId(victim.party.id),
        )
    )
    return Matter(case, hearing)


def exported(office: Office, **asked: object) -> ExportedCalendar:
    return office.ask(ExportCalendar(**asked))  # type: ignore[arg-type]  # a test's shorthand


def events(done: ExportedCalendar) -> list[dict[str, str]]:
    """Every event of a file by the library's own reading, its properties as text."""
    found: list[Any] = list(Calendar.from_ical(done.content).walk("VEVENT"))
    return [{name: each[name].to_ical().decode() for name in each} for each in found]


def seen(office: Office, name: str) -> Office:
    """Return the office with a colleague at the keyboard who has a record."""
    user = office.do(AddColleague(Colleague(login=name, name=name, role="prosecutor", title="")))
    actor = Actor(user.value.id, name, name, OfficeRole.PROSECUTOR)
    return Office(office._database, actor, lambda: None)


def wall_off(office: Office, case: CaseId) -> None:
    with office._database.writing(office.actor) as work:
        work.walls.close(case, [new_id()])


def test_hearings_are_times_and_what_is_due_is_a_day(office: Office, matter: Matter) -> None:
    done = exported(office)
    assert (done.hearings, done.days, done.left_out) == (1, 2, 1)
    hearing, deadline, task = events(done)
    zone = ZoneInfo(ZONE)
    parsed: Any = Calendar.from_ical(done.content).walk("VEVENT")[0]
    assert parsed["DTSTART"].dt == datetime.combine(SOON, time(9, 30), zone)
    assert parsed["DTSTART"].params["TZID"] == ZONE
    assert parsed["DTEND"].dt == datetime.combine(SOON, time(10, 15), zone)
    assert hearing["UID"] == uid_of(matter.hearing.id)
    assert hearing["SUMMARY"] == "Preliminary hearing · 2026-00417 State v. Roe"
    assert (hearing["LOCATION"], hearing["SEQUENCE"]) == ("Dept 4", "1")
    assert parsed["CREATED"].dt == made_at(matter.hearing.id).replace(microsecond=0)  # type: ignore[union-attr]  # of our own
    assert hearing["CREATED"].endswith("Z")
    assert (hearing["STATUS"], hearing["CLASS"]) == ("CONFIRMED", "CONFIDENTIAL")
    assert "Judge Okafor" in hearing["DESCRIPTION"]
    assert (deadline["DTSTART"], deadline["DTEND"]) == (
        f"{SOON:%Y%m%d}",
        f"{SOON + timedelta(days=1):%Y%m%d}",
    )
    assert deadline["TRANSP"] == task["TRANSP"] == "TRANSPARENT"
    assert (deadline["CATEGORIES"], task["CATEGORIES"]) == ("Deadline", "Task")


@pytest.mark.usefixtures("matter")
def test_every_zone_that_is_named_is_described(office: Office) -> None:
    zone: Any = Calendar.from_ical(exported(office).content).walk("VTIMEZONE")[0]
    assert str(zone["TZID"]) == ZONE
    local = datetime.combine(SOON, time(9, 30))
    described = local.replace(tzinfo=zone.to_tz(lookup_tzid=False)).utcoffset()
    assert described == local.replace(tzinfo=ZoneInfo(ZONE)).utcoffset()


def test_lines_are_folded_and_end_as_the_format_asks(office: Office, matter: Matter) -> None:
    office.do(OpenCase(title="x"))
    office.do(AddTask(case=matter.case, title="ä" * 400, due_on=SOON))
    content = exported(office).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.decode("utf-8").replace("\r\n ", "").count("ä" * 400) == 1


def test_nothing_of_a_victim_leaves(office: Office, matter: Matter) -> None:
    for asked in ({}, {"victim_contacts": True}, {"case": matter.case}, {"names": False}):
        text = exported(office, **asked).content.decode("utf-8").replace("\r\n ", "")
        for secret in ("Quintero", "Marisol", "afraid", "secret note", "plea"):
            assert secret not in text, (asked, secret)
    done = exported(office)
    assert done.withheld == 2
    assert [each["SUMMARY"] for each in events(done)][1:] == [
        "Deadline · 2026-00417 State v. Roe",
        "Task · 2026-00417 State v. Roe",
    ]


@pytest.mark.parametrize("words", ["call marisol", "QUINTERO restitution", "Quintero's letter"])
def test_a_name_is_known_however_it_is_written(office: Office, matter: Matter, words: str) -> None:
    office.do(AddTask(case=matter.case, title=words, due_on=SOON))
    office.do(AddTask(case=matter.case, title="Order the transcript", due_on=SOON))
    text = exported(office).content.decode("utf-8").replace("\r\n ", "")
    assert not re.search("marisol|quintero", text, re.IGNORECASE)
    assert "Task: Order the transcript · 2026-00417 State v. Roe" in text


@pytest.mark.usefixtures("matter")
def test_a_contact_owed_goes_out_bare_and_only_if_asked_for(office: Office) -> None:
    done = exported(office, victim_contacts=True)
    (contact,) = [each for each in events(done) if each["CATEGORIES"] == "Victim contact"]
    assert contact["SUMMARY"] == "Victim contact due · 2026-00417"
    assert "DESCRIPTION" not in contact
    assert done.left_out == 0


@pytest.mark.usefixtures("matter")
def test_numbers_only(office: Office) -> None:
    done = exported(office, names=False)
    assert [each["SUMMARY"] for each in events(done)] == [
        "Preliminary hearing · 2026-00417",
        "Deadline · 2026-00417",
        "Task · 2026-00417",
    ]
    text = done.content.decode("utf-8")
    assert not re.search("Roe|Okafor|Rivera", text)


@pytest.mark.usefixtures("matter")
def test_text_of_users_is_text(office: Office) -> None:
    title = "a,b;c\\d\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil\nSUMMARY:=1+1"
    office.do(OpenCase(title=title, number="2026-9"))
    case = office.do(OpenCase(title=title, number="2026-10")).value.id
    office.do(SetHearing(case=case, kind="ARR", on=SOON, clock=time(9)))
    done = exported(office, case=case)
    calendar = Calendar.from_ical(done.content)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("Arraignment · 2026-10 a,b;c\\d")
    assert "UID:evil" in str(event["SUMMARY"])
    assert b"\r\nUID:evil" not in done.content


def test_what_was_vacated_or_continued_is_cancelled_for_who_subscribes(
    office: Office, matter: Matter
) -> None:
    office.do(
        ContinueHearing(
            hearing=matter.hearing.id,
            on=SOON + timedelta(days=7),
            clock=time(9),
            by=ContinuedBy.COURT,
            reason=f"{VICTIM} is ill",
        )
    )
    old, new, *_ = events(exported(office))
    assert (old["STATUS"], old["SEQUENCE"]) == ("CANCELLED", "2")
    assert (new["STATUS"], new["SEQUENCE"]) == ("CONFIRMED", "1")


@pytest.mark.usefixtures("matter")
def test_only_of_a_case_and_only_of_some_days(office: Office) -> None:
    other = office.do(OpenCase(title="State v. Poe", number="2026-00418")).value.id
    office.do(SetHearing(case=other, kind="ARR", on=SOON, clock=time(9)))
    assert exported(office).hearings == 2
    assert exported(office, case=other).hearings == 1
    assert exported(office, first=SOON + timedelta(days=1)).hearings == 0
    assert exported(office, first=SOON, last=SOON).hearings == 2
    with pytest.raises(Refused, match=r"feed\.span"):
        exported(office, first=SOON, last=TODAY)


def test_of_a_person_what_the_person_covers_or_has(office: Office, matter: Matter) -> None:
    ann = seen(office, "ann")
    assert exported(office, person=ann.actor.user).content.count(b"BEGIN:VEVENT") == 0
    with pytest.raises(Missing):
        exported(office, login="nobody")
    stored = {line.hearing.id: line.hearing for line in office.ask(CaseDates(matter.case)).hearings}
    hearing = stored[matter.hearing.id]
    office.do(AmendHearing(hearing=replace(hearing, attorney=ann.actor.user)))
    assert exported(office, login="ANN").hearings == 1
    # The case is in the hands of who opened it, but somebody else covers the hearing.
    mine = exported(office, person=office.actor.user)
    assert (mine.hearings, mine.days) == (0, 2)
    office.do(AssignCase(case=matter.case, user=ann.actor.user, role=AssignmentRole.PARALEGAL))
    assert exported(office, login="ann").days == 2


def test_a_walled_case_is_in_no_file(office: Office, matter: Matter) -> None:
    wall_off(office, matter.case)
    done = exported(office)
    assert (done.hearings, done.days, done.left_out) == (0, 0, 0)
    assert b"2026-00417" not in done.content
    with pytest.raises(NotPermitted, match="walled"):
        exported(office, case=matter.case)


def test_the_log_keeps_how_much_went_out(office: Office, matter: Matter) -> None:
    done = exported(office, case=matter.case, names=False)
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert (entry.action, entry.outcome, entry.case) == (
        "ExportCalendar",
        Outcome.READ,
        matter.case,
    )
    facts = dict(entry.facts)
    assert (facts["hearings"], facts["days"], facts["names"]) == ("1", "2", "no")
    assert facts["sha256"] == done.sha256


@pytest.mark.usefixtures("matter")
def test_who_was_long_away_types_the_passphrase_first(office: Office) -> None:
    office._confirmed_at -= 10_000
    with pytest.raises(NotConfirmed):
        exported(office)


def test_a_file_is_not_written_over_unless_asked(
    office: Office, matter: Matter, tmp_path: Path
) -> None:
    target = tmp_path / "days.ics"
    done = exported(office, to=target)
    assert target.read_bytes() == done.content
    with pytest.raises(Refused, match="target_exists"):
        exported(office, to=target)
    again = exported(office, to=target, names=False, overwrite=True)
    assert target.read_bytes() == again.content
    assert exported(office, to=tmp_path, case=matter.case).path == tmp_path / "2026-00417.ics"


# --- and back


def looked_over(office: Office, path: Path) -> FeedPreview:
    return office.ask(PreviewFeed(choice=FeedChoice(path=path)))


def test_what_went_out_comes_back_as_it_is(office: Office, matter: Matter, tmp_path: Path) -> None:
    path = tmp_path / "days.ics"
    vacated = office.do(SetHearing(case=matter.case, kind="ARR", on=SOON, clock=time(14))).value
    office.do(VacateHearing(hearing=vacated.id, reason="Plea"))
    exported(office, to=path)
    before = office.ask(CaseDates(matter.case))
    counts = looked_over(office, path).counts()
    assert counts == {RowState.UNCHANGED: 2, RowState.REFUSED: 2}
    with pytest.raises(Refused, match="nothing_ticked"):
        office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=FeedChoice(path=path)))))
    assert office.ask(CaseDates(matter.case)) == before


def test_a_hearing_moved_outside_is_offered_and_an_old_copy_is_not(
    office: Office, matter: Matter, tmp_path: Path
) -> None:
    path = tmp_path / "days.ics"
    content = exported(office, case=matter.case).content
    later = SOON + timedelta(days=1)
    moved = content.replace(f"{SOON:%Y%m%d}T".encode(), f"{later:%Y%m%d}T".encode())
    path.write_bytes(moved)
    row = looked_over(office, path).rows[0]
    assert (row.state, row.is_ticked, row.can_be_ticked) == (RowState.MOVED, False, True)
    choice = FeedChoice(path=path)
    done = office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=choice)), ticks=(Tick.on(row),)))
    assert hearing(office, matter).on == later
    assert done.undo is not None
    office.do(done.undo)
    assert hearing(office, matter).on == SOON
    path.write_bytes(content.replace(b"SEQUENCE:1", b"SEQUENCE:0"))
    path.write_bytes(path.read_bytes().replace(f"{SOON:%Y%m%d}T0930".encode(), b"20300102T0930"))
    assert looked_over(office, path).rows[0].state in {RowState.STALE, RowState.REFUSED}


def hearing(office: Office, matter: Matter) -> Hearing:
    return next(
        line.hearing
        for line in office.ask(CaseDates(matter.case)).hearings
        if line.hearing.id == matter.hearing.id
    )


# --- walls and a feed


FEED = """BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
UID:one@court.example\r
DTSTART:{day}T170000Z\r
SUMMARY:Arraignment 2026-00417\r
END:VEVENT\r
END:VCALENDAR\r
"""


def fed(path: Path, day: date) -> FeedChoice:
    path.write_text(FEED.format(day=f"{day:%Y%m%d}"), "utf-8", newline="")
    return FeedChoice(path=path, feed="Dept 4")


def test_a_feed_that_moves_a_hearing_of_a_walled_case_tells_nothing_of_it(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "feed.ics"
    hidden = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id
    other = office.do(OpenCase(title="State v. Poe", number="2026-00500")).value.id
    office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=fed(path, SOON)))))
    wall_off(office, hidden)
    choice = fed(path, SOON + timedelta(days=1))
    (row,) = office.ask(PreviewFeed(choice=choice)).rows
    assert (row.state, row.case, row.hearing) == (RowState.UNMATCHED, None, None)
    with pytest.raises(Refused, match="nothing_ticked"):
        office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=choice))))
    # Nor can the case be named by who knows its identity.
    forced = FeedChoice(path=path, feed="Dept 4", cases=((row.key, hidden),))
    (row,) = office.ask(PreviewFeed(choice=forced)).rows
    assert row.state is RowState.UNMATCHED
    # Another case may be chosen, as if there had never been one.
    chosen = FeedChoice(path=path, feed="Dept 4", cases=((row.key, other),))
    office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=chosen))))
    assert len(office.ask(CaseDates(other)).hearings) == 1
    with office._database.reading(office.actor) as reading:
        table = reading.hearings.table
        (untouched,) = reading.hearings.every(table.c.case == hidden)
    assert (untouched.on, untouched.version) == (SOON, 1)


def test_a_name_of_ours_tells_nothing_of_a_hearing_behind_a_wall(
    office: Office, matter: Matter, tmp_path: Path
) -> None:
    """Who holds an old export knows the UID; whether the hearing stands, and when, is not told."""
    content = exported(office).content
    wall_off(office, matter.case)
    path = tmp_path / "kept.ics"
    path.write_bytes(content.replace(f"{SOON:%Y%m%d}T".encode(), b"20300107T"))
    rows = office.ask(PreviewFeed(choice=FeedChoice(path=path))).rows
    assert {row.state for row in rows} == {RowState.UNMATCHED, RowState.REFUSED}
    assert all((row.case, row.hearing, row.changes) == (None, None, ()) for row in rows)


def test_an_import_is_not_taken_back_behind_a_wall(office: Office, tmp_path: Path) -> None:
    hidden = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id
    choice = fed(tmp_path / "feed.ics", SOON)
    done = office.do(ImportFeed(feed=office.ask(PreviewFeed(choice=choice))))
    wall_off(office, hidden)
    assert done.undo is not None
    with pytest.raises(NotPermitted, match="walled"):
        office.do(done.undo)
    with office._database.reading(office.actor) as reading:
        assert reading.hearings.count_every(reading.hearings.table.c.case == hidden) == 1


def test_more_than_a_calendar_program_shows_is_refused_and_nothing_is_written(
    office: Office, tmp_path: Path
) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value.id
    with office._database.writing(office.actor) as work:
        work.tasks.add_all(
            Task(id=TaskId(new_id()), case=case, title="Call", due_on=SOON)
            for _ in range(MOST_ENTRIES + 1)
        )
    with pytest.raises(Refused, match="too_many_entries"):
        exported(office, to=tmp_path / "office.ics")
    assert not list(tmp_path.glob("*.ics"))
    assert exported(office, last=SOON - timedelta(days=1)).days == 0
