"""Items through the doors: numbers, facts, containers, parts, corrections, sealed facts, counts."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cases import Case
from app.domain.charges import Charge
from app.domain.custody import Action, Whereabouts
from app.domain.errors import Missing, Refused
from app.domain.evidence import EvidenceItem, ItemId, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.item_particulars import MASK
from app.domain.item_parts import Part
from app.domain.particulars import particular
from app.domain.persons import Person, PersonId, Role
from app.services.cases import OpenCase
from app.services.charges import AddCharge, RemoveCharges
from app.services.evidence import (
    AmendEvidenceItem,
    CombineItems,
    EvidenceByTag,
    EvidenceItemView,
    ItemFile,
    LinkItemToCharge,
    LogEvidence,
    LogEvidenceBatch,
    RevealParticular,
    SplitItem,
    TransferCustody,
)
from app.services.office import Office
from app.services.persons import AddParty
from app.services.search import Search

YESTERDAY = datetime.now(UTC) - timedelta(days=1)
PHONE = {
    "kind": "phone",
    "description": "Phone, black",
    "particulars": (("imei", "490154203237518"), ("passcode", "N-0042")),
}


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def charge(office: Office, case: Case) -> Charge:
    person = Person(id=PersonId(new_id()), family="Roe", given="Ana")
    roe = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=person)).value
    count = AddCharge(
        case=case.id,
        defendant=roe.id,
        statute="PC 459",
        description="Burglary",
        elements="Entered a building\nWith intent to steal",
    )
    return office.do(count).value[0]


def entry(**facts: Any) -> EvidenceEntry:
    return EvidenceEntry(**{"kind": "tool", "description": "Pry bar", **facts})


def logged(office: Office, case: Case, **facts: Any) -> EvidenceItem:
    return office.do(LogEvidence(case=case.id, entry=entry(**facts))).value.item


def view(office: Office, item: ItemId) -> ItemFile:
    return office.ask(EvidenceItemView(item))


def amend(office: Office, item: EvidenceItem, **facts: Any) -> EvidenceItem:
    command = AmendEvidenceItem(item=replace(item, **facts), reason="Looked at again")
    return office.do(command).value.after


def numbers(office: Office, case: Case) -> list[int]:
    with office._database.reading(office.actor) as reading:
        return [item.number for item in reading.evidence.of_case(case.id)]


# --- numbers


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=8))
def test_numbers_of_a_case_have_no_gap_whatever_is_refused(
    office: Office, acts: list[tuple[bool, int]]
) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    other = office.do(OpenCase(title="State v. Poe")).value
    expected = 0
    for is_refused, count in acts:
        entries = (*(entry() for _ in range(count)), *((entry(kind="cash"),) if is_refused else ()))
        logged(office, other)
        if is_refused:
            with pytest.raises(Refused):
                office.do(LogEvidenceBatch(case=case.id, entries=entries))
        else:
            office.do(LogEvidenceBatch(case=case.id, entries=entries))
            expected += count
    assert numbers(office, case) == list(range(1, expected + 1))


def test_two_who_log_at_once_count_on_from_each_other(office: Office, case: Case) -> None:
    start = threading.Barrier(3)

    def log_ten() -> None:
        start.wait()
        for _ in range(10):
            office.do(LogEvidence(case=case.id, entry=entry()))

    writers = [threading.Thread(target=log_ten) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(numbers(office, case)) == list(range(1, 31))


def test_a_part_takes_the_next_number_of_the_case(office: Office, case: Case) -> None:
    whole = logged(office, case, quantity="3")
    logged(office, case)
    split = SplitItem(item=whole.id, parts=(Part(quantity="1"), Part(quantity="2")), purpose="Lab")
    office.do(split)
    assert numbers(office, case) == [1, 2, 3, 4]


# --- facts


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"basis": "LUCK"}, "basis"),
        ({"hazards": ("BIO", "DULL")}, "hazards"),
        ({"exhibit_status": "LOST"}, "exhibit_status"),
        ({"storage_band": "WARM"}, "storage_band"),
        ({"sensitivity": "SHY"}, "sensitivity"),
        ({"retention_class": "EVER"}, "retention_class"),
        ({"kind": "photo", "particulars": (("taken_at", "2199-01-01 00:00"),)}, "taken_at"),
        ({"kind": "photo", "particulars": (("imei", "1"),)}, "imei"),
        ({"inside": "EV-0999"}, "inside"),
    ],
)
def test_what_the_office_does_not_know_is_refused_by_name(
    office: Office, case: Case, facts: dict[str, Any], field: str
) -> None:
    item = logged(office, case)
    with pytest.raises(Refused) as refused:
        logged(office, case, **facts)
    assert refused.value.field == field
    if "inside" not in facts:
        with pytest.raises(Refused):
            amend(office, item, **facts)
    assert numbers(office, case) == [1]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"serial": "SW-88213"}, "SW-88213"),
        ({"agency_tag": "RPD-26-1187"}, "RPD-26-1187"),
        ({"lab_number": "LAB-2026-4471"}, "lab-2026-4471"),
        (PHONE, "490154203237518"),
        (
            {"kind": "vehicle", "particulars": (("vin", "1M8GDM9AXKP042788"),)},
            "1m8gdm9axkp042788",
        ),
    ],
)
def test_an_item_is_found_by_its_numbers(
    office: Office, case: Case, facts: dict[str, Any], words: str
) -> None:
    item = logged(office, case, **facts)
    assert [hit.target for hit in office.ask(Search(words))] == [item.id]


# --- what lies in what


def test_a_container_and_its_contents_come_in_with_one_batch(office: Office, case: Case) -> None:
    bag = entry(tag="BAG-1", kind="container", description="Backpack")
    entries = (
        bag,
        entry(inside="bag-1"),
        entry(tag="POUCH", inside="BAG-1"),
        entry(inside="POUCH"),
    )
    box, bar, pouch, coin = (
        each.item for each in office.do(LogEvidenceBatch(case=case.id, entries=entries)).value
    )
    with office._database.reading(office.actor) as reading:
        assert reading.evidence.inside(box.id) == (bar, pouch, coin)
        assert reading.evidence.inside(pouch.id) == (coin,)
        assert reading.evidence.inside(bar.id) == ()
    shown = view(office, pouch.id)
    assert shown.above is not None
    assert (shown.above.tag, shown.above.relation) == ("BAG-1", ItemRelation.INSIDE)
    assert [each.item for each in shown.below] == [coin.id]


def test_only_what_lies_inside_goes_with_the_container(office: Office, case: Case) -> None:
    phone = logged(office, case, **PHONE)
    image = logged(office, case, parent=phone.id, relation=ItemRelation.DERIVATIVE)
    card = logged(office, case, parent=phone.id)
    logged(office, case, parent=image.id)
    with office._database.reading(office.actor) as reading:
        assert reading.evidence.inside(phone.id) == (card,)
        assert reading.evidence.children(phone.id) == (image, card)


def test_nothing_lies_in_itself_or_in_another_case(office: Office, case: Case) -> None:
    other = office.do(OpenCase(title="State v. Poe")).value
    stray = logged(office, other, tag="STRAY")
    box = logged(office, case)
    bag = logged(office, case, parent=box.id)
    coin = logged(office, case, parent=bag.id)
    for item, parent in ((box, coin), (box, box), (bag, coin)):
        with pytest.raises(Refused, match="inside_itself"):
            amend(office, item, parent=parent.id)
    with pytest.raises(Missing):
        amend(office, box, parent=stray.id)
    with pytest.raises(Refused, match="no_such_container"):
        logged(office, case, inside="STRAY")
    with pytest.raises(Missing):
        logged(office, case, parent=ItemId(new_id()))


def test_a_firearm_and_ammunition_never_lie_in_one_bag(office: Office, case: Case) -> None:
    gun = {"kind": "firearm", "second_person": "M. Sato"}
    bag = logged(office, case, kind="container")
    pistol = logged(office, case, **gun, parent=bag.id)
    rounds = {"kind": "ammunition", "description": "Nine rounds"}
    for parent in (bag, pistol):
        with pytest.raises(Refused, match="firearm_with_ammunition"):
            logged(office, case, **rounds, parent=parent.id)
    box = logged(office, case, kind="container", parent=bag.id)
    bullets = logged(office, case, **rounds, parent=box.id)
    taken_out = logged(office, case, **rounds, parent=pistol.id, relation=ItemRelation.PART)
    assert view(office, taken_out.id).item.parent == pistol.id
    with pytest.raises(Refused, match="firearm_with_ammunition"):
        amend(office, bullets, parent=bag.id)
    # What turns out to be a firearm is looked at again.
    toy = logged(office, case, kind="other", parent=box.id)
    with pytest.raises(Refused, match="firearm_with_ammunition"):
        amend(office, toy, kind="firearm")
    together = (
        entry(tag="B", kind="container"),
        entry(**rounds, inside="B"),
        entry(**gun, inside="B"),
    )
    with pytest.raises(Refused, match="firearm_with_ammunition"):
        office.do(LogEvidenceBatch(case=case.id, entries=together))


# --- dividing and putting together


def test_dividing_logs_the_parts_and_names_them_in_the_chain(office: Office, case: Case) -> None:
    whole = logged(
        office, case, kind="narcotics", description="White powder", quantity="100", unit="g",
        collected_by="Ofc. Dunn", collected_at=YESTERDAY, second_person="M. Sato", place="D-3",
        holder="Evidence room",
    )  # fmt: skip
    parts = (Part(quantity="2", unit="g", seal="S-9"), Part(quantity="3", description="Retain"))
    command = SplitItem(
        item=whole.id, parts=parts, purpose="Sample for the laboratory", left="95",
        second_person="M. Sato",
    )  # fmt: skip
    divided = office.do(command).value
    first, second = (view(office, each.item.id) for each in divided.parts)
    assert (divided.event.action, divided.event.holder) == (Action.SPLIT, "Evidence room")
    assert particular(divided.event.details, "children") == f"{first.line.tag}, {second.line.tag}"
    assert particular(divided.event.details, "quantities") == "2 g; 3 g"
    assert (first.item.description, second.item.description) == ("White powder", "Retain")
    assert (first.line.holder, first.line.place, first.item.parent) == (
        *("Evidence room", "D-3"),
        whole.id,
    )
    assert first.item.collected_by == "Ofc. Dunn"
    shown = view(office, whole.id)
    assert (shown.item.quantity, shown.breaks) == ("95", ())
    assert [each.relation for each in shown.below] == [ItemRelation.PART] * 2
    (change,) = shown.amendments
    assert (change.field, change.old, change.new) == ("quantity", "100", "95")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"parts": ()}, "no_parts"),
        ({"parts": (Part(quantity=" "),)}, "text.required"),
        ({"parts": (Part(quantity="7"),), "left": "4"}, "more_than_whole"),
        ({"parts": (Part(quantity="1", tag="EV-0001"),)}, "tag_taken"),
        ({"parts": (Part(quantity="1"),), "purpose": ""}, "purpose_missing"),
        ({"parts": (Part(quantity="1"),), "at": YESTERDAY}, "before_last"),
    ],
)
def test_an_item_is_not_divided_into_more_than_it_is(
    office: Office, case: Case, said: dict[str, Any], code: str
) -> None:
    whole = logged(office, case, quantity="10")
    with pytest.raises(Refused, match=code):
        office.do(SplitItem(**{"item": whole.id, "purpose": "Lab", **said}))
    assert numbers(office, case) == [1]
    assert len(view(office, whole.id).chain.events) == 1


def test_what_is_out_is_not_divided_or_put_together(office: Office, case: Case) -> None:
    item, bag = logged(office, case), logged(office, case)
    office.do(TransferCustody(item=item.id, to="Clerk", purpose="Trial"))
    with pytest.raises(Refused, match="is_out"):
        office.do(SplitItem(item=item.id, parts=(Part(quantity="1"),), purpose="Lab"))
    with pytest.raises(Refused, match="is_out"):
        office.do(CombineItems(into=bag.id, items=(item.id,), purpose="One package"))


def test_putting_together_keeps_every_number_and_chain(office: Office, case: Case) -> None:
    bag, one, two = (logged(office, case) for _ in range(3))
    events = office.do(
        CombineItems(into=bag.id, items=(one.id, two.id), purpose="One package", seal="S-1")
    ).value
    assert [event.action for event in events] == [Action.MERGED] * 3
    assert particular(events[0].details, "children") == f"{one.tag}, {two.tag}"
    assert len({event.batch for event in events}) == 1
    with office._database.reading(office.actor) as reading:
        assert {item.id for item in reading.evidence.inside(bag.id)} == {one.id, two.id}
    assert view(office, one.id).line.whereabouts is Whereabouts.ROOM
    assert view(office, one.id).breaks == ()
    for items, code in (((), "no_items"), ((one.id,), "there_already"), ((bag.id,), "itself")):
        with pytest.raises(Refused, match=code):
            office.do(CombineItems(into=bag.id, items=items, purpose="Again"))
    other = logged(office, office.do(OpenCase(title="State v. Poe")).value)
    office.do(TransferCustody(item=other.id, to="Clerk", purpose="Trial"))
    with pytest.raises(Missing):
        office.do(CombineItems(into=bag.id, items=(other.id,), purpose="Again"))
    held = logged(office, case, holder="Lab clerk")
    with pytest.raises(Refused, match="other_holder"):
        office.do(CombineItems(into=bag.id, items=(held.id,), purpose="Again"))


# --- corrections and what is sealed


def test_a_correction_keeps_what_was_said_and_why(office: Office, case: Case) -> None:
    item = view(office, logged(office, case, **PHONE).id).item
    answers = tuple({**dict(item.particulars), "capacity": "64 GB"}.items())
    changed = replace(item, condition="Cracked", hazards=("LITHIUM",), particulars=answers)
    command = AmendEvidenceItem(item=changed, reason="Seen at the laboratory", informed="L. Moss")
    office.do(command)
    kept = view(office, item.id).amendments
    assert {(each.field, each.old, each.new) for each in kept} == {
        ("condition", "", "Cracked"),
        ("hazards", "", "Damaged battery"),
        ("capacity", "", "64 GB"),
    }
    assert {(each.reason, each.informed, each.by) for each in kept} == {
        ("Seen at the laboratory", "L. Moss", "A. Rivera")
    }
    assert len({each.act for each in kept}) == 1
    with pytest.raises(Refused, match="amendment_reason") as refused:
        office.do(AmendEvidenceItem(item=changed, reason=" "))
    assert refused.value.field == "reason"


def test_a_sealed_fact_is_shown_only_on_request(office: Office, case: Case) -> None:
    item = logged(office, case, **PHONE)
    shown = view(office, item.id)
    by_tag = office.ask(EvidenceByTag(item.tag))
    assert dict(shown.item.particulars)["passcode"] == MASK
    assert "N-0042" not in repr((shown, by_tag, shown.item.particulars, by_tag.item.particulars))
    amend(office, shown.item, note="Seen")
    seen = office.do(RevealParticular(item=item.id, key="passcode")).value
    assert seen.text == "N-0042"
    changed = tuple({**dict(shown.item.particulars), "passcode": "1111"}.items())
    amend(office, view(office, item.id).item, particulars=changed)
    assert office.do(RevealParticular(item=item.id, key="passcode")).value.text == "1111"
    (change,) = (each for each in view(office, item.id).amendments if each.field == "passcode")
    assert (change.old, change.new) == (MASK, MASK)
    assert office.ask(Search("1111")) == ()
    for key in ("imei", "nothing"):
        with pytest.raises(Missing, match="nothing_sealed"):
            office.do(RevealParticular(item=item.id, key=key))


# --- counts


def test_an_item_names_the_counts_it_proves(office: Office, case: Case, charge: Charge) -> None:
    item = logged(office, case)
    link = office.do(LinkItemToCharge(item=item.id, charge=charge.id))
    office.do(LinkItemToCharge(item=item.id, charge=charge.id, element="With  intent to steal"))
    whole, element = view(office, item.id).counts
    assert (whole.number, whole.statute, whole.link.element) == (1, "PC 459", "")
    assert element.link.element == "With intent to steal"
    for again, code in (("", "there_already"), ("By night", "no_such_element")):
        with pytest.raises(Refused, match=code):
            office.do(LinkItemToCharge(item=item.id, charge=charge.id, element=again))
    with pytest.raises(Refused, match="has_items"):
        office.do(RemoveCharges(charges=(charge,)))
    assert link.undo is not None
    office.do(link.undo)
    assert len(view(office, item.id).counts) == 1


def test_a_count_of_another_case_is_not_named(office: Office, charge: Charge) -> None:
    other = office.do(OpenCase(title="State v. Poe")).value
    item = logged(office, other)
    with pytest.raises(Missing):
        office.do(LinkItemToCharge(item=item.id, charge=charge.id))
