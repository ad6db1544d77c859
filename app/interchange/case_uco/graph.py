"""A JSON-LD document as nodes by identity, however they were nested.

Every node knows where it stands (JSON pointer) and which of its properties somebody has read, so
that in the end whatever nobody understood can be listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.interchange.case_uco.context import KEYWORDS, Context
from app.interchange.case_uco.json_text import DEEPEST
from app.interchange.case_uco.refusal import WHOLE, pointer, refused

MOST_NODES = 1_000_000


@dataclass(frozen=True)
class Literal:
    """A text, number or yes and no, as text, with its type in full; ``""`` where none is said."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Ref:
    """The identity of another node, which need not be in the file."""

    id: str


Value = Literal | Ref


@dataclass
class Node:
    """Something the file speaks of.

    Attributes:
        place: where it is first described.
        types: in full, in the order stated.
        properties: values by property in full; the same value stands once.
        places: where each property is first stated.
        read: properties that were understood.
    """

    id: str
    place: str
    order: int
    types: list[str] = field(default_factory=list)
    properties: dict[str, list[Value]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    is_taken: bool = False

    def take(self, name: str) -> list[Value]:
        """Return the values of a property, which counts as understood from now on."""
        self.is_taken = True
        if name in self.properties:
            self.read.add(name)
        return self.properties.get(name, [])

    def take_all(self) -> None:
        """Count the node with all its properties as understood."""
        self.is_taken = True
        self.read.update(self.properties)

    def refs(self, name: str) -> list[str]:
        """Return the identities a property names; other values of it stay unread."""
        found = [each.id for each in self.properties.get(name, []) if isinstance(each, Ref)]
        if found and len(found) == len(self.properties[name]):
            self.take(name)
        return found

    def texts(self, name: str) -> list[str]:
        """Return the texts of a property; identities among them stay unread."""
        found = [each.text for each in self.properties.get(name, []) if isinstance(each, Literal)]
        if found and len(found) == len(self.properties[name]):
            self.take(name)
        return found

    def peek(self, name: str) -> list[str]:
        """Return the identities a property names, without reading it."""
        return [each.id for each in self.properties.get(name, []) if isinstance(each, Ref)]

    def unread(self) -> Iterator[tuple[str, str]]:
        """Yield property and place of whatever nobody understood."""
        for name, values in self.properties.items():
            if values and name not in self.read:
                yield name, self.places[name]


class Graph:
    """All nodes of a document, in the order in which they are first described."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    def __getitem__(self, id_: str) -> Node:
        return self.nodes[id_]

    def find(self, id_: str) -> Node | None:
        """Return the node, or None if the file only names it."""
        return self.nodes.get(id_)

    def of_type(self, *types: str) -> list[Node]:
        """Return the nodes that have one of these types."""
        wanted = set(types)
        return [node for node in self if not wanted.isdisjoint(node.types)]


def graph_of(document: Any) -> Graph:  # noqa: ANN401  any JSON value
    """Return the nodes of a parsed JSON-LD document.

    Raises:
        ImportRefused: it is no JSON-LD that is understood; place and reason are named.
    """
    if not isinstance(document, dict | list):
        raise refused("no_document", stated=document)
    reading = _Reading()
    reading.take(document, _Spot(Context(), WHOLE, 0))
    return reading.graph


class _Spot(NamedTuple):
    """Where the walk is.

    Attributes:
        kind: of the values that stand here, as the context types them.
    """

    context: Context
    place: str
    depth: int
    kind: str = ""

    def inside(self, step: str | int) -> "_Spot":
        """Return the place one step further in.

        Raises:
            ImportRefused: that is deeper than anybody nests.
        """
        place = pointer(self.place, step)
        if self.depth >= DEEPEST:
            raise refused("too_deep", place, DEEPEST)
        return _Spot(self.context, place, self.depth + 1, self.kind)

    def untyped(self) -> "_Spot":
        """Return the place without the type of the values around it."""
        return self._replace(kind="") if self.kind else self

    def explained(self, stated: dict[str, Any]) -> "_Spot":
        """Return the same place after the object's own context."""
        if "@context" not in stated:
            return self
        context = self.context.extended(stated["@context"], pointer(self.place, "@context"))
        return self._replace(context=context)


class _Reading:
    """One walk over a document."""

    def __init__(self) -> None:
        self.graph = Graph()

    def take(self, value: Any, spot: _Spot) -> None:  # noqa: ANN401  any JSON value
        """Read what stands at the top or in a ``@graph``: nodes, alone or in lists."""
        if isinstance(value, list):
            for number, each in enumerate(value):
                self.take(each, spot.inside(number))
        elif isinstance(value, dict):
            self._node(value, spot)
        else:
            raise refused("no_node", spot.place, value)

    def _node(self, stated: dict[str, Any], spot: _Spot) -> Value:
        spot = spot.explained(stated)
        named = _by_keyword(stated, spot)
        if "@value" in named:
            return _literal(named, spot)
        id_ = _identity(named, spot)
        body = {key: each for key, each in named.items() if key not in _NO_BODY}
        is_envelope = not body and not spot.place
        if (body or "@id" not in named) and not is_envelope:
            self._describe(id_, body, spot)
        for keyword in ("@graph", "@included"):
            if keyword in named:
                self.take(named[keyword], spot.inside(keyword))
        return Ref(id_)

    def _describe(self, id_: str, body: dict[str, Any], spot: _Spot) -> None:
        node = self.graph.nodes.get(id_)
        if node is None:
            if len(self.graph.nodes) >= MOST_NODES:
                raise refused("too_many_nodes", spot.place, MOST_NODES)
            node = self.graph.nodes[id_] = Node(id_, spot.place, len(self.graph.nodes))
        for key, stated in body.items():
            if key == "@type":
                _add_types(node, stated, spot.inside(key))
            else:
                self._property(node, key, stated, spot.inside(key).untyped())

    def _property(self, node: Node, key: str, stated: Any, spot: _Spot) -> None:  # noqa: ANN401
        name = spot.context.word(key)
        values = node.properties.setdefault(name, [])
        node.places.setdefault(name, spot.place)
        known = set(values)
        kind = spot.context.kinds.get(key, "")
        for value in self._values(stated, spot._replace(kind=kind) if kind else spot):
            if value not in known:
                known.add(value)
                values.append(value)

    def _values(self, stated: Any, spot: _Spot) -> Iterator[Value]:  # noqa: ANN401
        if isinstance(stated, list):
            for number, each in enumerate(stated):
                yield from self._values(each, spot.inside(number))
        elif isinstance(stated, dict):
            wrapped = next((word for word in ("@list", "@set") if word in stated), None)
            if wrapped is None:
                yield self._node(stated, spot)
            else:
                yield from self._values(stated[wrapped], spot.inside(wrapped))
        elif stated is not None:
            yield _typed(stated, spot)


_NO_BODY = frozenset({"@id", "@context", "@graph", "@included", "@index"})


def _identity(named: dict[str, Any], spot: _Spot) -> str:
    stated = named.get("@id")
    if stated is None:
        return f"_:{spot.place or '/'}"
    if not isinstance(stated, str) or not stated:
        raise refused("bad_identity", pointer(spot.place, "@id"), stated)
    return spot.context.identity(stated)


def _by_keyword(stated: dict[str, Any], spot: _Spot) -> dict[str, Any]:
    """Return the members of an object with keywords under their own names."""
    named: dict[str, Any] = {}
    for key, value in stated.items():
        name = spot.context.keyword(key)
        if name.startswith("@") and name not in KEYWORDS:
            raise refused("unknown_keyword", pointer(spot.place, key), key)
        if name in named:
            raise refused("name_twice", pointer(spot.place, key), key)
        named[name] = value
    return named


def _add_types(node: Node, stated: object, spot: _Spot) -> None:
    for each in stated if isinstance(stated, list) else [stated]:
        if not isinstance(each, str):
            raise refused("bad_type", spot.place, each)
        full = spot.context.word(each)
        if full not in node.types:
            node.types.append(full)


def _literal(named: dict[str, Any], spot: _Spot) -> Literal:
    value, kind = named["@value"], named.get("@type", "")
    if not isinstance(kind, str):
        raise refused("bad_type", pointer(spot.place, "@type"), kind)
    if isinstance(value, dict | list) or value is None:
        raise refused("bad_value", pointer(spot.place, "@value"), value)
    return Literal(_written(value), spot.context.word(kind) if kind else "")


def _typed(value: str | float | bool, spot: _Spot) -> Value:  # noqa: FBT001  any JSON scalar
    """Return a bare value; the context may say that it is an identity."""
    kind = spot.kind
    if isinstance(value, str):
        if kind == "@id":
            return Ref(spot.context.identity(value))
        if kind == "@vocab":
            return Ref(spot.context.word(value))
    is_datatype = bool(kind) and not kind.startswith("@")
    return Literal(_written(value), spot.context.word(kind) if is_datatype else "")


def _written(value: str | float | bool) -> str:  # noqa: FBT001  any JSON scalar
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)
