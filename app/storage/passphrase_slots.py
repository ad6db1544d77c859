"""A user's slot in the header: made, opened and sealed anew with a passphrase."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from app.domain.errors import Refused
from app.storage.header_records import SALT_BYTES, KdfCost, UserSlot
from app.storage.kdf import derive
from app.storage.keyslots import Identity, make_slot
from app.storage.nameplate import Account


def make(
    account: Account,
    uid: UUID,
    member: Identity,
    passphrase: str,
    *,
    vault: UUID,
    vault_keys: Mapping[int, bytes],
    cost: KdfCost,
) -> UserSlot:
    """Return a slot in which `passphrase` opens the keys of `member` and with them the vault keys.

    Raises:
        Refused: the passphrase is empty.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    kek = _new_kek(passphrase, salt, cost)
    return UserSlot(
        login=account.login,
        display_name=account.display_name,
        cost=cost,
        salt=salt,
        keys=make_slot(member, kek, vault, uid, vault_keys),
    )


def open_slot(slot: UserSlot, passphrase: str, vault: UUID) -> Identity:
    """Return the member's keys.

    Raises:
        WrongKey: it is another passphrase.
    """
    kek = derive(passphrase, slot.salt, slot.cost)
    return Identity.unseal(slot.keys.sealed, kek, vault, slot.uid)


def reseal(slot: UserSlot, member: Identity, passphrase: str, vault: UUID) -> UserSlot:
    """Return the slot with the same keys under a new passphrase and a new salt.

    Raises:
        Refused: the passphrase is empty.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    kek = _new_kek(passphrase, salt, slot.cost)
    keys = replace(slot.keys, sealed=member.seal(kek, vault, slot.uid))
    return replace(slot, salt=salt, keys=keys)


def _new_kek(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Derive the key of a passphrase being set. How strong it must be is the office's policy."""
    if not passphrase:
        raise Refused("passphrase.empty", field="passphrase")
    return derive(passphrase, salt, cost)
