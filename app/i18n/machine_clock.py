"""What is said of a computer's clock that cannot be right, for window and terminal."""

from datetime import datetime

from app.domain.machine_clock import ClockBelief, ClockFault
from app.i18n import _
from app.i18n.courthouse import courthouse


def clock_warning(belief: ClockBelief, now: datetime) -> tuple[str, str] | None:
    """Return what is wrong with a clock that shows ``now``, and what follows from it, if it is."""
    fault = belief.fault(now)
    if fault is None or belief.known is None:
        return None
    said = _BEHIND if fault is ClockFault.BEHIND else _AHEAD
    since = _SINCE.format(seq=belief.since) if belief.since is not None else _FROM_NOW_ON
    what = said.format(now=_moment(now), known=_moment(belief.known))
    return what, f"{_MEANS} {since} {_WAY_OUT}"


_BEHIND = _(
    "This computer's clock seems to be set back: it shows {now}, but the log was at {known}"
    " already."
)
_AHEAD = _(
    "This computer's clock seems to be far ahead: it shows {now}, over a year after {known}, the"
    " last time the log can vouch for."
)
_MEANS = _("Today, days left and reminders go by it and may be wrong.")
_SINCE = _("From entry {seq} of the log on, what was written carries its time.")
_FROM_NOW_ON = _("What is written now carries its time.")
_WAY_OUT = _("Set the clock of the computer right; the log keeps what happened.")


def _moment(at: datetime) -> str:
    return f"{courthouse.local(at):%a %d %b %Y %H:%M}"
