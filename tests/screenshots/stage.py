"""The demo office in a real window, and the patience to wait until it has drawn itself."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QSettings,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.cases import CaseFilter, CaseSort
from app.domain.search import HitKind
from app.services.cases import CasesPage
from app.services.office import Office
from app.services.search import Search
from app.ui.desk import Desk
from app.ui.page import Section
from app.ui.pages import ACTIONS, HIDDEN, PAGES, SEARCH, identity_of
from app.ui.shell import Shell
from app.ui.theme import STYLE, Theme, ThemeName, fonts

SETTLED = 8
"""Quiet rounds of the event loop after which a screen counts as drawn."""


def application(settings: Path) -> QApplication:
    """Return the application, with settings of its own kept in a folder."""
    qInstallMessageHandler(_without_idle_talk)
    QCoreApplication.setOrganizationName("Dossier")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(settings))
    instance = QApplication.instance()
    return instance if isinstance(instance, QApplication) else QApplication(["dossier", *STYLE])


def _without_idle_talk(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Pass Qt's messages on, but for what every offscreen window says."""
    del kind, context
    if "This plugin does not support" not in words:
        sys.stderr.write(f"{words}\n")


class Stage:
    """One window over one office, in one palette and size."""

    def __init__(self, app: QApplication, office: Office, width: int, height: int) -> None:
        self.app = app
        self.office = office
        self.theme = Theme(app)
        fonts.register_other_faces()
        self.desk = Desk(office)
        identity = identity_of(office)
        self.shell = Shell(self.desk, PAGES, ACTIONS, identity, search=SEARCH, hidden=HIDDEN)
        self.shell.resize(width, height)
        self.shell.show()

    def wear(self, palette: ThemeName) -> None:
        """Change the palette."""
        self.theme.use(palette)
        self.settle()

    def go(self, section: Section, target: object = None) -> QWidget:
        """Open a page and wait until it is drawn."""
        self.shell.go(section, target)
        self.settle()
        return self.shell.view(section)

    def act(self, name: str) -> QWidget:
        """Do a declared action, such as "case.new", and return the dialog it opened."""
        action = next(each for each in ACTIONS if each.name == name)
        action.run(self.shell)
        self.settle()
        return QApplication.activeModalWidget() or self.shell

    def settle(self) -> None:
        """Wait until no answer is on its way and nothing is left to draw."""
        quiet = 0
        while quiet < SETTLED:
            self.app.processEvents()
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            quiet = 0 if self.desk._waiting else quiet + 1
            time.sleep(0.01)

    def picture(self, path: Path, widget: QWidget | None = None) -> Path:
        """Write what the window, with what lies over it, shows now."""
        self.settle()
        shot = self.shell.grab()
        over = widget if widget is not None and widget.isWindow() else None
        if over is not None and over is not self.shell:
            shot = over.grab()
        shot.save(str(path))
        return path

    def close(self) -> None:
        """Close the window, not the office."""
        self.desk.close()
        self.shell.hide()
        self.shell.deleteLater()
        self.app.processEvents()

    def busiest_case(self) -> UUID:
        """Return the case with most to show: many charges and something dated."""
        query = CasesPage(which=CaseFilter(open_only=True), sort=CaseSort.NEXT, descending=False)
        rows = [row for row in self.office.ask(query).rows if row.next_on]
        return max(rows, key=lambda row: (row.charges + row.defendants, row.number)).case

    def found(self, words: str, kind: HitKind) -> UUID | None:
        """Return the first record of a kind that the words find."""
        hits = self.office.ask(Search(words, 1, (kind,)))
        return hits[0].target if hits else None


Scene = Callable[[Stage], QWidget | None]
"""Brings something to the front; returns what to take the picture of, None for the window."""
