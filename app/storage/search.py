"""Reading the full-text index: what people type never reaches FTS5 as query language."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.errors import Damaged
from app.domain.search import GROUPS, Hit, HitKind
from app.storage.columns import identity
from app.storage.driver import run
from app.storage.known import HIDDEN_PEOPLE, HIDDEN_TASKS
from app.storage.search_words import SearchWords

LOOKED_AT = 40
"""Newest matches looked at for one group; the best of them are shown."""
SNIPPET = 90
"""Characters of the text shown around a match."""
_PARTS = ("number", "name", "words")
"""Parts of an entry, those that tell most first."""

# CROSS JOIN keeps SQLite reading the index in its own order and stopping at the limit.
_HITS = """
SELECT e.record, e."case", e.kind, e.number, e.name, e.words, c.number, c.title
FROM search_words w CROSS JOIN search_entries e ON e.rowid_ = w.rowid
  LEFT JOIN cases c ON c.id = e."case"
WHERE search_words MATCH :typed AND e.kind IN ({sources}) AND {visible}
ORDER BY w.rowid LIMIT {size}
"""
_VISIBLE_TASK = f"(e.kind != 'task' OR e.record NOT IN ({HIDDEN_TASKS}))"
_VISIBLE_CASE = f"""(e."case" IS NULL OR e."case" NOT IN (SELECT "case" FROM case_walls)
  OR e."case" IN (SELECT "case" FROM case_walls WHERE "user" = :user))
  AND {_VISIBLE_TASK}"""  # noqa: S608  words of our own
_OPEN_PERSON = """(NOT EXISTS (SELECT 1 FROM parties p WHERE p.person = e.record)
  OR EXISTS (SELECT 1 FROM parties p WHERE p.person = e.record
    AND (p."case" NOT IN (SELECT "case" FROM case_walls)
      OR p."case" IN (SELECT "case" FROM case_walls WHERE "user" = :user))))"""
_KNOWN_PERSON = f"e.record NOT IN ({HIDDEN_PEOPLE})"
_VISIBLE_PERSON = f"{_OPEN_PERSON} AND {_KNOWN_PERSON}"
_AMONG = "IN (SELECT value FROM json_each(:cases))"
_BEHIND_CASE = f'hex(e."case") {_AMONG} AND {_VISIBLE_TASK}'
_BEHIND_PERSON = f"""NOT {_OPEN_PERSON} AND {_KNOWN_PERSON} AND EXISTS
  (SELECT 1 FROM parties p WHERE p.person = e.record AND hex(p."case") {_AMONG})"""  # noqa: S608  as above


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


class _Match(NamedTuple):
    """A row, what it leads to, and where in it a word was found.

    Attributes:
        part: position in ``_PARTS``; ``text``: of that part; ``at``: where the word begins in it.
    """

    row: _Found
    target: bytes
    part: int
    text: str
    at: int


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

        Raises:
            Damaged: a text among them is not what was written.
        """
        visible = _VISIBLE_PERSON if group is HitKind.PERSON else _VISIBLE_CASE
        matches = self._matches(typed, group, sources, visible, {})
        return tuple(_hit(match, group) for match in islice(_once_each(matches), size))

    def count_behind(
        self, typed: str, group: HitKind, sources: Sequence[str], cases: Collection[UUID]
    ) -> int:
        """Return how many records match that only lie behind the walls of these cases."""
        behind = _BEHIND_PERSON if group is HitKind.PERSON else _BEHIND_CASE
        names = {"cases": json.dumps([case.hex.upper() for case in cases])}
        return sum(1 for _ in _once_each(self._matches(typed, group, sources, behind, names)))

    def _matches(
        self,
        typed: str,
        group: HitKind,
        sources: Sequence[str],
        condition: str,
        names: Mapping[str, str],
    ) -> Iterator[_Match]:
        """Yield the matches, the best first."""
        asked = SearchWords.typed(typed)
        kinds = [kind for kind in GROUPS[group] if kind in sources]
        if not kinds:
            return
        sql = _HITS.format(
            sources=", ".join(f"'{kind}'" for kind in kinds), size=LOOKED_AT, visible=condition
        )
        # Numbers that end as typed come first, however many newer records begin so.
        for row in self._rows(sql, asked.by_tails(group), names):
            if _is_whole(row, asked):
                at = max(0, asked.first_in(row.number))
                yield _Match(row, _target(row, group), 0, row.number, at)
        begins = self._rows(sql, asked.expression(group), names)
        yield from _best_first([row for row in begins if _is_whole(row, asked)], group, asked)

    def _rows(self, sql: str, expression: str, names: Mapping[str, str]) -> list[_Found]:
        if not expression:
            return []
        values = {"typed": expression, "user": self._user.bytes, **names}
        rows = [_Found._make(row) for row in run(self._connection, sql, values).fetchall()]
        _require_sound(rows)
        return rows


def _require_sound(rows: Sequence[_Found]) -> None:
    """Look for zeros: the driver hands out the end of a long text so when its page is damaged."""
    if "\0" in "".join([text for row in rows for text in row[3:] if text]):
        raise Damaged("vault.record_damaged")


def _is_whole(row: _Found, asked: SearchWords) -> bool:
    return asked.are_whole_in(row.number, row.name, row.words)


def _target(row: _Found, group: HitKind) -> bytes:
    return (group is HitKind.CASE and row.case) or row.record


def _best_first(rows: list[_Found], group: HitKind, asked: SearchWords) -> Iterator[_Match]:
    """Yield those whose number is met, then whose name is, then the others; newest first each.

    Who shows a few looks no further than they are met.
    """
    for part in (0, 1):
        others = []
        for row in rows:
            text = (row.number, row.name)[part]
            at = asked.first_in(text)
            if at < 0:
                others.append(row)
            else:
                yield _Match(row, _target(row, group), part, text, at)
        rows = others
    for row in rows:
        at = asked.first_in(row.words)
        # The index takes a text apart at other places than we do: show how it begins.
        text = row.words if at >= 0 else row.name or row.words
        yield _Match(row, _target(row, group), len(_PARTS) - 1, text, max(0, at))


def _once_each(matches: Iterable[_Match]) -> Iterator[_Match]:
    """Keep the best match for each record to open."""
    seen: set[bytes] = set()
    for match in matches:
        if match.target not in seen:
            seen.add(match.target)
            yield match


def _hit(match: _Match, group: HitKind) -> Hit:
    row = match.row
    in_case = group is HitKind.CASE and row.case
    return Hit(
        kind=group,
        target=identity(match.target),
        source=row.kind,
        where=_PARTS[match.part],
        title=(row.case_title or "") if in_case else f"{row.number} {row.name}".strip(),
        detail=_around(match.text, match.at),
        case_number=row.case_number or "",
    )


def _around(text: str, at: int) -> str:
    first = max(0, at - SNIPPET // 3)
    piece = " ".join(text[first : first + SNIPPET].split())
    return f"{'…' if first else ''}{piece}{'…' if first + SNIPPET < len(text) else ''}"
