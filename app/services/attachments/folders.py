"""Taking a folder in: first a list of what it holds, then file after file, until somebody stops."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from app.domain.attachments import FileFacts, shown_path
from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.errors import DossierError, Refused
from app.domain.evidence import ItemId
from app.domain.file_intake import FolderLook, FolderTaken, LeftOut, WayIn
from app.domain.users import Permission
from app.services.attachments.taking_in import NATIVE, STOPPED, TakeInFiles, require_fitting
from app.services.office import Changes, Done, OfCase, Office, Query
from app.storage.unit_of_work import Reading

MOST_FILES = 100_000
BATCH_FILES = 64
BATCH_BYTES = 64 * 1024 * 1024
"""Files taken in under one entry of the log: others may write in between."""


@dataclass(frozen=True)
class LookThroughFolder(OfCase, Query[FolderLook]):
    """What a folder and all below it hold that could be kept with a case; nothing is taken yet.

    Attributes:
        watch: told of each folder; may stop it.
    """

    case: CaseId
    folder: Path
    watch: Watch = field(default_factory=lambda: Watch(stopped=STOPPED), repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, reading: Reading) -> FolderLook:
        """Look at everything once; no link is followed.

        Raises:
            Refused: it is no folder that can be read, or holds too many files.
            Cancelled: the user stopped it.
        """
        files, left_out = list[WayIn](), list[LeftOut]()
        for found in _Walk(self.folder, reading.objects.folder.parent, self.watch).found():
            if isinstance(found, LeftOut):
                left_out.append(found)
            else:
                files.append(found)
            if len(files) + len(left_out) > MOST_FILES:
                raise Refused("attachment.folder_too_large", field="folder", most=MOST_FILES)
        return FolderLook(
            self.folder,
            tuple(sorted(files, key=lambda file: file.came_from)),
            tuple(sorted(left_out, key=lambda each: each.came_from)),
        )


class _Walk:
    """Goes through a folder.

    Args:
        folder: where to begin.
        vault: is not taken into itself.
        watch: told of each folder.
    """

    def __init__(self, folder: Path, vault: Path, watch: Watch) -> None:
        self._folder = folder
        self._vault = vault.resolve()
        self._watch = watch
        self._seen = set[tuple[int, int]]()

    def found(self) -> Iterator[WayIn | LeftOut]:
        """Give each file, and what is left out.

        Raises:
            Refused: the folder itself cannot be read.
        """
        name = self._folder.absolute().name or str(self._folder)
        waiting: list[tuple[Path, tuple[str, ...]]] = [(self._folder, (name,))]
        try:
            with os.scandir(self._folder):
                pass
        except (OSError, ValueError) as error:
            raise Refused("attachment.no_folder", field="folder", name=name) from error
        while waiting:
            folder, parts = waiting.pop()
            self._watch.step(parts[-1])
            yield from self._in_folder(folder, parts, waiting)

    def _in_folder(
        self, folder: Path, parts: tuple[str, ...], waiting: list[tuple[Path, tuple[str, ...]]]
    ) -> Iterator[WayIn | LeftOut]:
        if folder.resolve() == self._vault:
            yield LeftOut(shown_path(parts), "attachment.own_vault")
            return
        try:
            listed = self._listed(folder)
        except OSError:
            yield LeftOut(shown_path(parts), "attachment.folder_unreadable")
            return
        for entry in listed:
            below = (*parts, entry.name)
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), below))
            else:
                yield _looked_at(entry, below)

    def _listed(self, folder: Path) -> list["os.DirEntry[str]"]:
        """Return what is in a folder; nothing in one that was gone through under another name.

        Mounts, and on Windows junctions, can lead back up without being links.
        """
        about = folder.stat()
        if (about.st_dev, about.st_ino) in self._seen:
            return []
        self._seen.add((about.st_dev, about.st_ino))
        with os.scandir(folder) as entries:
            return list(entries)


def _looked_at(entry: "os.DirEntry[str]", parts: tuple[str, ...]) -> WayIn | LeftOut:
    path, came_from = Path(entry.path), shown_path(parts)
    if entry.is_symlink():
        return LeftOut(came_from, "attachment.is_link")
    try:
        about = entry.stat(follow_symlinks=False)
        require_fitting(path, about)
    except Refused as error:
        return LeftOut.because_of(came_from, error)
    except OSError:
        return LeftOut(came_from, "attachment.not_a_file", {"name": entry.name})
    if not os.access(path, os.R_OK):
        return LeftOut(came_from, "attachment.not_a_file", {"name": entry.name})
    return WayIn(path, came_from, about.st_size)


@dataclass(frozen=True, kw_only=True)
class Destination:
    """Where files go, and what is said of them."""

    case: CaseId
    item: ItemId | None = None
    facts: FileFacts = NATIVE


def take_folder(
    office: Office, look: FolderLook, to: Destination, watch: Watch
) -> Done[FolderTaken]:
    """Take in what was found in a folder, batch after batch.

    Whatever stops it, files that are whole by then are kept, and it is told how many were not
    reached. Taken in again, the same folder adds only what is missing.
    """
    return _FolderJob(office, look, watch).run(to)


class _FolderJob:
    """One folder on its way in."""

    def __init__(self, office: Office, look: FolderLook, watch: Watch) -> None:
        self._office, self._look, self._watch = office, look, watch
        self._passed = self._current = 0
        self._size = look.size

    def run(self, to: Destination) -> Done[FolderTaken]:
        """Take batches in until all are, somebody stops, or the disk fails."""
        taken, size, reached = 0, 0, 0
        left_out, changes = list(self._look.left_out), Changes.none()
        failure: DossierError | None = None
        watch = Watch(self._tell, self._watch.ask, STOPPED)
        for batch in _batches(self._look.files):
            command = TakeInFiles(
                case=to.case, files=batch, item=to.item, facts=to.facts, watch=watch
            )
            try:
                done = self._office.do(command)
            except DossierError as error:
                failure = error
                break
            reached += done.value.reached
            taken += len(done.value.attachments)
            size += sum(each.size for each in done.value.attachments)
            left_out += done.value.left_out
            changes = changes.with_(done.changes)
            if done.value.reached < len(batch):
                break
        waiting = len(self._look.files) - reached
        report = FolderTaken(
            taken=taken, size=size, left_out=tuple(left_out), waiting=waiting, failure=failure
        )
        return Done(report, changes, None)

    def _tell(self, done: int, of: int, name: str) -> None:
        """Tell how far the whole folder is; each file begins with nothing done of its size."""
        if not done:
            self._passed += self._current
            self._current = of
        self._watch.tell(min(self._passed + done, self._size), self._size, name)


def _batches(files: tuple[WayIn, ...]) -> Iterator[tuple[WayIn, ...]]:
    """Give the files in batches that take about as long as a person waits."""
    batch, size = list[WayIn](), 0
    for file in files:
        if batch and (len(batch) == BATCH_FILES or size + file.size > BATCH_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield tuple(batch)
