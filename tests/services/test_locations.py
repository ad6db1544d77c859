"""Places of storage and agencies: barcodes that are on one thing only, a tree without circles."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.cases import Case
from app.domain.errors import Missing, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceFilter
from app.domain.locations import Location, LocationKind, Places
from app.services.cases import OpenCase
from app.services.evidence import EvidencePage, LogEvidence, ReadBarcode
from app.services.locations import (
    AddAgency,
    AddLocation,
    AmendAgency,
    AmendLocation,
    PlacesAndAgencies,
    RemoveLocation,
    StoragePlaces,
)
from app.services.office import Command, Office


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417")).value


@pytest.fixture
def room(office: Office) -> Location:
    return office.do(AddLocation(name="Room A", kind=LocationKind.ROOM)).value


def shelf_in(office: Office, room: Location, name: str = "Shelf 3") -> Location:
    return office.do(AddLocation(name=name, parent=room.id)).value


def test_codes_are_given_one_after_the_other_and_own_ones_are_taken(
    office: Office, room: Location
) -> None:
    assert room.code == "LOC-0001"
    own = office.do(AddLocation(name="Bin", code=" b-12 ")).value
    assert own.code == "B-12"
    assert office.do(AddLocation(name="Shelf")).value.code == "LOC-0002"
    assert office.do(AddAgency(name="State laboratory")).value.code == "AGY-0001"


def test_a_barcode_is_on_one_thing_only(office: Office, case: Case, room: Location) -> None:
    entry = EvidenceEntry(kind="tool", description="Bar", tag="LOC-0002")
    office.do(LogEvidence(case=case.id, entry=entry))
    assert shelf_in(office, room).code == "LOC-0003"
    taken: tuple[Command[Any], ...] = (
        AddLocation(name="X", code="loc-0002"),
        AddAgency(name="X", code=room.code),
        AddLocation(name="X", code="EV-0999"),
        AddLocation(name="X", code="GRÖßE-ñ"),
        AddLocation(name="X", code="9" * 41),
        AmendLocation(location=replace(room, code="LOC-0002")),
    )
    for add in taken:
        with pytest.raises(Refused, match="barcode"):
            office.do(add)
    with pytest.raises(Refused, match="tag_taken"):
        office.do(LogEvidence(case=case.id, entry=replace(entry, tag=room.code)))
    assert office.do(AmendLocation(location=replace(room, name="Room 1"))).value.after.version == 2


def test_no_place_lies_in_itself(office: Office, room: Location) -> None:
    shelf = shelf_in(office, room)
    bin_ = shelf_in(office, shelf, "Bin")
    for parent in (room.id, shelf.id, bin_.id):
        with pytest.raises(Refused, match="within_itself"):
            office.do(AmendLocation(location=replace(room, parent=parent)))
    deep = bin_
    for _ in range(17):
        deep = shelf_in(office, deep, "Box")
    with pytest.raises(Refused, match="too_deep"):
        shelf_in(office, deep, "Box")


def test_what_is_in_use_stays_and_can_be_switched_off(
    office: Office, case: Case, room: Location
) -> None:
    shelf, spare = shelf_in(office, room), shelf_in(office, room, "Shelf 4")
    entry = EvidenceEntry(kind="tool", description="Bar", location=shelf.id)
    logged = office.do(LogEvidence(case=case.id, entry=entry)).value
    assert logged.event.place == "Room A, Shelf 3"
    for used in (room, shelf):
        with pytest.raises(Refused, match="in_use"):
            office.do(RemoveLocation(location=used))
    office.do(RemoveLocation(location=spare))
    off = office.do(AmendLocation(location=replace(shelf, is_active=False))).value.after
    with pytest.raises(Refused, match=r"location\.off"):
        office.do(LogEvidence(case=case.id, entry=entry))
    assert off in office.ask(PlacesAndAgencies()).places.every


def test_an_unknown_kind_or_place_around_is_refused(office: Office, room: Location) -> None:
    with pytest.raises(Refused, match="unknown_kind"):
        office.do(AddLocation(name="Safe", holds=("gold",)))
    with pytest.raises(Refused, match=r"code\.unknown"):
        office.do(AddAgency(name="Lab", kind="circus"))
    gone = replace(room, parent=shelf_in(office, room).id)
    office.do(AmendAgency(agency=replace(office.do(AddAgency(name="Lab")).value, phone="1")))
    with pytest.raises(Refused, match="within_itself"):
        office.do(AmendLocation(location=gone))
    with pytest.raises(Refused, match="text"):
        office.do(AddLocation(name="  "))


def test_the_list_shows_the_tree_and_what_lies_there(
    office: Office, case: Case, room: Location
) -> None:
    for name in ("Shelf 10", "Shelf 2"):
        shelf_in(office, room, name)
    safe = office.do(AddLocation(name="Safe", holds=("cash",), parent=room.id)).value
    drawer = office.do(AddLocation(name="Drawer", parent=safe.id)).value
    entry = EvidenceEntry(kind="tool", description="Bar", location=drawer.id)
    office.do(LogEvidence(case=case.id, entry=entry))
    lines = office.ask(StoragePlaces())
    told = [(line.path, line.depth, line.items) for line in lines]
    assert told == [
        ("Room A", 0, 0),
        ("Room A, Safe", 1, 0),
        ("Room A, Safe, Drawer", 2, 1),
        ("Room A, Shelf 2", 1, 0),
        ("Room A, Shelf 10", 1, 0),
    ]
    assert lines[2].kept_for == ("Cash",)
    places = office.ask(PlacesAndAgencies()).places
    assert not places.suits(drawer.id, "tool")
    assert places.suits(drawer.id, "cash")
    assert places.suits(None, "tool")
    within = EvidenceFilter(places=places.below(room.id))
    assert len(office.ask(EvidencePage(which=within)).rows) == 1
    assert office.ask(EvidencePage(which=EvidenceFilter(places=frozenset()))).rows == ()


def test_a_barcode_is_read_whatever_carries_it(office: Office, case: Case, room: Location) -> None:
    agency = office.do(AddAgency(name="Lab")).value
    item = office.do(
        LogEvidence(case=case.id, entry=EvidenceEntry(kind="tool", description="Bar"))
    ).value.item
    for code, id_ in (
        (room.code.lower(), room.id),
        (agency.code, agency.id),
        (item.tag.lower(), item.id),
        (case.number, case.id),
    ):
        assert office.ask(ReadBarcode(f" {code} ")).id == id_
    with pytest.raises(Missing, match=r"barcode\.unknown"):
        office.ask(ReadBarcode("EV-9999"))
    with pytest.raises(Refused):
        office.ask(ReadBarcode("x" * 2_000_000))


def test_a_circle_on_disk_does_not_hang_the_tree(room: Location) -> None:
    """Two windows may change two places at once."""
    other = replace(room, id=type(room.id)(int=1), parent=room.id)  # type: ignore[call-arg]  # a UUID
    circle = Places((replace(room, parent=other.id), other))
    assert len(circle.above(room.id)) == 2
    assert circle.below(room.id) == {room.id, other.id}
    assert circle.in_order() == ()
