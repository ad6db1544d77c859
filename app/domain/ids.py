"""Identities: UUIDv7, so that records made on different machines never collide and sort by time."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a new UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits.

    The standard library offers this from Python 3.14 on.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
