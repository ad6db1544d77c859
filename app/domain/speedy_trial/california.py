"""California: trial under Penal Code 1382, preliminary hearing under Penal Code 859b."""

from dataclasses import dataclass
from datetime import date

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.speedy_trial.clock import Answer, Calendars, Clock
from app.domain.time_computation import DayProfile, DayQuestion, Period, Unit, compute_days


@dataclass(frozen=True, kw_only=True)
class TrialAnswer(Answer):
    """The limit, and the day due when it falls on a closed day (Code Civ. Proc. 12a)."""

    day_limit_date: date
    due: date


@dataclass(frozen=True, kw_only=True)
class Section1382(Clock):
    """15, 30, 45 or 60 days to information or trial: Cal. Penal Code 1382(a)."""

    start: date
    limit_days: int

    def answer(self, calendars: Calendars = court_calendar) -> TrialAnswer:
        """Return the limit and the day due."""
        found = compute_days(
            DayQuestion(
                profile=DayProfile.CA_CCP12,
                trigger=self.start,
                period=Period(self.limit_days),
                calendar=calendars("CA-courts"),
            )
        )
        return TrialAnswer(
            day_limit_date=found.raw_last_day,
            due=found.due,
            trace=(*found.trace, "The limit is that of Cal. Penal Code 1382(a)."),
        )


@dataclass(frozen=True, kw_only=True)
class PreliminaryHearingAnswer(Answer):
    """The two limits on the preliminary hearing; waiving the first does not waive the second."""

    ten_court_days: date
    sixty_calendar_days_raw: date
    sixty_calendar_days: date


@dataclass(frozen=True, kw_only=True)
class Section859b(Clock):
    """10 court days, and at most 60 days, to the preliminary hearing: Cal. Penal Code 859b."""

    arraignment_or_plea: date

    def answer(self, calendars: Calendars = court_calendar) -> PreliminaryHearingAnswer:
        """Return both limits."""
        calendar = calendars("CA-courts")
        court_days = Period(10, Unit.COURT_DAYS)
        ten = compute_days(self._question(DayProfile.COURT_DAYS, court_days, calendar))
        sixty = compute_days(self._question(DayProfile.CA_CCP12, Period(60), calendar))
        return PreliminaryHearingAnswer(
            ten_court_days=ten.due,
            sixty_calendar_days_raw=sixty.raw_last_day,
            sixty_calendar_days=sixty.due,
            trace=(
                "Ten court days, unless waived (Cal. Penal Code 859b):",
                *ten.trace,
                "Sixty days at most, unless waived separately (Cal. Penal Code 859b):",
                *sixty.trace,
            ),
        )

    def _question(
        self, profile: DayProfile, period: Period, calendar: CourtCalendar
    ) -> DayQuestion:
        return DayQuestion(
            profile=profile,
            trigger=self.arraignment_or_plea,
            period=period,
            calendar=calendar,
        )
