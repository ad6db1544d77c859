"""Keeping what is typed while it is typed, so that a killed program loses seconds and no form.

A quiet moment after the last key the form with the keyboard is read off and, if it says anything
new, written by the writer thread; nobody waits for it. Forms nobody touched are not looked at.
"""

import hashlib
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.ids import new_id
from app.services.drafts import HalfTyped, KeepTyping
from app.ui.drafts.keeping import Window
from app.ui.drafts.sheet import Typing, forget

QUIET_MS = 2500
"""Rest after the last key before anything is read off: nobody's typing is interrupted."""


class TypingKeeper(QObject):
    """Keeps the form in front as long as the window lives.

    Args:
        window: the window of an open office.
        entered: goes out whenever a key or a button of the mouse is pressed.
    """

    def __init__(self, window: Window, entered: SignalInstance) -> None:
        super().__init__(window.dialog_parent())
        self._window, self._desk = window, window.desk
        self._said: dict[UUID, bytes] = {}
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self.keep)
        entered.connect(self._wait)

    def keep(self) -> None:
        """Keep the form with the keyboard, unless it says what it said before."""
        # Not the application's focus: there is none while another program is in front.
        front = QApplication.activeModalWidget() or self._window.dialog_parent()
        widget = typing_around(front.focusWidget())
        if widget is None:
            return
        sheet = widget.sheet()
        if sheet is None:
            forget(widget, self._desk)
            return
        form = sheet.half_typed(self._window.case_at_hand())
        if form.fits and self._is_new(widget, form):
            assert widget.typed_as is not None  # noqa: S101  it has one by now
            command = KeepTyping(id=widget.typed_as, form=form, replaces=widget.kept_as)
            self._desk.do(command, self, None, partial(self._not_kept, widget.typed_as))

    def _not_kept(self, form: UUID, _error: Exception) -> None:
        """Try again at the next rest: a full disk stops no typing, and may have room by then."""
        self._said.pop(form, None)

    def _wait(self) -> None:
        self._timer.start()

    def _is_new(self, widget: Typing, form: HalfTyped) -> bool:
        """Whether the form says anything else than when it was last kept."""
        said = hashlib.sha256(f"{form.place}\n{form.content}".encode()).digest()
        if widget.typed_as is None:
            widget.typed_as = new_id()
        elif self._said.get(widget.typed_as) == said:
            return False
        self._said[widget.typed_as] = said
        return True


def typing_around(widget: QWidget | None) -> Typing | None:
    """Return what a widget is an input of, None where it is of no form."""
    while widget is not None and not isinstance(widget, Typing):
        widget = widget.parentWidget()
    return widget
