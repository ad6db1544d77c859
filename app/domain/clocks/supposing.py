"""Exclusions as they would be if somebody acted: what is asked before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.cases import CaseId
from app.domain.clocks.records import ExcludedSpan, ExcludedSpanId, SpanState
from app.domain.ids import new_id
from app.domain.persons import PartyId


@dataclass(frozen=True, kw_only=True)
class SupposedSpan:
    """An exclusion that somebody might add."""

    kind: str
    first: date
    last: date | None = None
    defendant: PartyId | None = None
    is_shared: bool = True

    def span(self, case: CaseId) -> ExcludedSpan:
        """Return it as if it had been added and confirmed."""
        return ExcludedSpan(
            id=ExcludedSpanId(new_id()),
            case=case,
            kind=self.kind,
            first=self.first,
            last=self.last,
            defendant=self.defendant,
            is_shared=self.is_shared,
            state=SpanState.CONFIRMED,
        )


@dataclass(frozen=True, kw_only=True)
class Supposed:
    """What might be done to the exclusions of a case.

    Attributes:
        added: new ones; ``confirmed``: proposed ones that would count.
        closed: open ones with the day that would be their last.
        withdrawn: ones that would count no longer.
    """

    added: tuple[SupposedSpan, ...] = ()
    confirmed: frozenset[ExcludedSpanId] = frozenset()
    closed: tuple[tuple[ExcludedSpanId, date], ...] = ()
    withdrawn: frozenset[ExcludedSpanId] = frozenset()

    def applied(self, spans: Iterable[ExcludedSpan], case: CaseId) -> tuple[ExcludedSpan, ...]:
        """Return the exclusions of a case as they would be."""
        closed = dict(self.closed)
        kept = (
            self._changed(span, closed.get(span.id))
            for span in spans
            if span.id not in self.withdrawn
        )
        return (*kept, *(each.span(case) for each in self.added))

    def _changed(self, span: ExcludedSpan, last: date | None) -> ExcludedSpan:
        if span.id in self.confirmed and span.state is SpanState.PROPOSED:
            span = replace(span, state=SpanState.CONFIRMED)
        if last is not None and span.is_open:
            span = replace(span, last=max(last, span.first))
        return span
