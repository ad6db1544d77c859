"""The one rule for what may be written into a text field."""

import unicodedata

from app.domain.errors import Refused

LONGEST = 1_000_000
"""Characters one field may hold; ten times the longest text an office is expected to paste."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional embeddings, overrides and isolates (Unicode Annex 9)."""


def clean(text: str, field: str) -> str:
    """Return the text as it will be stored: trimmed, with Unix line ends, in Unicode form NFC.

    Control characters other than tab and newline are dropped: no screen or printer can show them,
    and a NUL on disk is how damaged storage is recognized. So are the marks that turn the text
    after them around: "egami.exe" must not read as an image. Right-to-left writing needs none.

    Raises:
        Refused: ``text.too_long``.
    """
    if not text:
        return ""
    if len(text) > LONGEST:
        raise Refused("text.too_long", field=field, longest=LONGEST)
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in unix if _is_kept(c))
    return unicodedata.normalize("NFC", kept).strip()


def _is_kept(character: str) -> bool:
    if character in "\t\n":
        return True
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _TURNING


def require(text: str, field: str) -> str:
    """Return the cleaned text of a field that may not stay empty.

    Raises:
        Refused: ``text.required`` or ``text.too_long``.
    """
    cleaned = clean(text, field)
    if not cleaned:
        raise Refused("text.required", field=field)
    return cleaned


def one_line(text: str, field: str) -> str:
    """Return the cleaned text with every run of white space made one space."""
    return " ".join(clean(text, field).split())
