"""A feed's rows in words, for window and terminal."""

from datetime import date

from app.domain.calendar_exchange import Change, Remark, RowState
from app.i18n import _
from app.i18n.sentences import say

_STATES = {
    RowState.NEW: _("New"),
    RowState.MOVED: _("Moved"),
    RowState.CHANGED: _("Changed"),
    RowState.CANCELLED: _("Cancelled"),
    RowState.KNOWN: _("Already set"),
    RowState.CONFLICT: _("Conflict"),
    RowState.GONE: _("No longer there"),
    RowState.UNCHANGED: _("Unchanged"),
    RowState.STALE: _("Older"),
    RowState.UNMATCHED: _("No case"),
    RowState.REFUSED: _("Left out"),
}
_FIELDS = {
    "kind": _("Hearing"),
    "on": _("Day"),
    "clock": _("Time"),
    "minutes": _("Minutes"),
    "court": _("Court"),
    "courtroom": _("Room"),
    "judge": _("Judge"),
}
_REASONS = {
    "cancelled": _("Cancelled in the feed {feed}"),
    "gone": _("No longer in the feed {feed}"),
}


def state_words(state: RowState) -> str:
    """Return what a row's state is called."""
    return _STATES[state]


def remark_words(remark: Remark) -> str:
    """Return the sentence of a remark."""
    return " ".join(say(remark.code, {"stated": remark.stated}).split())


def change_words(change: Change) -> str:
    """Return a change as "Day: Mon 02 Mar 2026 → Tue 03 Mar 2026"."""
    name, stands, says = change
    if name == "is_cancelled":
        return _("Taken off the calendar") if says == "True" else _("Back on the calendar")
    return f"{_FIELDS[name]}: {_told(name, stands)} → {_told(name, says)}"


def feed_words(reason: str, feed: str) -> str:
    """Return why a hearing is vacated."""
    return _REASONS[reason].format(feed=feed)


def _told(name: str, value: str) -> str:
    if name == "on":
        return f"{date.fromisoformat(value):%a %d %b %Y}"
    if name == "clock":
        return value[:5]
    return value or _("none")
