"""The Roles tab of the settings: what each role may do."""

from dataclasses import dataclass
from functools import partial

from app.domain.users import OfficeRole, Permission
from app.i18n import _
from app.i18n.accounts import permission_words, role_words
from app.services.office import Changes
from app.services.users import Matrix, RoleMatrix
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTabPage
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import metrics
from app.ui.widgets import column, secondary


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
        self.setLayout(column(words, self.table, margins=metrics.PAGE_MARGIN, spacing=12))

    def refresh(self) -> None:
        """Ask for the matrix."""
        self.desk.ask(RoleMatrix(), self, self._show)

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
