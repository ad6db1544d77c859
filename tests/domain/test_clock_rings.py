"""What rings once a clock's limit has moved: back and forth, answered or not, clock set back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.clocks.rings import MovedLimit, Ring
from app.domain.ids import new_id
from app.domain.record import following
from app.domain.reminders import Reminder, ReminderId, ReminderState, SubjectKind, due_at
from app.domain.severity import Severity

ZONE = "America/Los_Angeles"
TODAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 19, tzinfo=UTC)
CLOCK = UUID(int=7)
LEADS = (30, 14, 7, 3, 1, 0)


class Bell:
    """The reminders of one clock as its limit moves: a ledger as the office keeps it."""

    def __init__(self, limit: date, now: datetime = NOON) -> None:
        self.now = now
        self.kept: list[Reminder] = []
        for lead in LEADS:
            moment = due_at(limit, lead, ZONE)
            rings = moment > now or lead == 0
            state = ReminderState.WAITING if rings else ReminderState.DROPPED
            self._keep(limit, Ring(lead_days=lead, due_at=moment, state=state))

    @property
    def open(self) -> list[Reminder]:
        return [each for each in self.kept if each.is_open]

    @property
    def rung(self) -> list[Reminder]:
        return [each for each in self.open if each.due_at <= self.now]

    @property
    def leads(self) -> set[int]:
        return {each.lead_days for each in self.open}

    def move(self, limit: date, *, unseen: bool = True) -> None:
        moved = MovedLimit(
            before=tuple(self.kept),
            limit_on=limit,
            now=self.now,
            today=self.now.astimezone(UTC).date(),
            zone=ZONE,
            unseen=unseen,
        )
        rings = moved.rings()
        for each in self.open:
            self._write(replace(each, state=ReminderState.DROPPED))
        for ring in rings:
            self._keep(limit, ring)

    def answer(self) -> None:
        """Answer the latest that rang; the earlier ones are silenced by it."""
        last = min(self.rung, key=lambda each: each.lead_days)
        for each in self.rung:
            if each.id != last.id:
                self._write(each.superseded())
        self._write(last.acknowledged(self.now, "A. Rivera", ""))

    def snooze(self, until: datetime) -> None:
        (last,) = self.rung
        self._write(last.snoozed(until, ZONE))

    def _write(self, new: Reminder) -> None:
        place = next(at for at, each in enumerate(self.kept) if each.id == new.id)
        self.kept[place] = replace(new, version=following(new.version))

    def _keep(self, limit: date, ring: Ring) -> None:
        self.kept.append(
            Reminder(
                id=ReminderId(new_id()),
                case=CaseId(UUID(int=1)),
                subject_kind=SubjectKind.CLOCK,
                subject=CLOCK,
                title="Speedy Trial Act",
                severity=Severity.STATUTORY,
                lead_days=ring.lead_days,
                due_at=ring.due_at,
                limit_on=limit,
                state=ring.state,
                moved_from=ring.moved_from,
            )
        )


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_a_limit_that_moves_up_rings_at_once_however_far_away() -> None:
    bell = Bell(after(100))
    bell.move(after(99))
    (ring,) = bell.rung
    assert (ring.limit_on, ring.moved_from, ring.lead_days) == (after(99), after(100), 99)
    assert bell.leads == {99, *LEADS}


def test_moved_up_past_a_lead_time_it_rings_though_somebody_acted() -> None:
    bell = Bell(after(40))
    bell.move(after(35), unseen=False)
    assert bell.rung == []
    bell.move(after(10), unseen=False)
    (ring,) = bell.rung
    assert (ring.moved_from, ring.lead_days) == (after(35), 10)
    assert bell.leads == {10, 7, 3, 1, 0}


def test_a_limit_that_moves_out_is_quiet() -> None:
    bell = Bell(after(40))
    bell.move(after(41))
    assert bell.rung == []
    assert bell.leads == set(LEADS)


def test_back_and_forth_leaves_the_same_reminders() -> None:
    bell = Bell(after(60))
    before = {(each.lead_days, each.due_at, each.limit_on) for each in bell.open}
    for _ in range(3):
        bell.move(after(59))
        bell.move(after(60))
    assert {(each.lead_days, each.due_at, each.limit_on) for each in bell.open} == before
    assert bell.rung == []


def test_what_rang_unanswered_rings_on_when_the_limit_moves_out() -> None:
    bell = Bell(after(14), NOON - timedelta(days=1))
    bell.now = NOON
    assert {each.lead_days for each in bell.rung} == {14}
    bell.move(after(12))
    assert [each.moved_from for each in bell.rung] == [after(14)]
    bell.move(after(14))
    (ring,) = bell.rung
    assert (ring.lead_days, ring.moved_from) == (14, None)


def test_what_was_answered_for_this_day_stays_answered() -> None:
    bell = Bell(after(14), NOON - timedelta(days=1))
    bell.now = NOON
    bell.answer()
    bell.move(after(13))
    bell.answer()
    bell.move(after(14))
    assert bell.rung == []
    assert bell.leads == {7, 3, 1, 0}


def test_a_last_warning_answered_ahead_is_not_asked_again() -> None:
    bell = Bell(TODAY)
    bell.answer()
    bell.move(after(3))
    bell.move(TODAY)
    assert [each.moved_from for each in bell.open] == [after(3)]


def test_a_snooze_lasts_but_never_past_the_day() -> None:
    bell = Bell(after(7), NOON - timedelta(days=1))
    bell.now = NOON
    bell.snooze(NOON + timedelta(days=6))
    bell.move(after(8), unseen=False)
    assert bell.rung == []  # the seventh day before lies ahead again
    bell.move(after(7), unseen=False)
    assert bell.rung == []  # undone, it is put off as it was
    bell.move(after(5), unseen=False)
    (put_off,) = [each for each in bell.open if each.state is ReminderState.SNOOZED]
    assert put_off.due_at.astimezone(UTC).date() <= after(6)


def test_undone_at_once_an_act_leaves_the_reminders_of_before() -> None:
    bell = Bell(after(20))
    kept = {(each.lead_days, each.due_at) for each in bell.open}
    bell.move(after(60), unseen=False)
    bell.move(after(20), unseen=False)
    assert {(each.lead_days, each.due_at) for each in bell.open} == kept


def test_back_after_weeks_what_would_have_rung_rings() -> None:
    bell = Bell(after(20))
    bell.move(after(60), unseen=False)
    bell.now = NOON + timedelta(days=15)
    bell.move(after(20), unseen=False)
    (ring,) = bell.rung
    assert (ring.lead_days, ring.limit_on) == (7, after(20))


def test_a_limit_that_is_past_already_rings_once() -> None:
    bell = Bell(after(2))
    bell.move(after(-3))
    (ring,) = bell.open
    assert (ring.lead_days, ring.moved_from) == (0, after(2))


def test_with_the_clock_set_back_nothing_is_lost_or_answered_twice() -> None:
    bell = Bell(after(7), NOON - timedelta(days=1))
    bell.now = NOON
    bell.answer()
    bell.now = NOON - timedelta(days=20)
    bell.move(after(8))
    bell.move(after(7))
    assert 7 not in {each.lead_days for each in bell.open if not each.moved_from}
    assert {3, 1, 0} <= bell.leads


@pytest.mark.parametrize("unseen", [True, False])
@given(
    steps=st.lists(
        st.tuples(st.integers(-40, 60), st.integers(0, 9), st.booleans()), min_size=1, max_size=12
    )
)
def test_no_limit_is_ever_without_a_ring_to_come_or_an_answer(
    unseen: bool, steps: list[tuple[int, int, bool]]
) -> None:
    bell, was = Bell(after(50)), after(50)
    for limit, days, answers in steps:
        ringing, was_open, now = bool(bell.rung), bool(bell.open), after(limit)
        if now != was:
            bell.move(now, unseen=unseen)
        if now < was and unseen:
            assert bell.rung or _is_answered(bell, now)
            assert not was_open or [each.moved_from for each in bell.rung] == [was]
        if ringing and any(due_at(now, lead, ZONE) <= bell.now for lead in LEADS):
            assert bell.rung or _is_answered(bell, now)
        assert bell.open or _is_answered(bell, now)
        keys = [(each.lead_days, each.moved_from) for each in bell.open]
        assert len(keys) == len(set(keys))
        assert {each.limit_on for each in bell.open} <= {now}
        if answers and bell.rung:
            bell.answer()
        was = now
        bell.now += timedelta(days=days)


def _is_answered(bell: Bell, limit: date) -> bool:
    return any(each.limit_on == limit and each.acknowledged_at for each in bell.kept)
