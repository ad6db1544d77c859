"""Taking inventory: tags are read at a place, and what is not as it should be is resolved.

A tag whose item is walled off from the person who counts is written down by its letters alone and
read as restricted: more would tell what lies behind the wall. Whoever is admitted later sees no
item behind it either and counts the shelf anew. Items of cases that are not open to the person
are neither expected nor missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from app.domain.custody import Action, Chain, CustodyEvent, HandOver, Whereabouts
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem
from app.domain.evidence_entry import tag_as_kept
from app.domain.evidence_list import EvidenceLine
from app.domain.ids import new_id
from app.domain.inventory import (
    Discovery,
    InventoryClosing,
    InventoryFinding,
    InventoryId,
    InventoryReason,
    InventorySession,
    InventorySighting,
    Resolution,
    Sight,
    Stock,
    is_sealed,
    require_company,
    sight_of,
)
from app.domain.locations import LocationId
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.i18n import _
from app.services.office import Command, Query
from app.services.placing import require_open
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class StartInventory(Command[InventorySession]):
    """Begin to take stock of a place with everything in it.

    Attributes:
        joint_person: who counts along; needed at a change of custodian (AR 195-5).
    """

    location: LocationId
    reason: InventoryReason = InventoryReason.ROUTINE
    joint_person: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_INVENTORY

    def run(self, work: UnitOfWork) -> InventorySession:
        """Write it down.

        Raises:
            Missing: there is no such place.
            Refused: it is counted already, or nobody counts along where somebody must.
        """
        work.locations.require(self.location)
        session = InventorySession(
            id=InventoryId(new_id()),
            location=self.location,
            reason=self.reason,
            joint_person=one_line(self.joint_person, "joint_person"),
            note=clean(self.note, "note"),
            started_at=work.now,
            started_by=work.actor.name,
        )
        require_company(session)
        if any(other.location == self.location for other in _open_sessions(work)):
            name = work.locations.places().path(self.location)
            raise Refused("inventory.open_already", field="location", name=name)
        return work.inventories.add(session)


@dataclass(frozen=True)
class Sighted:
    """What came of reading a tag.

    Attributes:
        description: of the item; empty where it is unknown or restricted.
        belongs: where it should lie, in words.
    """

    sighting: InventorySighting
    description: str = ""
    belongs: str = ""


@dataclass(frozen=True, kw_only=True)
class SightItem(Command[Sighted]):
    """Write down that a tag was read.

    Attributes:
        place: the shelf being counted; None = the place the inventory is of.
    """

    session: InventoryId
    code: str
    place: LocationId | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_INVENTORY

    def run(self, work: UnitOfWork) -> Sighted:
        """Say what it means.

        Raises:
            Missing: there is no such inventory.
            Refused: it is closed, the shelf lies elsewhere, or the tag was read there already.
        """
        session = _open_session(work, self.session)
        place = _place_in(work, session, self.place)
        code = require(tag_as_kept(self.code), "code")
        sighted = _sighted(work, session, code, place)
        last = work.sightings.last_of(session.id, code)
        seen = sighted.sighting
        if last is not None and (last.sight, last.place) == (seen.sight, seen.place):
            raise Refused("inventory.read_already", field="code", barcode=code)
        work.sightings.add(seen)
        return sighted


@dataclass(frozen=True, kw_only=True)
class ResolveFinding(Command[InventoryFinding]):
    """Say how something that is not as it should be was resolved.

    Attributes:
        code: the tag.
        memo: what was found out and done.
        second_person: who stood by where the kind needs two; empty = who counts along.
    """

    session: InventoryId
    code: str
    resolution: Resolution
    memo: str
    second_person: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_INVENTORY

    def concerns(self, work: Reading) -> UUID | None:
        """The case of the item, if the tag was on one when it was read or should lie there."""
        item = _item_with(work, self.code)
        return item.case if item is not None and self._is_about(work, item) else None

    def run(self, work: UnitOfWork) -> InventoryFinding:
        """Write it down, with the step in the item's chain that follows from it.

        Raises:
            Missing: there is no such inventory.
            Refused: it is closed, nothing is wrong with the tag, it cannot be resolved this way,
                the memo is empty, or the chain does not allow the step.
        """
        session = _open_session(work, self.session)
        discovery = _stock(work, session).discovery(tag_as_kept(self.code))
        if self.resolution not in discovery.choices:
            raise Refused("inventory.no_such_way", field="resolution")
        memo = require(self.memo, "memo")
        event = self._step(work, session, discovery, memo)
        return work.inventory_findings.add(
            InventoryFinding(
                id=new_id(),
                session=session.id,
                code=discovery.code,
                sight=discovery.sight,
                resolution=self.resolution,
                memo=memo,
                item=discovery.line.item if discovery.line else None,
                event=event.id if event else None,
                at=work.now,
                by=work.actor.name,
            )
        )

    def _is_about(self, work: Reading, item: EvidenceItem) -> bool:
        sighting = work.sightings.last_of(self.session, item.tag)
        return sighting is None or sighting.item is not None

    def _step(
        self, work: UnitOfWork, session: InventorySession, found: Discovery, memo: str
    ) -> CustodyEvent | None:
        """Write the step of the chain that the resolution stands for, if it stands for one."""
        make = _STEPS.get(self.resolution)
        if make is None or found.line is None:
            return None
        item = work.evidence.get(found.line.item)
        chain = work.custody.chain(item)
        helper = one_line(self.second_person, "second_person") or session.joint_person
        step = make(work, session, _Finding(found, chain, memo, helper))
        event = chain.handed_over(step, new_id(), work.now, work.actor.name)
        return work.custody.add(event)


@dataclass(frozen=True, kw_only=True)
class CloseInventory(Command[InventoryClosing]):
    """End an inventory: the chain of each item seen says so, all in one batch."""

    session: InventoryId
    memo: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_INVENTORY

    def run(self, work: UnitOfWork) -> InventoryClosing:
        """Write the end, and one step into each chain.

        Raises:
            Missing: there is no such inventory.
            Refused: it is closed already, or findings are not resolved.
        """
        session = _open_session(work, self.session)
        stock = _stock(work, session)
        left = stock.unresolved
        if left:
            raise Refused("inventory.unresolved", number=len(left), barcode=left[0].code)
        _note_in_chains(work, session, stock)
        return work.inventory_closings.add(_closing(work, session, self.memo))


@dataclass(frozen=True, kw_only=True)
class GiveUpInventory(Command[InventoryClosing]):
    """End an inventory that was begun by mistake or broken off; nothing counts as seen."""

    session: InventoryId
    memo: str
    needs: ClassVar[Permission] = Permission.EVIDENCE_INVENTORY

    def run(self, work: UnitOfWork) -> InventoryClosing:
        """Write the end with its reason.

        Raises:
            Missing: there is no such inventory.
            Refused: it is closed already, or no reason is given.
        """
        session = _open_session(work, self.session)
        memo = require(self.memo, "memo")
        return work.inventory_closings.add(_closing(work, session, memo, is_given_up=True))


@dataclass(frozen=True)
class InventoryLine:
    """An inventory as one line of a list.

    Attributes:
        path: the place, with those around it.
        read: how many tags were read.
        closing: how it ended; None while it is open.
    """

    session: InventorySession
    path: str
    read: int
    closing: InventoryClosing | None


@dataclass(frozen=True)
class Inventories(Query[tuple[InventoryLine, ...]]):
    """Every stock taken: the open ones first, then the latest."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[InventoryLine, ...]:
        """Return the lines; tags of items behind walls are not counted."""
        closings = {each.session: each for each in reading.inventory_closings.where()}
        places = reading.locations.places()
        read = reading.sightings.counts()
        lines = [
            InventoryLine(
                session=session,
                path=places.path(session.location),
                read=read.get(session.id, 0),
                closing=closings.get(session.id),
            )
            for session in reading.inventories.where()
        ]
        return tuple(sorted(lines, key=_newest_open_first))


