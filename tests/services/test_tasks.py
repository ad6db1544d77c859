"""Tasks: given, amended, ticked off, each with its reminders."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import CaseId
from app.domain.errors import Missing, Refused, Stale
from app.domain.ids import new_id
from app.domain.reminders import Inbox
from app.domain.tasks import Step, TaskId, TaskKind
from app.services.cases import OpenCase
from app.services.office import Office
from app.services.reminders import RemindersInbox
from app.services.tasks import (
    AddTask,
    AmendTask,
    CaseTasks,
    CompleteTask,
    TaskChoices,
    TasksPage,
    TickTask,
)

FAR = date(2099, 3, 2)


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe")).value.id


def reminded_on(office: Office) -> list[tuple[str, date]]:
    lines = office.ask(RemindersInbox(part=Inbox.COMING)).rows
    return [(line.title, line.limit_on) for line in lines]


def test_a_task_is_listed_with_its_checklist_and_reminded_of(office: Office, case: CaseId) -> None:
    task = office.do(
        AddTask(
            case=case,
            title="  Prepare \n the brief ",
            due_on=FAR,
            assigned_to=office.actor.user,
            checklist=("Facts", " ", "[x] odd\x00 line"),
        )
    ).value
    assert task.title == "Prepare the brief"
    assert task.steps == (Step("Facts"), Step("[x] odd line"))
    (shown,) = office.ask(CaseTasks(case))
    assert (shown.task, shown.assignee) == (task, "A. Rivera")
    assert reminded_on(office) == [("Prepare the brief", FAR)] * 2


def test_reminders_follow_day_and_title(office: Office, case: CaseId) -> None:
    task = office.do(AddTask(case=case, title="Brief", due_on=FAR)).value
    later = replace(task, due_on=date(2099, 5, 4))
    moved = office.do(AmendTask(task=later)).value.after
    assert reminded_on(office) == [("Brief", date(2099, 5, 4))] * 2
    named = office.do(AmendTask(task=replace(moved, title="Long brief"))).value.after
    assert reminded_on(office) == [("Long brief", date(2099, 5, 4))] * 2
    office.do(AmendTask(task=replace(named, due_on=None)))
    assert reminded_on(office) == []


def test_done_silences_and_undo_rings_again(office: Office, case: CaseId) -> None:
    task = office.do(AddTask(case=case, title="Brief", due_on=FAR, lead_days=(5,))).value
    done = office.do(CompleteTask(task=task.id))
    assert done.value.done_by == "A. Rivera"
    assert reminded_on(office) == []
    with pytest.raises(Refused, match=r"task\.done"):
        office.do(CompleteTask(task=task.id))
    assert done.undo is not None
    office.do(done.undo)
    assert reminded_on(office) == [("Brief", FAR)]


def test_lines_of_the_checklist_are_ticked_one_by_one(office: Office, case: CaseId) -> None:
    task = office.do(AddTask(case=case, title="Brief", checklist=("Facts", "Law"))).value
    done = office.do(TickTask(task=task.id, step=1, done=True))
    assert [step.is_done for step in done.value.steps] == [False, True]
    assert done.undo is not None
    office.do(done.undo)
    (shown,) = office.ask(CaseTasks(case))
    assert [step.is_done for step in shown.task.steps] == [False, False]
    with pytest.raises(Refused, match="no_such_step"):
        office.do(TickTask(task=task.id, step=2, done=True))


def test_a_contact_names_the_victim_it_is_owed_to(office: Office, case: CaseId) -> None:
    with pytest.raises(Refused, match="victim_missing"):
        office.do(AddTask(case=case, title="Call", kind=TaskKind.VICTIM_CONTACT))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " \n "}, "text.required"),
        ({"due_on": date(1026, 11, 1)}, "date.implausible"),
        ({"checklist": ("x",) * 201}, "too_many_steps"),
        ({"due_on": FAR, "lead_days": (-1,)}, "lead_days"),
    ],
)
def test_what_cannot_be_is_refused(
    office: Office, case: CaseId, wrong: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        office.do(AddTask(**({"case": case, "title": "Brief"} | wrong)))  # type: ignore[arg-type]  # wrong on purpose
    assert office.ask(CaseTasks(case)) == ()


def test_nobody_and_nothing_unknown_is_named(office: Office, case: CaseId) -> None:
    with pytest.raises(Missing):
        office.do(AddTask(case=case, title="Brief", assigned_to=new_id()))
    with pytest.raises(Missing):
        office.do(AddTask(case=CaseId(new_id()), title="Brief"))
    with pytest.raises(Missing):
        office.do(CompleteTask(task=TaskId(new_id())))


def test_a_task_changed_by_somebody_else_is_stale(office: Office, case: CaseId) -> None:
    task = office.do(AddTask(case=case, title="Brief")).value
    office.do(AmendTask(task=replace(task, title="Long brief")))
    with pytest.raises(Stale):
        office.do(AmendTask(task=replace(task, title="Short brief")))


def test_undated_tasks_come_last_and_pages_hold_each_once(office: Office, case: CaseId) -> None:
    for number, due in enumerate((None, FAR, date(2020, 1, 1), None, date(2020, 1, 1))):
        office.do(AddTask(case=case, title=f"Task {number}", due_on=due))
    first = office.ask(TasksPage(size=3))
    second = office.ask(TasksPage(size=3, after=first.after))
    assert [line.title for line in (*first.rows, *second.rows)] == [
        "Task 2", "Task 4", "Task 1", "Task 0", "Task 3",
    ]  # fmt: skip
    assert second.after is None


def test_the_form_offers_people_who_still_work_here(office: Office, case: CaseId) -> None:
    choices = office.ask(TaskChoices(case))
    assert choices.people == ((office.actor.user, "A. Rivera"),)
    assert choices.victims == ()
