"""New York: the People's time to be ready for trial, CPL 30.30(1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from app.domain.court_calendars import court_calendar
from app.domain.day_arithmetic import anniversary, plus_days
from app.domain.errors import Refused
from app.domain.speedy_trial.clock import (
    Answer,
    Clock,
    Status,
    excluded,
    if_loaded,
    require_days,
    require_order,
    rolled,
)
from app.domain.speedy_trial.excluded_days import ExcludedDays, Exclusion
from app.domain.speedy_trial.grading import class_letter, mentions
from app.domain.time_computation.wording import amount, spell

_STATED_LIMIT = re.compile(r"\s*([0-9]{1,5})[\s-]*(day|month)s?\b", re.IGNORECASE)


@dataclass(frozen=True)
class ReadinessLimit:
    """The time the People have: days, or calendar months (never 180 days for six of them)."""

    n: int
    in_months: bool = False

    def date_from(self, commencement: date) -> date:
        """Return the last day, unrolled: N.Y. Gen. Constr. Law 20, 30."""
        if self.in_months:
            return anniversary(commencement, self.n)
        return plus_days(commencement, self.n)

    def in_days(self, commencement: date | None) -> int | None:
        """Return the limit in days; for months that depends on where they start."""
        if not self.in_months:
            return self.n
        if commencement is None:
            return None
        return (self.date_from(commencement) - commencement).days

    def __str__(self) -> str:
        return amount(self.n, "calendar month" if self.in_months else "day")


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

    def answer(self) -> ReadinessAnswer:
        """Return where the People's time stands."""
        after_readiness = (self.chargeable_before_readiness, self.post_readiness_request_days)
        if after_readiness != (None, None):
            return self._after_readiness()
        return self._before_readiness()

    @cached_property
    def _days(self) -> ExcludedDays:
        return ExcludedDays(self.exclusions)

    @property
    def _is_invalid(self) -> bool:
        """Whether a certificate was held invalid, so that the clock never stopped."""
        return self.coc is not None and self.coc_valid is False

    def _after_readiness(self) -> ReadinessAnswer:
        """Charge only the delay the People asked for: People v. Cortes, 80 NY2d 201 (1992)."""
        before, asked = self.chargeable_before_readiness, self.post_readiness_request_days
        if before is None:
            raise Refused("clock.count_missing", field="chargeable_before_readiness")
        if asked is None:
            raise Refused("clock.count_missing", field="post_readiness_request_days")
        limit = self._limit()
        in_days = None if limit is None else limit.in_days(self.commencement)
        charged = before + asked
        return ReadinessAnswer(
            limit_in_days=in_days,
            chargeable_days=charged,
            days_remaining=None if in_days is None else in_days - charged,
            status=None if in_days is None else Status.of(charged, in_days),
            trace=(
                (
                    f"{before} days charged before readiness and {asked} the People asked for after"
                    f" it are {charged} (CPL 30.30(4); People v. Cortes, 80 NY2d 201 (1992))."
                ),
            ),
        )

    def _before_readiness(self) -> ReadinessAnswer:
        start = self.commencement
        if start is None:
            raise Refused("clock.date_missing", field="commencement")
        limit = self._limit()
        if limit is None:
            unknown = "The time the People have for this count is not known here."
            return replace(self._counts(start, None), trace=(unknown,))
        limit_date = limit.date_from(start)
        in_days = (limit_date - start).days
        last_day = self._days.counted_day(start, in_days)
        calendar = court_calendar("NY-GCL24")
        gcl25a = if_loaded(calendar.on_or_after, last_day)
        counts = self._counts(start, in_days)
        return replace(
            counts,
            limit_date=limit_date,
            limit_in_days=in_days,
            last_day_if_not_ready=last_day,
            last_day_gcl25a=gcl25a,
            trace=(
                f"{spell(start)} is not counted; the limit is {limit} (CPL 30.30(1)).",
                *self._say_months(limit, limit_date, in_days),
                *excluded(self._days, "CPL 30.30(4)"),
                f"The limit is used up on {spell(last_day)}.",
                *rolled(calendar, last_day, gcl25a, "N.Y. Gen. Constr. Law 25-a"),
                *self._say_counts(counts),
            ),
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

    def _limit(self) -> ReadinessLimit | None:
        if isinstance(self.limit, str):
            return self._stated(self.limit)
        if self.limit is not None:
            require_days(self.limit, "limit", least=1)
            return ReadinessLimit(self.limit)
        grade = self.top_count or ""
        if mentions(grade, "felon"):
            return ReadinessLimit(6, in_months=True)
        return ReadinessLimit(90) if class_letter(grade) == "a" else None

    def _stated(self, text: str) -> ReadinessLimit:
        """Read the leading number and unit; what follows is for people."""
        found = _STATED_LIMIT.match(text)
        if found is None or int(found[1]) < 1:
            raise Refused("clock.limit_unknown", field="limit")
        return ReadinessLimit(int(found[1]), in_months=found[2].lower() == "month")

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
        if day is None:
            return None
        require_order(start, day, field)
        return (day - start).days - self._days.count(start, day)

    def _say_months(self, limit: ReadinessLimit, limit_date: date, in_days: int) -> list[str]:
        if not limit.in_months:
            return []
        return [
            (
                f"{limit} end on {spell(limit_date)}, which makes {in_days} days here"
                " (N.Y. Gen. Constr. Law 30)."
            )
        ]

    def _say_counts(self, counts: ReadinessAnswer) -> Iterator[str]:
        end, _ = self._end()
        if end is not None:
            yield (
                f"To {spell(end)}: {counts.elapsed_total} elapsed less {counts.days_excluded}"
                f" excluded is {counts.chargeable_days} charged to the People."
            )
        if self._is_invalid:
            at_next = counts.chargeable_at_next_date_if_invalid
            later = "" if at_next is None else f", {at_next} at the next court date"
            yield (
                "The certificate of compliance was held invalid, so the clock never stopped:"
                f" {counts.chargeable_at_coc} charged when it was served{later}"
                " (CPL 30.30(5), 245.50)."
            )


def _status(figures: tuple[int | None, ...], limit_in_days: int | None) -> Status | None:
    """Return the status of the latest figure; charges only grow, so that is the largest."""
    latest = max((figure for figure in figures if figure is not None), default=None)
    if latest is None or limit_in_days is None:
        return None
    return Status.of(latest, limit_in_days)
