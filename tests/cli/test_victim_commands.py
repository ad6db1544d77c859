"""`dossier victims`, `witnesses` and `people` on a real vault."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.people import people
from app.cli.session import Session
from app.cli.victims import victims
from app.cli.witnesses import witnesses
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Safety
from app.services.cases import OpenCase
from app.services.contact_ways import AddContactWay, WayEntry
from app.services.party_entry import EnterVictim, EnterWitness
from app.services.victims import VictimEntry
from app.services.witnesses import WitnessEntry
from tests.conftest import LOGIN, PASSPHRASE

NUMBER = "2026-00417"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number=NUMBER)).value
    stone = Person(id=PersonId(new_id()), family="Stone", given="Jane")
    entry = VictimEntry(called="J.S.", safety="Never leave voicemail.")
    office.do(EnterVictim(case=case.id, person=stone, entry=entry))
    for label, safety in (("Work phone", Safety.SAFE), ("Home phone", Safety.UNSAFE)):
        way = WayEntry(label=label, safety=safety)
        office.do(AddContactWay(person=stone.id, value="310-555-0142", entry=way))
    lee = Person(id=PersonId(new_id()), family="Lee", given="Ana")
    office.do(EnterWitness(case=case.id, person=lee, entry=WitnessEntry(position=3)))
    office.close()
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(session: Session, group: click.Group, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(group, words, obj=session)


def answer(session: Session, group: click.Group, *words: str) -> Any:
    result = run(session, group, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_sheet_is_shown_with_ways_masked(session: Session) -> None:
    said = run(session, victims, "show", NUMBER, "J.S.").stdout
    assert said.startswith("SAFETY RULE: Never leave voicemail.")
    assert "310-555" not in said
    sheet = answer(session, victims, "show", NUMBER, "J.S.")
    assert [way["masked"] for way in sheet["ways"]] == ["•••-0142", ""]
    assert sheet["duties"][0]["duty"] == "rights"


def test_a_contact_is_logged_by_a_way_on_file_and_an_unsafe_one_is_refused(
    session: Session,
) -> None:
    logged = ("log", NUMBER, "J.S.", "--result", "reached", "--how")
    answer(session, victims, *logged, "Work phone")
    refused = run(session, victims, *logged, "Home phone")
    assert isinstance(refused.exception, Refused)
    (contact,) = answer(session, victims, "show", NUMBER, "J.S.")["contacts"]
    assert (contact["way"], contact["result"]) == ("Work phone", "reached")


def test_nobody_of_another_name_is_found(session: Session) -> None:
    assert isinstance(run(session, victims, "show", NUMBER, "X.Y.").exception, Missing)


def test_victims_witnesses_and_people_are_listed(session: Session) -> None:
    (line,) = answer(session, victims, "list", NUMBER)
    assert (line["called"], line["has_safety_rule"]) == ("J.S.", True)
    (witness,) = answer(session, witnesses, "list", NUMBER)
    assert (witness["name"], witness["position"], witness["subpoena"]) == ("Lee, Ana", 3, None)
    found = answer(session, people, "find", "stone")
    assert [(each["name"], each["roles"]) for each in found] == [("Stone, Jane", ["VIC"])]
    assert "Lee, Ana" in run(session, people, "find").stdout
