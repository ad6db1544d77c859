"""The events of a court's feed as rows with a tick each."""

from collections.abc import Hashable

from PySide6.QtCore import Signal

from app.domain.calendar_exchange import FeedPreview, FeedRow, RowState, Tick
from app.i18n import _
from app.services.calendar_exchange import change_words, remark_words, state_words
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import ChipSpec, EmptyState

_LOOKS = {
    RowState.NEW: (Tone.OK, Icon.CALENDAR_PLUS),
    RowState.CHANGED: (Tone.ACCENT, Icon.CALENDAR_CLOCK),
    RowState.CANCELLED: (Tone.DANGER, Icon.CALENDAR_X),
    RowState.KNOWN: (Tone.OK, Icon.CALENDAR_CHECK),
    RowState.CONFLICT: (Tone.WARN, Icon.TRIANGLE_ALERT),
    RowState.GONE: (Tone.WARN, Icon.CALENDAR_X),
    RowState.UNCHANGED: (Tone.NEUTRAL, Icon.CHECK),
    RowState.STALE: (Tone.NEUTRAL, Icon.HISTORY),
    RowState.UNMATCHED: (Tone.WARN, Icon.SEARCH),
    RowState.REFUSED: (Tone.DANGER, Icon.CIRCLE_X),
}


def details_of(row: FeedRow) -> tuple[str, ...]:
    """Return everything there is to say of a row, a sentence each."""
    return (*map(change_words, row.changes), *map(remark_words, row.remarks))


class FeedTable(DataTable):
    """Rows of a preview; Space ticks and unticks.

    Signals:
        ticked: a tick was set or taken away.
    """

    ticked = Signal()

    def __init__(self) -> None:
        self._ticked: dict[str, bool] = {}
        model = RowTable(self._columns(), key=_key, sentence=self._spoken)
        super().__init__(
            _("Events of the feed"),
            model,
            row_height=metrics.TALL_ROW_HEIGHT,
            empty=EmptyState(Icon.CALENDAR_DAYS, _("Choose a calendar file to look it over.")),
        )
        self._rows: dict[Hashable, FeedRow] = {}
        self.acted.connect(self.turn)

    def fill(self, preview: FeedPreview) -> None:
        """Show a preview; ticks the user set stay where they still can."""
        self._rows = {row.key: row for row in preview.rows}
        self._ticked = {
            row.key: self._ticked.get(row.key, row.is_ticked)
            for row in preview.rows
            if row.can_be_ticked
        }
        self.table.set_rows(preview.rows)
        self.ticked.emit()

    def forget(self) -> None:
        """Forget ticks: another file is looked over."""
        self._ticked = {}

    def ticks(self) -> tuple[Tick, ...]:
        """Return the ticked rows as they are shown."""
        rows = (self._rows[key] for key, is_on in self._ticked.items() if is_on)
        return tuple(map(Tick.on, rows))

    def turn(self, key: object) -> None:
        """Set or take away a tick."""
        if isinstance(key, str) and key in self._ticked:
            self._set({key: not self._ticked[key]})

    def tick_all(self) -> None:
        """Tick every row an import can do something about."""
        self._set(dict.fromkeys(self._ticked, True))

    def tick_none(self) -> None:
        """Take every tick away."""
        self._set(dict.fromkeys(self._ticked, False))

    def _set(self, ticks: dict[str, bool]) -> None:
        self._ticked |= ticks
        self.viewport().update()
        self.ticked.emit()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Take in"), self._tick_words, width=80, icon=self._tick_icon),
            Column(_("Outcome"), _state, width=132, chip=_chip),
            Column(_("When"), _when, width=196, second=_where),
            Column(_("Case"), _case, width=170, stretch=1, second=_caption, strong=True),
            Column(_("Event"), _words, width=220, stretch=2, second=_details),
        )

    def _tick_words(self, row: FeedRow) -> str:
        if not row.can_be_ticked:
            return ""
        return _("Yes") if self._ticked.get(row.key) else _("No")

    def _tick_icon(self, row: FeedRow) -> Icon | None:
        if not row.can_be_ticked:
            return None
        return Icon.SQUARE_CHECK if self._ticked.get(row.key) else Icon.SQUARE

    def _spoken(self, row: FeedRow) -> str:
        tick = self._tick_words(row)
        taken = _("taken in: {tick}").format(tick=tick) if tick else ""
        told = (state_words(row.state), taken, _when(row), _case(row), _words(row), _details(row))
        return ", ".join(filter(None, told))


def _key(row: FeedRow) -> Hashable:
    return row.key


def _state(row: FeedRow) -> str:
    return state_words(row.state)


def _chip(row: FeedRow) -> ChipSpec:
    tone, icon = _LOOKS[row.state]
    return ChipSpec(state_words(row.state), tone, icon)


def _when(row: FeedRow) -> str:
    if row.says is None:
        return ""
    return f"{wording.full_day(row.says.on)}, {wording.clock(row.says.clock)}"


def _where(row: FeedRow) -> str:
    if not row.number:
        return ""
    return _("event {number}, line {line}").format(number=row.number, line=row.line)


def _case(row: FeedRow) -> str:
    return row.number_of_case


def _caption(row: FeedRow) -> str:
    return row.caption


def _words(row: FeedRow) -> str:
    return row.words


def _details(row: FeedRow) -> str:
    return "; ".join(each.removesuffix(".") for each in details_of(row))
