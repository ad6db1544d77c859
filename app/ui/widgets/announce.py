"""Telling a screen reader what happened without moving the focus."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence once, on behalf of a widget, if somebody is listening."""
    # Named here: the first screen has nothing to say yet and need not make these classes ready.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
