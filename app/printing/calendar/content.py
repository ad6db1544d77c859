"""What stands on the printed days, in plain text that is ready for its reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.printing.blocks import Block, Cell, HeavyRule, Row
from app.printing.page import Furniture
from app.printing.styles import MARKING, OFFICE, SOFT, TITLE
from app.printing.text import set_text


@dataclass(frozen=True, kw_only=True)
class CalendarHead:
    """What both papers say of themselves.

    Attributes:
        name: of the document, also of its file.
        title: e.g. ``"Mon 23 Nov 2026"``.
        remark: below it: a court holiday, what it was narrowed to; may be empty.
        marking: who it is for.
        printed_at: an aware time, printed as it stands.
        fingerprint: of the audit entry of this print, in groups.
    """

    name: str
    title: str
    remark: str
    office: str
    marking: str
    printed_at: datetime
    printed_by: str
    fingerprint: str
    is_demo: bool

    def furniture(self) -> Furniture:
        """Return what stands around the content."""
        return Furniture(
            name=self.name,
            office=self.office,
            running_head=f"{self.title}, continued",
            marking=self.marking,
            printed_at=self.printed_at,
            printed_by=self.printed_by,
            fingerprint=self.fingerprint,
            is_demo=self.is_demo,
        )

    def blocks(self, width: float) -> Iterator[Block]:
        """Yield the letterhead."""
        left, right = width * 0.7, width * 0.28
        name = (
            *set_text(self.office.upper(), OFFICE, left),
            *set_text(self.title, TITLE, left),
            *set_text(self.remark, SOFT, left),
        )
        mark = set_text(self.marking, MARKING, right)
        cells = (Cell(0, left, name), Cell(width - right, right, mark, align_right=True))
        yield Row(cells, width, above=0, below=0)
        yield HeavyRule(width)


@dataclass(frozen=True, kw_only=True)
class HearingLine:
    """One hearing of the list.

    Attributes:
        clock: e.g. ``"09:30"``.
        result: what came of it, if that is known; else there is room to write it.
    """

    clock: str
    number: str
    caption: str
    what: str
    attorney: str = ""
    custody: str = ""
    result: str = ""


@dataclass(frozen=True)
class CourtHearings:
    """The hearings in one room: its name, with court and judge, and the hearings by the clock."""

    place: str
    hearings: tuple[HearingLine, ...]


@dataclass(frozen=True)
class DueLine:
    """Something due that day besides hearings; ``kind`` in one word."""

    kind: str
    what: str
    number: str
    caption: str
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class DayList:
    """One day.

    Attributes:
        for_office: whether it has columns for attorney, custody and outcome.
    """

    head: CalendarHead
    courts: tuple[CourtHearings, ...]
    due: tuple[DueLine, ...]
    for_office: bool


@dataclass(frozen=True)
class MonthDay:
    """One day of a month: the name of a holiday, and a line an entry."""

    day: date
    closed: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MonthSheet:
    """One month.

    Attributes:
        month: its number; days of other months fill the first and the last row.
        days: whole weeks, from a Monday on.
    """

    head: CalendarHead
    month: int
    days: tuple[MonthDay, ...]
