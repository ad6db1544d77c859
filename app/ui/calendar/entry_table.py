"""Days as a list: one day alone, or the agenda of some weeks. The form screen readers like best."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex

from app.domain.calendar import CalendarEntry, CalendarSpan
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.calendar import Agenda
from app.ui import wording
from app.ui.dated_look import entry_sentence, kind_chip, what_words
from app.ui.desk import Desk
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, PagedTable, PageRequest, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import ChipSpec, EmptyState

Key = tuple[str, object]


class EntryTable(DataTable):
    """The entries of one day, one a row.

    Args:
        name: what a screen reader says.
        may_move: whether the user may move an entry; its row then has a button for it.
        set_hearing: what an empty table offers; None for somebody who sets no hearings.
    """

    def __init__(
        self,
        name: str,
        may_move: Callable[[CalendarEntry], bool],
        set_hearing: Callable[[], object] | None = None,
    ) -> None:
        self._may_move = may_move
        self._today = courthouse.today()
        self._holidays: dict[date, str] = {}
        offered = _("Set a hearing") if set_hearing is not None else ""
        nothing = EmptyState(Icon.CALENDAR_DAYS, self._nothing(), offered, set_hearing)
        super().__init__(name, self._model(), empty=nothing, row_height=metrics.TALL_ROW_HEIGHT)

    def fill(self, span: CalendarSpan) -> None:
        """Show what lies on the days."""
        self._know(span)
        self.table.set_rows(span.entries)

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

    def _model(self) -> RowTable:
        return RowTable(self._columns(), key=_key, sentence=entry_sentence)

    def _nothing(self) -> str:
        return _("Nothing on this day.")

    def _know(self, span: CalendarSpan) -> None:
        self._today, self._holidays = span.today, span.holidays

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Time"), _clock, 64),
            Column(_("Kind"), _no_text, 112, chip=_chip),
            Column(_("What"), what_words, 180, stretch=3, strong=True),
            Column(_("Case"), _title, 150, stretch=2, second=_number),
            Column(_("Place"), _place, 110, stretch=1, quiet=True, gives_way=2),
            Column("", _no_text, 78, action=self._action),
        )

    def _action(self, entry: CalendarEntry) -> str:
        return _("Move") if entry.can_move and self._may_move(entry) else ""


class AgendaTable(EntryTable):
    """The entries of some weeks, fetched as far as the user scrolls.

    Args:
        desk: where pages are asked for.
        query: makes the query for a page of the days shown.
        may_move, set_hearing: as for one day.
    """

    def __init__(
        self,
        desk: Desk,
        query: Callable[[PageRequest], Agenda],
        may_move: Callable[[CalendarEntry], bool],
        set_hearing: Callable[[], object] | None = None,
    ) -> None:
        self._pages = PagedTable(desk, self._columns(), query, key=_key, sentence=entry_sentence)
        self._pages.failed.connect(desk.failed)
        super().__init__(_("Agenda"), may_move, set_hearing)

    def reload(self) -> None:
        """Ask for the first page of the days shown."""
        self._pages.reload()

    def fill(self, span: CalendarSpan) -> None:
        """Take in what the days are; their entries come page by page."""
        self._know(span)
        self.viewport().update()

    def _model(self) -> RowTable:
        return self._pages

    def _nothing(self) -> str:
        return _("Nothing on these days.")

    def _columns(self) -> tuple[Column, ...]:
        day = Column(_("Day"), self._day, 138, strong=True, second=self._holiday)
        return (day, *super()._columns())

    def _day(self, entry: CalendarEntry) -> str:
        return wording.day(entry.on, self._today)

    def _holiday(self, entry: CalendarEntry) -> str:
        return self._holidays.get(entry.on) or wording.distance(entry.on, self._today)


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
