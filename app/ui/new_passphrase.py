"""The field for a new passphrase: it says how good it is while it is typed, in words and a bar."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPaintEvent

from app.domain.errors import DossierError
from app.domain.passphrases import (
    SHORTEST,
    STRONG_BITS,
    Grade,
    check_passphrase,
    refusal_of,
    strength_of,
)
from app.i18n import _
from app.i18n.sentences import sentence
from app.ui.theme import Tone, color
from app.ui.widgets.inputs import PassphraseInput
from app.ui.widgets.painting import painting

HINT = _("Four or more words that do not belong together.")

_WORDS = {
    Grade.FAIR: _("Fair. Another word would make it good."),
    Grade.GOOD: _("Good."),
    Grade.STRONG: _("Strong."),
}
_TONES = {
    Grade.EASY: Tone.DANGER,
    Grade.FAIR: Tone.WARN,
    Grade.GOOD: Tone.OK,
    Grade.STRONG: Tone.OK,
}
_BAR_HEIGHT, _BAR_INSET = 3, 6


class NewPassphraseInput(PassphraseInput):
    """A passphrase being chosen.

    Args:
        about: what everybody knows of the person, which it may not be made of.

    Signals:
        reading: how good it is, in words; `Field` shows them below the input.
    """

    reading = Signal(str)

    def __init__(self, about: Sequence[str] = ()) -> None:
        super().__init__()
        self._about = tuple(about)
        self._share = 0.0
        self._tone = Tone.NEUTRAL
        self.edited.connect(self._weigh)

    def set_about(self, *about: str) -> None:
        """Know something else of the person."""
        self._about = about
        self._weigh()

    def problem(self) -> str | None:
        """Why it is not taken, if it is not."""
        if not self.value():
            return None
        try:
            check_passphrase(self.value(), about=self._about)
        except DossierError as error:
            return sentence(error)
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar at the foot of the box."""
        super().paintEvent(event)
        if not self.value():
            return
        room = self.width() - 2 * _BAR_INSET
        bar = QRect(_BAR_INSET, self.height() - _BAR_HEIGHT - 2, 0, _BAR_HEIGHT)
        bar.setWidth(max(_BAR_HEIGHT, round(room * self._share)))
        with painting(self) as painter:
            painter.fillRect(bar, color(self._tone.ink))

    def _weigh(self) -> None:
        typed = self.value()
        strength = strength_of(typed, self._about)
        short = len(typed) < SHORTEST
        self._share = min(1.0, strength.bits / STRONG_BITS, len(typed) / SHORTEST)
        self._tone = Tone.DANGER if short else _TONES[strength.grade]
        if not typed:
            self.reading.emit("")
        elif short:
            more = SHORTEST - len(typed)
            self.reading.emit(_("{n} more characters at least.").format(n=more))
        elif strength.grade is Grade.EASY:
            self.reading.emit(sentence(refusal_of(strength)))
        else:
            self.reading.emit(_WORDS[strength.grade])
        self.update()
