"""Papers of disclosure: what goes with a production, certificates, and what the defense had."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact, fingerprint
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.disclosure.certificates import CertificateFile
from app.domain.disclosure.having import Had, Holding, holdings
from app.domain.disclosure.ledger import LedgerRow, State
from app.domain.disclosure.productions import Form, ProductionFile, ProductionId, ProductionLine
from app.domain.errors import Missing
from app.domain.users import Permission
from app.i18n import _, ngettext
from app.i18n.disclosure import METHOD_WORDS, STATE_WORDS
from app.printing.dates import date_words, stamp_words
from app.printing.disclosure import (
    DisclosurePaper,
    Part,
    Signature,
    Table,
    Words,
    typeset_disclosure,
)
from app.printing.page import Paper
from app.services.disclosure.case_records import CaseRecords
from app.services.office import OfCase, Query
from app.services.printed_paper import NOT_PRINTED
from app.storage.unit_of_work import Reading

_DEFENSE, _COURT, _INTERNAL = "DEFENSE", "COURT", "INTERNAL"


class PaperKind(StrEnum):
    """What is printed; the subject is a production, a certificate, a defendant, or nothing."""

    LETTER = "letter"
    INDEX = "index"
    RECEIPT = "receipt"
    CERTIFICATE = "certificate"
    ACKNOWLEDGMENT = "acknowledgment"
    WITHHELD = "withheld"
    AS_OF = "as_of"


OF_PRODUCTION = frozenset({PaperKind.LETTER, PaperKind.INDEX, PaperKind.RECEIPT})


@dataclass(frozen=True, kw_only=True)
class _AskedPaper(OfCase):
    """Which paper is asked for.

    Attributes:
        subject: production, certificate or defendant; None where the paper needs none.
        on: the day of `PaperKind.AS_OF`; None = today.
    """

    case: CaseId
    kind: PaperKind
    subject: UUID | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PreviewDisclosurePaper(_AskedPaper, Query[Paper]):
    """A paper as it would be printed, to look at; it carries no fingerprint."""

    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def run(self, reading: Reading) -> Paper:
        """Return the PDF.

        Raises:
            Missing: there is no such production, certificate or defendant in the case.
        """
        return _set(reading, self, NOT_PRINTED)


@dataclass(frozen=True, kw_only=True)
class PrintDisclosurePaper(_AskedPaper, Query[Paper]):
    """A paper to be printed or saved; the log keeps that it was."""

    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> Paper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: as `PreviewDisclosurePaper`.
        """
        return _set(reading, self, fingerprint(*reading.audit.head()))

    def noted(self, answer: Paper) -> tuple[Fact, ...]:
        """Which paper went out, and how long it is."""
        return (("paper", self.kind.value), ("pages", str(answer.pages)))


def paper_of(reading: Reading, kind: PaperKind, production: ProductionId) -> Paper:
    """Return a paper that goes out with a production, with its fingerprint.

    Raises:
        Missing: there is no such production.
    """
    case = reading.productions.get(production).case
    asked = PrintDisclosurePaper(case=case, kind=kind, subject=production)
    return _set(reading, asked, fingerprint(*reading.audit.head()))


def _set(reading: Reading, asked: _AskedPaper, mark: str) -> Paper:
    case = reading.cases.get(asked.case)
    office = reading.offices.only()
    title, marking, parts = _PaperParts(reading, asked).all()
    return typeset_disclosure(
        DisclosurePaper(
            office=office.name,
            title=title,
            about=f"{case.number} {case.title}",
            marking=marking,
            parts=parts,
            printed_at=reading.local(reading.now),
            printed_by=reading.actor.name,
            fingerprint=mark,
            is_demo=office.is_demo,
        )
    )


_Parts = tuple[str, str, tuple[Part, ...]]


