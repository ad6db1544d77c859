"""A case with everything an exhibit can have, for tests of what leaves the office and returns."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.domain.cases import Case
from app.domain.custody import Action
from app.domain.evidence import EvidenceItem, ItemRelation
from app.domain.evidence_entry import EvidenceEntry
from app.domain.ids import new_id
from app.domain.locations import Agency, AgencyId
from app.domain.signatures import Signatory, Signature, SignatureKind
from app.services.attachments import AttachFile
from app.services.evidence import CorrectCustody, LogEvidence, TransferCustody
from app.services.office import Office

IDENTIFIED = (("imei", "490154203237518"), ("passcode", "N-2580"), ("capacity", "64 GB"))


def log(office: Office, case: Case, **facts: Any) -> EvidenceItem:
    told = {"kind": "phone", "description": "Phone", "collected_by": "Ofc. Dunn", **facts}
    entry = EvidenceEntry(**{"received_at": datetime(2026, 3, 1, 18, tzinfo=UTC), **told})
    return office.do(LogEvidence(case=case.id, entry=entry)).value.item


def log_everything(office: Office, case: Case, folder: Path) -> EvidenceItem:
    """Fill a case with everything an exhibit can have; return the item that has most."""
    box = log(office, case, kind="other", description="Box", collected_by="")
    item = log(
        office, case, description="Phone, black", agency_tag="PD-1", seal="S-1", serial="3569",
        collected_at=datetime(2026, 3, 1, 10, tzinfo=UTC), collected_place="4 Harbor Street",
        authority="SW-2026-118", value_cents=12_000, review_on=date(2027, 1, 1), holder="M. Chen",
        place="Locker 4", second_person="D. Kowal", hazards=("BIO",), is_biological=True,
        parent=box.id, relation=ItemRelation.INSIDE, particulars=IDENTIFIED,
        note="Cracked\nscreen",
    )  # fmt: skip
    with office._database.writing(office.actor) as work:
        work.agencies.add(
            Agency(id=AgencyId(new_id()), code="AGY-1", name="State Laboratory", kind="lab")
        )
    sent = office.do(
        TransferCustody(
            item=item.id,
            to="State Laboratory",
            purpose="Prints",
            action=Action.TO_LAB,
            place="Bench 2",
            due_back_on=date(2099, 1, 1),
            seal_intact=True,
            method="Courier",
            at=datetime(2026, 3, 2, 9, 30, 0, 250_000, tzinfo=UTC),
            note="שלום",
            details=(("request", "R-118"), ("exams", "Latent prints")),
        )
    ).value
    office.do(CorrectCustody(item=item.id, seq=2, reason="Bench 3, not 2"))
    path = folder / "photo.jpg"
    path.write_bytes(b"light")
    office.do(AttachFile(case=case.id, item=item.id, path=path))
    with office._database.writing(office.actor) as work:
        work.signatures.add(
            Signature(
                id=new_id(),
                case=case.id,
                item=item.id,
                event=sent.id,
                part=Signatory.RECEIVER,
                name="I. Brask",
                kind=SignatureKind.TYPED,
                statement="I received it sealed.",
                signed_at=work.now,
                taken_by="A. Rivera",
                of_link=sent.link,
            )
        )
    return item
