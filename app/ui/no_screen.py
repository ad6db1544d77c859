"""Beginning a window where none can be opened: said in a sentence with a way out.

Qt ends the process itself when it finds no screen, and advises to install the program again.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.i18n import _

_FAILED = 1
_SENTENCE = _(
    "Dossier cannot open a window: it finds no screen it can use. Start it in a desktop session,"
    " or work in the terminal: dossier --help lists the commands."
)


@contextmanager
def missing_screen_is_told() -> Iterator[None]:
    """Within it, Qt's last word is ours; what else Qt says is held back until then."""
    held: list[str] = []
    qInstallMessageHandler(partial(_hold, held))
    try:
        yield
    finally:
        qInstallMessageHandler(None)
        _write(held)


def _hold(
    held: list[str], kind: QtMsgType, _context: QMessageLogContext, words: str | None
) -> None:
    if kind is not QtMsgType.QtFatalMsg:
        held.append(words or "")
        return
    _write([_SENTENCE, *held])
    # Qt aborts behind its last word, and the system would keep that as a crash.
    os._exit(_FAILED)


def _write(lines: list[str]) -> None:
    if sys.stderr is not None:  # a window program on Windows has none
        sys.stderr.writelines(f"{line.strip()}\n" for line in lines)
        sys.stderr.flush()
