"""The chain of custody as a timeline: one entry a step, oldest first, joined by a line."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.custody import HANDLING_ACTIONS, CustodyEvent
from app.domain.custody.signing import unsigned_parts
from app.domain.signatures import Signature, SignatureKind
from app.i18n import _
from app.services.evidence import ItemFile
from app.ui import wording
from app.ui.evidence.signature_pad import DrawnSignature
from app.ui.evidence.wording import (
    signature_words,
    step_corrections,
    step_details,
    step_icon,
    step_title,
)
from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, Tone, color
from app.ui.widgets import clear, column, holding, link, row, secondary, small, strong
from app.ui.widgets.painting import painting, panel

_DOT = 24
_ICON = 14


class ChainTimeline(QWidget):
    """The steps of one chain below each other, with signatures and corrections beside each.

    Args:
        may_sign: whether the user may take signatures.

    Signals:
        sign_asked: ``seq`` of the step somebody wants to sign for.
    """

    sign_asked = Signal(int)

    def __init__(self, *, may_sign: bool) -> None:
        super().__init__()
        self._may_sign = may_sign
        self._steps = column(spacing=0)
        self.setLayout(self._steps)

    def show_chain(self, shown: ItemFile) -> None:
        """Show the chain of an item; a step whose link is broken says so."""
        clear(self._steps)
        events = shown.chain.events
        for event in events:
            step = _Step(
                event,
                shown,
                is_last=event is events[-1],
                may_sign=self._may_sign and is_to_be_signed(event, shown),
            )
            step.sign_asked.connect(self.sign_asked)
            self._steps.addWidget(step)
        self._steps.addStretch(1)


class _Step(QWidget):
    """One custody event: what and when, then who, where and why."""

    sign_asked = Signal(int)

    def __init__(
        self, event: CustodyEvent, shown: ItemFile, *, is_last: bool, may_sign: bool
    ) -> None:
        super().__init__()
        self._seq = event.seq
        word = shown.actions[event.action]
        is_broken = event.seq in shown.breaks
        words = column(self._head(event, word), spacing=2, margins=(0, 2, 0, 0 if is_last else 14))
        if is_broken:
            words.addWidget(strong(_("This step was changed after it was written."), wrap=True))
        for number, line in enumerate(step_details(event, shown.answers)):
            words.addWidget((secondary if number == 0 else small)(line, wrap=True))
        for line in step_corrections(event, shown.chain):
            words.addWidget(strong(line, wrap=True))
        signed = [each for each in shown.signatures if each.event == event.id]
        for signature in signed:
            words.addWidget(_signed(signature, event))
        if may_sign:
            sign = link(_("Sign for this step"), self._ask_sign)
            words.addLayout(row(sign, None))
        words.addStretch(1)
        mark = _Mark(*step_icon(event.action), is_broken=is_broken, is_last=is_last)
        self.setLayout(row(mark, words, spacing=12))
        said = (f"{event.seq}", step_title(event, word), wording.moment(event.at))
        more = (*step_corrections(event, shown.chain), *(signature_words(s, event) for s in signed))
        self.setAccessibleName(", ".join((*said, *step_details(event, shown.answers), *more)))

    def _ask_sign(self) -> None:
        self.sign_asked.emit(self._seq)

    def _head(self, event: CustodyEvent, word: str) -> QWidget:
        head = QWidget()
        layout = row(spacing=10)
        layout.addWidget(strong(step_title(event, word), wrap=True), 1)
        layout.addWidget(small(wording.moment(event.at)), 0, Qt.AlignmentFlag.AlignTop)
        head.setLayout(layout)
        return head


def is_to_be_signed(event: CustodyEvent, shown: ItemFile) -> bool:
    """Whether somebody who gives, receives or sees a hand-over has not signed for it."""
    return event.action not in HANDLING_ACTIONS and bool(unsigned_parts(event, shown.signatures))


def _signed(signature: Signature, event: CustodyEvent) -> QWidget:
    words = signature_words(signature, event)
    label = small(words, wrap=True)
    if signature.kind is not SignatureKind.DRAWN:
        return label
    return holding(row(DrawnSignature(signature.strokes, words), label, spacing=8))


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
