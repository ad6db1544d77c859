"""Taking inventory on a real office: missing, misplaced, unexpected, sealed, restricted."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.domain.cases import Case
from app.domain.custody import Action, Whereabouts
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.evidence import ItemId, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.inventory import (
    InventoryId,
    InventoryReason,
    InventorySession,
    Resolution,
    Sight,
    sight_of,
)
from app.domain.locations import Location, LocationKind
from app.domain.particulars import particular
from app.domain.profiles import Profile
from app.services.cases import OpenCase
from app.services.evidence import (
    CloseInventory,
    EvidenceByTag,
    EvidenceItemView,
    GiveUpInventory,
    Inventories,
    InventoryOf,
    InventoryView,
    LogEvidence,
    ResolveFinding,
    SightItem,
    StartInventory,
    TransferCustody,
)
from app.services.evidence.papers import PrintInventory
from app.services.locations import AddLocation
from app.services.office import Command, Office
from tests.printing.paper_samples import flat, pages


@dataclass
class Room:
    """A room with two shelves, a case, and an inventory of the first shelf."""

    office: Office
    case: Case
    room: Location
    shelf: Location
    other: Location
    session: InventorySession

    def log(self, tag: str, shelf: Location | None = None, **facts: object) -> ItemId:
        entry = {"kind": "tool", "description": f"Thing {tag}", "tag": tag, **facts}
        location = shelf.id if shelf is not None else None
        command = LogEvidence(case=self.case.id, entry=EvidenceEntry(location=location, **entry))  # type: ignore[arg-type]
        return self.office.do(command).value.item.id

    def see(self, tag: str, shelf: Location | None = None) -> Sight:
        place = shelf.id if shelf is not None else None
        command = SightItem(session=self.session.id, code=tag, place=place)
        return self.office.do(command).value.sighting.sight

    def resolve(self, tag: str, how: Resolution, memo: str = "Looked into", **more: str) -> None:
        self.office.do(
            ResolveFinding(session=self.session.id, code=tag, resolution=how, memo=memo, **more)
        )

    @property
    def view(self) -> InventoryView:
        return self.office.ask(InventoryOf(self.session.id))

    @property
    def found(self) -> dict[str, Sight]:
        return {each.code: each.sight for each in self.view.stock.unresolved}

    def close(self) -> None:
        self.office.do(CloseInventory(session=self.session.id))

    def steps(self, item: ItemId) -> list[Action]:
        return [each.action for each in self.office.ask(EvidenceItemView(item)).chain.events]


@pytest.fixture
def room(office: Office) -> Room:
    around = office.do(AddLocation(name="Room A", kind=LocationKind.ROOM)).value
    shelf = office.do(AddLocation(name="Shelf 1", parent=around.id)).value
    return Room(
        office=office,
        case=office.do(OpenCase(title="State v. Roe", number="2026-00417")).value,
        room=around,
        shelf=shelf,
        other=office.do(AddLocation(name="Shelf 2", parent=around.id)).value,
        session=office.do(StartInventory(location=shelf.id)).value,
    )


def test_a_shelf_gives_what_is_missing_misplaced_and_unexpected(room: Room) -> None:
    room.log("A-1", room.shelf)
    room.log("A-2", room.shelf)
    room.log("B-1", room.other)
    out = room.log("C-1", room.shelf)
    room.office.do(TransferCustody(item=out, to="Lab", purpose="Test"))
    room.log("E-1")
    read = [room.see(tag) for tag in ("a-1", "B-1", "C-1", "E-1", "Z-9")]
    assert read == [
        Sight.SEEN,
        Sight.MISPLACED,
        Sight.OUT,
        Sight.MISPLACED,
        Sight.UNKNOWN,
    ]
    assert room.found == {
        "A-2": Sight.MISSING,
        "B-1": Sight.MISPLACED,
        "C-1": Sight.OUT,
        "E-1": Sight.MISPLACED,
        "Z-9": Sight.UNKNOWN,
    }
    assert (room.view.seen, room.view.expected) == (1, 2)


def test_what_has_left_for_good_is_unexpected_wherever_it_lay(room: Room) -> None:
    room.log("A-1", room.shelf)
    line = room.office.ask(EvidenceByTag("A-1")).line
    here = frozenset({room.shelf.id})
    gone = replace(line, whereabouts=Whereabouts.CLOSED)
    assert sight_of(gone, here, is_sealed=True) is Sight.CLOSED
    assert sight_of(line, frozenset(), is_sealed=True) is Sight.MISPLACED


def test_each_finding_is_resolved_with_a_memo_and_closing_tells_the_chains(room: Room) -> None:
    seen, lost = room.log("A-1", room.shelf), room.log("A-2", room.shelf)
    late = room.log("A-3", room.shelf)
    strayed, back = room.log("B-1", room.other), room.log("B-2", room.other)
    out = room.log("C-1", room.shelf)
    room.office.do(TransferCustody(item=out, to="Lab", purpose="Test"))
    for tag in ("A-1", "B-1", "B-2", "C-1", "Z-9"):
        room.see(tag)
    with pytest.raises(Refused, match="unresolved"):
        room.close()
    with pytest.raises(Refused, match=r"text\.required"):
        room.resolve("A-2", Resolution.DISCREPANCY, memo=" ")
    with pytest.raises(Refused, match="no_such_way"):
        room.resolve("A-2", Resolution.MOVED_HERE)
    with pytest.raises(Refused, match="nothing_wrong"):
        room.resolve("A-1", Resolution.REPORTED)
    room.resolve("A-2", Resolution.DISCREPANCY, "Not on the shelf; searched")
    room.resolve("A-3", Resolution.FOUND, "Behind the box")
    room.resolve("B-1", Resolution.MOVED_HERE)
    room.resolve("B-2", Resolution.PUT_BACK)
    room.resolve("C-1", Resolution.MOVED_HERE, "The lab brought it back unsigned")
    room.resolve("Z-9", Resolution.REPORTED, "No label of ours; told the supervisor")
    with pytest.raises(Refused, match="nothing_wrong"):
        room.resolve("Z-9", Resolution.REPORTED)
    room.close()
    assert room.steps(seen) == [Action.COLLECTED, Action.INVENTORIED]
    assert room.steps(lost) == [Action.COLLECTED, Action.DISCREPANCY]
    assert room.steps(late) == [Action.COLLECTED, Action.INVENTORIED]
    assert room.steps(strayed) == [Action.COLLECTED, Action.MOVED, Action.INVENTORIED]
    assert room.steps(back) == [Action.COLLECTED]
    assert room.steps(out)[-2:] == [Action.RETURNED, Action.INVENTORIED]
    shown = room.office.ask(EvidenceByTag("B-1"))
    assert (shown.line.location, shown.line.place) == (room.shelf.id, "Room A, Shelf 1")
    assert shown.breaks == ()
    event = shown.chain.events[-1]
    assert event.batch == room.session.id
    assert particular(event.details, "seen") == "seen"
    searched = room.office.ask(EvidenceItemView(lost)).chain.events[-1]
    assert particular(searched.details, "deadline") > searched.at.date().isoformat()
    # What moves afterwards changes nothing in the closed one.
    before = room.view
    room.office.do(TransferCustody(item=seen, to="Lab", purpose="Test"))
    room.log("A-9", room.shelf)
    after = room.view
    assert (after.seen, after.expected) == (before.seen, before.expected)
    assert len(after.stock.discoveries) == len(before.stock.discoveries) == 6
    assert after.stock.unresolved == ()


def test_a_closed_inventory_takes_nothing_more(room: Room) -> None:
    room.close()
    late: tuple[Command[Any], ...] = (
        SightItem(session=room.session.id, code="A-1"),
        CloseInventory(session=room.session.id),
        GiveUpInventory(session=room.session.id, memo="x"),
        ResolveFinding(
            session=room.session.id, code="A-1", resolution=Resolution.REPORTED, memo="x"
        ),
    )
    for command in late:
        with pytest.raises(Refused, match=r"inventory\.closed"):
            room.office.do(command)
    with pytest.raises(Missing):
        room.office.do(SightItem(session=InventoryId(new_id()), code="A-1"))


def test_a_sealed_container_is_not_opened_and_what_lies_in_it_counts(room: Room) -> None:
    box = room.log("BOX-1", room.shelf, seal="S-77")
    room.log("IN-1", room.shelf, parent=box, relation=ItemRelation.INSIDE)
    bag = room.log("BAG-1", room.shelf)
    loose = room.log("IN-2", room.shelf, parent=bag, relation=ItemRelation.INSIDE)
    part = room.log("PART-1", room.shelf, parent=box, relation=ItemRelation.PART)
    assert room.see("BOX-1") is Sight.SEALED
    assert room.see("BAG-1") is Sight.SEEN
    assert room.found == {"IN-2": Sight.MISSING, "PART-1": Sight.MISSING}
    room.see("IN-2")
    room.see("PART-1")
    room.close()
    event = room.office.ask(EvidenceByTag("IN-1")).chain.events[-1]
    assert event.action is Action.INVENTORIED
    assert event.contents_inventoried is False
    assert particular(event.details, "seen") == "sealed"
    assert room.steps(loose)[-1] is room.steps(part)[-1] is Action.INVENTORIED


def test_a_broken_seal_covers_nothing(room: Room) -> None:
    box = room.log("BOX-1", room.shelf, seal="S-77")
    room.log("IN-1", room.shelf, parent=box, relation=ItemRelation.INSIDE)
    witnessed = {"second_person": "M. Sato", "details": (("by", "D. Kowal"),)}
    room.office.do(
        TransferCustody(item=box, to="x", purpose="Look", action=Action.OPENED, **witnessed)  # type: ignore[arg-type]
    )
    assert room.see("BOX-1") is Sight.SEEN
    assert room.found == {"IN-1": Sight.MISSING}
    room.office.do(
        TransferCustody(
            item=box,
            to="x",
            purpose="Shut",
            action=Action.RESEALED,
            seal="S-78",
            **witnessed,  # type: ignore[arg-type]
        )
    )
    assert room.see("BOX-1") is Sight.SEALED
    assert room.found == {}


def test_a_shelf_of_the_room_is_scanned_first(room: Room) -> None:
    room.office.do(GiveUpInventory(session=room.session.id, memo="Count the room instead"))
    room.session = room.office.do(StartInventory(location=room.room.id)).value
    room.log("A-1", room.shelf)
    assert room.see("A-1", room.other) is Sight.MISPLACED
    with pytest.raises(Refused, match="read_already"):
        room.see("A-1", room.other)
    assert room.see("A-1", room.shelf) is Sight.SEEN
    assert room.found == {}
    elsewhere = room.office.do(AddLocation(name="Room B")).value
    with pytest.raises(Refused, match="other_place"):
        room.see("A-1", elsewhere)


def test_what_is_walled_off_reads_as_restricted_and_is_not_expected(room: Room) -> None:
    item = room.log("A-1", room.shelf)
    room.log("A-2", room.shelf)
    room.see("A-2")
    work_on = room.office._database.writing(room.office.actor)
    with work_on as work:
        work.walls.close(room.case.id, [new_id()])
    assert room.see("A-1") is Sight.RESTRICTED
    view = room.view
    (found,) = view.stock.discoveries
    assert (found.code, found.line) == ("A-1", None)
    assert "Thing" not in repr(view)
    assert (view.seen, view.expected) == (0, 0)
    room.resolve("A-1", Resolution.REPORTED, "Handed to the supervisor")
    room.close()
    with pytest.raises(NotPermitted):
        room.office.ask(EvidenceItemView(item))


def test_firearms_are_moved_before_a_second_person(room: Room) -> None:
    gun = room.log("G-1", room.other, kind="firearm", second_person="M. Sato")
    room.see("G-1")
    with pytest.raises(Refused, match="second_person"):
        room.resolve("G-1", Resolution.MOVED_HERE)
    room.resolve("G-1", Resolution.MOVED_HERE, second_person="M. Sato")
    room.close()
    assert room.steps(gun)[-2:] == [Action.MOVED, Action.INVENTORIED]


def test_two_people_count_at_a_change_of_custodian(room: Room) -> None:
    start = StartInventory(location=room.other.id, reason=InventoryReason.CUSTODIAN)
    with pytest.raises(Refused, match="joint_person"):
        room.office.do(start)
    with pytest.raises(Refused, match="oneself"):
        room.office.do(replace(start, joint_person="a. rivera"))
    session = room.office.do(replace(start, joint_person="M. Sato")).value
    with pytest.raises(Refused, match="open_already"):
        room.office.do(replace(start, joint_person="M. Sato"))
    lines = room.office.ask(Inventories())
    assert [line.session.id for line in lines] == [session.id, room.session.id]
    room.close()
    assert [line.closing is None for line in room.office.ask(Inventories())] == [True, False]


def test_what_was_given_up_leaves_no_step_in_any_chain(room: Room) -> None:
    item = room.log("A-1", room.shelf)
    room.see("A-1")
    with pytest.raises(Refused, match="required"):
        room.office.do(GiveUpInventory(session=room.session.id, memo=""))
    room.office.do(GiveUpInventory(session=room.session.id, memo="Fire alarm"))
    assert room.steps(item) == [Action.COLLECTED]
    (line,) = room.office.ask(Inventories())
    assert line.closing is not None
    assert line.closing.is_given_up


def test_an_item_that_left_after_it_was_seen_keeps_a_chain_in_order(room: Room) -> None:
    item = room.log("A-1", room.shelf)
    room.see("A-1")
    room.office.do(TransferCustody(item=item, to="Lab", purpose="Test"))
    room.close()
    shown = room.office.ask(EvidenceItemView(item))
    assert shown.breaks == ()
    assert shown.line.holder == "Lab"
    moments = [event.at for event in shown.chain.events]
    assert moments == sorted(moments)


def on_paper(room: Room, profile: Profile = Profile.INTERNAL) -> str:
    wish = PrintInventory(session=room.session.id, profile=profile)
    return flat(" ".join(pages(room.office.ask(wish).pdf)))


def test_the_report_says_what_was_expected_seen_missing_and_unexpected(room: Room) -> None:
    room.log("A-1", room.shelf)
    room.log("A-2", room.shelf)
    room.log("B-1", room.other)
    for tag in ("A-1", "B-1", "Z-9"):
        room.see(tag)
    open_count = on_paper(room)
    assert "STILL OPEN" in open_count
    assert "Not resolved 3" in open_count
    room.resolve("A-2", Resolution.DISCREPANCY, "Searched the room")
    room.resolve("B-1", Resolution.PUT_BACK, "Taken to shelf 2")
    room.resolve("Z-9", Resolution.REPORTED, "Told the sheriff")
    room.close()
    closed = on_paper(room)
    assert "STILL OPEN" not in closed
    assert "Inventory Room A, Shelf 1" in closed
    for words in ("Expected 2", "Seen 1", "Missing 1", "unexpected 2", "Not resolved 0"):
        assert words in closed
    missing, rest = closed.split("Misplaced or unexpected Tag")
    assert "A-2 2026-00417" in missing
    assert "Searched the room" in missing
    unexpected, seen = rest.split("Seen where they should be")
    assert "B-1" in unexpected
    assert "By its chain now: Room A, Shelf 2" in unexpected
    assert "Unknown tag" in unexpected
    assert "A-1 2026-00417" in seen
    assert "Counted by, A. Rivera" in seen
    assert "Page 1 of" in closed or "1 of 1" in closed


def test_a_court_is_not_told_where_things_are_and_the_defense_nothing(room: Room) -> None:
    room.log("A-1", room.shelf)
    room.log("A-2", room.shelf)
    room.see("A-1")
    room.resolve("A-2", Resolution.REPORTED, "The lock was weak")
    court = on_paper(room, Profile.COURT)
    assert "A-2" in court
    for kept in ("Shelf", "Room A", "lock was weak"):
        assert kept not in court
    with pytest.raises(Refused, match="not_for_defense"):
        on_paper(room, Profile.DEFENSE)


def test_the_report_of_a_closed_count_says_what_was_seen_then(room: Room) -> None:
    box = room.log("BOX-1", room.shelf, seal="S-77")
    room.log("IN-1", room.shelf, parent=box, relation=ItemRelation.INSIDE)
    room.see("BOX-1")
    room.close()
    room.log("IN-2", room.shelf, parent=box, relation=ItemRelation.INSIDE)
    seen = on_paper(room)
    assert "IN-1" in seen
    assert "In a sealed container, not opened" in seen
    assert "IN-2" not in seen
    assert "Expected 2" in seen


def test_a_count_that_was_given_up_says_so_on_paper(room: Room) -> None:
    room.log("A-1", room.shelf)
    room.office.do(GiveUpInventory(session=room.session.id, memo="Fire alarm"))
    report = on_paper(room)
    assert "WAS GIVEN UP" in report
    assert "Fire alarm" in report


def test_an_empty_place_has_a_report_and_a_large_one_pages(room: Room) -> None:
    assert "None entered." in on_paper(room)
    long = "An unusually long description of a thing " * 4
    for number in range(60):
        room.log(f"A-{number:03}", room.shelf, description=long)
        room.see(f"A-{number:03}")
    wish = PrintInventory(session=room.session.id)
    printed = room.office.ask(wish)
    assert printed.pages == len(pages(printed.pdf)) > 3
    assert "A-059" in flat(" ".join(pages(printed.pdf)))


def test_what_is_walled_off_is_on_no_report(room: Room) -> None:
    room.log("A-1", room.shelf)
    with room.office._database.writing(room.office.actor) as work:
        work.walls.close(room.case.id, [new_id()])
    room.see("A-1")
    report = on_paper(room)
    assert "Thing" not in report
    assert "2026-00417" not in report
    assert "Restricted" in report
