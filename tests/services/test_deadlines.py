"""Deadlines: entered, counted, overridden, closed and taken back, each with its reminders."""

import dataclasses
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest

from app.domain.cases import Case, CaseId
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Refused, Stale
from app.domain.free_counts import RuleCount
from app.domain.ids import new_id
from app.domain.record import Version
from app.domain.reminders import Reminder, ReminderState
from app.domain.severity import Severity
from app.domain.time_computation import Direction, Unit
from app.domain.users import Permission
from app.services.cases import OpenCase
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AmendDeadline,
    CancelDeadline,
    CaseDates,
    CompleteDeadline,
    DeadlineOf,
    DeadlinesPage,
    DeadlinesWithin,
    OverrideDeadline,
    PreviewDeadline,
    RemoveDeadline,
    ReopenDeadline,
)
from app.services.office import Command, Office, Query
from app.storage.unit_of_work import Reading, UnitOfWork

SERVED_ON_FRIDAY = RuleCount(trigger_on=date(2026, 10, 30), n=11)
"""Ends on Tuesday 10 November; one day more would end on Veterans Day."""
INTO_VETERANS_DAY = RuleCount(trigger_on=date(2026, 10, 30), n=12)


@dataclasses.dataclass(frozen=True)
class RemindersOf(Query[tuple[Reminder, ...]]):
    """All reminders of one record, whatever their state."""

    subject: UUID
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[Reminder, ...]:
        return reading.reminders.where(reading.reminders.table.c.subject == self.subject)


