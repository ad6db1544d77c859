"""The Interstate Agreement on Detainers: trial of a prisoner of another state."""

from dataclasses import dataclass
from datetime import date

from app.domain.court_calendars import court_calendar
from app.domain.day_arithmetic import plus_days
from app.domain.speedy_trial.clock import Answer, Calendars, Clock
from app.domain.speedy_trial.reasons import plain_days


@dataclass(frozen=True, kw_only=True)
class DetainerAnswer(Answer):
    """The day by which trial must begin; it never rolls."""

    day_limit_date: date


@dataclass(frozen=True, kw_only=True)
class PrisonersRequest(Clock):
    """180 days from delivery of the request to both court and prosecutor: art. III(a).

    Source: Fex v. Michigan, 507 U.S. 43 (1993).
    """

    request_received_by_court_and_prosecutor: date

    def answer(self, calendars: Calendars = court_calendar) -> DetainerAnswer:
        """Return the last day."""
        start = self.request_received_by_court_and_prosecutor
        last = plus_days(start, 180)
        trace = plain_days(start, 180, last, "Interstate Agreement on Detainers art. III(a)")
        return DetainerAnswer(day_limit_date=last, trace=(trace,))


@dataclass(frozen=True, kw_only=True)
class ProsecutorsRequest(Clock):
    """120 days from the prisoner's arrival in the receiving state: art. IV(c)."""

    arrival_in_receiving_state: date

    def answer(self, calendars: Calendars = court_calendar) -> DetainerAnswer:
        """Return the last day."""
        start = self.arrival_in_receiving_state
        last = plus_days(start, 120)
        trace = plain_days(start, 120, last, "Interstate Agreement on Detainers art. IV(c)")
        return DetainerAnswer(day_limit_date=last, trace=(trace,))
