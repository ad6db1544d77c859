"""Calendars that leave the office as files, and court feeds that come in.

An event is known by its UID, and its occurrence by the recurrence id. With each hearing that came
from one it is kept what the feed last said of it. So three states can be told apart: what the feed
said, what it says now, and what stands in the office. A field the feed changed is changed here;
one the office changed as well is a conflict that a person decides.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.hearings import Hearing, HearingStatus
from app.domain.record import Record

OWN_UID = "@dossier"
"""How the UIDs of entries end that this program wrote; before it stands the record's identity."""

Change = tuple[str, str, str]
"""Field, what stands in the office, what the feed says."""


def uid_of(record: UUID) -> str:
    """Return the name a record has in calendar files, the same in each."""
    return f"{record}{OWN_UID}"


def record_named(uid: str) -> UUID | None:
    """Return the record a UID of ours names, None for a UID of somebody else."""
    named = uid.removesuffix(OWN_UID)
    if named == uid:
        return None
    try:
        return UUID(named)
    except ValueError:
        return None


class EntrySort(StrEnum):
    """What an entry of an exported calendar is, as its X-DOSSIER-KIND says."""

    HEARING = "hearing"
    DEADLINE = "deadline"
    DISCLOSURE = "disclosure"
    TASK = "task"
    VICTIM = "victim"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, kw_only=True)
class CourtFeed(Record):
    """A court's feed the office takes in now and then.

    Attributes:
        name: as the office calls it, e.g. "Riverside Superior, Dept 4", unique.
        court, courtroom, judge: of its hearings, where an event does not say.
    """

    name: str
    court: str = ""
    courtroom: str = ""
    judge: str = ""


@dataclass(frozen=True, kw_only=True)
class FeedSays:
    """What a feed says of one hearing, in the office's own terms.

    Attributes:
        kind: code list ``hearing``; ``on`` and ``clock``: by the court's clock.
    """

    kind: str
    on: date
    clock: time
    minutes: int
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    is_cancelled: bool = False

    def written(self) -> str:
        """Return it as it is kept with a link."""
        return json.dumps(asdict(self), default=lambda value: value.isoformat(), sort_keys=True)

    @classmethod
    def read(cls, text: str) -> "FeedSays":
        """Return what `written` gave."""
        kept = json.loads(text)
        return cls(
            **{
                **kept,
                "on": date.fromisoformat(kept["on"]),
                "clock": time.fromisoformat(kept["clock"]),
            }
        )

    @classmethod
    def of(cls, hearing: Hearing) -> "FeedSays":
        """Return what the office itself says of a hearing."""
        local = hearing.local
        return cls(
            kind=hearing.kind,
            on=local.date(),
            clock=local.time(),
            minutes=hearing.minutes,
            court=hearing.court,
            courtroom=hearing.courtroom,
            judge=hearing.judge,
            is_cancelled=hearing.status is HearingStatus.VACATED,
        )

    def differing(self, other: "FeedSays") -> tuple[str, ...]:
        """Return the names of the fields in which two differ."""
        names = (field.name for field in fields(self))
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))

    def with_(self, other: "FeedSays", names: tuple[str, ...]) -> "FeedSays":
        """Return this with some fields of the other."""
        return replace(self, **{name: getattr(other, name) for name in names})


@dataclass(frozen=True, kw_only=True)
class FeedLink(Record):
    """Which hearing an event became.

    Attributes:
        feed: name of the feed; ``uid``, ``recurrence``: of the event.
        sequence, modified: of the revision taken in last.
        hearing: the hearing; it may have been taken off since.
        said: what the feed last said (`FeedSays.written`).
    """

    case: CaseId
    feed: str
    uid: str
    recurrence: str
    sequence: int
    modified: datetime | None
    hearing: UUID
    said: str


class RowState(StrEnum):
    """What an import would do with an event."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    KNOWN = "known"
    CONFLICT = "conflict"
    GONE = "gone"
    UNCHANGED = "unchanged"
    STALE = "stale"
    UNMATCHED = "unmatched"
    REFUSED = "refused"


TAKEN_IN = frozenset(
    {
        RowState.NEW,
        RowState.MOVED,
        RowState.CHANGED,
        RowState.CANCELLED,
        RowState.KNOWN,
        RowState.CONFLICT,
        RowState.GONE,
    }
)
"""States an import can do something about; the user ticks which."""


@dataclass(frozen=True)
class Remark:
    """Something to know of a row: code of a sentence, and what the file says there."""

    code: str
    stated: str = ""


@dataclass(frozen=True, kw_only=True)
class FeedRow:
    """An event of a feed and what an import would do with it.

    Attributes:
        key: names the row while the same file is looked at.
        number, line: of the event in the file, 0 for a hearing the feed no longer has.
        words: what the event calls itself.
        case: None while no case is found; ``number_of_case``, ``caption``: its own.
        hearing: the hearing it is about, as it stands; None for a new one.
        link: what is kept of the event already.
        says: what the feed says; None where that cannot be read.
        changes: what would change, field by field.
        is_ticked: whether it is taken in unless the user says otherwise.
    """

    key: str
    state: RowState
    number: int = 0
    line: int = 0
    uid: str = ""
    recurrence: str = ""
    sequence: int = 0
    modified: datetime | None = None
    words: str = ""
    case: CaseId | None = None
    number_of_case: str = ""
    caption: str = ""
    hearing: Hearing | None = None
    link: FeedLink | None = None
    says: FeedSays | None = None
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_ticked: bool = False

    @property
    def can_be_ticked(self) -> bool:
        """Whether an import can do something about it."""
        return self.state in TAKEN_IN

    @property
    def is_moved(self) -> bool:
        """Whether the hearing would stand on another day or at another hour."""
        return any(name in {"on", "clock"} for name, _stands, _says in self.changes)

    @property
    def is_own(self) -> bool:
        """Whether it is a hearing of ours that left in a file and comes back."""
        return self.hearing is not None and record_named(self.uid) == self.hearing.id

    @property
    def mark(self) -> str:
        """What the row says in short, so that a tick is held against what was shown."""
        version = self.hearing.version if self.hearing else 0
        return f"{self.state}/{self.case or ''}/{version}"


@dataclass(frozen=True, kw_only=True)
class FeedPreview:
    """A feed looked over.

    Attributes:
        file, sha256: of the file; ``title``: what it calls itself.
        feed: the name and the defaults it is taken in under.
        others: tasks and journals in the file, which are not read.
        rows: first what can be taken in, each sort in the order of the file.
    """

    file: str
    sha256: str
    title: str
    feed: CourtFeed
    others: int
    rows: tuple[FeedRow, ...]

    def counts(self) -> Mapping[RowState, int]:
        """Return how many rows are in each state."""
        return Counter(row.state for row in self.rows)


@dataclass(frozen=True)
class Tick:
    """A row to be taken in, as it was shown (`FeedRow.mark`)."""

    key: str
    mark: str

    @classmethod
    def on(cls, row: FeedRow) -> "Tick":
        """Return the tick on a row."""
        return cls(row.key, row.mark)


@dataclass(frozen=True, kw_only=True)
class ExportedCalendar:
    """A calendar that went out.

    Attributes:
        path: None where only the content was asked for.
        hearings, days: how many of either went out.
        withheld: texts that were left out because they name somebody protected.
        left_out: victim contacts that were not written.
        taken_back: entries of the file before that are no more, and are said to be off.
        sha256: of the file, hexadecimal.
    """

    path: Path | None
    content: bytes
    hearings: int
    days: int
    withheld: int
    left_out: int
    sha256: str
    taken_back: int = 0
