"""Examples of opening cases and of moving them along."""

from dataclasses import replace

from app.domain.cases import (
    AssignmentRole,
    CaseFilter,
    CaseStatus,
    NumberKind,
    ScreeningDecision,
    Stage,
)
from app.domain.ids import new_id
from app.domain.persons import Person, PersonId
from app.services.case_file import CaseFileOf
from app.services.case_heading import (
    AddCaseNumber,
    AssignCase,
    EndAssignment,
    FlagCase,
    RemoveCaseNumber,
    RemoveFlag,
    RestoreCaseNumber,
    RestoreFlag,
)
from app.services.case_opening import FirstCount, OpenCaseFile
from app.services.case_overview import CaseOverview, CaseTop
from app.services.case_stages import CloseCase, MoveStage, ReopenCase, ScreenCase, SetCaseStatus
from app.services.cases import (
    AmendCase,
    CaseByNumber,
    CaseHeaderOf,
    CasesCount,
    CasesPage,
    OpenCase,
)
from app.services.charges import DisposeCharge
from app.services.history import CaseHistory
from app.services.notes import AddNote, CaseNotes
from tests.architecture.examples.world import MARK, Example, World


def _closing(world: World) -> CloseCase:
    world.do(DisposeCharge(charges=(world.counts.pending.id,), code="NOLLE"))
    return CloseCase(case=world.case.id, reason="All counts ended")


def _reopening(world: World) -> ReopenCase:
    world.do(ScreenCase(case=world.case.id, decision=ScreeningDecision.DECLINE, reason="EV-INSUF"))
    return ReopenCase(case=world.case.id, to=Stage.REFERRAL, reason="New evidence")


EXAMPLES: dict[type, Example] = {
    OpenCase: lambda _: OpenCase(title="State v. Roe"),
    OpenCaseFile: lambda _: OpenCaseFile(
        opening=OpenCase(title=""),
        defendant=Person(id=PersonId(new_id()), family="Roe"),
        count=FirstCount(statute="PC 459", description="Burglary"),
    ),
    AmendCase: lambda world: AmendCase(case=replace(world.case, title="State v. Doe")),
    AddCaseNumber: lambda world: AddCaseNumber(
        case=world.case.id, kind=NumberKind.POLICE, number="PD-1"
    ),
    RemoveCaseNumber: lambda world: RemoveCaseNumber(record=world.things.number),
    AssignCase: lambda world: AssignCase(
        case=world.case.id, user=world.colleague.id, role=AssignmentRole.ADVOCATE
    ),
    EndAssignment: lambda world: EndAssignment(assignment=world.things.assignment),
    FlagCase: lambda world: FlagCase(case=world.case.id, name="Press"),
    RemoveFlag: lambda world: RemoveFlag(record=world.things.flag),
    RestoreCaseNumber: lambda world: world.taken_back(RemoveCaseNumber(record=world.things.number)),
    RestoreFlag: lambda world: world.taken_back(RemoveFlag(record=world.things.flag)),
    MoveStage: lambda world: MoveStage(case=world.case.id, to=Stage.PRETRIAL),
    ScreenCase: lambda world: ScreenCase(case=world.case.id, decision=ScreeningDecision.FILE),
    SetCaseStatus: lambda world: SetCaseStatus(case=world.case.id, status=CaseStatus.STAYED),
    CloseCase: _closing,
    ReopenCase: _reopening,
    AddNote: lambda world: AddNote(case=world.case.id, text="Called the lab."),
    CasesPage: lambda _: CasesPage(),
    CasesCount: lambda _: CasesCount(),
    CaseHeaderOf: lambda world: CaseHeaderOf(world.case.id),
    CaseByNumber: lambda world: CaseByNumber(world.case.number),
    CaseFileOf: lambda world: CaseFileOf(world.case.id),
    CaseOverview: lambda world: CaseOverview(world.case.id),
    CaseTop: lambda world: CaseTop(world.case.id),
    CaseHistory: lambda world: CaseHistory(case=world.case.id),
    CaseNotes: lambda world: CaseNotes(case=world.case.id),
}

_FOUND = CaseFilter(words=MARK)

FURTHER: tuple[Example, ...] = (
    lambda _: CasesPage(which=_FOUND),
    lambda _: CasesPage(which=CaseFilter(mine=True, open_only=True)),
    lambda _: CasesCount(which=_FOUND),
    lambda _: CasesCount(which=CaseFilter(mine=True)),
)
