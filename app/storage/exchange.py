"""Two folders change names in one step, so that at no moment one of the names is missing."""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders on one drive change names; return False where the system has no such step.

    Windows has none, and some file systems refuse it.
    """
    call = _call()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


def _call() -> Callable[[bytes, bytes], int] | None:
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda one, other: int(library.renamex_np(one, other, ctypes.c_uint(_EXCHANGE)))
    if hasattr(library, "renameat2"):
        return lambda one, other: int(
            library.renameat2(_HERE, one, _HERE, other, ctypes.c_uint(_EXCHANGE))
        )
    return None
