"""What the vault header says: the office, the epochs and everybody's key slots.

Nothing here opens a key, so the unlock screen can read it before the heavy imports.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

SALT_BYTES = 16
SEALED_BYTES = 12 + 96 + 16
"""Nonce, three 32-byte secrets, tag."""
WRAPPED_BYTES = 65 + 32 + 16
"""RFC 9180 encapsulated P-256 point, the 32-byte vault key, tag."""
AGREEMENT_BYTES = 65
SIGNING_BYTES = 32

MAXIMUM_MEMORY_KIB = 2 * 1024 * 1024
MAXIMUM_ITERATIONS = 64
MAXIMUM_LANES = 16


class Malformed(ValueError):
    """The payload is not a header of this format."""


@dataclass(frozen=True)
class KdfCost:
    """What one guess at a passphrase costs: Argon2id (RFC 9106) memory in KiB, passes and lanes."""

    memory_kib: int
    iterations: int
    lanes: int

    def __post_init__(self) -> None:
        # A forged header is read before it can be authenticated: it must not exhaust the machine.
        if not (
            1 <= self.lanes <= MAXIMUM_LANES
            and 1 <= self.iterations <= MAXIMUM_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= MAXIMUM_MEMORY_KIB
        ):
            message = "key derivation cost out of bounds"
            raise Malformed(message)


@dataclass(frozen=True)
class KeySlot:
    """One holder of the vault key.

    Attributes:
        uid: whose slot; bound into everything sealed in it.
        sealed: the holder's private keys under a key only the holder can make.
        agreement_key: public P-256 point, uncompressed (X9.62); the vault key is wrapped to it.
        signing_key: public Ed25519 key that checks the holder's signatures.
        wrapped: for each epoch the vault key, encrypted to `agreement_key`.
    """

    uid: UUID
    sealed: bytes = field(repr=False)
    agreement_key: bytes = field(repr=False)
    signing_key: bytes = field(repr=False)
    wrapped: Mapping[int, bytes] = field(repr=False)


@dataclass(frozen=True)
class UserSlot:
    """A user who opens the vault with a passphrase.

    Attributes:
        salt: 16 random bytes for the passphrase's key derivation.
        retired_signing_keys: public keys of the same person that still check older signatures.
    """

    login: str
    display_name: str
    cost: KdfCost
    salt: bytes = field(repr=False)
    keys: KeySlot
    retired_signing_keys: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def uid(self) -> UUID:
        """Whose slot this is."""
        return self.keys.uid

    @property
    def signing_keys(self) -> tuple[bytes, ...]:
        """Every public signing key of the person, the present one first."""
        return (self.keys.signing_key, *self.retired_signing_keys)


@dataclass(frozen=True)
class Header:
    """The content of a vault header.

    Attributes:
        epoch: number of the vault key in force; the header is authenticated under it.
        pending_epoch: number of the next vault key while the database is being given that key.
        database_salt: the database file's first 16 bytes, without which it could not be opened;
            None until the database has been made.
        revoked_signers: public signing keys of people without a slot; they still check what these
            people signed.
        notice: shown before anybody unlocks (CJIS AC-8); empty = the program's own.
    """

    vault: UUID
    office: str
    epoch: int
    users: tuple[UserSlot, ...]
    recovery: KeySlot
    pending_epoch: int | None = None
    database_salt: bytes | None = field(default=None, repr=False)
    revoked_signers: Mapping[UUID, tuple[bytes, ...]] = field(default_factory=dict, repr=False)
    notice: str = ""

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs whose key may open the database, in the order to try."""
        return (self.epoch,) if self.pending_epoch is None else (self.epoch, self.pending_epoch)

    def user_named(self, login: str) -> UserSlot | None:
        """Return the slot of `login`, however it is capitalized, or None."""
        wanted = comparable(login)
        return next((user for user in self.users if comparable(user.login) == wanted), None)

    def with_user(self, changed: UserSlot) -> "Header":
        """Return this header with `changed` in place of the slot with the same uid."""
        users = tuple(changed if user.uid == changed.uid else user for user in self.users)
        return replace(self, users=users)

    def user_with(self, uid: UUID) -> UserSlot | None:
        """Return the slot of this person, or None."""
        return next((user for user in self.users if user.uid == uid), None)

    def without_user(self, uid: UUID) -> "Header":
        """Return this header without the person's slot; the signing keys stay known."""
        gone = self.user_with(uid)
        if gone is None:
            return self
        kept = (*gone.signing_keys, *self.revoked_signers.get(uid, ()))
        return replace(
            self,
            users=tuple(user for user in self.users if user.uid != uid),
            revoked_signers={**self.revoked_signers, uid: kept},
        )


def comparable(login: str) -> str:
    """Return the form in which two logins are the same login."""
    return unicodedata.normalize("NFKC", login).casefold().strip()
