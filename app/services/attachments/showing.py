"""Files of an item or a case: listed, previewed from memory, handed out as plain copies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from app.domain.attachments import Attachment, AttachmentId, KeptFile
from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.file_names import free_file_name
from app.domain.media_types import HEAD_BYTES, PDF, encoding_of, is_text, media_type, would_run
from app.domain.users import Permission
from app.services.attachments.of_attachment import OfAttachment
from app.services.office import OfCase, Query
from app.storage.attachments import StoredObject
from app.storage.durable import appearing, disk_errors
from app.storage.unit_of_work import Reading

MEGABYTE = 1024 * 1024
MOST_SHOWN = 64
"""MB of a PDF or picture that a preview takes into memory."""
MOST_TEXT = MEGABYTE
"""Bytes of a text that a preview shows."""
_UNFIT = "\N{REPLACEMENT CHARACTER}"
PICTURES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "image/tiff"}
)


@dataclass(frozen=True)
class FilesOf(OfCase, Query[tuple[KeptFile, ...]]):
    """The files of a case and its items, or of one item."""

    case: CaseId
    item: ItemId | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[KeptFile, ...]:
        """Return them, oldest first.

        Raises:
            Missing: there is no such item.
            Refused: the item is of another case.
        """
        return files_of(reading, self.case, self.item)


def files_of(reading: Reading, case: CaseId, item: ItemId | None) -> tuple[KeptFile, ...]:
    """Return the files of a case and its items, or of one item of the case. Raises as `FilesOf`."""
    if item is None:
        return reading.kept_files.of_case(case)
    if reading.evidence.get(item).case != case:
        raise Refused("attachment.other_case", field="item")
    return reading.kept_files.of_item(item)


class PreviewKind(StrEnum):
    """How a content can be looked at."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"


@dataclass(frozen=True)
class PreviewOfFile:
    """A file's content, to be looked at from memory.

    Attributes:
        content: of a PDF or picture; ``text``: of a text.
        media_type: told by the content: a reader of pictures is told which one it is.
        encoding: in which a text was read; ``is_cut``: whether more of it follows.
    """

    attachment: AttachmentId
    name: str
    kind: PreviewKind
    media_type: str
    content: bytes = field(default=b"", repr=False)
    text: str = field(default="", repr=False)
    encoding: str = ""
    is_cut: bool = False


@dataclass(frozen=True)
class PreviewFile(OfAttachment, Query[PreviewOfFile]):
    """The content of a PDF, picture or text, from memory; the log keeps that it was looked at."""

    attachment: AttachmentId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> PreviewOfFile:
        """Return the content, every byte of it authenticated.

        Raises:
            Refused: it is too large for a preview, or of another sort.
            Damaged: the stored file is missing or not what was written.
        """
        file = reading.attachments.get(self.attachment)
        chunks = reading.objects.chunks(StoredObject.of(file))
        first = next(chunks, b"")
        media = media_type(first[:HEAD_BYTES], file.name)
        kind = _kind(media, first)
        if kind is None:
            raise Refused("attachment.no_preview", name=file.name)
        if kind is PreviewKind.TEXT:
            return _text(file, media, first, chunks)
        if file.size > MOST_SHOWN * MEGABYTE:
            raise Refused("attachment.too_large_to_show", name=file.name, most=MOST_SHOWN)
        content = b"".join((first, *chunks))
        return PreviewOfFile(file.id, file.name, kind, media, content)


def _kind(media: str, first: bytes) -> PreviewKind | None:
    if media == PDF:
        return PreviewKind.PDF
    if media in PICTURES:
        return PreviewKind.PICTURE
    return PreviewKind.TEXT if is_text(media, first[:HEAD_BYTES]) else None


def _text(file: Attachment, media: str, first: bytes, chunks: Iterator[bytes]) -> PreviewOfFile:
    """Read as much as is shown; of a longer text the rest stays where it is."""
    content = bytearray(first)
    while len(content) < MOST_TEXT and (more := next(chunks, b"")):
        content += more
    encoding = encoding_of(first[:HEAD_BYTES]) or "utf-8"
    text = content[:MOST_TEXT].decode(encoding, "replace").replace("\0", _UNFIT)
    return PreviewOfFile(
        file.id,
        file.name,
        PreviewKind.TEXT,
        media,
        text=text,
        encoding=encoding,
        is_cut=file.size > MOST_TEXT,
    )


@dataclass(frozen=True)
class OpenCopy(OfAttachment, Query[Path]):
    """A plain copy for another program, until the office is closed; the log keeps that it was made.

    It lies in a folder of this vault that only this user can enter, and cannot be written to.
    """

    attachment: AttachmentId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW
    is_audited: ClassVar[bool] = True
    needs_confirmation: ClassVar[bool] = True

    def run(self, reading: Reading) -> Path:
        """Write the copy and return where it lies.

        Raises:
            Refused: the system might run it instead of showing it.
            Damaged: the stored file is not what was written; no copy is left.
            Unavailable: the disk refuses; no copy is left.
        """
        file = reading.attachments.get(self.attachment)
        if would_run(file.media_type, file.name):
            raise Refused("attachment.would_run", name=file.name)
        return reading.opened_copies.put(file.name, reading.objects.chunks(StoredObject.of(file)))


@dataclass(frozen=True)
class SaveAttachment(OfAttachment, Query[Path]):
    """A plain copy of an attached file outside the vault; the log keeps that it was made.

    Attributes:
        to: the file to write, which must not exist yet; or a folder, where the copy gets a safe
            form of its own name.
    """

    attachment: AttachmentId
    to: Path
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW
    is_audited: ClassVar[bool] = True
    needs_confirmation: ClassVar[bool] = True

    def run(self, reading: Reading) -> Path:
        """Write the copy and return where it lies; it appears only when it is complete.

        Raises:
            Refused: there is a file of that name, or no file can have it.
            Damaged: the stored file is not what was written; no copy is left.
            Unavailable: the disk refuses; no copy is left.
        """
        attachment = reading.attachments.get(self.attachment)
        with disk_errors(self.to):
            target = _target(self.to, attachment.name)
        with appearing(target) as opened:
            opened.writelines(reading.objects.chunks(StoredObject.of(attachment)))
        return target


def _target(to: Path, name: str) -> Path:
    """Return the file to write."""
    if to.is_dir():
        return to / free_file_name(name, [each.name for each in to.iterdir()])
    if to.exists():
        raise Refused("attachment.target_exists", field="to", name=to.name)
    return to
