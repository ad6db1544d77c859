"""Hearings: set, moved, closed and taken back, each with its reminders."""

import dataclasses
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest

from app.domain.cases import CaseId
from app.domain.errors import Refused, Stale
from app.domain.hearings import ContinuedBy, Hearing, HearingStatus
from app.domain.ids import new_id
from app.domain.persons import Party, PartyId, Person, PersonId, Role
from app.domain.reminders import Reminder, ReminderState
from app.domain.users import Permission
from app.domain.witnesses import Subpoena, SubpoenaStatus, Witness, WitnessId
from app.services.cases import OpenCase
from app.services.deadlines import CaseDates
from app.services.hearings import (
    AmendHearing,
    ContinueHearing,
    RemoveHearing,
    ResultHearing,
    SetHearing,
    VacateHearing,
)
from app.services.office import Command, Office, Query
from app.storage.unit_of_work import Reading, UnitOfWork

NINE = time(9, 0)


@dataclasses.dataclass(frozen=True)
class RemindersOf(Query[tuple[Reminder, ...]]):
    """All reminders of one record, whatever their state."""

    subject: UUID
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[Reminder, ...]:
        return reading.reminders.where(reading.reminders.table.c.subject == self.subject)


@dataclasses.dataclass(frozen=True)
class OrderAWitness(Command[None]):
    """Subpoena somebody to a hearing."""

    hearing: Hearing
    needs: ClassVar[Permission] = Permission.WITNESSES_EDIT

    def run(self, work: UnitOfWork) -> None:
        case = self.hearing.case
        person = work.persons.add(Person(id=PersonId(new_id()), family="Dunn"))
        id_ = new_id()
        work.parties.add(
            Party(id=PartyId(id_), case=case, person=person.id, role=Role.WITNESS_CIVILIAN)
        )
        work.witnesses.add(Witness(id=WitnessId(id_), case=case, party=PartyId(id_)))
        work.subpoenas.add(
            Subpoena(
                id=new_id(),
                case=case,
                witness=WitnessId(id_),
                hearing=self.hearing.id,
                status=SubpoenaStatus.ISSUED,
                issued_on=work.today,
            )
        )


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe")).value.id


@pytest.fixture
def today(office: Office, case: CaseId) -> date:
    return office.ask(CaseDates(case)).today


def set_in(office: Office, case: CaseId, on: date, **more: Any) -> Hearing:
    return office.do(SetHearing(case=case, kind="ARR", on=on, clock=NINE, **more)).value


def stored(office: Office, case: CaseId) -> Sequence[Hearing]:
    return [line.hearing for line in office.ask(CaseDates(case)).hearings]


def waiting(office: Office, subject: UUID) -> set[tuple[int, date]]:
    return {
        (each.lead_days, each.limit_on)
        for each in office.ask(RemindersOf(subject))
        if each.state is ReminderState.WAITING
    }


def test_a_hearing_starts_at_the_courts_own_clock(office: Office, case: CaseId) -> None:
    summer = set_in(office, case, date(2027, 7, 1))
    winter = set_in(office, case, date(2027, 1, 4))
    assert (summer.starts_at.hour, winter.starts_at.hour) == (16, 17)
    assert summer.local.time() == winter.local.time() == NINE


def test_an_hour_the_clocks_skip_is_refused(office: Office, case: CaseId) -> None:
    with pytest.raises(Refused, match="missing_hour"):
        office.do(SetHearing(case=case, kind="ARR", on=date(2027, 3, 14), clock=time(2, 30)))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "NO-SUCH"}, "hearing.unknown_kind"),
        ({"minutes": 0}, "hearing.minutes"),
        ({"on": date(1, 1, 1)}, "date.implausible"),
        ({"on": date(9999, 12, 31)}, "date.implausible"),
        ({"lead_days": (-1,)}, "reminder.lead_days"),
        ({"attorney": new_id()}, "record.missing"),
        ({"case": new_id()}, "record.missing"),
    ],
)
def test_bad_hearings_are_refused_in_words(
    office: Office, case: CaseId, today: date, wrong: dict[str, Any], code: str
) -> None:
    good: dict[str, Any] = {"case": case, "kind": "ARR", "on": today, "clock": NINE}
    with pytest.raises(Refused, match=code):
        office.do(SetHearing(**(good | wrong)))
    assert stored(office, case) == []


def test_reminders_already_behind_us_do_not_ring_but_the_last_one_does(
    office: Office, case: CaseId, today: date
) -> None:
    soon = set_in(office, case, today + timedelta(days=2))
    overdue = set_in(office, case, today - timedelta(days=30))
    assert {lead for lead, _ in waiting(office, soon.id)} == {1, 0}
    assert {lead for lead, _ in waiting(office, overdue.id)} == {0}


def test_moving_a_hearing_moves_its_reminders_and_brings_skipped_ones_back(
    office: Office, case: CaseId, today: date
) -> None:
    hearing = set_in(office, case, today + timedelta(days=2), lead_days=(9, 1))
    later = today + timedelta(days=40)
    done = office.do(AmendHearing(hearing=hearing.moved_to(later, NINE)))
    assert done.value.after.on == later
    assert waiting(office, hearing.id) == {(9, later), (1, later)}
    assert done.undo is not None
    office.do(done.undo)
    assert waiting(office, hearing.id) == {(1, hearing.on)}


