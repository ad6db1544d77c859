"""Backups of a real office: who can open them, what stays, what is told."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import RestoreKey
from app.domain.backups import BackupKind, BackupRun, BackupRunId, Watch, standing, surplus
from app.domain.errors import (
    Cancelled,
    CannotUnlock,
    Damaged,
    Missing,
    NotConfirmed,
    NotPermitted,
    Refused,
)
from app.domain.ids import new_id
from app.domain.settings import OfficeSettings, SettingsId
from app.domain.users import OfficeRole, User, UserId
from app.services.audit import VerifyVault
from app.services.backups import (
    BackupsInFolder,
    HowBackupsStand,
    MakeBackup,
    MakeDueBackup,
    RecordBackup,
    RemoveOldBackups,
    VerifyBackup,
    back_up,
    back_up_if_due,
    rehearse,
)
from app.services.cases import CasesCount, OpenCase
from app.services.notes import AddNote
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings
from app.storage import passphrase_slots
from app.storage.backup import Plan
from app.storage.header import HeaderFile
from app.storage.keyslots import Identity
from app.storage.nameplate import Account
from tests.conftest import CHEAP, LOGIN, PASSPHRASE

WATCH = Watch()
KEY = RestoreKey(login=LOGIN, passphrase=PASSPHRASE)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


def _clerk(office: Office) -> None:
    """Give a paralegal a key and a record."""
    vault = office._database._vault
    header, uid = vault.header, new_id()
    slot = passphrase_slots.make(
        Account("n.ito", "N. Ito"),
        uid,
        Identity.generate(vault.identity.binding),
        "another long passphrase",
        vault=header.vault,
        vault_keys=vault._header.vault_keys,
        cost=CHEAP,
    )
    vault._header.put(replace(header, users=(*header.users, slot)))
    clerk = User(id=UserId(uid), login="n.ito", name="N. Ito", role=OfficeRole.PARALEGAL)
    with office._database.writing(office.actor) as work:
        work.users.add(clerk)


def _scheduled(office: Office, kept: Path) -> Path:
    """Make and record a backup as the schedule does, whether or not it is due."""
    with office._database.reading(office.actor) as reading:
        made = reading.shelf.make(Plan(kept, BackupKind.SCHEDULED, NOW), WATCH)
    office.do(RecordBackup(made))
    if made.is_whole:
        office.ask(RemoveOldBackups())
    return made.folder


def test_after_a_restore_everybody_logs_in_as_before(
    office: Office, kept: Path, tmp_path: Path
) -> None:
    _clerk(office)
    made = office.ask(MakeBackup(to=kept))
    header = HeaderFile(made.folder / "vault.hdr").read().header
    assert [user.login for user in header.users] == [LOGIN]
    assert all(
        b"n.ito" not in file.read_bytes() for file in made.folder.iterdir() if file.is_file()
    )
    with pytest.raises(CannotUnlock):
        bootstrap.restore(
            made.folder,
            tmp_path / "stolen.dossier",
            RestoreKey(login="n.ito", passphrase="another long passphrase"),
            WATCH,
        )
    restored = bootstrap.restore(made.folder, tmp_path / "again.dossier", KEY, WATCH)
    clerk = bootstrap.unlock(restored.folder, "n.ito", "another long passphrase")
    assert clerk.actor.role is OfficeRole.PARALEGAL
    clerk.close()


def test_the_restored_vault_is_not_opened_by_the_keys_of_the_backup(
    office: Office, kept: Path, tmp_path: Path
) -> None:
    made = office.ask(MakeBackup(to=kept))
    restored = bootstrap.restore(made.folder, tmp_path / "again.dossier", KEY, WATCH)
    shutil.copy(made.folder / "vault.hdr", restored.folder / "vault.hdr")
    with pytest.raises(Damaged):
        bootstrap.unlock(restored.folder, LOGIN, PASSPHRASE)


def test_a_backup_shows_nothing_of_what_is_in_it(office: Office, kept: Path) -> None:
    case = office.do(OpenCase(title="State v. Zanzibarro")).value.id
    office.do(AddNote(case=case, text="Zanzibarro was seen. " * 500))
    made = office.ask(MakeBackup(to=kept))
    content = b"".join(file.read_bytes() for file in made.folder.rglob("*") if file.is_file())
    assert b"zanzibarro" not in content.lower()
    assert "Zanzibarro".encode("utf-16-le") not in content
    assert made.folder.stat().st_mode & 0o077 == 0


def test_the_log_of_a_restored_vault_says_where_it_came_from(
    office: Office, kept: Path, tmp_path: Path
) -> None:
    made = office.ask(MakeBackup(to=kept))
    restored = bootstrap.restore(made.folder, tmp_path / "again.dossier", KEY, WATCH)
    again = bootstrap.unlock(restored.folder, LOGIN, PASSPHRASE)
    with again._database.reading(again.actor) as reading:
        entries = {entry.action: entry for entry in reading.audit.newest(50)}
    assert entries["RestoreVault"].facts == (("seq", str(made.seq)), ("link", made.link[:16]))
    assert again.ask(VerifyVault()).is_whole
    again.close()


def test_the_vault_that_stood_there_is_kept_with_what_was_entered_since(
    office: Office, vault_folder: Path, kept: Path
) -> None:
    made = office.ask(MakeBackup(to=kept))
    office.do(OpenCase(title="State v. Later"))
    office.close()
    restored = bootstrap.restore(made.folder, vault_folder, KEY, WATCH)
    cases = []
    for folder in (vault_folder, restored.kept):
        assert folder is not None
        opened = bootstrap.unlock(folder, LOGIN, PASSPHRASE)
        cases.append(opened.ask(CasesCount()))
        opened.close()
    assert cases == [0, 1]


def test_a_restore_waits_until_the_vault_is_closed(
    office: Office, vault_folder: Path, kept: Path
) -> None:
    made = office.ask(MakeBackup(to=kept))
    with pytest.raises(Exception, match="in_use"):
        bootstrap.restore(made.folder, vault_folder, KEY, WATCH)
    assert [each.name for each in vault_folder.parent.glob("*.before-restore-*")] == []


def test_a_drill_leaves_nothing_and_is_recorded(office: Office, kept: Path) -> None:
    back_up(office, kept, WATCH)
    beside = sorted(kept.parent.iterdir())
    report = rehearse(office, None, WATCH).value
    assert (report.is_whole, report.wrong) == (True, ())
    assert sorted(kept.parent.iterdir()) == beside
    stand = office.ask(HowBackupsStand())
    assert stand.drill is not None
    assert stand.last is not None
    assert (stand.drill.seq, stand.last.kind) == (stand.last.seq, "asked")


def test_a_drill_of_a_damaged_backup_says_so_and_leaves_nothing(office: Office, kept: Path) -> None:
    made = back_up(office, kept, WATCH).value
    content = bytearray((made.folder / "office.db").read_bytes())
    content[50_000] ^= 1
    (made.folder / "office.db").write_bytes(content)
    beside = sorted(kept.parent.iterdir())
    with pytest.raises(Damaged, match=r"backup\.damaged"):
        rehearse(office, made.folder, WATCH)
    assert sorted(kept.parent.iterdir()) == beside
    assert office.ask(HowBackupsStand()).drill is None


def test_a_drill_asks_who_is_at_the_keyboard(
    office: Office, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(office, kept, WATCH).value
    monkeypatch.setattr(office, "_confirmed_at", float("-inf"))
    with pytest.raises(NotConfirmed):
        rehearse(office, made.folder, WATCH)


def test_without_a_backup_there_is_no_drill(office: Office) -> None:
    with pytest.raises(Missing, match=r"backup\.none"):
        rehearse(office, None, WATCH)


def test_a_stopped_backup_leaves_nothing(office: Office, kept: Path) -> None:
    seen = list[str]()
    for stop_at in ("database", "checking", "reading"):
        watch = Watch(lambda _done, _of, step: seen.append(step), lambda: seen[-1:] == [stop_at])  # noqa: B023  used at once
        with pytest.raises(Cancelled):
            office.ask(MakeBackup(to=kept, watch=watch))
        seen.clear()
    assert list(kept.iterdir()) == []


def test_a_damaged_vault_is_backed_up_and_told(office: Office, kept: Path, tmp_path: Path) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value.id
    note = office.do(AddNote(case=case, text="As it was.")).value
    with office._database.writing(office.actor) as work:
        work.connection.exec_driver_sql("DROP TRIGGER notes_no_update")
        work.connection.exec_driver_sql(
            "UPDATE notes SET text = 'As it was not.' WHERE id = ?", (note.id.bytes,)
        )
    made = office.ask(MakeBackup(to=kept))
    assert made.faults == ("records notes",)
    assert office.ask(VerifyBackup(made.folder)).faults == made.faults
    restored = bootstrap.restore(made.folder, tmp_path / "again.dossier", KEY, WATCH)
    assert restored.folder.is_dir()


def test_the_schedule_keeps_as_many_as_it_says_and_nothing_else_is_touched(
    office: Office, kept: Path
) -> None:
    settings = replace(office.ask(TheSettings()), backup_folder=str(kept), backups_kept=2)
    office.do(ChangeSettings(settings))
    by_hand = back_up(office, None, WATCH).value.folder
    (kept / "letters").mkdir()
    (kept / "letters" / "dear.txt").write_text("dear")
    made = [_scheduled(office, kept) for _ in range(3)]
    foreign = Path(shutil.copytree(made[-1], kept / "foreign.dossier-backup"))
    made.append(_scheduled(office, kept))
    there = {each for each in kept.iterdir() if not each.name.startswith(".")}
    assert there == {by_hand, kept / "letters", foreign, *made[-2:]}
    assert {row.folder for row in office.ask(BackupsInFolder())} == there - {kept / "letters"}


def test_a_backup_that_tells_of_damage_pushes_no_whole_one_out(office: Office, kept: Path) -> None:
    settings = replace(office.ask(TheSettings()), backup_folder=str(kept), backups_kept=2)
    office.do(ChangeSettings(settings))
    case = office.do(OpenCase(title="State v. Roe")).value.id
    note = office.do(AddNote(case=case, text="As it was.")).value
    whole = [_scheduled(office, kept) for _ in range(2)]
    with office._database.writing(office.actor) as work:
        work.connection.exec_driver_sql("DROP TRIGGER notes_no_update")
        work.connection.exec_driver_sql(
            "UPDATE notes SET text = 'Otherwise.' WHERE id = ?", (note.id.bytes,)
        )
    for _ in range(2):
        _scheduled(office, kept)
    assert all(folder.is_dir() for folder in whole)


def test_what_is_due_anybody_may_carry_out_and_only_what_is_due(office: Office, kept: Path) -> None:
    settings = replace(office.ask(TheSettings()), backup_folder=str(kept))
    office.do(ChangeSettings(settings))
    reader = Office(office._database, replace(office.actor, role=OfficeRole.READER), lambda: None)
    made = back_up_if_due(reader, WATCH).value
    assert made.kind == BackupKind.SCHEDULED
    with pytest.raises(Refused, match="not_due"):
        reader.ask(MakeDueBackup())
    with pytest.raises(NotPermitted):
        back_up(reader, kept, WATCH)
    assert [row.folder for row in office.ask(BackupsInFolder())] == [made.folder]


def test_without_a_folder_there_is_a_sentence(office: Office) -> None:
    with pytest.raises(Refused, match="no_folder_set"):
        office.ask(MakeBackup())


def _run(kind: str, days_ago: float) -> BackupRun:
    return BackupRun(
        id=BackupRunId(new_id()),
        kind=kind,
        at=NOW - timedelta(days=days_ago),
        by=new_id(),
        folder="/kept/one",
        size=1,
        files=0,
        seq=1,
        link="0" * 64,
    )


def _settings(backup_folder: str = "/kept") -> OfficeSettings:
    return OfficeSettings(id=SettingsId(new_id()), backup_folder=backup_folder)


@pytest.mark.parametrize(
    ("days_ago", "is_due", "is_late"),
    [(0.5, False, False), (1, True, False), (3, True, True), (9, True, True), (-3, True, True)],
)
def test_a_backup_is_due_by_the_day_and_late_two_days_on(
    days_ago: float, is_due: bool, is_late: bool
) -> None:
    stand = standing((_run("asked", days_ago),), _settings(), NOW, NOW)
    assert (stand.is_due, stand.is_late) == (is_due, is_late)


def test_a_new_office_is_given_time_and_then_reminded() -> None:
    settings = _settings(backup_folder="")
    assert not standing((), settings, NOW, NOW - timedelta(days=1)).is_late
    stand = standing((), settings, NOW, NOW - timedelta(days=4))
    assert (stand.is_late, stand.is_due) == (True, False)


def test_a_drill_is_due_after_a_quarter() -> None:
    early, late = _run("drill", 89), _run("drill", 90)
    backups = (_run("scheduled", 0.1), _run("scheduled", 200))
    assert not standing((*backups[:1], early, *backups[1:]), _settings(), NOW, NOW).drill_is_due
    assert standing((*backups[:1], late, *backups[1:]), _settings(), NOW, NOW).drill_is_due
    assert standing(backups, _settings(), NOW, NOW).drill_is_due
    assert not standing(backups[:1], _settings(), NOW, NOW).drill_is_due


def test_only_scheduled_ones_are_surplus_and_the_newest_stays() -> None:
    runs = tuple(_run(kind, n) for n, kind in enumerate(["asked", "scheduled", "drill"] * 3))
    assert surplus(runs, 2) == (runs[7],)
    assert surplus(runs, 0) == (runs[4], runs[7])
