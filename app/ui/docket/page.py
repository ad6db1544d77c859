"""The docket page: a day's hearings, and one key for what came of each.

Made for a morning of forty hearings: after each result the next hearing without one is current.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.domain.docket import DayDocket, DocketLine
from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.hearings import ContinueHearing, Docket, ResultHearing, SetHearing, VacateHearing
from app.services.office import Changes
from app.ui import wording
from app.ui.another_day import VacateForm, open_continuance
from app.ui.dated_card import tell_undoable
from app.ui.docket.columns import DocketColumns, plain_line
from app.ui.go_to_day import GoToDay
from app.ui.hearing_card import HearingCard
from app.ui.hearing_forms import set_hearing
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame, PageView
from app.ui.result_form import ResultForm
from app.ui.table import DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    Card,
    CheckRow,
    EmptyState,
    column,
    hide_unless,
    holding,
    icon_button,
    quiet,
    row,
    secondary,
    section,
)

_LONGEST_NAME = 80
_TITLE_WIDTH = 300


class DocketPage(PageView):
    """One day. H, N, C, F, R and V write down what came of the current hearing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._day = courthouse.today()
        self._docket: DayDocket | None = None
        self._asked = 0
        self._columns = DocketColumns(self._day)
        self._title = section("")
        self._title.setMinimumWidth(_TITLE_WIDTH)
        self._remark = secondary()
        self._mine = CheckRow(_("Mine"))
        self._mine.edited.connect(self.refresh)
        self._to_day = GoToDay()
        self._to_day.chosen.connect(self._typed)
        self._rows = RowTable(self._columns.all(), sentence=self._columns.sentence)
        may_set = self.desk.may(SetHearing)
        nothing = EmptyState(
            Icon.GAVEL,
            _("No hearing is set for this day."),
            _("Set a hearing") if may_set else "",
            self._set,
        )
        self.table = DataTable(
            _("Docket"), self._rows, empty=nothing, row_height=metrics.TALL_ROW_HEIGHT
        )
        self.table.opened.connect(self._open)
        self._to_day.left.connect(self.table.setFocus)
        self.table.setFocus()
        self._bind()
        card = Card(self.table, padding=0)
        page = column(self._head(), spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        # Above the table: what was done, with Undo, is said at the foot of the window.
        page.addWidget(self._legend())
        page.addWidget(card, 1)
        self.setLayout(page)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Ask for the day."""
        self._asked += 1
        self._title.setText(wording.long_day(self._day))
        query = Docket(on=self._day, mine=self._mine.value())
        self.desk.ask(query, self, partial(self._show, self._asked))

    def touched_by(self, changes: Changes) -> bool:
        """Hearings, their cases, and who covers them."""
        return changes.touches("hearings", "cases", "assignments", "users")

    def follow_time(self) -> None:
        """Turn to the new day, unless somebody is writing down what came of the old one."""
        if not self.isVisible() and self._day == self._columns.today:
            self._day = self._columns.today = courthouse.today()
        super().follow_time()

    def show_target(self, target: object) -> None:
        """Go to a day."""
        if isinstance(target, date):
            self.go_to(target)

    def shown_target(self) -> date:
        """The day shown."""
        return self._day

    def case_at_hand(self) -> UUID | None:
        """The case of the current hearing."""
        line = self.current()
        return line.hearing.case if line is not None else None

    def current(self) -> DocketLine | None:
        """The current hearing."""
        line: DocketLine | None = self.table.current_row()
        return line

    def go_to(self, day: date) -> None:
        """Show another day."""
        self._day = day
        self.refresh()

    def result(self, code: str) -> None:
        """Write down a result that needs no more than a key."""
        line = self._open_line()
        if line is not None:
            command = ResultHearing(
                hearing=line.hearing.id, expects=line.hearing.version, result=code
            )
            self.desk.do(command, self, partial(self._told, line), self._refuse)

    def choose_result(self, result: str = "", *, with_next: bool = False) -> None:
        """Open the form of a result, with the next date where one is called out."""
        line = self._open_line()
        if line is not None:
            form = ResultForm(self.frame, line.hearing, line.what, result, with_next)
            form.committed.connect(partial(self._told, line))
            form.open()

    def continue_(self) -> None:
        """Open the form of a continuance."""
        line = self._open_line()
        if line is not None and self.desk.may(ContinueHearing):
            open_continuance(self.frame, line.hearing)

    def vacate(self) -> None:
        """Open the form that takes the hearing off."""
        line = self._open_line()
        if line is not None and self.desk.may(VacateHearing):
            form = VacateForm(self.frame, line.hearing, line.what)
            form.committed.connect(partial(self._told, line))
            form.open()

    def _bind(self) -> None:
        for keys, act in self._keys():
            keys_on(self.table, act, keys)
        keys_on(self.table, partial(self._step, -1), "PgUp")
        keys_on(self.table, partial(self._step, 1), "PgDown")
        keys_on(self.table, self._go_today, "T")
        keys_on(self.table, self._to_day.setFocus, GoToDay.KEY)

    def _keys(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        return (
            ("H", partial(self.result, "HELD")),
            ("N", partial(self.choose_result, "HELD", with_next=True)),
            ("C", self.continue_),
            ("F", partial(self.result, "FTA")),
            ("R", self.choose_result),
            ("V", self.vacate),
        )

    def _legend(self) -> QWidget:
        """Say the keys; each can be pressed with the mouse as well."""
        words = {
            "H": _("Held"),
            "N": _("Held, next date"),
            "C": _("Continue"),
            "F": _("Failed to appear"),
            "R": _("Other result"),
            "V": _("Vacate"),
        }
        buttons = [Button(words[keys], act, small=True, keys=keys) for keys, act in self._keys()]
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        legend = holding(row(*buttons, None, secondary(_("Enter opens the hearing.")), spacing=8))
        hide_unless(legend, self.desk.may(ResultHearing))
        return legend

    def _head(self) -> QWidget:
        set_ = Button(_("Set a hearing"), self._set, icon=Icon.PLUS, small=True)
        hide_unless(set_, self.desk.may(SetHearing))
        return holding(
            row(
                icon_button(Icon.CHEVRON_LEFT, _("The day before"), partial(self._step, -1)),
                self._title,
                icon_button(Icon.CHEVRON_RIGHT, _("The day after"), partial(self._step, 1)),
                quiet(_("Today"), self._go_today, keys="T"),
                self._to_day,
                None,
                self._remark,
                self._mine,
                set_,
                spacing=10,
            )
        )

    def _typed(self, day: date) -> None:
        self.go_to(day)
        self.table.setFocus()

    def _set(self) -> None:
        set_hearing(self.frame, None, self._day)

    def _step(self, days: int) -> None:
        ordinal = min(max(1, self._day.toordinal() + days), date.max.toordinal())
        self.go_to(date.fromordinal(ordinal))

    def _go_today(self) -> None:
        self.go_to(courthouse.today())

    def _show(self, asked: int, docket: DayDocket) -> None:
        if asked != self._asked:
            return
        was = self.current()
        self._docket = docket
        self._columns.today = docket.today
        self._rows.set_rows(docket.lines)
        words = _("{open} of {all} without result")
        self._remark.setText(
            words.format(open=docket.open_count, all=len(docket.lines)) if docket.lines else ""
        )
        self._go_on(was)

    def _go_on(self, was: DocketLine | None) -> None:
        """Make the next hearing without a result current; one with a result stays if chosen."""
        now = self.current()
        is_chosen = was is not None and now is not None and now.id == was.id and not was.is_open
        if now is None or now.is_open or is_chosen:
            return
        following = self._following(now)
        if following is not None:
            self.table.pick(following.id)

    def _following(self, after: DocketLine) -> DocketLine | None:
        """Return the next hearing without result, from the top again at the end."""
        lines = self._docket.lines if self._docket is not None else ()
        here = next((n for n, line in enumerate(lines) if line.id == after.id), 0)
        return next((line for line in (*lines[here:], *lines[:here]) if line.is_open), None)

    def _open_line(self) -> DocketLine | None:
        """Return the current hearing if a result can be given, else say why not."""
        line = self.current()
        if line is None or not self.desk.may(ResultHearing):
            return None
        if not line.is_open:
            words = _("This hearing has its result. Take it back with Ctrl+Z, or open it.")
            self.frame.tell(words, tone=Tone.WARN)
            return None
        return line

    def _open(self, _key: object) -> None:
        line = self.current()
        if line is not None:
            words = wording.case_words(line.title, line.number)
            today = self._columns.today
            card = HearingCard(self.frame, plain_line(line), today, self.table, words)
            below = self.table.visualRect(self.table.currentIndex()).bottomLeft() + QPoint(12, 4)
            card.show_at(self.table.viewport(), below)

    def _told(self, line: DocketLine, _value: object) -> None:
        words = _("{what} in {case}: written down.")
        tell_undoable(self.frame, words.format(what=line.what, case=line.title[:_LONGEST_NAME]))

    def _refuse(self, error: DossierError) -> None:
        self.frame.tell(sentence(error), tone=Tone.WARN)
