"""What makes the audit log tamper-evident: signatures, anchors, and who may have signed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.audit import Checkpoint
from app.storage.anchors import Anchors


@dataclass(frozen=True)
class LogSeal:
    """Carried along by every transaction.

    Attributes:
        vault: identity of the vault, named in each signature.
        signers: returns the public Ed25519 keys of everybody who has or had one here.
        sign: makes a checkpoint of position, link and moment with the user's own key.
        anchors: outside the database.
        salt: keys the digests in new entries; empty in a log that has none yet.
    """

    vault: UUID
    signers: Callable[[], Mapping[UUID, tuple[bytes, ...]]]
    sign: Callable[[int, str, datetime], Checkpoint]
    anchors: Anchors
    salt: bytes
