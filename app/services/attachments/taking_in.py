"""Taking files in: each is read once, encrypted, hashed, and kept only if it stood still."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from stat import S_ISREG
from typing import ClassVar

from app.domain.attachments import (
    Attachment,
    AttachmentId,
    FileFacts,
    shown_name,
    shown_path,
)
from app.domain.audit import Fact
from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.errors import Cancelled, DossierError, Refused
from app.domain.evidence import ItemId
from app.domain.file_intake import LeftOut, WayIn
from app.domain.ids import new_id
from app.domain.media_types import HEAD_BYTES, media_type
from app.domain.users import Permission
from app.services.office import Command, OfCase
from app.storage.attachments import StoredObject
from app.storage.sealing import LEGACY_MOST
from app.storage.unit_of_work import UnitOfWork

GIGABYTE = 1024**3
MOST_GIGABYTES = 4
MOST_BYTES = MOST_GIGABYTES * GIGABYTE
NATIVE = FileFacts()
STOPPED = "attachment.stopped"
"""Code of what is said when taking in a file was stopped."""


@dataclass(frozen=True, kw_only=True)
class AttachFile(OfCase, Command[Attachment]):
    """Keep a copy of a file with a case, or with one of its items.

    Attributes:
        path: the file, as the user chose it; it stays where it is and as it is.
        watch: told how far it is, on the thread that carries it out.
    """

    case: CaseId
    path: Path
    item: ItemId | None = None
    facts: FileFacts = NATIVE
    watch: Watch = field(default_factory=lambda: Watch(stopped=STOPPED), repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, work: UnitOfWork) -> Attachment:
        """Encrypt the bytes into the vault, then write the record that knows their key and hash.

        Raises:
            Missing: there is no such case, item or source.
            Refused: the file is empty, too large, no plain file, or changed while it was read; or
                the item or the source is elsewhere, or something is said of it that cannot be.
            Unavailable, Cancelled: the file or the vault's disk fails, or the user stopped it;
                nothing is left behind.
        """
        intake = _Intake(work, self.case, self.item, self.facts.tidied(), self.watch)
        lay = (self.path.parent.name, self.path.name)
        came_from = shown_path(tuple(part for part in lay if part))
        return intake.take(WayIn(self.path, came_from, 0), follows_links=True)


@dataclass(frozen=True)
class TakenIn:
    """What came of some files of a folder.

    Attributes:
        left_out: those that were not taken; ``reached``: how many were looked at at all.
    """

    attachments: tuple[Attachment, ...]
    left_out: tuple[LeftOut, ...]
    reached: int


@dataclass(frozen=True, kw_only=True)
class TakeInFiles(OfCase, Command[TakenIn]):
    """Keep copies of some files of a folder; what cannot be taken is left out and told.

    Attributes:
        files: as `LookThroughFolder` found them.
        watch: told how far it is; a stop keeps what is whole by then.
    """

    case: CaseId
    files: tuple[WayIn, ...]
    item: ItemId | None = None
    facts: FileFacts = NATIVE
    watch: Watch = field(default_factory=Watch, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def noted(self, done: TakenIn) -> tuple[Fact, ...]:
        """How many were taken and how many left out."""
        return (("taken", str(len(done.attachments))), ("left_out", str(len(done.left_out))))

    def run(self, work: UnitOfWork) -> TakenIn:
        """Take one after the other.

        Raises:
            Missing, Refused: as `AttachFile`, for what holds of all files.
            Unavailable: the vault's disk fails; none of these files is kept.
        """
        intake = _Intake(work, self.case, self.item, self.facts.tidied(), self.watch)
        taken, left_out = list[Attachment](), list[LeftOut]()
        try:
            for file in self.files:
                try:
                    taken.append(intake.take(file, follows_links=False, once=True))
                except Cancelled:
                    break
                except DossierError as error:
                    if not _is_of_file(error):
                        raise
                    left_out.append(LeftOut.because_of(file.came_from, error))
        except BaseException:
            for each in taken:
                work.objects.delete(each.stored_as)
            raise
        return TakenIn(tuple(taken), tuple(left_out), len(taken) + len(left_out))


def _is_of_file(error: DossierError) -> bool:
    """Whether only this file is refused, and the others may do."""
    return isinstance(error, Refused) or error.code == "attachment.unreadable"


class _Intake:
    """Takes files in with a case or item that was looked at once."""

    def __init__(
        self,
        work: UnitOfWork,
        case: CaseId,
        item: ItemId | None,
        facts: FileFacts,
        watch: Watch,
    ) -> None:
        self._work, self._case, self._item, self._facts = work, case, item, facts
        self._watch = watch
        work.cases.get(case)
        if item is not None and work.evidence.get(item).case != case:
            raise Refused("attachment.other_case", field="item")
        self._source = work.attachments.get(facts.source) if facts.source else None
        if self._source is not None and self._source.case != case:
            raise Refused("attachment.other_case", field="source")

    def take(self, file: WayIn, *, follows_links: bool, once: bool = False) -> Attachment:
        """Take one file in; with ``once``, refuse it where it was taken in before."""
        self._watch.step(file.path.name, 0, file.size)
        with _opened(file.path, follows_links=follows_links) as source:
            media = media_type(source.file.read(HEAD_BYTES), file.path.name)
            source.file.seek(0)
            kept = self._work.objects.store(
                source.file,
                with_legacy=source.before.st_size <= LEGACY_MOST,
                progress=_Telling(self._watch, file.path.name, source.before.st_size),
            )
            try:
                source.require_unchanged(kept.size)
                self._check_content(file, kept.sha256_plain.hex(), once=once)
                return self._work.attachments.add(self._record(file, source, media, kept))
            except BaseException:
                self._work.objects.delete(kept.name)
                raise

    def _check_content(self, file: WayIn, sha256: str, *, once: bool) -> None:
        if self._source is not None:
            self._facts.check_source(self._source, sha256)
        if not once:
            return
        known = self._work.attachments.of_content(self._case, self._item, sha256)
        if any(each.came_from == file.came_from for each in known):
            raise Refused("attachment.kept_already", field="path", name=file.path.name)

    def _record(self, file: WayIn, source: "_Opened", media: str, kept: StoredObject) -> Attachment:
        return Attachment(
            id=AttachmentId(new_id()),
            case=self._case,
            item=self._item or self._item_of_source(),
            name=shown_name(file.path.name),
            size=kept.size,
            sha256=kept.sha256_plain.hex(),
            sha256_stored=kept.sha256_cipher.hex(),
            stored_as=kept.name,
            key=kept.key,
            added_at=self._work.now,
            added_by=self._work.actor.name,
            role=self._facts.role,
            source=self._facts.source,
            basis=self._facts.basis,
            media_type=media,
            md5=kept.md5.hex(),
            sha1=kept.sha1.hex(),
            came_from=file.came_from,
            modified_at=source.modified_at,
            note=self._facts.note,
        )

    def _item_of_source(self) -> ItemId | None:
        """What is made from an item's file is a file of that item."""
        return self._source.item if self._source is not None else None