@dataclasses.dataclass(frozen=True)
class WallOff(Command[None]):
    """Close a case to everybody but a stranger."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> None:
        work.walls.close(self.case, [new_id()])


@pytest.fixture
def roe(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def today(office: Office) -> date:
    return office.ask(DeadlinesWithin()).today


def add(office: Office, case: Case, due_on: date, **more: Any) -> Deadline:
    return office.do(
        AddDeadline(case=case.id, title="Discovery reply", due_on=due_on, **more)
    ).value


def compute(office: Office, case: Case, count: RuleCount = INTO_VETERANS_DAY) -> Deadline:
    return office.do(
        AddComputedDeadline(case=case.id, title="Response", trigger="Motion served", count=count)
    ).value


def ringing(office: Office, subject: UUID) -> set[tuple[int, date]]:
    return {
        (each.lead_days, each.limit_on)
        for each in office.ask(RemindersOf(subject))
        if each.state is ReminderState.WAITING
    }


def test_reminders_follow_the_weight_of_a_deadline(office: Office, roe: Case, today: date) -> None:
    far = today + timedelta(days=60)
    statutory = add(office, roe, far, severity=Severity.STATUTORY)
    internal = add(office, roe, far)
    chosen = add(office, roe, far, lead_days=(21, 2))
    silent = add(office, roe, far, lead_days=())
    leads = [
        sorted(lead for lead, _ in ringing(office, each.id))
        for each in (statutory, internal, chosen, silent)
    ]
    assert leads == [[0, 1, 3, 7, 14], [0, 1], [2, 21], []]


def test_a_computed_deadline_keeps_its_reason(office: Office, roe: Case) -> None:
    deadline = compute(office, roe)
    assert deadline.due_on == deadline.computed_due_on == date(2026, 11, 12)
    assert deadline.conservative_on == date(2026, 11, 10)
    assert (deadline.period, deadline.citation) == ("12 days after", "Fed. R. Crim. P. 45(a)")
    assert any("Veterans Day" in step for step in deadline.steps)
    assert deadline.steps[-2:] == (
        "Due: Thu 12 Nov 2026.",
        (
            "To be safe, act by Tue 10 Nov 2026, the last open day of the count itself: Wed 11 Nov"
            " 2026 is Veterans Day."
        ),
    )
    assert office.ask(DeadlineOf(deadline.id)) == deadline


def test_the_preview_says_the_same_and_writes_nothing(office: Office, roe: Case) -> None:
    preview = office.ask(PreviewDeadline(count=INTO_VETERANS_DAY))
    assert office.ask(CaseDates(roe.id)).deadlines == ()
    deadline = compute(office, roe)
    assert (preview.due_on, preview.steps) == (deadline.due_on, deadline.steps)
    assert preview.load == 0
    assert office.ask(PreviewDeadline(count=INTO_VETERANS_DAY)).load == 1


def test_further_closed_days_and_service_lengthen_the_count(office: Office) -> None:
    plain = office.ask(PreviewDeadline(count=SERVED_ON_FRIDAY))
    closed = dataclasses.replace(SERVED_ON_FRIDAY, closed=frozenset({date(2026, 11, 10)}))
    served = dataclasses.replace(SERVED_ON_FRIDAY, service_days=3)
    assert plain.due_on == date(2026, 11, 10)
    assert office.ask(PreviewDeadline(count=closed)).due_on == date(2026, 11, 12)
    assert office.ask(PreviewDeadline(count=served)).due_on == date(2026, 11, 13)
    assert served.words == "11 days after, plus 3 for service"


def test_a_count_backward_goes_back_to_an_open_day(office: Office) -> None:
    count = RuleCount(
        trigger_on=date(2026, 11, 25), n=2, unit=Unit.WEEKS, direction=Direction.BEFORE
    )
    preview = office.ask(PreviewDeadline(count=count))
    assert (preview.due_on, preview.period) == (date(2026, 11, 10), "2 weeks before")


@pytest.mark.parametrize(
    ("count", "code"),
    [
        ({"n": 0}, "period.too_short"),
        ({"n": 10**9}, "period.too_long"),
        ({"unit": Unit.HOURS}, "period.unit"),
        ({"service_days": -1}, "service.negative"),
        ({"service_days": 3, "direction": Direction.BEFORE}, "service.backward"),
        ({"trigger_on": date(9999, 12, 31)}, "date.implausible"),
        ({"trigger_on": date(1, 1, 1)}, "date.implausible"),
        ({"trigger_on": date(2199, 12, 31)}, "calendar.not_loaded"),
        ({"trigger_on": date(2040, 12, 31), "n": 100, "unit": Unit.YEARS}, "calendar.not_loaded"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(
    office: Office, roe: Case, count: dict[str, Any], code: str
) -> None:
    good: dict[str, Any] = {"trigger_on": date(2026, 11, 2), "n": 14}
    asked = RuleCount(**(good | count))
    with pytest.raises(Refused, match=code):
        office.ask(PreviewDeadline(count=asked))
    with pytest.raises(Refused, match=code):
        compute(office, roe, asked)
    assert office.ask(CaseDates(roe.id)).deadlines == ()


def test_an_override_needs_a_reason_keeps_the_rules_day_and_moves_the_reminders(
    office: Office, roe: Case, today: date
) -> None:
    deadline = compute(office, roe, RuleCount(trigger_on=today, n=30))
    moved = today + timedelta(days=50)
    with pytest.raises(Refused, match=r"text\.required"):
        office.do(OverrideDeadline(deadline=deadline.id, due_on=moved, reason=" "))
    done = office.do(OverrideDeadline(deadline=deadline.id, due_on=moved, reason="Court's order"))
    after = done.value.after
    assert (after.due_on, after.computed_due_on) == (moved, deadline.due_on)
    assert after.is_overridden
    assert ringing(office, deadline.id) == {(lead, moved) for lead in (14, 7, 3, 1, 0)}
    assert done.undo is not None
    office.do(done.undo)
    restored = office.ask(DeadlineOf(deadline.id))
    assert dataclasses.replace(restored, version=Version(1)) == deadline
    assert {limit for _, limit in ringing(office, deadline.id)} == {deadline.due_on}


def test_a_day_entered_by_hand_is_amended_and_one_set_by_rule_is_not(
    office: Office, roe: Case, today: date
) -> None:
    by_hand = add(office, roe, today)
    by_rule = compute(office, roe)
    later = today + timedelta(days=5)
    done = office.do(AmendDeadline(deadline=dataclasses.replace(by_hand, due_on=later)))
    assert done.value.after.due_on == later
    with pytest.raises(Refused, match=r"deadline\.not_computed"):
        office.do(OverrideDeadline(deadline=by_hand.id, due_on=today, reason="x"))
    with pytest.raises(Refused, match=r"deadline\.computed"):
        office.do(AmendDeadline(deadline=dataclasses.replace(by_rule, due_on=later)))
    renamed = dataclasses.replace(by_rule, title="Reply brief", trace="made up", period="7 days")
    after = office.do(AmendDeadline(deadline=renamed)).value.after
    assert (after.title, after.trace) == ("Reply brief", by_rule.trace)
    assert {each.title for each in office.ask(RemindersOf(by_rule.id))} >= {"Reply brief"}


def test_completing_silences_and_undo_reopens(office: Office, roe: Case, today: date) -> None:
    deadline = add(office, roe, today + timedelta(days=30))
    rang = ringing(office, deadline.id)
    done = office.do(CompleteDeadline(deadline=deadline.id, expects=deadline.version))
    after = done.value.after
    assert (after.status, after.done_on, after.done_by) == ("done", today, "A. Rivera")
    assert ringing(office, deadline.id) == set()
    assert office.ask(DeadlinesWithin()).lines == ()
    assert isinstance(done.undo, ReopenDeadline)
    again = office.do(done.undo)
    assert again.value.after.done_on is None
    assert ringing(office, deadline.id) == rang
    assert again.undo is not None
    office.do(again.undo)
    assert office.ask(DeadlineOf(deadline.id)).done_by == "A. Rivera"


def test_what_is_closed_cannot_be_closed_again(office: Office, roe: Case, today: date) -> None:
    deadline = add(office, roe, today)
    with pytest.raises(Refused, match=r"deadline\.open_already"):
        office.do(ReopenDeadline(deadline=deadline.id))
    with pytest.raises(Refused, match=r"deadline\.done_ahead"):
        office.do(CompleteDeadline(deadline=deadline.id, on=today + timedelta(days=1)))
    with pytest.raises(Refused, match=r"text\.required"):
        office.do(CancelDeadline(deadline=deadline.id, reason=""))
    office.do(CancelDeadline(deadline=deadline.id, reason="Motion withdrawn"))
    with pytest.raises(Refused, match=r"deadline\.not_open"):
        office.do(CompleteDeadline(deadline=deadline.id))
    with pytest.raises(Refused, match=r"deadline\.not_open"):
        office.do(AmendDeadline(deadline=office.ask(DeadlineOf(deadline.id))))


def test_acting_on_an_old_version_is_stale(office: Office, roe: Case, today: date) -> None:
    deadline = add(office, roe, today)
    office.do(AmendDeadline(deadline=dataclasses.replace(deadline, note="Called counsel")))
    with pytest.raises(Stale):
        office.do(CompleteDeadline(deadline=deadline.id, expects=deadline.version))


def test_entering_is_undone_and_done_again(office: Office, roe: Case, today: date) -> None:
    done = office.do(
        AddDeadline(case=roe.id, title="Witness list", due_on=today + timedelta(days=9))
    )
    assert done.undo is not None
    undone = office.do(done.undo)
    assert office.ask(CaseDates(roe.id)).deadlines == ()
    assert ringing(office, done.value.id) == set()
    assert undone.undo is not None
    office.do(undone.undo)
    (deadline,) = office.ask(CaseDates(roe.id)).deadlines
    assert deadline.title == "Witness list"
    assert len(ringing(office, deadline.id)) == 2


def test_the_list_starts_with_the_longest_overdue_and_ends_where_asked(
    office: Office, roe: Case, today: date
) -> None:
    offsets = (40, 3, -2, -9, 7)
    for offset in offsets:
        add(office, roe, today + timedelta(days=offset))
    within = office.ask(DeadlinesWithin(days=7))
    assert [(line.due_on - today).days for line in within.lines] == [-9, -2, 3, 7]
    assert within.lines[0].number == roe.number
    assert [line.due_on for line in office.ask(DeadlinesWithin(days=0)).lines] == [
        today - timedelta(days=9),
        today - timedelta(days=2),
    ]


def test_pages_join_without_a_gap_even_where_days_are_equal(
    office: Office, roe: Case, today: date
) -> None:
    added = [add(office, roe, today + timedelta(days=offset // 3)).id for offset in range(10)]
    seen: list[UUID] = []
    page = office.ask(DeadlinesPage(size=4))
    seen += [line.id for line in page.rows]
    while page.after:
        page = office.ask(DeadlinesPage(size=4, after=page.after))
        seen += [line.id for line in page.rows]
    assert len(seen) == len(added)
    assert set(seen) == set(added)


def test_mine_are_those_of_my_cases_or_given_to_me(office: Office, roe: Case, today: date) -> None:
    add(office, roe, today)
    assert len(office.ask(DeadlinesWithin(mine=True)).lines) == 1


def test_a_walled_case_has_no_deadlines_for_others(office: Office, roe: Case, today: date) -> None:
    deadline = add(office, roe, today)
    office.do(WallOff(roe.id))
    assert office.ask(DeadlinesWithin()).lines == ()
    assert office.ask(DeadlinesPage()).rows == ()
    for act in (
        CompleteDeadline(deadline=deadline.id),
        CancelDeadline(deadline=deadline.id, reason="x"),
    ):
        with pytest.raises(Refused, match=r"case\.walled"):
            office.do(act)
    with pytest.raises(Refused, match=r"case\.walled"):
        office.ask(DeadlineOf(deadline.id))


def test_status_words_are_the_ones_on_file() -> None:
    assert [status.value for status in DeadlineStatus] == ["open", "done", "cancelled"]


def test_only_the_entry_just_made_is_taken_back_and_nothing_else_is_deleted(
    office: Office, roe: Case, today: date
) -> None:
    entered = add(office, roe, today)
    changed = office.do(AmendDeadline(deadline=dataclasses.replace(entered, note="By fax")))
    for deadline in (entered, changed.value.after):
        with pytest.raises(Refused):
            office.do(RemoveDeadline(deadline=deadline))
    somebody = dataclasses.replace(office.actor, name="L. Moss")
    other = Office(office._database, somebody, lambda: None)
    with pytest.raises(Refused, match="cancel_instead"):
        other.do(RemoveDeadline(deadline=add(office, roe, today)))
    office.do(CancelDeadline(deadline=entered.id, reason="Withdrawn in court"))
    kept = office.ask(DeadlineOf(entered.id))
    assert (kept.cancel_reason, kept.cancelled_by) == ("Withdrawn in court", "A. Rivera")
