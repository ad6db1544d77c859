"""Offers known words while a line is typed into."""

from collections.abc import Iterable

from app.ui.widgets import Offering, TextInput


def suggest(line: TextInput, words: Iterable[str]) -> None:
    """Offer words while the line is typed into; any other may be typed too."""
    line.setCompleter(Offering(words, line))
