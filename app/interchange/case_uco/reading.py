"""A CASE/UCO graph read as exhibits with what was done to each, in order.

An exhibit is what a provenance record speaks of. Several records of one thing (a phone numbered by
the police and again by the laboratory) are one exhibit with several numbers; a record of several
things is one exhibit, as the record describes it. A step is an action that takes such a thing, or
its record, as object or result.

Whatever is not understood is listed: a node nobody read by one finding, and each property nobody
read of a node that was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.interchange.case_uco.graph import Graph, Literal, Node, Ref, graph_of
from app.interchange.case_uco.json_text import parsed
from app.interchange.case_uco.moments import read_moment
from app.interchange.case_uco.names import Names, facets
from app.interchange.case_uco.order import in_order
from app.interchange.case_uco.own import is_collection, is_stamp, signed_by, stated_by
from app.interchange.case_uco.values import (
    CaseUcoFile,
    Finding,
    Severity,
    SourceCase,
    SourceExhibit,
    SourceFile,
    SourceStep,
)
from app.interchange.case_uco.vocabulary import (
    ACTION,
    CORE,
    INVESTIGATION,
    OBSERVABLE,
    TYPES,
    local_name,
    shown,
)

ACTIONS = (INVESTIGATION + "InvestigativeAction", ACTION + "Action")
_RECORD = INVESTIGATION + "ProvenanceRecord"
_OBJECT, _RESULT = ACTION + "object", ACTION + "result"
_THINGS = CORE + "object"
_INSIDE = frozenset({"Contained_Within", "Attached_To"})
_MADE = "Derived_From"
_COMES_FROM = _INSIDE | {_MADE, "Extracted_From", "Copied_From", "Part_Of"}


def read_case_uco(content: bytes) -> CaseUcoFile:
    """Return what a CASE/UCO file says of evidence.

    Raises:
        ImportRefused: it is no JSON-LD that can be understood as a whole.
    """
    return _Reader(graph_of(parsed(content))).file()


@dataclass
class _Exhibit:
    """One thing while its records are gathered."""

    key: str
    records: list[Node] = field(default_factory=list)
    thing: Node | None = None


class _Reader:
    """Reads one graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._names = Names(graph)
        self._findings: list[Finding] = []
        self._exhibits = _gathered(graph)
        self._by_node = {
            id_: exhibit
            for exhibit in self._exhibits
            for id_ in (exhibit.key, *(record.id for record in exhibit.records))
        }
        self._rank = {each.key: place for place, each in enumerate(self._exhibits)}
        self._things = {
            id_
            for each in self._exhibits
            for record in each.records
            for id_ in record.peek(_THINGS)
        }

    def file(self) -> CaseUcoFile:
        """Return everything."""
        for node in filter(self._only_repeats, self._graph):
            self._take_with_names(node)
        parents, attached = self._relations()
        steps = self._steps(parents)
        exhibits = tuple(
            self._exhibit(each, steps[each.key], parents.get(each.key), attached[each.key])
            for each in self._exhibits
        )
        case = self._case()
        self._list_the_rest()
        nodes = list(self._graph)
        return CaseUcoFile(
            case=case,
            exhibits=exhibits,
            findings=tuple(self._findings),
            nodes=len(nodes),
            taken=sum(node.is_taken for node in nodes),
        )

    # --- the case

    def _case(self) -> SourceCase | None:
        """Return the investigation that speaks of most exhibits; the first of several equals."""
        found = self._graph.of_type(INVESTIGATION + "Investigation")
        if not found:
            return None
        node = max(found, key=lambda each: (self._spoken_of(each), -each.order))
        node.refs(_THINGS)
        node.texts(INVESTIGATION + "investigationForm")
        words = node.texts(CORE + "description")
        return SourceCase(
            key=node.id,
            place=node.place,
            name=" ".join(node.texts(CORE + "name")),
            words="\n".join(words),
            focus=tuple(node.texts(INVESTIGATION + "focus")),
            status=" ".join(node.texts(INVESTIGATION + "investigationStatus")),
            authorizations=tuple(self._authorizations(node)),
            stated=stated_by(self._graph, node),
        )

    def _spoken_of(self, investigation: Node) -> int:
        return sum(id_ in self._by_node for id_ in investigation.peek(_THINGS))

    def _authorizations(self, node: Node) -> Iterator[str]:
        for id_ in node.refs(INVESTIGATION + "relevantAuthorization"):
            paper = self._graph.find(id_)
            if paper is None:
                yield local_name(id_)
                continue
            paper.is_taken = True
            kind = paper.texts(INVESTIGATION + "authorizationType")
            yield " ".join([*kind, *paper.texts(INVESTIGATION + "authorizationIdentifier")])

    # --- exhibits

    def _exhibit(
        self,
        exhibit: _Exhibit,
        steps: list[SourceStep],
        parent: tuple[str, str] | None,
        attached: list[SourceFile],
    ) -> SourceExhibit:
        numbers: dict[str, None] = {}
        words: dict[str, None] = {}
        for record in exhibit.records:
            record.take(_THINGS)
            own = record.texts(INVESTIGATION + "exhibitNumber")
            numbers |= dict.fromkeys([*own, *record.texts(INVESTIGATION + "rootExhibitNumber")])
            words |= dict.fromkeys(
                [*record.texts(CORE + "description"), *record.texts(CORE + "name")]
            )
        first = exhibit.records[0]
        plain = SourceExhibit(
            key=exhibit.key,
            place=first.place,
            numbers=tuple(filter(None, numbers)),
            words=tuple(filter(None, words)),
            types=(),
            parent=parent[0] if parent else "",
            relation=parent[1] if parent else "",
            files=tuple(attached),
            steps=tuple(steps),
        )
        return plain if exhibit.thing is None else self._described(plain, exhibit.thing)

    def _described(self, exhibit: SourceExhibit, thing: Node) -> SourceExhibit:
        """Return the exhibit with what its thing's own node says."""
        thing.is_taken = True
        said = [*thing.texts(CORE + "name"), *thing.texts(CORE + "description")]
        known: dict[str, Any] = {}
        files = list(exhibit.files)
        for facet in facets(self._graph, thing):
            for field_, properties in _OF_DEVICE.items():
                known |= self._first_said(facet, field_, properties)
            files += self._file_of(facet, thing.place)
        return replace(
            exhibit,
            words=tuple(dict.fromkeys([*exhibit.words, *filter(None, said)])),
            types=tuple(map(shown, thing.types)),
            files=tuple(_merged(files)),
            stated=stated_by(self._graph, thing),
            **known,
        )

    def _first_said(self, facet: Node, name: str, properties: Iterable[str]) -> dict[str, str]:
        for each in properties:
            texts = [*facet.texts(each), *self._names.of_all(facet.refs(each))]
            if texts:
                return {name: " ".join(texts)}
        return {}

    def _file_of(self, facet: Node, place: str) -> Iterator[SourceFile]:
        """Yield what a facet says of a file's name, size and hashes."""
        if not _OF_FILE.intersection(facet.properties):
            return
        names = [*facet.texts(OBSERVABLE + "fileName"), *facet.texts(OBSERVABLE + "filePath")]
        sizes = facet.texts(OBSERVABLE + "sizeInBytes")
        hashes = [
            pair
            for id_ in facet.refs(OBSERVABLE + "hash")
            if (node := self._graph.find(id_)) is not None
            for pair in _hashes(node)
        ]
        yield SourceFile(
            name=" ".join(names[:1]),
            size=" ".join(sizes[:1]),
            hashes=tuple(hashes),
            place=place,
        )

    # --- steps

    def _steps(self, parents: dict[str, tuple[str, str]]) -> defaultdict[str, list[SourceStep]]:
        """Return the steps of each exhibit, by its key, in order.

        What comes out of an action on a single other exhibit comes from that one.
        """
        concerned = {
            node.id: keys
            for node in self._graph.of_type(*ACTIONS)
            if (keys := self._concerned(node)) and not is_collection(self._graph, node)
        }
        ordered, circle = in_order(self._graph, list(concerned))
        for id_ in circle:
            self._doubt(self._graph[id_].place, "circle", stated=local_name(id_))
        steps: defaultdict[str, list[SourceStep]] = defaultdict(list)
        for id_ in ordered:
            step = self._step(self._graph[id_])
            used = [key for key, makes in concerned[id_].items() if not makes]
            for key, makes in concerned[id_].items():
                steps[key].append(replace(step, makes=makes))
                if makes and len(used) == 1:
                    parents.setdefault(key, (used[0], _MADE))
        return steps

    def _concerned(self, action: Node) -> dict[str, bool]:
        """Return the exhibits an action speaks of, and whether each came out of it."""
        used = {e.key for i in action.peek(_OBJECT) if (e := self._by_node.get(i))}
        made = {e.key for i in action.peek(_RESULT) if (e := self._by_node.get(i))}
        return {
            each.key: each.key not in used for each in self._exhibits if each.key in used | made
        }

    def _step(self, action: Node) -> SourceStep:
        action.refs(INVESTIGATION + "wasInformedBy")
        self._note_strangers(action)
        at, ended = self._moments(action)
        return SourceStep(
            key=action.id,
            place=action.place,
            verb=" ".join(action.texts(CORE + "name")),
            words="\n".join(action.texts(CORE + "description")),
            at=at,
            ended=ended,
            performer=", ".join(self._performers(action)),
            others=self._names.of_all(action.refs(ACTION + "participant")),
            tools=self._names.of_all(
                [*action.refs(ACTION + "instrument"), *action.refs(ACTION + "environment")]
            ),
            places=self._names.of_all(action.refs(ACTION + "location")),
            stated=stated_by(self._graph, action),
            signatures=tuple(signed_by(self._graph, action)),
        )

    def _performers(self, action: Node) -> tuple[str, ...]:
        """Return who did it; another action did not, though some tools write so."""
        ids = action.peek(ACTION + "performer")
        known = filter(None, map(self._graph.find, ids))
        if any(not set(ACTIONS).isdisjoint(node.types) for node in known):
            return ()
        return self._names.of_all(action.refs(ACTION + "performer"))

    def _note_strangers(self, action: Node) -> None:
        """List what an action concerns besides exhibits: it is no step of anything."""
        for name in (_OBJECT, _RESULT):
            for value in action.take(name):
                if isinstance(value, Literal) or not self._is_known(value):
                    stated = value.text if isinstance(value, Literal) else local_name(value.id)
                    self._doubt(action.places[name], "no_exhibit", stated=stated)

    def _is_known(self, ref: Ref) -> bool:
        if ref.id in self._by_node or ref.id in self._things:
            return True
        node = self._graph.find(ref.id)
        return node is not None and not set(ACTIONS).isdisjoint(node.types)

    def _moments(self, action: Node) -> tuple[datetime | None, str]:
        """Return when an action began, or ended if only that is said, and then its end in words."""
        began, ended = (self._moment(action, ACTION + each) for each in ("startTime", "endTime"))
        if began is None:
            return ended, ""
        return began, "" if ended is None else ended.isoformat()

    def _moment(self, action: Node, name: str) -> datetime | None:
        texts = action.texts(name)
        moment = read_moment(texts[0]) if len(texts) == 1 else None
        if texts and moment is None:
            self._doubt(action.places[name], "bad_time", stated=", ".join(texts))
        return moment

    # --- what belongs to what

    def _relations(self) -> tuple[dict[str, tuple[str, str]], defaultdict[str, list[SourceFile]]]:
        """Return the parent of each exhibit with the relation, and the files kept with each."""
        parents: dict[str, tuple[str, str]] = {}
        attached: defaultdict[str, list[SourceFile]] = defaultdict(list)
        kinds = (CORE + "Relationship", OBSERVABLE + "ObservableRelationship")
        for relation in self._graph.of_type(*kinds):
            sources, targets = relation.peek(CORE + "source"), relation.peek(CORE + "target")
            if len(sources) != 1 or len(targets) != 1 or _kind_of(relation) not in _COMES_FROM:
                continue
            source, target = (self._by_node.get(each[0]) for each in (sources, targets))
            if target is None:
                continue
            if source is None:
                attached[target.key] += self._attached(relation, sources[0])
            elif source is not target and source.key not in parents:
                _take_relation(relation)
                parents[source.key] = (target.key, _kind_of(relation))
        return parents, attached

    def _attached(self, relation: Node, id_: str) -> Iterator[SourceFile]:
        node = self._graph.find(id_)
        if node is None or OBSERVABLE + "File" not in node.types:
            return
        _take_relation(relation)
        node.is_taken = True
        found = [file for facet in facets(self._graph, node) for file in self._file_of(facet, "")]
        names = node.texts(CORE + "name")
        stated_by(self._graph, node)
        for file in _merged(found):
            yield replace(file, name=file.name or " ".join(names), place=node.place)

    # --- whatever is left

    def _list_the_rest(self) -> None:
        """Name every node and property that nobody read."""
        for node in self._graph:
            if not node.is_taken:
                self._findings.append(
                    Finding(
                        place=node.place,
                        code="node_left",
                        severity=Severity.REJECTED,
                        stated=" ".join(map(shown, node.types)) or shown(node.id),
                        related=_plain_name(node),
                    )
                )
                continue
            for name, place in node.unread():
                self._findings.append(
                    Finding(
                        place=place,
                        code="property_left",
                        severity=Severity.REJECTED,
                        stated=shown(name),
                        related=_in_words(node.properties[name]),
                    )
                )

    def _doubt(self, place: str, code: str, stated: str = "", related: str = "") -> None:
        self._findings.append(Finding(place, code, Severity.WARNING, stated, related))

    def _only_repeats(self, node: Node) -> bool:
        """Whether a node of ours says nothing that the exhibits do not say."""
        return is_stamp(node) or is_collection(self._graph, node)

    def _take_with_names(self, node: Node) -> None:
        node.take_all()
        for facet in facets(self._graph, node):
            facet.take_all()
        for name in (CORE + "createdBy", ACTION + "performer", ACTION + "location"):
            self._names.of_all(node.peek(name))


