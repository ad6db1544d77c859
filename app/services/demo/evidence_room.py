"""The evidence of a demo case, each item with its chain of custody up to today."""

from dataclasses import fields, replace

from app.domain.attachments import AttachmentId, FileFacts, FileRole
from app.domain.backups import Watch
from app.domain.custody import HANDLING_ACTIONS, Action, CustodyEvent
from app.domain.custody.signing import parts_of
from app.domain.evidence import ItemFacts, ItemId
from app.domain.evidence_entry import EvidenceEntry
from app.domain.resources import resource_path
from app.domain.retention.disposal import DISPOSAL_ACTIONS
from app.domain.signatures import SignatureKind
from app.services.attachments import AttachFile, check_file
from app.services.charges import CaseCharges
from app.services.demo.accused import CENTS
from app.services.demo.handwriting import handwriting
from app.services.demo.retention import dispose, give_notice
from app.services.demo.scene import Scene
from app.services.demo.script import FileScript, ItemScript, StepScript
from app.services.evidence import (
    CorrectCustody,
    LinkItemToCharge,
    LogEvidence,
    Logged,
    SignatureEntry,
    SignStep,
    TransferCustody,
)

FROM_TODAY = "@"
"""Before a day and clock that are counted from today."""


def log_evidence(scene: Scene) -> None:
    """Log every item, hand it over as told and correct what was written down wrongly."""
    for told in scene.script.evidence:
        logged = scene.do(LogEvidence(case=scene.case.id, entry=_entry(scene, told)))
        _sign(scene, logged.event)
        for notice in told.notices:
            give_notice(scene, logged.item.id, notice)
        for step in told.steps:
            _hand_over(scene, logged, step)
        if told.correction is not None:
            seq, reason = told.correction
            scene.do(CorrectCustody(item=logged.item.id, seq=seq, reason=reason))
        _name_counts(scene, logged.item.id, told.proves)
        _attach_files(scene, logged, told.files)


def _attach_files(scene: Scene, logged: Logged, files: tuple[FileScript, ...]) -> None:
    """Keep the files told, each after the one it was made from."""
    kept = dict[str, AttachmentId]()
    for told in files:
        facts = FileFacts(
            role=FileRole(told.role),
            source=kept.get(told.made_from),
            basis=told.basis,
            note=told.note,
        )
        path = resource_path("demo", "files", told.file)
        item = logged.item
        command = AttachFile(case=item.case, item=item.id, path=path, facts=facts)
        kept[told.file] = scene.do(command).id
        if told.checked:
            check_file(scene.office, kept[told.file], item.case, Watch())


def _entry(scene: Scene, told: ItemScript) -> EvidenceEntry:
    moment = scene.almanac.moment
    facts = {each.name: getattr(told, each.name) for each in fields(ItemFacts)}
    entry = EvidenceEntry(
        **facts,
        holder=told.holder,
        place=told.place,
        location=scene.company.rooms.named(told.place),
        second_person=told.second,
        received_at=moment(told.received),
        inside=told.inside,
    )
    answers = ((name, _answer(scene, text)) for name, text in told.answers.items())
    return replace(
        entry,
        value_cents=None if told.value_dollars is None else told.value_dollars * CENTS,
        collected_at=moment(told.collected) if told.collected else None,
        review_on=scene.almanac.maybe(told.review),
        particulars=tuple(answers),
    )


def _answer(scene: Scene, text: str) -> str:
    """Return an answer, its day counted from today where it is told so."""
    if not text.startswith(FROM_TODAY):
        return text
    offset, clock = text.removeprefix(FROM_TODAY).split(" ")
    at = scene.almanac.moment((int(offset), clock))
    return f"{scene.almanac.local(at):%Y-%m-%d %H:%M}"


def _name_counts(scene: Scene, item: ItemId, numbers: tuple[int, ...]) -> None:
    if not numbers:
        return
    first, *_others = scene.office.ask(CaseCharges(scene.case.id))
    for count in first.counts:
        if count.charge.number in numbers:
            scene.do(LinkItemToCharge(item=item, charge=count.charge.id))


def _hand_over(scene: Scene, logged: Logged, told: StepScript) -> None:
    if Action(told.action) in DISPOSAL_ACTIONS:
        _sign(scene, dispose(scene, logged.item.id, told))
        return
    event = scene.do(
        TransferCustody(
            item=logged.item.id,
            action=Action(told.action),
            to=told.to,
            purpose=told.purpose,
            at=scene.almanac.moment(told.at),
            place=told.place,
            location=scene.company.rooms.named(told.place),
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
