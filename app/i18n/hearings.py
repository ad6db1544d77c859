"""What window and terminal say of rooms, continuances and everything that hangs on a hearing."""

from app.domain.continuances import FEDERAL
from app.domain.hearings import ContinuedBy
from app.domain.ripple import RippleAct, RippleKind, RippleRow, RippleWhy
from app.domain.rooms import Clash, ClashKind, RoomLoad
from app.i18n import _, ngettext

ASKED_BY: dict[ContinuedBy, str] = {
    ContinuedBy.PEOPLE: _("The People"),
    ContinuedBy.DEFENSE: _("The defense"),
    ContinuedBy.JOINT: _("Both sides"),
    ContinuedBy.COURT: _("The court"),
}
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
}


def why_words(row: RippleRow) -> str:
    """Return why a row is listed, and why it moves or stays."""
    n = row.count
    if row.why is RippleWhy.BY_HAND:
        return ngettext(
            "Entered by hand, {n} day before. Ask whether the court moved it as well.",
            "Entered by hand, {n} days before. Ask whether the court moved it as well.",
            n,
        ).format(n=n)
    if row.why is RippleWhy.DAYS_BEFORE:
        if not n:
            return _("Due on the day of the hearing.")
        words = ngettext("Due {n} day before the hearing.", "Due {n} days before the hearing.", n)
        return words.format(n=n)
    if row.why is RippleWhy.FOLLOWS:
        words = ngettext(
            "{n} reminder follows by itself.", "{n} reminders follow by themselves.", n
        )
        return words.format(n=n)
    return _WHY[row.why].format(said=row.said)


def exclusion_words(category: str) -> str:
    """Return how the days of an exclusion are counted by default.

    Args:
        category: of the code in the list ``excluded_time``.
    """
    if category.startswith(FEDERAL):
        return _("The old and the new date are both excluded (18 U.S.C. 3161(h)).")
    return _("From the day after the old date to the new one (N.Y. Gen. Constr. Law 20).")


def room_words(load: RoomLoad) -> str:
    """Return how full room and day are, e.g. ``"Dept 4: 12 of 12 set that day."``."""
    if not load.room:
        return ngettext(
            "{n} hearing of the office that day.",
            "{n} hearings of the office that day.",
            load.day_count,
        ).format(n=load.day_count)
    if load.capacity:
        words = _("{room}: {n} of {capacity} set that day.")
    else:
        words = _("{room}: {n} set that day.")
    return words.format(room=load.room, n=load.count, capacity=load.capacity)


def room_warnings(load: RoomLoad) -> tuple[str, ...]:
    """Return what speaks against room and time, one sentence each."""
    full = (_("{room} is full that day.").format(room=load.room),) if load.is_full else ()
    return (*full, *map(_clash_words, load.clashes))


def day_warnings(load: RoomLoad) -> tuple[str, ...]:
    """Return what speaks against the day; a field for days says so by itself."""
    if not load.calendar_known:
        return (_("The court holidays of that year are not known."),)
    if load.closed:
        return (_("The court is closed that day ({reason}).").format(reason=load.closed),)
    return ()


def _clash_words(clash: Clash) -> str:
    hearing = clash.hearing
    words = {
        ClashKind.ATTORNEY: _("Who covers it is then in {place}: {what}, {number}."),
        ClashKind.JUDGE: _("Judge {judge} sits then in {place}: {what}, {number}."),
        ClashKind.ROOM: _("Judge {judge} sits then in this room: {what}, {number}."),
    }[clash.kind]
    return words.format(
        place=hearing.courtroom or hearing.court or _("another room"),
        judge=hearing.judge,
        what=clash.what,
        number=clash.number,
    )
