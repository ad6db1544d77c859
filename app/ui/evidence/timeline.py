"""The chain of custody as a timeline: one entry a step, oldest first, joined by a line."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.custody import CustodyEvent
from app.i18n import _
from app.services.evidence import ItemFile
from app.ui import wording
from app.ui.evidence.wording import step_details, step_icon, step_title
from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, Tone, color
from app.ui.widgets import clear, column, row, secondary, small, strong
from app.ui.widgets.painting import painting, panel

_DOT = 24
_ICON = 14


class ChainTimeline(QWidget):
    """The steps of one chain below each other."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = column(spacing=0)
        self.setLayout(self._steps)

    def show_chain(self, shown: ItemFile) -> None:
        """Show the chain of an item; a step whose link is broken says so."""
        clear(self._steps)
        events = shown.chain.events
        for event in events:
            step = _Step(
                event,
                shown.actions[event.action],
                is_broken=event.seq in shown.breaks,
                is_last=event is events[-1],
            )
            self._steps.addWidget(step)
        self._steps.addStretch(1)


class _Step(QWidget):
    """One custody event: what and when, then who, where and why."""

    def __init__(self, event: CustodyEvent, word: str, *, is_broken: bool, is_last: bool) -> None:
        super().__init__()
        words = column(self._head(event, word), spacing=2, margins=(0, 2, 0, 0 if is_last else 14))
        if is_broken:
            words.addWidget(strong(_("This step was changed after it was written."), wrap=True))
        for number, line in enumerate(step_details(event)):
            words.addWidget((secondary if number == 0 else small)(line, wrap=True))
        words.addStretch(1)
        mark = _Mark(*step_icon(event.action), is_broken=is_broken, is_last=is_last)
        self.setLayout(row(mark, words, spacing=12))
        said = (f"{event.seq}", step_title(event, word), wording.moment(event.at))
        self.setAccessibleName(", ".join((*said, *step_details(event))))

    def _head(self, event: CustodyEvent, word: str) -> QWidget:
        head = QWidget()
        layout = row(spacing=10)
        layout.addWidget(strong(step_title(event, word), wrap=True), 1)
        layout.addWidget(small(wording.moment(event.at)), 0, Qt.AlignmentFlag.AlignTop)
        head.setLayout(layout)
        return head


class _Mark(QWidget):
    """The dot of a step, and the line that leads to the next one."""

    def __init__(self, drawing: Icon, tone: Tone, *, is_broken: bool, is_last: bool) -> None:
        super().__init__()
        self._drawing = Icon.OCTAGON_ALERT if is_broken else drawing
        self._tone = Tone.DANGER if is_broken else tone
        self._is_last = is_last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As wide as the dot."""
        return QSize(_DOT, _DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, then the dot over it."""
        dot = QRect(0, 0, _DOT, _DOT)
        inset = (_DOT - _ICON) // 2
        with painting(self) as painter:
            if not self._is_last:
                painter.setPen(QPen(color(Token.BORDER), 2))
                middle = _DOT / 2
                painter.drawLine(QPointF(middle, _DOT), QPointF(middle, self.height()))
            panel(painter, dot, _DOT / 2, fill=self._tone.wash)
            square = dot.adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, self._drawing, square, self._tone.ink)
