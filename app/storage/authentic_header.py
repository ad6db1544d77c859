"""The header of a vault that has been unlocked: checked against its keys, and writable."""

import threading
from collections.abc import Mapping
from contextlib import suppress

from app.domain.errors import Damaged, Unavailable
from app.storage.header import HeaderFile, StoredHeader
from app.storage.header_records import Header, KeySlot
from app.storage.keyring import Keyring
from app.storage.keyslots import Identity, WrongKey, unwrap


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
            self._stored = self._file.write(header, self.keyrings[0].header_key)

    def wipe(self) -> None:
        """Overwrite the keys."""
        for keyring in self.keyrings:
            keyring.wipe()


def _keyrings(header: Header, slot: KeySlot, identity: Identity) -> tuple[Keyring, ...]:
    try:
        return tuple(
            Keyring(unwrap(identity, slot, header.vault, epoch), identity.binding)
            for epoch in header.epochs
        )
    except WrongKey as error:
        raise Damaged("vault.header_forged") from error
