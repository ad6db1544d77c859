"""What the defense had on a day: for any day, each defendant, from frozen productions alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.disclosure.ledger import Accused, DayOf, LedgerRow
from app.domain.disclosure.productions import ProductionFile, ProductionLine
from app.domain.persons import PartyId


@dataclass(frozen=True)
class Had:
    """One thing a defendant had.

    Attributes:
        since: the day it was served, or looked at.
        production: the number of the production; None = looked at in the office.
        numbers: its Bates numbers; empty for what was looked at.
    """

    item_number: int
    title: str
    since: date
    production: int | None = None
    numbers: str = ""
    name: str = ""
    sha256: str = ""
    redacted: bool = False


@dataclass(frozen=True)
class Holding:
    """Everything a defendant had on a day, in the order it came."""

    accused: Accused
    had: tuple[Had, ...]


def holdings(
    accused: Sequence[Accused],
    productions: Iterable[ProductionFile],
    rows: Iterable[LedgerRow],
    on: date,
    day_of: DayOf,
) -> tuple[Holding, ...]:
    """Return for each defendant what was served, or looked at, up to the end of a day."""
    filed, ledger = tuple(productions), tuple(rows)
    return tuple(
        Holding(
            each,
            tuple(
                sorted(
                    (*_served(filed, each.party, on, day_of), *_looked_at(ledger, each.party, on)),
                    key=lambda had: (had.since, had.production or 0, had.numbers, had.item_number),
                )
            ),
        )
        for each in accused
    )


def _served(
    productions: Iterable[ProductionFile], defendant: PartyId, on: date, day_of: DayOf
) -> list[Had]:
    return [
        _had(each, line, day_of(each.served_at))
        for each in productions
        if each.production.defendant == defendant
        and each.served_at is not None
        and day_of(each.served_at) <= on
        for line in each.lines
    ]


def _had(filed: ProductionFile, line: ProductionLine, since: date) -> Had:
    return Had(
        item_number=line.item_number,
        title=line.title,
        since=since,
        production=filed.production.number,
        numbers=filed.production.bates.span(line.first, line.last),
        name=line.name,
        sha256=line.sha256,
        redacted=line.replaces is not None,
    )


def _looked_at(rows: Iterable[LedgerRow], defendant: PartyId, on: date) -> list[Had]:
    return [
        Had(row.item.number, row.item.title, seen.on)
        for row in rows
        for seen in row.history.inspections
        if seen.defendant == defendant and seen.on is not None and seen.on <= on
    ]


@dataclass(frozen=True)
class Uneven:
    """A row that some defendants have and others have not."""

    row: LedgerRow
    had_by: tuple[Accused, ...]
    lacked_by: tuple[Accused, ...]


def uneven(rows: Iterable[LedgerRow], accused: Sequence[Accused]) -> tuple[Uneven, ...]:
    """Return what was disclosed to one defendant but not to a co-defendant."""
    active = [each for each in accused if each.is_active]
    found = []
    for row in rows:
        have = tuple(each for each in active if each.party in row.served)
        lack = tuple(each for each in active if each.party not in row.served)
        if have and lack:
            found.append(Uneven(row, have, lack))
    return tuple(found)
