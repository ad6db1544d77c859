"""The recovery code: the vault's spare key, printed once and kept in an envelope.

256 random bits and 24 bits of checksum in Crockford's base32: 56 characters in groups of four,
without the letters I, L, O and U. Capitals, spaces and dashes do not matter when it is typed, and
the letters left out are read as the digits they resemble.
"""

import hashlib
import secrets
import unicodedata
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Refused

SECRET_BYTES = 32
CHECKSUM_BYTES = 3
GROUP = 4

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_LENGTH = (SECRET_BYTES + CHECKSUM_BYTES) * 8 // _BITS
_LOOK_ALIKES = str.maketrans("OILU", "011V")
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


class RecoveryCode:
    """A recovery code. `str()` and `repr()` hide it; `groups` is what goes on paper."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_BYTES:
            message = "a recovery secret has 32 bytes"
            raise ValueError(message)
        self._secret = secret

    @classmethod
    def generate(cls) -> "RecoveryCode":
        """Return a new code."""
        return cls(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def parse(cls, typed: str) -> "RecoveryCode":
        """Return the code a person typed from paper.

        Raises:
            Refused: it was mistyped: wrong length, a strange character or a wrong checksum.
        """
        text = unicodedata.normalize("NFKC", typed).upper()
        plain = "".join(filter(str.isalnum, text)).translate(_LOOK_ALIKES)
        if len(plain) != _LENGTH or not _VALUES.keys() >= set(plain):
            raise Refused("recovery.mistyped", field="code")
        number = 0
        for character in plain:
            number = number << _BITS | _VALUES[character]
        both = number.to_bytes(SECRET_BYTES + CHECKSUM_BYTES, "big")
        secret, checksum = both[:SECRET_BYTES], both[SECRET_BYTES:]
        if checksum != _checksum(secret):
            raise Refused("recovery.mistyped", field="code")
        return cls(secret)

    @property
    def groups(self) -> tuple[str, ...]:
        """The code as 14 groups of four characters, in the order to print them."""
        number = int.from_bytes(self._secret + _checksum(self._secret), "big")
        shifts = range((_LENGTH - 1) * _BITS, -1, -_BITS)
        text = "".join(_ALPHABET[number >> shift & (1 << _BITS) - 1] for shift in shifts)
        return tuple(text[start : start + GROUP] for start in range(0, _LENGTH, GROUP))

    def kek(self, vault: UUID) -> bytes:
        """Return the 32-byte key that opens the recovery slot of `vault`."""
        derivation = HKDF(SHA256(), length=32, salt=vault.bytes, info=b"dossier/1/recovery")
        return derivation.derive(self._secret)

    def __repr__(self) -> str:
        return "RecoveryCode(...)"


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"dossier/1/recovery-checksum/" + secret).digest()[:CHECKSUM_BYTES]