@dataclass(frozen=True)
class InventoryView:
    """One inventory with everything known so far.

    Attributes:
        places: id -> path, of every place named.
    """

    session: InventorySession
    path: str
    closing: InventoryClosing | None
    stock: Stock
    places: Mapping[LocationId, str]

    @property
    def seen(self) -> int:
        """How many items lie where they should."""
        return len(self.stock.seen)

    @property
    def expected(self) -> int:
        """How many should: those seen, and those that are missing."""
        missing = (each for each in self.stock.discoveries if each.sight is Sight.MISSING)
        absent = {each.line.item for each in missing if each.line is not None}
        return len(self.stock.seen | absent)


@dataclass(frozen=True)
class InventoryOf(Query[InventoryView]):
    """One inventory."""

    session: InventoryId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> InventoryView:
        """Return it, without the items the asker may not know of.

        Raises:
            Missing: there is no such inventory.
        """
        session = reading.inventories.get(self.session)
        places = reading.locations.places()
        return InventoryView(
            session=session,
            path=places.path(session.location),
            closing=reading.inventory_closings.of_session(session.id),
            stock=_stock(reading, session),
            places=MappingProxyType({each.id: places.path(each.id) for each in places.every}),
        )


def _open_session(work: Reading, id_: InventoryId) -> InventorySession:
    session = work.inventories.get(id_)
    if work.inventory_closings.of_session(id_) is not None:
        raise Refused("inventory.closed")
    return session


