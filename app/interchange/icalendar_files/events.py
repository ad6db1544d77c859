"""One event of a calendar file, read by the library and checked."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event
from icalendar.prop import vBroken, vText

from app.domain.court_time import at_court
from app.domain.errors import Refused
from app.domain.plausible_days import require_plausible
from app.interchange.icalendar_files import limits
from app.interchange.icalendar_files.blocks import Block, Line
from app.interchange.icalendar_files.component import Component, parts_of
from app.interchange.icalendar_files.values import FeedEvent, FeedRefusal
from app.interchange.icalendar_files.zones import UnknownZone, Zones

OWN = "X-DOSSIER-"
"""How properties begin that files of Dossier's own have."""

_MOMENTS = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"})
_READ = _MOMENTS | {
    *("UID", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP", "STATUS", "DURATION", "RRULE"),
    *("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "COMMENT"),
}
_TIMES = {"DTSTART": date, "DTEND": date, "DURATION": timedelta, "RECURRENCE-ID": date}
_ONCE = tuple(_TIMES)
_RULES = ("RRULE", "RDATE", "EXDATE")
_MOST_WORDS = 4_000
"""Characters of what an event says in words that are kept to find its case by."""
_SHOWN = 120


class BadEvent(ValueError):
    """An event cannot be read; the arguments are a code and what the file says there."""

    def __init__(self, code: str, stated: str = "", line: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.stated = stated[:_SHOWN]
        self.line = line


@dataclass(frozen=True)
class ReadEvent:
    """An event as the library has it, and where it stands.

    Attributes:
        zone: of times that name none; ``is_cancelled``: also where the whole file is a
            cancellation.
    """

    number: int
    line: int
    event: Component
    zone: ZoneInfo
    court: ZoneInfo
    is_cancelled: bool

    @property
    def uid(self) -> str:
        """The event's name, or one made from what it says."""
        stated = _text(self.event, "UID", limits.LONGEST_EVENT).strip()
        return stated or f"no-uid-{self._print()}"

    @property
    def words(self) -> str:
        """What it calls itself."""
        return _text(self.event, "SUMMARY")

    @property
    def order(self) -> tuple[int, datetime]:
        """Which of two events of one name is newer."""
        return self.sequence, self.modified or datetime.min.replace(tzinfo=UTC)

    @property
    def sequence(self) -> int:
        """Revision of the event, 0 where it is not said or no number."""
        stated = self.event.get("SEQUENCE", 0)
        return int(stated) if isinstance(stated, int) else 0

    @property
    def modified(self) -> datetime | None:
        """When it was changed last; when the file was made says the same of a feed."""
        for name in ("LAST-MODIFIED", "DTSTAMP"):
            moment = getattr(self.event.get(name), "dt", None)
            if isinstance(moment, datetime):
                return _in_utc(moment, self.zone)
        return None

    @property
    def recurrence(self) -> str:
        """Which occurrence it is, empty for none."""
        stated = getattr(self.event.get("RECURRENCE-ID"), "dt", None)
        if not isinstance(stated, datetime):
            return "" if stated is None else f"{stated:%Y%m%d}"
        return f"{_in_utc(stated, self.zone):%Y%m%dT%H%M%SZ}"

    def _print(self) -> str:
        said = (str(self.event["DTSTART"].dt), *(_text(self.event, name) for name in _PRINTED))
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]

    def values(self) -> FeedEvent:
        """Return what the event says.

        Raises:
            BadEvent: its times are none that can be.
        """
        event = self.event
        start = event["DTSTART"].dt
        moment = self._moment(start)
        on = moment.astimezone(self.court).date() if moment else start
        days, minutes = _length(event, start, self.zone)
        return FeedEvent(
            number=self.number,
            line=self.line,
            uid=self.uid,
            recurrence=self.recurrence,
            sequence=self.sequence,
            modified=self.modified,
            is_cancelled=self.is_cancelled or _text(event, "STATUS").upper() == "CANCELLED",
            starts_at=moment,
            on=_plausible(on, str(start)),
            days=days,
            minutes=minutes,
            summary=_text(event, "SUMMARY"),
            description=_text(event, "DESCRIPTION"),
            location=_text(event, "LOCATION"),
            words="\n".join(_words(event))[:_MOST_WORDS],
            own=_own(event),
        )

    def _moment(self, start: date) -> datetime | None:
        if not isinstance(start, datetime):
            return None
        moment = _in_utc(start, self.zone)
        zone = start.tzinfo or self.zone
        if isinstance(zone, ZoneInfo) and at_court(moment, zone) != start.replace(tzinfo=None):
            raise BadEvent("feed.missing_hour", f"{start:%Y-%m-%d %H:%M}")
        return moment


_PRINTED = ("SUMMARY", "LOCATION", "DESCRIPTION")


def read_event(
    block: Block, number: int, calendar: Block, zones: Zones
) -> tuple[ReadEvent, tuple[FeedRefusal, ...]]:
    """Return an event and what of it was left out.

    Raises:
        BadEvent: it cannot be used; the file's other events may be.
    """
    lines, left = _lines(block, number, zones)
    if sum(map(len, lines)) > limits.LONGEST_EVENT:
        raise BadEvent("feed.event_too_long", line=block.line)
    event = _parsed(lines)
    _check(event)
    is_cancelled = calendar.first("METHOD").upper() == "CANCEL"
    floating = zones.floating(calendar)
    read = ReadEvent(number, block.line, event, floating, zones.default, is_cancelled)
    read.values()  # says now what is wrong with its times
    return read, tuple(left)


def _lines(block: Block, number: int, zones: Zones) -> tuple[list[str], list[FeedRefusal]]:
    """Return the lines that are read, each one the library can take apart."""
    kept, left = [], []
    for line in block.lines:
        if line.name not in _READ and not line.name.startswith("X-"):
            if not line.name or ":" not in line.text:
                left.append(_left(line, number))
            continue
        try:
            text = zones.settled(line) if line.name in _MOMENTS else line.text
            if line.name == "RRULE":
                text = text.replace(" ", "")  # as some mail programs write lists
            parts_of(text)
        except UnknownZone as unknown:
            raise BadEvent("feed.unknown_zone", str(unknown), line.number) from None
        except ValueError:
            left.append(_left(line, number))
        else:
            kept.append(text)
    return kept, left


def words_of(block: Block) -> str:
    """Return what an event calls itself that cannot be read as a whole."""
    return str(vText.from_ical(block.first("SUMMARY")[:_SHOWN]))


def _left(line: Line, number: int) -> FeedRefusal:
    return FeedRefusal(
        number=number,
        line=line.number,
        code="feed.unreadable_line",
        stated=line.text[:_SHOWN],
        is_whole=False,
    )


def _parsed(lines: list[str]) -> Component:
    try:
        event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    except Exception as error:  # noqa: BLE001  the library fails in many ways over a bad line
        raise BadEvent("feed.unreadable_event", type(error).__name__) from None
    if not isinstance(event, Event):
        raise BadEvent("feed.unreadable_event")
    return event


def _check(event: Component) -> None:
    """Refuse an event without a usable day, or one that says two things at once."""
    broken = {name: stated for name, stated in _each(event) if isinstance(stated, vBroken)}
    for name, stated in broken.items():
        if name in _RULES:
            raise BadEvent("feed.bad_rule", f"{name}:{stated}")
        if name in _ONCE:
            raise BadEvent("feed.bad_time", f"{name}:{stated}")
        event.pop(name)
    if "DTSTART" not in event:
        raise BadEvent("feed.no_start")
    for name in _ONCE:
        stated = event.get(name)
        if isinstance(stated, list):
            raise BadEvent("feed.twice", name)
        if stated is not None and not isinstance(getattr(stated, "dt", None), _TIMES[name]):
            raise BadEvent("feed.bad_time", name)


def _each(event: Component) -> Iterator[tuple[str, object]]:
    """Yield every property, one that is there several times as often."""
    for name, stated in event.items():
        for each in stated if isinstance(stated, list) else [stated]:
            yield name, each


def _length(event: Component, start: date, zone: ZoneInfo) -> tuple[int, int]:
    """Return days and minutes an event lasts; of each the one that does not apply is 0.

    Raises:
        BadEvent: it ends before it begins.
    """
    end = getattr(event.get("DTEND"), "dt", None)
    lasts = getattr(event.get("DURATION"), "dt", None)
    if not isinstance(start, datetime):
        until = end.date() if isinstance(end, datetime) else end
        span = until - start if until is not None else lasts or timedelta(days=1)
        if span < timedelta(0):
            raise BadEvent("feed.ends_first", f"{start} to {until or span}")
        return max(1, -(-span // timedelta(days=1))), 0
    if end is not None:
        last = end if isinstance(end, datetime) else datetime.combine(end, datetime.min.time())
        lasts = _in_utc(last, zone) - _in_utc(start, zone)
    if lasts is None:
        return 0, 0
    if lasts < timedelta(0):
        raise BadEvent("feed.ends_first", f"{start:%Y-%m-%d %H:%M}")
    return 0, -(-lasts // timedelta(minutes=1))


def _in_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment in UTC; without a zone of its own it is of ``zone``.

    Raises:
        BadEvent: it lies outside the years there are.
    """
    try:
        local = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return local.astimezone(UTC)
    except (OverflowError, ValueError, TypeError, AttributeError):
        raise BadEvent("feed.bad_time", str(moment)) from None


def _plausible(on: date, stated: str) -> date:
    try:
        return require_plausible(on, "on")
    except Refused:
        raise BadEvent("feed.far_away", stated) from None


def _text(event: Component, name: str, most: int = _MOST_WORDS) -> str:
    """Return a text; of several of one name the first."""
    stated = event.get(name, "")
    first = stated[0] if isinstance(stated, list) and stated else stated
    return str(first or "")[:most]


def _words(event: Component) -> Iterator[str]:
    for name, stated in _each(event):
        if name.startswith(("X-", "COMMENT", "CATEGORIES")) and not name.startswith(OWN):
            parts = getattr(stated, "cats", None)
            yield ", ".join(map(str, parts)) if parts is not None else str(stated)


def _own(event: Component) -> Mapping[str, str]:
    return {name.removeprefix(OWN): _text(event, name) for name in event if name.startswith(OWN)}