class _PaperParts:
    """The words of one paper."""

    def __init__(self, reading: Reading, asked: _AskedPaper) -> None:
        self._reading = reading
        self._asked = asked
        self._records = CaseRecords(reading, asked.case)

    def all(self) -> _Parts:
        """Return title, marking and parts."""
        make: dict[PaperKind, Callable[[], _Parts]] = {
            PaperKind.LETTER: self._letter,
            PaperKind.INDEX: self._index,
            PaperKind.RECEIPT: self._receipt,
            PaperKind.CERTIFICATE: self._certificate,
            PaperKind.ACKNOWLEDGMENT: self._acknowledgment,
            PaperKind.WITHHELD: self._withheld,
            PaperKind.AS_OF: self._as_of,
        }
        return make[self._asked.kind]()

    def _letter(self) -> _Parts:
        filed = self._production()
        made = filed.production
        words = [
            _("To {name}").format(name=_recipient(filed)),
            _("Counsel for {name}").format(name=made.defendant_name),
            _(
                "Enclosed is production No. {number}, numbered {span}. It holds {files}, listed in"
                " the index that comes with it. Each file is named there with its SHA-256, by"
                " which anybody can see that it is unchanged."
            ).format(
                number=made.number,
                span=made.span,
                files=ngettext("{n} file", "{n} files", len(filed.lines)).format(
                    n=len(filed.lines)
                ),
            ),
        ]
        if made.supplements is not None:
            words.append(
                _("It supplements production No. {number}.").format(number=made.supplements)
            )
        if made.delay_reason:
            words.append(
                _("It was not provided before because: {reason}").format(reason=made.delay_reason)
            )
        words += self._notes_on(filed)
        words.append(_("Please sign the receipt and send it back. The duty to disclose goes on."))
        return (
            _("Production No. {number}").format(number=made.number),
            _DEFENSE,
            (Words(words), Words(facts=self._facts(filed)), Signature((made.frozen_by,))),
        )

    def _notes_on(self, filed: ProductionFile) -> Iterator[str]:
        under = [line for line in filed.lines if line.order is not None]
        if under:
            numbers = ", ".join(_span(filed, line) for line in under)
            yield _(
                "Produced under a protective order, whose terms bind whoever reads it: {numbers}."
            ).format(numbers=numbers)
        redacted = [line for line in filed.lines if line.replaces is not None]
        if redacted:
            told = "; ".join(f"{_span(filed, line)} ({line.basis})" for line in redacted)
            yield _("Redacted: {told}.").format(told=told)

    def _index(self) -> _Parts:
        filed = self._production()
        title = _("Index of production No. {number}").format(number=filed.production.number)
        return title, _DEFENSE, (Words(facts=self._facts(filed)), self._lines(filed))

    def _receipt(self) -> _Parts:
        filed = self._production()
        words = _(
            "I received production No. {number}, numbered {span}, on behalf of {name}: the {files}"
            " listed below."
        ).format(
            number=filed.production.number,
            span=filed.production.span,
            name=filed.production.defendant_name,
            files=ngettext("{n} file", "{n} files", len(filed.lines)).format(n=len(filed.lines)),
        )
        signed = Signature((_recipient(filed), _("Date and time")))
        title = _("Receipt for production No. {number}").format(number=filed.production.number)
        return title, _DEFENSE, (Words((words,)), self._lines(filed), signed)

    def _certificate(self) -> _Parts:
        filed = self._certificate_file()
        made = filed.certificate
        lead = _(
            "After exercising due diligence and making reasonable inquiries to learn of what is"
            " subject to disclosure, the People certify that what is listed below was provided to"
            " {name}, and what is not provided is named with its ground."
        ).format(name=made.defendant_name)
        parts: list[Part] = [
            Words((lead,)),
            Words((made.diligence,), _("What was done")),
        ]
        if made.delay_reason:
            parts.append(Words((made.delay_reason,), _("Why it was not provided before")))
        provided = [line for line in filed.lines if line.provided_on is not None]
        others = [line for line in filed.lines if line.provided_on is None]
        parts += [
            Table(
                _("Provided"),
                (_("No."), _("Item"), _("Category"), _("Bates"), _("On")),
                (0.5, 3, 2, 2, 1.1),
                [
                    (
                        str(line.item_number),
                        line.title,
                        self._duty(line.duty),
                        line.numbers or _("inspected"),
                        date_words(line.provided_on) if line.provided_on else "",
                    )
                    for line in provided
                ],
                _("Nothing."),
            ),
            Table(
                _("Not provided"),
                (_("No."), _("Item"), _("Category"), _("Ground")),
                (0.5, 3, 2, 3),
                [
                    (
                        str(line.item_number),
                        line.title,
                        self._duty(line.duty),
                        ", ".join(filter(None, (STATE_WORDS[line.state], line.basis))),
                    )
                    for line in others
                ],
                _("Nothing is kept back."),
            ),
            Signature((made.issued_by, _("Date {day}").format(day=date_words(made.issued_on)))),
        ]
        return self._certificate_title(filed), _COURT, tuple(parts)

    def _certificate_title(self, filed: CertificateFile) -> str:
        made = filed.certificate
        if made.supplements is None:
            return _("Certificate of compliance No. {number}").format(number=made.number)
        return _("Supplemental certificate of compliance No. {number}").format(number=made.number)

    def _acknowledgment(self) -> _Parts:
        held = self._holding(self._records.today)
        words = _(
            "Before a plea or trial both sides acknowledge that everything listed below was"
            " disclosed to and received by {name} (Tex. Code Crim. Proc. art. 39.14(j))."
        ).format(name=held.accused.name)
        signed = Signature((_("For the State"), held.accused.counsel or _("For the defense")))
        parts = (Words((words,)), self._had_table(held.had), signed, Signature((_("Date"),)))
        return _("Acknowledgment of discovery"), _COURT, parts

    def _withheld(self) -> _Parts:
        rows = [
            (
                str(row.item.number),
                row.item.title,
                ", ".join(filter(None, (row.item.author, row.item.agency))),
                date_words(row.item.created_on) if row.item.created_on else "",
                *self._ground(row),
            )
            for row in self._records.rows
            if row.state in _KEPT_BACK
        ]
        table = Table(
            _("Kept back"),
            (
                *(_("No."), _("Item"), _("Author, source"), _("Made")),
                *(_("Ground"), _("Decided, approved"), _("Review")),
            ),
            (0.5, 2.4, 1.6, 1, 1.8, 1.8, 1),
            rows,
            _("Nothing is withheld."),
        )
        return _("Log of what is withheld"), _COURT, (table,)

    def _ground(self, row: LedgerRow) -> tuple[str, str, str]:
        decision, approval = row.history.decision, row.history.approval
        if decision is None:
            return "", "", ""
        who = ", ".join(each.by for each in (decision, approval) if each is not None)
        review = date_words(decision.review_on) if decision.review_on else ""
        ground = decision.basis or STATE_WORDS[row.state]
        return ground, who, review

    def _as_of(self) -> _Parts:
        on = self._asked.on or self._records.today
        held = self._holdings(on)
        parts: list[Part] = []
        for each in held:
            parts.append(Words((each.accused.counsel,), each.accused.name))
            parts.append(self._had_table(each.had))
        title = _("What the defense had on {day}").format(day=date_words(on))
        return title, _INTERNAL, tuple(parts)

    def _holdings(self, on: date) -> tuple[Holding, ...]:
        records, local = self._records, self._reading.local
        found = holdings(
            records.accused,
            records.productions,
            records.rows,
            on,
            lambda moment: local(moment).date(),
        )
        subject = self._asked.subject
        return tuple(each for each in found if subject in {None, each.accused.party})

    def _holding(self, on: date) -> Holding:
        found = self._holdings(on)
        if self._asked.subject is None or not found:
            raise Missing("record.missing", kind="parties")
        return found[0]

    def _had_table(self, had: Sequence[Had]) -> Table:
        return Table(
            "",
            (_("Since"), _("Item"), _("File"), _("Bates"), _("SHA-256")),
            (1.1, 2.6, 1.8, 1.9, 2.4),
            [
                (
                    date_words(each.since),
                    f"{each.item_number}. {each.title}",
                    each.name + (_(" (redacted)") if each.redacted else ""),
                    each.numbers or _("inspected"),
                    each.sha256,
                )
                for each in had
            ],
            _("Nothing yet."),
        )

    def _lines(self, filed: ProductionFile) -> Table:
        return Table(
            _("Files"),
            (_("Bates"), _("Item"), _("Category"), _("File"), _("SHA-256")),
            (1.9, 2.6, 1.7, 1.8, 2.4),
            [
                (
                    _span(filed, line),
                    f"{line.item_number}. {line.title}",
                    self._duty(line.duty),
                    _file_words(line),
                    line.sha256 or "-",
                )
                for line in filed.lines
            ],
        )

    def _facts(self, filed: ProductionFile) -> tuple[tuple[str, str], ...]:
        made, local = filed.production, self._reading.local
        served = stamp_words(local(filed.served_at)) if filed.served_at else ""
        return (
            (_("Recipient"), _recipient(filed)),
            (_("Defendant"), made.defendant_name),
            (_("By"), METHOD_WORDS[made.method]),
            (_("Numbers"), made.span),
            (_("Frozen"), f"{stamp_words(local(made.frozen_at))}, {made.frozen_by}"),
            (_("Served"), served),
            (_("Manifest"), f"SHA-256 {made.manifest}"),
        )

    def _duty(self, code: str) -> str:
        return self._reading.codes.label(CodeList.DISCLOSURE_DUTY, code)

    def _production(self) -> ProductionFile:
        for each in self._records.productions:
            if each.id == self._asked.subject:
                return each
        raise Missing("record.missing", kind="productions")

    def _certificate_file(self) -> CertificateFile:
        for each in self._records.certificates:
            if each.id == self._asked.subject:
                return each
        raise Missing("record.missing", kind="disclosure_certificates")


_KEPT_BACK = frozenset({State.WITHHELD, State.APPROVAL_WANTED, State.INSPECTION})


def _recipient(filed: ProductionFile) -> str:
    made = filed.production
    bar = _("bar No. {number}").format(number=made.bar_number) if made.bar_number else ""
    return ", ".join(filter(None, (made.recipient, bar)))


def _span(filed: ProductionFile, line: ProductionLine) -> str:
    return filed.production.bates.span(line.first, line.last)


def _file_words(line: ProductionLine) -> str:
    if line.form is Form.PAPER:
        return ngettext("on paper, {n} page", "on paper, {n} pages", line.pages).format(
            n=line.pages
        )
    return line.name + (_(" (redacted)") if line.replaces is not None else "")
