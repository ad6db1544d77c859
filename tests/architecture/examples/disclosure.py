"""Examples of the disclosure ledger, productions, certificates and the officer register."""

from dataclasses import replace

from app.domain.disclosure.certificates import CertificateStepKind
from app.domain.disclosure.favorable import FavorableKind, OfficerStepKind, Ruling
from app.domain.disclosure.productions import ProductionStepKind
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.disclosure.steps import StepKind
from app.domain.ids import new_id
from app.services.attachments import AttachFile
from app.services.disclosure.certificates import (
    IssueCertificate,
    RecordCertificateStep,
    WhatIsOpen,
)
from app.services.disclosure.exporting import ExportProduction, VerifyProductionFolder
from app.services.disclosure.favorable import (
    FavorableEntry,
    RecordFavorable,
    RuleOnFavorable,
    TellFavorable,
)
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    AmendDisclosureItem,
    ApproveWithholding,
    CorrectArrival,
    DecideDisclosure,
    NameDisclosureFile,
    ReceiveDisclosureItem,
    RecordInspection,
    RemoveDisclosureItem,
    ReviewDisclosureItem,
    RowEntry,
    UnnameDisclosureFile,
)
from app.services.disclosure.papers import (
    PaperKind,
    PreviewDisclosurePaper,
    PrintDisclosurePaper,
)
from app.services.disclosure.productions import (
    AmendProductionDraft,
    DraftProduction,
    DropProductionDraft,
    FreezeProduction,
    PutBackProductionDraft,
    RecordProductionStep,
)
from app.services.disclosure.register import (
    ListOfficer,
    OfficerRegister,
    OfficerWarning,
    RecordOfficerStep,
)
from app.services.disclosure.requests import (
    AddBradyOrder,
    AddDefenseRequest,
    AddProtectiveOrder,
    AmendBradyOrder,
    AmendDefenseRequest,
    AmendInquiry,
    AmendLoss,
    AmendProtectiveOrder,
    AskAgency,
    RecordLoss,
    RemoveBradyOrder,
    RemoveDefenseRequest,
    RemoveInquiry,
    RemoveLoss,
    RemoveProtectiveOrder,
)
from app.services.disclosure.views import CaseDisclosure, ReceivedNotDisclosed, WhatTheDefenseHad
from app.services.owed_disclosure import (
    AnnounceDisclosure,
    DisclosureUnannounced,
    OwedDisclosure,
)
from app.services.reminders import RemoveReminders
from tests.architecture.examples.disclosures import settle
from tests.architecture.examples.world import Example, World


def _certificate(world: World) -> IssueCertificate:
    settle(world.office, world.colleague.id, world.case.id, world.entry)
    return IssueCertificate(
        case=world.case.id,
        defendant=world.people.defendant.id,
        diligence="Every agency was asked.",
        delay_reason="The laboratory answered late.",
    )


def _another_file(world: World) -> NameDisclosureFile:
    attached = world.do(AttachFile(case=world.case.id, path=world.file))
    return NameDisclosureFile(row=world.disclosures.received.id, attachment=attached.id)


def _silent_again(world: World) -> AnnounceDisclosure:
    """Take the reminders of the demand away, as an older edition left it."""
    with world.office._database.reading(world.office.actor) as reading:
        held = reading.reminders.open_for(world.disclosures.request.id)
    world.do(RemoveReminders(reminders=held))
    return AnnounceDisclosure()


def _folder(world: World) -> VerifyProductionFolder:
    folder = world.file.with_name("listed")
    folder.mkdir(exist_ok=True)
    (folder / "MANIFEST.txt").write_text("", "utf-8")
    return VerifyProductionFolder(
        production=world.disclosures.production.production.id, folder=folder
    )


