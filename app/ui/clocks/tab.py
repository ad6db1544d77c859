"""The Clocks tab of a case: a card for each clock, its exclusions, and what would be if."""

from functools import partial
from uuid import UUID

from app.domain.cases import CaseId
from app.i18n import _
from app.services.clocks import (
    AddExclusion,
    CaseClocks,
    ClocksOfCase,
    PreviewClockSheet,
    PrintClockSheet,
    StartClock,
)
from app.services.office import Changes
from app.ui import wording
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.clocks.card import ClockCard
from app.ui.clocks.clock_forms import start_clock
from app.ui.clocks.exclusion_forms import exclude_days
from app.ui.clocks.exclusions import ExclusionList
from app.ui.clocks.steps import open_sheet
from app.ui.clocks.what_if import WhatIfCard
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.theme import metrics
from app.ui.widgets import (
    Button,
    DateInput,
    EmptyState,
    Field,
    ScrollPage,
    clear,
    column,
    hide_unless,
    row,
    secondary,
)

_KINDS = ("speedy_clocks", "excluded_spans", "hearings", "parties", "court_days")
_DAY_WIDTH = 190


class ClocksTab(CaseTabPage):
    """The clocks of one case as of a day."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._asked = 0
        self._shown: CaseClocks | None = None
        self._sought: UUID | None = None
        self.cards: list[ClockCard] = []
        self._as_of = DateInput()
        self._as_of.edited.connect(self.refresh)
        as_of = Field("as_of", _("As of"), self._as_of, hint=_("Today, unless you say else"))
        as_of.setFixedWidth(_DAY_WIDTH)
        self._trial = secondary()
        self._list = column(spacing=metrics.CARD_GAP)
        self.exclusions = ExclusionList(frame, self.case)
        self.what_if = WhatIfCard(frame, self.case)
        start = Button(_("Start a clock"), self._start, icon=Icon.TIMER, small=True)
        hide_unless(start, self.desk.may(StartClock))
        sheet = Button(_("Clock sheet"), self._print, icon=Icon.PRINTER, small=True)
        hide_unless(sheet, self.desk.may(PreviewClockSheet))
        self._page = ScrollPage(
            row(as_of, self._trial, None, sheet, start, spacing=metrics.CARD_GAP),
            self._list,
            self.exclusions,
            self.what_if,
            None,
        )
        self.setLayout(column(self._page))

    def refresh(self) -> None:
        """Ask for the clocks of the case as of the day typed; today where none is."""
        self._asked += 1
        query = ClocksOfCase(case=CaseId(self.case), as_of=self._as_of.day())
        self.desk.ask(query, self, partial(self._show, self._asked))

    def touched_by(self, changes: Changes) -> bool:
        """Clocks, exclusions and the trial of its case, people, and days of the courts."""
        own = changes.touches_case(self.case) and changes.touches(*_KINDS)
        return own or changes.touches("persons", "court_days")

    def show_record(self, record: UUID) -> None:
        """Bring a clock to the front, now or when it arrives."""
        self._sought = record
        self._seek()

    def _show(self, asked: int, clocks: CaseClocks) -> None:
        if asked != self._asked:
            return
        self._shown = clocks
        clear(self._list)
        self.cards = [ClockCard(self.frame, clocks, view) for view in clocks.clocks]
        for card in self.cards:
            self._list.addWidget(card)
        if not self.cards:
            nothing = _("No speedy-trial clock runs in this case.")
            self._list.addWidget(EmptyState(Icon.TIMER, nothing))
        self._trial.setText(_trial_words(clocks))
        self.exclusions.show_clocks(clocks)
        self.exclusions.setVisible(bool(clocks.clocks or clocks.spans))
        self.what_if.setVisible(bool(clocks.clocks))
        self.what_if.show_clocks(clocks)
        self.counted.emit(sum(view.standing.clock.is_running for view in clocks.clocks))
        self._seek()

    def _seek(self) -> None:
        for card in self.cards:
            if card.clock.id == self._sought:
                self._page.ensureWidgetVisible(card)
                card.bar.setFocus()
                self._sought = None

    def _start(self) -> None:
        start_clock(self.frame, self.case)

    def _print(self) -> None:
        as_of = self._shown.as_of if self._shown is not None else None
        open_sheet(self.frame, PrintClockSheet(case=self.case, as_of=as_of))


def _trial_words(clocks: CaseClocks) -> str:
    if clocks.trial is None:
        return _("No trial is set.")
    on = clocks.trial.on
    return _("Trial set for {day}, {distance}.").format(
        day=wording.day(on), distance=wording.distance(on, clocks.today)
    )


CASE_TAB = CaseTab(
    "clocks",
    _("Clocks"),
    Icon.TIMER,
    ClocksOfCase,
    ClocksTab,
    counts=("speedy_clocks",),
    adds=(
        CaseAct(_("Clock"), Icon.TIMER, start_clock, StartClock),
        CaseAct(_("Exclusion of time"), Icon.HOURGLASS, exclude_days, AddExclusion),
    ),
)
