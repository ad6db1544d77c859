"""The Users tab of the settings: everybody with the state of the account, and what can be done."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app.i18n import _
from app.services.office import Changes
from app.services.users import (
    AddUser,
    AmendUser,
    EnableUser,
    ReleaseLogin,
    UserAccounts,
    UserLine,
)
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTabPage
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import metrics
from app.ui.users.forms import AddUserForm, AmendUserForm, ResetForm, SwitchOffForm
from app.ui.users.words import facts, posts, seen, state_chip
from app.ui.widgets import (
    Button,
    Card,
    EmptyState,
    Facts,
    ScrollPage,
    SegmentedControl,
    column,
    hide_unless,
    holding,
    row,
    section,
)

COLUMNS = (
    Column(
        _("Name"),
        lambda line: line.user.name,
        width=150,
        stretch=2,
        strong=True,
        second=lambda line: line.user.login,
    ),
    Column(_("Roles"), lambda line: posts(line.user), width=130, stretch=2, quiet=True),
    Column(_("State"), lambda _line: "", width=122, chip=state_chip),
    Column(_("Last seen"), lambda line: seen(line.user), width=142, quiet=True, gives_way=1),
)
_SIDE_WIDTH = 380


class AccountsTab(SettingsTabPage):
    """The accounts; the chosen one stands beside the list with its buttons."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._lines: tuple[UserLine, ...] = ()
        self._model = RowTable(COLUMNS, key=_key)
        self.table = DataTable(
            _("Users"),
            self._model,
            empty=EmptyState(Icon.USERS, _("There is nobody to look at.")),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self.table.picked.connect(self._show_chosen)
        self.table.opened.connect(self._amend)
        self._which = SegmentedControl(
            [(False, _("Everybody")), (True, _("Review"))], False, name=_("Which accounts")
        )
        self._which.picked.connect(self._fill)
        self._add = Button(_("Add user…"), self._open_add, icon=Icon.USER_PLUS, small=True)
        hide_unless(self._add, self.desk.may(AddUser))
        head = row(self._which, None, self._add, margins=(metrics.PAGE_MARGIN, 14, 14, 12))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(holding(column(head, self.table, spacing=0)))
        split.addWidget(self._side())
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([1000, _SIDE_WIDTH])
        split.setHandleWidth(1)
        self.setLayout(column(split, spacing=0))

    def refresh(self) -> None:
        """Ask for the accounts."""
        self.desk.ask(UserAccounts(), self, self._show)

    def touched_by(self, _changes: Changes) -> bool:
        """Locks are released without a record being touched."""
        return True

    def _side(self) -> ScrollPage:
        self._head = section("")
        self._facts = Facts(label_width=92)
        self._buttons = (
            Button(_("Change…"), self._amend, icon=Icon.PENCIL),
            Button(_("Give a passphrase…"), self._reset, icon=Icon.KEY_ROUND),
            Button(_("Release the login"), self._release, icon=Icon.LOCK_OPEN),
            Button(_("Switch on again"), self._enable, icon=Icon.USER_CHECK),
            Button(_("Keep out…"), self._keep_out, icon=Icon.BAN),
        )
        self._card = Card(self._head, self._facts, column(*self._buttons, spacing=8))
        self._card.hide()
        return ScrollPage(self._card, None)

    def _show(self, lines: tuple[UserLine, ...]) -> None:
        self._lines = lines
        self._fill()

    def _fill(self, _value: object = None) -> None:
        review = bool(self._which.value())
        self._model.set_rows([each for each in self._lines if each.findings or not review])
        self._show_chosen()

    def _show_chosen(self, _key: object = None) -> None:
        line = self._chosen()
        self._card.setVisible(line is not None)
        if line is None:
            return
        self._head.setText(line.user.name)
        self._facts.set_facts(facts(line))
        on, manages = line.user.is_active, self.desk.may(AmendUser)
        shown = (
            manages,
            manages and on and not line.is_self,
            manages and line.is_locked,
            manages and not on,
            manages and not line.is_self and (on or line.has_key),
        )
        for button, is_shown in zip(self._buttons, shown, strict=True):
            button.setVisible(is_shown)

    def _chosen(self) -> UserLine | None:
        line: UserLine | None = self.table.current_row()
        return line

    def _open_add(self) -> None:
        self._open(AddUserForm(self.frame), _("{name} can enter now."))

    def _amend(self, _key: object = None) -> None:
        self._open_with(AmendUserForm, _("{name} was changed."))

    def _reset(self) -> None:
        self._open_with(ResetForm, _("{name} can enter with the new passphrase."))

    def _keep_out(self) -> None:
        self._open_with(SwitchOffForm, _("{name} is kept out."))

    def _release(self) -> None:
        line = self._chosen()
        if line is not None:
            self.desk.do(ReleaseLogin(user=line.user.id), self, self._say_released)

    def _enable(self) -> None:
        line = self._chosen()
        if line is not None:
            self.desk.do(EnableUser(user=line.user.id), self, self._say_enabled)

    def _open_with(self, form: Callable[[Frame, UserLine], FormDialog], words: str) -> None:
        line = self._chosen()
        if line is not None and self.desk.may(AmendUser):
            self._open(form(self.frame, line), words)

    def _open(self, form: FormDialog, words: str) -> None:
        form.committed.connect(lambda user: self.frame.tell(words.format(name=user.name)))
        form.open()

    def _say_released(self, _done: object) -> None:
        self.frame.tell(_("The login can be tried again."))

    def _say_enabled(self, _user: object) -> None:
        self.frame.tell(_("The account is on again."))


def _key(line: UserLine) -> UUID:
    return line.user.id
