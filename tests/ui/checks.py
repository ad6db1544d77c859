"""What must hold for every window: names for everything one can reach, text shown as it is."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

MARKUP = (
    "<b>x</b>",
    "<img src='file:///etc/passwd'>",
    "R&D & <i>co</i>",
    "\"quotes\" and 'more'",
    "&lt;already&gt;",
    "مرحبا שלום",
    "🙂 emoji",
)


def unnamed_focusable(root: QWidget) -> list[str]:
    """Return the type of every visible widget the keyboard reaches that has no spoken name."""
    return [
        type(widget).__name__
        for widget in (root, *root.findChildren(QWidget))
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not _is_inner(widget)
    ]


def _is_inner(widget: QWidget) -> bool:
    # The line inside an editable combo box is reached and spoken as the box.
    return isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox)


def shown_texts(root: QWidget) -> list[str]:
    """Return every text a widget and its children show."""
    texts: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            texts.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            texts.append(widget.toPlainText())
    return texts


def labels_that_guess(root: QWidget) -> list[str]:
    """Return the labels that would read markup in their text."""
    return [
        label.text()
        for label in root.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]


def hover(view: QAbstractItemView, at: QPoint, qtbot: QtBot) -> str:
    """Rest the pointer on a view and return the tooltip it shows there, as people read it."""
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    shown = QTextDocument()
    # A tip that is gone keeps its text until Qt deletes it.
    shown.setHtml(QToolTip.text() if QToolTip.isVisible() else "")
    return shown.toPlainText()
