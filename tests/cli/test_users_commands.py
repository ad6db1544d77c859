"""`dossier users`: the accounts from the terminal, and the notice before the passphrase."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.cli.main import run
from app.domain.users import OfficeRole
from app.services.keys import ChangePassphrase
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings
from tests.conftest import LOGIN, PASSPHRASE

FIRST, OWN = "seven brown owls at noon", "an own passphrase for me"


@pytest.fixture
def words(vault_folder: Path, tmp_path: Path) -> list[str]:
    (tmp_path / "mine").write_text(PASSPHRASE)
    (tmp_path / "first").write_text(FIRST + "\n")
    (tmp_path / "own").write_text(OWN)
    mine = str(tmp_path / "mine")
    return ["--vault", str(vault_folder), "--login", LOGIN, "--passphrase-file", mine]


@pytest.fixture
def first(tmp_path: Path) -> list[str]:
    return ["--new-passphrase-file", str(tmp_path / "first")]


def listed(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert run([*words, "users", "list", "--json"]) == 0
    return {row["login"]: row for row in json.loads(capsys.readouterr().out)}


def test_a_whole_life_of_an_account(
    words: list[str], first: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    users = [*words, "users"]
    add = ["add", "k.lee", "--name", "Kim Lee", "--role", "paralegal", "--also", "advocate"]
    assert run([*users, *add, *first]) == 0
    assert listed(words, capsys)["k.lee"]["roles"] == "Paralegal, Victim advocate"
    theirs = [*words[:3], "k.lee", "--passphrase-file", first[1]]
    assert run([*theirs, "cases", "list"]) == 1
    assert "dossier passphrase" in capsys.readouterr().err
    own = str(tmp_path / "own")
    assert run([*theirs, "passphrase", "--new-passphrase-file", own]) == 0
    theirs[-1] = own
    assert run([*theirs, "cases", "list"]) == 0
    assert run([*theirs, "users", "list"]) == 1
    assert run([*users, "amend", "K.LEE", "--title", "Clerk", "--no-more-roles"]) == 0
    assert (listed(words, capsys)["k.lee"]["title"], listed(words, capsys)["k.lee"]["roles"]) == (
        "Clerk",
        "Paralegal",
    )
    assert run([*users, "disable", "k.lee", "--left"]) == 0
    assert run([*theirs, "cases", "list"]) == 3
    assert run([*users, "enable", "k.lee"]) == 0
    assert run([*theirs, "cases", "list"]) == 0
    assert run([*users, "reset", "k.lee", *first]) == 0
    assert run([*theirs, "cases", "list"]) == 3
    assert run([*users, "revoke", "k.lee"]) == 0
    assert listed(words, capsys)["k.lee"]["state"] == "off: key taken away"
    assert run([*words, "verify"]) == 0


def test_a_locked_login_is_released(
    words: list[str],
    first: list[str],
    vault_folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    add = ["users", "add", "k.lee", "--name", "K", "--role", "reader", *first]
    assert run([*words, *add]) == 0
    wrong = [*words[:3], "k.lee", *words[4:]]
    for _ in range(5):
        assert run([*wrong, "cases", "list"]) == 3
    assert "is locked" in capsys.readouterr().err
    assert listed(words, capsys)["k.lee"]["state"] == "locked"
    assert run([*words, "users", "release", "k.lee"]) == 0
    office = bootstrap.unlock(vault_folder, "k.lee", FIRST)
    office.do(ChangePassphrase(old=FIRST, new=OWN))
    office.close()


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["disable", "nobody"], 1, "Nobody here has the login"),
        (["revoke", LOGIN], 1, "Nobody does this to their own account"),
        (["amend", LOGIN, "--role", "reader"], 1, "Nobody changes their own role"),
        (["add", "x", "--name", "X", "--role", "king"], 2, "king"),
        (["add", "x", "--name", "X", "--role", "reader"], 2, "Name a file"),
        (["amend", LOGIN, "--also", "reader", "--no-more-roles"], 2, "not both"),
        (["release", LOGIN], 1, "is not locked"),
        (["reset", LOGIN, "--new-passphrase-file", "/nowhere"], 2, "Cannot read"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    words: list[str], capsys: pytest.CaptureFixture[str], line: list[str], code: int, said: str
) -> None:
    assert run([*words, "users", *line]) == code
    assert said in capsys.readouterr().err
    assert list(listed(words, capsys)) == [LOGIN]


def test_the_matrix_is_shown(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "users", "roles"]) == 0
    told = capsys.readouterr().out
    assert "Victim advocate" in told
    assert "Hand evidence over" in told
    assert run([*words, "users", "roles", "--json"]) == 0
    matrix = json.loads(capsys.readouterr().out)
    assert set(matrix) == {role.value for role in OfficeRole}
    assert "users.manage" not in matrix["supervisor"]


def test_the_review_lists_who_must_be_looked_at(
    words: list[str], first: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    add = ["users", "add", "k.lee", "--name", "K", "--role", "reader", *first]
    assert run([*words, *add]) == 0
    capsys.readouterr()
    assert run([*words, "users", "list", "--review"]) == 0
    told = capsys.readouterr().out
    assert "never entered" in told
    assert LOGIN not in told


def test_the_notice_of_the_office_comes_before_everything(
    office: Office, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = office.ask(TheSettings())
    office.do(ChangeSettings(replace(settings, notice="County property.\x1b[31m \u202e")))
    office.close()
    assert run([*words, "cases", "list", "--json"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("County property.")
    assert "\x1b" not in told.err
    assert json.loads(told.out) == []