def _open_sessions(work: Reading) -> list[InventorySession]:
    closed = {closing.session for closing in work.inventory_closings.where()}
    return [session for session in work.inventories.where() if session.id not in closed]


def _place_in(work: Reading, session: InventorySession, place: LocationId | None) -> LocationId:
    if place is None or place == session.location:
        return session.location
    places = work.locations.places()
    if place not in places.below(session.location):
        raise Refused(
            "inventory.other_place",
            field="place",
            name=places.path(place),
            counted=places.path(session.location),
        )
    return place


def _item_with(work: Reading, code: str) -> EvidenceItem | None:
    found = work.evidence.owners((tag_as_kept(code),))
    return found[0] if found else None


def _sighted(work: Reading, session: InventorySession, code: str, place: LocationId) -> Sighted:
    item = _item_with(work, code)
    line = work.evidence_heads.line(item.id) if item is not None else None
    read = InventorySighting(
        id=new_id(),
        session=session.id,
        code=code,
        place=place,
        sight=Sight.UNKNOWN if item is None else Sight.RESTRICTED,
        at=work.now,
        by=work.actor.name,
    )
    if item is None or line is None:
        return Sighted(read)
    places = work.locations.places()
    sealed = bool(work.evidence.contents((item.id,))) and is_sealed(work.custody.chain(item))
    sight = sight_of(line, places.below(place), is_sealed=sealed)
    belongs = places.path(line.location) or line.place or line.holder
    return Sighted(replace(read, sight=sight, item=item.id), line.description, belongs)


def _stock(work: Reading, session: InventorySession) -> Stock:
    """Return what the inventory knows, without the items this person may not know of."""
    sightings = work.sightings.latest(session.id)
    findings = work.inventory_findings.of_session(session.id)
    closed = work.inventory_closings.of_session(session.id) is not None
    below = work.locations.places().below(session.location)
    expected = () if closed else work.evidence_heads.at_places(below)
    lines: dict[UUID, EvidenceLine] = {line.item: line for line in expected}
    named = {s.item for s in sightings} | {f.item for f in findings}
    lines |= work.evidence_heads.lines(item for item in named if item and item not in lines)
    sealed = [s.item for s in sightings if s.item and s.item in lines and s.sight is Sight.SEALED]
    return Stock(
        expected=expected,
        sightings=tuple(each for each in sightings if each.item is None or each.item in lines),
        lines=MappingProxyType(lines),
        contents=MappingProxyType(work.evidence.contents(sealed)),
        findings=tuple(each for each in findings if each.item is None or each.item in lines),
        is_closed=closed,
    )


