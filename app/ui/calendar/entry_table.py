"""Days as a list: the agenda of some weeks, or one day alone. The form screen readers like best."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex

from app.domain.calendar import CalendarEntry, CalendarSpan
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.dated_look import entry_sentence, kind_chip, what_words
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import ChipSpec, EmptyState

Key = tuple[str, object]


class EntryTable(DataTable):
    """Entries, one a row.

    Args:
        name: what a screen reader says.
        may_move: whether the user may move an entry; its row then has a button for it.
        with_day: show the day of each entry, for more than one day.
    """

    def __init__(
        self, name: str, may_move: Callable[[CalendarEntry], bool], *, with_day: bool
    ) -> None:
        self._may_move = may_move
        self._today = courthouse.today()
        self._holidays: dict[date, str] = {}
        self._entries = RowTable(self._columns(with_day), key=_key, sentence=entry_sentence)
        words = _("Nothing on these days.") if with_day else _("Nothing on this day.")
        nothing = EmptyState(Icon.CALENDAR_DAYS, words)
        super().__init__(name, self._entries, empty=nothing, row_height=metrics.TALL_ROW_HEIGHT)

    def fill(self, span: CalendarSpan) -> None:
        """Show what lies on the days."""
        self._today, self._holidays = span.today, span.holidays
        self._entries.set_rows(span.entries)

    def pick_entry(self, entry: CalendarEntry) -> None:
        """Make an entry current and go there."""
        self.pick(_key(entry))
        self.setFocus()

    def leave_row(self) -> None:
        """Begin at the first row of what comes next: the day gone to is there."""
        self.setCurrentIndex(QModelIndex())

    def entry(self) -> CalendarEntry | None:
        """The current entry, or None."""
        row = self.current_row()
        return row if isinstance(row, CalendarEntry) else None

    def _columns(self, with_day: bool) -> tuple[Column, ...]:  # noqa: FBT001  passed on as it came
        day = Column(_("Day"), self._day, 138, strong=True, second=self._holiday)
        return (
            *((day,) if with_day else ()),
            Column(_("Time"), _clock, 64),
            Column(_("Kind"), _no_text, 112, chip=_chip),
            Column(_("What"), what_words, 180, stretch=3, strong=True),
            Column(_("Case"), _title, 150, stretch=2, second=_number),
            Column(_("Place"), _place, 110, stretch=1, quiet=True, gives_way=2),
            Column("", _no_text, 78, action=self._action),
        )

    def _day(self, entry: CalendarEntry) -> str:
        return wording.day(entry.on, self._today)

    def _holiday(self, entry: CalendarEntry) -> str:
        return self._holidays.get(entry.on) or wording.distance(entry.on, self._today)

    def _action(self, entry: CalendarEntry) -> str:
        return _("Move") if entry.can_move and self._may_move(entry) else ""


def _key(entry: CalendarEntry) -> Key:
    return entry.kind.value, entry.id


def _chip(entry: CalendarEntry) -> ChipSpec:
    if entry.is_done:
        return ChipSpec(_("Done"), Tone.OK, Icon.CHECK)
    return kind_chip(entry.kind)


def _clock(entry: CalendarEntry) -> str:
    return wording.clock(entry.clock) if entry.clock else ""


def _title(entry: CalendarEntry) -> str:
    return entry.title


def _number(entry: CalendarEntry) -> str:
    return entry.number


def _place(entry: CalendarEntry) -> str:
    return entry.place


def _no_text(_entry: CalendarEntry) -> str:
    return ""
