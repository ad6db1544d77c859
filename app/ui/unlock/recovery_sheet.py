"""The recovery code, shown once, with ways to keep it."""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog

from app.i18n import _
from app.ui.icons import Icon
from app.ui.unlock.card import StepCard
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import CheckRow
from app.ui.widgets.layout import holding, row
from app.ui.widgets.surface import Sunken
from app.ui.widgets.text import PlainLabel, Type


class RecoverySheetCard(StepCard):
    """The code, Save, Print, and the promise to have kept it."""

    def __init__(self) -> None:
        super().__init__(
            _("Keep this code"),
            _(
                "It opens the vault when every passphrase is lost. It is shown only now. "
                "Keep it on paper in a safe, not beside the computer."
            ),
            Icon.KEY_ROUND,
        )
        self._office: object = None
        self._sheet = ""
        self._code = PlainLabel(level=Type.SECTION, wrap=True, selectable=True)
        self._code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._code.setAccessibleName(_("Recovery code"))
        self._kept = CheckRow(_("I have stored it in a safe place"))
        self._kept.toggled.connect(self._allow)
        save = Button(_("Save…"), self._save, icon=Icon.SAVE)
        print_it = Button(_("Print…"), self._print, icon=Icon.PRINTER)
        self._enter = Button(_("Continue"), self._go_in, kind=Kind.PRIMARY)
        self.add(Sunken(self._code), holding(row(None, save, print_it, None)), self._kept)
        self.add_go(self._enter)
        self._enter.setEnabled(False)

    def show_code(self, office: object, code: str, folder: Path) -> None:
        """Show the code of a new vault."""
        self._office = office
        self._code.setText(code)
        self._sheet = _("Dossier recovery code\n\nVault: {folder}\nCode: {code}\n").format(
            folder=folder, code=code
        )
        self._kept.setChecked(False)

    def write_sheet(self, path: Path) -> None:
        """Write the sheet to a file only its owner can read."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as sheet:
            sheet.write(self._sheet)

    def _allow(self, kept: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._enter.setEnabled(kept)

    def _save(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the recovery code"), "dossier-recovery.txt"
        )
        if not chosen:
            return
        try:
            self.write_sheet(Path(chosen))
        except OSError:
            self.say(_("The file could not be written. Choose another folder, or print the code."))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import (  # noqa: PLC0415 - only needed here, once in a vault's life
            QPrintDialog,
            QPrinter,
        )

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            document = QTextDocument()
            document.setPlainText(self._sheet)
            document.print_(printer)

    def _go_in(self) -> None:
        office, self._office = self._office, None
        self._code.setText("")
        self._sheet = ""
        self.opened.emit(office)
