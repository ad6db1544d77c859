"""Ways to reach a person as the window may show them, and why one is ever shown in full."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.persons import ContactWay, Safety, WayKind
from app.domain.record import Version

RECHECK_DAYS = 30
"""A way confirmed safe longer ago than this is asked about again (NNEDV: safety changes)."""


class RevealReason(StrEnum):
    """Why somebody asks to see a number or address; the log keeps this word."""

    CALL = "call"
    WRITE = "write"
    SERVE = "serve"
    SAFETY = "safety"
    CORRECT = "correct"


@dataclass(frozen=True, kw_only=True)
class MaskedWay:
    """A way to reach somebody, without the number or address itself.

    Attributes:
        masked: at most the last digits; empty for a way that must not be used.
        needs_asking: said to be safe, but too long ago or never confirmed.
        has_ended: no longer in use.
    """

    id: UUID
    version: Version
    kind: WayKind
    label: str
    masked: str
    safety: Safety
    hours: str
    may_leave_message: bool
    is_substitute: bool
    confirmed_on: date | None
    needs_asking: bool
    has_ended: bool
    note: str

    @property
    def is_usable(self) -> bool:
        """Whether it may be used to reach the person at all."""
        return self.safety is not Safety.UNSAFE and not self.has_ended


def masked_way(way: ContactWay, today: date) -> MaskedWay:
    """Return what may be shown of a way."""
    return MaskedWay(
        id=way.id,
        version=way.version,
        kind=way.kind,
        label=way.label,
        masked="" if way.safety is Safety.UNSAFE else way.masked,
        safety=way.safety,
        hours=way.hours,
        may_leave_message=way.may_leave_message,
        is_substitute=way.is_substitute,
        confirmed_on=way.confirmed_on,
        needs_asking=way.safety is Safety.SAFE and _is_old(way.confirmed_on, today),
        has_ended=has_ended(way, today),
        note=way.note,
    )


def has_ended(way: ContactWay, today: date) -> bool:
    """Whether the way is out of use; its last day is the day it was ended on."""
    return way.active_until is not None and way.active_until <= today


def _is_old(confirmed_on: date | None, today: date) -> bool:
    return confirmed_on is None or (today - confirmed_on).days > RECHECK_DAYS
