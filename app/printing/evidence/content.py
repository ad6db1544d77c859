"""What papers about evidence say: plain values, ready for paper, filled by the services.

Names of victims and ways to reach them were struck out before they came here.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from app.domain.profiles import Profile

Fact = tuple[str, str]
"""A label and what is said; empty values are left out."""
Stroke = tuple[tuple[float, float], ...]
"""Points of one line of a signature, from 0 to 1000 to the right and down."""


@dataclass(frozen=True, kw_only=True)
class LetterHead:
    """What stands at the head of each of these papers and around its pages.

    Attributes:
        title: what paper it is; ``subject``: of what, e.g. ``"EV-0017"``.
        numbers: of the case, e.g. ``"Superior Court 26-CR-11873"``.
        code: what the QR code says, the audit code with a tag; empty for a preview, without one.
        barcode: what the bars below the title say, so that a scan opens the item.
    """

    office: str
    title: str
    subject: str
    case_number: str
    case_title: str
    numbers: tuple[str, ...] = ()
    marking: str
    printed_at: datetime
    printed_by: str
    fingerprint: str
    code: str = ""
    barcode: str = ""
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class SignedLine:
    """A signature under a step.

    Attributes:
        part: whose, e.g. ``"Received by"``; ``how``: e.g. ``"signed by hand, 21 Nov 2026 14:02"``.
        strokes: of a drawn one.
    """

    part: str
    name: str
    how: str
    statement: str = ""
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One step of a chain of custody.

    Attributes:
        at: day, time and zone in words; ``entered``: when and by whom it was written down.
        facts: everything else that is known of it.
        corrections: what later steps say is wrong with it.
    """

    number: int
    action: str
    at: str
    giver: str
    holder: str
    purpose: str = ""
    facts: tuple[Fact, ...] = ()
    entered: str = ""
    corrections: tuple[str, ...] = ()
    signatures: tuple[SignedLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SealLine:
    """A seal and what a step says of it."""

    seal: str
    at: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AttachedLine:
    """A file kept with an item; ``sha256`` in hexadecimal.

    Attributes:
        checked: when it was last read back, and what that showed.
    """

    name: str
    size: str
    added: str
    sha256: str
    checked: str = ""


@dataclass(frozen=True, kw_only=True)
class CustodyForm:
    """The chain of custody of one item.

    Attributes:
        facts: about the item; ``particulars``: what only its kind has.
        disposal: what became of it in the end; empty while it is here.
        chain: whether every link holds, in words; ``last_link``: SHA-256 of the last one.
    """

    head: LetterHead
    tag: str
    description: str
    facts: tuple[Fact, ...]
    particulars: tuple[Fact, ...] = ()
    kind: str = ""
    seals: tuple[SealLine, ...] = ()
    steps: tuple[StepLine, ...] = ()
    files: tuple[AttachedLine, ...] = ()
    disposal: tuple[Fact, ...] = ()
    chain: str = ""
    last_link: str = ""


@dataclass(frozen=True, kw_only=True)
class TransferLine:
    """An item that changed hands; ``seal`` says its number and state, ``step`` its place."""

    tag: str
    step: str
    description: str
    quantity: str
    seal: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class TransferReceipt:
    """Who gave what to whom, in one act.

    Attributes:
        signatures: those that were captured; a blank line stands for each other part.
        unsigned: the parts nobody signed for yet: label and name.
        corrections: what was said later to be wrong with it.
    """

    head: LetterHead
    facts: tuple[Fact, ...]
    items: tuple[TransferLine, ...]
    signatures: tuple[SignedLine, ...] = ()
    unsigned: tuple[Fact, ...] = ()
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PropertyLine:
    """A thing that was taken, as its owner knows it; nothing the office thinks of it."""

    number: str
    tag: str
    description: str
    quantity: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PropertyReceipt:
    """For the person things were taken from: no holder, no place, no suspicion."""

    head: LetterHead
    facts: tuple[Fact, ...]
    items: tuple[PropertyLine, ...]


class LogKind(Enum):
    """Every item of a case, or the court's exhibits."""

    LOG = auto()
    EXHIBITS = auto()


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """An item as the evidence log shows it; what its reader may not see is left out already."""

    number: str
    tag: str
    exhibit: str
    kind: str
    description: str
    quantity: str
    serial: str = ""
    marks: str = ""
    collected: str = ""
    custodian: str = ""
    status: str = ""
    sponsor: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidenceLog:
    """The items of a case for one reader."""

    head: LetterHead
    profile: Profile
    kind: LogKind
    lines: tuple[LogLine, ...]
    totals: str = ""


@dataclass(frozen=True, kw_only=True)
class SeenLine:
    """An item that lies where it should; ``how`` it was seen, ``read``: when and by whom."""

    tag: str
    case: str
    description: str
    how: str
    place: str = ""
    read: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """Something an inventory found not to be as it should be.

    Attributes:
        case: its number; empty for a tag of no known item.
        belongs: where its chain puts it on the day of printing; ``seen_at``: where it was seen.
        result: how it was resolved; ``resolved``: when and by whom.
    """

    tag: str
    case: str = ""
    description: str
    finding: str
    belongs: str = ""
    seen_at: str = ""
    result: str
    memo: str = ""
    resolved: str = ""


@dataclass(frozen=True, kw_only=True)
class InventoryReport:
    """One inventory of one place.

    Attributes:
        warning: that the count is open or was given up; empty of a closed one.
        signers: who signs by hand: label and name.
    """

    head: LetterHead
    facts: tuple[Fact, ...]
    missing: tuple[FoundLine, ...]
    unexpected: tuple[FoundLine, ...]
    seen: tuple[SeenLine, ...]
    signers: tuple[Fact, ...]
    warning: str = ""
