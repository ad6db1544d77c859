"""The events of a court's feed as rows with a tick each."""

from collections.abc import Hashable

from app.domain.calendar_exchange import FeedPreview, FeedRow, RowState, Tick
from app.i18n import _
from app.services.calendar_exchange import change_words, remark_words, state_words
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.tick_table import TickTable
from app.ui.widgets import ChipSpec, EmptyState

_LOOKS = {
    RowState.NEW: (Tone.OK, Icon.CALENDAR_PLUS),
    RowState.MOVED: (Tone.WARN, Icon.CALENDAR_CLOCK),
    RowState.CHANGED: (Tone.ACCENT, Icon.PENCIL),
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


class FeedTable(TickTable):
    """Rows of a preview; ticks the user set stay where they still can."""

    def __init__(self) -> None:
        super().__init__(
            _("Events of the feed"),
            _COLUMNS,
            key=_key,
            can_tick=_can_tick,
            sentence=_sentence,
            empty=EmptyState(Icon.CALENDAR_DAYS, _("Choose a calendar file to look it over.")),
        )
        self.show_rows((), set())

    def fill(self, preview: FeedPreview) -> None:
        """Show a preview."""
        self.show_proposed(preview.rows, _is_proposed)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the ticked rows as they are shown."""
        return tuple(map(Tick.on, self.ticked_rows()))


def _can_tick(row: FeedRow) -> bool:
    return row.can_be_ticked


def _is_proposed(row: FeedRow) -> bool:
    return row.is_ticked


def _sentence(row: FeedRow) -> str:
    told = (state_words(row.state), _when(row), _case(row), _words(row), _details(row))
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


_COLUMNS = (
    Column(_("Outcome"), _state, width=132, chip=_chip),
    Column(_("When"), _when, width=196, second=_where),
    Column(_("Case"), _case, width=170, stretch=1, second=_caption, strong=True),
    Column(_("Event"), _words, width=220, stretch=2, second=_details),
)
