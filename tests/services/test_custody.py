"""Custody through the doors: batches, containers, signatures, corrections and the check."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.custody import Action, Whereabouts
from app.domain.custody.findings import Fault, Gravity
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.evidence import ItemId, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.retention.disposal import DISPOSAL_ACTIONS
from app.domain.signatures import Signatory, SignatureKind
from app.i18n.sentences import sentence
from app.services.attachments import AttachFile
from app.services.cases import OpenCase
from app.services.demo.handwriting import handwriting
from app.services.evidence import (
    AmendEvidenceItem,
    CaseCustodyCheck,
    CheckedItem,
    CheckIn,
    CheckOut,
    CorrectCustody,
    CustodyCheck,
    EvidenceItemView,
    ItemFile,
    LogEvidence,
    SignatureEntry,
    SignStep,
    TransferCustody,
)
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings
from app.storage.evidence import custody_events
from tests.custody_steps import bring_to, colleague, details, step

NOW = datetime.now(UTC)
TOMORROW = (NOW + timedelta(days=1)).date()


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


def logged(office: Office, case: Case, **facts: object) -> ItemId:
    entry = EvidenceEntry(**{"kind": "tool", "description": "Bar", "place": "A", **facts})  # type: ignore[arg-type]  # the fields above
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item.id


def view(office: Office, item: ItemId) -> ItemFile:
    return office.ask(EvidenceItemView(item))


def put_inside(office: Office, item: ItemId, container: ItemId) -> None:
    inside = replace(view(office, item).item, parent=container, relation=ItemRelation.INSIDE)
    office.do(AmendEvidenceItem(item=inside, reason="Packed together"))


def seq_of_log(office: Office) -> int:
    with office._database.reading(office.actor) as reading:
        return reading.audit.head()[0]


# --- batches


def test_a_batch_leaves_and_comes_back_with_one_entry_each(office: Office, case: Case) -> None:
    items = tuple(logged(office, case) for _ in range(5))
    before = seq_of_log(office)
    out = office.do(
        CheckOut(items=items, to="State laboratory", purpose="Prints", action=Action.TO_LAB,
                 due_back_on=TOMORROW, details=details(Action.TO_LAB))
    ).value  # fmt: skip
    assert seq_of_log(office) == before + 1
    assert {event.batch for event in out} == {out[0].batch} != {None}
    lines = [view(office, item).line for item in items]
    assert {line.whereabouts for line in lines} == {Whereabouts.OUT}
    with pytest.raises(Refused) as refusal:
        office.do(CheckIn(items=items, purpose="Back", place="Shelf 9"))
    assert refusal.value.field == "result"
    back = office.do(CheckIn(items=items, purpose="Back", place="Shelf 9", result="No prints"))
    assert {event.action for event in back.value} == {Action.FROM_LAB}
    assert {event.holder for event in back.value} == {"A. Rivera"}


def test_each_comes_back_from_where_it_is(office: Office, case: Case) -> None:
    at_lab, at_court = logged(office, case), logged(office, case)
    bring_to(office, at_lab, Action.TO_LAB)
    bring_to(office, at_court, Action.TO_COURT)
    both = CheckIn(items=(at_lab, at_court), purpose="Back", place="B", result="None found")
    assert [e.action for e in office.do(both).value] == [Action.FROM_LAB, Action.RETURNED]
    assert view(office, at_court).chain.events[-1].details == ()


@pytest.mark.parametrize("bad", ["away", "firearm", "gone"])
def test_one_bad_item_stops_the_whole_batch_and_is_named(
    office: Office, case: Case, bad: str
) -> None:
    good = logged(office, case)
    kind = "firearm" if bad == "firearm" else "tool"
    other = logged(office, case, kind=kind, second_person="M. Sato", tag="BAD-1")
    if bad == "away":
        bring_to(office, other, Action.TO_LAB)
    if bad == "gone":
        bring_to(office, other, Action.RELEASED)
    before = seq_of_log(office)
    with pytest.raises(Refused) as refusal:
        office.do(CheckOut(items=(good, other), to="Clerk", purpose="Trial"))
    assert "BAD-1" in sentence(refusal.value)
    assert len(view(office, good).chain.events) == 1
    assert seq_of_log(office) == before


def test_a_batch_names_each_item_once_and_at_least_one(office: Office, case: Case) -> None:
    item = logged(office, case)
    with pytest.raises(Refused, match="twice_in_batch"):
        office.do(CheckOut(items=(item, item), to="Clerk", purpose="Trial"))
    with pytest.raises(Refused, match="empty_batch"):
        office.do(CheckIn(items=(), purpose="Back"))
    with pytest.raises(Missing):
        office.do(CheckOut(items=(item, ItemId(new_id())), to="Clerk", purpose="Trial"))
    with pytest.raises(Refused, match="no_check_out"):
        office.do(CheckOut(items=(item,), to="Clerk", purpose="x", action=Action.MOVED))


def test_a_batch_over_cases_asks_each_wall(office: Office, case: Case) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    items = (logged(office, case), logged(office, other))
    assert len(office.do(CheckOut(items=items, to="Clerk", purpose="Trial")).value) == 2
    with office._database.writing(office.actor) as work:
        work.walls.close(other.id, [new_id()])
    with pytest.raises(NotPermitted, match="walled"):
        office.do(CheckIn(items=items, purpose="Back"))
    assert len(view(office, items[0]).chain.events) == 2


# --- containers


def test_what_lies_in_a_container_goes_where_it_goes(office: Office, case: Case) -> None:
    box, bag, coin, out = (logged(office, case) for _ in range(4))
    put_inside(office, bag, box)
    put_inside(office, coin, bag)
    put_inside(office, out, box)
    office.do(TransferCustody(item=out, to="Clerk", purpose="Viewing"))
    event = office.do(step(box, Action.TO_LAB, "State laboratory")).value
    assert event.item == box
    for item in (bag, coin):
        chain = view(office, item).chain
        assert (chain.events[-1].batch, chain.last and chain.last.holder) == (
            event.batch,
            "State laboratory",
        )
        assert dict(chain.events[-1].details)["within"] == view(office, box).line.tag
    assert view(office, out).line.holder == "Clerk"
    # Opening the box is nothing that happened to what lies in it.
    office.do(step(box, Action.OPENED))
    assert len(view(office, bag).chain.events) == 2
    office.do(CheckIn(items=(box, bag), purpose="Back", place="B", result="None"))
    assert view(office, coin).line.place == "B"
    assert len(view(office, bag).chain.events) == 3


def test_a_firearm_in_a_box_asks_for_two_people(office: Office, case: Case) -> None:
    box = logged(office, case)
    gun = logged(office, case, kind="firearm", second_person="M. Sato", tag="GUN-1")
    put_inside(office, gun, box)
    with pytest.raises(Refused) as refusal:
        office.do(TransferCustody(item=box, to="Clerk", purpose="Trial"))
    assert (refusal.value.field, "GUN-1" in sentence(refusal.value)) == ("second_person", True)
    assert len(view(office, box).chain.events) == 1


def test_boxes_in_a_circle_go_once(office: Office, case: Case) -> None:
    first, second = logged(office, case), logged(office, case)
    put_inside(office, first, second)
    with office._database.writing(office.actor) as work:
        item = replace(work.evidence.get(second), parent=first, relation=ItemRelation.INSIDE)
        work.evidence.change(item)
    office.do(TransferCustody(item=first, to="Clerk", purpose="Trial"))
    assert len(view(office, first).chain.events) == len(view(office, second).chain.events) == 2


# --- disposal


@pytest.mark.parametrize("action", sorted(DISPOSAL_ACTIONS))
def test_a_disposal_is_not_handed_over_past_its_own_acts(
    office: Office, case: Case, action: Action
) -> None:
    item = logged(office, case)
    with pytest.raises(Refused, match="own_form"):
        office.do(step(item, action))
    with pytest.raises(Refused, match=r"own_form|no_check_out"):
        office.do(CheckOut(items=(item,), to="Owner", purpose="Gone", action=action))
    assert len(view(office, item).chain.events) == 1


# --- signatures


def test_a_hand_over_is_signed_by_everybody_in_it(
    office: Office, case: Case, tmp_path: Path
) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clerk", due_back_on=TOMORROW))
    scan = tmp_path / "form.pdf"
    scan.write_bytes(b"%PDF signed")
    file = office.do(AttachFile(case=case.id, item=item, path=scan)).value
    assert [each.fault for each in view(office, item).findings] == [Fault.UNSIGNED]
    entries = (
        SignatureEntry(part=Signatory.GIVER),
        SignatureEntry(
            part=Signatory.RECEIVER, kind=SignatureKind.SCANNED, scan=file.id, name="C. Clerk"
        ),
        SignatureEntry(
            part=Signatory.WITNESS, kind=SignatureKind.DRAWN, strokes=handwriting("W. Witness")
        ),
    )
    signed = office.do(SignStep(item=item, seq=2, entries=entries)).value
    assert [each.name for each in signed] == ["A. Rivera", "C. Clerk", "W. Witness"]
    assert signed[0].statement.startswith("I handed EV-0001 to Clerk")
    seen = view(office, item)
    assert (seen.signatures, seen.findings) == (signed, ())
    with pytest.raises(Refused, match="already"):
        office.do(SignStep(item=item, seq=2, entries=entries[:1]))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (SignatureEntry(part=Signatory.APPROVER), "signature.no_such_part"),
        (SignatureEntry(part=Signatory.GIVER, name="M. Sato"), "signature.wrong_name"),
        (SignatureEntry(part=Signatory.WITNESS, name="M. Sato"), "signature.wrong_name"),
        (
            SignatureEntry(part=Signatory.RECEIVER, kind=SignatureKind.DRAWN),
            "signature.no_strokes",
        ),
        (
            SignatureEntry(part=Signatory.RECEIVER, kind=SignatureKind.DRAWN, strokes="[[1]]"),
            "signature.bad_strokes",
        ),
        (SignatureEntry(part=Signatory.RECEIVER, kind=SignatureKind.SCANNED), "signature.no_scan"),
        (
            SignatureEntry(part=Signatory.RECEIVER, kind=SignatureKind.SCANNED, scan=new_id()),
            "signature.scan_elsewhere",
        ),
        (
            SignatureEntry(part=Signatory.RECEIVER, kind=SignatureKind.UNABLE),
            "signature.reason_missing",
        ),
    ],
)
def test_an_impossible_signature_is_refused(
    office: Office, case: Case, entry: SignatureEntry, code: str
) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clerk"))
    with pytest.raises(Refused) as refusal:
        office.do(SignStep(item=item, seq=2, entries=(entry,)))
    assert refusal.value.code == code
    assert view(office, item).signatures == ()


def test_a_colleague_types_the_own_name_only_at_the_own_keyboard(
    office: Office, case: Case
) -> None:
    item = logged(office, case)
    other = colleague(office)
    other.do(step(item, Action.OUT, "R. Lindqvist"))
    mine = SignStep(item=item, seq=2, entries=(SignatureEntry(part=Signatory.GIVER),))
    with pytest.raises(Refused, match="of_colleague"):
        other.do(mine)
    office.do(mine)


def test_who_cannot_sign_is_written_down_with_the_reason(office: Office, case: Case) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clerk", second_person="", due_back_on=TOMORROW))
    unable = SignatureEntry(
        part=Signatory.RECEIVER, kind=SignatureKind.UNABLE, reason="Arm in a cast"
    )
    office.do(SignStep(item=item, seq=2, entries=(SignatureEntry(part=Signatory.GIVER), unable)))
    (finding,) = view(office, item).findings
    assert (finding.fault, finding.gravity) == (Fault.UNABLE, Gravity.REMARK)


def test_a_signature_is_never_changed(office: Office, case: Case) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clerk"))
    office.do(SignStep(item=item, seq=2, entries=(SignatureEntry(part=Signatory.GIVER),)))
    for sql in ("UPDATE signatures SET name = 'X'", "DELETE FROM signatures"):
        writing = office._database.writing(office.actor)
        with pytest.raises(Exception, match="append-only"), writing as work:
            work.connection.exec_driver_sql(sql)


# --- corrections


def test_list_and_chain_read_a_correction_alike(office: Office, case: Case) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT, "Clrek", due_back_on=TOMORROW, place="Dept 4"))
    later = TOMORROW + timedelta(days=7)
    for field, new in (
        ("holder", "Clerk"),
        ("place", "Dept 5"),
        ("due_back_on", later.isoformat()),
    ):
        office.do(CorrectCustody(item=item, seq=2, reason="Typo", field=field, new=new))
    office.do(CorrectCustody(item=item, seq=2, reason="One word more"))
    seen = view(office, item)
    assert (seen.line.holder, seen.line.place, seen.line.due_back_on) == ("Clerk", "Dept 5", later)
    last = seen.chain.last
    assert last is not None
    assert (last.holder, last.place, last.due_back_on) == ("Clerk", "Dept 5", later)
    assert (seen.chain.events[1].holder, seen.breaks) == ("Clrek", ())
    with office._database.reading(office.actor) as reading:
        (open_,) = {each.limit_on for each in reading.reminders.open_for(item)}
        assert open_ == later
        assert reading.evidence_heads.stale() == ()
    office.do(CheckIn(items=(item,), purpose="Back", place="A"))
    assert view(office, item).line.due_back_on is None


# --- the check


def test_the_check_finds_a_forger_and_names_the_item(office: Office, case: Case) -> None:
    item, other = logged(office, case, tag="EV-9"), logged(office, case)
    office.do(step(item, Action.OUT, "Clerk"))
    with office._database.writing(office.actor) as work:
        for verb in ("update", "delete"):
            work.connection.exec_driver_sql(f"DROP TRIGGER custody_events_no_{verb}")
        work.connection.execute(custody_events.delete().where(custody_events.c.seq == 1))
    checked = office.ask(CaseCustodyCheck(case.id))
    named = {each.item: {finding.fault for finding in each.findings} for each in checked}
    assert {Fault.LINK, Fault.NUMBER, Fault.START} <= named[item]
    assert named[other] == {Fault.START}


def test_the_check_of_the_office_goes_page_by_page_past_walls(office: Office, case: Case) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    out = [logged(office, each) for each in (case, other, case)]
    for item in out:
        office.do(TransferCustody(item=item, to="Clerk", purpose="Trial"))
    assert [each.item for each in _every(office, 2)] == out
    with office._database.writing(office.actor) as work:
        work.walls.close(other.id, [new_id()])
    assert [each.item for each in _every(office, 1)] == [out[0], out[2]]
    with pytest.raises(NotPermitted):
        office.ask(CaseCustodyCheck(other.id))


def _every(office: Office, size: int) -> list[CheckedItem]:
    page = office.ask(CustodyCheck(size=size))
    found = list(page.items)
    while page.after is not None:
        page = office.ask(CustodyCheck(after=page.after, size=size))
        found += page.items
    return found


def test_an_empty_office_has_no_finding(office: Office) -> None:
    page = office.ask(CustodyCheck())
    assert (page.items, page.looked_at, page.every, page.after) == ((), 0, 0, None)


@pytest.mark.parametrize(("percent", "is_found"), [(5, True), (10, False)])
def test_the_office_says_how_far_weights_may_differ(
    office: Office, case: Case, percent: int, *, is_found: bool
) -> None:
    settings = replace(office.ask(TheSettings()), weight_tolerance_percent=percent)
    settings = office.do(ChangeSettings(settings)).value
    item = logged(office, case, kind="narcotics", second_person="M. Sato")
    for net in ("40.0", "37.0"):
        said = (("net", net), *(pair for pair in details(Action.WEIGHED) if pair[0] != "net"))
        office.do(step(item, Action.WEIGHED, details=said))
    faults = {each.fault for each in view(office, item).findings}
    assert (Fault.WEIGHT in faults) is is_found
    with pytest.raises(Refused, match="out_of_limits"):
        office.do(ChangeSettings(replace(settings, weight_tolerance_percent=51)))


def test_an_answer_the_act_does_not_ask_for_is_refused(office: Office, case: Case) -> None:
    item = logged(office, case)
    wrong = step(item, Action.OUT, details=(("request", "SL-1"),))
    with pytest.raises(Refused, match="no_such_detail"):
        office.do(wrong)


def test_the_zone_of_the_clock_is_kept_with_each_step(office: Office, case: Case) -> None:
    item = logged(office, case)
    office.do(step(item, Action.OUT))
    assert view(office, item).chain.events[-1].zone == "America/Los_Angeles"
