"""What window, terminal and paper say of everything that hangs on a hearing."""

from collections.abc import Callable, Iterable, Mapping

from app.domain.court_moves import Doubt
from app.domain.ripple import RippleAct, RippleKind, RippleRow, RippleWhy
from app.i18n import _, ngettext

RIPPLE_KINDS: dict[RippleKind, str] = {
    RippleKind.DEADLINE: _("Deadline"),
    RippleKind.SUBPOENA: _("Subpoena"),
    RippleKind.VICTIM: _("Victim"),
    RippleKind.INTERPRETER: _("Interpreter"),
    RippleKind.TASK: _("Task"),
    RippleKind.EVIDENCE: _("Evidence"),
    RippleKind.HEARING: _("Hearing"),
    RippleKind.WITNESS: _("Witness"),
    RippleKind.REMINDER: _("Reminders"),
}
RIPPLE_ACTS: dict[RippleAct, str] = {
    RippleAct.MOVE: _("moves"),
    RippleAct.FOLLOW: _("follows"),
    RippleAct.REISSUE: _("new subpoena"),
    RippleAct.TELL: _("new task"),
    RippleAct.CANCEL: _("called off"),
    RippleAct.RECALL: _("called off"),
    RippleAct.CLOSE: _("closed"),
    RippleAct.NOTHING: "",
}
_WHY: dict[RippleWhy, str] = {
    RippleWhy.COUNTED: _("Counted again: {said}."),
    RippleWhy.OVERRIDDEN: _("Stays where a person set it ({said}). Tick it to give that up."),
    RippleWhy.UNCHANGED: _("Stays: the count gives the same day."),
    RippleWhy.UNCOUNTABLE: _("Stays: how it was counted is not kept. Change it by hand."),
    RippleWhy.GONE_BY: _("Counted again ({said}): the new day lies behind us."),
    RippleWhy.SERVED: _("Served for the old date: a new one is issued, to be served again."),
    RippleWhy.UNSERVED: _("Not served yet: it follows to the new date."),
    RippleWhy.SAME_HEARING: _("Not served yet: it orders to this hearing as it is moved."),
    RippleWhy.TO_BE_TOLD: _("To be told of the new date."),
    RippleWhy.NOT_ASKED: _(
        "To be told of the new date; nobody has asked whether notice is wanted."
    ),
    RippleWhy.WANTS_NO_NOTICE: _("Wants no notice."),
    RippleWhy.OUT_FOR_COURT: _("Out with {said}, due back then. A task to have it back."),
    RippleWhy.SAME_DAY: _("Set that day at {said}. Goes along with its own dates and subpoenas."),
    RippleWhy.UNAVAILABLE: _("Cannot come: {said}"),
    RippleWhy.UNAVAILABLE_THEN: _("Cannot come on the new day: {said}"),
    RippleWhy.NOT_PERMITTED: _("Stays: your role does not allow you to change it."),
    RippleWhy.OFF_COUNTED: _("Counted from this hearing: {said}. No longer owed."),
    RippleWhy.OFF_FROM_DAY: _(
        "Counted from that day: {said}. Tick it if it was counted from this hearing."
    ),
    RippleWhy.OFF_OVERRIDDEN: _(
        "Counted from it, but a person set the day ({said}). Tick it to cancel it."
    ),
    RippleWhy.OFF_SERVED: _("Served: it is called off, and a task to tell the witness."),
    RippleWhy.OFF_UNSERVED: _("Not served yet: it is called off."),
    RippleWhy.OFF_TO_BE_TOLD: _("To be told that it does not take place."),
    RippleWhy.OFF_NOT_ASKED: _(
        "To be told that it does not take place; nobody has asked whether notice is wanted."
    ),
    RippleWhy.OFF_SAME_DAY: _("Set that day at {said}. It stands."),
}
_JUDGED: dict[Doubt | RippleWhy, str] = {
    Doubt.TRIAL: _("a trial: look at the clock"),
    Doubt.PAST: _("the new day lies behind us"),
    Doubt.CLOSED_DAY: _("the court is closed that day"),
    Doubt.COVERED_TWICE: _("who covers it is elsewhere then"),
    Doubt.MOVED_BESIDE: _("another moved hearing in the case"),
    RippleWhy.OVERRIDDEN: _("a day set by hand"),
    RippleWhy.UNCOUNTABLE: _("a date that cannot be counted"),
    RippleWhy.GONE_BY: _("a date that would lie behind us"),
    RippleWhy.BY_HAND: _("a date entered by hand"),
    RippleWhy.DAYS_BEFORE: _("work due before it"),
    RippleWhy.SERVED: _("a served subpoena"),
    RippleWhy.OUT_FOR_COURT: _("evidence out for court"),
    RippleWhy.SAME_DAY: _("another hearing that day"),
    RippleWhy.UNAVAILABLE: _("a witness who is away at times"),
    RippleWhy.UNAVAILABLE_THEN: _("a witness who cannot come"),
    RippleWhy.NOT_PERMITTED: _("what another role changes"),
    RippleWhy.OFF_COUNTED: _("a date to call off"),
    RippleWhy.OFF_FROM_DAY: _("a date counted from that day"),
    RippleWhy.OFF_OVERRIDDEN: _("a day set by hand"),
    RippleWhy.OFF_BY_HAND: _("a date entered by hand"),
    RippleWhy.OFF_SERVED: _("a served subpoena"),
    RippleWhy.OFF_UNSERVED: _("a subpoena to call off"),
    RippleWhy.OFF_DAYS_BEFORE: _("work due before it"),
    RippleWhy.OFF_SAME_DAY: _("another hearing that day"),
}
"""What needs a person's judgement; each word of `PLAIN_WHYS` does not."""


