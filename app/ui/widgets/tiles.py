"""Numbers at a glance: stat tiles, bars by day, progress against a goal, facts in two columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from app.i18n import _
from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, Tone, color, fonts, metrics
from app.ui.widgets.painting import focus_ring, painting, panel, soft_shadow, text_line
from app.ui.widgets.text import PlainLabel, Type
from app.ui.wording import count as written


class StatTile(QPushButton):
    """An icon, a word and a number; press to see what is behind it.

    Args:
        icon: drawn in the tone.
        label: what is counted.
        number: how many; None while it is not known.
        tone: of the icon.
        press: what pressing does.
    """

    def __init__(
        self,
        icon: Icon,
        label: str,
        number: int | None = None,
        tone: Tone = Tone.NEUTRAL,
        press: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._icon = icon
        self._label = label
        self._tone = tone
        self._number: int | None = None
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_number(number)
        if press is not None:
            self.clicked.connect(lambda _checked=False: press())

    @property
    def number(self) -> int | None:
        """How many."""
        return self._number

    def set_number(self, number: int | None) -> None:
        """Show another number."""
        self._number = number
        self.setAccessibleName(f"{self._label}: {self._figure()}")
        self.update()

    def _figure(self) -> str:
        return "…" if self._number is None else written(self._number)

    def sizeHint(self) -> QSize:
        """Six of them fit the smallest window."""
        return QSize(150, 76)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows get narrow tiles."""
        return QSize(110, 76)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile."""
        area = self.rect().adjusted(0, 0, 0, -2)
        with painting(self) as painter:
            soft_shadow(painter, area, metrics.CARD_RADIUS)
            border = Token.STRONG if self.underMouse() else Token.BORDER
            panel(painter, area, metrics.CARD_RADIUS, fill=Token.SURFACE, border=border)
            paint_icon(painter, self._icon, QRect(16, 14, 15, 15), self._tone.ink)
            words = QRect(38, 12, area.width() - 46, 20)
            small = fonts.font(fonts.SMALL_SIZE)
            text_line(painter, words, self._label, face=small, token=Token.MUTED)
            figure = QRect(17, 33, area.width() - 26, 32)
            text_line(painter, figure, self._figure(), face=Type.FIGURE.face, token=Token.TEXT)
            if self.hasFocus():
                focus_ring(painter, area, metrics.CARD_RADIUS)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label below, its height, and whether it is too much."""

    label: str
    value: int
    tone: Tone = Tone.ACCENT


