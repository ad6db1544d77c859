"""Reading the full-text index: what people type never reaches FTS5 as query language."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.search import GROUPS, Hit, HitKind
from app.storage.columns import identity

LOOKED_AT = 40
"""Newest matches looked at for one group; the best of them are shown."""
SNIPPET = 90
"""Characters of the text shown around a match."""
INDEXED_PREFIX = 8
"""Letters of a word the index holds ready as prefixes; longer ones would be gathered anew."""

# CROSS JOIN keeps SQLite reading the index in its own order and stopping at the limit.
_HITS = """
SELECT e.record, e."case", e.kind, e.number, e.name, e.words, c.number, c.title
FROM search_words w CROSS JOIN search_entries e ON e.rowid_ = w.rowid
  LEFT JOIN cases c ON c.id = e."case"
WHERE search_words MATCH :typed AND e.kind IN ({sources}) AND {visible}
ORDER BY w.rowid LIMIT {size}
"""
_VISIBLE_CASE = """(e."case" IS NULL OR e."case" NOT IN (SELECT "case" FROM case_walls)
  OR e."case" IN (SELECT "case" FROM case_walls WHERE "user" = :user))"""
_VISIBLE_PERSON = """(NOT EXISTS (SELECT 1 FROM parties p WHERE p.person = e.record)
  OR EXISTS (SELECT 1 FROM parties p WHERE p.person = e.record
    AND (p."case" NOT IN (SELECT "case" FROM case_walls)
      OR p."case" IN (SELECT "case" FROM case_walls WHERE "user" = :user))))"""


def match_expression(typed: str, group: HitKind | None = None) -> str:
    """Return an FTS5 query that asks for every word typed, each as a prefix, as plain text.

    Quoting each token keeps ``AND``, ``NEAR``, ``column:`` and quotes from being read as syntax.
    Empty when nothing typed can be looked up. With a group, only its entries are asked for.
    """
    asked = " ".join(f'"{_stem(word)}"*' for word in _words(typed))
    if not asked:
        return ""
    everywhere = f"{{number name words}} : ({asked})"
    return f'found_as : "{group}" AND {everywhere}' if group else everywhere


class Search:
    """Finds records by words, for one user."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def hits(
        self, typed: str, group: HitKind, sources: Sequence[str], size: int
    ) -> tuple[Hit, ...]:
        """Return the best ``size`` matches of one group among the newest ones.

        Only entries of the kinds in ``sources`` are looked at.
        """
        kinds = [kind for kind in GROUPS[group] if kind in sources]
        expression = match_expression(typed, group)
        if not kinds or not expression:
            return ()
        sql = _HITS.format(
            sources=", ".join(f"'{kind}'" for kind in kinds),
            size=LOOKED_AT,
            visible=_VISIBLE_PERSON if group is HitKind.PERSON else _VISIBLE_CASE,
        )
        values = {"typed": expression, "user": self._user.bytes}
        rows = [_Found(*row) for row in self._connection.exec_driver_sql(sql, values)]
        found = [_hit(row, group, typed) for row in rows if _holds(row, typed)]
        found.sort(key=lambda hit: ("number", "name", "words").index(hit.where))
        return _once_each(found)[:size]


class _Found(NamedTuple):
    """A row of the query above, as stored."""

    record: bytes
    case: bytes | None
    kind: str
    number: str
    name: str
    words: str
    case_number: str | None
    case_title: str | None


def _words(typed: str) -> list[str]:
    words = typed.replace("\0", " ").replace('"', " ").split()
    return [word for word in words if any(c.isalnum() for c in word)]


def _stem(word: str) -> str:
    """Cut a long word to what the index holds ready; numbers are asked for whole, they are rare."""
    return word[:INDEXED_PREFIX] if word.isalpha() else word


def _holds(row: _Found, typed: str) -> bool:
    """Whether the row has every long word whole, which the index was asked for in part only."""
    long = [word for word in _words(typed) if word.isalpha() and len(word) > INDEXED_PREFIX]
    if not long:
        return True
    text = _folded(f"{row.number} {row.name} {row.words}")
    return all(_folded(word) in text for word in long)


def _folded(text: str) -> str:
    """Return the text without case and accents, as the index compares it."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _hit(row: _Found, group: HitKind, typed: str) -> Hit:
    where, detail = _where(row, typed)
    in_case = group is HitKind.CASE and row.case
    return Hit(
        kind=group,
        target=identity(in_case or row.record),
        source=row.kind,
        where=where,
        title=(row.case_title or "") if in_case else f"{row.number} {row.name}".strip(),
        detail=detail,
        case_number=row.case_number or "",
    )


def _where(row: _Found, typed: str) -> tuple[str, str]:
    """Return the first of number, name and words that holds a word typed, and its text."""
    asked = [_folded(word) for word in _words(typed)]
    for part, text in (("number", row.number), ("name", row.name), ("words", row.words)):
        folded = _folded(text)
        at = min((p for word in asked if (p := folded.find(word)) >= 0), default=-1)
        if at >= 0:
            return part, _around(text, at)
    return "words", _around(row.name or row.words, 0)


def _around(text: str, at: int) -> str:
    first = max(0, at - SNIPPET // 3)
    piece = " ".join(text[first : first + SNIPPET].split())
    return f"{'…' if first else ''}{piece}{'…' if first + SNIPPET < len(text) else ''}"


def _once_each(hits: list[Hit]) -> tuple[Hit, ...]:
    """Keep the best hit for each record to open."""
    best: dict[UUID, Hit] = {}
    for hit in hits:
        best.setdefault(hit.target, hit)
    return tuple(best.values())
