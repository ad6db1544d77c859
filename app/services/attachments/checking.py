"""Reading kept files back to their last byte, on a schedule, and keeping what that showed.

Reading is a query: it changes nothing, and nobody has to wait for it. What it showed is recorded
by a command of its own, case by case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar

from app.domain.attachments import (
    Attachment,
    AttachmentCheck,
    AttachmentId,
    CheckResult,
    ChecksDone,
    FilesStanding,
    Inspection,
    KeptFile,
    due_before,
)
from app.domain.audit import Fact
from app.domain.backups import Watch
from app.domain.cases import CaseId
from app.domain.errors import Cancelled, Damaged, DossierError, Refused, Unavailable
from app.domain.ids import new_id
from app.domain.users import Permission
from app.services.attachments.of_attachment import OfAttachment
from app.services.office import Changes, Command, Done, OfCase, Office, Query
from app.storage.attachments import StoredObject
from app.storage.unit_of_work import Reading, UnitOfWork

STOPPED = "attachment.check_stopped"
MOST_DUE = 10_000
"""Files of one run; the next one goes on."""
MOST_DAMAGED = 100
RECORDED_AT_ONCE = 200
"""Checks under one entry of the log: a power cut loses no more than these."""


@dataclass(frozen=True)
class InspectFile(OfAttachment, Query[Inspection]):
    """What reading a file back shows; `RecordFileChecks` is to follow.

    Attributes:
        watch: told how far it is; may stop it.
    """

    attachment: AttachmentId
    watch: Watch = field(default_factory=lambda: Watch(stopped=STOPPED), repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> Inspection:
        """Read every byte and compare all hashes.

        Raises:
            Unavailable: the disk cannot be read at all.
            Cancelled: the user stopped it.
        """
        file = reading.attachments.get(self.attachment)
        try:
            found = reading.objects.verify(
                StoredObject.of(file), lambda done: self.watch.step(file.name, done, file.size)
            )
        except Damaged:
            return _not_whole(reading, file)
        except Unavailable as error:
            # A sector that cannot be read is the file's own damage, a folder that is away is not.
            if error.code != "disk.failed":
                raise
            return Inspection(attachment=file.id, result=CheckResult.DAMAGED)
        return Inspection(
            attachment=file.id,
            result=CheckResult.WHOLE,
            sha256=found.sha256.hex(),
            md5=found.md5.hex(),
            sha1=found.sha1.hex(),
            sha256_stored=file.sha256_stored,
        )


def _not_whole(reading: Reading, file: Attachment) -> Inspection:
    found = reading.objects.digest_of(file.stored_as)
    if found is None:
        return Inspection(attachment=file.id, result=CheckResult.MISSING)
    return Inspection(attachment=file.id, result=CheckResult.DAMAGED, sha256_stored=found.hex())


@dataclass(frozen=True, kw_only=True)
class RecordFileChecks(OfCase, Command[tuple[AttachmentCheck, ...]]):
    """Keep on record what reading files of one case back showed."""

    case: CaseId
    inspections: tuple[Inspection, ...]
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, work: UnitOfWork) -> tuple[AttachmentCheck, ...]:
        """Add to the history of each file.

        Raises:
            Missing: there is no such file.
            Refused: a file is of another case.
        """
        checks = tuple(self._check(work, each) for each in self.inspections)
        work.attachment_checks.add_all(checks)
        return checks

    def noted(self, done: tuple[AttachmentCheck, ...]) -> tuple[Fact, ...]:
        """How many files were read back, and how many are not what was taken in."""
        failed = sum(check.result is not CheckResult.WHOLE for check in done)
        return (("files", str(len(done))), ("failed", str(failed)))

    def _check(self, work: UnitOfWork, found: Inspection) -> AttachmentCheck:
        if work.attachments.get(found.attachment).case != self.case:
            raise Refused("attachment.other_case", field="attachment")
        return AttachmentCheck(
            id=new_id(),
            case=self.case,
            attachment=found.attachment,
            at=work.now,
            by=work.actor.name,
            result=found.result,
            sha256=found.sha256,
            md5=found.md5,
            sha1=found.sha1,
            sha256_stored=found.sha256_stored,
        )


@dataclass(frozen=True)
class CheckHistory(OfAttachment, Query[tuple[AttachmentCheck, ...]]):
    """When a file was read back, and what that showed."""

    attachment: AttachmentId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[AttachmentCheck, ...]:
        """Return the checks, newest first."""
        return reading.attachment_checks.of_file(self.attachment)


@dataclass(frozen=True, kw_only=True)
class FilesDue(Query[tuple[KeptFile, ...]]):
    """Files to be read back, longest unchecked first.

    Attributes:
        case: only of this case; None = of all that are open to the asker.
        every: all of them, due or not.
    """

    case: CaseId | None = None
    every: bool = False
    limit: int = MOST_DUE
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> CaseId | None:
        """Return the case named, if one."""
        return self.case

    def run(self, reading: Reading) -> tuple[KeptFile, ...]:
        """Return them."""
        days = 0 if self.every else reading.settings.current().file_check_days
        return reading.kept_files.due(due_before(reading.now, days), self.case, self.limit)


@dataclass(frozen=True)
class HowFilesStand(Query[FilesStanding]):
    """How many files wait to be read back, and which are no longer what was taken in."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> FilesStanding:
        """Return it for the files that are open to the asker."""
        before = due_before(reading.now, reading.settings.current().file_check_days)
        return FilesStanding(
            files=reading.kept_files.count(),
            due=reading.kept_files.count_due(before),
            damaged=reading.kept_files.damaged(MOST_DAMAGED),
        )