def test_a_changed_kind_renames_the_reminders(office: Office, case: CaseId, today: date) -> None:
    hearing = set_in(office, case, today + timedelta(days=9))
    office.do(AmendHearing(hearing=dataclasses.replace(hearing, kind="PLEA")))
    assert {each.title for each in office.ask(RemindersOf(hearing.id))} == {"Plea hearing"}


def test_amending_what_somebody_else_changed_is_stale(
    office: Office, case: CaseId, today: date
) -> None:
    hearing = set_in(office, case, today)
    office.do(AmendHearing(hearing=dataclasses.replace(hearing, judge="Okafor")))
    with pytest.raises(Stale):
        office.do(AmendHearing(hearing=dataclasses.replace(hearing, judge="Lee")))


def continue_it(office: Office, hearing: Hearing, on: date) -> Any:
    return office.do(
        ContinueHearing(
            hearing=hearing.id,
            expects=hearing.version,
            on=on,
            clock=time(13, 30),
            by=ContinuedBy.DEFENSE,
            reason="Counsel in trial",
            excludable=True,
        )
    )


def test_a_continuance_keeps_the_old_date_and_sets_the_new_one(
    office: Office, case: CaseId, today: date
) -> None:
    hearing = set_in(office, case, today + timedelta(days=3), courtroom="Dept 4", lead_days=(2,))
    later = today + timedelta(days=30)
    done = continue_it(office, hearing, later)
    old, new = stored(office, case)
    assert (old.status, old.continued_by, old.excludable) == ("continued", "defense", True)
    assert (new.status, new.on, new.courtroom) == (HearingStatus.SET, later, "Dept 4")
    assert waiting(office, old.id) == set()
    assert waiting(office, new.id) == {(2, later)}
    back = office.do(done.undo)
    assert [each.status for each in stored(office, case)] == [HearingStatus.SET]
    assert waiting(office, new.id) == set()
    assert waiting(office, old.id) == {(2, hearing.on)}
    assert back.undo is not None
    office.do(back.undo)
    assert [each.status for each in stored(office, case)] == ["continued", "set"]


def test_a_continuance_needs_a_reason_and_a_later_day(
    office: Office, case: CaseId, today: date
) -> None:
    hearing = set_in(office, case, today + timedelta(days=3))
    with pytest.raises(Refused, match="continued_backward"):
        continue_it(office, hearing, today)
    with pytest.raises(Refused, match="reason_needed"):
        office.do(
            ContinueHearing(
                hearing=hearing.id,
                on=today + timedelta(days=9),
                clock=NINE,
                by=ContinuedBy.COURT,
                reason=" \n",
            )
        )


def test_a_continuance_cannot_be_taken_back_once_a_witness_was_ordered_to_the_new_date(
    office: Office, case: CaseId, today: date
) -> None:
    done = continue_it(office, set_in(office, case, today), today + timedelta(days=30))
    office.do(OrderAWitness(done.value.successor))
    with pytest.raises(Refused, match="has_subpoenas"):
        office.do(done.undo)


def test_a_vacated_hearing_is_silent_and_comes_back_with_undo(
    office: Office, case: CaseId, today: date
) -> None:
    hearing = set_in(office, case, today + timedelta(days=9))
    rang = waiting(office, hearing.id)
    done = office.do(VacateHearing(hearing=hearing.id, reason="Plea entered"))
    assert done.value.after.vacate_reason == "Plea entered"
    assert waiting(office, hearing.id) == set()
    with pytest.raises(Refused, match="not_set"):
        office.do(VacateHearing(hearing=hearing.id, reason="Again"))
    assert done.undo is not None
    office.do(done.undo)
    assert stored(office, case)[0].status is HearingStatus.SET
    assert waiting(office, hearing.id) == rang


def test_a_result_is_written_on_the_day_and_not_before(
    office: Office, case: CaseId, today: date
) -> None:
    ahead = set_in(office, case, today + timedelta(days=1))
    with pytest.raises(Refused, match="not_yet"):
        office.do(ResultHearing(hearing=ahead.id, result="HELD"))
    held = set_in(office, case, today)
    with pytest.raises(Refused, match="unknown_result"):
        office.do(ResultHearing(hearing=held.id, result="NO-SUCH"))
    office.do(ResultHearing(hearing=held.id, result="GRANTED", note="From the bench"))
    line = next(each for each in office.ask(CaseDates(case)).hearings if each.hearing.result)
    assert (line.result, line.hearing.note) == ("Granted", "From the bench")


def test_setting_is_undone_without_a_trace_on_the_calendar(
    office: Office, case: CaseId, today: date
) -> None:
    done = office.do(SetHearing(case=case, kind="ARR", on=today, clock=NINE))
    assert isinstance(done.undo, RemoveHearing)
    undone = office.do(done.undo)
    assert stored(office, case) == []
    assert waiting(office, done.value.id) == set()
    assert undone.undo is not None
    office.do(undone.undo)
    assert stored(office, case)[0].starts_at == done.value.starts_at


def test_any_text_is_kept_as_it_is(office: Office, case: CaseId, today: date) -> None:
    note = "<b>&'\"\U0001f600 \u05e9\u05dc\u05d5\u05dd" + "x" * 100_000
    hearing = set_in(office, case, today, note=note, courtroom="Dept\n <b>4</b>")
    assert stored(office, case)[0].note == note
    assert hearing.courtroom == "Dept <b>4</b>"
