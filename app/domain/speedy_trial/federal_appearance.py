"""Appearance under the Speedy Trial Act: time to prepare, and absence on the day of trial."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.court_calendars import court_calendar
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.speedy_trial.clock import Answer, Calendars, Clock, require_days, require_order
from app.domain.speedy_trial.federal import TrialClock
from app.domain.speedy_trial.reasons import plain_days
from app.domain.time_computation.answer import WARNING
from app.domain.time_computation.wording import amount, spell


@dataclass(frozen=True, kw_only=True)
class PreparationAnswer(Answer):
    """The first day on which trial may start without the defendant's consent."""

    earliest_trial_date: date


@dataclass(frozen=True, kw_only=True)
class PreparationPeriod(Clock):
    """The 30 days a defendant has to prepare with counsel: 18 U.S.C. 3161(c)(2)."""

    first_appearance_through_counsel: date

    def answer(self, calendars: Calendars = court_calendar) -> PreparationAnswer:
        """Return the first day on which trial may start."""
        start = self.first_appearance_through_counsel
        earliest = plus_days(start, 30)
        return PreparationAnswer(
            earliest_trial_date=earliest,
            trace=(plain_days(start, 30, earliest, "18 U.S.C. 3161(c)(2)"),),
        )


@dataclass(frozen=True, kw_only=True)
class AbsenceAnswer(Answer):
    """What an absence on the day of trial does to the 70 days."""

    absent_days: int
    extended_limit_date: date | None = None
    new_clock_start: date | None = None
    day_limit_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class AbsentDefendant(Clock):
    """A defendant absent on the day set for trial: 18 U.S.C. 3161(k).

    Attributes:
        limit_date: the limit as already extended by 3161(h), this absence included.
        apprehended: stands in for the appearance where only it is known.
        absent_days: the length of the absence as somebody stated it; the dates prevail.
    """

    SHORT_ABSENCE: ClassVar[int] = 21

    absent_on_trial_date: date | None = None
    first_subsequent_appearance: date | None = None
    apprehended: date | None = None
    limit_date: date | None = None
    absent_days: int | None = None

    def __post_init__(self) -> None:
        require_days(self.absent_days, "absent_days")
        if self.absent_on_trial_date is not None:
            for field in ("first_subsequent_appearance", "apprehended"):
                require_order(self.absent_on_trial_date, getattr(self, field), field)

    def answer(self, calendars: Calendars = court_calendar) -> AbsenceAnswer:
        """Return the extended limit after a short absence, the new clock after a long one."""
        absent = self._length()
        says = [*self._say_absence(absent)]
        if self.absent_days not in {None, absent}:
            says.append(f"It was stated as {amount(self.absent_days or 0, 'day')}; dates prevail.")
        if absent <= self.SHORT_ABSENCE:
            return self._after_short_absence(absent, says)
        return self._after_long_absence(absent, says)

    def _say_absence(self, absent: int) -> Iterator[str]:
        trial, appeared = self.absent_on_trial_date, self.first_subsequent_appearance
        returned = appeared or self.apprehended
        if trial is None or returned is None:
            yield f"The defendant was absent for {amount(absent, 'day')}, as stated."
            return
        what = "first appearance after it" if appeared else "arrest"
        yield (
            f"From the day of trial, {spell(trial)}, to the {what}, {spell(returned)}, are"
            f" {amount(absent, 'day')} (18 U.S.C. 3161(k))."
        )
        if appeared is None:
            yield f"{WARNING}The statute means the appearance in court, not the arrest."

    def _length(self) -> int:
        returned = self.first_subsequent_appearance or self.apprehended
        if self.absent_on_trial_date is not None and returned is not None:
            return (returned - self.absent_on_trial_date).days
        if self.absent_days is None:
            raise Refused("clock.absence_unknown", field="first_subsequent_appearance")
        return self.absent_days

    def _after_short_absence(self, absent: int, says: list[str]) -> AbsenceAnswer:
        if self.limit_date is None:
            return AbsenceAnswer(absent_days=absent, trace=tuple(says))
        extended = plus_days(self.limit_date, self.SHORT_ABSENCE)
        says.append(
            f"21 days or fewer: the limit of {spell(self.limit_date)} is extended by 21 days to"
            f" {spell(extended)} (18 U.S.C. 3161(k)(2))."
        )
        return AbsenceAnswer(absent_days=absent, extended_limit_date=extended, trace=tuple(says))

    def _after_long_absence(self, absent: int, says: list[str]) -> AbsenceAnswer:
        start = self.first_subsequent_appearance
        if start is None:
            says.append("More than 21 days, but the appearance in court is not known.")
            return AbsenceAnswer(absent_days=absent, trace=tuple(says))
        limit_date = plus_days(start, TrialClock.statutory_limit)
        says.append(
            f"More than 21 days: a new clock starts on {spell(start)}; day 70 is"
            f" {spell(limit_date)} (18 U.S.C. 3161(k)(1))."
        )
        return AbsenceAnswer(
            absent_days=absent,
            new_clock_start=start,
            day_limit_date=limit_date,
            trace=tuple(says),
        )
