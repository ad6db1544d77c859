"""The key file: the power goes while it is written, and somebody changes it who has no key."""

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.domain.errors import CannotUnlock, Damaged, DossierError, Unavailable
from app.storage import vault as vaults
from app.storage.header import DIGEST_BYTES, FILE_NAME, SLOT_BYTES, HeaderFile, StoredHeader
from tests.torture.killing import processes
from tests.torture.offices import LOGIN, PASSPHRASE, new_vault
from tests.torture.power_cuts import CHANGED, CHANGING, Told
from tests.torture.recording import Note
from tests.torture.replaying import moments_of, recorded_session, session
from tests.torture.trial import Outcome, trial

_HASHED = SLOT_BYTES - DIGEST_BYTES
_PADDING = 300
"""Bytes of the zeros behind the payload whose flip is tried at the door itself."""


@trial(
    "4,000 power cuts while the key file is written: 0 vaults that do not open; once acknowledged,"
    " only the new passphrase opens"
)
def header_crash(folder: Path, full: bool) -> Outcome:
    """Record passphrase after passphrase being changed, cut the power in the writes, unlock."""
    replay = recorded_session(folder, __name__, 40 if full else 3, _broken)
    moments = moments_of(replay.notes(), 4000 if full else 30, _is_write)
    wrong = [*replay.unlike_the_disk(), *replay.blind(moments)]
    wrong += replay.faults(moments, workers=2 if full else 1)
    return Outcome(f"{len(moments)} cuts", "each opens, with the right passphrase", tuple(wrong))


@trial("A flip in every byte of the key file, its checksum repaired: 100 % refused at unlock")
def forged_header(folder: Path, full: bool) -> Outcome:
    """Flip each byte before the seal is checked; flip those that say something and unlock."""
    vault = new_vault(folder)
    stored, whole = HeaderFile(vault / FILE_NAME).read(), (vault / FILE_NAME).read_bytes()
    with vaults.unlock(vault, LOGIN, PASSPHRASE) as opened:
        key = bytes(opened._header.keyrings[0].header_key)
    sealed = range(_HASHED) if full else range(0, _HASHED, 9973)
    shares = [sealed[start::2] for start in range(2)]
    accepts = partial(_accepted, stored, key)
    if full:
        with processes().Pool(2) as pool:
            accepted = [each for some in pool.map(accepts, shares) for each in some]
    else:
        accepted = accepts(sealed)
    said = 22 + int.from_bytes(stored.slot[18:22], "big")
    chance = random.Random(5)  # noqa: S311  the same bytes every time
    padding = chance.sample(range(said, SLOT_BYTES - 2 * DIGEST_BYTES), _PADDING)
    doors = [*range(said), *padding, *range(SLOT_BYTES - 2 * DIGEST_BYTES, _HASHED)]
    doors = doors if full else doors[:: len(doors) // 40]
    wrong = [f"the seal does not notice byte {place}" for place in accepted]
    wrong += [each for place in doors for each in _let_in(vault, stored, whole, place)]
    return Outcome(
        f"{len(sealed):,} flips at the seal, {len(doors):,} at the door",
        "all refused",
        tuple(wrong),
    )


def _accepted(stored: StoredHeader, key: bytes, places: range) -> list[int]:
    """Return the places where a flip passes for ours."""
    slot, accepted = bytearray(stored.slot), list[int]()
    for place in places:
        slot[place] ^= 1 << place % 8
        try:
            replace(stored, slot=bytes(slot)).verify(key)
        except Damaged:
            pass
        else:
            accepted.append(place)
        slot[place] ^= 1 << place % 8
    return accepted


def _let_in(vault: Path, stored: StoredHeader, whole: bytes, place: int) -> Iterator[str]:
    """Forge both copies alike, then the one in force, and try to unlock."""
    slots = [whole[:SLOT_BYTES], whole[SLOT_BYTES:]]
    forged = [_forged(slot, place) for slot in slots]
    file = vault / FILE_NAME
    file.write_bytes(b"".join(forged))
    with suppress(Damaged, CannotUnlock, Unavailable):
        vaults.unlock(vault, LOGIN, PASSPHRASE).close()
        yield f"byte {place} of both copies was accepted"
    file.write_bytes(slots[0] + forged[1])
    try:
        with vaults.unlock(vault, LOGIN, PASSPHRASE) as opened:
            if opened._header.value != stored.header:
                yield f"byte {place} of one copy was believed"
    except (Damaged, CannotUnlock, Unavailable):
        pass
    except Exception as error:  # noqa: BLE001  any other failure is what we look for
        yield f"byte {place}: {type(error).__name__} {error}"


def _forged(slot: bytes, place: int) -> bytes:
    changed = bytearray(slot[:_HASHED])
    changed[place] ^= 0x20
    return bytes(changed) + hashlib.sha256(changed).digest()


def _broken(vault: Path, lines: tuple[str, ...]) -> Iterator[str]:
    """Unlock with each passphrase and tell of those that work wrongly."""
    told = Told.read(lines)
    try:
        if not any(_opens(vault, each) for each in told.passphrases):
            yield "does not open"
        yield from (f"{each} still opens" for each in told.past[-1:] if _opens(vault, each))
    except DossierError as error:
        yield f"does not open: {error.code}"


def _opens(vault: Path, passphrase: str) -> bool:
    try:
        vaults.unlock(vault, LOGIN, passphrase).close()
    except CannotUnlock:
        return False
    return True


def _is_write(note: Note) -> bool:
    return len(note.data) > SLOT_BYTES // 2


def _work(vault: Path, rounds: int, tell: Callable[..., object]) -> None:
    """Change the passphrase again and again."""
    with vaults.unlock(vault, LOGIN, PASSPHRASE) as opened:
        old = PASSPHRASE
        for number in range(rounds):
            new = f"correct-horse-battery-{number}"
            tell(CHANGING, new)
            opened.change_passphrase(old, new)
            tell(CHANGED, new)
            old = new


if __name__ == "__main__":
    session(_work)
