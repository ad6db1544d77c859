"""Identities sort in the order in which they were made."""

import time
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from app.domain.ids import made_at, new_id


def test_many_made_at_once_are_in_order_and_different() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_they_are_version_7_of_the_standard_variant() -> None:
    made = new_id()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


def test_they_carry_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.domain.ids._last", 0)  # another test may have been in the future
    moment = made_at(new_id())
    assert moment is not None
    assert abs(moment.timestamp() - time.time()) < 60
    # The example of RFC 9562, appendix A.6.
    example = UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    assert made_at(example) == datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    assert made_at(uuid4()) is None


def test_a_clock_set_back_does_not_put_new_ones_before_old_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before: UUID = new_id()
    monkeypatch.setattr("app.domain.ids.time.time_ns", lambda: 0)
    assert new_id() > before
