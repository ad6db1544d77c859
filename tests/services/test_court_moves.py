"""A hearing a court's feed moved: nothing that hangs on it is lost before somebody saw to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.domain.calendar_exchange import RowState
from app.domain.court_moves import CourtMoveLine
from app.domain.deadlines import DeadlineStatus
from app.domain.errors import Missing, Refused, Stale
from app.domain.hearings import ContinuedBy, Hearing, HearingStatus
from app.domain.ripple import Ripple, RippleKind, Tick
from app.domain.tasks import TaskKind
from app.domain.witnesses import SubpoenaStatus
from app.services.deadlines import CaseDates
from app.services.hearings import (
    AmendHearing,
    Continued,
    ContinueHearing,
    FollowMove,
    HearingRipple,
    MoveHearing,
    MovesLeft,
    RemoveHearing,
    VacateHearing,
    court_act,
)
from app.services.office import Command, Done, Office
from tests.services.test_calendar_exchange import Feed, at, event, take
from tests.services.test_calendar_export import wall_off
from tests.services.test_hearing_ripple import NINE, TEN, Scene, scene

__all__ = ["scene"]

WEEK = timedelta(days=7)


@dataclass
class Court:
    """A court whose feed speaks of the trial of a scene."""

    scene: Scene
    feed: Feed
    says: int = 0

    def moves(self, on: date, clock: time = NINE, **said: str) -> Done[Any]:
        self.says += 1
        words = {"SUMMARY": f"Jury trial {self.scene.number}", "SEQUENCE": str(self.says), **said}
        choice = self.feed.write(event(start=at(on, clock), **words))
        return self.scene.office.do(take(self.scene.office, choice))

    @property
    def left(self) -> tuple[CourtMoveLine, ...]:
        moves = self.scene.office.ask(MovesLeft())
        assert moves.total == len(moves.lines)
        return moves.lines

    @property
    def line(self) -> CourtMoveLine:
        (line,) = self.left
        return line

    def ripple(self, *, is_continuance: bool = True) -> Ripple:
        hearing = self.line.hearing
        asked = HearingRipple(
            hearing=hearing.id,
            on=hearing.on,
            clock=hearing.local.time(),
            is_continuance=is_continuance,
            move=self.line.move.id,
        )
        return self.scene.office.ask(asked)

    def continued(self, ticked: Iterable[Tick] = (), **more: Any) -> FollowMove:
        hearing = self.line.hearing
        terms: dict[str, Any] = {"by": ContinuedBy.COURT, "reason": "Its feed", **more}
        act = ContinueHearing(
            hearing=hearing.id,
            expects=hearing.version,
            on=terms.pop("on", hearing.on),
            clock=hearing.local.time(),
            ticked=tuple(ticked),
            **terms,
        )
        return FollowMove(move=self.line.move.id, act=act)

    def corrected(self, ticked: Iterable[Tick] = ()) -> FollowMove:
        hearing = self.line.hearing
        act = MoveHearing(
            hearing=hearing.id,
            expects=hearing.version,
            on=hearing.on,
            clock=hearing.local.time(),
            ticked=tuple(ticked),
        )
        return FollowMove(move=self.line.move.id, act=act)

    def hearing(self, id_: UUID) -> Hearing:
        dates = self.scene.office.ask(CaseDates(self.scene.case))
        return next(line.hearing for line in dates.hearings if line.hearing.id == id_)


@pytest.fixture
def court(scene: Scene, tmp_path: Path) -> Court:
    court = Court(scene, Feed(tmp_path / "feed.ics"))
    court.moves(scene.trial.on)  # the trial entered by hand is the feed's from now on
    return court


def test_a_moved_hearing_waits_with_all_that_hangs_on_the_old_day(court: Court) -> None:
    scene = court.scene
    served, deadline = scene.witness(served=True), scene.counted()
    scene.victim(wants=True)
    assert court.left == ()
    done = court.moves(scene.new, TEN)
    assert [row.state for row in done.value.preview.rows] == [RowState.MOVED]
    line = court.line
    assert (line.hearing.id, line.hearing.on) == (scene.trial.id, scene.new)
    assert (line.was_on, line.before.local.time()) == (scene.trial.on, NINE)
    # It is what a continuance by hand would have shown.
    assert line.hangs == 3
    kinds = {row.kind: row for row in court.ripple().rows if row.can_be_ticked}
    assert kinds.keys() == {RippleKind.SUBPOENA, RippleKind.VICTIM, RippleKind.DEADLINE}
    assert kinds[RippleKind.SUBPOENA].record == served.id
    assert kinds[RippleKind.DEADLINE].old == deadline.due_on
    assert done.undo is not None
    scene.office.do(done.undo)
    assert court.left == ()
    assert court.hearing(scene.trial.id).on == scene.trial.on


def test_a_move_gone_through_as_a_continuance_is_one(court: Court) -> None:
    scene = court.scene
    served, deadline = scene.witness(served=True), scene.counted()
    scene.victim(wants=True)
    court.moves(scene.new, TEN)
    before = scene.everything()
    done = scene.office.do(court.continued(court.ripple().proposed, excludable=True))
    assert court.left == ()
    assert isinstance(done.value.done, Continued)
    old = court.hearing(scene.trial.id)
    stands = court.hearing(done.value.done.shifted.stands.id)
    assert (old.status, old.on) == (HearingStatus.CONTINUED, scene.trial.on)
    assert (old.continued_by, old.continuance_reason) == ("court", "Its feed")
    assert (stands.continues, stands.on, stands.local.time()) == (old.id, scene.new, TEN)
    orders = {each.id: each for each in scene.subpoenas()}
    assert orders.pop(served.id).status is SubpoenaStatus.CANCELLED
    assert [each.hearing for each in orders.values()] == [stands.id]
    assert TaskKind.VICTIM_CONTACT in {task.kind for task in scene.tasks()}
    assert scene.deadline(deadline.id).due_on == scene.new - timedelta(days=14)
    assert isinstance(done.value.done, Continued)
    span = done.value.done.span
    assert span is not None
    assert (span.first, span.last, span.hearing) == (scene.trial.on, scene.new, old.id)
    # The feed goes on speaking of the hearing that stands.
    assert court.scene.office.ask(MovesLeft()).total == 0
    undo = done.undo
    assert undo is not None
    again = scene.office.do(undo)
    assert before.differences(scene.everything()) == {}
    assert again.undo is not None
    scene.office.do(again.undo)
    assert court.left == ()
    court.moves(scene.new + WEEK, TEN)
    assert court.line.hearing.continues == scene.trial.id


def test_what_the_feed_cancels_after_its_own_move_was_a_continuance_is_vacated(
    court: Court,
) -> None:
    court.moves(court.scene.new, TEN)
    done = court.scene.office.do(court.continued())
    court.moves(court.scene.new, TEN, STATUS="CANCELLED")
    assert isinstance(done.value.done, Continued)
    stands = court.hearing(done.value.done.shifted.stands.id)
    assert stands.status is HearingStatus.VACATED


def test_a_move_gone_through_as_a_correction_leaves_one_hearing(court: Court) -> None:
    scene = court.scene
    waiting = scene.witness(served=False)
    court.moves(scene.new, TEN)
    before = scene.everything()
    done = scene.office.do(court.corrected(court.ripple(is_continuance=False).proposed))
    assert court.left == ()
    stands = court.hearing(scene.trial.id)
    assert (stands.status, stands.on) == (HearingStatus.SET, scene.new)
    assert [each.id for each in scene.subpoenas()] == [waiting.id]
    assert done.undo is not None
    scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}
    assert court.line.was_on == scene.trial.on


def test_a_hearing_moved_twice_is_gone_through_from_the_first_day(court: Court) -> None:
    scene = court.scene
    court.moves(scene.new)
    second = court.moves(scene.new + WEEK)
    assert (court.line.was_on, court.line.hearing.on) == (scene.trial.on, scene.new + WEEK)
    assert second.undo is not None
    scene.office.do(second.undo)
    assert (court.line.was_on, court.line.hearing.on) == (scene.trial.on, scene.new)


def test_a_hearing_moved_back_has_nothing_to_go_through(court: Court) -> None:
    court.moves(court.scene.new)
    back = court.moves(court.scene.trial.on)
    assert court.left == ()
    assert back.undo is not None
    court.scene.office.do(back.undo)
    assert court.line.was_on == court.scene.trial.on


def test_another_hour_of_the_same_day_is_a_move_as_well(court: Court) -> None:
    court.scene.victim(wants=True)
    court.moves(court.scene.trial.on, TEN)
    assert (court.line.was_on, court.line.hangs) == (court.scene.trial.on, 1)


def test_a_change_of_room_is_no_move(court: Court) -> None:
    court.moves(court.scene.trial.on, LOCATION="Dept 9")
    assert court.left == ()


@pytest.mark.parametrize("act", ["move", "continue", "vacate"])
def test_who_changes_it_by_hand_has_seen_what_hangs_on_it(court: Court, act: str) -> None:
    scene = court.scene
    court.moves(scene.new)
    hearing, later = scene.trial.id, scene.new + WEEK
    acts: dict[str, Command[Any]] = {
        "move": MoveHearing(hearing=hearing, on=later, clock=NINE),
        "continue": ContinueHearing(
            hearing=hearing, on=later, clock=NINE, by=ContinuedBy.COURT, reason="x"
        ),
        "vacate": VacateHearing(hearing=hearing, reason="Plea"),
    }
    done = scene.office.do(acts[act])
    assert court.left == ()
    assert done.undo is not None
    scene.office.do(done.undo)  # then it waits again
    assert court.line.was_on == scene.trial.on
    court.moves(later + WEEK)
    assert court.line.was_on == scene.trial.on


def test_a_move_after_one_by_hand_starts_from_the_day_of_that(court: Court) -> None:
    scene = court.scene
    court.moves(scene.new)
    scene.office.do(MoveHearing(hearing=scene.trial.id, on=scene.new + WEEK, clock=NINE))
    choice = court.feed.write(
        event(start=at(scene.new + 2 * WEEK), SUMMARY=f"Trial {scene.number}", SEQUENCE="9")
    )
    asked = take(scene.office, choice)
    (row,) = asked.feed.rows
    assert (row.state, row.is_ticked) == (RowState.CONFLICT, False)
    scene.office.do(take(scene.office, choice, (row_tick(row),)))
    assert court.line.was_on == scene.new + WEEK


def row_tick(row: Any) -> Any:
    from app.domain.calendar_exchange import Tick as RowTick  # noqa: PLC0415  another tick

    return RowTick.on(row)


def test_what_was_shown_is_what_is_done(court: Court) -> None:
    scene = court.scene
    court.moves(scene.new)
    shown = court.continued()
    with pytest.raises(Refused, match="other_move"):
        scene.office.do(court.continued(on=scene.new + WEEK))
    court.moves(scene.new + WEEK)
    with pytest.raises(Stale, match="move_over"):
        scene.office.do(shown)
    twice = court.continued()
    scene.office.do(twice)
    with pytest.raises(Missing):
        scene.office.do(twice)


def test_a_hearing_taken_off_leaves_nothing_to_go_through(court: Court) -> None:
    court.moves(court.scene.new)
    court.scene.office.do(RemoveHearing(hearing=court.line.hearing))
    assert court.left == ()


def test_a_move_in_a_walled_case_is_nobody_elses(court: Court) -> None:
    scene = court.scene
    court.moves(scene.new)
    follow = court.continued()
    wall_off(scene.office, scene.case)
    assert scene.office.ask(MovesLeft()).total == 0
    with pytest.raises(Refused, match="walled"):
        scene.office.do(follow)


def test_an_import_cannot_be_undone_behind_what_followed(court: Court, office: Office) -> None:
    done = court.moves(court.scene.new)
    office.do(court.continued())
    assert done.undo is not None
    with pytest.raises(Stale):
        office.do(done.undo)


def test_of_a_move_of_another_hearing_nothing_is_followed(court: Court) -> None:
    scene = court.scene
    court.moves(scene.new)
    own = court.continued()
    assert isinstance(own.act, ContinueHearing)
    other = replace(own, act=replace(own.act, hearing=scene.trial.id, on=scene.trial.on))
    with pytest.raises(Refused, match="other_move"):
        scene.office.do(other)


# --- what a feed takes off


def test_what_a_feed_takes_off_waits_with_all_that_hangs_on_it(court: Court) -> None:
    scene = court.scene
    deadline, served = scene.counted(), scene.witness(served=True)
    scene.victim(wants=True)
    done = court.moves(scene.trial.on, STATUS="CANCELLED")
    assert [row.state for row in done.value.preview.rows] == [RowState.CANCELLED]
    assert len(done.value.moves) == 1
    line = court.line
    assert (line.hearing.status, line.was_on) == (HearingStatus.VACATED, scene.trial.on)
    kinds = {row.kind: row for row in line.rows if row.can_be_ticked}
    assert kinds.keys() == {RippleKind.DEADLINE, RippleKind.SUBPOENA, RippleKind.VICTIM}
    assert (kinds[RippleKind.DEADLINE].record, kinds[RippleKind.SUBPOENA].record) == (
        deadline.id,
        served.id,
    )
    assert line.counts[RippleKind.REMINDER] > 0  # those that ended with it
    assert done.undo is not None
    scene.office.do(done.undo)
    assert court.left == ()
    assert court.hearing(scene.trial.id).status is HearingStatus.SET


def cancelled(court: Court, ticked: Iterable[Tick] = ()) -> FollowMove:
    act = court_act(court.line, tuple(ticked), is_continuance=False)
    return FollowMove(move=court.line.move.id, act=act)


def test_what_a_feed_took_off_is_called_off_as_one_act_and_comes_back(court: Court) -> None:
    scene = court.scene
    deadline = scene.counted()
    scene.witness(served=True)
    scene.victim(wants=True)
    court.moves(scene.trial.on, STATUS="CANCELLED")
    before = scene.everything()
    done = scene.office.do(cancelled(court, court.line.proposed))
    assert court.left == ()
    assert scene.deadline(deadline.id).status is DeadlineStatus.CANCELLED
    assert {each.status for each in scene.subpoenas()} == {SubpoenaStatus.CANCELLED}
    assert {task.kind for task in scene.tasks()} == {TaskKind.VICTIM_CONTACT, TaskKind.WITNESS}
    stands = court.hearing(scene.trial.id)
    assert stands.status is HearingStatus.VACATED
    assert stands.vacate_reason == "Cancelled in the feed Riverside Superior, Dept 4"
    assert done.undo is not None
    again = scene.office.do(done.undo)
    assert before.differences(scene.everything()) == {}
    assert court.line.hearing.status is HearingStatus.VACATED
    assert again.undo is not None
    scene.office.do(again.undo)
    assert court.left == ()


def test_a_hearing_moved_and_then_taken_off_hangs_on_the_first_day(court: Court) -> None:
    scene = court.scene
    deadline = scene.counted()
    court.moves(scene.new)
    done = court.moves(scene.new, STATUS="CANCELLED")
    assert (court.line.was_on, court.line.move.is_cancelled) == (scene.trial.on, True)
    assert [row.record for row in court.line.rows if row.can_be_ticked] == [deadline.id]
    assert done.undo is not None
    scene.office.do(done.undo)
    assert (court.line.hearing.on, court.line.move.is_cancelled) == (scene.new, False)


def test_a_hearing_put_back_on_has_nothing_to_go_through(court: Court) -> None:
    scene = court.scene
    court.moves(scene.trial.on, STATUS="CANCELLED")
    back = court.moves(scene.trial.on, STATUS="CONFIRMED")
    assert court.left == ()
    assert back.undo is not None
    scene.office.do(back.undo)
    assert court.line.move.is_cancelled


def test_a_hearing_put_back_on_another_day_was_moved(court: Court) -> None:
    scene = court.scene
    court.moves(scene.trial.on, STATUS="CANCELLED")
    court.moves(scene.new, STATUS="CONFIRMED")
    assert (court.line.was_on, court.line.hearing.on) == (scene.trial.on, scene.new)
    assert not court.line.move.is_cancelled


def test_a_hearing_that_is_gone_from_the_feed_waits_as_well(court: Court) -> None:
    scene = court.scene
    scene.victim(wants=True)
    others = (
        event(f"other-{n}@court.example", at(scene.trial.on + timedelta(days=n)), SUMMARY="x")
        for n in (-1, 1)
    )
    preview = take(scene.office, court.feed.write(*others))
    (row,) = (each for each in preview.feed.rows if each.state is RowState.GONE)
    scene.office.do(replace(preview, ticks=(row_tick(row),)))
    assert court.line.move.is_cancelled
    assert court.line.hangs == 1


def test_an_act_of_the_other_sort_is_refused(court: Court) -> None:
    scene = court.scene
    court.moves(scene.new)
    off = VacateHearing(hearing=scene.trial.id, reason="x")
    with pytest.raises(Refused, match="other_move"):
        scene.office.do(FollowMove(move=court.line.move.id, act=off))
    court.moves(scene.new, STATUS="CANCELLED")
    move = MoveHearing(hearing=scene.trial.id, on=scene.new, clock=NINE)
    with pytest.raises(Refused, match="other_move"):
        scene.office.do(FollowMove(move=court.line.move.id, act=move))


def test_who_puts_it_back_on_by_hand_has_seen_what_hung_on_it(court: Court) -> None:
    scene = court.scene
    court.moves(scene.trial.on, STATUS="CANCELLED")
    off = court.line.hearing
    scene.office.do(AmendHearing(hearing=replace(off, status=HearingStatus.SET, vacate_reason="")))
    assert court.left == ()
