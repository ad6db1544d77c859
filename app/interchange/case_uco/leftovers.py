"""Whatever of a graph nobody understood, named with its place."""

from collections.abc import Iterator

from app.interchange.case_uco.graph import Graph, Literal, Node, Value
from app.interchange.case_uco.values import Finding, Severity
from app.interchange.case_uco.vocabulary import CORE, local_name, shown

_LONGEST = 200
"""Characters of a value that a finding repeats."""


def leftovers(graph: Graph) -> Iterator[Finding]:
    """Yield a finding for every node nobody read, and for every property nobody read of others."""
    for node in graph:
        if not node.is_taken:
            types = " ".join(map(shown, node.types))
            yield _left(node.place, "node_left", types or shown(node.id), _name_of(node))
            continue
        for name, place in node.unread():
            yield _left(place, "property_left", shown(name), _in_words(node.properties[name]))


def _left(place: str, code: str, stated: str, related: str) -> Finding:
    return Finding(place, code, Severity.REJECTED, stated, related)


def _name_of(node: Node) -> str:
    for name in (CORE + "name", CORE + "description"):
        for value in node.properties.get(name, []):
            if isinstance(value, Literal):
                return value.text[:_LONGEST]
    return ""


def _in_words(values: list[Value]) -> str:
    words = (each.text if isinstance(each, Literal) else local_name(each.id) for each in values)
    return ", ".join(words)[:_LONGEST]
