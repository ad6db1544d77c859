"""Where the clocks of a case stand as of a day, with the reasons, for every screen and paper.

Confirmed exclusions count; proposed ones are reckoned beside them. A range that is still open ends
on the day asked about, and the limit it gives is provisional.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from app.domain.clocks.facts import fact_values, start_day
from app.domain.clocks.reckoning import Reckoned, Reckoning
from app.domain.clocks.records import ExcludedSpan, SpeedyClock
from app.domain.clocks.regimes import Effect, Regime, regime
from app.domain.clocks.spans import Spans, TakenSpan, cautious
from app.domain.court_calendars import CourtCalendar
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.speedy_trial import Status
from app.domain.time_computation.wording import amount, spell


@dataclass(frozen=True)
class Surroundings:
    """What a clock is read with.

    Attributes:
        names: of the defendants, as the reader may see them.
        label: words of a kind of excluded time.
        calendar: the court calendar in force, by its id.
    """

    names: Mapping[PartyId, str]
    label: Callable[[str], str]
    calendar: Callable[[str], CourtCalendar]

    def name(self, defendant: PartyId | None) -> str:
        """Return the defendant's name, empty for a clock of all of them."""
        return self.names.get(defendant, "") if defendant is not None else ""


@dataclass(frozen=True, kw_only=True)
class JointLimit:
    """The latest limit among joined defendants, which governs them all (18 U.S.C. 3161(h)(6))."""

    limit_date: date
    name: str


