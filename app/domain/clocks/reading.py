"""The clocks of a case read as of a day.

Confirmed exclusions count; proposed ones are reckoned beside them. A range that is still open ends
on the day asked about, and the limit it gives is provisional.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from app.domain.clocks.facts import fact_values
from app.domain.clocks.joining import joined
from app.domain.clocks.reckoning import Reckoned, Reckoning
from app.domain.clocks.records import ExcludedSpan, SpeedyClock
from app.domain.clocks.regimes import regime
from app.domain.clocks.spans import Spans
from app.domain.clocks.standing import ClockStanding, Surroundings
from app.domain.clocks.telling import Telling
from app.domain.errors import Refused


def standings(
    clocks: Iterable[SpeedyClock],
    spans: Iterable[ExcludedSpan],
    as_of: date,
    around: Surroundings,
    *,
    is_told: bool = True,
) -> tuple[ClockStanding, ...]:
    """Return where each clock of one case stands; removed clocks are left out.

    Args:
        clocks: all of one case.
        spans: excluded days of the same case, in any state.
        as_of: the day asked about; a stopped clock stays at the day it stopped.
        around: names, words and calendars.
        is_told: whether reasons, warnings and what is proposed are wanted; the limits of ten
            thousand clocks take half the time without.
    """
    of_case = tuple(spans)
    alone = [
        _Reading(clock, of_case, as_of, around, is_told=is_told).standing()
        for clock in clocks
        if not clock.is_removed
    ]
    return tuple(joined(each, alone) for each in alone)


class _Reading:
    """One clock while it is read."""

    def __init__(
        self,
        clock: SpeedyClock,
        spans: tuple[ExcludedSpan, ...],
        as_of: date,
        around: Surroundings,
        *,
        is_told: bool,
    ) -> None:
        self._is_told = is_told
        self._clock = clock
        self._of_case = spans
        self._around = around
        self._as_of = min(as_of, clock.stopped_on) if clock.stopped_on else as_of
        self._regime = regime(clock.regime)

    def standing(self) -> ClockStanding:
        """Return where it stands; facts that do not suffice are said, never raised."""
        base = ClockStanding(
            clock=self._clock,
            regime=self._regime,
            name=self._around.name(self._clock.defendant),
            as_of=self._as_of,
            figures=None,
        )
        try:
            return self._filled(base)
        except Refused as trouble:
            return replace(base, trouble=trouble)

    def _filled(self, base: ClockStanding) -> ClockStanding:
        taken = self._telling.exclusions() if self._is_told else self._spans.taken
        figures = self._reckoning.with_spans(taken)
        is_provisional = figures.moves_with(taken)
        stands = replace(base, figures=figures, taken=taken, is_provisional=is_provisional)
        return self._told_of(stands, figures) if self._is_told else stands

    def _told_of(self, stands: ClockStanding, figures: Reckoned) -> ClockStanding:
        """Return the standing with reasons, warnings, and what would be if all were confirmed."""
        spans, taken = self._spans, stands.taken
        both = (*taken, *spans.proposed)
        return replace(
            stands,
            proposed=spans.proposed,
            if_confirmed=self._reckoning.with_spans(both) if spans.proposed else None,
            warnings=tuple(self._telling.warnings(figures)),
            trace=(
                *(each.words for each in taken if each.words not in figures.trace),
                *figures.trace,
                *self._telling.counts(figures),
            ),
        )

    @cached_property
    def _values(self) -> dict[str, date | int | bool | str]:
        return fact_values(self._regime, self._clock.facts)

    @cached_property
    def _reckoning(self) -> Reckoning:
        calendar = self._around.calendar(self._regime.calendar)
        return Reckoning(self._regime, self._values, self._as_of, calendar)

    @cached_property
    def _spans(self) -> Spans:
        severed = self._values.get("severed_on")
        return Spans(
            self._clock,
            self._regime,
            self._of_case,
            self._as_of,
            severed if isinstance(severed, date) else None,
        )

    @cached_property
    def _telling(self) -> Telling:
        return Telling(self._around, self._spans, self._reckoning)
