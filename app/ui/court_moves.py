"""The hearings a court's feed moved, one by one, until nothing hangs on a day that is over."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog

from app.domain.court_moves import CourtMoveLine, CourtMovesLeft
from app.i18n import _, ngettext
from app.services.hearings import FollowMove, MovesLeft
from app.ui import wording
from app.ui.another_day import open_moved
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    ChipSpec,
    EmptyState,
    column,
    primary,
    row,
    secondary,
    section,
    small,
    strong,
)

_SIZE = (1000, 640)
_LONGEST_NAME = 40


class CourtMoves(QDialog):
    """The moves that are left; Enter goes through the one in front, and the next is in front.

    What is not gone through stays here, and on the page of the day. Ctrl+Z takes back what was
    gone through here, and never the feed that was taken in before.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.dialog_parent())
        self.setWindowTitle(_("Moved hearings"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._frame = frame
        self._is_waiting = False
        self._gone_through = 0
        self._rows = RowTable(_COLUMNS, key=_key, sentence=_sentence)
        self.table = DataTable(
            _("Moved hearings"),
            self._rows,
            empty=EmptyState(Icon.CALENDAR_CHECK, _("Every moved hearing was gone through.")),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self._left = strong("")
        self._said = small("")
        lede = _(
            "A court's feed gave these hearings another day. Subpoenas, victims to be told,"
            " deadlines and work still stand on the old one. Enter goes through the hearing in"
            " front."
        )
        self.setLayout(
            column(
                column(section(_("Moved hearings")), secondary(lede, wrap=True), spacing=4),
                Card(self.table, padding=0),
                row(self._left, self._said, None, primary(_("Close"), self.accept), spacing=10),
                spacing=metrics.CARD_GAP,
                margins=metrics.PAGE_MARGIN,
            )
        )
        self.table.opened.connect(self.go_through)
        self.table.acted.connect(self.go_through)
        keys_beside(self, self._undo, "Ctrl+Z")
        self.refresh()

    @property
    def left(self) -> str:
        """How many are left, in words."""
        return self._left.plain

    def refresh(self) -> None:
        """Ask what is left."""
        self._frame.desk.ask(MovesLeft(), self, self._show)

    def go_through(self, _key: object = None) -> None:
        """Open what hangs on the hearing in front."""
        line = self.table.current_row()
        may = self._frame.desk.may(FollowMove) and not self._is_waiting
        if isinstance(line, CourtMoveLine) and may:
            self._is_waiting = True
            open_moved(self._frame, line).finished.connect(partial(self._come_back, line))

    def _come_back(self, line: CourtMoveLine, result: int) -> None:
        self._is_waiting = False
        if result == QDialog.DialogCode.Accepted:
            self._gone_through += 1
            words = _("Gone through: {what}, {number}. Ctrl Z takes it back.")
            self._said.setText(words.format(what=_what(line)[:_LONGEST_NAME], number=line.number))
        self.activateWindow()
        self.refresh()

    def _show(self, moves: CourtMovesLeft) -> None:
        at = self.table.currentIndex().row()
        self._rows.set_rows(moves.lines)
        words = ngettext("{n} moved hearing left.", "{n} moved hearings left.", moves.total)
        said = words.format(n=wording.count(moves.total))
        if moves.total > len(moves.lines):
            shown = _("The next {n} are shown.").format(n=wording.count(len(moves.lines)))
            said = f"{said} {shown}"
        self._left.setText(said)
        if moves.lines:
            self.table.selectRow(min(max(at, 0), len(moves.lines) - 1))
        QTimer.singleShot(0, self.table, self.table.setFocus)

    def _undo(self) -> None:
        if self._gone_through:
            self._gone_through -= 1
            self._frame.desk.undo(self, self._taken_back)

    def _taken_back(self, _value: object) -> None:
        self._said.setText(_("Taken back."))
        self.refresh()


def open_court_moves(frame: Frame) -> CourtMoves:
    """Open the list."""
    dialog = CourtMoves(frame)
    dialog.open()
    return dialog


def _key(line: CourtMoveLine) -> object:
    return line.move.id


def _what(line: CourtMoveLine) -> str:
    return line.what


def _case(line: CourtMoveLine) -> str:
    return f"{line.number}, {line.title}"


def _was(line: CourtMoveLine) -> str:
    return wording.day(line.was_on)


def _was_at(line: CourtMoveLine) -> str:
    return wording.clock(line.before.local)


def _stands(line: CourtMoveLine) -> str:
    return wording.day(line.hearing.on)


def _stands_at(line: CourtMoveLine) -> str:
    return wording.clock(line.hearing.local)


def _feed(line: CourtMoveLine) -> str:
    return line.move.feed


def _hanging(line: CourtMoveLine) -> str:
    words = ngettext("{n} thing to look at", "{n} things to look at", line.hangs)
    return words.format(n=line.hangs) if line.hangs else _("nothing hangs on it")


def _chip(line: CourtMoveLine) -> ChipSpec:
    if line.hangs:
        return ChipSpec(_hanging(line), Tone.WARN, Icon.TRIANGLE_ALERT)
    return ChipSpec(_hanging(line), Tone.NEUTRAL, Icon.CHECK)


def _sentence(line: CourtMoveLine) -> str:
    moved = _("from {old} to {new}").format(
        old=f"{wording.full_day(line.was_on)}, {_was_at(line)}",
        new=f"{wording.full_day(line.hearing.on)}, {_stands_at(line)}",
    )
    return ", ".join((_what(line), _case(line), moved, _hanging(line)))


_COLUMNS = (
    Column(_("Hearing"), _what, 200, stretch=3, strong=True, second=_case),
    Column(_("Was"), _was, 130, quiet=True, second=_was_at),
    Column(_("Stands"), _stands, 130, strong=True, second=_stands_at),
    Column(_("Hangs on the old day"), _hanging, 190, chip=_chip),
    Column(_("Feed"), _feed, 120, stretch=1, quiet=True, gives_way=1),
)
