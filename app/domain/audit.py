"""The audit log's arithmetic: canonical entries, the hash chain and the fingerprint on paper."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

GENESIS = "0" * 64
"""What the first entry links to."""


Fact = tuple[str, str]
"""Name and value of something an entry says of an act; both match `FACT`."""
FACT = re.compile(r"[A-Za-z0-9_.:+/-]{1,64}")
"""No spaces and no letters beyond ASCII: a person's name or address does not fit."""


class Outcome(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    DENIED = "denied"
    READ = "read"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A record an entry speaks of, by kind and identity only.

    Attributes:
        digest: what `noted_digest` makes of the record's content after the act, hexadecimal; empty
            where the record was taken out.
    """

    kind: str
    id: UUID
    version: int = 0
    digest: str = ""


@dataclass(frozen=True)
class Part:
    """Records of one kind touched by an act beyond those its entry names.

    Attributes:
        body: `PART_BYTES` for each: its identity and its content's digest (zeros = taken out).
    """

    kind: str
    body: bytes

    def identities(self) -> Iterator[bytes]:
        """Give the identity of each, 16 bytes."""
        return (self.body[at : at + 16] for at in range(0, len(self.body), PART_BYTES))

    def records(self) -> Iterator[tuple[UUID, bytes]]:
        """Give identity and digest of each; an empty digest where it was taken out."""
        for at in range(0, len(self.body), PART_BYTES):
            digest = self.body[at + 16 : at + PART_BYTES]
            yield UUID(bytes=self.body[at : at + 16]), digest if any(digest) else b""


PART_BYTES = 16 + 32


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One line of the log; holds ids and codes, never a person's data.

    Attributes:
        seq: position from 1 without gaps.
        mono_ms: milliseconds of the machine's monotonic clock, comparable within one ``boot``.
        case: the case the act concerned, if one.
        subjects: what was touched; ``after_hash`` covers all of them, also those not listed.
        facts: codes, numbers and identities that say more of the act, e.g.
            ``(("profile", "court"),)``; never a name or a text (`Fact`).
        link: SHA-256 over the previous link and this entry, hexadecimal.
    """

    seq: int
    at: datetime
    mono_ms: int
    boot: str
    user: UUID
    role: str
    machine: str
    action: str
    outcome: Outcome
    case: UUID | None
    subjects: tuple[Subject, ...]
    subject_count: int
    after_hash: str
    previous: str
    facts: tuple[Fact, ...] = ()
    link: str = ""

    @classmethod
    def after(cls, previous: str, **facts: Any) -> "AuditEntry":  # noqa: ANN401  the fields above
        """Return the entry that follows the one whose link is ``previous``."""
        entry = cls(previous=previous, **facts)
        if not all(FACT.fullmatch(word) for fact in entry.facts for word in fact):
            message = "a fact of an audit entry is a code, a number or an identity"
            raise ValueError(message)
        return replace(entry, link=entry.expected_link())

    def expected_link(self) -> str:
        """Return the link this entry must carry."""
        return hashlib.sha256(self._canonical().encode()).hexdigest()

    def _canonical(self) -> str:
        return json.dumps(self.content(), ensure_ascii=True, separators=(",", ":"))

    def content(self) -> list[object]:
        """Return everything in the entry but its own link, as JSON writes it.

        The link is SHA-256 over this list as JSON without spaces, ASCII only.
        """
        content: list[object] = [
            self.previous,
            self.seq,
            self.at.isoformat(timespec="microseconds"),
            self.mono_ms,
            self.boot,
            self.user.hex,
            self.role,
            self.machine,
            self.action,
            self.outcome,
            self.case.hex if self.case else None,
            [[each.kind, each.id.hex, each.version, each.digest] for each in self.subjects],
            self.subject_count,
            self.after_hash,
        ]
        if self.facts:  # the log began without them
            content.append([list(fact) for fact in self.facts])
        return content


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """The session user's signature under the log as it stood.

    Attributes:
        seq, link: the last entry that is covered.
        signer: who signed, by identity; ``key``: the public Ed25519 key, 32 bytes.
        signature: 64 bytes over `signed_words`.
    """

    seq: int
    link: str
    at: datetime
    signer: UUID
    key: bytes
    signature: bytes


CHECKPOINT_EVERY = 100
"""Entries after which the log is signed, besides coming, going and exports."""
_SIGNED_ACTS = frozenset({"EnterOffice", "LeaveOffice"})


def must_be_signed(entry: AuditEntry) -> bool:
    """Whether a signature has to stand under an entry: each hundredth, each coming and going."""
    is_sitting = entry.action in _SIGNED_ACTS and entry.outcome is Outcome.DONE
    return is_sitting or entry.seq % CHECKPOINT_EVERY == 0


def signed_words(vault: UUID, seq: int, link: str) -> bytes:
    """Return what a checkpoint signs."""
    return f"dossier/1/checkpoint/{vault.hex}/{seq}/{link}".encode()


def noted_digest(content: bytes, salt: bytes) -> bytes:
    """Return what an entry says of a record's content: HMAC-SHA256 of its digest.

    Without the salt, which stays in the vault, a short content (a telephone number, "yes") cannot
    be guessed from a log that was handed out. Entries from before there was a salt have the digest
    as it is; a record that was taken out has none.
    """
    return hmac.digest(salt, content, "sha256") if salt and content else content


def hash_of_all(salt: bytes, listed: Iterable[Subject], parts: Iterable[Part]) -> str:
    """Return an entry's ``after_hash``: over everything touched, in order; empty for nothing.

    Args:
        salt: as for `noted_digest`.
        listed: the records the entry names.
        parts: the further ones.
    """
    words = [each.id.bytes + bytes.fromhex(each.digest) for each in listed]
    words += [part.body for part in parts]
    if not words:
        return ""
    whole = hmac.new(salt, digestmod="sha256") if salt else hashlib.sha256()
    for each in words:
        whole.update(each)
    return whole.hexdigest()


def fingerprint(seq: int, link: str) -> str:
    """Return the 20-character code printed on paper, in groups of four.

    It names the log's last entry at the time of printing: 100 bits of SHA-256 over position and
    link, in base32, so that a log cut or rewritten later no longer gives the same code.
    """
    digest = hashlib.sha256(f"{seq}:{link}".encode()).digest()
    code = base64.b32encode(digest).decode()[:20]
    return "-".join(code[i : i + 4] for i in range(0, 20, 4))
