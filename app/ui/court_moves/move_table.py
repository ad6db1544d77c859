"""Moved hearings as rows; those that need nobody's judgement have a box to tick."""

from app.domain.court_moves import CourtMoveLine
from app.i18n import _
from app.i18n.ripple import doubt_words, hanging_words
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.tick_table import TickTable
from app.ui.widgets import ChipSpec, EmptyState


class MoveTable(TickTable):
    """The moves that wait. Nothing is ticked before somebody ticks it."""

    def __init__(self) -> None:
        super().__init__(
            _("Moved hearings"),
            _COLUMNS,
            key=_key,
            can_tick=_is_plain,
            sentence=_sentence,
            empty=EmptyState(Icon.CALENDAR_CHECK, _("Every moved hearing was gone through.")),
        )

    def show_lines(self, lines: tuple[CourtMoveLine, ...]) -> None:
        """Show moves; what is ticked stays so where it is still plain."""
        self.show_proposed(lines, _is_proposed)


def line_words(line: CourtMoveLine) -> str:
    """Return what hangs on a move, and why it needs a look, in whole."""
    hanging = _("On the old day: {what}.").format(what=_hanging(line))
    if line.is_plain:
        return hanging
    return f"{hanging} {_('For a person to judge: {why}.').format(why=_doubts(line))}"


def _key(line: CourtMoveLine) -> object:
    return line.move.id


def _is_plain(line: CourtMoveLine) -> bool:
    return line.is_plain


def _is_proposed(_line: CourtMoveLine) -> bool:
    return False


def _what(line: CourtMoveLine) -> str:
    return line.what


def _case(line: CourtMoveLine) -> str:
    return f"{line.number}, {line.title}"


def _was(line: CourtMoveLine) -> str:
    return wording.day(line.was_on)


def _was_at(line: CourtMoveLine) -> str:
    return wording.clock(line.before.local)


def _stands(line: CourtMoveLine) -> str:
    return _("taken off") if line.move.is_cancelled else wording.day(line.hearing.on)


def _stands_at(line: CourtMoveLine) -> str:
    return "" if line.move.is_cancelled else wording.clock(line.hearing.local)


def _hanging(line: CourtMoveLine) -> str:
    return hanging_words(line.counts) or _("nothing")


def _doubts(line: CourtMoveLine) -> str:
    return doubt_words(line.doubts)


def _look(line: CourtMoveLine) -> str:
    return _("Plain") if line.is_plain else _("Look at it")


def _chip(line: CourtMoveLine) -> ChipSpec:
    if line.is_plain:
        return ChipSpec(_look(line), Tone.OK, Icon.CHECK)
    return ChipSpec(_look(line), Tone.WARN, Icon.TRIANGLE_ALERT)


def _feed(line: CourtMoveLine) -> str:
    return line.move.feed


def _sentence(line: CourtMoveLine) -> str:
    old = f"{wording.full_day(line.was_on)}, {_was_at(line)}"
    moved = _("from {old} to {new}").format(
        old=old, new=f"{wording.full_day(line.hearing.on)}, {_stands_at(line)}"
    )
    if line.move.is_cancelled:
        moved = _("of {old}, taken off").format(old=old)
    told = (_what(line), _case(line), moved, _look(line), _doubts(line), _hanging(line))
    return ", ".join(part for part in told if part)


_COLUMNS = (
    Column(_("Hearing"), _what, 200, stretch=2, strong=True, second=_case),
    Column(_("Was"), _was, 134, quiet=True, second=_was_at),
    Column(_("Stands"), _stands, 140, strong=True, second=_stands_at),
    Column("", _look, 118, chip=_chip),
    Column(_("Hangs on the old day"), _hanging, 280, stretch=4, second=_doubts),
    Column(_("Feed"), _feed, 104, quiet=True, gives_way=1),
)
