"""Examples of evidence and its custody."""

from dataclasses import replace

from app.domain.custody import Whereabouts
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceFilter
from app.domain.item_parts import Part
from app.domain.labels import LabelRun
from app.domain.profiles import Profile
from app.domain.signatures import Signatory
from app.services.evidence import (
    AmendEvidenceItem,
    CaseCustodyCheck,
    CaseEvidence,
    CheckIn,
    CheckOut,
    CheckTags,
    CombineItems,
    CorrectCustody,
    CustodyCheck,
    EvidenceByTag,
    EvidenceCounts,
    EvidenceItemView,
    EvidencePage,
    LinkItemToCharge,
    LogEvidence,
    LogEvidenceBatch,
    NextTagNumber,
    OverdueCount,
    OverdueEvidence,
    RecentHolders,
    RevealParticular,
    SignatureEntry,
    SignStep,
    SplitItem,
    TransferCustody,
    UnlinkItemFromCharge,
)
from app.services.evidence.papers import (
    PreviewPaper,
    PrintCaseLabels,
    PrintCustodyForm,
    PrintEvidenceLog,
    PrintLabels,
    PrintPlaceLabels,
    PrintPropertyReceipt,
    PrintTransferReceipt,
    stock_named,
)
from tests.architecture.examples.world import MARK, PLACE, Example

PHOTO = EvidenceEntry(kind="photo", description="Photo of the door")
SHEET = LabelRun(stock=stock_named("avery-5160"))

EXAMPLES: dict[type, Example] = {
    LogEvidence: lambda world: LogEvidence(case=world.case.id, entry=PHOTO),
    LogEvidenceBatch: lambda world: LogEvidenceBatch(case=world.case.id, entries=(PHOTO, PHOTO)),
    TransferCustody: lambda world: TransferCustody(
        item=world.things.item.id, to="Crime laboratory", purpose="Fingerprints"
    ),
    CorrectCustody: lambda world: CorrectCustody(
        item=world.things.item.id, seq=1, reason="Shelf 4, not 3"
    ),
    CheckOut: lambda world: CheckOut(
        items=(world.things.item.id,), to="Crime laboratory", purpose="Fingerprints"
    ),
    CheckIn: lambda world: CheckIn(items=(world.things.late.id,), purpose="Back", place="Shelf 4"),
    SignStep: lambda world: SignStep(
        item=world.things.item.id, seq=1, entries=(SignatureEntry(part=Signatory.RECEIVER),)
    ),
    CaseCustodyCheck: lambda world: CaseCustodyCheck(world.case.id),
    CustodyCheck: lambda _: CustodyCheck(),
    AmendEvidenceItem: lambda world: AmendEvidenceItem(
        item=replace(world.things.item, exhibit="12"), reason="Marked at the hearing"
    ),
    RevealParticular: lambda world: RevealParticular(item=world.things.phone.id, key="passcode"),
    SplitItem: lambda world: SplitItem(
        item=world.things.item.id, parts=(Part(quantity="1 page"),), purpose="To the laboratory"
    ),
    CombineItems: lambda world: CombineItems(
        into=world.things.item.id, items=(world.things.phone.id,), purpose="One package"
    ),
    LinkItemToCharge: lambda world: LinkItemToCharge(
        item=world.things.item.id, charge=world.counts.pending.id
    ),
    UnlinkItemFromCharge: lambda world: UnlinkItemFromCharge(link=world.things.link),
    CaseEvidence: lambda world: CaseEvidence(world.case.id),
    EvidencePage: lambda _: EvidencePage(),
    EvidenceItemView: lambda world: EvidenceItemView(world.things.item.id),
    EvidenceByTag: lambda world: EvidenceByTag(world.things.item.tag),
    OverdueEvidence: lambda _: OverdueEvidence(),
    OverdueCount: lambda _: OverdueCount(),
    EvidenceCounts: lambda _: EvidenceCounts(),
    RecentHolders: lambda _: RecentHolders(),
    CheckTags: lambda world: CheckTags(tags=(world.things.item.tag, "NEW-1")),
    NextTagNumber: lambda _: NextTagNumber(),
    PrintLabels: lambda world: PrintLabels(items=(world.things.item.id,), run_on=SHEET),
    PrintCaseLabels: lambda world: PrintCaseLabels(case=world.case.id, run_on=SHEET),
    PrintPlaceLabels: lambda _: PrintPlaceLabels(run_on=SHEET, codes=(PLACE,)),
    PrintCustodyForm: lambda world: PrintCustodyForm(world.things.item.id),
    PrintTransferReceipt: lambda world: PrintTransferReceipt(item=world.things.late.id),
    PrintPropertyReceipt: lambda world: PrintPropertyReceipt(case=world.case.id),
    PrintEvidenceLog: lambda world: PrintEvidenceLog(case=world.case.id, profile=Profile.DEFENSE),
    PreviewPaper: lambda world: PreviewPaper(PrintCustodyForm(world.things.item.id)),
}

FURTHER: tuple[Example, ...] = (
    lambda world: EvidencePage(which=EvidenceFilter(case=world.case.id)),
    lambda _: EvidencePage(which=EvidenceFilter(words=MARK, whereabouts=Whereabouts.OUT)),
    lambda world: EvidenceCounts(which=EvidenceFilter(case=world.case.id)),
)
