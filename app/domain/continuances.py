"""Continuances: which days one is likely to exclude from a speedy-trial clock, and as what."""

from dataclasses import dataclass
from datetime import date

from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.hearings import ContinuedBy

FEDERAL = "3161"
"""How the categories of the federal exclusions begin (18 U.S.C. 3161(h))."""

_FEDERAL_BY_REASON: dict[str, str] = {
    "COMPETENCY": "H1A",
    "CUSTODY-ELSEWHERE": "H1B",
    "MOTION": "H1D",
    "PLEA-TALKS": "H7",
    "WITNESS": "H3",
    "VICTIM": "H3",
    "OFFICER": "H3",
    "DEF-ABSENT": "H3",
    "DEF-ILL": "H4",
    "CODEFENDANT": "H6",
}
_STATE_BY_REASON: dict[str, str] = {
    "MOTION": "MOTION",
    "DEF-ABSENT": "WARRANT",
    "COUNSEL-NEW": "COUNSEL",
    "LAB": "EXCEPTIONAL",
    "CLOSURE": "EXCEPTIONAL",
}
_STATE_BY_SIDE: dict[ContinuedBy, str] = {
    ContinuedBy.DEFENSE: "DEF-REQUEST",
    ContinuedBy.JOINT: "CONSENT",
    ContinuedBy.COURT: "COURT",
    ContinuedBy.PEOPLE: "GOOD-CAUSE",
}
NEVER_ENDS_OF_JUSTICE = frozenset({"CONGESTION", "PREPARE"})
"""Congestion, and the People's lack of diligent preparation: 18 U.S.C. 3161(h)(7)(C)."""


def likely_kind(by: ContinuedBy, reason: str, *, is_federal: bool) -> str:
    """Return the kind of excluded time (code list ``excluded_time``) that fits a continuance best.

    Args:
        by: who asked.
        reason: code list ``continuance_reason``; empty if none was chosen.
        is_federal: whether the office appears in federal court.
    """
    if is_federal:
        return _FEDERAL_BY_REASON.get(reason, "H7")
    return _STATE_BY_REASON.get(reason, _STATE_BY_SIDE[by])


def is_barred(kind: str, by: ContinuedBy, reason: str) -> bool:
    """Whether the law forbids this exclusion for this reason.

    Source: 18 U.S.C. 3161(h)(7)(C): no ends-of-justice continuance for general congestion of the
    court's calendar, nor for lack of diligent preparation by the attorney for the Government.
    """
    if kind != "H7" or reason not in NEVER_ENDS_OF_JUSTICE:
        return False
    return reason == "CONGESTION" or by is ContinuedBy.PEOPLE


@dataclass(frozen=True)
class Exclusion:
    """Days that a continuance excludes, both ends included, until somebody confirms them.

    Attributes:
        kind: code list ``excluded_time``; empty = the one that fits the continuance best.
        first, last: None = as the kind of exclusion counts (`usual_days`).
    """

    kind: str = ""
    first: date | None = None
    last: date | None = None


UNSTATED = Exclusion()
"""The kind and the days that are usual."""


def usual_days(category: str, old: date, new: date) -> tuple[date, date]:
    """Return first and last excluded day of a continuance.

    Under 18 U.S.C. 3161(h) both the old and the new date are excluded. The state kinds count as
    N.Y. Gen. Constr. Law 20 does: the day reckoned from is left out, the new date is in.

    Args:
        category: of the kind of excluded time, e.g. ``"3161(h)(1)"``.
        old: the day given up.
        new: the day that takes its place; the same day excludes that day alone.
    """
    first = old if category.startswith(FEDERAL) or new <= old else plus_days(old, 1)
    return first, new


def require_span(first: date, last: date, new: date) -> None:
    """Refuse days that no continuance to ``new`` can exclude.

    Raises:
        Refused: ``hearing.exclusion_backward`` or ``hearing.exclusion_beyond``.
    """
    if last < first:
        raise Refused("hearing.exclusion_backward", field="excluded_last", first=first)
    if last > new:
        raise Refused("hearing.exclusion_beyond", field="excluded_last", new=new)
