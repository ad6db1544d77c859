"""Names under which files leave the vault: any text made into a name every system takes.

A file's own name is somebody's text. It may climb out of a folder, name a device of Windows or a
hidden stream of another file, or read backwards ("exe.gpj" turned around is "jpg.exe").
"""

import unicodedata
from collections.abc import Collection

LONGEST = 200
"""Bytes in UTF-8: systems take 255, and a number may still be added."""
_LONGEST_ENDING = 20

_UNFIT = frozenset('<>:"/\\|?*')
"""What Windows does not take in a name, the separators of folders and streams among it."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, invisible and turning marks, halves of characters: they only mislead in a name."""


def safe_file_name(name: str, otherwise: str = "file") -> str:
    """Return the name as near to itself as is safe: one part of a path, its ending kept.

    Args:
        name: any text.
        otherwise: what to call it where nothing of the name is left.
    """
    seen = (c for c in name if unicodedata.category(c) not in _UNSEEN or c in "\t\n")
    plain = "".join("_" if c in _UNFIT else c for c in seen)
    plain = " ".join(unicodedata.normalize("NFC", plain).split()).strip(" .") or otherwise
    if plain.split(".")[0].strip().casefold() in _DEVICES:
        plain = f"_{plain}"
    return _shortened(plain)


def free_file_name(name: str, taken: Collection[str]) -> str:
    """Return a safe name, numbered where a name alike is taken.

    Names that differ only in capitals or in how an accent is written count as alike: on another
    drive they would be one file.
    """
    safe, known = safe_file_name(name), {_compared(each) for each in taken}
    stem, ending = _parts(safe)
    number = 1
    while _compared(safe) in known:
        number += 1
        safe = f"{stem} ({number}){ending}"
    return safe


def _compared(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _parts(name: str) -> tuple[str, str]:
    """Return stem and ending, e.g. ``("photo", ".jpg")``; too long an ending is none."""
    stem, dot, ending = name.rpartition(".")
    if not stem or not dot or len(ending.encode()) > _LONGEST_ENDING:
        return name, ""
    return stem, f".{ending}"


def _shortened(name: str) -> str:
    stem, ending = _parts(name)
    room = LONGEST - len(ending.encode())
    if len(stem.encode()) <= room:
        return name
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + ending