@dataclass(frozen=True, kw_only=True)
class ChecksRun:
    """Which files a run of checks goes through.

    Attributes:
        case: as with `FilesDue`; ``every``: also those that are not due.
    """

    case: CaseId | None = None
    every: bool = False


def check_file(office: Office, file: AttachmentId, case: CaseId, watch: Watch) -> Done[Inspection]:
    """Read one file back and record it. Raises as `InspectFile` does."""
    found = office.ask(InspectFile(file, watch))
    recorded = office.do(RecordFileChecks(case=case, inspections=(found,)))
    return Done(found, recorded.changes, None)


def check_files(office: Office, run: ChecksRun, watch: Watch) -> Done[ChecksDone]:
    """Read files back and record it, until all are, the user stops, or the disk cannot be read.

    Whatever ends it, what was found by then is recorded.
    """
    files = office.ask(FilesDue(case=run.case, every=run.every))
    return _CheckJob(office, files, watch).run()


class _CheckJob:
    """Files on their way through a check."""

    def __init__(self, office: Office, files: tuple[KeptFile, ...], watch: Watch) -> None:
        self._office, self._files, self._watch = office, files, watch
        self._size = sum(file.size for file in files)
        self._passed = self._checked = 0
        self._failed = list[KeptFile]()
        self._changes = Changes.none()
        self._failure: DossierError | None = None

    def run(self) -> Done[ChecksDone]:
        """Go through the files case by case."""
        is_whole = True
        for case, files in groupby(self._by_case(), key=lambda file: file.case):
            for some in _portions(tuple(files)):
                if not self._check(case, some):
                    is_whole = False
                    break
            if not is_whole:
                break
        done = ChecksDone(
            checked=self._checked,
            bytes_read=self._passed,
            failed=tuple(self._failed),
            is_whole=is_whole,
            failure=self._failure,
        )
        return Done(done, self._changes, None)

    def _by_case(self) -> list[KeptFile]:
        """Return the files with those of a case together, the case longest unchecked first."""
        first = {file.case: place for place, file in reversed(list(enumerate(self._files)))}
        return sorted(self._files, key=lambda file: first[file.case])

    def _check(self, case: CaseId, files: tuple[KeptFile, ...]) -> bool:
        """Read some files of a case back; whatever ends it, what was found is recorded."""
        found = list[Inspection]()
        watch = Watch(self._tell, self._watch.ask, STOPPED)
        try:
            for file in files:
                found.append(self._office.ask(InspectFile(file.id, watch)))
                self._passed += file.size
                if not found[-1].is_whole:
                    self._failed.append(file)
        except Cancelled:
            return False
        except Unavailable as error:
            self._failure = error
            return False
        finally:
            self._record(case, tuple(found))
        return True

    def _record(self, case: CaseId, found: tuple[Inspection, ...]) -> None:
        if not found:
            return
        changes = self._office.do(RecordFileChecks(case=case, inspections=found)).changes
        self._checked += len(found)
        self._changes = self._changes.with_(changes)

    def _tell(self, done: int, _of: int, name: str) -> None:
        self._watch.tell(self._passed + done, self._size, name)


def _portions(files: tuple[KeptFile, ...]) -> Iterator[tuple[KeptFile, ...]]:
    for start in range(0, len(files), RECORDED_AT_ONCE):
        yield files[start : start + RECORDED_AT_ONCE]
