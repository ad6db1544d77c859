"""Choosing who will read a document: cards with what each reader gets, one of them chosen."""

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from app.domain.profiles import Profile
from app.i18n import _
from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, fonts, metrics
from app.ui.widgets import column
from app.ui.widgets.painting import focus_ring, painting, panel, text_line, text_width

_READERS = {
    Profile.INTERNAL: (_("Internal"), _("work product, contacts hidden")),
    Profile.COURT: (_("Court"), _("no work product, Rule 49.1 masking")),
    Profile.DEFENSE: (_("Defense"), _("as the court, no deadline reasons")),
}
_HEIGHT = 52
_LEFT = 36
"""Room before the words, for the mark."""


class AudienceCards(QWidget):
    """The readers below each other; Up and Down move the choice.

    Args:
        readers: who is offered.

    Signals:
        picked: the `Profile` the user chose.
    """

    picked = Signal(object)

    def __init__(self, readers: Collection[Profile] = tuple(Profile)) -> None:
        super().__init__()
        self._cards = {
            profile: _Card(*words) for profile, words in _READERS.items() if profile in readers
        }
        self._cards[Profile.INTERNAL].setChecked(True)
        for card in self._cards.values():
            card.clicked.connect(self._tell)
        self.setLayout(column(*self._cards.values(), spacing=6))

    def value(self) -> Profile:
        """The reader chosen."""
        return next(profile for profile, card in self._cards.items() if card.isChecked())

    def card(self, profile: Profile) -> QRadioButton:
        """The card of a reader."""
        return self._cards[profile]

    def _tell(self) -> None:
        self.picked.emit(self.value())


class _Card(QRadioButton):
    """One reader: name, and in a few words what that paper holds."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__()
        self._name = name
        self._detail = detail
        self.setAccessibleName(f"{name}: {detail}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Mark and words."""
        width = text_width(self._detail, fonts.font(fonts.SMALL_SIZE))
        return QSize(_LEFT + width + 12, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """All the words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card is the button."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card, its mark and both lines."""
        on = self.isChecked()
        area = self.rect()
        words = area.adjusted(_LEFT, 7, -10, -7)
        half = words.height() // 2
        with painting(self) as painter:
            fill = Token.ACCENT_SOFT if on else Token.SURFACE
            border = Token.ACCENT if on else Token.BORDER
            panel(painter, area, metrics.CONTROL_RADIUS, fill=fill, border=border)
            mark = QRect(12, area.center().y() - metrics.ICON // 2, metrics.ICON, metrics.ICON)
            paint_icon(painter, Icon.CIRCLE_DOT if on else Icon.CIRCLE, mark, Token.TEXT)
            name = QRect(words.left(), words.top(), words.width(), half)
            face = fonts.font(weight=fonts.SEMIBOLD)
            text_line(painter, name, self._name, face=face, token=Token.TEXT)
            detail = name.translated(0, half)
            small = fonts.font(fonts.SMALL_SIZE)
            text_line(painter, detail, self._detail, face=small, token=Token.MUTED)
            if self.hasFocus():
                focus_ring(painter, area, metrics.CONTROL_RADIUS)
