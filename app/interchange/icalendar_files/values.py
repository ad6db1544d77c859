"""What calendar files say, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType


@dataclass(frozen=True)
class Span:
    """Days in a row within which repetitions are worked out; both ends belong to it."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class FeedEvent:
    """One event of a calendar file, or one occurrence of an event that repeats.

    Attributes:
        number: position among the file's events, from 1; ``line``: where it begins.
        uid: the event's name across files; made up from its content where the file has none.
        recurrence: which occurrence it is (RECURRENCE-ID in UTC); empty for a single event.
        sequence: revision of the event; ``modified``: when it was changed last, None = not said.
        starts_at: UTC; None for an event of whole days.
        on: first day, in the zone the file is read for; ``days``: how many, for whole days.
        minutes: 0 = not said.
        words: everything else it says in words: comments, categories, X-properties.
        own: X-properties of Dossier's own files, by their name without the prefix.
    """

    number: int
    line: int
    uid: str
    recurrence: str
    sequence: int
    modified: datetime | None
    is_cancelled: bool
    starts_at: datetime | None
    on: date
    days: int
    minutes: int
    summary: str
    description: str
    location: str
    words: str
    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_all_day(self) -> bool:
        """Whether it has no time of day."""
        return self.starts_at is None


@dataclass(frozen=True, kw_only=True)
class FeedRefusal:
    """An event, or a part of one, that is not taken in.

    Attributes:
        number: of the event, 0 = of the file as a whole; ``line``: where it is.
        code: of the sentence; ``stated``: what the file says there, cut.
        words: what the event calls itself.
        is_whole: whether all of the event is left out.
    """

    number: int
    line: int
    code: str
    stated: str = ""
    words: str = ""
    is_whole: bool = True


@dataclass(frozen=True, kw_only=True)
class FeedFile:
    """What a calendar file holds.

    Attributes:
        file: its name; ``sha256``: hexadecimal; ``title``: what it calls itself, often empty.
        stated: events in the file, before repetitions are worked out.
        others: how many components of other sorts it has (tasks, journals), which are not read.
    """

    file: str
    sha256: str
    title: str
    stated: int
    others: int
    events: tuple[FeedEvent, ...]
    refusals: tuple[FeedRefusal, ...]


@dataclass(frozen=True, kw_only=True)
class OutgoingEntry:
    """What every entry of a file we write has.

    Attributes:
        uid: stable across exports; ``sequence``: revision of the record.
        created: when the record was made, UTC; None = not known.
        modified: when it was changed last, UTC; None = not known.
        category: kind of entry in words; ``own``: X-DOSSIER properties, by name.
    """

    uid: str
    sequence: int
    created: datetime | None
    modified: datetime | None
    summary: str
    description: str
    category: str
    is_cancelled: bool
    own: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class OutgoingHearing(OutgoingEntry):
    """A date before the court: starts at a moment and lasts minutes."""

    starts_at: datetime
    minutes: int
    zone: str
    location: str


@dataclass(frozen=True, kw_only=True)
class OutgoingDay(OutgoingEntry):
    """A day by which something is due: marks the day and keeps nobody busy."""

    on: date


@dataclass(frozen=True, kw_only=True)
class Published:
    """An entry of a file that was written before.

    Attributes:
        on: its day, by the court's clock.
        starts_at: the start of a hearing, in its ``zone``; None for a day.
        is_taken_back: whether the file says already that it is no more.
    """

    uid: str
    sequence: int
    on: date
    starts_at: datetime | None
    zone: str
    is_taken_back: bool


@dataclass(frozen=True, kw_only=True)
class OutgoingCalendar:
    """A calendar file to be written.

    Attributes:
        title: shown by programs that subscribe to it; ``at``: when it is written, UTC.
        zone: IANA zone of the courthouse.
        of: which calendar it is, the same each time it is written.
    """

    title: str
    at: datetime
    zone: str
    of: str
    entries: tuple[OutgoingEntry, ...]
