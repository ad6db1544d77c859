"""A court's feed: looked over, taken in, moved, cancelled and undone."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.calendar_exchange import FeedRow, RowState, Tick
from app.domain.cases import CaseId, NumberKind
from app.domain.errors import ImportRefused, Refused, Stale
from app.domain.hearings import ContinuedBy, Hearing, HearingStatus
from app.services.calendar_exchange import (
    FeedChoice,
    ImportFeed,
    LookedOver,
    PreviewFeed,
    TheCourtFeeds,
    change_words,
    remark_words,
)
from app.services.case_heading import AddCaseNumber
from app.services.cases import OpenCase
from app.services.deadlines import CaseDates
from app.services.hearings import (
    AmendHearing,
    ContinueHearing,
    RemoveHearing,
    SetHearing,
)
from app.services.office import Office
from tests.conftest import ZONE

SOON = datetime.now(ZoneInfo(ZONE)).date() + timedelta(days=100)
"""A day on which nothing is past; feeds of the tests speak of it."""
NINE = time(9)
FEED = "Riverside Superior, Dept 4"


@dataclass
class Feed:
    """A feed under way: a file that is written anew each time."""

    path: Path

    def write(self, *events: str, head: str = "") -> FeedChoice:
        body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{body}END:VCALENDAR\r\n"
        self.path.write_bytes(text.encode())
        return FeedChoice(path=self.path, feed=FEED)


def at(on: date = SOON, clock: time = NINE) -> str:
    """A moment by the court's clock as feeds write it."""
    moment = datetime.combine(on, clock, ZoneInfo(ZONE)).astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%SZ}"


def event(uid: str = "e1@court.example", start: str = "", **said: str) -> str:
    """An event of a feed; further properties by name."""
    stated = {"SUMMARY": "Arraignment 2026-00417", **said}
    start = start or at()
    kind = "DTSTART" if "T" in start else "DTSTART;VALUE=DATE"
    lines = (f"{name.replace('_', '-')}:{value}" for name, value in stated.items() if value)
    return "\r\n".join([f"UID:{uid}", f"{kind}:{start}", *lines])


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    return Feed(tmp_path / "feed.ics")


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id


def preview(office: Office, choice: FeedChoice) -> LookedOver:
    return office.ask(PreviewFeed(choice=choice))


def take(office: Office, choice: FeedChoice, ticks: tuple[Tick, ...] | None = None) -> ImportFeed:
    """The import of a file as it was looked over a moment ago."""
    return ImportFeed(feed=preview(office, choice), ticks=ticks)


def only(office: Office, choice: FeedChoice) -> FeedRow:
    (row,) = preview(office, choice).rows
    return row


def hearings(office: Office, case: CaseId) -> tuple[Hearing, ...]:
    return tuple(line.hearing for line in office.ask(CaseDates(case)).hearings)


def the_hearing(office: Office, case: CaseId) -> Hearing:
    (hearing,) = hearings(office, case)
    return hearing


# --- a feed comes in


def test_an_event_becomes_a_hearing_of_the_case_it_names(
    office: Office, case: CaseId, feed: Feed
) -> None:
    choice = feed.write(
        event(
            DURATION="PT45M",
            LOCATION="Dept. 42\\, Hall of Justice",
            DESCRIPTION="Before Judge Okafor. People v. Roe",
        )
    )
    row = only(office, choice)
    assert (row.state, row.is_ticked, row.case) == (RowState.NEW, True, case)
    office.do(take(office, choice))
    hearing = the_hearing(office, case)
    assert (hearing.kind, hearing.on, hearing.local.time()) == ("ARR", SOON, NINE)
    assert (hearing.minutes, hearing.courtroom, hearing.judge) == (45, "Dept. 42", "Okafor")
    assert only(office, choice).state is RowState.UNCHANGED
    with pytest.raises(Refused, match=r"feed\.nothing_ticked"):
        office.do(take(office, choice))


