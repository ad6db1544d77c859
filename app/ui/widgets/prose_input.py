"""A field for several lines of text."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.widgets.inputs import is_undo


class ProseInput(QPlainTextEdit):
    """Several lines of text; Tab moves on, so that nobody is caught in it.

    Args:
        value: what it holds at first.
        placeholder: an example, shown while it is empty.
        lines: how many lines it shows.
    """

    edited = Signal()

    def __init__(self, value: str = "", *, placeholder: str = "", lines: int = 4) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setPlainText(value)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self._tell)
        self.setMinimumHeight(self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is nothing typed to take back."""
        if not self.document().isUndoAvailable() and is_undo(event):
            return False
        return super().event(event)

    def value(self) -> str:
        """The text without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Fill it in."""
        self.setPlainText(value)

    def answer(self) -> str:
        """What the form takes from it."""
        return self.value()

    def problem(self) -> str | None:
        """Any text will do."""
        return None

    def sizeHint(self) -> QSize:
        """As many lines as were asked for."""
        return QSize(240, self.fontMetrics().lineSpacing() * self._lines + 20)

    def minimumSizeHint(self) -> QSize:
        """The same: a form scrolls, its fields do not shrink."""
        return self.sizeHint()

    def _tell(self) -> None:
        self.edited.emit()
