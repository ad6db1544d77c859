"""Chains of custody that go out and come in: whole, masked, once, and never better than told."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import bootstrap
from app.bootstrap import NewOffice
from app.domain.cases import Case, CaseId
from app.domain.custody import Action, Chain
from app.domain.errors import ImportRefused, Missing, NotConfirmed, NotPermitted, Refused
from app.domain.evidence import EvidenceItem, ItemRelation
from app.domain.evidence_exchange import SYSTEM, ExchangeReport
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.domain.users import Actor, OfficeRole, Permission, UserId
from app.services.audit import VerifyVault
from app.services.cases import CaseByNumber, CasesCount, OpenCase
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.evidence import (
    CaseEvidence,
    CorrectCustody,
    EvidenceByTag,
    TransferCustody,
)
from app.services.evidence_exchange import ExportChains, ImportChains, PreviewChains, finding_words
from app.services.office import Office
from app.services.persons import AddParty
from app.services.walls import ProtectPerson
from tests.conftest import CHEAP, LOGIN, PASSPHRASE, ZONE
from tests.full_exhibit import log, log_everything

HANDOVER = Path(__file__).resolve().parents[1] / "interchange" / "case_uco" / "handover.jsonld"
VOLATILE = frozenset({"id", "link", "enteredAt", "enteredBy", "batch", "location", "ofLink"})
"""What belongs to the office that wrote a record down."""

Edit = Callable[[list[dict[str, Any]]], object]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    """Open an empty office of another county."""
    office, _ = bootstrap.found(
        NewOffice(
            folder=tmp_path / "other.dossier",
            name="Wexmoor County",
            login=LOGIN,
            person="A. Rivera",
            passphrase=PASSPHRASE,
            zone=ZONE,
            cost=CHEAP,
        )
    )
    yield office
    office.close()


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe", number="2026-00417", kind="felony")).value


@pytest.fixture
def full(office: Office, case: Case, tmp_path: Path) -> EvidenceItem:
    return log_everything(office, case, tmp_path)


def exported(office: Office, case: CaseId, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return office.ask(ExportChains(case=case, to=folder)).path


def nodes_of(path: Path) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = json.loads(path.read_bytes())["@graph"]
    return nodes


def told(path: Path) -> Counter[str]:
    """Return the nodes of a file without identities and without what is an office's own."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return sorted((plain(each) for each in value), key=json.dumps)
        if not isinstance(value, dict):
            return value
        kept = {
            key: plain(each)
            for key, each in value.items()
            if key != "@id" and key.removeprefix("dossier:") not in VOLATILE
        }
        if "@id" in value:
            kept["@id"] = re.sub(r"-[0-9a-f]{8}-.*", "", value["@id"])
        return kept

    nodes = [node for node in nodes_of(path) if "kb:export-" not in node["@id"]]
    return Counter(json.dumps(plain(node), sort_keys=True) for node in nodes)


def foreign(tmp_path: Path, *edits: Edit) -> Path:
    """Write the example with changes."""
    document = json.loads(HANDOVER.read_bytes())
    for edit in edits:
        edit(document["@graph"])
    path = tmp_path / f"{new_id()}.jsonld"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def said(name: str, at: str = "") -> Edit:
    """Return the change of when the phone was handed over, or of how that is called."""

    def edit(graph: list[dict[str, Any]]) -> None:
        graph[8]["uco-core:name"] = name
        if at:
            graph[8]["uco-action:startTime"] = {"@type": "xsd:dateTime", "@value": at}

    return edit


def reasons(report: ExchangeReport) -> Counter[str]:
    return Counter(each.reason.removeprefix("exchange.found.") for each in report.findings)


def chain(office: Office, tag: str) -> Chain:
    return office.ask(EvidenceByTag(tag)).chain


