"""The audit log: signed, anchored, compared with the records, looked through and summed up."""

import shutil
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from time_machine import travel

from app import bootstrap
from app.domain.audit import CHECKPOINT_EVERY, Outcome
from app.domain.audit_report import AnchorPlace, AnchorState, Mismatch
from app.domain.audit_view import ActGroup, AuditFilter, group_of
from app.domain.errors import Missing, NotPermitted, Refused
from app.domain.ids import new_id
from app.domain.profiles import Profile
from app.domain.users import Actor, OfficeRole, UserId
from app.i18n.audit_words import chain_faults, clock_notes, deep_faults
from app.services.audit import AcceptLog, CheckOnEntry, VerifyAudit, VerifyRecords, VerifyVault
from app.services.audit_papers import FindPaper
from app.services.audit_view import AuditPage, WeekOfAudit
from app.services.cases import AmendCase, OpenCase
from app.services.documents import PrintCaseSummary
from app.services.machine_clock import WhatTheLogKnows
from app.services.notes import AddNote
from app.services.office import Office
from app.services.presence import EnterOffice, LeaveOffice
from app.storage.engine import raw_connection
from tests.conftest import LOGIN, PASSPHRASE


def _again(office: Office, folder: Path) -> Office:
    office.close()
    return bootstrap.unlock(folder, LOGIN, PASSPHRASE)


def _raw(office: Office, *statements: str) -> None:
    """Change the database as somebody with the key and a tool could."""
    connection = raw_connection(office._database._path, office._database._key)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_the_log_is_signed_on_coming_going_and_every_hundred_entries(office: Office) -> None:
    before = office.ask(VerifyAudit()).checkpoints
    office.do(EnterOffice())
    case = office.do(OpenCase(title="State v. Roe")).value.id
    for number in range(CHECKPOINT_EVERY):
        office.do(AddNote(case=case, text=f"Note {number}"))
    office.do(LeaveOffice())
    report = office.ask(VerifyAudit())
    assert report.is_whole
    assert report.checkpoints == before + 3
    assert report.signed_to == report.last_seq


