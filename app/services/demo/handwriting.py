"""Signatures as the people of the demo office draw them: the same name, the same hand."""

import hashlib
import json
import math

from app.domain.signatures import PAPER_SIZE

_MOST_LETTERS = 9
"""Nobody signs a long name out."""
_POINTS = 24
"""Of one letter."""
_LEFT, _WIDTH = 80, 800
_FOOT = 620
_TALL = 170


def handwriting(name: str) -> str:
    """Return the strokes of a name: a slanting loop a letter, some of them tall (`strokes_of`)."""
    drawn = hashlib.sha256(name.encode()).digest()
    letters = [_height(drawn, n) for n in range(min(len(name.replace(" ", "")), _MOST_LETTERS))]
    pitch = _WIDTH / max(len(letters), 1)
    loops = [
        _point(pitch, number + step / _POINTS, _between(letters, number + step / _POINTS))
        for number in range(len(letters))
        for step in range(_POINTS)
    ]
    line = [[_LEFT, _FOOT + 130], [_LEFT + _WIDTH, _FOOT + 80 + drawn[0] // 4]]
    return json.dumps([loops, line], separators=(",", ":"))


def _height(drawn: bytes, letter: int) -> int:
    """Return how high a letter is: the first and some others are tall."""
    return 420 if letter == 0 or drawn[letter] > _TALL else 90 + drawn[letter] // 2


def _between(heights: list[int], letter: float) -> float:
    """Return the height between two letters, so that the pen does not jump."""
    here = int(letter)
    there = heights[min(here + 1, len(heights) - 1)]
    return heights[here] + (there - heights[here]) * (letter - here)


def _point(pitch: float, letter: float, height: float) -> list[int]:
    turn = 2 * math.pi * letter
    up = height * (1 - math.cos(turn)) / 2
    x = _LEFT + pitch * (letter + 0.34 * math.sin(turn)) + 0.12 * up
    return [min(round(x), PAPER_SIZE), round(_FOOT - up)]
