"""Who may not be the same person: nobody asks for, approves and witnesses a disposal alone."""

from collections.abc import Iterable

from app.domain.custody.actions import FINAL_ACTIONS, Action
from app.domain.custody.events import CustodyEvent, same_person
from app.domain.custody.situation import Situation
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem

DRUGS = "narcotics"
"""The kind whose destruction is witnessed by somebody who never held the item (AR 195-5)."""


def broken_separation(
    item: EvidenceItem, before: Iterable[CustodyEvent], now: Situation, event: CustodyEvent
) -> str:
    """Return the code of what one person did where two are needed; empty = roles are separate.

    Who asked and who approved is who wrote it down, under the own passphrase: a name typed in
    would separate nothing.

    Args:
        item: whose chain it is.
        before: the events that came first.
        now: how things stood before the event.
        event: the step in question.
    """
    if event.action is Action.DISPOSAL_APPROVED:
        is_own = now.request and same_person(now.request.entered_by, event.entered_by)
        return "custody.approves_own_request" if is_own else ""
    if event.action not in FINAL_ACTIONS:
        return ""
    if any(same_person(event.second_person, name) for name in _deciders(now)):
        return "custody.witness_decided"
    held = {name.casefold() for each in before for name in (each.giver, each.holder)}
    is_drugs = item.kind == DRUGS and event.action is Action.DESTROYED
    if is_drugs and event.second_person.casefold() in held:
        return "custody.witness_held_it"
    return ""


def require_roles(
    item: EvidenceItem, before: Iterable[CustodyEvent], now: Situation, event: CustodyEvent
) -> None:
    """Refuse a step that one person would do alone.

    Raises:
        Refused: see `broken_separation`.
    """
    code = broken_separation(item, before, now, event)
    if code:
        field = "action" if event.action is Action.DISPOSAL_APPROVED else "second_person"
        raise Refused(code, field=field, tag=item.tag)


def _deciders(now: Situation) -> tuple[str, ...]:
    decided = (now.request, now.approval)
    return tuple(event.entered_by for event in decided if event is not None)
