"""The rail at the left: the sections that exist, with the number of things waiting in each."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from app.i18n import _, ngettext
from app.ui.icons import Icon, paint_icon
from app.ui.page import Page, Section
from app.ui.theme import Token, Tone, fonts, metrics
from app.ui.widgets.chip import CountBadge, KeyCap
from app.ui.widgets.layout import column, row
from app.ui.widgets.painting import focus_ring, painting, panel, text_line

_AT_FOOT = (Section.COURTROOM, Section.SETTINGS)
_ENTRY_HEIGHT = 36


class Rail(QWidget):
    """The entries. Up and Down move between them.

    Signals:
        picked: the `Section` the user chose.
        lock_pressed: the entry at the foot.
    """

    picked = Signal(object)
    lock_pressed = Signal()

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(metrics.RAIL_WIDTH)
        self.setAccessibleName(_("Sections"))
        self._entries: dict[Section, RailEntry] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = column(spacing=2, margins=(8, 10, 8, 8))
        ordered = in_rail_order(pages)
        for page in ordered:
            if page.section not in _AT_FOOT:
                layout.addWidget(self._entry(page))
        layout.addStretch(1)
        for page in ordered:
            if page.section in _AT_FOOT:
                layout.addWidget(self._entry(page))
        lock = RailEntry(_("Lock"), Icon.LOCK, keys="Ctrl L")
        lock.setCheckable(False)
        lock.clicked.connect(self._lock)
        layout.addWidget(lock)
        self.setLayout(layout)

    def sections(self) -> tuple[Section, ...]:
        """The sections shown, top to bottom."""
        return tuple(self._entries)

    def entry(self, section: Section) -> "RailEntry":
        """Return one entry."""
        return self._entries[section]

    def show_section(self, section: Section) -> None:
        """Mark the open section."""
        self._entries[section].setChecked(True)

    def focus_current(self) -> None:
        """Put the keyboard on the open section."""
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between entries; moving alone opens nothing."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        entries = self.findChildren(RailEntry)
        here = next((n for n, entry in enumerate(entries) if entry.hasFocus()), 0)
        target = entries[min(max(0, here + step), len(entries) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _entry(self, page: Page) -> "RailEntry":
        keys = "F11" if page.section is Section.COURTROOM else ""
        entry = RailEntry(page.title, page.icon, keys=keys, badge_tone=page.badge_tone)
        entry.section = page.section
        entry.clicked.connect(self._pick)
        self._group.addButton(entry)
        self._entries[page.section] = entry
        return entry

    def _pick(self) -> None:
        entry = self.sender()
        if isinstance(entry, RailEntry) and entry.section is not None:
            self.picked.emit(entry.section)

    def _lock(self) -> None:
        self.lock_pressed.emit()


def in_rail_order(pages: Sequence[Page]) -> list[Page]:
    """Return the pages as the rail shows them, top to bottom."""
    places = list(Section)
    return sorted(pages, key=lambda page: places.index(page.section))


class RailEntry(QPushButton):
    """One entry: icon, word, and a number or a key."""

    def __init__(
        self, text: str, icon: Icon, *, keys: str = "", badge_tone: Tone = Tone.DANGER
    ) -> None:
        super().__init__()
        self.section: Section | None = None
        self._label = text
        self._icon = icon
        self._badge = CountBadge(0, badge_tone)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = row(None, self._badge, margins=(0, 0, 10, 0))
        if keys:
            inside.addWidget(KeyCap(keys))
        self.setLayout(inside)

    @property
    def label(self) -> str:
        """The word."""
        return self._label

    def set_count(self, count: int) -> None:
        """Show how many things wait there."""
        self._badge.set_count(count)
        waiting = ngettext("{n} waiting", "{n} waiting", count).format(n=count)
        self.setAccessibleName(f"{self._label}, {waiting}" if count else self._label)

    def sizeHint(self) -> QSize:
        """The rail's width."""
        return QSize(metrics.RAIL_WIDTH - 16, _ENTRY_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same: the layout inside has no say."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the rail: Qt would press the next entry of the group."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the entry."""
        on = self.isChecked()
        with painting(self) as painter:
            if on:
                panel(painter, self.rect(), metrics.CONTROL_RADIUS, fill=Token.ACCENT_SOFT)
            elif self.underMouse():
                panel(painter, self.rect(), metrics.CONTROL_RADIUS, fill=Token.SUNKEN)
            ink = Token.ACCENT if on else Token.TEXT
            square = QRect(10, (self.height() - 18) // 2, 18, 18)
            paint_icon(painter, self._icon, square, ink)
            words = self.rect().adjusted(38, 0, -44, 0)
            face = fonts.font(weight=fonts.SEMIBOLD if on else fonts.REGULAR)
            text_line(painter, words, self._label, face=face, token=ink)
            if self.hasFocus():
                focus_ring(painter, self.rect(), metrics.CONTROL_RADIUS)
