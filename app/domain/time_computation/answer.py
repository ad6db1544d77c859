"""What a count answers: the day or hour due, the days to plan by, and the reason in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from app.domain.closed_days import ClosedDay
from app.domain.time_computation.wording import Step, worded


@dataclass(frozen=True)
class LastMoment:
    """When the last day ends: at the court (no zone attached) and as an instant in UTC.

    Attributes:
        instant: None where the court's zone is not known.
    """

    local: datetime
    instant: datetime | None


WARNING = "Warning: "


def warnings_in(trace: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences of a trace that warn, without the word that marks them."""
    return tuple(said.removeprefix(WARNING) for said in trace if said.startswith(WARNING))


@dataclass(frozen=True, kw_only=True)
class _Reasoned:
    """An answer with its reason.

    Attributes:
        skipped: the closed days between the count's end and the answer.
        citation: the rule that governs the count.
        calendar: the id of the holiday calendar that was used.
        steps: what `trace` words.
    """

    skipped: tuple[ClosedDay, ...] = ()
    citation: str = ""
    calendar: str = ""
    steps: tuple[Step, ...] = ()

    @cached_property
    def trace(self) -> tuple[str, ...]:
        """The reason, one sentence a step, fit for paper; worded when it is first read."""
        return tuple(map(worded, self.steps))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to look at before relying on the answer; stands in the trace as well."""
        return warnings_in(self.trace)


@dataclass(frozen=True, kw_only=True)
class DayDeadline(_Reasoned):
    """A day by which something must be done.

    Attributes:
        raw_last_day: the end of the count before any roll.
        due: the answer.
        after_first_roll: before service days and inaccessibility, in the rules that roll twice.
        after_base: the court-day count before service days are counted back.
        conservative_due: the last open day on or before ``raw_last_day``, with every doubtful day
            taken as closed; None where the calendar does not reach.
        alternative_due: the answer if the doubtful closures were holidays; None without any.
        last_moment: when the due day ends, where that was asked.
    """

    raw_last_day: date
    due: date
    after_first_roll: date | None = None
    after_base: date | None = None
    conservative_due: date | None = None
    alternative_due: date | None = None
    last_moment: LastMoment | None = None


@dataclass(frozen=True, kw_only=True)
class HourDeadline(_Reasoned):
    """An hour by which something must be done, on the court's clocks.

    Attributes:
        raw_end: the end of the count before any roll.
        due: the answer.
        alternative_due: the answer if the doubtful closures were holidays; None without any.
    """

    raw_end: datetime
    due: datetime
    alternative_due: datetime | None = None
