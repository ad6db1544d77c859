"""`dossier rules` on a real vault, and on files without one."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli.main import program, run
from app.cli.session import Session
from app.domain.errors import ImportRefused, Missing, Refused, Unavailable
from app.domain.resources import resource_path
from app.services.court_rules.shipped import shipped_pack
from tests.conftest import LOGIN, PASSPHRASE

FEDERAL = str(resource_path("rules", "federal_criminal.json"))
TEMPLATE = resource_path("rules", "template.json")


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def told(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(program, ["rules", *words], obj=session)


def answer(session: Session, *words: str) -> Any:
    result = told(session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_packs_and_rules_are_listed(session: Session) -> None:
    packs = answer(session, "list")
    rules = answer(session, "show", "us-fed-crim")

    assert (packs[0]["code"], packs[0]["active"]) == ("US-FED-CRIM", True)
    assert len(rules) == packs[0]["rules"] == len(shipped_pack("US-FED-CRIM").rules)
    assert {"code", "event", "period", "citation", "confidence"} <= rules[0].keys()
    assert answer(session, "show", "US-FED-CRIM", "16.1")["period"] == "14 days after arraignment"
    assert "14 days after arraignment" in told(session, "show", "US-FED-CRIM", "16.1").stdout
    for words, code in (
        (("NOTHING",), "rule.no_such_pack"),
        (("US-FED-CRIM", "NOTHING"), "rule.no_such_rule"),
    ):
        refused = told(session, "show", *words).exception
        assert isinstance(refused, Missing)
        assert refused.code == code


def test_the_rules_an_event_starts_are_listed(session: Session) -> None:
    found = answer(session, "for", "arraignment", "--on", "2026-11-03")
    assert [(each["code"], each["period"]) for each in found] == [
        ("16.1", "14 days after arraignment")
    ]
    nothing = told(session, "for", "NOTHING", "--on", "2026-11-03")
    assert nothing.stdout == "No rule in use starts from it.\n"


def test_what_a_rule_said_before_is_told(session: Session, tmp_path: Path) -> None:
    second = tmp_path / "second.json"
    text = TEMPLATE.read_text("utf-8").replace('"n": 14', '"n": 21')
    second.write_text(text.replace('"edition": "2026.1"', '"edition": "2026.2"'), "utf-8")
    told(session, "install", str(TEMPLATE))
    told(session, "install", str(second))

    rule = answer(session, "show", "OFFICE-LOCAL", "LR-47.1")

    assert rule["period"] == "21 days after motion served"
    (former,) = rule["former"]
    assert former.startswith("2026.1: 14 days after motion served")


def test_a_file_is_checked_without_a_vault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(TEMPLATE.read_text("utf-8").replace('"n": 14', '"n": 0'), "utf-8")

    sound = told(Session(), "check", str(TEMPLATE))
    wrong = told(Session(), "check", str(broken))

    assert (sound.exit_code, sound.stdout) == (0, "Nothing is wrong: 4 rules can be installed.\n")
    assert wrong.exit_code == 1
    assert "LR-47.1 n: A period here is at least 1." in wrong.stdout
    problems = json.loads(told(Session(), "check", str(broken), "--json").stdout)
    assert problems[0]["rule"] == "LR-47.1"
    assert run(["rules", "check", str(broken)]) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "rule_pack.unopened"), (b"\n\xff", "rule_pack.not_text")],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "pack.json"
    if content is not None:
        file.write_bytes(content)

    refused = told(Session(), "check", str(file)).exception

    assert isinstance(refused, ImportRefused)
    assert refused.code == code


def test_a_rule_of_a_file_is_tried_without_a_vault() -> None:
    words = ("try", FEDERAL, "59A", "--on", "2026-11-02", "--service", "mail", "--json")
    found = json.loads(told(Session(), *words).stdout)
    assert (found["due"], found["conservative"]) == ("2026-11-19", "2026-11-16")
    assert found["trace"][0] == "Order entered: Mon 2 Nov 2026."

    hours = ("try", FEDERAL, "RIVERSIDE-48H", "--on", "2026-11-05", "--zone", "America/Chicago")
    assert isinstance(told(Session(), *hours).exception, Refused)
    at = told(Session(), *hours, "--at", "09:30")
    assert "Last moment: 09:30:00 (America/Chicago)" in at.stdout
    assert told(Session(), *hours, "--at", "nine").exit_code == 2
    assert isinstance(told(Session(), "try", FEDERAL, "X", "--on", "2026-11-02").exception, Missing)


def test_a_rule_of_the_office_is_tried_on_its_calendar(session: Session) -> None:
    found = answer(session, "try", "us-fed-crim", "16.1", "--on", "2026-10-28")
    assert found["due"] == "2026-11-12"
    assert (
        "Due: Thu 12 Nov 2026"
        in told(session, "try", "US-FED-CRIM", "16.1", "--on", "2026-10-28").stdout
    )


def test_a_file_is_installed_and_a_pack_exported(session: Session, tmp_path: Path) -> None:
    assert answer(session, "install", str(TEMPLATE), "--dry-run")["added"] == [
        "LR-47.1",
        "LR-47.1-REPLY",
        "LR-12.1",
        "LR-12.1-TRIAL",
    ]
    assert isinstance(told(session, "show", "OFFICE-LOCAL").exception, Missing)

    assert "Was added: 4" in told(session, "install", str(TEMPLATE)).stdout
    file = tmp_path / "exported.json"
    assert told(session, "export", "OFFICE-LOCAL", "--to", str(file)).exit_code == 0

    assert told(Session(), "check", str(file)).exit_code == 0
    assert told(session, "export", "OFFICE-LOCAL").stdout == file.read_text("utf-8")
    assert isinstance(
        told(session, "export", "OFFICE-LOCAL", "--to", str(file)).exception, Unavailable
    )
    again = told(session, "install", str(file)).exception
    assert isinstance(again, Refused)
    assert again.code == "rule_pack.unchanged"
    assert told(session, "install").exit_code == 2
    assert told(session, "install", str(file), "--shipped", "NY-CRIM").exit_code == 2
    assert isinstance(told(session, "install", "--shipped", "NO").exception, Missing)
