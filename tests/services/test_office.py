"""The two doors: permission, wall, one transaction, one audit entry, undo, stale."""

import dataclasses
from collections.abc import Callable
from typing import ClassVar

import pytest

from app.domain.audit import Outcome
from app.domain.cases import Case, CaseFilter
from app.domain.errors import NotPermitted, Refused, Stale
from app.domain.ids import new_id
from app.domain.users import Actor, OfficeRole, Permission, UserId
from app.services.cases import AmendCase, CaseHeaderOf, CasesPage, OpenCase
from app.services.office import Command, Office
from app.storage.unit_of_work import UnitOfWork

AsActor = Callable[[OfficeRole], Office]


@dataclasses.dataclass(frozen=True)
class Peek(Command[tuple[str, ...]]):
    """Read the log from inside a transaction."""

    needs: ClassVar[Permission] = Permission.AUDIT_VIEW

    def run(self, work: UnitOfWork) -> tuple[str, ...]:
        return tuple(f"{entry.action} {entry.outcome}" for entry in reversed(work.audit.newest(50)))


@dataclasses.dataclass(frozen=True)
class Fail(Command[None]):
    """Write something, then refuse."""

    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def run(self, work: UnitOfWork) -> None:
        work.cases.add(Case(id=new_id(), number="2026-9", title="Lost"))  # type: ignore[arg-type]  # any identity
        raise Refused("text.required", field="title")


@dataclasses.dataclass(frozen=True)
class WallOff(Command[None]):
    """Close a case to everybody but a stranger."""

    case: Case
    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> None:
        work.walls.close(self.case.id, [new_id()])


@pytest.fixture
def acting(office: Office) -> AsActor:
    def as_role(role: OfficeRole) -> Office:
        actor = Actor(UserId(new_id()), role, role, role)
        return Office(office._database, actor, lambda: None)

    return as_role


def log(office: Office) -> tuple[str, ...]:
    return office.do(Peek()).value


def test_a_command_writes_and_leaves_one_entry(office: Office) -> None:
    before = len(log(office))
    done = office.do(OpenCase(title="State v. Roe"))
    assert office.ask(CaseHeaderOf(done.value.id)).case == done.value
    assert log(office)[before:] == ("Peek done", f"OpenCase {Outcome.DONE}")


def test_changes_name_kind_and_case(office: Office) -> None:
    done = office.do(OpenCase(title="State v. Roe"))
    assert done.changes.touches("cases")
    assert done.changes.touches_case(done.value.id)
    assert not done.changes.touches("evidence_items")


def test_without_permission_nothing_happens_but_the_attempt_is_kept(
    office: Office, acting: AsActor
) -> None:
    with pytest.raises(NotPermitted):
        acting(OfficeRole.READER).do(OpenCase(title="State v. Roe"))
    assert office.ask(CasesPage()).rows == ()
    assert log(office)[-1] == f"OpenCase {Outcome.DENIED}"


def test_a_refusal_leaves_no_trace(office: Office) -> None:
    before = log(office)
    with pytest.raises(Refused):
        office.do(Fail())
    assert office.ask(CasesPage()).rows == ()
    assert log(office)[len(before) :] == ("Peek done",)


def test_undo_puts_the_old_content_back_as_a_new_act(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    done = office.do(AmendCase(case=dataclasses.replace(case, title="State v. Doe")))
    assert done.undo is not None
    office.do(done.undo)
    restored = office.ask(CaseHeaderOf(case.id)).case
    assert restored.title == "State v. Roe"
    assert restored.version == case.version + 2


def test_undo_after_somebody_else_moved_is_stale(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    done = office.do(AmendCase(case=dataclasses.replace(case, title="State v. Doe")))
    office.do(AmendCase(case=dataclasses.replace(done.value.after, judge="Okafor")))
    assert done.undo is not None
    with pytest.raises(Stale):
        office.do(done.undo)


def test_a_wall_hides_the_case_from_lists_and_refuses_acts_on_it(office: Office) -> None:
    case = office.do(OpenCase(title="State v. Roe")).value
    office.do(WallOff(case))
    assert office.ask(CasesPage()).rows == ()
    assert office.ask(CasesPage(which=CaseFilter(words="Roe"))).rows == ()
    with pytest.raises(NotPermitted):
        office.ask(CaseHeaderOf(case.id))
    with pytest.raises(NotPermitted):
        office.do(AmendCase(case=case))
    assert log(office)[-2:] == (
        f"CaseHeaderOf {Outcome.DENIED}",
        f"AmendCase {Outcome.DENIED}",
    )


def test_numbers_count_up_within_the_year(office: Office) -> None:
    first = office.do(OpenCase(title="One")).value
    second = office.do(OpenCase(title="Two")).value
    assert int(second.number[-5:]) == int(first.number[-5:]) + 1


def test_a_taken_number_is_refused(office: Office) -> None:
    office.do(OpenCase(title="One", number="A-1"))
    with pytest.raises(Refused, match="number_taken"):
        office.do(OpenCase(title="Two", number="A-1"))
