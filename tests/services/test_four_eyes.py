"""Dates that a second person looks at, and files that show a deadline was met."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.deadlines import Deadline
from app.domain.errors import Missing, Refused, Stale
from app.domain.free_counts import RuleCount
from app.domain.severity import Severity
from app.domain.users import UserId
from app.services.attachments import AttachFile
from app.services.cases import OpenCase
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AmendDeadline,
    CheckDeadline,
    CompleteDeadline,
    DatesToCheck,
    DeadlineOf,
    HowChecksStand,
    OverrideDeadline,
    ReopenDeadline,
)
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.office import Office
from app.services.settings import ChangeSettings, TheSettings

COUNT = RuleCount(trigger_on=date(2027, 3, 1), n=14)


@pytest.fixture
def roe(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def other(office: Office) -> Office:
    """The same office with a colleague at the keyboard."""
    moss = Colleague(login="l.moss", name="L. Moss", role="paralegal", title="Paralegal")
    user = office.do(AddColleague(moss)).value
    actor = replace(office.actor, user=UserId(user.id), name=user.name)
    return Office(office._database, actor, lambda: None)


@pytest.fixture
def counted(office: Office, roe: Case) -> Deadline:
    command = AddComputedDeadline(case=roe.id, title="Reply", trigger="Served", count=COUNT)
    return office.do(command).value


def held(office: Office, deadline: Deadline) -> Deadline:
    return office.ask(DeadlineOf(deadline.id))


def test_nobody_looks_at_a_date_of_their_own(
    office: Office, other: Office, counted: Deadline
) -> None:
    with pytest.raises(Refused, match="own_date"):
        office.do(CheckDeadline(deadline=counted.id))
    done = other.do(CheckDeadline(deadline=counted.id, due_on=counted.due_on)).value.after
    assert done.checked_by == "L. Moss"
    assert done.checked_at is not None
    with pytest.raises(Refused, match="checked_already"):
        other.do(CheckDeadline(deadline=counted.id))


def test_whoever_moves_a_date_ends_the_check_and_does_not_make_the_next(
    office: Office, other: Office, counted: Deadline
) -> None:
    other.do(CheckDeadline(deadline=counted.id))
    moved = OverrideDeadline(deadline=counted.id, due_on=date(2027, 4, 1), reason="Stipulated")
    other.do(moved)
    assert held(office, counted).checked_at is None
    with pytest.raises(Refused, match="own_date"):
        other.do(CheckDeadline(deadline=counted.id))
    office.do(CheckDeadline(deadline=counted.id))
    assert held(office, counted).checked_by == "A. Rivera"


def test_a_check_of_a_day_that_moved_meanwhile_is_refused(
    office: Office, other: Office, counted: Deadline
) -> None:
    looked_at = counted.due_on
    office.do(OverrideDeadline(deadline=counted.id, due_on=date(2027, 4, 1), reason="Stipulated"))
    with pytest.raises(Refused, match="other_day"):
        other.do(CheckDeadline(deadline=counted.id, due_on=looked_at))
    with pytest.raises(Stale):
        other.do(CheckDeadline(deadline=counted.id, expects=counted.version))


def test_a_new_title_leaves_the_check_and_a_new_day_ends_it(
    office: Office, other: Office, roe: Case
) -> None:
    add = AddDeadline(
        case=roe.id, title="Notice", due_on=date(2027, 5, 3), severity=Severity.STATUTORY
    )
    notice = office.do(add).value
    other.do(CheckDeadline(deadline=notice.id))
    office.do(AmendDeadline(deadline=replace(held(office, notice), title="Notice of intent")))
    assert held(office, notice).checked_by == "L. Moss"
    later = notice.due_on + timedelta(days=1)
    office.do(AmendDeadline(deadline=replace(held(office, notice), due_on=later)))
    assert held(office, notice).checked_by == ""


def test_the_list_holds_what_waits_and_says_whose_it_is(
    office: Office, other: Office, roe: Case, counted: Deadline
) -> None:
    office.do(AddDeadline(case=roe.id, title="Call the lab", due_on=date(2027, 2, 1)))
    (line,) = other.ask(DatesToCheck()).rows
    assert (line.line.id, line.dated_by, line.is_own) == (counted.id, "A. Rivera", False)
    (own,) = office.ask(DatesToCheck()).rows
    assert own.is_own
    standing = other.ask(HowChecksStand())
    assert (standing.is_wanted, standing.waiting, standing.own) == (False, 1, 0)
    office.do(ChangeSettings(replace(office.ask(TheSettings()), four_eyes=True)))
    assert office.ask(HowChecksStand()) == replace(standing, is_wanted=True, waiting=0, own=1)
    other.do(CheckDeadline(deadline=counted.id))
    assert other.ask(DatesToCheck()).rows == ()


def test_a_file_of_the_case_shows_that_it_was_done(
    office: Office, roe: Case, counted: Deadline, tmp_path: Path
) -> None:
    stamped = tmp_path / "stamped.pdf"
    stamped.write_bytes(b"%PDF-1.4 filed")
    file = office.do(AttachFile(case=roe.id, path=stamped)).value
    complete = CompleteDeadline(deadline=counted.id, proof=file.id, proof_note="Stamped copy")
    done = office.do(complete).value.after
    assert (done.proof, done.proof_note) == (file.id, "Stamped copy")
    reopened = office.do(ReopenDeadline(deadline=counted.id)).value.after
    assert (reopened.proof, reopened.proof_note) == (None, "")
    poe = office.do(OpenCase(title="State v. Poe")).value
    elsewhere = office.do(AttachFile(case=poe.id, path=stamped)).value
    with pytest.raises(Missing):
        office.do(CompleteDeadline(deadline=counted.id, proof=elsewhere.id))


def test_the_office_may_ask_for_proof_of_statutory_deadlines(
    office: Office, roe: Case, counted: Deadline
) -> None:
    office.do(ChangeSettings(replace(office.ask(TheSettings()), proof_for_statutory=True)))
    with pytest.raises(Refused, match="proof_needed"):
        office.do(CompleteDeadline(deadline=counted.id))
    plain = office.do(AddDeadline(case=roe.id, title="Call", due_on=date(2027, 2, 1))).value
    office.do(CompleteDeadline(deadline=plain.id))
