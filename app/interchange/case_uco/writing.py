"""A case's chain of custody written as CASE/UCO 1.x, as JSON-LD.

Every identity is a UUIDv5 of what it names, so two exports of an unchanged case differ in the
node that says who exported it and when, and in nothing else. Other programs read the standard
words: an investigation, provenance records, things, actions in order with performer, place and
time. The performer of a step is whoever holds the thing after it, as in the examples of the CASE
community; who gave it and who stood by are participants.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from app.domain.attachments import Attachment
from app.domain.cases import Case
from app.domain.custody import Action, CustodyEvent
from app.domain.evidence import EvidenceItem, ItemRelation
from app.domain.signatures import Signature
from app.interchange.case_uco import own
from app.interchange.case_uco.moments import written_moment
from app.interchange.case_uco.own import facts_of, typed
from app.interchange.case_uco.vocabulary import PREFIXES

_SPACE = UUID("b2f8a2a4-7a0f-5d0c-9a36-0d6f1c3b9e51")
"""Of the UUIDv5 of identities: UUIDv7, which records bear, is unknown to CASE 1.5's check."""

_THING = {
    "phone": "uco-observable:MobilePhone",
    "computer": "uco-observable:Computer",
    "storage_card": "uco-observable:StorageMedium",
    "digital_file": "uco-observable:File",
}
"""Kinds of evidence UCO has a word for; everything else is an item."""

_RELATED = {
    ItemRelation.INSIDE: "Contained_Within",
    ItemRelation.PART: "Part_Of",
    ItemRelation.DERIVATIVE: "Derived_From",
    ItemRelation.EXTRACT: "Extracted_From",
}

_ITEM_LEFT = frozenset({"version", "case", "parent"})
_STEP_LEFT = frozenset({"version", "case", "item"})
_CASE_GOES = ("number", "title", "kind", "category", "agency", "court")
_CASE_LEFT = frozenset(Case.__dataclass_fields__) - {"id", *_CASE_GOES}
_SIGNATURE_LEFT = frozenset({"version", "case", "item", "event", "attachment"})
_FILE_LEFT = frozenset({"version", "case", "item", "key", "stored_as", "sha256_stored"})

