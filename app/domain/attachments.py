"""Files kept with cases and items, what was made from which, and what later checks found.

A file is taken in once and never changed, replaced or removed. What is made from it, a copy to work
on or a redacted one, is a file of its own that names the one it was made from. Each check of the
kept bytes adds an entry to the file's history.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import DossierError, Refused
from app.domain.evidence import ItemId
from app.domain.record import Record
from app.domain.text import clean, one_line

AttachmentId = NewType("AttachmentId", UUID)

LONGEST_NAME = 255
LONGEST_PATH = 4_096


class FileRole(StrEnum):
    """What a file is to its item or case."""

    NATIVE = "native"
    WORKING = "working"
    REDACTED = "redacted"
    PHOTO = "photo"
    REPORT = "report"
    SIGNED_FORM = "signed_form"


DERIVED_ROLES = frozenset({FileRole.WORKING, FileRole.REDACTED})
"""Made from another file, which stays as it is."""


@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """A file kept with a case or an item; its bytes lie encrypted outside the database.

    Attributes:
        name: file name as received, shown as text, never used as a path.
        stored_as: name of the encrypted object; ``key``: its own AES-256 key.
        sha256: of the content, hexadecimal; ``sha256_stored``: of the encrypted object.
        md5, sha1: of the content, to find it in the lists of others; empty where the file was too
            large for them on the way in (its checks have them).
        source: the file it was made from; ``basis``: why parts of it are covered.
        media_type: such as ``"image/png"``, told by the content, else by the name.
        came_from: where it lay, below and with the folder taken in; shown, never used as a path.
        modified_at: when the file was last changed, as its disk said.
    """

    id: AttachmentId
    case: CaseId
    item: ItemId | None
    name: str
    size: int
    sha256: str
    sha256_stored: str
    stored_as: str
    key: bytes = field(repr=False)
    added_at: datetime
    added_by: str
    role: FileRole = FileRole.NATIVE
    source: AttachmentId | None = None
    basis: str = ""
    media_type: str = ""
    md5: str = ""
    sha1: str = ""
    came_from: str = ""
    modified_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """What a person says about a file that is taken in.

    Attributes:
        role: what it is; ``source``: the file it was made from, for a derived one.
        basis: the rule or order under which a redacted one covers what it covers.
    """

    role: FileRole = FileRole.NATIVE
    source: AttachmentId | None = None
    basis: str = ""
    note: str = ""

    def tidied(self) -> "FileFacts":
        """Return the facts as they will be stored.

        Raises:
            Refused: a derived file names no source, another one does, or a redacted one no basis.
        """
        tidy = replace(self, basis=clean(self.basis, "basis"), note=clean(self.note, "note"))
        if tidy.role in DERIVED_ROLES and tidy.source is None:
            raise Refused("attachment.source_missing", field="source")
        if tidy.role not in DERIVED_ROLES and tidy.source is not None:
            raise Refused("attachment.source_unasked", field="role")
        if tidy.role is FileRole.REDACTED and not tidy.basis:
            raise Refused("attachment.basis_missing", field="basis")
        return tidy

    def check_source(self, source: Attachment, sha256: str) -> None:
        """Make sure that a file with this content can have been made from ``source``.

        Raises:
            Refused: the source is itself redacted, or nothing of it was covered.
        """
        if source.role is FileRole.REDACTED:
            raise Refused("attachment.source_redacted", field="source", name=source.name)
        if self.role is FileRole.REDACTED and sha256 == source.sha256:
            raise Refused("attachment.nothing_redacted", field="path", name=source.name)


def shown_name(name: str) -> str:
    """Return a file's name as it is kept: one line without controls, never empty."""
    return one_line(name, "path")[:LONGEST_NAME] or "file"


def shown_path(parts: tuple[str, ...]) -> str:
    """Return where a file lay, as text: a part with a slash or a control in it stays one part."""
    return "/".join(shown_name(part.replace("/", "_")) for part in parts)[:LONGEST_PATH]


class CheckResult(StrEnum):
    """What a check of a kept file showed."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class AttachmentCheck(Record):
    """A file was read back to its last byte; never changed.

    Attributes:
        sha256, md5, sha1: of the content found; empty where it could not be authenticated.
        sha256_stored: of the encrypted object found; empty where it is missing.
    """

    case: CaseId
    attachment: AttachmentId
    at: datetime
    by: str
    result: CheckResult
    sha256: str = ""
    md5: str = ""
    sha1: str = ""
    sha256_stored: str = ""


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What reading a file back showed, before it is written down; as `AttachmentCheck`."""

    attachment: AttachmentId
    result: CheckResult
    sha256: str = ""
    md5: str = ""
    sha1: str = ""
    sha256_stored: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the file is what was taken in."""
        return self.result is CheckResult.WHOLE


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file as lists show it, without its key.

    Attributes:
        item_tag: of its item; empty for a file of the case itself.
        source_name: of the file it was made from.
        md5, sha1: from the way in, else from the last check that found it whole.
        checked_at, check: when it was last read back and what that showed; None = never yet.
    """

    id: AttachmentId
    case: CaseId
    item: ItemId | None
    item_tag: str
    name: str
    size: int
    role: FileRole
    media_type: str
    sha256: str
    md5: str
    sha1: str
    source: AttachmentId | None
    source_name: str
    basis: str
    came_from: str
    modified_at: datetime | None
    note: str
    added_at: datetime
    added_by: str
    checked_at: datetime | None = None
    check: CheckResult | None = None

    @property
    def is_damaged(self) -> bool:
        """Whether the last check found that it is no longer what was taken in."""
        return self.check in {CheckResult.DAMAGED, CheckResult.MISSING}

    @property
    def listed_as(self) -> str:
        """Its name in hash lists: where it came from, else the item's tag and its name."""
        return self.came_from or "/".join(part for part in (self.item_tag, self.name) if part)


def due_before(now: datetime, every_days: int) -> datetime:
    """Return the moment: a file last checked then or before is to be checked again."""
    return now - timedelta(days=every_days)


@dataclass(frozen=True, kw_only=True)
class FilesStanding:
    """How the files open to somebody stand.

    Attributes:
        files: how many there are; ``due``: to be read back again by the office's schedule.
        damaged: those whose last check failed, oldest first.
    """

    files: int
    due: int
    damaged: tuple[KeptFile, ...]


@dataclass(frozen=True, kw_only=True)
class ChecksDone:
    """What a run of checks came to.

    Attributes:
        checked: how many files were read back; ``bytes_read``: of content.
        failed: those that are not what was taken in.
        is_whole: whether the run went to its end; what was checked before it was stopped is kept.
        failure: what ended it, where it was not the user.
    """

    checked: int
    bytes_read: int
    failed: tuple[KeptFile, ...]
    is_whole: bool = True
    failure: DossierError | None = None
