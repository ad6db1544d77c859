"""The vault header: two slots, a checksum before unlock, an HMAC after it; no crash loses it."""

import errno
import hashlib
import os
import random
import stat
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.errors import Damaged, Refused, Unavailable
from app.domain.ids import new_id
from app.storage.durable import sync_file
from app.storage.header import DIGEST_BYTES, FILE_NAME, SLOT_BYTES, HeaderFile, StoredHeader
from app.storage.header_json import decode, encode
from app.storage.header_records import Header, KdfCost, KeySlot, Malformed, UserSlot

MAC_KEY = bytes(range(32))
VAULT = UUID("01890000-0000-7000-8000-000000000001")


def key_slot(seed: int = 1, epochs: tuple[int, ...] = (1,)) -> KeySlot:
    noise = random.Random(seed)  # noqa: S311 -- stands in for sealed bytes, protects nothing
    return KeySlot(
        uid=new_id(),
        sealed=noise.randbytes(124),
        agreement_key=noise.randbytes(65),
        signing_key=noise.randbytes(32),
        wrapped={epoch: noise.randbytes(113) for epoch in epochs},
    )


def user(login: str = "ada", name: str = "Ada Quill", seed: int = 1) -> UserSlot:
    return UserSlot(login, name, KdfCost(65536, 3, 4), bytes(16), key_slot(seed, (1, 2)))


def header(office: str = "Office of the Prosecutor", users: int = 1) -> Header:
    slots = tuple(user(f"user{n}", seed=n) for n in range(users))
    return Header(VAULT, office, 1, slots, key_slot(99), pending_epoch=2, database_salt=bytes(16))


@pytest.fixture
def file(tmp_path: Path) -> HeaderFile:
    made = HeaderFile(tmp_path / FILE_NAME)
    made.create(header(), MAC_KEY)
    return made


def slots_of(file: HeaderFile) -> list[bytearray]:
    content = file.path.read_bytes()
    return [bytearray(content[:SLOT_BYTES]), bytearray(content[SLOT_BYTES:])]


def with_checksum(slot: bytearray) -> bytes:
    body = bytes(slot[:-DIGEST_BYTES])
    return body + hashlib.sha256(body).digest()


def used_bytes(slot: bytearray) -> list[int]:
    """Positions up to the end of the payload, then the HMAC."""
    end = 22 + int.from_bytes(slot[18:22], "big")
    return [*range(end), *range(SLOT_BYTES - 2 * DIGEST_BYTES, SLOT_BYTES - DIGEST_BYTES)]


def opens(path: Path) -> StoredHeader:
    stored = HeaderFile(path).read()
    stored.verify(MAC_KEY)
    return stored


def test_a_header_comes_back_as_it_was_written(file: HeaderFile) -> None:
    file.write(replace(header(), office="Büro <b>&\u202e😀"), MAC_KEY)
    stored = opens(file.path)
    assert stored.header.office == "Büro <b>&\u202e😀"
    assert stored.header.users[0].keys.wrapped.keys() == {1, 2}
    assert decode(encode(stored.header)) == stored.header


def test_only_the_owner_may_read_the_file(file: HeaderFile) -> None:
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_an_existing_header_is_never_created_over(file: HeaderFile) -> None:
    before = file.path.read_bytes()
    with pytest.raises(Unavailable):
        file.create(header("Another office"), MAC_KEY)
    assert file.path.read_bytes() == before


def test_each_update_leaves_the_same_header_in_both_slots(file: HeaderFile) -> None:
    first = file.read()
    stored = file.write(replace(header(), office="Renamed"), MAC_KEY)
    assert stored.sequence == first.sequence + 2
    assert stored.mirrored
    for slot in slots_of(file):
        assert b"Renamed" in slot
        assert b"Office of the Prosecutor" not in slot


def test_nothing_of_a_dropped_user_remains_in_the_file(file: HeaderFile) -> None:
    full = header(users=40)
    file.write(full, MAC_KEY)
    file.write(replace(full, users=full.users[:1]), MAC_KEY)
    assert b"user39" not in file.path.read_bytes()


def test_every_single_flipped_byte_is_noticed_before_unlock(file: HeaderFile) -> None:
    newest = file.read().position
    sample = random.Random(4).sample(range(SLOT_BYTES), 300)  # noqa: S311 -- a fixed sample
    for at in sample:
        slots = slots_of(file)
        slots[newest][at] ^= 1
        path = file.path.with_name("flipped")
        path.write_bytes(b"".join(slots))
        stored = HeaderFile(path).read()
        assert stored.position != newest
        assert not stored.mirrored