class BarChart(QWidget):
    """Bars side by side. A screen reader gets the numbers as a sentence.

    Args:
        name: what the bars count, e.g. "Load, next 14 days".
        bars: left to right.
        nothing: what it says where no bar has a height.
    """

    _LABELS = 26

    def __init__(
        self, name: str, bars: Sequence[Bar] = (), *, nothing: str = _("Nothing to show.")
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._nothing = nothing
        self._bars: tuple[Bar, ...] = ()
        self.set_bars(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        spoken = ", ".join(f"{bar.label}: {bar.value}" for bar in self._bars)
        is_flat = not any(bar.value for bar in self._bars)
        self.setAccessibleDescription(self._nothing if is_flat else spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(420, 150)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(240, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars against the highest."""
        if not self._bars:
            return
        most = max(1, *(bar.value for bar in self._bars))
        slot = self.width() / len(self._bars)
        with painting(self) as painter:
            for index, bar in enumerate(self._bars):
                area = QRect(round(index * slot), 0, round(slot), self.height())
                self._paint_bar(painter, area, bar, most)
            if not any(bar.value for bar in self._bars):
                room = self.rect().adjusted(0, 0, 0, -self._LABELS)
                center = Qt.AlignmentFlag.AlignCenter
                small = fonts.font(fonts.SMALL_SIZE)
                text_line(painter, room, self._nothing, face=small, token=Token.MUTED, align=center)

    def _paint_bar(self, painter: QPainter, area: QRect, bar: Bar, most: int) -> None:
        figures = 16
        room = area.height() - self._LABELS - figures
        height = round(room * bar.value / most)
        gap = 4 if area.width() > 2 * metrics.PAGE_MARGIN else 2
        top = figures + room - height
        shape = QRect(area.left() + gap, top, area.width() - 2 * gap, height)
        small = fonts.font(fonts.SMALL_SIZE)
        middle = Qt.AlignmentFlag.AlignHCenter
        if bar.value:
            # The rounded foot is clipped away, so that the bar stands on its line.
            painter.save()
            painter.setClipRect(shape)
            panel(painter, shape.adjusted(0, 0, 0, 6), 4, fill=bar.tone.ink)
            painter.restore()
            above = QRect(area.left(), top - figures, area.width(), figures)
            text_line(painter, above, str(bar.value), face=small, token=Token.MUTED, align=middle)
        below = QRect(area.left(), area.bottom() - self._LABELS + 6, area.width(), 20)
        text_line(painter, below, bar.label, face=small, token=Token.MUTED, align=middle)


class GoalBar(QWidget):
    """How far something is, against a goal marked by a tick.

    Args:
        label: what is measured.
        share: how much is reached, 0 to 1.
        goal: where the goal is, 0 to 1; None without one.
    """

    def __init__(self, label: str, share: float = 0, goal: float | None = None) -> None:
        super().__init__()
        self._label = label
        self._share = 0.0
        self._goal: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share, goal)

    def set_share(self, share: float, goal: float | None = None) -> None:
        """Show another share."""
        self._share = min(1.0, max(0.0, share))
        self._goal = goal
        self.setAccessibleName(f"{self._label}: {self._reached()} {self._goal_text()}".strip())
        self.update()

    def _reached(self) -> str:
        return f"{round(self._share * 100)}%"

    def _goal_text(self) -> str:
        if self._goal is None:
            return ""
        return _("goal {share}%").format(share=round(self._goal * 100))

    def sizeHint(self) -> QSize:
        """A line of words and a bar."""
        return QSize(240, 36)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(160, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, bar and tick."""
        small = fonts.font(fonts.SMALL_SIZE)
        right = Qt.AlignmentFlag.AlignRight
        short = self._goal is not None and self._share < self._goal
        with painting(self) as painter:
            words = QRect(0, 0, self.width(), 18)
            text_line(
                painter, words.adjusted(0, 0, -110, 0), self._label, face=small, token=Token.TEXT
            )
            text_line(painter, words, self._goal_text(), face=small, token=Token.MUTED, align=right)
            reach = words.adjusted(0, 0, -66 if self._goal is not None else 0, 0)
            face = fonts.font(fonts.SMALL_SIZE, fonts.BOLD)
            text_line(painter, reach, self._reached(), face=face, token=Token.TEXT, align=right)
            track = QRect(0, 23, self.width(), 8)
            panel(painter, track, 4, fill=Token.SUNKEN)
            done = QRect(track)
            done.setWidth(round(track.width() * self._share))
            panel(painter, done, 4, fill=Token.WARN if short else Token.OK)
            if self._goal is not None:
                x = round(track.width() * self._goal)
                painter.fillRect(QRect(x, 20, 2, 14), color(Token.TEXT))


class Facts(QWidget):
    """Pairs of a quiet label and a value, below each other; values wrap.

    Args:
        facts: pairs of label and value, both plain text.
        label_width: of the first column in pixels.
        wrap_labels: a longer label goes on in a second line, so that all values begin alike.
    """

    def __init__(
        self,
        facts: Sequence[tuple[str, str]] = (),
        *,
        label_width: int = 116,
        wrap_labels: bool = False,
    ) -> None:
        super().__init__()
        self._wrapped = label_width if wrap_labels else 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for line, (label, value) in enumerate(facts):
            named = PlainLabel(label, token=Token.MUTED, wrap=bool(self._wrapped))
            if self._wrapped:
                named.setFixedWidth(self._wrapped)
            self._grid.addWidget(named, line, 0, top)
            self._grid.addWidget(PlainLabel(value, wrap=True, selectable=True), line, 1, top)
