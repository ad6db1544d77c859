"""Why evidence is kept, in sentences for window, terminal and paper."""

from datetime import date

from app.domain.retention.grounds import Ground, Reason
from app.domain.retention.notices import Answer
from app.domain.retention.review import DisposalState, ReviewReason
from app.i18n import _
from app.i18n.sentences import say

PASSED = {
    Reason.CASE_CLOSED: "The case was closed on {free_on}.",
    Reason.APPEAL_PERIOD: "Decided on {decided_on}; it can no longer be appealed since {free_on}.",
    Reason.MANDATE: "The mandate of an appeal is dated {free_on}.",
    Reason.COLLATERAL: "The conviction can no longer be attacked since {free_on}.",
    Reason.LIMITATION: "The limitation period is over since {free_on}.",
    Reason.SENTENCE: "Nobody is imprisoned in this case since {free_on}.",
    Reason.PERIOD: "It was kept since {since}; its period is over since {free_on}.",
    Reason.NOTICE_CLOCK: "{told} was told on {sent_on}; the days passed on {free_on}.",
}
"""What is said of a ground whose day has come."""

REVIEW_WORDS = {
    ReviewReason.DUE: _("Due for review"),
    ReviewReason.RETENTION_OVER: _("Retention over"),
    ReviewReason.REVIEW_DAY: _("Review day reached"),
    ReviewReason.SAFEKEEPING: _("Safekeeping over"),
    ReviewReason.CASE_CLOSED: _("Case closed long ago"),
    ReviewReason.UNCLASSIFIED: _("No retention class"),
    ReviewReason.HELD: _("On hold"),
    ReviewReason.REQUESTED: _("Disposal requested"),
    ReviewReason.APPROVED: _("Disposal approved"),
}
STATE_WORDS = {
    DisposalState.NONE: _("No request"),
    DisposalState.REQUESTED: _("Requested"),
    DisposalState.APPROVED: _("Approved"),
}
ANSWER_WORDS = {
    Answer.NO_OBJECTION: _("No objection"),
    Answer.OBJECTION: _("Objection or claim"),
    Answer.WITHDRAWN: _("Objection withdrawn"),
    Answer.RETURNED: _("Notice came back"),
}


def ground_words(ground: Ground, tag: str, today: date) -> str:
    """Return the sentence of a ground: what to do while it stands, what was while it does not."""
    if ground.stands(today) or ground.reason not in PASSED:
        return say(ground.code, ground.said(tag))
    values = {
        name: f"{value:%a %d %b %Y}" if isinstance(value, date) else value
        for name, value in ground.said(tag).items()
    }
    return _(PASSED[ground.reason]).format_map(values)


def earliest_words(earliest: date | None, today: date) -> str:
    """Return from which day an item may leave."""
    if earliest is None:
        return _("No day can be said yet")
    if earliest <= today:
        return _("Now")
    return f"{earliest:%a %d %b %Y}"