@dataclass(frozen=True)
class _Finding:
    """What a step of a chain is made from."""

    found: Discovery
    chain: Chain
    memo: str
    second_person: str


_Step = Callable[[UnitOfWork, InventorySession, _Finding], HandOver]


def _moved_here(work: UnitOfWork, session: InventorySession, finding: _Finding) -> HandOver:
    """Bring the item to where it was seen: moved, or come back if it was out."""
    place = finding.found.place or session.location
    last = finding.chain.last
    returns = finding.chain.whereabouts is Whereabouts.OUT
    holder = work.actor.name if returns or last is None else last.holder
    return HandOver(
        action=Action.RETURNED if returns else Action.MOVED,
        at=work.local(work.now),
        to=holder,
        purpose=finding.memo,
        place=require_open(work, place),
        location=place,
        second_person=finding.second_person,
        details=(("session", _named(work, session)),),
    )


def _discrepancy(work: UnitOfWork, session: InventorySession, finding: _Finding) -> HandOver:
    """Open a discrepancy; the chain sets the day until which the item is searched for."""
    return HandOver(
        action=Action.DISCREPANCY,
        at=work.local(work.now),
        to=work.actor.name,
        purpose=finding.memo,
        details=(("session", _named(work, session)),),
    )


_STEPS: Mapping[Resolution, _Step] = {
    Resolution.MOVED_HERE: _moved_here,
    Resolution.DISCREPANCY: _discrepancy,
}
"""What a resolution writes into the chain."""


def _note_in_chains(work: UnitOfWork, session: InventorySession, stock: Stock) -> None:
    """Add to the chain of each item seen that it was; gone for good since then are left out."""
    purpose = _("Inventory of {place}").format(place=work.locations.places().path(session.location))
    seen = work.evidence_heads.lines(stock.seen)
    direct = {s.item: s for s in stock.sightings if s.item is not None}
    sealed = stock.sealed
    events = []
    for chain in work.custody.chains(work.evidence.many(seen)):
        if chain.last is None or chain.whereabouts is Whereabouts.CLOSED:
            continue
        sighting = direct.get(chain.item.id)
        is_closed_up = chain.item.id in sealed
        step = HandOver(
            action=Action.INVENTORIED,
            at=work.local(_not_before(chain.last, sighting.at if sighting else work.now)),
            to=chain.last.holder,
            purpose=purpose,
            second_person=session.joint_person,
            contents_inventoried=False if is_closed_up else None,
            details=(
                ("session", _named(work, session)),
                ("seen", Sight.SEALED if is_closed_up else Sight.SEEN),
            ),
            batch=session.id,
        )
        events.append(chain.handed_over(step, new_id(), work.now, work.actor.name))
    work.custody.add_all(events)


def _named(work: UnitOfWork, session: InventorySession) -> str:
    """Return what a step calls an inventory: its beginning, by the clock of the courthouse."""
    return f"{work.local(session.started_at):%Y-%m-%d %H:%M}"


def _not_before(last: CustodyEvent, at: datetime) -> datetime:
    return max(last.at, at)


def _closing(
    work: UnitOfWork, session: InventorySession, memo: str, *, is_given_up: bool = False
) -> InventoryClosing:
    return InventoryClosing(
        id=new_id(),
        session=session.id,
        is_given_up=is_given_up,
        memo=clean(memo, "memo"),
        at=work.now,
        by=work.actor.name,
    )


def _newest_open_first(line: InventoryLine) -> tuple[bool, float]:
    return line.closing is not None, -line.session.started_at.timestamp()
