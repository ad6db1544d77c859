"""`dossier walls`, `dossier people protect` and opening a case for a reason, on a real vault."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.cases import cases
from app.cli.people import people
from app.cli.session import Session
from app.cli.walls import walls
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.persons import Role
from app.services.cases import OpenCase
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.persons import AddParty
from tests.conftest import LOGIN, PASSPHRASE
from tests.services.test_walls import somebody

NUMBER = "2026-00417"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number=NUMBER)).value
    office.do(AddParty(case=case.id, role=Role.VICTIM, person=somebody("Stone")))
    office.do(AddColleague(Colleague(login="ann", name="Ann", role="prosecutor", title="")))
    office.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(session: Session, group: click.Group, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(group, words, obj=session)


def answer(session: Session, group: click.Group, *words: str) -> Any:
    result = run(session, group, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_a_wall_is_set_listed_changed_and_lifted(session: Session) -> None:
    set_ = ("set", NUMBER, "sealed", "--admit", LOGIN, "--reason", "Order")
    assert answer(session, walls, *set_)["stands"]
    assert answer(session, walls, "list")[0]["walls"] == ["sealed"]
    assert answer(session, walls, *set_, "--admit", "ann")["stands"]
    (wall,) = answer(session, walls, "list", NUMBER)
    assert (len(wall["admitted"]), wall["reason"]) == (2, "Order")
    lifted = answer(session, walls, "lift", NUMBER, "sealed", "--reason", "Unsealed")
    assert not lifted["stands"]
    assert answer(session, walls, "list") == []
    assert "open to the office" in run(session, walls, "list", NUMBER).output


def test_a_restricted_case_is_shown_for_a_reason_and_shut_again(session: Session) -> None:
    out = ("--admit", "ann", "--reason", "Order", "--may-be-opened", "--step-outside")
    assert run(session, walls, "set", NUMBER, "sealed", *out).exit_code == 0
    assert isinstance(run(session, cases, "show", NUMBER).exception, Missing)
    shown = answer(session, cases, "show", NUMBER, "--open", "Duty counsel")
    assert shown["number"] == NUMBER
    assert isinstance(run(session, cases, "show", NUMBER).exception, Missing)
    assert answer(session, cases, "list") == []


def test_a_conflict_says_whom_it_screens_out(session: Session) -> None:
    out = ("--screen", LOGIN, "--reason", "Brother", "--step-outside")
    assert run(session, walls, "set", NUMBER, "conflict", *out).exit_code == 0
    refused = run(session, cases, "show", NUMBER, "--open", "Curious")
    assert isinstance(refused.exception, NotPermitted)
    assert "0 cases, 0 people" in run(session, walls, "regain", "--reason", "Please").output


def test_a_person_is_protected_and_known_again(session: Session) -> None:
    out = ("--admit", "ann", "--reason", "Threats")
    refused = run(session, people, "protect", "Stone", *out)
    assert isinstance(refused.exception, Refused)
    assert answer(session, people, "protect", "Stone", *out, "--admit", LOGIN)["protected"]
    assert answer(session, people, "protect", "Stone", *out, "--admit", LOGIN)["protected"]
    assert not answer(session, people, "unprotect", "Stone", "--reason", "Over")["protected"]
    assert answer(session, people, "protect", "Stone", *out, "--step-outside")["protected"]
    assert answer(session, people, "find", "Stone") == []
    assert isinstance(run(session, people, "protect", "Stone", *out).exception, Refused)


def test_a_login_nobody_has_is_named(session: Session) -> None:
    refused = run(session, walls, "set", NUMBER, "sealed", "--admit", "nobody", "--reason", "x")
    assert isinstance(refused.exception, Refused)
    assert refused.exception.code == "wall.no_such_login"
