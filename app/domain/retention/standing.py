"""What is known of a case and an item when somebody asks whether it may go."""

from dataclasses import dataclass
from datetime import UTC, date

from app.domain.appeals import CaseAppeal
from app.domain.cases import Case
from app.domain.charges import Charge, Sentence
from app.domain.custody import Chain
from app.domain.retention.holds import CaseHold
from app.domain.retention.notices import NoticeClock

CONVICTIONS = frozenset({"G-PLEA", "G-JT", "G-BT", "G-LIO", "NOLO-C"})
"""Category "Convicted" of code list ``disposition``."""
IMPRISONING = frozenset({"PRISON", "JAIL", "SPLIT", "LIFE", "LWOP", "DEATH", "BOOT"})
"""Codes of list ``sentence`` under which somebody is imprisoned (18 U.S.C. 3600A(a))."""
BIOLOGICAL_KINDS = frozenset({"biological", "sexual_assault_kit"})
DIGITAL_KINDS = frozenset({"phone", "computer", "storage_card", "camera"})
"""Kinds of code list ``evidence_kind`` that hold data to be wiped."""


@dataclass(frozen=True, kw_only=True)
class CaseStanding:
    """How far a case has come.

    Attributes:
        charges: every count against every defendant; ``sentences``: all their lines.
        holds: those over the whole case that are not released.
        victim_can_be_told: whether a safe way to reach a victim of the case is on record.
    """

    case: Case
    charges: tuple[Charge, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    appeals: tuple[CaseAppeal, ...] = ()
    holds: tuple[CaseHold, ...] = ()
    victim_can_be_told: bool = False

    @property
    def decided_on(self) -> date | None:
        """The last day on which a court decided on a count or pronounced a sentence."""
        days = [count.disposed_on for count in self.charges]
        days += [line.on for line in self.sentences]
        return max((day for day in days if day is not None), default=None)

    @property
    def is_convicted(self) -> bool:
        """Whether anybody was convicted of any count."""
        return any(count.disposition in CONVICTIONS for count in self.charges)


@dataclass(frozen=True, kw_only=True)
class ItemStanding:
    """An item with its case.

    Attributes:
        inside: tags of what still lies in it; ``samples``: tags of parts taken off it that the
            office still has.
        notices: those sent about it.
    """

    chain: Chain
    of: CaseStanding
    inside: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    notices: tuple[NoticeClock, ...] = ()

    @property
    def is_biological(self) -> bool:
        """Whether biological material may be on it."""
        item = self.chain.item
        return item.is_biological or item.kind in BIOLOGICAL_KINDS

    @property
    def since(self) -> date | None:
        """The day it was collected, by UTC: periods from it are counted in months and years."""
        item = self.chain.item
        at = item.collected_at or (self.chain.events[0].at if self.chain.events else None)
        return at.astimezone(UTC).date() if at is not None else None
