"""Two short sounds for eyes that are on the shelf: taken, and not taken. They never wait.

The program brings no player of its own: Windows plays them itself, elsewhere a player of the system
does; where there is none the system's bell rings, once or twice. In the courtroom palette, and
where the workplace switched sound off, nothing is heard.
"""

import sys
from enum import Enum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.resources import resource_path
from app.ui.scan.preferences import scanner_preferences
from app.ui.theme import ThemeName, active_theme

_FOLDERS = (Path("/usr/bin"), Path("/bin"))
"""Only the system's own programs: a search path may lead anywhere."""
_PLAYERS = ("afplay", "pw-play", "paplay", "aplay")
_BETWEEN_BELLS_MS = 220


class Sound(Enum):
    """What can be heard: a file of `resources/sounds`, and how often the bell rings instead."""

    TAKEN = ("taken", 1)
    REFUSED = ("refused", 2)


def play(sound: Sound) -> None:
    """Let a sound be heard, if it may be, and go on at once."""
    if not scanner_preferences().sound or active_theme() is ThemeName.COURT:
        return
    name, bells = sound.value
    if not _started(resource_path("sounds", f"{name}.wav")):
        for count in range(bells):
            QTimer.singleShot(count * _BETWEEN_BELLS_MS, QApplication.beep)


def _started(file: Path) -> bool:
    """Play a file beside the program; False where nothing can."""
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415  there is none elsewhere

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
        return True
    player = _player()
    return player is not None and QProcess.startDetached(str(player), [str(file)])[0]


@lru_cache(maxsize=1)
def _player() -> Path | None:
    if QApplication.platformName() == "offscreen":
        return None  # nobody sits before it
    places = (folder / name for name in _PLAYERS for folder in _FOLDERS)
    return next((place for place in places if place.is_file()), None)
