"""New York: release of a defendant held while the People are not ready, CPL 30.30(2)."""

from dataclasses import dataclass
from datetime import date

from app.domain.court_calendars import court_calendar
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.speedy_trial.clock import Answer, Calendars, Clock
from app.domain.speedy_trial.grading import is_short_misdemeanor, mentions
from app.domain.speedy_trial.reasons import plain_days


@dataclass(frozen=True, kw_only=True)
class ReleaseAnswer(Answer):
    """The day after which a defendant must be released; it never rolls."""

    release_limit_date: date


@dataclass(frozen=True, kw_only=True)
class ReleaseClock(Clock):
    """From commitment to release of a defendant held: CPL 30.30(2).

    Attributes:
        top_count: felony, misdemeanor (over or up to three months), or violation.
    """

    committed: date
    top_count: str

    def answer(self, calendars: Calendars = court_calendar) -> ReleaseAnswer:
        """Return the last day of custody."""
        days = self._limit()
        last = plus_days(self.committed, days)
        return ReleaseAnswer(
            release_limit_date=last,
            trace=(
                plain_days(self.committed, days, last, "CPL 30.30(2)"),
                "A limit on custody does not move off a closed day.",
            ),
        )

    def _limit(self) -> int:
        grade = self.top_count
        if mentions(grade, "felon"):
            return 90
        if mentions(grade, "violation"):
            return 5
        is_short = is_short_misdemeanor(grade)
        if is_short is None:
            raise Refused("clock.grade_unknown", field="top_count")
        return 15 if is_short else 30
