"""`dossier cases` on a real vault."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.cases import cases
from app.cli.session import Session
from app.domain.cases import Case, Stage
from app.domain.errors import Missing
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.case_stages import MoveStage
from app.services.cases import OpenCase
from app.services.charges import CaseCharges, DisposeCharge, EnterPlea
from app.services.persons import AddParty
from tests.conftest import LOGIN, PASSPHRASE


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


@pytest.fixture
def case(vault_folder: Path) -> Case:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(
        OpenCaseFile(
            opening=OpenCase(title="State v. <b>Roe</b>", number="2026-00417"),
            defendant=Person(id=PersonId(new_id()), family="Roe", given="Martin"),
            count=FirstCount(statute="PC 459", description="Burglary & theft"),
        )
    ).value
    stone = Person(id=PersonId(new_id()), family="Stone", given="Jane")
    office.do(AddParty(case=case.id, role=Role.VICTIM, person=stone))
    charge = office.ask(CaseCharges(case.id))[0].counts[0].charge.id
    office.do(EnterPlea(charges=(charge,), plea="G"))
    office.do(DisposeCharge(charges=(charge,), code="G-PLEA"))
    office.do(MoveStage(case=case.id, to=Stage.SENTENCING))
    office.do(OpenCase(title="State v. Doe", number="2026-00418"))
    office.close()
    return case


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(cases, words, obj=session)


def answer(session: Session, *words: str) -> Any:
    result = run(session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_the_list_is_an_array_newest_number_first(session: Session, case: Case) -> None:
    listed = answer(session, "list")
    assert [each["number"] for each in listed] == ["2026-00418", case.number]
    assert listed[1] == {
        "number": "2026-00417",
        "title": "State v. <b>Roe</b>",
        "stage": "sentencing",
        "status": "active",
        "defendant": "Roe, Martin",
        "charge": "Burglary & theft",
        "received_on": case.received_on.isoformat() if case.received_on else None,
        "next_on": None,
    }


@pytest.mark.usefixtures("case")
def test_the_list_is_cut_by_stage_and_limit(session: Session) -> None:
    assert [each["number"] for each in answer(session, "list", "--stage", "sentencing")] == [
        "2026-00417"
    ]
    assert len(answer(session, "list", "--limit", "1")) == 1
    assert answer(session, "list", "--stage", "trial") == []


def test_a_case_is_shown_whole_without_ways_of_contact(session: Session, case: Case) -> None:
    shown = answer(session, "show", case.number)
    assert (shown["number"], shown["members"][0]["name"]) == (case.number, "A. Rivera")
    assert shown["defendants"][0]["name"] == "Roe, Martin"
    assert shown["people"] == [{"name": "Stone, Jane", "role": "VIC", "until": None}]
    (count,) = shown["charges"]
    assert (count["plea"], count["disposition"]) == ("G", "G-PLEA")
    assert {"deadlines", "hearings", "evidence", "tasks"} <= shown.keys()


def test_a_case_is_shown_as_text_for_people(session: Session, case: Case) -> None:
    text = run(session, "show", case.number).output
    assert text.startswith("2026-00417  State v. <b>Roe</b>\nStage: Sentencing\n")
    assert "Burglary & theft" in text
    assert "Guilty plea" in text


def test_an_unknown_number_is_refused(session: Session) -> None:
    result = run(session, "show", "nothing")
    assert isinstance(result.exception, Missing)
