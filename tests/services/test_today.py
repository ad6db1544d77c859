"""The day's list: by consequence, complete, behind the walls."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

import pytest
import time_machine

from app.domain.cases import CaseId, CaseStatus
from app.domain.custody import Action
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.severity import Severity
from app.domain.today import Consequence, DayAtOffice, TodayCounts
from app.domain.users import Permission
from app.i18n import matters
from app.services.analytics import StatisticsOfOffice
from app.services.case_stages import SetCaseStatus
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline
from app.services.evidence import LogEvidence, TransferCustody
from app.services.hearings import SetHearing
from app.services.office import Command, Office
from app.services.reminders import AcknowledgeReminder
from app.services.tasks import AddTask, CompleteTask
from app.services.today import Today, TodayCount
from app.storage.unit_of_work import UnitOfWork
from tests.custody_steps import details

MONDAY = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@dataclasses.dataclass(frozen=True)
class WallOff(Command[None]):
    """Close a case to everybody but a stranger."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> None:
        work.walls.close(self.case, [new_id()])


@pytest.fixture
def busy(office: Office) -> CaseId:
    """A case with something of every sort on 23 November 2026, another with nothing dated."""
    with time_machine.travel(MONDAY - timedelta(days=34)):
        office.do(OpenCase(title="State v. Pruitt", number="2026-00276"))
        case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value.id
        item = office.do(
            LogEvidence(case=case, entry=EvidenceEntry(kind="phone", description="Phone"))
        ).value.item
        office.do(
            TransferCustody(
                item=item.id,
                to="State laboratory",
                action=Action.TO_LAB,
                details=details(Action.TO_LAB),
                purpose="Extraction",
                due_back_on=date(2026, 11, 14),
            )
        )
        for title, due_on, severity in (
            ("Witness list", TODAY, Severity.COURT_ORDERED),
            ("Discovery response", date(2026, 11, 21), Severity.INTERNAL),
            ("Speedy-trial limit", date(2026, 11, 22), Severity.STATUTORY),
            ("Brief", date(2026, 11, 27), Severity.INTERNAL),
        ):
            office.do(AddDeadline(case=case, title=title, due_on=due_on, severity=severity))
        for clock in (time(13, 30), time(9, 30)):
            office.do(
                SetHearing(
                    case=case, kind="ARR", on=TODAY, clock=clock, courtroom="Dept 4", judge="Okafor"
                )
            )
        office.do(AddTask(case=case, title="Subpoena", due_on=date(2026, 11, 20)))
    return case


@time_machine.travel(MONDAY, tick=False)
def test_an_empty_office_has_an_empty_day(office: Office) -> None:
    day = office.ask(Today())
    assert (day.counts, day.matters, day.hidden) == (TodayCounts(), (), 0)
    assert [age.share for age in day.pending] == [1.0, 1.0, 1.0]
    assert matters.headline(day) == "No hearings today."


@pytest.mark.usefixtures("busy")
@time_machine.travel(MONDAY, tick=False)
def test_the_list_goes_by_consequence(office: Office) -> None:
    day = office.ask(Today())
    assert [matters.chip(each, day.today) for each in day.matters] == [
        "Overdue 1 day",
        "Overdue 3 days",
        "Overdue 2 days",
        "09:30, Dept 4",
        "13:30, Dept 4",
        "Due today",
        "9 days late",
        "No next date",
    ]
    assert [matters.what(each, day.today) for each in day.matters][::7] == [
        "Speedy-trial limit",
        "Last worked on 34 days ago",
    ]
    assert day.counts == TodayCounts(
        overdue=3, due_today=3, next_7_days=1, contacts_owed=0, evidence_late=1, no_next_date=1
    )
    assert day.hidden == 0
    assert matters.headline(day).startswith("2 hearings, first at 09:30 in Dept 4.")
    assert office.ask(TodayCount()) == 7


@pytest.mark.usefixtures("busy")
@time_machine.travel(MONDAY, tick=False)
def test_details_name_rule_judge_and_holder(office: Office) -> None:
    details = [matters.detail(each) for each in office.ask(Today()).matters]
    assert "Judge Okafor" in details
    assert "Due back Sat 14 Nov, held by State laboratory" in details
    assert details[-1] == "A. Rivera"


