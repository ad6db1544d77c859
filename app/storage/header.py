"""The file `vault.hdr`: who can open the vault and how, in two copies so that no crash can lose it.

Layout: two slots, A at offset 0 and B at `SLOT_BYTES`. A slot is never rewritten while it is the
only good one, as in LUKS2. Numbers are big-endian.

====== ===== ==================================================================
offset bytes
====== ===== ==================================================================
0      8     magic ``DOSSIERH``
8      2     format version
10     8     sequence: the slot with the higher one is in force
18     4     length of the payload
22     n     payload (`header_json`)
22+n         zeros, so that a shorter header leaves no remains of dropped slots
-64    32    HMAC-SHA256 over every byte before it, under a key derived from the vault key
-32    32    SHA-256 over every byte before it
====== ===== ==================================================================

Before unlock only the SHA-256 can be checked: it tells a torn write from a whole one. After unlock
the HMAC must be checked: it tells our write from anybody else's. 512 KiB a slot hold 500 users with
names of ordinary length, also while a second epoch is pending.
"""

import hashlib
import hmac
import os
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import Damaged, Refused, Unavailable
from app.storage.durable import disk_errors, sync_file
from app.storage.header_json import VERSION, decode, encode
from app.storage.header_records import Header, Malformed

FILE_NAME = "vault.hdr"
MAGIC = b"DOSSIERH"
SLOT_BYTES = 512 * 1024
DIGEST_BYTES = 32

_PREFIX = struct.Struct(">8sHQI")
_SIGNED_BYTES = SLOT_BYTES - 2 * DIGEST_BYTES
_HASHED_BYTES = SLOT_BYTES - DIGEST_BYTES
_PAYLOAD_LIMIT = _SIGNED_BYTES - _PREFIX.size


@dataclass(frozen=True)
class StoredHeader:
    """A header as it stands on disk.

    Attributes:
        position: 0 for slot A, 1 for slot B.
        mirrored: the other slot is whole and says the same.
    """

    header: Header
    sequence: int
    position: int
    mirrored: bool
    slot: bytes = field(repr=False)

    def verify(self, mac_key: bytes) -> None:
        """Check that a holder of the vault key wrote every byte of this slot.

        Raises:
            Damaged: somebody else changed it.
        """
        if not hmac.compare_digest(
            _mac(self.slot[:_SIGNED_BYTES], mac_key), _stored_mac(self.slot)
        ):
            raise Damaged("vault.header_forged")


class HeaderFile:
    """`vault.hdr` in a vault folder. Only the program that occupies the vault may write it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self, header: Header, mac_key: bytes) -> StoredHeader:
        """Write a new header, readable by its owner only, into both slots.

        Raises:
            Unavailable: the disk refuses, or the file exists.
        """
        slots = [_compose(header, sequence, mac_key) for sequence in (1, 2)]
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with disk_errors(self.path), os.fdopen(os.open(self.path, flags, 0o600), "wb") as file:
            file.write(b"".join(slots))
            file.flush()
            sync_file(file.fileno())
        return self.read()

    def read(self) -> StoredHeader:
        """Return the header in force, by checksum only: call `verify` as soon as there is a key.

        Raises:
            Damaged: neither slot is whole, or the newest one is not a header.
            Unavailable: the file cannot be read, or a newer program wrote it.
        """
        slots = self._slots()
        whole = [(_sequence(slot), place) for place, slot in enumerate(slots) if _whole(slot)]
        if not whole:
            raise Damaged("vault.header_damaged")
        sequence, position = max(whole)
        slot, other = slots[position], slots[1 - position]
        return StoredHeader(
            header=_header(slot),
            sequence=sequence,
            position=position,
            mirrored=len(whole) == len(slots) and _payload(slot) == _payload(other),
            slot=slot,
        )

    def write(self, header: Header, mac_key: bytes) -> StoredHeader:
        """Put `header` in force, durably, in both slots.

        The older slot is written and synced first; only then the other, so that at every moment
        one slot is whole. Writing both takes an old passphrase's seal off the disk. Where only the
        second fails the header is in force, and the next unlock makes up for it.

        Raises:
            Refused: more users than a slot can hold.
            Unavailable: the disk refuses; the header in force stays. With ``vault.header_unsure``
                it cannot be told which of the two is on the disk.
        """
        stored, slots = self.read(), self._slots()
        older = 1 - stored.position
        first, second = (_compose(header, stored.sequence + step, mac_key) for step in (1, 2))
        try:
            self._put(first, older)
        except Unavailable as error:
            with suppress(Unavailable):
                self._put(slots[older], older)
            if self.read().sequence != stored.sequence:
                raise Unavailable("vault.header_unsure") from error
            raise
        with suppress(Unavailable):
            self._put(second, stored.position)
        return self.read()

    def require_room_for(self, header: Header, mac_key: bytes) -> None:
        """Make sure that `header` fits a slot.

        Raises:
            Refused: more users than a slot can hold.
        """
        _compose(header, 0, mac_key)

    def _slots(self) -> list[bytes]:
        with disk_errors(self.path):
            content = self.path.read_bytes()
        return [content[:SLOT_BYTES], content[SLOT_BYTES : 2 * SLOT_BYTES]]

    def _put(self, slot: bytes, position: int) -> None:
        with disk_errors(self.path), self.path.open("r+b") as file:
            file.seek(position * SLOT_BYTES)
            file.write(slot)
            file.flush()
            sync_file(file.fileno())


def _compose(header: Header, sequence: int, mac_key: bytes) -> bytes:
    payload = encode(header)
    if len(payload) > _PAYLOAD_LIMIT:
        raise Refused("vault.header_full")
    prefix = _PREFIX.pack(MAGIC, VERSION, sequence, len(payload))
    signed = (prefix + payload).ljust(_SIGNED_BYTES, b"\0")
    hashed = signed + _mac(signed, mac_key)
    return hashed + hashlib.sha256(hashed).digest()


def _mac(signed: bytes, mac_key: bytes) -> bytes:
    return hmac.digest(mac_key, signed, "sha256")


def _stored_mac(slot: bytes) -> bytes:
    return slot[_SIGNED_BYTES:_HASHED_BYTES]


def _whole(slot: bytes) -> bool:
    return (
        len(slot) == SLOT_BYTES
        and slot.startswith(MAGIC)
        and hashlib.sha256(slot[:_HASHED_BYTES]).digest() == slot[_HASHED_BYTES:]
    )


def _sequence(slot: bytes) -> int:
    sequence: int = _PREFIX.unpack_from(slot)[2]
    return sequence


def _payload(slot: bytes) -> bytes:
    length: int = _PREFIX.unpack_from(slot)[3]
    if length > _PAYLOAD_LIMIT:
        raise Damaged("vault.header_damaged")
    return slot[_PREFIX.size : _PREFIX.size + length]


def _header(slot: bytes) -> Header:
    version: int = _PREFIX.unpack_from(slot)[1]
    if version > VERSION:
        raise Unavailable("vault.newer_format", version=version)
    try:
        return decode(_payload(slot), version)
    except Malformed as error:
        raise Damaged("vault.header_damaged") from error
