"""The people with a slot in the header: given keys, renamed, dropped, released.

The header is no part of a database transaction. So the record and its audit entry are committed
first and the header follows (`UnitOfWork.afterwards`): a crash between the two leaves a person
without a key, with the old passphrase or under the old name, never a key the log knows nothing of.
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from app.domain.errors import Refused
from app.storage import passphrase_slots
from app.storage.attempts import Attempts
from app.storage.attempts import member as attempts_of
from app.storage.authentic_header import AuthenticHeader
from app.storage.header_records import Header, UserSlot
from app.storage.keyslots import Identity
from app.storage.nameplate import Account


class Members:
    """Everybody with a slot in the header of an open vault.

    Args:
        header: checked and writable.
        binding: what all members share (`Identity`).
        attempts: the failed unlocks.
    """

    def __init__(self, header: AuthenticHeader, binding: bytes, attempts: Attempts) -> None:
        self._header = header
        self._binding = binding
        self._attempts = attempts

    @property
    def uids(self) -> frozenset[UUID]:
        """Everybody who has a key."""
        return frozenset(user.uid for user in self._header.value.users)

    @property
    def locked(self) -> frozenset[UUID]:
        """Everybody whose login is locked after failed unlocks."""
        return frozenset(
            uid for uid in self.uids if self._attempts.tally(attempts_of(uid)).is_locked
        )

    @property
    def signers(self) -> Mapping[UUID, tuple[bytes, ...]]:
        """Public Ed25519 keys (32 bytes) of everybody who ever had a slot, present ones first."""
        header = self._header.value
        present = {user.uid: user.signing_keys for user in header.users}
        return {
            uid: (*present.get(uid, ()), *header.revoked_signers.get(uid, ()))
            for uid in (*present, *(uid for uid in header.revoked_signers if uid not in present))
        }

    @property
    def notice(self) -> str:
        """The use notice the unlock screen shows; empty = the program's own."""
        return self._header.value.notice

    def given_keys(self, account: Account, uid: UUID, passphrase: str) -> UserSlot:
        """Return a slot with new keys for somebody under `passphrase`. Takes one derivation.

        Nothing is written yet. Signing keys the person had before stay known.

        Raises:
            Refused: the passphrase is empty, the login belongs to another slot, or the header has
                no room left.
            Unavailable: too little memory.
        """
        header = self._header.value
        same = header.user_named(account.login)
        if same is not None and same.uid != uid:
            raise Refused("user.login_taken", field="login", login=account.login)
        before = header.user_with(uid)
        slot = passphrase_slots.make(
            account,
            uid,
            Identity.generate(self._binding),
            passphrase,
            vault=header.vault,
            vault_keys=self._header.vault_keys,
            cost=(before or header.users[0]).cost,
        )
        slot = replace(slot, retired_signing_keys=before.signing_keys if before else ())
        self._header.require_room_for(_with(header, slot))
        return slot

    def put(self, slot: UserSlot) -> None:
        """Put a slot of `given_keys` in force, in place of the one the person had.

        Raises:
            Unavailable: the disk refuses; what was before stays in force.
        """
        self._header.put(_with(self._header.value, slot))

    def rename(self, uid: UUID, name: str) -> None:
        """Show another name before unlock. Somebody without a slot has none to show.

        Raises:
            Unavailable: the disk refuses.
        """
        slot = self._header.value.user_with(uid)
        if slot is not None and slot.display_name != name:
            self._header.put(self._header.value.with_user(replace(slot, display_name=name)))

    def drop(self, uid: UUID) -> None:
        """Take somebody's slot away and begin an epoch whose key that person never had.

        The database must be given that key next (`Database.renew_key`).

        Raises:
            Unavailable: the disk refuses; the slot stays.
        """
        self._header.begin_epoch(self._header.value.without_user(uid))

    def show_notice(self, notice: str) -> None:
        """Show another use notice before unlock.

        Raises:
            Refused: the header has no room for it.
            Unavailable: the disk refuses.
        """
        if notice != self.notice:
            self._header.put(replace(self._header.value, notice=notice))

    def release(self, uid: UUID) -> None:
        """Let somebody try again whose login was locked.

        Raises:
            Unavailable: the disk refuses.
        """
        self._attempts.clear(attempts_of(uid))


def _with(header: Header, slot: UserSlot) -> Header:
    if header.user_with(slot.uid) is not None:
        return header.with_user(slot)
    return replace(header, users=(*header.users, slot))