@pytest.mark.usefixtures("busy")
@time_machine.travel(MONDAY, tick=False)
def test_a_matter_names_its_due_reminder(office: Office) -> None:
    first = office.ask(Today()).matters[0]
    assert first.reminder is not None
    office.do(AcknowledgeReminder(reminder=first.reminder))
    again = office.ask(Today()).matters[0]
    assert (again.id, again.reminder) == (first.id, None)


@pytest.mark.usefixtures("busy")
@time_machine.travel(MONDAY, tick=False)
def test_what_is_done_leaves_the_list(office: Office) -> None:
    task = next(each for each in office.ask(Today()).matters if each.what == "Subpoena")
    office.do(CompleteTask(task=task.id))  # type: ignore[arg-type]  # the identity of a task
    day = office.ask(Today())
    assert "Subpoena" not in [each.what for each in day.matters]
    assert day.counts.overdue == 2


@time_machine.travel(MONDAY, tick=False)
def test_mine_leaves_out_the_cases_of_others(office: Office, busy: CaseId) -> None:
    with office._database.writing(office.actor) as work:
        for each in work.assignments.of_case(busy):
            work.assignments.remove(each)
        work.finish()
    day = office.ask(Today(mine=True))
    assert [each.consequence for each in day.matters] == [Consequence.NO_NEXT_DATE]
    assert day.counts == TodayCounts(no_next_date=1)
    assert len(office.ask(Today()).matters) == 8


@time_machine.travel(MONDAY, tick=False)
def test_a_wall_hides_everything_of_a_case(office: Office, busy: CaseId) -> None:
    office.do(WallOff(busy))
    day = office.ask(Today())
    assert [each.number for each in day.matters] == ["2026-00276"]
    assert day.counts == TodayCounts(no_next_date=1)
    assert sum(each.count for each in day.load) == 0


@pytest.mark.usefixtures("busy")
@time_machine.travel(MONDAY, tick=False)
def test_the_load_covers_fourteen_days(office: Office) -> None:
    load = office.ask(Today()).load
    assert [each.day for each in load] == [TODAY + timedelta(days=n) for n in range(14)]
    assert {each.day: each.count for each in load if each.count} == {
        TODAY: 3,
        date(2026, 11, 27): 1,
    }


@time_machine.travel(MONDAY, tick=False)
def test_pending_cases_are_held_against_the_standards_while_active(office: Office) -> None:
    for days, kind in ((10, "felony"), (100, "felony"), (200, "felony"), (30, "traffic")):
        received = TODAY - timedelta(days=days)
        office.do(OpenCase(title=f"{kind} {days}", kind=kind, received_on=received))
    resting = office.do(
        OpenCase(title="Warrant", kind="felony", received_on=date(2020, 1, 1))
    ).value
    office.do(SetCaseStatus(case=resting.id, status=CaseStatus.WARRANT))
    day = office.ask(Today())
    assert [(age.kind, age.days, age.within, age.cases) for age in day.pending] == [
        ("felony", 90, 1, 3),
        ("felony", 180, 2, 3),
        ("misdemeanor", 60, 0, 0),
    ]
    assert day.unknown_kind == 1


@time_machine.travel(MONDAY, tick=False)
def test_a_long_list_says_how_much_it_leaves_out(office: Office) -> None:
    for number in range(53):
        office.do(OpenCase(title=f"State v. {number}"))
    day: DayAtOffice = office.ask(Today())
    assert (len(day.matters), day.hidden, day.counts.no_next_date) == (50, 3, 53)


@time_machine.travel(MONDAY, tick=False)
def test_statistics_count_every_kind_behind_the_walls(office: Office, busy: CaseId) -> None:
    counts = office.ask(StatisticsOfOffice())
    assert (counts.cases, counts.deadlines, counts.hearings, counts.tasks) == (2, 4, 2, 1)
    assert (counts.evidence, counts.custody_events, counts.users) == (1, 2, 1)
    assert counts.by_stage == {"referral": 2}
    assert counts.by_status == {"active": 2}
    office.do(WallOff(busy))
    walled = office.ask(StatisticsOfOffice())
    assert (walled.cases, walled.deadlines, walled.evidence, walled.reminders) == (1, 0, 0, 0)
