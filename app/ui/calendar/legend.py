"""The legend of the calendar, which also shows and hides the kinds of entries."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.calendar import EVERY_KIND, EntryKind
from app.i18n import _
from app.ui.dated_look import KIND_LETTERS, KIND_WORDS, kind_chip
from app.ui.icons import Icon
from app.ui.theme import Tone, metrics
from app.ui.widgets import ChipSpec, row
from app.ui.widgets.painting import chip_size, focus_ring, paint_chip, painting


class Legend(QWidget):
    """A chip for each kind.

    Signals:
        changed: some kind was shown or hidden.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips = {kind: _KindChip(kind) for kind in EntryKind}
        for chip in self._chips.values():
            chip.toggled.connect(self._tell)
        self.setLayout(row(*self._chips.values(), spacing=6))

    def kinds(self) -> frozenset[EntryKind]:
        """The kinds shown."""
        return frozenset(kind for kind in EVERY_KIND if self._chips[kind].isChecked())

    def show_kinds(self, kinds: frozenset[EntryKind]) -> None:
        """Show these and hide the others; nobody is told."""
        for kind, chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(kind in kinds)
            chip.blockSignals(False)
            chip.update()

    def _tell(self) -> None:
        self.changed.emit()


class _KindChip(QPushButton):
    """One kind; checked means shown."""

    def __init__(self, kind: EntryKind) -> None:
        super().__init__()
        self._kind = kind
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setChecked(True)
        self.setAccessibleName(_("Show {kind}").format(kind=KIND_WORDS[kind]))
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The chip, with room for the ring of the keyboard."""
        return chip_size(_legend_chip(self._kind)).grownBy(self.contentsMargins()) + QSize(0, 3)

    def minimumSizeHint(self) -> QSize:
        """The whole word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip; a hidden kind is gray with a closed eye."""
        shown = _legend_chip(self._kind)
        spec = shown if self.isChecked() else ChipSpec(shown.text, Tone.NEUTRAL, Icon.EYE_OFF)
        with painting(self) as painter:
            paint_chip(painter, self.rect().adjusted(0, 1, 0, -2), spec)
            if self.hasFocus():
                focus_ring(painter, self.rect(), metrics.CHIP_RADIUS)


def _legend_chip(kind: EntryKind) -> ChipSpec:
    """Return icon, letter and word, as entries show the first two."""
    chip = kind_chip(kind)
    return ChipSpec(f"{KIND_LETTERS[kind]}  {chip.text}", chip.tone, chip.icon)
