"""The word somebody probably meant, for refusals of one that is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_LIKE_ENOUGH = 0.6
_LONGEST = 60
"""Comparing longer words takes long and finds nothing."""


@dataclass(frozen=True)
class NearWords:
    """What may stand where an unknown word stands.

    Attributes:
        words: the one that is like it; all that are known where none is.
    """

    words: tuple[str, ...]
    is_guess: bool


def nearest(word: str, known: Iterable[str]) -> NearWords:
    """Return the known word most like the given one; all of them where none is like it."""
    words = tuple(known)
    folded = {each.casefold(): each for each in words}
    found = get_close_matches(word[:_LONGEST].casefold(), folded, n=1, cutoff=_LIKE_ENOUGH)
    if found:
        return NearWords((folded[found[0]],), is_guess=True)
    return NearWords(words, is_guess=False)
