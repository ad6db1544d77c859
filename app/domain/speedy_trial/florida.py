"""Florida: trial under Rule 3.191, before and since 1 July 2025, and charges under Rule 3.134."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.speedy_trial.clock import Answer, Calendars, Clock
from app.domain.speedy_trial.reasons import Said, plain_days, to_be_safe
from app.domain.time_computation import (
    DayDeadline,
    DayProfile,
    DayQuestion,
    Period,
    compute_days,
)
from app.domain.time_computation.answer import WARNING
from app.domain.time_computation.wording import spell

AMENDED = date(2025, 7, 1)


def _rule_2514(trigger: date, days: int, calendar: CourtCalendar) -> DayDeadline:
    return compute_days(
        DayQuestion(
            profile=DayProfile.FL_2514,
            trigger=trigger,
            period=Period(days),
            calendar=calendar,
        )
    )


@dataclass(frozen=True, kw_only=True)
class TrialAnswer(Answer):
    """The limit, and the day due when it falls on a closed day."""

    day_limit_date: date
    due: date


@dataclass(frozen=True, kw_only=True)
class TrialClock(Clock):
    """From the filing of formal charges to trial: Fla. R. Crim. P. 3.191(a)."""

    formal_charges_filed: date
    limit_days: int

    def answer(self, calendars: Calendars = court_calendar) -> TrialAnswer:
        """Return the limit and the day due."""
        found = _rule_2514(self.formal_charges_filed, self.limit_days, calendars("FL-2514"))
        return TrialAnswer(
            day_limit_date=found.raw_last_day,
            due=found.due,
            trace=(*found.trace, "The limit is that of Fla. R. Crim. P. 3.191(a)."),
        )


@dataclass(frozen=True, kw_only=True)
class RecaptureAnswer(Answer):
    """The window the state has left after a notice of expiration."""

    hearing_no_later_than: date | None = None
    trial_no_later_than: date | None = None
    conservative_trial_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class RecapturePeriod(Clock):
    """Hearing within 5 days of the notice, trial within 30 of the hearing.

    Source: Fla. R. Crim. P. 3.191(p)(3) as amended from 1 July 2025.
    """

    HEARING_DAYS: ClassVar[int] = 5
    trial_days: ClassVar[int] = 30
    citation: ClassVar[str] = "Fla. R. Crim. P. 3.191(p)(3)"

    notice_of_expiration_filed: date | None = None
    hearing_held: date | None = None

    def answer(self, calendars: Calendars = court_calendar) -> RecaptureAnswer:
        """Return the last day for the hearing and, once it was held, for the trial."""
        if self.notice_of_expiration_filed is None and self.hearing_held is None:
            raise Refused("clock.date_missing", field="notice_of_expiration_filed")
        calendar = calendars("FL-2514")
        hearing = self._hearing(calendar)
        trial = self._trial(calendar)
        conservative, says_plan = self._plan(calendar)
        return RecaptureAnswer(
            hearing_no_later_than=None if hearing is None else hearing.due,
            trial_no_later_than=None if trial is None else trial.due,
            conservative_trial_date=conservative,
            trace=(
                *self._say("hearing", hearing),
                *self._say("trial", trial),
                *says_plan,
                *self._say_out_of_force(),
            ),
        )

    def _hearing(self, calendar: CourtCalendar) -> DayDeadline | None:
        notice = self.notice_of_expiration_filed
        return None if notice is None else _rule_2514(notice, self.HEARING_DAYS, calendar)

    def _trial(self, calendar: CourtCalendar) -> DayDeadline | None:
        held = self.hearing_held
        return None if held is None else _rule_2514(held, self.trial_days, calendar)

    def _plan(self, calendar: CourtCalendar) -> tuple[date | None, Said]:
        """Return the last open day of a plain count, without Florida's later first day."""
        if self.hearing_held is None:
            return None, ()
        plain = plus_days(self.hearing_held, self.trial_days)
        conservative, says_safe = to_be_safe(calendar, plain)
        counted = f"Counting every day from the hearing, day {self.trial_days} is {spell(plain)}."
        return conservative, (counted, *says_safe)

    def _say(self, what: str, found: DayDeadline | None) -> tuple[str, ...]:
        if found is None:
            return ()
        return (f"Last day for the {what} ({self.citation}):", *found.trace)

    def _say_out_of_force(self) -> tuple[str, ...]:
        """Warn where the dates belong to the other text of the rule."""
        known = (self.notice_of_expiration_filed, self.hearing_held)
        if all(day is None or self.is_in_force(day) for day in known):
            return ()
        return (f"{WARNING}Another text of the rule was in force on these dates.",)

    @classmethod
    def is_in_force(cls, day: date) -> bool:
        """Whether this text of the rule was in force on a day."""
        return day >= AMENDED


class RecapturePeriodBefore2025(RecapturePeriod):
    """As before 1 July 2025: trial within 10 days of the hearing."""

    trial_days = 10
    citation = "Fla. R. Crim. P. 3.191(p)(3) before 1 July 2025"

    @classmethod
    def is_in_force(cls, day: date) -> bool:
        """Whether this text of the rule was in force on a day."""
        return day < AMENDED


@dataclass(frozen=True, kw_only=True)
class ChargingAnswer(Answer):
    """The steps to release of a person held without formal charges; none of them rolls."""

    charge_by: date
    release_on_day_33: date
    absolute_day_40: date


@dataclass(frozen=True, kw_only=True)
class ChargingClock(Clock):
    """30, 33 and 40 days from arrest for a person in custody: Fla. R. Crim. P. 3.134.

    Attributes:
        custody: ``"in"``, or not said; the rule for persons at liberty is another.

    Raises:
        Refused: ``clock.custody_only``.
    """

    arrest: date
    custody: str = "in"

    def __post_init__(self) -> None:
        if self.custody != "in":
            raise Refused("clock.custody_only", field="custody")

    def answer(self, calendars: Calendars = court_calendar) -> ChargingAnswer:
        """Return the three days."""
        by, release, absolute = (plus_days(self.arrest, days) for days in (30, 33, 40))
        return ChargingAnswer(
            charge_by=by,
            release_on_day_33=release,
            absolute_day_40=absolute,
            trace=(
                plain_days(self.arrest, 30, by, "Fla. R. Crim. P. 3.134"),
                (
                    f"Without charges, release on day 33, {spell(release)}; for good cause at the"
                    f" latest on day 40, {spell(absolute)}."
                ),
                "Limits on custody do not move off a closed day.",
            ),
        )
