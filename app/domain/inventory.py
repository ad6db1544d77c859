"""Inventory: what lies at a place, held against what should lie there by the chains of custody.

Sightings are written down as they are made and never changed. Findings follow from them; each is
resolved with a memo (AR 195-5: discrepancies are resolved before the inventory is closed, missing
items searched for within five working days, sealed containers not opened).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.custody import Chain, Whereabouts, same_person
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.evidence_list import EvidenceLine
from app.domain.locations import LocationId
from app.domain.record import Record

InventoryId = NewType("InventoryId", UUID)


class InventoryReason(StrEnum):
    """Why stock is taken."""

    ROUTINE = "routine"
    CUSTODIAN = "custodian"
    """Another custodian takes over: both count everything together (AR 195-5)."""
    ABSENCE = "absence"
    """The custodian was away for more than 30 days (AR 195-5)."""
    UNANNOUNCED = "unannounced"


JOINT_REASONS = frozenset({InventoryReason.CUSTODIAN})
"""Reasons for which two people count together."""


class Sight(StrEnum):
    """What was seen when a tag was read, and what may be found besides."""

    SEEN = "seen"
    SEALED = "sealed"
    """A sealed container: what lies in it counts as seen, unopened."""
    MISPLACED = "misplaced"
    OUT = "out"
    """By its chain it is out of the room, and yet it lies here."""
    CLOSED = "closed"
    """By its chain it has left for good, and yet it lies here."""
    UNKNOWN = "unknown"
    """No item has the tag."""
    RESTRICTED = "restricted"
    """An item has the tag, and more is not told."""
    MISSING = "missing"
    """It should lie here and nobody has seen it."""


AS_IT_SHOULD_BE = frozenset({Sight.SEEN, Sight.SEALED})


class Resolution(StrEnum):
    """How a finding was resolved."""

    MOVED_HERE = "moved_here"
    """It stays where it was seen, and its chain says so from now on."""
    PUT_BACK = "put_back"
    """It was taken to the place its chain names."""
    FOUND = "found"
    """It was found at its place later."""
    DISCREPANCY = "discrepancy"
    """A discrepancy is open in its chain, with a day until which it is searched for."""
    REPORTED = "reported"
    """Somebody was told; the memo says who."""


RESOLUTIONS: Mapping[Sight, tuple[Resolution, ...]] = {
    Sight.MISSING: (Resolution.FOUND, Resolution.DISCREPANCY, Resolution.REPORTED),
    Sight.MISPLACED: (
        Resolution.MOVED_HERE,
        Resolution.PUT_BACK,
        Resolution.DISCREPANCY,
        Resolution.REPORTED,
    ),
    Sight.OUT: (Resolution.MOVED_HERE, Resolution.DISCREPANCY, Resolution.REPORTED),
    Sight.CLOSED: (Resolution.REPORTED,),
    Sight.UNKNOWN: (Resolution.REPORTED,),
    Sight.RESTRICTED: (Resolution.REPORTED,),
}
"""What each finding can be resolved with."""

COUNTS_AS_SEEN = frozenset({Resolution.MOVED_HERE, Resolution.FOUND})
"""After these the item lies here."""


@dataclass(frozen=True, kw_only=True)
class InventorySession(Record):
    """Stock taken of one place with everything in it; never changed.

    Attributes:
        joint_person: who counted along, where two people must.
    """

    id: InventoryId
    location: LocationId
    reason: InventoryReason
    started_at: datetime
    started_by: str
    joint_person: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class InventorySighting(Record):
    """A tag that was read; never changed.

    Attributes:
        code: the tag in capitals; ``item``: whose it is, None where it is unknown or restricted.
        place: the shelf that was being counted.
    """

    session: InventoryId
    code: str
    place: LocationId
    sight: Sight
    item: ItemId | None = None
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class InventoryFinding(Record):
    """How something that was not as it should be was resolved; never changed.

    Attributes:
        event: the custody event written for it, if one.
    """

    session: InventoryId
    code: str
    sight: Sight
    resolution: Resolution
    memo: str
    item: ItemId | None = None
    event: UUID | None = None
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class InventoryClosing(Record):
    """The end of an inventory; never changed.

    Attributes:
        is_given_up: it was begun by mistake or broken off; no chain says that anything was seen.
    """

    session: InventoryId
    is_given_up: bool = False
    memo: str = ""
    at: datetime
    by: str


@dataclass(frozen=True)
class Discovery:
    """Something that is not as it should be.

    Attributes:
        code: the tag; ``line``: the item, None where it is unknown or restricted.
        place: the shelf it was seen on; None for what is missing.
        resolved: how, once it is.
    """

    code: str
    sight: Sight
    line: EvidenceLine | None
    place: LocationId | None
    resolved: InventoryFinding | None

    @property
    def choices(self) -> tuple[Resolution, ...]:
        """What it can be resolved with."""
        return RESOLUTIONS[self.sight]


@dataclass(frozen=True)
class Stock:
    """What an inventory knows so far.

    Attributes:
        expected: what should lie there by its chain.
        sightings: the last one of each tag, in the order they were made.
        lines: every item sighted, by identity.
        contents: container -> what lies in it.
        findings: how some were resolved.
        is_closed: then only what was written down counts, whatever moved since.
    """

    expected: tuple[EvidenceLine, ...]
    sightings: tuple[InventorySighting, ...]
    lines: Mapping[UUID, EvidenceLine]
    contents: Mapping[UUID, tuple[ItemId, ...]]
    findings: tuple[InventoryFinding, ...]
    is_closed: bool = False

    @property
    def seen(self) -> frozenset[UUID]:
        """Items that lie where they should: sighted, in a sealed container, or found later."""
        direct = {s.item for s in self.sightings if s.item and s.sight is Sight.SEEN}
        later = {f.item for f in self.findings if f.item and f.resolution in COUNTS_AS_SEEN}
        return self.sealed | direct | later

    @property
    def sealed(self) -> frozenset[UUID]:
        """Sealed containers that were sighted, and what lies in them; a sight of its own counts."""
        containers = {s.item for s in self.sightings if s.item and s.sight is Sight.SEALED}
        others = {s.item for s in self.sightings if s.item} - containers
        return frozenset((containers | self._inside(containers)) - others)

    @property
    def discoveries(self) -> tuple[Discovery, ...]:
        """Everything that is not as it should be: what is open first, then what is resolved."""
        found = [*self._odd(), *self._missing()]
        return tuple(sorted(found, key=lambda each: (each.resolved is not None, each.code)))

    @property
    def unresolved(self) -> tuple[Discovery, ...]:
        """What stands in the way of closing."""
        return tuple(each for each in self.discoveries if each.resolved is None)

    def discovery(self, code: str) -> Discovery:
        """Return what is wrong with a tag and not resolved yet.

        Raises:
            Refused: nothing is, or it is resolved already.
        """
        for each in self.discoveries:
            if each.code == code and each.resolved is None:
                return each
        raise Refused("inventory.nothing_wrong", barcode=code)

    def _odd(self) -> list[Discovery]:
        return [
            Discovery(
                sighting.code,
                sighting.sight,
                self.lines.get(sighting.item) if sighting.item else None,
                sighting.place,
                self._resolved(sighting.code, sighting.sight),
            )
            for sighting in self.sightings
            if sighting.sight not in AS_IT_SHOULD_BE
        ]

    def _missing(self) -> list[Discovery]:
        sighted = {sighting.item for sighting in self.sightings if sighting.item}
        covered = self.sealed
        known = {
            finding.item: self.lines[finding.item]
            for finding in self.findings
            if finding.sight is Sight.MISSING and finding.item and finding.item in self.lines
        }
        if not self.is_closed:
            known |= {line.item: line for line in self.expected}
        return [
            Discovery(line.tag, Sight.MISSING, line, None, self._resolved(line.tag, Sight.MISSING))
            for item, line in known.items()
            if item not in sighted and item not in covered
        ]

    def _resolved(self, code: str, sight: Sight) -> InventoryFinding | None:
        """Return the last word on a tag, unless it was seen otherwise in the meantime."""
        said = [each for each in self.findings if each.code == code and each.sight is sight]
        return said[-1] if said else None

    def _inside(self, containers: Iterable[UUID]) -> set[UUID]:
        found: set[UUID] = set()
        waiting = list(containers)
        while waiting:
            inside = self.contents.get(waiting.pop(), ())
            waiting.extend(each for each in inside if each not in found)
            found.update(inside)
        return found


def sight_of(line: EvidenceLine, here: frozenset[LocationId], *, is_sealed: bool) -> Sight:
    """Return what seeing an item at a place means.

    Args:
        line: what its chain says.
        here: the place being counted and everything in it.
        is_sealed: whether it is a container under an unbroken seal.
    """
    if line.whereabouts is Whereabouts.OUT:
        return Sight.OUT
    if line.whereabouts is Whereabouts.CLOSED:
        return Sight.CLOSED
    if line.location not in here:
        return Sight.MISPLACED
    return Sight.SEALED if is_sealed else Sight.SEEN


def is_sealed(chain: Chain) -> bool:
    """Whether the item lies under a seal that nobody has broken since it was put on."""
    now = chain.situation
    return bool(now.seal or chain.item.seal) and now.opened_at is None


def require_company(session: InventorySession) -> None:
    """Make sure that somebody counts along where two people must.

    Raises:
        Refused: nobody is named, or the person who takes stock is.
    """
    if session.reason in JOINT_REASONS and not session.joint_person:
        raise Refused("inventory.joint_person", field="joint_person")
    if session.joint_person and same_person(session.joint_person, session.started_by):
        raise Refused("inventory.oneself", field="joint_person")
