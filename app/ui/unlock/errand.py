"""One slow thing off the window's thread: stretching a passphrase, making a vault."""

import threading
import weakref
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.domain.errors import DossierError


class Errand(QObject):
    """Runs one job at a time on a thread and tells how it ended.

    Signals:
        done: what the job returned.
        refused: the `DossierError` it raised.
        broke: a `BugReport`, a mistake of ours.
    """

    done = Signal(object)
    refused = Signal(object)
    broke = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running = False
        self._post = _post()

    def run(self, job: Callable[[], Any]) -> None:
        """Start a job; a second one while the first runs is not started."""
        if self._running:
            return
        self._running = True
        sent_by = weakref.ref(self)
        threading.Thread(target=self._post.carry, args=(job, sent_by), daemon=True).start()

    def tell(self, value: object, error: Exception | None) -> None:
        """Tell how the job ended; called on the window's thread."""
        self._running = False
        if error is None:
            self.done.emit(value)
        elif isinstance(error, DossierError):
            self.refused.emit(error)
        else:
            from app.bugs import report  # noqa: PLC0415 - not needed for the first paint

            self.broke.emit(report(error))


class _Post(QObject):
    """Carries results back to the window's thread.

    It outlives every errand: a thread must never touch an object the window may be deleting.
    """

    _arrived = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def carry(self, job: Callable[[], Any], sent_by: "weakref.ref[Errand]") -> None:
        """Do the job; runs on a thread of its own."""
        value, error = None, None
        try:
            value = job()
        except Exception as caught:  # noqa: BLE001 - told in the window, by the errand
            error = caught
        self._arrived.emit(sent_by, value, error)

    def _deliver(
        self, sent_by: "weakref.ref[Errand]", value: object, error: Exception | None
    ) -> None:
        errand = sent_by()
        if errand is not None and shiboken6.isValid(errand):
            errand.tell(value, error)


@lru_cache(maxsize=1)
def _post() -> _Post:
    return _Post()
