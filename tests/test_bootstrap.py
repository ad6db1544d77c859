"""From passphrase to open office: the first day, the wrong key, the envelope, the broken vault."""

from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import NewOffice
from app.domain.errors import CannotUnlock, Damaged, Refused, Unavailable
from app.services.cases import CasesPage, OpenCase
from app.services.office import Office
from tests.conftest import CHEAP, LOGIN, PASSPHRASE


def new_office(folder: Path, **changes: str) -> NewOffice:
    facts = {
        "name": "Riverside County",
        "login": "a.rivera",
        "person": "A. Rivera",
        "passphrase": PASSPHRASE,
        "zone": "America/Los_Angeles",
        **changes,
    }
    return NewOffice(folder=folder, cost=CHEAP, **facts)  # type: ignore[arg-type]  # all texts


def test_an_office_is_founded_closed_and_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "a.dossier"
    office, _ = bootstrap.found(new_office(folder))
    number = office.do(OpenCase(title="State v. Roe")).value.number
    office.close()
    again = bootstrap.unlock(folder, "a.rivera", PASSPHRASE)
    assert [row.number for row in again.ask(CasesPage()).rows] == [number]
    again.close()


def test_nothing_readable_lies_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a.dossier"
    office, _ = bootstrap.found(new_office(folder))
    office.do(OpenCase(title="State v. Zanzibar", synopsis="unmistakable words"))
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"Zanzibar" not in content
            assert b"unmistakable" not in content
            assert not content.startswith(b"SQLite format 3")
    office.close()


def test_the_write_ahead_log_is_empty_after_closing(office: Office, vault_folder: Path) -> None:
    office.do(OpenCase(title="State v. Roe"))
    office.close()
    assert not list(vault_folder.glob("office.db-*"))


@pytest.mark.parametrize("login", [LOGIN, "nobody"])
def test_wrong_name_and_wrong_passphrase_say_the_same(vault_folder: Path, login: str) -> None:
    with pytest.raises(CannotUnlock) as caught:
        bootstrap.unlock(vault_folder, login, "not the passphrase")
    assert caught.value.code == "vault.cannot_unlock"


def test_the_recovery_code_opens_the_office_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "a.dossier"
    office, code = bootstrap.found(new_office(folder))
    office.close()
    bootstrap.recover(folder, code.lower(), "a.rivera", "quite another passphrase").close()
    bootstrap.unlock(folder, "a.rivera", "quite another passphrase").close()
    with pytest.raises(CannotUnlock):
        bootstrap.unlock(folder, "a.rivera", PASSPHRASE)


def test_a_failed_founding_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "a.dossier"
    with pytest.raises(Refused, match="unknown_zone"):
        bootstrap.found(new_office(folder, zone="Mars/Olympus"))
    assert list(tmp_path.iterdir()) == []


def test_a_lost_database_is_damage_not_an_empty_office(vault_folder: Path) -> None:
    (vault_folder / "office.db").unlink()
    with pytest.raises(Damaged, match="database_missing"):
        bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    assert not (vault_folder / "office.db").exists()


def test_a_damaged_first_page_is_damage(vault_folder: Path) -> None:
    database = vault_folder / "office.db"
    content = bytearray(database.read_bytes())
    content[100] ^= 1
    database.write_bytes(content)
    with pytest.raises(Damaged):
        bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)


def test_a_second_program_is_told_who_holds_the_vault(office: Office, vault_folder: Path) -> None:
    del office
    with pytest.raises(Unavailable, match="in_use"):
        bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)


def test_a_folder_that_is_no_vault_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x")
    with pytest.raises(Unavailable, match="not_a_vault"):
        bootstrap.unlock(tmp_path / "letters", LOGIN, PASSPHRASE)
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["a.txt"]
