"""What is disclosed in the second case: something in every state, a subject for each act."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.certificates import (
    Certificate,
    CertificateFile,
    CertificateId,
    OpenKind,
)
from app.domain.disclosure.favorable import FavorableKind, FavorableMatter, OfficerFile, Ruling
from app.domain.disclosure.items import (
    DisclosureFile,
    DisclosureItem,
    DisclosureItemId,
    Sensitivity,
)
from app.domain.disclosure.productions import (
    ProductionDraft,
    ProductionFile,
    ProductionStepKind,
)
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.disclosure.steps import StepKind
from app.domain.ids import new_id
from app.domain.persons import Party
from app.domain.users import UserId
from app.services.disclosure.certificates import WhatIsOpen
from app.services.disclosure.favorable import FavorableEntry, RecordFavorable, RuleOnFavorable
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    DecideDisclosure,
    NameDisclosureFile,
    ReviewDisclosureItem,
    RowEntry,
)
from app.services.disclosure.productions import (
    DraftProduction,
    FreezeProduction,
    RecordProductionStep,
)
from app.services.disclosure.requests import (
    AddBradyOrder,
    AddDefenseRequest,
    AddProtectiveOrder,
    AmendDefenseRequest,
    AmendInquiry,
    AmendLoss,
    AskAgency,
    RecordLoss,
)
from app.services.office import Command, Office

V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class Disclosures:
    """The rows by where they stand, and everything around them."""

    expected: DisclosureItem
    received: DisclosureItem
    reviewed: DisclosureItem
    withheld: DisclosureItem
    shown: DisclosureItem
    ready: DisclosureItem
    last: DisclosureItem
    file: DisclosureFile
    request: DefenseRequest
    inquiry: AgencyInquiry
    loss: LossNotice
    order: ProtectiveOrder
    brady: BradyOrder
    matter: FavorableMatter
    told: FavorableMatter
    draft: ProductionDraft
    production: ProductionFile
    served: ProductionFile
    certificate: CertificateFile
    officer: OfficerFile


def as_colleague(office: Office, colleague: UserId) -> Office:
    """Return the same office with a colleague at the keyboard."""
    return Office(office._database, replace(office.actor, user=UserId(colleague)), lambda: None)


class Discloser:
    """Writes the disclosure of one case; every text it writes holds ``mark``."""

    def __init__(
        self, office: Office, colleague: UserId, case: CaseId, mark: str, today: date
    ) -> None:
        self._office = office
        self._other = as_colleague(office, colleague)
        self._case = case
        self._mark = mark
        self._today = today

    def do(self, command: Command[V]) -> V:
        return self._office.do(command).value

    def all(
        self, attachment: UUID, defendant: Party, witness: Party, officer: OfficerFile
    ) -> Disclosures:
        mark, today = self._mark, self._today
        ready = self._decided("Lab report", StepKind.DISCLOSE)
        file = self.do(NameDisclosureFile(row=ready.id, attachment=attachment))
        draft = DraftProduction(
            case=defendant.case,
            defendant=defendant.id,
            items=(ready.id.hex,),
            recipient=f"Counsel {mark}",
            delay_reason=mark,
            note=mark,
        )
        production = self.do(FreezeProduction(draft=self.do(draft).id))
        served = self.do(FreezeProduction(draft=self.do(draft).id))
        self.do(
            RecordProductionStep(
                production=served.production.id, kind=ProductionStepKind.SERVED, who=mark
            )
        )
        expected = self._row("911 call", is_here=False)
        return Disclosures(
            expected=expected,
            received=self._row("Body camera"),
            reviewed=self._reviewed("Notebook"),
            withheld=self._withheld(),
            shown=self._shown(),
            ready=ready,
            file=file,
            request=self.do(
                AddDefenseRequest(
                    record=DefenseRequest(
                        id=new_id(),
                        case=defendant.case,
                        defendant=defendant.id,
                        made_on=today,
                        text=f"All of {mark}",
                        due_on=today + timedelta(days=8),
                    )
                )
            ),
            inquiry=self.do(
                AskAgency(
                    record=AgencyInquiry(
                        id=new_id(),
                        case=defendant.case,
                        agency=mark,
                        asked_on=today,
                        what=mark,
                        witness=witness.id,
                        row=expected.id,
                        due_on=today + timedelta(days=8),
                    )
                )
            ),
            loss=self.do(
                RecordLoss(
                    record=LossNotice(
                        id=new_id(), case=defendant.case, what=mark, by=mark, why=mark
                    )
                )
            ),
            order=self.do(
                AddProtectiveOrder(
                    record=ProtectiveOrder(
                        id=new_id(),
                        case=defendant.case,
                        court=mark,
                        ordered_on=today,
                        terms=mark,
                        items=(ready.id.hex,),
                    )
                )
            ),
            brady=self.do(
                AddBradyOrder(
                    record=BradyOrder(id=new_id(), case=defendant.case, judge=mark, oral_on=today)
                )
            ),
            matter=self._matter(witness),
            told=self._ruled(witness),
            draft=self.do(draft),
            production=production,
            served=served,
            certificate=self._certificate(defendant),
            officer=officer,
            last=self._row("Last", is_here=False),
        )

    def _row(
        self, title: str, *, is_here: bool = True, sensitivity: Sensitivity = Sensitivity.ORDINARY
    ) -> DisclosureItem:
        entry = RowEntry(
            title=f"{title} {self._mark}",
            duty="16E",
            agency=self._mark,
            author=self._mark,
            received_on=self._today if is_here else None,
            sensitivity=sensitivity,
            note=self._mark,
        )
        return self.do(AddDisclosureItem(case=self._case, entry=entry))

    def _reviewed(
        self, title: str, sensitivity: Sensitivity = Sensitivity.ORDINARY
    ) -> DisclosureItem:
        row = self._row(title, sensitivity=sensitivity)
        self.do(ReviewDisclosureItem(row=row.id, remark=self._mark))
        return row

    def _decided(
        self, title: str, decision: StepKind, sensitivity: Sensitivity = Sensitivity.ORDINARY
    ) -> DisclosureItem:
        row = self._reviewed(title, sensitivity)
        self.do(DecideDisclosure(row=row.id, decision=decision, reason=self._mark))
        return row

    def _withheld(self) -> DisclosureItem:
        row = self._reviewed("Memorandum")
        self._other.do(
            DecideDisclosure(
                row=row.id,
                decision=StepKind.WITHHOLD,
                reason=self._mark,
                basis=self._mark,
                review_on=self._today + timedelta(days=30),
            )
        )
        return row

    def _shown(self) -> DisclosureItem:
        return self._decided("Seized", StepKind.INSPECTION, Sensitivity.CSAM)

    def _matter(self, witness: Party) -> FavorableMatter:
        entry = FavorableEntry(
            kind=FavorableKind.IMPEACHMENT,
            what=self._mark,
            source=self._mark,
            learned_on=self._today,
            witness=witness.id,
        )
        return self._other.do(RecordFavorable(case=self._case, entry=entry)).value

    def _ruled(self, witness: Party) -> FavorableMatter:
        matter = self._matter(witness)
        return self.do(RuleOnFavorable(matter=matter.id, ruling=Ruling.DISCLOSE, reason=self._mark))

    def _certificate(self, defendant: Party) -> CertificateFile:
        """Past the door, which would want everything settled first."""
        with self._office._database.writing(self._office.actor) as work:
            made = Certificate(
                id=CertificateId(new_id()),
                case=defendant.case,
                number=work.certificates.next_number(defendant.case),
                defendant=defendant.id,
                defendant_name=self._mark,
                issued_on=self._today,
                issued_at=work.now,
                issued_by=self._mark,
                diligence=self._mark,
            )
            work.certificates.add(made)
        return CertificateFile(made, (), ())


def settle(world_office: Office, colleague: UserId, case: CaseId, officer: OfficerFile) -> None:
    """Settle whatever stands in the way of a certificate."""
    for matter in world_office.ask(WhatIsOpen(case=case)):
        _SETTLE[matter.kind](_Settling(world_office, colleague, case, officer), matter.id)


class _Settling:
    """Writes down what settles one matter."""

    def __init__(
        self, office: Office, colleague: UserId, case: CaseId, officer: OfficerFile
    ) -> None:
        self._office = office
        self._other = as_colleague(office, colleague)
        self._case = case
        self._officer = officer.officer.id
        with office._database.reading(office.actor) as reading:
            self._today = reading.today

    def row(self, id_: UUID) -> None:
        row = DisclosureItemId(id_)
        lost = LossNotice(id=new_id(), case=self._case, row=row, what="x", by="x", why="x")
        self._office.do(RecordLoss(record=replace(lost, noticed_on=self._today)))

    def request(self, id_: UUID) -> None:
        with self._office._database.reading(self._office.actor) as reading:
            asked = reading.defense_requests.get(id_)
        self._office.do(AmendDefenseRequest(record=replace(asked, answered_on=self._today)))

    def inquiry(self, id_: UUID) -> None:
        with self._office._database.reading(self._office.actor) as reading:
            asked = reading.agency_inquiries.get(id_)
        self._office.do(AmendInquiry(record=replace(asked, replied_on=self._today)))

    def loss(self, id_: UUID) -> None:
        with self._office._database.reading(self._office.actor) as reading:
            loss = reading.loss_notices.get(id_)
        self._office.do(AmendLoss(record=replace(loss, noticed_on=self._today)))

    def officer(self, _party: UUID) -> None:
        entry = FavorableEntry(
            kind=FavorableKind.IMPEACHMENT,
            what="x",
            source="x",
            learned_on=self._today,
            officer=self._officer,
        )
        matter = self._other.do(RecordFavorable(case=self._case, entry=entry)).value
        self.favorable(matter.id)

    def favorable(self, id_: UUID) -> None:
        ruling = RuleOnFavorable(matter=id_, ruling=Ruling.NOT_FAVORABLE, reason="x")
        self._office.do(ruling)


_SETTLE = {
    OpenKind.ROW: _Settling.row,
    OpenKind.REQUEST: _Settling.request,
    OpenKind.INQUIRY: _Settling.inquiry,
    OpenKind.LOSS: _Settling.loss,
    OpenKind.OFFICER: _Settling.officer,
    OpenKind.FAVORABLE: _Settling.favorable,
}
