"""The window of the first screen: one card in the middle, one step at a time."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.process import Handover
from app.ui.restore_request import take_request
from app.ui.theme import Token
from app.ui.unlock.card import StepCard
from app.ui.unlock.doors import Doors, Standing, VaultPlate
from app.ui.unlock.enter import EnterCard
from app.ui.widgets.layout import column, holding, row

_LAST_VAULT = "vault/last"
_LAST_LOGIN = "vault/login"
_GEOMETRY = "window/geometry"
"""Where the main window stood; after a lock this one stands there."""


class UnlockWindow(QWidget):
    """The steps. Those that are rarely needed are made when they are.

    Args:
        doors: the ways in.
        folder: the vault to open; the one opened last where omitted.
        handover: what the process before this one says of its lock.

    Signals:
        opened: the open office, and the folder of its vault (None for the demo office).
        painted: once, after the first paint; slow things may begin.
    """

    opened = Signal(object, object)
    painted = Signal()

    def __init__(
        self, doors: Doors, folder: Path | None = None, handover: Handover | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(_("Dossier"))
        self.setMinimumSize(560, 560)
        self.resize(1024, 680)
        self._doors = doors
        self._handover = handover or Handover()
        if self._handover.locked_at:
            self._stand_where_it_was()
        self._folder: Path | None = folder or _last_vault()
        self._layout = column()
        self.setLayout(self._layout)
        self._enter: EnterCard | None = None
        self._acknowledged: Path | None = None
        self._seen = False
        self.show_start()

    @property
    def card(self) -> QWidget:
        """The step that is shown."""
        return self._card

    def show_start(self) -> None:
        """Show the passphrase, or the welcome where no vault is known."""
        asked = take_request()
        if asked is not None:
            self._restore_backup(asked)
        elif self._folder is None:
            self._welcome()
        else:
            self._ask_passphrase()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Look at the vault after the first paint."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # Queued behind the paint events of the card, which follow this one.
            QTimer.singleShot(0, self._after_paint)

    def _after_paint(self) -> None:
        self.painted.emit()
        if self._enter is not None:
            self._enter.read_plate()

    def _ask_passphrase(self) -> None:
        if self._folder is None:
            return
        card = EnterCard(self._doors)
        card.opened.connect(self._go_in)
        card.recovery_asked.connect(self._recover)
        card.other_asked.connect(self._welcome)
        card.restore_asked.connect(self._restore_backup)
        card.noticed.connect(self._show_notice)
        if self._acknowledged == self._folder:
            card.acknowledge()
        self._enter = card
        self._put(card)
        card.show_vault(self._folder, str(QSettings().value(_LAST_LOGIN) or ""))
        if self._handover.locked_at:
            card.show_lock(self._handover)
        if self._seen:
            card.read_plate()

    def _show_notice(self, plate: VaultPlate) -> None:
        from app.ui.unlock.notice import NoticeCard  # noqa: PLC0415 - only some offices have one

        card = NoticeCard(plate.office, plate.notice)
        card.acknowledged.connect(self._acknowledge)
        self._put(card)
        card.take_focus()

    def _acknowledge(self) -> None:
        self._acknowledged = self._folder
        self._ask_passphrase()

    def _stand_where_it_was(self) -> None:
        stored = QSettings().value(_GEOMETRY)
        if isinstance(stored, QByteArray):
            self.restoreGeometry(stored)

    def _welcome(self) -> None:
        from app.ui.unlock.first_run import WelcomeCard  # noqa: PLC0415 - rarely the first card

        card = WelcomeCard(self._doors)
        card.new_asked.connect(self._found)
        card.picked.connect(self._pick)
        card.left.connect(self._ask_passphrase)
        card.opened.connect(self._go_into_demo)
        card.restore_asked.connect(self._restore_backup)
        if self._folder is not None:
            card.offer_return()
        self._put(card)

    def _found(self) -> None:
        from app.ui.unlock.first_run import NewVaultCard  # noqa: PLC0415 - once in a vault's life

        card = NewVaultCard(self._doors)
        card.founded.connect(self._show_code)
        card.left.connect(self._welcome)
        self._put(card)

    def _show_code(self, office: object, code: str) -> None:
        from app.ui.unlock.first_run import NewVaultCard  # noqa: PLC0415 - as above
        from app.ui.unlock.recovery_sheet import RecoverySheetCard  # noqa: PLC0415 - as above

        made = self._card
        if isinstance(made, NewVaultCard):
            self._folder = made.folder()
            card = RecoverySheetCard()
            card.opened.connect(self._go_in)
            card.show_code(office, code, self._folder)
            self._put(card)

    def _recover(self) -> None:
        from app.ui.unlock.recover import RecoverCard  # noqa: PLC0415 - rarely needed

        if self._folder is None or self._enter is None:
            return
        login = self._enter.login()
        card = RecoverCard(self._doors)
        card.opened.connect(self._go_in)
        card.left.connect(self._ask_passphrase)
        self._put(card)
        card.show_vault(self._folder, login)

    def _restore_backup(self, source: Path | None = None) -> None:
        from app.ui.unlock.restore import RestoreCard  # noqa: PLC0415 - rarely needed

        card = RestoreCard(self._doors, source, self._folder)
        card.restored.connect(self._show_restored)
        card.left.connect(self._leave_restore)
        self._put(card)
        card.begin()

    def _leave_restore(self) -> None:
        if self._folder is None:
            self._welcome()
        else:
            self._ask_passphrase()

    def _show_restored(self, folder: Path, words: str) -> None:
        self._pick(folder)
        if self._enter is not None:
            self._enter.say(words, Token.OK)

    def _pick(self, folder: Path) -> None:
        self._folder = folder
        self._ask_passphrase()

    def _go_in(self, office: object) -> None:
        settings = QSettings()
        settings.setValue(_LAST_VAULT, str(self._folder))
        if isinstance(self._card, EnterCard):
            settings.setValue(_LAST_LOGIN, self._card.login())
        standing = self._doors.standing(office)
        if standing.must_change or standing.should_change:
            self._let_choose(office, standing)
        else:
            self.opened.emit(office, self._folder)

    def _let_choose(self, office: object, standing: Standing) -> None:
        from app.ui.unlock.choose import ChooseCard  # noqa: PLC0415 - rarely needed

        card = ChooseCard(self._doors, office, standing)
        card.opened.connect(self._go_on)
        card.left.connect(self._ask_passphrase)
        self._put(card)
        card.take_focus()

    def _go_on(self, office: object) -> None:
        self.opened.emit(office, self._folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close an office that was opened and not gone into."""
        give_up = getattr(self._card, "close_office", None)
        if give_up is not None:
            give_up()
        super().closeEvent(event)

    def _go_into_demo(self, office: object) -> None:
        self.opened.emit(office, None)

    def _put(self, card: StepCard) -> None:
        self._card = card
        if not isinstance(card, EnterCard):
            self._enter = self._enter if type(card).__name__ == "RecoverCard" else None
        around = holding(column(None, row(None, card, None), None, margins=16))
        shown = around if isinstance(card, EnterCard) else _scrolling(around)
        old = self._layout.takeAt(0)
        widget = old.widget() if old is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        self._layout.addWidget(shown)
        # At once, not with the next event: the card puts the focus into a field right away.
        shown.show()


def _scrolling(inside: QWidget) -> QWidget:
    """Return a scroll area: the longer cards must fit small screens too."""
    from PySide6.QtWidgets import QFrame, QScrollArea  # noqa: PLC0415 - not for the first card

    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area


def _last_vault() -> Path | None:
    stored = QSettings().value(_LAST_VAULT)
    return Path(stored) if isinstance(stored, str) and Path(stored).is_dir() else None
