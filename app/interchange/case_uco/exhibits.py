"""Which things of a graph are exhibits: what its provenance records speak of."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from app.interchange.case_uco.files import file_of
from app.interchange.case_uco.graph import Graph, Node
from app.interchange.case_uco.names import Names, facets
from app.interchange.case_uco.own import stated_by
from app.interchange.case_uco.values import SourceExhibit
from app.interchange.case_uco.vocabulary import CORE, INVESTIGATION, OBSERVABLE, shown

THINGS = CORE + "object"
_RECORD = INVESTIGATION + "ProvenanceRecord"
_OF_DEVICE = {
    "make": OBSERVABLE + "manufacturer",
    "model": OBSERVABLE + "model",
    "serial": OBSERVABLE + "serialNumber",
    "imei": OBSERVABLE + "IMEI",
}


@dataclass
class Gathered:
    """One exhibit: its provenance records, and its thing if they speak of one the file describes.

    Attributes:
        key: of no other exhibit.
    """

    key: str
    thing: Node | None
    records: list[Node] = field(default_factory=list)


def gathered(graph: Graph) -> list[Gathered]:
    """Return the exhibits: provenance records, together where they speak of the same things."""
    found: dict[frozenset[str], Gathered] = {}
    keys: set[str] = set()
    for record in graph.of_type(_RECORD):
        record.is_taken = True
        things = record.peek(THINGS)
        own = frozenset(things or [record.id])
        if own not in found:
            is_one = len(own) == 1 and bool(things)
            thing = graph.find(things[0]) if is_one else None
            # A record of a record is rare, but neither may take the other's place.
            wanted = (*(things[:1] if is_one else ()), record.id, f"{record.id} itself")
            key = next(each for each in wanted if each not in keys)
            keys.add(key)
            found[own] = Gathered(key, thing)
        found[own].records.append(record)
    return list(found.values())


def described(graph: Graph, names: Names, exhibit: Gathered) -> SourceExhibit:
    """Return what records and thing say of an exhibit; steps and relations come later."""
    numbers: dict[str, None] = {}
    words: dict[str, None] = {}
    for record in exhibit.records:
        record.take(THINGS)
        own = record.texts(INVESTIGATION + "exhibitNumber")
        numbers |= dict.fromkeys([*own, *record.texts(INVESTIGATION + "rootExhibitNumber")])
        words |= dict.fromkeys(_words(record))
    said = SourceExhibit(
        key=exhibit.key,
        place=exhibit.records[0].place,
        numbers=tuple(filter(None, numbers)),
        words=tuple(filter(None, words)),
        types=(),
    )
    return said if exhibit.thing is None else _with_thing(graph, names, said, exhibit.thing)


def _with_thing(graph: Graph, names: Names, said: SourceExhibit, thing: Node) -> SourceExhibit:
    thing.is_taken = True
    known: dict[str, Any] = {}
    for facet in facets(graph, thing):
        for name, property_ in _OF_DEVICE.items():
            texts = [*facet.texts(property_), *names.of_all(facet.refs(property_))]
            if texts:
                known[name] = " ".join(texts)
    file = file_of(graph, thing)
    return replace(
        said,
        words=tuple(dict.fromkeys(filter(None, [*said.words, *_words(thing)]))),
        types=tuple(map(shown, thing.types)),
        files=() if file is None else (file,),
        stated=stated_by(graph, thing),
        **known,
    )


def _words(node: Node) -> Iterable[str]:
    return (*node.texts(CORE + "description"), *node.texts(CORE + "name"))
