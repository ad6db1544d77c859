"""Texas, Ohio, Washington, Pennsylvania and Illinois: one short rule each.

Their lengths were compared with copies of the texts, Washington's apart; how settled each is says
the data of the laws (`app.domain.clocks.regimes`). An office checks its own state's with counsel
before it relies on them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.speedy_trial.clock import Answer, Calendars, Clock, require_days, require_order
from app.domain.speedy_trial.excluded_days import ExcludedDays, Exclusion
from app.domain.speedy_trial.grading import class_letter, mentions
from app.domain.speedy_trial.reasons import excluded, plain_days, reached, remaining, rolled
from app.domain.time_computation.wording import amount, spell

_FEDERAL = "US-FED"


@dataclass(frozen=True, kw_only=True)
class TexasReleaseAnswer(Answer):
    """The day after which a detained defendant may ask for release; it never rolls."""

    release_eligible_after: date


@dataclass(frozen=True, kw_only=True)
class TexasReleaseClock(Clock):
    """90, 30, 15 or 5 days of detention, by grade: Tex. Code Crim. Proc. art. 17.151.

    Attributes:
        kind: felony, class A or B misdemeanor, or fine-only.
    """

    detention_start: date
    kind: str

    def answer(self, calendars: Calendars = court_calendar) -> TexasReleaseAnswer:
        """Return the last day of the state's time."""
        days = self._limit()
        last = plus_days(self.detention_start, days)
        return TexasReleaseAnswer(
            release_eligible_after=last,
            trace=(
                plain_days(self.detention_start, days, last, "Tex. Code Crim. Proc. art. 17.151"),
                "A limit on custody does not move off a closed day.",
            ),
        )

    def _limit(self) -> int:
        if mentions(self.kind, "felon"):
            return 90
        if mentions(self.kind, "fine"):
            return 5
        # Class C is punished by a fine alone (Tex. Penal Code 12.23).
        days = {"a": 30, "b": 15, "c": 5}.get(class_letter(self.kind))
        if days is not None:
            return days
        raise Refused("clock.grade_unknown", field="kind")


@dataclass(frozen=True, kw_only=True)
class OhioAnswer(Answer):
    """The days used in jail, and the limit for a defendant since released."""

    jail_days: int
    counted_at_release: int
    days_remaining: int
    day_limit_date: date


@dataclass(frozen=True, kw_only=True)
class OhioClock(Clock):
    """Each day in jail in lieu of bail counts as three: Ohio Rev. Code 2945.71(C)(2), (E)."""

    arrest: date
    released: date
    limit_days: int
    triple_count: bool = False

    def __post_init__(self) -> None:
        require_days(self.limit_days, "limit_days", least=1)
        require_order(self.arrest, self.released, "released")

    def answer(self, calendars: Calendars = court_calendar) -> OhioAnswer:
        """Return the days used and the limit."""
        jail_days = (self.released - self.arrest).days
        counted = 3 * jail_days if self.triple_count else jail_days
        left = self.limit_days - counted
        last = plus_days(self.released, left)
        return OhioAnswer(
            jail_days=jail_days,
            counted_at_release=counted,
            days_remaining=left,
            day_limit_date=last,
            trace=(
                self._say_jail(jail_days, counted),
                (
                    f"At release, {remaining(counted, self.limit_days)}; the last day is"
                    f" {spell(last)} (Ohio Rev. Code 2945.71)."
                ),
            ),
        )

    def _say_jail(self, jail_days: int, counted: int) -> str:
        times = "three times" if self.triple_count else "once"
        return (
            f"From {spell(self.arrest)}, which is not counted, to {spell(self.released)} are"
            f" {amount(jail_days, 'day')} in jail, counted {times}: {counted}"
            " (Ohio Rev. Code 2945.71(E))."
        )


@dataclass(frozen=True, kw_only=True)
class WashingtonAnswer(Answer):
    """The limit, and the buffer after the last excluded period; the later prevails."""

    day_limit_without_buffer: date
    buffer_date: date | None
    last_allowable: date
    last_allowable_rolled: date | None


