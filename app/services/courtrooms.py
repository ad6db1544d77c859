"""The rooms cases are heard in: adding, changing, retiring and listing them."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.errors import Refused, Stale
from app.domain.hearings import Courtroom, CourtroomId
from app.domain.ids import new_id
from app.domain.record import Version
from app.domain.rooms import same_name
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork

LARGEST_CAPACITY = 500
"""Hearings of one room on one day; more is a slip of the keyboard."""


@dataclass(frozen=True, kw_only=True)
class AddCourtroom(Command[Courtroom]):
    """Take a room into the list.

    Attributes:
        capacity: hearings it takes on a day; 0 = not limited.
        calendar: id of the court calendar kept there; empty = the office's.
    """

    court: str
    room: str
    judge: str = ""
    capacity: int = 0
    note: str = ""
    calendar: str = ""
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Courtroom:
        """Write the room.

        Raises:
            Refused: a name is missing, the room is in the list, the capacity is absurd, or no
                calendar has that id.
        """
        room = Courtroom(
            id=CourtroomId(new_id()),
            court=self.court,
            room=self.room,
            judge=self.judge,
            capacity=self.capacity,
            note=self.note,
            calendar=self.calendar,
        )
        return work.courtrooms.add(_tidy(work, room))

    def undo(self, done: Courtroom) -> "RemoveCourtroom":
        """Take it off the list again."""
        return RemoveCourtroom(courtroom=done)


@dataclass(frozen=True, kw_only=True)
class RemoveCourtroom(Command[Courtroom]):
    """Take a room off the list that was added by mistake; hearings keep what they say."""

    courtroom: Courtroom
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Courtroom:
        """Remove the row.

        Raises:
            Stale: somebody changed it since.
        """
        work.courtrooms.remove(self.courtroom)
        return self.courtroom

    def undo(self, done: Courtroom) -> AddCourtroom:
        """Take it into the list again."""
        return AddCourtroom(
            court=done.court,
            room=done.room,
            judge=done.judge,
            capacity=done.capacity,
            note=done.note,
            calendar=done.calendar,
        )


@dataclass(frozen=True, kw_only=True)
class AmendCourtroom(Command[Amended[Courtroom]]):
    """Change what is written of a room; the record carries the version that was shown."""

    courtroom: Courtroom
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Courtroom]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for `AddCourtroom`.
        """
        before = work.courtrooms.get(self.courtroom.id)
        return Amended(before, work.courtrooms.change(_tidy(work, self.courtroom)))

    def undo(self, done: Amended[Courtroom]) -> "AmendCourtroom":
        """Put the old content back."""
        return AmendCourtroom(courtroom=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RetireCourtroom(Command[Amended[Courtroom]]):
    """Offer a room no longer; hearings that name it stay as they are.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    courtroom: CourtroomId
    expects: Version | None = None
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Courtroom]:
        """Write it.

        Raises:
            Stale: somebody changed or retired it since it was shown.
        """
        before = work.courtrooms.get(self.courtroom)
        if not before.is_active:
            raise Stale("record.stale")
        after = work.courtrooms.change(replace(before, is_active=False), self.expects)
        return Amended(before, after)

    def undo(self, done: Amended[Courtroom]) -> AmendCourtroom:
        """Offer it again."""
        return AmendCourtroom(courtroom=done.taken_back)


@dataclass(frozen=True)
class Courtrooms(Query[tuple[Courtroom, ...]]):
    """Every room in the list, retired ones last."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[Courtroom, ...]:
        """Return them by court and room."""
        return tuple(
            sorted(
                reading.courtrooms.where(),
                key=lambda each: (
                    not each.is_active,
                    each.court.casefold(),
                    each.room.casefold(),
                    each.id,
                ),
            )
        )


def _tidy(work: UnitOfWork, room: Courtroom) -> Courtroom:
    tidied = replace(
        room,
        court=require(one_line(room.court, "court"), "court"),
        room=require(one_line(room.room, "room"), "room"),
        judge=one_line(room.judge, "judge"),
        note=clean(room.note, "note"),
    )
    if room.calendar:
        work.court_calendars.require(room.calendar, "calendar")
    if not 0 <= room.capacity <= LARGEST_CAPACITY:
        raise Refused("courtroom.capacity", field="capacity", most=LARGEST_CAPACITY)
    for other in work.courtrooms.where():
        is_same = same_name(other.court, tidied.court) and same_name(other.room, tidied.room)
        if other.id != room.id and is_same:
            raise Refused("courtroom.there_already", field="room", room=other.room)
    return tidied
