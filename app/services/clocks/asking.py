"""Where clocks stand: those of a case with every figure, those of the office by days left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpan, SpeedyClockId
from app.domain.clocks.regimes import edition
from app.domain.clocks.standing import ClockStanding
from app.domain.day_arithmetic import plus_days
from app.domain.hearings import Hearing
from app.domain.paging import PAGE, Cursor, Page
from app.domain.persons import PartyId, Role
from app.domain.plausible_days import require_plausible
from app.domain.users import Permission
from app.services.clock_standings import CaseClockBook, ClockView, standings_of
from app.services.office import OfCase, Query
from app.storage.clock_heads import HeadLine
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class SpanLine:
    """An exclusion as one line of a list.

    Attributes:
        what: its kind in words; ``name``: of the defendant, empty for all.
    """

    span: ExcludedSpan
    what: str
    name: str

    @property
    def id(self) -> UUID:
        """The exclusion."""
        return self.span.id


@dataclass(frozen=True, kw_only=True)
class CaseClocks:
    """The clocks of a case as of a day.

    Attributes:
        computed_at: the moment this was reckoned, by the courthouse clock.
        edition: of the laws.
        trial: the next trial that is set.
        defendants: identity and name, in the order of the case.
    """

    as_of: date
    today: date
    computed_at: datetime
    edition: str
    clocks: tuple[ClockView, ...]
    spans: tuple[SpanLine, ...]
    trial: Hearing | None
    defendants: tuple[tuple[PartyId, str], ...]


@dataclass(frozen=True, kw_only=True)
class ClocksOfCase(OfCase, Query[CaseClocks]):
    """Every clock of a case with its figures, reasons and exclusions.

    Attributes:
        as_of: the day asked about; None = today.
    """

    case: CaseId
    as_of: date | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CaseClocks:
        """Reckon.

        Raises:
            Missing: there is no such case.
            Refused: ``date.implausible``.
        """
        reading.cases.get(self.case)
        as_of = day_asked(reading, self.as_of)
        book = CaseClockBook(reading, self.case)
        trial = book.trial
        return CaseClocks(
            as_of=as_of,
            today=reading.today,
            computed_at=reading.local(reading.now),
            edition=edition(),
            clocks=book.views(as_of, trial.on if trial else None),
            spans=tuple(_span_lines(book)),
            trial=trial,
            defendants=_defendants(reading, self.case, book),
        )


@dataclass(frozen=True, kw_only=True)
class OfficeClock:
    """A running clock as one line of the office's list.

    Attributes:
        number, title: of the case; ``name``: of the defendant; ``law``: the limit in words.
        remaining: days left; None where no limit follows.
        is_provisional: it stands still while a range is open.
    """

    id: SpeedyClockId
    case: CaseId
    number: str
    title: str
    name: str
    law: str
    citation: str
    charges: str
    limit_date: date | None
    conservative: date | None
    remaining: int | None
    is_provisional: bool
    is_exceeded: bool


@dataclass(frozen=True, kw_only=True)
class OfficeClocks(Query[Page[OfficeClock]]):
    """One page of all running clocks of the office, those with the fewest days left first.

    Attributes:
        days: only those that run out within so many days; None = all.
        mine: only those of the asking person's cases.
    """

    days: int | None = None
    mine: bool = False
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Page[OfficeClock]:
        """Return the page; clocks of hidden cases are not in it."""
        until = None if self.days is None else plus_days(reading.today, self.days)
        page = reading.clock_heads.page(
            until=until, mine=self.mine, after=self.after, size=self.size
        )
        return Page(tuple(_office_lines(reading, page.rows)), page.after)


def day_asked(reading: Reading, as_of: date | None) -> date:
    """Return the day asked about, today unless one is given.

    Raises:
        Refused: ``date.implausible``.
    """
    return reading.today if as_of is None else require_plausible(as_of, "as_of")


def _span_lines(book: CaseClockBook) -> Iterator[SpanLine]:
    for span in sorted(book.spans, key=lambda each: (each.first, each.id)):
        yield SpanLine(
            span=span, what=book.kind_words(span.kind), name=book.around.name(span.defendant)
        )


def _defendants(
    reading: Reading, case: UUID, book: CaseClockBook
) -> tuple[tuple[PartyId, str], ...]:
    parties = (each for each in reading.parties.of_case(case) if each.role is Role.DEFENDANT)
    ordered = sorted(parties, key=lambda each: (each.number, each.id))
    return tuple((each.id, book.around.name(each.id)) for each in ordered)


def _office_lines(reading: Reading, heads: tuple[HeadLine, ...]) -> Iterator[OfficeClock]:
    cases = dict.fromkeys(head.case for head in heads)
    found = {each.clock.id: each for each in standings_of(reading, cases)}
    for head in heads:
        yield _office_line(head, found[head.clock])


def _office_line(head: HeadLine, standing: ClockStanding) -> OfficeClock:
    return OfficeClock(
        id=head.clock,
        case=head.case,
        number=head.number,
        title=head.title,
        name=standing.name,
        law=standing.regime.title,
        citation=standing.regime.law,
        charges=standing.clock.charges,
        limit_date=standing.limit_date,
        conservative=standing.figures.conservative if standing.figures else None,
        remaining=standing.remaining,
        is_provisional=standing.is_provisional,
        is_exceeded=standing.is_exceeded,
    )
