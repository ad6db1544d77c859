"""The office's people as lines of a list: by name, behind the walls."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.paging import Cursor, Page
from app.domain.people import PersonLine
from app.domain.persons import PROTECTED_ROLES, Person, PersonId
from app.domain.search import HitKind
from app.storage.cases import cases
from app.storage.known import known_to, visible_to
from app.storage.paging import page_query
from app.storage.persons import parties, persons
from app.storage.search_index import search_entries
from app.storage.search_words import SearchWords

_p = persons.c
_KEYS = (_p.family, _p.given, _p.id)
_SHOWN = 200
"""Characters of a name, agency or title that a line shows."""
_COLUMNS = (
    _p.id,
    *(
        sa.func.substr(_p[name], 1, _SHOWN).label(name)
        for name in ("family", "given", "middle", "suffix", "agency")
    ),
    _p.family.label("key_family"),
    _p.given.label("key_given"),
    sa.type_coerce(_p.id, sa.LargeBinary).label("key_id"),
)
_words = sa.table("search_words", sa.column("rowid"))


class PersonLines:
    """Reads who is known, in the order of names."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def page(
        self, *, words: str, with_protected: bool, after: Cursor | None, size: int
    ) -> Page[PersonLine]:
        """Return one page of the people the user may know of.

        Args:
            words: each must begin a word of the name, an alias, the agency or the badge.
            with_protected: also those who are a victim or an informant anywhere.
            after: where the page begins; None = at the start.
            size: rows of the page.
        """
        query = sa.select(*_COLUMNS).where(*self._conditions(words, with_protected=with_protected))
        query = page_query(query, _KEYS, descending=False, after=after, size=size)
        rows = self._connection.execute(query).fetchall()
        shown = rows[:size]
        lines = self._lines(shown)
        if len(rows) <= size:
            return Page(lines)
        last = shown[-1]
        return Page(lines, (last.key_family, last.key_given, last.key_id))

    def count(self, *, words: str, with_protected: bool) -> int:
        """Return how many people there are in all pages."""
        conditions = self._conditions(words, with_protected=with_protected)
        query = sa.select(sa.func.count()).select_from(persons).where(*conditions)
        return int(self._connection.execute(query).scalar_one())

    def _conditions(self, words: str, *, with_protected: bool) -> list[sa.ColumnElement[bool]]:
        # Asked person by person, so that the first page need not look at everybody.
        theirs = sa.select(parties.c.id).where(parties.c.person == _p.id)
        seen = theirs.where(visible_to(self._user, parties.c.case))
        open_to = sa.or_(~theirs.exists(), seen.exists())
        conditions: list[sa.ColumnElement[bool]] = [open_to, *known_to(self._user, persons)]
        if not with_protected:
            protected = theirs.where(parties.c.role.in_(PROTECTED_ROLES))
            conditions.append(~protected.exists())
        if words.strip():
            conditions.append(_p.id.in_(_found(words)))
        return conditions

    def _lines(self, rows: Sequence[Any]) -> tuple[PersonLine, ...]:
        parts = self._parts([row.id for row in rows])
        return tuple(_line(row, parts[row.id]) for row in rows)

    def _parts(self, people: Sequence[UUID]) -> dict[UUID, list[Any]]:
        """Return the parts these people play in visible cases, in the newest case first."""
        query = (
            sa.select(
                parties.c.person,
                parties.c.role,
                parties.c.case,
                cases.c.number,
                sa.func.substr(cases.c.title, 1, _SHOWN).label("title"),
            )
            .join(cases, cases.c.id == parties.c.case)
            .where(parties.c.person.in_(people), visible_to(self._user, parties.c.case))
            .order_by(parties.c.case.desc(), parties.c.role)
        )
        parts: defaultdict[UUID, list[Any]] = defaultdict(list)
        for row in self._connection.execute(query):
            parts[row.person].append(row)
        return parts


def _found(words: str) -> sa.Select[Any]:
    expression = SearchWords.typed(words).expression(HitKind.PERSON, whole=True)
    query = sa.select(search_entries.c.record).join(
        _words, _words.c.rowid == search_entries.c.rowid_
    )
    if not expression:
        return query.where(sa.false())
    return query.where(sa.text("search_words MATCH :typed").bindparams(typed=expression))


def _line(row: Any, parts: Sequence[Any]) -> PersonLine:  # noqa: ANN401  rows of this module's own
    person = Person(
        id=PersonId(row.id),
        family=row.family,
        given=row.given,
        middle=row.middle,
        suffix=row.suffix,
    )
    newest = parts[0] if parts else None
    return PersonLine(
        id=person.id,
        name=person.name,
        agency=row.agency,
        roles=tuple(dict.fromkeys(part.role for part in parts)),
        cases=len({part.case for part in parts}),
        number=newest.number if newest else "",
        case_title=newest.title if newest else "",
    )
