"""A calendar file read whole: every event with its occurrences, and every one that is refused.

Of the file as a whole only what nobody could trust is refused: no calendar, cut off, too large.
Anything wrong with one event is that event's own matter.
"""

import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.domain.errors import ImportRefused
from app.interchange.icalendar_files import limits
from app.interchange.icalendar_files.blocks import Block, calendars
from app.interchange.icalendar_files.events import BadEvent, ReadEvent, read_event, words_of
from app.interchange.icalendar_files.recurrence import CannotExpand, Expansion
from app.interchange.icalendar_files.text import CalendarText, calendar_text
from app.interchange.icalendar_files.values import FeedEvent, FeedFile, FeedRefusal, Span
from app.interchange.icalendar_files.zones import Zones

_REPEATING = ("RRULE", "RDATE", "EXDATE")
_LONGEST_TITLE = 200
_Place = tuple[int, int, str]
"""Number and line of an event, and what it calls itself."""


def read_feed(path: Path, zone: str, span: Span) -> FeedFile:
    """Return the events of a calendar file.

    Args:
        path: the file.
        zone: IANA zone of the courthouse; times without a zone are of it.
        span: days within which repetitions are worked out; single events are read wherever they
            lie.

    Raises:
        ImportRefused: the file as a whole cannot be used; file, line and reason are named.
    """
    return _Reader(calendar_text(path), zone, span).read()


class _Reader:
    """Reads one file."""

    def __init__(self, content: CalendarText, zone: str, span: Span) -> None:
        self._content = content
        self._zone = zone
        self._expansion = Expansion(span)
        self._refusals: list[FeedRefusal] = []

    def read(self) -> FeedFile:
        found = calendars(self._content.text, self._content.file)
        events = [(c, e) for c in found for e in c.parts if e.kind == "VEVENT"]
        if len(events) > limits.MOST_EVENTS:
            raise ImportRefused(
                "feed.too_many_events",
                field="path",
                file=self._content.file,
                line=events[limits.MOST_EVENTS][1].line,
                most=limits.MOST_EVENTS,
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the library, about guesses it makes
            read = self._events(found, events)
            values = tuple(self._values(read))
        return FeedFile(
            file=self._content.file,
            sha256=self._content.sha256,
            title=found[0].first("X-WR-CALNAME")[:_LONGEST_TITLE],
            stated=len(events),
            others=sum(p.kind not in {"VEVENT", "VTIMEZONE"} for c in found for p in c.parts),
            events=values,
            refusals=tuple(sorted(self._refusals, key=lambda each: (each.line, each.number))),
        )

    def _events(self, found: list[Block], blocks: list[tuple[Block, Block]]) -> list[ReadEvent]:
        described = [part for each in found for part in each.parts if part.kind == "VTIMEZONE"]
        zones = Zones(described, self._zone)
        read = []
        for number, (calendar, block) in enumerate(blocks, start=1):
            try:
                event, left = read_event(block, number, calendar, zones)
            except BadEvent as error:
                place = (number, error.line or block.line, words_of(block))
                self._refuse(place, error.code, error.stated)
            else:
                read.append(event)
                self._refusals += left
        return read

    def _values(self, read: list[ReadEvent]) -> Iterator[FeedEvent]:
        """Yield every event once: of several of one name and occurrence the newest."""
        by_uid: defaultdict[str, dict[str, ReadEvent]] = defaultdict(dict)
        for event in read:
            known = by_uid[event.uid].get(event.recurrence)
            if known is not None:
                older = known if event.order >= known.order else event
                self._refuse(_place(older), "feed.uid_again", older.uid)
            if known is None or event.order >= known.order:
                by_uid[event.uid][event.recurrence] = event
        for series in by_uid.values():
            core = series.get("")
            if core is not None and any(name in core.event for name in _REPEATING):
                yield from self._repeated(core, series)
            else:
                yield from (event.values() for event in series.values())

    def _repeated(self, core: ReadEvent, series: dict[str, ReadEvent]) -> Iterator[FeedEvent]:
        try:
            found = self._expansion.occurrences([each.event for each in series.values()])
        except CannotExpand as error:
            self._refuse(_place(core), str(error), _rule(core))
            return
        for occurrence in found:
            read = replace(core, event=occurrence)
            origin = series.get(read.recurrence, core)
            try:
                yield replace(origin, event=occurrence).values()
            except BadEvent as error:
                self._refuse(_place(origin), error.code, error.stated)

    def _refuse(self, place: _Place, code: str, stated: str) -> None:
        number, line, words = place
        self._refusals.append(
            FeedRefusal(number=number, line=line, code=code, stated=stated, words=words)
        )


def _place(read: ReadEvent) -> _Place:
    return read.number, read.line, read.words


def _rule(core: ReadEvent) -> str:
    stated = core.event.get("RRULE")
    text = stated.to_ical().decode() if hasattr(stated, "to_ical") else ""
    return text[:120]
