"""The window program as a process that does what it is told, line by line, on its standard input.

Run as a script it is the program itself, with a reader beside it; nothing it types stands in its
own words or environment, so that a search of its memory after a lock finds only what stayed there.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.__main__ import main

_PATIENCE = 40.0
_REST_MS = 300


def _until(true: Callable[[], object]) -> None:
    given_up = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > given_up:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.005)


def _window(kind: str) -> Any:
    """Return the visible window or dialog of a class, waiting for it."""
    found: list[QWidget] = []

    def is_there() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if _is(w, kind) and w.isVisible()]
        return bool(found)

    _until(is_there)
    return found[0]


def _is(widget: QWidget, kind: str) -> bool:
    return any(base.__name__ == kind for base in type(widget).__mro__)


def _field(window: QWidget, name: str) -> Any:
    from app.ui.widgets import Field  # noqa: PLC0415  after the first paint, as in the program

    return next(f.content for f in window.findChildren(Field) if f.name == name)


def _settled(shell: Any) -> None:
    _until(lambda: not shell.desk._waiting)


class Steps:
    """What can be asked of the window; each is done by keys and buttons where that is possible."""

    def unlock(self, login: str, passphrase: str) -> None:
        window = _window("UnlockWindow")
        for name, words in (("login", login), ("passphrase", passphrase)):
            field = _field(window, name)
            field.clear()
            QTest.keyClicks(field, words)
        QTest.keyClick(_field(window, "passphrase"), Qt.Key.Key_Return)
        _settled(_window("Shell"))

    def go(self, section: str, case: str = "", tab: str = "") -> None:
        from app.ui.case_tab import CasePlace  # noqa: PLC0415  after the first paint
        from app.ui.page import Section  # noqa: PLC0415  as above

        shell = _window("Shell")
        shell.go(Section(section), CasePlace(UUID(case), tab) if case else None)
        _settled(shell)

    def act(self, name: str) -> None:
        shell = _window("Shell")
        shell._actions.run(name)
        _settled(shell)

    def fill(self, **words: str) -> None:
        form = _window("FormDialog")
        for name, text in words.items():
            _write(_field(form, name), text)

    def commit(self) -> None:
        form = _window("FormDialog")
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        _until(lambda: not form.isVisible())
        _settled(_window("Shell"))

    def note(self, text: str, *, commit: bool) -> None:
        shell = _window("Shell")
        tab = next(t for t in shell.findChildren(QWidget) if _is(t, "NotesTab") and t.isVisible())
        content = _field(tab, "text")
        _write(content, text)
        if commit:
            QTest.keyClick(content, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            _settled(shell)

    def item(self, **words: str) -> None:
        """Type one item of evidence and add it to the batch."""
        shell = _window("Shell")
        form = next(w for w in shell.findChildren(QWidget) if _is(w, "EntryForm"))
        _until(lambda: _field(form, "kind").count() > 1)
        _field(form, "kind").setCurrentIndex(1)
        for name, text in words.items():
            _write(_field(form, name), text)
        form.add()
        _settled(shell)

    def commit_batch(self) -> None:
        shell = _window("Shell")
        next(w for w in shell.findChildren(QWidget) if _is(w, "LogView")).commit()
        _settled(shell)

    def search(self, words: str) -> None:
        shell = _window("Shell")
        shell.open_palette()
        shell._palette.box().setText(words)
        _rest(0.4)
        _settled(shell)
        QTest.keyClick(shell._palette.box(), Qt.Key.Key_Escape)

    def do(self, command: str, **values: Any) -> Any:
        """Carry out a command or query of the services by its name, on the window's own desk."""
        made = _act(command)(**{name: _value(each) for name, each in values.items()})
        shell = _window("Shell")
        answers: list[Any] = []
        run = shell.desk.do if hasattr(made, "undo") else shell.desk.ask
        run(made, shell, answers.append)
        _until(lambda: answers)
        return str(getattr(answers[0], "id", ""))

    def copy(self, words: str) -> None:
        from app.ui.clipboard import copying  # noqa: PLC0415  after the first paint

        copying().copy(words)

    def preview(self, case: str) -> None:
        from app.ui.documents import open_print_preview  # noqa: PLC0415  Qt's PDF module is heavy

        shell = _window("Shell")
        open_print_preview(shell, UUID(case))
        preview = _window("CasePrintPreview")
        _settled(shell)
        preview.close()

    def lock(self) -> None:
        shell = _window("Shell")
        shell.activateWindow()
        _until(shell.isActiveWindow)
        QTest.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def sleep(self, wall: float, running: float) -> None:
        """Let both clocks say that time went by unnoticed, then paint and touch the window."""
        from app.ui.idle import Clocks, IdleClock, seconds_awake_and_asleep  # noqa: PLC0415  as above

        shell = _window("Shell")
        (idle,) = application.findChildren(IdleClock)
        idle._clocks = Clocks(
            lambda: time.time() + wall, lambda: seconds_awake_and_asleep() + running
        )
        first.tells_paints = True
        shell.repaint()
        QTest.keyClick(shell, Qt.Key.Key_Down)

    def tell_paints(self) -> None:
        """Say from now on whenever something of the office is painted."""
        first.tells_paints = True

    def drafts(self) -> list[str]:
        """Return what the bar of drafts offers, and open the first."""
        shell = _window("Shell")
        bar = next(w for w in shell.findChildren(QWidget) if _is(w, "DraftBar"))
        _until(bar.isVisible)
        bar.open_asked.emit()
        _settled(shell)
        typed: list[Any] = [*shell.findChildren(QLineEdit), *shell.findChildren(QPlainTextEdit)]
        return [w.text() if isinstance(w, QLineEdit) else w.toPlainText() for w in typed]

    def fail(self, where: str, words: str) -> None:
        """Let a mistake happen whose words quote a case."""
        Mistakes(words).make(where)
        _rest(0.2)

    def quit(self) -> None:
        _window("Shell").quit()