@dataclass(frozen=True, kw_only=True)
class WashingtonClock(Clock):
    """60 or 90 days, but never less than 30 after an excluded period: Wash. CrR 3.3(b)."""

    BUFFER_DAYS: ClassVar[int] = 30

    commencement: date
    limit_days: int
    exclusions: tuple[Exclusion, ...] = ()

    def __post_init__(self) -> None:
        require_days(self.limit_days, "limit_days", least=1)

    def answer(self, calendars: Calendars = court_calendar) -> WashingtonAnswer:
        """Return both days and the later of them."""
        days = ExcludedDays(self.exclusions)
        limit = days.counted_day(self.commencement, self.limit_days)
        buffer = self._buffer()
        last = limit if buffer is None else max(limit, buffer)
        # An object of the exchange format has the federal calendar; a clock of a case its law's.
        calendar = calendars(_FEDERAL)
        on_open_day, says_rolled = rolled(calendar, last, _stands_in(calendar))
        return WashingtonAnswer(
            day_limit_without_buffer=limit,
            buffer_date=buffer,
            last_allowable=last,
            last_allowable_rolled=on_open_day,
            trace=(*self._say_limit(days, limit), *self._say_buffer(buffer, last), *says_rolled),
        )

    def _say_limit(self, days: ExcludedDays, limit: date) -> Iterator[str]:
        yield (
            f"{spell(self.commencement)} is not counted; the limit is"
            f" {amount(self.limit_days, 'day')} (Wash. CrR 3.3(b))."
        )
        yield from excluded(self.exclusions, days, "Wash. CrR 3.3(e)")
        yield from reached(self.commencement, self.limit_days, days, limit)
        yield f"Day {self.limit_days} of the days counted is {spell(limit)}."

    def _buffer(self) -> date | None:
        if not self.exclusions:
            return None
        return plus_days(max(range_.last for range_ in self.exclusions), self.BUFFER_DAYS)

    def _say_buffer(self, buffer: date | None, last: date) -> list[str]:
        if buffer is None:
            return []
        return [
            (
                f"Not earlier than 30 days after the last excluded day, {spell(buffer)}; the later"
                f" of the two is {spell(last)} (Wash. CrR 3.3(b)(5))."
            )
        ]


@dataclass(frozen=True, kw_only=True)
class PennsylvaniaAnswer(Answer):
    """The run date by the calendar, and with excludable time added."""

    mechanical_run_date: date
    adjusted_run_date: date | None


@dataclass(frozen=True, kw_only=True)
class PennsylvaniaClock(Clock):
    """365 days from the complaint, plus time excludable: Pa. R. Crim. P. 600(A)(2)(a), (C)."""

    complaint: date
    limit_days: int
    excludable_days: int | None = None

    def __post_init__(self) -> None:
        require_days(self.limit_days, "limit_days", least=1)
        require_days(self.excludable_days, "excludable_days")

    def answer(self, calendars: Calendars = court_calendar) -> PennsylvaniaAnswer:
        """Return both run dates."""
        mechanical = plus_days(self.complaint, self.limit_days)
        adjusted = _extended(mechanical, self.excludable_days)
        return PennsylvaniaAnswer(
            mechanical_run_date=mechanical,
            adjusted_run_date=adjusted,
            trace=(
                plain_days(
                    self.complaint, self.limit_days, mechanical, "Pa. R. Crim. P. 600(A)(2)"
                ),
                *_say_extended(adjusted, self.excludable_days, "Pa. R. Crim. P. 600(C)"),
            ),
        )


@dataclass(frozen=True, kw_only=True)
class IllinoisAnswer(Answer):
    """The limit, and the limit with the defendant's own delay added."""

    day_limit_date: date
    extended_date: date | None


@dataclass(frozen=True, kw_only=True)
class IllinoisClock(Clock):
    """120 days in custody, plus delay the defendant causes: 725 ILCS 5/103-5(a)."""

    custody_from: date
    limit_days: int
    defence_delay_days: int | None = None

    def __post_init__(self) -> None:
        require_days(self.limit_days, "limit_days", least=1)
        require_days(self.defence_delay_days, "defence_delay_days")

    def answer(self, calendars: Calendars = court_calendar) -> IllinoisAnswer:
        """Return both days."""
        limit = plus_days(self.custody_from, self.limit_days)
        extended = _extended(limit, self.defence_delay_days)
        return IllinoisAnswer(
            day_limit_date=limit,
            extended_date=extended,
            trace=(
                plain_days(self.custody_from, self.limit_days, limit, "725 ILCS 5/103-5(a)"),
                *_say_extended(extended, self.defence_delay_days, "725 ILCS 5/103-5(f)"),
            ),
        )


def _stands_in(calendar: CourtCalendar) -> str:
    """Say so where the federal holidays are taken for the state's; its own need no word."""
    return "federal holidays stand in for the state's" if calendar.id == _FEDERAL else ""


def _extended(day: date, days: int | None) -> date | None:
    return None if days is None else plus_days(day, days)


def _say_extended(extended: date | None, days: int | None, citation: str) -> list[str]:
    if extended is None or days is None:
        return []
    return [f"{amount(days, 'day')} not charged to the state: {spell(extended)} ({citation})."]
