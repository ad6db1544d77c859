"""The header of a vault that has been unlocked: checked against its keys, and writable."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from app.domain.errors import Damaged, Unavailable
from app.storage.header import HeaderFile, StoredHeader
from app.storage.header_records import Header, KeySlot
from app.storage.keyring import Keyring
from app.storage.keyslots import Identity, WrongKey, unwrap, wrap


class AuthenticHeader:
    """The header of an occupied vault together with the keys that prove it is ours.

    Raises:
        Damaged: the vault keys in `slot` do not open, or the header was changed by somebody
            without them.
    """

    def __init__(
        self, file: HeaderFile, stored: StoredHeader, slot: KeySlot, identity: Identity
    ) -> None:
        self._file = file
        self._stored = stored
        self._guard = threading.Lock()
        self.keyrings = _keyrings(stored.header, slot, identity)
        stored.verify(self.keyrings[0].header_key)
        if not stored.mirrored:
            # One copy is torn or lags behind. A disk that refuses the repair can still be read.
            with suppress(Unavailable):
                self.put(stored.header)

    @property
    def value(self) -> Header:
        """The header in force."""
        return self._stored.header

    @property
    def sequence(self) -> int:
        """How often the header has been written; an older header has a lower number."""
        return self._stored.sequence

    @property
    def vault_keys(self) -> Mapping[int, bytes]:
        """The vault key of each epoch, for wrapping it to a member."""
        pairs = zip(self.value.epochs, self.keyrings, strict=True)
        return {epoch: keyring.vault_key for epoch, keyring in pairs}

    def put(self, header: Header) -> None:
        """Put `header` in force. Raises as `HeaderFile.write` does."""
        with self._guard:
            self._write(header)

    def require_room_for(self, header: Header) -> None:
        """Make sure that `header` could be put in force.

        Raises:
            Refused: it is too large.
        """
        self._file.require_room_for(header, self.keyrings[0].header_key)

    def begin_epoch(self, header: Header) -> None:
        """Put `header` in force with a pending epoch whose key everybody named in it can open.

        An epoch already pending is given up: the database must have the key in force.

        Raises:
            Unavailable: the disk refuses; nothing has begun.
        """
        with self._guard:
            now, new = header.epoch, max(header.epochs) + 1
            keyring = self.keyrings[0].successor()
            pending = _rewrapped(header, (now,), {new: keyring.vault_key})
            self._write(replace(pending, pending_epoch=new))
            self.keyrings = (self.keyrings[0], keyring)

    def end_epoch(self) -> None:
        """Put the pending epoch in force; the key before it is no longer kept.

        Raises:
            Unavailable: the disk refuses; both epochs stay.
        """
        with self._guard:
            new = self.value.pending_epoch
            if new is None:
                return
            old, keyring = self.keyrings
            header = replace(_rewrapped(self.value, (new,), {}), epoch=new, pending_epoch=None)
            self._stored = self._file.write(header, keyring.header_key)
            self.keyrings = (keyring,)
            old.wipe()

    def _write(self, header: Header) -> None:
        self._stored = self._file.write(header, self.keyrings[0].header_key)

    def wipe(self) -> None:
        """Overwrite the keys."""
        for keyring in self.keyrings:
            keyring.wipe()


def _rewrapped(header: Header, kept: tuple[int, ...], added: Mapping[int, bytes]) -> Header:
    """Return the header with these epochs only, those added wrapped to everybody in it."""

    def with_epochs(slot: KeySlot) -> KeySlot:
        wrapped = {epoch: slot.wrapped[epoch] for epoch in kept}
        for epoch, key in added.items():
            wrapped[epoch] = wrap(key, slot.agreement_key, header.vault, slot.uid, epoch)
        return replace(slot, wrapped=wrapped)

    users = tuple(replace(user, keys=with_epochs(user.keys)) for user in header.users)
    return replace(header, users=users, recovery=with_epochs(header.recovery))


def _keyrings(header: Header, slot: KeySlot, identity: Identity) -> tuple[Keyring, ...]:
    try:
        return tuple(
            Keyring(unwrap(identity, slot, header.vault, epoch), identity.binding)
            for epoch in header.epochs
        )
    except WrongKey as error:
        raise Damaged("vault.header_forged") from error
