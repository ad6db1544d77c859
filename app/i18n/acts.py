"""Audit entries in words: ``OpenCase`` reads "Opened case", for every act of every feature.

An act is named verb first, so its name already is the sentence; only the tense is missing.
"""

import re

from app.i18n import _

_WORDS = re.compile(r"[A-Z][a-z0-9]*")

_PAST = {
    "Accept": "Accepted",
    "Acknowledge": "Acknowledged",
    "Activate": "Activated",
    "Add": "Added",
    "Amend": "Amended",
    "Answer": "Answered",
    "Approve": "Decided on",
    "Ask": "Asked",
    "Assign": "Assigned",
    "Attach": "Attached",
    "Cancel": "Canceled",
    "Change": "Changed",
    "Check": "Checked",
    "Choose": "Chose",
    "Close": "Closed",
    "Combine": "Combined",
    "Compare": "Compared",
    "Complete": "Completed",
    "Confirm": "Confirmed",
    "Continue": "Continued",
    "Copy": "Copied",
    "Correct": "Corrected",
    "Deactivate": "Deactivated",
    "Decide": "Decided on",
    "Disable": "Disabled",
    "Dispose": "Disposed",
    "Draft": "Drafted",
    "Drop": "Dropped",
    "Enable": "Enabled",
    "End": "Ended",
    "Enter": "Entered",
    "Export": "Exported",
    "Find": "Looked up",
    "Finish": "Finished",
    "Flag": "Flagged",
    "Follow": "Followed",
    "Forget": "Took out",
    "Found": "Founded",
    "Freeze": "Froze",
    "Import": "Imported",
    "Inspect": "Read back",
    "Install": "Installed",
    "Issue": "Issued",
    "Keep": "Kept",
    "Leave": "Left",
    "Lift": "Lifted",
    "Link": "Linked",
    "List": "Listed",
    "Log": "Logged",
    "Make": "Made",
    "Move": "Moved",
    "Name": "Named",
    "Note": "Noted",
    "Open": "Opened",
    "Order": "Ordered",
    "Override": "Overrode",
    "Plan": "Planned",
    "Preview": "Previewed",
    "Print": "Printed",
    "Protect": "Protected",
    "Put": "Put",
    "Read": "Read",
    "Recall": "Recalled",
    "Receive": "Received",
    "Record": "Recorded",
    "Recount": "Counted again",
    "Regain": "Regained",
    "Rehearse": "Rehearsed",
    "Reinstate": "Reinstated",
    "Release": "Released",
    "Remove": "Removed",
    "Reopen": "Reopened",
    "Reset": "Reset",
    "Restore": "Restored",
    "Result": "Recorded result of",
    "Resume": "Resumed",
    "Retire": "Retired",
    "Reveal": "Revealed",
    "Review": "Reviewed",
    "Revoke": "Revoked",
    "Rule": "Ruled",
    "Screen": "Screened",
    "Serve": "Served",
    "Set": "Set",
    "Settle": "Settled",
    "Sign": "Signed",
    "Snooze": "Snoozed",
    "Split": "Split",
    "Start": "Started",
    "Stop": "Stopped",
    "Sweep": "Cleared away",
    "Switch": "Switched",
    "Take": "Took",
    "Tell": "Told",
    "Tick": "Ticked",
    "Transfer": "Transferred",
    "Unlink": "Unlinked",
    "Unname": "Took away",
    "Use": "Used",
    "Vacate": "Vacated",
    "Verify": "Verified",
    "Visit": "Visited",
    "Vouch": "Vouched",
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
