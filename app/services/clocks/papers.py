"""The clock sheet: every figure of a case's clocks with the law, the exclusions and every step.

Court and defense get the reckoning alone, each exclusion with its order: no reasons and notes of
the office, nothing that is only proposed, no advice; names and numbers are masked (Fed. R. Crim. P.
49.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.audit import Fact, fingerprint
from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpan, SpanState, SpeedyClockId
from app.domain.clocks.facts import NO, YES
from app.domain.clocks.regimes import FactType
from app.domain.clocks.standing import ClockStanding
from app.domain.profiles import RULES, Matter, Profile
from app.domain.time_computation.wording import Advice
from app.domain.users import Permission
from app.i18n import _
from app.i18n.clocks import STATE_WORDS, days, heading, left, stopped
from app.i18n.clocks import trial as trial_words
from app.i18n.confidence import CONFIDENCE_WORDS
from app.printing.dates import date_words, stamp_words, weekday_words
from app.printing.disclosure import DisclosurePaper, Part, Table, Words, typeset_disclosure
from app.printing.page import Paper
from app.services.clock_standings import CaseClockBook, ClockView
from app.services.clocks.asking import CaseClocks, ClocksOfCase, SpanLine
from app.services.office import OfCase, Query
from app.services.printed_paper import NOT_PRINTED
from app.services.reader_words import ReaderWords
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class _AskedSheet(OfCase):
    """Which sheet is asked for.

    Attributes:
        as_of: the day asked about; None = today.
        clock: only this one; None = every clock of the case.
        profile: who will read it.
    """

    case: CaseId
    as_of: date | None = None
    clock: SpeedyClockId | None = None
    profile: Profile = Profile.INTERNAL


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
        """For whom, and how long it is."""
        return (("profile", self.profile.value), ("pages", str(answer.pages)))


def _set(reading: Reading, asked: _AskedSheet, mark: str) -> Paper:
    case = reading.cases.get(asked.case)
    office = reading.offices.only()
    sheet = _Sheet(reading, asked)
    return typeset_disclosure(
        DisclosurePaper(
            office=office.name,
            title=_("Speedy-trial clocks"),
            about=f"{case.number} {sheet.words(case.title)}",
            marking=RULES[asked.profile].marking,
            parts=tuple(sheet.parts()),
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint=mark,
            is_demo=office.is_demo,
        )
    )


class _Sheet:
    """The clocks of a case in the words the reader of the sheet may have."""

    def __init__(self, reading: Reading, asked: _AskedSheet) -> None:
        self._reading = reading
        self._asked = asked
        rules = RULES[asked.profile]
        self._advises = Matter.CLOCK_ADVICE in rules.shows
        self._reader = ReaderWords(reading, masks=rules.masks_personal_data)
        self._clocks = ClocksOfCase(case=asked.case, as_of=asked.as_of).run(reading)
        if not self._advises:
            self._clocks = _as_decided(reading, asked.case, self._clocks)

    def words(self, text: str) -> str:
        """Return a text as the reader gets it."""
        return self._reader.of(self._asked.case, text)

    def parts(self) -> Iterator[Part]:
        """Yield what the sheet says."""
        only = self._asked.clock
        shown = [view for view in self._clocks.clocks if only in {None, view.standing.clock.id}]
        yield Words(facts=_of_sheet(self._clocks))
        if not shown:
            yield Words((_("No clock runs in this case."),))
        for view in shown:
            yield from self._of_clock(view)
        yield self._exclusions()

    def _of_clock(self, view: ClockView) -> Iterator[Part]:
        standing = view.standing
        title = ", ".join(part for part in (heading(standing), standing.name) if part)
        facts = [*self._law(standing), *_facts(standing), *_figures(view, advises=self._advises)]
        yield Words(
            title=self.words(title),
            facts=[(label, self.words(text)) for label, text in facts],
            paragraphs=tuple(map(self.words, self._remarks(standing))),
        )
        told = [step for step in standing.trace if self._advises or not isinstance(step, Advice)]
        steps = (f"{place}. {self.words(step)}" for place, step in enumerate(told, start=1))
        yield Words(tuple(steps), title=_("Every step"))

    def _law(self, standing: ClockStanding) -> list[tuple[str, str]]:
        law = _law(standing)
        return law if self._advises else law[:1]

    def _remarks(self, standing: ClockStanding) -> tuple[str, ...]:
        if self._advises:
            return standing.warnings
        return (_("Provisional: an exclusion is still open."),) if standing.is_provisional else ()

    def _exclusions(self) -> Table:
        heads, shares = zip(*(_INSIDE if self._advises else _OUTSIDE), strict=True)
        rows = (_exclusion(self._reading, line) for line in self._clocks.spans)
        shown = [(*row, _reason(line)) for row, line in zip(rows, self._clocks.spans, strict=True)]
        if not self._advises:
            shown = [(*row[:_STATE], row[-1]) for row in shown]
        return Table(
            _("Exclusions on file") if self._advises else _("Exclusions"),
            heads,
            shares,
            tuple(tuple(map(self.words, row)) for row in shown),
            empty=_("None."),
        )


_INSIDE = (
    (_("Kind"), 1.3),
    (_("From"), 0.8),
    (_("To"), 0.8),
    (_("Whose"), 0.9),
    (_("State"), 0.8),
    (_("Order and reason"), 1.8),
)
_STATE = 4
"""Place of the column that tells who decided what."""
_OUTSIDE = (*_INSIDE[:_STATE], (_("Order"), 1.8))


def _as_decided(reading: Reading, case: CaseId, clocks: CaseClocks) -> CaseClocks:
    """Return the clocks with what counts alone, as if nobody had written why."""
    lines = tuple(replace(line, span=_bare(line.span)) for line in clocks.spans if line.span.counts)
    spans = tuple(line.span for line in lines)
    views = CaseClockBook(reading, case).views(clocks.as_of, None, spans)
    return replace(clocks, clocks=views, spans=lines)


def _bare(span: ExcludedSpan) -> ExcludedSpan:
    return replace(span, reason="", note="")


def _of_sheet(clocks: CaseClocks) -> list[tuple[str, str]]:
    trial = clocks.trial
    return [
        (_("As of"), weekday_words(clocks.as_of)),
        (_("Reckoned"), stamp_words(clocks.computed_at)),
        (_("Edition of the laws"), clocks.edition),
        (_("Trial set for"), weekday_words(trial.on) if trial else _("none set")),
    ]


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


def _figures(view: ClockView, *, advises: bool) -> Iterator[tuple[str, str]]:
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
    yield _("Left"), (advises and stopped(standing.clock)) or left(standing)
    for label, day in (
        (_("Limit date"), figures.limit_date),
        (_("Last compliant date"), figures.last_compliant),
        (_("Moved off a closed day"), figures.rolled),
        (_("Plan for, conservative"), figures.conservative if advises else None),
        (_("First lawful day"), figures.earliest),
    ):
        if day is not None:
            yield label, weekday_words(day)
    for label, value in standing.further:
        yield label, weekday_words(value) if isinstance(value, date) else str(value)
    if view.trial is not None:
        yield _("Trial"), f"{weekday_words(view.trial.on)}. {trial_words(view.trial)}"


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
