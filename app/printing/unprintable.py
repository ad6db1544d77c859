"""The last line of a document: which characters had to be replaced because no face draws them."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from app.printing.blocks import Columns, Section
from app.printing.fonts import MISSING
from app.printing.styles import SOFT
from app.printing.text import unprintable

_MOST_CODES = 12
"""Characters named in the note."""


def texts(value: object) -> Iterator[str]:
    """Yield every text of a document's content; not fields that no representation shows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for each in fields(value):
            if each.repr:
                yield from texts(getattr(value, each.name))


def unprintable_note(printed: Iterable[str], width: float) -> Iterator[Section]:
    """Yield a line naming the characters that had to be replaced, if any had to."""
    characters = sorted({char for text in printed for char in unprintable(text)})
    if not characters:
        return
    codes = ", ".join(f"U+{ord(char):04X}" for char in characters[:_MOST_CODES])
    more = len(characters) - _MOST_CODES
    rest = f" and {more} more" if more > 0 else ""
    note = f"{MISSING} stands for a character that these fonts cannot print: {codes}{rest}."
    yield Section("", (Columns((width,)).row([(note, SOFT)]),), width)
