"""What window and terminal say of rooms and continuances."""

from app.domain.continuances import FEDERAL
from app.domain.hearings import ContinuedBy
from app.domain.rooms import Clash, ClashKind, RoomLoad
from app.i18n import _, ngettext

ASKED_BY: dict[ContinuedBy, str] = {
    ContinuedBy.PEOPLE: _("The People"),
    ContinuedBy.DEFENSE: _("The defense"),
    ContinuedBy.JOINT: _("Both sides"),
    ContinuedBy.COURT: _("The court"),
}


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
