"""Where each row of the ledger stands, derived from everything known of it; nothing is stored."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.disclosure.items import DisclosureFile, DisclosureItem
from app.domain.disclosure.productions import ProductionFile
from app.domain.disclosure.requests import AgencyInquiry, LossNotice, ProtectiveOrder
from app.domain.disclosure.steps import DisclosureStep, History, StepKind
from app.domain.persons import PartyId

DayOf = Callable[[datetime], date]
"""Gives the day on which a moment falls at the courthouse."""


class State(StrEnum):
    """Where a row stands."""

    EXPECTED = "expected"
    RECEIVED = "received"
    REVIEWED = "reviewed"
    TO_PRODUCE = "to_produce"
    ORDER_WANTED = "order_wanted"
    APPROVAL_WANTED = "approval_wanted"
    PARTLY = "partly"
    PRODUCED = "produced"
    WITHHELD = "withheld"
    INSPECTION = "inspection"
    LOST = "lost"
    NONE_EXISTS = "none_exists"


OPEN_STATES = frozenset(
    {
        *(State.EXPECTED, State.RECEIVED, State.REVIEWED, State.TO_PRODUCE),
        *(State.ORDER_WANTED, State.APPROVAL_WANTED, State.PARTLY),
    }
)
"""In these something is still to be done, and no certificate can be issued."""


@dataclass(frozen=True)
class Accused:
    """A defendant of the case, in words for lists.

    Attributes:
        is_active: whether the part in the case goes on.
    """

    party: PartyId
    name: str
    counsel: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class LedgerRow:
    """A row with everything that was done about it.

    Attributes:
        served: when each defendant got it, through whichever production came first; inspections
            count from the day.
        order: the protective order in force that covers it.
        is_attested_none: whether the agency asked for it said that there is no such thing.
        owed: defendants who must get it.
    """

    item: DisclosureItem
    history: History
    files: tuple[DisclosureFile, ...] = ()
    served: Mapping[PartyId, date] = field(default_factory=dict)
    order: ProtectiveOrder | None = None
    loss: LossNotice | None = None
    is_attested_none: bool = False
    owed: tuple[PartyId, ...] = ()

    @property
    def id(self) -> UUID:
        """The row's identity."""
        return self.item.id

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.loss is not None:
            return State.LOST
        if self.item.received_on is None:
            return State.NONE_EXISTS if self.is_attested_none else State.EXPECTED
        decision = self.history.decision
        if decision is None:
            return State.REVIEWED if self.history.review else State.RECEIVED
        return self._decided(decision)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        if self.loss is not None:
            return self.loss.noticed_on is None
        return self.state in OPEN_STATES

    @property
    def may_be_produced(self) -> bool:
        """Whether it may go into a production today."""
        decision = self.history.decision
        if decision is None or not self.item.may_leave or self.item.received_on is None:
            return False
        if decision.kind is StepKind.PROTECT:
            return self.order is not None
        return decision.kind is StepKind.DISCLOSE

    @property
    def missing_for(self) -> tuple[PartyId, ...]:
        """Defendants who must get it and have not."""
        return tuple(each for each in self.owed if each not in self.served)

    def age(self, today: date) -> int | None:
        """Return for how many days the office has had it without everybody having got it."""
        waits = self.state in OPEN_STATES and self.item.received_on is not None
        return (today - self.item.received_on).days if waits and self.item.received_on else None

    def is_owed_to(self, defendant: PartyId) -> bool:
        """Whether something is still to be done before this defendant has it, or need not."""
        if self.state is State.PARTLY:
            return defendant in self.missing_for
        return self.is_open

    def _decided(self, decision: DisclosureStep) -> State:
        if decision.kind is StepKind.WITHHOLD:
            return self._withheld()
        if decision.kind is StepKind.INSPECTION:
            return State.INSPECTION
        if self.served:
            return State.PARTLY if self.missing_for else State.PRODUCED
        if decision.kind is StepKind.PROTECT and self.order is None:
            return State.ORDER_WANTED
        return State.TO_PRODUCE

    def _withheld(self) -> State:
        said = self.history.approval
        if said is None:
            return State.APPROVAL_WANTED
        return State.WITHHELD if said.kind is StepKind.APPROVED else State.REVIEWED


@dataclass(frozen=True)
class Records:
    """Everything of one case the ledger is derived from."""

    items: Sequence[DisclosureItem]
    steps: Sequence[DisclosureStep] = ()
    files: Sequence[DisclosureFile] = ()
    productions: Sequence[ProductionFile] = ()
    orders: Sequence[ProtectiveOrder] = ()
    losses: Sequence[LossNotice] = ()
    inquiries: Sequence[AgencyInquiry] = ()
    accused: Sequence[Accused] = ()


def ledger_of(records: Records, today: date, day_of: DayOf) -> tuple[LedgerRow, ...]:
    """Return the rows in the order of their numbers.

    Args:
        records: of the case.
        today: the day at the courthouse.
        day_of: gives the day a moment falls on there.
    """
    served = served_days(records.productions, day_of)
    steps, files = defaultdict(list), defaultdict(list)
    for step in sorted(records.steps, key=lambda each: each.seq):
        steps[step.row].append(step)
    for file in records.files:
        files[file.row].append(file)
    losses = {each.row: each for each in records.losses if each.row is not None}
    attested = {each.row for each in records.inquiries if each.attests_none}
    owed = tuple(each.party for each in records.accused if each.is_active)
    rows = []
    for item in sorted(records.items, key=lambda each: each.number):
        history = History(item, tuple(steps[item.id]))
        rows.append(
            LedgerRow(
                item=item,
                history=history,
                files=tuple(files[item.id]),
                served=_with_inspections(served.get(item.id, {}), history),
                order=_order_over(item.id, records.orders, today),
                loss=losses.get(item.id),
                is_attested_none=item.id in attested,
                owed=owed,
            )
        )
    return tuple(rows)


def _with_inspections(served: Mapping[PartyId, date], history: History) -> Mapping[PartyId, date]:
    had = dict(served)
    for seen in history.inspections:
        if seen.defendant is not None and seen.on is not None:
            had[seen.defendant] = min(seen.on, had.get(seen.defendant, seen.on))
    return had


def served_days(
    productions: Iterable[ProductionFile], day_of: DayOf
) -> dict[UUID, dict[PartyId, date]]:
    """Return row -> defendant -> the first day it was served on that defendant."""
    found: dict[UUID, dict[PartyId, date]] = {}
    for each in productions:
        if each.served_at is None:
            continue
        day = day_of(each.served_at)
        for line in each.lines:
            days = found.setdefault(line.row, {})
            defendant = each.production.defendant
            days[defendant] = min(day, days.get(defendant, day))
    return found


def _order_over(
    item: UUID, orders: Iterable[ProtectiveOrder], today: date
) -> ProtectiveOrder | None:
    return next((each for each in orders if each.covers(item) and each.binds(today)), None)
