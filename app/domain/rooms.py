"""How full a courtroom is on a day, and what else is set at the same time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.hearings import Courtroom, Hearing


class ClashKind(StrEnum):
    """What cannot be in two places at once."""

    ATTORNEY = "attorney"
    JUDGE = "judge"
    ROOM = "room"


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Another hearing at an overlapping time.

    Attributes:
        what: its kind in words; ``number``: of its case.
    """

    kind: ClashKind
    hearing: Hearing
    what: str
    number: str


@dataclass(frozen=True, kw_only=True)
class RoomLoad:
    """A room on a day.

    Attributes:
        room: as hearings name it; ``day_count``: hearings set that day in the whole office.
        count: of them in this room; ``capacity``: what it takes, 0 = nobody said.
        clashes: hearings that need the same attorney, judge or room at the same time.
        closed: why the courts are closed that day, empty if they are open or not known.
        calendar_known: whether the court calendar reaches that day.
    """

    on: date
    room: str
    count: int = 0
    capacity: int = 0
    day_count: int = 0
    clashes: tuple[Clash, ...] = ()
    closed: str = ""
    calendar_known: bool = True

    @property
    def is_full(self) -> bool:
        """Whether the room takes no further hearing."""
        return 0 < self.capacity <= self.count


def same_name(one: str, other: str) -> bool:
    """Whether two names of a court, room or judge are meant to be the same."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def is_in(hearing: Hearing, court: str, room: str) -> bool:
    """Whether a hearing is set in a room; a court nobody named is any."""
    if not room or not same_name(hearing.courtroom, room):
        return False
    return not court or not hearing.court or same_name(hearing.court, court)


def room_named(rooms: Iterable[Courtroom], court: str, room: str) -> Courtroom | None:
    """Return the office's record of a room, if there is one that can be meant."""
    named = [each for each in rooms if room and same_name(each.room, room)]
    of_court = [each for each in named if same_name(each.court, court)]
    if of_court or court:
        return next(iter(of_court), None)
    return named[0] if len(named) == 1 else None


def calendar_kept(rooms: Iterable[Courtroom], court: str, room: str) -> str:
    """Return the id of the court calendar that is kept where a case is heard.

    The room decides; one nobody listed keeps that of its court, if its rooms agree.

    Returns:
        Empty where nobody said, or the rooms of the court do not agree.
    """
    rooms = tuple(rooms)
    own = room_named(rooms, court, room)
    if own is not None and own.calendar:
        return own.calendar
    kept = {each.calendar for each in rooms if court and same_name(each.court, court)} - {""}
    return kept.pop() if len(kept) == 1 else ""


def clash_kinds(planned: Hearing, other: Hearing) -> Iterator[ClashKind]:
    """Give what two hearings at overlapping times cannot share.

    Cases called one after the other in one room before one judge are the custom of a docket and no
    clash: an attorney or judge clashes only with another room, a room only with another judge.
    """
    same_room = is_in(other, planned.court, planned.courtroom)
    if planned.attorney is not None and planned.attorney == other.attorney and not same_room:
        yield ClashKind.ATTORNEY
    has_judges = bool(planned.judge and other.judge)
    same_judge = has_judges and same_name(planned.judge, other.judge)
    has_rooms = bool(planned.courtroom and other.courtroom)
    if same_judge and has_rooms and not same_room:
        yield ClashKind.JUDGE
    if same_room and has_judges and not same_judge:
        yield ClashKind.ROOM