@pytest.mark.parametrize(
    "words",
    [
        "Trial 2026-00417",
        "TRIAL (2026-00417)",
        "Jury trial RIF 2401234",
        "Jury trial RIF-2401234",
        "Jury trial rif2401234.",
        "Jury Trial: State vs. Roe",
        "JURY TRIAL STATE V ROE dept 4",
    ],
)
def test_a_case_is_known_by_its_numbers_and_its_caption(
    office: Office, case: CaseId, feed: Feed, words: str
) -> None:
    office.do(AddCaseNumber(case=case, kind=NumberKind.COURT, number="RIF2401234"))
    row = only(office, feed.write(event(SUMMARY=words)))
    assert row.case == case
    assert row.says is not None
    assert row.says.kind == "JT"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Staff meeting", "feed.no_case"),
        ("Case 2026-0041", "feed.no_case"),
        ("On 2026-00-41 the 7th", "feed.no_case"),
        ("2026-00417 and 2026-00418", "feed.several_cases"),
    ],
)
def test_an_event_of_no_case_or_of_two_waits_for_a_person(
    office: Office, case: CaseId, feed: Feed, words: str, code: str
) -> None:
    other = office.do(OpenCase(title="State v. Poe", number="2026-00418")).value.id
    choice = feed.write(event(SUMMARY=words))
    row = only(office, choice)
    assert (row.state, row.can_be_ticked) == (RowState.UNMATCHED, False)
    assert code in [remark.code for remark in row.remarks]
    picked = replace(choice, cases=((row.key, other),))
    assert only(office, picked).case == other
    office.do(take(office, picked))
    assert the_hearing(office, other).on == SOON
    assert hearings(office, case) == ()
    assert only(office, choice).state is RowState.UNCHANGED  # it is known from now on


def test_a_feed_keeps_its_name_and_its_defaults(office: Office, case: CaseId, feed: Feed) -> None:
    choice = replace(
        feed.write(event(), event("e2@court.example", at(clock=time(14)), LOCATION="Room 7")),
        court="Riverside Superior Court",
        courtroom="Dept 4",
        judge="Okafor",
    )
    office.do(take(office, choice))
    first, second = hearings(office, case)
    assert (first.court, first.courtroom, first.judge) == (
        "Riverside Superior Court",
        "Dept 4",
        "Okafor",
    )
    assert second.courtroom == "Room 7"
    (known,) = office.ask(TheCourtFeeds())
    assert (known.name, known.courtroom) == (FEED, "Dept 4")
    again = feed.write(event("e3@court.example", at(clock=time(16))))
    office.do(take(office, again))
    assert hearings(office, case)[-1].judge == "Okafor"


# --- the feed changes its mind


