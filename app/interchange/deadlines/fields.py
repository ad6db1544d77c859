"""Reading one JSON object strictly: each field is of its type or is refused by name.

A field that is null counts as absent. Nothing is guessed: ``"14"`` is no number, ``true`` is no
number, ``20260302`` is no date.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import Refused

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)
Reader = Callable[[object, str], T]


class JsonObject(dict[str, object]):
    """An object as parsed, which remembers a name that was given twice."""

    repeated: str | None = None

    @classmethod
    def of_pairs(cls, pairs: list[tuple[str, object]]) -> "JsonObject":
        """Return the object; what `read_whole` calls with the pairs as written."""
        found = cls()
        for name, value in pairs:
            if name in found:
                found.repeated = name
            found[name] = value
        return found


class Fields:
    """The fields of one object.

    Args:
        path: the name of the object inside another, with a dot, for messages.

    Raises:
        Refused: ``json.field_repeated``.
    """

    def __init__(self, values: Mapping[str, object], path: str = "") -> None:
        if isinstance(values, JsonObject) and values.repeated is not None:
            raise Refused("json.field_repeated", name=_presentable(values.repeated))
        self._values = values
        self._path = path

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None

    def need(self, name: str, read: Reader[T]) -> T:
        """Return a field that must be there.

        Raises:
            Refused: ``json.field_missing``, or the reader's refusal.
        """
        if name not in self:
            raise Refused("json.field_missing", field=self._path + name)
        return read(self._values[name], self._path + name)

    def may(self, name: str, read: Reader[T]) -> T | None:
        """Return a field that may be absent, then as None."""
        return self.need(name, read) if name in self else None

    def days(self, name: str) -> frozenset[date]:
        """Return a list of dates that may be absent, then as empty."""
        return frozenset(self.may(name, list_of(as_date)) or ())


def as_text(value: object, field: str) -> str:
    """Return text that can be written out again: no half of a surrogate pair."""
    if not isinstance(value, str) or not is_writable(value):
        raise Refused("json.not_text", field=field)
    return value


def as_whole_number(value: object, field: str) -> int:
    """Return a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused("json.not_a_whole_number", field=field)
    return value


def as_truth(value: object, field: str) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise Refused("json.not_true_or_false", field=field)
    return value


def as_date(value: object, field: str) -> date:
    """Return a date written ``2026-03-02``.

    Raises:
        Refused: ``json.not_a_date``, or ``json.no_such_day`` for the likes of 30 February.
    """
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise Refused("json.not_a_date", field=field)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused("json.no_such_day", field=field, day=value) from None


def as_local_time(value: object, field: str) -> datetime:
    """Return a wall-clock time written ``2026-03-02T16:45:00``, without a zone."""
    try:
        return datetime.fromisoformat(_shaped(value, _LOCAL))
    except ValueError:
        raise Refused("json.not_a_local_time", field=field) from None


def as_time_of_day(value: object, field: str) -> time:
    """Return a time of day written ``16:30``."""
    try:
        return time.fromisoformat(_shaped(value, _CLOCK))
    except ValueError:
        raise Refused("json.not_a_time_of_day", field=field) from None


def as_object(value: object, field: str) -> Fields:
    """Return the fields of an object inside the object."""
    if not isinstance(value, dict):
        raise Refused("json.not_an_object", field=field)
    return Fields(value, f"{field}.")


def word_of(kind: type[Word]) -> Reader[Word]:
    """Return a reader of one of a few words."""

    def read(value: object, field: str) -> Word:
        try:
            return kind(as_text(value, field))
        except ValueError:
            raise Refused("json.unknown_word", field=field, known=", ".join(kind)) from None

    return read


def list_of(read: Reader[T]) -> Reader[list[T]]:
    """Return a reader of a list, each entry read alike."""

    def read_all(value: object, field: str) -> list[T]:
        if not isinstance(value, list):
            raise Refused("json.not_a_list", field=field)
        return [read(entry, f"{field}[{place}]") for place, entry in enumerate(value)]

    return read_all


def is_writable(text: str) -> bool:
    """Whether the text can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _presentable(name: str) -> str:
    """Return a name as a file gave it, fit for one line of a message."""
    return ascii(name[:40])


def _shaped(value: object, shape: re.Pattern[str]) -> str:
    """Return the text if it has the shape.

    Raises:
        ValueError: it has not.
    """
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError
    return value
