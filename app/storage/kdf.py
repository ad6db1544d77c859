"""From a passphrase to a key: normalization, Argon2id (RFC 9106) and what it should cost."""

import math
import time
import unicodedata

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.domain.errors import Unavailable
from app.storage.header_records import KdfCost

KEY_BYTES = 32
STANDARD = KdfCost(memory_kib=256 * 1024, iterations=3, lanes=4)
LEAST_MEMORY_KIB = 64 * 1024
MOST_ITERATIONS = 16
SHORTEST, LONGEST = 0.5, 1.0
"""Seconds one derivation should take on the machine that makes the slot."""


def derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Return the 32-byte key of `passphrase`. Takes most of a second and releases the GIL.

    The passphrase is never cut. It is normalized to NFKC (NIST SP 800-63B, 5.1.1.2), so that the
    same keys pressed on two systems give the same bytes.

    Raises:
        Unavailable: the machine has too little free memory.
    """
    # "surrogatepass": a lone surrogate pasted from somewhere is a character like any other.
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        return argon.derive(secret)
    except MemoryError as error:
        raise Unavailable("machine.memory", megabytes=cost.memory_kib // 1024) from error


def calibrated() -> KdfCost:
    """Return a cost that takes about half a second to a second on this machine.

    A slow machine gets less memory, never below 64 MiB; a fast one more passes.
    """
    cost = STANDARD
    seconds = _seconds(cost)
    while seconds > LONGEST and cost.memory_kib > LEAST_MEMORY_KIB:
        cost = KdfCost(cost.memory_kib // 2, cost.iterations, cost.lanes)
        seconds = _seconds(cost)
    if seconds < SHORTEST:
        passes = min(MOST_ITERATIONS, math.ceil(cost.iterations * SHORTEST / seconds))
        cost = KdfCost(cost.memory_kib, passes, cost.lanes)
    return cost


def _seconds(cost: KdfCost) -> float:
    """Return how long `cost` takes; forever where the memory is not there."""
    start = time.perf_counter()
    try:
        derive("calibration", bytes(16), cost)
    except Unavailable:
        return math.inf
    return time.perf_counter() - start
