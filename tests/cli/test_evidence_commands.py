"""`dossier evidence` on a real vault."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.evidence import evidence
from app.cli.session import Session
from app.domain.cases import Case
from app.domain.errors import Missing, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.services.cases import OpenCase
from app.services.evidence import LogEvidence
from tests.conftest import LOGIN, PASSPHRASE

OF_LAB = ("--set", "request=SL-1", "--set", "exams=Prints")


@pytest.fixture
def session(vault_folder: Path, tmp_path: Path) -> Session:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    return Session(vault=str(vault_folder), login=LOGIN, passphrase_file=str(secret))


@pytest.fixture
def case(vault_folder: Path) -> Case:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    office.close()
    return case


def run(session: Session, *words: str) -> Result:
    session.as_json = False
    return CliRunner().invoke(evidence, words, obj=session)


def answer(session: Session, *words: str) -> object:
    result = run(session, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_an_item_is_added_handed_over_and_shown(session: Session, case: Case) -> None:
    added = answer(
        session, "add", case.number, "--kind", "camera", "--description", "Canon <EOS>",
        "--collected-by", "Ofc. Dunn", "--collected-at", "2026-01-14 03:20", "--place", "B-12",
    )  # fmt: skip
    assert isinstance(added, dict)
    assert (added["tag"], added["state"]) == ("EV-0001", "room")
    moved = answer(
        session, "transfer", "ev-0001", "--to", "State laboratory", "--purpose", "Prints",
        "--action", "lab", "--due-back", "2099-01-01", "--seal-intact", *OF_LAB,
    )  # fmt: skip
    assert isinstance(moved, dict)
    assert [step["to"] for step in moved["chain"]] == ["A. Rivera", "State laboratory"]
    assert moved["chain_is_whole"] is True
    listed = answer(session, "list", case.number)
    assert isinstance(listed, list)
    assert (listed[0]["holder"], listed[0]["due_back_on"]) == ("State laboratory", "2099-01-01")
    shown = run(session, "show", "EV-0001")
    assert "Chain: whole, 2 steps" in shown.output
    assert "Canon <EOS>" in shown.output


def test_an_empty_log_says_so(session: Session, case: Case) -> None:
    assert run(session, "list", case.number).output == "No evidence is logged in this case.\n"
    assert answer(session, "list", case.number) == []


def test_a_moment_nobody_can_read_is_a_mistake_in_the_words(session: Session, case: Case) -> None:
    result = run(
        session, "add", case.number, "--kind", "tool", "--description", "x",
        "--collected-at", "yesterday",
    )  # fmt: skip
    assert result.exit_code == 2


def test_cash_without_a_second_person_is_refused(session: Session, case: Case) -> None:
    result = run(session, "add", case.number, "--kind", "cash", "--description", "USD 1,340")
    assert isinstance(result.exception, Refused)
    assert run(session, "list", case.number).output.startswith("No evidence")


def test_a_file_is_attached_and_saved_again_and_a_step_corrected(
    session: Session, case: Case, tmp_path: Path
) -> None:
    run(session, "add", case.number, "--kind", "video", "--description", "Store camera")
    source, target = tmp_path / "cam.mp4", tmp_path / "copy.mp4"
    source.write_bytes(b"frames")
    attached = answer(session, "attach", "EV-0001", str(source))
    assert isinstance(attached, dict)
    assert attached["files"][0]["name"] == "cam.mp4"
    assert run(session, "save", "EV-0001", "cam.mp4", str(target)).exit_code == 0
    assert target.read_bytes() == b"frames"
    missing = run(session, "save", "EV-0001", "other.mp4", str(tmp_path / "x"))
    assert isinstance(missing.exception, Missing)
    corrected = answer(session, "correct", "EV-0001", "--step", "1", "--reason", "Shelf B-13")
    assert isinstance(corrected, dict)
    assert corrected["chain"][-1]["corrects"] == 1
    assert "SHA-256" in run(session, "show", "EV-0001").output


def test_what_is_out_past_its_day_is_listed(
    session: Session, case: Case, vault_folder: Path
) -> None:
    assert run(session, "overdue").output == "Nothing is overdue.\n"
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    received = datetime(2026, 1, 14, 12, tzinfo=UTC)
    for _ in range(2):
        entry = EvidenceEntry(kind="camera", description="Canon EOS", received_at=received)
        office.do(LogEvidence(case=case.id, entry=entry))
    office.close()
    for tag, due in (("EV-0001", "2026-02-01"), ("EV-0002", "2099-01-01")):
        answer(
            session, "transfer", tag, "--to", "State laboratory", "--purpose", "Prints",
            "--action", "lab", "--at", "2026-01-20 10:00", "--due-back", due, *OF_LAB,
        )  # fmt: skip
    listed = answer(session, "overdue")
    assert isinstance(listed, list)
    assert [(line["tag"], line["due_back_on"]) for line in listed] == [("EV-0001", "2026-02-01")]


def test_a_time_is_meant_by_the_courthouse_clock(session: Session, case: Case) -> None:
    words = ("add", case.number, "--kind", "tool", "--description", "Bar", "--collected-at")
    by_clock, with_zone = (
        answer(session, *words, typed) for typed in ("2026-01-14 03:20", "2026-01-14T03:20+00:00")
    )
    assert isinstance(by_clock, dict)
    assert isinstance(with_zone, dict)
    assert by_clock["collected_at"] == "2026-01-14T11:20:00+00:00"
    assert with_zone["collected_at"] == "2026-01-14T03:20:00+00:00"
    assert "Wed 14 Jan 2026 03:20" in run(session, "show", "EV-0001").output


def test_many_items_leave_come_back_and_are_signed_for(
    session: Session, case: Case, tmp_path: Path
) -> None:
    for _ in range(2):
        run(session, "add", case.number, "--kind", "tool", "--description", "Bar", "--place", "A")
    both = ("EV-0001", "ev-0002")
    away = ("--to", "Clerk", "--purpose", "Trial", "--due-back", "2099-01-01")
    out = answer(session, "check-out", *both, *away)
    assert isinstance(out, list)
    assert [step["tag"] for step in out] == ["EV-0001", "EV-0002"]
    assert {step["to"] for step in out} == {"Clerk"}
    assert isinstance(run(session, "check-in", "EV-0001", "EV-0001").exception, Refused)
    first, second = (("sign", tag, "--step", "2", "--part") for tag in both)
    run(session, *first, "giver")
    run(session, *first, "receiver", "--unable", "Arm in a cast")
    drawn = tmp_path / "strokes.json"
    drawn.write_text("[[[0,0],[900,400]]]")
    assert "drawn" in run(session, *second, "receiver", "--drawn", str(drawn)).output
    unread = run(session, *second, "giver", "--drawn", str(tmp_path / "none.json"))
    assert isinstance(unread.exception, Refused)
    found = answer(session, "lint", case.number)
    assert isinstance(found, list)
    faults = {item["tag"]: [each["fault"] for each in item["findings"]] for item in found}
    assert faults == {"EV-0001": ["unable"], "EV-0002": ["unsigned"]}
    assert answer(session, "lint") == found
    assert "Arm in a cast" in run(session, "lint", "--item", "EV-0001").output
    assert run(session, "check-in", *both, "--place", "B").output.count("IN") == len(both)


def test_an_item_is_held_weighed_and_released(session: Session, case: Case) -> None:
    run(session, "add", case.number, "--kind", "narcotics", "--description", "Bag",
        "--second-person", "M. Sato", "--place", "A")  # fmt: skip
    order = ("--order", "26-7", "--authority", "Court", "--purpose", "Appeal")
    held = run(session, "hold", "EV-0001", *order)
    assert "HLD" in held.output
    weigh = ("weigh", "EV-0001", "--scale", "2", "--second-person", "M. Sato", "--net")
    assert "differs" not in run(session, *weigh, "40").output
    assert "40 g before, 30 g then" in run(session, *weigh, "30").output
    assert isinstance(run(session, *weigh, "-3").exception, Refused)
    assert "HLR" in run(session, "release-hold", "EV-0001", *order).output
    assert isinstance(run(session, "release-hold", "EV-0001", *order).exception, Refused)
    assert "Weight differs, steps 3 and 4" in run(session, "lint").output


def test_a_field_is_corrected_and_an_answer_must_be_one(session: Session, case: Case) -> None:
    run(session, "add", case.number, "--kind", "tool", "--description", "Bar", "--place", "A")
    wrong = run(session, "transfer", "EV-0001", "--to", "Lab", "--purpose", "x", "--action", "lab",
                "--set", "request")  # fmt: skip
    assert isinstance(wrong.exception, Refused)
    corrected = answer(session, "correct", "EV-0001", "--step", "1", "--reason", "Typo",
                       "--field", "holder", "--new", "M. Chen")  # fmt: skip
    assert isinstance(corrected, dict)
    assert corrected["holder"] == "M. Chen"


def test_an_office_without_a_finding_says_so(session: Session) -> None:
    assert run(session, "lint").output == "No chain has a finding.\n"
    assert answer(session, "lint") == []


@pytest.mark.parametrize("typed", ["2026-01-14", "14 Jan", "2026-13-01 10:00"])
def test_a_day_alone_is_no_moment(session: Session, case: Case, typed: str) -> None:
    add = ("add", case.number, "--kind", "tool", "--description", "x", "--collected-at", typed)
    result = run(session, *add)
    assert result.exit_code == 2
    assert "2026-11-23T13:00" in result.output
