"""How domain values are written into columns, and what is checked when they come back.

SQLCipher returns zeros without an error when the last overflow page of a row is damaged, so every
text refuses NUL on the way in and reports it as damage on the way out; whole records carry a
digest besides (see `repository`). What does not have the form it was written in is damage, too:
somebody with a tool of their own wrote it.
"""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.domain.errors import Damaged

E = TypeVar("E", bound=StrEnum)
V = TypeVar("V")


@lru_cache(maxsize=50_000)
def identity(stored: bytes) -> UUID:
    """Return the identity of its 16 bytes; lists ask for the same ones again and again."""
    return UUID(bytes=stored)


class Stored(sa.types.TypeDecorator[V]):
    """A value written as `stored` says; bulk writing calls it without SQLAlchemy's wrapper."""

    def stored(self, value: V | None) -> Any:  # noqa: ANN401  what the database takes
        """Return what is written for a value, None for None."""
        raise NotImplementedError

    def process_bind_param(self, value: V | None, dialect: sa.Dialect) -> Any:  # noqa: ANN401, ARG002  SQLAlchemy's signature
        """Write what `stored` says."""
        return self.stored(value)


class Identity(Stored[UUID]):
    """A UUID as its 16 bytes."""

    impl = sa.LargeBinary
    cache_ok = True

    def stored(self, value: UUID | None) -> bytes | None:
        """Write the bytes."""
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> UUID | None:  # noqa: ARG002  SQLAlchemy's signature
        """Read the bytes; sixteen zeros are no identity."""
        if value is None:
            return None
        try:
            read = identity(bytes(value))
        except (TypeError, ValueError):
            raise Damaged("vault.record_damaged") from None
        if not read.int:
            raise Damaged("vault.record_damaged")
        return read


class PlainText(Stored[str]):
    """Text without NUL."""

    impl = sa.Text
    cache_ok = True

    def stored(self, value: str | None) -> str | None:
        """Refuse what could later be taken for damage."""
        if value is not None and "\0" in value:
            msg = "text with NUL reached the disk; the domain cleans text before"
            raise ValueError(msg)
        return value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ANN401, ARG002  SQLAlchemy's signature
        """Report as damage what is zeroed, or no text at all."""
        if value is not None and (not isinstance(value, str) or "\0" in value):
            raise Damaged("vault.record_damaged")
        return value


class Lines(Stored[tuple[str, ...]]):
    """A tuple of texts as a JSON array."""

    impl = PlainText
    cache_ok = True

    def stored(self, value: tuple[str, ...] | None) -> str | None:
        """Write the array."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> tuple[str, ...] | None:  # noqa: ANN401, ARG002  SQLAlchemy's signature
        """Read the array."""
        return None if value is None else tuple(json.loads(value))


class NamedTexts(Stored[tuple[tuple[str, str], ...]]):
    """Pairs of a name and its text as a JSON array of arrays."""

    impl = PlainText
    cache_ok = True

    def stored(self, value: tuple[tuple[str, str], ...] | None) -> str | None:
        """Write the arrays."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(
        self,
        value: Any,  # noqa: ANN401  SQLAlchemy's signature
        dialect: sa.Dialect,  # noqa: ARG002  SQLAlchemy's signature
    ) -> tuple[tuple[str, str], ...] | None:
        """Read the arrays."""
        return None if value is None else tuple((name, text) for name, text in json.loads(value))


class Day(Stored[date]):
    """A calendar day as ``YYYY-MM-DD``."""

    impl = sa.String
    cache_ok = True

    def stored(self, value: date | None) -> str | None:
        """Write ISO form."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> date | None:  # noqa: ARG002  SQLAlchemy's signature
        """Read ISO form; what is no day is damage."""
        try:
            return None if value is None else date.fromisoformat(value)
        except (TypeError, ValueError):
            raise Damaged("vault.record_damaged") from None


class Instant(Stored[datetime]):
    """A moment in UTC as fixed-width ISO text, so that text order is time order."""

    impl = sa.String
    cache_ok = True

    def stored(self, value: datetime | None) -> str | None:
        """Refuse local time; write six digits of seconds."""
        if value is None:
            return None
        if value.utcoffset() is None:
            msg = "a moment without a zone reached the disk"
            raise ValueError(msg)
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        """Read it back in UTC; what is no moment, or is one without a zone, is damage."""
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise Damaged("vault.record_damaged") from None
        if moment.tzinfo is None:
            raise Damaged("vault.record_damaged")
        return moment


class Word(Stored[E], Generic[E]):
    """A word of a vocabulary, stored as its value."""

    impl = PlainText
    cache_ok = True

    def __init__(self, vocabulary: type[E]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def stored(self, value: E | None) -> str | None:
        """Write the value."""
        return None if value is None else value.value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> E | None:  # noqa: ANN401, ARG002  SQLAlchemy's signature
        """Read the word; one that is not in the vocabulary is damage."""
        if value is None:
            return None
        try:
            return self.vocabulary(value)
        except ValueError as error:
            raise Damaged("vault.record_damaged") from error
