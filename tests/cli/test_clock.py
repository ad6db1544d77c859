"""`dossier clock` on a real vault."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.clocks import clock
from app.cli.session import Session
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.services.cases import OpenCase
from app.services.persons import AddParty
from tests.conftest import LOGIN, PASSPHRASE, ZONE

NUMBER = "2026-00417"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    """A session on an office whose only case has two defendants."""
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number=NUMBER)).value
    for family in ("Roe", "Moss\x1b[31m"):
        person = Person(id=PersonId(new_id()), family=family, given="Ana")
        office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=person))
    office.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def day(offset: int) -> str:
    today: date = datetime.now(ZoneInfo(ZONE)).date()
    return (today + timedelta(days=offset)).isoformat()


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(clock, words, obj=session)


def answer(session: Session, *words: str) -> Any:
    result = run(session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def start(session: Session) -> str:
    started: str = answer(
        session, "start", NUMBER, "US-STA-70", "--fact", f"clock_start={day(-40)}",
        "--defendant", "roe", "--charges", "counts 1 to 3",
    )["id"]  # fmt: skip
    return started


def test_a_clock_from_start_to_stop(session: Session, tmp_path: Path) -> None:
    started = start(session)
    span = answer(session, "exclude", NUMBER, "h1d", day(-20), "--order", "ECF 12")["id"]
    (line,) = answer(session, "list")
    assert (line["remaining"], line["is_provisional"], line["number"]) == (51, True, NUMBER)
    assert "Confirmed" not in run(session, "close", span, day(-10), "--how", "denied").output
    shown = answer(session, "show", NUMBER)
    (one,) = shown["clocks"]
    assert (one["counted"], one["excluded"], one["remaining"]) == (29, 11, 41)
    assert any("ECF 12" in step for step in one["trace"])
    assert shown["exclusions"][0]["reason"] == "denied"
    to = tmp_path / "sheet.pdf"
    assert answer(session, "print", NUMBER, "--out", str(to))["pages"] == 1
    said = run(session, "print", NUMBER, "-o", str(to), "--force").output
    assert said == f"{to}: 1 page.\n"
    assert to.read_bytes().startswith(b"%PDF-")
    assert run(session, "stop", started, day(0), "Trial began").exit_code == 0
    assert answer(session, "list") == []


def test_what_if_writes_nothing(session: Session) -> None:
    start(session)
    proposed = answer(session, "exclude", NUMBER, "H7", day(0), day(9), "--proposed")["id"]
    before = answer(session, "show", NUMBER)["clocks"]
    found = answer(
        session, "what-if", NUMBER, "--trial", day(45), "--confirm", proposed,
        "--exclude", f"H7:{day(10)}:{day(19)}",
    )  # fmt: skip
    (change,) = found["clocks"]
    assert change["limit_date"] == day(30)
    assert change["limit_date_after"] == day(50)
    assert "in time" in change["trial_after"].lower() or "last days" in change["trial_after"]
    assert answer(session, "show", NUMBER)["clocks"] == before


def test_days_within_a_text_are_typed_as_in_the_window(session: Session) -> None:
    words = ("start", NUMBER, "US-STA-70", "--fact", "clock_start=40d")
    assert run(session, *words).exit_code == 0
    known = answer(session, "what-if", NUMBER, "--exclude", f"H7:{day(10)}:{day(19)}")
    typed = answer(session, "what-if", NUMBER, "--exclude", "H7:+10:+19")
    assert typed == known
    assert typed["clocks"][0]["limit_date"] == day(30)


def test_people_read_a_table_and_every_step(session: Session) -> None:
    start(session)
    output = run(session, "show", NUMBER).output
    assert "18 U.S.C. 3161(c)(1)" in output
    assert "which is not counted" in output
    assert "Nothing is excluded." in output
    assert "\x1b" not in output
    laws = run(session, "laws").output
    assert "US-STA-70" in laws
    assert "clock_start*" in laws


@pytest.mark.parametrize(
    "words",
    [
        ("start", NUMBER, "US-STA-70", "--fact", "clock_start"),
        ("start", NUMBER, "NONE"),
        ("start", NUMBER, "US-STA-70", "--fact", "clock_start=2026-02-30"),
        ("start", NUMBER, "US-STA-70", "--fact", "clock_start=2026-02-03", "--defendant", "x"),
        ("exclude", NUMBER, "H7", "2026-02-10", "2026-02-01"),
        ("what-if", NUMBER, "--exclude", "H7"),
        ("what-if", NUMBER, "--close", "nothing:2026-02-01"),
        ("show", "2026-99999"),
    ],
)
def test_what_is_mistyped_is_refused(session: Session, words: tuple[str, ...]) -> None:
    result = run(session, *words)
    assert result.exit_code != 0
    assert answer(session, "list") == []
