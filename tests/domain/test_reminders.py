"""Reminders: when they ring, how long they may sleep, who may silence them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.reminders import (
    Nap,
    Reminder,
    ReminderId,
    ReminderState,
    SubjectKind,
    due_at,
    naps,
)
from app.domain.severity import Severity

ZONE = "America/Los_Angeles"
FRIDAY_NINE = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def reminder(severity: Severity = Severity.STATUTORY) -> Reminder:
    return Reminder(
        id=ReminderId(new_id()),
        case=CaseId(new_id()),
        subject_kind=SubjectKind.DEADLINE,
        subject=new_id(),
        title="Speedy-trial limit",
        severity=severity,
        lead_days=1,
        due_at=FRIDAY_NINE,
        limit_on=date(2026, 11, 21),
    )


def test_it_rings_at_eight_by_the_courthouse_clock_in_winter_and_summer() -> None:
    assert due_at(date(2026, 11, 23), 0, ZONE) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert due_at(date(2026, 7, 2), 1, ZONE) == datetime(2026, 7, 1, 15, 0, tzinfo=UTC)


def test_no_snooze_reaches_past_the_day_it_warns_of() -> None:
    end_of_day = datetime(2026, 11, 22, 7, 59, tzinfo=UTC)
    assert reminder().snoozed(end_of_day, ZONE).due_at == end_of_day
    with pytest.raises(Refused, match="past_limit"):
        reminder().snoozed(end_of_day + timedelta(minutes=1), ZONE)


def test_usual_snoozes_that_would_miss_the_day_are_not_offered() -> None:
    offered = [nap for nap, _ in naps(FRIDAY_NINE, date(2026, 11, 21), ZONE)]
    assert offered == [Nap.HOUR, Nap.AFTER_COURT, Nap.TOMORROW]


def test_next_week_is_monday_morning() -> None:
    moments = dict(naps(FRIDAY_NINE, date(2026, 12, 31), ZONE))
    assert moments[Nap.NEXT_WEEK] == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def test_nothing_is_offered_once_the_day_is_over() -> None:
    assert naps(FRIDAY_NINE, date(2026, 11, 19), ZONE) == ()


def test_a_date_set_by_law_is_acknowledged_not_silenced() -> None:
    with pytest.raises(Refused, match="critical"):
        reminder().dropped()
    assert reminder(Severity.INTERNAL).dropped().state is ReminderState.DROPPED


def test_an_answered_reminder_takes_no_second_answer() -> None:
    answered = reminder().acknowledged(FRIDAY_NINE, "A. Rivera", "filed")
    assert not answered.has_rung(FRIDAY_NINE)
    with pytest.raises(Refused, match=r"reminder\.done"):
        answered.snoozed(FRIDAY_NINE, ZONE)
    with pytest.raises(Refused, match=r"reminder\.done"):
        answered.acknowledged(FRIDAY_NINE, "Somebody else", "")
