"""The list that opens below a line while words are typed into it."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter


class Offering(QCompleter):
    """Offers the words that hold what is typed, in a list that looks like that of a choice.

    Args:
        words: what can be offered, or a model of one column that holds it.
        parent: the line, or what owns it.
    """

    def __init__(self, words: Iterable[str] | QAbstractItemModel, parent: QObject) -> None:
        super().__init__(parent)
        known = words if isinstance(words, QAbstractItemModel) else QStringListModel([*words], self)
        self.setModel(known)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = self.popup()
        if popup is not None:
            popup.setProperty("look", "offers")
