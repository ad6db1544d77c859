"""The page of keys, made from the declared actions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.i18n import _
from app.ui.actions import Action, Menu
from app.ui.theme import metrics
from app.ui.widgets.button import Button
from app.ui.widgets.chip import KeyCap
from app.ui.widgets.layout import column, holding, row
from app.ui.widgets.scroll_page import ScrollPage
from app.ui.widgets.text import PlainLabel, section, strong

_ALWAYS = (
    ("Enter", _("Open the chosen row")),
    ("Space", _("Press the row's button")),
    ("Ctrl Enter", _("Commit a form")),
    ("Ctrl E", _("Next error in a form")),
    ("Esc", _("Close one layer")),
)
_CALENDAR = (
    ("1 to 5", _("Day, work week, week, month, agenda")),
    ("T", _("Today")),
    ("G", _("Go to a day")),
    ("PgUp PgDn", _("Earlier, later")),
    ("M", _("Move to another day")),
    ("Shift F10", _("Everything that can be done with a day")),
    ("C", _("Show every kind again")),
    ("Ctrl P", _("Print")),
)


class ShortcutsDialog(QDialog):
    """Every key there is."""

    def __init__(self, declared: Sequence[Action], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 560)
        page = ScrollPage(section(_("Keyboard shortcuts")), strong(_("Everywhere")), _keys(_ALWAYS))
        for menu in Menu:
            pairs = [(a.shown_keys(), a.text) for a in declared if a.menu is menu and a.keys]
            if pairs:
                page.body().addWidget(strong(menu.title))
                page.body().addWidget(_keys(pairs))
        page.body().addWidget(strong(_("In the calendar")))
        page.body().addWidget(_keys(_CALENDAR))
        page.body().addStretch(1)
        foot = row(None, Button(_("Close"), self._leave), margins=12)
        self.setLayout(column(page, foot, spacing=0))
        # Nothing inside takes the focus, so the arrow keys scroll only if the page itself has it.
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setAccessibleName(self.windowTitle())
        page.setFocus()

    def _leave(self) -> None:
        self.accept()


def _keys(pairs: Sequence[tuple[str, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, metrics.GAP)
    grid.setColumnMinimumWidth(0, 140)
    grid.setColumnStretch(1, 1)
    for line, (keys, words) in enumerate(pairs):
        grid.addWidget(KeyCap(keys), line, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(PlainLabel(words), line, 1)
    return holding(grid)