EXAMPLES: dict[type, Example] = {
    AddDisclosureItem: lambda world: AddDisclosureItem(
        case=world.case.id, entry=RowEntry(title="Crime scene log", duty="16E")
    ),
    RemoveDisclosureItem: lambda world: RemoveDisclosureItem(item=world.disclosures.last),
    AmendDisclosureItem: lambda world: AmendDisclosureItem(
        item=replace(world.disclosures.received, title="Body camera, two files", pages=3)
    ),
    ReceiveDisclosureItem: lambda world: ReceiveDisclosureItem(
        row=world.disclosures.expected.id, pages=4
    ),
    CorrectArrival: lambda world: CorrectArrival(
        row=world.disclosures.received.id,
        on=world.today.replace(day=1).replace(year=world.today.year - 1),
        reason="Stamped by the clerk",
    ),
    ReviewDisclosureItem: lambda world: ReviewDisclosureItem(row=world.disclosures.received.id),
    DecideDisclosure: lambda world: DecideDisclosure(
        row=world.disclosures.reviewed.id, decision=StepKind.DISCLOSE
    ),
    ApproveWithholding: lambda world: ApproveWithholding(
        row=world.disclosures.withheld.id, approved=True
    ),
    RecordInspection: lambda world: RecordInspection(
        row=world.disclosures.shown.id, defendant=world.people.defendant.id
    ),
    NameDisclosureFile: _another_file,
    UnnameDisclosureFile: lambda world: UnnameDisclosureFile(file=world.disclosures.file),
    AddDefenseRequest: lambda world: AddDefenseRequest(
        record=DefenseRequest(
            id=new_id(), case=world.case.id, made_on=world.today, text="All reports"
        )
    ),
    AmendDefenseRequest: lambda world: AmendDefenseRequest(
        record=replace(world.disclosures.request, answered_on=world.today, outcome="Provided")
    ),
    RemoveDefenseRequest: lambda world: RemoveDefenseRequest(record=world.disclosures.request),
    AskAgency: lambda world: AskAgency(
        record=AgencyInquiry(
            id=new_id(),
            case=world.case.id,
            agency="Riverside PD",
            asked_on=world.today,
            what="Personnel files",
        )
    ),
    AmendInquiry: lambda world: AmendInquiry(
        record=replace(
            world.disclosures.inquiry,
            replied_on=world.today,
            attests_none=True,
            attested_by="Sgt. Hall",
        )
    ),
    RemoveInquiry: lambda world: RemoveInquiry(record=world.disclosures.inquiry),
    RecordLoss: lambda world: RecordLoss(
        record=LossNotice(
            id=new_id(), case=world.case.id, what="Swab", by="Laboratory", why="Thawed"
        )
    ),
    AmendLoss: lambda world: AmendLoss(
        record=replace(world.disclosures.loss, noticed_on=world.today)
    ),
    RemoveLoss: lambda world: RemoveLoss(record=world.disclosures.loss),
    AddProtectiveOrder: lambda world: AddProtectiveOrder(
        record=ProtectiveOrder(
            id=new_id(),
            case=world.case.id,
            court="Superior Court",
            ordered_on=world.today,
            terms="Counsel only",
        )
    ),
    AmendProtectiveOrder: lambda world: AmendProtectiveOrder(
        record=replace(world.disclosures.order, vacated_on=world.today)
    ),
    RemoveProtectiveOrder: lambda world: RemoveProtectiveOrder(record=world.disclosures.order),
    AddBradyOrder: lambda world: AddBradyOrder(
        record=BradyOrder(id=new_id(), case=world.case.id, written_on=world.today)
    ),
    AmendBradyOrder: lambda world: AmendBradyOrder(
        record=replace(world.disclosures.brady, written_on=world.today)
    ),
    RemoveBradyOrder: lambda world: RemoveBradyOrder(record=world.disclosures.brady),
    RecordFavorable: lambda world: RecordFavorable(
        case=world.case.id,
        entry=FavorableEntry(
            kind=FavorableKind.EXCULPATORY,
            what="Another was seen",
            source="Neighbor",
            learned_on=world.today,
        ),
    ),
    RuleOnFavorable: lambda world: RuleOnFavorable(
        matter=world.disclosures.matter.id, ruling=Ruling.DISCLOSE, reason="It impeaches"
    ),
    TellFavorable: lambda world: TellFavorable(
        matter=world.disclosures.told.id, how="Letter to counsel"
    ),
    ListOfficer: lambda _: ListOfficer(name="Dana Poole", matter="Perjury", why="Convicted"),
    RecordOfficerStep: lambda world: RecordOfficerStep(
        officer=world.entry.officer.id, kind=OfficerStepKind.NOTICE, text="By letter"
    ),
    OfficerRegister: lambda _: OfficerRegister(),
    OfficerWarning: lambda world: OfficerWarning(person=world.officer.id),
    DraftProduction: lambda world: DraftProduction(
        case=world.case.id,
        defendant=world.people.defendant.id,
        items=(world.disclosures.ready.id.hex,),
        recipient="G. Whitlock",
    ),
    AmendProductionDraft: lambda world: AmendProductionDraft(
        draft=replace(world.disclosures.draft, bar_number="1187")
    ),
    DropProductionDraft: lambda world: DropProductionDraft(record=world.disclosures.draft),
    PutBackProductionDraft: lambda world: PutBackProductionDraft(
        record=world.do(DropProductionDraft(record=world.disclosures.draft))
    ),
    FreezeProduction: lambda world: FreezeProduction(draft=world.disclosures.draft.id),
    RecordProductionStep: lambda world: RecordProductionStep(
        production=world.disclosures.production.production.id, kind=ProductionStepKind.SERVED
    ),
    ExportProduction: lambda world: ExportProduction(
        production=world.disclosures.production.production.id,
        to=world.file.with_name(f"produced-{new_id().hex}"),
    ),
    VerifyProductionFolder: _folder,
    IssueCertificate: _certificate,
    RecordCertificateStep: lambda world: RecordCertificateStep(
        certificate=world.disclosures.certificate.certificate.id, kind=CertificateStepKind.FILED
    ),
    WhatIsOpen: lambda world: WhatIsOpen(case=world.case.id),
    CaseDisclosure: lambda world: CaseDisclosure(world.case.id),
    WhatTheDefenseHad: lambda world: WhatTheDefenseHad(case=world.case.id),
    AnnounceDisclosure: _silent_again,
    DisclosureUnannounced: lambda _: DisclosureUnannounced(),
    OwedDisclosure: lambda world: OwedDisclosure(world.disclosures.request.id),
    ReceivedNotDisclosed: lambda world: ReceivedNotDisclosed(world.case.id),
    PreviewDisclosurePaper: lambda world: PreviewDisclosurePaper(
        case=world.case.id, kind=PaperKind.WITHHELD
    ),
    PrintDisclosurePaper: lambda world: PrintDisclosurePaper(
        case=world.case.id,
        kind=PaperKind.LETTER,
        subject=world.disclosures.served.production.id,
    ),
}

FURTHER: tuple[Example, ...] = (lambda _: OfficerWarning(name="Ana Reyes"),)
