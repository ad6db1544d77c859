"""Audit entries in words: ``OpenCase`` reads "Opened case", for every act of every feature.

An act is named verb first, so its name already is the sentence; only the tense is missing.
"""

import re

from app.i18n import _

_WORDS = re.compile(r"[A-Z][a-z0-9]*")

_PAST = {
    "Accept": "Accepted",
    "Acknowledge": "Acknowledged",
    "Add": "Added",
    "Amend": "Amended",
    "Answer": "Answered",
    "Assign": "Assigned",
    "Attach": "Attached",
    "Cancel": "Canceled",
    "Change": "Changed",
    "Close": "Closed",
    "Complete": "Completed",
    "Confirm": "Confirmed",
    "Continue": "Continued",
    "Correct": "Corrected",
    "Dispose": "Disposed",
    "Drop": "Dropped",
    "End": "Ended",
    "Enter": "Entered",
    "Export": "Exported",
    "Find": "Looked up",
    "Flag": "Flagged",
    "Forget": "Took out",
    "Found": "Founded",
    "Import": "Imported",
    "Issue": "Issued",
    "Leave": "Left",
    "Log": "Logged",
    "Make": "Made",
    "Move": "Moved",
    "Open": "Opened",
    "Order": "Ordered",
    "Override": "Overrode",
    "Preview": "Previewed",
    "Print": "Printed",
    "Read": "Read",
    "Recall": "Recalled",
    "Record": "Recorded",
    "Remove": "Removed",
    "Reopen": "Reopened",
    "Restore": "Restored",
    "Result": "Recorded result of",
    "Reveal": "Revealed",
    "Screen": "Screened",
    "Serve": "Served",
    "Set": "Set",
    "Snooze": "Snoozed",
    "Take": "Took",
    "Tick": "Ticked",
    "Transfer": "Transferred",
    "Use": "Used",
    "Vacate": "Vacated",
    "Verify": "Verified",
    "Withdraw": "Withdrew",
}


def act_words(action: str) -> str:
    """Return what an act did, e.g. ``"Transferred custody"`` for ``"TransferCustody"``."""
    words = _WORDS.findall(action)
    if not words:
        return action
    verb = _PAST.get(words[0])
    rest = [word.lower() for word in words[1:]]
    if verb is None:
        return _(" ".join([_SEEN, words[0].lower(), *rest]))
    return _(" ".join([verb, *rest]))


_SEEN = "Looked at"
"""An audited query is named after what it shows, without a verb."""
