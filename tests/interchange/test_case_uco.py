"""CASE/UCO files read into plain values: any nesting, any prefixes, nothing dropped silently."""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import Case, CaseId
from app.domain.custody import Action, CustodyEvent
from app.domain.errors import DossierError, ImportRefused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.i18n.sentences import SENTENCES, sentence
from app.interchange.case_uco import (
    CaseUcoFile,
    OutgoingCase,
    OutgoingExhibit,
    json_text,
    read_case_uco,
    typed_facts,
    written_case,
)

ROOT = Path(__file__).resolve().parents[2]
HANDOVER = Path(__file__).parent / "case_uco" / "handover.jsonld"
CORE = "https://ontology.unifiedcyberontology.org/uco/core/"
ACTION = "https://ontology.unifiedcyberontology.org/uco/action/"
CASE = "https://ontology.caseontology.org/case/investigation/"


def handover() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(HANDOVER.read_bytes())
    return document


def read(document: Any) -> CaseUcoFile:
    return read_case_uco(json.dumps(document).encode())


def codes(file: CaseUcoFile) -> Counter[str]:
    return Counter(finding.code for finding in file.findings)


def plainly(file: CaseUcoFile) -> list[Any]:
    """Return exhibits and steps without their places, which follow the nesting."""
    return [
        (
            *(each.numbers, each.words, each.make, each.serial, each.relation),
            *((step.verb, step.at, step.performer, step.places) for step in each.steps),
        )
        for each in sorted(file.exhibits, key=lambda exhibit: exhibit.numbers)
    ]


def test_exhibits_come_with_their_steps_in_order() -> None:
    phone, image = read(handover()).exhibits
    assert phone.numbers == ("PD-26-118-1",)
    assert (phone.make, phone.model, phone.serial) == ("Pelican", "PX-4", "356938035643809")
    assert [step.verb for step in phone.steps] == ["seized", "transferred", "imaged"]
    assert [step.performer for step in phone.steps] == ["Lena Dunn", "T. Okafor", "T. Okafor"]
    assert phone.steps[0].places == ("4 Harbor Street, Riverside",)
    assert phone.steps[0].at == datetime(2026, 3, 1, 10, 10, tzinfo=UTC)
    assert phone.steps[2].tools == ("PhoneCopy 7",)
    assert (image.parent, image.relation) == (phone.key, "Derived_From")
    assert [step.makes for step in image.steps] == [True]
    ((method, digest),) = image.files[0].hashes
    assert (image.files[0].name, method, digest[:8]) == ("phone.dd", "SHA256", "e3b0c442")


def test_the_case_is_the_investigation_that_speaks_of_the_exhibits() -> None:
    document = handover()
    other = {"@id": "kb:other", "@type": "case-investigation:Investigation", "uco-core:name": "No"}
    document["@graph"].insert(0, other)
    file = read(document)
    assert file.case is not None
    assert file.case.name == "Harbor street burglary"
    assert file.case.authorizations == ("warrant SW-2026-118",)
    assert "/@graph/0" in {finding.place for finding in file.findings}


def test_every_node_is_understood_or_listed_with_its_place() -> None:
    file = read(handover())
    assert file.taken + codes(file)["node_left"] == file.nodes == 21
    left = {(finding.place, finding.code, finding.stated) for finding in file.findings}
    facet = "/@graph/1/uco-core:hasFacet/uco-observable:deviceType"
    assert left == {
        ("/@graph/13", "node_left", "uco-core:Annotation"),
        (facet, "property_left", "uco-observable:deviceType"),
    }


def test_other_prefixes_terms_and_keywords_say_the_same() -> None:
    document = handover()
    text = json.dumps(document["@graph"])
    for short, new in (("uco-core:", "c:"), ("case-investigation:", "inv-"), ("kb:", "urn:x:")):
        text = text.replace(short, new)
    text = text.replace('"@id"', '"id"').replace('"@type"', '"type"')
    context = {
        **{k: v for k, v in document["@context"].items() if k not in ("uco-core", "kb")},
        "c": CORE,
        "id": "@id",
        "type": "@type",
        **{f"inv-{name}": CASE + name for name in set(re.findall(r"inv-(\w+)", text))},
    }
    other = {"@context": [{"xsd": "http://example.org/never"}, context], "@graph": json.loads(text)}
    assert plainly(read(other)) == plainly(read(handover()))


def test_nodes_inside_each_other_say_the_same_as_side_by_side() -> None:
    document = handover()
    by_id = {node["@id"]: node for node in document["@graph"]}
    used: set[str] = set()

    def nested(value: Any) -> Any:
        if isinstance(value, list):
            return [nested(each) for each in value]
        if not isinstance(value, dict):
            return value
        id_ = value.get("@id")
        if id_ is not None and list(value) == ["@id"] and id_ in by_id and id_ not in used:
            used.add(id_)
            return {key: nested(each) for key, each in by_id[id_].items()}
        return {key: nested(each) for key, each in value.items()}

    roots = []
    for node in document["@graph"]:
        if node["@id"] not in used:
            used.add(node["@id"])
            roots.append({key: nested(each) for key, each in node.items()})
    inside = {
        "@context": document["@context"],
        "@id": "kb:bundle",
        "@type": "uco-core:Bundle",
        "uco-core:object": roots,
    }
    assert len(roots) < len(document["@graph"])
    assert plainly(read(inside)) == plainly(read(document))


