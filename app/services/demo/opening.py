"""Opens a demo case: the file, who works on it, its numbers, banners and notes."""

from app.domain.cases import (
    AssignmentRole,
    CaseStatus,
    NumberKind,
    ScreeningDecision,
    Stage,
    title_from,
)
from app.domain.notes import NoteKind
from app.services.case_heading import AddCaseNumber, AssignCase, EndAssignment, FlagCase
from app.services.case_stages import CloseCase, ScreenCase, SetCaseStatus
from app.services.cases import CaseHeaderOf, OpenCase
from app.services.demo.almanac import Almanac
from app.services.demo.company import Company
from app.services.demo.scene import Scene
from app.services.demo.script import CaseScript
from app.services.notes import AddNote
from app.services.office import Office


def open_case(office: Office, almanac: Almanac, company: Company, script: CaseScript) -> Scene:
    """Open the file and return the scene for all that follows."""
    first = script.defendants[0].person.family if script.defendants else ""
    offense = script.offense or (None, None)
    case = office.do(
        OpenCase(
            title=script.title or title_from(first),
            number=f"{almanac.today.year}-{script.number:05d}",
            stage=Stage(script.stage),
            kind=script.kind,
            category=script.category,
            agency=script.agency,
            referral_source=script.referral_source,
            received_on=almanac.day(script.received),
            offense_from=None if offense[0] is None else almanac.any_day(offense[0]),
            offense_to=None if offense[1] is None else almanac.any_day(offense[1]),
            offense_place=script.place,
            court=script.court,
            courtroom=script.courtroom,
            judge=script.judge,
            synopsis=script.synopsis,
        )
    ).value
    scene = Scene(office, almanac, company, script, case)
    _assign(scene)
    _mark(scene)
    return scene


def settle_case(scene: Scene) -> None:
    """Bring the case where it stands: screened, resting or closed."""
    script, case = scene.script, scene.case.id
    if script.screening is not None:
        told = script.screening
        scene.do(
            ScreenCase(
                case=case,
                decision=ScreeningDecision(told.decision),
                on=scene.almanac.day(told.on),
                reason=told.reason,
                words=told.words,
            )
        )
    if script.status is not None:
        status, reason = script.status
        scene.do(SetCaseStatus(case=case, status=CaseStatus(status), reason=reason))
    if script.closed is not None:
        on, reason = script.closed
        scene.do(CloseCase(case=case, on=scene.almanac.day(on), reason=reason))


def _assign(scene: Scene) -> None:
    case = scene.case.id
    for role, login in scene.script.team.items():
        scene.do(
            AssignCase(case=case, user=scene.company.colleague(login), role=AssignmentRole(role))
        )
    if AssignmentRole.LEAD in scene.script.team:
        me = scene.office.actor.user
        members = scene.office.ask(CaseHeaderOf(case)).members
        mine = next(each.assignment for each in members if each.user.id == me)
        scene.do(EndAssignment(assignment=mine))


def _mark(scene: Scene) -> None:
    script, case = scene.script, scene.case.id
    for number in script.numbers:
        scene.do(
            AddCaseNumber(
                case=case,
                kind=NumberKind(number.kind),
                number=number.number,
                issuer=number.issuer,
            )
        )
    for flag in script.flags:
        until = scene.almanac.maybe(flag.until)
        scene.do(FlagCase(case=case, name=flag.name, tone=flag.tone, until=until, note=flag.note))
    for note in script.notes:
        scene.do(
            AddNote(
                case=case,
                text=note.text,
                kind=NoteKind(note.kind),
                is_work_product=note.is_work_product,
            )
        )
