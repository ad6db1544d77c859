"""Many records removed at once: all of them as they were seen, or none."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import Case, CaseId
from app.domain.errors import Stale
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


def test_all_are_removed(office: Office, case: Case) -> None:
    tasks = some(case)
    with office._database.writing(office.actor) as work:
        work.tasks.add_all(tasks)
        work.tasks.remove_all(tasks[:2])
        assert titles(work, case) == [("Task 2", 1)]
        work.tasks.remove_all(())
        work.tasks.remove_all(tasks[2:])
        assert titles(work, case) == []


def test_one_that_was_changed_meanwhile_keeps_them_all(office: Office, case: Case) -> None:
    tasks = some(case)
    with office._database.writing(office.actor) as work:
        work.tasks.add_all(tasks)
        work.tasks.change(replace(tasks[1], title="Changed"))
    with pytest.raises(Stale), office._database.writing(office.actor) as work:
        work.tasks.remove_all(tasks)
    with office._database.writing(office.actor) as work:
        assert titles(work, case) == [("Task 0", 1), ("Changed", 2), ("Task 2", 1)]
