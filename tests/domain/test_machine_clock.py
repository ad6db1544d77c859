"""Holding the machine's clock against the log: set back, far ahead, and right again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.machine_clock import (
    MOST_AHEAD,
    SLACK,
    ClockBelief,
    ClockFault,
    Written,
    belief,
)

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


def written(*moments: datetime, vouched: frozenset[int] = frozenset()) -> ClockBelief:
    return belief(
        Written(seq=seq, at=at, is_vouched=seq in vouched) for seq, at in enumerate(moments, 1)
    )


def test_an_empty_log_believes_every_clock() -> None:
    assert written().fault(datetime(1970, 1, 1, tzinfo=UTC)) is None


def test_a_clock_that_goes_on_is_believed() -> None:
    held = written(MONDAY, MONDAY + HOUR, MONDAY + DAY)
    assert held == ClockBelief(known=MONDAY + DAY)
    assert held.fault(MONDAY + DAY) is None
    assert held.fault(MONDAY + DAY - SLACK) is None
    assert held.fault(MONDAY + DAY + MOST_AHEAD) is None


def test_a_clock_set_back_is_named_until_it_has_caught_up() -> None:
    held = written(MONDAY, MONDAY + DAY, MONDAY, MONDAY + HOUR)
    assert (held.known, held.since) == (MONDAY + DAY, 3)
    assert held.fault(MONDAY + 2 * HOUR) is ClockFault.BEHIND
    assert held.fault(MONDAY + DAY) is None
    again = held.after(Written(seq=5, at=MONDAY + 2 * DAY))
    assert again == ClockBelief(known=MONDAY + 2 * DAY)


def test_what_was_written_far_ahead_is_not_believed_once_the_clock_is_right_again() -> None:
    ahead = MONDAY + 12 * YEAR
    held = written(MONDAY, ahead, ahead + HOUR)
    assert held == ClockBelief(known=MONDAY, since=2)
    assert held.fault(ahead + DAY) is ClockFault.AHEAD
    assert held.fault(MONDAY + DAY) is None
    assert held.after(Written(seq=4, at=MONDAY + DAY)) == ClockBelief(known=MONDAY + DAY)


def test_somebody_may_say_that_it_is_right_all_the_same() -> None:
    held = written(MONDAY + 30 * DAY, MONDAY, MONDAY + HOUR, vouched=frozenset({3}))
    assert held == ClockBelief(known=MONDAY + HOUR)
    assert held.fault(MONDAY + 2 * HOUR) is None
    held = written(MONDAY, MONDAY + 3 * YEAR, vouched=frozenset({2}))
    assert held.fault(MONDAY + 3 * YEAR + HOUR) is None


@given(st.lists(st.integers(-(3 * 365 * 24), 3 * 365 * 24), min_size=1, max_size=30))
def test_first_and_last_of_what_follows_within_a_year_are_enough(hours: list[int]) -> None:
    moments = [MONDAY + each * HOUR for each in hours]
    every = [Written(seq=seq, at=at) for seq, at in enumerate(moments, 1)]
    assert belief(_borders(every)) == belief(every)


def _borders(every: list[Written]) -> list[Written]:
    """Return the entries beside which the clock went back, or the year is another one."""
    kept = {1, len(every)}
    for one, next_ in pairwise(every):
        if next_.at < one.at or next_.at.year != one.at.year:
            kept |= {one.seq, next_.seq}
    return [each for each in every if each.seq in kept]
