"""Ways through a chain of custody for tests: what each act asks for, and what must come before."""

from app.domain.custody import Action
from app.domain.custody.asked import required_of
from app.domain.evidence import ItemId
from app.domain.ids import new_id
from app.domain.particulars import Particulars
from app.domain.retention.disposal import DISPOSAL_ACTIONS, Authority, Method
from app.domain.users import Actor, OfficeRole, UserId
from app.services.evidence import EvidenceItemView, TransferCustody
from app.services.office import Office
from app.services.retention import (
    ApproveDisposal,
    ClassifyItems,
    ExecuteDisposal,
    RequestDisposal,
)

DIGEST = "ab" * 32
DETAILS: dict[str, str] = {
    "agency_number": "F-77",
    "algorithm": "SHA-256",
    "by": "I. Brask",
    "children": "EV-1, EV-2",
    "count": "40",
    "court": "Dept 4",
    "deadline": "2099-01-05",
    "digest": DIGEST,
    "exams": "Prints",
    "exhibit": "P-1",
    "id_seen": "Driver license",
    "judge": "Okafor",
    "net": "40.9",
    "operator": "I. Brask",
    "order": "Order 7",
    "quantities": "20 g, 20 g",
    "receipt": "R-1",
    "request": "SL-1",
    "result": "match",
    "scale": "2",
    "seen": "seen",
    "session": "2026-1",
    "tool": "dd 9.1",
    "unit": "g",
}
"""An answer to each detail; those that name an earlier step follow from the chain."""
COLUMNS = {
    "authority": "Order 7",
    "method": "DES",
    "place": "Room 2, shelf 9",
    "seal": "S-2",
    "seal_intact": True,
}
BEFORE: dict[Action, tuple[Action, ...]] = {
    Action.RETURNED: (Action.OUT,),
    Action.FROM_LAB: (Action.TO_LAB,),
    Action.ADMITTED: (Action.TO_COURT,),
    Action.RESEALED: (Action.OPENED,),
    Action.VERIFIED: (Action.HASHED,),
    Action.RESOLVED: (Action.DISCREPANCY,),
    Action.HOLD_RELEASED: (Action.HELD,),
    Action.DISPOSAL_APPROVED: (Action.DISPOSAL_REQUESTED,),
    **dict.fromkeys(
        (Action.DESTROYED, Action.RELEASED, Action.TRANSFERRED),
        (Action.DISPOSAL_REQUESTED, Action.DISPOSAL_APPROVED),
    ),
}
"""What must have happened before some acts."""


def details(action: Action) -> Particulars:
    """Return an answer to every detail an act must have, but for steps it points at."""
    asked = [each for each in required_of(action) if not each.is_column]
    found = [(each.key, DETAILS[each.key]) for each in asked if each.key in DETAILS]
    return (*found, ("net", DETAILS["net"])) if action is Action.WEIGHED else tuple(found)


def step(item: ItemId, action: Action, to: str = "Somebody", **facts: object) -> TransferCustody:
    """Return an act with every answer it asks for."""
    columns = {
        each.key: COLUMNS[each.key]
        for each in required_of(action)
        if each.is_column and each.key in COLUMNS
    }
    every: dict[str, object] = {
        "purpose": "Any",
        "second_person": "W. Witness",
        "details": details(action),
    }
    every |= columns | facts
    return TransferCustody(item=item, action=action, to=to, **every)  # type: ignore[arg-type]  # the fields above


def colleague(office: Office, name: str = "R. Lindqvist") -> Office:
    """Return the office with somebody else at the keyboard."""
    actor = Actor(UserId(new_id()), name.lower(), name, OfficeRole.SUPERVISOR)
    return Office(office._database, actor, lambda: None)


def bring_to(office: Office, item: ItemId, action: Action, to: str = "Somebody") -> None:
    """Do an act and what must come before it; approvals are another person's."""
    if action in DISPOSAL_ACTIONS:
        dispose(office, item, action, to)
        return
    for earlier in BEFORE.get(action, ()):
        holder = office.ask(EvidenceItemView(item)).line.holder
        office.do(step(item, earlier, to="Elsewhere" if holder != "Elsewhere" else "Here"))
    office.do(step(item, action, to=to))


def dispose(office: Office, item: ItemId, action: Action, to: str = "") -> None:
    """Ask for the disposal of an item on an order, approve it, carry it out: as far as asked."""
    if not office.ask(EvidenceItemView(item)).item.retention_class:
        office.do(ClassifyItems(items=(item,), retention_class="CASE"))
    (asked,) = office.do(
        RequestDisposal(
            items=(item,),
            method=_METHODS.get(action, Method.DESTROY),
            authority=Authority.COURT_ORDER,
            paper="Order 7",
            reason="Any",
        )
    ).value
    if action is Action.DISPOSAL_REQUESTED:
        return
    colleague(office).do(ApproveDisposal(requests=(asked.id,)))
    if action is Action.DISPOSAL_APPROVED:
        return
    office.do(
        ExecuteDisposal(
            requests=(asked.id,),
            witness="W. Witness",
            saw_items=True,
            to=to,
            how="melted",
            wipe="NIST SP 800-88 Purge",
            id_seen="Driver license",
            release_form="R-1",
            cleared="NICS 4",
            their_number="F-77",
        )
    )


_METHODS = {
    Action.RELEASED: Method.RETURN,
    Action.TRANSFERRED: Method.TO_AGENCY,
    Action.DESTROYED: Method.DESTROY,
}


def give_back(office: Office, item: ItemId, owner: str) -> None:
    """Return an item to its owner as the office must: asked for, approved, witnessed."""
    bring_to(office, item, Action.RELEASED, owner)
