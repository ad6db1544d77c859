"""The faces of paper: Inter first, then fallback faces for scripts that Inter lacks.

Faces are read on first use and registered once; a fallback is read only when a text needs it.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, cached_property
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from app.domain.resources import resource_path

_LOADING = Lock()

MISSING = "\N{WHITE SQUARE}"
"""What stands on paper for a character that no face can draw."""


class Weight(StrEnum):
    """The two weights of a document, by the name of Inter's file."""

    REGULAR = "Regular"
    BOLD = "SemiBold"


class _SearchableFont(TTFont):  # type: ignore[misc]  # reportlab publishes no types
    """A font whose emoji can be searched and copied from the PDF.

    Reportlab 5.1 names a character beyond U+FFFF by five hex digits in the map from glyphs to text;
    the format (ISO 32000-2, 9.10.3) asks for UTF-16, so readers saw another character.
    """

    _LONG_CODE = re.compile(r"(?<=> )<([0-9A-F]{5,6})>$", re.MULTILINE)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802  reportlab's name
        """Write the font's objects, then mend its maps."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in set(doc.idToObject) - before:
            if name.startswith("toUnicodeCMap:"):
                stream = doc.idToObject[name]
                stream.content = self._LONG_CODE.sub(self._in_utf_16, stream.content)

    @staticmethod
    def _in_utf_16(found: re.Match[str]) -> str:
        return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


class Face:
    """One font file, registered with reportlab under its file name."""

    def __init__(self, folder: str, file_name: str) -> None:
        self.name = file_name.removesuffix(".ttf")
        font = _SearchableFont(self.name, str(resource_path("fonts", folder, file_name)))
        pdfmetrics.registerFont(font)
        self._glyphs: dict[int, int] = font.face.charToGlyph
        self._widths: dict[int, float] = font.face.charWidths
        self._usual_width: float = font.face.defaultWidth

    @cached_property
    def chars(self) -> frozenset[str]:
        """All characters the face draws."""
        return frozenset(chr(point) for point, glyph in self._glyphs.items() if glyph)

    def draws(self, char: str) -> bool:
        """Return whether the face has a glyph of its own for the character."""
        return self._glyphs.get(ord(char), 0) != 0

    def width(self, char: str) -> float:
        """Return the advance of a character in em."""
        return self._widths.get(ord(char), self._usual_width) / 1000


@cache
def _loaded(folder: str, file_name: str) -> Face:
    return Face(folder, file_name)


def _face(folder: str, file_name: str) -> Face:
    """Return a face, registered once even when two threads print at the same time.

    Reportlab finds faces by name: a second one of that name would split a document's glyphs.
    """
    with _LOADING:
        return _loaded(folder, file_name)


def _primary(weight: Weight) -> Face:
    return _face("inter", f"Inter-{weight}.ttf")


def _fallback(file_name: str) -> Face:
    return _face("noto", file_name)


def base_font() -> str:
    """Return the name of the face of plain text, registered."""
    return _primary(Weight.REGULAR).name


def _faces(weight: Weight) -> Iterator[Face]:
    """Yield the faces in order of preference; the fallbacks have one weight."""
    yield _primary(weight)
    for path in sorted(resource_path("fonts", "noto").glob("*.ttf")):
        yield _fallback(path.name)


@cache
def face_for(char: str, weight: Weight) -> Face | None:
    """Return the face that draws a character, or None when none does."""
    return next((face for face in _faces(weight) if face.draws(char)), None)


def has_glyph(char: str) -> bool:
    """Return whether the character can be printed at all."""
    return face_for(char, Weight.REGULAR) is not None


class _Widths(dict[str, float]):
    """Advance in em by character; filled as characters turn up."""

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, char: str) -> float:
        face = face_for(char, self._weight) or _primary(self._weight)
        width = self[char] = face.width(char)
        return width


@cache
def widths(weight: Weight) -> dict[str, float]:
    """Return the table of advances in em; look characters up with ``[]``, never with ``get``."""
    return _Widths(weight)


def _space_fits(face_name: str, primary: Face) -> bool:
    """Return whether a face's space is no wider than the one that was measured.

    Then it need not change back between two words of the same script.
    """
    space = pdfmetrics.getFont(face_name).face.getCharWidth(ord(" ")) / 1000
    return bool(space <= primary.width(" "))


def runs(text: str, weight: Weight) -> list[tuple[str, str]]:
    """Return the text cut into (face name, run) pairs, each run drawn by one face."""
    primary = _primary(weight)
    if primary.chars.issuperset(text):
        return [(primary.name, text)]
    cut: list[tuple[str, str]] = []
    for char in text:
        face = face_for(char, weight) or primary
        stays = char == " " and cut and _space_fits(cut[-1][0], primary)
        face_name = cut[-1][0] if stays else face.name
        if cut and cut[-1][0] == face_name:
            cut[-1] = (face_name, cut[-1][1] + char)
        else:
            cut.append((face_name, char))
    return cut
