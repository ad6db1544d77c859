"""Speedy-trial clocks in words; window, terminal and paper say the same."""

from datetime import date

from app.domain.clocks import SpanState, SpeedyClock
from app.domain.clocks.bar import Segment, Stretch
from app.domain.clocks.standing import ClockStanding
from app.domain.clocks.trial import TrialCheck, Verdict
from app.domain.time_computation.wording import spell
from app.i18n import _, ngettext

STATE_WORDS = {
    SpanState.PROPOSED: _("Proposed"),
    SpanState.CONFIRMED: _("Counts"),
    SpanState.WITHDRAWN: _("Withdrawn"),
}
STRETCH_WORDS = {
    Stretch.COUNTED: _("Counted"),
    Stretch.EXCLUDED: _("Excluded"),
    Stretch.IMPORTED: _("Joined codefendant's"),
    Stretch.PROPOSED: _("Proposed"),
    Stretch.LEFT: _("Left"),
    Stretch.OVER: _("Over the limit"),
}
VERDICT_WORDS = {
    Verdict.IN_TIME: _("In time"),
    Verdict.LAST_DAYS: _("Only by the last days"),
    Verdict.JOINED: _("Only by the joined clock"),
    Verdict.LATE: _("Too late"),
    Verdict.TOO_EARLY: _("Too early"),
    Verdict.NO_LIMIT: _("No limit date"),
}


def short_day(day: date) -> str:
    """Return e.g. "4 Dec 2026"."""
    return f"{day.day} {day:%b} {day.year}"


def days(number: int) -> str:
    """Return e.g. "12 days"."""
    return ngettext("{n} day", "{n} days", number).format(n=number)


def heading(standing: ClockStanding) -> str:
    """Return the clock's name, e.g. "Trial within 70 days, counts 1 to 3"."""
    parts = (standing.regime.title, standing.clock.charges)
    return ", ".join(part for part in parts if part)


def left(standing: ClockStanding) -> str:
    """Return what is left, e.g. "12 days left", "3 days over", "stopped 2 Mar 2026"."""
    stopped = standing.clock.stopped_on
    if stopped is not None:
        return _("stopped {day}").format(day=short_day(stopped))
    return days_left(standing.remaining)


def stopped(clock: SpeedyClock) -> str:
    """Return when and why a clock was stopped; empty while it runs."""
    if clock.stopped_on is None:
        return ""
    words = _("Stopped {day}: {reason}.")
    return words.format(day=short_day(clock.stopped_on), reason=clock.stop_reason.rstrip("."))


def days_left(remaining: int | None) -> str:
    """Return days left in words, e.g. "12 days left" or "3 days over"."""
    if remaining is None:
        return _("no limit date")
    if remaining < 0:
        return ngettext("{n} day over", "{n} days over", -remaining).format(n=-remaining)
    return ngettext("{n} day left", "{n} days left", remaining).format(n=remaining)


def tightest(standing: ClockStanding) -> str:
    """Return the case's tightest clock in one line: days left and the limit."""
    words = _("Speedy trial: {left}").format(left=left(standing))
    limit = standing.limit_date
    if limit is None:
        return words
    known = _("limit {day}").format(day=f"{limit.day} {limit:%b}")
    if limit.year != standing.as_of.year:
        known = _("limit {day}").format(day=short_day(limit))
    stands = _("stands still") if standing.is_provisional else known
    return f"{words}, {stands}"


def trial_on(check: TrialCheck) -> str:
    """Return the same with the day it is about, e.g. "Trial on 3 Dec 2026: in time, …"."""
    said = trial(check)
    return _("Trial on {day}: {verdict}").format(
        day=short_day(check.on), verdict=said[:1].lower() + said[1:]
    )


def trial(check: TrialCheck) -> str:
    """Return a trial date held against a clock, e.g. "In time, 9 days to spare"."""
    words = VERDICT_WORDS[check.verdict]
    if check.spare is None:
        return words
    if check.spare < 0:
        after = ngettext("{n} day after the limit", "{n} days after the limit", -check.spare)
        if check.verdict is Verdict.TOO_EARLY:
            after = ngettext("by {n} day", "by {n} days", -check.spare)
        return f"{words}, {after.format(n=-check.spare)}"
    spare = ngettext("{n} day to spare", "{n} days to spare", check.spare)
    return f"{words}, {spare.format(n=check.spare)}"


def segment(piece: Segment, label: dict[str, str]) -> str:
    """Return a stretch of the bar in a sentence for tooltips and screen readers.

    Args:
        piece: the stretch.
        label: words of the kinds of excluded time.
    """
    span = f"{spell(piece.first)} to {spell(piece.last)}"
    words = f"{STRETCH_WORDS[piece.stretch]}: {span}, {days(piece.days)}"
    reasons = [because(piece, label)] if piece.because else []
    if piece.is_open:
        reasons.append(_("still open"))
    return ". ".join((words, *reasons)) + "."


def because(piece: Segment, label: dict[str, str]) -> str:
    """Return the exclusions behind a stretch, the first three of them."""
    kinds = list(dict.fromkeys(label.get(each.span.kind, each.span.kind) for each in piece.because))
    named = ", ".join(kinds[:3])
    more = len(kinds) - 3
    return f"{named} +{more}" if more > 0 else named
