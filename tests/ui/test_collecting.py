"""What remains of closed windows is destroyed in their own thread."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.collecting import Collector


class _Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_made_beside_the_window_goes_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    gc.freeze()
    gc.enable()
    window = QObject()
    Collector(window)
    gone_in: list[threading.Thread] = []
    ring = _Ring()
    weakref.finalize(ring, lambda: gone_in.append(threading.current_thread()))
    del ring
    asking = threading.Thread(target=lambda: [_Ring() for _ in range(20_000)])
    asking.start()
    asking.join()
    assert gone_in == []
    qtbot.waitUntil(lambda: bool(gone_in))
    assert gone_in == [threading.main_thread()]
