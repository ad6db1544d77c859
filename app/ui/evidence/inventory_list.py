"""Every inventory, the open ones first: go on with one, look at one, or start another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.i18n.inventory import REASON_WORDS
from app.services.evidence import Inventories, InventoryLine, StartInventory
from app.ui import wording
from app.ui.evidence.inventory_forms import StartInventoryForm
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    ChipSpec,
    EmptyState,
    column,
    hide_unless,
    primary,
    quiet,
    row,
    secondary,
    section,
)


def state_chip(line: InventoryLine) -> ChipSpec:
    """Return whether an inventory is open, and how it ended."""
    if line.closing is None:
        return ChipSpec(_("Open"), Tone.WARN, Icon.LIST_CHECKS)
    if line.closing.is_given_up:
        return ChipSpec(_("Given up"), Tone.NEUTRAL, Icon.BAN)
    return ChipSpec(_("Closed"), Tone.OK, Icon.CHECK)


_COLUMNS = (
    Column(_("Place"), lambda line: line.path, width=180, stretch=3, strong=True),
    Column(_("Why"), lambda line: REASON_WORDS[line.session.reason], width=160, gives_way=1),
    Column(_("Started"), lambda line: wording.moment(line.session.started_at), width=170),
    Column(_("By"), lambda line: line.session.started_by, width=130, stretch=1),
    Column(_("Together with"), lambda line: line.session.joint_person, width=130, gives_way=2),
    Column(_("Read"), lambda line: str(line.read), width=64, right=True),
    Column(_("State"), lambda line: state_chip(line).text, width=122, chip=state_chip),
)


class InventoryList(QWidget):
    """The list.

    Signals:
        chosen: the identity of the inventory to open.
        left: the user goes back to the evidence.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        start = primary(_("Start an inventory…"), self.start, Icon.LIST_CHECKS)
        hide_unless(start, frame.desk.may(StartInventory))
        back = quiet(_("Back to the list"), self.left.emit, Icon.ARROW_LEFT, "Esc")
        lede = secondary(_("Scan a shelf; what is missing, misplaced or unexpected shows itself."))
        head = row(column(section(_("Inventory")), lede, spacing=2), None, start, back)
        self._rows = RowTable(_COLUMNS, key=_key)
        nothing = _("Nothing was counted yet. Start with one shelf.")
        empty = EmptyState(Icon.LIST_CHECKS, nothing)
        self.table = DataTable(_("Inventories"), self._rows, empty=empty)
        self.table.opened.connect(self.chosen)
        layout = column(head, spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        layout.addWidget(Card(self.table, padding=0), 1)
        self.setLayout(layout)

    def refresh(self) -> None:
        """Ask for the inventories."""
        self._frame.desk.ask(Inventories(), self, self._rows.set_rows)

    def start(self) -> None:
        """Open the form of a new one."""
        form = StartInventoryForm(self._frame)
        form.committed.connect(self._open_new)
        form.open()

    def _open_new(self, session: object) -> None:
        self.chosen.emit(session.id)  # type: ignore[attr-defined]  # the session just begun


def _key(line: InventoryLine) -> object:
    return line.session.id