def test_every_flip_with_a_repaired_checksum_is_rejected_by_the_hmac(file: HeaderFile) -> None:
    stored = file.read()
    slot = slots_of(file)[stored.position]
    padding = random.Random(5).sample(range(3000, SLOT_BYTES - 64), 200)  # noqa: S311 -- a sample
    accepted = []
    for at in [*used_bytes(slot), *padding]:
        forged = slot.copy()
        forged[at] ^= 1 << at % 8
        try:
            replace(stored, slot=with_checksum(forged)).verify(MAC_KEY)
        except Damaged:
            continue
        accepted.append(at)
    assert len(used_bytes(slot)) > 1000
    assert accepted == []


def test_a_forged_header_on_disk_never_verifies_nor_escapes_as_another_error(
    file: HeaderFile,
) -> None:
    newest = file.read().position
    slots = slots_of(file)
    for at in used_bytes(slots[newest])[::3]:
        forged = [slot.copy() for slot in slots]
        forged[newest][at] ^= 0x20
        forged[newest] = bytearray(with_checksum(forged[newest]))
        file.path.write_bytes(b"".join(forged))
        try:
            stored = file.read()
        except (Damaged, Unavailable):
            continue
        if stored.position == newest:
            with pytest.raises(Damaged):
                stored.verify(MAC_KEY)


def test_another_key_does_not_verify(file: HeaderFile) -> None:
    with pytest.raises(Damaged) as caught:
        file.read().verify(bytes(32))
    assert caught.value.code == "vault.header_forged"


@pytest.mark.parametrize("size", [0, 1, 22, SLOT_BYTES - 1])
def test_a_file_cut_inside_its_first_slot_is_damaged(file: HeaderFile, size: int) -> None:
    file.path.write_bytes(file.path.read_bytes()[:size])
    with pytest.raises(Damaged):
        file.read()


def test_a_file_of_something_else_is_damaged(file: HeaderFile) -> None:
    file.path.write_bytes(os.urandom(2 * SLOT_BYTES))
    with pytest.raises(Damaged):
        file.read()


def test_a_missing_file_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        HeaderFile(tmp_path / FILE_NAME).read()


def test_a_header_of_a_later_format_is_named_as_such(file: HeaderFile) -> None:
    slots = []
    for slot in slots_of(file):
        slot[8:10] = (3).to_bytes(2, "big")
        slots.append(with_checksum(slot))
    file.path.write_bytes(b"".join(slots))
    with pytest.raises(Unavailable) as caught:
        file.read()
    assert caught.value.code == "vault.newer_format"


def test_a_payload_length_beyond_the_slot_is_damaged(file: HeaderFile) -> None:
    slots = []
    for slot in slots_of(file):
        slot[18:22] = b"\xff" * 4
        slots.append(with_checksum(slot))
    file.path.write_bytes(b"".join(slots))
    with pytest.raises(Damaged):
        file.read()


