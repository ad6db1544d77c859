"""Examples of evidence and its custody."""

from dataclasses import replace

from app.domain.custody import Whereabouts
from app.domain.evidence_entry import EvidenceEntry
from app.domain.evidence_list import EvidenceFilter
from app.services.evidence import (
    AmendEvidenceItem,
    CaseEvidence,
    CheckTags,
    CorrectCustody,
    EvidenceByTag,
    EvidenceCounts,
    EvidenceItemView,
    EvidencePage,
    LogEvidence,
    LogEvidenceBatch,
    NextTagNumber,
    OverdueCount,
    OverdueEvidence,
    RecentHolders,
    TransferCustody,
)
from tests.architecture.examples.world import MARK, Example

PHOTO = EvidenceEntry(kind="photo", description="Photo of the door")

EXAMPLES: dict[type, Example] = {
    LogEvidence: lambda world: LogEvidence(case=world.case.id, entry=PHOTO),
    LogEvidenceBatch: lambda world: LogEvidenceBatch(case=world.case.id, entries=(PHOTO, PHOTO)),
    TransferCustody: lambda world: TransferCustody(
        item=world.things.item.id, to="Crime laboratory", purpose="Fingerprints"
    ),
    CorrectCustody: lambda world: CorrectCustody(
        item=world.things.item.id, seq=1, reason="Shelf 4, not 3"
    ),
    AmendEvidenceItem: lambda world: AmendEvidenceItem(
        item=replace(world.things.item, exhibit="12")
    ),
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
}

FURTHER: tuple[Example, ...] = (
    lambda world: EvidencePage(which=EvidenceFilter(case=world.case.id)),
    lambda _: EvidencePage(which=EvidenceFilter(words=MARK, whereabouts=Whereabouts.OUT)),
    lambda world: EvidenceCounts(which=EvidenceFilter(case=world.case.id)),
)
