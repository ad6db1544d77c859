"""The word somebody probably meant, for refusals of one that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

_LIKE_ENOUGH = 0.6
_LONGEST = 60
"""Comparing longer words takes long and finds nothing."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like the given one; all of them where none is like it."""
    words = tuple(known)
    folded = {each.casefold(): each for each in words}
    found = get_close_matches(word[:_LONGEST].casefold(), folded, n=1, cutoff=_LIKE_ENOUGH)
    return folded[found[0]] if found else ", ".join(words)
