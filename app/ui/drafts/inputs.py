"""What is typed into the inputs of a form, read off and put back, whatever the form.

Inputs are told apart by the name of their field and their place among those of the same name; a
form made from the same values has the same inputs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.ui.drafts.plain import NotPlain, decoded, encoded
from app.ui.widgets import (
    CheckRow,
    Choice,
    Field,
    PassphraseInput,
    ProseInput,
    SearchInput,
    SegmentedControl,
    TextInput,
)


@runtime_checkable
class Keeping(Protocol):
    """A part of a form that holds more than its inputs show, e.g. a person picked from a list."""

    def kept(self) -> Any:  # noqa: ANN401  any plain value or record
        """Return what it holds."""

    def take_back(self, kept: Any) -> None:  # noqa: ANN401  as above
        """Hold it again."""


@dataclass(frozen=True)
class Typed:
    """One input as it stands.

    Attributes:
        key: its name in the form.
        label: what the user calls it; ``words``: what it shows, for copying.
        value: its content, encoded.
    """

    key: str
    label: str
    words: str
    value: Any


def holds_secret(form: QWidget) -> bool:
    """Whether a passphrase is typed there: such a form is never kept."""
    return bool(form.findChildren(PassphraseInput))


def typed_in(form: QWidget) -> tuple[Typed, ...]:
    """Return every input of a form as it stands."""
    return tuple(_typed(key, widget) for key, widget in _inputs(form))


def focused_in(form: QWidget) -> str:
    """Return the key of the input that has the keyboard, or had it last; empty for none."""
    for key, widget in _inputs(form):
        if form.focusWidget() is widget or widget.isAncestorOf(form.focusWidget()):
            return key
    return ""


def put_back(form: QWidget, typed: Iterable[Typed]) -> None:
    """Fill a form in as it stood: choices first, for they decide what else is asked."""
    held = {each.key: each.value for each in typed}
    inputs = [(key, widget) for key, widget in _inputs(form) if key in held]
    for key, widget in sorted(inputs, key=lambda pair: _is_line(pair[1])):
        try:
            _fill(widget, decoded(held[key]))
        except (NotPlain, ValueError):
            continue  # there is no such choice any more; the rest is put back


def put_focus(form: QWidget, key: str) -> None:
    """Put the keyboard into an input, at the end of what is typed."""
    widget = dict(_inputs(form)).get(key)
    if widget is None:
        return
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(widget, QLineEdit):
        widget.end(False)
    elif isinstance(widget, QPlainTextEdit):
        widget.moveCursor(widget.textCursor().MoveOperation.End)


_KINDS = (TextInput, ProseInput, Choice, CheckRow, SegmentedControl)


def _inputs(form: QWidget) -> list[tuple[str, QWidget]]:
    seen: Counter[str] = Counter()
    found: list[tuple[str, QWidget]] = []
    for widget in form.findChildren(QWidget):
        if not isinstance(widget, (*_KINDS, Keeping)) or isinstance(widget, SearchInput):
            continue
        name = _field_of(widget)
        seen[name] += 1
        found.append((f"{name}.{seen[name]}", widget))
    return found


def _field_of(widget: QWidget) -> str:
    around = widget.parentWidget()
    if isinstance(around, Field):
        return around.name
    return type(widget).__name__


def _is_line(widget: QWidget) -> bool:
    return isinstance(widget, TextInput | ProseInput)


def _typed(key: str, widget: QWidget) -> Typed:
    label = widget.accessibleName()
    if isinstance(widget, TextInput):
        return Typed(key, label, widget.text(), widget.text())
    if isinstance(widget, ProseInput):
        return Typed(key, label, widget.toPlainText(), widget.toPlainText())
    if isinstance(widget, CheckRow):
        return Typed(key, label, "✓" if widget.value() else "", widget.value())
    if isinstance(widget, Choice):
        return Typed(key, label, widget.currentText(), _plain(widget.value()))
    if isinstance(widget, SegmentedControl):
        return Typed(key, label, "", _plain(widget.value()))
    assert isinstance(widget, Keeping)  # noqa: S101  one of those found above
    return Typed(key, "", "", _plain(widget.kept()))


def _plain(value: object) -> Any:  # noqa: ANN401  any encoded value
    try:
        return encoded(value)
    except NotPlain:
        return None


def _fill(widget: QWidget, value: Any) -> None:  # noqa: ANN401  what `_typed` took
    if isinstance(widget, TextInput):
        if widget.text() != value:
            widget.set_value(value)
            # As if typed: a field that names a case looks it up again.
            widget.textEdited.emit(value)
    elif isinstance(widget, SegmentedControl):
        widget.set_value(value)
        widget.picked.emit(value)
    elif isinstance(widget, Choice):
        _choose(widget, value)
    elif isinstance(widget, ProseInput | CheckRow):
        widget.set_value(value)
    elif isinstance(widget, Keeping) and value is not None:
        widget.take_back(value)


def _choose(choice: Choice[Any], value: object) -> None:
    """Choose now, or once the office has sent what can be chosen."""
    choice.set_value(value)
    if choice.value() != value:
        _Later(choice, value)


class _Later(QObject):
    """Waits for the options of a choice."""

    def __init__(self, choice: Choice[Any], value: object) -> None:
        super().__init__(choice)
        self._choice, self._value = choice, value
        queued = Qt.ConnectionType.QueuedConnection
        choice.model().rowsInserted.connect(self._try, queued)

    def _try(self) -> None:
        self._choice.set_value(self._value)
        if self._choice.value() == self._value:
            self.deleteLater()


def as_text(typed: Iterable[Typed]) -> str:
    """Return what was typed as text to copy, one input a paragraph."""
    return "\n\n".join(f"{each.label}: {each.words}" for each in typed if each.words)


def changed_since(before: Iterable[Typed], now: Iterable[Typed]) -> bool:
    """Whether anybody typed or chose something."""
    known: Mapping[str, Any] = {each.key: each.value for each in before}
    return any(known.get(each.key) != each.value for each in now)
