"""A CASE/UCO graph read as exhibits with what was done to each, in order.

An exhibit is what a provenance record speaks of. Several records of one thing (a phone numbered by
the police and again by the laboratory) are one exhibit with several numbers; a record of several
things is one exhibit, as the record describes it. A step is an action that takes such a thing, or
its record, as object or result.

Whatever is not understood is listed: a node nobody read by one finding, and each property nobody
read of a node that was.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.interchange.case_uco.exhibits import THINGS, Gathered, described, gathered
from app.interchange.case_uco.graph import Graph, Node, graph_of
from app.interchange.case_uco.investigations import case_of
from app.interchange.case_uco.json_text import parsed
from app.interchange.case_uco.leftovers import leftovers
from app.interchange.case_uco.names import Names, facets
from app.interchange.case_uco.own import is_collection, is_stamp
from app.interchange.case_uco.relations import Relations
from app.interchange.case_uco.steps import Steps
from app.interchange.case_uco.values import CaseUcoFile, SourceExhibit
from app.interchange.case_uco.vocabulary import ACTION, CORE


def read_case_uco(content: bytes) -> CaseUcoFile:
    """Return what a CASE/UCO file says of evidence.

    Raises:
        ImportRefused: it is no JSON-LD that can be understood as a whole.
    """
    graph = graph_of(parsed(content))
    names = Names(graph)
    for node in graph:
        if is_stamp(node) or is_collection(graph, node):
            _take_repetition(graph, names, node)
    found = gathered(graph)
    by_node = {id_: each for each in found for id_ in (each.key, *(r.id for r in each.records))}
    relations = Relations(graph, by_node)
    steps = Steps(graph, names, by_node, set(_things(found)))
    parents = steps.made_from | relations.parents
    exhibits = tuple(
        _joined(described(graph, names, each), steps, relations, parents) for each in found
    )
    case = case_of(graph, by_node)
    left = tuple(leftovers(graph))
    return CaseUcoFile(
        case=case,
        exhibits=exhibits,
        findings=(*steps.findings, *left),
        nodes=len(graph.nodes),
        taken=sum(node.is_taken for node in graph),
    )


def _joined(
    exhibit: SourceExhibit,
    steps: Steps,
    relations: Relations,
    parents: dict[str, tuple[str, str]],
) -> SourceExhibit:
    parent, relation = parents.get(exhibit.key, ("", ""))
    return replace(
        exhibit,
        parent=parent,
        relation=relation,
        files=(*relations.attached[exhibit.key], *exhibit.files),
        steps=tuple(steps.of[exhibit.key]),
    )


def _things(exhibits: list[Gathered]) -> Iterator[str]:
    for each in exhibits:
        for record in each.records:
            yield from record.peek(THINGS)


def _take_repetition(graph: Graph, names: Names, node: Node) -> None:
    """Read a node of ours that says nothing the exhibits do not say, with whom it names."""
    node.take_all()
    for facet in facets(graph, node):
        facet.take_all()
    for name in (CORE + "createdBy", ACTION + "performer", ACTION + "location"):
        names.of_all(node.peek(name))
