"""What came of a scan, large enough to be read from the shelf, and spoken."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.icons import Icon
from app.ui.scan.sounds import Sound, play
from app.ui.theme import Token, Tone
from app.ui.widgets import Picture, PlainLabel, Type, row
from app.ui.widgets.announce import announce

_SIZE = 30
_DRAWINGS = {
    Tone.OK: Icon.CIRCLE_CHECK,
    Tone.WARN: Icon.TRIANGLE_ALERT,
    Tone.DANGER: Icon.CIRCLE_X,
    Tone.NEUTRAL: Icon.INFO,
}
_SOUNDS = {Tone.OK: Sound.TAKEN, Tone.WARN: Sound.REFUSED, Tone.DANGER: Sound.REFUSED}


class ScanVerdict(QWidget):
    """A large tick, sign or cross with a sentence.

    Args:
        waiting: what is said while nothing was scanned yet.
    """

    def __init__(self, waiting: str) -> None:
        super().__init__()
        self._picture = Picture(Icon.SCAN_BARCODE, Token.MUTED, _SIZE)
        self._words = PlainLabel(waiting, level=Type.STRONG, token=Token.MUTED, elide=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(row(self._picture, self._words, spacing=10))

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.plain

    def say(self, words: str, tone: Tone) -> None:
        """Show what came of a scan, let it be heard, and tell a screen reader."""
        self._picture.show_icon(_DRAWINGS[tone], tone.ink)
        self._words.set_token(tone.ink)
        self._words.setText(words)
        if tone in _SOUNDS:
            play(_SOUNDS[tone])
        announce(self, words)
