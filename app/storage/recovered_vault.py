"""A vault opened with the recovery code, on its way to being opened with a new passphrase."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.domain.errors import Refused, Unavailable
from app.storage import passphrase_slots
from app.storage.attempts import Attempts
from app.storage.attempts import member as attempts_of
from app.storage.authentic_header import AuthenticHeader
from app.storage.keyslots import Identity
from app.storage.nameplate import Account
from app.storage.occupancy import Occupancy
from app.storage.open_vault import OpenVault


class RecoveredVault:
    """A vault opened with the recovery code. It can do one thing: give a login a new passphrase."""

    def __init__(
        self, folder: Path, occupancy: Occupancy, header: AuthenticHeader, spare: Identity
    ) -> None:
        self.folder = folder
        self._occupancy = occupancy
        self._header = header
        self._binding = spare.binding

    def __repr__(self) -> str:
        return f"RecoveredVault({str(self.folder)!r})"

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Logins that can be given a new passphrase."""
        users = self._header.value.users
        return tuple(Account(user.login, user.display_name) for user in users)

    def set_passphrase(self, login: str, new: str) -> OpenVault:
        """Give `login` new keys under the passphrase `new` and unlock the vault for that user.

        The forgotten passphrase sealed the old private keys for good; the old public signing key
        is kept to check older signatures. A login locked after failed unlocks is released. On an
        error this object stays usable.

        Raises:
            Refused: there is no such login, or `new` is empty.
            Unavailable: the disk refuses; nothing was changed.
        """
        header = self._header.value
        slot = header.user_named(login)
        if slot is None:
            raise Refused("vault.no_such_login", field="login", login=login)
        member = Identity.generate(self._binding)
        changed = passphrase_slots.make(
            Account(slot.login, slot.display_name),
            slot.uid,
            member,
            new,
            vault=header.vault,
            vault_keys=self._header.vault_keys,
            cost=slot.cost,
        )
        self._header.put(header.with_user(replace(changed, retired_signing_keys=slot.signing_keys)))
        with suppress(Unavailable):  # the new passphrase is in force; the lock can go later
            Attempts(self.folder).clear(attempts_of(slot.uid))
        return OpenVault(self.folder, self._occupancy, self._header, member, slot.uid)

    def close(self) -> None:
        """Wipe the keys and let other programs in. Not needed once `set_passphrase` succeeded."""
        self._header.wipe()
        self._occupancy.release()
