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
    "Check": "Checked",
    "Close": "Closed",
    "Complete": "Completed",
    "Confirm": "Confirmed",
    "Continue": "Continued",
    "Correct": "Corrected",
    "Disable": "Disabled",
    "Dispose": "Disposed",
    "Drop": "Dropped",
    "Enable": "Enabled",
    "End": "Ended",
    "Enter": "Entered",
    "Export": "Exported",
    "Find": "Looked up",
    "Finish": "Finished",
    "Flag": "Flagged",
    "Forget": "Took out",
    "Found": "Founded",
    "Import": "Imported",
    "Issue": "Issued",
    "Keep": "Kept",
    "Leave": "Left",
    "Lift": "Lifted",
    "Log": "Logged",
    "Make": "Made",
    "Move": "Moved",
    "Note": "Noted",
    "Open": "Opened",
    "Order": "Ordered",
    "Override": "Overrode",
    "Preview": "Previewed",
    "Print": "Printed",
    "Protect": "Protected",
    "Put": "Put",
    "Read": "Read",
    "Recall": "Recalled",
    "Regain": "Regained",
    "Record": "Recorded",
    "Release": "Released",
    "Remove": "Removed",
    "Rehearse": "Rehearsed",
    "Reopen": "Reopened",
    "Reset": "Reset",
    "Restore": "Restored",
    "Result": "Recorded result of",
    "Reveal": "Revealed",
    "Revoke": "Revoked",
    "Screen": "Screened",
    "Serve": "Served",
    "Set": "Set",
    "Sign": "Signed",
    "Snooze": "Snoozed",
    "Switch": "Switched",
    "Take": "Took",
    "Tick": "Ticked",
    "Transfer": "Transferred",
    "Use": "Used",
    "Vacate": "Vacated",
    "Verify": "Verified",
    "Visit": "Visited",
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
