"""A trial date held against a clock: in time, in time by one reading only, too late, too early."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.clocks.standing import ClockStanding


class Verdict(StrEnum):
    """Whether a trial on a day would be in time."""

    IN_TIME = "in_time"
    LAST_DAYS = "last_days"
    JOINED = "joined"
    LATE = "late"
    TOO_EARLY = "too_early"
    NO_LIMIT = "no_limit"


@dataclass(frozen=True, kw_only=True)
class TrialCheck:
    """A trial date held against a clock.

    Attributes:
        on: the trial.
        spare: days from the trial to the limit date; negative when it is past; None without one.
    """

    on: date
    verdict: Verdict
    spare: int | None = None


def held_against(standing: ClockStanding, on: date) -> TrialCheck:
    """Return whether a trial on that day is in time.

    ``LAST_DAYS`` is after the conservative date but within one that some reading allows: rolled off
    a closed day, or followed by excluded days. ``JOINED`` is in time by a codefendant's clock only.
    """
    figures = standing.figures
    if figures is not None and figures.earliest is not None:
        early = on < figures.earliest
        spare = (on - figures.earliest).days
        return TrialCheck(
            on=on, verdict=Verdict.TOO_EARLY if early else Verdict.IN_TIME, spare=spare
        )
    limit = standing.limit_date
    if figures is None or limit is None:
        return TrialCheck(on=on, verdict=Verdict.NO_LIMIT)
    return TrialCheck(on=on, verdict=_verdict(standing, on, limit), spare=(limit - on).days)


def _verdict(standing: ClockStanding, on: date, limit: date) -> Verdict:
    figures = standing.figures
    conservative = figures.conservative if figures else None
    allowed = figures.last_allowable if figures else None
    if on <= (conservative or limit):
        return Verdict.IN_TIME
    if on <= (allowed or limit):
        return Verdict.LAST_DAYS
    if standing.joint is not None and on <= standing.joint.limit_date:
        return Verdict.JOINED
    return Verdict.LATE
