"""`dossier locations`, `dossier agencies` and `dossier evidence inventory` on a real vault."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.documents import print_
from app.cli.evidence import evidence
from app.cli.locations import agencies, locations
from app.cli.session import Session
from app.domain.cases import Case
from app.domain.errors import Missing, Refused
from app.services.cases import OpenCase
from tests.conftest import LOGIN, PASSPHRASE


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


@pytest.fixture
def case(vault_folder: Path) -> Case:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    office.close()
    return case


def run(session: Session, group: click.Group, *words: str, typed: str = "") -> Result:
    session.as_json = False
    return CliRunner().invoke(group, words, obj=session, input=typed)


def answer(session: Session, group: click.Group, *words: str, typed: str = "") -> Any:
    result = run(session, group, *words, "--json", typed=typed)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def shelf(session: Session) -> str:
    room = answer(session, locations, "add", "Room A", "--kind", "room")
    return str(answer(session, locations, "add", "Shelf 1", "--within", room["code"])["code"])


def log(session: Session, case: Case, barcode: str, tag: str) -> None:
    words = ("--kind", "tool", "--description", f"Bar {tag}", "--tag", tag)
    answer(session, evidence, "add", case.number, *words, "--location", barcode)


def test_places_are_added_changed_and_taken_off(session: Session) -> None:
    code = shelf(session)
    assert code == "LOC-0002"
    words = ("--name", "Safe", "--holds", "cash", "--code", "S-1", "--off")
    changed = answer(session, locations, "amend", code, *words)
    assert (changed["path"], changed["holds"], changed["is_active"]) == (
        "Room A, Safe",
        ["cash"],
        False,
    )
    assert answer(session, locations, "amend", "s-1", "--within", "-")["path"] == "Safe"
    assert answer(session, locations, "remove", "S-1") == {"removed": "S-1"}
    assert [line["code"] for line in answer(session, locations, "list")] == ["LOC-0001"]
    assert "Room A" in run(session, locations, "list").output
    assert isinstance(run(session, locations, "amend", "S-1").exception, Missing)


def test_agencies_are_added_changed_and_taken_off(session: Session) -> None:
    added = answer(session, agencies, "add", "State laboratory", "--kind", "LAB")
    assert (added["code"], added["kind"]) == ("AGY-0001", "LAB")
    changed = answer(session, agencies, "amend", "agy-0001", "--phone", "555-0100", "--off")
    assert (changed["phone"], changed["is_active"]) == ("555-0100", False)
    assert "off the list" in run(session, agencies, "remove", "AGY-0001").output
    assert answer(session, agencies, "list") == []
    assert isinstance(run(session, agencies, "remove", "AGY-0001").exception, Missing)


def test_a_shelf_is_counted_from_the_terminal(session: Session, case: Case) -> None:
    code = shelf(session)
    for tag in ("A-1", "A-2"):
        log(session, case, code, tag)
    assert isinstance(run(session, evidence, "inventory", "show", code).exception, Missing)
    answer(session, evidence, "inventory", "start", code, "--note", "Monthly")
    result = run(session, evidence, "inventory", "scan", code, typed="a-1\n\nZ-9\nA-1\n")
    assert "ok A-1 is where it should be." in result.output
    assert "!! No item has the tag Z-9." in result.output
    assert "A-1 was read here already." in result.output
    assert isinstance(run(session, evidence, "inventory", "finish", code).exception, Refused)
    resolve = ("inventory", "resolve", code)
    answer(session, evidence, *resolve, "A-2", "--as", "discrepancy", "--memo", "Searched")
    answer(session, evidence, *resolve, "Z-9", "--as", "reported", "--memo", "Told")
    closed = answer(session, evidence, "inventory", "finish", code)
    assert (closed["seen"], closed["expected"], closed["is_given_up"]) == (1, 2, False)
    assert [found["result"] for found in closed["findings"]] == ["discrepancy", "reported"]
    (line,) = answer(session, evidence, "inventory", "list")
    assert (line["place"], line["state"], line["read"]) == ("Room A, Shelf 1", "closed", 2)


def test_a_count_is_printed_from_the_terminal(session: Session, case: Case, tmp_path: Path) -> None:
    code = shelf(session)
    log(session, case, code, "A-1")
    to = ("--out", str(tmp_path / "count.pdf"))
    assert isinstance(run(session, print_, "inventory", code, *to).exception, Missing)
    answer(session, evidence, "inventory", "start", code)
    written = answer(session, print_, "inventory", code, *to)
    assert written["pages"] == 1
    assert (tmp_path / "count.pdf").read_bytes().startswith(b"%PDF")
    earlier = ("--begun", "2001-02-03", "--force")
    assert isinstance(run(session, print_, "inventory", code, *earlier, *to).exception, Missing)
    defense = ("--profile", "defense", "--force")
    assert isinstance(run(session, print_, "inventory", code, *defense, *to).exception, Refused)
    assert isinstance(run(session, print_, "inventory", "LOC-9", "--force", *to).exception, Missing)


def test_a_count_is_given_up_with_a_reason(session: Session) -> None:
    code = shelf(session)
    answer(session, evidence, "inventory", "start", code)
    given_up = ("inventory", "finish", code, "--give-up")
    assert isinstance(run(session, evidence, *given_up).exception, Refused)
    assert answer(session, evidence, *given_up, "--memo", "Fire alarm")["is_given_up"]
    assert isinstance(run(session, evidence, "inventory", "start", "LOC-9").exception, Missing)


def test_a_place_kept_for_others_warns_on_the_way_in(session: Session, case: Case) -> None:
    answer(session, locations, "add", "Safe", "--holds", "cash")
    words = ("--kind", "tool", "--description", "Bar", "--location", "LOC-0001")
    result = run(session, evidence, "add", case.number, *words)
    assert result.exit_code == 0
    assert "Safe is kept for: cash." in result.output
    words = ("--kind", "tool", "--description", "Bar", "--location", "LOC-0099")
    assert isinstance(run(session, evidence, "add", case.number, *words).exception, Missing)
