"""What a form's fields are filled in with, one line each.

Every input gives an `answer()`, takes `set_value()`, tells `problem()` (a sentence, or nothing) and
emits `edited` when its value may have changed, so that `Field` and `FormDialog` treat all alike.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.i18n import _
from app.ui.icons import Icon, icon
from app.ui.theme import metrics
from app.ui.widgets.button import Button, icon_button

# A form field takes a whole report; more than this is a file and belongs among the documents.
_LONGEST = 1_000_000


class TextInput(QLineEdit):
    """One line of text.

    Args:
        value: what it holds at first.
        placeholder: an example, shown while it is empty.
    """

    edited = Signal()

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setText(value)
        self.setCursorPosition(0)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(metrics.CONTROL_HEIGHT)
        self.textChanged.connect(self._tell)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is nothing typed to take back."""
        if not self.isUndoAvailable() and is_undo(event):
            return False
        return super().event(event)

    def value(self) -> str:
        """The text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Fill it in."""
        self.setText(value)
        self.setCursorPosition(0)

    def answer(self) -> object:
        """What the form takes from it."""
        return self.value()

    def problem(self) -> str | None:
        """Any text will do."""
        return None

    def _tell(self) -> None:
        self.edited.emit()


class NumberInput(TextInput):
    """A whole number within bounds.

    Args:
        value: what it holds at first; None leaves it empty.
        least: the smallest number it takes.
        most: the largest number it takes.
    """

    def __init__(self, value: int | None = None, *, least: int = 0, most: int = 1_000_000) -> None:
        super().__init__("" if value is None else str(value))
        self._least = least
        self._most = most
        self.setMaxLength(12)

    def number(self) -> int | None:
        """The number, or None while there is none."""
        text = self.value().replace(",", "")
        return int(text) if text.isdecimal() and text.isascii() else None

    def answer(self) -> int | None:
        """What the form takes from it."""
        return self.number()

    def problem(self) -> str | None:
        """A sentence where the text is no number within the bounds."""
        if not self.value():
            return None
        number = self.number()
        if number is not None and self._least <= number <= self._most:
            return None
        return _("Write a whole number from {least} to {most}.").format(
            least=self._least, most=self._most
        )


class PassphraseInput(TextInput):
    """A passphrase: hidden, pasting allowed, with an eye to look and a word about Caps Lock."""

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = icon_button(Icon.EYE, _("Show the passphrase"), self._toggle)
        self._eye.setFixedSize(28, 28)
        within(self, self._eye)

    def value(self) -> str:
        """The passphrase as typed: blanks at its ends belong to it."""
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice Caps Lock by the letter it makes of an unshifted key."""
        letter = event.text()
        if letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() and not shifted)
        super().keyPressEvent(event)

    def _toggle(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.set_icon(Icon.EYE_OFF if hidden else Icon.EYE)
        self._eye.setAccessibleName(
            _("Hide the passphrase") if hidden else _("Show the passphrase")
        )


class SearchInput(TextInput):
    """A filter or search box with its icon; Esc empties it.

    Args:
        placeholder: what can be found.
        name: what a screen reader says.
        drawing: the icon in front.
    """

    def __init__(self, placeholder: str, name: str = "", drawing: Icon = Icon.SEARCH) -> None:
        super().__init__(placeholder=placeholder)
        self.setAccessibleName(name or placeholder)
        self.addAction(icon(drawing), QLineEdit.ActionPosition.LeadingPosition)
        self.setProperty("look", "search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box first; an empty one lets the key go on."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


def within(line: QLineEdit, button: Button) -> None:
    """Set a button into the right end of a line, where Tab reaches it."""
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 3, 0)
    layout.addStretch(1)
    layout.addWidget(button)
    line.setTextMargins(0, 0, 30, 0)


def is_undo(event: QEvent) -> bool:
    """Whether a key is about to become a shortcut, and it is Ctrl+Z."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    # Named here: Qt makes the class ready slowly, and the first paint needs no keys.
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415

    return event.matches(QKeySequence.StandardKey.Undo)
