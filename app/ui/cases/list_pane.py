"""The list of cases: filters above, rows paged from a list of any length."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseFilter, CaseLine, CaseSort, Stage
from app.i18n import _
from app.services.cases import CasesCount, CasesPage
from app.ui import wording
from app.ui.cases.words import STAGES, next_date, next_date_chip
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.table import Column, DataTable, PagedTable, PageRequest
from app.ui.theme import Token, metrics
from app.ui.widgets import Button, EmptyState, Hairline, SearchInput, column, row, secondary
from app.ui.widgets.painting import painting, panel

_PAUSE_MS = 200
"""Typing rests this long before the list is filtered."""

COLUMNS = (
    Column(_("Number"), lambda line: line.number, width=108, sort="number", strong=True),
    Column(
        _("Defendant"),
        lambda line: line.defendant or line.title,
        width=98,
        stretch=2,
        sort="defendant",
        gives_way=1,
    ),
    Column(
        _("Charge, stage"),
        lambda line: line.charge or _("not charged"),
        width=104,
        stretch=3,
        sort="charge",
        second=lambda line: STAGES[line.stage],
    ),
    Column(_("Next date"), next_date, width=120, sort="next_on", chip=next_date_chip),
)


class CaseList(QWidget):
    """Filters and rows.

    Args:
        frame: the window.
        new_case: what "New case" does in an empty office.

    Signals:
        picked: the case of the current row, or None.
        entered: the case that got Enter.
        widened: the case that was double-clicked or got Ctrl+Enter.
    """

    picked = Signal(object)
    entered = Signal(object)
    widened = Signal(object)

    def __init__(self, frame: Frame, new_case: Any) -> None:  # noqa: ANN401 - a bound method
        super().__init__()
        self._desk = frame.desk
        self._which = CaseFilter(mine=True, open_only=True)
        self._total = self._shown = 0
        self._is_first = True
        self._who = Button(_("Mine"), self._choose_who, menu=True, name=_("Whose cases"))
        self._what = Button(_("Open"), self._choose_what, menu=True, name=_("Which cases"))
        self._search = SearchInput(_("Filter"), _("Filter cases by any word"))
        self._count = secondary()
        self._empty = EmptyState(
            Icon.FOLDER_OPEN, _("No case fits this filter."), _("New case"), new_case, "Ctrl N"
        )
        self._model = PagedTable(
            self._desk,
            COLUMNS,
            self._query,
            key=_case_of,
            sentence=_sentence,
            sort=CaseSort.NUMBER,
            descending=True,
        )
        self.table = DataTable(
            _("Cases"), self._model, empty=self._empty, row_height=metrics.TALL_ROW_HEIGHT
        )
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Ask for rows and numbers again."""
        if self._is_first:
            # Somebody without cases of their own starts with the office's.
            self._desk.ask(CasesCount(which=self._which), self, self._begin)
            return
        self._reload()

    def pick(self, case: UUID) -> None:
        """Make the row of a case current, now or when it arrives."""
        self.table.pick(case)

    @property
    def has_keyboard(self) -> bool:
        """Whether the rows are gone through, or filtered, right now."""
        return self.table.hasFocus() or self._search.hasFocus()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self._search.setFocus()
        self._search.selectAll()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface behind the filters."""
        with painting(self) as painter:
            panel(painter, self.rect(), 0, fill=Token.SURFACE)

    def _lay_out(self) -> None:
        bar = row(self._who, self._what, self._search, self._count, margins=(14, 11, 14, 10))
        bar.setStretchFactor(self._search, 1)
        self.setLayout(column(bar, Hairline(), self.table, spacing=0))

    def _listen(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._filter)
        self._search.edited.connect(self._timer.start)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.entered)
        self.table.doubleClicked.connect(self._widen)
        keys_on(self.table, self._widen, "Ctrl+Return", "Ctrl+Enter")
        keys_on(self._search, self.table.setFocus, "Return", "Enter", "Down")

    def _widen(self, *_index: object) -> None:
        case = self.table.current_key()
        if case is not None:
            self.widened.emit(case)

    def _query(self, request: PageRequest) -> CasesPage:
        return CasesPage(
            which=self._which,
            sort=CaseSort(request.sort),
            descending=request.descending,
            after=request.after,
            size=request.size,
        )

    def _begin(self, mine: int) -> None:
        self._is_first = False
        if not mine:
            self._which = replace(self._which, mine=False)
        self._reload()

    def _reload(self) -> None:
        self._who.set_label(_("Mine") if self._which.mine else _("Everyone's"))
        self._what.set_label(_what_label(self._which))
        self._model.reload()
        self._desk.ask(CasesCount(which=self._which), self, self._show_count)
        self._desk.ask(CasesCount(), self, self._show_total)

    def _show_count(self, count: int) -> None:
        self._shown = count
        self._say_counts()

    def _show_total(self, total: int) -> None:
        self._total = total
        if total:
            self._empty.set_text(_("No case fits this filter."))
        else:
            self._empty.set_text(_("The office has no case yet. Open the first one."))
        self._say_counts()

    def _say_counts(self) -> None:
        self._count.setText(
            _("{shown} of {total}").format(
                shown=wording.count(self._shown), total=wording.count(self._total)
            )
        )

    def _filter(self) -> None:
        self._set(replace(self._which, words=self._search.value()))

    def _set(self, which: CaseFilter) -> None:
        if which != self._which:
            self._which = which
            self._is_first = False
            self._reload()

    def _choose_who(self) -> None:
        mine, office = replace(self._which, mine=True), replace(self._which, mine=False)
        open_menu(
            self._who,
            (
                MenuEntry(_("Mine"), partial(self._set, mine), checked=self._which.mine),
                MenuEntry(
                    _("Everyone's"), partial(self._set, office), checked=not self._which.mine
                ),
            ),
        )

    def _choose_what(self) -> None:
        which = self._which
        scopes = (
            (_("Open"), replace(which, open_only=True, without_date=False)),
            (_("Open and closed"), replace(which, open_only=False, without_date=False)),
            (_("Open, no next date"), replace(which, open_only=True, without_date=True)),
        )
        stages: list[tuple[str, Stage | None]] = [(_("Every stage"), None)]
        stages += [(words, stage) for stage, words in STAGES.items()]
        entries = [
            MenuEntry(words, partial(self._set, each), checked=each == which)
            for words, each in scopes
        ]
        entries.append(MenuEntry())
        entries += [
            MenuEntry(words, partial(self._set_stage, stage), checked=stage is which.stage)
            for words, stage in stages
        ]
        open_menu(self._what, entries)

    def _set_stage(self, stage: Stage | None) -> None:
        which = replace(self._which, stage=stage)
        if stage is Stage.CLOSED:
            which = replace(which, open_only=False)
        self._set(which)


def _case_of(line: CaseLine) -> UUID:
    return line.case


def _sentence(line: CaseLine) -> str:
    chip = next_date_chip(line)
    when = chip.text if chip is not None else next_date(line)
    parts = (line.number, line.defendant or line.title, line.charge, STAGES[line.stage])
    return ", ".join(part for part in (*parts, f"{_('next date')}: {when}") if part)


def _what_label(which: CaseFilter) -> str:
    if which.stage is not None:
        return STAGES[which.stage]
    if which.without_date:
        return _("No date")
    return _("Open") if which.open_only else _("All")
