"""Custody in words: the fields of each act, what the linter finds, what is signed.

Window, terminal and paper say the same.
"""

from app.domain.custody.actions import ENTRY_ACTIONS, Action
from app.domain.custody.events import CustodyEvent
from app.domain.signatures import Signatory
from app.i18n import _
from app.i18n.courthouse import courthouse

FIELDS: dict[str, str] = {
    "agency_number": _("Their number"),
    "algorithm": _("Algorithm"),
    "approver": _("Approved by"),
    "at": _("When"),
    "authority": _("Authority"),
    "by": _("Done by"),
    "children": _("Tags of the parts"),
    "cleared": _("Check of the owner"),
    "condition": _("Condition"),
    "contents_inventoried": _("Contents looked through"),
    "count": _("How many"),
    "court": _("Court"),
    "deadline": _("To be found by"),
    "certificate": _("Certificate"),
    "digest": _("Hash"),
    "discrepancy": _("Discrepancy"),
    "due_back_on": _("Due back"),
    "exams": _("Examinations"),
    "exhibit": _("Exhibit number"),
    "field": _("Field"),
    "gross": _("Gross weight"),
    "hold": _("Hold"),
    "holder": _("Holder"),
    "how": _("How"),
    "id_seen": _("Identification seen"),
    "image": _("Image number"),
    "into": _("Put into"),
    "judge": _("Judge"),
    "lab_number": _("Laboratory number"),
    "left": _("Left over"),
    "machine": _("Counting machine"),
    "method": _("Method"),
    "net": _("Net weight"),
    "new": _("Should say"),
    "note": _("Note"),
    "old": _("Said"),
    "operator": _("Operator"),
    "order": _("Order"),
    "place": _("Place it goes to"),
    "purpose": _("Purpose"),
    "quantities": _("Quantities"),
    "receipt": _("Receipt"),
    "release_form": _("Release form"),
    "request": _("Request number"),
    "request_step": _("Requested in step"),
    "result": _("Result"),
    "result_on": _("Date of the report"),
    "saw_items": _("Saw the items"),
    "scale": _("Scale"),
    "seal": _("Seal number"),
    "seal_intact": _("Seal"),
    "second_person": _("Second person"),
    "seen": _("Found"),
    "session": _("Inventory"),
    "tool": _("Tool and version"),
    "unit": _("Unit"),
    "wipe": _("Wiped"),
    "within": _("Inside"),
}
"""Labels of the fields of custody events, columns and details alike."""

CHOICES: dict[str, str] = {
    "match": _("The same"),
    "mismatch": _("Not the same"),
    "seen": _("Seen"),
    "sealed": _("Sealed container seen"),
    "out": _("Out on a receipt"),
    "missing": _("Not found"),
}
"""Words of the answers that are codes."""

_PURPOSES: dict[Action, str] = {
    Action.OPENED: _("Reason"),
    Action.RESEALED: _("Reason"),
    Action.DISCREPANCY: _("What is wrong"),
    Action.RESOLVED: _("Memo: what was found"),
    Action.HELD: _("What it is kept for"),
    Action.HOLD_RELEASED: _("Why it is released"),
    Action.DISPOSAL_REQUESTED: _("Why it may go"),
    Action.DISPOSAL_APPROVED: _("Ground of the approval"),
    Action.CORRECTED: _("What is wrong, and what is right"),
}


def field_label(key: str) -> str:
    """Return the words of a field; a key of another program as it is."""
    return FIELDS.get(key, key)


def purpose_label(action: Action) -> str:
    """Return what the purpose of an act is called in its form."""
    return _PURPOSES.get(action, FIELDS["purpose"])


def answer_words(key: str, text: str) -> str:
    """Return the words of an answer to a field."""
    return CHOICES.get(text, text) if key in ("result", "seen") else text


def attestation(event: CustodyEvent, part: Signatory, tag: str) -> str:
    """Return the words a person agrees to with a signature under a step."""
    day = courthouse.local(event.at)
    when = f"{day:%a %d %b %Y %H:%M}"
    facts = {"tag": tag, "giver": event.giver, "holder": event.holder, "when": when}
    return _attested(event, part).format(**facts)


def _attested(event: CustodyEvent, part: Signatory) -> str:
    if part is Signatory.GIVER:
        return _("I handed {tag} to {holder} at {when}.")
    if part is Signatory.RECEIVER:
        return _received(event)
    if part is Signatory.APPROVER:
        return _("I approved this step of {tag}, made at {when}.")
    if event.action in ENTRY_ACTIONS or event.giver != event.holder:
        return _("I saw {tag} pass from {giver} to {holder} at {when}.")
    return _("I was there and saw what was done with {tag} at {when}.")


def _received(event: CustodyEvent) -> str:
    if event.contents_inventoried is False:
        return _(
            "I received {tag} from {giver} at {when} as a sealed container; "
            "its contents were not inventoried."
        )
    if event.seal_intact:
        return _("I received {tag} from {giver} at {when} with its seal intact.")
    return _("I received {tag} from {giver} at {when}.")
