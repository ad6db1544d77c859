"""How the terminal shows answers: tables and lines for people, JSON for programs."""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import click

from app.i18n.courthouse import courthouse

R = TypeVar("R")
WIDEST = 60
"""Characters of one cell; longer text is cut with an ellipsis, JSON has all of it."""
_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Characters that make a line read as another line; names need none of them."""


@dataclass(frozen=True)
class Shown(Generic[R]):
    """One column: heading for people, key for programs, and the value of a row."""

    heading: str
    key: str
    value: Callable[[R], object]


def show_rows(rows: Sequence[R], columns: Sequence[Shown[R]], *, as_json: bool, empty: str) -> None:
    """Print a list as a table, or as a JSON array of objects."""
    if as_json:
        show_json([{column.key: column.value(row) for column in columns} for row in rows])
        return
    if not rows:
        click.echo(empty)
        return
    cells = [[_cell(column.value(row)) for column in columns] for row in rows]
    show_table([column.heading for column in columns], cells)


def show_table(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Print aligned columns under their headings."""
    widths = [max(map(len, column)) for column in zip(headings, *cells, strict=True)]
    for line in (headings, *cells):
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def show_facts(facts: Iterable[tuple[str, object]]) -> None:
    """Print ``label: value`` lines; empty values are left out."""
    for label, value in facts:
        text = printable(in_words(value))
        if text:
            click.echo(f"{label}: {text}")


def show_json(value: object) -> None:
    """Print a value as JSON: dates in ISO form, identities as UUID, tuples as arrays."""
    alphabet = getattr(sys.stdout, "encoding", None) or "utf-8"  # a closed stdout is None
    is_unicode = alphabet.lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not is_unicode, indent=2, default=_plain))


def printable(text: str) -> str:
    """Return the text without anything that could steer the terminal or turn a line around."""
    return "".join(" " if _steers(c) else c for c in text)


def _steers(char: str) -> bool:
    is_control = unicodedata.category(char) == "Cc" and char != "\n"
    return is_control or unicodedata.bidirectional(char) in _TURNS


def _cell(value: object) -> str:
    text = " ".join(printable(in_words(value)).split())
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def in_words(value: object) -> str:
    """Return a value as people read it, moments by the courthouse clock."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, datetime):
        return f"{courthouse.local(value):%a %d %b %Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%a %d %b %Y}"
    if isinstance(value, list | tuple):
        return ", ".join(map(in_words, value))
    return str(value)


def _plain(value: Any) -> object:  # noqa: ANN401  json's own signature
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
