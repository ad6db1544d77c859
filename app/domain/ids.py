"""Identities: UUIDv7, so that records made on different machines never collide and sort by time."""

import secrets
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

_VERSION = 7
_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a new UUIDv7 (RFC 9562, section 5.7), greater than every one made here before.

    48 bits of Unix milliseconds, 12 bits of the millisecond's fraction (section 6.2, method 3),
    then random bits. The standard library offers this from Python 3.14 on.
    """
    stamp = _next_stamp()
    milliseconds, fraction = stamp >> 12, stamp & 0xFFF
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62)
    return UUID(int=value)


def made_at(id_: UUID) -> datetime | None:
    """Return when an identity was made, UTC; None for one that does not say (not UUIDv7)."""
    if id_.version != _VERSION:
        return None
    return datetime.fromtimestamp((id_.int >> 80) / 1000, UTC)


def _next_stamp() -> int:
    """Return milliseconds and their fraction in 1/4096, later than the last time it was asked."""
    global _last  # noqa: PLW0603  the order of identities is a fact of the whole process
    with _lock:
        now = time.time_ns() * 4096 // 1_000_000
        _last = max(now, _last + 1)
        return _last
