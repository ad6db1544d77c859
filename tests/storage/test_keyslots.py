"""Keys: what a passphrase opens and what not; a vault key opens only in its own place."""

import itertools
import threading
from dataclasses import replace

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.storage import passphrase_slots
from app.storage.header_records import (
    AGREEMENT_BYTES,
    SEALED_BYTES,
    WRAPPED_BYTES,
    KdfCost,
    UserSlot,
)
from app.storage.kdf import LEAST_MEMORY_KIB, STANDARD, calibrated, derive
from app.storage.keyring import Keyring
from app.storage.keyslots import Identity, WrongKey, make_slot, unwrap, wrap
from app.storage.nameplate import Account

CHEAP = KdfCost(8, 1, 1)
SALT = bytes(range(16))
VAULT, UID = new_id(), new_id()
KEK, VAULT_KEY, BINDING = bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32
VAULT_KEYS = {1: VAULT_KEY, 2: bytes([4]) * 32}


@pytest.fixture
def member() -> Identity:
    return Identity.generate(BINDING)


def slot_for(member: Identity, passphrase: str) -> UserSlot:
    account = Account("ada", "Ada Quill")
    return passphrase_slots.make(
        account, UID, member, passphrase, vault=VAULT, vault_keys=VAULT_KEYS, cost=CHEAP
    )


def test_argon2id_gives_the_output_of_the_reference_implementation() -> None:
    """From the tests of phc-winner-argon2, which salt with eight bytes instead of our 16."""
    key = derive("password", b"somesalt", KdfCost(65536, 2, 1))
    assert key.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_hpke_opens_the_reference_vector_of_our_suite() -> None:
    """CFRG's test-vectors.json for RFC 9180, base mode, P-256, HKDF-SHA256, AES-256-GCM."""
    private = int("317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2", 16)
    encapsulated = bytes.fromhex(
        "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f0"
        "3e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0"
    )
    box = bytes.fromhex(
        "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f"
    )
    suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    # The vector has additional data, which only this private function takes; we bind by `info`.
    plain = openssl.hpke._decrypt_with_aad(
        suite,
        encapsulated + box,
        derive_private_key(private, SECP256R1()),
        info=b"Ode on a Grecian Urn",
        aad=b"Count-0",
    )
    assert plain == b"Beauty is truth, truth beauty"


def test_a_passphrase_opens_what_it_sealed(member: Identity) -> None:
    slot = slot_for(member, "correct horse battery staple")
    opened = passphrase_slots.open_slot(slot, "correct horse battery staple", VAULT)
    assert unwrap(opened, slot.keys, VAULT, 1) == VAULT_KEY
    assert unwrap(opened, slot.keys, VAULT, 2) == VAULT_KEYS[2]
    assert opened.binding == BINDING
    signature = opened.signing.sign(b"checkpoint")
    member.signing.public_key().verify(signature, b"checkpoint")


@pytest.mark.parametrize("wrong", ["", "Correct horse", "correct horse ", "correct horsé"])
def test_any_other_passphrase_opens_nothing(member: Identity, wrong: str) -> None:
    slot = slot_for(member, "correct horse")
    with pytest.raises(WrongKey):
        passphrase_slots.open_slot(slot, wrong, VAULT)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Pässwörter", "Pa\u0308sswo\u0308rter"),
        ("ﬁling ２", "filing 2"),  # noqa: RUF001 -- look-alikes are what NFKC is for
        ("\u1112\u1161\u11ab", "\ud55c"),
    ],
)
def test_the_same_keys_on_another_system_give_the_same_key(typed: str, same: str) -> None:
    assert derive(typed, SALT, CHEAP) == derive(same, SALT, CHEAP)


def test_a_long_passphrase_counts_to_its_last_character() -> None:
    long = "a<b>&😀" * 20_000
    keys = {derive(text, SALT, CHEAP) for text in (long, long + "x", long[:-1], long + "\0")}
    assert len(keys) == 4


def test_odd_characters_are_characters_like_any_other() -> None:
    keys = {derive(text, SALT, CHEAP) for text in ("", "\0", "\udcff", "\u202e", " ", "\n")}
    assert len(keys) == 6


def test_an_empty_passphrase_cannot_be_set(member: Identity) -> None:
    with pytest.raises(Refused):
        slot_for(member, "")
    with pytest.raises(Refused):
        passphrase_slots.reseal(slot_for(member, "old"), member, "", VAULT)


def test_a_new_passphrase_reseals_the_same_keys(member: Identity) -> None:
    old = slot_for(member, "old")
    new = passphrase_slots.reseal(old, member, "new", VAULT)
    assert new.salt != old.salt
    assert new.keys.wrapped == old.keys.wrapped
    assert new.keys.agreement_key == old.keys.agreement_key
    opened = passphrase_slots.open_slot(new, "new", VAULT)
    assert unwrap(opened, new.keys, VAULT, 1) == VAULT_KEY
    with pytest.raises(WrongKey):
        passphrase_slots.open_slot(new, "old", VAULT)


