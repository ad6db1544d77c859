"""Named texts beside a record's own fields: what only some kinds of it have."""

from collections.abc import Mapping

from app.domain.errors import Refused
from app.domain.text import clean

Particulars = tuple[tuple[str, str], ...]
"""Pairs of a name and its text, in the order they are shown; a name stands once."""


def particulars(named: Mapping[str, str]) -> Particulars:
    """Return the pairs as they will be stored: cleaned, without the empty ones.

    Raises:
        Refused: a text is too long; its field is the name.
    """
    cleaned = ((name, clean(text, name)) for name, text in named.items())
    return tuple((name, text) for name, text in cleaned if text)


def tidied(pairs: Particulars) -> Particulars:
    """Return pairs as `particulars` does.

    Raises:
        Refused: a name stands twice, or a text is too long.
    """
    named = dict(pairs)
    if len(named) < len(pairs):
        raise Refused("particulars.twice")
    return particulars(named)


def particular(pairs: Particulars, name: str) -> str:
    """Return the text of that name, empty if there is none."""
    return dict(pairs).get(name, "")
