"""The bar of a clock: every day from its start, with today, the limit and the trial marked.

A screen reader gets every stretch as a sentence; Left and Right go from one to the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.clocks.bar import Segment, Stretch
from app.i18n import _
from app.i18n.clocks import STRETCH_WORDS, segment
from app.services.clocks import ClockView
from app.ui import wording
from app.ui.clocks.painting import paint_stretch
from app.ui.theme import Token, color, fonts, metrics
from app.ui.widgets.announce import announce
from app.ui.widgets.painting import focus_ring, painting, text_line, text_width
from app.ui.widgets.text import plain_tooltip

_LINE, _BAR, _TICK = 18, 26, 6
_GAP = 10
_SWATCH = 18


@dataclass(frozen=True, slots=True)
class _Mark:
    """A day with a word, above the bar or below it."""

    on: date
    words: str
    token: Token
    is_above: bool


class ClockBar(QWidget):
    """One clock as a bar of days.

    Signals:
        told: the stretch the keyboard or the mouse is on, as a sentence; empty for none.
    """

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._segments: tuple[Segment, ...] = ()
        self._marks: tuple[_Mark, ...] = ()
        self._labels: Mapping[str, str] = {}
        self._first = self._last = date.min
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_clock(self, view: ClockView, name: str, labels: Mapping[str, str]) -> None:
        """Show a clock.

        Args:
            view: the clock with its bar.
            name: what it is called.
            labels: words of the kinds of excluded time.
        """
        self._segments, self._labels = view.bar, labels
        self._chosen = None
        self._marks = _marks(view)
        days = [mark.on for mark in self._marks] + [each.last for each in view.bar]
        self._first = min(days, default=date.min)
        self._last = max(days, default=date.min)
        self.setVisible(bool(view.bar))
        self.setAccessibleName(_("Days of {clock}").format(clock=name))
        marks = [f"{mark.words}." for mark in self._marks]
        self.setAccessibleDescription(" ".join((*self.sentences(), *marks)))
        self.update()

    def sentences(self) -> tuple[str, ...]:
        """Return every stretch in words, in order."""
        return tuple(segment(each, dict(self._labels)) for each in self._segments)

    def sizeHint(self) -> QSize:
        """Two lines of words and the bar between."""
        return QSize(360, 2 * (_LINE + _TICK) + _BAR)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(240, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right, Home and End go along the stretches; Esc lets go."""
        last = len(self._segments) - 1
        at = self._chosen
        target = {
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, last),
            Qt.Key.Key_Left: last if at is None else max(at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if target is None or last < 0:
            super().keyPressEvent(event)
            return
        self._choose(target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the stretch under the mouse."""
        found = self._at(event.position().toPoint())
        self.told.emit(self.sentences()[found] if found is not None else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Tell what the keyboard is on again."""
        super().leaveEvent(event)
        self.told.emit(self.sentences()[self._chosen] if self._chosen is not None else "")

    def event(self, event: QEvent) -> bool:
        """Offer each stretch as tooltip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._at(event.pos())
            self.setToolTip(plain_tooltip(self.sentences()[found]) if found is not None else "")
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint stretches, marks and their words."""
        with painting(self) as painter:
            for place, each in enumerate(self._segments):
                area = self._area(each)
                paint_stretch(painter, area, each.stretch)
                if place == self._chosen and self.hasFocus():
                    focus_ring(painter, area.adjusted(-2, -3, 2, 3), 4)
            for is_above in (True, False):
                self._paint_marks(painter, [m for m in self._marks if m.is_above is is_above])
            if self.hasFocus() and self._chosen is None:
                focus_ring(painter, self.rect(), metrics.CONTROL_RADIUS)

    def _choose(self, place: int) -> None:
        self._chosen = place
        sentence = self.sentences()[place]
        self.told.emit(sentence)
        announce(self, sentence)
        self.update()

    def _at(self, point: QPoint) -> int | None:
        for place, each in enumerate(self._segments):
            if self._area(each).contains(point):
                return place
        return None

    def _area(self, piece: Segment) -> QRect:
        left = self._x(piece.first.toordinal())
        right = max(left + 2, self._x(piece.last.toordinal() + 1))
        return QRect(left, _LINE + _TICK, right - left, _BAR)

    def _x(self, ordinal: int) -> int:
        """Return where a day begins; the edges leave room for the marks."""
        whole = self._last.toordinal() + 1 - self._first.toordinal()
        share = (ordinal - self._first.toordinal()) / max(1, whole)
        return round(2 + share * (self.width() - 5))

    def _paint_marks(self, painter: QPainter, marks: list[_Mark]) -> None:
        face = fonts.font(fonts.SMALL_SIZE, fonts.SEMIBOLD)
        ordered = sorted(marks, key=lambda mark: mark.on)
        widths = [text_width(mark.words, face) + 2 for mark in ordered]
        centers = [self._x(mark.on.toordinal()) for mark in ordered]
        for mark, center, width, left in zip(
            ordered, centers, widths, _spread(centers, widths, self.width()), strict=True
        ):
            top = 0 if mark.is_above else _LINE + 2 * _TICK + _BAR
            line_top = _LINE - 1 if mark.is_above else _LINE + _TICK - 2
            line = QRect(center - 1, line_top, 2, _BAR + _TICK + 3)
            painter.fillRect(line, color(mark.token))
            area = QRect(left, top, width, _LINE)
            text_line(painter, area, mark.words, face=face, token=mark.token)


class Legend(QWidget):
    """What color, hatch and letter of a stretch mean."""

    def __init__(self, stretch: Stretch) -> None:
        super().__init__()
        self._stretch = stretch
        self.setAccessibleName(STRETCH_WORDS[stretch])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A swatch and a word."""
        return QSize(_SWATCH + 8 + text_width(self._words, self._face) + 2, 20)

    def minimumSizeHint(self) -> QSize:
        """The swatch and the beginning of the word."""
        return QSize(_SWATCH + 30, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both."""
        with painting(self) as painter:
            paint_stretch(painter, QRect(0, 1, _SWATCH, 18), self._stretch)
            words = QRect(_SWATCH + 7, 0, self.width() - _SWATCH - 7, self.height())
            text_line(painter, words, self._words, face=self._face, token=Token.MUTED)

    @property
    def _words(self) -> str:
        return STRETCH_WORDS[self._stretch]

    _face = property(lambda _self: fonts.font(fonts.SMALL_SIZE))


def _marks(view: ClockView) -> tuple[_Mark, ...]:
    standing = view.standing
    figures = standing.figures
    if figures is None or figures.start is None:
        return ()
    words: list[tuple[date | None, str, Token, bool]] = [
        (figures.start, _("Start {day}"), Token.MUTED, False),
        (standing.reached, _("As of {day}"), Token.TEXT, True),
        (figures.limit_date, _("Limit {day}"), Token.DANGER, False),
        (figures.earliest, _("Not before {day}"), Token.DANGER, False),
        (view.trial.on if view.trial else None, _("Trial {day}"), Token.ACCENT, True),
    ]
    return tuple(
        _Mark(on, said.format(day=wording.day(on)), token, is_above)
        for on, said, token, is_above in words
        if on is not None
    )


def _spread(centers: list[int], widths: list[int], room: int) -> list[int]:
    """Return left edges for words around their marks, pushed apart and kept inside."""
    lefts: list[int] = []
    edge = 0
    for center, width in zip(centers, widths, strict=True):
        left = max(edge, min(center - width // 2, room - width))
        lefts.append(left)
        edge = left + width + _GAP
    beyond = room
    for place in range(len(lefts) - 1, -1, -1):
        lefts[place] = max(0, min(lefts[place], beyond - widths[place]))
        beyond = lefts[place] - _GAP
    return lefts