def why_words(row: RippleRow) -> str:
    """Return why a row is listed, and why it moves or stays."""
    counted = _COUNTED_WHY.get(row.why)
    return _WHY[row.why].format(said=row.said) if counted is None else counted(row.count)


def _by_hand(n: int) -> str:
    return ngettext(
        "Entered by hand, {n} day before. Ask whether the court moved it as well.",
        "Entered by hand, {n} days before. Ask whether the court moved it as well.",
        n,
    ).format(n=n)


def _days_before(n: int) -> str:
    if not n:
        return _("Due on the day of the hearing.")
    words = ngettext("Due {n} day before the hearing.", "Due {n} days before the hearing.", n)
    return words.format(n=n)


def _follows(n: int) -> str:
    words = ngettext("{n} reminder follows by itself.", "{n} reminders follow by themselves.", n)
    return words.format(n=n)


def _off_by_hand(n: int) -> str:
    return ngettext(
        "Entered by hand, {n} day before. Ask whether it is still owed.",
        "Entered by hand, {n} days before. Ask whether it is still owed.",
        n,
    ).format(n=n)


def _off_days_before(n: int) -> str:
    return f"{_days_before(n)} {_('Tick it to close it as not needed.')}"


def _off_ends(n: int) -> str:
    words = ngettext("{n} reminder ends by itself.", "{n} reminders end by themselves.", n)
    return words.format(n=n)


_COUNTED_WHY: dict[RippleWhy, Callable[[int], str]] = {
    RippleWhy.BY_HAND: _by_hand,
    RippleWhy.DAYS_BEFORE: _days_before,
    RippleWhy.FOLLOWS: _follows,
    RippleWhy.OFF_BY_HAND: _off_by_hand,
    RippleWhy.OFF_DAYS_BEFORE: _off_days_before,
    RippleWhy.OFF_ENDS: _off_ends,
}


def doubt_words(doubts: Iterable[Doubt | RippleWhy]) -> str:
    """Return why a move needs a person, e.g. ``"a served subpoena, work due before it"``."""
    return ", ".join(dict.fromkeys(_JUDGED[each] for each in doubts))


def hanging_words(counts: Mapping[RippleKind, int]) -> str:
    """Return what hangs on a date, e.g. ``"2 deadlines, 1 subpoena"``; empty for nothing."""
    return ", ".join(_counted(kind, counts[kind]) for kind in RippleKind if counts.get(kind))


def _counted(kind: RippleKind, n: int) -> str:
    words = {
        RippleKind.DEADLINE: ngettext("{n} deadline", "{n} deadlines", n),
        RippleKind.SUBPOENA: ngettext("{n} subpoena", "{n} subpoenas", n),
        RippleKind.VICTIM: ngettext("{n} victim", "{n} victims", n),
        RippleKind.INTERPRETER: ngettext("{n} interpreter", "{n} interpreters", n),
        RippleKind.TASK: ngettext("{n} task", "{n} tasks", n),
        RippleKind.EVIDENCE: ngettext("{n} item", "{n} items", n),
        RippleKind.HEARING: ngettext("{n} hearing", "{n} hearings", n),
        RippleKind.WITNESS: ngettext("{n} witness away", "{n} witnesses away", n),
        RippleKind.REMINDER: ngettext("{n} reminder", "{n} reminders", n),
    }
    return words[kind].format(n=n)
