"""How the scanner at this workplace is set up: kept with the computer, not in the vault."""

from dataclasses import dataclass

from PySide6.QtCore import QSettings

_PREFIX, _SUFFIX, _SOUND = "scanner/prefix", "scanner/suffix", "scanner/sound"
LONGEST_MARK = 10
"""Characters of a prefix or suffix."""


@dataclass(frozen=True)
class ScannerPreferences:
    """What a scanner sends around a code, and whether it is answered with a sound.

    Attributes:
        prefix, suffix: besides the Enter or Tab at the end; empty = nothing.
    """

    prefix: str = ""
    suffix: str = ""
    sound: bool = True


def scanner_preferences() -> ScannerPreferences:
    """Return what this workplace is set to."""
    kept = QSettings()
    return ScannerPreferences(
        prefix=str(kept.value(_PREFIX, "")),
        suffix=str(kept.value(_SUFFIX, "")),
        sound=bool(kept.value(_SOUND, True, type=bool)),
    )


def keep_scanner_preferences(chosen: ScannerPreferences) -> None:
    """Set this workplace up anew."""
    kept = QSettings()
    kept.setValue(_PREFIX, chosen.prefix)
    kept.setValue(_SUFFIX, chosen.suffix)
    kept.setValue(_SOUND, chosen.sound)