@dataclass(frozen=True, kw_only=True)
class ClockStanding:
    """A clock as of a day.

    Attributes:
        name: of the defendant, empty for all.
        figures: None where the facts do not suffice; ``trouble`` then says why.
        taken: exclusions that count; ``proposed``: those that would.
        is_provisional: whether an open range moves the limit with each day.
        if_confirmed: the figures with the proposed exclusions; None where there are none.
        joint: the later limit of a joined defendant, if one governs.
        warnings: what a careful reader must know, one sentence each.
    """

    clock: SpeedyClock
    regime: Regime
    name: str
    as_of: date
    figures: Reckoned | None
    trouble: Refused | None = None
    taken: tuple[TakenSpan, ...] = ()
    proposed: tuple[TakenSpan, ...] = ()
    is_provisional: bool = False
    if_confirmed: Reckoned | None = None
    joint: JointLimit | None = None
    warnings: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()

    @property
    def limit_date(self) -> date | None:
        """The day its own count reaches the limit."""
        return self.figures.limit_date if self.figures else None

    @property
    def reached(self) -> date:
        """The day the count has come to: the day asked about, or one on which it ended before."""
        figures = self.figures
        if figures is None or figures.start is None or figures.elapsed is None:
            return self.as_of
        return min(self.as_of, plus_days(figures.start, figures.elapsed))

    @property
    def remaining(self) -> int | None:
        """Days left on the clock, negative when exceeded."""
        return self.figures.remaining if self.figures else None

    @property
    def is_exceeded(self) -> bool:
        """Whether the time is over, also for the latest of joined defendants."""
        if self.figures is None or self.figures.status is not Status.EXCEEDED:
            return False
        return self.joint is None or self.joint.limit_date < self.as_of

    @property
    def open_ranges(self) -> tuple[TakenSpan, ...]:
        """Exclusions that have no last day yet."""
        return tuple(each for each in self.taken if each.is_open)

    @property
    def further(self) -> Iterator[tuple[str, date | int]]:
        """Yield what else the law gives, each with its words."""
        for field, words in self.regime.further:
            value = getattr(self.figures.answer, field, None) if self.figures else None
            if value is not None:
                yield words, value


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
    return tuple(_joined(each, alone) for each in alone)


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
        spans = self._spans
        taken = self._taken if self._is_told else spans.taken
        figures = self._reckoning.with_spans(taken)
        stands = replace(
            base,
            figures=figures,
            taken=taken,
            is_provisional=_is_provisional(figures, taken),
        )
        return self._told_of(stands, figures) if self._is_told else stands

    def _told_of(self, stands: ClockStanding, figures: Reckoned) -> ClockStanding:
        """Return the standing with reasons, warnings, and what would be if all were confirmed."""
        spans, taken = self._spans, stands.taken
        both = (*taken, *spans.proposed)
        return replace(
            stands,
            proposed=spans.proposed,
            if_confirmed=self._reckoning.with_spans(both) if spans.proposed else None,
            warnings=tuple(self._warnings(figures)),
            trace=(
                *(each.words for each in taken if each.words not in figures.trace),
                *figures.trace,
                *self._say_counts(figures),
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
    def _taken(self) -> tuple[TakenSpan, ...]:
        """The spans that count, each with its sentence.

        The law tells them where it counts by itself; of one that does not, they are told ahead.
        """
        return tuple(replace(each, words=self._told(each)) for each in self._spans.taken)

    def _told(self, taken: TakenSpan) -> str:
        span, law = taken.span, taken.kind.law or self._regime.law
        what = f"{self._around.label(span.kind)} ({law})"
        length = amount(taken.days, "day")
        words = [f"{what}: {spell(taken.first)} to {spell(taken.last)}, {length} with both ends."]
        start = start_day(self._regime, self._values)
        if start is not None and taken.last <= start:
            words.append("It lies before the start and has no effect.")
        if taken.is_open:
            words.append("Still open: it is counted to the day asked about.")
        if taken.is_imported:
            who = self._around.name(span.defendant) or "a codefendant"
            words.append(f"It is that of {who}, joined (18 U.S.C. 3161(h)(6)).")
        behind = "; ".join(part.rstrip(".") for part in (span.reason, span.authority) if part)
        words += [taken.cut, f"{behind}." if behind else ""]
        return " ".join(part for part in words if part)

    def _say_counts(self, figures: Reckoned) -> Iterator[str]:
        """Say the count of laws that do not say it themselves."""
        own = self._regime.figures
        if "counted" in own or figures.counted is None or figures.remaining is None:
            return
        left = (
            f"{figures.remaining} left"
            if figures.remaining >= 0
            else f"{-figures.remaining} over the limit"
        )
        yield (
            f"As of {spell(self._as_of)}: {figures.elapsed} elapsed less {figures.excluded}"
            f" excluded is {figures.counted}, {left}."
        )

    def _warnings(self, figures: Reckoned) -> Iterator[str]:
        yield from self._about_the_law(figures)
        yield from self._about_spans()
        yield from self._about_presumption(figures)
        if _is_provisional(figures, self._spans.taken) and figures.limit_date is not None:
            yield (
                f"Provisional: {_counted(len([e for e in self._spans.taken if e.is_open]))} still"
                f" open. If it ended on {spell(self._as_of)}, the limit would be"
                f" {spell(figures.limit_date)}; each further day moves it out by one."
            )

    def _about_the_law(self, figures: Reckoned) -> Iterator[str]:
        start = start_day(self._regime, self._values)
        if start is not None and self._as_of < start:
            yield f"The clock starts on {spell(start)}; nothing has elapsed yet."
        if start is not None and not self._regime.is_in_force(start):
            yield f"Another text of {self._regime.law} was in force on {spell(start)}."
        ready = self._values.get("coc_and_ready")
        if isinstance(ready, date) and ready <= self._as_of:
            yield (
                f"The People stated readiness on {spell(ready)}; after it only delay that they"
                " cause or ask for is charged."
            )
        if figures.limit_date is None and figures.earliest is None:
            yield "No limit date follows from what is entered."

    def _about_spans(self) -> Iterator[str]:
        for span in self._spans.unknown:
            yield (
                f"{self._around.label(span.kind)} from {spell(span.first)} is no exclusion that"
                f" {self._regime.law} knows; it is not counted here."
            )
        for each in self._taken:
            if each.kind.needs_order and not each.span.authority:
                yield (
                    f"{self._around.label(each.span.kind)} from {spell(each.first)}: no order or"
                    " finding is named."
                )
        total = "excluded_total" in self._values or self._regime.days_fact in self._values
        if total and self._spans.taken:
            yield "A total of excluded days is stated; the exclusions entered are not added to it."

    def _about_presumption(self, figures: Reckoned) -> Iterator[str]:
        """Warn where the limit rests on more days than the statute presumes reasonable."""
        taken = self._spans.taken
        careful = cautious(taken)
        if careful == taken or self._regime.effect is Effect.NONE:
            return
        limit = self._reckoning.with_spans(careful).limit_date
        if limit is not None and limit != figures.limit_date:
            yield (
                "Transport beyond 10 days is presumed unreasonable (18 U.S.C. 3161(h)(1)(F));"
                f" without the days beyond, the limit is {spell(limit)}."
            )


def _is_provisional(figures: Reckoned, taken: Iterable[TakenSpan]) -> bool:
    limit = figures.limit_date
    return limit is not None and any(each.is_open and each.first <= limit for each in taken)


def _counted(number: int) -> str:
    return "an exclusion is" if number == 1 else f"{number} exclusions are"


def _joined(standing: ClockStanding, of_case: list[ClockStanding]) -> ClockStanding:
    """Return the standing with the later limit of a joined defendant, if there is one."""
    if not _joins(standing):
        return standing
    later = [
        JointLimit(limit_date=each.limit_date, name=each.name)
        for each in of_case
        if each.regime.id == standing.regime.id
        and each.clock.defendant != standing.clock.defendant
        and _joins(each)
        and each.limit_date is not None
        and standing.limit_date is not None
        and each.limit_date > standing.limit_date
    ]
    if not later:
        return standing
    joint = max(later, key=lambda each: each.limit_date)
    says = (
        f"Joined with {joint.name or 'a codefendant'}, whose limit is {spell(joint.limit_date)}:"
        " the latest clock governs while the delay is reasonable and nobody is severed"
        " (18 U.S.C. 3161(h)(6); Henderson v. United States, 476 U.S. 321, n.2 (1986))."
    )
    return replace(standing, joint=joint, trace=(*standing.trace, says))


def _joins(standing: ClockStanding) -> bool:
    """Whether it runs jointly with other defendants' clocks."""
    clock = standing.clock
    is_severed = any(name == "severed_on" and day for name, day in clock.facts)
    return (
        standing.regime.joins
        and clock.defendant is not None
        and clock.is_running
        and not is_severed
    )
