"""New York: the People's time to be ready for trial, CPL 30.30(1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.errors import Refused
from app.domain.speedy_trial.clock import (
    Answer,
    Calendars,
    Clock,
    Status,
    require_days,
    require_order,
)
from app.domain.speedy_trial.excluded_days import ExcludedDays, Exclusion
from app.domain.speedy_trial.new_york_limit import ReadinessLimit
from app.domain.speedy_trial.reasons import (
    excluded,
    reached,
    remaining,
    rolled,
    warn_if_before,
)
from app.domain.time_computation.answer import WARNING
from app.domain.time_computation.wording import spell


@dataclass(frozen=True, kw_only=True)
class ReadinessAnswer(Answer):
    """Where the People's time stands, and when it runs out.

    Attributes:
        limit_date: the limit without exclusions, unrolled.
        limit_in_days: the limit as a number of days.
        elapsed_total: days from commencement to the day that ends the count.
        days_excluded: of these, excluded.
        chargeable_days: the rest.
        days_remaining: what is left; negative when exceeded.
        last_day_if_not_ready: the first day on which the limit is used up.
        last_day_gcl25a: the same moved off a closed day (Gen. Constr. Law 25-a).
        chargeable_at_coc: charged when a certificate of compliance was served.
        chargeable_at_next_date_if_invalid: charged at the next court date, since the certificate
            was held invalid.
    """

    limit_date: date | None = None
    limit_in_days: int | None = None
    elapsed_total: int | None = None
    days_excluded: int | None = None
    chargeable_days: int | None = None
    days_remaining: int | None = None
    last_day_if_not_ready: date | None = None
    last_day_gcl25a: date | None = None
    chargeable_at_coc: int | None = None
    chargeable_at_next_date_if_invalid: int | None = None
    status: Status | None = None


@dataclass(frozen=True, kw_only=True)
class ReadinessClock(Clock):
    """From commencement to the People's readiness, less excluded days: CPL 30.30(1), (4).

    Attributes:
        commencement: the day the first accusatory instrument was filed; not counted.
        top_count: ``felony`` or ``A misdemeanor``; gives the limit where ``limit`` does not.
        limit: ``"90 days"``, ``"6 months"``, or a number of days.
        coc_and_ready: the day a valid certificate and statement of readiness were filed.
        readiness_off_calendar: the day readiness was stated out of court.
        as_of: the day the count is asked for.
        coc: the day of a certificate of compliance whose validity ``coc_valid`` states.
        chargeable_before_readiness: what was charged before a valid statement of readiness;
            with ``post_readiness_request_days`` the count after readiness (People v. Cortes).
    """

    commencement: date | None = None
    top_count: str | None = None
    limit: int | str | None = None
    exclusions: tuple[Exclusion, ...] = ()
    coc_and_ready: date | None = None
    readiness_off_calendar: date | None = None
    as_of: date | None = None
    coc: date | None = None
    coc_valid: bool | None = None
    next_court_date: date | None = None
    defence_motion_filed: date | None = None
    chargeable_before_readiness: int | None = None
    post_readiness_request_days: int | None = None

    def __post_init__(self) -> None:
        for field in ("chargeable_before_readiness", "post_readiness_request_days"):
            require_days(getattr(self, field), field)

    def answer(self, calendars: Calendars = court_calendar) -> ReadinessAnswer:
        """Return where the People's time stands."""
        calendar = calendars("NY-GCL24")
        if self.chargeable_before_readiness is not None:
            return self._after_readiness(self.chargeable_before_readiness, calendar)
        if self.commencement is None:
            raise Refused("clock.date_missing", field="commencement")
        return self._before_readiness(self.commencement, calendar)

    @cached_property
    def _days(self) -> ExcludedDays:
        return ExcludedDays(self.exclusions)

    @property
    def _is_invalid(self) -> bool:
        """Whether a certificate was held invalid, so that the clock never stopped."""
        return self.coc_valid is False

    def _limit(self) -> ReadinessLimit | None:
        if self.limit is not None:
            return ReadinessLimit.stated(self.limit)
        return ReadinessLimit.of_top_count(self.top_count or "")

    def _after_readiness(self, before: int, calendar: CourtCalendar) -> ReadinessAnswer:
        """Charge only the delay the People asked for: People v. Cortes, 80 NY2d 201 (1992)."""
        limit, asked = self._limit(), self.post_readiness_request_days
        answer = self._limits(limit, calendar)
        if asked is None:
            unknown = f"{WARNING}How many days the People asked for after readiness was not said."
            return replace(answer, trace=(*answer.trace, unknown))
        charged, in_days = before + asked, answer.limit_in_days
        left = "" if in_days is None else f", {remaining(charged, in_days)}"
        says = (
            f"{before} charged before readiness and {asked} that the People asked for after it are"
            f" {charged}{left} (CPL 30.30(4); People v. Cortes, 80 NY2d 201 (1992))."
        )
        return replace(
            answer,
            chargeable_days=charged,
            days_remaining=None if in_days is None else in_days - charged,
            status=None if in_days is None else Status.of(charged, in_days),
            trace=(*answer.trace, says),
        )

    def _before_readiness(self, start: date, calendar: CourtCalendar) -> ReadinessAnswer:
        limits = self._limits(self._limit(), calendar)
        counts = self._counts(start, limits.limit_in_days)
        return replace(
            counts,
            limit_date=limits.limit_date,
            last_day_if_not_ready=limits.last_day_if_not_ready,
            last_day_gcl25a=limits.last_day_gcl25a,
            trace=(*limits.trace, *self._say_counts(start, counts)),
        )

    def _limits(self, limit: ReadinessLimit | None, calendar: CourtCalendar) -> ReadinessAnswer:
        """Answer what follows from the limit alone, as far as its start is known."""
        start = self.commencement
        if limit is None:
            unknown = f"{WARNING}The time the People have for this count is not known here."
            return ReadinessAnswer(trace=(unknown, *self._say_excluded()))
        in_days = limit.in_days(start)
        if start is None or in_days is None:
            return ReadinessAnswer(
                limit_in_days=in_days, trace=(f"The limit is {limit} (CPL 30.30(1)).",)
            )
        last_day = self._days.counted_day(start, in_days)
        gcl25a, says_rolled = rolled(calendar, last_day, "N.Y. Gen. Constr. Law 25-a")
        return ReadinessAnswer(
            limit_date=limit.date_from(start),
            limit_in_days=in_days,
            last_day_if_not_ready=last_day,
            last_day_gcl25a=gcl25a,
            trace=(*self._say_limit(limit, start, in_days, last_day), *says_rolled),
        )

    def _counts(self, start: date, limit_in_days: int | None) -> ReadinessAnswer:
        """Answer the days charged, on each of the days that matter."""
        at_coc = self._charged_on(start, self.coc, "coc")
        at_next = None
        if self._is_invalid:
            at_next = self._charged_on(start, self.next_court_date, "next_court_date")
        end, field = self._end()
        charged = self._charged_on(start, end, field)
        figures = (charged, at_coc, at_next) if self._is_invalid else (charged,)
        answer = ReadinessAnswer(
            limit_in_days=limit_in_days,
            chargeable_at_coc=at_coc,
            chargeable_at_next_date_if_invalid=at_next,
            status=_status(figures, limit_in_days),
        )
        if end is None or charged is None:
            return answer
        elapsed = (end - start).days
        return replace(
            answer,
            elapsed_total=elapsed,
            days_excluded=elapsed - charged,
            chargeable_days=charged,
            days_remaining=None if limit_in_days is None else limit_in_days - charged,
        )

    def _end(self) -> tuple[date | None, str]:
        """Return the day that ends the count, and its field.

        A defence motion ends the count of a readiness that was never real.
        """
        ends = ["coc_and_ready", "readiness_off_calendar", "as_of"]
        if self._is_invalid:
            ends.insert(0, "defence_motion_filed")
        for field in ends:
            end: date | None = getattr(self, field)
            if end is not None:
                return end, field
        return None, ""

    def _charged_on(self, start: date, day: date | None, field: str) -> int | None:
        """Return the days charged by then; only a day asked about may lie before the start."""
        if day is None:
            return None
        if field != "as_of":
            require_order(start, day, field)
        return (day - start).days - self._days.count(start, day)

    def _say_limit(
        self, limit: ReadinessLimit, start: date, in_days: int, last_day: date
    ) -> Iterator[str]:
        yield f"{spell(start)} is not counted; the limit is {limit} (CPL 30.30(1))."
        yield from _say_months(limit, start, in_days)
        yield from self._say_excluded()
        yield from reached(start, in_days, self._days, last_day)
        yield f"The limit is used up on {spell(last_day)}."

    def _say_excluded(self) -> Iterator[str]:
        return excluded(self.exclusions, self._days, "CPL 30.30(4)")

    def _say_counts(self, start: date, counts: ReadinessAnswer) -> Iterator[str]:
        end, field = self._end()
        if end is not None and counts.chargeable_days is not None:
            limit = counts.limit_in_days
            left = "" if limit is None else f", {remaining(counts.chargeable_days, limit)}"
            yield (
                f"To {spell(end)}, {_ENDS[field]}: {counts.elapsed_total} elapsed less"
                f" {counts.days_excluded} excluded is {counts.chargeable_days} charged to the"
                f" People{left}."
            )
        if field == "as_of":
            yield from warn_if_before(start, end)
        if self._is_invalid:
            yield from self._say_invalid(counts)

    def _say_invalid(self, counts: ReadinessAnswer) -> Iterator[str]:
        yield (
            "The certificate of compliance was held invalid, so the clock never stopped"
            " (CPL 30.30(5), 245.50)."
        )
        yield from _say_charged("the certificate", self.coc, counts.chargeable_at_coc)
        at_next = counts.chargeable_at_next_date_if_invalid
        yield from _say_charged("the next court date", self.next_court_date, at_next)


_ENDS = {
    "coc_and_ready": "when the People certified and stated that they were ready",
    "readiness_off_calendar": "when the People stated off calendar that they were ready",
    "as_of": "the day asked about",
    "defence_motion_filed": "when the defense moved",
}


def _say_months(limit: ReadinessLimit, start: date, in_days: int) -> Iterator[str]:
    if limit.in_months:
        yield (
            f"{limit} end on {spell(limit.date_from(start))}, which makes {in_days} days here"
            " (N.Y. Gen. Constr. Law 30)."
        )


def _say_charged(what: str, day: date | None, charged: int | None) -> Iterator[str]:
    if day is not None and charged is not None:
        yield f"Charged by {what}, {spell(day)}: {charged}."


def _status(figures: tuple[int | None, ...], limit_in_days: int | None) -> Status | None:
    """Return the status of the latest figure; charges only grow, so that is the largest."""
    latest = max((figure for figure in figures if figure is not None), default=None)
    if latest is None or limit_in_days is None:
        return None
    return Status.of(latest, limit_in_days)
