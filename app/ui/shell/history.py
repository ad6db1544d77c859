"""Where the user was, for Alt+Left and Alt+Right."""

from dataclasses import dataclass

from app.ui.page import Section

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and what it showed."""

    section: Section
    target: object = None


class History:
    """The places in order, and which one is open."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """Note a place; what lay ahead is forgotten, as in a browser."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[:-_LONGEST]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """Return the place before, or None at the beginning."""
        return self._step(-1)

    def forward(self) -> Place | None:
        """Return the place left by going back, or None at the end."""
        return self._step(1)

    def _step(self, step: int) -> Place | None:
        if not 0 <= self._at + step < len(self._places):
            return None
        self._at += step
        return self._places[self._at]
