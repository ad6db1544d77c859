"""Unlocking a vault with a name and a passphrase."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from app.domain.errors import Damaged, DossierError
from app.i18n import _, ngettext
from app.process import Handover
from app.ui.icons import Icon
from app.ui.theme import Token
from app.ui.unlock.card import StepCard
from app.ui.unlock.doors import Doors, VaultPlate
from app.ui.unlock.errand import Errand
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.inputs import PassphraseInput, TextInput
from app.ui.widgets.layout import holding, row
from app.ui.widgets.surface import Hairline
from app.ui.widgets.text import PlainLabel, Type


class EnterCard(StepCard):
    """Name, passphrase, Unlock.

    Signals:
        noticed: the plate of a vault whose office wants its notice to be acknowledged first.
        recovery_asked: the passphrase is lost.
        other_asked: another vault is wanted.
        restore_asked: a backup is to take the place of the vault.
    """

    noticed = Signal(object)
    recovery_asked = Signal()
    other_asked = Signal()
    restore_asked = Signal()

    def __init__(self, doors: Doors) -> None:
        super().__init__(_("Dossier"))
        self._doors = doors
        self._folder = Path()
        self._is_read = False
        self._wants_in = False
        self._has_acknowledged = False
        self._name = TextInput()
        self._passphrase = PassphraseInput()
        self._name_field = Field("login", _("Login"), self._name)
        self._passphrase_field = Field("passphrase", _("Passphrase"), self._passphrase)
        self._passphrase.caps_lock.connect(self._warn_of_caps_lock)
        self._lock_note = PlainLabel(level=Type.SMALL, token=Token.MUTED, wrap=True)
        self._lock_note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lock_note.hide()
        self.add(self._lock_note, self._name_field, self._passphrase_field)
        unlock = Button(_("Unlock"), self.unlock, kind=Kind.PRIMARY, icon=Icon.LOCK_OPEN)
        unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add_go(unlock)
        lost = Button(_("Use a recovery code"), self._ask_recovery, kind=Kind.BARE, small=True)
        other = Button(_("Other vault…"), self._ask_other, kind=Kind.BARE, small=True)
        notice = PlainLabel(
            _("Authorized use only. Access is recorded."),
            level=Type.SMALL,
            token=Token.MUTED,
            wrap=True,
        )
        self._restore = Button(_("Restore a backup…"), self._ask_restore, icon=Icon.ARCHIVE)
        self._restore.hide()
        self.add(self._restore, holding(row(lost, None, other)), Hairline(), notice)
        self._reader = Errand(self)
        self._reader.done.connect(self._show_plate)
        self._reader.refused.connect(self._show_no_plate)

    def show_vault(self, folder: Path, login: str = "") -> None:
        """Stand before a vault; who it belongs to is read once the window is painted."""
        self._folder = folder
        self._name.set_value(login)
        self._passphrase.clear()
        self.trouble.hide()
        self.caution(())
        self.lede.setText(folder.name.removesuffix(".dossier"))
        (self._passphrase if login else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def acknowledge(self) -> None:
        """The office's notice has been read."""
        self._has_acknowledged = True

    def show_lock(self, handover: Handover) -> None:
        """Say when the window locked, and what became of what was typed."""
        words = _("Locked at {at}").format(at=handover.locked_at)
        if handover.is_lost:
            words = f"{words} · {_('a draft could not be kept')}"
        elif handover.drafts:
            kept = ngettext("a draft was kept", "{n} drafts were kept", handover.drafts)
            words = f"{words} · {kept.format(n=handover.drafts)}"
        self._lock_note.setText(words)
        self._lock_note.show()

    def read_plate(self) -> None:
        """Ask the vault for its office, logins and notice."""
        folder = self._folder
        self._reader.run(lambda: self._doors.describe(folder))

    def unlock(self) -> None:
        """Try the passphrase."""
        if not self._name.value():
            self._name_field.show_error(_("Write your name as it was given to you."))
            self._name.setFocus()
            return
        if not self._is_read:
            # Nobody goes in before it is known whether a notice must be shown.
            self._wants_in = True
            self._wait(_("Unlocking…"))
            self.read_plate()
            return
        folder, login, passphrase = self._folder, self._name.value(), self._passphrase.value()
        self.run(lambda: self._doors.unlock(folder, login, passphrase, self.tell), _("Unlocking…"))

    def login(self) -> str:
        """The name in the field."""
        return self._name.value()

    def succeed(self, result: object) -> None:
        """Forget the passphrase and go in."""
        self._passphrase.clear()
        super().succeed(result)

    def refuse(self, error: DossierError) -> None:
        """Say why below the passphrase and let it be typed again at once."""
        from app.i18n.sentences import sentence  # noqa: PLC0415 - not needed for the first paint

        super().refuse(error)
        self._offer_restore(error)
        if error.field is None:
            self.trouble.hide()
            self._passphrase_field.show_error(sentence(error))
            self._passphrase.selectAll()
            self._passphrase.setFocus()

    def _show_plate(self, plate: VaultPlate) -> None:
        if plate.notice and not self._has_acknowledged:
            self._passphrase.clear()
            self.noticed.emit(plate)
            return
        self._is_read = True
        self.lede.setText(plate.office)
        self.caution(plate.cautions)
        if not self._name.value() and len(plate.logins) == 1:
            self._name.set_value(plate.logins[0])
            self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._wants_in:
            self._wants_in = False
            self.unlock()

    def _show_no_plate(self, error: DossierError) -> None:
        from app.i18n.sentences import sentence  # noqa: PLC0415 - not needed for the first paint

        self._wants_in = False
        self._wait("")
        self.say(sentence(error))
        self._offer_restore(error)

    def _offer_restore(self, error: DossierError) -> None:
        """Offer a backup where the vault is damaged or gone."""
        gone = isinstance(error, Damaged) or error.code in ("vault.not_found", "vault.not_a_vault")
        self._restore.setVisible(gone and self._doors.restore is not None)

    def _ask_restore(self) -> None:
        self.restore_asked.emit()

    def _warn_of_caps_lock(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self._passphrase_field.show_warning(_("Caps Lock seems to be on."))
        else:
            self._passphrase_field.show_hint()

    def _ask_recovery(self) -> None:
        self.recovery_asked.emit()

    def _ask_other(self) -> None:
        self.other_asked.emit()
