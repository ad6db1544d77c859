"""A case with something to disclose, for the tests of disclosure."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from reportlab.pdfgen.canvas import Canvas

from app.domain.attachments import Attachment
from app.domain.cases import Case
from app.domain.disclosure.items import DisclosureItem
from app.domain.disclosure.productions import (
    ProductionFile,
    ProductionStep,
    ProductionStepKind,
)
from app.domain.disclosure.steps import StepKind
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role
from app.domain.users import OfficeRole, User
from app.services.attachments import AttachFile
from app.services.cases import OpenCase
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
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
from app.services.disclosure.views import CaseDisclosure, DisclosureOfCase
from app.services.office import Command, Office
from app.services.persons import AddParty

V = TypeVar("V")


def a_pdf(pages: int, words: str = "Laboratory report") -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, f"{words}, page {number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@dataclass(frozen=True)
class Desk:
    """An office with a case of two defendants, and a supervisor besides."""

    office: Office
    folder: Path
    case: Case
    roe: Party
    lee: Party
    supervisor: Office

    def do(self, command: Command[V]) -> V:
        return self.office.do(command).value

    @property
    def view(self) -> DisclosureOfCase:
        return self.office.ask(CaseDisclosure(self.case.id))

    @property
    def today(self) -> date:
        return self.view.today

    def row(self, title: str = "Report", duty: str = "16F", **facts: Any) -> DisclosureItem:
        """Enter a row that came today."""
        entry = RowEntry(title=title, duty=duty, agency="State laboratory")
        entry = replace(entry, received_on=self.today) if "received_on" not in facts else entry
        return self.do(AddDisclosureItem(case=self.case.id, entry=replace(entry, **facts)))

    def decided(
        self, title: str = "Report", decision: StepKind = StepKind.DISCLOSE, **facts: Any
    ) -> DisclosureItem:
        """Enter a row, review it and decide on it."""
        row = self.row(title, **facts)
        self.do(ReviewDisclosureItem(row=row.id))
        self.do(
            DecideDisclosure(
                row=row.id,
                decision=decision,
                reason="Because",
                basis="Rule 16(a)(2)" if decision is StepKind.WITHHOLD else "",
                review_on=self.today if decision is StepKind.WITHHOLD else None,
            )
        )
        return row

    def file(
        self, row: DisclosureItem, name: str, content: bytes, replaces: UUID | None = None
    ) -> Attachment:
        """Attach a file and name it with a row."""
        path = self.folder / f"{new_id().hex}"
        path.mkdir()
        path /= name
        path.write_bytes(content)
        attached = self.do(AttachFile(case=self.case.id, path=path))
        basis = "CPL 245.70" if replaces else ""
        self.do(
            NameDisclosureFile(row=row.id, attachment=attached.id, replaces=replaces, basis=basis)
        )
        return attached

    def draft(self, *rows: DisclosureItem, to: Party | None = None, **facts: Any) -> Any:
        """Put a production together."""
        return self.do(
            DraftProduction(
                case=self.case.id,
                defendant=(to or self.roe).id,
                items=tuple(row.id.hex for row in rows),
                recipient="G. Whitlock",
                **facts,
            )
        )

    def produce(
        self, *rows: DisclosureItem, to: Party | None = None, **facts: Any
    ) -> ProductionFile:
        """Freeze a production."""
        return self.do(FreezeProduction(draft=self.draft(*rows, to=to, **facts).id))

    def serve(self, filed: ProductionFile) -> ProductionStep:
        """Serve it now."""
        step = RecordProductionStep(
            production=filed.production.id, kind=ProductionStepKind.SERVED, who="Messenger"
        )
        return self.do(step)


def open_desk(office: Office, folder: Path) -> Desk:
    """Return the case."""
    chief: User = office.do(
        AddColleague(Colleague(login="l.moss", name="L. Moss", role="supervisor", title="Chief"))
    ).value
    actor = replace(office.actor, user=chief.id, name=chief.name, role=OfficeRole.SUPERVISOR)
    case = office.do(OpenCase(title="State v. Roe and Lee", number="2026-00417")).value
    roe, lee = (
        office.do(AddParty(case=case.id, role=Role.DEFENDANT, person=somebody(family))).value
        for family in ("Roe", "Lee")
    )
    supervisor = Office(office._database, actor, lambda: None)
    return Desk(office, folder, case, roe, lee, supervisor)


def somebody(family: str, **facts: Any) -> Person:
    """Return a new person."""
    return Person(id=PersonId(new_id()), family=family, given="Ana", **facts)
