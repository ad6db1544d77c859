"""What if: the trial moved, an exclusion added, closed or withdrawn, before anything is written."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from app.domain.cases import CaseId
from app.domain.clocks.supposing import Supposed
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.plausible_days import require_plausible
from app.domain.users import Permission
from app.services.clock_standings import CaseClockBook, ClockView
from app.services.clocks.asking import day_asked
from app.services.office import OfCase, Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class ClockChange:
    """One clock as it is and as it would be."""

    before: ClockView
    after: ClockView

    @property
    def limit_moves_by(self) -> int | None:
        """Days by which the limit would move; None where either has none."""
        old, new = self.before.standing.limit_date, self.after.standing.limit_date
        return None if old is None or new is None else (new - old).days


@dataclass(frozen=True, kw_only=True)
class WhatIfAnswer:
    """Every clock of a case before and after.

    Attributes:
        trial_before: the trial as set; ``trial_after``: as supposed.
    """

    trial_before: date | None
    trial_after: date | None
    clocks: tuple[ClockChange, ...]


@dataclass(frozen=True, kw_only=True)
class WhatIf(OfCase, Query[WhatIfAnswer]):
    """Where every clock of a case would stand; nothing is written.

    Attributes:
        trial_on: another day of the trial; None = as it is set.
        supposed: what might be done to the exclusions.
        as_of: the day asked about; None = today.
    """

    case: CaseId
    trial_on: date | None = None
    supposed: Supposed = field(default_factory=Supposed)
    as_of: date | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> WhatIfAnswer:
        """Reckon twice.

        Raises:
            Missing: there is no such case.
            Refused: a day cannot be meant, an exclusion ends before it begins, or its kind is
                unknown.
        """
        reading.cases.get(self.case)
        self._check(reading)
        as_of = day_asked(reading, self.as_of)
        book = CaseClockBook(reading, self.case)
        set_for = book.trial.on if book.trial else None
        supposed_on = self.trial_on or set_for
        spans = self.supposed.applied(book.spans, self.case)
        before = book.views(as_of, set_for)
        after = book.views(as_of, supposed_on, spans)
        return WhatIfAnswer(
            trial_before=set_for,
            trial_after=supposed_on,
            clocks=tuple(
                ClockChange(before=old, after=new) for old, new in zip(before, after, strict=True)
            ),
        )

    def _check(self, reading: Reading) -> None:
        if self.trial_on is not None:
            require_plausible(self.trial_on, "trial_on")
        for each in self.supposed.added:
            if not reading.codes.knows(CodeList.EXCLUDED_TIME, each.kind):
                raise Refused("exclusion.unknown_kind", field="kind")
            require_plausible(each.first, "first")
            if each.last is not None and require_plausible(each.last, "last") < each.first:
                raise Refused(
                    "exclusion.ends_before", field="last", first=each.first, last=each.last
                )
