"""A calendar written over itself: what it said before and is no more is taken back.

A program that took the file in keeps every event until a file says of it that it is off. So the
file at the place is read before it is written over: whatever it holds of the same calendar, and
the office no longer has for it, goes out once more as cancelled, without a word, until its day has
passed. What merely lies outside the days asked for is left as it is. Nothing is kept in the office
for this: the place itself says what its readers were told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.calendar_exchange import EntrySort, uid_of
from app.i18n import _
from app.interchange.icalendar_files import (
    OutgoingDay,
    OutgoingEntry,
    OutgoingHearing,
    Published,
    Span,
)
from app.services.calendar_exchange.entries import MOST_ENTRIES, is_owed_to_victim
from app.storage.calendar_exchange import Wanted
from app.storage.unit_of_work import Reading

_MINUTES = 30
"""How long an entry is that is taken back: it needs an end, and nobody sees it."""
Entries = tuple[OutgoingEntry, ...]


def republished(
    reading: Reading,
    target: Path | None,
    of: str,
    wanted: Wanted,
    made: Entries,
    *,
    victim_contacts: bool,
) -> tuple[Entries, Entries]:
    """Return the entries so that they follow the file at the place, and those it takes back.

    Args:
        reading: the office.
        target: the file that is written over, if it is there.
        of: which calendar it is.
        wanted: what goes out.
        made: the entries of today.
        victim_contacts: whether contacts owed to victims are among them.
    """
    before = {each.uid: each for each in _published(target, of)}
    if not before:
        return made, ()
    here = {entry.uid for entry in made}
    missing = [each for each in before.values() if each.uid not in here]
    ahead = [each for each in missing if each.on >= _first(reading, wanted)]
    standing = set(_standing(reading, wanted, ahead, victim_contacts=victim_contacts))
    gone = [each for each in ahead if each.is_taken_back or (each.uid, each.on) not in standing]
    room = MOST_ENTRIES - len(made)
    followed = tuple(_after(entry, before.get(entry.uid)) for entry in made)
    return followed, tuple(map(_taken_back, sorted(gone, key=_by_day)[:room]))


def _published(target: Path | None, of: str) -> tuple[Published, ...]:
    if target is None or not target.is_file():
        return ()
    from app.interchange.icalendar_files.published import (  # noqa: PLC0415  as for reading
        published_in,
    )

    return published_in(target, of)


def _first(reading: Reading, wanted: Wanted) -> date:
    """Return the first day anybody still looks at."""
    return min(reading.today, wanted.first or reading.today)


def _standing(
    reading: Reading, wanted: Wanted, missing: Iterable[Published], *, victim_contacts: bool
) -> Iterator[tuple[str, date]]:
    """Yield name and day of what still belongs to the calendar, on days it was not asked for."""
    days = [each.on for each in missing]
    if not days:
        return
    span = Span(min(days), max(days))
    records, wider = reading.calendar_records, replace(wanted, first=span.first, last=span.last)
    for hearing in records.hearings(wider):
        yield uid_of(hearing.id), hearing.on
    for deadline in records.deadlines(wider):
        yield uid_of(deadline.id), deadline.due_on
    for owing in records.disclosure(wider) if reading.discloses else ():
        if owing.due_on is not None:
            yield uid_of(owing.id), owing.due_on
    for task in records.tasks(wider):
        if task.due_on is not None and (victim_contacts or not is_owed_to_victim(task)):
            yield uid_of(task.id), task.due_on


def _after(entry: OutgoingEntry, before: Published | None) -> OutgoingEntry:
    """Return an entry as a revision that is not older than the one at the place.

    One that was taken back and is there again must be newer than its taking back.
    """
    if before is None:
        return entry
    least = before.sequence + before.is_taken_back
    return replace(entry, sequence=max(entry.sequence, least))


def _by_day(published: Published) -> tuple[date, str]:
    return published.on, published.uid


def _taken_back(published: Published) -> OutgoingEntry:
    """Return the entry that takes another one back: its name and its day, and nothing else."""
    sequence = published.sequence + (not published.is_taken_back)
    bare = OutgoingDay(
        uid=published.uid,
        sequence=sequence,
        created=None,
        modified=None,
        summary=_("No longer on the calendar"),
        description="",
        category=_("Taken back"),
        is_cancelled=True,
        own={"KIND": EntrySort.TAKEN_BACK},
        on=published.on,
    )
    if published.starts_at is None:
        return bare
    said = {name: value for name, value in bare.__dict__.items() if name != "on"}
    return OutgoingHearing(
        **said,
        starts_at=published.starts_at,
        minutes=_MINUTES,
        zone=published.zone,
        location="",
    )
