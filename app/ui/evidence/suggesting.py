"""Offers known words while a line is typed into."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from app.ui.widgets import (
    TextInput,
)


def suggest(line: TextInput, words: Iterable[str]) -> None:
    """Offer words while the line is typed into; any other may be typed too."""
    completer = QCompleter(list(words), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)
