"""California: how a waiver of time, its withdrawal and a consent move the limit of section 1382.

A general waiver suspends the limit until it is withdrawn in open court; then 60 days run, in a
misdemeanor 30. Consent to a later date gives that date and 10 days (Cal. Penal Code 1382(a)(2),
(3)). Good cause shown excuses delay; the day it ends is taken as the earliest last day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.clocks.spans import TakenSpan
from app.domain.day_arithmetic import plus_days
from app.domain.time_computation.wording import spell

_AFTER_CONSENT = 10
_FELONY, _MISDEMEANOR = 60, 30
_MISDEMEANOR_LIMITS = frozenset({30, 45})


@dataclass(frozen=True)
class Window:
    """The period that governs.

    Attributes:
        start: day 0; ``days``: the period.
        why: the sentences that lead to it, empty for the period as it began.
    """

    start: date
    days: int
    why: tuple[str, ...] = ()

    @property
    def limit_date(self) -> date:
        """The last day, not moved off a closed one."""
        return plus_days(self.start, self.days)


def governing(start: date, limit_days: int, taken: Iterable[TakenSpan]) -> Window:
    """Return the latest window that waivers, consents and good cause have opened."""
    first = Window(start, limit_days)
    opened = (window for each in taken if each.last > start for window in _windows(each, first))
    return max((first, *opened), key=lambda window: window.limit_date)


def _windows(taken: TakenSpan, first: Window) -> tuple[Window, ...]:
    last, kind = taken.last, taken.span.kind
    if kind == "WAIVER":
        days = _MISDEMEANOR if first.days in _MISDEMEANOR_LIMITS else _FELONY
        ended = (
            f"The waiver of time stands; were it withdrawn on {spell(last)},"
            if taken.is_open
            else f"The waiver of time was withdrawn on {spell(last)};"
        )
        return (Window(last, days, (f"{ended} {days} days run from it (Cal. Penal Code 1382).",)),)
    if kind == "CONSENT":
        why = (
            f"The defendant consented to {spell(last)}; trial is in time within 10 days of it"
            " (Cal. Penal Code 1382(a)(2)(B), (3)(B))."
        )
        return (Window(last, _AFTER_CONSENT, (why,)),)
    excused = f"Good cause excuses the delay to {spell(last)} (Cal. Penal Code 1382(a))."
    return (Window(last, 0, (excused,)),)
