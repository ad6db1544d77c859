"""Walking the audit log: each entry follows from the one before, each signature still holds."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.audit import GENESIS, AuditEntry, Checkpoint, must_be_signed, signed_words
from app.domain.audit_report import AnchorFinding, ChainReport


class ChainCheck:
    """Checks a whole log.

    Args:
        vault: identity of the vault, which every signature names.
        signers: the public keys (32 bytes) of everybody who ever had one here.
        since: the position from which entries are signed; None in a log without signatures yet.
    """

    def __init__(
        self, vault: UUID, signers: Mapping[UUID, tuple[bytes, ...]], since: int | None
    ) -> None:
        self._vault = vault
        self._signers = signers
        self._since = since

    def report(
        self,
        entries: Iterable[AuditEntry | int],
        checkpoints: Iterable[Checkpoint],
        anchors: tuple[AnchorFinding, ...] = (),
    ) -> ChainReport:
        """Return what is wrong with the entries, oldest first, and with their signatures.

        Of an entry that cannot be read only the position is given.
        """
        signed = {each.seq: each for each in checkpoints}
        held, unheld = list[int](), set(signed)
        previous, expected, broken, back = GENESIS, 1, list[int](), list[int]()
        last: AuditEntry | None = None
        count = 0
        for count, entry in enumerate(entries, start=1):  # noqa: B007  the last one is the number
            if isinstance(entry, int):
                broken.append(entry)
                previous, expected = "", entry + 1  # what follows it cannot be held against it
                continue
            follows = entry.seq == expected and previous in ("", entry.previous)
            if not follows or entry.link != entry.expected_link():
                broken.append(entry.seq)
            if last is not None and entry.at < last.at:
                back.append(entry.seq)
            if entry.seq in signed and self._holds(signed[entry.seq], entry):
                held.append(entry.seq)
                unheld.discard(entry.seq)
            elif self._since is not None and entry.seq >= self._since and must_be_signed(entry):
                unheld.add(entry.seq)
            previous, expected, last = entry.link, entry.seq + 1, entry
        return ChainReport(
            entries=count,
            last_seq=expected - 1,
            last_link=previous,
            broken=tuple(broken),
            checkpoints=len(held),
            signed_to=max(held, default=0),
            unsigned=tuple(sorted(unheld)),
            anchors=anchors,
            clock_set_back=tuple(back),
        )

    def _holds(self, checkpoint: Checkpoint, entry: AuditEntry) -> bool:
        """Whether somebody who had that key here signed this very entry."""
        if checkpoint.link != entry.link:
            return False
        if checkpoint.key not in self._signers.get(checkpoint.signer, ()):
            return False
        words = signed_words(self._vault, checkpoint.seq, checkpoint.link)
        try:
            Ed25519PublicKey.from_public_bytes(checkpoint.key).verify(checkpoint.signature, words)
        except InvalidSignature:
            return False
        return True
