"""Many moves of a feed settled as one act: only plain ones, and only as they were shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.domain.audit import Outcome
from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.court_moves import PLAIN_WHYS, CourtMoveLine, Doubt
from app.domain.errors import Cancelled, NotPermitted, Refused, Stale
from app.domain.free_counts import RuleCount
from app.domain.hearings import ContinuedBy, HearingStatus
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId
from app.domain.ripple import RippleWhy
from app.domain.time_computation import Direction
from app.i18n.ripple import doubt_words
from app.services.audit import VerifyRecords
from app.services.cases import OpenCase
from app.services.courtrooms import AddCourtroom
from app.services.deadlines import AddComputedDeadline, CaseDates, OverrideDeadline
from app.services.hearings import (
    AmendHearing,
    ContinueHearing,
    FollowMove,
    MovesLeft,
    SetHearing,
    Settled,
    SettleMoves,
    court_act,
    plain_act,
)
from app.services.move_papers import PreviewMoves, PrintMoves
from app.services.office import Done, Office
from app.services.party_entry import EnterVictim, EnterWitness
from app.services.tasks import AddTask, CaseTasks
from app.services.victims import VictimEntry
from app.services.witnesses import IssueSubpoena, RecordService, WitnessEntry
from tests.architecture.examples.snapshot import Snapshot, snapshot
from tests.printing.paper_samples import flat, pages
from tests.services.test_calendar_exchange import Feed, at, event, take
from tests.services.test_calendar_export import wall_off

NUMBERS = ("2026-00101", "2026-00102", "2026-00103")


@dataclass
class Docket:
    """Arraignments of several cases in one feed."""

    office: Office
    feed: Feed
    cases: dict[str, CaseId]
    on: date
    says: int = 0

    @property
    def new(self) -> date:
        """The day the court moves them to: a week on, an open weekday."""
        return self.on + timedelta(days=7)

    def says_all(self, on: date, **more: str) -> Done[Any]:
        self.says += 1
        words = {"SEQUENCE": str(self.says), **more}
        events = (
            event(f"{number}@court.example", at(on), SUMMARY=f"Arraignment {number}", **words)
            for number in self.cases
        )
        return self.office.do(take(self.office, self.feed.write(*events)))

    @property
    def lines(self) -> dict[str, CourtMoveLine]:
        return {line.number: line for line in self.office.ask(MovesLeft(most=None)).lines}

    def settle(self, numbers: Iterable[str] = NUMBERS, **more: Any) -> SettleMoves:
        lines = self.lines
        return SettleMoves(acts=tuple(plain_act(lines[each]) for each in numbers), **more)

    def hearing_id(self, number: str) -> UUID:
        return self.lines[number].hearing.id

    def counted(self, number: str) -> UUID:
        count = RuleCount(trigger_on=self.on, n=5, direction=Direction.BEFORE)
        case = self.cases[number]
        added = AddComputedDeadline(case=case, title="Motions", trigger="hearing", count=count)
        return self.office.do(added).value.id

    def everything(self) -> Snapshot:
        with self.office._database.reading(self.office.actor) as reading:
            tables = dict(snapshot(reading.connection).tables)
        tables.pop("audit_parts")
        tables["deadlines"] = [{**row, "computed_at": None} for row in tables["deadlines"]]
        return Snapshot(tables)


def open_days(office: Office, ahead: int) -> date:
    """A day so far ahead on which the court is open, and a week later as well."""
    with office._database.reading(office.actor) as reading:
        court = reading.court_calendars.of_office().calendar
        on = reading.today + timedelta(days=ahead)
        while not (court.is_open(on) and court.is_open(on + timedelta(days=7))):
            on += timedelta(days=1)
    return on


@pytest.fixture
def docket(office: Office, tmp_path: Path) -> Docket:
    cases = {
        number: office.do(OpenCase(title=f"State v. {name}", number=number)).value.id
        for number, name in zip(NUMBERS, ("Roe", "Doe", "Poe"), strict=True)
    }
    docket = Docket(office, Feed(tmp_path / "feed.ics"), cases, open_days(office, 60))
    docket.says_all(docket.on)
    return docket


def test_plain_moves_are_settled_as_one_act_and_come_back(docket: Docket) -> None:
    deadline = docket.counted(NUMBERS[0])
    docket.says_all(docket.new)
    assert all(line.is_plain and line.is_continuance for line in docket.lines.values())
    before = docket.everything()
    done = docket.office.do(docket.settle())
    assert docket.lines == {}
    assert done.value.counts() == {"continued": 3, "deadlines": 1}
    dates = docket.office.ask(CaseDates(docket.cases[NUMBERS[0]]))
    old, new = (line.hearing for line in dates.hearings)
    assert (old.status, old.continued_by, new.on) == (
        HearingStatus.CONTINUED,
        ContinuedBy.COURT.value,
        docket.new,
    )
    assert old.excludable is None  # nothing is decided of the clock
    (moved,) = (each for each in dates.deadlines if each.id == deadline)
    assert moved.trigger_on == docket.new
    assert done.undo is not None
    again = docket.office.do(done.undo)
    assert before.differences(docket.everything()) == {}
    assert len(docket.lines) == 3
    assert again.undo is not None
    docket.office.do(again.undo)
    assert docket.lines == {}


def test_the_log_keeps_how_much_was_settled_in_one_entry(docket: Docket) -> None:
    docket.counted(NUMBERS[1])
    docket.says_all(docket.new)
    docket.office.do(docket.settle())
    with docket.office._database.reading(docket.office.actor) as reading:
        (entry,) = reading.audit.newest(1)
        settled = {subject.id for subject in entry.subjects}
    assert (entry.action, entry.outcome) == ("SettleMoves", Outcome.DONE)
    assert entry.facts == (("continued", "3"), ("deadlines", "1"))
    hearings = [
        line.hearing.id
        for case in docket.cases.values()
        for line in docket.office.ask(CaseDates(case)).hearings
    ]
    assert len(hearings) == 6
    assert settled.issuperset(hearings)


def test_a_day_before_is_a_correction_and_a_cancellation_without_orders_is_plain(
    docket: Docket,
) -> None:
    with docket.office._database.reading(docket.office.actor) as reading:
        court = reading.court_calendars.of_office().calendar
        before = court.on_or_before(docket.on - timedelta(days=7))
    docket.says_all(before)
    assert not any(line.is_continuance for line in docket.lines.values())
    done = docket.office.do(docket.settle())
    assert done.value.counts() == {"moved": 3}
    docket.says_all(docket.new, STATUS="CANCELLED")
    assert all(line.is_plain for line in docket.lines.values())
    done = docket.office.do(docket.settle())
    assert done.value.counts() == {"vacated": 3}


def person(family: str, given: str) -> Person:
    return Person(id=PersonId(new_id()), family=family, given=given)


def _victim(docket: Docket, number: str) -> None:
    entry, jo = VictimEntry(called="J.S."), person("Stone", "Jo")
    docket.office.do(EnterVictim(case=docket.cases[number], person=jo, entry=entry))


def _order(docket: Docket, number: str, hearing: UUID, *, served: bool) -> None:
    kim = person("Dunn", "Kim")
    entered = docket.office.do(
        EnterWitness(case=docket.cases[number], person=kim, entry=WitnessEntry())
    ).value
    order = IssueSubpoena(witness=entered.party.id, hearing=hearing)  # type: ignore[arg-type]  # a hearing's
    issued = docket.office.do(order).value
    if served:
        docket.office.do(RecordService(subpoena=issued.id))


def _hearing(docket: Docket, number: str) -> UUID:
    (line,) = docket.office.ask(CaseDates(docket.cases[number])).hearings
    return line.hearing.id


def test_a_victim_is_to_be_told_by_a_task_and_an_order_nobody_holds_follows(
    docket: Docket,
) -> None:
    number = NUMBERS[0]
    _victim(docket, number)
    _order(docket, number, _hearing(docket, number), served=False)
    docket.says_all(docket.new)
    assert docket.lines[number].is_plain
    done = docket.office.do(docket.settle([number]))
    assert done.value.counts() == {"continued": 1, "subpoenas": 1, "new_tasks": 1}
    (task,) = docket.office.ask(CaseTasks(docket.cases[number]))
    assert task.task.title.startswith("Tell J.S. of the new date: ")


def test_what_needs_judgement_is_not_plain(docket: Docket) -> None:
    set_by_hand, served, worked = NUMBERS
    deadline = docket.counted(set_by_hand)
    due_on = docket.on - timedelta(days=9)
    override = OverrideDeadline(deadline=deadline, due_on=due_on, reason="Order")  # type: ignore[arg-type]  # a deadline's
    docket.office.do(override)
    _order(docket, served, _hearing(docket, served), served=True)
    due_on = docket.on - timedelta(days=2)
    docket.office.do(AddTask(case=docket.cases[worked], title="Prepare", due_on=due_on))
    docket.says_all(docket.new)
    lines = docket.lines
    assert {number: line.doubts for number, line in lines.items()} == {
        set_by_hand: (RippleWhy.OVERRIDDEN,),
        served: (RippleWhy.SERVED,),
        worked: (RippleWhy.DAYS_BEFORE,),
    }
    for number in NUMBERS:
        with pytest.raises(Refused, match="move_not_plain") as refused:
            docket.office.do(docket.settle([number]))
        assert refused.value.values["number"] == number
    assert len(docket.lines) == 3


def test_a_trial_a_past_day_and_a_closed_court_are_looked_at(docket: Docket) -> None:
    number = NUMBERS[0]
    (line,) = docket.office.ask(CaseDates(docket.cases[number])).hearings
    docket.office.do(AmendHearing(hearing=replace(line.hearing, kind="JT")))
    sunday = docket.new + timedelta(days=6 - docket.new.weekday())
    docket.says_all(sunday)
    assert docket.lines[number].doubts == (Doubt.TRIAL, Doubt.CLOSED_DAY)
    assert docket.lines[NUMBERS[1]].doubts == (Doubt.CLOSED_DAY,)


def test_a_day_its_own_court_keeps_is_looked_at_though_others_are_open(docket: Docket) -> None:
    number = NUMBERS[0]
    docket.office.do(AddCourtroom(court="Superior Court", room="4", calendar="CA-courts"))
    (line,) = docket.office.ask(CaseDates(docket.cases[number])).hearings
    there = replace(line.hearing, court="Superior Court", courtroom="4")
    docket.office.do(AmendHearing(hearing=there))
    with docket.office._database.reading(docket.office.actor) as reading:
        calendars, on = reading.court_calendars, docket.new
        california, own = calendars.in_force("CA-courts").calendar, calendars.of_office().calendar
        while california.is_open(on) or not own.is_open(on):
            on += timedelta(days=1)
    docket.says_all(on)
    assert docket.lines[number].doubts == (Doubt.CLOSED_DAY,)
    assert docket.lines[NUMBERS[1]].is_plain


def test_who_covers_another_hearing_then_is_looked_at(docket: Docket) -> None:
    number, me = NUMBERS[0], docket.office.actor.user
    (line,) = docket.office.ask(CaseDates(docket.cases[number])).hearings
    docket.office.do(AmendHearing(hearing=replace(line.hearing, attorney=me)))
    clash = SetHearing(
        case=docket.cases[NUMBERS[1]],
        kind="PTC",
        on=docket.new,
        clock=line.hearing.local.time(),
        attorney=me,
    )
    docket.office.do(clash)
    docket.says_all(docket.new)
    assert docket.lines[number].doubts == (Doubt.COVERED_TWICE,)


def test_two_moves_in_one_case_are_not_settled_together(docket: Docket) -> None:
    """Both hang on the same counted date: what the one moves, the other no longer has."""
    number = NUMBERS[0]
    docket.counted(number)
    for on, sequence in ((docket.on, "1"), (docket.new, "2")):
        events = (
            event(f"{uid}@court.example", at(on, time(clock)), SUMMARY=words, SEQUENCE=sequence)
            for uid, clock, words in (
                ("first-of-two", 13, f"Arraignment {number}"),
                ("second-of-two", 15, f"Sentencing {number}"),
            )
        )
        docket.office.do(take(docket.office, docket.feed.write(*events)))
    lines = docket.office.ask(MovesLeft(most=None)).lines
    assert [line.doubts[0] for line in lines] == [Doubt.MOVED_BESIDE] * 2
    line = lines[0]
    act = court_act(line, line.proposed, is_continuance=True)
    docket.office.do(FollowMove(move=line.move.id, act=act))
    (other,) = docket.office.ask(MovesLeft(most=None)).lines
    assert Doubt.MOVED_BESIDE not in other.doubts


def test_each_doubt_has_words_and_what_is_plain_needs_none() -> None:
    for doubt in (*Doubt, *(why for why in RippleWhy if why not in PLAIN_WHYS)):
        assert doubt_words([doubt])


def test_all_or_nothing(docket: Docket) -> None:
    docket.says_all(docket.new)
    asked = docket.settle()
    due_on = docket.on - timedelta(days=2)
    docket.office.do(AddTask(case=docket.cases[NUMBERS[2]], title="New", due_on=due_on))
    before = docket.everything()
    with pytest.raises(Refused, match="move_not_plain"):
        docket.office.do(asked)
    assert before.differences(docket.everything()) == {}


def test_what_came_up_since_it_was_shown_does_not_go_along(docket: Docket) -> None:
    docket.says_all(docket.new)
    asked = docket.settle()
    _victim(docket, NUMBERS[1])
    with pytest.raises(Stale, match="settling_stale"):
        docket.office.do(asked)
    assert len(docket.lines) == 3


def test_terms_of_ones_own_are_not_settled_with_the_others(docket: Docket) -> None:
    docket.says_all(docket.new)
    (own,) = docket.settle(NUMBERS[:1]).acts
    assert isinstance(own.act, ContinueHearing)
    for changed in (replace(own.act, excludable=True), replace(own.act, reason="Mine")):
        with pytest.raises(Stale, match="settling_stale"):
            docket.office.do(SettleMoves(acts=(replace(own, act=changed),)))


def test_nothing_ticked_twice_the_same_and_done_already_are_refused(docket: Docket) -> None:
    docket.says_all(docket.new)
    with pytest.raises(Refused, match="no_move_ticked"):
        docket.office.do(SettleMoves(acts=()))
    asked = docket.settle(NUMBERS[:1])
    with pytest.raises(Refused):
        docket.office.do(SettleMoves(acts=asked.acts * 2))
    assert len(docket.lines) == 3
    docket.office.do(asked)
    with pytest.raises(Refused):
        docket.office.do(asked)


def test_a_walled_case_is_not_settled_nor_taken_back(docket: Docket) -> None:
    docket.says_all(docket.new)
    done = docket.office.do(docket.settle(NUMBERS[:1]))
    asked = docket.settle(NUMBERS[1:])
    for number in NUMBERS[:2]:
        wall_off(docket.office, docket.cases[number])
    assert done.undo is not None
    with pytest.raises(NotPermitted):
        docket.office.do(done.undo)
    with pytest.raises(NotPermitted):
        docket.office.do(asked)
    with pytest.raises(NotPermitted):
        docket.office.ask(PrintMoves(settled=done.value))


def test_somebody_stops_it_and_nothing_is_written(docket: Docket) -> None:
    docket.says_all(docket.new)
    told: list[tuple[int, int, str]] = []
    watch = Watch(
        lambda *step: told.append(step), lambda: len(told) == 2, "hearing.settling_stopped"
    )
    before = docket.everything()
    with pytest.raises(Cancelled, match="settling_stopped"):
        docket.office.do(docket.settle(watch=watch))
    assert told == [(0, 3, "settling"), (1, 3, "settling")]
    assert before.differences(docket.everything()) == {}
    with pytest.raises(Cancelled, match="looking_stopped"):
        docket.office.ask(
            MovesLeft(most=None, watch=Watch(ask=lambda: True, stopped="hearing.looking_stopped"))
        )


def paper(docket: Docket, settled: Settled | None) -> str:
    printed = docket.office.ask(PrintMoves(settled=settled))
    return flat(" ".join(pages(printed.pdf)))


def test_the_paper_holds_what_was_done_and_what_waits(docket: Docket) -> None:
    _victim(docket, NUMBERS[0])
    docket.counted(NUMBERS[0])
    due_on = docket.on - timedelta(days=2)
    docket.office.do(AddTask(case=docket.cases[NUMBERS[2]], title="Prepare", due_on=due_on))
    docket.says_all(docket.new)
    waiting = paper(docket, None)
    assert "3 wait" in waiting
    assert all(number in waiting for number in NUMBERS)
    assert "work due before it" in waiting
    done = docket.office.do(docket.settle(NUMBERS[:2]))
    words = paper(docket, done.value)
    assert "2 gone through together. 1 waits." in words
    assert "To be done by people" in words
    assert "Continued by the court in the feed Riverside Superior, Dept 4" in words
    assert "Motions" in words
    assert "Stone" not in words
    preview = docket.office.ask(PreviewMoves(PrintMoves(settled=done.value)))
    assert preview.pages == 1
    assert done.undo is not None
    docket.office.do(done.undo)
    with pytest.raises(Stale, match="settling_taken_back"):
        docket.office.ask(PrintMoves(settled=done.value))


def test_what_is_settled_and_taken_back_again_and_again_is_no_damage(
    office: Office, tmp_path: Path
) -> None:
    cases = {
        (number := f"2026-1{n:04d}"): office.do(OpenCase(title="State", number=number)).value.id
        for n in range(30)
    }
    docket = Docket(office, Feed(tmp_path / "feed.ics"), cases, open_days(office, 60))
    docket.says_all(docket.on)
    docket.says_all(docket.new)
    for _time in range(2):
        done = office.do(docket.settle(cases))
        assert done.undo is not None
        office.do(done.undo)
    assert office.ask(VerifyRecords()).is_whole


def test_two_hundred_moves_are_one_act(office: Office, tmp_path: Path) -> None:
    cases = {
        (number := f"2026-1{n:04d}"): office.do(
            OpenCase(title="State v. X", number=number)
        ).value.id
        for n in range(200)
    }
    docket = Docket(office, Feed(tmp_path / "feed.ics"), cases, open_days(office, 60))
    docket.says_all(docket.on)
    docket.says_all(docket.new)
    done = office.do(docket.settle(cases))
    assert done.value.counts() == {"continued": 200}
    assert docket.lines == {}
    assert done.undo is not None
    office.do(done.undo)
    assert len(docket.lines) == 200


def test_a_lead_time_of_a_hearing_put_back_is_counted_once(docket: Docket) -> None:
    docket.says_all(docket.on, STATUS="CANCELLED")
    first = docket.lines[NUMBERS[0]].rows
    done = docket.office.do(docket.settle())
    assert done.undo is not None
    docket.office.do(done.undo)
    again = docket.lines[NUMBERS[0]].rows
    assert [row.count for row in first] == [row.count for row in again] == [4]
