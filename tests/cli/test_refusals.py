"""A refusal in the terminal names the option, argument or fact it speaks of."""

from pathlib import Path

import pytest

from app import bootstrap
from app.cli.main import run
from app.cli.session import subject_of
from app.domain.errors import CannotUnlock, Missing, Refused
from app.services.cases import OpenCase
from tests.conftest import LOGIN, PASSPHRASE

NUMBER = "2026-00417"
ORDER = ("--source", "Order 26-3")
NEEDED = "This field is needed.\n"


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> list[str]:
    """The words that name an office with one case."""
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    office.do(OpenCase(title="State v. Roe", number=NUMBER))
    office.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return ["--vault", str(vault_folder), "--login", LOGIN, "--passphrase-file", str(secret)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("holidays", "add", "US-FED", "2026-10-13", " ", *ORDER), f"NAME: {NEEDED}"),
        (
            ("holidays", "add", "US-FED", "2026-10-13", "X", "--source", ""),
            f"--source: {NEEDED}",
        ),
        (("holidays", "add", "US-FED", "2041-10-13", "X", *ORDER), "DAY: The holidays of US-FED"),
        (("holidays", "make", ""), f"TITLE: {NEEDED}"),
        (("holidays", "choose", "US-TX"), "CALENDAR: No such holiday calendar."),
        (("holidays", "import", "missing.csv"), "FILE: missing.csv is not"),
        (("courtrooms", "add", "District", " "), f"ROOM: {NEEDED}"),
        (("hearings", "set", NUMBER, "NOPE", "2026-12-01T09:00"), "KIND: Choose the kind"),
        (("hearings", "set", NUMBER, "ARR", "1066-12-01T09:00"), "WHEN: The year 1066"),
        (("clock", "start", NUMBER, "NOPE"), "LAW: Choose the law"),
        (("clock", "start", NUMBER, "US-STA-70"), "clock_start: Clock starts on"),
        (
            ("clock", "exclude", NUMBER, "H1D", "2026-10-09", "2026-10-01"),
            "TO: The last day lies before the first",
        ),
        (("calendar", "list", "--from", "2026-05-02", "--to", "2026-05-01"), "--to: Choose days"),
        (("calendar", "import", "missing.ics"), "FILE: missing.ics cannot be opened"),
        (
            (
                *("deadlines", "control", "--from", "2026-05-01", "--to", "2026-05-02"),
                *("--profile", "court", "--out", "never-written.pdf"),
            ),
            "NUMBER: ",
        ),
        (("rules", "show", "NOTHING"), "No rule pack in use here is called NOTHING."),
    ],
)
def test_a_refusal_says_of_which_word_it_speaks(
    session: list[str], capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert run([*words, *session]) == 1
    assert capsys.readouterr().err.startswith(told)


def test_what_is_nobodys_typing_names_no_word() -> None:
    assert subject_of(Missing("record.missing")) == ""
    assert subject_of(CannotUnlock("passphrase.wrong", field="passphrase")) == ""
    assert subject_of(Refused("text.required", field="note")) == "note"
