"""What people, places and tools of a CASE/UCO file are called."""

from app.interchange.case_uco.graph import Graph, Node
from app.interchange.case_uco.vocabulary import (
    CORE,
    IDENTITY,
    LOCATION,
    local_name,
)

_HAS_ROLE = "Has_Role"


class Names:
    """Looks names up by identity; a node that is asked for its name counts as understood.

    An identity without a name goes by the last part of it: two nameless examiners stay two.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._bearers = _bearers(graph)
        self._known: dict[str, str] = {}

    def of(self, id_: str) -> str:
        """Return the name of somebody or something."""
        if id_ not in self._known:
            self._known[id_] = self._look_up(id_)
        return self._known[id_]

    def of_all(self, ids: list[str]) -> tuple[str, ...]:
        """Return the names, each once, in order."""
        return tuple(dict.fromkeys(map(self.of, ids)))

    def _look_up(self, id_: str) -> str:
        node = self._graph.find(id_)
        if node is None:
            return local_name(id_)
        node.is_taken = True
        own = _own_name(self._graph, node)
        bearer = self._bearers.get(id_)
        if bearer is None:
            return own or local_name(id_)
        person, relation = bearer
        relation.take(CORE + "source")
        relation.take(CORE + "target")
        relation.take(CORE + "kindOfRelationship")
        relation.take(CORE + "isDirectional")
        name = self.of(person)
        return f"{name} ({own})" if own else name


def _bearers(graph: Graph) -> dict[str, tuple[str, Node]]:
    """Return who bears a role, by the role, with the relationship that says so."""
    found = {}
    for relation in graph.of_type(CORE + "Relationship"):
        kinds = [str(getattr(v, "text", "")) for v in relation.properties.get(_KIND, [])]
        sources, targets = relation.peek(CORE + "source"), relation.peek(CORE + "target")
        if kinds == [_HAS_ROLE] and len(sources) == len(targets) == 1 and sources != targets:
            found[targets[0]] = (sources[0], relation)
    # A role of a role would be a circle waiting to happen; people bear roles.
    return {role: (person, node) for role, (person, node) in found.items() if person not in found}


_KIND = CORE + "kindOfRelationship"


def _own_name(graph: Graph, node: Node) -> str:
    for name in (CORE + "name", "http://www.w3.org/2000/01/rdf-schema#label"):
        for text in node.texts(name)[:1]:
            return text
    for facet in facets(graph, node):
        for words in (_PERSON, _ADDRESS):
            parts = [text for name in words for text in facet.texts(name)]
            if parts:
                return (" " if words is _PERSON else ", ").join(parts)
    for text in node.texts(CORE + "description")[:1]:
        return text
    return ""


def facets(graph: Graph, node: Node) -> list[Node]:
    """Return the facets of a node that are described, which are its own properties."""
    refs = node.peek(CORE + "hasFacet")
    found = [facet for facet in map(graph.find, refs) if facet is not None]
    if len(found) == len(refs):
        node.take(CORE + "hasFacet")
    return found


_PERSON = (
    IDENTITY + "honorificPrefix",
    IDENTITY + "givenName",
    IDENTITY + "familyName",
    IDENTITY + "honorificSuffix",
)
_ADDRESS = (
    LOCATION + "street",
    LOCATION + "locality",
    LOCATION + "region",
    LOCATION + "postalCode",
    LOCATION + "country",
)
