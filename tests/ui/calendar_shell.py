"""A window whose only page is the calendar, for the tests that look at it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.services.office import Office
from app.ui.calendar import PAGE
from app.ui.desk import Desk
from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell
from app.ui.widgets import Popover


@contextmanager
def calendar_shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    """Open the window; what floats over it is closed behind it."""
    desk = Desk(office)
    identity = Identity(person="A. Rivera", role="Prosecutor", office="Riverside")
    window = Shell(desk, (PAGE,), (), identity)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    for popup in QApplication.topLevelWidgets():
        if isinstance(popup, Popover | QMenu):
            popup.close()
    desk.close()
