"""Writing clocks and exclusions: the same checks and the same reminders, whichever act writes."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from app.domain.clocks import ExcludedSpan, SpanState, SpeedyClock
from app.domain.clocks.facts import fact_values, start_day, tidy_facts
from app.domain.clocks.regimes import in_force, regime
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.persons import PartyId, Role
from app.domain.plausible_days import require_plausible
from app.domain.text import clean, one_line
from app.services.amending import Amended
from app.services.clock_reminders import LEAD_DAYS, follow
from app.services.clock_standings import CaseClockBook, clock_occasion
from app.services.reminding import set_reminders
from app.storage.unit_of_work import UnitOfWork


def tidy_clock(work: UnitOfWork, clock: SpeedyClock) -> SpeedyClock:
    """Return the clock as it will be stored, under the text of its law in force at its start.

    Raises:
        Missing: there is no such case.
        Refused: the law is unknown, a fact is missing or wrong, the facts contradict each other,
            or the defendant is not one of this case.
    """
    work.cases.get(clock.case)
    require_defendant(work, clock.case, clock.defendant)
    chosen = regime(clock.regime)
    facts = tidy_facts(chosen, clock.facts)
    law = in_force(chosen, start_day(chosen, fact_values(chosen, facts)))
    tidied = replace(
        clock,
        regime=law.id,
        facts=facts,
        charges=one_line(clock.charges, "charges"),
        note=clean(clock.note, "note"),
    )
    standing = CaseClockBook(work, clock.case).standing_of(tidied, work.today)
    if standing.trouble is not None:
        raise standing.trouble
    return tidied


def tidy_span(work: UnitOfWork, span: ExcludedSpan) -> ExcludedSpan:
    """Return the exclusion as it will be stored.

    Raises:
        Missing: there is no such case.
        Refused: the kind is unknown, the days are reversed, or an open range begins in the future.
    """
    work.cases.get(span.case)
    require_defendant(work, span.case, span.defendant)
    if not work.codes.knows(CodeList.EXCLUDED_TIME, span.kind):
        raise Refused("exclusion.unknown_kind", field="kind")
    _require_days(work, span)
    return replace(
        span,
        authority=one_line(span.authority, "authority"),
        reason=clean(span.reason, "reason"),
        note=clean(span.note, "note"),
    )


def _require_days(work: UnitOfWork, span: ExcludedSpan) -> None:
    require_plausible(span.first, "first")
    if span.last is None:
        if span.kind == "CONSENT":
            raise Refused("exclusion.needs_last", field="last")
        if span.first > work.today:
            raise Refused("exclusion.open_ahead", field="first", on=span.first)
        return
    require_plausible(span.last, "last")
    if span.last < span.first:
        raise Refused("exclusion.ends_before", field="last", first=span.first, last=span.last)


def require_defendant(work: UnitOfWork, case: UUID, defendant: PartyId | None) -> None:
    """Refuse somebody who is no defendant of the case: ``clock.not_a_defendant``."""
    if defendant is None:
        return
    party = work.parties.find(defendant)
    if party is None or party.case != case or party.role is not Role.DEFENDANT:
        raise Refused("clock.not_a_defendant", field="defendant")


def decided(work: UnitOfWork, span: ExcludedSpan, state: SpanState) -> ExcludedSpan:
    """Return the exclusion in a new state, in the actor's name."""
    return replace(span, state=state, decided_by=work.actor.name, decided_at=work.now)


def change_clock(work: UnitOfWork, before: SpeedyClock, after: SpeedyClock) -> Amended[SpeedyClock]:
    """Write a clock's new content; its reminders follow."""
    changed = work.speedy_clocks.change(after)
    follow(work, changed.case)
    return Amended(before, changed)


def change_span(
    work: UnitOfWork, before: ExcludedSpan, after: ExcludedSpan
) -> Amended[ExcludedSpan]:
    """Write an exclusion's new content; the reminders of every clock of the case follow."""
    changed = work.excluded_spans.change(after)
    follow(work, changed.case)
    return Amended(before, changed)


def warn(work: UnitOfWork, clock: SpeedyClock, lead_days: Iterable[int] | None) -> None:
    """Set the reminders of a new clock, where a limit date follows from it."""
    occasion = clock_occasion(CaseClockBook(work, clock.case).standing_of(clock, work.today))
    if occasion is not None:
        set_reminders(work, occasion, LEAD_DAYS if lead_days is None else lead_days)
