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
    before = _predecessors(graph, set(actions))
    after: defaultdict[str, list[str]] = defaultdict(list)
    for action, earlier in before.items():
        for each in earlier:
            after[each].append(action)
    waiting = {action: len(before[action]) for action in actions}
    rank = {action: _rank(graph[action]) for action in actions}
    free = [(rank[action], action) for action in actions if not waiting[action]]
    bound = sorted(actions, key=lambda each: rank[each])
    heapq.heapify(free)
    ordered: list[str] = []
    circle: list[str] = []
    done: set[str] = set()
    place = 0
    while len(ordered) < len(waiting):
        if not free:
            while bound[place] in done:
                place += 1
            circle.append(bound[place])
            heapq.heappush(free, (rank[bound[place]], bound[place]))
        _, action = heapq.heappop(free)
        if action in done:
            continue
        done.add(action)
        ordered.append(action)
        for each in after[action]:
            waiting[each] -= 1
            if not waiting[each] and each not in done:
                heapq.heappush(free, (rank[each], each))
    return ordered, circle


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
