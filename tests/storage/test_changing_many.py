"""Writing many changed records together: as strict as one by one, and the log knows each."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import CaseId
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.errors import Missing, Stale
from app.domain.ids import new_id
from app.domain.record import Version
from app.services.cases import OpenCase
from app.services.office import Office
from app.services.search import Search

DAY, LATER = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def case(office: Office) -> CaseId:
    return office.do(OpenCase(title="State v. Roe")).value.id


@pytest.fixture
def stored(office: Office, case: CaseId) -> tuple[Deadline, ...]:
    some = [
        Deadline(id=DeadlineId(new_id()), case=case, title=f"Brief {n}", due_on=DAY)
        for n in range(3)
    ]
    with office._database.writing(office.actor) as work:
        work.deadlines.add_all(some)
    return tuple(some)


def test_each_is_written_with_what_differs_in_it(
    office: Office, stored: tuple[Deadline, ...]
) -> None:
    first, second, third = stored
    wanted = [replace(first, due_on=LATER), replace(second, title="Quokka reply", note="Sent")]
    with office._database.writing(office.actor) as work:
        written = work.deadlines.change_all([(first, wanted[0]), (second, wanted[1])])
        touched = {subject.id for subject in work.journal.subjects}
    with office._database.reading(office.actor) as reading:
        read = {each.id: each for each in reading.deadlines.where()}
    assert written == tuple(replace(each, version=Version(2)) for each in wanted)
    assert read == {each.id: each for each in (*written, third)}
    assert touched == {first.id, second.id}
    assert [hit.source for hit in office.ask(Search("quokka"))] == ["deadline"]


def test_nothing_is_written_over_a_newer_version(
    office: Office, stored: tuple[Deadline, ...]
) -> None:
    first, second, _ = stored
    with office._database.writing(office.actor) as work:
        work.deadlines.change(replace(second, title="Somebody was here"))
    both = [(each, replace(each, due_on=LATER)) for each in (first, second)]
    with pytest.raises(Stale), office._database.writing(office.actor) as work:
        work.deadlines.change_all(both)
    with office._database.reading(office.actor) as reading:
        assert reading.deadlines.get(first.id) == first


def test_content_made_from_another_version_is_stale(
    office: Office, stored: tuple[Deadline, ...]
) -> None:
    first, *_ = stored
    with pytest.raises(Stale), office._database.writing(office.actor) as work:
        work.deadlines.change_all([(first, replace(first, due_on=LATER, version=Version(9)))])


def test_the_same_record_twice_is_stale(office: Office, stored: tuple[Deadline, ...]) -> None:
    first, *_ = stored
    change = (first, replace(first, due_on=LATER))
    with pytest.raises(Stale), office._database.writing(office.actor) as work:
        work.deadlines.change_all([change, change])


def test_what_is_not_there_is_missing(office: Office, case: CaseId) -> None:
    unknown = Deadline(id=DeadlineId(new_id()), case=case, title="Brief", due_on=DAY)
    with pytest.raises(Missing), office._database.writing(office.actor) as work:
        work.deadlines.change_all([(unknown, replace(unknown, due_on=LATER))])


def test_no_changes_write_nothing(office: Office) -> None:
    with office._database.writing(office.actor) as work:
        assert work.deadlines.change_all([]) == ()
        assert work.journal.count == 0
