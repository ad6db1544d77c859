"""Which excluded days a clock takes: its own, those of joined defendants, cut to the caps.

A span is a range of days, both ends included; one without a last day runs to the day asked about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.domain.clocks.records import ExcludedSpan, SpanState, SpeedyClock
from app.domain.clocks.regimes import Effect, ExclusionKind, Regime, exclusion_kind
from app.domain.day_arithmetic import anniversary, plus_days
from app.domain.speedy_trial import Exclusion
from app.domain.time_computation.wording import amount, spell


@dataclass(frozen=True, kw_only=True)
class TakenSpan:
    """A span as a clock takes it.

    Attributes:
        first, last: the days excluded, both included; after cap, severance and as-of day.
        is_open: the span has no last day yet, and no cap ended it before the as-of day.
        is_imported: it belongs to a joined codefendant.
        cut: why it is shorter than entered, a sentence; empty if it is not.
        words: what the clock's reason says of it, with the order behind it.
    """

    span: ExcludedSpan
    first: date
    last: date
    is_open: bool = False
    is_imported: bool = False
    cut: str = ""
    words: str = ""

    @property
    def exclusion(self) -> Exclusion:
        """The range for the arithmetic."""
        return Exclusion(self.first, self.last, type=self.span.kind, words=self.words)

    @property
    def days(self) -> int:
        """Its length."""
        return (self.last - self.first).days + 1

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has confirmed it yet."""
        return self.span.state is SpanState.PROPOSED

    @cached_property
    def kind(self) -> ExclusionKind:
        """What is known of its kind."""
        return exclusion_kind(self.span.kind)


@dataclass(frozen=True)
class Spans:
    """All spans of a case with regard to one clock as of a day.

    Attributes:
        severed_on: from this day codefendants' spans no longer count.
    """

    clock: SpeedyClock
    regime: Regime
    of_case: tuple[ExcludedSpan, ...]
    as_of: date
    severed_on: date | None = None

    @cached_property
    def taken(self) -> tuple[TakenSpan, ...]:
        """The confirmed ones, by first day."""
        return self._of(SpanState.CONFIRMED)

    @cached_property
    def proposed(self) -> tuple[TakenSpan, ...]:
        """Those that would count if they were confirmed."""
        return self._of(SpanState.PROPOSED)

    @cached_property
    def unknown(self) -> tuple[ExcludedSpan, ...]:
        """Spans of the defendant whose kind this law does not know; none if it knows none."""
        if not self.regime.excludes:
            return ()
        return tuple(
            span
            for span in self.of_case
            if span.state is not SpanState.WITHDRAWN
            and self._is_own(span)
            and span.kind not in self.regime.excludes
        )

    def _of(self, state: SpanState) -> tuple[TakenSpan, ...]:
        found = (
            taken for span in self.of_case if span.state is state for taken in self._take(span)
        )
        return tuple(sorted(found, key=lambda each: (each.first, each.last, each.span.id)))

    def _is_own(self, span: ExcludedSpan) -> bool:
        of_all = span.defendant is None or self.clock.defendant is None
        return of_all or span.defendant == self.clock.defendant

    def _take(self, span: ExcludedSpan) -> Iterator[TakenSpan]:
        """Yield the span as it is taken, or nothing."""
        is_own = self._is_own(span)
        if not self._counts(span) or not (is_own or (self.regime.joins and span.is_shared)):
            return
        last, is_open, cut = self._end(span) if is_own else self._end_until_severed(span)
        if last >= span.first:
            yield TakenSpan(
                span=span,
                first=span.first,
                last=last,
                is_open=is_open,
                is_imported=not is_own,
                cut=cut,
            )

    def _counts(self, span: ExcludedSpan) -> bool:
        """Whether this law excludes days of the kind, and the span has begun."""
        if self.regime.effect is Effect.NONE or span.kind not in self.regime.excludes:
            return False
        return not span.is_open or span.first <= self.as_of

    def _end_until_severed(self, span: ExcludedSpan) -> tuple[date, bool, str]:
        """Return the end of a codefendant's span, which counts until one is severed."""
        last, is_open, cut = self._end(span)
        if self.severed_on is None or last < self.severed_on:
            return last, is_open, cut
        said = f"Severed on {spell(self.severed_on)}: codefendants' days count no longer."
        return self.severed_on - timedelta(days=1), False, said

    def _end(self, span: ExcludedSpan) -> tuple[date, bool, str]:
        """Return the last day taken, whether it is still open, and why it was cut."""
        last = self.as_of if span.last is None else span.last
        cap = cap_of(exclusion_kind(span.kind), span.first)
        if cap is None or last <= cap:
            return last, span.is_open, ""
        return cap, False, _say_cap(exclusion_kind(span.kind), cap)


def cap_of(kind: ExclusionKind, first: date) -> date | None:
    """Return the last day a span of a kind may exclude, None where the statute has no cap."""
    if kind.most_days:
        return plus_days(first, kind.most_days - 1)
    if kind.most_months:
        return plus_days(anniversary(first, kind.most_months), -1)
    return None


def _say_cap(kind: ExclusionKind, cap: date) -> str:
    most = amount(kind.most_days, "day") if kind.most_days else "one year"
    return f"Cut to {most}, the most that {kind.law} excludes: to {spell(cap)}."


def cautious(taken: Iterable[TakenSpan]) -> tuple[TakenSpan, ...]:
    """Return the spans with what is presumed unreasonable cut off, for the careful figure."""
    return tuple(_presumed(each) for each in taken)


def _presumed(taken: TakenSpan) -> TakenSpan:
    most = taken.kind.presumed_days
    if not most or taken.days <= most:
        return taken
    last = plus_days(taken.first, most - 1)
    return TakenSpan(span=taken.span, first=taken.first, last=last, is_imported=taken.is_imported)
