"""A window with one page, for the tests that look at a page or at what floats over it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.services.office import Office
from app.ui.actions import Action
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Popover

IDENTITY = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")


@contextmanager
def page_shell(
    office: Office, qtbot: QtBot, page: Page, actions: tuple[Action, ...] = ()
) -> Iterator[Shell]:
    """Open the window; what floats over it is closed behind it."""
    desk = Desk(office)
    window = Shell(desk, (page,), actions, IDENTITY)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    for popup in QApplication.topLevelWidgets():
        if isinstance(popup, Popover | QMenu):
            popup.close()
    desk.close()
