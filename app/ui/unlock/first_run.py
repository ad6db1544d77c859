"""The first start: open a vault, make one, or look around in the demo office."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from app.i18n import _
from app.ui.icons import Icon
from app.ui.unlock.card import StepCard
from app.ui.unlock.doors import Doors, NewVault
from app.ui.unlock.errand import Errand
from app.ui.unlock.passphrase_pair import PassphrasePair
from app.ui.widgets.button import Button, Kind, icon_button
from app.ui.widgets.field import Field, fields_in_a_row
from app.ui.widgets.inputs import TextInput, within

_SUFFIX = ".dossier"


class WelcomeCard(StepCard):
    """Three ways to begin.

    Signals:
        new_asked: make a vault.
        picked: folder of a vault to open.
        left: back to the vault that was open before.
        restore_asked: make a vault from a backup.
    """

    new_asked = Signal()
    restore_asked = Signal()
    picked = Signal(object)
    left = Signal()

    def __init__(self, doors: Doors) -> None:
        super().__init__(
            _("Dossier"), _("One encrypted vault holds an office's cases. Nothing leaves it.")
        )
        self._doors = doors
        self._new = _wide(Button(_("Make a new vault"), self._ask_new, kind=Kind.PRIMARY))
        open_one = _wide(Button(_("Open a vault…"), self._pick, icon=Icon.FOLDER_OPEN))
        self._demo = _wide(Button(_("Explore the demo office"), self.open_demo))
        self._back = Button(_("Back"), self._leave, kind=Kind.BARE, small=True)
        restore = _wide(Button(_("Restore a backup…"), self._ask_restore, icon=Icon.ARCHIVE))
        self.add(self._new, open_one, restore)
        restore.setVisible(doors.restore is not None)
        self.add_go(self._demo)
        self._demo.setVisible(doors.demo is not None)
        self.add(self._back)
        self._back.hide()

    def offer_return(self) -> None:
        """Offer the way back to the vault that is known."""
        self._back.show()

    def open_demo(self) -> None:
        """Make or open the demo office."""
        if self._doors.demo is not None:
            self.run(self._doors.demo, _("Making the demo office…"))

    def _ask_restore(self) -> None:
        self.restore_asked.emit()

    def _ask_new(self) -> None:
        self.new_asked.emit()

    def _leave(self) -> None:
        self.left.emit()

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("The folder of the vault"))
        if folder:
            self.picked.emit(Path(folder))


class NewVaultCard(StepCard):
    """Where, whose, and the first administrator.

    Signals:
        founded: the open office and its recovery code.
        left: back to the beginning.
    """

    founded = Signal(object, str)
    left = Signal()

    def __init__(self, doors: Doors) -> None:
        super().__init__(_("New vault"), _("You will be its first administrator."))
        self._doors = doors
        self._folder_input = TextInput(str(Path.home() / f"office{_SUFFIX}"))
        self._folder = Field("folder", _("Folder"), self._folder_input, required=True)
        self._office = Field("name", _("Office"), TextInput(), required=True)
        self._person = Field("person", _("Your name"), TextInput(), required=True)
        self._login = Field("login", _("Login"), TextInput(), required=True)
        here = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii")
        self._zone = Field("zone", _("Time zone of the court"), TextInput(here), required=True)
        self._pair = PassphrasePair()
        self._looker = Errand(self)
        self._looker.done.connect(self._show_cautions)
        self._folder_input.editingFinished.connect(self._look)
        choose = icon_button(Icon.FOLDER_OPEN, _("Choose a folder"), self._choose)
        choose.setFixedSize(28, 28)
        within(self._folder_input, choose)
        self.add(
            self._folder,
            self._office,
            fields_in_a_row(self._person, self._login),
            self._zone,
            self._pair.first,
            self._pair.again,
        )
        self.add_go(_wide(Button(_("Make the vault"), self.found, kind=Kind.PRIMARY)))
        self.add(Button(_("Back"), self._leave, kind=Kind.BARE, small=True))
        self._look()

    def found(self) -> None:
        """Make the vault."""
        fields = (self._folder, self._office, self._person, self._login, self._zone)
        filled = [field.check() for field in fields]
        if not all(filled) or not self._pair.check():
            return
        folder = self._typed_folder()
        if folder.suffix != _SUFFIX:
            folder = folder.with_name(folder.name + _SUFFIX)
        new = NewVault(
            folder=folder,
            office=self._office.value(),
            person=self._person.value(),
            login=self._login.value(),
            passphrase=self._pair.value(),
            zone=self._zone.value(),
        )
        self.run(lambda: (self._doors.found(new), folder), _("Making the vault…"))

    def folder(self) -> Path:
        """The folder that was made."""
        return self._made

    def succeed(self, result: tuple[tuple[object, str], Path]) -> None:
        """Show the recovery code before going in."""
        (office, code), self._made = result
        self._pair.clear()
        self._wait("")
        self.founded.emit(office, code)

    def _choose(self) -> None:
        above = QFileDialog.getExistingDirectory(self, _("The folder to make the vault in"))
        if above:
            self._folder_input.set_value(str(Path(above) / f"office{_SUFFIX}"))
            self._look()

    def _look(self) -> None:
        """Look at the place, and say what speaks against it while it can still be changed."""
        folder = self._typed_folder()
        self._looker.run(lambda: (folder, self._doors.cautions(folder)))

    def _show_cautions(self, looked: tuple[Path, tuple[str, ...]]) -> None:
        folder, sentences = looked
        if folder == self._typed_folder():
            self.caution(sentences)
        else:  # it was changed in the meantime
            self._look()

    def _typed_folder(self) -> Path:
        typed = Path(self._folder.value())
        with suppress(RuntimeError):  # "~nobody" is a name like any other
            return typed.expanduser()
        return typed

    def _leave(self) -> None:
        self._pair.clear()
        self.left.emit()


def _wide(button: Button) -> Button:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
