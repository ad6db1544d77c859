"""The inbox: what rings, what is put off, what came due while nobody was there."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

import pytest
import time_machine

from app.domain.cases import CaseId
from app.domain.deadlines import Deadline
from app.domain.errors import Refused, Stale
from app.domain.ids import new_id
from app.domain.reminders import Inbox, ReminderLine, ReminderState, SubjectKind
from app.domain.severity import Severity
from app.domain.users import Permission
from app.services.cases import OpenCase
from app.services.deadlines import AddDeadline, CancelDeadline
from app.services.office import Command, Office
from app.services.presence import EnterOffice, LeaveOffice
from app.services.reminders import (
    AcknowledgeReminder,
    AddReminders,
    DropReminder,
    DueRemindersCount,
    InboxOverview,
    ReminderOf,
    RemindersInbox,
    SnoozeReminder,
)
from app.services.tasks import AddTask
from app.storage.unit_of_work import UnitOfWork

MONDAY = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
"""Ten in the morning at the courthouse, after the day's reminders rang."""


@dataclasses.dataclass(frozen=True)
class WallOff(Command[None]):
    """Close a case to everybody but a stranger."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> None:
        work.walls.close(self.case, [new_id()])


@pytest.fixture
def case(office: Office) -> CaseId:
    with time_machine.travel(MONDAY - timedelta(days=60), tick=True):
        return office.do(OpenCase(title="State v. Roe")).value.id


def owe(office: Office, case: CaseId, due_on: date, severity: Severity, title: str) -> Deadline:
    with time_machine.travel(MONDAY - timedelta(days=50), tick=True):
        return office.do(
            AddDeadline(case=case, title=title, due_on=due_on, severity=severity)
        ).value


def inbox(office: Office, part: Inbox = Inbox.DUE) -> tuple[ReminderLine, ...]:
    return office.ask(RemindersInbox(part=part)).rows


@time_machine.travel(MONDAY, tick=False)
def test_dates_set_by_law_come_first_then_the_nearest(office: Office, case: CaseId) -> None:
    owe(office, case, date(2026, 11, 23), Severity.INTERNAL, "Call the laboratory")
    owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    owe(office, case, date(2026, 11, 24), Severity.COURT_ORDERED, "Witness list")
    assert [line.title for line in inbox(office)] == [
        "Speedy-trial limit",
        "Call the laboratory",
        "Witness list",
    ]


@time_machine.travel(MONDAY, tick=False)
def test_of_one_date_only_the_latest_reminder_is_due(office: Office, case: CaseId) -> None:
    owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    (line,) = inbox(office)
    assert line.lead_days == 3
    assert office.ask(DueRemindersCount()) == 1


@time_machine.travel(MONDAY, tick=False)
def test_acknowledging_silences_the_earlier_ones_and_keeps_name_time_and_note(
    office: Office, case: CaseId
) -> None:
    owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    (line,) = inbox(office)
    done = office.do(AcknowledgeReminder(reminder=line.id, note="Motion is drafted"))
    assert done.undo is None
    assert inbox(office) == ()
    kept = office.ask(ReminderOf(line.id)).reminder
    assert (kept.acknowledged_by, kept.acknowledged_at, kept.note) == (
        "A. Rivera",
        MONDAY,
        "Motion is drafted",
    )
    assert [each.lead_days for each in inbox(office, Inbox.ACKNOWLEDGED)] == [3]
    with time_machine.travel(MONDAY + timedelta(days=2)):
        assert [each.lead_days for each in inbox(office)] == [1]


@time_machine.travel(MONDAY, tick=False)
def test_a_snoozed_reminder_leaves_the_inbox_and_comes_back(office: Office, case: CaseId) -> None:
    owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    (line,) = inbox(office)
    until = MONDAY + timedelta(hours=1)
    done = office.do(SnoozeReminder(reminder=line.id, until=until))
    assert inbox(office) == ()
    assert [each.due_at for each in inbox(office, Inbox.SNOOZED)] == [until]
    with time_machine.travel(until):
        assert [each.id for each in inbox(office)] == [line.id]
    assert done.undo is not None
    office.do(done.undo)
    assert [each.id for each in inbox(office)] == [line.id]
    with pytest.raises(Stale):
        office.do(done.undo)


@time_machine.travel(MONDAY, tick=False)
@pytest.mark.parametrize(
    ("until", "code"),
    [
        (MONDAY - timedelta(minutes=1), "until_past"),
        (MONDAY + timedelta(days=30), "past_limit"),
    ],
)
def test_a_snooze_into_the_past_or_past_the_date_is_refused(
    office: Office, case: CaseId, until: datetime, code: str
) -> None:
    owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    (line,) = inbox(office)
    with pytest.raises(Refused, match=code):
        office.do(SnoozeReminder(reminder=line.id, until=until))


@time_machine.travel(MONDAY, tick=False)
def test_what_came_due_while_away_is_counted_once(office: Office, case: CaseId) -> None:
    owe(office, case, date(2026, 11, 10), Severity.INTERNAL, "Rang before the holiday")
    owe(office, case, date(2026, 11, 23), Severity.INTERNAL, "Rang on Sunday and Monday")
    owe(office, case, date(2026, 11, 24), Severity.INTERNAL, "Rang this morning")
    with time_machine.travel(MONDAY - timedelta(days=3)):
        office.do(LeaveOffice())
    assert office.ask(InboxOverview()).came_due_while_away == 0
    office.do(EnterOffice())
    overview = office.ask(InboxOverview())
    assert (overview.counts.due, overview.came_due_while_away) == (3, 2)
    with time_machine.travel(MONDAY + timedelta(minutes=5)):
        office.do(EnterOffice())
        assert office.ask(InboxOverview()).came_due_while_away == 0


@time_machine.travel(MONDAY, tick=False)
def test_further_lead_times_are_added_and_taken_back(office: Office, case: CaseId) -> None:
    deadline = office.do(
        AddDeadline(case=case, title="Brief", due_on=date(2027, 2, 1), severity=Severity.INTERNAL)
    ).value
    more = AddReminders(
        subject_kind=SubjectKind.DEADLINE, subject=deadline.id, lead_days=(30, 10, 1)
    )
    done = office.do(more)
    assert {each.lead_days for each in done.value} == {30, 10}
    with pytest.raises(Refused, match="none_new"):
        office.do(more)
    assert done.undo is not None
    office.do(done.undo)
    assert {each.lead_days for each in inbox(office, Inbox.COMING)} == {1, 0}


@time_machine.travel(MONDAY, tick=False)
def test_only_what_no_law_sets_can_be_silenced(office: Office, case: CaseId) -> None:
    owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    owe(office, case, date(2026, 11, 24), Severity.INTERNAL, "Call the laboratory")
    critical, plain = inbox(office)
    with pytest.raises(Refused, match="critical"):
        office.do(DropReminder(reminder=critical.id))
    done = office.do(DropReminder(reminder=plain.id))
    assert done.value.reminder.state is ReminderState.DROPPED
    assert [each.id for each in inbox(office)] == [critical.id]


@time_machine.travel(MONDAY, tick=False)
def test_mine_are_those_of_my_cases_and_those_given_to_me(office: Office, case: CaseId) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    with office._database.writing(office.actor) as work:
        for each in work.assignments.of_case(other.id):
            work.assignments.remove(each)
    owe(office, case, date(2026, 11, 24), Severity.INTERNAL, "In my case")
    owe(office, other.id, date(2026, 11, 24), Severity.INTERNAL, "Of nobody")
    with time_machine.travel(MONDAY - timedelta(days=50)):
        office.do(
            AddTask(
                case=other.id,
                title="Given to me",
                due_on=date(2026, 11, 24),
                assigned_to=office.actor.user,
            )
        )
    mine = office.ask(RemindersInbox(mine=True)).rows
    assert {line.title for line in mine} == {"In my case", "Given to me"}
    assert len(inbox(office)) == 3


@time_machine.travel(MONDAY, tick=False)
def test_pages_hold_every_reminder_once(office: Office, case: CaseId) -> None:
    for number in range(7):
        owe(office, case, date(2026, 11, 24), Severity.INTERNAL, f"Same day {number}")
    seen: list[ReminderLine] = []
    after = None
    while True:
        page = office.ask(RemindersInbox(after=after, size=3))
        seen += page.rows
        after = page.after
        if after is None:
            break
    assert len(seen) == len({line.id for line in seen}) == 7


@time_machine.travel(MONDAY, tick=False)
def test_a_wall_hides_reminders(office: Office, case: CaseId) -> None:
    owe(office, case, date(2026, 11, 24), Severity.STATUTORY, "Sealed")
    office.do(WallOff(case))
    assert inbox(office) == ()
    assert office.ask(InboxOverview()).counts.due == 0


@time_machine.travel(MONDAY, tick=False)
def test_what_rang_rings_on_when_closing_its_date_is_undone(office: Office, case: CaseId) -> None:
    owed = owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    (before,) = inbox(office)
    done = office.do(CancelDeadline(deadline=owed.id, reason="Entered twice"))
    assert inbox(office) == ()
    assert done.undo is not None
    office.do(done.undo)
    (after,) = inbox(office)
    assert (after.lead_days, after.due_at) == (before.lead_days, before.due_at)


@time_machine.travel(MONDAY, tick=False)
def test_what_was_put_off_stays_put_off_when_closing_its_date_is_undone(
    office: Office, case: CaseId
) -> None:
    owed = owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    until = MONDAY + timedelta(hours=5)
    office.do(SnoozeReminder(reminder=inbox(office)[0].id, until=until))
    done = office.do(CancelDeadline(deadline=owed.id, reason="Entered twice"))
    assert done.undo is not None
    office.do(done.undo)
    assert inbox(office) == ()
    (asleep,) = inbox(office, Inbox.SNOOZED)
    assert (asleep.due_at, asleep.snoozed_times) == (until, 1)


@time_machine.travel(MONDAY, tick=False)
def test_what_was_answered_does_not_ring_again_when_closing_its_date_is_undone(
    office: Office, case: CaseId
) -> None:
    owed = owe(office, case, date(2026, 11, 26), Severity.STATUTORY, "Speedy-trial limit")
    office.do(AcknowledgeReminder(reminder=inbox(office)[0].id))
    done = office.do(CancelDeadline(deadline=owed.id, reason="Entered twice"))
    assert done.undo is not None
    office.do(done.undo)
    assert inbox(office) == ()
