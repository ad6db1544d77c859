"""Files kept with cases and items: taken in once, read back only as what was taken in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.evidence import Attachment, ItemId
from app.domain.file_names import free_file_name
from app.domain.ids import new_id
from app.domain.text import one_line
from app.domain.users import Permission
from app.services.office import Command, OfCase, Query
from app.storage.attachments import StoredObject
from app.storage.durable import appearing, disk_errors
from app.storage.unit_of_work import Reading, UnitOfWork

GIGABYTE = 1024**3
MOST_GIGABYTES = 4
LONGEST_NAME = 255
_NAMELESS = "file"
"""Kept instead of a name of which nothing can be shown."""


@dataclass(frozen=True, kw_only=True)
class AttachFile(OfCase, Command[Attachment]):
    """Keep a copy of a file with a case, or with one of its items.

    Attributes:
        path: the file, as the user chose it; it stays where it is and as it is.
    """

    case: CaseId
    path: Path
    item: ItemId | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, work: UnitOfWork) -> Attachment:
        """Encrypt the bytes into the vault, then write the record that knows their key and hash.

        Raises:
            Missing: there is no such case or item.
            Refused: the file is empty, too large, or no plain file; or the item is elsewhere.
            Unavailable: the file or the vault's disk fails; nothing is left behind.
        """
        work.cases.get(self.case)
        if self.item is not None and work.evidence.get(self.item).case != self.case:
            raise Refused("attachment.other_case", field="item")
        with _opened(self.path) as source:
            stored = work.objects.store(source)
        try:
            return work.attachments.add(self._record(work, stored))
        except BaseException:
            work.objects.delete(stored.name)
            raise

    def _record(self, work: UnitOfWork, stored: StoredObject) -> Attachment:
        return Attachment(
            id=new_id(),
            case=self.case,
            item=self.item,
            name=one_line(self.path.name, "path")[:LONGEST_NAME] or _NAMELESS,
            size=stored.size,
            sha256=stored.sha256_plain.hex(),
            sha256_stored=stored.sha256_cipher.hex(),
            stored_as=stored.name,
            key=stored.key,
            added_at=work.now,
            added_by=work.actor.name,
        )


class _OfAttachment:
    """Mixed into queries on one attached file."""

    attachment: UUID

    def concerns(self, reading: Reading) -> UUID:
        """The case of the file."""
        return reading.attachments.get(self.attachment).case


@dataclass(frozen=True)
class ReadAttachment(_OfAttachment, Query[bytes]):
    """The content of an attached file, for a preview in memory; the log keeps that it was read."""

    attachment: UUID
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> bytes:
        """Return the bytes that were attached.

        Raises:
            Damaged: the stored file is missing or not what was written.
        """
        return reading.objects.read(_stored(reading.attachments.get(self.attachment)))


@dataclass(frozen=True)
class SaveAttachment(_OfAttachment, Query[Path]):
    """A plain copy of an attached file outside the vault; the log keeps that it was made.

    Attributes:
        to: the file to write, which must not exist yet; or a folder, where the copy gets a safe
            form of its own name.
    """

    attachment: UUID
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
            opened.writelines(reading.objects.chunks(_stored(attachment)))
        return target


def _target(to: Path, name: str) -> Path:
    """Return the file to write."""
    if to.is_dir():
        return to / free_file_name(name, [each.name for each in to.iterdir()])
    if to.exists():
        raise Refused("attachment.target_exists", field="to", name=to.name)
    return to


@dataclass(frozen=True)
class VerifyAttachment(_OfAttachment, Query[str]):
    """Check every byte of an attached file against what was written when it came in."""

    attachment: UUID
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> str:
        """Return the SHA-256 of the content, hexadecimal, now proven.

        Raises:
            Damaged: the stored file is missing or not what was written.
        """
        attachment = reading.attachments.get(self.attachment)
        reading.objects.verify(_stored(attachment))
        return attachment.sha256


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file the user chose, once it is clear that it fits."""
    _require_fitting(path)
    try:
        source = path.open("rb")
    except OSError as error:
        raise Refused("attachment.not_a_file", field="path", name=path.name) from error
    with source:
        yield source


def _require_fitting(path: Path) -> None:
    """Look before opening: a named pipe would make us wait for ever."""
    try:
        about = path.stat()
    except (OSError, ValueError) as error:
        raise Refused("attachment.not_a_file", field="path", name=path.name) from error
    if not S_ISREG(about.st_mode):
        raise Refused("attachment.not_a_file", field="path", name=path.name)
    if about.st_size == 0:
        raise Refused("attachment.empty", field="path", name=path.name)
    if about.st_size > MOST_GIGABYTES * GIGABYTE:
        raise Refused("attachment.too_large", field="path", name=path.name, most=MOST_GIGABYTES)


def _stored(attachment: Attachment) -> StoredObject:
    return StoredObject(
        name=attachment.stored_as,
        key=attachment.key,
        size=attachment.size,
        sha256_plain=bytes.fromhex(attachment.sha256),
        sha256_cipher=bytes.fromhex(attachment.sha256_stored),
    )
