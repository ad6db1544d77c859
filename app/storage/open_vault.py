"""A vault that has been unlocked for a user: its keys, its paths and the user's passphrase."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.audit import Checkpoint, signed_words
from app.domain.errors import CannotUnlock, Refused, Unavailable
from app.domain.passphrases import is_same
from app.storage import passphrase_slots
from app.storage.attachments import AttachmentStore
from app.storage.attempts import Attempts
from app.storage.attempts import member as attempts_of
from app.storage.authentic_header import AuthenticHeader
from app.storage.header_records import Header, UserSlot
from app.storage.keyslots import Identity, WrongKey
from app.storage.members import Members
from app.storage.occupancy import Occupancy

DATABASE_NAME = "office.db"
OBJECTS_NAME = "objects"


class OpenVault:
    """A vault this program has unlocked for one user and keeps locked against other programs.

    Close it as soon as the user leaves; its keys raise ValueError from then on.
    """

    def __init__(
        self,
        folder: Path,
        occupancy: Occupancy,
        header: AuthenticHeader,
        member: Identity,
        uid: UUID,
    ) -> None:
        self.folder = folder
        self.uid = uid
        self.database_path = folder / DATABASE_NAME
        self.objects = AttachmentStore(folder / OBJECTS_NAME)
        self.attempts = Attempts(folder)
        self.members = Members(header, member.binding, self.attempts)
        self._occupancy = occupancy
        self._header = header
        self._member: Identity | None = member

    def __repr__(self) -> str:
        return f"OpenVault({str(self.folder)!r}, login={self.login!r})"

    @property
    def vault_id(self) -> UUID:
        """Identity of this vault; its copies and backups share it."""
        return self._header.value.vault

    @property
    def office(self) -> str:
        """Name of the office."""
        return self._header.value.office

    @property
    def login(self) -> str:
        """Login of the user."""
        return self._slot.login

    @property
    def display_name(self) -> str:
        """Name of the user for people to read."""
        return self._slot.display_name

    @property
    def epoch(self) -> int:
        """Number of the vault key in force."""
        return self._header.value.epoch

    @property
    def header_sequence(self) -> int:
        """Rises with every write of the header; an anchor of it exposes an old copy put back."""
        return self._header.sequence

    @property
    def database_key(self) -> str:
        """Raw SQLCipher key of the epoch in force: 64 lowercase hexadecimal digits."""
        return self._header.keyrings[0].database_key

    @property
    def database_keys(self) -> tuple[str, ...]:
        """Keys to try in turn: the epoch in force, then the one an interrupted rekey was giving."""
        return tuple(keyring.database_key for keyring in self._header.keyrings)

    @property
    def database_salt(self) -> bytes | None:
        """First 16 bytes the database must have; None if it has never been made.

        With a salt and no database file the database has been lost, not left unmade.
        """
        return self._header.value.database_salt

    @property
    def anchor_key(self) -> bytes:
        """Key (32 bytes) that authenticates the audit anchor outside the database."""
        return self._header.keyrings[0].anchor_key

    @property
    def anchor_keys(self) -> tuple[bytes, ...]:
        """Keys an anchor may have been written under, of the epoch in force first."""
        return tuple(keyring.anchor_key for keyring in self._header.keyrings)

    @property
    def audit_key(self) -> bytes:
        """Key (32 bytes) that binds audit entries to this vault."""
        return self._header.keyrings[0].audit_key

    @property
    def identity(self) -> Identity:
        """The user's own keys.

        Raises:
            ValueError: after `close`.
        """
        if self._member is None:
            message = "the vault has been closed"
            raise ValueError(message)
        return self._member

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The user's own key for audit checkpoints."""
        return self.identity.signing

    @property
    def header(self) -> Header:
        """Everybody's key slots, as they stand."""
        return self._header.value

    def checkpoint(self, seq: int, link: str, at: datetime) -> Checkpoint:
        """Return the user's signature under the audit log, which ends with this entry.

        Raises:
            ValueError: the vault has been closed.
        """
        key = self.signing_key
        return Checkpoint(
            seq=seq,
            link=link,
            at=at,
            signer=self.uid,
            key=key.public_key().public_bytes_raw(),
            signature=key.sign(signed_words(self.vault_id, seq, link)),
        )

    @property
    def signers(self) -> Mapping[UUID, tuple[bytes, ...]]:
        """Public Ed25519 keys (32 bytes) of everybody who ever had a slot, present ones first."""
        return self.members.signers

    @property
    def is_between_keys(self) -> bool:
        """Whether the header names a second key that the database may have (`rekey`)."""
        return self._header.value.pending_epoch is not None

    def end_epoch(self) -> None:
        """Put the pending epoch in force, once the database has its key.

        Raises:
            Unavailable: the disk refuses; both epochs stay.
        """
        self._header.end_epoch()

    def remember_database_salt(self, salt: bytes) -> None:
        """Keep a copy of the database's first 16 bytes in the header.

        Raises:
            Unavailable: the disk refuses.
        """
        if salt != self.database_salt:
            self._header.put(replace(self._header.value, database_salt=salt))

    def change_passphrase(self, old: str, new: str) -> None:
        """Seal the user's keys under `new`. The database is not touched. Takes two derivations.

        Whoever kept a copy of the old header can still open that copy with `old`.

        Raises:
            CannotUnlock: `old` is not the passphrase, or the login is locked.
            Refused: `new` is empty, or it is `old`.
            Unavailable: the disk refuses; `old` stays in force.
        """
        slot = self._slot
        member = self._proven(old, "old")
        if is_same(old, new):
            raise Refused("passphrase.same", field="new")
        changed = passphrase_slots.reseal(slot, member, new, self.vault_id)
        self._header.put(self._header.value.with_user(changed))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Take back what the block wrote into the header if it fails, e.g. in its commit.

        Raises:
            Unavailable: ``vault.header_unsure``: the disk refuses that too.
        """
        before = self._header.value
        try:
            yield
        except BaseException as error:
            if self._header.value is not before:
                try:
                    self._header.put(before)
                except Unavailable:
                    raise Unavailable("vault.header_unsure") from error
            raise

    def prove(self, passphrase: str) -> None:
        """Make sure that it is the user's passphrase. Takes one derivation.

        Raises:
            CannotUnlock: it is not, or the login is locked.
        """
        self._proven(passphrase, "passphrase")

    def _proven(self, passphrase: str, field: str) -> Identity:
        """Return the keys the passphrase opens; a wrong one counts as a failed unlock does."""
        who = attempts_of(self.uid)
        if self.attempts.tally(who).is_locked:
            raise CannotUnlock("vault.login_locked", field=field)
        try:
            member = passphrase_slots.open_slot(self._slot, passphrase, self.vault_id)
        except WrongKey:
            is_locked = self.attempts.fail(who).is_locked
            code = "vault.login_locked" if is_locked else "passphrase.wrong"
            raise CannotUnlock(code, field=field) from None
        with suppress(Unavailable):  # on a full disk old failures count a little longer
            self.attempts.clear(who)
        return member

    def close(self) -> None:
        """Wipe the keys and let other programs in. Doing it twice does no harm."""
        self._member = None
        self._header.wipe()
        self._occupancy.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _slot(self) -> UserSlot:
        return next(user for user in self._header.value.users if user.uid == self.uid)
