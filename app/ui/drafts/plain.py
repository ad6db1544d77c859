"""Values as JSON and back: what a form was made from is kept beside what was typed into it.

Only plain values and our own frozen records and vocabularies are read back, so that nothing in a
draft can name anything else to be called.
"""

import dataclasses
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

_KIND, _OF, _IS = "@", "of", "is"
_OURS = ("app.domain.", "app.services.", "app.ui.")


class NotPlain(Exception):
    """A value that cannot be kept, or a kept one this version does not know."""


_TEXTS: tuple[tuple[str, type[Any], Callable[[Any], str], Callable[[str], Any]], ...] = (
    ("uuid", UUID, lambda value: value.hex, UUID),
    ("moment", datetime, datetime.isoformat, datetime.fromisoformat),
    ("day", date, date.isoformat, date.fromisoformat),
    ("time", time, time.isoformat, time.fromisoformat),
    ("bytes", bytes, bytes.hex, bytes.fromhex),
)
"""Kinds written as one text: a moment stands before a day, which it also is."""

_SERIES: tuple[tuple[str, type[Any]], ...] = (
    ("tuple", tuple),
    ("list", list),
    ("frozenset", frozenset),
    ("set", set),
)


def encoded(value: Any) -> Any:  # noqa: ANN401  any value of a form
    """Return what JSON can hold of a value.

    Raises:
        NotPlain: it is neither plain nor a record of ours.
    """
    if isinstance(value, Enum):
        return {_KIND: "word", _IS: _name(type(value)), _OF: value.name}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [f.name for f in dataclasses.fields(value) if f.init]
        held = {name: encoded(getattr(value, name)) for name in fields}
        return {_KIND: "record", _IS: _name(type(value)), _OF: held}
    for kind, type_, write, _read in _TEXTS:
        if isinstance(value, type_):
            return {_KIND: kind, _OF: write(value)}
    return _encoded_series(value)


def _encoded_series(value: Any) -> Any:  # noqa: ANN401  any value of a form
    for kind, type_ in _SERIES:
        if type(value) is type_:
            return {_KIND: kind, _OF: [encoded(each) for each in value]}
    if isinstance(value, Mapping):
        return {_KIND: "dict", _OF: [[encoded(k), encoded(v)] for k, v in value.items()]}
    raise NotPlain(type(value).__name__)


def decoded(kept: Any) -> Any:  # noqa: ANN401  any value of a form
    """Return the value.

    Raises:
        NotPlain: this version of the program does not know such a value.
    """
    if not isinstance(kept, dict):
        return kept
    try:
        return _decoded(kept[_KIND], kept[_OF], kept.get(_IS, ""))
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration) as error:
        raise NotPlain(type(error).__name__) from None


def _decoded(kind: str, of: Any, is_: str) -> Any:  # noqa: ANN401  any value of a form
    if kind == "word":
        return _ours(is_, Enum)[of]
    if kind == "record":
        return _ours(is_)(**{name: decoded(each) for name, each in of.items()})
    if kind == "dict":
        return {decoded(k): decoded(v) for k, v in of}
    for name, type_ in _SERIES:
        if kind == name:
            return type_(decoded(each) for each in of)
    return next(read for name, _type, _write, read in _TEXTS if name == kind)(of)


def identities_in(kept: Any) -> Iterator[UUID]:  # noqa: ANN401  any encoded value
    """Yield every identity in an encoded value."""
    if isinstance(kept, list):
        for each in kept:
            yield from identities_in(each)
    elif isinstance(kept, dict):
        if kept.get(_KIND) == "uuid":
            yield UUID(kept[_OF])
        else:
            for each in kept.values():
                yield from identities_in(each)


def _name(type_: type[Any]) -> str:
    if not type_.__module__.startswith(_OURS):
        raise NotPlain(type_.__name__)
    return f"{type_.__module__}:{type_.__qualname__}"


def _ours(name: str, base: type[Any] = object) -> Any:  # noqa: ANN401  a class found by its name
    """Return a record or vocabulary of ours that is loaded; a name never loads a module."""
    module, _, qualname = name.partition(":")
    if not module.startswith(_OURS) or module not in sys.modules:
        raise NotPlain(name)
    found = getattr(sys.modules[module], qualname)
    fits = isinstance(found, type) and issubclass(found, base)
    if not fits or found.__module__ != module:
        raise NotPlain(name)
    if not (dataclasses.is_dataclass(found) or issubclass(found, Enum)):
        raise NotPlain(name)
    return found
