"""The first screen, with plain functions for doors."""

import stat
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import CannotUnlock, Unavailable
from app.i18n.sentences import sentence
from app.ui.unlock import Doors, NewVault, Standing, UnlockWindow, VaultPlate
from app.ui.unlock.choose import ChooseCard
from app.ui.unlock.doors import Tell
from app.ui.unlock.enter import EnterCard
from app.ui.unlock.first_run import NewVaultCard, WelcomeCard
from app.ui.unlock.notice import NoticeCard
from app.ui.unlock.recover import RecoverCard
from app.ui.unlock.recovery_sheet import RecoverySheetCard
from app.ui.widgets import Button, CheckRow, Field
from tests.ui.checks import labels_that_guess, shown_texts, unnamed_focusable

RIGHT = "correct horse battery staple"
SYNCED = "OneDrive <i>copies</i> this folder."


@dataclass
class House:
    """Doors that open to one passphrase and one code."""

    office: str = "Riverside <b>County</b>"
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def describe(self, folder: Path) -> VaultPlate:
        if folder.name == "gone.dossier":
            raise Unavailable("vault.not_found", path=str(folder))
        return VaultPlate(self.office, ("a.rivera",), self.cautions(folder))

    def cautions(self, folder: Path) -> tuple[str, ...]:
        return (f"{SYNCED} {folder}",) if "OneDrive" in str(folder) else ()

    def unlock(self, folder: Path, login: str, passphrase: str, tell: Tell) -> object:
        tell(4_000, 10_000, "clocks")
        assert self.gate.wait(5)
        if (login, passphrase) != ("a.rivera", RIGHT):
            raise CannotUnlock("vault.wrong_passphrase")
        if folder.name == "broken.dossier":
            raise ZeroDivisionError(passphrase)
        return "office"

    def recover(self, _folder: Path, code: str, login: str, passphrase: str, _tell: Tell) -> object:
        if code != "GOOD-CODE":
            raise CannotUnlock("recovery.wrong")
        return ("recovered", login, passphrase)

    def found(self, new: NewVault) -> tuple[object, str]:
        if new.office == "refused":
            raise Unavailable("disk.full")
        return ("founded", new.login), "ABCD-EFGH"

    def demo(self) -> object:
        return "demo"

    def doors(self) -> Doors:
        return Doors(
            self.describe, self.unlock, self.recover, self.found, self.demo, cautions=self.cautions
        )


def _window(qtbot: QtBot, folder: Path | None, house: House | None = None) -> UnlockWindow:
    window = UnlockWindow((house or House()).doors(), folder)
    qtbot.addWidget(window)
    window.show()
    return window


def _field(window: UnlockWindow, name: str) -> Field:
    return next(f for f in window.findChildren(Field) if f.name == name and f.isVisible())


def _fill(window: UnlockWindow, **values: str) -> None:
    for name, value in values.items():
        _field(window, name).content.setProperty("text", value)


def _press(window: UnlockWindow, label: str) -> None:
    next(b for b in window.findChildren(Button) if b.label == label and b.isVisible()).click()


def _card(window: UnlockWindow, kind: type[QWidget]) -> QWidget:
    assert isinstance(window.card, kind)
    return window.card


def test_the_right_passphrase_opens_the_office(qtbot: QtBot, tmp_path: Path) -> None:
    window = _window(qtbot, tmp_path)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    with qtbot.waitSignal(window.opened) as opened:
        QTest.keyClick(_field(window, "passphrase").content, Qt.Key.Key_Return)
    assert opened.args == ["office", tmp_path]
    assert _field(window, "passphrase").content.property("text") == ""


def test_the_wrong_passphrase_is_said_below_the_field_and_can_be_typed_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = _window(qtbot, tmp_path)
    _fill(window, login="a.rivera", passphrase="wrong")
    _press(window, "Unlock")
    passphrase = _field(window, "passphrase")
    qtbot.waitUntil(lambda: passphrase.has_error)
    said = passphrase.content.accessibleDescription()
    assert said == sentence(CannotUnlock("vault.wrong_passphrase"))
    assert passphrase.isEnabled()


