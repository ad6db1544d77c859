"""Who takes a scanned code: a batch, an inventory or a place field in front comes first.

Whatever takes codes is a widget with `take_scan`; it is asked while it is to be seen. What takes
its own codes only (a place, a receiver) comes before what takes any, the one that has the keyboard
before the others.
"""

from dataclasses import dataclass
from typing import Any, Protocol
from weakref import WeakSet

import shiboken6
from PySide6.QtWidgets import QWidget

from app.domain.locations import LocationId


class TakesScans(Protocol):
    """A widget that codes are offered to.

    Attributes:
        takes_any: whether it deals with every code, also one that nothing here has.
    """

    takes_any: bool

    def take_scan(self, code: str, into: QWidget | None) -> bool:
        """Deal with a code, or return False where it is for somebody else.

        Args:
            code: as it was read.
            into: the widget that had the keyboard when it was read; it is as it was before.
        """


@dataclass(frozen=True)
class AtPlace:
    """Target of the evidence page: what lies at a place."""

    location: LocationId


_TAKERS: "WeakSet[QWidget]" = WeakSet()


def offer_scans(widget: QWidget) -> None:
    """Offer scanned codes to a widget that has `take_scan` from now on."""
    _TAKERS.add(widget)


def takers_in(window: QWidget, into: QWidget | None) -> list[TakesScans]:
    """Return the visible takers of a window in the order they are asked."""
    there = [each for each in _TAKERS if shiboken6.isValid(each) and each.isVisible()]
    mine: list[Any] = [each for each in there if each.window() is window]
    mine.sort(key=lambda each: (each.takes_any, not _holds(each, into), -_depth(each)))
    return mine


def _holds(widget: QWidget, inner: QWidget | None) -> bool:
    return inner is not None and (widget is inner or widget.isAncestorOf(inner))


def _depth(widget: QWidget) -> int:
    depth, around = 0, widget.parentWidget()
    while around is not None:
        depth, around = depth + 1, around.parentWidget()
    return depth
