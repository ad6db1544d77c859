"""Counts the hearings of a day by room and time, and collects the names the office uses."""

from app.domain.codes import CodeList
from app.domain.hearings import Hearing, HearingStatus
from app.domain.rooms import Clash, RoomLoad, clash_kinds, is_in, room_named
from app.services.kept_calendars import calendar_in
from app.storage.unit_of_work import Reading

MOST_NAMES = 400
"""Names of one sort that are offered; a form is no directory."""


def load_of(reading: Reading, asked: Hearing) -> RoomLoad:
    """Return how full the day and the room of a hearing are without it."""
    table = reading.hearings.table.c
    others = reading.hearings.where(
        table.on == asked.on,
        table.status == HearingStatus.SET,
        table.id != asked.id,
        reading.sees(table.case),
        order=(table.starts_at, table.id),
    )
    in_room = [each for each in others if is_in(each, asked.court, asked.courtroom)]
    room = room_named(
        reading.courtrooms.where(reading.courtrooms.table.c.is_active.is_(True)),
        asked.court,
        asked.courtroom,
    )
    closed = calendar_in(reading, asked.court, asked.courtroom).closure_if_known(asked.on)
    return RoomLoad(
        on=asked.on,
        room=asked.courtroom,
        count=len(in_room),
        capacity=room.capacity if room else 0,
        day_count=len(others),
        clashes=_clashes(reading, asked, others),
        closed=closed or "",
        calendar_known=closed is not None,
    )


def names_known(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Return the names of courts, rooms and judges: those of the list first, then by frequency."""
    rooms = reading.courtrooms.where(reading.courtrooms.table.c.is_active.is_(True))
    listed = {
        "court": [each.court for each in rooms],
        "courtroom": [each.room for each in rooms],
        "judge": [each.judge for each in rooms],
    }
    return {
        column: tuple(
            dict.fromkeys(
                name for name in (*names, *reading.hearings.names(column, MOST_NAMES)) if name
            )
        )
        for column, names in listed.items()
    }


def _clashes(reading: Reading, asked: Hearing, others: tuple[Hearing, ...]) -> tuple[Clash, ...]:
    found = [
        (kind, other)
        for other in others
        if other.overlaps(asked)
        for kind in clash_kinds(asked, other)
    ]
    return tuple(
        Clash(
            kind=kind,
            hearing=other,
            what=reading.codes.label(CodeList.HEARING, other.kind),
            number=reading.cases.get(other.case).number,
        )
        for kind, other in found
    )
