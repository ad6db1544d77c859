"""Witnesses and their subpoenas through the doors."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.cases import Case
from app.domain.codes import CodeList
from app.domain.errors import NotPermitted, Refused, Stale
from app.domain.hearings import Hearing
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role
from app.domain.record import Version
from app.domain.users import Actor, OfficeRole, UserId
from app.domain.witnesses import SubpoenaStatus
from app.services.cases import OpenCase
from app.services.hearings import ResultHearing, SetHearing, VacateHearing
from app.services.office import Office
from app.services.party_entry import EnterWitness
from app.services.witnesses import (
    AddWitness,
    AmendWitness,
    CancelSubpoena,
    CaseWitnesses,
    CloseSubpoena,
    IssueSubpoena,
    RecordService,
    RemoveWitness,
    WitnessEntry,
)


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


@pytest.fixture
def officer(office: Office, case: Case) -> Party:
    lee = Person(id=PersonId(new_id()), family="Lee", given="Ana", badge="4411")
    entry = WitnessEntry(position=2, expected_testimony="Found the phone.")
    entered = EnterWitness(case=case.id, person=lee, role=Role.WITNESS_OFFICER, entry=entry)
    return office.do(entered).value.party


@pytest.fixture
def trial(office: Office, case: Case) -> Hearing:
    with office._database.reading(office.actor) as reading:
        on = reading.today + timedelta(days=20)
    return office.do(SetHearing(case=case.id, kind="JT", on=on, clock=time(9))).value


def test_witnesses_come_in_the_order_of_calling(office: Office, case: Case, officer: Party) -> None:
    for family, position in (("Zimmer", 1), ("Abel", 0)):
        person = Person(id=PersonId(new_id()), family=family)
        office.do(EnterWitness(case=case.id, person=person, entry=WitnessEntry(position=position)))
    shown = office.ask(CaseWitnesses(case.id)).witnesses
    assert [view.name for view in shown] == ["Zimmer", "Lee, Ana", "Abel"]
    assert shown[1].id == officer.id
    assert shown[1].role_words == "Officer"


def test_a_subpoena_goes_from_issued_to_served_to_appeared(
    office: Office, case: Case, officer: Party
) -> None:
    with office._database.reading(office.actor) as reading:
        now = reading.today
    hearing = office.do(SetHearing(case=case.id, kind="PH", on=now, clock=time(9))).value
    issued = office.do(IssueSubpoena(witness=officer.id, hearing=hearing.id)).value
    served = office.do(RecordService(subpoena=issued.id, expects=Version(1), method="in person"))
    assert served.value.after.status is SubpoenaStatus.SERVED
    with pytest.raises(Refused, match="not_from"):
        office.do(RecordService(subpoena=issued.id))
    office.do(ResultHearing(hearing=hearing.id, result=_any_result(office)))
    office.do(CloseSubpoena(subpoena=issued.id, status=SubpoenaStatus.APPEARED))
    view = office.ask(CaseWitnesses(case.id)).witnesses[0].latest
    assert view is not None
    assert (view.status_words, view.hearing_words, view.is_moot) == (
        "Appeared",
        "Preliminary hearing",
        False,
    )


def test_nobody_is_ordered_twice_to_the_same_hearing(
    office: Office, officer: Party, trial: Hearing
) -> None:
    order = IssueSubpoena(witness=officer.id, hearing=trial.id)
    first = office.do(order)
    with pytest.raises(Refused, match="there_already"):
        office.do(order)
    office.do(CancelSubpoena(subpoena=first.value.id, reason="Pleaded guilty"))
    office.do(order)


def test_service_lies_between_issue_and_today(
    office: Office, officer: Party, trial: Hearing
) -> None:
    issued = office.do(IssueSubpoena(witness=officer.id, hearing=trial.id)).value
    with pytest.raises(Refused, match="before_issued"):
        office.do(RecordService(subpoena=issued.id, on=issued.issued_on - timedelta(days=1)))
    with pytest.raises(Refused, match="ahead_of_today"):
        office.do(RecordService(subpoena=issued.id, on=date(2999, 1, 1)))
    with pytest.raises(Refused, match="not_yet"):
        office.do(CloseSubpoena(subpoena=issued.id, status=SubpoenaStatus.APPEARED))
    with pytest.raises(Refused, match="not_from"):
        office.do(CloseSubpoena(subpoena=issued.id, status=SubpoenaStatus.CANCELLED))


def test_who_was_not_found_can_be_served_later_and_undo_restores(
    office: Office, officer: Party, trial: Hearing
) -> None:
    issued = office.do(IssueSubpoena(witness=officer.id, hearing=trial.id)).value
    missed = office.do(RecordService(subpoena=issued.id, served=False))
    assert missed.value.after.returned_on is not None
    with pytest.raises(Stale):
        office.do(RecordService(subpoena=issued.id, expects=Version(1)))
    served = office.do(RecordService(subpoena=issued.id, expects=Version(2)))
    assert served.undo is not None
    back = office.do(served.undo).value.after
    assert back.status is SubpoenaStatus.NOT_FOUND


def test_an_order_to_a_hearing_that_fell_away_is_moot(
    office: Office, case: Case, officer: Party, trial: Hearing
) -> None:
    office.do(IssueSubpoena(witness=officer.id, hearing=trial.id))
    office.do(VacateHearing(hearing=trial.id, reason="Plea"))
    view = office.ask(CaseWitnesses(case.id)).witnesses[0].latest
    assert view is not None
    assert view.is_moot


def test_a_hearing_of_another_case_orders_nobody(office: Office, officer: Party) -> None:
    other = office.do(OpenCase(title="Second")).value
    hearing = office.do(
        SetHearing(case=other.id, kind="JT", on=date(2027, 5, 3), clock=time(9))
    ).value
    with pytest.raises(Refused, match="other_case"):
        office.do(IssueSubpoena(witness=officer.id, hearing=hearing.id))


def test_plans_are_amended_undone_and_kept_while_a_subpoena_stands(
    office: Office, case: Case, officer: Party, trial: Hearing
) -> None:
    (view,) = office.ask(CaseWitnesses(case.id)).witnesses
    assert view.witness is not None
    done = office.do(AmendWitness(witness=replace(view.witness, position=9)))
    assert done.undo is not None
    back = office.do(done.undo).value.after
    assert back.position == 2
    with pytest.raises(Refused, match="position"):
        office.do(AmendWitness(witness=replace(back, position=-1)))
    office.do(IssueSubpoena(witness=officer.id, hearing=trial.id))
    with pytest.raises(Refused, match="in_use"):
        office.do(RemoveWitness(witness=back))


def test_only_a_witness_is_listed_as_one(office: Office, case: Case) -> None:
    judge = Person(id=PersonId(new_id()), family="Oyelaran")
    with pytest.raises(Refused, match="not_a_witness"):
        office.do(EnterWitness(case=case.id, person=judge, role=Role.JUDGE))


def test_a_reader_plans_nothing(office: Office, officer: Party) -> None:
    role = OfficeRole.READER
    reader = Office(office._database, Actor(UserId(new_id()), role, role, role), lambda: None)
    with pytest.raises(NotPermitted):
        reader.do(AddWitness(party=officer.id))


def _any_result(office: Office) -> str:

    with office._database.reading(office.actor) as reading:
        return reading.codes.choices(CodeList.HEARING_RESULT, reading.today)[0].code
