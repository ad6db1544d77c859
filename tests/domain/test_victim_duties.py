"""What an office owes a victim, read from hearings, offers, tasks and contacts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.domain.cases import CaseId
from app.domain.charges import PleaOffer
from app.domain.contact_ways import masked_way
from app.domain.court_time import court_time
from app.domain.errors import Refused
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.money import cents_of, dollars
from app.domain.persons import ContactWay, PartyId, PersonId, Safety, WayKind
from app.domain.tasks import Task, TaskId, TaskKind
from app.domain.victim_duties import (
    Duty,
    DutyLine,
    DutyState,
    VictimMatters,
    hearing_key,
    ledger,
    sentencing_day,
)
from app.domain.victims import Contact, ContactResult, Victim, VictimId, worksheet_due

TODAY = date(2026, 11, 21)
ZONE = "America/Los_Angeles"
CASE = CaseId(new_id())
PARTY = PartyId(new_id())
VICTIM = Victim(
    id=VictimId(PARTY), case=CASE, party=PARTY, called="J.S.", rights_given_on=date(2026, 11, 19)
)


def hearing(kind: str, on: date) -> Hearing:
    starts_at = court_time(on, time(9, 30), ZONE)
    return Hearing(
        id=HearingId(new_id()), case=CASE, kind=kind, on=on, starts_at=starts_at, zone=ZONE
    )


def contact(*covers: str, result: ContactResult = ContactResult.REACHED) -> Contact:
    at = datetime(2026, 11, 21, 18, 12, tzinfo=UTC)
    return Contact(
        id=new_id(), case=CASE, victim=VICTIM.id, at=at, way_label="Work phone", outgoing=True,
        result=result, by="M. Sato", covers=covers,
    )  # fmt: skip


def owed(victim: Victim = VICTIM, **facts: object) -> dict[Duty, DutyLine]:
    blank = VictimMatters(victim=victim, hearings=(), offers=(), tasks=(), contacts=(), zone=ZONE)
    lines = ledger(replace(blank, **facts), TODAY)  # type: ignore[arg-type]  # its own fields
    return {line.duty: line for line in lines}


def test_rights_are_owed_until_they_were_given() -> None:
    assert owed(replace(VICTIM, rights_given_on=None))[Duty.RIGHTS].state is DutyState.OWED
    line = owed()[Duty.RIGHTS]
    assert (line.state, line.done_on) == (DutyState.DONE, date(2026, 11, 19))


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, "owed"), (2, "owed"), (3, "soon"), (9, "soon"), (10, "later")],
)
def test_notice_of_a_hearing_is_due_two_days_ahead(days: int, state: str) -> None:
    coming = hearing("STATUS", TODAY + timedelta(days=days))
    assert owed(hearings=(coming,))[Duty.NOTICE].state == state


def test_a_victim_who_was_reached_has_been_told_and_a_voicemail_tells_nobody() -> None:
    bail = hearing("BAIL", TODAY + timedelta(days=2))
    key = hearing_key(Duty.NOTICE, bail)
    voicemail = contact(key, result=ContactResult.VOICEMAIL)
    assert owed(hearings=(bail,), contacts=(voicemail,))[Duty.NOTICE].is_open
    line = owed(hearings=(bail,), contacts=(voicemail, contact(key)))[Duty.NOTICE]
    assert (line.state, line.done_on) == (DutyState.DONE, TODAY)


def test_a_moved_hearing_is_owed_anew() -> None:
    bail = hearing("BAIL", TODAY + timedelta(days=2))
    told = contact(hearing_key(Duty.NOTICE, bail))
    later = replace(bail, on=bail.on + timedelta(days=1))
    assert owed(hearings=(later,), contacts=(told,))[Duty.NOTICE].is_open


def test_a_hearing_that_fell_away_is_told_only_to_who_knew_of_it() -> None:
    status = hearing("STATUS", TODAY + timedelta(days=1))
    notice = contact(hearing_key(Duty.NOTICE, status))
    vacated = replace(status, status=HearingStatus.VACATED)
    assert Duty.CANCELLATION not in owed(hearings=(vacated,))
    assert owed(hearings=(vacated,), contacts=(notice,))[Duty.CANCELLATION].is_open
    told = contact(hearing_key(Duty.CANCELLATION, status))
    line = owed(hearings=(vacated,), contacts=(notice, told))[Duty.CANCELLATION]
    assert line.state is DutyState.CLOSED
    long_ago = replace(vacated, on=TODAY - timedelta(days=31))
    old = contact(hearing_key(Duty.NOTICE, long_ago))
    assert Duty.CANCELLATION not in owed(hearings=(long_ago,), contacts=(old,))


def test_a_victim_may_be_heard_at_bail_and_not_at_a_status_hearing() -> None:
    ahead = TODAY + timedelta(days=20)
    assert Duty.HEARD in owed(hearings=(hearing("BAIL", ahead),))
    assert Duty.HEARD not in owed(hearings=(hearing("STATUS", ahead),))


def test_what_the_victim_does_not_want_is_closed_and_says_so() -> None:
    quiet = replace(VICTIM, wants_notice=False, wants_to_be_heard=False)
    lines = owed(quiet, hearings=(hearing("BAIL", TODAY),))
    for duty in (Duty.NOTICE, Duty.HEARD):
        assert (lines[duty].state, lines[duty].waived) == (DutyState.CLOSED, True)


def test_an_open_offer_asks_for_a_word_with_the_victim() -> None:
    offer = PleaOffer(
        id=new_id(), case=CASE, defendant=PARTY, made_on=TODAY, expires_on=date(2026, 12, 10)
    )
    line = owed(offers=(offer,))[Duty.CONFER]
    assert (line.state, line.due_on) == (DutyState.LATER, date(2026, 12, 10))
    assert not owed(offers=(replace(offer, victim_view="agrees"),))[Duty.CONFER].is_open
    assert not owed(offers=(offer,), contacts=(contact(line.key),))[Duty.CONFER].is_open


def test_contacts_owed_as_tasks_are_on_the_ledger_until_done() -> None:
    task = Task(
        id=TaskId(new_id()), case=CASE, title="Call about bail", kind=TaskKind.VICTIM_CONTACT,
        victim=VICTIM.id, due_on=TODAY,
    )  # fmt: skip
    assert owed(tasks=(task,))[Duty.TASK].about == "Call about bail"
    assert Duty.TASK not in owed(tasks=(replace(task, victim=VictimId(new_id())),))
    done = replace(task, done_at=datetime(2026, 11, 21, tzinfo=UTC))
    assert Duty.TASK not in owed(tasks=(done,))


def test_the_worksheet_is_due_sixty_days_before_sentencing() -> None:
    first, second = hearing("SENT", date(2027, 3, 1)), hearing("RESENT", date(2027, 9, 1))
    assert worksheet_due(sentencing_day((second, first))) == date(2026, 12, 31)
    assert worksheet_due(sentencing_day(())) is None


def test_open_duties_come_before_those_done() -> None:
    near, far = hearing("STATUS", TODAY), hearing("STATUS", TODAY + timedelta(days=40))
    blank = VictimMatters(
        victim=VICTIM, hearings=(far, near), offers=(), tasks=(), contacts=(), zone=ZONE
    )
    states = [line.state for line in ledger(blank, TODAY)]
    assert states == ["done", "owed", "later", "later"]


WAY = ContactWay(
    id=new_id(), person=PersonId(new_id()), kind=WayKind.PHONE, label="Work phone",
    value="310-555-0142", safety=Safety.SAFE, confirmed_on=TODAY,
)  # fmt: skip


@pytest.mark.parametrize(("days", "asks"), [(30, False), (31, True)])
def test_a_safe_way_is_asked_about_again_after_thirty_days(days: int, *, asks: bool) -> None:
    way = replace(WAY, confirmed_on=TODAY - timedelta(days=days))
    assert masked_way(way, TODAY).needs_asking is asks


def test_a_way_shows_four_digits_at_most_and_an_unsafe_one_none() -> None:
    assert masked_way(WAY, TODAY).masked == "•••-0142"
    assert masked_way(replace(WAY, value="555-0142"), TODAY).masked == "•••"
    assert masked_way(replace(WAY, kind=WayKind.ADDRESS), TODAY).masked == "•••"
    unsafe = masked_way(replace(WAY, safety=Safety.UNSAFE), TODAY)
    assert (unsafe.masked, unsafe.is_usable) == ("", False)
    assert "555-0142" not in repr(WAY)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("$2,480.00", 248000), ("2480", 248000), (" 0.5 ", 50), (".75", 75), ("", 0), ("$ 1", 100)],
)
def test_amounts_are_read_as_people_write_them(typed: str, cents: int) -> None:
    assert cents_of(typed, "claimed_cents") == cents


@pytest.mark.parametrize("typed", ["-5", "1.234", "$", "ten", "1e9", "9" * 4000, "٣", "1,2.3.4"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        cents_of(typed, "claimed_cents")


def test_amounts_are_written_with_cents() -> None:
    assert dollars(248000) == "$2,480.00"
    assert dollars(5) == "$0.05"
