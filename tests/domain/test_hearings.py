"""The court's clock: hours that come twice, hours that never come, years nobody means."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import CaseId
from app.domain.court_time import court_time
from app.domain.errors import Refused
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.ids import new_id

CHICAGO = "America/Chicago"


def hearing(on: date, clock: time) -> Hearing:
    return Hearing(
        id=HearingId(new_id()),
        case=CaseId(new_id()),
        kind="ARR",
        on=on,
        starts_at=court_time(on, clock, CHICAGO),
        zone=CHICAGO,
    )


def test_a_doubled_hour_means_the_first_one() -> None:
    assert court_time(date(2026, 11, 1), time(1, 30), CHICAGO) == datetime(
        2026, 11, 1, 6, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_an_hour_the_clocks_skip_does_not_exist(minute: int) -> None:
    with pytest.raises(Refused, match=r"time\.missing_hour"):
        court_time(date(2026, 3, 8), time(2, minute), CHICAGO)


@pytest.mark.parametrize("on", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_year_nobody_means_is_refused(on: date) -> None:
    with pytest.raises(Refused, match=r"date\.implausible"):
        court_time(on, time(9, 0), CHICAGO)


@given(st.dates(date(1970, 1, 1), date(2199, 12, 30)), st.integers(3, 23), st.integers(-400, 400))
def test_moving_keeps_what_the_courts_clock_shows(on: date, hour: int, days: int) -> None:
    first = hearing(on, time(hour, 15))
    target = min(on + timedelta(days=days), date(2199, 12, 31))
    moved = first.moved_to(target, first.local.time())
    assert (moved.on, moved.local.time(), moved.id) == (target, time(hour, 15), first.id)


@pytest.mark.parametrize("status", sorted(set(HearingStatus) - {HearingStatus.SET}))
def test_only_a_hearing_that_stands_can_be_acted_on(status: HearingStatus) -> None:
    closed = Hearing(**{**hearing(date(2026, 5, 4), time(9, 0)).__dict__, "status": status})
    with pytest.raises(Refused, match=r"hearing\.not_set"):
        closed.require_set()
