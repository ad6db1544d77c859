"""The disclosure of a demo case: its ledger, what was produced, and the officer register."""

from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.disclosure.favorable import FavorableKind, OfficerStepKind
from app.domain.disclosure.items import DisclosureItem, Privilege, Sensitivity
from app.domain.disclosure.productions import ProductionStepKind
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    ProtectiveOrder,
)
from app.domain.disclosure.steps import StepKind
from app.domain.file_names import safe_file_name
from app.domain.ids import new_id
from app.printing.disclosure import slip_sheet
from app.services.attachments import AttachFile
from app.services.demo.almanac import Almanac
from app.services.demo.company import Company
from app.services.demo.scene import Scene
from app.services.demo.script import (
    DemandScript,
    DisclosureScript,
    FavorableScript,
    InquiryScript,
    OfficeScript,
    ProductionScript,
    RowScript,
)
from app.services.disclosure.favorable import FavorableEntry, RecordFavorable
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
from app.services.disclosure.register import ListOfficer, RecordOfficerStep
from app.services.disclosure.requests import (
    AddBradyOrder,
    AddDefenseRequest,
    AddProtectiveOrder,
    AskAgency,
)
from app.services.office import Office


def list_officers(office: Office, almanac: Almanac, company: Company, script: OfficeScript) -> None:
    """Fill the officer register."""
    for told in script.listed:
        listed = office.do(
            ListOfficer(
                person=company.known(told.who),
                matter=told.matter,
                why=told.why,
                on=almanac.day(told.since),
            )
        ).value
        if told.notice is not None:
            on, words = told.notice
            step = RecordOfficerStep(
                officer=listed.officer.id,
                kind=OfficerStepKind.NOTICE,
                on=almanac.day(on),
                text=words,
            )
            office.do(step)


def disclose(scene: Scene) -> None:
    """Write the ledger of a case and produce what is told."""
    told = scene.script.disclosure
    if told is None:
        return
    items = [_enter(scene, row) for row in told.rows]
    _order(scene, told, items)
    for demand in told.demands:
        _demand(scene, demand)
    for inquiry in told.inquiries:
        _ask(scene, inquiry)
    for matter in told.favorable:
        _favorable(scene, matter)
    for production in told.productions:
        _produce(scene, production, items)


def _enter(scene: Scene, told: RowScript) -> DisclosureItem:
    maybe = scene.almanac.maybe
    entry = RowEntry(
        title=told.title,
        duty=told.duty,
        agency=told.agency,
        author=told.author,
        created_on=maybe(told.made),
        asked_on=maybe(told.asked),
        due_on=maybe(told.due),
        received_on=maybe(told.received),
        pages=told.pages,
        sensitivity=Sensitivity(told.sensitivity),
        privilege=Privilege(told.privilege),
        note=told.note,
    )
    item = scene.do(AddDisclosureItem(case=scene.case.id, entry=entry))
    if told.paper:
        _attach(scene, item, told.paper)
    if told.reviewed:
        scene.do(ReviewDisclosureItem(row=item.id))
    if told.decision:
        scene.do(
            DecideDisclosure(
                row=item.id,
                decision=StepKind(told.decision),
                reason=told.reason,
                basis=told.basis,
                review_on=maybe(told.review),
            )
        )
    return item


def _attach(scene: Scene, item: DisclosureItem, lines: tuple[str, ...]) -> None:
    """Make a one-page document, keep it with the case, and name it with the row."""
    with TemporaryDirectory() as folder:
        # The name of the folder is kept as where the file came from.
        path = Path(folder) / "Scans" / safe_file_name(f"{item.title}.pdf")
        path.parent.mkdir()
        path.write_bytes(slip_sheet(item.title, [("", line) for line in lines]))
        attached = scene.do(AttachFile(case=scene.case.id, path=path))
    scene.do(NameDisclosureFile(row=item.id, attachment=attached.id))


def _order(scene: Scene, told: DisclosureScript, items: list[DisclosureItem]) -> None:
    case, day = scene.case.id, scene.almanac.day
    if told.brady is not None:
        judge, oral, written = told.brady
        order = BradyOrder(
            id=new_id(), case=case, judge=judge, oral_on=day(oral), written_on=day(written)
        )
        scene.do(AddBradyOrder(record=order))
    for each in told.orders:
        covered = tuple(items[number - 1].id.hex for number in each.rows)
        scene.do(
            AddProtectiveOrder(
                record=ProtectiveOrder(
                    id=new_id(),
                    case=case,
                    court=each.court,
                    ordered_on=day(each.ordered),
                    terms=each.terms,
                    items=covered,
                )
            )
        )


def _demand(scene: Scene, told: DemandScript) -> None:
    request = DefenseRequest(
        id=new_id(),
        case=scene.case.id,
        defendant=scene.parties[told.defendant].id,
        made_on=scene.almanac.day(told.made),
        text=told.text,
        citation=told.citation,
        due_on=scene.almanac.maybe(told.due),
        answered_on=scene.almanac.maybe(told.answered),
        response=told.response,
    )
    scene.do(AddDefenseRequest(record=request))


def _ask(scene: Scene, told: InquiryScript) -> None:
    inquiry = AgencyInquiry(
        id=new_id(),
        case=scene.case.id,
        agency=told.agency,
        what=told.what,
        asked_on=scene.almanac.day(told.asked),
        due_on=scene.almanac.maybe(told.due),
        witness=scene.parties[told.witness].id if told.witness else None,
    )
    scene.do(AskAgency(record=inquiry))


def _favorable(scene: Scene, told: FavorableScript) -> None:
    entry = FavorableEntry(
        kind=FavorableKind(told.kind),
        what=told.what,
        source=told.source,
        learned_on=scene.almanac.day(told.learned),
        witness=scene.parties[told.witness].id if told.witness else None,
    )
    scene.do(RecordFavorable(case=scene.case.id, entry=entry))


def _produce(scene: Scene, told: ProductionScript, items: list[DisclosureItem]) -> None:
    draft = scene.do(
        DraftProduction(
            case=scene.case.id,
            defendant=scene.parties[told.defendant].id,
            items=tuple(items[number - 1].id.hex for number in told.rows),
            recipient=told.recipient,
            bar_number=told.bar_number,
        )
    )
    filed = scene.do(FreezeProduction(draft=draft.id, expects=draft.version))
    if told.served:
        step = RecordProductionStep(
            production=filed.production.id,
            kind=ProductionStepKind.SERVED,
            who=filed.production.recipient,
        )
        scene.do(step)
