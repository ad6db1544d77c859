"""Dates that wait for a second person: the list, and writing down that one was looked at."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.deadlines import CheckLine, Deadline
from app.i18n import _
from app.services.amending import Amended
from app.services.deadlines import CheckDeadline, DatesToCheck, DeadlineOf
from app.ui import wording
from app.ui.dated_look import SEVERITY_WORDS
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.page import Frame
from app.ui.reason_panel import ReasonPanel
from app.ui.table import Column, DataTable, PagedTable
from app.ui.table.model import PageRequest
from app.ui.theme import metrics
from app.ui.widgets import Card, EmptyState, column, primary, row, secondary, section, small

_SIZE = (960, 640)


class DateChecks(QDialog):
    """The open computed and statutory dates nobody has looked at; Space writes down that you did.

    Below the list stands every step of the date in front: that is what is looked at. Ctrl+Z takes
    back what was written down here, and nothing that was done before.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.dialog_parent())
        self.setWindowTitle(_("Dates to check"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._frame = frame
        self._asked = self._looked_at = 0
        self._model = PagedTable(frame.desk, _COLUMNS, _query, key=_key, sentence=_sentence)
        self.table = DataTable(
            _("Dates to check"),
            self._model,
            empty=EmptyState(Icon.CALENDAR_CHECK, _("Every date has been looked at.")),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self._said = small("")
        self._why = ReasonPanel()
        close = primary(_("Close"), self.accept)
        lede = _("A date is looked at by somebody else than the person who set it.")
        self.setLayout(
            column(
                column(section(_("Dates to check")), secondary(lede), spacing=4),
                Card(self.table, padding=0),
                self._why,
                row(self._said, None, close),
                spacing=metrics.CARD_GAP,
                margins=metrics.PAGE_MARGIN,
            )
        )
        self.table.acted.connect(self.check)
        self.table.opened.connect(self.check)
        self.table.picked.connect(self._explain)
        self._why.hide()
        keys_beside(self, self._undo, "Ctrl+Z")
        self._model.reload()
        self.table.setFocus()

    def check(self, _key: object = None) -> None:
        """Write down that the date in front was looked at."""
        line = self.table.current_row()
        if not isinstance(line, CheckLine) or line.is_own:
            return
        command = CheckDeadline(
            deadline=line.line.id, expects=line.version, due_on=line.line.due_on
        )
        self._frame.desk.do(command, self, self._done)

    def _done(self, amended: Amended[Deadline]) -> None:
        self._looked_at += 1
        words = _("Looked at: {title}. Ctrl Z takes it back.")
        self._said.setText(words.format(title=amended.after.title[:80]))
        self._model.reload()

    def _undo(self) -> None:
        if self._looked_at:
            self._looked_at -= 1
            self._frame.desk.undo(self, self._taken_back)

    def _taken_back(self, _value: object) -> None:
        self._said.setText(_("Taken back."))
        self._model.reload()

    def _explain(self, _key: object) -> None:
        """Show every step of the date in front."""
        line = self.table.current_row()
        self._asked += 1
        if isinstance(line, CheckLine):
            query = DeadlineOf(line.line.id)
            self._frame.desk.ask(query, self, partial(self._show, self._asked))
        else:
            self._why.hide()

    def _show(self, asked: int, deadline: Deadline) -> None:
        if asked != self._asked:
            return
        steps = deadline.steps or (_("This date was entered by hand; no rule was counted."),)
        self._why.show_steps(steps, deadline.citation)
        self._why.show()


def open_checks(frame: Frame) -> None:
    """Open the list."""
    DateChecks(frame).open()


def _query(request: PageRequest) -> DatesToCheck:
    return DatesToCheck(after=request.after, size=request.size)


def _key(line: CheckLine) -> object:
    return line.line.id


def _title(line: CheckLine) -> str:
    return line.line.deadline


def _case(line: CheckLine) -> str:
    return ", ".join(part for part in (line.line.title, line.line.number, line.line.reason) if part)


def _due(line: CheckLine) -> str:
    return wording.day(line.line.due_on)


def _severity(line: CheckLine) -> str:
    return SEVERITY_WORDS[line.line.severity]


def _dated_by(line: CheckLine) -> str:
    return _("you") if line.is_own else line.dated_by


def _action(line: CheckLine) -> str:
    return "" if line.is_own else _("Looked at")


def _no_text(_line: CheckLine) -> str:
    return ""


def _sentence(line: CheckLine) -> str:
    due = _("due {day}").format(day=wording.full_day(line.line.due_on))
    by = _("set by {name}").format(name=_dated_by(line))
    return ", ".join((line.line.deadline, due, by, _case(line)))


_COLUMNS = (
    Column(_("Deadline"), _title, 220, stretch=3, strong=True, second=_case),
    Column(_("Due"), _due, 140),
    Column(_("Severity"), _severity, 110, quiet=True, gives_way=2),
    Column(_("Set by"), _dated_by, 140, quiet=True),
    Column("", _no_text, 104, action=_action),
)
