"""What Dossier adds to CASE/UCO: facets that hold each field of a record, so that nothing is lost.

A facet has one property for each field that says something, called like the field
(``second_person`` is ``dossier:secondPerson``). Texts, numbers, days and moments are literals;
lists are JSON in a text, because a graph keeps no order.
"""

import dataclasses
import json
import re
import types
import typing
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.domain.record import Record
from app.interchange.case_uco.graph import Graph, Literal, Node
from app.interchange.case_uco.moments import read_moment, written_moment
from app.interchange.case_uco.vocabulary import CORE, DOSSIER, RECORDS

CASE_FACET = "CaseFacet"
EXHIBIT_FACET = "ExhibitFacet"
STEP_FACET = "StepFacet"
FILE_FACET = "FileFacet"
SIGNATURE_FACET = "SignatureFacet"
COLLECTION_FACET = "CollectionFacet"
"""On an action made of what an exhibit says of its collection; it is no step of its chain."""
STAMP = RECORDS + "export-"
"""Begins the identity of the node that says who exported the file and when."""

_HUMP = re.compile(r"[A-Z]")


def property_of(field: str) -> str:
    """Return ``"secondPerson"`` for ``"second_person"``."""
    first, *others = field.split("_")
    return first + "".join(each.capitalize() for each in others)


def field_of(name: str) -> str:
    """Return ``"second_person"`` for ``"secondPerson"``."""
    return _HUMP.sub(lambda letter: f"_{letter[0].lower()}", name)


def facts_of(record: Record, leave: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a record that say something, as JSON-LD values by property.

    Args:
        record: whose fields.
        leave: fields that do not go out.
    """
    facts: dict[str, Any] = {}
    for each in dataclasses.fields(record):
        value = getattr(record, each.name)
        if each.name not in leave and value != each.default and value not in ("", None, ()):
            facts[f"dossier:{property_of(each.name)}"] = _literal(value)
    return facts


def _literal(value: object) -> Any:  # noqa: ANN401  a JSON-LD value
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return typed("dateTime", written_moment(value))
    if isinstance(value, date):
        return typed("date", value.isoformat())
    if isinstance(value, UUID):
        return str(value)
    return value.value if isinstance(value, StrEnum) else value


def typed(kind: str, text: str) -> dict[str, str]:
    """Return a literal of an XML Schema type, e.g. of ``"dateTime"``."""
    return {"@type": f"xsd:{kind}", "@value": text}


def stated_by(graph: Graph, node: Node) -> dict[str, str]:
    """Return what facets of ours say of a node, by field, as text; signatures stand apart."""
    stated: dict[str, str] = {}
    for facet in _own_facets(graph, node):
        if DOSSIER + SIGNATURE_FACET not in facet.types:
            stated |= _stated(facet)
    return stated


def signed_by(graph: Graph, node: Node) -> list[dict[str, str]]:
    """Return the signatures under a step, each by field, as text."""
    ours = _own_facets(graph, node)
    return [_stated(facet) for facet in ours if DOSSIER + SIGNATURE_FACET in facet.types]


def _stated(facet: Node) -> dict[str, str]:
    stated: dict[str, str] = {}
    for name in [each for each in facet.properties if each.startswith(DOSSIER)]:
        values = facet.properties[name]
        if len(values) == 1 and isinstance(values[0], Literal):
            facet.take(name)
            stated[field_of(name.removeprefix(DOSSIER))] = values[0].text
    return stated


def is_collection(graph: Graph, action: Node) -> bool:
    """Whether an action only repeats what an exhibit says of its collection."""
    facets = _own_facets(graph, action)
    return any(DOSSIER + COLLECTION_FACET in facet.types for facet in facets)


def is_stamp(node: Node) -> bool:
    """Whether a node says who exported the file."""
    return node.id.startswith(STAMP)


def _own_facets(graph: Graph, node: Node) -> list[Node]:
    found = [graph.find(id_) for id_ in node.peek(CORE + "hasFacet")]
    ours = [each for each in found if each and any(t.startswith(DOSSIER) for t in each.types)]
    if ours and len(ours) == len(found):
        node.take(CORE + "hasFacet")
    return ours


def typed_facts(
    kind: type[Record], stated: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields of a kind of record with their own types, and what could not be read.

    Fields the kind does not have, and texts that are no value of their field, are in the second
    part of the answer.
    """
    hints = typing.get_type_hints(kind)
    facts: dict[str, Any] = {}
    unreadable = []
    for name, text in stated.items():
        try:
            facts[name] = _value(hints[name], text)
        except (KeyError, ValueError, TypeError, RecursionError):
            unreadable.append(name)
    return facts, tuple(unreadable)


def _value(hint: Any, text: str) -> Any:  # noqa: ANN401  any field of a record
    base = _without_none(hint)
    base = getattr(base, "__supertype__", base)
    if typing.get_origin(base) is tuple:
        return _tuple(base, json.loads(text))
    if base is bool:
        return {"true": True, "false": False}[text]
    if base is date:
        return date.fromisoformat(text)
    if base is datetime:
        return _moment(text)
    return base(_whole(text))


def _whole(text: str) -> str:
    """Return a text; half a character in it can be neither hashed nor kept."""
    text.encode()
    return text


def _moment(text: str) -> datetime:
    moment = read_moment(text)
    if moment is None or moment.tzinfo is None:
        raise ValueError(text)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or last day of all, in a zone that lies beyond it
        raise ValueError(text) from None


def _without_none(hint: Any) -> Any:  # noqa: ANN401  any annotation
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        (base,) = (each for each in typing.get_args(hint) if each is not type(None))
        return base
    return hint


def _tuple(hint: Any, value: Any) -> Any:  # noqa: ANN401  any annotation, any JSON value
    """Return lists as a record holds them: of texts, or of pairs of texts."""
    if typing.get_origin(hint) is not tuple:
        if not isinstance(value, str):
            raise TypeError
        return _whole(value)
    inside = typing.get_args(hint)
    if not isinstance(value, list):
        raise TypeError
    if inside[-1] is Ellipsis:
        inside = inside[:1] * len(value)
    return tuple(_tuple(each, one) for each, one in zip(inside, value, strict=True))
