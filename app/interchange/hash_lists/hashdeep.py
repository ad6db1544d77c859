"""The form of hashdeep (Jesse Kornblum): a first line, one that names the columns, remarks, files.

```
%%%% HASHDEEP-1.0
%%%% size,md5,sha256,filename
## remarks
1234,<md5>,<sha256>,folder/name, which may hold commas
```
"""

from collections.abc import Iterator
from typing import BinaryIO

from app.domain.errors import Refused
from app.domain.hash_lists import ListedFile
from app.interchange.hash_lists.heading import LENGTHS, MOST_FILES, Heading, hash_in

MARK = b"%%%% HASHDEEP-1.0"
_COLUMNS = "%%%% "
_LONGEST_LINE = 64 * 1024


def write_hashdeep(file: BinaryIO, heading: Heading, files: tuple[ListedFile, ...]) -> None:
    """Write the list; MD5 and SHA-1 only where every file has them, for no column may be empty."""
    kinds = [kind for kind in LENGTHS if all(getattr(each, kind) for each in files)]
    remarks = (
        f"{heading.program} {heading.version}",
        heading.about,
        f"{heading.at.isoformat(timespec='seconds')}",
    )
    lines = [MARK.decode(), f"{_COLUMNS}{','.join(['size', *kinds, 'filename'])}"]
    lines += [f"## {_one_line(remark)}" for remark in remarks]
    lines += ["## "]
    for each in files:
        digests = [getattr(each, kind) for kind in kinds]
        lines.append(",".join([str(each.size or 0), *digests, _one_line(each.name)]))
    file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def read_hashdeep(file: BinaryIO) -> tuple[ListedFile, ...]:
    """Return the files.

    Raises:
        Refused: a line is not what the columns promise; its number is told.
    """
    lines = _lines(file)
    next(lines)  # the mark was looked at
    columns = _columns(next(lines, (2, ""))[1])
    files = list[ListedFile]()
    for number, line in lines:
        if not line or line.startswith("##"):
            continue
        files.append(_file(line, columns, number))
        if len(files) > MOST_FILES:
            raise Refused("hash_list.too_many", field="path", most=MOST_FILES)
    return tuple(files)


def _lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """Give each line with its number; none is longer than a name can be."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise Refused("hash_list.broken_line", field="path", line=number)
        yield number, line.decode("utf-8-sig", "replace").rstrip("\r\n")


def _columns(line: str) -> list[str]:
    columns = line.removeprefix(_COLUMNS).strip().split(",")
    if not line.startswith(_COLUMNS) or columns[-1] != "filename" or "size" not in columns:
        raise Refused("hash_list.broken_line", field="path", line=2)
    return columns


def _file(line: str, columns: list[str], number: int) -> ListedFile:
    cells = dict(zip(columns, line.split(",", len(columns) - 1), strict=False))
    digests = {kind: hash_in(kind, cells[kind]) for kind in LENGTHS if kind in cells}
    size = cells.get("size", "")
    is_broken = "filename" not in cells or None in digests.values()
    if is_broken or not (size.isascii() and size.isdigit()) or len(size) > _LONGEST_SIZE:
        raise Refused("hash_list.broken_line", field="path", line=number)
    return ListedFile(
        name=_one_line(cells["filename"]),
        size=int(size),
        md5=digests.get("md5") or "",
        sha1=digests.get("sha1") or "",
        sha256=digests.get("sha256") or "",
    )


_LONGEST_SIZE = 18
"""Digits of a size in bytes: an exabyte is no file."""


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\r", " ")
