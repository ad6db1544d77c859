"""What belongs to what: exhibits inside or made of each other, and files kept with them."""

from collections import defaultdict
from collections.abc import Mapping

from app.interchange.case_uco.exhibits import Gathered
from app.interchange.case_uco.files import kept_file
from app.interchange.case_uco.graph import Graph, Literal, Node
from app.interchange.case_uco.values import SourceFile
from app.interchange.case_uco.vocabulary import CORE, OBSERVABLE

MADE = "Derived_From"
_COMES_FROM = frozenset(
    {"Contained_Within", "Attached_To", MADE, "Extracted_From", "Copied_From", "Part_Of"}
)
_KINDS = (CORE + "Relationship", OBSERVABLE + "ObservableRelationship")


class Relations:
    """The relationships of a file that concern exhibits.

    Attributes:
        parents: exhibit -> the one it lies in or comes from, and how, by key.
        attached: exhibit -> files kept with it.
    """

    def __init__(self, graph: Graph, by_node: Mapping[str, Gathered]) -> None:
        self.parents: dict[str, tuple[str, str]] = {}
        self.attached: defaultdict[str, list[SourceFile]] = defaultdict(list)
        for relation in graph.of_type(*_KINDS):
            sources, targets = relation.peek(CORE + "source"), relation.peek(CORE + "target")
            if len(sources) != 1 or len(targets) != 1 or _kind_of(relation) not in _COMES_FROM:
                continue
            target = by_node.get(targets[0])
            if target is not None:
                self._meet(relation, by_node.get(sources[0]), target, graph.find(sources[0]), graph)

    def _meet(
        self,
        relation: Node,
        source: Gathered | None,
        target: Gathered,
        node: Node | None,
        graph: Graph,
    ) -> None:
        if source is None:
            file = kept_file(graph, node) if node is not None else None
            if file is not None:
                _take(relation)
                self.attached[target.key].append(file)
        elif source is not target and source.key not in self.parents:
            _take(relation)
            self.parents[source.key] = (target.key, _kind_of(relation))


def _kind_of(relation: Node) -> str:
    kinds = relation.properties.get(CORE + "kindOfRelationship", [])
    return kinds[0].text if len(kinds) == 1 and isinstance(kinds[0], Literal) else ""


def _take(relation: Node) -> None:
    for name in ("source", "target", "kindOfRelationship", "isDirectional"):
        relation.take(CORE + name)
