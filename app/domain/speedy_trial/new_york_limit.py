"""How long the People have to be ready: CPL 30.30(1), by the top count or as stated."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.day_arithmetic import anniversary, plus_days
from app.domain.errors import Refused
from app.domain.speedy_trial.clock import require_days
from app.domain.speedy_trial.grading import is_short_misdemeanor, mentions
from app.domain.time_computation.wording import amount

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_STATED = re.compile(
    r"\s*([0-9]{1,5})(?:[\s-]*(?:calendar\s+)?(day|month)s?\b|\s*$)", re.IGNORECASE
)


@dataclass(frozen=True)
class ReadinessLimit:
    """The time the People have: days, or calendar months (never 180 days for six of them)."""

    n: int
    in_months: bool = False

    @classmethod
    def stated(cls, limit: int | str) -> "ReadinessLimit":
        """Return a limit as a file states it: ``90``, ``"90 days"``, ``"6 months (182 days)"``.

        Raises:
            Refused: ``clock.limit_unknown`` or ``clock.too_few_days``.
        """
        if isinstance(limit, int):
            require_days(limit, "limit", least=1)
            return cls(limit)
        found = _STATED.match(_IN_BRACKETS.sub("", limit))
        if found is None or int(found[1]) < 1:
            raise Refused("clock.limit_unknown", field="limit")
        return cls(int(found[1]), in_months=(found[2] or "").lower() == "month")

    @classmethod
    def of_top_count(cls, grade: str) -> "ReadinessLimit | None":
        """Return the statute's own limit; None for a grade that says too little."""
        if mentions(grade, "felon"):
            return cls(6, in_months=True)
        if mentions(grade, "violation", "infraction"):
            return cls(30)
        is_short = is_short_misdemeanor(grade)
        return None if is_short is None else cls(60 if is_short else 90)

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
