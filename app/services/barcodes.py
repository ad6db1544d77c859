"""Barcodes of the office: each is on one item, one place or one agency, never on two of them."""

from collections.abc import Collection
from uuid import UUID

from app.domain.errors import Refused
from app.domain.evidence_entry import TAG_PREFIX
from app.storage.locations import Agencies, Locations
from app.storage.unit_of_work import Reading


def barcodes_taken(reading: Reading, codes: Collection[str]) -> frozenset[str]:
    """Return those of the codes, in capitals, that are on something already."""
    kinds = (reading.evidence, reading.locations, reading.agencies)
    return frozenset().union(*(kind.taken(codes) for kind in kinds))


def require_free_code(reading: Reading, code: str, own: str = "") -> None:
    """Make sure that a barcode is on nothing else, and never will be on an item.

    Raises:
        Refused: it is on an item, a place or an agency already, or begins as tags do.
    """
    if code.startswith(TAG_PREFIX) and code != own:
        raise Refused("barcode.like_a_tag", field="code", prefix=TAG_PREFIX)
    if code != own and barcodes_taken(reading, (code,)):
        raise Refused("barcode.taken", field="code", barcode=code)


def next_code(reading: Reading, kind: Locations | Agencies) -> str:
    """Return the office's next barcode for a place or an agency, e.g. ``"LOC-0012"``."""
    number = kind.highest_number() + 1
    while barcodes_taken(reading, (code := f"{kind.prefix}{number:04d}",)):
        number += 1
    return code


def require_unused(kind: Locations | Agencies, id_: UUID, name: str) -> None:
    """Refuse to take away what records name.

    Raises:
        Refused: something names it; it can only be switched off.
    """
    if kind.is_used(id_):
        raise Refused("barcode.in_use", name=name)