class Mistakes:
    """Mistakes whose messages hold the words of a case, one for each way to escape."""

    def __init__(self, words: str) -> None:
        self.words = words

    def make(self, where: str) -> None:
        getattr(self, where)()

    def slot(self) -> None:
        QTimer.singleShot(0, self._key_error)

    def thread(self) -> None:
        threading.Thread(target=self._key_error).start()

    def finalizer(self) -> None:
        class Last:
            def __del__(me) -> None:  # noqa: N805  the outer self is needed
                self._key_error()

        Last()

    def encoding(self) -> None:
        QTimer.singleShot(0, lambda: self.words.encode("ascii"))

    def query(self) -> None:
        """A statement of ours that fails inside SQLite with the words among its parameters."""
        from dataclasses import dataclass  # noqa: PLC0415  just here

        from app.domain.users import Permission  # noqa: PLC0415  as above
        from app.services.office import Query  # noqa: PLC0415  as above

        words = self.words

        @dataclass(frozen=True)
        class Broken(Query[None]):
            needs = Permission.CASES_VIEW

            def run(self, reading: Any) -> None:
                reading.connection.exec_driver_sql("SELECT ?, ?", (words,))

        shell = _window("Shell")
        shell.desk.ask(Broken(), shell, lambda _answer: None)
        _settled(shell)

    def qt(self) -> None:
        from PySide6.QtCore import qWarning  # noqa: PLC0415  just here

        qWarning(self.words)

    def _key_error(self) -> None:
        name = self.words
        raise KeyError(name)


def _write(content: Any, text: str) -> None:
    content.setFocus()
    QTest.keyClicks(content, text)


def _rest(seconds: float) -> None:
    over = time.monotonic() + seconds
    _until(lambda: time.monotonic() > over)


def _act(name: str) -> Any:
    from importlib import import_module  # noqa: PLC0415  just here

    module, _, found = name.partition(":")
    return getattr(import_module(f"app.services.{module}"), found)


def _value(each: Any) -> Any:
    if isinstance(each, str) and each.startswith("uuid:"):
        return UUID(each[5:])
    if isinstance(each, str) and each.startswith("path:"):
        from pathlib import Path  # noqa: PLC0415  just here

        return Path(each[5:])
    return each


class Driver(QObject):
    """Reads a step a line, does it in the window's thread, and answers with a line."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.told.connect(self._do, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        # Unbuffered: what a later process is to read must not be swallowed by this one.
        line = b""
        while byte := os.read(0, 1):
            line += byte
            if byte == b"\n":
                self.told.emit(line.decode())
                line = b""

    def _do(self, line: str) -> None:
        step = json.loads(line)
        try:
            answer = getattr(Steps(), step["step"])(*step["given"], **step["named"])
            _say({"done": answer})
        except Exception as error:  # noqa: BLE001  told to whoever drives
            _say({"failed": f"{type(error).__name__} in {step['step']}: {error}"})


def _say(answer: object) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


class FirstPaint(QObject):
    """Says once that the unlock screen is painted and at rest, and listens from then on.

    It stands behind the program's own filters: an event that comes here is carried out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.driver: Driver | None = None
        self.tells_paints = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        if event.type() is not QEvent.Type.Paint:
            return False
        if self.tells_paints:
            _say({"shown": type(watched).__name__})
        if self.driver is None and type(watched).__name__ == "UnlockWindow":
            self.driver = Driver()
            QTimer.singleShot(_REST_MS, _say_painted)
        return False


def _say_painted() -> None:
    _say({"painted": os.getpid()})


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    first = FirstPaint()
    application.installEventFilter(first)
    sys.exit(main())
