"""What other programs call the steps of a chain, and what we call them.

CASE fixes no list: the name of an action is whatever the examiner's tool writes. Words are compared
in small letters, without punctuation.
"""

import re

from app.domain.custody import Action

_VERBS: dict[Action, str] = {
    Action.COLLECTED: "collected seized preserved recovered confiscated collection seizure"
    " acquired",
    Action.RECEIVED: "received custody-receive receive receipt intake accepted",
    Action.MOVED: "moved stored relocated storage",
    Action.OUT: "transferred transfer checked-out handed-over released-temporarily shipped"
    " transported delivered custody-transfer",
    Action.RETURNED: "returned checked-in custody-return",
    Action.TO_LAB: "sent-to-laboratory sent-to-lab submitted",
    Action.FROM_LAB: "back-from-laboratory returned-from-laboratory",
    Action.TO_COURT: "taken-to-court",
    Action.ADMITTED: "admitted admitted-in-court",
    Action.OPENED: "opened unsealed examined examination analyzed analysed analysis parsed"
    " extracted executed inspected annotated decoded decrypted carved processed searched",
    Action.RESEALED: "resealed sealed",
    Action.SPLIT: "divided split sampled",
    Action.MERGED: "combined merged",
    Action.IMAGED: "imaged imaging duplicated copied cloned forensic-duplication acquisition",
    Action.HASHED: "hashed hash-recorded",
    Action.VERIFIED: "verified hash-verified verification",
    Action.WEIGHED: "weighed",
    Action.COUNTED: "counted",
    Action.INVENTORIED: "inventoried seen-at-inventory",
    Action.RELEASED: "released returned-to-owner",
    Action.TRANSFERRED: "transferred-for-good",
    Action.DESTROYED: "destroyed disposed disposed-of wiped",
}
_BY_VERB = {verb: action for action, verbs in _VERBS.items() for verb in verbs.split()}
_BETWEEN = re.compile(r"[\W_]+")


def action_called(verb: str) -> Action | None:
    """Return the custody action of a foreign verb, or None if we know none."""
    return _BY_VERB.get(_BETWEEN.sub("-", verb.casefold()).strip("-"))
