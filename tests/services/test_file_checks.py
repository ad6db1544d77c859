"""Kept files read back: on a schedule, with a history, and told where somebody looks."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from platformdirs import user_state_path

from app import bootstrap
from app.domain.attachments import Attachment, CheckResult, KeptFile, due_before
from app.domain.backups import Watch
from app.domain.cases import Case
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.today import Consequence
from app.domain.users import Actor, OfficeRole, UserId
from app.i18n import matters
from app.services.attachments import (
    AttachFile,
    CheckHistory,
    ChecksRun,
    FilesDue,
    FilesOf,
    HowFilesStand,
    InspectFile,
    OrphansLeft,
    RecordFileChecks,
    SweepOrphans,
    check_file,
    check_files,
)
from app.services.cases import OpenCase
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings
from app.services.today import Today
from app.storage import sealing
from app.storage.attachments import ORPHAN_AFTER_HOURS
from tests.conftest import LOGIN, PASSPHRASE
from tests.storage.test_attachments import make_old


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def attach(office: Office, case: Case, tmp_path: Path) -> Callable[..., Attachment]:
    def attached(name: str, content: bytes, of: Case = case) -> Attachment:
        path = tmp_path / name
        path.write_bytes(content)
        return office.do(AttachFile(case=of.id, path=path)).value

    return attached


def object_of(office: Office, file: Attachment) -> Path:
    folder = office._database._vault.objects.folder
    return folder / file.stored_as[:2] / f"{file.stored_as}.enc"


def damage(office: Office, file: Attachment) -> None:
    path = object_of(office, file)
    bad = bytearray(path.read_bytes())
    bad[-5] ^= 1
    path.write_bytes(bad)


def checked_days_ago(office: Office, file: Attachment, days: int) -> None:
    """Write a check as it would have been written then."""
    with office._database.writing(office.actor) as work:
        found = office.ask(InspectFile(file.id))
        command = RecordFileChecks(case=file.case, inspections=(found,))
        work.now -= timedelta(days=days)
        command.run(work)


def test_checks_are_kept_with_who_when_and_what_was_found(
    office: Office, case: Case, attach: Callable[..., Attachment]
) -> None:
    file = attach("a.txt", b"content")
    found = check_file(office, file.id, case.id, Watch()).value
    assert found.is_whole
    damage(office, file)
    bad = check_file(office, file.id, case.id, Watch())
    assert bad.changes.touches("attachment_checks")
    object_of(office, file).unlink()
    gone = check_file(office, file.id, case.id, Watch()).value
    newest = office.ask(CheckHistory(file.id))
    assert [check.result for check in newest] == [
        CheckResult.MISSING,
        CheckResult.DAMAGED,
        CheckResult.WHOLE,
    ]
    assert {check.by for check in newest} == {"A. Rivera"}
    assert newest[2].sha256 == file.sha256
    assert newest[1].sha256 == ""
    assert newest[1].sha256_stored not in {"", file.sha256_stored}
    assert gone.sha256_stored == ""


def test_a_file_too_large_for_old_digests_gets_them_when_it_is_checked(
    office: Office,
    case: Case,
    attach: Callable[..., Attachment],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.services.attachments.taking_in.LEGACY_MOST", 10)
    small, large = attach("small.txt", b"0123456789"), attach("large.txt", b"0123456789x")
    assert bool(small.md5)
    assert (large.md5, large.sha1) == ("", "")
    check_files(office, ChecksRun(case=case.id, every=True), Watch())
    kept = {file.name: file for file in office.ask(FilesOf(case.id))}
    assert kept["small.txt"].md5 == small.md5
    assert (len(kept["large.txt"].md5), len(kept["large.txt"].sha1)) == (32, 40)
    assert sealing.LEGACY_MOST == 64 * 1024 * 1024


def test_what_is_due_is_what_was_longest_not_looked_at(
    office: Office, attach: Callable[..., Attachment]
) -> None:
    fresh, old, older = (attach(f"{name}.txt", name.encode()) for name in ("f", "o", "oo"))
    checked_days_ago(office, old, 91)
    checked_days_ago(office, older, 200)
    assert [file.name for file in office.ask(FilesDue())] == ["oo.txt", "o.txt"]
    assert office.ask(HowFilesStand()).due == 2
    settings = office.ask(TheSettings())
    office.do(ChangeSettings(replace(settings, file_check_days=100)))
    assert [file.id for file in office.ask(FilesDue())] == [older.id]
    done = check_files(office, ChecksRun(), Watch()).value
    assert (done.checked, done.failed, done.is_whole) == (1, (), True)
    assert office.ask(FilesDue()) == ()
    assert {file.id for file in office.ask(FilesDue(every=True))} == {fresh.id, old.id, older.id}


def test_a_run_goes_on_after_a_failure_and_tells_of_it(
    office: Office, attach: Callable[..., Attachment]
) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    first, bad, last = attach("a", b"a"), attach("b", b"b"), attach("c", b"c", other)
    damage(office, bad)
    told = list[tuple[int, int]]()
    watch = Watch(lambda done, of, _name: told.append((done, of)))
    done = check_files(office, ChecksRun(every=True), watch).value
    assert (done.checked, [file.name for file in done.failed]) == (3, ["b"])
    assert told == sorted(told)
    stand = office.ask(HowFilesStand())
    assert [file.id for file in stand.damaged] == [bad.id]
    assert stand.damaged[0].is_damaged
    for file in (first, last):
        assert office.ask(CheckHistory(file.id))[0].result is CheckResult.WHOLE


def test_a_file_put_back_from_a_backup_is_no_longer_told_of(
    office: Office, case: Case, attach: Callable[..., Attachment]
) -> None:
    file = attach("a.txt", b"content")
    whole = object_of(office, file).read_bytes()
    damage(office, file)
    check_file(office, file.id, case.id, Watch())
    assert office.ask(HowFilesStand()).damaged
    object_of(office, file).write_bytes(whole)
    check_file(office, file.id, case.id, Watch())
    assert office.ask(HowFilesStand()).damaged == ()


def test_a_stopped_run_keeps_what_it_found(
    office: Office, attach: Callable[..., Attachment]
) -> None:
    files = [attach(f"{n}.bin", bytes([n]) * (3 << 20)) for n in range(4)]
    told = list[int]()
    watch = Watch(lambda done, _of, _name: told.append(done), lambda: len(told) > 5)
    done = check_files(office, ChecksRun(every=True), watch).value
    assert not done.is_whole
    assert 0 < done.checked < len(files)
    histories = [office.ask(CheckHistory(file.id)) for file in files]
    assert sum(map(len, histories)) == done.checked


def test_a_disk_that_goes_away_ends_the_run_and_damages_no_name(
    office: Office, attach: Callable[..., Attachment], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attach("a.txt", b"content")

    def away(*_: object, **__: object) -> object:
        raise Unavailable("disk.read_only")

    monkeypatch.setattr(type(office._database._vault.objects), "verify", away)
    done = check_files(office, ChecksRun(every=True), Watch()).value
    assert done.failure is not None
    assert (done.checked, done.is_whole) == (0, False)
    assert office.ask(CheckHistory(file.id)) == ()


def test_a_sector_that_cannot_be_read_is_damage(
    office: Office, attach: Callable[..., Attachment], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attach("a.txt", b"content")

    def broken(*_: object, **__: object) -> object:
        raise Unavailable("disk.failed")

    monkeypatch.setattr(type(office._database._vault.objects), "verify", broken)
    found = office.ask(InspectFile(file.id))
    assert found.result is CheckResult.DAMAGED


def test_a_file_of_another_case_is_not_recorded(
    office: Office, attach: Callable[..., Attachment]
) -> None:
    file = attach("a.txt", b"content")
    other = office.do(OpenCase(title="State v. Doe")).value
    found = office.ask(InspectFile(file.id))
    with pytest.raises(Refused, match="other_case"):
        office.do(RecordFileChecks(case=other.id, inspections=(found,)))
    assert office.ask(CheckHistory(file.id)) == ()


def test_a_file_is_due_by_its_last_check_or_else_by_the_day_it_came() -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    assert due_before(now, 31) == datetime(2026, 5, 1, tzinfo=UTC)


def test_lists_show_what_the_last_check_found(
    office: Office, case: Case, attach: Callable[..., Attachment]
) -> None:
    file = attach("a.txt", b"content")
    (kept,) = office.ask(FilesOf(case.id))
    assert isinstance(kept, KeptFile)
    assert (kept.checked_at, kept.is_damaged) == (None, False)
    damage(office, file)
    check_file(office, file.id, case.id, Watch())
    (kept,) = office.ask(FilesOf(case.id))
    assert kept.is_damaged


# --- clearing away what no record knows


def orphan_in(office: Office) -> Path:
    shelf = office._database._vault.objects.folder / "ab"
    shelf.mkdir(exist_ok=True)
    orphan = shelf / f"ab{'0' * 30}.enc"
    orphan.write_bytes(b"left by a crash")
    return orphan


def reopened(office: Office) -> Office:
    """Open the same vault once more: both anchors are known then."""
    folder = office._database._vault.folder
    office.close()
    return bootstrap.unlock(folder, LOGIN, PASSPHRASE)


def test_an_old_orphan_is_swept_once_both_anchors_agree(
    office: Office, attach: Callable[..., Attachment]
) -> None:
    file = attach("a.txt", b"content")
    make_old(object_of(office, file))
    again = reopened(office)
    orphan = orphan_in(again)
    assert again.ask(OrphansLeft()) == 0, "it is young"
    make_old(orphan, ORPHAN_AFTER_HOURS + 1)
    assert again.ask(OrphansLeft()) == 1
    assert again.do(SweepOrphans()).value == 1
    assert not orphan.exists()
    assert object_of(again, file).exists()
    again.close()


def test_nothing_is_swept_where_the_database_may_be_an_older_one(
    office: Office, vault_folder: Path
) -> None:
    """Put the database of an earlier day back: it does not know the file of the later one."""
    again = reopened(office)
    again.close()
    old = (vault_folder / "office.db").read_bytes()
    later = reopened(again)
    path = vault_folder.parent / "b.txt"
    path.write_bytes(b"later")
    case = later.do(OpenCase(title="State v. Doe")).value
    file = later.do(AttachFile(case=case.id, path=path)).value
    make_old(object_of(later, file))
    later.close()
    (vault_folder / "office.db").write_bytes(old)
    back = reopened(later)
    assert back.ask(OrphansLeft()) == 0
    assert back.do(SweepOrphans()).value == 0
    assert object_of(back, file).exists()
    back.close()


def test_nothing_is_swept_on_a_machine_that_never_saw_the_vault(office: Office) -> None:
    orphan = orphan_in(office)
    make_old(orphan)
    office.close()
    shutil.rmtree(user_state_path("dossier"), ignore_errors=True)
    back = reopened(office)
    assert back.do(SweepOrphans()).value == 0
    assert orphan.exists()
    back.close()


def test_a_file_that_failed_its_check_is_on_the_days_list_until_it_is_whole_again(
    office: Office, case: Case, attach: Callable[..., Attachment]
) -> None:
    file, gone = attach("video.mp4", b"content"), attach("report.pdf", b"other")
    whole = object_of(office, file).read_bytes()
    damage(office, file)
    object_of(office, gone).unlink()
    check_files(office, ChecksRun(case=case.id, every=True), Watch())
    day = office.ask(Today())
    listed = [each for each in day.matters if each.consequence is Consequence.FILE_DAMAGED]
    assert {each.what: matters.chip(each, day.today) for each in listed} == {
        "report.pdf": "File missing",
        "video.mp4": "File damaged",
    }
    assert all("Restore it from a backup" in matters.detail(each) for each in listed)
    assert (day.counts.files_damaged, day.hidden) == (2, 0)
    object_of(office, file).write_bytes(whole)
    check_file(office, file.id, case.id, Watch())
    day = office.ask(Today())
    assert [each.what for each in day.matters if each.consequence is Consequence.FILE_DAMAGED] == [
        "report.pdf"
    ]
    assert day.counts.files_damaged == 1


def test_whoever_handles_evidence_is_told_and_nobody_else(
    office: Office, case: Case, attach: Callable[..., Attachment]
) -> None:
    damage(office, attach("video.mp4", b"content"))
    check_files(office, ChecksRun(case=case.id, every=True), Watch())

    def told(role: OfficeRole) -> int:
        actor = Actor(UserId(new_id()), "other", "O. Other", role)
        return (
            Office(office._database, actor, lambda: None).ask(Today(mine=True)).counts.files_damaged
        )

    roles = (OfficeRole.PARALEGAL, OfficeRole.INVESTIGATOR, OfficeRole.ADVOCATE, OfficeRole.READER)
    assert [told(role) for role in roles] == [1, 1, 0, 0]
    with office._database.writing(office.actor) as work:
        work.walls.close(case.id, [new_id()])
    assert told(OfficeRole.PARALEGAL) == 0
