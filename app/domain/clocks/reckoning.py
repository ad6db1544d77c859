"""One clock reckoned with one set of exclusions: the answer of its law, read as common figures.

Laws answer with fields of their own (`app.domain.speedy_trial`); which field is which figure stands
in the data of the law. What a law does not count by itself is counted here the same way for all.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.clocks.facts import FactValue, start_day
from app.domain.clocks.regimes import Effect, Regime
from app.domain.clocks.spans import TakenSpan
from app.domain.clocks.waivers import governing
from app.domain.court_calendars import CourtCalendar
from app.domain.speedy_trial import REGIMES, Answer, ExcludedDays, Status
from app.domain.speedy_trial.california import PreliminaryHearingAnswer
from app.domain.speedy_trial.reasons import rolled, to_be_safe
from app.domain.time_computation.wording import amount, spell


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """Where a clock stands; None for what its law does not give.

    Attributes:
        answer: the law's own answer, with every field.
        start: day 0 of the count.
        limit_days: days allowed.
        limit_date: the day the count reaches the limit; open ranges end on the day asked about.
        last_compliant: the last day before the count would exceed it.
        rolled: the limit date moved off a closed day, where the law moves it.
        conservative: the last open day on or before the limit date.
        earliest: the first day that is lawful, for laws that set one.
    """

    answer: Answer
    start: date | None = None
    limit_days: int | None = None
    elapsed: int | None = None
    excluded: int | None = None
    counted: int | None = None
    remaining: int | None = None
    limit_date: date | None = None
    last_compliant: date | None = None
    rolled: date | None = None
    conservative: date | None = None
    earliest: date | None = None
    status: Status | None = None
    trace: tuple[str, ...] = ()

    @property
    def last_allowable(self) -> date | None:
        """The last day that any reading of the law allows."""
        known = (self.limit_date, self.last_compliant, self.rolled)
        return max((day for day in known if day is not None), default=None)

    def moves_with(self, taken: Iterable[TakenSpan]) -> bool:
        """Whether one of the spans is open and moves the limit with each day."""
        limit = self.limit_date
        return limit is not None and any(each.is_open and each.first <= limit for each in taken)


@dataclass(frozen=True)
class Reckoning:
    """A law with its facts, ready to be reckoned.

    Attributes:
        as_of: the day asked about.
        calendar: the court calendar in force for this law.
    """

    regime: Regime
    values: dict[str, FactValue]
    as_of: date
    calendar: CourtCalendar

    def with_spans(self, taken: tuple[TakenSpan, ...]) -> Reckoned:
        """Return where the clock stands with these days excluded.

        Raises:
            Refused: facts that contradict each other or do not suffice.
        """
        said: list[str] = []
        days = ExcludedDays(each.exclusion for each in taken)
        start = start_day(self.regime, self.values)
        answer = self._answer(taken, days, said)
        trace = [*said, *answer.trace]
        limit_date = self._limit_date(answer, start, days, trace)
        counts = self._counts(answer, start, limit_date, days)
        rolled = self._rolled(limit_date)
        conservative, says_safe = self._conservative(answer, limit_date)
        return Reckoned(
            answer=answer,
            start=start,
            limit_days=self._limit_days(answer),
            **counts,
            limit_date=limit_date,
            last_compliant=self._last_compliant(limit_date, days),
            rolled=rolled,
            conservative=conservative,
            earliest=self._figure(answer, "earliest"),
            status=self._status(answer, limit_date, rolled),
            trace=(*trace, *self._say_roll(answer, limit_date, rolled), *says_safe),
        )

    @property
    def _has_begun(self) -> bool:
        start = start_day(self.regime, self.values)
        return start is None or self.as_of >= start

    def _answer(self, taken: tuple[TakenSpan, ...], days: ExcludedDays, said: list[str]) -> Answer:
        clock = REGIMES[self.regime.id]
        given: dict[str, Any] = dict(self.values)
        if self.regime.effect is Effect.TOLLS:
            given["exclusions"] = tuple(each.exclusion for each in taken)
        elif self.regime.effect is Effect.WAIVERS:
            self._open_window(given, taken, said)
        elif self.regime.effect is Effect.DAYS and taken and self.regime.days_fact not in given:
            given[self.regime.days_fact] = self._added(given, days)
        if self._has_begun:
            given["as_of"] = self.as_of
        own = {field.name for field in dataclasses.fields(clock)}  # type: ignore[arg-type]  # every clock is a dataclass
        asked = clock(**{name: value for name, value in given.items() if name in own})
        return asked.answer(lambda _: self.calendar)

    def _open_window(
        self, given: dict[str, Any], taken: tuple[TakenSpan, ...], said: list[str]
    ) -> None:
        window = governing(given["start"], given["limit_days"], taken)
        given["start"], given["limit_days"] = window.start, window.days
        said.extend(window.why)

    def _added(self, given: dict[str, Any], days: ExcludedDays) -> int:
        """Return by how many excluded days the limit moves out."""
        start: date = given[self.regime.start]
        allowed: int = given["limit_days"]
        return (days.counted_day(start, allowed) - start).days - allowed

    def _limit_date(
        self, answer: Answer, start: date | None, days: ExcludedDays, trace: list[str]
    ) -> date | None:
        if isinstance(answer, PreliminaryHearingAnswer):
            return self._preliminary(answer, trace)
        limit: date | None = self._figure(answer, "limit_date")
        if limit is None or start is None or self.regime.effect is not Effect.EXTENDS:
            return limit
        extended = days.counted_day(start, max((limit - start).days, 0))
        if extended > limit:
            more = amount((extended - limit).days, "day")
            trace.append(f"{more} excluded move the limit to {spell(extended)}.")
        return max(extended, limit)

    def _preliminary(self, answer: PreliminaryHearingAnswer, trace: list[str]) -> date | None:
        """Return the limit that is not waived (Cal. Penal Code 859b)."""
        ten, sixty = answer.ten_court_days, answer.sixty_calendar_days_raw
        if self.values.get("ten_days_waived") is not True:
            return min(ten, sixty)
        if self.values.get("sixty_days_waived") is not True:
            trace.append("The 10 court days are waived; the 60 days bind.")
            return sixty
        trace.append("Both limits are waived.")
        return None

    def _counts(
        self, answer: Answer, start: date | None, limit_date: date | None, days: ExcludedDays
    ) -> dict[str, Any]:
        """Return elapsed, excluded, counted and remaining, by the law or as for every law."""
        own = {
            name: self._figure(answer, name)
            for name in ("elapsed", "excluded", "counted", "remaining")
        }
        if any(own.values()) or own["counted"] is not None or start is None or not self._has_begun:
            return own
        elapsed = (self.as_of - start).days
        excluded = days.count(start, self.as_of)
        return {
            "elapsed": elapsed,
            "excluded": excluded,
            "counted": elapsed - excluded,
            "remaining": None if limit_date is None else self._countable(limit_date, days),
        }

    def _countable(self, limit_date: date, days: ExcludedDays) -> int:
        """Return the days that still count up to the limit; below zero once it has passed."""
        if self.regime.effect is Effect.WAIVERS:
            return (limit_date - self.as_of).days
        first, last = sorted((self.as_of, limit_date))
        countable = (last - first).days - days.count(first, last)
        return countable if self.as_of <= limit_date else -countable

    def _limit_days(self, answer: Answer) -> int | None:
        for stated in (getattr(answer, "limit_in_days", None), self.values.get("limit_days")):
            if isinstance(stated, int):
                return stated
        return self.regime.limit_days

    def _last_compliant(self, limit_date: date | None, days: ExcludedDays) -> date | None:
        if limit_date is None or self.regime.effect not in {Effect.TOLLS, Effect.EXTENDS}:
            return limit_date
        return days.last_of_run_after(limit_date)

    def _rolled(self, limit_date: date | None) -> date | None:
        if limit_date is None or not self.regime.rolls:
            return None
        target, _said = rolled(self.calendar, limit_date, "")
        return target

    def _conservative(
        self, answer: Answer, limit_date: date | None
    ) -> tuple[date | None, tuple[str, ...]]:
        """Return the day to plan by, and why where the law's own trace does not say it."""
        stated: date | None = self._figure(answer, "conservative")
        if stated is not None or limit_date is None:
            return stated, ()
        safe, said = to_be_safe(self.calendar, limit_date)
        return safe, tuple(step for step in said if step not in answer.trace)

    def _status(
        self, answer: Answer, limit_date: date | None, rolled: date | None
    ) -> Status | None:
        stated = getattr(answer, "status", None)
        if stated is not None or limit_date is None or not self._has_begun:
            return stated
        return Status.EXCEEDED if self.as_of > (rolled or limit_date) else Status.WITHIN

    def _say_roll(
        self, answer: Answer, limit_date: date | None, rolled: date | None
    ) -> tuple[str, ...]:
        """Say where the office's own court days move the last day further than the law's."""
        shipped = [
            getattr(answer, name, None)
            for name in ("last_day_rule45", "due", "last_day_gcl25a", "last_allowable_rolled")
        ]
        if limit_date is None or rolled is None or rolled in shipped or rolled == limit_date:
            return ()
        closed = self.calendar.closure(limit_date)
        return (f"{spell(limit_date)} is {closed}; the last day moves to {spell(rolled)}.",)

    def _figure(self, answer: Answer, name: str) -> Any:  # noqa: ANN401  a field of any answer
        """Return a figure by the first of its fields that the answer has."""
        for field in self.regime.figures.get(name, ()):
            value = getattr(answer, field, None)
            if value is not None:
                return value
        return None
