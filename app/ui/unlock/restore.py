"""Putting a backup in the place of a vault, before anybody unlocks it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from app.domain.errors import DossierError
from app.i18n import _
from app.ui.desk import LongWork
from app.ui.icons import Icon
from app.ui.unlock.card import StepCard
from app.ui.unlock.doors import Doors, RestoreWish
from app.ui.unlock.passphrase_pair import PassphrasePair
from app.ui.widgets.button import Button, Kind, icon_button
from app.ui.widgets.field import Field
from app.ui.widgets.inputs import PassphraseInput, TextInput, within
from app.ui.widgets.layout import holding, row

_SUFFIX = ".dossier"
_STEPS = {
    "reading": _("Reading the backup…"),
    "attachments": _("Copying attached files…"),
    "database": _("Copying the database…"),
    "checking": _("Checking everything…"),
    "swapping": _("Putting it in place…"),
}


class RestoreCard(StepCard):
    """Which backup, as which vault, and who asks for it.

    Args:
        doors: the ways in.
        source: the backup, where it is known.
        folder: the vault it is to become.

    Signals:
        restored: folder of the vault, and what there is to say of it.
        left: back to where one came from.
    """

    restored = Signal(object, str)
    left = Signal()

    def __init__(self, doors: Doors, source: Path | None, folder: Path | None) -> None:
        super().__init__(
            _("Restore a backup"),
            _("Everything is checked first. A vault that stands there is kept beside it."),
            Icon.ARCHIVE,
        )
        self._doors = doors
        self._work: LongWork | None = None
        self._target = folder or Path.home() / f"office{_SUFFIX}"
        self._source_input = TextInput(str(source or ""))
        self._source = Field("source", _("Backup"), self._source_input, required=True)
        self._folder = Field("folder", _("Restore as"), TextInput(str(self._target)), required=True)
        self._name = Field("login", _("Login"), TextInput(), required=True)
        self._name.show_hint(_("An administrator of the day the backup was made."))
        self._passphrase_input = PassphraseInput()
        self._passphrase = Field("passphrase", _("Passphrase"), self._passphrase_input)
        self._code = Field("code", _("Recovery code"), TextInput())
        self._pair = PassphrasePair()
        choose = icon_button(Icon.FOLDER_OPEN, _("Choose a backup"), self._choose)
        choose.setFixedSize(28, 28)
        within(self._source_input, choose)
        self.add(self._source, self._folder, self._name, self._passphrase)
        self.add(self._code, self._pair.first, self._pair.again)
        go = Button(_("Restore"), self.restore, kind=Kind.PRIMARY)
        go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add_go(go)
        back = Button(_("Back"), self._leave, kind=Kind.BARE, small=True)
        self._other = Button(_("Use a recovery code"), self._switch, kind=Kind.BARE, small=True)
        self.add(holding(row(back, None, self._other)))
        self._show_code(wanted=False)

    def begin(self) -> None:
        """Put the focus on the first thing that is missing."""
        first = self._name if self._source.value() else self._source
        first.content.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self) -> None:
        """Begin."""
        filled = [field.check() for field in (self._source, self._folder, self._name)]
        if not all(filled):
            return
        if self._with_code and not (self._code.check() and self._pair.check()):
            return
        restore, wish = self._doors.restore, self._wish()
        if restore is None:
            return
        work = LongWork(_("Restore"), self)
        work.progressed.connect(self._show_step)
        self._work, self._target = work, wish.folder
        self.run(lambda: restore(wish, work.progress, work.cancelled), _STEPS["reading"])

    def succeed(self, result: Path | None) -> None:
        """Go on to the passphrase of the restored vault."""
        self._forget()
        words = _("The backup was restored.")
        if result is not None:
            words += " " + _("The vault that stood there is kept as {name}.").format(
                name=result.name
            )
        self.restored.emit(self._target, words)

    def refuse(self, error: DossierError) -> None:
        """Say why not; what stood there is as it was."""
        self._work = None
        super().refuse(error)

    @property
    def _with_code(self) -> bool:
        return not self._code.isHidden()

    def _wish(self) -> RestoreWish:
        folder = Path(str(self._folder.value())).expanduser()
        if folder.suffix != _SUFFIX and not folder.exists():
            folder = folder.with_name(folder.name + _SUFFIX)
        return RestoreWish(
            source=Path(str(self._source.value())).expanduser(),
            folder=folder,
            login=str(self._name.value()),
            passphrase=self._pair.value() if self._with_code else self._passphrase_input.value(),
            code=str(self._code.value()) if self._with_code else "",
        )

    def _show_step(self, _done: int, _of: int, step: str) -> None:
        if self._work is not None and self._go is not None and step in _STEPS:
            self._go.set_label(_STEPS[step])

    def _switch(self) -> None:
        self._show_code(wanted=not self._with_code)

    def _show_code(self, *, wanted: bool) -> None:
        for field in (self._code, self._pair.first, self._pair.again):
            field.setVisible(wanted)
        self._passphrase.setVisible(not wanted)
        # A refusal that names the passphrase is shown beside the one that was asked for.
        self._passphrase.name = "" if wanted else "passphrase"
        self._pair.first.name = "passphrase" if wanted else ""
        self._other.set_label(_("Use the passphrase") if wanted else _("Use a recovery code"))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("The folder of the backup"))
        if folder:
            self._source_input.set_value(folder)

    def _leave(self) -> None:
        """Stop a restore that runs; without one, go back."""
        if self._work is not None:
            self._work.cancel()
            return
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        self._work = None
        self._pair.clear()
        self._passphrase_input.clear()
