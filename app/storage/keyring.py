"""The vault key of one epoch and the separate keys derived from it (HKDF-SHA256, RFC 5869)."""

import secrets

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class Keyring:
    """Keys of one epoch. Made on demand and not kept, so that `wipe` leaves as little as it can.

    Args:
        vault_key: 32 random bytes, new in each epoch.
        binding: 32 random bytes that stay for the vault's life and that only members hold. Anybody
            can encrypt a vault key of their own to a member's public key; without the binding they
            still cannot derive the keys that go with it, so a planted header is found out.
    """

    def __init__(self, vault_key: bytes, binding: bytes) -> None:
        self._vault_key = bytearray(vault_key)
        self._binding = bytearray(binding)

    @classmethod
    def generate(cls, binding: bytes) -> "Keyring":
        """Return the keyring of a new epoch."""
        return cls(secrets.token_bytes(KEY_BYTES), binding)

    def successor(self) -> "Keyring":
        """Return the keyring of the next epoch of the same vault."""
        return Keyring.generate(bytes(self._binding))

    @property
    def vault_key(self) -> bytes:
        """The key itself, for wrapping it to a member.

        Raises:
            ValueError: after `wipe`.
        """
        if not self._vault_key:
            message = "the keyring has been wiped"
            raise ValueError(message)
        return bytes(self._vault_key)

    @property
    def header_key(self) -> bytes:
        """Authenticates the header."""
        return self._derive(b"header")

    @property
    def database_key(self) -> str:
        """Raw SQLCipher key: 64 lowercase hexadecimal digits."""
        return self._derive(b"database").hex()

    @property
    def anchor_key(self) -> bytes:
        """Authenticates the audit log's anchor outside the database."""
        return self._derive(b"anchor")

    @property
    def audit_key(self) -> bytes:
        """Binds audit entries to this vault."""
        return self._derive(b"audit")

    @property
    def manifest_key(self) -> bytes:
        """Authenticates the manifest of a backup."""
        return self._derive(b"manifest")

    @property
    def members_key(self) -> bytes:
        """Encrypts everybody's key slots in a backup."""
        return self._derive(b"members")

    def wipe(self) -> None:
        """Overwrite the keys. Copies that Python or a library made cannot be reached."""
        for secret in (self._vault_key, self._binding):
            secret[:] = bytes(len(secret))
            secret.clear()

    def _derive(self, purpose: bytes) -> bytes:
        derivation = HKDF(
            algorithm=SHA256(),
            length=KEY_BYTES,
            salt=bytes(self._binding),
            info=b"dossier/1/" + purpose,
        )
        return derivation.derive(self.vault_key)
