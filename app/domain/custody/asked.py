"""What each act asks for besides who, when and why: the extra fields of a custody form as data.

One table serves forms, terminal, paper and the linter (DOMAIN 5.2, column "Extra mandatory
fields"). A field is either a column of the event or, where only few acts have it, one of its
``details``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from app.domain.custody.actions import Action
from app.domain.custody.weights import GRAMS


class AskedKind(Enum):
    """What kind of answer a field takes."""

    LINE = "line"
    PERSON = "person"
    DAY = "day"
    AMOUNT = "amount"
    """A weight's number."""
    COUNT = "count"
    """A whole number from 0."""
    CHOICE = "choice"
    STEP = "step"
    """``seq`` of an earlier event that is still open."""
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Asked:
    """One field of one act.

    Attributes:
        key: name of the column of the event, or of the detail.
        choices: the answers there are, for `AskedKind.CHOICE`.
        is_column: whether the event has a column for it.
    """

    key: str
    kind: AskedKind = AskedKind.LINE
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_column: bool = False

    @property
    def needed(self) -> "Asked":
        """The same field where it must not stay empty."""
        return Asked(self.key, self.kind, True, self.choices, self.is_column)


def _column(key: str, kind: AskedKind = AskedKind.LINE) -> Asked:
    return Asked(key, kind, is_column=True)


def _one_of(key: str, *choices: str) -> Asked:
    return Asked(key, AskedKind.CHOICE, choices=choices)


HEX_DIGITS: Mapping[str, int] = MappingProxyType(
    {"SHA-256": 64, "SHA-512": 128, "SHA-1": 40, "MD5": 32}
)
"""Digest algorithms and the length of what they give; the old two stay beside SHA-256."""

DAYS_AHEAD = frozenset({"due_back_on", "deadline"})
"""Days that lie ahead; the others say when something was."""

MATCH, MISMATCH = "match", "mismatch"
SEEN = ("seen", "sealed", "out", "missing")
"""What an inventory found: the item, its sealed container, a paper that it is out, or nothing."""

_PLACE = _column("place")
_DUE = _column("due_back_on", AskedKind.DAY)
_SEAL = _column("seal")
_SEAL_STATE = _column("seal_intact", AskedKind.YES_NO)
_SECOND = _column("second_person", AskedKind.PERSON)
_AUTHORITY = _column("authority")
_METHOD = _column("method")
_CONDITION = _column("condition")
_INSIDE = _column("contents_inventoried", AskedKind.YES_NO)

_BY = Asked("by", AskedKind.PERSON)
_COUNT = Asked("count", AskedKind.COUNT)
_RECEIPT = Asked("receipt")
_LAB_NUMBER = Asked("lab_number")
_DIGEST = (
    _one_of("algorithm", *HEX_DIGITS).needed,
    Asked("digest").needed,
    Asked("tool").needed,
    Asked("operator", AskedKind.PERSON).needed,
)

ASKED: Mapping[Action, tuple[Asked, ...]] = MappingProxyType(
    {
        Action.COLLECTED: (_PLACE, _SEAL, _CONDITION),
        Action.RECEIVED: (_SEAL_STATE.needed, _COUNT.needed, _PLACE, _SEAL, _CONDITION, _INSIDE),
        Action.MOVED: (_PLACE.needed, _SEAL_STATE, _SEAL),
        Action.OUT: (_PLACE, _DUE, _SEAL_STATE, _SEAL, _METHOD),
        Action.RETURNED: (_PLACE, _SEAL_STATE, _SEAL, _CONDITION, _INSIDE),
        Action.TO_LAB: (
            *(Asked("request").needed, Asked("exams").needed, _LAB_NUMBER),
            *(_DUE, _SEAL_STATE, _SEAL, _METHOD),
        ),
        Action.FROM_LAB: (
            *(Asked("result").needed, Asked("result_on", AskedKind.DAY), _LAB_NUMBER),
            *(_PLACE, _SEAL_STATE, _SEAL, _CONDITION, _INSIDE),
        ),
        Action.TO_COURT: (
            *(Asked("court").needed, Asked("judge").needed, _RECEIPT),
            *(_DUE, _SEAL_STATE, _SEAL),
        ),
        Action.ADMITTED: (Asked("exhibit").needed, _RECEIPT.needed, _PLACE),
        Action.OPENED: (_BY.needed, _SECOND.needed, _SEAL_STATE, _CONDITION),
        Action.RESEALED: (_BY.needed, _SECOND.needed, _SEAL.needed, _CONDITION),
        Action.SPLIT: (Asked("children").needed, Asked("quantities").needed, Asked("left")),
        Action.MERGED: (Asked("children"), Asked("into")),
        Action.IMAGED: (*_DIGEST, Asked("image")),
        Action.HASHED: _DIGEST,
        Action.VERIFIED: (*_DIGEST, _one_of("result", MATCH, MISMATCH).needed),
        Action.WEIGHED: (
            *(Asked("net", AskedKind.AMOUNT), Asked("gross", AskedKind.AMOUNT)),
            *(_one_of("unit", *GRAMS).needed, Asked("scale").needed, _SECOND.needed),
        ),
        Action.COUNTED: (_COUNT.needed, Asked("machine"), _SECOND.needed),
        Action.INVENTORIED: (Asked("session").needed, _one_of("seen", *SEEN).needed),
        Action.DISCREPANCY: (Asked("deadline", AskedKind.DAY).needed,),
        Action.RESOLVED: (Asked("discrepancy", AskedKind.STEP).needed,),
        Action.HELD: (Asked("order").needed, _AUTHORITY.needed),
        Action.HOLD_RELEASED: (
            *(Asked("hold", AskedKind.STEP).needed, Asked("order").needed, _AUTHORITY.needed),
        ),
        Action.DISPOSAL_REQUESTED: (_AUTHORITY.needed, _METHOD.needed),
        Action.DISPOSAL_APPROVED: (_AUTHORITY.needed,),
        Action.DESTROYED: (_AUTHORITY.needed, _METHOD.needed, _SECOND.needed, _RECEIPT.needed),
        Action.RELEASED: (
            *(_AUTHORITY.needed, Asked("id_seen").needed, _RECEIPT.needed),
            *(_SECOND.needed, _METHOD),
        ),
        Action.TRANSFERRED: (
            *(_AUTHORITY.needed, Asked("agency_number").needed, _RECEIPT.needed),
            *(_SECOND.needed, _METHOD),
        ),
        Action.CORRECTED: (
            *(Asked("field"), Asked("old"), Asked("new")),
            Asked("approver", AskedKind.PERSON),
        ),
    }
)
"""The fields of each act, in the order a form shows them; each also says who, when and why."""

WITHIN = "within"
"""Detail of a step an item took inside a container: the container's tag."""


def required_of(action: Action) -> tuple[Asked, ...]:
    """Return the fields that must not stay empty."""
    return tuple(asked for asked in ASKED[action] if asked.is_required)


def details_of(action: Action) -> tuple[Asked, ...]:
    """Return the fields that are kept among the event's details."""
    return tuple(asked for asked in ASKED[action] if not asked.is_column)
