"""Moments as XML Schema writes them (xsd:dateTime), read and written."""

from datetime import UTC, datetime


def read_moment(text: str) -> datetime | None:
    """Return the moment a text states, None if it states none.

    Without a zone in the text there is none in the answer either: only somebody who knows the
    courthouse can say which clock was meant.
    """
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def written_moment(moment: datetime) -> str:
    """Return a moment in UTC, e.g. ``"2026-11-14T03:20:00Z"``."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