def test_what_an_entry_says_of_a_content_cannot_be_guessed(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
        stored = reading.connection.exec_driver_sql(
            "SELECT digest FROM cases WHERE id = ?", (case.id.bytes,)
        ).scalar_one()
    (subject,) = (each for each in entry.subjects if each.kind == "cases")
    assert subject.digest
    assert subject.digest != stored.hex()


def test_a_record_put_back_as_it_was_is_named(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    _raw(office, "CREATE TABLE yesterday AS SELECT * FROM cases")
    office.do(AmendCase(case=replace(case, title="State v. Doe")))
    assert office.ask(VerifyRecords()).is_whole
    _raw(office, "DELETE FROM case_heads", "UPDATE cases SET title = y.title, digest = y.digest,"
         " version = y.version FROM yesterday y")  # fmt: skip
    report = office.ask(VerifyRecords())
    (found,) = report.wrong
    assert (found.kind, found.id, found.what) == ("cases", case.id, Mismatch.CHANGED)
    assert str(case.id) in deep_faults(report)[0]


def test_a_record_that_vanished_or_was_slipped_in_is_named(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    office.do(AddNote(case=case.id, text="First"))
    _raw(office, "DROP TRIGGER notes_no_delete", "DELETE FROM notes")
    assert [each.what for each in office.ask(VerifyRecords()).wrong] == [Mismatch.LOST]
    _raw(
        office,
        "CREATE TABLE more AS SELECT * FROM cases",
        f"UPDATE more SET number = '2020-1', id = x'{new_id().hex}'",  # noqa: S608  an identity
        "INSERT INTO cases SELECT * FROM more",
    )
    kinds = sorted(each.what for each in office.ask(VerifyRecords()).wrong)
    assert kinds == [Mismatch.LOST, Mismatch.UNKNOWN]


@pytest.mark.parametrize(
    ("column", "forged"),
    [
        ("at", "'no moment'"),
        ("at", "''"),
        ("at", "'2026-01-01T00:00:00'"),
        ("at", "x'ff'"),
        ("user", "x'616263'"),
        ("boot", "x'fffe'"),
        ("outcome", "'else'"),
        ("subjects", "'junk'"),
        ("facts", "'x'"),
        ("subject_count", "'x'"),
        ("subject_count", str(2**62)),
    ],
)
@pytest.mark.parametrize("is_last", [False, True])
def test_an_entry_that_cannot_be_read_is_named_and_keeps_nobody_outside(
    office: Office, vault_folder: Path, column: str, forged: str, *, is_last: bool
) -> None:
    for _number in range(3):
        office.do(OpenCase(title="State v. Roe"))
    with office._database.reading(office.actor) as reading:
        newest = reading.audit.head()[0]
    seq = newest if is_last else newest - 1
    _raw(
        office,
        "DROP TRIGGER audit_entries_no_update",
        f"UPDATE audit_entries SET {column} = {forged} WHERE seq = {seq}",  # noqa: S608  ours
    )
    again = _again(office, vault_folder)
    again.do(EnterOffice())
    assert again.ask(WhatTheLogKnows()) is not None
    assert again.ask(CheckOnEntry()).chain.broken == (seq,)
    found = again.ask(VerifyVault())
    assert found.chain.broken == (seq,)
    assert not found.is_whole
    again.close()


def test_an_entry_slipped_in_before_the_first_is_named(office: Office) -> None:
    _raw(
        office,
        "CREATE TABLE slipped AS SELECT * FROM audit_entries WHERE seq = 1",
        "UPDATE slipped SET seq = -1",
        "INSERT INTO audit_entries SELECT * FROM slipped",
    )
    assert -1 in office.ask(VerifyAudit()).broken


def test_a_lost_tail_is_told_until_somebody_accepts_it(office: Office, vault_folder: Path) -> None:
    office.do(OpenCase(title="State v. Roe"))
    office.do(OpenCase(title="State v. Doe"))
    last = office.ask(VerifyAudit()).last_seq
    _raw(office, "DROP TRIGGER audit_entries_no_delete",
         f"DELETE FROM audit_entries WHERE seq = {last}")  # fmt: skip  # noqa: S608  a number
    office = _again(office, vault_folder)
    report = office.ask(VerifyAudit())
    assert {each.state for each in report.anchors} == {AnchorState.BEHIND}
    assert f"entry {last}" in chain_faults(report)[0]
    # Work goes on, and the next day it is still told.
    for _ in range(3):
        office.do(OpenCase(title="State v. Poe"))
    office = _again(office, vault_folder)
    assert not office.ask(CheckOnEntry()).chain.is_whole
    with pytest.raises(Refused, match="accept_reason"):
        office.do(AcceptLog(reason="because"))
    office.do(AcceptLog(reason="crash"))
    assert office.ask(VerifyAudit()).is_whole
    office = _again(office, vault_folder)
    assert office.ask(VerifyAudit()).is_whole
    with pytest.raises(Refused, match="nothing_to_accept"):
        office.do(AcceptLog(reason="crash"))
    office.close()


def test_a_vault_put_back_whole_is_told_by_this_computer(
    office: Office, vault_folder: Path, tmp_path: Path
) -> None:
    office.do(OpenCase(title="State v. Roe"))
    office.close()
    copy = shutil.copytree(vault_folder, tmp_path / "copy")
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    office.do(OpenCase(title="State v. Doe"))
    office.close()
    shutil.rmtree(vault_folder)
    shutil.copytree(copy, vault_folder)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    states = {each.place: each.state for each in office.ask(VerifyAudit()).anchors}
    assert states[AnchorPlace.VAULT] is AnchorState.WHOLE
    assert states[AnchorPlace.MACHINE] is AnchorState.BEHIND
    office.close()


@pytest.mark.parametrize(
    ("content", "state"), [(None, AnchorState.MISSING), (b"\1" * 256, AnchorState.FORGED)]
)
def test_an_anchor_that_is_gone_or_forged_is_told(
    office: Office, vault_folder: Path, content: bytes | None, state: AnchorState
) -> None:
    office.do(OpenCase(title="State v. Roe"))
    office.close()
    anchor = vault_folder / "vault.anchor"
    anchor.unlink()
    if content is not None:
        anchor.write_bytes(content)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    report = office.ask(VerifyAudit())
    assert state in {each.state for each in report.anchors}
    assert chain_faults(report)
    office.close()


def test_an_older_key_file_put_back_is_told(office: Office, vault_folder: Path) -> None:
    header = (vault_folder / "vault.hdr").read_bytes()
    office.do(OpenCase(title="State v. Roe"))
    office.close()
    bootstrap.change_passphrase(vault_folder, LOGIN, PASSPHRASE, f"{PASSPHRASE} again")
    (vault_folder / "vault.hdr").write_bytes(header)
    office = bootstrap.unlock(vault_folder, LOGIN, PASSPHRASE)
    states = {each.state for each in office.ask(VerifyAudit()).anchors}
    assert states == {AnchorState.OLD_HEADER}
    office.close()


def test_a_clock_set_back_is_noted_and_is_no_damage(office: Office) -> None:
    office.do(OpenCase(title="State v. Roe"))
    with office._database.reading(office.actor) as reading:
        yesterday = reading.now - timedelta(days=1)
    with travel(yesterday):
        office.do(OpenCase(title="State v. Doe"))
    report = office.ask(VerifyAudit())
    assert report.is_whole
    assert report.clock_set_back == (report.last_seq,)
    assert clock_notes(report)


def test_who_comes_when_the_clock_was_set_back_leaves_word_of_it(office: Office) -> None:
    with office._database.reading(office.actor) as reading:
        yesterday = reading.now - timedelta(days=1)
    with travel(yesterday):
        office.do(EnterOffice())
    office.do(EnterOffice())
    with office._database.reading(office.actor) as reading:
        second, first = reading.audit.newest(2)
    assert 86_390 <= int(dict(first.facts)["clock_set_back_s"]) <= 86_410
    assert second.facts == ()


def test_the_page_that_bears_a_code_is_found(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value.id
    paper = office.ask(PrintCaseSummary(case=case, profile=Profile.DEFENSE))
    with office._database.reading(office.actor) as reading:
        (entry,) = reading.audit.newest(1)
    assert dict(entry.facts)["profile"] == "defense"
    assert dict(entry.facts)["sha256"] == paper.sha256
    text = PdfReader(BytesIO(paper.pdf)).pages[0].extract_text()
    code = next(word for word in text.split() if word.count("-") == 4 and len(word) == 24)
    found = office.ask(FindPaper(code))
    assert found.printed_by == entry
    with pytest.raises(Missing):
        office.ask(FindPaper("A" * 20))
    with pytest.raises(Refused, match="no_code"):
        office.ask(FindPaper("what is this"))


def test_the_log_is_filtered(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    other = office.do(OpenCase(title="State v. Doe")).value
    office.do(AddNote(case=case.id, text="Secret words"))
    office.ask(PrintCaseSummary(case=case.id, profile=Profile.COURT))
    rows = office.ask(AuditPage()).rows
    assert [row.seq for row in rows] == list(range(rows[0].seq, 0, -1))
    assert "Secret" not in repr(rows)

    def asked(**wanted: object) -> list[str]:
        return [r.what for r in office.ask(AuditPage(wanted=AuditFilter(**wanted))).rows]  # type: ignore[arg-type]

    assert asked(case=case.id) == ["Printed case summary", "Added note", "Opened case"]
    assert asked(case=other.id) == ["Opened case"]
    assert asked(group=ActGroup.PRINTS) == ["Printed case summary"]
    assert asked(outcome=Outcome.READ) == ["Printed case summary"]
    assert asked(login=LOGIN) == [row.what for row in rows]
    with office._database.reading(office.actor) as reading:
        today = reading.today
    assert asked(since=today + timedelta(days=1)) == []
    assert asked(until=today - timedelta(days=1)) == []
    assert asked(since=today, until=today) == [row.what for row in rows]
    with pytest.raises(Missing):
        asked(login="nobody")


def test_pages_of_the_log_meet_without_gap_or_repetition(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value.id
    for number in range(25):
        office.do(AddNote(case=case, text=f"Note {number}"))
    seen, after = [], None
    while True:
        page = office.ask(AuditPage(after=after, size=7))
        seen += [row.seq for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == list(range(seen[0], 0, -1))


def test_a_week_is_summed_up_and_the_review_is_in_the_log(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value.id
    office.ask(PrintCaseSummary(case=case, profile=Profile.COURT))
    reader = Office(
        office._database,
        Actor(UserId(new_id()), "kim", "Kim", OfficeRole.READER),
        lambda: None,
    )
    with pytest.raises(NotPermitted):
        reader.do(OpenCase(title="State v. Doe"))
    week = office.ask(WeekOfAudit())
    assert dict(week.groups)[ActGroup.PRINTS] == 1
    assert week.entries == sum(person.done + person.read + person.denied for person in week.people)
    assert [line.outcome for line in week.to_look_at if line.what == "Opened case"] == [
        Outcome.DENIED
    ]
    assert office.ask(AuditPage()).rows[0].action == "WeekOfAudit"


@pytest.mark.parametrize(
    ("action", "group"),
    [
        ("PrintCaseSummary", ActGroup.PRINTS),
        ("RevealContactWay", ActGroup.REVEALS),
        ("SaveAttachment", ActGroup.EXPORTS),
        ("ExportAuditLog", ActGroup.EXPORTS),
        ("EnterOffice", ActGroup.ENTRIES),
        ("AddUser", ActGroup.USERS),
        ("SetWall", ActGroup.WALLS),
        ("AcceptLog", ActGroup.VAULT),
        ("OpenCase", ActGroup.OTHER),
    ],
)
def test_acts_are_grouped_by_their_names(action: str, group: ActGroup) -> None:
    assert group_of(action) is group
