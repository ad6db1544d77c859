"""The clock sheet: every figure of a case's clocks with the law, the exclusions and every step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.audit import Fact, fingerprint
from app.domain.cases import CaseId
from app.domain.clocks import SpanState, SpeedyClockId
from app.domain.clocks.facts import NO, YES
from app.domain.clocks.regimes import FactType
from app.domain.clocks.standing import ClockStanding
from app.domain.personal_data import strike_out
from app.domain.profiles import RULES, Profile
from app.domain.users import Permission
from app.i18n import _
from app.i18n.clocks import STATE_WORDS, days, heading, left, stopped
from app.i18n.clocks import trial as trial_words
from app.i18n.confidence import CONFIDENCE_WORDS
from app.printing.dates import date_words, stamp_words, weekday_words
from app.printing.disclosure import DisclosurePaper, Part, Table, Words, typeset_disclosure
from app.printing.page import Paper
from app.services.clock_standings import ClockView
from app.services.clocks.asking import CaseClocks, ClocksOfCase, SpanLine
from app.services.office import OfCase, Query
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading

NOT_PRINTED = "given when printed"
"""Stands on a preview in the place of the fingerprint."""


@dataclass(frozen=True, kw_only=True)
class _AskedSheet(OfCase):
    """Which sheet is asked for.

    Attributes:
        as_of: the day asked about; None = today.
        clock: only this one; None = every clock of the case.
    """

    case: CaseId
    as_of: date | None = None
    clock: SpeedyClockId | None = None


@dataclass(frozen=True, kw_only=True)
class PreviewClockSheet(_AskedSheet, Query[Paper]):
    """The clock sheet as it would be printed, to look at; it carries no fingerprint."""

    needs: ClassVar[Permission] = Permission.CASES_PRINT

    def run(self, reading: Reading) -> Paper:
        """Return the PDF.

        Raises:
            Missing: there is no such case.
        """
        return _set(reading, self, NOT_PRINTED)


@dataclass(frozen=True, kw_only=True)
class PrintClockSheet(_AskedSheet, Query[Paper]):
    """The clock sheet to be printed or saved; the log keeps that it was."""

    needs: ClassVar[Permission] = Permission.CASES_PRINT
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> Paper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: there is no such case.
        """
        return _set(reading, self, fingerprint(*reading.audit.head()))

    def noted(self, answer: Paper) -> tuple[Fact, ...]:
        """How long it is."""
        return (("pages", str(answer.pages)),)


def _set(reading: Reading, asked: _AskedSheet, mark: str) -> Paper:
    case = reading.cases.get(asked.case)
    office = reading.offices.only()
    clocks = ClocksOfCase(case=asked.case, as_of=asked.as_of).run(reading)
    return typeset_disclosure(
        DisclosurePaper(
            office=office.name,
            title=_("Speedy-trial clocks"),
            about=f"{case.number} {case.title}",
            marking=RULES[Profile.INTERNAL].marking,
            parts=tuple(_parts(reading, asked, clocks)),
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint=mark,
            is_demo=office.is_demo,
        )
    )


def _parts(reading: Reading, asked: _AskedSheet, clocks: CaseClocks) -> Iterator[Part]:
    only, withheld = asked.clock, tuple(Withheld(reading, asked.case).values())
    shown = [view for view in clocks.clocks if only in {None, view.standing.clock.id}]
    yield Words(facts=_of_sheet(clocks))
    if not shown:
        yield Words((_("No clock runs in this case."),))
    for view in shown:
        yield from _of_clock(view, withheld)
    yield _exclusions(reading, clocks.spans, withheld)


def _of_sheet(clocks: CaseClocks) -> list[tuple[str, str]]:
    trial = clocks.trial
    return [
        (_("As of"), weekday_words(clocks.as_of)),
        (_("Reckoned"), stamp_words(clocks.computed_at)),
        (_("Edition of the laws"), clocks.edition),
        (_("Trial set for"), weekday_words(trial.on) if trial else _("none set")),
    ]


def _of_clock(view: ClockView, withheld: tuple[str, ...]) -> Iterator[Part]:
    """Yield one clock; how to reach a protected person is struck out of typed reasons."""
    standing = view.standing
    title = ", ".join(part for part in (heading(standing), standing.name) if part)
    yield Words(
        title=title,
        facts=[*_law(standing), *_facts(standing), *_figures(view)],
        paragraphs=standing.warnings,
    )
    struck = (strike_out(step, withheld) for step in standing.trace)
    steps = tuple(f"{place}. {step}" for place, step in enumerate(struck, start=1))
    yield Words(steps, title=_("Every step"))


def _law(standing: ClockStanding) -> list[tuple[str, str]]:
    law = standing.regime
    confidence = CONFIDENCE_WORDS[law.confidence]
    return [
        (_("Law"), law.law),
        (_("Remedy"), law.remedy),
        (_("Confidence"), ". ".join(part for part in (confidence, law.verify) if part)),
    ]


def _facts(standing: ClockStanding) -> Iterator[tuple[str, str]]:
    for name, stored in standing.clock.facts:
        fact = standing.regime.fact(name)
        if fact is None:
            continue
        words = dict(fact.choices).get(stored, stored)
        if fact.type is FactType.DATE:
            words = weekday_words(date.fromisoformat(stored))
        elif fact.type is FactType.TRUTH:
            words = {YES: _("yes"), NO: _("no")}.get(stored, stored)
        yield fact.label, words


def _figures(view: ClockView) -> Iterator[tuple[str, str]]:
    standing = view.standing
    figures = standing.figures
    if figures is None:
        return
    numbers = (
        (_("Elapsed"), figures.elapsed),
        (_("Excluded"), figures.excluded),
        (_("Counted"), figures.counted),
    )
    for label, number in numbers:
        if number is not None:
            yield label, days(number)
    yield _("Left"), stopped(standing.clock) or left(standing)
    for label, day in (
        (_("Limit date"), figures.limit_date),
        (_("Last compliant date"), figures.last_compliant),
        (_("Moved off a closed day"), figures.rolled),
        (_("Plan for, conservative"), figures.conservative),
        (_("First lawful day"), figures.earliest),
    ):
        if day is not None:
            yield label, weekday_words(day)
    for label, value in standing.further:
        yield label, weekday_words(value) if isinstance(value, date) else str(value)
    if view.trial is not None:
        yield _("Trial"), f"{weekday_words(view.trial.on)}. {trial_words(view.trial)}"


def _exclusions(reading: Reading, spans: tuple[SpanLine, ...], withheld: tuple[str, ...]) -> Table:
    return Table(
        _("Exclusions on file"),
        (_("Kind"), _("From"), _("To"), _("Whose"), _("State"), _("Order and reason")),
        (1.3, 0.8, 0.8, 0.9, 0.8, 1.8),
        tuple((*_exclusion(reading, line), strike_out(_reason(line), withheld)) for line in spans),
        empty=_("None."),
    )


def _exclusion(reading: Reading, line: SpanLine) -> tuple[str, ...]:
    span = line.span
    state = [STATE_WORDS[span.state]]
    if span.state is not SpanState.PROPOSED and span.decided_by:
        state.append(span.decided_by)
        if span.decided_at is not None:
            state.append(stamp_words(reading.local(span.decided_at)))
    whose = line.name or _("all")
    return (
        line.what,
        date_words(span.first),
        date_words(span.last) if span.last else _("open"),
        whose,
        ", ".join(state),
    )


def _reason(line: SpanLine) -> str:
    span = line.span
    return ". ".join(part for part in (span.authority, span.reason, span.note) if part)
