"""Reading the full-text index: what people type never reaches FTS5 as query language."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.search import GROUPS, Hit, HitKind
from app.storage.cases import cases, visible_to
from app.storage.persons import parties
from app.storage.search_index import search_entries

LOOKED_AT = 100
"""Newest matches looked at for one group; the best of them are shown."""
SNIPPET = 90
"""Characters of the text shown around a match."""

_words = sa.table("search_words", sa.column("rowid"))


def match_expression(typed: str, kinds: Sequence[str] = ()) -> str:
    """Return an FTS5 query that asks for every word typed, each as a prefix, as plain text.

    Quoting each token keeps ``AND``, ``NEAR``, ``column:`` and quotes from being read as syntax.

    With kinds, only entries of these kinds are asked for.
    """
    words = [word.replace('"', '""') for word in typed.replace("\0", " ").split()]
    asked = " ".join(f'"{word}"*' for word in words if any(c.isalnum() for c in word))
    if not asked:
        return ""
    among = " OR ".join(f'"{kind}"' for kind in kinds)
    everywhere = f"{{number name words}} : ({asked})"
    return f"kind : ({among}) AND {everywhere}" if kinds else everywhere


def matching_cases(typed: str) -> sa.Select[Any]:
    """Return the selection of cases in which every word typed is found in one record."""
    return sa.select(search_entries.c.case).where(
        search_entries.c.rowid_.in_(_matches(match_expression(typed))),
        search_entries.c.case.is_not(None),
    )


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
        expression = match_expression(typed, kinds) if kinds else ""
        if not expression:
            return ()
        rows = self._connection.execute(self._query(expression, group)).fetchall()
        found = [_hit(row, group, typed) for row in rows]
        found.sort(key=lambda hit: ("number", "name", "words").index(hit.where))
        return _once_each(found)[:size]

    def _query(self, expression: str, group: HitKind) -> sa.Select[Any]:
        entries = search_entries.c
        query: sa.Select[Any] = (
            sa.select(*entries, cases.c.number.label("case_number"), cases.c.title)
            .select_from(
                _words.join(search_entries, entries.rowid_ == _words.c.rowid).outerjoin(
                    cases, cases.c.id == entries.case
                )
            )
            .where(_asked(expression), visible_to(self._user, entries.case))
            .order_by(_words.c.rowid.desc())
            .limit(LOOKED_AT)
        )
        return query.where(self._known_person()) if group is HitKind.PERSON else query

    def _known_person(self) -> sa.ColumnElement[bool]:
        """Nobody is found who is only in cases walled off from the user."""
        theirs = sa.select(parties.c.id).where(parties.c.person == search_entries.c.record)
        return sa.or_(
            ~theirs.exists(), theirs.where(visible_to(self._user, parties.c.case)).exists()
        )


def _asked(expression: str) -> sa.TextClause:
    return sa.text("search_words MATCH :typed").bindparams(typed=expression)


def _matches(expression: str) -> sa.Select[Any]:
    rowid: sa.ColumnClause[int] = _words.c.rowid
    if not expression:
        return sa.select(search_entries.c.rowid_).where(sa.false())
    return sa.select(rowid).where(_asked(expression))


def _hit(row: Any, group: HitKind, typed: str) -> Hit:  # noqa: ANN401  a row of this module's own query
    where, detail = _where(row, typed)
    is_case = group is HitKind.CASE
    return Hit(
        kind=group,
        target=row.case if is_case else row.record,
        source=row.kind,
        where=where,
        title=row.title if is_case else " ".join((row.number, row.name)).strip(),
        detail=detail,
        case_number=row.case_number or "",
    )


def _where(row: Any, typed: str) -> tuple[str, str]:  # noqa: ANN401  as above
    """Return the first of number, name and words that holds a word typed, and its text."""
    asked = [word.casefold() for word in typed.split()]
    for part in ("number", "name", "words"):
        text = str(getattr(row, part))
        at = min((p for word in asked if (p := text.casefold().find(word)) >= 0), default=-1)
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
