"""Trial-date certainty: how often cases that were tried had been set for trial (CourTools 5).

A setting of trial is a hearing of a kind at which a case is tried, whatever became of it. A date
that was only corrected is no further setting, for no hearing was continued.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from app.domain.hearings import TRIAL_KINDS, Hearing, HearingStatus

NOT_STATED = ""
"""Stands for a side or reason nobody wrote down."""


@dataclass(frozen=True, kw_only=True)
class TrialDates:
    """How certain trial dates were.

    Attributes:
        tried: cases whose first trial began in the period; ``by_settings``: number of settings of
            trial it took -> cases.
        waiting: cases set for trial that was not begun; ``waiting_settings``: settings so far ->
            cases.
        continued: settings of trial continued in the period; ``by_side``, ``by_reason``: who asked
            and why, by code, `NOT_STATED` where nobody wrote it down.
        vacated: settings of trial vacated in the period.
        no_result: settings of trial in the past without result: what they were cannot be counted.
    """

    first: date | None
    last: date | None
    tried: int
    by_settings: dict[int, int]
    waiting: int
    waiting_settings: dict[int, int]
    continued: int
    by_side: dict[str, int]
    by_reason: dict[str, int]
    vacated: int
    no_result: int

    @property
    def median_settings(self) -> float | None:
        """Settings of trial of the middle case; None where none was tried."""
        each = [number for number, cases in self.by_settings.items() for _ in range(cases)]
        return float(median(each)) if each else None

    @property
    def first_setting_percent(self) -> float | None:
        """Share of tried cases that were tried on their first setting; None where none was."""
        return 100 * self.by_settings.get(1, 0) / self.tried if self.tried else None


def trial_dates(
    settings: Iterable[Hearing], today: date, first: date | None = None, last: date | None = None
) -> TrialDates:
    """Measure the trial dates of all cases given.

    Args:
        settings: every hearing of a kind at which a case is tried.
        today: settings before it should have a result.
        first: of the period in which trial began, or a setting fell away; None = no limit.
        last: day of that period; None = no limit.
    """
    cases = _by_case(settings)
    begun = {case: _begun(held) for case, held in cases.items()}
    tried = [
        _settings_until(held, begun[case])
        for case, held in cases.items()
        if (on := begun[case]) is not None and _within(on, first, last)
    ]
    waiting = [len(held) for case, held in cases.items() if begun[case] is None and _awaits(held)]
    every = [each for held in cases.values() for each in held if _within(each.on, first, last)]
    continued = [each for each in every if each.status is HearingStatus.CONTINUED]
    return TrialDates(
        first=first,
        last=last,
        tried=len(tried),
        by_settings=_counted(tried),
        waiting=len(waiting),
        waiting_settings=_counted(waiting),
        continued=len(continued),
        by_side=_ranked(each.continued_by for each in continued),
        by_reason=_ranked(each.continuance_code for each in continued),
        vacated=sum(each.status is HearingStatus.VACATED for each in every),
        no_result=sum(each.status is HearingStatus.SET and each.on < today for each in every),
    )


def _by_case(settings: Iterable[Hearing]) -> dict[UUID, list[Hearing]]:
    cases: dict[UUID, list[Hearing]] = {}
    for hearing in settings:
        if hearing.kind in TRIAL_KINDS:
            cases.setdefault(hearing.case, []).append(hearing)
    return {
        case: sorted(held, key=lambda each: (each.starts_at, each.id))
        for case, held in cases.items()
    }


def _begun(settings: Sequence[Hearing]) -> date | None:
    """Return the day the first trial began: that of the first setting that was held."""
    return next((each.on for each in settings if each.status is HearingStatus.HELD), None)


def _awaits(settings: Sequence[Hearing]) -> bool:
    return any(each.status is HearingStatus.SET for each in settings)


def _settings_until(settings: Sequence[Hearing], begun: date | None) -> int:
    """Return the settings it took; days on which a trial goes on are no settings."""
    count = 0
    for each in settings:
        count += 1
        if each.status is HearingStatus.HELD and each.on == begun:
            break
    return count


def _within(on: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)


def _counted(numbers: Iterable[int]) -> dict[int, int]:
    return dict(sorted(Counter(numbers).items()))


def _ranked(codes: Iterable[str]) -> dict[str, int]:
    """Return how often each occurs, the most frequent first."""
    return dict(sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0])))