def stays_in(office: Office) -> dict[str, int]:
    kinds = ("cases", "evidence", "custody", "import_runs", "import_findings")
    with office._database.reading(office.actor) as reading:
        rows = {kind: getattr(reading, kind).count_every() for kind in kinds}
        return {**rows, "external": len(reading.external_ids.known(SYSTEM))}


def as_role(office: Office, role: OfficeRole) -> None:
    office.actor = Actor(UserId(new_id()), "x", "X", role)


# --- out and back


@pytest.mark.usefixtures("full")
def test_what_went_out_comes_in_and_goes_out_the_same(
    office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    first = exported(office, case.id, tmp_path / "out")
    report = other.do(ImportChains(path=first)).value
    assert (report.case_number, report.taken) == ("2026-00417", report.nodes)
    assert reasons(report) == {"file_outside": 1, "withheld": 1}
    assert "N-2580" not in first.read_text("utf-8")
    again = exported(other, other.ask(CaseByNumber("2026-00417")).id, tmp_path / "back")
    lost, added = told(first) - told(again), told(again) - told(first)
    # The file itself stays behind and nobody signs twice: both are told in notes of item and step.
    # That a holder is an agency is known where the agency is.
    kinds = ("attached", "file", "identity", "investigation", "item", "step")
    assert [json.loads(each)["@id"] for each in sorted(lost)] == [f"kb:{kind}" for kind in kinds]
    assert [json.loads(each)["@id"] for each in sorted(added)] == [f"kb:{k}" for k in kinds[2:]]
    item = other.ask(EvidenceByTag("EV-0002"))
    assert "photo.jpg, 5 bytes, SHA256 " in item.item.note
    assert "I. Brask, receiver, typed" in item.chain.events[1].note


def test_a_case_without_files_and_signatures_comes_back_to_the_letter(
    office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    box = log(office, case, kind="other", description="Box", place="Shelf 3")
    log(office, case, parent=box.id, relation=ItemRelation.PART, hazards=("BIO",), holder="Chen")
    office.do(TransferCustody(item=box.id, to="Clerk, Dept 4", purpose="Trial"))
    office.do(CorrectCustody(item=box.id, seq=1, reason="Shelf 4"))
    first = exported(office, case.id, tmp_path / "out")
    report = other.do(ImportChains(path=first)).value
    assert report.findings == ()
    again = exported(other, other.ask(CaseByNumber("2026-00417")).id, tmp_path / "back")
    assert told(again) == told(first)
    assert chain(other, "EV-0001").breaks() == ()
    assert other.ask(VerifyVault()).is_whole


@pytest.mark.usefixtures("full")
def test_two_exports_differ_in_their_stamp_only(office: Office, case: Case, tmp_path: Path) -> None:
    texts = [exported(office, case.id, tmp_path / name).read_text("utf-8") for name in "ab"]
    differing = [
        pair for pair in zip(*map(str.splitlines, texts), strict=True) if pair[0] != pair[1]
    ]
    assert len(differing) == 1
    assert all("T" in line and line.strip().endswith('Z"') for line in differing[0])


def test_the_plain_words_alone_tell_the_chain(
    office: Office, other: Office, case: Case, full: EvidenceItem, tmp_path: Path
) -> None:
    """Another program that drops our facets still hands on who held the thing, when and where."""
    path = exported(office, case.id, tmp_path / "out")
    document = json.loads(path.read_bytes())
    for node in document["@graph"]:
        mine = [
            facet
            for facet in node.get("uco-core:hasFacet", [])
            if not any(kind.startswith("dossier:") for kind in facet["@type"])
        ]
        node["uco-core:hasFacet"] = mine
    document["@graph"] = [n for n in document["@graph"] if "kb:collection-" not in n["@id"]]
    path.write_text(json.dumps(document), "utf-8")
    report = other.do(ImportChains(path=path)).value
    line = next(line for line in report.exhibits if full.tag in line.numbers)
    events = chain(other, line.tag).events
    assert [(event.action, event.holder, event.place) for event in events[:2]] == [
        (Action.RECEIVED, "M. Chen", "Locker 4"),
        (Action.TO_LAB, "State Laboratory", "Bench 2"),
    ]
    assert [event.at for event in events[:2]] == [event.at for event in _events(office, full)[:2]]


def _events(office: Office, item: EvidenceItem) -> Any:
    return chain(office, item.tag).events


def test_a_changed_step_breaks_the_links_and_is_taken_in_as_stated(
    office: Office, other: Office, case: Case, full: EvidenceItem, tmp_path: Path
) -> None:
    path = exported(office, case.id, tmp_path / "out")
    path.write_text(path.read_text("utf-8").replace("Bench 2", "Bench 9"), "utf-8")
    report = other.do(ImportChains(path=path)).value
    (found,) = [each for each in report.findings if each.reason == "exchange.found.links"]
    assert found.stated.startswith("2")
    assert "broken at step 2" in finding_words(found)
    assert _events(other, full)[1].place == "Bench 9"


def test_protected_people_go_out_by_their_initials(
    office: Office, case: Case, tmp_path: Path
) -> None:
    jane = Person(id=PersonId(new_id()), family="Galloway", given="Jane")
    office.do(AddParty(case=case.id, role=Role.VICTIM, person=jane))
    office.do(AddContactWay(person=jane.id, value="310-555-0142", entry=WayEntry(label="Own")))
    log(
        office, case, owner="Jane Galloway", description="Phone of Jane Galloway (310-555-0142)",
        seized_from="J. Galloway", particulars=(("working_copy", "Galloway, Jane"),), holder="Roe",
    )  # fmt: skip
    done = office.ask(ExportChains(case=case.id, to=tmp_path))
    text = done.path.read_text("utf-8")
    assert "Galloway" not in text
    assert "555-0142" not in text
    assert "J.G." in text
    assert done.masked == 1


def test_an_export_is_logged_confirmed_and_never_over_another_file(
    office: Office, case: Case, full: EvidenceItem, tmp_path: Path
) -> None:
    path = exported(office, case.id, tmp_path / "out")
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        office.ask(ExportChains(case=case.id, to=path))
    assert caught.value.code == "exchange.target_exists"
    assert path.read_bytes() == before
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert (entry.action, entry.case) == ("ExportChains", case.id)
    assert dict(entry.facts)["exhibits"] == "2"
    office._confirmed_at -= 10_000
    with pytest.raises(NotConfirmed):
        office.ask(ExportChains(case=case.id, to=tmp_path / "more.jsonld"))
    assert not (tmp_path / "more.jsonld").exists()
    assert full.tag in before.decode()


def test_a_disk_that_refuses_leaves_nothing(office: Office, case: Case, tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"disk\.not_found"):
        office.ask(ExportChains(case=case.id, to=tmp_path / "nowhere" / "x.jsonld"))
    assert [each.name for each in tmp_path.iterdir() if "part" in each.name] == []


def test_an_empty_case_goes_out_and_brings_nothing_in(
    office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    path = exported(office, case.id, tmp_path / "out")
    before = stays_in(other)
    report = other.do(ImportChains(path=path)).value
    assert (report.exhibits, stays_in(other)) == ((), before)


# --- in


def test_a_foreign_chain_comes_into_a_new_case(office: Office) -> None:
    report = office.do(ImportChains(path=HANDOVER)).value
    case = office.ask(CaseByNumber(report.case_number))
    assert (case.title, case.category) == ("Harbor street burglary", "Burglary")
    assert "warrant SW-2026-118" in case.synopsis
    phone, image = office.ask(CaseEvidence(case.id))
    assert (phone.tag, phone.holder, image.tag) == ("EV-0001", "T. Okafor", "EV-0002")
    events = chain(office, "EV-0001").events
    assert [event.action for event in events] == [Action.COLLECTED, Action.OUT, Action.IMAGED]
    assert [event.giver for event in events] == ["Lena Dunn", "Lena Dunn", "T. Okafor"]
    assert {event.entered_by for event in events} == {"A. Rivera"}
    assert events[0].at == datetime(2026, 3, 1, 10, 10, tzinfo=UTC)
    assert all(event.entered_at > events[0].at + timedelta(days=1) for event in events)
    assert dict(events[2].details) == {"tool": "PhoneCopy 7", "operator": "T. Okafor"}
    assert "Until 2026-03-02T11:40" in events[2].note
    item = chain(office, "EV-0002").item
    assert (item.parent, item.relation) == (phone.item, ItemRelation.DERIVATIVE)
    assert "SHA256 e3b0c442" in item.note
    assert chain(office, "EV-0001").breaks() == ()
    assert office.ask(VerifyVault()).is_whole


def test_a_foreign_chain_comes_into_a_case_that_is_there(office: Office, case: Case) -> None:
    log(office, case)
    report = office.do(ImportChains(path=HANDOVER, case=case.id)).value
    assert (report.case_number, office.ask(CasesCount())) == (case.number, 1)
    numbers = [line.number for line in office.ask(CaseEvidence(case.id))]
    assert numbers == [1, 2, 3]


def test_a_rehearsal_says_the_same_and_writes_nothing(office: Office, case: Case) -> None:
    before = stays_in(office)
    seen = office.ask(PreviewChains(path=HANDOVER, case=case.id))
    assert stays_in(office) == before
    done = office.do(ImportChains(path=HANDOVER, case=case.id)).value
    assert (seen.exhibits, seen.steps, seen.nodes) == (done.exhibits, done.steps, done.nodes)
    assert reasons(seen) == reasons(done)
    assert office.ask(PreviewChains(path=HANDOVER)).case_title == "Harbor street burglary"


@pytest.mark.usefixtures("case")
def test_the_same_file_again_adds_nothing(office: Office) -> None:
    office.do(ImportChains(path=HANDOVER))
    before = stays_in(office)
    report = office.do(ImportChains(path=HANDOVER)).value
    assert (report.exhibits, report.known, report.case_number) == ((), 2, "")
    assert reasons(report)["known"] == 2
    assert stays_in(office) == before


def test_what_is_the_offices_own_does_not_come_back_in(
    office: Office, case: Case, full: EvidenceItem, tmp_path: Path
) -> None:
    path = exported(office, case.id, tmp_path / "out")
    before = stays_in(office)
    report = office.do(ImportChains(path=path, case=case.id)).value
    assert (report.exhibits, report.known, stays_in(office)) == ((), 2, before)
    assert full.tag in {each.stated for each in report.findings}


def test_steps_that_came_since_are_counted(office: Office, case: Case, tmp_path: Path) -> None:
    office.do(ImportChains(path=foreign(tmp_path, lambda graph: graph.pop(6)), case=case.id))
    report = office.do(ImportChains(path=HANDOVER, case=case.id)).value
    further = [each for each in report.findings if each.reason.endswith("known_further")]
    assert [(each.stated, each.related) for each in further] == [
        ("PD-26-118-1", "1"),
        ("PD-26-118-1A", "1"),
    ]


def test_what_comes_out_of_an_exhibit_of_another_case_has_no_parent_here(
    office: Office, case: Case, tmp_path: Path
) -> None:
    def without_image(graph: list[dict[str, Any]]) -> None:
        del graph[5:7]

    office.do(ImportChains(path=foreign(tmp_path, without_image)))
    report = office.do(ImportChains(path=HANDOVER, case=case.id)).value
    (line,) = report.exhibits
    assert chain(office, line.tag).item.parent is None
    assert reasons(report)["parent"] == 1


def test_a_chain_of_which_nothing_can_be_kept_says_so(
    office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    item = log(office, case, holder="Chen")
    office.do(CorrectCustody(item=item.id, seq=1, reason="Not so"))
    path = exported(office, case.id, tmp_path / "out")
    document = json.loads(path.read_bytes())
    document["@graph"] = [
        node for node in document["@graph"] if node.get("uco-core:name") != "Received"
    ]
    path.write_text(json.dumps(document), "utf-8")
    report = other.do(ImportChains(path=path)).value
    assert [line.steps for line in report.exhibits] == [1]
    assert {"correction", "no_steps"} <= reasons(report).keys()


def test_names_without_a_uuid_are_a_files_own(office: Office, tmp_path: Path) -> None:
    text = re.sub(r"-0b7a3f0e-5d3e-4d55-8a5e-0d4b6a2f9c(\d\d)", r"\1", HANDOVER.read_text("utf-8"))
    one, two = tmp_path / "one.jsonld", tmp_path / "two.jsonld"
    one.write_text(text, "utf-8")
    two.write_text(text.replace("PD-26", "OTHER-26"), "utf-8")
    assert len(office.do(ImportChains(path=one)).value.exhibits) == 2
    assert len(office.do(ImportChains(path=two)).value.exhibits) == 2
    assert office.do(ImportChains(path=one)).value.exhibits == ()


def test_a_taken_tag_gives_way_and_is_named(
    office: Office, other: Office, case: Case, full: EvidenceItem, tmp_path: Path
) -> None:
    own = other.do(OpenCase(title="State v. Poe")).value
    log(other, own, tag=full.tag)
    report = other.do(ImportChains(path=exported(office, case.id, tmp_path / "o"))).value
    assert reasons(report)["tag"] == 1
    assert sorted(line.tag for line in report.exhibits) == ["EV-0001", "EV-0003"]


RULES: dict[str, tuple[Edit, str]] = {
    "time runs backwards": (said("transferred", "2026-02-01T10:00:00Z"), "before_last"),
    "an unknown verb": (said("frobnicated"), "verb"),
    "no zone": (said("transferred", "2026-03-01T10:30:00"), "no_zone"),
    "the future": (said("transferred", "2999-03-01T10:30:00Z"), "impossible_time"),
    "before all memory": (said("transferred", "0009-03-01T10:30:00Z"), "impossible_time"),
    "no moment at all": (said("transferred", "yesterday"), "bad_time"),
    "after it was given back": (said("returned to owner"), "after_final"),
    "no time": (lambda graph: graph[8].pop("uco-action:startTime"), "no_time"),
    "nobody": (lambda graph: graph[8].pop("uco-action:performer"), "no_performer"),
    "no number": (lambda graph: graph[4].pop("uco-core:description"), ""),
    "another beginning": (
        lambda graph: graph[7].__setitem__("uco-core:name", "frobnicated"),
        "entry_read_as",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_chain_that_breaks_a_rule_is_taken_in_as_told_and_listed(
    name: str, office: Office, tmp_path: Path
) -> None:
    edit, reason = RULES[name]
    report = office.do(ImportChains(path=foreign(tmp_path, edit))).value
    assert [line.steps for line in report.exhibits] == [3, 1]
    assert reason in {"", *reasons(report)}
    assert chain(office, "EV-0001").breaks() == ()
    with office._database.reading(office.actor) as reading:
        kept = [each.reason for each in reading.import_findings.where()]
    assert len(kept) == len(report.findings)
    office.do(TransferCustody(item=chain(office, "EV-0002").item.id, to="Chen", purpose="Look"))


def test_a_step_ahead_of_now_does_not_bar_the_next(office: Office, tmp_path: Path) -> None:
    office.do(ImportChains(path=foreign(tmp_path, said("transferred", "2999-03-01T10:30:00Z"))))
    event = chain(office, "EV-0001").events[2]
    assert "2999-03-01" in event.note
    item = chain(office, "EV-0001").item
    office.do(TransferCustody(item=item.id, to="Chen", purpose="Look"))


def test_an_exhibit_without_a_step_says_so(office: Office, tmp_path: Path) -> None:
    path = foreign(tmp_path, lambda graph: graph.__delitem__(slice(6, 9)))
    report = office.do(ImportChains(path=path)).value
    assert reasons(report)["no_steps"] == 2
    (event,) = chain(office, "EV-0001").events
    assert (event.action, event.holder) == (Action.RECEIVED, "Not stated")


def test_firearms_without_a_second_person_are_listed(
    office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    log(office, case, kind="firearm", second_person="D. Kowal", holder="Chen")
    path = exported(office, case.id, tmp_path / "out")
    document = json.loads(path.read_bytes())
    for node in document["@graph"]:
        for facet in node.get("uco-core:hasFacet", []):
            facet.pop("dossier:secondPerson", None)
    path.write_text(json.dumps(document), "utf-8")
    report = other.do(ImportChains(path=path)).value
    assert {"second_person", "links"} <= reasons(report).keys()


ODD: dict[str, tuple[str, object, str]] = {
    "an unknown field": ("dossier:shoeSize", "44", "field"),
    "an unknown kind": ("dossier:kind", "unicorn", "code"),
    "an unknown basis": ("dossier:basis", "because", "code"),
    "a day that is none": ("dossier:reviewOn", "someday", "field"),
    "no JSON": ("dossier:particulars", "[[", "field"),
    "a list of another shape": ("dossier:particulars", "[7]", "field"),
    "a version": ("dossier:version", 7, "field"),
    "a relation to nothing": ("dossier:relation", "inside", ""),
}


@pytest.mark.parametrize("name", ODD)
def test_a_field_that_cannot_be_kept_is_listed(
    name: str, office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    log(office, case, holder="Chen")
    path = exported(office, case.id, tmp_path / "out")
    document = json.loads(path.read_bytes())
    (facet,) = [
        facet
        for node in document["@graph"]
        for facet in node.get("uco-core:hasFacet", [])
        if "dossier:ExhibitFacet" in facet["@type"]
    ]
    field, value, reason = ODD[name]
    facet[field] = value
    path.write_text(json.dumps(document), "utf-8")
    report = other.do(ImportChains(path=path)).value
    assert len(report.exhibits) == 1
    assert set(reasons(report)) == ({reason} if reason else set())


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"@context": "http://x.example/c"}'])
def test_a_file_that_is_none_is_refused_and_leaves_no_trace(
    content: bytes, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "bad.jsonld"
    path.write_bytes(content)
    before = stays_in(office)
    with pytest.raises(ImportRefused):
        office.do(ImportChains(path=path))
    with pytest.raises(ImportRefused):
        office.ask(PreviewChains(path=path))
    assert stays_in(office) == before


def test_a_vanished_file_a_folder_and_an_impossible_name_are_refused(
    office: Office, tmp_path: Path
) -> None:
    for path in (tmp_path / "gone.jsonld", tmp_path, Path("a\0b")):
        with pytest.raises(ImportRefused) as caught:
            office.do(ImportChains(path=path))
        assert caught.value.code == "exchange.no_file"


def test_too_long_a_text_refuses_the_whole_file(office: Office, tmp_path: Path) -> None:
    def lengthen(graph: list[dict[str, Any]]) -> None:
        graph[4]["uco-core:description"] = "x" * 1_000_001

    before = stays_in(office)
    with pytest.raises(ImportRefused) as caught:
        office.do(ImportChains(path=foreign(tmp_path, lengthen)))
    assert caught.value.code == "exchange.text"
    assert caught.value.values["place"] == "/@graph/4"
    assert stays_in(office) == before


def test_controls_in_a_file_never_reach_the_disk(office: Office, tmp_path: Path) -> None:
    def spoil(graph: list[dict[str, Any]]) -> None:
        graph[0]["uco-core:name"] = "Harbor\u0000 \u202estreet"
        graph[4]["uco-core:description"] = "Pho\u0000ne\ud800"
        graph[4]["case-investigation:exhibitNumber"] = "PD\u0000-\u202e1"
        graph[10]["uco-core:name"] = "\u202eT.\u0000 Okafor"
        graph[13]["uco-core:description"] = "\ud800\u0000twice"
        graph[13]["x\u0000y"] = "\udc00"
        graph[5]["uco-core:object"] = {"@id": "x:\u0000\ud800\u202e"}
        graph[6]["@id"] = "x:\u0000" * 2_000

    path = foreign(tmp_path, spoil)
    report = office.do(ImportChains(path=path)).value
    assert chain(office, "EV-0001").item.description == "Phone"
    assert chain(office, "EV-0001").last.holder == "T. Okafor"  # type: ignore[union-attr]
    assert report.case_title.split() == ["Harbor", "street"]
    assert office.ask(VerifyVault()).is_whole


def test_what_somebody_may_not_do_is_not_done_by_a_file(office: Office, case: Case) -> None:
    as_role(office, OfficeRole.INVESTIGATOR)
    assert not office.actor.may(Permission.CASES_EDIT)
    with pytest.raises(NotPermitted):
        office.do(ImportChains(path=HANDOVER))
    with pytest.raises(NotPermitted):
        office.ask(PreviewChains(path=HANDOVER))
    assert len(office.do(ImportChains(path=HANDOVER, case=case.id)).value.exhibits) == 2
    as_role(office, OfficeRole.READER)
    with pytest.raises(NotPermitted):
        office.do(ImportChains(path=HANDOVER, case=case.id))


def test_a_walled_case_neither_goes_out_nor_takes_in(
    office: Office, case: Case, tmp_path: Path
) -> None:
    log(office, case)
    with office._database.writing(office.actor) as work:
        work.walls.close(case.id, [UserId(new_id())])
    for refused in (
        lambda: office.ask(ExportChains(case=case.id, to=tmp_path / "x.jsonld")),
        lambda: office.do(ImportChains(path=HANDOVER, case=case.id)),
        lambda: office.ask(PreviewChains(path=HANDOVER, case=case.id)),
    ):
        with pytest.raises(NotPermitted, match="walled"):
            refused()
    assert not (tmp_path / "x.jsonld").exists()


def test_a_case_that_is_not_there_takes_nothing_in(office: Office) -> None:
    with pytest.raises(Missing):
        office.do(ImportChains(path=HANDOVER, case=CaseId(new_id())))


def test_exhibits_inside_each_other_in_a_circle_come_in(
    office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    box = log(office, case, description="Box")
    bag = log(office, case, description="Bag", parent=box.id, relation=ItemRelation.INSIDE)
    with office._database.writing(office.actor) as work:
        work.evidence.change(replace(box, parent=bag.id, relation=ItemRelation.INSIDE))
    report = other.do(ImportChains(path=exported(office, case.id, tmp_path / "out"))).value
    assert len(report.exhibits) == 2
    assert reasons(report) == {"parent": 1}


def test_ten_thousand_steps_come_in_whole(office: Office, tmp_path: Path) -> None:
    ids = [f"kb:step-{number}" for number in range(10_000)]
    record = {
        "@id": "kb:r",
        "@type": "case-investigation:ProvenanceRecord",
        "case-investigation:exhibitNumber": "1",
        "uco-core:object": {"@id": "kb:thing"},
    }
    start = datetime(2020, 1, 1, tzinfo=UTC)
    steps = [
        {
            "@id": id_,
            "@type": "case-investigation:InvestigativeAction",
            "uco-core:name": "transferred" if number else "collected",
            "uco-action:startTime": {
                "@type": "xsd:dateTime",
                "@value": (start + timedelta(minutes=number)).isoformat(),
            },
            "uco-action:performer": {"@id": f"kb:person-{number % 50}"},
            "uco-action:object": {"@id": "kb:thing"},
            "case-investigation:wasInformedBy": {"@id": ids[number - 1]} if number else [],
        }
        for number, id_ in enumerate(ids)
    ]
    context = json.loads(HANDOVER.read_bytes())["@context"]
    path = tmp_path / "long.jsonld"
    path.write_text(json.dumps({"@context": context, "@graph": [record, *reversed(steps)]}))
    with ExitStack() as stack:
        stack.callback(path.unlink)
        report = office.do(ImportChains(path=path)).value
    assert (report.steps, report.findings) == (10_000, ())
    assert chain(office, "EV-0001").breaks() == ()
    assert [event.at for event in chain(office, "EV-0001").events[::5_000]] == [
        start,
        start + timedelta(minutes=5_000),
    ]


def test_somebody_hidden_from_the_exporter_is_masked_and_nobody_is_told(
    office: Office, case: Case, tmp_path: Path
) -> None:
    witness = Person(id=PersonId(new_id()), family="Galloway", given="Jane")
    party = office.do(AddParty(case=case.id, role=Role.WITNESS_CIVILIAN, person=witness)).value
    colleague = office.do(
        AddColleague(Colleague(login="l.moss", name="L. Moss", role="prosecutor", title="DDA"))
    ).value
    log(office, case, seized_from="Jane Galloway", holder="Chen")
    plain = office.ask(ExportChains(case=case.id, to=tmp_path / "before.jsonld"))
    assert "Jane Galloway" in plain.path.read_text("utf-8")
    office.do(
        ProtectPerson(
            person=party.person, admitted=(colleague.id,), reason="Threats", steps_outside=True
        )
    )
    done = office.ask(ExportChains(case=case.id, to=tmp_path / "after.jsonld"))
    assert "Galloway" not in done.path.read_text("utf-8")
    assert done.masked == plain.masked == 0


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value inside a document."""
    yield place
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        for step, each in inside:
            yield from _places(each, (*place, step))


_SPOILT: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, 7, -1, 10**40, 0.5, "", "x", "\u0000\ud800", "9" * 400, [], {}, [[]], ["a"]),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2999-01-01", '[["a"]]', "[7]"),
        *({"@id": "x:y"}, {"@value": "COR"}, {"@type": "xsd:date", "@value": "1-1-1"}, '["a","b"]'),
        *("COR", "HLD", "DSP", "true", "firearm", "cash", '[["imei","1"],["imei","2"]]', "[" * 999),
    ]
)


@given(data=st.data())
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.usefixtures("full")
def test_a_spoilt_file_of_ours_is_taken_in_or_refused(
    data: st.DataObject, office: Office, other: Office, case: Case, tmp_path: Path
) -> None:
    path = tmp_path / "out" / "2026-00417 chain of custody.jsonld"
    if not path.exists():
        exported(office, case.id, path.parent)
    document = json.loads(path.read_bytes())
    places = [place for place in _places(document) if place]
    for _ in range(data.draw(st.integers(1, 4))):
        *way, last = data.draw(st.sampled_from(places))
        try:
            inside = document
            for step in way:
                inside = inside[step]
            inside[last] = data.draw(_SPOILT)
        except (KeyError, IndexError, TypeError):  # an earlier change took the place away
            continue
    spoilt = tmp_path / "spoilt.jsonld"
    spoilt.write_text(json.dumps(document), "utf-8")
    with suppress(Refused, _Undone), other._database.writing(other.actor) as work:
        report = ImportChains(path=spoilt).run(work)
        left = sum(each.reason == "exchange.found.node_left" for each in report.findings)
        assert report.taken + left == report.nodes
        raise _Undone


class _Undone(Exception):
    """Takes back what was written, so that the next example finds an empty office."""
