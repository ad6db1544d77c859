"""`dossier calendar export` and `import` on a real vault."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app import bootstrap
from app.cli.main import run
from app.services.cases import CaseByNumber, OpenCase
from app.services.deadlines import AddDeadline, CaseDates
from app.services.hearings import RemoveHearing, SetHearing
from tests.conftest import LOGIN, PASSPHRASE, ZONE
from tests.services.test_settling_moves import open_days

SOON = datetime.now(ZoneInfo(ZONE)).date() + timedelta(days=60)
FEED = """BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
UID:1@court.example\r
DTSTART:{day}T093000\r
SUMMARY:Arraignment 2026-00417\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@court.example\r
DTSTART:{day}T140000\r
SUMMARY:Sentencing\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3@court.example\r
DTSTART:{day}T140000\r
DTEND:20200101T000000\r
SUMMARY:Backwards \x1b[2J\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def words(vault_folder: Path, tmp_path: Path) -> Sequence[str]:
    """What every command line ends in."""
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    office.do(SetHearing(case=case.id, kind="PH", on=SOON, clock=time(8)))
    office.close()
    named = ("--vault", str(vault_folder), "--login", LOGIN)
    return (*named, "--passphrase-file", str(secret))


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.ics"
    path.write_text(FEED.format(day=f"{SOON:%Y%m%d}"), "utf-8", newline="")
    return path


def hearings(vault_folder: Path) -> list[str]:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    try:
        case = office.ask(CaseByNumber("2026-00417")).id
        return [line.hearing.kind for line in office.ask(CaseDates(case)).hearings]
    finally:
        office.close()


def answered(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_offices_days_are_written(
    words: Sequence[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "days.ics"
    line = ("calendar", "export", "--case", "2026-00417", "-o", str(out), *words)
    assert run((*line, "--json")) == 0
    done = answered(capsys)
    assert (done["hearings"], done["days"], done["path"]) == (1, 0, str(out))
    assert b"State v. Roe" in out.read_bytes()
    assert run(line) == 1
    assert "There is a file days.ics already." in capsys.readouterr().err
    assert run((*line, "--overwrite", "--no-names")) == 0
    assert b"Roe" not in out.read_bytes()
    assert "Hearings: 1" in capsys.readouterr().out


def test_without_a_file_the_days_go_to_stdout(
    words: Sequence[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(("calendar", "export", "--person", LOGIN, *words)) == 0
    content = capsysbinary.readouterr().out
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--case", "2026-9"), "2026-9"),
        (("--person", "nobody"), "nobody"),
        (("--from", "2027-02-01", "--to", "2027-01-01"), "The last day lies before the first."),
    ],
)
def test_what_is_not_there_is_said(
    words: Sequence[str],
    capsys: pytest.CaptureFixture[str],
    asked: tuple[str, ...],
    said: str,
) -> None:
    assert run(("calendar", "export", *asked, *words)) == 1
    assert said in capsys.readouterr().err


def test_a_feed_is_shown_and_written_only_with_apply(
    words: Sequence[str], vault_folder: Path, feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ("calendar", "import", str(feed), "--feed", "Dept 4", *words)
    assert run(line) == 0
    shown = capsys.readouterr().out
    assert "1 new, 1 no case, 1 left out" in shown
    assert "Use --apply" in shown
    assert "The event ends before it begins" in shown
    assert "\x1b" not in shown
    assert hearings(vault_folder) == ["PH"]
    assert run((*line, "--apply", "--json")) == 0
    done = answered(capsys)
    assert (done["applied"], done["ticked"], done["new"]) == (True, 1, 1)
    assert done["rows"][0]["case"] == "2026-00417"
    assert hearings(vault_folder) == ["PH", "ARR"]
    assert run((*line, "--apply")) == 0
    assert "Nothing was taken in." in capsys.readouterr().out
    assert hearings(vault_folder) == ["PH", "ARR"]


def test_a_case_is_named_by_hand(
    words: Sequence[str], vault_folder: Path, feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ("calendar", "import", str(feed), "--case", "2", "2026-00417", "--room", "Dept 9")
    assert run((*line, "--apply", *words)) == 0
    assert "2 taken in." in capsys.readouterr().out
    assert hearings(vault_folder) == ["PH", "ARR", "SENT"]
    wrong = ("calendar", "import", str(feed), "--case", "77", "2026-00417", *words)
    assert run(wrong) == 2
    assert "The file has no event 77." in capsys.readouterr().err


def test_a_file_that_is_none_is_refused_with_its_place(
    words: Sequence[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_bytes(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n")
    assert run(("calendar", "import", str(bad), "--apply", *words)) == 1
    assert "bad.ics, line 2: the VEVENT that begins here never ends." in capsys.readouterr().err


def test_what_a_feed_moves_is_told_with_what_hangs_on_it(
    words: Sequence[str], vault_folder: Path, feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    importing = ("calendar", "import", str(feed), "--feed", "Dept 4", *words)
    assert run((*importing, "--apply")) == 0
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.ask(CaseByNumber("2026-00417")).id
    office.do(AddDeadline(case=case, title="Witness list", due_on=SOON - timedelta(days=3)))
    office.close()
    later = SOON + timedelta(days=7)
    moved = FEED.format(day=f"{later:%Y%m%d}").replace("SUMMARY:Arr", "SEQUENCE:1\r\nSUMMARY:Arr")
    feed.write_text(moved, "utf-8", newline="")
    capsys.readouterr()
    assert run(importing) == 0
    told = capsys.readouterr().out
    assert "Moved" in told
    assert "Hangs on it" in told
    assert run((*importing, "--apply", "--json")) == 0
    (hanging,) = answered(capsys)["hanging"]
    assert (hanging["case"], hanging["hangs"]) == (
        "2026-00417",
        2,
    )  # the hearing of that day as well
    # It stays on the list until somebody has gone through it.
    assert run(("hearings", "moved", *words, "--json")) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["was"], line["stands"], line["hangs"]) == (f"{SOON} 09:30", f"{later} 09:30", 2)
    follow = ("hearings", "follow", line["id"], *words)
    assert run((*follow, "--preview", "--json")) == 0
    assert "Witness list" in capsys.readouterr().out
    # A correction keeps no reason: one that is named would be lost without a word.
    assert run((*follow, "--as", "correction", "--code", "LAB")) == 2
    assert "--as continuance" in capsys.readouterr().err
    assert run((*follow, "--apply", "all")) == 0
    told = capsys.readouterr().out
    assert "deadlines: 1" in told
    assert run(("hearings", "moved", *words)) == 0
    assert "Every moved hearing was seen to." in capsys.readouterr().out
    assert run(follow) == 2
    assert "was seen to" in capsys.readouterr().err


def _taken_in(feed: Path, words: Sequence[str], text: str) -> None:
    feed.write_text(text, "utf-8", newline="")
    assert run(("calendar", "import", str(feed), "--feed", "Dept 4", "--apply", *words)) == 0


def _open_day(vault_folder: Path) -> date:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    day = open_days(office, 130)
    office.close()
    return day


def _revised(day: date, seq: int, more: str = "") -> str:
    said = f"SEQUENCE:{seq}\r\n{more}SUMMARY:Arr"
    return FEED.format(day=f"{day:%Y%m%d}").replace("SUMMARY:Arr", said)


def test_plain_moves_are_gone_through_at_once(
    words: Sequence[str],
    vault_folder: Path,
    feed: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    day = _open_day(vault_folder)
    _taken_in(feed, words, _revised(day, 0))
    _taken_in(feed, words, _revised(day + timedelta(days=7), 1))
    capsys.readouterr()
    assert run(("hearings", "moved", "--all", *words, "--json")) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["is_plain"], line["doubts"]) == (True, "")
    plain = ("hearings", "follow", "--all-plain", *words)
    for wrong in (
        ("hearings", "follow", *words),
        ("hearings", "follow", line["id"], "--all-plain", *words),
        (*plain, "--code", "LAB"),
        (*plain, "--apply", "none"),
    ):
        assert run(wrong) == 2
        assert "--all-plain" in capsys.readouterr().err
    assert run((*plain, "--preview")) == 0
    assert "2026-00417" in capsys.readouterr().out
    assert hearings(vault_folder) == ["PH", "ARR"]
    paper = tmp_path / "moves.pdf"
    assert run((*plain, "--to-do", str(paper), "--json")) == 0
    assert answered(capsys) == {"followed": 1, "continued": 1, "left": 0}
    assert paper.read_bytes().startswith(b"%PDF")
    assert hearings(vault_folder) == ["PH", "ARR", "ARR"]
    assert run(plain) == 0
    assert "0 gone through." in capsys.readouterr().out
    assert run((*plain, "--to-do", str(paper))) == 1
    assert "moves.pdf" in capsys.readouterr().err


def test_what_the_feed_takes_off_is_listed_and_called_off(
    words: Sequence[str], vault_folder: Path, feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = _open_day(vault_folder)
    _taken_in(feed, words, _revised(day, 0))
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.ask(CaseByNumber("2026-00417")).id
    office.do(AddDeadline(case=case, title="Witness list", due_on=day - timedelta(days=3)))
    office.close()
    _taken_in(feed, words, _revised(day, 1, "STATUS:CANCELLED\r\n"))
    told = capsys.readouterr().out
    assert "Hangs on it" in told
    assert "hearings follow ID" in told
    assert run(("hearings", "moved", *words, "--json")) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["stands"], line["hangs"], line["is_plain"]) == ("taken off", 1, False)
    assert line["doubts"] == "a date entered by hand"
    follow = ("hearings", "follow", line["id"], *words)
    assert run((*follow, "--as", "correction")) == 2
    assert "took it off" in capsys.readouterr().err
    assert run((*follow, "--preview")) == 0
    assert "Entered by hand, 3 days before" in capsys.readouterr().out
    assert run((*follow, "--apply", "all", "--json")) == 0
    done = answered(capsys)
    assert (done["id"], done["deadlines_called_off"]) == (line["id"], 1)
    assert run(("hearings", "moved", *words)) == 0
    assert "Every moved hearing was seen to." in capsys.readouterr().out


def test_a_calendar_written_over_says_what_was_taken_back(
    words: Sequence[str], vault_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ("calendar", "export", "-o", str(tmp_path / "o.ics"), "--overwrite", *words, "--json")
    assert run(line) == 0
    assert answered(capsys)["taken_back"] == 0
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.ask(CaseByNumber("2026-00417")).id
    office.do(RemoveHearing(hearing=office.ask(CaseDates(case)).hearings[0].hearing))
    office.close()
    assert run(line) == 0
    assert answered(capsys)["taken_back"] == 1
