"""The federal Speedy Trial Act, 18 U.S.C. 3161-3174: 70, 30 and 90 days less excluded days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.speedy_trial.clock import Answer, Calendars, Clock, Status, require_days
from app.domain.speedy_trial.excluded_days import ExcludedDays, Exclusion
from app.domain.speedy_trial.reasons import (
    Said,
    excluded,
    reached,
    remaining,
    rolled,
    to_be_safe,
    warn_if_before,
)
from app.domain.time_computation.answer import WARNING
from app.domain.time_computation.wording import amount, spell

_RULE45 = "Fed. R. Crim. P. 45(a)(1)(C)"
_SECTION_H = "18 U.S.C. 3161(h)"


@dataclass(frozen=True, kw_only=True)
class FederalAnswer(Answer):
    """Where a federal clock stands, and when it runs out.

    Attributes:
        elapsed_total: days from the start to the day asked about.
        days_excluded: of these, excluded.
        days_counted: the rest.
        days_remaining: what is left of the limit; negative when exceeded.
        day_limit_date: the first date on which the count reaches the limit.
        last_compliant_date: the last date before the count would exceed it.
        last_day_rule45: the limit date rolled forward off a closed day; None for custody limits.
        conservative_date: the limit date rolled back off a closed day.
        union_of_exclusions: excluded days, each once, wherever they lie.
        sum_of_exclusion_lengths: the ranges' lengths, overlaps counted twice.
    """

    elapsed_total: int | None = None
    days_excluded: int | None = None
    days_counted: int | None = None
    days_remaining: int | None = None
    day_limit_date: date | None = None
    last_compliant_date: date | None = None
    last_day_rule45: date | None = None
    conservative_date: date | None = None
    union_of_exclusions: int | None = None
    sum_of_exclusion_lengths: int | None = None
    status: Status | None = None


@dataclass(frozen=True)
class _Standing:
    """The count as of a day."""

    elapsed: int
    excluded: int

    @property
    def counted(self) -> int:
        return self.elapsed - self.excluded


@dataclass(frozen=True, kw_only=True)
class FederalClock(Clock):
    """A clock that runs from one day and stops on excluded days.

    Attributes:
        clock_start: the day that starts the clock; not counted.
        limit_days: the limit; the statute's own where None.
        exclusions: the excluded ranges; replaced by ``excluded_total`` where that is given.
        as_of: the day the count is asked for.
        excluded_total: the number of excluded days where only the total is known; no limit date
            can then be given.
    """

    statutory_limit: ClassVar[int]
    citation: ClassVar[str]
    rolls: ClassVar[bool] = True

    clock_start: date
    limit_days: int | None = None
    exclusions: tuple[Exclusion, ...] = ()
    as_of: date | None = None
    excluded_total: int | None = None

    def __post_init__(self) -> None:
        require_days(self.limit_days, "limit_days", least=1)
        require_days(self.excluded_total, "excluded_total")

    @property
    def limit(self) -> int:
        """Days allowed."""
        return self.statutory_limit if self.limit_days is None else self.limit_days

    def answer(self, calendars: Calendars = court_calendar) -> FederalAnswer:
        """Return where the clock stands and when it runs out."""
        if self.excluded_total is not None:
            return self._answer_from_total(self.excluded_total)
        days = ExcludedDays(self.exclusions)
        standing = self._standing(days)
        limit_date = days.counted_day(self.clock_start, self.limit)
        last_compliant = days.last_of_run_after(limit_date)
        calendar = calendars("US-FED")
        rule45, says_rolled = self._rolled(calendar, limit_date)
        conservative, says_safe = to_be_safe(calendar, limit_date)
        return replace(
            self._counts(standing),
            day_limit_date=limit_date,
            last_compliant_date=last_compliant,
            last_day_rule45=rule45,
            conservative_date=conservative,
            union_of_exclusions=len(days),
            sum_of_exclusion_lengths=sum(range_.length for range_ in self.exclusions),
            trace=(
                *self._say_limit(days, limit_date),
                *self._say_compliant(limit_date, last_compliant),
                *says_rolled,
                *says_safe,
                *self._say_standing(standing),
            ),
        )

    def _rolled(self, calendar: CourtCalendar, limit_date: date) -> tuple[date | None, Said]:
        """Return the limit date moved off a closed day, which a limit on custody never is."""
        if not self.rolls:
            return None, ("A limit on custody does not move off a closed day.",)
        return rolled(calendar, limit_date, _RULE45)

    def _answer_from_total(self, total: int) -> FederalAnswer:
        """Answer the counts alone: without the dates of the exclusions there is no limit date."""
        standing = None
        if self.as_of is not None:
            standing = _Standing((self.as_of - self.clock_start).days, total)
        return replace(
            self._counts(standing),
            trace=(
                self._starts(),
                f"{amount(total, 'day')} excluded in total ({_SECTION_H}).",
                "Without the dates of the exclusions no limit date can be given.",
                *self._say_standing(standing),
                *_warn_of_excess(standing),
            ),
        )

    def _counts(self, standing: _Standing | None) -> FederalAnswer:
        """Answer the counts as of the day asked about, if one was."""
        if standing is None:
            return FederalAnswer()
        return FederalAnswer(
            elapsed_total=standing.elapsed,
            days_excluded=standing.excluded,
            days_counted=standing.counted,
            days_remaining=self.limit - standing.counted,
            status=Status.of(standing.counted, self.limit),
        )

    def _standing(self, days: ExcludedDays) -> _Standing | None:
        if self.as_of is None:
            return None
        elapsed = (self.as_of - self.clock_start).days
        return _Standing(elapsed, days.count(self.clock_start, self.as_of))

    def _starts(self) -> str:
        own = self.statutory_limit
        stated = "" if self.limit == own else f" as stated, where the statute has {own}"
        return (
            f"The clock starts on {spell(self.clock_start)}, which is not counted; the limit is"
            f" {amount(self.limit, 'day')}{stated} ({self.citation})."
        )

    def _say_limit(self, days: ExcludedDays, limit_date: date) -> Iterator[str]:
        yield self._starts()
        yield from excluded(self.exclusions, days, _SECTION_H)
        yield from reached(self.clock_start, self.limit, days, limit_date)
        yield f"Day {self.limit} of the days counted is {spell(limit_date)} ({self.citation})."

    def _say_compliant(self, limit_date: date, last: date) -> list[str]:
        if last == limit_date:
            return []
        return [f"The days that follow are excluded, so the count stays there to {spell(last)}."]

    def _say_standing(self, standing: _Standing | None) -> Iterator[str]:
        if standing is None or self.as_of is None:
            return
        yield (
            f"As of {spell(self.as_of)}: {standing.elapsed} elapsed less {standing.excluded}"
            f" excluded is {standing.counted} counted,"
            f" {remaining(standing.counted, self.limit)}."
        )
        yield from warn_if_before(self.clock_start, self.as_of)


def _warn_of_excess(standing: _Standing | None) -> Iterator[str]:
    if standing is not None and standing.counted < 0 <= standing.elapsed:
        yield f"{WARNING}More days are excluded than have passed."


class TrialClock(FederalClock):
    """From indictment or first appearance, the later, to trial: 18 U.S.C. 3161(c)(1)."""

    statutory_limit = 70
    citation = "18 U.S.C. 3161(c)(1)"


class IndictmentClock(FederalClock):
    """From arrest or summons to information or indictment: 18 U.S.C. 3161(b)."""

    statutory_limit = 30
    citation = "18 U.S.C. 3161(b)"


class DetainedClock(FederalClock):
    """From the start of detention to trial; a limit on custody, so it never rolls."""

    statutory_limit = 90
    citation = "18 U.S.C. 3164"
    rolls = False