def _gathered(graph: Graph) -> list[_Exhibit]:
    """Return the exhibits: provenance records, together where they speak of the same things."""
    found: dict[frozenset[str], _Exhibit] = {}
    keys: set[str] = set()
    for record in graph.of_type(_RECORD):
        record.is_taken = True
        things = record.peek(_THINGS)
        own = frozenset(things or [record.id])
        if own not in found:
            is_one = len(own) == 1 and bool(things)
            thing = graph.find(things[0]) if is_one else None
            # A record of a record is rare, but neither may take the other's place.
            wanted = (*(things[:1] if is_one else ()), record.id, f"{record.id} itself")
            key = next(each for each in wanted if each not in keys)
            keys.add(key)
            found[own] = _Exhibit(key, thing=thing)
        found[own].records.append(record)
    return list(found.values())


def _hashes(node: Node) -> list[tuple[str, str]]:
    methods, values = node.texts(TYPES + "hashMethod"), node.texts(TYPES + "hashValue")
    return [(" ".join(methods), value.lower()) for value in values]


def _merged(files: list[SourceFile]) -> list[SourceFile]:
    """Return one file for the facets of one thing that each say a part."""
    if not files:
        return []
    by_place: dict[str, SourceFile] = {}
    for file in files:
        before = by_place.get(file.place)
        by_place[file.place] = (
            file
            if before is None
            else replace(
                before,
                name=before.name or file.name,
                size=before.size or file.size,
                hashes=tuple(dict.fromkeys([*before.hashes, *file.hashes])),
            )
        )
    return list(by_place.values())


def _kind_of(relation: Node) -> str:
    kinds = relation.properties.get(CORE + "kindOfRelationship", [])
    return kinds[0].text if len(kinds) == 1 and isinstance(kinds[0], Literal) else ""


def _take_relation(relation: Node) -> None:
    for name in ("source", "target", "kindOfRelationship", "isDirectional"):
        relation.take(CORE + name)


def _plain_name(node: Node) -> str:
    for name in (CORE + "name", CORE + "description"):
        for value in node.properties.get(name, []):
            if isinstance(value, Literal):
                return value.text[:_LONGEST]
    return ""


def _in_words(values: list[Literal | Ref]) -> str:
    words = (each.text if isinstance(each, Literal) else local_name(each.id) for each in values)
    return ", ".join(words)[:_LONGEST]


_LONGEST = 200
"""Characters of a value that a finding repeats."""


_OF_DEVICE = {
    "make": (OBSERVABLE + "manufacturer",),
    "model": (OBSERVABLE + "model",),
    "serial": (OBSERVABLE + "serialNumber",),
    "imei": (OBSERVABLE + "IMEI",),
}
_OF_FILE = frozenset({OBSERVABLE + "fileName", OBSERVABLE + "hash", OBSERVABLE + "sizeInBytes"})
