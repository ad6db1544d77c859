"""`dossier evidence` on a real vault."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from app import bootstrap
from app.cli.evidence import evidence
from app.cli.session import Session
from app.domain.cases import Case
from app.domain.errors import Missing, Refused
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId, Role
from app.services.cases import OpenCase
from app.services.charges import AddCharge
from app.services.evidence import LogEvidence
from app.services.persons import AddParty
from tests.cli.test_daily_work import local_today
from tests.conftest import LOGIN, PASSPHRASE, ZONE

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


GUN = (
    *("--kind", "firearm", "--description", "Pistol", "--second-person", "M. Sato"),
    *("--make", "Ardent", "--model", "A9", "--serial", "X-1", "--value", "$450"),
    *("--basis", "WARRANT", "--hazard", "LOADED", "--hazard", "BIO", "--biological"),
    *("--set", "caliber=9 mm Luger", "--set", "made_safe_at=2026-01-14 03:20"),
)


def test_an_item_is_added_with_what_its_kind_asks_for(session: Session, case: Case) -> None:
    added = answer(session, "add", case.number, *GUN)
    assert isinstance(added, dict)
    assert added["particulars"] == {"caliber": "9 mm Luger", "made_safe_at": "2026-01-14 03:20"}
    assert (added["number_in_case"], added["hazards"], added["value_cents"]) == (
        *(1, ["LOADED", "BIO"]),
        45_000,
    )
    assert added["wanting"] == ["firearm_type", "serial_state", "made_safe_by", "rounds_removed"]
    shown = run(session, "show", "EV-0001").output
    for words in (
        "Legal basis: Search warrant",
        "Hazards: Loaded or not made safe, Biohazard",
        "Caliber or gauge: 9 mm Luger",
        "Made safe at: Wed 14 Jan 2026 03:20",
        "Value: $450.00",
        "Still to be recorded: Type of firearm, Serial number is,",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "caliber"), "NAME=ANSWER"),
        (("--set", "imei=1"), "not_asked"),
        (("--set", "rounds_removed=-1"), "below_zero"),
        (("--value", "much"), "money.unreadable"),
        (("--basis", "LUCK"), "code.unknown"),
        (("--inside", "EV-0999"), "no_such_container"),
        (("--relation", "sister"), "--relation"),
    ],
)
def test_an_option_nobody_can_mean_writes_nothing(
    session: Session, case: Case, words: tuple[str, str], code: str
) -> None:
    result = run(session, "add", case.number, *GUN, *words)
    assert result.exit_code != 0
    said = f"{result.output} {getattr(result.exception, 'code', '')}"
    assert code in said
    assert answer(session, "list", case.number) == []


def test_kinds_and_their_questions_are_listed_without_a_vault() -> None:
    nowhere = Session(vault="/nowhere", login="", passphrase_file="")
    listed = CliRunner().invoke(evidence, ("kinds",), obj=nowhere)
    assert "narcotics" in listed.output
    asked = CliRunner().invoke(evidence, ("kinds", "cash", "--json"), obj=nowhere)
    names = {each["name"]: each["required"] for each in json.loads(asked.output)}
    assert names["denominations"] is True
    assert names["deposit_order"] is False
    nothing = CliRunner().invoke(evidence, ("kinds", "moonstone"), obj=nowhere)
    assert nothing.exit_code == 2


def test_a_correction_keeps_the_rest_and_tells_what_was(session: Session, case: Case) -> None:
    run(session, "add", case.number, *GUN)
    run(session, "add", case.number, "--kind", "container", "--description", "Box")
    changed = answer(
        session, "amend", "EV-0001", "--reason", "Read again", "--informed", "L. Moss",
        "--serial", "X-7", "--set", "caliber=", "--set", "finish=Black", "--inside", "ev-0002",
    )  # fmt: skip
    assert isinstance(changed, dict)
    assert changed["particulars"] == {"made_safe_at": "2026-01-14 03:20", "finish": "Black"}
    assert (changed["make"], changed["serial"], changed["parent"]) == ("Ardent", "X-7", "EV-0002")
    fields = {each["field"]: (each["old"], each["new"]) for each in changed["corrections"]}
    assert fields["serial"] == ("X-1", "X-7")
    assert fields["parent"] == ("", "EV-0002")
    shown = run(session, "show", "EV-0002").output
    assert "Holds: EV-0001 Pistol" in shown
    assert "L. Moss was told" in run(session, "show", "EV-0001").output


def test_what_is_sealed_is_printed_on_request_only(session: Session, case: Case) -> None:
    phone = ("--kind", "phone", "--description", "Phone", "--set", "passcode=N-0042")
    added = run(session, "add", case.number, *phone)
    assert "N-0042" not in added.output
    assert "N-0042" not in json.dumps(answer(session, "show", "EV-0001"))
    assert run(session, "reveal", "EV-0001", "passcode").output == "N-0042\n"
    assert isinstance(run(session, "reveal", "EV-0001", "imei").exception, Missing)


def test_an_item_is_divided_and_put_together(session: Session, case: Case) -> None:
    powder = ("--description", "Powder", "--quantity", "12", "--unit", "g", "--place", "D-3")
    run(session, "add", case.number, "--kind", "other", *powder)
    whole = answer(
        session, "split", "EV-0001", "--part", "2 g", "--part", "1 g", "--purpose", "Laboratory",
        "--left", "9",
    )  # fmt: skip
    assert isinstance(whole, dict)
    assert whole["quantity"] == "9"
    assert whole["children"] == [
        {"tag": "EV-0002", "relation": "part"},
        {"tag": "EV-0003", "relation": "part"},
    ]
    run(session, "add", case.number, "--kind", "container", "--description", "Box")
    box = answer(session, "combine", "EV-0004", "EV-0002", "EV-0003", "--purpose", "One package")
    assert isinstance(box, dict)
    assert [each["tag"] for each in box["children"]] == ["EV-0002", "EV-0003"]
    assert isinstance(
        run(session, "combine", "EV-0004", "EV-0002", "--purpose", "Again").exception, Refused
    )


def test_a_count_is_named_for_an_item(session: Session, case: Case, vault_folder: Path) -> None:
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    for name in ("Roe", "Poe"):
        person = Person(id=PersonId(new_id()), family=name, given="Ana")
        party = office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=person)).value
        count = AddCharge(
            case=case.id, defendant=party.id, statute="PC 459", description="Burglary"
        )
        office.do(count)
    office.close()
    run(session, "add", case.number, "--kind", "tool", "--description", "Pry bar")
    assert run(session, "prove", "EV-0001", "--count", "1").exit_code == 2
    assert isinstance(run(session, "prove", "EV-0001", "--count", "9").exception, Missing)
    proven = answer(session, "prove", "EV-0001", "--count", "1", "--defendant", "poe")
    assert isinstance(proven, dict)
    assert proven["proves"] == [{"count": 1, "statute": "PC 459", "element": ""}]
    assert "Proves: count 1, PC 459 Burglary, Poe, Ana" in run(session, "show", "EV-0001").output


def test_the_past_is_typed_too_and_a_correction_of_a_day_is_read(
    session: Session, case: Case
) -> None:
    def on(text: str) -> date:
        return datetime.fromisoformat(text).astimezone(ZoneInfo(ZONE)).date()

    words = ("--kind", "photo", "--description", "Scene", "--place", "A")
    told = run(session, "add", case.number, *words, "--collected-at", "2d 03:20", "--set",
               "taken_at=yesterday 4pm")  # fmt: skip
    assert told.exit_code == 0, told.output
    shown = answer(session, "show", "EV-0001")
    assert isinstance(shown, dict)
    today = local_today()
    assert on(shown["collected_at"]) == today - timedelta(days=2)
    assert shown["particulars"]["taken_at"] == f"{today - timedelta(days=1)} 16:00"
    fixed = run(session, "correct", "EV-0001", "--step", "1", "--reason", "Typo", "--field", "at",
                "--new", "1w 09:30")  # fmt: skip
    assert fixed.exit_code == 0, fixed.output
    assert f"1w 09:30: {today - timedelta(days=7)}" in fixed.stderr
