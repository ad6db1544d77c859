"""The window program run after run: a lock ends one, and the next begins with its handover."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.process import Handover
from app.ui.idle import Clocks
from app.ui.launch import Program
from app.ui.shell import Shell
from app.ui.widgets import Button, Field
from tests.conftest import LOGIN, PASSPHRASE


class Runs:
    """One run after the other in this process, each with what the last one handed over."""

    def __init__(self, app: QApplication, vault: Path) -> None:
        self.app, self.vault = app, vault
        self.handovers: list[Handover] = []
        self.program: Program | None = None

    def begin(self, clocks: Clocks | None = None) -> Program:
        """Show the unlock screen, after a lock the one of the fresh process."""
        self.end()
        last = self.handovers[-1] if self.handovers else Handover(str(self.vault))
        self.program = Program(self.app, last, self.handovers.append, clocks)
        self.program.start()
        return self.program

    def end(self) -> None:
        """Take down what is shown."""
        if self.program is not None:
            self.program._close_office()
            if self.program.unlock_window is not None:
                self.program.unlock_window.close()
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def unlock(program: Program, qtbot: QtBot) -> Shell:
    """Type name and passphrase, and return the window that opens."""
    window = program.unlock_window
    assert window is not None
    for field in window.findChildren(Field):
        field.content.setProperty("text", LOGIN if field.name == "login" else PASSPHRASE)
    next(b for b in window.findChildren(Button) if b.label == "Unlock").click()
    qtbot.waitUntil(lambda: program.shell is not None)
    assert program.shell is not None
    return program.shell
