"""Examples of retention: classes, holds over cases, notices, and disposal from request to paper."""

from uuid import UUID

from app.domain.evidence_entry import EvidenceEntry
from app.domain.retention.notices import Answer, DisposalNotice
from app.domain.retention.review import ReviewFilter, ReviewReason
from app.domain.retention.rules import NoticeKind
from app.services.evidence import LogEvidence
from app.services.retention import (
    AnswerNotice,
    ApproveDisposal,
    CaseHolds,
    ClassifyItems,
    ExecuteDisposal,
    GiveNotice,
    HoldCase,
    ItemRetention,
    PreviewDisposalPaper,
    PrintDisposalPaper,
    PutBackClasses,
    RefuseDisposal,
    ReleaseCaseHold,
    RequestDisposal,
    ReviewCounts,
    ReviewPage,
    WaitingRequests,
    WithdrawDisposal,
)
from tests.architecture.examples.world import (
    MARK,
    Example,
    World,
    at_the_keyboard,
    gone_to_court,
    stays_in_court,
)


def _wish(world: World) -> RequestDisposal:
    entry = EvidenceEntry(kind="photo", description=f"Photo of {MARK}", retention_class="CASE")
    item = world.do(LogEvidence(case=world.case.id, entry=entry)).item
    return stays_in_court(item.id, MARK)


def _asked(world: World) -> tuple[UUID]:
    (event,) = world.do(_wish(world))
    return (event.id,)


def _approval(world: World) -> ApproveDisposal:
    """Approve what a colleague asked for."""
    wish = _wish(world)
    with at_the_keyboard(world.office, world.colleague):
        (event,) = world.do(wish)
    return ApproveDisposal(requests=(event.id,))


def _execution(world: World) -> ExecuteDisposal:
    requests = _asked(world)
    with at_the_keyboard(world.office, world.colleague):
        world.do(ApproveDisposal(requests=requests))
    return gone_to_court(requests[0], MARK)


def _notice(world: World) -> DisposalNotice:
    (notice,) = world.do(_giving(world))
    return notice


def _giving(world: World) -> GiveNotice:
    return GiveNotice(items=(world.things.item.id,), kind=NoticeKind.OWNER, told=f"Owner {MARK}")


def _classifying(world: World) -> ClassifyItems:
    return ClassifyItems(
        items=(world.things.item.id,), retention_class="CASE", review_on=world.today
    )


EXAMPLES: dict[type, Example] = {
    RequestDisposal: _wish,
    ApproveDisposal: _approval,
    RefuseDisposal: lambda world: RefuseDisposal(
        requests=_asked(world), reason="Needed for the retrial"
    ),
    WithdrawDisposal: lambda world: WithdrawDisposal(requests=_asked(world), reason="Wrong item"),
    ExecuteDisposal: _execution,
    GiveNotice: _giving,
    AnswerNotice: lambda world: AnswerNotice(
        notice=_notice(world).id, answer=Answer.OBJECTION, note="Claims it"
    ),
    HoldCase: lambda world: HoldCase(case=world.case.id, reason="Civil claim", order="CV-1"),
    ReleaseCaseHold: lambda world: ReleaseCaseHold(
        hold=world.do(HoldCase(case=world.case.id, reason=MARK)).id, reason="Settled"
    ),
    ClassifyItems: _classifying,
    PutBackClasses: lambda world: world.taken_back(_classifying(world)),
    ItemRetention: lambda world: ItemRetention(world.things.item.id),
    WaitingRequests: lambda world: WaitingRequests((world.things.asked.id,)),
    CaseHolds: lambda world: CaseHolds(world.case.id),
    ReviewPage: lambda _: ReviewPage(),
    ReviewCounts: lambda _: ReviewCounts(),
    PrintDisposalPaper: lambda world: PrintDisposalPaper(world.things.certificate),
    PreviewDisposalPaper: lambda world: PreviewDisposalPaper(world.things.certificate),
}

FURTHER: tuple[Example, ...] = (
    lambda world: ReviewPage(
        which=ReviewFilter(reason=ReviewReason.UNCLASSIFIED, case=world.case.id)
    ),
)
