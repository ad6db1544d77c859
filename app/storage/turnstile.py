"""Many go in at a time, or one alone: readers of the database, and who gives it another key."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turnstile:
    """Counts who is inside. Nobody may go in twice on one thread."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._inside = 0
        self._is_alone = False

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Go in with others; wait while somebody is alone."""
        with self._change:
            self._change.wait_for(lambda: not self._is_alone)
            self._inside += 1
        try:
            yield
        finally:
            with self._change:
                self._inside -= 1
                self._change.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until everybody has left, and keep others out."""
        with self._change:
            self._change.wait_for(lambda: not self._is_alone)
            self._is_alone = True
            self._change.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            with self._change:
                self._is_alone = False
                self._change.notify_all()