@dataclass(frozen=True)
class _Telling:
    """Tells how far one file is, in bytes."""

    watch: Watch
    name: str
    size: int

    def __call__(self, done: int) -> None:
        """Tell it; raises where the user wants to stop."""
        self.watch.step(self.name, done, self.size)


@dataclass(frozen=True)
class _Opened:
    """A file open for reading, and what its disk said of it before the first byte was read."""

    path: Path
    file: FileIO
    before: os.stat_result
    follows_links: bool

    @property
    def modified_at(self) -> datetime | None:
        """When it was last changed; None where the disk names a moment that cannot be."""
        try:
            return datetime.fromtimestamp(self.before.st_mtime, UTC)
        except (ValueError, OverflowError, OSError):
            return None

    def require_unchanged(self, size: int) -> None:
        """Make sure that nobody wrote to the file, or put another in its place, meanwhile.

        Raises:
            Refused: somebody did; what was read may be half of one content and half of another.
        """
        still: os.stat_result | None
        named: os.stat_result | None
        try:
            still = os.fstat(self.file.fileno())
            named = self.path.stat(follow_symlinks=self.follows_links)
        except OSError:
            still = named = None
        looks = {_look(each) for each in (self.before, still, named)}
        if len(looks) > 1 or size != self.before.st_size:
            raise Refused("attachment.changed_meanwhile", field="path", name=self.path.name)


def _look(about: os.stat_result | None) -> tuple[int, ...]:
    """Return what differs once a file is written to or another takes its name."""
    if about is None:
        return ()
    return (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


@contextmanager
def _opened(path: Path, *, follows_links: bool) -> Iterator[_Opened]:
    """Open a file, once it is clear that it fits.

    A named pipe would make us wait for ever, so it is looked at first; one put there in between
    is not waited for.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if not follows_links:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        require_fitting(path, path.stat(follow_symlinks=follows_links))
        file = FileIO(os.open(path, flags))
    except (OSError, ValueError) as error:
        raise Refused("attachment.not_a_file", field="path", name=path.name) from error
    with file:
        before = os.fstat(file.fileno())
        require_fitting(path, before)
        yield _Opened(path, file, before, follows_links)


def require_fitting(path: Path, about: os.stat_result) -> None:
    """Make sure that a file can be taken in, by what its disk says of it.

    Raises:
        Refused: it is no plain file, empty, or too large.
    """
    if not S_ISREG(about.st_mode):
        raise Refused("attachment.not_a_file", field="path", name=path.name)
    if about.st_size == 0:
        raise Refused("attachment.empty", field="path", name=path.name)
    if about.st_size > MOST_BYTES:
        raise Refused("attachment.too_large", field="path", name=path.name, most=MOST_GIGABYTES)
