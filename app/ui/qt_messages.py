"""Qt's own warnings: kept as kind and place, for their words may quote a path or a text."""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler


def keep_words_of_qt_out() -> None:
    """Let Qt say that something is odd, and where, but not in its own words."""
    qInstallMessageHandler(_tell)


def _tell(kind: QtMsgType, context: QMessageLogContext, _words: str | None) -> None:
    if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or sys.stderr is None:
        return
    place = f"{context.file}:{context.line}" if context.file else context.category
    sys.stderr.write(f"Qt {kind.name}: {place}\n")
