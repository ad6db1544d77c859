"""Certificates of compliance: what still stands in the way, issuing, and what becomes of one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.disclosure.certificates import (
    Certificate,
    CertificateFile,
    CertificateId,
    CertificateLine,
    CertificateStep,
    CertificateStepKind,
    OpenKind,
    OpenMatter,
    require_settled,
)
from app.domain.disclosure.favorable import FavorableMatter, Ruling
from app.domain.disclosure.productions import require_delay_reason
from app.domain.errors import Stale
from app.domain.ids import new_id
from app.domain.persons import PartyId
from app.domain.text import clean, require
from app.domain.users import Permission
from app.services.disclosure.case_records import CaseRecords
from app.services.disclosure.register import entered
from app.services.office import Command, OfCase, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class WhatIsOpen(OfCase, Query[tuple[OpenMatter, ...]]):
    """What stands in the way of a certificate to a defendant, or to anybody."""

    case: CaseId
    defendant: PartyId | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def run(self, reading: Reading) -> tuple[OpenMatter, ...]:
        """Return the open matters: rows, officers, favorable matter, demands, inquiries, losses."""
        return open_matters(reading, CaseRecords(reading, self.case), self.defendant)


@dataclass(frozen=True, kw_only=True)
class IssueCertificate(OfCase, Command[CertificateFile]):
    """Certify that everything was provided to a defendant, and freeze what that was.

    Attributes:
        diligence: what was done to find and provide everything.
        delay_reason: for a supplement, why it was not provided before.
        shown: how many certificates of the case were; None = however many there are.
    """

    case: CaseId
    defendant: PartyId
    diligence: str
    delay_reason: str = ""
    shown: int | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_DECIDE

    def run(self, work: UnitOfWork) -> CertificateFile:
        """Write the certificate with a line for each row.

        Raises:
            Missing: no such case.
            Refused: something is open, nobody is accused so, no diligence is stated, or a
                supplement does not say why it comes late.
            Stale: another certificate was issued since.
        """
        work.cases.get(self.case)
        records = CaseRecords(work, self.case)
        accused = records.of_defendant(self.defendant)
        if self.shown is not None and len(records.certificates) != self.shown:
            raise Stale("record.stale", kind="certificates")
        require_settled(open_matters(work, records, self.defendant))
        before = records.certificate_of(self.defendant)
        delay_reason = clean(self.delay_reason, "delay_reason")
        require_delay_reason(delay_reason, before.certificate.issued_on if before else None)
        certificate = Certificate(
            id=CertificateId(new_id()),
            case=self.case,
            number=work.certificates.next_number(self.case),
            defendant=accused.party,
            defendant_name=accused.name,
            supplements=before.certificate.number if before else None,
            issued_on=work.today,
            issued_at=work.now,
            issued_by=work.actor.name,
            diligence=require(self.diligence, "diligence"),
            delay_reason=delay_reason,
        )
        lines = tuple(_lines(records, certificate))
        work.certificates.add(certificate)
        work.certificate_lines.add_all(lines)
        return CertificateFile(certificate, lines, ())

    def noted(self, done: CertificateFile) -> tuple[Fact, ...]:
        """Return its number and how much it names."""
        return (("number", str(done.certificate.number)), ("lines", str(len(done.lines))))


@dataclass(frozen=True, kw_only=True)
class RecordCertificateStep(Command[CertificateStep]):
    """Write down that a certificate was filed, challenged, upheld, held invalid, or withdrawn."""

    certificate: CertificateId
    kind: CertificateStepKind
    on: date | None = None
    text: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.certificates.get(self.certificate).case

    def run(self, work: UnitOfWork) -> CertificateStep:
        """Add the step.

        Raises:
            Refused: the step does not follow, or its day is impossible.
        """
        certificate = work.certificates.get(self.certificate)
        filed = work.certificate_steps.file(certificate, work.certificate_lines)
        step = filed.followed_by(self.kind, self.on or work.today, self.text, entered(work))
        return work.certificate_steps.add(step)


def open_matters(
    reading: Reading, records: CaseRecords, defendant: PartyId | None
) -> tuple[OpenMatter, ...]:
    """Return what is not settled, for a defendant or for anybody."""
    return (
        *_open_rows(records, defendant),
        *_open_officers(records),
        *_open_favorable(records, defendant),
        *_open_requests(reading, records, defendant),
        *_open_inquiries(records),
        *_open_losses(reading, records),
    )


def disclosed_on(records: CaseRecords, matter: FavorableMatter) -> date | None:
    """Return when the first defendant was told of a favorable matter, if one was."""
    if matter.disclosed_on is not None or matter.row is None:
        return matter.disclosed_on
    row = next((each for each in records.rows if each.id == matter.row), None)
    return min(row.served.values(), default=None) if row else None


def _open_rows(records: CaseRecords, defendant: PartyId | None) -> Iterator[OpenMatter]:
    for row in records.rows:
        if row.loss is not None:
            continue
        if row.is_open if defendant is None else row.is_owed_to(defendant):
            item = row.item
            yield OpenMatter(
                OpenKind.ROW, row.id, f"No. {item.number}, {item.title}", row.state,
                since=item.received_on or item.asked_on, due_on=item.due_on,
            )  # fmt: skip


def _open_officers(records: CaseRecords) -> Iterator[OpenMatter]:
    """Yield who of the register testifies here without a supervisor having ruled on it."""
    ruled = {each.officer for each in records.favorable if each.ruling is not Ruling.OPEN}
    for party, entry in records.listed:
        if entry.officer.id not in ruled:
            yield OpenMatter(
                OpenKind.OFFICER, party.id, entry.officer.name, since=entry.steps[0].on
            )


def _open_favorable(records: CaseRecords, defendant: PartyId | None) -> Iterator[OpenMatter]:
    for matter in records.favorable:
        is_told = _is_told(records, matter, defendant)
        waits = matter.ruling in {Ruling.OPEN, Ruling.IN_CAMERA}
        if waits or (matter.ruling is Ruling.DISCLOSE and not is_told):
            yield OpenMatter(OpenKind.FAVORABLE, matter.id, matter.what, since=matter.learned_on)


def _is_told(records: CaseRecords, matter: FavorableMatter, defendant: PartyId | None) -> bool:
    """Whether the defendant knows: told by letter all of them do, else who got the row."""
    if matter.disclosed_on is not None:
        return True
    if defendant is None or matter.row is None:
        return disclosed_on(records, matter) is not None
    return any(row.id == matter.row and defendant in row.served for row in records.rows)


def _open_requests(
    reading: Reading, records: CaseRecords, defendant: PartyId | None
) -> Iterator[OpenMatter]:
    for each in reading.defense_requests.of_case(records.case):
        concerns = defendant is None or each.defendant in {None, defendant}
        if concerns and each.answered_on is None:
            yield OpenMatter(
                OpenKind.REQUEST, each.id, each.text, since=each.made_on, due_on=each.due_on
            )


def _open_inquiries(records: CaseRecords) -> Iterator[OpenMatter]:
    for each in records.inquiries:
        if each.replied_on is None:
            name = f"{each.agency}: {each.what}"
            yield OpenMatter(
                OpenKind.INQUIRY, each.id, name, since=each.asked_on, due_on=each.due_on
            )


def _open_losses(reading: Reading, records: CaseRecords) -> Iterator[OpenMatter]:
    for each in reading.loss_notices.of_case(records.case):
        if each.noticed_on is None:
            yield OpenMatter(OpenKind.LOSS, each.id, each.what, since=each.lost_on)


def _lines(records: CaseRecords, certificate: Certificate) -> Iterator[CertificateLine]:
    numbers = _numbers(records, certificate.defendant)
    for position, row in enumerate(records.rows, start=1):
        decision = row.history.decision
        yield CertificateLine(
            id=new_id(),
            case=certificate.case,
            certificate=certificate.id,
            position=position,
            row=row.item.id,
            item_number=row.item.number,
            title=row.item.title,
            duty=row.item.duty,
            state=row.state,
            provided_on=row.served.get(certificate.defendant),
            numbers=", ".join(numbers[row.id]),
            basis=decision.basis if decision else "",
        )


def _numbers(records: CaseRecords, defendant: PartyId) -> dict[UUID, list[str]]:
    """Return the Bates numbers under which a defendant was served each row."""
    numbers: dict[UUID, list[str]] = defaultdict(list)
    for filed in records.productions:
        if filed.production.defendant == defendant and filed.served_at is not None:
            for line in filed.lines:
                numbers[line.row].append(filed.production.bates.span(line.first, line.last))
    return numbers