def test_the_window_answers_while_the_passphrase_is_stretched(qtbot: QtBot, tmp_path: Path) -> None:
    house = House()
    house.gate.clear()
    window = _window(qtbot, tmp_path, house)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    busy = next(b for b in window.findChildren(Button) if b.label == "Unlocking…")
    assert not busy.isEnabled()
    assert not _field(window, "passphrase").isEnabled()
    with qtbot.waitSignal(window.opened):
        house.gate.set()


def test_what_takes_a_while_after_the_passphrase_is_said_with_a_bar(
    qtbot: QtBot, tmp_path: Path
) -> None:
    house = House()
    house.gate.clear()
    window = _window(qtbot, tmp_path, house)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    words = "Reckoning the speedy-trial clocks anew, 4,000 of 10,000"
    qtbot.waitUntil(lambda: words in shown_texts(window))
    (bar,) = window.findChildren(QProgressBar)
    qtbot.waitUntil(bar.isVisible)
    assert (bar.value(), bar.maximum()) == (4_000, 10_000)
    with qtbot.waitSignal(window.opened):
        house.gate.set()
    assert not bar.isVisible()


def test_a_mistake_of_ours_never_shows_the_passphrase(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = _window(qtbot, tmp_path / "broken.dossier")
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    card = _card(window, EnterCard)
    assert isinstance(card, EnterCard)
    qtbot.waitUntil(card.trouble.isVisible)
    assert RIGHT not in card.trouble.plain
    assert RIGHT not in caplog.text


def test_the_plate_is_read_after_the_paint_and_shown_as_plain_text(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = _window(qtbot, tmp_path)
    card = _card(window, EnterCard)
    assert isinstance(card, EnterCard)
    qtbot.waitUntil(lambda: card.lede.plain == "Riverside <b>County</b>")
    assert card.login() == "a.rivera"
    assert labels_that_guess(window) == []


def test_a_folder_that_is_no_vault_is_said_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    gone = tmp_path / "gone.dossier"
    window = _window(qtbot, gone)
    card = _card(window, EnterCard)
    assert isinstance(card, EnterCard)
    expected = sentence(Unavailable("vault.not_found", path=str(gone)))
    qtbot.waitUntil(lambda: card.trouble.plain == expected)


def test_without_a_name_nothing_is_tried(qtbot: QtBot, tmp_path: Path) -> None:
    house = House(office="Riverside")
    window = UnlockWindow(house.doors(), tmp_path)
    qtbot.addWidget(window)
    card = window.card
    assert isinstance(card, EnterCard)
    card.unlock()
    assert card._name_field.has_error


def test_a_recovery_code_sets_a_new_passphrase(qtbot: QtBot, tmp_path: Path) -> None:
    window = _window(qtbot, tmp_path)
    _fill(window, login="a.rivera")
    _press(window, "Use a recovery code")
    _card(window, RecoverCard)
    _fill(window, code="BAD", passphrase="short", passphrase_again="short")
    _press(window, "Set the passphrase and unlock")
    assert _field(window, "passphrase").has_error
    _fill(window, passphrase=RIGHT, passphrase_again="else " * 4)
    _press(window, "Set the passphrase and unlock")
    assert _field(window, "passphrase_again").has_error
    _fill(window, passphrase_again=RIGHT, code="GOOD-CODE")
    with qtbot.waitSignal(window.opened) as opened:
        _press(window, "Set the passphrase and unlock")
    assert opened.args == [("recovered", "a.rivera", RIGHT), tmp_path]


def test_a_wrong_code_keeps_the_card_open(qtbot: QtBot, tmp_path: Path) -> None:
    window = _window(qtbot, tmp_path)
    _press(window, "Use a recovery code")
    card = _card(window, RecoverCard)
    assert isinstance(card, RecoverCard)
    _fill(window, code="BAD", login="a.rivera", passphrase=RIGHT, passphrase_again=RIGHT)
    _press(window, "Set the passphrase and unlock")
    qtbot.waitUntil(card.trouble.isVisible)
    assert card.trouble.plain == sentence(CannotUnlock("recovery.wrong"))


def test_a_new_vault_shows_its_code_and_waits_until_it_is_kept(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = _window(qtbot, None)
    _card(window, WelcomeCard)
    _press(window, "Make a new vault")
    _card(window, NewVaultCard)
    assert unnamed_focusable(window) == []
    _fill(
        window,
        folder=str(tmp_path / "riverside"),
        name="Riverside",
        person="A. Rivera",
        login="a.rivera",
        passphrase=RIGHT,
        passphrase_again=RIGHT,
    )
    _press(window, "Make the vault")
    qtbot.waitUntil(lambda: isinstance(window.card, RecoverySheetCard))
    sheet = window.card
    assert isinstance(sheet, RecoverySheetCard)
    assert not sheet._enter.isEnabled()
    sheet.write_sheet(tmp_path / "code.txt")
    assert "ABCD-EFGH" in (tmp_path / "code.txt").read_text(encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "code.txt").stat().st_mode) == 0o600
    sheet.findChildren(CheckRow)[0].setChecked(True)
    with qtbot.waitSignal(window.opened) as opened:
        _press(window, "Continue")
    assert opened.args == [("founded", "a.rivera"), tmp_path / "riverside.dossier"]


def test_a_vault_that_cannot_be_made_keeps_what_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    window = _window(qtbot, None)
    _press(window, "Make a new vault")
    card = _card(window, NewVaultCard)
    assert isinstance(card, NewVaultCard)
    _fill(
        window,
        folder=str(tmp_path / "x"),
        name="refused",
        person="A",
        login="a",
        passphrase=RIGHT,
        passphrase_again=RIGHT,
    )
    _press(window, "Make the vault")
    qtbot.waitUntil(card.trouble.isVisible)
    assert card.trouble.plain == sentence(Unavailable("disk.full"))
    assert _field(window, "name").value() == "refused"


def test_the_demo_office_is_one_press_away(qtbot: QtBot) -> None:
    window = _window(qtbot, None)
    with qtbot.waitSignal(window.opened) as opened:
        _press(window, "Explore the demo office")
    assert opened.args == ["demo", None]


def test_enter_presses_the_button_the_keyboard_is_on(qtbot: QtBot) -> None:
    window = _window(qtbot, None)
    with qtbot.waitActive(window):
        window.activateWindow()
    new = next(b for b in window.findChildren(Button) if b.label == "Make a new vault")
    new.setFocus()
    QTest.keyClick(new, Qt.Key.Key_Return)
    _card(window, NewVaultCard)


def test_the_vault_and_the_name_of_last_time_are_offered(qtbot: QtBot, tmp_path: Path) -> None:
    window = _window(qtbot, tmp_path)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    with qtbot.waitSignal(window.opened):
        _press(window, "Unlock")
    assert QSettings().value("vault/last") == str(tmp_path)
    again = _window(qtbot, None)
    card = _card(again, EnterCard)
    assert isinstance(card, EnterCard)
    assert card.login() == "a.rivera"


@pytest.mark.parametrize("step", ["enter", "welcome", "new", "recover"])
def test_every_step_fits_a_small_screen_and_is_named(
    qtbot: QtBot, tmp_path: Path, step: str
) -> None:
    window = _window(qtbot, tmp_path)
    {
        "enter": window.show_start,
        "welcome": window._welcome,
        "new": window._found,
        "recover": window._recover,
    }[step]()
    window.resize(640, 600)
    assert window.width() == 640
    assert unnamed_focusable(window) == []
    assert labels_that_guess(window) == []


def test_secrets_are_in_no_representation(tmp_path: Path) -> None:
    assert RIGHT not in repr(NewVault(tmp_path, "O", "P", "l", RIGHT, "UTC"))


def test_the_first_screen_brings_nothing_heavy_with_it() -> None:
    script = (
        "import sys; import app.ui.launch; "
        "heavy = {'sqlalchemy', 'alembic', 'sqlcipher3', 'cryptography', 'reportlab'}; "
        "light = [m for m in sys.modules if m.split('.')[0] not in heavy]; "
        "print(len(sys.modules) - len(light), [m for m in light if m.startswith('app.services')])"
    )
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "0 []"


def _says(window: UnlockWindow, words: str) -> bool:
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_synchronized_folder_is_warned_of_before_unlocking_and_blocks_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = _window(qtbot, tmp_path / "OneDrive" / "office.dossier")
    qtbot.waitUntil(lambda: _says(window, SYNCED))


@dataclass
class Hall(House):
    """A house whose office asks for things at the door."""

    notice: str = ""
    asked: Standing = field(default_factory=Standing)
    left: list[object] = field(default_factory=list)

    def describe(self, folder: Path) -> VaultPlate:
        return super().describe(folder)._replace(notice=self.notice)

    def choose(self, _office: object, old: str, new: str) -> None:
        if (old, new) != (RIGHT, "an own passphrase of mine"):
            raise CannotUnlock("passphrase.wrong", field="old")

    def doors(self) -> Doors:
        return (
            super()
            .doors()
            ._replace(
                standing=lambda _office: self.asked, choose=self.choose, leave=self.left.append
            )
        )


def test_the_notice_of_the_office_is_acknowledged_before_anybody_unlocks(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = _window(qtbot, tmp_path, Hall(notice="<b>County</b> property. " * 80))
    qtbot.waitUntil(lambda: isinstance(window.card, NoticeCard))
    assert labels_that_guess(window) == []
    assert unnamed_focusable(window) == []
    QTest.keyClick(window.card, Qt.Key.Key_Return)
    assert isinstance(window.card, EnterCard)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    with qtbot.waitSignal(window.opened):
        _press(window, "Unlock")


def test_a_synchronized_folder_is_warned_of_while_a_vault_is_made(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = _window(qtbot, None)
    _press(window, "Make a new vault")
    folder = _field(window, "folder").content
    _fill(window, folder=str(tmp_path / "OneDrive" / "office.dossier"))
    folder.setFocus()
    QTest.keyClick(folder, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: _says(window, SYNCED))
    _fill(window, folder="~nobody/office")
    folder.setFocus()
    QTest.keyClick(folder, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not _says(window, SYNCED))


def test_nobody_is_faster_than_the_notice(qtbot: QtBot, tmp_path: Path) -> None:
    window = _window(qtbot, tmp_path, Hall(notice="County property."))
    opened: list[object] = []
    window.opened.connect(lambda *office: opened.append(office))
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    qtbot.waitUntil(lambda: isinstance(window.card, NoticeCard))
    assert opened == []


def test_a_given_passphrase_is_changed_before_the_office_is_handed_on(
    qtbot: QtBot, tmp_path: Path
) -> None:
    hall = Hall(asked=Standing(must_change=True, about=("a.rivera",)))
    window = _window(qtbot, tmp_path, hall)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    qtbot.waitUntil(lambda: isinstance(window.card, ChooseCard))
    assert unnamed_focusable(window) == []
    new = "an own passphrase of mine"
    _fill(window, old="wrong", new=new, passphrase_again=new)
    _press(window, "Change it and enter")
    qtbot.waitUntil(lambda: _field(window, "old").has_error)
    _fill(window, old=RIGHT)
    with qtbot.waitSignal(window.opened) as opened:
        _press(window, "Change it and enter")
    assert opened.args == ["office", tmp_path]
    assert hall.left == []


def test_who_goes_back_leaves_the_office_closed(qtbot: QtBot, tmp_path: Path) -> None:
    hall = Hall(asked=Standing(must_change=True))
    window = _window(qtbot, tmp_path, hall)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    qtbot.waitUntil(lambda: isinstance(window.card, ChooseCard))
    _press(window, "Back")
    assert isinstance(window.card, EnterCard)
    assert hall.left == ["office"]


def test_who_closes_the_window_leaves_the_office_closed(qtbot: QtBot, tmp_path: Path) -> None:
    hall = Hall(asked=Standing(must_change=True))
    window = _window(qtbot, tmp_path, hall)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    qtbot.waitUntil(lambda: isinstance(window.card, ChooseCard))
    window.close()
    assert hall.left == ["office"]


def test_an_old_passphrase_can_be_changed_later(qtbot: QtBot, tmp_path: Path) -> None:
    hall = Hall(asked=Standing(should_change=True))
    window = _window(qtbot, tmp_path, hall)
    _fill(window, login="a.rivera", passphrase=RIGHT)
    _press(window, "Unlock")
    qtbot.waitUntil(lambda: isinstance(window.card, ChooseCard))
    with qtbot.waitSignal(window.opened) as opened:
        _press(window, "Later")
    assert opened.args == ["office", tmp_path]
    assert hall.left == []
