"""Key slots: each member's private keys, and the vault key encrypted to the member's public key.

Because of that, the vault key can be replaced without anybody's passphrase, and a passphrase can be
changed without touching the database.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.storage.header_records import KeySlot

SECRET_BYTES = 32
NONCE_BYTES = 12

_HPKE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
"""ECDH on P-256, HKDF-SHA256 and AES-256-GCM put together as RFC 9180 says, base mode."""


class WrongKey(Exception):
    """This key does not open that seal."""


@dataclass(frozen=True, repr=False)
class Identity:
    """A member's secrets.

    Attributes:
        agreement: opens vault keys that were encrypted to the member.
        signing: signs audit checkpoints.
        binding: the same for all members of a vault, see `Keyring`.
    """

    agreement: EllipticCurvePrivateKey
    signing: Ed25519PrivateKey
    binding: bytes

    @classmethod
    def generate(cls, binding: bytes) -> "Identity":
        """Return new keys for a member of the vault with this binding."""
        return cls(generate_private_key(SECP256R1()), Ed25519PrivateKey.generate(), binding)

    def seal(self, kek: bytes, vault: UUID, uid: UUID) -> bytes:
        """Return the secrets encrypted under `kek` (32 bytes): nonce, AES-256-GCM, tag."""
        scalar = self.agreement.private_numbers().private_value.to_bytes(SECRET_BYTES, "big")
        plain = scalar + self.signing.private_bytes_raw() + self.binding
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(kek).encrypt(nonce, plain, _context(b"identity", vault, uid))

    @classmethod
    def unseal(cls, sealed: bytes, kek: bytes, vault: UUID, uid: UUID) -> "Identity":
        """Return the secrets that `seal` put away.

        Raises:
            WrongKey: another key, or a seal from another slot or vault.
        """
        nonce, box = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            plain = AESGCM(kek).decrypt(nonce, box, _context(b"identity", vault, uid))
        except InvalidTag as error:
            raise WrongKey from error
        scalar, seed, binding = (plain[at : at + SECRET_BYTES] for at in (0, 32, 64))
        return cls(
            agreement=derive_private_key(int.from_bytes(scalar, "big"), SECP256R1()),
            signing=Ed25519PrivateKey.from_private_bytes(seed),
            binding=binding,
        )


def make_slot(
    identity: Identity, kek: bytes, vault: UUID, uid: UUID, vault_keys: Mapping[int, bytes]
) -> KeySlot:
    """Return a slot in which `kek` opens the vault keys, given by epoch."""
    agreement_key = identity.agreement.public_key().public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    return KeySlot(
        uid=uid,
        sealed=identity.seal(kek, vault, uid),
        agreement_key=agreement_key,
        signing_key=identity.signing.public_key().public_bytes_raw(),
        wrapped={
            epoch: wrap(key, agreement_key, vault, uid, epoch) for epoch, key in vault_keys.items()
        },
    )


def wrap(vault_key: bytes, agreement_key: bytes, vault: UUID, uid: UUID, epoch: int) -> bytes:
    """Return the vault key encrypted to a member's public key; it opens only in that place."""
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), agreement_key)
    return _HPKE.encrypt(vault_key, public, info=_wrap_context(vault, uid, epoch))


def rewrapped(slot: KeySlot, vault_key: bytes, vault: UUID, epoch: int) -> KeySlot:
    """Return the slot with that vault key and no other; the holder's own secret is not needed."""
    sealed = wrap(vault_key, slot.agreement_key, vault, slot.uid, epoch)
    return replace(slot, wrapped={epoch: sealed})


def unwrap(identity: Identity, slot: KeySlot, vault: UUID, epoch: int) -> bytes:
    """Return the vault key of `epoch`.

    Raises:
        WrongKey: the slot has no such epoch, or what it has was not made for it.
    """
    sealed = slot.wrapped.get(epoch)
    if sealed is None:
        raise WrongKey
    context = _wrap_context(vault, slot.uid, epoch)
    try:
        return _HPKE.decrypt(sealed, identity.agreement, info=context)
    except InvalidTag as error:
        raise WrongKey from error


def _wrap_context(vault: UUID, uid: UUID, epoch: int) -> bytes:
    return _context(b"vault-key", vault, uid) + epoch.to_bytes(8, "big")


def _context(purpose: bytes, vault: UUID, uid: UUID) -> bytes:
    return b"dossier/1/" + purpose + b"/" + vault.bytes + uid.bytes
