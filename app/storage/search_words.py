"""What people type into the search box: read once, asked of the index, found again in its texts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.search import HitKind

INDEXED_PREFIX = 8
"""Letters of a word the index holds ready as prefixes; longer ones would be gathered anew."""

LONGEST_TAIL = 7
"""Figures of the longest running number: zeros are filled in before what was typed up to it."""
_NUMBER = re.compile(rf"(?:(?P<year>\d{{2}}|\d{{4}})-)?(?P<tail>\d{{1,{LONGEST_TAIL}}})", re.ASCII)

_NO_PART_OF_WORDS = dict.fromkeys([0, ord('"'), *range(0xD800, 0xE000)], " ")
"""NUL, quotation marks, and halves of characters: no text we keep has them."""


@dataclass(frozen=True)
class SearchWords:
    """The words of a search.

    Attributes:
        words: as typed.
        folded: the same without case and accents, as the index compares them.
        long: those of ``folded`` the index is asked for in part only.
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    long: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> "SearchWords":
        """Read the words out of what was typed; marks that stand alone are none."""
        parts = text.translate(_NO_PART_OF_WORDS).split()
        words = tuple(part for part in parts if any(c.isalnum() for c in part))
        folded = tuple(_folded(word) for word in words)
        long = tuple(_folded(word) for word in words if word.isalpha() and _is_long(word))
        return cls(words, folded, long)

    def expression(self, group: HitKind | None = None, *, whole: bool = False) -> str:
        """Return an FTS5 query that asks for every word as a prefix, as plain text.

        Quoting each token keeps ``AND``, ``NEAR``, ``column:`` and quotes from being read as
        syntax. Empty when nothing typed can be looked up. With a group, only its entries are
        asked for. A search that shows the newest few looks at long words itself (`are_whole_in`)
        and asks for numbers `by_tails`; a list, which needs every match anyway, asks ``whole``.
        """
        if whole:
            return _within(group, (_any_of(f'"{word}"*', *_tails(word)) for word in self.words))
        return _within(group, (f'"{_stem(word)}"*' for word in self.words))

    def by_tails(self, group: HitKind) -> str:
        """Return an FTS5 query for numbers that end as typed: "365" and "26-365" for 2026-00365.

        Zeros are filled in, so the index looks up whole numbers and nothing is read through. Empty
        where no number was typed.
        """
        if not any(_tails(word) for word in self.words):
            return ""
        return _within(
            group, (_any_of(*(_tails(word) or (f'"{_stem(word)}"*',))) for word in self.words)
        )

    def are_whole_in(self, *texts: str) -> bool:
        """Whether the texts have every long word whole."""
        if not self.long:
            return True
        text = _folded(" ".join(texts))
        return all(word in text for word in self.long)

    def first_in(self, text: str) -> int:
        """Return where the first of the words begins in a text, -1 where none is in it."""
        folded = _folded(text)
        return min([at for word in self.folded if (at := folded.find(word)) >= 0], default=-1)


def _within(group: HitKind | None, asked: Iterable[str]) -> str:
    """Return the query that asks for each of these among the entries of a group."""
    # Terms in brackets need the AND that FTS5 reads between bare ones.
    words = " AND ".join(asked)
    if not words:
        return ""
    everywhere = f"{{number name words}} : ({words})"
    return f'found_as : "{group}" AND {everywhere}' if group else everywhere


def _any_of(*terms: str) -> str:
    return f"({' OR '.join(terms)})"


def _tails(word: str) -> tuple[str, ...]:
    """Return the numbers, as terms, that a word of figures may be the end of."""
    found = _NUMBER.fullmatch(word)
    if found is None:
        return ()
    year, tail = found["year"] or "", found["tail"].lstrip("0") or "0"
    before = f"20{year}-" if len(year) == len("26") else f"{year}-" if year else ""
    padded = (tail.zfill(width) for width in range(len(tail), LONGEST_TAIL + 1))
    return tuple(f'number : "{before}{each}"' for each in padded if before + each != word)


def _is_long(word: str) -> bool:
    return len(word) > INDEXED_PREFIX


def _stem(word: str) -> str:
    """Cut a long word to what the index holds ready; numbers are asked for whole, they are rare."""
    return word[:INDEXED_PREFIX] if word.isalpha() else word


def _folded(text: str) -> str:
    """Return the text without case and accents, as the index compares it."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
