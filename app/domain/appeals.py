"""Appeals against what a court decided: while one is open, evidence of the case is kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cases import CaseId, check_span
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.record import Record


class AppealKind(StrEnum):
    """Who attacks what (code list ``appeal_kind``)."""

    DIRECT = "direct"
    PROSECUTION = "prosecution"
    COLLATERAL = "collateral"


@dataclass(frozen=True, kw_only=True)
class CaseAppeal(Record):
    """An appeal in a case, open until the mandate is issued.

    Attributes:
        defendant: the defendant whose judgment it is about.
        court, number: the reviewing court and its own number.
        outcome: code list ``appeal_outcome``; empty while undecided.
        mandate_on: the day the mandate (or remittitur) was issued; None = open.
    """

    case: CaseId
    defendant: PartyId
    kind: AppealKind = AppealKind.DIRECT
    filed_on: date
    court: str = ""
    number: str = ""
    outcome: str = ""
    decided_on: date | None = None
    mandate_on: date | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the case can still come back; a decision alone does not end it."""
        return self.mandate_on is None

    @property
    def is_collateral(self) -> bool:
        """Whether it attacks a judgment that was final before."""
        return self.kind is AppealKind.COLLATERAL

    def check(self, today: date) -> None:
        """Refuse days that cannot be.

        Raises:
            Refused: a day lies ahead or before the one it follows, or the mandate comes without
                an outcome.
        """
        check_span(self.filed_on, self.decided_on, "decided_on")
        check_span(self.decided_on or self.filed_on, self.mandate_on, "mandate_on")
        for name in ("filed_on", "decided_on", "mandate_on"):
            day = getattr(self, name)
            if day is not None and day > today:
                raise Refused("date.ahead_of_today", field=name)
        if self.mandate_on is not None and not self.outcome:
            raise Refused("appeal.outcome_missing", field="outcome")
