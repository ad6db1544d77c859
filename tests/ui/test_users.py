"""Accounts in the window: the list, the forms, the dialog that asks who one is, security."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.domain.users import OfficeRole
from app.services.office import CONFIRMED_SECONDS, Office
from app.services.settings import TheSettings
from app.services.users import AddUser, UserAccounts, UserLine
from app.ui.confirming import ConfirmForm
from app.ui.desk import Desk
from app.ui.new_passphrase import NewPassphraseInput
from app.ui.page import Section
from app.ui.pages import ACTIONS, PAGES, identity_of
from app.ui.settings.security import SecurityTab
from app.ui.shell import Shell
from app.ui.users.accounts import AccountsTab
from app.ui.users.forms import AddUserForm, AmendUserForm, ResetForm, SwitchOffForm
from app.ui.users.roles import RolesTab
from app.ui.widgets import Button, Field
from tests.conftest import PASSPHRASE
from tests.ui.checks import MARKUP, labels_that_guess, shown_texts, unnamed_focusable

FIRST = "seven brown owls at noon"


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    window = Shell(desk, PAGES, ACTIONS, identity_of(office))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog):
            each.close()
    desk.close()


def tab(shell: Shell, key: str, kind: type[QWidget], qtbot: QtBot) -> QWidget:
    shell.go(Section.SETTINGS, key)
    qtbot.waitUntil(lambda: bool(shell.findChildren(kind)))
    return shell.findChildren(kind)[0]


def accounts(shell: Shell, qtbot: QtBot, count: int) -> AccountsTab:
    page = tab(shell, "users", AccountsTab, qtbot)
    assert isinstance(page, AccountsTab)
    qtbot.waitUntil(lambda: page.table.table.rowCount() == count)
    return page


def press(root: QWidget, label: str) -> None:
    next(b for b in root.findChildren(Button) if b.label == label and b.isVisible()).click()


def dialog(shell: Shell, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in shell.findChildren(kind)))
    return next(each for each in shell.findChildren(kind) if each.isVisible())


def fill(form: QWidget, **values: str) -> None:
    for field in form.findChildren(Field):
        if field.name in values:
            field.content.set_value(values[field.name])  # type: ignore[attr-defined]  # our inputs


def line(office: Office, login: str) -> UserLine:
    return next(each for each in office.ask(UserAccounts()) if each.user.login == login)


def add(office: Office) -> None:
    office.do(AddUser(login="k.lee", name=MARKUP[1], role=OfficeRole.READER, passphrase=FIRST))


def test_somebody_is_added_in_the_window(shell: Shell, office: Office, qtbot: QtBot) -> None:
    page = accounts(shell, qtbot, 1)
    press(page, "Add user…")
    form = dialog(shell, AddUserForm, qtbot)
    assert unnamed_focusable(form) == []
    fill(form, login="k.lee", name="K. Lee", passphrase=FIRST, again=FIRST)
    form.commit()  # type: ignore[attr-defined]  # it is the form
    qtbot.waitUntil(lambda: page.table.table.rowCount() == 2)
    assert line(office, "k.lee").has_key
    assert line(office, "k.lee").user.must_change


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("short", "at least 12"),
        ("kimberley 12", "made of your login"),
        ("passwordpassword", "over and over"),
        ("qwertyuiop[]", "first everywhere"),
    ],
)
def test_a_weak_first_passphrase_is_refused_beside_its_field(
    shell: Shell, qtbot: QtBot, typed: str, said: str
) -> None:
    form = AddUserForm(shell)
    form.open()
    fill(form, login="k.lee", name="Kimberley", passphrase=typed, again=typed)
    form.commit()
    qtbot.waitUntil(lambda: any(said in text for text in shown_texts(form)))


def test_the_passphrase_is_asked_for_again_and_the_act_goes_on(
    shell: Shell, office: Office, qtbot: QtBot
) -> None:
    page = accounts(shell, qtbot, 1)
    press(page, "Add user…")
    form = dialog(shell, AddUserForm, qtbot)
    fill(form, login="k.lee", name="K. Lee", passphrase=FIRST, again=FIRST)
    office._confirmed_at -= CONFIRMED_SECONDS + 1
    form.commit()  # type: ignore[attr-defined]  # it is the form
    asked = _asked(qtbot)
    fill(asked, passphrase="wrong")
    asked.commit()
    qtbot.waitUntil(lambda: any("not your present" in text for text in shown_texts(asked)))
    fill(asked, passphrase=PASSPHRASE)
    QTest.keyClick(asked._passphrase.content, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.table.rowCount() == 2)


def test_who_does_not_confirm_finds_the_form_as_it_was(
    shell: Shell, office: Office, qtbot: QtBot
) -> None:
    form = AddUserForm(shell)
    form.open()
    fill(form, login="k.lee", name="K. Lee", passphrase=FIRST, again=FIRST)
    office._confirmed_at -= CONFIRMED_SECONDS + 1
    form.commit()
    _asked(qtbot).reject()
    qtbot.waitUntil(lambda: any("once more" in text for text in shown_texts(form)))
    assert form.isVisible()
    assert form._secret.input.value() == FIRST
    assert [each.user.login for each in office.ask(UserAccounts())] == ["a.rivera"]
    office._confirmed_at += CONFIRMED_SECONDS + 1
    form.commit()
    qtbot.waitUntil(lambda: len(office.ask(UserAccounts())) == 2)


def _asked(qtbot: QtBot) -> ConfirmForm:
    def forms() -> list[ConfirmForm]:
        tops = QApplication.topLevelWidgets()
        return [each for each in tops if isinstance(each, ConfirmForm) and each.isVisible()]

    qtbot.waitUntil(lambda: len(forms()) == 1)
    assert unnamed_focusable(forms()[0]) == []
    return forms()[0]


def test_an_account_is_changed_reset_kept_out_and_let_in_again(
    shell: Shell, office: Office, qtbot: QtBot
) -> None:
    add(office)
    page = accounts(shell, qtbot, 2)
    page.table.pick(line(office, "k.lee").user.id)
    assert MARKUP[1] in shown_texts(page)
    assert labels_that_guess(page) == []
    assert unnamed_focusable(page) == []
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    form = dialog(shell, AmendUserForm, qtbot)
    fill(form, name="Kim Lee", title="Clerk")
    form.commit()  # type: ignore[attr-defined]  # it is the form
    qtbot.waitUntil(lambda: line(office, "k.lee").user.name == "Kim Lee")
    qtbot.waitUntil(lambda: "Clerk" in shown_texts(page))
    press(page, "Give a passphrase…")
    form = dialog(shell, ResetForm, qtbot)
    fill(form, passphrase="nine green hats by sea", again="nine green hats by sea")
    form.commit()  # type: ignore[attr-defined]  # it is the form
    qtbot.waitUntil(lambda: page.table.current_row().user.version == 3)  # type: ignore[union-attr]
    press(page, "Keep out…")
    form = dialog(shell, SwitchOffForm, qtbot)
    form.commit()  # type: ignore[attr-defined]  # it is the form
    qtbot.waitUntil(lambda: "Switch on again" in _visible(page))
    press(page, "Switch on again")
    qtbot.waitUntil(lambda: line(office, "k.lee").user.is_active)


def _visible(page: QWidget) -> list[str]:
    return [each.label for each in page.findChildren(Button) if each.isVisible()]


def test_nobody_is_offered_to_keep_oneself_out(shell: Shell, qtbot: QtBot) -> None:
    page = accounts(shell, qtbot, 1)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: "Change…" in _visible(page))
    assert "Keep out…" not in _visible(page)
    assert "Give a passphrase…" not in _visible(page)


def test_the_matrix_shows_every_permission(shell: Shell, qtbot: QtBot) -> None:
    page = tab(shell, "roles", RolesTab, qtbot)
    assert isinstance(page, RolesTab)
    qtbot.waitUntil(lambda: page.table.table.rowCount() > 20)
    assert unnamed_focusable(page) == []


def test_the_notice_and_the_numbers_are_saved(shell: Shell, office: Office, qtbot: QtBot) -> None:
    page = tab(shell, "security", SecurityTab, qtbot)
    assert isinstance(page, SecurityTab)
    qtbot.waitUntil(lambda: page._settings is not None)
    assert unnamed_focusable(page) == []
    fill(page, idle_minutes="31")
    page.save()
    assert office.ask(TheSettings()).idle_minutes == 10
    fill(page, idle_minutes="5", notice=MARKUP[0])
    page.save()
    qtbot.waitUntil(lambda: office.ask(TheSettings()).idle_minutes == 5)
    folder = office._database._vault.folder
    qtbot.waitUntil(lambda: bootstrap.describe(folder).notice == MARKUP[0])


def test_the_meter_says_how_good_it_is_while_it_is_typed(qtbot: QtBot) -> None:
    field = Field("new", "New passphrase", NewPassphraseInput(("a.rivera",)))
    qtbot.addWidget(field)
    field.show()
    said = []
    for typed in ("abc", "aaaaaaaaaaaaaa", "long enough words", f"{FIRST} and then some", ""):
        field.content.set_value(typed)  # type: ignore[attr-defined]  # our input
        field.grab()
        said.append(field.content.accessibleDescription())
    assert "9 more" in said[0]
    assert "over and over" in said[1]
    assert said[2].startswith("Fair")
    assert said[3] == "Strong."
    assert said[4] == ""
