"""In which order actions were done: as the file links them, then by time, then as they stand.

An action comes after those it was informed by, after those that initiated it, and after those
whose results it uses. Where that goes round in a circle, the earliest of the circle comes first.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from app.interchange.case_uco.graph import Graph, Literal, Node
from app.interchange.case_uco.moments import read_moment
from app.interchange.case_uco.vocabulary import ACTION, CORE, INVESTIGATION

_Rank = tuple[datetime, int]


def in_order(graph: Graph, actions: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the actions in order, and those at which a circle had to be broken."""
    return _Ordering(graph, actions).done()


class _Ordering:
    """Lets go of one action after the other, as soon as nothing before it is left."""

    def __init__(self, graph: Graph, actions: Sequence[str]) -> None:
        before = _predecessors(graph, set(actions))
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        for action, earlier in before.items():
            for each in earlier:
                self._after[each].append(action)
        self._waits_for = {action: len(before[action]) for action in actions}
        self._rank = {action: _rank(graph[action]) for action in actions}
        self._free = [(self._rank[each], each) for each in actions if not before[each]]
        heapq.heapify(self._free)
        self._bound = iter(sorted(actions, key=self._rank.__getitem__))
        self._ordered: dict[str, None] = {}
        self._circle: list[str] = []

    def done(self) -> tuple[list[str], list[str]]:
        """Return what `in_order` does."""
        while len(self._ordered) < len(self._rank):
            if not self._free:
                self._break_circle()
            _, action = heapq.heappop(self._free)
            if action not in self._ordered:
                self._let_go(action)
        return list(self._ordered), self._circle

    def _let_go(self, action: str) -> None:
        self._ordered[action] = None
        for each in self._after[action]:
            self._waits_for[each] -= 1
            if not self._waits_for[each]:
                heapq.heappush(self._free, (self._rank[each], each))

    def _break_circle(self) -> None:
        """Free the earliest action that still waits: all that do stand in or behind a circle."""
        earliest = next(each for each in self._bound if each not in self._ordered)
        self._circle.append(earliest)
        heapq.heappush(self._free, (self._rank[earliest], earliest))


def _predecessors(graph: Graph, actions: set[str]) -> dict[str, set[str]]:
    makers: defaultdict[str, list[str]] = defaultdict(list)
    for action in actions:
        for result in graph[action].peek(ACTION + "result"):
            makers[result].append(action)
    before: dict[str, set[str]] = {}
    for action in actions:
        node = graph[action]
        earlier = set(node.peek(INVESTIGATION + "wasInformedBy"))
        for thing in node.peek(ACTION + "object"):
            # What came out of several actions tells nothing of their order.
            if len(makers[thing]) == 1:
                earlier.update(makers[thing])
        before[action] = (earlier & actions) - {action}
    for cause, effect in _initiated(graph):
        if cause in actions and effect in actions and cause != effect:
            before[effect].add(cause)
    return before


def _initiated(graph: Graph) -> Iterator[tuple[str, str]]:
    for relation in graph.of_type(CORE + "Relationship"):
        kinds = relation.properties.get(CORE + "kindOfRelationship", [])
        if not any(isinstance(kind, Literal) and kind.text == "Initiated" for kind in kinds):
            continue
        sources = relation.peek(CORE + "source")
        if len(sources) == 1:
            for target in relation.peek(CORE + "target"):
                yield sources[0], target


def _rank(node: Node) -> _Rank:
    """Return what decides between actions that wait for nothing: the time, then the place."""
    for name in ("startTime", "endTime"):
        for value in node.properties.get(ACTION + name, []):
            moment = read_moment(value.text) if isinstance(value, Literal) else None
            if moment is not None:
                return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), node.order
    return _ALWAYS, node.order


_ALWAYS = datetime.min.replace(tzinfo=UTC)
"""An action without a time follows what it waits for, and comes before everything else."""
