"""Asking for the disposal of an item, approving it, carrying it out: all on its chain of custody.

A request is a custody event, and so is its approval. A request that is refused or withdrawn is
ended by a correction that points at it, so that the item can be asked for again and the chain
still tells everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.custody import (
    Action,
    Chain,
    Correction,
    CustodyEvent,
    HandOver,
    Whereabouts,
    same_person,
)
from app.domain.custody.situation import ENDS_REQUEST
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem
from app.domain.particulars import Particulars, particular, particulars
from app.domain.retention.standing import DIGITAL_KINDS


class Method(StrEnum):
    """How an item leaves for good (code list ``disposal_method``)."""

    RETURN = "RET"
    TO_AGENCY = "RTS"
    FORFEIT = "FRF"
    AUCTION = "AUC"
    DIVERT = "DIV"
    DESTROY = "DES"
    SAFEKEEPING = "BUR"
    COURT_RECORD = "CTR"


class Authority(StrEnum):
    """On whose word (code list ``disposal_authority``)."""

    PROSECUTOR = "PROS_REL"
    COURT_ORDER = "CT_ORD"
    STIPULATION = "STIP"
    STATUTE = "STAT"
    OWNER_CLAIM = "OWN_CLAIM"
    FORFEITURE = "FORF"


class Ending(StrEnum):
    """How a request ended without the item leaving."""

    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


DISPOSAL_ACTIONS = frozenset(
    {Action.DISPOSAL_REQUESTED, Action.DISPOSAL_APPROVED}
    | {Action.RELEASED, Action.TRANSFERRED, Action.DESTROYED}
)
"""Steps that only the acts of disposal write."""

CARRIED_OUT_AS = {
    Method.RETURN: Action.RELEASED,
    Method.TO_AGENCY: Action.TRANSFERRED,
    Method.FORFEIT: Action.TRANSFERRED,
    Method.AUCTION: Action.TRANSFERRED,
    Method.DIVERT: Action.TRANSFERRED,
    Method.DESTROY: Action.DESTROYED,
    Method.SAFEKEEPING: Action.DESTROYED,
    Method.COURT_RECORD: Action.TRANSFERRED,
}

_BY_OFFICE = frozenset(
    {Authority.PROSECUTOR, Authority.COURT_ORDER, Authority.STIPULATION, Authority.STATUTE}
)
FITTING = {
    Method.RETURN: _BY_OFFICE | {Authority.OWNER_CLAIM},
    Method.TO_AGENCY: _BY_OFFICE,
    Method.FORFEIT: frozenset({Authority.FORFEITURE, Authority.COURT_ORDER}),
    Method.AUCTION: frozenset({Authority.FORFEITURE, Authority.COURT_ORDER, Authority.STATUTE}),
    Method.DIVERT: frozenset({Authority.FORFEITURE, Authority.COURT_ORDER, Authority.STATUTE}),
    Method.DESTROY: _BY_OFFICE | {Authority.FORFEITURE},
    Method.SAFEKEEPING: frozenset({Authority.PROSECUTOR, Authority.COURT_ORDER, Authority.STATUTE}),
    Method.COURT_RECORD: frozenset({Authority.COURT_ORDER, Authority.STIPULATION}),
}
"""Which authority a method can rest on."""

WEAPONS = frozenset({"firearm", "ammunition"})
"""Kinds returned only to somebody who may possess them (18 U.S.C. 922(d) and (g))."""


@dataclass(frozen=True)
class Disposal:
    """A request that has not ended, with its approval if there is one."""

    request: CustodyEvent
    approval: CustodyEvent | None

    @property
    def method(self) -> Method | None:
        """What was asked for; None for a request written before methods were."""
        known = {each.value: each for each in Method}
        return known.get(self.request.method)

    @property
    def on_authority(self) -> Authority | None:
        """On whose word it was asked for."""
        known = {each.value: each for each in Authority}
        return known.get(particular(self.request.details, "authority"))


def open_disposal(chain: Chain) -> Disposal | None:
    """Return the request that waits for approval or execution, as it was written.

    A correction of its words does not change what was asked for; whoever asked withdraws it.
    """
    now = chain.situation
    if now.request is None or chain.whereabouts is Whereabouts.CLOSED:
        return None
    asked = chain.events[now.request.seq - 1]
    given = chain.events[now.approval.seq - 1] if now.approval is not None else None
    return Disposal(asked, given)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody asks for.

    Attributes:
        paper: the paper behind the authority, e.g. the number of the order.
        reason: why now.
    """

    method: Method
    authority: Authority
    paper: str
    reason: str

    def check(self) -> None:
        """Refuse what cannot be asked for.

        Raises:
            Refused: the authority does not carry the method, or names no paper or reason.
        """
        if self.authority not in FITTING[self.method]:
            raise Refused("disposal.authority_unfit", field="authority")
        if not self.paper:
            raise Refused("disposal.paper_missing", field="paper")
        if not self.reason:
            raise Refused("disposal.reason_missing", field="reason")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """When and by whom an event is written down, and the act it belongs to.

    Attributes:
        happened: when it was asked or approved on paper; None = as it is written down.
    """

    id: UUID
    at: datetime
    by: str
    batch: UUID | None = None
    happened: datetime | None = None


