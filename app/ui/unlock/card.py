"""The card every step of the first screen stands on, and what the steps share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.i18n import _
from app.ui.icons import Icon
from app.ui.theme import Token
from app.ui.unlock.errand import Errand
from app.ui.widgets.announce import announce
from app.ui.widgets.button import Button
from app.ui.widgets.field import Field
from app.ui.widgets.picture import Picture
from app.ui.widgets.surface import Card
from app.ui.widgets.text import PlainLabel, Type

if TYPE_CHECKING:
    from app.bugs import BugReport
    from app.ui.work_part import WorkPart

_WIDTH = 420
_PADDING = 36


class StepCard(Card):
    """A step: a heading, fields, one button that runs an errand.

    Signals:
        opened: the office that was opened.
    """

    opened = Signal(object)
    _told = Signal(int, int, str)

    def __init__(self, heading: str, lede: str = "", icon: Icon = Icon.SCALE) -> None:
        super().__init__(padding=_PADDING, spacing=16)
        self.setFixedWidth(_WIDTH)
        self._errand = Errand(self)
        self._errand.done.connect(self.succeed)
        self._errand.refused.connect(self.refuse)
        self._errand.broke.connect(self._confess)
        self._told.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self._progress: WorkPart | None = None
        self._go: Button | None = None
        self._go_label = ""
        centered = Qt.AlignmentFlag.AlignHCenter
        self.body().addWidget(Picture(icon, Token.ACCENT, 40), 0, centered)
        self.body().addSpacing(-8)
        words = PlainLabel(heading, level=Type.TITLE, wrap=True)
        words.setAlignment(centered)
        self.body().addWidget(words)
        self.body().addSpacing(-12)
        self.lede = PlainLabel(lede, token=Token.MUTED, wrap=True)
        self.lede.setAlignment(centered)
        self.body().addWidget(self.lede)
        self._caution = PlainLabel(level=Type.SMALL, token=Token.WARN, wrap=True)
        self._caution.hide()
        self.body().addWidget(self._caution)
        self.trouble = PlainLabel(level=Type.SMALL, token=Token.DANGER, wrap=True)
        self.trouble.hide()

    def add(self, *parts: QWidget) -> None:
        """Add fields and buttons below each other."""
        for part in parts:
            self.body().addWidget(part)

    def add_go(self, button: Button) -> None:
        """Add the one button that runs the errand; Enter presses it from any field."""
        self._go = button
        self._go_label = button.label
        self.add(self.trouble, button)

    def run(self, job: Callable[[], Any], busy: str) -> None:
        """Run the errand; the card waits with `busy` on its button."""
        self.trouble.hide()
        self._wait(busy)
        self._errand.run(job)

    def tell(self, done: int, of: int, step: str) -> None:
        """Tell how far the errand is. Safe to call from the working thread."""
        if shiboken6.isValid(self):
            self._told.emit(done, of, step)

    def succeed(self, result: Any) -> None:  # noqa: ANN401 - an office, or what a step makes of it
        """Take what the errand brought; an open office is handed on."""
        self._wait("")
        self.opened.emit(result)

    def refuse(self, error: DossierError) -> None:
        """Say why not: beside the field it names, or above the button."""
        from app.i18n.sentences import sentence  # noqa: PLC0415 - not needed for the first paint

        self._wait("")
        for field in self.findChildren(Field):
            if field.name == error.field:
                field.show_error(sentence(error))
                field.content.setFocus()
                return
        self.say(sentence(error))

    def say(self, text: str, token: Token = Token.DANGER) -> None:
        """Show above the button what is wrong, or, in another color, what was done."""
        self.trouble.setText(text)
        self.trouble.set_token(token)
        self.trouble.show()

    def caution(self, sentences: tuple[str, ...]) -> None:
        """Show what speaks against the vault's place, above the fields; it never blocks."""
        self._caution.setText("\n".join(sentences))
        self._caution.setVisible(bool(sentences))
        if sentences:
            announce(self, self._caution.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the button, unless it is pressed on another one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._go is not None:
            self._go.click()
            return
        super().keyPressEvent(event)

    def _show_step(self, done: int, of: int, step: str) -> None:
        """Say below the button what the errand is at, where that takes a while."""
        from app.i18n.steps import step_words  # noqa: PLC0415 - not needed for the first paint
        from app.ui.work_part import WorkPart  # noqa: PLC0415 - as above

        if self._go is None or self._go.isEnabled():
            return  # it came in after the end
        if self._progress is None:
            self._progress = WorkPart()
            self.body().insertWidget(self.body().indexOf(self._go) + 1, self._progress)
        self._progress.show_step(done, of, step_words(step))

    def _wait(self, busy: str) -> None:
        if self._progress is not None:
            self._progress.rest()
        for field in self.findChildren(Field):
            field.setEnabled(not busy)
        if self._go is not None:
            self._go.setEnabled(not busy)
            self._go.set_label(busy or self._go_label)

    def _confess(self, bug: "BugReport") -> None:
        self._wait("")
        self.say(_("Dossier made a mistake. Report number {number}.").format(number=bug.number))
