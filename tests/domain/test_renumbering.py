"""Versions of steps that are taken back: which record they are of, and which numbers are none."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.domain.record import Record, Version
from app.domain.renumbering import Renumbered, Versions


@dataclass(frozen=True)
class Tick:
    """What was ticked of another record."""

    record: UUID
    version: Version


@dataclass(frozen=True, kw_only=True)
class Sheet(Record):
    """A record with a number of its own."""

    copies: int = 1


@dataclass(frozen=True)
class Act:
    """Changes a sheet for a person."""

    sheet: UUID
    person: UUID
    expects: Version | None = None
    certificates: int = 1
    ticks: tuple[Tick, ...] = ()
    stands: Sheet | None = None


SHEET, PERSON = new_id(), new_id()


@pytest.fixture
def renumbered() -> Renumbered:
    """Version 1 of the sheet stands again as version 3."""
    found = Renumbered()
    act = Versions({SHEET: Version(1)}, {SHEET: Version(2)})
    found.put_back(act, Versions({SHEET: Version(2)}, {SHEET: Version(3)}))
    return found


def test_the_version_an_act_expects_is_that_of_today(renumbered: Renumbered) -> None:
    assert renumbered.in_(Act(SHEET, PERSON, Version(1))) == Act(SHEET, PERSON, Version(3))


def test_a_number_that_is_no_version_stays(renumbered: Renumbered) -> None:
    act = Act(SHEET, PERSON, Version(2), certificates=1)
    assert renumbered.in_(act) is act
    sheet = Sheet(id=SHEET, version=Version(1))
    assert renumbered.in_(sheet) == Sheet(id=SHEET, version=Version(3), copies=1)


def test_the_version_is_of_the_record_named_first(renumbered: Renumbered) -> None:
    other = Act(new_id(), SHEET, Version(1))
    assert renumbered.in_(other) is other


def test_what_an_act_carries_is_renewed_as_well(renumbered: Renumbered) -> None:
    ticks = (Tick(PERSON, Version(1)), Tick(SHEET, Version(1)))
    act = Act(PERSON, SHEET, ticks=ticks, stands=Sheet(id=SHEET))
    assert renumbered.in_(act) == Act(
        PERSON,
        SHEET,
        ticks=(ticks[0], Tick(SHEET, Version(3))),
        stands=Sheet(id=SHEET, version=Version(3)),
    )


def test_steps_taken_back_and_again_follow_each_other(renumbered: Renumbered) -> None:
    again = Versions({SHEET: Version(3)}, {SHEET: Version(4)})
    renumbered.put_back(again, Versions({SHEET: Version(4)}, {SHEET: Version(5)}))
    assert renumbered.now(SHEET, Version(1)) == Version(5)
    assert renumbered.now(PERSON, Version(1)) == Version(1)