def requested(chain: Chain, wish: Wish, stamp: Stamp) -> CustodyEvent:
    """Return the event that asks for the disposal.

    Raises:
        Refused: it is asked for already, or the chain does not allow the step.
    """
    wish.check()
    if open_disposal(chain) is not None:
        raise Refused("disposal.requested_already", tag=chain.item.tag)
    step = _Paper(
        action=Action.DISPOSAL_REQUESTED,
        purpose=wish.reason,
        method=wish.method.value,
        authority=wish.paper,
        details=particulars({"authority": wish.authority.value}),
    )
    return step.on(chain, stamp)


def approved(chain: Chain, disposal: Disposal, remark: str, stamp: Stamp) -> CustodyEvent:
    """Return the event that approves a request.

    Raises:
        Refused: it is approved already, or by the person who asked.
    """
    if disposal.approval is not None:
        raise Refused(
            "disposal.approved_already", tag=chain.item.tag, by=disposal.approval.entered_by
        )
    if same_person(stamp.by, disposal.request.entered_by):
        raise Refused("disposal.own_request", tag=chain.item.tag)
    step = _Paper(
        action=Action.DISPOSAL_APPROVED,
        purpose=remark or disposal.request.purpose,
        method=disposal.request.method,
        authority=disposal.request.authority,
        details=particulars({"request_step": str(disposal.request.seq)}),
    )
    return step.on(chain, stamp)


def ended(chain: Chain, disposal: Disposal, how: Ending, reason: str, stamp: Stamp) -> CustodyEvent:
    """Return the event that refuses or withdraws a request, approved or not.

    Raises:
        Refused: no reason is given.
    """
    correction = Correction(seq=disposal.request.seq, reason=reason)
    event = chain.corrected(correction, stamp.id, stamp.at, stamp.by)
    told = replace(event, details=(*event.details, (ENDS_REQUEST, how.value)), batch=stamp.batch)
    return replace(told, link=told.linked_to(chain.events[-1].link))


@dataclass(frozen=True, kw_only=True)
class Execution:
    """How items leave, as written down by whoever lets them go.

    Attributes:
        at: when, by the courthouse clock.
        to: the owner, the receiving agency or the place of destruction.
        witness: who stood by; ``saw_items``: whether the witness saw the items themselves.
        how: how they were destroyed, e.g. ``"incinerated"``; ``wipe``: for media, which standard.
        id_seen, release_form: of an owner: which paper showed who it is, and the signed form.
        cleared: for weapons, the check that the owner may have them.
        their_number: under which the receiving agency keeps it, or the clerk's receipt.
    """

    at: datetime
    to: str = ""
    witness: str = ""
    saw_items: bool = False
    place: str = ""
    how: str = ""
    wipe: str = ""
    id_seen: str = ""
    release_form: str = ""
    cleared: str = ""
    their_number: str = ""
    note: str = ""

    def check(self, item: EvidenceItem, method: Method) -> None:
        """Refuse where something is missing that the method needs.

        Raises:
            Refused: with the field that is missing.
        """
        action = CARRIED_OUT_AS[method]
        if action is Action.DESTROYED:
            self._check_destroyed(item)
        elif not self.to:
            raise Refused("disposal.receiver_missing", field="to", tag=item.tag)
        if action is Action.RELEASED:
            self._check_owner(item)
        if action is Action.TRANSFERRED and not self.their_number:
            raise Refused("disposal.their_number_missing", field="their_number", tag=item.tag)

    def _check_destroyed(self, item: EvidenceItem) -> None:
        if not self.how:
            raise Refused("disposal.how_missing", field="how")
        if not self.saw_items:
            raise Refused("disposal.not_seen", field="saw_items")
        if item.kind in DIGITAL_KINDS and not self.wipe:
            raise Refused("disposal.wipe_missing", field="wipe", tag=item.tag)

    def _check_owner(self, item: EvidenceItem) -> None:
        if not self.id_seen:
            raise Refused("disposal.id_missing", field="id_seen")
        if not self.release_form:
            raise Refused("disposal.form_missing", field="release_form")
        if item.kind in WEAPONS and not self.cleared:
            raise Refused("disposal.not_cleared", field="cleared", tag=item.tag)


