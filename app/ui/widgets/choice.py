"""Choosing: one of many, yes or no, one of a few side by side."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.i18n import _
from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, color, fonts, metrics
from app.ui.widgets.offering import Offering
from app.ui.widgets.painting import focus_ring, painting, panel, text_line, text_width
from app.ui.widgets.text import plain_tooltip

T = TypeVar("T")
_BOX = 16


class WheelGuard(QObject):
    """Keeps the wheel from changing a value the user only scrolls past."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel on to the page while the input has no focus."""
        guarded = isinstance(watched, QWidget) and not watched.hasFocus()
        if guarded and event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Choice(QComboBox, Generic[T]):
    """One of many.

    Args:
        options: pairs of value and text, in the order shown.
        value: what is chosen at first; the first option where it is None and `empty` is no text.
        empty: text of an option that means "none" (value None), shown first.
        searchable: the user may type a part of the text to find an option.

    Signals:
        edited: another option was chosen.
        unread: a sentence on leaving, where what was typed is no option.
    """

    edited = Signal()
    unread = Signal(str)

    def __init__(
        self,
        options: Iterable[tuple[T, str]] = (),
        value: T | None = None,
        *,
        empty: str = "",
        searchable: bool = False,
    ) -> None:
        super().__init__()
        self._empty = empty
        self._searchable = searchable
        self._values: list[T | None] = []
        self.setFixedHeight(metrics.CONTROL_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(14)
        self.installEventFilter(WheelGuard(self))
        if searchable:
            self._make_searchable()
        self.set_options(options)
        self.set_value(value)
        self.currentIndexChanged.connect(self._tell)

    def set_options(self, options: Iterable[tuple[T, str]]) -> None:
        """Offer other options and keep the chosen one where it is still there."""
        kept = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        pairs: list[tuple[T | None, str]] = list(options)
        if self._empty:
            pairs.insert(0, (None, self._empty))
        self._values = [value for value, _text in pairs]
        self.addItems([text for _value, text in pairs])
        self.set_value(kept)
        self.blockSignals(blocked)
        self._offer_to_type()

    def value(self) -> T | None:
        """The chosen value, or None."""
        index = self._typed_index() if self._searchable else self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: T | None) -> None:
        """Choose; a value that is not offered chooses the first option."""
        index = self._values.index(value) if value in self._values else 0
        self.setCurrentIndex(index if self._values else -1)

    def answer(self) -> T | None:
        """What the form takes from it."""
        return self.value()

    def problem(self) -> str | None:
        """A sentence where the typed text is no option."""
        if self._searchable and self.currentText().strip() and self._typed_index() < 0:
            return _("Choose one from the list.")
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed replaces what stood there, however the focus came."""
        super().focusInEvent(event)
        self._offer_to_type()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the words for "none" as chosen after a click among them: nobody means to add."""
        if event.type() is QEvent.Type.MouseButtonRelease and self.value() is None:
            self._offer_to_type()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, and the chevron in the theme's color."""
        super().paintEvent(event)
        with painting(self) as painter:
            square = QRect(self.width() - 26, (self.height() - 14) // 2, 14, 14)
            paint_icon(painter, Icon.CHEVRON_DOWN, square, Token.MUTED)

    def _offer_to_type(self) -> None:
        line = self.lineEdit()
        if self._searchable and self.hasFocus() and line is not None:
            line.selectAll()

    def _make_searchable(self) -> None:
        self.setEditable(True)
        line = self.lineEdit()
        if line is not None:
            line.installEventFilter(self)
            line.editingFinished.connect(self._settle)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(Offering(self.model(), self))

    def _settle(self) -> None:
        """Write out what was meant, or say that it is not known."""
        problem, index = self.problem(), self._typed_index()
        if problem is not None:
            self.unread.emit(problem)
        elif index >= 0 and self.currentText() != self.itemText(index):
            self.setCurrentIndex(index)
            # The index may have been this one all along, with other words typed over it.
            self.setEditText(self.itemText(index))
            self._tell()
        line = self.lineEdit()
        if line is not None and not self.hasFocus():
            line.setCursorPosition(0)  # what is too long shows its beginning

    def _typed_index(self) -> int:
        """The option that is typed, or that alone begins with or holds it: "arr", Arraignment."""
        whole = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        typed = self.currentText().strip().casefold()
        if whole >= 0 or not typed:
            return whole
        texts = [self.itemText(n).casefold() for n in range(self.count())]
        beginning = [n for n, text in enumerate(texts) if text.startswith(typed)]
        found = beginning or [n for n, text in enumerate(texts) if typed in text]
        return found[0] if len(found) == 1 else -1

    def _tell(self) -> None:
        self.edited.emit()


class CheckRow(QCheckBox):
    """A yes or no with its words.

    Args:
        text: what is true when it is checked; plain text.
        value: whether it is checked at first.
    """

    edited = Signal()

    def __init__(self, text: str, value: bool = False) -> None:  # noqa: FBT001, FBT002 - the value itself
        super().__init__(text.replace("&", "&&"))
        self._label = text
        self.setAccessibleName(text)
        self.setChecked(value)
        self.setMinimumHeight(24)
        self.toggled.connect(self._tell)

    def value(self) -> bool:
        """Whether it is checked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:  # noqa: FBT001 - the value itself
        """Check or clear it."""
        self.setChecked(value)

    def answer(self) -> bool:
        """What the form takes from it."""
        return self.value()

    def problem(self) -> str | None:
        """Either will do."""
        return None

    def sizeHint(self) -> QSize:
        """Box and words."""
        return QSize(_BOX + 10 + text_width(self._label, fonts.font()) + 4, 26)

    def hitButton(self, pos: QPoint) -> bool:
        """The words belong to the box."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, tick and words."""
        box = QRect(1, (self.height() - _BOX) // 2, _BOX, _BOX)
        words = self.rect().adjusted(_BOX + 10, 0, 0, 0)
        on, enabled = self.isChecked(), self.isEnabled()
        with painting(self) as painter:
            fill = Token.ACCENT if on and enabled else Token.SURFACE
            panel(painter, box, 4, fill=fill, border=Token.ACCENT if on else Token.STRONG)
            if on:
                ink = Token.ACCENT_ON if enabled else Token.MUTED
                paint_icon(painter, Icon.CHECK, box.adjusted(2, 2, -2, -2), ink)
            token = Token.TEXT if enabled else Token.MUTED
            text_line(painter, words, self._label, face=fonts.font(), token=token)
            if self.hasFocus():
                focus_ring(painter, box.adjusted(-1, -1, 1, 1), 5)

    def _tell(self) -> None:
        self.edited.emit()


class SegmentedControl(QWidget):
    """One of a few, side by side: Day, Week, Month, Agenda. Left and Right move.

    Args:
        options: pairs of value and text.
        value: what is chosen at first; the first option where omitted.
        name: what a screen reader says before the option.
        keys: the key of each option where it has one; who shows the control binds it.

    Signals:
        picked: the value the user chose.
    """

    picked = Signal(object)

    def __init__(
        self,
        options: Iterable[tuple[object, str]],
        value: object = None,
        *,
        name: str = "",
        keys: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setSpacing(0)
        layout.setContentsMargins(1, 1, 1, 1)
        pairs = list(options)
        for index, (option, text) in enumerate(pairs):
            segment = _Segment(text, first=index == 0, last=index == len(pairs) - 1)
            if keys:
                segment.setToolTip(plain_tooltip(f"{text} ({keys[index]})"))
            self._values.append(option)
            self._group.addButton(segment, index)
            layout.addWidget(segment)
        self.set_value(value if value is not None else self._values[0])
        self._group.idClicked.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def value(self) -> object:
        """The chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose without telling."""
        self._group.button(self._values.index(value)).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the choice with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        target = self._group.checkedId() + step
        if step and 0 <= target < len(self._values):
            button = self._group.button(target)
            button.setFocus()
            button.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame around the segments."""
        with painting(self) as painter:
            panel(
                painter,
                self.rect(),
                metrics.CONTROL_RADIUS,
                fill=Token.SURFACE,
                border=Token.BORDER,
            )

    def _tell(self, index: int) -> None:
        self.picked.emit(self._values[index])


class _Segment(QPushButton):
    """One option of a segmented control."""

    def __init__(self, text: str, *, first: bool, last: bool) -> None:
        super().__init__(text)
        self._first = first
        self._last = last
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Words with room around them."""
        return QSize(text_width(self.text(), _segment_face()) + 28, metrics.CONTROL_HEIGHT - 2)

    def minimumSizeHint(self) -> QSize:
        """The whole word."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the control as a whole."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the option."""
        on = self.isChecked()
        radius = metrics.CONTROL_RADIUS - 1
        with painting(self) as painter:
            if on:
                # A middle segment is square: its rounded corners lie outside and are clipped.
                left = 0 if self._first else -radius
                right = 0 if self._last else radius
                area = self.rect().adjusted(left, 0, right, 0)
                panel(painter, area, radius, fill=Token.ACCENT_SOFT)
            text_line(
                painter,
                self.rect(),
                self.text(),
                face=fonts.font(weight=fonts.SEMIBOLD) if on else _segment_face(),
                token=Token.ACCENT if on else Token.TEXT,
                align=Qt.AlignmentFlag.AlignHCenter,
            )
            if not self._last:
                edge = self.rect()
                edge.setLeft(edge.right())
                painter.fillRect(edge, color(Token.BORDER))
            if self.hasFocus():
                focus_ring(painter, self.rect(), radius)


def _segment_face() -> QFont:
    return fonts.font(weight=fonts.MEDIUM)
