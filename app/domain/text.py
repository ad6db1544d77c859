"""The one rule for what may be written into a text field."""

import unicodedata

from app.domain.errors import Refused

LONGEST = 1_000_000
"""Characters one field may hold; ten times the longest text an office is expected to paste."""


def clean(text: str, field: str) -> str:
    """Return the text as it will be stored: trimmed, with Unix line ends, in Unicode form NFC.

    Control characters other than tab and newline are dropped: no screen or printer can show them,
    and a NUL on disk is how damaged storage is recognised.

    Raises:
        Refused: ``text.too_long``.
    """
    if len(text) > LONGEST:
        raise Refused("text.too_long", field=field, longest=LONGEST)
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in unix if c in "\t\n" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept).strip()


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
