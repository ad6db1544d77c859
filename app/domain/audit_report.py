"""What checking the audit log can find: in the chain, the signatures, the anchors, the records."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class AnchorState(StrEnum):
    """What an anchor says of the log.

    Attributes:
        WHOLE: the log reaches the anchor and agrees with it.
        MISSING: there should be one.
        FORGED: somebody without the key wrote it.
        BEHIND: the log lacks the entry the anchor names, or has another one in its place.
        OLD_HEADER: the key file is older than the one the anchor knew.
    """

    WHOLE = "whole"
    MISSING = "missing"
    FORGED = "forged"
    BEHIND = "behind"
    OLD_HEADER = "old_header"


class AnchorPlace(StrEnum):
    """Where an anchor lies."""

    VAULT = "vault"
    MACHINE = "machine"


@dataclass(frozen=True)
class AnchorFinding:
    """One anchor compared with the log.

    Attributes:
        seq: the entry it names, 0 where it could not be read; ``at``: when it was written.
    """

    place: AnchorPlace
    state: AnchorState
    seq: int = 0
    at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the log is at least what this anchor knew."""
        return self.state is AnchorState.WHOLE


@dataclass(frozen=True, kw_only=True)
class ChainReport:
    """What checking the log found.

    Attributes:
        entries: how many were read.
        broken: positions that do not follow from what stands before.
        checkpoints: signatures that hold; ``signed_to``: the last position one of them covers.
        unsigned: positions of signatures that do not hold (another log, key or signature) or are
            missing where one must stand.
        anchors: what the anchors outside the database say.
        clock_set_back: positions whose moment lies before the one of the entry before.
    """

    entries: int
    last_seq: int
    last_link: str
    broken: tuple[int, ...] = ()
    checkpoints: int = 0
    signed_to: int = 0
    unsigned: tuple[int, ...] = ()
    anchors: tuple[AnchorFinding, ...] = ()
    clock_set_back: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, dropped or put in; a clock set back is no damage."""
        return not self.broken and not self.unsigned and all(each.is_whole for each in self.anchors)


class Mismatch(StrEnum):
    """How a record differs from what the log last said of it."""

    CHANGED = "changed"
    LOST = "lost"
    BACK = "back"
    UNKNOWN = "unknown"
    """In the vault, but in no entry."""


@dataclass(frozen=True)
class RecordFinding:
    """A record that is not what the log says; kind and identity only."""

    kind: str
    id: UUID
    what: Mismatch


@dataclass(frozen=True, kw_only=True)
class DeepReport:
    """The log compared with every record that is in the vault now.

    Attributes:
        compared: records that were compared.
        wrong: those that differ, the first thousand; ``wrong_count``: all of them.
        miscounted: positions of entries whose hash over everything touched does not come out.
        stale: tables of derived lines (lists, search) and how many lines there are not what the
            records say.
    """

    compared: int
    wrong: tuple[RecordFinding, ...] = field(default=())
    wrong_count: int = 0
    miscounted: tuple[int, ...] = ()
    stale: tuple[tuple[str, int], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every record is what the log last said of it, and every line what they say."""
        return not self.wrong_count and not self.miscounted and not self.stale
