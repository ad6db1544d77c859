"""Who signed for a step of a chain of custody, and how."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.evidence import ItemId
from app.domain.record import Record


class Signatory(StrEnum):
    """Whose part in the step is signed for."""

    GIVER = "giver"
    RECEIVER = "receiver"
    WITNESS = "witness"
    APPROVER = "approver"


class SignatureKind(StrEnum):
    """How it was signed: by typed words, by hand on the screen, or on paper that was scanned."""

    TYPED = "typed"
    DRAWN = "drawn"
    SCANNED = "scanned"


@dataclass(frozen=True, kw_only=True)
class Signature(Record):
    """A signature under one custody event; never changed.

    Attributes:
        event: the custody event signed for.
        name: who signed, as written down.
        statement: the words agreed to, e.g. ``"I received the item sealed."``
        strokes: of a drawn one, JSON: a list of strokes, each a list of ``[x, y]`` from 0 to 1000.
        attachment: of a scanned one, the file with the signed form.
        of_link: the event's link as it was when it was signed.
    """

    case: CaseId
    item: ItemId
    event: UUID
    part: Signatory
    name: str
    kind: SignatureKind
    statement: str = ""
    strokes: str = ""
    attachment: UUID | None = None
    signed_at: datetime
    taken_by: str
    of_link: str = ""
