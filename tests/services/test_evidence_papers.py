"""Papers about evidence from a real vault, read back from their PDFs."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.domain.cases import Case, CaseId
from app.domain.custody import Action
from app.domain.errors import ImportRefused, Missing, NotPermitted, Refused, Unavailable
from app.domain.evidence import EvidenceItem, ItemId, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.labels import LabelRun
from app.domain.locations import Agency, AgencyId, Location, LocationId
from app.domain.profiles import Profile
from app.domain.resources import resource_path
from app.domain.signatures import Signatory, Signature, SignatureKind
from app.domain.users import Actor, OfficeRole, Permission, UserId
from app.services.audit_papers import FindPaper
from app.services.audit_view import AuditPage
from app.services.cases import OpenCase
from app.services.evidence import CorrectCustody, LogEvidence
from app.services.evidence.papers import (
    EvidencePaper,
    PreviewPaper,
    PrintCaseLabels,
    PrintCustodyForm,
    PrintEvidenceLog,
    PrintLabels,
    PrintPlaceLabels,
    PrintPropertyReceipt,
    PrintTransferReceipt,
    add_stock,
    known_stocks,
    stock_named,
)
from app.services.evidence.papers.steps import strokes
from app.services.office import Command, Office
from app.storage.unit_of_work import UnitOfWork
from tests.custody_steps import step
from tests.paper_case import LEAKS, full_case
from tests.printing.paper_samples import flat, pages, squeezed
from tests.printing.test_labels import pictures, read

LARGE = LabelRun(stock=stock_named("avery-5163"))
STATEMENT = "I received the item sealed."


@pytest.fixture
def case(office: Office) -> Case:
    return full_case(office)


@dataclass(frozen=True)
class _Write(Command[None]):
    """Write records that no command of these tests makes."""

    write: Callable[[UnitOfWork], object]
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, work: UnitOfWork) -> None:
        self.write(work)


PISTOL = EvidenceEntry(
    kind="firearm",
    description="Pistol, black frame, taken from Jane Smith's drawer",
    make="Glock",
    model="19 Gen5",
    serial="BXKL992",
    seal="S-20391",
    collected_by="R. Dunn",
    collected_at=datetime(2026, 1, 14, 11, 20, tzinfo=UTC),
    collected_place="412 Oak Ave",
    basis="WARRANT",
    authority="SW-2026-118",
    seized_from="Martin Roe",
    owner="Jane Smith",
    hazards=("LOADED", "BIO"),
    place="Vault 2, shelf 4",
    second_person="K. Moss",
    exhibit="P-12",
    sponsor="L. Okoye",
    note="We doubt the officer's story",
    storage_need="dry",
    particulars=(("caliber", "9 mm"),),
)


@pytest.fixture
def pistol(office: Office, case: Case) -> EvidenceItem:
    item = office.do(LogEvidence(case=case.id, entry=PISTOL)).value.item
    move(office, item, Action.TO_LAB, "State laboratory", due_back_on=date(2099, 1, 1))
    move(office, item, Action.FROM_LAB, "A. Rivera", seal="S-20400", seal_intact=True)
    office.do(CorrectCustody(item=item.id, seq=3, reason="The seal is S-20410"))
    return item


def move(office: Office, item: EvidenceItem, action: Action, to: str, **more: object) -> None:
    office.do(step(item.id, action, to, purpose="Ballistics", second_person="K. Moss", **more))


def text_of(office: Office, wish: EvidencePaper | PreviewPaper) -> str:
    return flat(" ".join(pages(office.ask(wish).pdf)))


def as_role(office: Office, role: OfficeRole) -> Office:
    other = Actor(UserId(new_id()), "other", "O. Other", role)
    return Office(office._database, other, lambda: None)


def papers(case: Case, item: EvidenceItem) -> list[EvidencePaper]:
    return [
        PrintCustodyForm(item.id),
        PrintTransferReceipt(item=item.id, seq=2),
        PrintPropertyReceipt(case=case.id),
        *(PrintEvidenceLog(case=case.id, profile=profile) for profile in Profile),
        *(
            PrintEvidenceLog(case=case.id, profile=profile, exhibits_only=True)
            for profile in Profile
        ),
        PrintLabels(items=(item.id,), run_on=LARGE),
        PrintCaseLabels(case=case.id, run_on=LARGE),
        PrintCaseLabels(case=case.id, run_on=LARGE, of_file=True),
    ]


def test_the_custody_form_holds_the_item_and_every_step(
    office: Office, pistol: EvidenceItem
) -> None:
    text = text_of(office, PrintCustodyForm(pistol.id))
    for words in (
        "Chain of custody EV-0003",
        "Item 3 of 3",
        "Glock, 19 Gen5",
        "Serial number BXKL992",
        "Collected 14 Jan 2026 03:20 PST",
        "Search warrant, SW-2026-118",
        "Loaded or not made safe, Biohazard",
        "Two persons at each step",
        "Caliber or gauge 9 mm",
        "Offense PC 459 Burglary",
        "Defendant Martin Roe",
        "Received by",
        "Sent to laboratory",
        "Due back: 1 Jan 2099",
        "Back from laboratory",
        "Corrected by step 4",
        "The seal is S-20410",
        "Correction of step 3",
        "4 links were checked and hold.",
        "Last link (SHA-256):",
        "Further steps, by hand",
        "EVIDENCE, stays with the item",
    ):
        assert words in text


def test_no_paper_names_a_victim_or_says_how_to_reach_one(
    office: Office, case: Case, pistol: EvidenceItem
) -> None:
    for wish in papers(case, pistol):
        text = text_of(office, wish)
        assert "Jane" not in text, wish
        assert "Smith" not in text, wish
        for leak in LEAKS:
            assert leak not in squeezed(text)


def test_a_form_says_where_the_chain_is_broken(office: Office, pistol: EvidenceItem) -> None:
    with office._database.writing(office.actor) as work:
        work.connection.exec_driver_sql("DROP TRIGGER IF EXISTS custody_events_no_update")
        for (name,) in work.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'custody_events'"
        ).fetchall():
            work.connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        chain = work.custody.chain(pistol)
        wrong = replace(chain.events[1], link="0" * 64)
        work.connection.exec_driver_sql("DELETE FROM custody_events WHERE seq = 2 AND link != ''")
        work.custody._insert([wrong])
    text = text_of(office, PrintCustodyForm(pistol.id))
    assert "THE CHAIN IS BROKEN at step 2, 3" in text


def test_an_item_without_a_chain_has_a_form_but_no_receipt(office: Office, case: Case) -> None:
    item = EvidenceItem(
        id=ItemId(new_id()), case=case.id, tag="OLD-1", kind="tool", description="Old saw"
    )
    office.do(_Write(lambda work: work.evidence.add(item)))
    assert "This item has no chain of custody yet." in text_of(office, PrintCustodyForm(item.id))
    log = text_of(office, PrintEvidenceLog(case=case.id, profile=Profile.INTERNAL))
    assert "no chain of custody" in log
    with pytest.raises(Missing, match=r"paper\.no_chain"):
        office.ask(PrintTransferReceipt(item=item.id))


def test_what_became_of_it_stands_on_the_form(office: Office, pistol: EvidenceItem) -> None:
    add(office, pistol, action=Action.DESTROYED, holder="Smelter", method="melted")
    text = text_of(office, PrintCustodyForm(pistol.id))
    assert "Final disposal What was done Disposed of" in text
    assert "Method melted" in text


def sign(
    office: Office, item: EvidenceItem, seq: int, part: Signatory, **more: object
) -> Signature:
    with office._database.reading(office.actor) as reading:
        event = reading.custody.chain(item).events[seq - 1]
        now = reading.now
    facts: dict[str, object] = {
        "kind": SignatureKind.TYPED,
        "statement": STATEMENT,
        "of_link": event.link,
        **more,
    }
    signed = Signature(
        id=new_id(),
        case=item.case,
        item=item.id,
        event=event.id,
        part=part,
        name=f"Signer {part}",
        signed_at=now,
        taken_by="A. Rivera",
        **facts,  # type: ignore[arg-type]  # fields of the record
    )
    office.do(_Write(lambda work: work.signatures.add(signed)))
    return signed


def test_captured_signatures_stand_under_their_step(office: Office, pistol: EvidenceItem) -> None:
    drawn = json.dumps([[[0, 0], [500, 1000], [1000, 0]], [[3, 3]]])
    sign(office, pistol, 2, Signatory.RECEIVER, kind=SignatureKind.DRAWN, strokes=drawn)
    sign(office, pistol, 2, Signatory.GIVER, of_link="f" * 64)
    sign(office, pistol, 2, Signatory.WITNESS, kind=SignatureKind.SCANNED, attachment=new_id())
    text = text_of(office, PrintCustodyForm(pistol.id))
    assert "Received by: Signer receiver, signed by hand" in text
    assert "BUT UNDER OTHER WORDS THAN THESE" in text
    assert "signed on paper, scanned" in text
    assert "the scan is missing" in text
    assert STATEMENT in text


@pytest.mark.parametrize(
    "stored",
    ["", "[", "null", "{}", "[1]", "[[1]]", '[[["a", 2]]]', "[[[1e999, 2]]]", "[" * 5000, "[[]]"],
)
def test_what_is_no_drawing_is_not_drawn(stored: str) -> None:
    assert strokes(stored) == ()


def test_a_drawing_stays_in_its_room() -> None:
    assert strokes("[[[-5, 2000], [true, 7]]]")[0][0] == (0.0, 1000.0)


def test_a_transfer_receipt_has_lines_for_those_who_did_not_sign(
    office: Office, pistol: EvidenceItem
) -> None:
    text = text_of(office, PrintTransferReceipt(item=pistol.id, seq=2))
    for words in (
        "Transfer receipt EV-0003",
        "Sent to laboratory",
        "Released by A. Rivera",
        "Received by State laboratory",
        "Purpose Ballistics",
        "1 item",
        "Second person, K. Moss",
        "Received by, State laboratory",
        "Date and time",
    ):
        assert words in text
    sign(office, pistol, 2, Signatory.RECEIVER)
    text = text_of(office, PrintTransferReceipt(item=pistol.id, seq=2))
    assert "Received by: Signer receiver" in text
    assert "Received by, State laboratory" not in text
    assert "Released by, A. Rivera" in text


def test_without_a_step_the_receipt_is_for_the_last_move(
    office: Office, pistol: EvidenceItem
) -> None:
    text = text_of(office, PrintTransferReceipt(item=pistol.id))
    assert "Back from laboratory" in text
    assert "EV-0003: Corrected by step 4" in text
    with pytest.raises(Missing, match=r"paper\.no_such_step"):
        office.ask(PrintTransferReceipt(item=pistol.id, seq=9))


def test_a_batch_stands_on_one_receipt(office: Office, case: Case, pistol: EvidenceItem) -> None:
    batch = new_id()
    phone = office.do(
        LogEvidence(case=case.id, entry=EvidenceEntry(kind="phone", description="Phone"))
    ).value.item
    for item in (phone, pistol):
        _together(office, item, batch)
    text = text_of(office, PrintTransferReceipt(item=phone.id))
    assert "Transfer receipt EV-0003 and 1 more" in text
    assert "2 items" in text
    assert "EV-0004" in text
    alone = text_of(office, PrintTransferReceipt(item=phone.id, whole_batch=False))
    assert "EV-0003" not in alone


def _together(office: Office, item: EvidenceItem, batch: UUID) -> None:
    add(
        office,
        item,
        action=Action.TO_COURT,
        holder="Bailiff",
        batch=batch,
        zone="America/New_York",
        contents_inventoried=False,
    )


def add(office: Office, item: EvidenceItem, **facts: object) -> None:
    """Write a further step, whatever the law of chains says of it."""

    def write(work: UnitOfWork) -> None:
        last = work.custody.chain(item).events[-1]
        event = replace(
            last,
            id=new_id(),
            seq=last.seq + 1,
            giver=last.holder,
            corrects=None,
            **facts,  # type: ignore[arg-type]
        )
        work.custody.add(replace(event, link=event.linked_to(last.link)))

    office.do(_Write(write))


def test_the_zone_and_the_sealed_container_are_said(office: Office, pistol: EvidenceItem) -> None:
    _together(office, pistol, new_id())
    text = text_of(office, PrintTransferReceipt(item=pistol.id))
    assert "EST" in text or "EDT" in text
    assert "sealed container received, contents not inventoried" in text


def test_a_property_receipt_says_nothing_the_office_thinks(
    office: Office, case: Case, pistol: EvidenceItem
) -> None:
    text = text_of(office, PrintPropertyReceipt(case=case.id))
    for words in (
        "Taken from Martin Roe",
        "Taken at 412 Oak Ave",
        "Taken by R. Dunn",
        "Legal basis Search warrant, SW-2026-118",
        "1 item taken",
        "Serial number: BXKL992",
    ):
        assert words in text
    for kept in (
        "Vault",
        "Firearm",
        "doubt",
        "laboratory",
        "Loaded",
        "State v.",
        "K. Moss",
        "P-12",
    ):
        assert kept not in text
    assert pistol.tag in text


def test_a_passcode_is_on_no_paper_and_cash_is_counted_out(office: Office, case: Case) -> None:
    phone = replace(PISTOL, kind="phone", hazards=(), particulars=(("passcode", "N-4711"),))
    locked = office.do(LogEvidence(case=case.id, entry=phone)).value.item
    for wish in papers(case, locked):
        if not isinstance(wish, PrintTransferReceipt):
            assert "N-4711" not in text_of(office, wish)
    said = (("denominations", "12 x 20, 3 x 5"), ("counting_machine", "Counter 77"))
    cash = replace(PISTOL, kind="cash", particulars=said)
    counted = office.do(LogEvidence(case=case.id, entry=cash)).value.item
    receipt = text_of(office, PrintPropertyReceipt(case=case.id))
    assert "12 x $20, 3 x $5: $255.00" in receipt
    assert "Counter 77" not in receipt
    assert "Counter 77" in text_of(office, PrintCustodyForm(counted.id))


def test_each_person_gets_a_page_and_what_the_office_made_is_not_theirs(
    office: Office, case: Case, pistol: EvidenceItem
) -> None:
    theirs = EvidenceEntry(kind="phone", description="Phone", seized_from="Ida Poe")
    office.do(LogEvidence(case=case.id, entry=theirs))
    image = replace(theirs, description="Image", parent=pistol.id, relation=ItemRelation.DERIVATIVE)
    office.do(LogEvidence(case=case.id, entry=image))
    first, second = pages(office.ask(PrintPropertyReceipt(case=case.id)).pdf)
    assert "Martin Roe" in first
    assert "Ida Poe" not in first
    assert "Ida Poe" in second
    assert "Image" not in first + second


def test_without_anybody_to_give_it_to_there_is_no_receipt(office: Office) -> None:
    empty = office.do(OpenCase(title="State v. Nobody", number="2026-9")).value
    with pytest.raises(Refused, match=r"paper\.nothing_taken"):
        office.ask(PrintPropertyReceipt(case=empty.id))
    with pytest.raises(Refused, match=r"labels\.none"):
        office.ask(PrintLabels(items=(), run_on=LARGE))
    with pytest.raises(Refused, match=r"labels\.none"):
        office.ask(PrintCaseLabels(case=empty.id, run_on=LARGE))
    log = text_of(office, PrintEvidenceLog(case=empty.id, profile=Profile.COURT))
    assert "None entered." in log


def test_each_reader_of_the_log_sees_what_they_may(
    office: Office, case: Case, pistol: EvidenceItem
) -> None:
    def log(profile: Profile, *, exhibits: bool = False) -> str:
        wish = PrintEvidenceLog(case=case.id, profile=profile, exhibits_only=exhibits)
        return text_of(office, wish)

    internal, court, defense = map(log, Profile)
    assert pistol.tag in internal
    assert "Vault 2" not in court + defense
    assert "seal S-20391" in internal
    assert "seal S-20391" not in court + defense
    assert "Custodian" in court
    assert "Custodian" not in defense
    assert "BXKL992" in defense
    assert "FOR THE DEFENSE" in defense
    assert "123-45-6789" in internal
    assert "123-45-6789" not in court + defense
    exhibits = log(Profile.INTERNAL, exhibits=True)
    assert "L. Okoye" in exhibits
    assert "EV-0001" not in exhibits
    assert "L. Okoye" not in log(Profile.COURT, exhibits=True)


def test_exhibits_stand_in_their_order(office: Office, case: Case) -> None:
    for exhibit in ("P-10", "P-9", "D-1"):
        entry = EvidenceEntry(kind="photo", description="Photo", exhibit=exhibit)
        office.do(LogEvidence(case=case.id, entry=entry))
    wish = PrintEvidenceLog(case=case.id, profile=Profile.COURT, exhibits_only=True)
    text = text_of(office, wish)
    assert text.index("D-1") < text.index("P-9") < text.index("P-10")


def test_a_print_is_in_the_log_and_found_by_what_its_qr_code_says(
    office: Office, pistol: EvidenceItem
) -> None:
    wish = PrintCustodyForm(pistol.id)
    printed = office.ask(wish)
    entry = office.ask(AuditPage()).rows[0]
    assert entry.action == "PrintCustodyForm"
    text = flat(" ".join(pages(printed.pdf)))
    code = text.split("Audit ")[1][:24]
    for scanned in (code, f"{code} {pistol.tag}", f"{code.lower()} EV-1 EV-2"):
        found = office.ask(FindPaper(scanned)).printed_by
        assert found is not None
        assert ("sha256", printed.sha256) in found.facts
        assert ("item", pistol.id.hex) in found.facts


@pytest.mark.usefixtures("qapp")
def test_a_scanner_reads_the_item_and_the_place_in_the_log(
    office: Office, pistol: EvidenceItem
) -> None:
    printed = office.ask(PrintCustodyForm(pistol.id))
    said = dict(read(pictures(printed.pdf, 300)[0]))
    assert said["Code128"] == pistol.tag
    assert said["QRCode"].endswith(f" {pistol.tag}")
    found = office.ask(FindPaper(said["QRCode"])).printed_by
    assert found is not None
    assert ("sha256", printed.sha256) in found.facts
    preview = office.ask(PreviewPaper(PrintCustodyForm(pistol.id)))
    assert dict(read(pictures(preview.pdf, 300)[0])) == {"Code128": pistol.tag}


def test_a_drawn_signature_is_lines_and_no_picture(office: Office, pistol: EvidenceItem) -> None:
    plain = office.ask(PrintTransferReceipt(item=pistol.id, seq=2))
    drawn = json.dumps([[[0, 0], [500, 1000], [1000, 0]]])
    sign(office, pistol, 2, Signatory.RECEIVER, kind=SignatureKind.DRAWN, strokes=drawn)
    signed = office.ask(PrintTransferReceipt(item=pistol.id, seq=2))
    page = PdfReader(BytesIO(signed.pdf)).pages[0]
    assert not page.images
    lines, before = (
        PdfReader(BytesIO(paper.pdf)).pages[0].get_contents() for paper in (signed, plain)
    )
    assert lines is not None
    assert before is not None
    assert b"1 J 1 j" in lines.get_data().replace(b"\n", b" ")
    assert b"1 J 1 j" not in before.get_data().replace(b"\n", b" ")


def test_a_preview_is_not_in_the_log_and_has_no_code(office: Office, pistol: EvidenceItem) -> None:
    before = office.ask(AuditPage()).rows[0].seq
    text = text_of(office, PreviewPaper(PrintCustodyForm(pistol.id)))
    assert "given when printed" in text
    assert office.ask(AuditPage()).rows[0].seq == before


def test_a_preview_asks_for_what_the_paper_asks_for(office: Office, pistol: EvidenceItem) -> None:
    reader = as_role(office, OfficeRole.READER)
    for wish in (PrintCustodyForm(pistol.id), PrintTransferReceipt(item=pistol.id)):
        with pytest.raises(NotPermitted):
            reader.ask(wish)
        with pytest.raises(NotPermitted):
            reader.ask(PreviewPaper(wish))
    label = PrintLabels(run_on=LARGE, items=(pistol.id,))
    assert reader.ask(PreviewPaper(label)).pages == 1


def test_labels_warn_and_name_what_the_shelf_needs(
    office: Office, case: Case, pistol: EvidenceItem
) -> None:
    wish = PrintLabels(run_on=LARGE, items=(pistol.id,))
    text = text_of(office, wish)
    for words in (
        "EV-0003",
        "TWO PERSONS",
        "LOADED OR NOT MADE SAFE",
        "BIOHAZARD",
        "Case 2026-00417",
        "Firearm",
        "Seal S-20391",
        "Collected 14 Jan 2026 by R. Dunn",
    ):
        assert words in text
    assert "drawer" not in text
    whole = text_of(office, PrintCaseLabels(case=case.id, run_on=LARGE))
    assert whole.index("EV-0001") < whole.index("EV-0002") < whole.index("EV-0003")
    file = text_of(office, PrintCaseLabels(case=case.id, run_on=LARGE, of_file=True))
    assert "State v. Martin Roe" in file
    assert "EV-0001" not in file


def test_an_item_of_another_case_gets_no_label(office: Office, pistol: EvidenceItem) -> None:
    other = office.do(OpenCase(title="State v. Poe", number="2026-8")).value
    entry = EvidenceEntry(kind="phone", description="Phone")
    phone = office.do(LogEvidence(case=other.id, entry=entry)).value.item
    for wish in (
        PrintLabels(run_on=LARGE, items=(phone.id, pistol.id)),
        PrintPropertyReceipt(case=other.id, items=(pistol.id,)),
    ):
        with pytest.raises(Missing):
            office.ask(wish)


def test_places_and_agencies_have_labels(office: Office) -> None:
    room = Location(id=LocationId(new_id()), code="LOC-0001", name="Evidence room")
    shelf = replace(
        room, id=LocationId(new_id()), code="LOC-0002", name="Shelf 3", parent=room.id,
        holds=("firearm",),
    )  # fmt: skip
    gone = replace(room, id=LocationId(new_id()), code="LOC-0003", name="Old", is_active=False)
    lab = Agency(id=AgencyId(new_id()), code="AGY-0001", name="State laboratory")

    def write(work: UnitOfWork) -> None:
        work.locations.add_all((room, shelf, gone))
        work.agencies.add(lab)

    office.do(_Write(write))
    text = text_of(office, PrintPlaceLabels(run_on=LARGE))
    for words in ("LOC-0001", "LOC-0002", "Shelf 3", "Evidence room", "Firearm", "AGY-0001"):
        assert words in text
    assert "LOC-0003" not in text
    one = text_of(office, PrintPlaceLabels(run_on=LARGE, codes=("agy-0001", "LOC-0003")))
    assert one.index("AGY-0001") < one.index("LOC-0003")
    with pytest.raises(Missing):
        office.ask(PrintPlaceLabels(run_on=LARGE, codes=("EV-0001",)))


def test_the_longest_text_flows_over_as_many_pages_as_it_needs(office: Office, case: Case) -> None:
    long = "long words of a statement " * 3847
    entry = replace(PISTOL, description=long, note="", hazard=long[:400])
    item = office.do(LogEvidence(case=case.id, entry=entry)).value.item
    for wish in papers(case, item):
        if not isinstance(wish, PrintTransferReceipt):
            assert office.ask(wish).pages >= 1
    assert office.ask(PrintCustodyForm(item.id)).pages > 10


def test_what_these_fonts_cannot_print_is_said(office: Office, case: Case) -> None:
    entry = EvidenceEntry(kind="tool", description="刀 <b>bold</b> &amp; שלום")
    item = office.do(LogEvidence(case=case.id, entry=entry)).value.item
    text = text_of(office, PrintCustodyForm(item.id))
    assert "<b>bold</b> &amp;" in text
    assert "U+5200" in text


@pytest.fixture
def own_stocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "dossier" / "labels"


def own(tmp_path: Path, code: str) -> Path:
    facts = json.loads(resource_path("labels", "roll-2x1.json").read_text("utf-8"))
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(facts | {"code": code, "name": "Ours"}))
    return file


def test_an_own_stock_is_kept_on_this_machine(tmp_path: Path, own_stocks: Path) -> None:
    assert add_stock(own(tmp_path, "our-roll")).name == "Ours"
    assert stock_named("our-roll") in known_stocks().stocks
    add_stock(own_stocks / "our-roll.json")
    (own_stocks / "bad.json").write_text("{")
    (own_stocks / "twice.json").write_text(resource_path("labels", "roll-2x1.json").read_text())
    known = known_stocks()
    assert [trouble.values["file"] for trouble in known.troubles] == ["bad.json"]
    assert len({stock.code for stock in known.stocks}) == len(known.stocks)


@pytest.mark.usefixtures("own_stocks")
def test_a_stock_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"labels\.stock_taken"):
        add_stock(own(tmp_path, "avery-5160"))
    with pytest.raises(Unavailable):
        add_stock(tmp_path / "nowhere.json")
    with pytest.raises(Missing, match=r"labels\.no_such_stock"):
        stock_named("nothing")
    (tmp_path / "bad.json").write_text("[]")
    with pytest.raises(ImportRefused):
        stock_named(str(tmp_path / "bad.json"))
    assert stock_named(str(own(tmp_path, "mine"))).code == "mine"


def test_an_unknown_case_has_no_papers(office: Office) -> None:
    nowhere = CaseId(new_id())
    for wish in (
        PrintCaseLabels(case=nowhere, run_on=LARGE),
        PrintPropertyReceipt(case=nowhere),
        PrintEvidenceLog(case=nowhere, profile=Profile.COURT),
        PrintCustodyForm(ItemId(new_id())),
    ):
        with pytest.raises(Missing):
            office.ask(wish)
