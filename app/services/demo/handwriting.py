"""Signatures as the people of the demo office draw them: the same name, the same hand."""

import hashlib
import json
import math

from app.domain.signatures import PAPER_SIZE

_POINTS_A_LETTER = 6
_LEFT, _WIDTH = 80, 820
_MIDDLE = PAPER_SIZE // 2


def handwriting(name: str) -> str:
    """Return the strokes of a name: a loop a letter, some of them tall (see `strokes_of`)."""
    letters = name.replace(" ", "")
    heights = hashlib.sha256(name.encode()).digest()
    count = max(len(letters) * _POINTS_A_LETTER, 2)
    loops = [
        [
            _LEFT + round(_WIDTH * point / count),
            _MIDDLE - round(math.sin(point * 2.1) * (60 + heights[point // 6 % 32])),
        ]
        for point in range(count)
    ]
    line = [[_LEFT, _MIDDLE + 240], [_LEFT + _WIDTH, _MIDDLE + 200 + heights[0] // 8]]
    return json.dumps([loops, line], separators=(",", ":"))
