"""Identities sort in the order in which they were made."""

import time
from uuid import UUID

import pytest

from app.domain.ids import new_id


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
    milliseconds = new_id().int >> 80
    assert abs(milliseconds - time.time() * 1000) < 60_000


def test_a_clock_set_back_does_not_put_new_ones_before_old_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before: UUID = new_id()
    monkeypatch.setattr("app.domain.ids.time.time_ns", lambda: 0)
    assert new_id() > before