def test_every_flipped_byte_of_a_seal_is_rejected(member: Identity) -> None:
    sealed = member.seal(KEK, VAULT, UID)
    assert len(sealed) == SEALED_BYTES
    for at in range(len(sealed)):
        forged = bytearray(sealed)
        forged[at] ^= 1
        with pytest.raises(WrongKey):
            Identity.unseal(bytes(forged), KEK, VAULT, UID)


def test_a_seal_opens_only_for_its_user_in_its_vault(member: Identity) -> None:
    sealed = member.seal(KEK, VAULT, UID)
    for vault, uid in ((VAULT, new_id()), (new_id(), UID), (UID, VAULT)):
        with pytest.raises(WrongKey):
            Identity.unseal(sealed, KEK, vault, uid)


def test_every_flipped_byte_of_a_wrapped_vault_key_is_rejected(member: Identity) -> None:
    slot = make_slot(member, KEK, VAULT, UID, {1: VAULT_KEY})
    assert len(slot.agreement_key) == AGREEMENT_BYTES
    assert len(slot.wrapped[1]) == WRAPPED_BYTES
    for at in range(WRAPPED_BYTES):
        forged = bytearray(slot.wrapped[1])
        forged[at] ^= 1
        with pytest.raises(WrongKey):
            unwrap(member, replace(slot, wrapped={1: bytes(forged)}), VAULT, 1)


def test_a_wrapped_vault_key_opens_only_in_its_vault_slot_and_epoch(member: Identity) -> None:
    slot = make_slot(member, KEK, VAULT, UID, {1: VAULT_KEY})
    moved = replace(slot, wrapped={2: slot.wrapped[1]})
    for holder, vault, epoch in (
        (slot, new_id(), 1),
        (replace(slot, uid=new_id()), VAULT, 1),
        (moved, VAULT, 2),
        (slot, VAULT, 3),
    ):
        with pytest.raises(WrongKey):
            unwrap(member, holder, vault, epoch)


def test_a_vault_key_can_be_replaced_without_any_passphrase(member: Identity) -> None:
    """Rotation has only the public keys of the others."""
    slot = make_slot(member, KEK, VAULT, UID, {1: VAULT_KEY})
    fresh = wrap(VAULT_KEYS[2], slot.agreement_key, VAULT, UID, 2)
    rotated = replace(slot, wrapped={**slot.wrapped, 2: fresh})
    assert unwrap(member, rotated, VAULT, 2) == VAULT_KEYS[2]


def test_keys_for_different_uses_differ_and_depend_on_both_secrets() -> None:
    rings = [Keyring(*pair) for pair in itertools.product((VAULT_KEY, KEK), (BINDING, KEK))]
    keys = {
        bytes.fromhex(key) if isinstance(key, str) else key
        for ring in rings
        for key in (ring.header_key, ring.database_key, ring.anchor_key, ring.audit_key)
    }
    assert len(keys) == 16
    assert len(rings[0].database_key) == 64
    assert rings[0].database_key == rings[0].database_key.lower()


def test_keys_of_an_existing_vault_never_change() -> None:
    """Golden: a change here would lock every office out."""
    ring = Keyring(VAULT_KEY, BINDING)
    assert [
        ring.database_key,
        ring.header_key.hex(),
        ring.anchor_key.hex(),
        ring.audit_key.hex(),
    ] == [
        "beeb1a73e338b040418ae248ecba6f4e47c8717f7a701a4bde4c9a13fd88255b",
        "9dab1fc5f9c7c98cb7cf2c6adb98b30d6d4baf117613debbf35134662f71f15d",
        "644197b6010dd3a0fd57f18534e30c471994b2d92afe62dc5d1ec0189e48534f",
        "72d6b6d99cdf94d85845b165cad52924892015dfa94c935b12cfd04ef9516294",
    ]


def test_a_wiped_keyring_gives_no_keys() -> None:
    ring = Keyring(VAULT_KEY, BINDING)
    memory = ring._vault_key
    ring.wipe()
    assert bytes(memory) == b""
    with pytest.raises(ValueError, match="wiped"):
        _ = ring.database_key


def test_secrets_do_not_show_in_a_repr(member: Identity) -> None:
    ring = Keyring(VAULT_KEY, BINDING)
    text = repr(ring) + repr(member) + repr(slot_for(member, "hunter2"))
    for secret in (VAULT_KEY, BINDING):
        assert repr(secret) not in text
        assert secret.hex() not in text
    assert "hunter2" not in text


def test_calibration_stays_between_the_floor_and_a_second() -> None:
    cost = calibrated()
    assert LEAST_MEMORY_KIB <= cost.memory_kib <= STANDARD.memory_kib
    assert cost.iterations >= STANDARD.iterations


def test_the_window_stays_alive_while_a_passphrase_is_derived() -> None:
    """Argon2id must release the interpreter: the derivation runs in a thread beside the window."""
    done = threading.Event()

    def work() -> None:
        derive("passphrase", SALT, KdfCost(LEAST_MEMORY_KIB, 3, 4))
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    beats = 0
    while not done.wait(0.002):
        beats += 1
    thread.join()
    assert beats > 5
