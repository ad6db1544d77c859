"""The file `vault.attempts`: failed unlocks, counted before there is a key to write a log with.

It cannot be authenticated: a counter changes while nobody has a key. Whoever can write in the
vault's folder can remove it, and with a copy of the vault only the cost of each guess counts. It
stops a person at the keyboard. Layout: two equal lines, each a SHA-256 and JSON, so that damage to
one of them loses nothing. Where both are damaged each login has a single try for the next while.

Written only by the program that occupies the vault, so that no count is lost between two.
"""

import hashlib
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import msgspec

from app.domain.attempts import Moment, Tally, one_left
from app.storage.durable import disk_errors, sync_directory, sync_file
from app.storage.durable import replace as put_in_place
from app.storage.header_records import SALT_BYTES
from app.storage.steady_clock import present

FILE_NAME = "vault.attempts"
MOST_STRANGERS = 100
"""Logins that do not exist of which failures are kept; the oldest go first."""
_LARGEST = 1024 * 1024
_STRANGER = "stranger:"

_guard = threading.Lock()


@dataclass(frozen=True)
class _State:
    """What the file says.

    Attributes:
        salt: hexadecimal; makes what is kept of a login that does not exist.
        spoiled: when the file was found damaged; logins not listed count as nearly locked then.
    """

    salt: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    spoiled: Moment | None = None

    def tally(self, who: str, now: Moment) -> Tally:
        is_spoiled = self.spoiled is not None and not self.spoiled.is_forgotten(now)
        missing = one_left(self.spoiled) if self.spoiled and is_spoiled else Tally()
        return self.tallies.get(who, missing)

    def with_tally(self, who: str, tally: Tally) -> "_State":
        tallies = {**self.tallies, who: tally}
        if tally.is_empty and self.spoiled is None:
            del tallies[who]
        strangers = sorted(
            (name for name in tallies if name.startswith(_STRANGER)),
            key=lambda name: tallies[name].last,
        )
        for name in strangers[:-MOST_STRANGERS]:
            del tallies[name]
        return replace(self, tallies=tallies)


class Attempts:
    """The failed unlocks of one vault.

    Args:
        folder: of the vault, occupied by this program.
        clock: tells the moment.
    """

    def __init__(self, folder: Path, clock: Callable[[], Moment] = present) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock

    @property
    def salt(self) -> bytes:
        """16 random bytes of this vault's file.

        Raises:
            Unavailable: the file cannot be read, or could not be made.
        """
        with _guard:
            state = self._read()
            if not self._path.exists():
                self._write(state)
            return bytes.fromhex(state.salt)

    def tally(self, who: str) -> Tally:
        """Return what is known of somebody (`member`, `stranger`)."""
        with _guard:
            return self._read().tally(who, self._clock())

    def fail(self, who: str) -> Tally:
        """Count a failure durably and return the tally with it.

        Raises:
            Unavailable: the disk refuses; the failure is not counted.
        """
        now = self._clock()
        return self._change(who, lambda tally: tally.failed(now))

    def clear(self, who: str) -> None:
        """Forget the failures, after the right passphrase or a release."""
        if self.tally(who).cleared() != self.tally(who):
            self._change(who, Tally.cleared)

    def untold(self) -> Mapping[str, Tally]:
        """Return the tallies with failures the audit log does not know of yet."""
        with _guard:
            tallies = self._read().tallies
        return {who: tally for who, tally in tallies.items() if tally.untold}

    def tell(self, who: str) -> None:
        """Note that the audit log knows now."""
        self._change(who, Tally.told)

    def _change(self, who: str, change: Callable[[Tally], Tally]) -> Tally:
        with _guard:
            state = self._read()
            tally = change(state.tally(who, self._clock()))
            self._write(state.with_tally(who, tally))
        return tally

    def _read(self) -> _State:
        with disk_errors(self._path):
            try:
                with self._path.open("rb") as file:
                    content = file.read(_LARGEST)
            except FileNotFoundError:
                return _State(secrets.token_hex(SALT_BYTES))
        for line in content.splitlines():
            state = _whole(line)
            if state is not None:
                return state
        return _State(secrets.token_hex(SALT_BYTES), spoiled=self._clock())

    def _write(self, state: _State) -> None:
        body = msgspec.json.encode(state)
        line = hashlib.sha256(body).hexdigest().encode() + b" " + body + b"\n"
        # One name: what a killed program left under it is written over.
        draft = self._path.with_name(f"{FILE_NAME}.new")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        try:
            with disk_errors(self._path):
                with os.fdopen(os.open(draft, flags, 0o600), "wb") as file:
                    file.write(line * 2)
                    file.flush()
                    sync_file(file.fileno())
                put_in_place(draft, self._path)
                sync_directory(self._path.parent)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise


def member(uid: UUID) -> str:
    """Return the name under which a member's failures are kept."""
    return uid.hex


def stranger(derived: bytes) -> str:
    """Return the name for a login that does not exist, given what Argon2id made of it.

    People type passphrases into the wrong field; what is kept is as hard to guess as a slot.
    """
    return _STRANGER + hashlib.sha256(derived).hexdigest()[:32]


def member_of(who: str) -> UUID | None:
    """Return whose tally it is; None for a login that does not exist."""
    return None if who.startswith(_STRANGER) else UUID(hex=who)


def _whole(line: bytes) -> _State | None:
    digest, _, body = line.partition(b" ")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return None
    try:
        state = msgspec.json.decode(body, type=_State)
        for who in state.tallies:
            member_of(who)
        bytes.fromhex(state.salt)
    except (msgspec.DecodeError, ValueError):
        return None
    return state if len(state.salt) == 2 * SALT_BYTES else None
