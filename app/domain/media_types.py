"""What sort of file something is: told by how its content begins, else by the end of its name.

Nothing is ever run or opened on the strength of this; it decides what a preview tries to draw, and
what is not handed to another program because that would run it.
"""

import codecs
from pathlib import PurePath

HEAD_BYTES = 4_096
"""How much of a content must be looked at."""

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
TEXT = "text/plain"
PROGRAM = "application/x-executable"

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!", PROGRAM),
    (b"PK\x03\x04", "application/zip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"OggS", "application/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"EVF\x09\x0d\x0a\xff\x00", "application/x-ewf"),
    (b"{\\rtf", "application/rtf"),
)
_BRANDS = {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"heic": "image/heic"}
_RIFFS = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_IN_ZIP = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".jar": PROGRAM,
}
_IN_OLE = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
    ".msi": PROGRAM,
}
_IN_TEXT = {
    ".csv": "text/csv",
    ".eml": "message/rfc822",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}
_RUN_BY_NAME = frozenset({
    "app", "appref-ms", "appx", "bat", "bin", "chm", "cmd", "com", "command", "cpl", "deb",
    "desktop", "dll", "docm", "dotm", "exe", "gadget", "hta", "inf", "ins", "iso", "jar", "js",
    "jse", "jsp", "lnk", "mht", "msc", "msh", "msi", "msix", "msp", "mst", "pif", "pl", "ps1",
    "psm1", "pptm", "py", "pyc", "pyw", "rb", "reg", "rpm", "run", "scf", "scr", "scpt",
    "settingcontent-ms", "sh", "sys", "tcl", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "workflow",
    "ws", "wsc", "wsf", "wsh", "xbap", "xlam", "xll", "xlsm", "xltm",
})  # fmt: skip
"""Endings of names that a system runs, installs or follows instead of showing."""
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEAST_HALF = 0.4
"""Share of NUL bytes at every second place from which a text without a mark counts as UTF-16."""
_MOST_CONTROLS = 0.02
"""Share of control characters a text may hold and still count as one."""


def media_type(head: bytes, name: str) -> str:
    """Return the type of a content.

    Args:
        head: its first `HEAD_BYTES` bytes, or all of it.
        name: of the file, for what many types share a beginning.
    """
    ending = PurePath(name.casefold()).suffix
    known = _by_beginning(head)
    if known == "application/zip":
        return _IN_ZIP.get(ending, known)
    if known == "application/x-ole-storage":
        return _IN_OLE.get(ending, known)
    if known:
        return known
    if head and encoding_of(head):
        return _IN_TEXT.get(ending, TEXT)
    return UNKNOWN


def is_text(media: str, head: bytes) -> bool:
    """Whether a content reads as text: scripts do, what else begins in a known way does not."""
    known = media.startswith("text/") or media in _IN_TEXT.values() or head.startswith(b"#!")
    return known and encoding_of(head) is not None


def would_run(media: str, name: str) -> bool:
    """Whether handing a file to the system might run it."""
    ending = PurePath(name.casefold().rstrip(". ")).suffix.removeprefix(".")
    return media == PROGRAM or ending in _RUN_BY_NAME


def encoding_of(head: bytes) -> str | None:
    """Return the encoding in which a content reads as text, None where it is no text.

    A mark at the beginning decides; then UTF-8; then UTF-16 by its many NULs; what is left and has
    hardly any control characters is read as Windows-1252, the old Western encoding.
    """
    for mark, encoding in _MARKED:
        if head.startswith(mark):
            return encoding
    for encoding in ("utf-8", *_halves(head), "cp1252"):
        text = _decoded(head, encoding)
        if text is not None and _reads_as_text(text):
            return encoding
    return None


def _by_beginning(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"RIFF"):
        return _RIFFS.get(head[8:12], UNKNOWN)
    # BMP has two letters only; four reserved NULs tell it from a text.
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "image/bmp"
    for beginning, media in _BEGINNINGS:
        if head.startswith(beginning):
            return media
    # Readers take a PDF that begins a little later.
    return PDF if b"%PDF-" in head[:1024] else ""


def _halves(head: bytes) -> tuple[str, ...]:
    """Return the kind of UTF-16 that the NULs at even or odd places speak for."""
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) / half > _LEAST_HALF:
        return ("utf-16-le",)
    return ("utf-16-be",) if head[::2].count(0) / half > _LEAST_HALF else ()


def _decoded(head: bytes, encoding: str) -> str | None:
    """Return the text; a character cut off at the end of the head is no fault."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(head, final=False)
    except UnicodeDecodeError:
        return None


def _reads_as_text(text: str) -> bool:
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\f\x1b")
    return "\0" not in text and controls <= len(text) * _MOST_CONTROLS
