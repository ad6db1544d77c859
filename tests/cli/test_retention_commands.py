"""`dossier evidence retention`, `review`, `dispose` and `dossier appeals` on a real vault."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app import bootstrap
from app.cli.appeals import appeals
from app.cli.evidence import evidence
from app.cli.session import Session
from app.domain.errors import Missing, Refused
from app.services.evidence import EvidenceByTag
from app.services.office import Office
from app.services.retention import ApproveDisposal, ItemRetention
from tests.conftest import LOGIN, PASSPHRASE
from tests.custody_steps import colleague
from tests.services.evidence_room import opened


@dataclass
class Desk:
    """The terminal over one vault with an item of a case long over."""

    folder: Path
    session: Session
    number: str
    tag: str

    def run(self, *words: str, group: Any = evidence) -> Result:
        self.session.as_json = False
        return CliRunner().invoke(group, words, obj=self.session)

    def answer(self, *words: str, group: Any = evidence) -> Any:
        result = self.run(*words, "--json", group=group)
        assert result.exit_code == 0, (result.output, result.exception)
        return json.loads(result.output)

    def code(self, *words: str, group: Any = evidence) -> str:
        result = self.run(*words, group=group)
        assert isinstance(result.exception, Refused)
        return result.exception.code

    def office(self) -> Office:
        return bootstrap.unlock(self.folder, LOGIN, PASSPHRASE)


@pytest.fixture
def desk(vault_folder: Path, tmp_path: Path) -> Desk:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    room = opened(office)
    room.decide(room.charge(room.accuse()))
    room.close()
    item = room.log()
    number = room.case.number
    office.close()
    session = Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))
    return Desk(folder=vault_folder, session=session, number=number, tag=item.tag)


ASK = ("--method", "des", "--authority", "pros_rel", "--paper", "R 7", "--reason", "Over")


def approve_as_somebody_else(desk: Desk) -> None:
    office = desk.office()
    item = office.ask(EvidenceByTag(desk.tag)).item.id
    request = office.ask(ItemRetention(item)).request
    assert request is not None
    colleague(office).do(ApproveDisposal(requests=(request.id,)))
    office.close()


def test_an_item_leaves_from_the_terminal(desk: Desk, tmp_path: Path) -> None:
    shown = desk.answer("retention", desk.tag)
    assert (shown["is_free"], shown["state"]) == (True, "")
    (asked,) = desk.answer("dispose", "request", desk.tag, *ASK)
    assert (asked["state"], asked["method"]) == ("requested", "DES")
    assert desk.code("dispose", "approve", desk.tag) == "disposal.own_request"
    approve_as_somebody_else(desk)
    execute = ("dispose", "execute", desk.tag, "--witness", "Ofc. Bell", "--how", "melted")
    assert desk.code(*execute) == "disposal.not_seen"
    done = desk.answer(*execute, "--saw-items")
    assert done["items"] == 1
    file = tmp_path / "certificate.pdf"
    printed = desk.answer("dispose", "certificate", done["certificate"], "--out", str(file))
    assert printed["pages"] == 1
    assert desk.tag in PdfReader(file).pages[0].extract_text()
    assert done["certificate"] in desk.run("retention", desk.tag).output


def test_what_keeps_an_item_is_told_with_its_source(desk: Desk) -> None:
    desk.run("classify", desk.tag, "--class", "PERMANENT")
    told = desk.run("retention", desk.tag).output
    assert "keeps it without end" in told
    assert "Record of the court" in told
    assert desk.code("dispose", "request", desk.tag, *ASK) == "disposal.indefinite"


def test_requests_end_with_a_reason(desk: Desk) -> None:
    for verb in ("refuse", "withdraw"):
        desk.answer("dispose", "request", desk.tag, *ASK)
        (shown,) = desk.answer("dispose", verb, desk.tag, "--reason", "Not yet")
        assert shown["state"] == ""
    assert desk.code("dispose", "approve", desk.tag) == "disposal.not_requested"


def test_notices_and_answers(desk: Desk) -> None:
    told = ("dispose", "notice", desk.tag, "--kind", "owner", "--told", "Owner")
    (shown,) = desk.answer(*told)
    assert [each["reason"] for each in shown["grounds"] if each["stands"]] == ["notice_clock"]
    answered = ("dispose", "answer", desk.tag, "--kind", "OWNER", "--answer", "objection")
    (shown,) = desk.answer(*answered)
    assert "objection" in {each["reason"] for each in shown["grounds"]}
    assert "Objection or claim" in desk.run("retention", desk.tag).output
    missing = ("dispose", "answer", desk.tag, "--kind", "DRUG_BULK", "--answer", "objection")
    assert isinstance(desk.run(*missing).exception, Missing)


def test_a_case_is_held_from_the_terminal(desk: Desk) -> None:
    assert desk.run("hold-case", desk.number, "--reason", "Claim").exit_code == 0
    assert desk.code("dispose", "request", desk.tag, *ASK) == "disposal.case_held"
    assert desk.run("release-case", desk.number, "--reason", "Settled").exit_code == 0
    again = desk.run("release-case", desk.number, "--reason", "Settled")
    assert isinstance(again.exception, Missing)


def test_the_review_list_is_printed(desk: Desk) -> None:
    (line,) = desk.answer("review")
    assert (line["tag"], line["retention_class"]) == (desk.tag, "CASE")
    assert desk.answer("review", "--reason", "held") == []
    assert "Nothing to review: On hold." in desk.run("review", "--reason", "held").output


def test_appeals_are_filed_and_decided(desk: Desk) -> None:
    filed = ("file", desk.number, "--defendant", "roe", "--court", "2d District")
    (line,) = desk.answer(*filed, "--filed-on", "2026-01-05", group=appeals)
    assert (line["court"], line["mandate_on"]) == ("2d District", None)
    assert desk.code("dispose", "request", desk.tag, *ASK) == "disposal.appeal_open"
    decided = ("decide", desk.number, "--outcome", "affirmed", "--mandate-on", "2026-03-01")
    (line,) = desk.answer(*decided, group=appeals)
    assert line["mandate_on"] == "2026-03-01"
    assert "Affirmed" in desk.run("list", desk.number, group=appeals).output
    nobody = ("file", desk.number, "--defendant", "nobody")
    assert isinstance(desk.run(*nobody, group=appeals).exception, Missing)
    beyond = ("decide", desk.number, "--which", "9", "--outcome", "AFFIRMED")
    assert isinstance(desk.run(*beyond, group=appeals).exception, Missing)
