"""What was done with the exhibits of a graph: its actions, as steps in order."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from app.interchange.case_uco.exhibits import Gathered
from app.interchange.case_uco.graph import Graph, Literal, Node, Value
from app.interchange.case_uco.moments import read_moment
from app.interchange.case_uco.names import Names
from app.interchange.case_uco.order import in_order
from app.interchange.case_uco.own import is_collection, signed_by, stated_by
from app.interchange.case_uco.relations import MADE
from app.interchange.case_uco.values import Finding, Severity, SourceStep
from app.interchange.case_uco.vocabulary import ACTION, CORE, INVESTIGATION, local_name

ACTIONS = frozenset({INVESTIGATION + "InvestigativeAction", ACTION + "Action"})
_OBJECT, _RESULT = ACTION + "object", ACTION + "result"


class Steps:
    """Reads the actions that concern exhibits.

    Args:
        by_node: the exhibit a thing or record belongs to.
        things: everything provenance records speak of.

    Attributes:
        of: steps by the exhibit's key, in order.
        made_from: exhibit -> the single other exhibit it came out of, and how, by key.
        findings: what of the actions could not be understood.
    """

    def __init__(
        self,
        graph: Graph,
        names: Names,
        by_node: Mapping[str, Gathered],
        things: Collection[str],
    ) -> None:
        self._graph = graph
        self._names = names
        self._by_node = by_node
        self._things = things
        self.of: defaultdict[str, list[SourceStep]] = defaultdict(list)
        self.made_from: dict[str, tuple[str, str]] = {}
        self.findings: list[Finding] = []
        self._read()

    def _read(self) -> None:
        concerned = {
            node.id: keys
            for node in self._graph.of_type(*ACTIONS)
            if (keys := self._concerned(node)) and not is_collection(self._graph, node)
        }
        ordered, circle = in_order(self._graph, list(concerned))
        for id_ in circle:
            self._doubt(self._graph[id_].place, "circle", local_name(id_))
        for id_ in ordered:
            step = self._step(self._graph[id_])
            used = [key for key, makes in concerned[id_].items() if not makes]
            for key, makes in concerned[id_].items():
                self.of[key].append(replace(step, makes=makes))
                if makes and len(used) == 1:
                    self.made_from.setdefault(key, (used[0], MADE))

    def _concerned(self, action: Node) -> dict[str, bool]:
        """Return the exhibits an action speaks of, and whether each came out of it."""
        used = {e.key: False for i in action.peek(_OBJECT) if (e := self._by_node.get(i))}
        made = {e.key: True for i in action.peek(_RESULT) if (e := self._by_node.get(i))}
        return made | used

    def _step(self, action: Node) -> SourceStep:
        action.refs(INVESTIGATION + "wasInformedBy")
        self._note_strangers(action)
        at, ended = self._moments(action)
        tools = [*action.refs(ACTION + "instrument"), *action.refs(ACTION + "environment")]
        return SourceStep(
            key=action.id,
            place=action.place,
            verb=" ".join(action.texts(CORE + "name")),
            words="\n".join(action.texts(CORE + "description")),
            at=at,
            ended=ended,
            performer=", ".join(self._performers(action)),
            others=self._names.of_all(action.refs(ACTION + "participant")),
            tools=self._names.of_all(tools),
            places=self._names.of_all(action.refs(ACTION + "location")),
            stated=stated_by(self._graph, action),
            signatures=tuple(signed_by(self._graph, action)),
        )

    def _performers(self, action: Node) -> tuple[str, ...]:
        """Return who did it; another action did not, though some tools write so."""
        if any(map(self._is_action, action.peek(ACTION + "performer"))):
            return ()
        return self._names.of_all(action.refs(ACTION + "performer"))

    def _note_strangers(self, action: Node) -> None:
        """List what an action concerns besides exhibits: it is no step of anything."""
        for name in (_OBJECT, _RESULT):
            for value in action.take(name):
                if not self._is_known(value):
                    stated = value.text if isinstance(value, Literal) else local_name(value.id)
                    self._doubt(action.places[name], "no_exhibit", stated)

    def _is_known(self, value: Value) -> bool:
        if isinstance(value, Literal):
            return False
        known = value.id in self._by_node or value.id in self._things
        return known or self._is_action(value.id)

    def _is_action(self, id_: str) -> bool:
        node = self._graph.find(id_)
        return node is not None and not ACTIONS.isdisjoint(node.types)

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
            self._doubt(action.places[name], "bad_time", ", ".join(texts))
        return moment

    def _doubt(self, place: str, code: str, stated: str) -> None:
        self.findings.append(Finding(place, code, Severity.WARNING, stated))
