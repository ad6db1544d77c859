"""Hash lists as files: DFXML and the form of hashdeep, written and read.

What is read was written by others: it is held to sizes, and nothing in it is ever followed.
"""

import os
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from app.domain.errors import Refused
from app.domain.hash_lists import HashForm, ListedFile
from app.interchange.hash_lists.dfxml import read_dfxml, write_dfxml
from app.interchange.hash_lists.hashdeep import MARK, read_hashdeep, write_hashdeep
from app.interchange.hash_lists.heading import Heading

MOST_MEGABYTES = 256
_MEGABYTE = 1024 * 1024

__all__ = ["Heading", "read_hash_list", "write_hash_list"]


def write_hash_list(
    form: HashForm, file: BinaryIO, heading: Heading, files: tuple[ListedFile, ...]
) -> None:
    """Write a list.

    Args:
        form: of the list.
        file: open for writing bytes.
        heading: what is said above the files.
        files: each with its SHA-256.
    """
    (write_dfxml if form is HashForm.DFXML else write_hashdeep)(file, heading, files)


def read_hash_list(path: Path) -> tuple[HashForm, tuple[ListedFile, ...]]:
    """Return a list and its form, which is told by how it begins.

    Raises:
        Refused: it is no file that can be read, too large, in neither form, or broken.
    """
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            raise Refused("hash_list.unreadable", field="path", name=path.name)
        if about.st_size > MOST_MEGABYTES * _MEGABYTE:
            raise Refused("hash_list.too_large", field="path", most=MOST_MEGABYTES)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise Refused("hash_list.unreadable", field="path", name=path.name) from error
    with os.fdopen(descriptor, "rb") as file:
        start = file.read(len(MARK) + 3)
        file.seek(0)
        if start.removeprefix(b"\xef\xbb\xbf").startswith(MARK):
            return HashForm.HASHDEEP, read_hashdeep(file)
        if b"<" in start:
            return HashForm.DFXML, read_dfxml(file)
    raise Refused("hash_list.neither_form", field="path", name=path.name)
