"""The clocks of a case with everything they are read with; several features show them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TypeVar
from uuid import UUID

from app.domain.clocks import ExcludedSpan, SpeedyClock
from app.domain.clocks.bar import Segment, segments
from app.domain.clocks.heads import ClockHead, head_of
from app.domain.clocks.reading import standings
from app.domain.clocks.standing import ClockStanding, Surroundings
from app.domain.clocks.trial import TrialCheck, held_against
from app.domain.codes import CodeList
from app.domain.court_calendars import CourtCalendar
from app.domain.hearings import TRIAL_KINDS, Hearing, HearingStatus
from app.domain.persons import PartyId
from app.domain.reminders import SubjectKind
from app.domain.severity import Severity
from app.i18n import _
from app.services.party_names import PartyNames
from app.services.reminding import Occasion
from app.storage.unit_of_work import Reading

OfCaseRecord = TypeVar("OfCaseRecord", SpeedyClock, ExcludedSpan)


@dataclass(frozen=True, kw_only=True)
class ClockView:
    """A clock as it is shown.

    Attributes:
        trial: the trial held against it; None where none is set, or the clock has stopped.
        bar: the days from its start on, in order.
    """

    standing: ClockStanding
    trial: TrialCheck | None
    bar: tuple[Segment, ...]


class CaseClockBook:
    """Clocks and exclusions of one case, read once.

    Attributes:
        around: names, words and calendars.
        trial: the next trial that is set.
    """

    def __init__(self, reading: Reading, case: UUID) -> None:
        self._reading = reading
        self._names = PartyNames(reading, case)
        self.clocks = reading.speedy_clocks.of_case(case)
        self.spans = reading.excluded_spans.of_case(case)
        self.around = Surroundings(
            {party: self._names.name(party) for party in self._names.parties},
            self.kind_words,
            self._calendar,
        )
        self.trial = next_trial(reading, case)

    def kind_words(self, code: str) -> str:
        """Return a kind of excluded time in words."""
        return self._reading.codes.label(CodeList.EXCLUDED_TIME, code)

    def standings(
        self, as_of: date, spans: tuple[ExcludedSpan, ...] | None = None
    ) -> tuple[ClockStanding, ...]:
        """Return where every clock stands, with other exclusions if some are given."""
        taken = self.spans if spans is None else spans
        return standings(self.clocks, taken, as_of, self.around)

    def views(
        self,
        as_of: date,
        trial_on: date | None,
        spans: tuple[ExcludedSpan, ...] | None = None,
    ) -> tuple[ClockView, ...]:
        """Return every clock as it is shown, with a trial held against it."""
        return tuple(_view(each, trial_on) for each in self.standings(as_of, spans))

    def standing_of(self, clock: SpeedyClock, as_of: date) -> ClockStanding:
        """Return where one clock stands, whether it is stored or not."""
        return standings((clock,), self.spans, as_of, self.around)[0]

    def _calendar(self, calendar_id: str) -> CourtCalendar:
        return self._reading.court_calendars.in_force(calendar_id).calendar


def standings_of(reading: Reading, cases: Collection[UUID]) -> Iterator[ClockStanding]:
    """Yield where the clocks of many cases stand today, read together; see `standings`."""
    clocks, spans = _clocks_of(reading, cases), _spans_of(reading, cases)
    defendants = {clock.defendant for each in clocks.values() for clock in each if clock.defendant}
    around = _around(reading, names_of(reading, defendants))
    for case in cases:
        yield from standings(clocks[case], spans[case], reading.today, around)


def reckoned_of(
    reading: Reading, cases: Collection[UUID]
) -> Iterator[tuple[ClockStanding, ClockHead | None]]:
    """Yield where the clocks of many cases stand today, and each one's place in lists.

    Neither names nor reasons are in it; one that runs no more has no place.
    """
    clocks, spans = _clocks_of(reading, cases), _spans_of(reading, cases)
    around = _around(reading, {})
    for case in cases:
        for standing in standings(clocks[case], spans[case], reading.today, around, is_told=False):
            runs = standing.clock.is_running
            head = head_of(standing.clock, spans[case], around.calendar, standing) if runs else None
            yield standing, head


def _clocks_of(reading: Reading, cases: Collection[UUID]) -> dict[UUID, list[SpeedyClock]]:
    clocks = reading.speedy_clocks
    return _by_case(clocks.where(clocks.table.c.case.in_(cases)))


def _spans_of(reading: Reading, cases: Collection[UUID]) -> dict[UUID, list[ExcludedSpan]]:
    spans = reading.excluded_spans
    return _by_case(spans.where(spans.table.c.case.in_(cases)))


def _around(reading: Reading, names: Mapping[PartyId, str]) -> Surroundings:
    return Surroundings(
        names,
        partial(reading.codes.label, CodeList.EXCLUDED_TIME),
        cache(lambda calendar: reading.court_calendars.in_force(calendar).calendar),
    )


def names_of(reading: Reading, defendants: Collection[PartyId]) -> dict[PartyId, str]:
    """Return the names of defendants; whose case is open is open to everybody who may see it."""
    parties = reading.parties.where(reading.parties.table.c.id.in_(defendants))
    persons = reading.persons.many(party.person for party in parties)
    return {party.id: persons[party.person].name for party in parties}


def _by_case(records: Iterable[OfCaseRecord]) -> dict[UUID, list[OfCaseRecord]]:
    found: dict[UUID, list[OfCaseRecord]] = defaultdict(list)
    for record in records:
        found[record.case].append(record)
    return found


def next_trial(reading: Reading, case: UUID) -> Hearing | None:
    """Return the next trial that is set, today's included."""
    table = reading.hearings.table.c
    ahead = reading.hearings.where(
        table.case == case,
        table.status == HearingStatus.SET,
        table.kind.in_(sorted(TRIAL_KINDS)),
        table.on >= reading.today,
        order=(table.starts_at, table.id),
    )
    return ahead[0] if ahead else None


def tightest(reading: Reading, case: UUID) -> ClockStanding | None:
    """Return the running clock with the fewest days left, None where no limit runs."""
    if not reading.speedy_clocks.count(reading.speedy_clocks.table.c.case == case):
        return None
    running = [
        each
        for each in CaseClockBook(reading, case).standings(reading.today)
        if each.clock.is_running and each.remaining is not None
    ]
    return min(running, key=lambda each: (each.remaining or 0, each.clock.id), default=None)


def _view(standing: ClockStanding, trial_on: date | None) -> ClockView:
    runs = standing.clock.is_running
    trial = held_against(standing, trial_on) if runs and trial_on is not None else None
    return ClockView(standing=standing, trial=trial, bar=segments(standing, trial_on))


def clock_occasion(standing: ClockStanding) -> Occasion | None:
    """Return what a clock's reminders warn of: the last day that every reading allows."""
    figures, clock = standing.figures, standing.clock
    if not clock.is_running or figures is None or standing.is_provisional:
        return None
    limit_on = figures.conservative or figures.limit_date
    if limit_on is None:
        return None
    title = _("{law}: {name}") if standing.name else _("{law}")
    return Occasion(
        subject_kind=SubjectKind.CLOCK,
        subject=clock.id,
        case=clock.case,
        title=title.format(law=standing.regime.title, name=standing.name),
        limit_on=limit_on,
        severity=Severity.STATUTORY,
    )