def test_a_vocabulary_and_typed_terms_are_understood() -> None:
    document = {
        "@context": {
            "@vocab": CORE,
            "@base": "http://example.org/kb/",
            "record": {"@id": CASE + "ProvenanceRecord"},
            "of": {"@id": CORE + "object", "@type": "@id", "@container": "@set"},
            "n": CASE + "exhibitNumber",
        },
        "@id": "r1",
        "@type": "record",
        "n": "7",
        "of": ["thing"],
        "description": {"@value": "A knife", "@language": "en"},
    }
    (exhibit,) = read(document).exhibits
    assert (exhibit.key, exhibit.numbers, exhibit.words) == (
        "http://example.org/kb/thing",
        ("7",),
        ("A knife",),
    )


def test_files_from_before_2022_are_understood() -> None:
    text = HANDOVER.read_text("utf-8")
    old = re.sub(
        r"https://ontology\.(unifiedcyberontology|caseontology)\.org/(uco|case)/(\w+)/",
        r"https://\1.org/ontology/\2/\3#",
        text,
    )
    assert old != text
    assert plainly(read_case_uco(old.encode())) == plainly(read(handover()))


def test_one_thing_described_twice_is_one_thing() -> None:
    document = handover()
    document["@graph"].append(
        {"@id": document["@graph"][11]["@id"], "uco-core:description": "The examiner"}
    )
    file = read(document)
    assert file.nodes == 21
    assert file.exhibits[0].steps[1].performer == "T. Okafor"
    assert any(finding.stated == "uco-core:description" for finding in file.findings)


def test_a_role_goes_by_the_name_of_its_bearer() -> None:
    document = handover()
    kb = document["@context"]["kb"]
    bearer = document["@graph"][9]["@id"]
    document["@graph"][7]["uco-action:performer"] = {"@id": "kb:role"}
    document["@graph"] += [
        {"@id": "kb:role", "@type": "uco-role:Role", "uco-core:name": "Investigator"},
        {
            "@id": kb + "relation",
            "@type": "uco-core:Relationship",
            "uco-core:source": {"@id": bearer},
            "uco-core:target": {"@id": "kb:role"},
            "uco-core:kindOfRelationship": "Has_Role",
            "uco-core:isDirectional": True,
        },
    ]
    assert read(document).exhibits[0].steps[0].performer == "Lena Dunn (Investigator)"


@pytest.mark.parametrize("count", [2, 3, 40])
def test_a_circle_of_steps_is_broken_at_the_earliest_and_listed(count: int) -> None:
    ids = [f"kb:step-{number}" for number in range(count)]
    steps = [
        {
            "@id": id_,
            "@type": "case-investigation:InvestigativeAction",
            "uco-core:name": str(number),
            "uco-action:startTime": {"@value": f"2026-01-05T10:{number:02}:00Z"},
            "uco-action:object": {"@id": "kb:thing"},
            "case-investigation:wasInformedBy": {"@id": ids[number - 1]},
        }
        for number, id_ in enumerate(ids)
    ]
    record = {
        "@id": "kb:record",
        "@type": "case-investigation:ProvenanceRecord",
        "uco-core:object": {"@id": "kb:thing"},
    }
    context = handover()["@context"]
    file = read({"@context": context, "@graph": [record, *reversed(steps)]})
    assert [step.verb for step in file.exhibits[0].steps] == [str(n) for n in range(count)]
    assert codes(file)["circle"] == 1


