"""What the screens and the terminal ask of a case's disclosure."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.disclosure.certificates import CertificateFile, OpenMatter
from app.domain.disclosure.favorable import FavorableMatter, OfficerFile, Ruling
from app.domain.disclosure.giglio import GiglioState, giglio_state
from app.domain.disclosure.having import Holding, Uneven, holdings, uneven
from app.domain.disclosure.ledger import Accused, LedgerRow
from app.domain.disclosure.productions import ProductionDraft, ProductionFile
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
)
from app.domain.persons import PartyId
from app.domain.plausible_days import require_plausible
from app.domain.users import Permission
from app.services.disclosure.case_records import CaseRecords
from app.services.disclosure.certificates import disclosed_on, open_matters
from app.services.disclosure.productions import usual_prefix
from app.services.office import OfCase, Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class NamedFile:
    """An attached file of the case, without what opens it."""

    id: UUID
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class FavorableView:
    """Favorable matter with the name of the witness and when the defense was told."""

    matter: FavorableMatter
    witness: str
    disclosed_on: date | None

    @property
    def id(self) -> UUID:
        """The matter."""
        return self.matter.id


@dataclass(frozen=True)
class GiglioLine:
    """A witness, and where the office stands with what impeaches him or her."""

    party: PartyId
    name: str
    state: GiglioState
    entries: tuple[OfficerFile, ...]

    @property
    def id(self) -> UUID:
        """The party."""
        return self.party


@dataclass(frozen=True)
class WaitingItem:
    """Something the office has had without everybody having got it; ``days`` so long."""

    row: LedgerRow
    days: int


@dataclass(frozen=True, kw_only=True)
class DisclosureOfCase:
    """Everything of one case's disclosure.

    Attributes:
        duties: code -> words of the duties that occur.
        open: what stands in the way of a certificate.
        next_number: of the next production; ``prefix`` usual for its pages.
    """

    today: date
    rows: tuple[LedgerRow, ...]
    accused: tuple[Accused, ...]
    drafts: tuple[ProductionDraft, ...]
    productions: tuple[ProductionFile, ...]
    certificates: tuple[CertificateFile, ...]
    requests: tuple[DefenseRequest, ...]
    inquiries: tuple[AgencyInquiry, ...]
    losses: tuple[LossNotice, ...]
    orders: tuple[ProtectiveOrder, ...]
    brady_orders: tuple[BradyOrder, ...]
    favorable: tuple[FavorableView, ...]
    witnesses: tuple[GiglioLine, ...]
    open: tuple[OpenMatter, ...]
    uneven: tuple[Uneven, ...]
    files: tuple[NamedFile, ...]
    items: tuple[tuple[UUID, str], ...]
    duties: dict[str, str]
    next_number: int
    prefix: str


@dataclass(frozen=True)
class CaseDisclosure(OfCase, Query[DisclosureOfCase]):
    """The disclosure of a case as a whole."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def run(self, reading: Reading) -> DisclosureOfCase:
        """Return it.

        Raises:
            Missing: no such case.
        """
        case = reading.cases.get(self.case)
        records = CaseRecords(reading, self.case)
        return DisclosureOfCase(
            today=reading.today,
            rows=records.rows,
            accused=records.accused,
            drafts=reading.production_drafts.of_case(self.case),
            productions=records.productions,
            certificates=records.certificates,
            requests=reading.defense_requests.of_case(self.case),
            inquiries=records.inquiries,
            losses=reading.loss_notices.of_case(self.case),
            orders=reading.protective_orders.of_case(self.case),
            brady_orders=reading.brady_orders.of_case(self.case),
            favorable=_favorable(records),
            witnesses=giglio_lines(records),
            open=open_matters(reading, records, None),
            uneven=uneven(records.rows, records.accused),
            files=_files(reading, self.case),
            items=_items(reading, self.case),
            duties=_duties(reading, records),
            next_number=reading.productions.next_number(self.case),
            prefix=usual_prefix(case.number),
        )


@dataclass(frozen=True, kw_only=True)
class WhatTheDefenseHad(OfCase, Query[tuple[Holding, ...]]):
    """What each defendant had at the end of a day.

    Attributes:
        on: None = today; ``defendant``: only this one.
    """

    case: CaseId
    on: date | None = None
    defendant: PartyId | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def run(self, reading: Reading) -> tuple[Holding, ...]:
        """Return what was served or looked at by then.

        Raises:
            Refused: the day cannot be meant.
        """
        records = CaseRecords(reading, self.case)
        found = holdings(
            records.accused,
            records.productions,
            records.rows,
            require_plausible(self.on or reading.today, "on"),
            lambda moment: reading.local(moment).date(),
        )
        return tuple(each for each in found if self.defendant in {None, each.accused.party})


@dataclass(frozen=True)
class ReceivedNotDisclosed(OfCase, Query[tuple[WaitingItem, ...]]):
    """What the office has had without everybody having got it, the longest first."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def run(self, reading: Reading) -> tuple[WaitingItem, ...]:
        """Return the rows with their age in days."""
        found = (
            WaitingItem(row, days)
            for row in CaseRecords(reading, self.case).rows
            if (days := row.age(reading.today)) is not None
        )
        return tuple(sorted(found, key=lambda each: (-each.days, each.row.item.number)))


def giglio_lines(records: CaseRecords) -> tuple[GiglioLine, ...]:
    """Return every witness of the case with the state of what impeaches him or her."""
    ruled = {each.officer for each in records.favorable if each.ruling is not Ruling.OPEN}
    lines = []
    for party in records.witnesses:
        entries = tuple(entry for each, entry in records.listed if each.id == party.id)
        known = {entry.officer.id for entry in entries}
        matters = [
            (each, disclosed_on(records, each) is not None)
            for each in records.favorable
            if each.witness == party.id or each.officer in known
        ]
        asked = [each for each in records.inquiries if each.witness == party.id]
        state = giglio_state(matters, asked, is_listed=bool(known - ruled))
        lines.append(GiglioLine(party.id, records.names.name(party.id), state, entries))
    return tuple(sorted(lines, key=lambda each: (each.name.casefold(), each.id)))


def _favorable(records: CaseRecords) -> tuple[FavorableView, ...]:
    parties = records.names.parties
    return tuple(
        FavorableView(
            each,
            records.names.name(each.witness) if each.witness in parties else "",
            disclosed_on(records, each),
        )
        for each in records.favorable
    )


def _files(reading: Reading, case: CaseId) -> tuple[NamedFile, ...]:
    return tuple(
        NamedFile(each.id, each.name, each.size, each.sha256)
        for each in reading.attachments.of_case(case)
    )


def _items(reading: Reading, case: CaseId) -> tuple[tuple[UUID, str], ...]:
    """Return the evidence a row can be about, by tag."""
    return tuple(
        (each.id, f"{each.tag} {each.description}"[:120])
        for each in sorted(reading.evidence.of_case(case), key=lambda each: each.tag)
    )


def _duties(reading: Reading, records: CaseRecords) -> dict[str, str]:
    codes = {row.item.duty for row in records.rows}
    return {code: reading.codes.label(CodeList.DISCLOSURE_DUTY, code) for code in sorted(codes)}
