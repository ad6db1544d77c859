"""Many records changed or removed at once: all of them as they were seen, or none."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import Case, CaseId
from app.domain.errors import Missing, Stale
from app.domain.ids import new_id
from app.domain.tasks import Task, TaskId
from app.services.cases import OpenCase
from app.services.office import Office
from app.storage.unit_of_work import UnitOfWork


@pytest.fixture
def case(office: Office) -> Case:
    return office.do(OpenCase(title="State v. Roe")).value


def some(case: Case) -> list[Task]:
    day = date(2026, 3, 2)
    return [
        Task(id=TaskId(new_id()), case=CaseId(case.id), title=f"Task {n}", due_on=day)
        for n in range(3)
    ]


def titles(work: UnitOfWork, case: Case) -> list[tuple[str, int]]:
    return [(task.title, task.version) for task in work.tasks.of_case(case.id)]


def test_each_is_written_in_its_next_version(office: Office, case: Case) -> None:
    tasks = some(case)
    with office._database.writing(office.actor) as work:
        work.tasks.add_all(tasks)
        done = work.tasks.change_all(replace(task, title=f"{task.title}!") for task in tasks)
        assert [task.version for task in done] == [2, 2, 2]
        assert work.tasks.those(task.id for task in tasks) == done
        assert titles(work, case) == [("Task 0!", 2), ("Task 1!", 2), ("Task 2!", 2)]
        assert work.tasks.change_all(()) == ()
        work.tasks.remove_all(done)
        assert titles(work, case) == []


def test_one_that_was_changed_meanwhile_stops_them_all(office: Office, case: Case) -> None:
    tasks = some(case)
    with office._database.writing(office.actor) as work:
        work.tasks.add_all(tasks)
        work.tasks.change(replace(tasks[1], title="Changed"))
    with pytest.raises(Stale), office._database.writing(office.actor) as work:
        work.tasks.change_all(tasks)
    with pytest.raises(Stale), office._database.writing(office.actor) as work:
        work.tasks.remove_all(tasks)
    gone = replace(tasks[0], id=TaskId(new_id()))
    with pytest.raises(Missing), office._database.writing(office.actor) as work:
        work.tasks.change_all([tasks[0], gone])
    with office._database.writing(office.actor) as work:
        assert titles(work, case) == [("Task 0", 1), ("Changed", 2), ("Task 2", 1)]
