"""The evidence of a demo case, each item with its chain of custody up to today."""

from app.domain.custody import HANDLING_ACTIONS, Action, CustodyEvent
from app.domain.custody.signing import parts_of
from app.domain.evidence_entry import EvidenceEntry
from app.domain.signatures import SignatureKind
from app.services.demo.accused import CENTS
from app.services.demo.handwriting import handwriting
from app.services.demo.scene import Scene
from app.services.demo.script import ItemScript, StepScript
from app.services.evidence import (
    CorrectCustody,
    LogEvidence,
    Logged,
    SignatureEntry,
    SignStep,
    TransferCustody,
)


def log_evidence(scene: Scene) -> None:
    """Log every item, hand it over as told and correct what was written down wrongly."""
    for told in scene.script.evidence:
        logged = scene.do(LogEvidence(case=scene.case.id, entry=_entry(scene, told)))
        _sign(scene, logged.event)
        for step in told.steps:
            _hand_over(scene, logged, step)
        if told.correction is not None:
            seq, reason = told.correction
            scene.do(CorrectCustody(item=logged.item.id, seq=seq, reason=reason))


def _entry(scene: Scene, told: ItemScript) -> EvidenceEntry:
    moment = scene.almanac.moment
    return EvidenceEntry(
        kind=told.kind,
        description=told.description,
        tag=told.tag,
        quantity=told.quantity,
        agency_tag=told.agency_tag,
        exhibit=told.exhibit,
        seal=told.seal,
        packaging=told.packaging,
        serial=told.serial,
        value_cents=None if told.value_dollars is None else told.value_dollars * CENTS,
        condition=told.condition,
        collected_by=told.collected_by,
        collected_at=moment(told.collected) if told.collected else None,
        collected_place=told.collected_place,
        seized_from=told.seized_from,
        owner=told.owner,
        authority=told.authority,
        hazard=told.hazard,
        holder=told.holder,
        place=told.place,
        second_person=told.second,
        received_at=moment(told.received),
    )


def _hand_over(scene: Scene, logged: Logged, told: StepScript) -> None:
    event = scene.do(
        TransferCustody(
            item=logged.item.id,
            action=Action(told.action),
            to=told.to,
            purpose=told.purpose,
            at=scene.almanac.moment(told.at),
            place=told.place,
            second_person=told.second,
            seal_intact=told.seal_intact,
            seal=told.seal,
            method=told.method,
            due_back_on=scene.almanac.due(told.due),
            note=told.note,
            authority=told.authority,
            details=tuple(told.details.items()),
        ),
        told.by,
    )
    if not told.unsigned:
        _sign(scene, event)


def _sign(scene: Scene, event: CustodyEvent) -> None:
    """Let everybody named draw a signature under a step where an item changes hands."""
    if event.action in HANDLING_ACTIONS or event.giver == event.holder:
        return
    entries = tuple(
        SignatureEntry(part=part, kind=SignatureKind.DRAWN, strokes=handwriting(name))
        for part, name in parts_of(event).items()
    )
    scene.do(SignStep(item=event.item, seq=event.seq, entries=entries))
