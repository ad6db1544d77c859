"""Inter at the sizes and weights of the window, with figures of equal width.

Inter ships with the program, so the window looks the same on every machine and needs no system
font. Faces for Hebrew and Arabic are registered after the first paint: the unlock screen does
without them.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.domain.resources import resource_path

BASE_SIZE = 13
SMALL_SIZE = 12
SECTION_SIZE = 15
TITLE_SIZE = 20

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold
BOLD = QFont.Weight.Bold

_FAMILY = "Inter"
_FALLBACKS = ("Noto Sans Hebrew", "Noto Sans Arabic")


def register_first_faces() -> None:
    """Make the faces of the unlock screen known; without them Qt's own choice is used."""
    for weight in ("Regular", "Medium", "Bold"):
        _register(resource_path("fonts", "inter", f"Inter-{weight}.ttf"))


def register_other_faces() -> None:
    """Make the rest known: the weight of headings, and letters that Inter does not have."""
    _register(resource_path("fonts", "inter", "Inter-SemiBold.ttf"))
    for face in sorted(resource_path("fonts", "noto").glob("*.ttf")):
        _register(face)


def _register(face: Path) -> None:
    QFontDatabase.addApplicationFont(str(face))


@lru_cache
def font(size: int = BASE_SIZE, weight: QFont.Weight = REGULAR) -> QFont:
    """Return the face at a size in logical pixels."""
    made = QFont()
    made.setFamilies([_FAMILY, *_FALLBACKS])
    made.setPixelSize(size)
    made.setWeight(weight)
    # Hinting would widen small letters on some machines and cut words that fit on others.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Numbers stand in columns all over an office; equal widths keep them comparable.
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
