"""`dossier evidence` for files, on a real vault."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.main import program
from app.cli.session import Session
from app.domain.evidence_entry import EvidenceEntry
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from tests.conftest import LOGIN, PASSPHRASE

NUMBER = "2026-00417"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number=NUMBER)).value
    office.do(LogEvidence(case=case.id, entry=EvidenceEntry(kind="video", description="Camera")))
    office.close()
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


@pytest.fixture
def card(tmp_path: Path) -> Path:
    folder = tmp_path / "CARD"
    (folder / "DCIM").mkdir(parents=True)
    (folder / "DCIM" / "1.jpg").write_bytes(b"\xff\xd8\xff one")
    (folder / "notes.txt").write_text("notes")
    (folder / "empty").touch()
    return folder


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(program, ("evidence", *words), obj=session, standalone_mode=False)


def answer(session: Session, *words: str) -> object:
    return json.loads(run(session, *words, "--json").output)


def objects(vault: Path) -> list[Path]:
    return [path for path in (vault / "objects").rglob("*") if path.is_file()]


def test_a_folder_is_looked_at_taken_in_and_listed(session: Session, card: Path) -> None:
    dry = answer(session, "take-folder", NUMBER, str(card), "--item", "EV-0001", "--dry-run")
    assert isinstance(dry, dict)
    assert (dry["files"], [left["path"] for left in dry["left_out"]]) == (2, ["CARD/empty"])
    assert answer(session, "files", NUMBER) == []
    taken = run(session, "take-folder", NUMBER, str(card), "--item", "EV-0001")
    assert (taken.return_value, "Files: 2" in taken.output) == (1, True)
    listed = answer(session, "files", NUMBER, "--item", "EV-0001")
    assert isinstance(listed, list)
    assert {file["name"] for file in listed} == {"1.jpg", "notes.txt"}
    assert {(file["item"], file["role"]) for file in listed} == {("EV-0001", "native")}


def test_a_redacted_copy_names_its_source(session: Session, tmp_path: Path) -> None:
    for name, content in (("a.txt", "all"), ("b.txt", "some")):
        (tmp_path / name).write_text(content)
    run(session, "attach", "EV-0001", str(tmp_path / "a.txt"))
    bare = run(
        session, "attach", "EV-0001", str(tmp_path / "b.txt"), "--role", "redacted",
        "--made-from", "a.txt",
    )  # fmt: skip
    assert getattr(bare.exception, "code", "") == "attachment.basis_missing"
    done = run(
        session, "attach", "EV-0001", str(tmp_path / "b.txt"), "--role", "redacted",
        "--made-from", "a.txt", "--basis", "Rule 49.1",
    )  # fmt: skip
    assert done.exception is None
    listed = answer(session, "files", NUMBER)
    assert isinstance(listed, list)
    assert [(file["role"], file["source"]) for file in listed] == [
        ("native", ""),
        ("redacted", "a.txt"),
    ]


def test_files_are_verified_and_damage_is_told_with_its_own_exit_code(
    session: Session, card: Path, vault_folder: Path
) -> None:
    run(session, "take-folder", NUMBER, str(card))
    due = run(session, "verify-files", "--due")
    assert (due.return_value, "Files read back: 0" in due.output) == (0, True)
    whole = run(session, "verify-files", "--case", NUMBER)
    assert (whole.return_value, "Files read back: 2" in whole.output) == (0, True)
    objects(vault_folder)[0].unlink()
    damaged = run(session, "verify-files")
    assert damaged.return_value == 4
    assert "missing" not in whole.output
    told = answer(session, "verify-files")
    assert isinstance(told, dict)
    (failed,) = told["failed"]
    history = answer(session, "file-history", NUMBER, failed["sha256"][:12])
    assert isinstance(history, list)
    assert [check["result"] for check in history] == ["missing", "missing", "whole"]


@pytest.mark.parametrize("form", ["dfxml", "hashdeep"])
def test_a_list_that_is_written_agrees_until_something_changes(
    session: Session, card: Path, tmp_path: Path, form: str
) -> None:
    run(session, "take-folder", NUMBER, str(card))
    out = tmp_path / "list"
    assert run(session, "hash-list", NUMBER, "--form", form, "--out", str(out)).exception is None
    again = run(session, "hash-list", NUMBER, "--form", form, "--out", str(out))
    assert getattr(again.exception, "code", "") == "attachment.target_exists"
    same = run(session, "compare-hashes", NUMBER, str(out))
    assert (same.return_value, "Matches: 2" in same.output) == (0, True)
    more = tmp_path / "more.txt"
    more.write_text("more")
    run(session, "attach", "EV-0001", str(more))
    differing = run(session, "compare-hashes", NUMBER, str(out))
    assert (differing.return_value, "Unknown: 1" in differing.output) == (1, True)


def test_an_item_of_another_case_and_an_empty_case_are_refused(
    session: Session, tmp_path: Path, vault_folder: Path
) -> None:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    office.do(OpenCase(title="State v. Doe", number="2026-2"))
    office.close()
    wrong = run(session, "files", "2026-2", "--item", "EV-0001")
    assert getattr(wrong.exception, "code", "") == "attachment.other_case"
    nothing = run(session, "hash-list", "2026-2", "--out", str(tmp_path / "x"))
    assert getattr(nothing.exception, "code", "") == "hash_list.nothing"
