"""The evidence of a demo case, each item with its chain of custody up to today."""

from app.domain.attachments import AttachmentId, FileFacts, FileRole
from app.domain.backups import Watch
from app.domain.custody import Action
from app.domain.evidence_entry import EvidenceEntry
from app.domain.resources import resource_path
from app.services.attachments import AttachFile, check_file
from app.services.demo.accused import CENTS
from app.services.demo.scene import Scene
from app.services.demo.script import FileScript, ItemScript, StepScript
from app.services.evidence import CorrectCustody, LogEvidence, Logged, TransferCustody


def log_evidence(scene: Scene) -> None:
    """Log every item, hand it over as told and correct what was written down wrongly."""
    for told in scene.script.evidence:
        logged = scene.do(LogEvidence(case=scene.case.id, entry=_entry(scene, told)))
        for step in told.steps:
            _hand_over(scene, logged, step)
        if told.correction is not None:
            seq, reason = told.correction
            scene.do(CorrectCustody(item=logged.item.id, seq=seq, reason=reason))
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


def _hand_over(scene: Scene, logged: Logged, step: StepScript) -> None:
    scene.do(
        TransferCustody(
            item=logged.item.id,
            action=Action(step.action),
            to=step.to,
            purpose=step.purpose,
            at=scene.almanac.moment(step.at),
            place=step.place,
            second_person=step.second,
            seal_intact=step.seal_intact,
            seal=step.seal,
            method=step.method,
            due_back_on=scene.almanac.due(step.due),
            note=step.note,
        )
    )
