"""The office's days written as a calendar file.

Folding and escaping are the library's, so that no title can be more than a title. A hearing is an
event in the court's zone; a day by which something is due is an event of that whole day which
keeps nobody busy: Outlook, Google and Apple show those, while none of them shows a task (VTODO)
of a subscribed calendar.

Which of two copies of an entry is newer is said by SEQUENCE, then by DTSTAMP, which beside METHOD
is when the file was made (RFC 5545, 3.8.7.2; RFC 5546, 2.1.5). When the record itself was changed
last, as the log has it, is LAST-MODIFIED (RFC 5545, 3.8.7.3).
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from app.interchange.icalendar_files.events import OWN
from app.interchange.icalendar_files.values import (
    OutgoingCalendar,
    OutgoingDay,
    OutgoingEntry,
    OutgoingHearing,
)

_PRODUCT = "-//Dossier//Case file//EN"
_MARGIN = timedelta(days=400)


def written_calendar(outgoing: OutgoingCalendar) -> bytes:
    """Return the file's bytes: RFC 5545, lines folded at 75 octets, ending in CR LF."""
    calendar = Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", outgoing.title)
    calendar.add("X-WR-TIMEZONE", outgoing.zone)
    calendar.add(f"{OWN}OF", outgoing.of)
    for zone, first, last in _zones(outgoing):
        calendar.add_component(Timezone.from_tzid(zone, first_date=first, last_date=last))
    for entry in outgoing.entries:
        calendar.add_component(_event(entry, outgoing.at))
    return bytes(calendar.to_ical(sorted=False))


def _zones(outgoing: OutgoingCalendar) -> list[tuple[str, date, date]]:
    """Return each zone that is named, and the days its description must cover."""
    hearings = [each for each in outgoing.entries if isinstance(each, OutgoingHearing)]
    days: dict[str, list[date]] = {}
    for hearing in hearings:
        days.setdefault(hearing.zone, []).append(hearing.starts_at.date())
    return [(zone, min(on) - _MARGIN, max(on) + _MARGIN) for zone, on in sorted(days.items())]


def _event(entry: OutgoingEntry, at: datetime) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", at)
    event.add("SEQUENCE", entry.sequence)
    if entry.created is not None:
        event.add("CREATED", entry.created)
    if entry.modified is not None:
        event.add("LAST-MODIFIED", entry.modified)
    _add_times(event, entry)
    event.add("SUMMARY", entry.summary)
    if entry.description:
        event.add("DESCRIPTION", entry.description)
    event.add("CATEGORIES", [entry.category])
    event.add("CLASS", "CONFIDENTIAL")
    event.add("STATUS", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for name, value in entry.own.items():
        event.add(f"{OWN}{name}", value)
    return event


def _add_times(event: Event, entry: OutgoingEntry) -> None:
    if isinstance(entry, OutgoingHearing):
        zone = ZoneInfo(entry.zone)
        event.add("DTSTART", entry.starts_at.astimezone(zone))
        ends = entry.starts_at + timedelta(minutes=entry.minutes)
        event.add("DTEND", ends.astimezone(zone))
        if entry.location:
            event.add("LOCATION", entry.location)
    elif isinstance(entry, OutgoingDay):
        event.add("DTSTART", entry.on)
        event.add("DTEND", entry.on + timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
