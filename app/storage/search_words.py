"""What people type into the search box: read once, asked of the index, found again in its texts."""

import unicodedata
from dataclasses import dataclass

from app.domain.search import HitKind

INDEXED_PREFIX = 8
"""Letters of a word the index holds ready as prefixes; longer ones would be gathered anew."""

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
        asked for. A search that shows the newest few looks at long words itself (`are_whole_in`);
        a list, which needs every match anyway, asks for them ``whole``.
        """
        asked = " ".join(f'"{word if whole else _stem(word)}"*' for word in self.words)
        if not asked:
            return ""
        everywhere = f"{{number name words}} : ({asked})"
        return f'found_as : "{group}" AND {everywhere}' if group else everywhere

    def are_whole_in(self, *texts: str) -> bool:
        """Whether the texts have every long word whole."""
        if not self.long:
            return True
        text = _folded(" ".join(texts))
        return all(word in text for word in self.long)

    def first_in(self, text: str) -> int:
        """Return where the first of the words begins in a text, -1 where none is in it."""
        folded = _folded(text)
        return min((at for word in self.folded if (at := folded.find(word)) >= 0), default=-1)


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
