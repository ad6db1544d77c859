"""Making, recovering and checking a vault from the terminal."""

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from time_machine import travel

from app import bootstrap
from app.bootstrap import NewOffice
from app.cli.main import run
from app.domain.errors import CannotUnlock, DossierError
from app.i18n.courthouse import courthouse
from app.services.attachments import AttachFile
from app.services.audit import VerifyAudit, VerifyVault
from app.services.cases import OpenCase
from app.services.office import Office
from app.storage.engine import raw_connection
from tests.conftest import CHEAP, LOGIN, PASSPHRASE


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "old").write_text(PASSPHRASE + "\n")
    (folder / "new").write_text("another long passphrase\n")
    return folder


@pytest.fixture
def words(vault_folder: Path, secrets: Path) -> list[str]:
    return ["--vault", str(vault_folder), "--passphrase-file", str(secrets / "old")]


def test_init_makes_a_vault_and_a_private_file_with_its_code(
    tmp_path: Path, secrets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, code = tmp_path / "new.dossier", tmp_path / "code"
    made = ["init", str(vault), "--office", "New Office", "--login", "kim", "--name", "Kim Lee"]
    made += ["--recovery-out", str(code), "--passphrase-file", str(secrets / "old")]
    assert run(made) == 0
    assert stat.S_IMODE(code.stat().st_mode) == 0o600
    told = capsys.readouterr()
    assert code.read_text().strip() not in told.out + told.err
    bootstrap.recover(vault, code.read_text().strip(), "kim", "changed it now").close()
    bootstrap.unlock(vault, "kim", "changed it now").close()


def test_a_vault_in_a_synchronized_folder_is_warned_of_at_making_and_at_use(
    tmp_path: Path, secrets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = tmp_path / "Dropbox" / "new.dossier"
    vault.parent.mkdir()
    secret = ["--passphrase-file", str(secrets / "old")]
    made = ["init", str(vault), "--office", "New Office", "--login", "kim", "--name", "Kim Lee"]
    assert run([*made, "--recovery-out", str(tmp_path / "code"), *secret]) == 0
    assert capsys.readouterr().err.startswith("Dropbox copies this folder to other places")
    assert run(["--vault", str(vault), *secret, "cases", "list", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == []
    assert told.err.startswith("Dropbox copies this folder to other places")


def test_init_overwrites_nothing(tmp_path: Path, secrets: Path) -> None:
    vault, code = tmp_path / "new.dossier", tmp_path / "code"
    code.write_text("something dear")
    made = ["init", str(vault), "--office", "O", "--login", "kim", "--name", "Kim Lee"]
    made += ["--recovery-out", str(code), "--passphrase-file", str(secrets / "old")]
    assert run(made) == 1
    assert code.read_text() == "something dear"
    assert not vault.exists()


def test_init_that_fails_leaves_no_file_behind(tmp_path: Path, secrets: Path) -> None:
    vault, code = tmp_path / "taken", tmp_path / "code"
    vault.mkdir()
    (vault / "letter.txt").write_text("dear")
    made = ["init", str(vault), "--office", "O", "--login", "kim", "--name", "Kim Lee"]
    made += ["--recovery-out", str(code), "--passphrase-file", str(secrets / "old")]
    assert run(made) == 1
    assert not code.exists()
    assert (vault / "letter.txt").read_text() == "dear"


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    words: list[str], vault_folder: Path, secrets: Path
) -> None:
    assert run([*words, "passphrase", "--new-passphrase-file", str(secrets / "new")]) == 0
    bootstrap.unlock(vault_folder, LOGIN, "another long passphrase").close()
    with pytest.raises(CannotUnlock):
        bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    assert run([*words, "verify"]) == 3


def test_the_recovery_code_gives_a_new_passphrase(tmp_path: Path, secrets: Path) -> None:
    folder = tmp_path / "o.dossier"
    new = NewOffice(
        folder=folder,
        name="O",
        login="kim",
        person="K",
        passphrase="lost for good",
        zone="America/Denver",
        cost=CHEAP,
    )
    office, code = bootstrap.found(new)
    office.close()
    (secrets / "code").write_text(code)
    asked = ["--vault", str(folder), "recover", "--code-file", str(secrets / "code")]
    assert run([*asked, "--new-passphrase-file", str(secrets / "new")]) == 0
    bootstrap.unlock(folder, "kim", "another long passphrase").close()


def test_a_whole_vault_is_reported_whole(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "verify", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["whole"], report["database"], report["damaged_kinds"]) == (True, [], [])
    assert report["records"]["users"] == 1
    assert run([*words, "audit", "verify", "--json"]) == 0
    # The first visit ended and the second began in between.
    assert json.loads(capsys.readouterr().out)["entries"] == report["audit"]["entries"] + 2


def test_a_log_entry_changed_behind_our_back_is_found(
    office: Office, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    office.do(OpenCase(title="State v. Roe"))
    tamper(office, "UPDATE audit_entries SET role = 'reader' WHERE seq = 1", "audit_entries")
    assert office.ask(VerifyAudit()).broken == (1,)
    assert not office.ask(VerifyVault()).is_whole
    office.close()
    assert run([*words, "audit", "verify"]) == 4
    assert run([*words, "verify"]) == 4
    assert "DAMAGED" in capsys.readouterr().out


def test_a_record_changed_behind_our_back_is_found(office: Office) -> None:
    office.do(OpenCase(title="State v. Roe"))
    tamper(office, "UPDATE cases SET title = 'State v. Doe'")
    report = office.ask(VerifyVault())
    assert report.damaged_kinds == ("cases",)
    assert not report.is_whole


def test_a_damaged_attachment_is_named(office: Office, vault_folder: Path, tmp_path: Path) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"light" * 1000)
    office.do(AttachFile(case=case.id, path=photo))
    assert office.ask(VerifyVault()).is_whole
    (stored,) = (vault_folder / "objects").rglob("*.enc")
    content = bytearray(stored.read_bytes())
    content[-20] ^= 1
    stored.write_bytes(content)
    assert office.ask(VerifyVault()).damaged_attachments == ("photo.jpg",)


def test_a_flipped_bit_in_the_database_is_found(words: list[str], vault_folder: Path) -> None:
    file = vault_folder / "office.db"
    content = bytearray(file.read_bytes())
    content[len(content) - 2000] ^= 1
    file.write_bytes(content)
    assert run([*words, "verify"]) == 4


def tamper(office: Office, sql: str, frozen: str = "") -> None:
    """Change the database past every guard, as somebody with the key and a tool could."""
    connection = raw_connection(office._database._path, office._database._key)
    if frozen:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (frozen,)
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(sql)
    connection.close()


def test_a_vault_too_damaged_to_read_says_so(vault_folder: Path) -> None:
    (vault_folder / "office.db").write_bytes(b"\0" * 8192)
    with pytest.raises(DossierError):
        bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)


@pytest.mark.parametrize(
    ("words", "hours"), [((), 14), (("--zone", "Asia/Kolkata"), 5.5)], ids=["machine", "named"]
)
def test_a_new_office_keeps_the_machines_time_unless_another_zone_is_named(
    tmp_path: Path, secrets: Path, words: tuple[str, ...], hours: float
) -> None:
    vault, code = tmp_path / "new.dossier", tmp_path / "code"
    made = ["init", str(vault), "--office", "O", "--login", "kim", "--name", "Kim", *words]
    made += ["--recovery-out", str(code), "--passphrase-file", str(secrets / "old")]
    assert run(made) == 0
    bootstrap.unlock(vault, "kim", (secrets / "old").read_text().strip()).close()
    assert courthouse.now().utcoffset() == timedelta(hours=hours)


def test_a_zone_nobody_knows_is_refused_and_nothing_is_made(tmp_path: Path, secrets: Path) -> None:
    vault, code = tmp_path / "new.dossier", tmp_path / "code"
    made = ["init", str(vault), "--office", "O", "--login", "kim", "--name", "Kim"]
    made += ["--recovery-out", str(code), "--passphrase-file", str(secrets / "old")]
    assert run([*made, "--zone", "Moon/Tranquility"]) == 1
    assert not vault.exists()
    assert not code.exists()


def test_a_clock_set_back_is_told_beside_the_answer_until_somebody_vouches(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "today", "--json"]) == 0
    assert capsys.readouterr().err == ""
    with travel(datetime.now(UTC) - timedelta(days=7)):
        assert run([*words, "today", "--json"]) == 0
        told = capsys.readouterr()
        assert "seems to be set back" in told.err
        assert "dossier audit vouch-clock" in told.err
        assert json.loads(told.out)
        assert run([*words, "audit", "vouch-clock"]) == 0
        assert "Recorded" in capsys.readouterr().err
        assert run([*words, "today", "--json"]) == 0
        assert capsys.readouterr().err == ""
