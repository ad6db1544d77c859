"""Words and passwords that a guesser tries first, with how soon (`resources/passphrases`)."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from app.domain.resources import resource_path

_LISTS = (("passwords", True), ("words", False), ("names", False))


class Known(NamedTuple):
    """A word of the lists.

    Attributes:
        rank: its place, from 1.
        is_password: found in published leaks; otherwise a word or name of the language.
    """

    rank: int
    is_password: bool


@cache
def known_words() -> Mapping[str, Known]:
    """Return every listed word; one that stands in several lists has its best rank."""
    found: dict[str, Known] = {}
    for name, is_password in _LISTS:
        lines = resource_path("passphrases", f"{name}.txt").read_text("ascii").splitlines()
        for rank, word in enumerate(lines, start=1):
            if word not in found or rank < found[word].rank:
                found[word] = Known(rank, is_password)
    return found
