"""Who takes a scanned code: a batch, an inventory or a place field in front comes first.

Whatever takes codes is a widget with `take_scan`; it is asked while it is to be seen, the one that
has the keyboard before the others.
"""

from dataclasses import dataclass
from typing import Protocol, cast
from weakref import WeakSet

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.locations import LocationId


class TakesScans(Protocol):
    """A widget that codes are offered to."""

    def take_scan(self, code: str) -> bool:
        """Deal with a code, or return False where it is for somebody else."""


@dataclass(frozen=True)
class AtPlace:
    """Target of the evidence page: what lies at a place."""

    location: LocationId


_TAKERS: "WeakSet[QWidget]" = WeakSet()


def offer_scans(widget: QWidget) -> None:
    """Offer scanned codes to a widget that has `take_scan` from now on."""
    _TAKERS.add(widget)


def takers_in(window: QWidget) -> list[TakesScans]:
    """Return the visible takers of a window, those around the keyboard first, inner ones first."""
    there = [each for each in _TAKERS if shiboken6.isValid(each) and each.isVisible()]
    mine = [each for each in there if each.window() is window]
    mine.sort(key=lambda each: (not _holds_keyboard(each), -_depth(each)))
    return cast("list[TakesScans]", mine)


def _holds_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (widget is focused or widget.isAncestorOf(focused))


def _depth(widget: QWidget) -> int:
    depth, around = 0, widget.parentWidget()
    while around is not None:
        depth, around = depth + 1, around.parentWidget()
    return depth
