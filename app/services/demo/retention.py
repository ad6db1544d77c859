"""How the evidence of a demo case is kept, and how some of it left."""

from app.domain.custody import Action, CustodyEvent
from app.domain.errors import Missing
from app.domain.evidence import ItemId
from app.domain.persons import Role
from app.domain.retention.disposal import Authority, Method
from app.domain.retention.notices import Answer
from app.domain.retention.rules import NoticeKind
from app.services.charges import FileAppeal
from app.services.demo.scene import Scene
from app.services.demo.script import NoticeScript, StepScript
from app.services.retention import (
    AnswerNotice,
    ApproveDisposal,
    ExecuteDisposal,
    GiveNotice,
    HoldCase,
    ItemRetention,
    RequestDisposal,
)


def keep_evidence(scene: Scene) -> None:
    """Place the hold over the case and file the appeal, where there is one."""
    script, case = scene.script, scene.case.id
    if script.hold is not None:
        reason, order = script.hold
        scene.do(HoldCase(case=case, reason=reason, order=order))
    if script.appeal is not None:
        told = script.appeal
        first = next(each for each in scene.parties.values() if each.role is Role.DEFENDANT)
        scene.do(
            FileAppeal(
                case=case,
                defendant=first.id,
                filed_on=scene.almanac.day(told.filed),
                court=told.court,
                number=told.number,
                note=told.note,
            )
        )


def give_notice(scene: Scene, item: ItemId, told: NoticeScript) -> None:
    """Record a notice and what came back on it."""
    (notice,) = scene.do(
        GiveNotice(
            items=(item,),
            kind=NoticeKind(told.kind),
            told=told.told,
            on=scene.almanac.day(told.on),
        )
    )
    if told.answer is not None:
        answer, on = told.answer
        day = scene.almanac.day(on)
        scene.do(AnswerNotice(notice=notice.id, answer=Answer(answer), on=day))


def dispose(scene: Scene, item: ItemId, told: StepScript) -> CustodyEvent:
    """Request, approve or carry out the disposal of an item, as a step of its chain tells."""
    if told.action == Action.DISPOSAL_REQUESTED:
        return _request(scene, item, told)
    request = scene.office.ask(ItemRetention(item)).request
    if request is None:
        raise Missing("disposal.not_requested", tag=str(item))
    at = scene.almanac.moment(told.at)
    if told.action == Action.DISPOSAL_APPROVED:
        approval = ApproveDisposal(requests=(request.id,), remark=told.purpose, at=at)
        return scene.do(approval, told.by)[0]
    said = {name: told.details.get(name, "") for name in ("id_seen", "release_form", "wipe")}
    execution = ExecuteDisposal(
        requests=(request.id,),
        witness=told.second,
        at=at,
        to=told.to,
        saw_items=True,
        how=told.method,
        place=told.place,
        note=told.note,
        **said,
    )
    return scene.do(execution, told.by).events[0]


def _request(scene: Scene, item: ItemId, told: StepScript) -> CustodyEvent:
    wish = RequestDisposal(
        items=(item,),
        method=Method(told.method),
        authority=Authority(told.details["authority"]),
        paper=told.authority,
        reason=told.purpose,
        at=scene.almanac.moment(told.at),
    )
    return scene.do(wish, told.by)[0]
