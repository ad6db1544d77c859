"""A wish to restore a backup, kept across the lock: the unlock screen carries it out.

The vault that is to be replaced must be closed first, and closing it may end the process.
"""

from pathlib import Path

from PySide6.QtCore import QSettings

_SOURCE = "restore/source"


def ask_for_restore(source: Path) -> None:
    """Let the next unlock screen offer to restore this backup."""
    settings = QSettings()
    settings.setValue(_SOURCE, str(source))
    settings.sync()


def take_request() -> Path | None:
    """Return the backup that was asked for, once."""
    settings = QSettings()
    source = settings.value(_SOURCE)
    if not isinstance(source, str) or not source:
        return None
    settings.remove(_SOURCE)
    return Path(source)
