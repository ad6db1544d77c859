"""The case a graph is about."""

from collections.abc import Container, Iterator

from app.interchange.case_uco.exhibits import THINGS
from app.interchange.case_uco.graph import Graph, Node
from app.interchange.case_uco.own import stated_by
from app.interchange.case_uco.values import SourceCase
from app.interchange.case_uco.vocabulary import CORE, INVESTIGATION, local_name


def case_of(graph: Graph, exhibits: Container[str]) -> SourceCase | None:
    """Return the investigation that speaks of most exhibits; the first of several equals."""
    found = graph.of_type(INVESTIGATION + "Investigation")
    if not found:
        return None

    def weight(node: Node) -> tuple[int, int]:
        return sum(id_ in exhibits for id_ in node.peek(THINGS)), -node.order

    node = max(found, key=weight)
    node.refs(THINGS)
    node.texts(INVESTIGATION + "investigationForm")
    return SourceCase(
        key=node.id,
        place=node.place,
        name=" ".join(node.texts(CORE + "name")),
        words="\n".join(node.texts(CORE + "description")),
        focus=tuple(node.texts(INVESTIGATION + "focus")),
        status=" ".join(node.texts(INVESTIGATION + "investigationStatus")),
        authorizations=tuple(_authorizations(graph, node)),
        stated=stated_by(graph, node),
    )


def _authorizations(graph: Graph, node: Node) -> Iterator[str]:
    for id_ in node.refs(INVESTIGATION + "relevantAuthorization"):
        paper = graph.find(id_)
        if paper is None:
            yield local_name(id_)
            continue
        paper.is_taken = True
        kind = paper.texts(INVESTIGATION + "authorizationType")
        yield " ".join([*kind, *paper.texts(INVESTIGATION + "authorizationIdentifier")])
