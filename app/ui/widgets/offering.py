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
        is_model = isinstance(words, QAbstractItemModel)
        self.setModel(words if is_model else QStringListModel(list(words), self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.popup().setProperty("look", "offers")
