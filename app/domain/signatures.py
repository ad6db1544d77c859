"""Who signed for a step of a chain of custody, and how."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.record import Record

PAPER_SIZE = 1000
"""A drawn signature lies on a strip of paper so many units wide and so many high, whatever its
shape; points count from the left and from the top."""
PAPER_SHAPE = 3
"""The strip is so many times as wide as it is high."""
_MOST_NUMBERS = 40_000
"""Of all points of a drawing; a signature has a few hundred."""


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
    UNABLE = "unable"
    """It was not: the person cannot sign, and the statement says why (AR 195-5)."""


@dataclass(frozen=True, kw_only=True)
class Signature(Record):
    """A signature under one custody event; never changed.

    Attributes:
        event: the custody event signed for.
        name: who signed, as written down; where the party is a body, the person who signs for it.
        statement: the words agreed to, e.g. ``"I received the item sealed."``; of `UNABLE`, why.
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


def strokes_of(drawn: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the strokes of a drawn signature.

    Raises:
        Refused: it holds none, or is none of ours.
    """
    try:
        read = [[(x, y) for x, y in stroke] for stroke in json.loads(drawn or "[]")]
    except (TypeError, ValueError):
        raise Refused("signature.bad_strokes", field="strokes") from None
    numbers = list(chain.from_iterable(chain.from_iterable(read)))
    if len(numbers) > _MOST_NUMBERS or not all(map(_is_on_paper, numbers)):
        raise Refused("signature.bad_strokes", field="strokes")
    if not any(len(stroke) > 1 for stroke in read):
        raise Refused("signature.no_strokes", field="strokes")
    return tuple(tuple(stroke) for stroke in read)


def _is_on_paper(number: object) -> bool:
    return isinstance(number, int) and 0 <= number <= PAPER_SIZE