Node = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class OutgoingExhibit:
    """An item as it goes out, with its chain, oldest step first, and the files kept with it.

    Attributes:
        signatures: under any step of the chain.
        withheld: names of particulars that are there and do not go out.
    """

    item: EvidenceItem
    chain: tuple[CustodyEvent, ...]
    files: tuple[Attachment, ...] = ()
    signatures: tuple[Signature, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutgoingCase:
    """A case as it goes out.

    Attributes:
        actions: words for each custody action; ``at``, ``by``: who exports it and when.
        organizations: names of holders that are agencies.
        masked: records in which names were replaced; their links cannot be checked.
    """

    case: Case
    exhibits: tuple[OutgoingExhibit, ...]
    actions: Mapping[Action, str]
    at: datetime
    by: str
    organizations: frozenset[str] = frozenset()
    masked: frozenset[UUID] = frozenset()


def written_case(case: OutgoingCase) -> bytes:
    """Return the file: UTF-8, sorted, one node after the other."""
    writer = _Writer(case)
    writer.write()
    document = {"@context": dict(PREFIXES), "@graph": [n for _, n in sorted(writer.nodes.items())]}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _id(kind: str, *parts: object) -> str:
    """Return the identity of something; the same parts give the same."""
    name = json.dumps([kind, *map(str, parts)], ensure_ascii=False)
    return f"kb:{kind}-{uuid5(_SPACE, name)}"


def _ref(id_: str) -> Node:
    return {"@id": id_}


def _hash(file: Attachment, method: str, digest: str) -> Node:
    return {
        "@id": _id("hash", file.id, method),
        "@type": "uco-types:Hash",
        "uco-types:hashMethod": method,
        "uco-types:hashValue": typed("hexBinary", digest.upper()),
    }


class _Writer:
    """Gathers the nodes of one case."""

    def __init__(self, outgoing: OutgoingCase) -> None:
        self._out = outgoing
        self._case = outgoing.case
        self.nodes: dict[str, Node] = {}
        self._identities = {each.item.id: _id("item", each.item.id) for each in outgoing.exhibits}

    def write(self) -> None:
        """Add every node."""
        for exhibit in self._out.exhibits:
            self._exhibit(exhibit)
        papers = sorted({each.item.authority for each in self._out.exhibits} - {""})
        granted = [_ref(self._authorization(paper)) for paper in papers]
        inside = [_ref(id_) for id_ in sorted(self.nodes) if id_ not in {g["@id"] for g in granted}]
        investigation = _id("investigation", self._case.id)
        self._add(
            investigation,
            "case-investigation:Investigation",
            {
                "uco-core:name": self._case.title,
                "uco-core:description": self._case.category,
                "case-investigation:investigationForm": "case",
                "case-investigation:relevantAuthorization": granted,
                "uco-core:object": inside,
                "uco-core:hasFacet": self._facet(self._case, own.CASE_FACET, _CASE_LEFT),
            },
        )
        self._add(
            _id("export", self._case.id),
            "uco-core:Bundle",
            {
                "uco-core:name": "Dossier",
                "uco-core:description": "Chain of custody, exported as CASE/UCO",
                "uco-core:objectCreatedTime": typed("dateTime", written_moment(self._out.at)),
                "uco-core:createdBy": _ref(self._person(self._out.by)),
                "uco-core:object": [_ref(investigation)],
            },
        )

    def _add(self, id_: str, kind: str, properties: Node) -> str:
        """Add a node; properties that say nothing are left out."""
        said = {name: value for name, value in properties.items() if value not in ("", None, [])}
        self.nodes[id_] = {"@id": id_, "@type": kind, **said}
        return id_

    def _facet(self, record: Any, kind: str, left: frozenset[str]) -> list[Node]:  # noqa: ANN401
        facts = facts_of(record, left)
        if record.id in self._out.masked:
            facts["dossier:namesMasked"] = True
        facet = _id("facet", record.id)
        return [{"@id": facet, "@type": [f"dossier:{kind}", "uco-core:Facet"], **facts}]

    # --- who and where

    def _person(self, name: str) -> str:
        return self._named("person", "uco-identity:Person", name)

    def _party(self, name: str) -> str:
        """Whoever holds a thing: a person, an agency or a carrier, as written down."""
        is_agency = name in self._out.organizations
        kind = "uco-identity:Organization" if is_agency else "uco-identity:Identity"
        return self._named("identity", kind, name)

    def _named(self, kind: str, type_: str, name: str) -> str:
        return self._add(_id(kind, self._case.id, name), type_, {"uco-core:name": name})

    def _place(self, name: str) -> list[Node]:
        if not name:
            return []
        return [_ref(self._named("location", "uco-location:Location", name))]

    def _authorization(self, paper: str) -> str:
        return self._add(
            _id("authorization", self._case.id, paper),
            "case-investigation:Authorization",
            {"case-investigation:authorizationIdentifier": paper},
        )

    # --- exhibits

    def _exhibit(self, exhibit: OutgoingExhibit) -> None:
        item = exhibit.item
        facet = self._facet(item, own.EXHIBIT_FACET, _ITEM_LEFT)
        if exhibit.withheld:
            facet[0]["dossier:withheld"] = " ".join(exhibit.withheld)
        thing = self._add(
            self._identities[item.id],
            _THING.get(item.kind, "uco-core:Item"),
            {
                "uco-core:name": item.description,
                "uco-core:hasFacet": facet,
            },
        )
        record = self._add(
            _id("provenance-record", item.id),
            "case-investigation:ProvenanceRecord",
            {
                "uco-core:description": item.description,
                "case-investigation:exhibitNumber": item.tag,
                "case-investigation:rootExhibitNumber": item.agency_tag,
                "uco-core:object": [_ref(thing)],
            },
        )
        self._collection(item, thing)
        self._files(exhibit.files, thing)
        parent = self._identities.get(item.parent) if item.parent else None
        if parent is not None and item.relation is not None:
            self._relation("parent", item.id, _RELATED[item.relation], thing, parent)
        self._steps(exhibit, thing, record)

    def _collection(self, item: EvidenceItem, thing: str) -> None:
        """Say as an action who collected the item, also where that was before our own chain."""
        if not item.collected_by and item.collected_at is None:
            return
        at = item.collected_at
        self._add(
            _id("collection", item.id),
            "case-investigation:InvestigativeAction",
            {
                "uco-core:name": "collected",
                "uco-action:startTime": at and typed("dateTime", written_moment(at)),
                "uco-action:performer": item.collected_by and _ref(self._party(item.collected_by)),
                "uco-action:location": self._place(item.collected_place),
                "uco-action:result": [_ref(thing)],
                "uco-core:hasFacet": [
                    {
                        "@id": _id("collection-facet", item.id),
                        "@type": [f"dossier:{own.COLLECTION_FACET}", "uco-core:Facet"],
                    }
                ],
            },
        )

    def _files(self, files: Sequence[Attachment], thing: str) -> None:
        for file in files:
            digests = {"SHA256": file.sha256, "SHA1": file.sha1, "MD5": file.md5}
            content = {
                "@id": _id("content", file.id),
                "@type": "uco-observable:ContentDataFacet",
                "uco-observable:sizeInBytes": file.size,
                "uco-observable:hash": [
                    _hash(file, method, digest) for method, digest in digests.items() if digest
                ],
            }
            named = {
                "@id": _id("file-facet", file.id),
                "@type": "uco-observable:FileFacet",
                "uco-observable:fileName": file.name,
            }
            mine = self._facet(file, own.FILE_FACET, _FILE_LEFT)
            node = self._add(
                _id("file", file.id),
                "uco-observable:File",
                {"uco-core:hasFacet": [content, named, *mine]},
            )
            self._relation("attached", file.id, "Attached_To", node, thing)

    def _relation(self, kind: str, of: UUID, words: str, source: str, target: str) -> None:
        self._add(
            _id(kind, of),
            "uco-core:Relationship",
            {
                "uco-core:source": _ref(source),
                "uco-core:target": _ref(target),
                "uco-core:kindOfRelationship": words,
                "uco-core:isDirectional": True,
            },
        )

    # --- steps

    def _steps(self, exhibit: OutgoingExhibit, thing: str, record: str) -> None:
        signed: defaultdict[UUID, list[Node]] = defaultdict(list)
        for each in exhibit.signatures:
            signed[each.event] += self._facet(each, own.SIGNATURE_FACET, _SIGNATURE_LEFT)
        by_seq: dict[int, str] = {}
        before = ""
        for event in exhibit.chain:
            node = _id("step", event.id)
            informed = dict.fromkeys([before, by_seq.get(event.corrects or 0, "")])
            about = [_ref(record), _ref(thing)]
            self._add(
                node,
                "case-investigation:InvestigativeAction",
                {
                    **self._plainly(event),
                    "uco-action:object": about if before else [],
                    "uco-action:result": [] if before else about,
                    "case-investigation:wasInformedBy": [_ref(each) for each in informed if each],
                    "uco-core:hasFacet": [
                        *self._facet(event, own.STEP_FACET, _STEP_LEFT),
                        *signed[event.id],
                    ],
                },
            )
            by_seq[event.seq] = before = node

    def _plainly(self, event: CustodyEvent) -> Node:
        """Return what every reader of CASE understands of a step."""
        at = typed("dateTime", written_moment(event.at))
        return {
            "uco-core:name": self._out.actions.get(event.action, event.action.value),
            "uco-core:description": event.purpose,
            "uco-action:startTime": at,
            "uco-action:endTime": at,
            "uco-action:performer": _ref(self._party(event.holder)),
            "uco-action:participant": list(self._participants(event)),
            "uco-action:location": self._place(event.place),
        }

    def _participants(self, event: CustodyEvent) -> Iterator[Node]:
        if event.giver and event.giver != event.holder:
            yield _ref(self._party(event.giver))
        if event.second_person:
            yield _ref(self._person(event.second_person))
