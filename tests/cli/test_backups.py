"""Backups from the terminal: made, checked, rehearsed, restored."""

import json
from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import NewOffice
from app.cli.main import run
from app.services.backups import HowBackupsStand
from app.services.cases import CasesCount
from tests.conftest import CHEAP, LOGIN, PASSPHRASE


@pytest.fixture
def words(vault_folder: Path, tmp_path: Path) -> list[str]:
    (tmp_path / "secret").write_text(PASSPHRASE + "\n")
    (tmp_path / "kept").mkdir()
    return ["--vault", str(vault_folder), "--passphrase-file", str(tmp_path / "secret")]


def _answer(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def _made(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run([*words, "--json", "backup", str(tmp_path / "kept")]) == 0
    return Path(str(_answer(capsys)["folder"]))


def test_the_three_lines_of_the_manual(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = _made(words, tmp_path, capsys)
    assert run([*words, "backup", "verify", str(backup)]) == 0
    assert run([*words, "backup", "drill"]) == 0
    assert "can be restored" in capsys.readouterr().out
    assert run([*words, "backup", "list", str(tmp_path / "kept")]) == 0
    assert "complete" in capsys.readouterr().out
    target = tmp_path / "again.dossier"
    line = ["restore", str(backup), str(target), "--login", LOGIN, "--passphrase-file"]
    assert run([*line, str(tmp_path / "secret"), "--json"]) == 0
    answer = _answer(capsys)
    assert (answer["folder"], answer["kept"]) == (str(target), None)
    office = bootstrap.unlock(target, LOGIN, PASSPHRASE)
    assert office.ask(CasesCount()) == 0
    office.close()


def test_damage_is_exit_code_four(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = _made(words, tmp_path, capsys)
    (backup / "members").write_bytes(b"other")
    assert run([*words, "backup", "verify", str(backup)]) == 4
    assert "members" in capsys.readouterr().err
    assert run([*words, "restore", str(backup), str(tmp_path / "n.dossier")]) == 4
    assert not (tmp_path / "n.dossier").exists()


def test_a_wrong_passphrase_is_exit_code_three(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = _made(words, tmp_path, capsys)
    (tmp_path / "secret").write_text("not this one\n")
    assert run([*words, "restore", str(backup), str(tmp_path / "n.dossier")]) == 3


def test_cron_makes_one_only_when_it_is_due(
    words: list[str], vault_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "backup", "--if-due"]) == 0
    assert "No backup is due" in capsys.readouterr().out
    assert run([*words, "backup"]) == 1
    assert "No folder for backups is set" in capsys.readouterr().err
    assert run([*words, "backup", str(tmp_path / "nowhere")]) == 1
    assert "There is no folder" in capsys.readouterr().err
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    assert office.ask(HowBackupsStand()).last is None
    office.close()


def test_the_recovery_code_restores_and_sets_a_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, code = bootstrap.found(
        NewOffice(
            folder=tmp_path / "office.dossier",
            name="Office",
            login=LOGIN,
            person="A. Rivera",
            passphrase=PASSPHRASE,
            zone="UTC",
            cost=CHEAP,
        )
    )
    office.close()
    (tmp_path / "kept").mkdir()
    for name, text in (("secret", PASSPHRASE), ("code", code), ("new", "a fresh long passphrase")):
        (tmp_path / name).write_text(text + "\n")
    words = ["--vault", str(tmp_path / "office.dossier")]
    words += ["--passphrase-file", str(tmp_path / "secret")]
    backup = _made(words, tmp_path, capsys)
    target = tmp_path / "again.dossier"
    line = ["restore", str(backup), str(target), "--code-file", str(tmp_path / "code")]
    assert run([*line, "--new-passphrase-file", str(tmp_path / "new")]) == 0
    bootstrap.unlock(target, LOGIN, "a fresh long passphrase").close()
