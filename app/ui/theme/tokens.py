"""The names of the colors and the three sets of values behind them.

No other module of the window knows a color: it asks for a token, and the active set answers.
"""

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QJsonDocument

from app.domain.resources import resource_path


class Token(StrEnum):
    """The color names, as in `resources/themes/*.json`."""

    BG = "bg"
    SURFACE = "surface"
    SUNKEN = "sunken"
    BORDER = "border"
    STRONG = "strong"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ACCENT_ON = "accent_on"
    ACCENT_SOFT = "accent_soft"
    DANGER = "danger"
    DANGER_SOFT = "danger_soft"
    WARN = "warn"
    WARN_SOFT = "warn_soft"
    OK = "ok"
    OK_SOFT = "ok_soft"
    VICTIM = "victim"
    VICTIM_SOFT = "victim_soft"


class Tone(StrEnum):
    """What a color says: red late, amber soon, green done, blue action, violet victim."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    DANGER = "danger"
    WARN = "warn"
    OK = "ok"
    VICTIM = "victim"

    @property
    def ink(self) -> Token:
        """The color of words and icons in this tone."""
        return Token.MUTED if self is Tone.NEUTRAL else Token(self.value)

    @property
    def wash(self) -> Token:
        """The background that goes with `ink`."""
        return Token.SUNKEN if self is Tone.NEUTRAL else Token(f"{self.value}_soft")


class ThemeName(StrEnum):
    """The themes that ship."""

    LIGHT = "light"
    DARK = "dark"
    COURT = "court"


@lru_cache
def token_values(name: ThemeName) -> dict[str, str]:
    """Return the values of a theme, e.g. ``{"bg": "#...", ..., "shadow": "0 1px ..."}``."""
    path = resource_path("themes", f"{name.value}.json")
    # Qt's reader is there already; Python's would be loaded for this file alone.
    values: dict[str, str] = QJsonDocument.fromJson(path.read_bytes()).toVariant()
    return values
