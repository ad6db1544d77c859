"""The certificate of a disposal as a PDF: looked at on screen, or printed, which the log keeps.

An owner or an agency gets the same paper as a receipt. It names roles and parts, never a way to
reach anybody.
"""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact, fingerprint
from app.domain.codes import CodeList
from app.domain.custody import Action, CustodyEvent
from app.domain.custody.signing import is_under, parts_of
from app.domain.evidence import EvidenceItem
from app.domain.particulars import particular
from app.domain.retention.certificates import DisposalCertificate
from app.domain.retention.disposal import CARRIED_OUT_AS
from app.domain.signatures import Signatory, Signature
from app.domain.users import Permission
from app.i18n import _, ngettext
from app.printing.dates import event_words, stamp_words
from app.printing.disposal_certificate import (
    DisposalSheet,
    DisposedItem,
    SignedPart,
    typeset_disposal,
)
from app.services.office import Query
from app.services.printed_paper import NOT_PRINTED
from app.services.retention.standing import only_case
from app.storage.unit_of_work import Reading

_TITLES = {
    Action.DESTROYED: _("Certificate of destruction"),
    Action.RELEASED: _("Receipt for returned property"),
    Action.TRANSFERRED: _("Receipt for transferred property"),
}
_DETAILS = (
    ("how", _("How")),
    ("wipe", _("Wiped by")),
    ("id_seen", _("Identification seen")),
    ("release_form", _("Release form")),
    ("cleared", _("May possess it")),
    ("agency_number", _("Their number")),
)
"""Details of the act, the same for all its items."""


@dataclass(frozen=True, kw_only=True)
class DisposalPaper:
    """A certificate on paper.

    Attributes:
        name: of the document, e.g. ``"DC-2026-0001 Certificate of destruction"``.
    """

    name: str
    pages: int
    pdf: bytes = field(repr=False)


class _OfCertificate(Query[DisposalPaper]):
    """Names a certificate by its number."""

    number: str
    needs: ClassVar[Permission] = Permission.CASES_PRINT

    def concerns(self, reading: Reading) -> UUID | None:
        """The case, where everything on it is of one."""
        certificate = reading.disposal_certificates.by_number(self.number)
        return only_case(each.case for each in reading.custody.of_batch(certificate.batch))


@dataclass(frozen=True)
class PrintDisposalPaper(_OfCertificate):
    """A certificate to be printed or saved; the log keeps that it was."""

    number: str
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> DisposalPaper:
        """Return the PDF, which names the last entry of the log at this moment.

        Raises:
            Missing: there is no such certificate.
        """
        return _paper(reading, self.number, fingerprint(*reading.audit.head()))

    def noted(self, answer: DisposalPaper) -> tuple[Fact, ...]:
        """Which one, and how many pages went out."""
        return (("certificate", self.number), ("pages", str(answer.pages)))


@dataclass(frozen=True)
class PreviewDisposalPaper(_OfCertificate):
    """A certificate as it would be printed, to look at."""

    number: str

    def run(self, reading: Reading) -> DisposalPaper:
        """Return the PDF without a fingerprint.

        Raises:
            Missing: there is no such certificate.
        """
        return _paper(reading, self.number, NOT_PRINTED)


def _paper(reading: Reading, number: str, mark: str) -> DisposalPaper:
    certificate = reading.disposal_certificates.by_number(number)
    events = [each for each in reading.custody.of_batch(certificate.batch) if _sees(reading, each)]
    office = reading.offices.only()
    title = _TITLES[CARRIED_OUT_AS[certificate.method]]
    sheet = DisposalSheet(
        office=office.name,
        title=title,
        number=certificate.number,
        facts=_facts(reading, certificate, events),
        items=tuple(_item(reading, each) for each in events),
        heads=(_("Item"), _("Description"), _("Authority"), _("Requested"), _("Approved")),
        items_title=_("Items"),
        signatures_title=_("Signatures"),
        signatures=_signed(reading, certificate, events),
        remark=_remark(certificate.items - len(events)),
        printed_at=reading.local(reading.now),
        printed_by=reading.actor.name,
        fingerprint=mark,
        is_demo=office.is_demo,
    )
    paper = typeset_disposal(sheet)
    return DisposalPaper(name=f"{number} {title}", pages=paper.pages, pdf=paper.pdf)


