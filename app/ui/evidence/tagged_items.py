"""The items a form is about, gathered by their tags: typed, or scanned one after the other."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.evidence import EvidenceByTag, EvidenceItemView, ItemFile
from app.ui.desk import Desk
from app.ui.evidence.wording import LONGEST_NAME, shortened, state_chip
from app.ui.icons import Icon
from app.ui.scan.sounds import Sound, play
from app.ui.scan.taking import offer_scans
from app.ui.widgets import Field, ListRow, RowList, TextInput, column, small

_MOST_ROWS = 5
"""Rows seen at once; more are scrolled to."""


class _TagLine(TextInput):
    """A line whose Enter ends a tag and does not send the form.

    Signals:
        ended: a tag is typed or scanned whole.
    """

    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for the tag; Ctrl+Enter is the form's."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.ended.emit()
            return
        super().keyPressEvent(event)


class TaggedItems(QWidget):
    """A field for tags, and the items named so far.

    Signals:
        changed: an item came or went.
    """

    changed = Signal()
    takes_any = True

    def __init__(self, desk: Desk, items: Iterable[UUID]) -> None:
        super().__init__()
        self._desk = desk
        self._items: dict[ItemId, ItemFile] = {}
        self._asked: list[ItemId] = []
        self._scanned: list[str] = []
        self._line = _TagLine(placeholder=_("Scan or type a tag, then Enter"))
        self._tag = Field("items", _("Items"), self._line)
        self._list = RowList(_("Items of this batch"))
        self._count = small()
        self.setLayout(column(self._tag, self._list, self._count, spacing=6))
        self.setFocusProxy(self._line)
        self._line.ended.connect(self._add_typed)
        self._list.acted.connect(self._take_out)
        self._show()
        self.take_back(items)
        offer_scans(self)

    @property
    def files(self) -> tuple[ItemFile, ...]:
        """What is known of the items that were found, in the order they were named."""
        return tuple(self._items[item] for item in self._asked if item in self._items)

    @property
    def ids(self) -> tuple[ItemId, ...]:
        """The items, in the order they were named."""
        return tuple(self._asked)

    def kept(self) -> list[UUID]:
        """Return what a lock keeps: the items named so far."""
        return list(self._asked)

    def take_back(self, kept: Iterable[UUID]) -> None:
        """Name the items again."""
        for item in kept:
            wanted = ItemId(item)
            if wanted not in self._asked:
                self._asked.append(wanted)
                self._desk.ask(EvidenceItemView(wanted), self, self._take, self._refuse)

    def take_scan(self, code: str, _into: QWidget | None) -> bool:
        """Name the item whose tag was scanned, wherever in the form the keyboard is."""
        self._scanned.append(code)
        if len(self._scanned) == 1:
            self._ask_scanned()
        return True

    def _ask_scanned(self) -> None:
        """Ask for one scan after the other: answers would come in any order."""
        scanned = EvidenceByTag(self._scanned[0])
        self._desk.ask(scanned, self, self._add_scanned, self._refuse_scan)

    def _add_scanned(self, shown: ItemFile) -> None:
        is_new = shown.item.id not in self._asked
        play(Sound.TAKEN if is_new else Sound.REFUSED)
        self._add(shown)
        self._go_on()

    def _refuse_scan(self, error: DossierError) -> None:
        play(Sound.REFUSED)
        self._refuse(error)
        self._go_on()

    def _go_on(self) -> None:
        del self._scanned[0]
        if self._scanned:
            self._ask_scanned()

    def _add_typed(self) -> None:
        tag = self._line.value()
        if tag:
            self._desk.ask(EvidenceByTag(tag), self, self._add, self._refuse)
            self._line.clear()

    def _add(self, shown: ItemFile) -> None:
        if shown.item.id in self._asked:
            words = _("{tag} is in the batch already.").format(tag=shown.line.tag)
            self._tag.show_warning(words)
            return
        self._tag.show_hint()
        self._asked.append(shown.item.id)
        self._take(shown)

    def _take(self, shown: ItemFile) -> None:
        self._items[shown.item.id] = shown
        self._show()
        self.changed.emit()

    def _take_out(self, key: object) -> None:
        if isinstance(key, UUID):
            item = ItemId(key)
            self._asked.remove(item)
            self._items.pop(item, None)
            self._show()
            self.changed.emit()

    def _refuse(self, error: DossierError) -> None:
        self._tag.show_error(sentence(error))

    def _show(self) -> None:
        self._list.set_rows([_row(shown) for shown in self.files])
        count = len(self._asked)
        self._list.setVisible(bool(self.files))
        self._list.setMaximumHeight(_MOST_ROWS * 48)
        self._count.setText(ngettext("{n} item", "{n} items", count).format(n=count))
        self._count.setVisible(bool(count))


def _row(shown: ItemFile) -> ListRow:
    line = shown.line
    return ListRow(
        key=line.item,
        title=line.tag,
        detail=shortened(f"{line.case_number}, {line.description}", LONGEST_NAME),
        icon=Icon.PACKAGE,
        chip=state_chip(line),
        action=_("Take out"),
    )
