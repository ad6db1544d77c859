"""Disclosure on disk: the ledger and its steps, requests, productions, certificates, officers."""

from typing import Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.domain.disclosure.certificates import (
    Certificate,
    CertificateFile,
    CertificateLine,
    CertificateStep,
)
from app.domain.disclosure.favorable import (
    FavorableMatter,
    ListedOfficer,
    OfficerFile,
    OfficerStep,
)
from app.domain.disclosure.items import DisclosureFile, DisclosureItem
from app.domain.disclosure.productions import (
    Production,
    ProductionDraft,
    ProductionFile,
    ProductionLine,
    ProductionStep,
)
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.disclosure.steps import DisclosureStep, History
from app.domain.record import Record
from app.storage.repository import Changeable, Repository
from app.storage.schema import record_table

R = TypeVar("R", bound=Record)

disclosure_items = record_table(
    "disclosure_items",
    DisclosureItem,
    unique=[("case", "number")],
    indexed=[("due_on", "id", "received_on", "case")],
)
disclosure_steps = record_table(
    "disclosure_steps", DisclosureStep, unique=[("row", "seq")], append_only=True
)
disclosure_files = record_table(
    "disclosure_files", DisclosureFile, unique=[("row", "attachment")], indexed=[("attachment",)]
)
defense_requests = record_table(
    "defense_requests", DefenseRequest, indexed=[("due_on", "id", "answered_on", "case")]
)
agency_inquiries = record_table(
    "agency_inquiries", AgencyInquiry, indexed=[("due_on", "id", "replied_on", "case", "witness")]
)
loss_notices = record_table("loss_notices", LossNotice)
protective_orders = record_table("protective_orders", ProtectiveOrder)
brady_orders = record_table("brady_orders", BradyOrder)
listed_officers = record_table(
    "listed_officers", ListedOfficer, indexed=[("person",)], append_only=True
)
officer_steps = record_table(
    "officer_steps", OfficerStep, unique=[("officer", "seq")], append_only=True
)
favorable_matters = record_table("favorable_matters", FavorableMatter)
production_drafts = record_table("production_drafts", ProductionDraft)
productions = record_table("productions", Production, unique=[("case", "number")], append_only=True)
production_lines = record_table(
    "production_lines", ProductionLine, unique=[("production", "position")], append_only=True
)
production_steps = record_table(
    "production_steps", ProductionStep, unique=[("production", "seq")], append_only=True
)
certificates = record_table(
    "disclosure_certificates", Certificate, unique=[("case", "number")], append_only=True
)
certificate_lines = record_table(
    "certificate_lines", CertificateLine, unique=[("certificate", "position")], append_only=True
)
certificate_steps = record_table(
    "certificate_steps", CertificateStep, unique=[("certificate", "seq")], append_only=True
)


class Numbered(Repository[R], Generic[R]):
    """A kind numbered within each case, from 1."""

    def next_number(self, case: UUID) -> int:
        """Return the number after the highest one given in the case; none is given twice."""
        query = sa.select(sa.func.max(self.table.c.number)).where(self.table.c.case == case)
        return int(self._connection.execute(query).scalar() or 0) + 1


class DisclosureItems(Numbered[DisclosureItem], Changeable[DisclosureItem]):
    """The ledger's rows."""

    record = DisclosureItem
    table = disclosure_items


class DisclosureSteps(Repository[DisclosureStep]):
    """What was done about each; rows are only ever added."""

    record = DisclosureStep
    table = disclosure_steps

    def history(self, item: DisclosureItem) -> History:
        """Return the steps of a row, oldest first."""
        table = disclosure_steps.c
        return History(item, self.where(table.row == item.id, order=(table.seq,)))


class DisclosureFiles(Changeable[DisclosureFile]):
    """Which attached files belong to which row."""

    record = DisclosureFile
    table = disclosure_files

    def of_item(self, item: UUID) -> tuple[DisclosureFile, ...]:
        """Return the files of a row in the order they were named."""
        return self.where(disclosure_files.c.row == item)


class DefenseRequests(Changeable[DefenseRequest]):
    """Demands of the defense."""

    record = DefenseRequest
    table = defense_requests


class AgencyInquiries(Changeable[AgencyInquiry]):
    """Questions to the prosecution team."""

    record = AgencyInquiry
    table = agency_inquiries


class LossNotices(Changeable[LossNotice]):
    """What was lost or destroyed."""

    record = LossNotice
    table = loss_notices


class ProtectiveOrders(Changeable[ProtectiveOrder]):
    """Orders things are produced under."""

    record = ProtectiveOrder
    table = protective_orders


class BradyOrders(Changeable[BradyOrder]):
    """Orders under Rule 5(f)."""

    record = BradyOrder
    table = brady_orders


class ListedOfficers(Repository[ListedOfficer]):
    """The register's entries; rows are only ever added."""

    record = ListedOfficer
    table = listed_officers


class OfficerSteps(Repository[OfficerStep]):
    """What became of the entries; rows are only ever added."""

    record = OfficerStep
    table = officer_steps

    def file(self, officer: ListedOfficer) -> OfficerFile:
        """Return an entry with its history."""
        table = officer_steps.c
        return OfficerFile(officer, self.where(table.officer == officer.id, order=(table.seq,)))


class FavorableMatters(Changeable[FavorableMatter]):
    """What favors the defense."""

    record = FavorableMatter
    table = favorable_matters


class ProductionDrafts(Changeable[ProductionDraft]):
    """Productions being put together."""

    record = ProductionDraft
    table = production_drafts


class Productions(Numbered[Production]):
    """What went out; rows are only ever added."""

    record = Production
    table = productions

    def last_page(self, case: UUID, prefix: str) -> int:
        """Return the highest Bates number given in a case behind a prefix, 0 if none.

        Prefixes that differ in capitals only count as one: on some drives their files would be.
        """
        query = sa.select(sa.func.max(productions.c.last)).where(
            productions.c.case == case,
            sa.func.lower(productions.c.prefix) == prefix.lower(),
        )
        return int(self._connection.execute(query).scalar() or 0)


class ProductionLines(Repository[ProductionLine]):
    """The files of each production; rows are only ever added."""

    record = ProductionLine
    table = production_lines


class ProductionSteps(Repository[ProductionStep]):
    """What became of each production; rows are only ever added."""

    record = ProductionStep
    table = production_steps

    def file(self, production: Production, lines: ProductionLines) -> ProductionFile:
        """Return a production with its lines and steps."""
        line, step = production_lines.c, production_steps.c
        return ProductionFile(
            production,
            lines.where(line.production == production.id, order=(line.position,)),
            self.where(step.production == production.id, order=(step.seq,)),
        )


class Certificates(Numbered[Certificate]):
    """Certificates issued; rows are only ever added."""

    record = Certificate
    table = certificates


class CertificateLines(Repository[CertificateLine]):
    """What each certificate names; rows are only ever added."""

    record = CertificateLine
    table = certificate_lines


class CertificateSteps(Repository[CertificateStep]):
    """What became of each certificate; rows are only ever added."""

    record = CertificateStep
    table = certificate_steps

    def file(self, certificate: Certificate, lines: CertificateLines) -> CertificateFile:
        """Return a certificate with what it names and what became of it."""
        line, step = certificate_lines.c, certificate_steps.c
        return CertificateFile(
            certificate,
            lines.where(line.certificate == certificate.id, order=(line.position,)),
            self.where(step.certificate == certificate.id, order=(step.seq,)),
        )
