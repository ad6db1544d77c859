"""`dossier disclosure` on a real vault."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.disclosure import disclosure
from app.cli.main import run as run_program
from app.cli.session import Session
from app.domain.errors import ImportRefused, Missing, Refused
from app.services.attachments import AttachFile
from app.services.disclosure.ledger import NameDisclosureFile
from tests.conftest import LOGIN, PASSPHRASE
from tests.printing.paper_samples import flat, pages
from tests.services.disclosed import a_pdf, open_desk

NUMBER = "2026-00417"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    open_desk(office, tmp_path)
    office.close()
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(disclosure, words, obj=session)


def answer(session: Session, *words: str) -> Any:
    result = run(session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def decided(session: Session, title: str) -> int:
    number: int = answer(session, "add", NUMBER, title, "--duty", "16F", "--asked", "2026-01-05")[
        "number"
    ]
    answer(session, "receive", NUMBER, str(number), "--pages", "3")
    answer(session, "review", NUMBER, str(number), "--remark", "Read")
    answer(session, "decide", NUMBER, str(number), "disclose")
    return number


def test_a_thing_goes_from_the_ledger_to_the_defense(session: Session, tmp_path: Path) -> None:
    decided(session, "Laboratory report")
    (row,) = answer(session, "list", NUMBER)
    assert (row["number"], row["title"], row["state"]) == (1, "Laboratory report", "To produce")
    (waiting,) = answer(session, "list", NUMBER, "--waiting")
    assert waiting["days"] == 0
    made = answer(session, "produce", NUMBER, "1", "--to", "Roe", "--counsel", "G. Whitlock")
    assert (made["number"], made["bates"], made["served_at"]) == (
        1,
        "2026-00417-000001 - 2026-00417-000003",
        None,
    )
    assert answer(session, "asof", NUMBER) == []
    served = answer(session, "record", NUMBER, "1", "served", "--who", "Messenger")
    assert served["served_at"] is not None
    (had,) = answer(session, "asof", NUMBER, "--defendant", "roe")
    assert (had["defendant"], had["title"], had["bates"]) == (
        "Roe, Ana",
        "Laboratory report",
        made["bates"],
    )
    assert answer(session, "asof", NUMBER, "--on", "2026-01-05") == []
    out = tmp_path / "out"
    written = answer(session, "export", NUMBER, "1", str(out))
    assert written["files"] == 7
    assert answer(session, "check", NUMBER, "1", str(out))["whole"] is True
    (out / "LETTER.pdf").write_bytes(b"")
    result = run(session, "check", NUMBER, "1", str(out))
    assert (result.exit_code, result.stdout.strip()) == (1, "changed: LETTER.pdf")


def test_a_certificate_says_what_is_open_before_it_is_issued(session: Session) -> None:
    decided(session, "Report")
    (matter,) = answer(session, "certificate", NUMBER)
    assert (matter["kind"], matter["why"]) == ("row", "To produce")
    issue = ("certificate", NUMBER, "--to", "Roe", "--diligence", "Asked everybody")
    assert isinstance(run(session, *issue).exception, Refused)
    answer(session, "produce", NUMBER, "1", "--to", "Roe", "--counsel", "G. Whitlock")
    answer(session, "record", NUMBER, "1")
    assert answer(session, "certificate", NUMBER, "--to", "Roe") == []
    assert answer(session, *issue)["lines"] == 1


def test_papers_are_written_once(session: Session, tmp_path: Path) -> None:
    decided(session, "Report")
    answer(session, "produce", NUMBER, "1", "--to", "Roe", "--counsel", "G. Whitlock")
    letter = tmp_path / "letter.pdf"
    words = ("paper", NUMBER, "letter", "--of", "1", "--out", str(letter))
    assert answer(session, *words)["pages"] == 1
    assert "Enclosed is production No. 1" in flat(" ".join(pages(letter.read_bytes())))
    assert isinstance(run(session, *words).exception, Refused)
    signed = ("paper", NUMBER, "acknowledgment", "--to", "Lee", "--out", str(tmp_path / "a.pdf"))
    assert answer(session, *signed)["pages"] == 1
    for kind in ("withheld", "as_of"):
        answer(session, "paper", NUMBER, kind, "--out", str(tmp_path / f"{kind}.pdf"))
    none = ("paper", NUMBER, "certificate", "--out", str(tmp_path / "c.pdf"))
    assert isinstance(run(session, *none).exception, Missing)


def test_a_draft_is_kept_without_numbers(session: Session) -> None:
    decided(session, "Report")
    words = ("produce", NUMBER, "1", "--to", "Lee", "--counsel", "L. Moreau", "--draft")
    assert run(session, *words).stdout == "The draft is kept.\n"
    assert isinstance(run(session, "export", NUMBER, "1", "out").exception, Missing)


def test_a_withholding_needs_its_ground(session: Session) -> None:
    answer(session, "add", NUMBER, "Memo", "--duty", "16E", "--received", "2026-01-05")
    answer(session, "review", NUMBER, "1")
    assert isinstance(run(session, "decide", NUMBER, "1", "withhold").exception, Refused)
    words = ("--reason", "x", "--basis", "work product", "--review-on", "2027-01-05")
    decision = answer(session, "decide", NUMBER, "1", "withhold", *words)
    assert decision == {"number": 1, "state": "approval_wanted"}


@pytest.mark.parametrize(
    "words",
    [
        ("review", NUMBER, "9"),
        ("record", NUMBER, "9"),
        ("asof", NUMBER, "--defendant", "Nobody"),
        ("produce", NUMBER, "1", "--to", ""),
        ("list", "2026-99999"),
    ],
)
def test_what_is_not_there_is_said(session: Session, words: tuple[str, ...]) -> None:
    decided(session, "Report")
    assert isinstance(run(session, *words).exception, Missing)


def test_the_register_is_kept_from_the_terminal(session: Session) -> None:
    listed = answer(
        session, *("officers", "add", "Ana Reyes", "--matter", "False report", "--why", "Review")
    )
    (line,) = answer(session, "officers", "list")
    assert (line["name"], line["listed"], line["last_step"]) == ("Ana Reyes", True, "Listed")
    answer(session, "officers", "step", listed["id"], "removed", "Cleared")
    (line,) = answer(session, "officers", "list")
    assert (line["listed"], line["last_step"]) == (False, "Removed")


def test_a_load_file_is_read_without_a_vault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lying = tmp_path / "a.opt"
    lying.write_bytes(b"D1,VOL001,X:\\D1.tif,Y,,,9\r\nD2,VOL001,X:\\D2.tif,,,,\r\n")
    assert run_program(["disclosure", "read-load-file", str(lying)]) == 0
    said = capsys.readouterr()
    assert "opticon, utf-8, 1 documents" in said.out
    assert said.err == "Line 1: D1 is said to have 9 pages, but 2 follow.\n"
    assert run_program(["disclosure", "read-load-file", str(lying), "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (document["first"], document["last"], document["pages"]) == ("D1", "D2", 2)
    lying.write_bytes(b"nonsense")
    assert run_program(["disclosure", "read-load-file", str(lying)]) == 1
    assert "fields instead of 7" in capsys.readouterr().err
    result = CliRunner().invoke(disclosure, ["read-load-file", str(tmp_path / "none.dat")])
    assert isinstance(result.exception, ImportRefused)


def test_files_named_in_the_window_go_out_from_the_terminal(
    session: Session, tmp_path: Path
) -> None:
    decided(session, "Report")
    office = bootstrap.unlock(Path(session.vault), LOGIN, PASSPHRASE)
    (tmp_path / "report.pdf").write_bytes(a_pdf(5))
    with office._database.reading(office.actor) as reading:
        (row,) = reading.disclosure_items.where()
    attached = office.do(AttachFile(case=row.case, path=tmp_path / "report.pdf")).value
    office.do(NameDisclosureFile(row=row.id, attachment=attached.id))
    office.close()
    made = answer(session, "produce", NUMBER, "1", "--to", "Lee", "--counsel", "L. Moreau")
    assert made["bates"] == "2026-00417-000001 - 2026-00417-000005"
