"""What the window says of itself: banners, the bar after a commit, and empty places."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.icons import Icon
from app.ui.theme import Token, Tone, metrics
from app.ui.widgets.announce import announce
from app.ui.widgets.button import Button, Kind, icon_button
from app.ui.widgets.chip import KeyCap
from app.ui.widgets.layout import column, row
from app.ui.widgets.painting import painting, panel
from app.ui.widgets.picture import Picture
from app.ui.widgets.text import PlainLabel, Type

_TONE_ICON = {
    Tone.NEUTRAL: Icon.INFO,
    Tone.ACCENT: Icon.INFO,
    Tone.OK: Icon.CIRCLE_CHECK,
    Tone.WARN: Icon.TRIANGLE_ALERT,
    Tone.DANGER: Icon.SHIELD_ALERT,
    Tone.VICTIM: Icon.SHIELD,
}
# A message that offers Undo stays long enough to be read, thought about and reached by keyboard.
_SHOWN_MS = 12_000


class Banner(QWidget):
    """A message that stays: safety rules, what came due, what is wrong with the vault.

    Args:
        text: the sentence to obey or know.
        detail: who set it and when.
        tone: DANGER for safety, WARN, ACCENT for information, OK.
        actions: buttons at its right end.
    """

    def __init__(
        self, text: str, detail: str = "", tone: Tone = Tone.DANGER, *actions: QWidget
    ) -> None:
        super().__init__()
        self._tone = tone
        self._text = PlainLabel(text, level=Type.STRONG, token=tone.ink, wrap=True)
        self._detail = PlainLabel(detail, level=Type.SMALL, token=tone.ink, wrap=True)
        self._detail.setVisible(bool(detail))
        self._picture = Picture(_TONE_ICON[tone], tone.ink, 20)
        words = column(self._text, self._detail, spacing=2)
        layout = row(spacing=12, margins=(16, 12, 16, 12))
        layout.addWidget(self._picture)
        layout.addLayout(words, 1)
        for action in actions:
            layout.addWidget(action)
        self.setLayout(layout)
        self._place_picture()
        self.setAccessibleName(f"{text} {detail}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_message(self, text: str, detail: str = "", tone: Tone | None = None) -> None:
        """Say something else, in another tone where one is given."""
        if tone is not None and tone is not self._tone:
            self._tone = tone
            for label in (self._text, self._detail):
                label.set_token(tone.ink)
            self._picture.show_icon(_TONE_ICON[tone], tone.ink)
            self.update()
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._place_picture()
        self.setAccessibleName(f"{text} {detail}".strip())

    def _place_picture(self) -> None:
        """Put it beside the sentence; with a detail below, beside its first line."""
        beside = Qt.AlignmentFlag.AlignTop if self._detail.plain else Qt.AlignmentFlag.AlignVCenter
        self.layout().setAlignment(self._picture, beside)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the border in its tone."""
        with painting(self) as painter:
            panel(
                painter,
                self.rect(),
                metrics.CARD_RADIUS,
                fill=self._tone.wash,
                border=self._tone.ink,
            )


class MessageBar(QWidget):
    """The bar that says what was just done, with what can be done about it. Spoken once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.OK
        self._action: Callable[[], object] | None = None
        self._picture = Picture(Icon.CIRCLE_CHECK, Token.OK)
        self._text = PlainLabel(elide=True)
        self._button = Button("", self._act, small=True, name=_("Do it"))
        self._close = icon_button(Icon.X, _("Close this message"), self.hide)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayout(
            row(
                self._picture,
                self._text,
                self._button,
                self._close,
                spacing=10,
                margins=(14, 6, 8, 6),
            )
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._leave)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.plain

    def say(
        self,
        text: str,
        *,
        tone: Tone = Tone.OK,
        action: str = "",
        press: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, with a button when there is something to do.

        Args:
            text: what happened, plain text.
            tone: OK, WARN or DANGER; DANGER stays until it is closed.
            action: the button's verb, e.g. "Undo" or "Print receipt".
            press: what the button does.
        """
        self._tone = tone
        self._action = press
        self._text.setText(text)
        self._picture.show_icon(_TONE_ICON[tone], tone.ink)
        self._button.setVisible(press is not None)
        if press is not None:
            self._button.set_label(action)
        self.show()
        self.update()
        announce(self, text)
        if tone is Tone.DANGER:
            self._timer.stop()
        else:
            self._timer.start()

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(480, 46)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        with painting(self) as painter:
            panel(
                painter,
                self.rect(),
                metrics.CARD_RADIUS,
                fill=self._tone.wash,
                border=self._tone.ink,
            )

    def _act(self) -> None:
        press, self._action = self._action, None
        self.hide()
        if press is not None:
            press()

    def _leave(self) -> None:
        # Never from under the pointer or the keyboard.
        if self.underMouse() or self._button.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.hide()


_EMPTY_WIDTH, _LEAST_EMPTY_WIDTH = 440, 200
"""Pixels; short enough to read at a glance, narrow enough for a side panel."""


class EmptyState(QWidget):
    """What stands where nothing is yet: an icon, a sentence, one button, its shortcut.

    Args:
        icon: what kind of thing would be here.
        text: a sentence that says why it is empty and what to do.
        action: the verb on the button; none where it is empty.
        press: what the button does.
        keys: its shortcut, shown beside it.
    """

    pressed = Signal()

    def __init__(
        self,
        icon: Icon,
        text: str,
        action: str = "",
        press: Callable[[], object] | None = None,
        keys: str = "",
    ) -> None:
        super().__init__()
        self._text = PlainLabel(text, token=Token.MUTED, wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMinimumWidth(_LEAST_EMPTY_WIDTH)
        self._text.setMaximumWidth(_EMPTY_WIDTH)
        layout = column(None, spacing=10, margins=16)
        centered = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Picture(icon, Token.STRONG, 32), 0, centered)
        # In a row of its own: an aligned item would not be asked for its height at this width.
        words = row(spacing=0)
        words.addStretch(0)
        words.addWidget(self._text, 1)
        words.addStretch(0)
        layout.addLayout(words)
        if action:
            button = Button(action, press, kind=Kind.QUIET)
            cap = KeyCap(keys)
            cap.setVisible(bool(keys))
            button.clicked.connect(self.pressed)
            layout.addLayout(row(None, button, cap, None))
        layout.addStretch(1)
        self.setLayout(layout)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)
