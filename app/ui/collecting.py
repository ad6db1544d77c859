"""Garbage is collected in the thread of the window alone.

Python collects in whichever thread happens to make the next object. Where that is one that asks the
vault something, what remained of a closed form would be destroyed beside Qt's back, and the program
with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Collects now and then, where Python alone would: the collector itself is switched off.

    Args:
        parent: lives in the thread of the window; with it the collecting ends.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(_collect_once_imported)
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has had its time by Python's own thresholds."""
    counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [age for age, (count, threshold) in enumerate(counted) if count > threshold]
    if due:
        gc.collect(due[-1])


def _collect_once_imported() -> None:
    """Wait until what is imported was set aside: little of it dies, and all would be looked at."""
    if gc.get_freeze_count():
        collect_what_is_due()
