"""Speedy-trial clocks: a JSON object with a ``regime`` to a clock, and its answer back.

A clock is a dataclass whose fields bear the names a file uses, so one reader serves them all.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field
from dataclasses import fields as fields_of
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Union, get_args, get_origin, get_type_hints

from app.domain.errors import Refused
from app.domain.speedy_trial import REGIMES, Answer, Clock, Exclusion
from app.interchange.deadlines.fields import (
    Fields,
    Reader,
    as_date,
    as_object,
    as_text,
    as_truth,
    as_whole_number,
    is_writable,
    list_of,
)


def answer_clock(fields: Fields) -> dict[str, object]:
    """Return the answer's keys for an object with a ``regime``.

    Raises:
        Refused: the object is malformed, or its dates contradict each other.
    """
    regime = REGIMES.get(fields.need("regime", as_text))
    if regime is None:
        raise Refused("json.unknown_word", field="regime", known=", ".join(REGIMES))
    return _keys(_clock(regime, fields.need("inputs", as_object)).answer())


def _clock(regime: type[Clock], inputs: Fields) -> Clock:
    """Make the clock out of the fields it declares; labels beside them are not read."""
    values = {
        name: value
        for name, read, is_required in _readers(regime)
        if (value := inputs.need(name, read) if is_required else inputs.may(name, read)) is not None
    }
    return regime(**values)


@cache
def _readers(regime: type[Clock]) -> tuple[tuple[str, Reader[object], bool], ...]:
    """Return the name, the reader and the need of each field a regime declares."""
    hints = get_type_hints(regime)
    return tuple(
        (field.name, _READERS[_without_none(hints[field.name])], _is_required(field))
        for field in fields_of(regime)  # type: ignore[arg-type]  # every regime is a dataclass
    )


def _is_required(field: "Field[object]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _without_none(hint: object) -> object:
    """Return the type a field holds when it holds anything."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return hint
    return frozenset(get_args(hint)) - {types.NoneType}


def _as_exclusions(value: object, field: str) -> tuple[Exclusion, ...]:
    return tuple(list_of(_as_exclusion)(value, field))


def _as_exclusion(value: object, field: str) -> Exclusion:
    fields = as_object(value, field)
    return Exclusion(
        fields.need("from", as_date),
        fields.need("to", as_date),
        _label(fields, "type"),
        _label(fields, "note"),
    )


def _label(fields: Fields, name: str) -> str:
    """Return words for people; what is no text that can be written out is no words."""
    return fields.may(name, _words) or ""


def _words(value: object, _field: str) -> str:
    return value if isinstance(value, str) and is_writable(value) else ""


def _as_number_or_text(value: object, field: str) -> int | str:
    return as_text(value, field) if isinstance(value, str) else as_whole_number(value, field)


_READERS: Mapping[object, Reader[object]] = {
    date: as_date,
    int: as_whole_number,
    str: as_text,
    bool: as_truth,
    frozenset({date}): as_date,
    frozenset({int}): as_whole_number,
    frozenset({str}): as_text,
    frozenset({bool}): as_truth,
    frozenset({int, str}): _as_number_or_text,
    tuple[Exclusion, ...]: _as_exclusions,
}


def _keys(answer: Answer) -> dict[str, object]:
    names = [field.name for field in fields_of(answer) if field.name != "trace"]
    return {name: _json(getattr(answer, name)) for name in (*names, "warnings", "trace")}


def _json(value: object) -> object:
    """Return what JSON can hold of a value: dates as text, words as text, the trace as a list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return value
