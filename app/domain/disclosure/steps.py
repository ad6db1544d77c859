"""What was done about a row of the ledger: review, decision, approval, inspection. Never changed.

A decision is not overwritten: a later one is another step, and the last one counts.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.entered import Entered
from app.domain.disclosure.items import DisclosureItem, DisclosureItemId
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.plausible_days import require_plausible
from app.domain.record import Record
from app.domain.text import clean, one_line


class StepKind(StrEnum):
    """What was done."""

    REVIEWED = "reviewed"
    DISCLOSE = "disclose"
    WITHHOLD = "withhold"
    PROTECT = "protect"
    INSPECTION = "inspection"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    INSPECTED = "inspected"


DECISIONS = frozenset({StepKind.DISCLOSE, StepKind.WITHHOLD, StepKind.PROTECT, StepKind.INSPECTION})
APPROVALS = frozenset({StepKind.APPROVED, StepKind.NOT_APPROVED})
_LETS_COPIES_OUT = frozenset({StepKind.DISCLOSE, StepKind.PROTECT})


@dataclass(frozen=True, kw_only=True)
class StepEntry:
    """What somebody writes down.

    Attributes:
        basis: the rule, privilege or order something is withheld under.
        review_on: when a withholding is looked at again.
        defendant, on: who inspected, and when.
    """

    kind: StepKind
    reason: str = ""
    basis: str = ""
    review_on: date | None = None
    defendant: PartyId | None = None
    on: date | None = None

    def tidied(self) -> "StepEntry":
        """Return it as it will be stored."""
        return StepEntry(
            kind=self.kind,
            reason=clean(self.reason, "reason"),
            basis=one_line(self.basis, "basis"),
            review_on=self.review_on,
            defendant=self.defendant,
            on=self.on,
        )


@dataclass(frozen=True, kw_only=True)
class DisclosureStep(Record):
    """One step, with who took it.

    Attributes:
        seq: position among the steps of its row, from 1.
        user: whose account; ``by`` the name at that time.
    """

    case: CaseId
    row: DisclosureItemId
    seq: int
    kind: StepKind
    at: datetime
    user: UUID
    by: str
    reason: str = ""
    basis: str = ""
    review_on: date | None = None
    defendant: PartyId | None = None
    on: date | None = None


@dataclass(frozen=True)
class History:
    """The steps of one row, oldest first, and what they allow next."""

    item: DisclosureItem
    steps: tuple[DisclosureStep, ...]

    @property
    def review(self) -> DisclosureStep | None:
        """The last review."""
        return self._last(frozenset({StepKind.REVIEWED}))

    @property
    def decision(self) -> DisclosureStep | None:
        """The decision that counts."""
        return self._last(DECISIONS)

    @property
    def approval(self) -> DisclosureStep | None:
        """What a supervisor said of the decision that counts, if anything."""
        decision, said = self.decision, self._last(APPROVALS)
        return said if decision and said and said.seq > decision.seq else None

    @property
    def inspections(self) -> tuple[DisclosureStep, ...]:
        """Who came to look, and when."""
        return tuple(each for each in self.steps if each.kind is StepKind.INSPECTED)

    @property
    def awaits_approval(self) -> bool:
        """Whether a withholding still needs a supervisor's word."""
        decision = self.decision
        is_withheld = decision is not None and decision.kind is StepKind.WITHHOLD
        return is_withheld and self.approval is None

    def followed_by(self, entry: StepEntry, entered: Entered) -> DisclosureStep:
        """Return the next step.

        Raises:
            Refused: the row is not that far, a copy of what may not leave would go out, a basis,
                reason or day is missing, or somebody approves an own decision.
        """
        said = entry.tidied()
        self._require_time(said.kind)
        if said.kind in _LETS_COPIES_OUT and not self.item.may_leave:
            raise Refused("disclosure.csam", field="decision", number=self.item.number)
        _require_grounds(said)
        if said.kind in APPROVALS:
            self._require_other_person(entered.user)
        if said.kind is StepKind.INSPECTED:
            self._require_inspection(said, entered.today)
        return DisclosureStep(
            id=entered.id,
            case=self.item.case,
            row=self.item.id,
            seq=len(self.steps) + 1,
            at=entered.at,
            user=entered.user,
            by=entered.by,
            **said.__dict__,
        )

    def _last(self, kinds: frozenset[StepKind]) -> DisclosureStep | None:
        found = [each for each in self.steps if each.kind in kinds]
        return found[-1] if found else None

    def _require_time(self, kind: StepKind) -> None:
        number = self.item.number
        if self.item.received_on is None:
            raise Refused("disclosure.not_received", number=number)
        if kind in DECISIONS and self.review is None:
            raise Refused("disclosure.not_reviewed", number=number)
        if kind in APPROVALS and not self.awaits_approval:
            raise Refused("disclosure.nothing_to_approve", number=number)

    def _require_other_person(self, user: UUID) -> None:
        decision = self.decision
        if decision is not None and decision.user == user:
            raise Refused("disclosure.own_decision")

    def _require_inspection(self, said: StepEntry, today: date) -> None:
        decision = self.decision
        if decision is None or decision.kind is not StepKind.INSPECTION:
            raise Refused("disclosure.not_for_inspection", number=self.item.number)
        if said.defendant is None:
            raise Refused("text.required", field="defendant")
        if said.on is None:
            raise Refused("text.required", field="on")
        if require_plausible(said.on, "on") > today:
            raise Refused("date.ahead_of_today", field="on")


def _require_grounds(said: StepEntry) -> None:
    if said.kind is StepKind.WITHHOLD:
        if not said.basis:
            raise Refused("text.required", field="basis")
        if said.review_on is None:
            raise Refused("text.required", field="review_on")
        require_plausible(said.review_on, "review_on")
    if said.kind in {StepKind.WITHHOLD, StepKind.PROTECT, StepKind.NOT_APPROVED}:
        _require_reason(said)


def _require_reason(said: StepEntry) -> None:
    if not said.reason:
        raise Refused("text.required", field="reason")
