"""`dossier deadlines` and `dossier calendar`, as a person or a script runs them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.cli.main import DONE, REFUSED, USAGE, run
from app.services.calendar import CalendarRange
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline, CompleteDeadline
from tests.conftest import LOGIN, PASSPHRASE
from tests.printing.paper_samples import pages

QUESTION = {
    "id": "reply",
    "profile": "fed_rule45",
    "trigger": "2026-11-02",
    "direction": "after",
    "period": {"n": 14, "unit": "days"},
}


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def dossier(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*words: str) -> Answer:
        code = run(words)
        shown = capsys.readouterr()
        return Answer(code, shown.out, shown.err)

    return run_it


@pytest.fixture
def asking(vault_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    monkeypatch.setenv("DOSSIER_VAULT", str(vault_folder))
    monkeypatch.setenv("DOSSIER_LOGIN", LOGIN)
    monkeypatch.setenv("DOSSIER_PASSPHRASE_FILE", str(secret))
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    today = office.ask(CalendarRange()).today
    case = office.do(OpenCase(title="State v. <b>Roe</b>")).value.id
    for title, offset in (("Overdue reply", -3), ("Witness list", 5), ("Far off", 90)):
        office.do(AddDeadline(case=case, title=title, due_on=today + timedelta(days=offset)))
    done = office.do(AddDeadline(case=case, title="Done", due_on=today)).value
    office.do(CompleteDeadline(deadline=done.id))
    office.close()


def questions(tmp_path: Path, text: str) -> str:
    file = tmp_path / "questions.json"
    file.write_text(text, "utf-8")
    return str(file)


@pytest.mark.usefixtures("asking")
def test_the_list_is_what_is_owed_within_the_days(dossier: Run) -> None:
    answer = dossier("deadlines", "list", "--days", "30", "--json")
    assert answer.code == DONE
    assert [(row["deadline"], row["days_left"]) for row in answer.json] == [
        ("Overdue reply", -3),
        ("Witness list", 5),
    ]
    assert set(answer.json[0]) == {
        "number", "title", "deadline", "due_on", "days_left", "severity", "status", "reason", "id",
    }  # fmt: skip


@pytest.mark.usefixtures("asking")
def test_without_days_all_that_is_owed_is_listed_for_people_to_read(dossier: Run) -> None:
    answer = dossier("deadlines", "list")
    assert answer.code == DONE
    assert len(answer.out.splitlines()) == 4
    assert "State v. <b>Roe</b>" in answer.out


@pytest.mark.usefixtures("asking")
def test_the_calendar_lists_days_and_refuses_what_is_none(dossier: Run) -> None:
    answer = dossier("calendar", "list", "--json")
    assert [row["what"] for row in answer.json] == ["Done", "Witness list"]
    assert [row["is_done"] for row in answer.json] == [True, False]
    assert dossier("calendar", "list", "--from", "2026-02-30").code == USAGE
    backward = dossier("calendar", "list", "--from", "2026-03-02", "--to", "2026-03-01")
    assert (backward.code, backward.out) == (REFUSED, "")
    assert "days in order" in backward.err


@pytest.mark.usefixtures("asking")
def test_the_control_sheet_is_written_and_for_outside_only_of_one_case(
    dossier: Run, tmp_path: Path
) -> None:
    span = ("--from", "2026-01-01", "--to", "2030-12-31")
    sheet = tmp_path / "control.pdf"
    answer = dossier("deadlines", "control", *span, "--out", str(sheet), "--json")
    assert answer.code == DONE
    assert (answer.json["dates"], answer.json["pages"]) == (0, 1)
    assert "Control of dates" in pages(sheet.read_bytes())[0]
    again = dossier("deadlines", "control", *span, "--out", str(sheet))
    assert again.code == REFUSED
    other = ("--profile", "defense", "--out", str(tmp_path / "other.pdf"))
    refused = dossier("deadlines", "control", *span, *other)
    assert (refused.code, "one case" in refused.err) == (REFUSED, True)
    number = dossier("deadlines", "list", "--json").json[0]["number"]
    assert dossier("deadlines", "control", number, *span, *other).code == DONE


def test_questions_are_answered_without_a_vault(dossier: Run, tmp_path: Path) -> None:
    answer = dossier("deadlines", "compute", questions(tmp_path, json.dumps([QUESTION])), "--json")
    assert answer.code == DONE
    (reply,) = answer.json
    assert (reply["id"], reply["due"]) == ("reply", "2026-11-16")
    assert reply["trace"]


def test_a_bad_question_does_not_stop_the_others_and_says_why(dossier: Run, tmp_path: Path) -> None:
    bad = {**QUESTION, "id": "bad", "period": {"n": -1, "unit": "days"}}
    text = json.dumps([bad, 7, QUESTION, {**QUESTION, "id": "odd", "profile": "no_such"}])
    answer = dossier("deadlines", "compute", questions(tmp_path, text))
    assert answer.code == DONE
    first, second, third, fourth = answer.json
    assert first == {"id": "bad", "error": "period.n: A period here is at least 0."}
    assert second == {"id": None, "error": "An object is needed here."}
    assert third["due"] == "2026-11-16"
    assert fourth["error"].startswith("profile: This word is not known here. Known are fed_rule45")


@pytest.mark.parametrize("text", ["", "{", "[1,", '"words"', "7", "null", "\x00", "[" * 100_000])
def test_a_file_that_holds_no_questions_is_refused(dossier: Run, tmp_path: Path, text: str) -> None:
    answer = dossier("deadlines", "compute", questions(tmp_path, text))
    assert (answer.code, answer.out) == (REFUSED, "")
    assert answer.err.startswith("This ")


def test_a_file_that_is_missing_a_folder_or_not_text_is_refused(
    dossier: Run, tmp_path: Path
) -> None:
    (tmp_path / "latin.json").write_bytes(b'{"id": "\xe9"}')
    for name in ("absent.json", "latin.json", ""):
        answer = dossier("deadlines", "compute", str(tmp_path / name))
        assert (answer.code, answer.out) == (REFUSED, "")
        assert "cannot be read" in answer.err


def test_questions_may_come_from_standard_input(
    dossier: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = Path(questions(tmp_path, json.dumps(QUESTION)))
    with file.open(encoding="utf-8") as typed:
        monkeypatch.setattr("sys.stdin", typed)
        answer = dossier("deadlines", "compute", "-")
    assert answer.json[0]["due"] == "2026-11-16"
