"""The text of a calendar file: however it is encoded, whatever else is in it."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import ImportRefused
from app.interchange.icalendar_files.limits import MOST_BYTES

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True)
class CalendarText:
    """A file's text, its name and its SHA-256."""

    file: str
    text: str
    sha256: str


def calendar_text(path: Path) -> CalendarText:
    """Read a file.

    Raises:
        ImportRefused: it cannot be read, is no plain file, is too large or is no text.
    """
    content = _bytes(path)
    return CalendarText(
        path.name, _decoded(content, path.name), hashlib.sha256(content).hexdigest()
    )


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ImportRefused("feed.not_a_file", field="path", file=path.name)
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ImportRefused("feed.unopened", field="path", file=path.name, reason=reason) from None
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise ImportRefused("feed.too_large", field="path", file=path.name, most=most)
    return content


def _decoded(content: bytes, file: str) -> str:
    """Return the text: UTF-8, UTF-16 with its mark, or the Windows-1252 of older programs."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise ImportRefused("feed.encoding", field="path", file=file) from None
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ImportRefused("feed.nul", field="path", file=file, line=line)
    return text