def carried_out(
    chain: Chain, disposal: Disposal, execution: Execution, certificate: str, stamp: Stamp
) -> CustodyEvent:
    """Return the event with which the item leaves for good.

    Raises:
        Refused: the request is not approved, its approver carries it out, somebody plays two
            parts, the witness of drugs has handled them, or something is missing that the method
            needs.
    """
    item = chain.item
    method = disposal.method
    if disposal.approval is None or method is None:
        raise Refused("disposal.not_approved", tag=item.tag)
    if same_person(stamp.by, disposal.approval.entered_by):
        raise Refused("disposal.approver_executes", tag=item.tag)
    execution.check(item, method)
    check_parts(chain, disposal, execution.witness, (stamp.by, execution.to))
    step = HandOver(
        action=CARRIED_OUT_AS[method],
        at=execution.at,
        to=execution.to,
        purpose=disposal.request.purpose,
        place=execution.place,
        second_person=execution.witness,
        method=method.value,
        authority=disposal.request.authority,
        note=execution.note,
        details=particulars(
            {
                "receipt": certificate,
                "request_step": str(disposal.request.seq),
                "how": execution.how,
                "wipe": execution.wipe,
                "saw_items": "yes" if execution.saw_items else "",
                "id_seen": execution.id_seen,
                "release_form": execution.release_form,
                "cleared": execution.cleared,
                "agency_number": execution.their_number,
            }
        ),
        batch=stamp.batch,
    )
    return chain.handed_over(step, stamp.id, stamp.at, stamp.by)


def check_parts(chain: Chain, disposal: Disposal, witness: str, others: Iterable[str]) -> None:
    """Refuse a witness who plays another part (IAPE: nobody handles a disposal end to end).

    Raises:
        Refused: there is no witness, or it is one of those who ask, approve, let go or receive;
            for drugs also one of those who ever had them (AR 195-5).
    """
    if not witness:
        raise Refused("disposal.witness_missing", field="witness")
    approval = disposal.approval.entered_by if disposal.approval else ""
    parts = (disposal.request.entered_by, approval, *others)
    if any(same_person(witness, name) for name in parts):
        raise Refused("disposal.witness_has_part", field="witness", witness=witness)
    if chain.item.kind == "narcotics" and handled(chain, witness):
        raise Refused("disposal.witness_in_chain", field="witness", witness=witness)


def handled(chain: Chain, name: str) -> bool:
    """Whether somebody gave, took, witnessed or wrote down any step of a chain."""
    names = (
        each
        for event in chain.events
        for each in (event.giver, event.holder, event.second_person, event.entered_by)
    )
    return any(same_person(name, each) for each in names)


@dataclass(frozen=True, kw_only=True)
class _Paper:
    """A step that moves nothing: the item stays with its holder."""

    action: Action
    purpose: str
    method: str
    authority: str
    details: Particulars

    def on(self, chain: Chain, stamp: Stamp) -> CustodyEvent:
        step = HandOver(
            action=self.action,
            at=stamp.happened or stamp.at,
            to=chain.last.holder if chain.last else "",
            purpose=self.purpose,
            method=self.method,
            authority=self.authority,
            details=self.details,
            batch=stamp.batch,
        )
        return chain.handed_over(step, stamp.id, stamp.at, stamp.by)
