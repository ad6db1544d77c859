"""The Roles tab of the settings: what each role may do."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from app.domain.errors import DossierError
from app.domain.users import OfficeRole, Permission
from app.i18n import _
from app.i18n.accounts import permission_words, role_words
from app.i18n.sentences import sentence
from app.services.documents import save_paper
from app.services.office import Changes
from app.services.role_paper import PrintRoles
from app.services.users import Matrix, RoleMatrix
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTabPage
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import Button, column, row, secondary


@dataclass(frozen=True)
class _Line:
    """One permission and the roles that hold it."""

    permission: Permission
    roles: frozenset[OfficeRole]


def _cell(role: OfficeRole, line: _Line) -> str:
    return _("yes") if role in line.roles else "–"  # noqa: RUF001  the dash of an empty cell


def _tick(role: OfficeRole, line: _Line) -> Icon | None:
    return Icon.CHECK if role in line.roles else None


COLUMNS = (
    Column(
        _("Permission"),
        lambda line: permission_words(line.permission),
        width=220,
        stretch=1,
        strong=True,
    ),
    *(
        Column(role_words(role), partial(_cell, role), width=112, icon=partial(_tick, role))
        for role in OfficeRole
    ),
)


class RolesTab(SettingsTabPage):
    """The matrix; several roles of one person add up, and walls on cases are asked besides."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._model = RowTable(COLUMNS, key=lambda line: line.permission)
        self.table = DataTable(_("Roles"), self._model)
        words = secondary(
            _(
                "Somebody with several roles may do what any of them allows. A case that is "
                "restricted or sealed stays closed to everybody who is not named there."
            ),
            wrap=True,
        )
        save = Button(_("Save as PDF…"), self.save, icon=Icon.DOWNLOAD)
        top = row(words, save, spacing=16)
        top.setStretchFactor(words, 1)
        around = column(top, self.table, margins=metrics.PAGE_MARGIN, spacing=12)
        around.setStretchFactor(self.table, 1)
        self.setLayout(around)

    def refresh(self) -> None:
        """Ask for the matrix."""
        self.desk.ask(RoleMatrix(), self, self._show)

    def save(self) -> None:
        """Ask for a file, and write the matrix there as a PDF."""
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save PDF"), f"{_('Roles and permissions')}.pdf", _("PDF (*.pdf)")
        )
        if chosen:
            self.desk.ask(PrintRoles(), self, partial(self._write, Path(chosen)), self._refuse)

    def _write(self, to: Path, paper: Any) -> None:  # noqa: ANN401 - a `Paper` of the printing layer
        try:
            save_paper(paper.pdf, to, overwrite=True)
        except DossierError as error:
            self._refuse(error)
        else:
            self.frame.tell(_("Saved as {name}.").format(name=to.name))

    def _refuse(self, error: DossierError) -> None:
        self.frame.tell(sentence(error), tone=Tone.DANGER)

    def touched_by(self, _changes: Changes) -> bool:
        """The matrix is part of the program."""
        return False

    def _show(self, matrix: Matrix) -> None:
        self._model.set_rows(
            [
                _Line(each, frozenset(role for role, may in matrix.by_role.items() if each in may))
                for each in matrix.permissions
            ]
        )
