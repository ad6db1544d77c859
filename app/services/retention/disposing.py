"""Asking for disposal, approving, refusing, withdrawing, carrying it out: for many items at once.

Whatever keeps an item is asked at every step: what was free when it was asked for may be held by
the time it is carried out.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.custody import Action, Chain, CustodyEvent
from app.domain.custody.signing import parts_of
from app.domain.errors import Refused, Stale
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.domain.retention.assess import assess
from app.domain.retention.certificates import DisposalCertificate, certificate_number
from app.domain.retention.disposal import (
    CARRIED_OUT_AS,
    Authority,
    Disposal,
    Ending,
    Execution,
    Method,
    Stamp,
    Wish,
    approved,
    carried_out,
    ended,
    open_disposal,
    requested,
)
from app.domain.signatures import Signatory, Signature, SignatureKind
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.i18n import _
from app.i18n.custody_words import attestation
from app.services.office import Command
from app.services.reminding import drop_reminders
from app.services.retention.standing import Standings, items_chosen, only_case
from app.storage.unit_of_work import Reading, UnitOfWork

Events = tuple[CustodyEvent, ...]


@dataclass(frozen=True, kw_only=True)
class RequestDisposal(Command[Events]):
    """Ask that items leave for good.

    Attributes:
        paper: the paper behind the authority, e.g. the number of the order.
        at: when it was asked on paper; None = now.
    """

    items: tuple[ItemId, ...]
    method: Method
    authority: Authority
    paper: str
    reason: str
    at: datetime | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE

    def concerns(self, work: Reading) -> UUID | None:
        """The case, where all items are of one."""
        return only_case(work.evidence.get(each).case for each in self.items)

    def run(self, work: UnitOfWork) -> Events:
        """Add the request to each chain: to all of them or to none.

        Raises:
            Refused: something keeps an item, one is asked for already, or the authority does not
                carry the method.
        """
        wish = Wish(
            method=self.method,
            authority=self.authority,
            paper=one_line(self.paper, "paper"),
            reason=clean(self.reason, "reason"),
        )
        items = items_chosen(work, self.items)
        wish.check()
        standings, batch = Standings(work), new_id()
        leaving = frozenset(self.items)
        events = []
        for item in items:
            standing = standings.of(item, leaving)
            assess(standing, self.method).require_free(work.today, self.authority)
            events.append(requested(standing.chain, wish, _stamp(work, batch, self.at)))
        work.custody.add_all(events)
        return tuple(events)


class _OnRequests(Command[Events]):
    """Acts on requests as they were seen, named by their custody events."""

    requests: tuple[UUID, ...]

    def concerns(self, work: Reading) -> UUID | None:
        """The case, where all items are of one."""
        return only_case(_requests_seen(work, self.requests))


@dataclass(frozen=True, kw_only=True)
class ApproveDisposal(_OnRequests):
    """Approve requests of somebody else.

    Attributes:
        at: when it was approved on paper; None = now.
    """

    requests: tuple[UUID, ...]
    remark: str = ""
    at: datetime | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_APPROVE

    def run(self, work: UnitOfWork) -> Events:
        """Add the approval to each chain.

        Raises:
            Stale: a request ended since it was seen.
            Refused: it is approved already or one's own, or something keeps the item.
        """
        batch = new_id()
        remark = clean(self.remark, "remark")
        events = tuple(
            approved(chain, disposal, remark, _stamp(work, batch, self.at))
            for chain, disposal in _free_to_go(work, self.requests)
        )
        work.custody.add_all(events)
        return events


class _EndRequests(_OnRequests):
    """Ends requests; the items can be asked for again."""

    reason: str
    how: ClassVar[Ending]

    def run(self, work: UnitOfWork) -> Events:
        """Add to each chain that its request ended, and why.

        Raises:
            Stale: a request ended since it was seen.
            Refused: no reason is given.
        """
        batch, reason = new_id(), clean(self.reason, "reason")
        if not reason:
            raise Refused("disposal.reason_missing", field="reason")
        events = tuple(
            ended(chain, disposal, self.how, reason, _stamp(work, batch))
            for chain, disposal in _waiting(work, self.requests)
        )
        work.custody.add_all(events)
        return events


@dataclass(frozen=True, kw_only=True)
class RefuseDisposal(_EndRequests):
    """Refuse requests, also ones that were approved."""

    requests: tuple[UUID, ...]
    reason: str
    how: ClassVar[Ending] = Ending.REFUSED
    needs: ClassVar[Permission] = Permission.EVIDENCE_APPROVE


@dataclass(frozen=True, kw_only=True)
class WithdrawDisposal(_EndRequests):
    """Withdraw requests, also ones that were approved."""

    requests: tuple[UUID, ...]
    reason: str
    how: ClassVar[Ending] = Ending.WITHDRAWN
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE


@dataclass(frozen=True)
class Disposed:
    """What left in one act, and its certificate."""

    certificate: DisposalCertificate
    events: Events


@dataclass(frozen=True, kw_only=True)
class ExecuteDisposal(Command[Disposed]):
    """Let items go for good, before a witness; there is no way back.

    Attributes:
        at: when; None = now.
        others: see `Execution`.
    """

    requests: tuple[UUID, ...]
    witness: str
    at: datetime | None = None
    to: str = ""
    saw_items: bool = False
    place: str = ""
    how: str = ""
    wipe: str = ""
    id_seen: str = ""
    release_form: str = ""
    cleared: str = ""
    their_number: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE
    needs_confirmation: ClassVar[bool] = True

    def concerns(self, work: Reading) -> UUID | None:
        """The case, where all items are of one."""
        return only_case(_requests_seen(work, self.requests))

    def noted(self, done: Disposed) -> tuple[Fact, ...]:
        """The certificate and how many items it is about."""
        number = done.certificate.number
        return (("certificate", number), ("items", str(done.certificate.items)))

    def run(self, work: UnitOfWork) -> Disposed:
        """Write certificate, events and signatures.

        Raises:
            Stale: a request ended since it was seen.
            Refused: a request is not approved, something keeps an item, or something is missing
                that the method needs.
        """
        pairs = _free_to_go(work, self.requests)
        pairs.sort(key=lambda pair: _depth(work, pair[0].item), reverse=True)
        method = _one_method(pairs)
        execution = self._execution(work)
        batch = new_id()
        number = certificate_number(
            work.today.year, work.disposal_certificates.next_count(work.today.year)
        )
        told = execution if execution.to else replace(execution, to=_destination(method))
        events = []
        for chain, disposal in pairs:
            execution.check(chain.item, method)
            events.append(carried_out(chain, disposal, told, number, _stamp(work, batch)))
            drop_reminders(work, chain.item.id)
        work.custody.add_all(events)
        work.signatures.add_all(_signatures(work, tuple(events)))
        certificate = DisposalCertificate(
            id=new_id(),
            number=number,
            method=method,
            batch=batch,
            items=len(events),
            at=execution.at,
            by=work.actor.name,
            witness=execution.witness,
            to=told.to,
            place=execution.place,
        )
        return Disposed(work.disposal_certificates.add(certificate), tuple(events))

    def _execution(self, work: UnitOfWork) -> Execution:
        lines = ("to", "witness", "place", "how", "wipe", "id_seen", "release_form", "cleared")
        said = {name: one_line(getattr(self, name), name) for name in (*lines, "their_number")}
        return Execution(
            at=work.local(self.at or work.now),
            saw_items=self.saw_items,
            note=clean(self.note, "note"),
            **said,
        )


def _stamp(work: UnitOfWork, batch: UUID, happened: datetime | None = None) -> Stamp:
    return Stamp(
        id=new_id(),
        at=work.local(work.now),
        by=work.actor.name,
        batch=batch,
        happened=None if happened is None else work.local(happened),
    )


def _requests_seen(work: Reading, requests: Collection[UUID]) -> Iterator[CaseId]:
    return (work.custody.get(each).case for each in requests)


def _waiting(work: UnitOfWork, requests: Collection[UUID]) -> list[tuple[Chain, Disposal]]:
    """Return the chains of requests that still wait, as they were seen.

    Raises:
        Stale: one ended, or another one came in its place.
    """
    seen = {work.custody.get(each).item: each for each in requests}
    pairs = []
    for item in items_chosen(work, tuple(seen)):
        chain = work.custody.chain(item)
        disposal = open_disposal(chain)
        if disposal is None:
            raise Stale("disposal.not_requested", tag=item.tag)
        if disposal.request.id != seen[item.id]:
            raise Stale("disposal.other_request", tag=item.tag)
        pairs.append((chain, disposal))
    return pairs


def _free_to_go(work: UnitOfWork, requests: Collection[UUID]) -> list[tuple[Chain, Disposal]]:
    """Return the chains of waiting requests whose items nothing keeps.

    Raises:
        Refused: the first thing that keeps one of them.
    """
    pairs = _waiting(work, requests)
    standings = Standings(work)
    leaving = frozenset(chain.item.id for chain, _ in pairs)
    for chain, disposal in pairs:
        method, authority = disposal.method, disposal.on_authority
        if method is None or authority is None:
            raise Refused("disposal.not_requested", tag=chain.item.tag)
        standing = standings.of(chain.item, leaving)
        assess(standing, method).require_free(work.today, authority)
    return pairs


def _one_method(pairs: list[tuple[Chain, Disposal]]) -> Method:
    methods = {disposal.method for _, disposal in pairs}
    method = next(iter(methods))
    if len(methods) > 1 or method is None:
        raise Refused("disposal.not_one_method", field="items")
    return method


def _depth(work: UnitOfWork, item: EvidenceItem) -> int:
    """Return in how many others an item lies: contents leave before what they lie in."""
    seen = {item.id}
    while item.parent is not None and item.parent not in seen:
        seen.add(item.parent)
        item = work.evidence.get(item.parent)
    return len(seen)


def _destination(method: Method) -> str:
    """Name where it goes, for what nobody receives."""
    return _("Destroyed") if CARRIED_OUT_AS[method] is Action.DESTROYED else ""


def _signatures(work: UnitOfWork, events: Events) -> Iterator[Signature]:
    """Sign with typed words for whoever is at the keyboard, and for a witness from outside.

    A colleague signs at the own keyboard; until then the paper holds a line for it.
    """
    colleagues = {user.name.casefold() for user in work.users.where()}
    own = work.actor.name.casefold()
    for event in events:
        tag = work.evidence.get(event.item).tag
        for part, name in parts_of(event).items():
            is_outsider = part is Signatory.WITNESS and name.casefold() not in colleagues
            if name.casefold() == own or is_outsider:
                yield _signature(work, event, part, attestation(event, part, tag))


def _signature(work: UnitOfWork, event: CustodyEvent, part: Signatory, statement: str) -> Signature:
    return Signature(
        id=new_id(),
        case=event.case,
        item=event.item,
        event=event.id,
        part=part,
        name=parts_of(event)[part],
        kind=SignatureKind.TYPED,
        statement=statement,
        signed_at=work.now,
        taken_by=work.actor.name,
        of_link=event.link,
    )