def test_an_update_syncs_the_older_slot_before_it_touches_the_newer_one(
    file: HeaderFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Record the file at each sync, then cut both writes at every kind of place."""
    images = [file.path.read_bytes()]

    def syncing(descriptor: int) -> None:
        sync_file(descriptor)
        images.append(file.path.read_bytes())

    monkeypatch.setattr("app.storage.header.sync_file", syncing)
    file.write(replace(header(), office="After"), MAC_KEY)
    assert len(images) == 3
    torn = file.path.with_name("torn")
    cuts = [*range(1200), *range(1200, SLOT_BYTES, 4099), *range(SLOT_BYTES - 70, SLOT_BYTES)]
    for before, after in pairwise(images):
        newest = file_with(torn, before).read()
        changed = [n for n in (0, 1) if slot_of(before, n) != slot_of(after, n)]
        assert changed == [1 - newest.position]
        start = changed[0] * SLOT_BYTES
        for cut in cuts[::11]:
            image = before[:start] + after[start : start + cut] + before[start + cut :]
            assert file_with(torn, image).read().header.office in {"After", header().office}
            opens(torn)


def test_sectors_written_in_any_order_leave_a_header_that_opens(file: HeaderFile) -> None:
    before = file.path.read_bytes()
    old = file.read()
    file.write(replace(header(), office="After"), MAC_KEY)
    after = file.path.read_bytes()
    start = (1 - old.position) * SLOT_BYTES
    noise = random.Random(6)  # noqa: S311 -- chooses sectors
    torn = file.path.with_name("torn")
    for _ in range(150):
        image = bytearray(before)
        for sector in range(start, start + SLOT_BYTES, 512):
            if noise.random() < 0.5:
                image[sector : sector + 512] = after[sector : sector + 512]
        torn.write_bytes(image)
        assert opens(torn).header.office in {"After", old.header.office}


def test_five_hundred_users_fit_while_two_epochs_stand(file: HeaderFile) -> None:
    file.write(header(users=500), MAC_KEY)
    assert len(opens(file.path).header.users) == 500


def test_too_many_users_are_refused_and_the_header_stays(file: HeaderFile) -> None:
    before = file.path.read_bytes()
    with pytest.raises(Refused) as caught:
        file.write(header(users=900), MAC_KEY)
    assert caught.value.code == "vault.header_full"
    assert file.path.read_bytes() == before


def test_logins_are_found_however_they_are_typed() -> None:
    both = replace(header(), users=(user("Ådá"), user("straße", seed=2)))
    assert both.user_named("  åDÁ ") is both.users[0]
    assert both.user_named("A\u030ada\u0301") is both.users[0]
    assert both.user_named("STRASSE") is both.users[1]
    assert both.user_named("nobody") is None


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ('"epoch":1', '"epoch":0'),
        ('"epoch":1', '"epoch":true'),
        ('"epoch":1', '"epoch":1.5'),
        ('"epoch":1', '"epoch":1,"extra":1'),
        ('"epoch":1', '"epoch":18446744073709551616'),
        ("argon2id", "scrypt"),
        ('"login":"user0"', '"login":7'),
        ('"login":"user0"', '"name":"user0"'),
        ('"wrapped":{"1"', '"wrapped":{"one"'),
        ('"vault":"0189', '"vault":"zzzz'),
        ('"salt":"AA', '"salt":"'),
        ('"office":"', '"office":null,"":"'),
    ],
)
def test_a_field_of_the_wrong_kind_is_malformed(found: str, put: str) -> None:
    payload = encode(header())
    assert found.encode() in payload
    with pytest.raises(Malformed):
        decode(payload.replace(found.encode(), put.encode(), 1))


def test_text_that_is_no_header_is_malformed() -> None:
    nobody = encode(replace(header(), users=()))
    endless = b'{"epoch":' + b"9" * 5000 + b"}"
    for payload in (b"", b"null", b"[]", b"{}", b"[" * 100_000, b"\xff\xfe", endless, nobody):
        with pytest.raises(Malformed):
            decode(payload)


@pytest.mark.parametrize(
    "cost",
    ["2097153,3,4", "65536,65,4", "65536,0,4", "65536,3,17", "65536,3,0", "31,3,4", "-1,3,4"],
)
def test_a_derivation_that_would_exhaust_the_machine_is_refused_before_it_runs(cost: str) -> None:
    payload = encode(header()).replace(b"65536,3,4", cost.encode())
    with pytest.raises(Malformed):
        decode(payload)


def test_secrets_do_not_show_in_a_repr(file: HeaderFile) -> None:
    stored = file.read()
    for name in ("sealed", "wrapped", "salt=", "slot="):
        assert name not in repr(stored)


def slot_of(image: bytes, position: int) -> bytes:
    return image[position * SLOT_BYTES : (position + 1) * SLOT_BYTES]


def file_with(path: Path, image: bytes) -> HeaderFile:
    path.write_bytes(image)
    return HeaderFile(path)


def test_a_disk_that_fails_at_the_first_copy_leaves_the_old_header_in_force(
    file: HeaderFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.header.sync_file", failing_at(file, 1))
    with pytest.raises(Unavailable) as caught:
        file.write(replace(header(), office="After"), MAC_KEY)
    assert caught.value.code == "disk.failed"
    assert opens(file.path).header.office == header().office
    assert opens(file.path).mirrored


def test_a_disk_that_fails_at_the_second_copy_has_the_new_header_in_force(
    file: HeaderFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.header.sync_file", failing_at(file, 2))
    assert file.write(replace(header(), office="After"), MAC_KEY).header.office == "After"
    assert opens(file.path).header.office == "After"


def failing_at(file: HeaderFile, at: int) -> Callable[[int], None]:
    """Return a sync that fails once, at the given call."""
    calls = []

    def sync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == at:
            raise OSError(errno.EIO, "words", str(file.path))
        sync_file(descriptor)

    return sync
