"""Chips, count badges and key caps."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.icons import Icon
from app.ui.theme import Token, Tone, fonts, metrics
from app.ui.widgets.painting import (
    ChipSpec,
    chip_size,
    paint_chip,
    painting,
    panel,
    text_line,
    text_width,
)

_NINETY_NINE = 99


class Chip(QWidget):
    """A word in a tone, e.g. ``Chip("In custody", Tone.DANGER, Icon.LOCK)``."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: Icon | None = None) -> None:
        super().__init__()
        self._spec = ChipSpec(text, tone, icon)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def spec(self) -> ChipSpec:
        """What it shows."""
        return self._spec

    def show_spec(self, spec: ChipSpec) -> None:
        """Show something else."""
        self._spec = spec
        self.setAccessibleName(spec.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The whole word."""
        return chip_size(self._spec)

    def minimumSizeHint(self) -> QSize:
        """A chip of user text may give way, the usual short word does not."""
        return QSize(min(self.sizeHint().width(), 160), metrics.CHIP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        with painting(self) as painter:
            paint_chip(painter, self.rect(), self._spec)


class CountBadge(QWidget):
    """A number in a pill; hidden at zero."""

    def __init__(self, count: int = 0, tone: Tone = Tone.DANGER) -> None:
        super().__init__()
        self._tone = tone
        self._count = 0
        self.set_count(count)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """The number."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(str(count))
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    def _text(self) -> str:
        return str(self._count) if self._count <= _NINETY_NINE else f"{_NINETY_NINE}+"

    def sizeHint(self) -> QSize:
        """A circle for one figure, a pill for more."""
        face = fonts.font(fonts.SMALL_SIZE - 1, fonts.SEMIBOLD)
        return QSize(max(22, text_width(self._text(), face) + 14), 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        face = fonts.font(fonts.SMALL_SIZE - 1, fonts.SEMIBOLD)
        with painting(self) as painter:
            panel(painter, self.rect(), self.height() / 2, fill=self._tone.wash)
            text_line(
                painter,
                self.rect(),
                self._text(),
                face=face,
                token=self._tone.ink,
                align=Qt.AlignmentFlag.AlignHCenter,
            )


class KeyCap(QWidget):
    """A key to press, e.g. ``KeyCap("Ctrl K")``."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The whole text."""
        return QSize(text_width(self._keys, _key_face()) + 15, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        with painting(self) as painter:
            panel(painter, self.rect(), 5, fill=Token.SURFACE, border=Token.BORDER)
            text_line(
                painter,
                self.rect(),
                self._keys,
                face=_key_face(),
                token=Token.MUTED,
                align=Qt.AlignmentFlag.AlignHCenter,
            )


def _key_face() -> QFont:
    return fonts.font(fonts.SMALL_SIZE - 1, fonts.MEDIUM)
