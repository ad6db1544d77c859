"""What a hash list says of itself, and what every form asks of a hash."""

import re
from dataclasses import dataclass
from datetime import datetime

LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64}
"""Hexadecimal digits of each kind of hash that is read and written."""
MOST_FILES = 2_000_000
_HEX = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True)
class Heading:
    """What is said above the files.

    Attributes:
        program, version: that wrote the list; ``about``: of what, in words, one line.
        at: when.
    """

    program: str
    version: str
    about: str
    at: datetime


def hash_in(kind: str, text: str) -> str | None:
    """Return a hash in small letters, None where it cannot be one of its kind."""
    found = text.strip().casefold()
    return found if len(found) == LENGTHS[kind] and _HEX.fullmatch(found) else None