def test_what_the_feed_moves_is_moved_and_nothing_else(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(take(office, feed.write(event(LOCATION="Dept 4"))))
    hearing = the_hearing(office, case)
    office.do(AmendHearing(hearing=replace(hearing, judge="Okafor", note="Bring the tape")))
    later = SOON + timedelta(days=7)
    choice = feed.write(event(start=at(later, time(10, 30)), SEQUENCE="1", LOCATION="Dept 9"))
    row = only(office, choice)
    assert (row.state, row.is_ticked) == (RowState.MOVED, True)
    assert [name for name, _, _ in row.changes] == ["on", "clock", "courtroom"]
    assert "Dept 4 → Dept 9" in change_words(row.changes[2])
    done = office.do(take(office, choice))
    moved = the_hearing(office, case)
    assert (moved.id, moved.on, moved.local.time()) == (hearing.id, later, time(10, 30))
    assert (moved.courtroom, moved.judge, moved.note) == ("Dept 9", "Okafor", "Bring the tape")
    assert done.undo is not None
    office.do(done.undo)
    back = the_hearing(office, case)
    assert (back.on, back.courtroom, back.judge) == (SOON, "Dept 4", "Okafor")
    assert only(office, choice).state is RowState.MOVED  # the link is as it was, too


def test_what_the_office_changed_as_well_is_a_conflict(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(take(office, feed.write(event())))
    hearing = the_hearing(office, case)
    office.do(AmendHearing(hearing=hearing.moved_to(SOON + timedelta(days=1), NINE)))
    choice = feed.write(event(start=at(SOON + timedelta(days=7)), SEQUENCE="1"))
    row = only(office, choice)
    assert (row.state, row.is_ticked, row.can_be_ticked) == (RowState.CONFLICT, False, True)
    with pytest.raises(Refused, match="nothing_ticked"):
        office.do(take(office, choice))
    office.do(take(office, choice, ticks=(Tick.on(row),)))
    assert the_hearing(office, case).on == SOON + timedelta(days=7)


def test_a_hearing_both_moved_to_the_same_day_is_no_change(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(take(office, feed.write(event())))
    later = SOON + timedelta(days=7)
    office.do(AmendHearing(hearing=the_hearing(office, case).moved_to(later, NINE)))
    choice = feed.write(event(start=at(later), SEQUENCE="1"))
    assert only(office, choice).state is RowState.UNCHANGED


@pytest.mark.parametrize(
    "older",
    [
        {"SEQUENCE": "1"},
        {"SEQUENCE": "2", "LAST_MODIFIED": "20260101T000000Z"},
        {"SEQUENCE": "2", "DTSTAMP": "20260101T000000Z"},
    ],
)
@pytest.mark.usefixtures("case")
def test_an_older_revision_changes_nothing(
    office: Office, feed: Feed, older: dict[str, str]
) -> None:
    now = feed.write(event(SEQUENCE="2", LAST_MODIFIED="20260301T000000Z"))
    office.do(take(office, now))
    row = only(office, feed.write(event(start=at(SOON + timedelta(days=1)), **older)))
    assert (row.state, row.can_be_ticked) == (RowState.STALE, False)


def test_what_the_feed_cancels_is_vacated_and_can_come_back(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(take(office, feed.write(event())))
    gone = feed.write(event(SEQUENCE="1", STATUS="CANCELLED"))
    assert only(office, gone).state is RowState.CANCELLED
    office.do(take(office, gone))
    hearing = the_hearing(office, case)
    assert (hearing.status, hearing.vacate_reason) == (
        HearingStatus.VACATED,
        f"Cancelled in the feed {FEED}",
    )
    assert only(office, gone).state is RowState.UNCHANGED
    again = feed.write(event(SEQUENCE="2", STATUS="CONFIRMED"))
    assert only(office, again).state is RowState.CHANGED
    office.do(take(office, again))
    back = the_hearing(office, case)
    assert (back.status, back.vacate_reason) == (HearingStatus.SET, "")


@pytest.mark.usefixtures("case")
def test_a_whole_file_may_be_a_cancellation(office: Office, feed: Feed) -> None:
    office.do(take(office, feed.write(event())))
    choice = feed.write(event(SEQUENCE="1"), head="METHOD:CANCEL\r\n")
    assert only(office, choice).state is RowState.CANCELLED


@pytest.mark.usefixtures("case")
def test_a_cancelled_event_nobody_took_in_is_no_hearing(office: Office, feed: Feed) -> None:
    row = only(office, feed.write(event(STATUS="CANCELLED")))
    assert (row.state, row.can_be_ticked) == (RowState.UNCHANGED, False)


def test_a_hearing_continued_here_is_known_by_what_took_its_place(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(take(office, feed.write(event())))
    hearing, later = the_hearing(office, case), SOON + timedelta(days=3)
    terms: dict[str, Any] = {"by": ContinuedBy.COURT, "reason": "Judge ill"}
    office.do(ContinueHearing(hearing=hearing.id, on=later, clock=NINE, **terms))
    # Another day than the office's is left to a person, the same day is the court's agreement.
    row = only(office, feed.write(event(start=at(SOON + timedelta(days=5)), SEQUENCE="1")))
    assert (row.state, row.is_ticked) == (RowState.CONFLICT, False)
    agreed = feed.write(event(start=at(later), SEQUENCE="1"))
    assert only(office, agreed).state is RowState.UNCHANGED
    # From then on the feed speaks of the hearing that stands.
    _held, stands = hearings(office, case)
    office.do(ContinueHearing(hearing=stands.id, on=later + timedelta(days=7), clock=NINE, **terms))
    row = only(office, feed.write(event(start=at(later + timedelta(days=7)), SEQUENCE="2")))
    assert row.state is RowState.UNCHANGED


def test_a_date_continued_here_and_cancelled_by_the_court_takes_off_no_other(
    office: Office, case: CaseId, feed: Feed
) -> None:
    """Many courts cancel the old event and send the new date under another name."""
    office.do(take(office, feed.write(event())))
    hearing, later = the_hearing(office, case), SOON + timedelta(days=3)
    terms: dict[str, Any] = {"by": ContinuedBy.COURT, "reason": "Judge ill"}
    office.do(ContinueHearing(hearing=hearing.id, on=later, clock=NINE, **terms))
    choice = feed.write(
        event(SEQUENCE="1", STATUS="CANCELLED"),
        event("e2@court.example", at(later), SUMMARY="Arraignment 2026-00417"),
    )
    states = {row.uid: (row.state, row.is_ticked) for row in preview(office, choice).rows}
    assert states["e2@court.example"] == (RowState.KNOWN, True)
    assert (RowState.CONFLICT, False) in states.values()
    office.do(take(office, choice))
    stands = [each for each in hearings(office, case) if each.status is HearingStatus.SET]
    assert [each.on for each in stands] == [later]


def test_a_hearing_continued_here_is_missed_where_the_feed_drops_it(
    office: Office, case: CaseId, feed: Feed
) -> None:
    last = event("e2@court.example", at(SOON + timedelta(days=9)))
    office.do(take(office, feed.write(event(), last)))
    first, later = hearings(office, case)[0], SOON + timedelta(days=3)
    office.do(
        ContinueHearing(
            hearing=first.id, on=later, clock=NINE, by=ContinuedBy.COURT, reason="Judge ill"
        )
    )
    soonest = event("e3@court.example", SUMMARY="Arraignment 2026-00417")
    rows = preview(office, feed.write(soonest, last)).rows
    (gone,) = [row for row in rows if row.state is RowState.GONE]
    assert gone.hearing is not None
    assert (gone.hearing.continues, gone.hearing.on, gone.is_ticked) == (first.id, later, False)


def test_a_hearing_taken_off_here_is_offered_again(
    office: Office, case: CaseId, feed: Feed
) -> None:
    choice = feed.write(event())
    office.do(take(office, choice))
    office.do(RemoveHearing(hearing=the_hearing(office, case)))
    row = only(office, choice)
    assert (row.state, row.is_ticked) == (RowState.NEW, False)
    done = office.do(take(office, choice, ticks=(Tick.on(row),)))
    assert the_hearing(office, case).on == SOON
    assert only(office, choice).state is RowState.UNCHANGED
    assert done.undo is not None
    office.do(done.undo)
    assert hearings(office, case) == ()


def test_what_the_feed_no_longer_has_is_shown_and_not_ticked(
    office: Office, case: CaseId, feed: Feed
) -> None:
    first = event()
    last = event("e3@court.example", at(SOON + timedelta(days=9)))
    middle = event("e2@court.example", at(SOON + timedelta(days=3)))
    office.do(take(office, feed.write(first, middle, last)))
    choice = feed.write(first, last)
    (row,) = [each for each in preview(office, choice).rows if each.state is RowState.GONE]
    assert (row.is_ticked, row.can_be_ticked) == (False, True)
    office.do(take(office, choice, ticks=(Tick.on(row),)))
    vacated = hearings(office, case)[1]
    assert (vacated.status, vacated.vacate_reason) == (
        HearingStatus.VACATED,
        f"No longer in the feed {FEED}",
    )
    assert RowState.GONE not in preview(office, choice).counts()
    # Of days the feed does not speak of it says nothing.
    assert RowState.GONE not in preview(office, feed.write(first)).counts()


def test_a_hearing_entered_by_hand_is_not_set_twice(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(SetHearing(case=case, kind="PH", on=SOON, clock=NINE, judge="Okafor"))
    choice = feed.write(event())
    assert only(office, choice).state is RowState.KNOWN
    office.do(take(office, choice))
    assert (the_hearing(office, case).kind, the_hearing(office, case).version) == ("PH", 1)
    moved = feed.write(event(start=at(SOON + timedelta(days=1)), SEQUENCE="1"))
    office.do(take(office, moved))
    assert the_hearing(office, case).on == SOON + timedelta(days=1)


def test_one_hearing_entered_by_hand_stands_for_one_event(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(SetHearing(case=case, kind="PH", on=SOON, clock=NINE))
    choice = feed.write(event(), event("e2@court.example"))
    first, second = preview(office, choice).rows
    assert (first.state, first.is_ticked) == (RowState.KNOWN, True)
    assert (second.state, second.is_ticked) == (RowState.NEW, False)
    # A court that names its events anew each time sets nothing twice.
    office.do(take(office, feed.write(event())))
    renamed = feed.write(event("another@court.example"))
    assert preview(office, renamed).counts() == {RowState.KNOWN: 1}
    office.do(take(office, renamed))
    assert the_hearing(office, case).kind == "PH"


# --- times


def test_a_time_without_a_zone_is_the_courts(office: Office, case: CaseId, feed: Feed) -> None:
    office.do(take(office, feed.write(event(start=f"{SOON:%Y%m%d}T133000"))))
    assert the_hearing(office, case).local.time() == time(13, 30)


def test_a_time_of_another_zone_is_shown_by_the_courts_clock(
    office: Office, case: CaseId, feed: Feed
) -> None:
    there = f"UID:e1@court.example\r\nDTSTART;TZID=Eastern Standard Time:{SOON:%Y%m%d}T120000"
    office.do(take(office, feed.write(f"{there}\r\nSUMMARY:Trial 2026-00417")))
    assert the_hearing(office, case).local.time() == NINE


def test_a_day_without_a_time_is_a_persons_decision(
    office: Office, case: CaseId, feed: Feed
) -> None:
    choice = feed.write(event(start=f"{SOON:%Y%m%d}"))
    row = only(office, choice)
    assert (row.state, row.is_ticked) == (RowState.NEW, False)
    assert "feed.no_clock" in [remark.code for remark in row.remarks]
    office.do(take(office, choice, ticks=(Tick.on(row),)))
    hearing = the_hearing(office, case)
    assert (hearing.on, hearing.local.time(), hearing.minutes) == (SOON, time(0), 1440)


def test_an_event_past_midnight_keeps_its_day_and_its_length(
    office: Office, case: CaseId, feed: Feed
) -> None:
    end = at(SOON + timedelta(days=1), time(1))
    office.do(take(office, feed.write(event(start=at(clock=time(22)), DTEND=end))))
    assert (the_hearing(office, case).on, the_hearing(office, case).minutes) == (SOON, 180)


@pytest.mark.usefixtures("case")
def test_a_time_the_clocks_skip_is_refused_with_its_place(office: Office, feed: Feed) -> None:
    choice = feed.write(event(start="20270314T023000"), event("e2@court.example"))
    good, bad = preview(office, choice).rows
    assert (bad.state, bad.number, bad.line) == (RowState.REFUSED, 1, 3)
    assert remark_words(bad.remarks[0]) == (
        "There is no such time: the clocks skip that hour (2027-03-14 02:30)."
    )
    assert good.state is RowState.NEW


@pytest.mark.usefixtures("case")
def test_an_hour_that_comes_twice_is_pointed_out(office: Office, feed: Feed) -> None:
    row = only(office, feed.write(event(start="20271107T093000Z")))  # 1:30 the second time
    assert row.is_ticked is False
    assert "feed.twice_that_night" in [remark.code for remark in row.remarks]


@pytest.mark.usefixtures("case")
def test_what_lies_behind_us_is_not_ticked(office: Office, feed: Feed) -> None:
    row = only(office, feed.write(event(start="19970902T090000Z")))
    assert (row.state, row.is_ticked) == (RowState.NEW, False)


def test_an_event_that_repeats_is_a_hearing_each_time(
    office: Office, case: CaseId, feed: Feed
) -> None:
    start = f"{SOON:%Y%m%d}T090000"
    series = (
        f"UID:s@court.example\r\nDTSTART;TZID={ZONE}:{start}\r\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:Status 2026-00417"
    )
    office.do(take(office, feed.write(series)))
    days = [hearing.on for hearing in hearings(office, case)]
    assert days == [SOON + timedelta(weeks=n) for n in range(4)]
    assert {hearing.local.time() for hearing in hearings(office, case)} == {NINE}
    second = SOON + timedelta(weeks=1)
    moved = (
        f"UID:s@court.example\r\nRECURRENCE-ID;TZID={ZONE}:{second:%Y%m%d}T090000\r\n"
        f"DTSTART;TZID={ZONE}:{second:%Y%m%d}T140000\r\nSEQUENCE:1\r\nSUMMARY:Status 2026-00417"
    )
    choice = feed.write(series, moved)
    assert preview(office, choice).counts() == {RowState.UNCHANGED: 3, RowState.MOVED: 1}
    office.do(take(office, choice))
    assert hearings(office, case)[1].local.time() == time(14)


# --- attacks


def test_the_same_event_twice_counts_once(office: Office, case: CaseId, feed: Feed) -> None:
    later = at(SOON + timedelta(days=1))
    choice = feed.write(event(start=later, SEQUENCE="3"), event(SEQUENCE="2"))
    assert preview(office, choice).counts() == {RowState.NEW: 1, RowState.REFUSED: 1}
    office.do(take(office, choice))
    assert the_hearing(office, case).on == SOON + timedelta(days=1)


@pytest.mark.usefixtures("case")
def test_two_hearings_at_one_time_are_pointed_out(office: Office, feed: Feed) -> None:
    first, second = preview(office, feed.write(event(), event("e2@court.example"))).rows
    assert (first.is_ticked, second.is_ticked) == (True, False)


def test_of_two_imports_at_once_the_second_finds_nothing_left(
    office: Office, case: CaseId, feed: Feed
) -> None:
    choice = feed.write(event())
    seen = preview(office, choice)
    ticks = tuple(Tick.on(row) for row in seen.rows)
    office.do(take(office, choice, ticks=ticks))
    with pytest.raises(Stale, match=r"feed\.row_changed"):
        office.do(take(office, choice, ticks=ticks))
    assert len(hearings(office, case)) == 1


def test_what_is_taken_in_is_what_was_looked_over(office: Office, case: CaseId, feed: Feed) -> None:
    seen = preview(office, feed.write(event()))
    feed.path.unlink()
    office.do(ImportFeed(feed=seen))
    assert the_hearing(office, case).on == SOON


def test_an_import_that_fails_in_the_middle_leaves_nothing(
    office: Office, case: CaseId, feed: Feed
) -> None:
    choice = feed.write(event(), event("e2@court.example", "20270314T093000Z"))
    rows = preview(office, choice).rows
    wrong = Tick(rows[-1].key, "another mark")
    with pytest.raises(Stale):
        office.do(take(office, choice, ticks=(Tick.on(rows[0]), wrong)))
    assert hearings(office, case) == ()


def test_words_of_a_feed_are_words_and_no_more(office: Office, case: CaseId, feed: Feed) -> None:
    nasty = "Trial 2026-00417\\nEND:VEVENT\\n<b>x</b> \u202egnp.exe'); DROP TABLE hearings"
    choice = feed.write(event(SUMMARY=nasty, LOCATION="Room =1+1\\n<img src=x>"))
    row = only(office, choice)
    assert row.words == "Trial 2026-00417 END:VEVENT <b>x</b> gnp.exe'); DROP TABLE hearings"
    office.do(take(office, choice))
    assert the_hearing(office, case).kind == "JT"


def test_two_events_of_one_hearing_do_not_spoil_the_import(
    office: Office, case: CaseId, feed: Feed
) -> None:
    """A court that names its events anew leaves the old ones in the file for a while."""
    office.do(take(office, feed.write(event())))
    renamed = "e1-again@court.example"
    office.do(take(office, feed.write(event(renamed))))  # the same hearing by two names
    moved, later = at(SOON + timedelta(days=7)), at(SOON + timedelta(days=14))
    choice = feed.write(event(start=moved, SEQUENCE="1"), event(renamed, start=later, SEQUENCE="1"))
    first, second = preview(office, choice).rows
    assert (first.state, first.is_ticked) == (RowState.MOVED, True)
    assert (second.state, second.can_be_ticked) == (RowState.REFUSED, False)
    assert "feed.same_hearing" in [remark.code for remark in second.remarks]
    office.do(take(office, choice))
    assert the_hearing(office, case).on == SOON + timedelta(days=7)


def test_a_case_is_not_guessed_where_two_numbers_read_alike(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(OpenCase(title="State v. Poe", number="202-600417"))
    plain = only(office, feed.write(event(SUMMARY="Arraignment 202600417")))
    assert (plain.state, plain.case) == (RowState.UNMATCHED, None)
    assert "feed.several_cases" in [remark.code for remark in plain.remarks]
    assert only(office, feed.write(event(SUMMARY="Arraignment 2026-00417"))).case == case


@pytest.mark.usefixtures("case")
def test_a_day_the_courts_are_closed_is_pointed_out(office: Office, feed: Feed) -> None:
    christmas = date(SOON.year, 12, 25)
    row = only(office, feed.write(event(start=at(christmas))))
    assert "feed.closed_day" in [remark.code for remark in row.remarks]
    office.do(take(office, feed.write(event())))
    row = only(office, feed.write(event(start=at(christmas), SEQUENCE="1")))
    assert row.state is RowState.MOVED
    assert any("closed that day" in remark_words(remark) for remark in row.remarks)


def test_a_hearing_moved_into_the_past_is_a_persons_decision(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(take(office, feed.write(event())))
    choice = feed.write(event(start=at(date(2020, 3, 2)), SEQUENCE="1"))
    row = only(office, choice)
    assert (row.state, row.is_ticked) == (RowState.MOVED, False)
    office.do(take(office, choice, (Tick.on(row),)))
    assert the_hearing(office, case).on == date(2020, 3, 2)


def test_an_event_of_no_length_lasts_as_long_as_is_usual(
    office: Office, case: CaseId, feed: Feed
) -> None:
    office.do(take(office, feed.write(event(DTEND=at()))))
    assert the_hearing(office, case).minutes == 30


@pytest.mark.usefixtures("case")
def test_half_an_event_and_a_file_too_large_are_refused_whole(office: Office, feed: Feed) -> None:
    choice = feed.write(event())
    whole = feed.path.read_bytes()
    feed.path.write_bytes(whole[: whole.index(b"SUMMARY") + 9])
    with pytest.raises(ImportRefused, match=r"feed\.cut_off"):
        preview(office, choice)
    feed.path.write_bytes(whole + b" " * 50_000_000)
    with pytest.raises(ImportRefused, match=r"feed\.too_large"):
        preview(office, choice)


def test_one_occurrence_cancelled_leaves_the_others(
    office: Office, case: CaseId, feed: Feed
) -> None:
    series = event(start=f"{SOON:%Y%m%d}T090000", RRULE="FREQ=WEEKLY;COUNT=3")
    office.do(take(office, feed.write(series)))
    second = f"{SOON + timedelta(weeks=1):%Y%m%d}T090000"
    gone = event(start=second, RECURRENCE_ID=second, STATUS="CANCELLED", SEQUENCE="1")
    office.do(take(office, feed.write(series, gone)))
    standing = [each.status for each in hearings(office, case)]
    assert standing == [HearingStatus.SET, HearingStatus.VACATED, HearingStatus.SET]


def test_a_file_that_is_none_is_refused_in_a_sentence(office: Office, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.ics", tmp_path / "a\0b"):
        with pytest.raises(ImportRefused, match=r"feed\."):
            preview(office, FeedChoice(path=path))
