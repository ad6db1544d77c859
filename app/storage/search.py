"""Reading the full-text index: what people type never reaches FTS5 as query language."""

from typing import Any

import sqlalchemy as sa

from app.storage.search_index import search_entries


def match_expression(typed: str) -> str:
    """Return an FTS5 query that asks for every word typed, each as a prefix, as plain text.

    Quoting each token keeps ``AND``, ``NEAR``, ``column:`` and quotes from being read as syntax.
    """
    words = [word.replace('"', '""') for word in typed.replace("\0", " ").split()]
    return " ".join(f'"{word}"*' for word in words)


def matching_cases(typed: str) -> sa.Select[Any]:
    """Return the selection of cases in which every word typed is found in one record."""
    words = sa.table("search_words", sa.column("rowid"))
    matched = sa.select(words.c.rowid).where(
        sa.text("search_words MATCH :typed").bindparams(typed=match_expression(typed))
    )
    return sa.select(search_entries.c.case).where(
        search_entries.c.rowid_.in_(matched), search_entries.c.case.is_not(None)
    )
