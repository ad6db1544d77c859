"""How a file says that it cannot be taken in: with the place and the reason."""

from app.domain.errors import ImportRefused

WHOLE = ""
"""The JSON pointer of the whole document (RFC 6901)."""


def refused(reason: str, place: str = WHOLE, stated: object = "") -> ImportRefused:
    """Return the refusal of a file.

    Args:
        reason: code of the sentence behind ``exchange.``.
        place: JSON pointer into the document, or line and column of its text.
        stated: what the file says there; only its beginning is kept.
    """
    text = str(stated)
    return ImportRefused(
        f"exchange.{reason}", place=place or "/", stated=text[:_SHOWN] + "…" * (len(text) > _SHOWN)
    )


def pointer(place: str, *steps: str | int) -> str:
    """Return the JSON pointer of something inside a place."""
    for step in steps:
        escaped = step if isinstance(step, int) else step.replace("~", "~0").replace("/", "~1")
        place = f"{place}/{escaped}"
    return place


_SHOWN = 80
"""Characters of a value that a message repeats."""