REFUSED: dict[str, tuple[Any, str, str]] = {
    "remote": ({"@context": "https://a.example/c.jsonld"}, "remote_context", "/@context"),
    "remote in a list": ({"@context": [{}, "c.json"]}, "remote_context", "/@context/1"),
    "import": ({"@context": {"@import": "c.json"}}, "unknown_keyword", "/@context/@import"),
    "scoped": (
        {"@context": {"t": {"@id": "x:t", "@context": {}}}},
        "unknown_keyword",
        "/@context/t/@context",
    ),
    "container": (
        {"@context": {"t": {"@id": "x:t", "@container": "@language"}}},
        "unknown_keyword",
        "/@context/t/@container",
    ),
    "circle": ({"@context": {"a": "b", "b": "a"}}, "context_circle", "/@context"),
    "growing circle": ({"@context": {"a": "a:a"}}, "context_circle", "/@context"),
    "context": ({"@context": 7}, "bad_context", "/@context"),
    "term": ({"@context": {"a": 7}}, "bad_context", "/@context/a"),
    "reverse": ({"@graph": [{"@reverse": {}}]}, "unknown_keyword", "/@graph/0/@reverse"),
    "identity": ({"@graph": [{"@id": 7}]}, "bad_identity", "/@graph/0/@id"),
    "empty identity": ({"@graph": [{"@id": ""}]}, "bad_identity", "/@graph/0/@id"),
    "type": ({"@graph": [{"@type": [7]}]}, "bad_type", "/@graph/0/@type"),
    "value": ({"@graph": [{"x:y": {"@value": {}}}]}, "bad_value", "/@graph/0/x:y/@value"),
    "text": ("CASE", "no_document", "/"),
    "node": ({"@graph": ["CASE"]}, "no_node", "/@graph/0"),
    "two names": (
        {"@context": {"id": "@id"}, "@graph": [{"@id": "x:a", "id": "x:b"}]},
        "name_twice",
        "/@graph/0/id",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_understood_is_refused_with_its_place(name: str) -> None:
    document, code, place = REFUSED[name]
    with pytest.raises(ImportRefused) as caught:
        read(document)
    assert (caught.value.code, caught.value.values["place"]) == (f"exchange.{code}", place)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"a": 1} {"b": 2}', "not_json"),
        (b'{"a": NaN}', "bad_number"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "bad_number"),
        ('{"a": "é"}'.encode("latin-1"), "not_utf8"),
        ('{"a": 1}'.encode("utf-16"), "not_utf8"),
        (b'{"a": 1, "a": 2}', "name_twice"),
        (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too_deep"),
        (b'{"x:a":' * 150 + b"1" + b"}" * 150, "too_deep"),
    ],
)
def test_no_json_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_case_uco(content)
    assert caught.value.code == f"exchange.{code}"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_text, "MOST_BYTES", 100)
    with pytest.raises(ImportRefused) as caught:
        read(handover())
    assert caught.value.code == "exchange.too_large"


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert read_case_uco(b"\xef\xbb\xbf" + HANDOVER.read_bytes()).exhibits


def _names() -> st.SearchStrategy[str]:
    words = ("@id", "@type", "@context", "@graph", "@value", "@list", "@included", "@vocab")
    known = (CORE + "object", CASE + "exhibitNumber", ACTION + "object", CORE + "hasFacet")
    return st.sampled_from((*words, *known)) | st.text(max_size=6)


_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(_names(), inside),
)


@given(_ANY_JSON)
def test_any_json_is_read_or_refused_with_a_sentence(document: Any) -> None:
    try:
        file = read(document)
    except DossierError as error:
        _assert_said(error)
        return
    assert file.taken + codes(file)["node_left"] == file.nodes


def _assert_said(error: DossierError) -> None:
    assert error.code in SENTENCES
    assert sentence(error)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["\u202egpj.exe", "שלום עולם", "a\u0000b", '"quoted" \\ back', "</script>", "\u2028", "@id"]
)


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_survives_writing_and_reading(description: str, holder: str, note: str) -> None:
    case = Case(id=CaseId(new_id()), number="1", title=description)
    item = EvidenceItem(
        id=ItemId(new_id()),
        case=case.id,
        tag="EV-0001",
        kind="other",
        description=description,
        particulars=(("kit", note), ("b", description)),
        hazards=("bio", note),
    )
    now = datetime(2026, 3, 1, tzinfo=UTC)
    event = CustodyEvent(
        id=new_id(), case=case.id, item=item.id, seq=1, action=Action.COLLECTED, at=now,
        entered_at=now, entered_by="A", giver=holder, holder=holder, note=note, seal_intact=False,
    )  # fmt: skip
    exhibit = OutgoingExhibit(item=item, chain=(event,))
    content = written_case(OutgoingCase(case=case, exhibits=(exhibit,), actions={}, at=now, by="A"))
    file = read_case_uco(content)
    facts, unreadable = typed_facts(EvidenceItem, file.exhibits[0].stated)
    told, unreadable_too = typed_facts(CustodyEvent, file.exhibits[0].steps[0].stated)
    assert (unreadable, unreadable_too, file.findings) == ((), (), ())
    assert facts.get("description", "") == description
    assert (facts["particulars"], facts["hazards"]) == (item.particulars, item.hazards)
    assert (told.get("holder", ""), told.get("note", "")) == (holder, note)
    assert told["seal_intact"] is False


def test_every_reason_a_file_is_refused_or_doubted_for_has_a_sentence() -> None:
    homes = (*(ROOT / "app/interchange/case_uco").glob("*.py"),)
    homes += (*(ROOT / "app/services/evidence_exchange").glob("*.py"),)
    text = "".join(home.read_text("utf-8") for home in homes)
    refusals = set(re.findall(r'refused\(\s*"(\w+)"', text))
    found = set(re.findall(r'_doubt\([^,]+, "(\w+)"', text))
    found |= set(re.findall(r'(?:left_out|doubtful)\(\s*[^,]+, "(\w+)"', text))
    found |= set(re.findall(r'_read_as\([^,]+, "(\w+)"', text))
    found |= set(re.findall(r'_left\(\s*[\w.]+, "(\w+)"', text)) | set(
        re.findall(r'yield "(\w+)"\n', text)
    )
    assert len(refusals) > 12
    assert len(found) > 20
    assert {f"exchange.{code}" for code in refusals} <= SENTENCES.keys()
    wanted = {f"exchange.found.{code}" for code in found}
    assert wanted == {code for code in SENTENCES if code.startswith("exchange.found.")}