def _sees(reading: Reading, event: CustodyEvent) -> bool:
    _walled, is_admitted = reading.walls.standing(event.case, reading.user)
    return is_admitted


def _remark(hidden: int) -> str:
    if not hidden:
        return ""
    words = ngettext(
        "{n} item of a case that is not open to you is not listed.",
        "{n} items of cases that are not open to you are not listed.",
        hidden,
    )
    return words.format(n=hidden)


def _facts(
    reading: Reading, certificate: DisposalCertificate, events: list[CustodyEvent]
) -> tuple[tuple[str, str], ...]:
    details = events[0].details if events else ()
    facts = (
        (_("Method"), reading.codes.label(CodeList.DISPOSAL_METHOD, certificate.method)),
        (_("Number of items"), str(certificate.items)),
        (_("When"), event_words(reading.local(certificate.at))),
        (_("Where"), certificate.place),
        (_("To"), "" if _is_destroyed(certificate) else certificate.to),
        *((label, particular(details, name)) for name, label in _DETAILS),
        (_("Carried out by"), certificate.by),
        (_("Witness"), certificate.witness),
        (_("Remark"), events[0].note if events else ""),
    )
    return tuple((label, words) for label, words in facts if words)


def _item(reading: Reading, event: CustodyEvent) -> DisposedItem:
    item = reading.evidence.get(event.item)
    chain = reading.custody.chain(item)
    asked = chain.events[int(particular(event.details, "request_step")) - 1]
    given = next(
        each
        for each in chain.events
        if each.action is Action.DISPOSAL_APPROVED and each.seq > asked.seq
    )
    code = particular(asked.details, "authority")
    authority = reading.codes.label(CodeList.DISPOSAL_AUTHORITY, code)
    return DisposedItem(
        tag=item.tag,
        case=reading.cases.get(item.case).number,
        description=item.description,
        facts=_said_of(item),
        authority=f"{authority}, {asked.authority}",
        asked=_who_when(reading, asked),
        approved=_who_when(reading, given),
    )


def _said_of(item: EvidenceItem) -> tuple[str, ...]:
    said = (
        (_("Quantity"), f"{item.quantity} {item.unit}".strip()),
        (_("Serial number"), item.serial),
        (_("Agency's tag"), item.agency_tag),
        (_("Seal"), item.seal),
    )
    return tuple(f"{label} {words}" for label, words in said if words)


def _who_when(reading: Reading, event: CustodyEvent) -> str:
    return f"{event.entered_by}, {stamp_words(reading.local(event.at))}"


def _is_destroyed(certificate: DisposalCertificate) -> bool:
    return CARRIED_OUT_AS[certificate.method] is Action.DESTROYED


def _signed(
    reading: Reading, certificate: DisposalCertificate, events: list[CustodyEvent]
) -> tuple[SignedPart, ...]:
    """Return who signs in which part; where nobody has yet, the line waits for it.

    The parts are the same under every event of the act; the first one stands for all.
    """
    if not events:
        return ()
    event = events[0]
    under = {
        each.part: each for each in reading.signatures.of_item(event.item) if is_under(each, event)
    }
    parts = dict(parts_of(event))
    if _is_destroyed(certificate):
        parts.pop(Signatory.RECEIVER, None)
    own = SignedPart(
        part=_("Carried out by"),
        name=certificate.by,
        statement=_("I did what this paper says with the items listed."),
        signed="",
    )
    return (own, *(_part(reading, part, name, under.get(part)) for part, name in parts.items()))


def _part(reading: Reading, part: Signatory, name: str, signature: Signature | None) -> SignedPart:
    title, statement = _PARTS[part]
    if signature is None:
        return SignedPart(part=title, name=name, statement=statement, signed="")
    at = stamp_words(reading.local(signature.signed_at))
    words = _("Signed {when}, taken by {by}: {statement}")
    signed = words.format(when=at, by=signature.taken_by, statement=signature.statement)
    return SignedPart(part=title, name=signature.name, statement=statement, signed=signed)


_PARTS = {
    Signatory.GIVER: (_("Handed out by"), _("I handed out the items listed.")),
    Signatory.RECEIVER: (
        _("Received by"),
        _("I received the items listed, as their owner or for my agency."),
    ),
    Signatory.WITNESS: (
        _("Witness"),
        _("I saw the items themselves and what was done with them."),
    ),
    Signatory.APPROVER: (_("Approved by"), _("I approved it.")),
}
