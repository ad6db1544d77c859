"""The screen over all moved hearings: plain ones ticked and settled at once, others one by one."""

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog

from app.domain.backups import Watch
from app.domain.court_moves import CourtMoveLine, CourtMovesLeft
from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.hearings import (
    LOOKING_STOPPED,
    SETTLING_STOPPED,
    FollowMove,
    MovesLeft,
    Settled,
    SettleMoves,
    plain_act,
)
from app.services.move_papers import PrintMoves
from app.services.office import Office
from app.ui import wording
from app.ui.another_day import open_moved
from app.ui.court_moves.move_table import MoveTable, line_words
from app.ui.court_moves.paper import open_moves_paper
from app.ui.desk import LongWork
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside, keys_on
from app.ui.page import Frame
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    column,
    hide_unless,
    row,
    secondary,
    section,
    small,
    strong,
)
from app.ui.widgets.button import Kind
from app.ui.work_part import WorkPart

_SIZE = (1180, 680)
_LONGEST_NAME = 40


class CourtMoves(QDialog):
    """The moves that are left. Space ticks a plain one, Ctrl+Enter settles what is ticked.

    Enter goes through the one in front by itself. What is not gone through stays here, and on the
    page of the day. Ctrl+Z takes back what was gone through here, and never the feed that was taken
    in before. Esc stops what runs, and else closes.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.dialog_parent())
        self.setWindowTitle(_("Moved hearings"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._frame = frame
        self._is_waiting = False
        self._gone_through: list[Settled | None] = []
        self._work_part = WorkPart()
        self.table = MoveTable()
        self._left = strong("")
        self._ticked = secondary("")
        self._front = secondary("", wrap=True)
        self._said = small("")
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._print = Button(_("Print list"), self._print_list, icon=Icon.PRINTER)
        hide_unless(self._print, frame.desk.may(PrintMoves))
        self._settle = Button(_("Settle"), self.settle, kind=Kind.PRIMARY, keys="Ctrl Enter")
        self._lay_out()
        self.table.opened.connect(self.go_through)
        self.table.ticked.connect(self._count)
        self.table.picked.connect(self._explain)
        keys_on(self.table, self.table.tick_all, "Ctrl+A")
        keys_beside(self, self.settle, "Ctrl+Return", "Ctrl+Enter")
        keys_beside(self, self._undo, "Ctrl+Z")
        self.refresh()

    @property
    def left(self) -> str:
        """How many are left, in words."""
        return self._left.plain

    def refresh(self) -> None:
        """Look at everything that is left."""
        if self._work_part.is_running:
            return
        desk = self._frame.desk
        self._follow(
            desk.aside(_("Moved hearings"), _look, self, self._show_all, self._tell_trouble),
        )

    def go_through(self, _key: object = None) -> None:
        """Open what hangs on the hearing in front."""
        line = self.table.current_row()
        is_free = not self._work_part.is_running and not self._is_waiting
        if isinstance(line, CourtMoveLine) and is_free and self._frame.desk.may(FollowMove):
            self._is_waiting = True
            open_moved(self._frame, line).finished.connect(partial(self._come_back, line))

    def settle(self) -> None:
        """Go through all that is ticked, as one act."""
        ticked = cast("tuple[CourtMoveLine, ...]", self.table.ticked_rows())
        if not ticked or self._work_part.is_running or self._is_waiting:
            return
        self._trouble.hide()
        command = SettleMoves(acts=tuple(map(plain_act, ticked)))
        desk = self._frame.desk
        desk.do(command, self, self._show_settled, self._look_again, self._follow)

    def reject(self) -> None:
        """Stop what runs; when nothing does, close."""
        if self._work_part.is_running:
            self._work_part.stop()
        else:
            super().reject()

    def _lay_out(self) -> None:
        lede = _(
            "A court's feed gave these hearings another day, or took them off. Subpoenas, victims"
            " to be told, deadlines and work still stand as they were. Plain is what needs nobody's"
            " judgement: no trial, no day a person set, no order served, nothing else due before"
            " it. Tick those and settle them at once; Enter goes through one by itself."
        )
        head = column(section(_("Moved hearings")), secondary(lede, wrap=True), spacing=4)
        foot = row(
            column(row(self._left, self._ticked, None, spacing=10), self._said, spacing=2),
            None,
            self._print,
            self._settle,
            Button(_("Close"), self.reject),
            spacing=10,
        )
        table = column(Card(self.table, padding=0), self._front, spacing=6)
        parts = (head, self._trouble, table, self._work_part, foot)
        self.setLayout(column(*parts, spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN))

    def _follow(self, work: LongWork) -> None:
        self._work_part.follow(work)
        self._count()

    def _tell_trouble(self, error: DossierError) -> None:
        self._trouble.show_message(sentence(error))
        self._trouble.show()
        self._count()

    def _look_again(self, error: DossierError) -> None:
        """Say why nothing was settled; what changed meanwhile is shown as it now is."""
        self._tell_trouble(error)
        if error.code != SETTLING_STOPPED:
            self.refresh()

    def _come_back(self, line: CourtMoveLine, result: int) -> None:
        self._is_waiting = False
        if result == QDialog.DialogCode.Accepted:
            self._gone_through.append(None)
            words = _("Gone through: {what}, {number}. Ctrl Z takes it back.")
            self._said.setText(words.format(what=line.what[:_LONGEST_NAME], number=line.number))
        self.activateWindow()
        query = MovesLeft(hearing=line.move.hearing)
        self._frame.desk.ask(query, self, partial(self._show_again, line))

    def _show_again(self, line: CourtMoveLine, moves: CourtMovesLeft) -> None:
        """Show one move as it now is, where it is still left."""
        lines: list[CourtMoveLine] = []
        for each in self.table.shown():
            lines += moves.lines if each.move.id == line.move.id else (each,)
        self._show(tuple(lines))

    def _show_all(self, moves: CourtMovesLeft) -> None:
        self._show(moves.lines)

    def _show(self, lines: tuple[CourtMoveLine, ...]) -> None:
        at = self.table.currentIndex().row()
        self.table.show_lines(lines)
        words = ngettext("{n} moved hearing left.", "{n} moved hearings left.", len(lines))
        self._left.setText(words.format(n=wording.count(len(lines))))
        if lines:
            self.table.selectRow(min(max(at, 0), len(lines) - 1))
        self._explain()
        QTimer.singleShot(0, self.table, self.table.setFocus)

    def _explain(self, _key: object = None) -> None:
        """Say of the move in front all that a row has no room for."""
        line = self.table.current_row()
        self._front.setText(line_words(line) if isinstance(line, CourtMoveLine) else "")

    def _count(self, _key: object = None) -> None:
        ticked, possible = len(self.table.ticked_rows()), self.table.possible()
        words = _("{n} of {all} plain ones ticked. Space ticks, Ctrl A ticks all.")
        said = words.format(n=wording.count(ticked), all=wording.count(possible))
        self._ticked.setText(said if possible else "")
        label = ngettext("Settle {n} hearing", "Settle {n} hearings", ticked).format(n=ticked)
        self._settle.set_label(label if ticked else _("Settle"))
        self._settle.setEnabled(bool(ticked) and not self._work_part.is_running)

    def _show_settled(self, settled: Settled) -> None:
        self._gone_through.append(settled)
        n = len(settled.followed)
        words = ngettext(
            "{n} hearing settled. Ctrl Z takes it back.",
            "{n} hearings settled. Ctrl Z takes all of them back.",
            n,
        )
        self._said.setText(words.format(n=wording.count(n)))
        gone = {each.move.id for each in settled.followed}
        self._show(tuple(each for each in self.table.shown() if each.move.id not in gone))

    def _undo(self) -> None:
        if self._gone_through and not self._work_part.is_running:
            self._gone_through.pop()
            self._frame.desk.undo(self, self._taken_back)

    def _taken_back(self, _value: object) -> None:
        self._said.setText(_("Taken back."))
        self.refresh()

    def _print_list(self) -> None:
        settled = next((each for each in reversed(self._gone_through) if each), None)
        open_moves_paper(self._frame, PrintMoves(settled=settled))


def open_court_moves(frame: Frame) -> CourtMoves:
    """Open the screen."""
    dialog = CourtMoves(frame)
    dialog.open()
    return dialog


def _look(office: Office, work: LongWork) -> CourtMovesLeft:
    watch = Watch(work.tell, work.cancelled, LOOKING_STOPPED)
    return office.ask(MovesLeft(most=None, watch=watch))
