"""Who signs for a step of a chain of custody, and whether a signature still fits its step."""

from collections.abc import Iterable, Mapping

from app.domain.custody.actions import HANDLING_ACTIONS, Action
from app.domain.custody.events import CustodyEvent
from app.domain.particulars import particular
from app.domain.signatures import Signatory, Signature


def is_under(signature: Signature, event: CustodyEvent) -> bool:
    """Whether the event is the one signed for, and still says what it said then."""
    return signature.event == event.id and signature.of_link == event.link


def parts_of(event: CustodyEvent) -> Mapping[Signatory, str]:
    """Return who can sign for a step and in which part, in the order of a custody form."""
    if event.action is Action.CORRECTED:
        approver = particular(event.details, "approver")
        return {Signatory.APPROVER: approver} if approver else {}
    parts = {}
    if event.action is Action.DISPOSAL_APPROVED:
        parts[Signatory.APPROVER] = event.entered_by
    elif event.action in HANDLING_ACTIONS:
        doer = particular(event.details, "by") or particular(event.details, "operator")
        parts[Signatory.GIVER] = doer or event.entered_by
    else:
        if event.giver != event.holder:
            parts[Signatory.GIVER] = event.giver
        parts[Signatory.RECEIVER] = event.holder
    if event.second_person:
        parts[Signatory.WITNESS] = event.second_person
    return parts


def unsigned_parts(event: CustodyEvent, signatures: Iterable[Signature]) -> Mapping[Signatory, str]:
    """Return the parts of a step nobody has signed for yet, or not for what it says now."""
    held = {each.part for each in signatures if is_under(each, event)}
    return {part: name for part, name in parts_of(event).items() if part not in held}
