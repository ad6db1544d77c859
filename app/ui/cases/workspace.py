"""One case: its heading, what warns of danger, and the tabs of the features."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from app.domain.cases import CaseFlag, CaseId
from app.domain.clocks.standing import ClockStanding
from app.domain.codes import CodeList
from app.domain.errors import DossierError
from app.domain.persons import CustodyStatus
from app.domain.today import CLOCK_DAYS
from app.i18n import _, ngettext
from app.i18n.clocks import tightest
from app.i18n.sentences import sentence
from app.i18n.titles import judge_title
from app.services.case_overview import CaseTop, Top
from app.services.documents import PreviewCaseSummary
from app.ui.case_tab import CaseAccess, CaseAct, CasePlace, CaseTab, CaseTabPage
from app.ui.cases.acts import case_menu
from app.ui.cases.words import HELD, STAGES
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.theme import Token, Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Chip,
    Kind,
    Picture,
    Tabs,
    clear,
    column,
    icon_button,
    row,
    secondary,
    title,
)
from app.ui.widgets.painting import painting, panel

_BESIDE = 2
"""Chips beside the title; where there are more, they get a line of their own."""
_BUTTONS = 360
"""Pixels of a line that buttons, number and margins take."""
_FACT_WIDTH = 220
"""Pixels of that line a charge or a court is not cut below."""
_MEMBERS = Icon.USER
_CLOCK_WARNS = 30
"""Days left from which a clock's chip is amber; `CLOCK_DAYS` make it red."""
_CHIPS = 6
"""Chips on that line; further ones are counted."""

PrintBrief = Callable[[Frame, UUID], object]


class CaseWorkspace(QWidget):
    """A case with its tabs.

    Args:
        frame: the window.
        case: the case.
        tabs: of the features, in their order.
        brief: prints the case summary; the button is left out without it.
        access: who may know of the case, said in the heading.

    Signals:
        tab_opened: key of the tab that came to the front.
        back: the user wants the list back.
    """

    tab_opened = Signal(str)
    back = Signal()

    def __init__(
        self,
        frame: Frame,
        case: UUID,
        tabs: Sequence[CaseTab],
        brief: PrintBrief | None = None,
        access: CaseAccess | None = None,
    ) -> None:
        super().__init__()
        self.frame = frame
        self.case = CaseId(case)
        self._tabs_of = {tab.key: tab for tab in tabs if frame.desk.may(tab.needs)}
        self._brief = brief
        self._access = access
        self._top: Top | None = None
        self._counts: dict[str, int] = {}
        self._make_heading()
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self.tabs = Tabs(_("Parts of the case"))
        for tab in self._tabs_of.values():
            self.tabs.add(tab.key, tab.title, partial(self._build, tab))
        self.tabs.opened.connect(self.tab_opened)
        head = column(
            self._line_of_title,
            access.line(frame, case) if access is not None else None,
            self._warnings,
            self._line_of_facts,
            spacing=6,
            margins=(20, 14, 20, 4),
        )
        self.setLayout(column(head, self._trouble, self.tabs, spacing=0))
        # Also from the list beside it, and from the rail.
        keys_beside(self, partial(self._turn, 1), "Ctrl+Tab")
        keys_beside(self, partial(self._turn, -1), "Ctrl+Shift+Tab")
        frame.desk.changed.connect(self._hear)
        frame.desk.time_passed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the heading again; the tabs see to themselves."""
        self.frame.desk.ask(CaseTop(self.case), self, self._show, self._refuse)

    def show_place(self, place: CasePlace) -> None:
        """Open a tab, and a record in it."""
        if place.tab not in self._tabs_of:
            return
        self.tabs.open(place.tab)
        page = self.tabs.page(place.tab)
        if place.record is not None and isinstance(page, CaseTabPage):
            page.show_record(place.record)

    def place(self) -> CasePlace:
        """What `show_place` takes to bring back what is shown."""
        tab = self.tabs.current()
        page = self.tabs.page(tab)
        record = page.shown_record() if isinstance(page, CaseTabPage) else None
        return CasePlace(self.case, tab, record)

    def print_brief(self) -> None:
        """Print the case summary, where that is offered."""
        if self._brief is not None:
            self._brief(self.frame, self.case)

    def focus_tabs(self) -> None:
        """Put the keyboard on the row of tabs."""
        bar = self.tabs.findChild(QTabBar)
        if isinstance(bar, QTabBar):
            bar.setFocus(Qt.FocusReason.TabFocusReason)

    def set_wide(self, *, wide: bool) -> None:
        """Show the way back to the list while the case has the whole page."""
        self._back.setVisible(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the tabs into the new width."""
        super().resizeEvent(event)
        self._fit_counts()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface behind heading and tabs."""
        with painting(self) as painter:
            panel(painter, self.rect(), 0, fill=Token.SURFACE)

    def _make_heading(self) -> None:
        self._title = title()
        self._chips = row(spacing=8)
        self._warnings = row(spacing=8)
        self._back = icon_button(Icon.ARROW_LEFT, _("Back to the list"), self.back.emit)
        self._back.hide()
        self._add = Button(
            _("Add"), self._offer_adds, kind=Kind.PRIMARY, icon=Icon.PLUS, name=_("Add to the case")
        )
        if not self._acts():
            self._add.hide()
        self._print = Button(_("Brief"), self.print_brief, icon=Icon.PRINTER)
        if self._brief is None or not self.frame.desk.may(PreviewCaseSummary):
            self._brief = None
            self._print.hide()
        self._more = Button(
            _("Stage"), self._offer_more, small=True, menu=True, name=_("Stage and more")
        )
        self._line_of_title = row(
            self._back, self._title, self._chips, None, self._print, self._add
        )
        self._facts = row(spacing=16)
        self._line_of_facts = row(self._facts, None, self._more)

    def _build(self, tab: CaseTab) -> QWidget:
        page = tab.build(self.frame, self.case)
        page.counted.connect(partial(self._count, tab.key))
        return page

    def _acts(self) -> list[CaseAct]:
        may = self.frame.desk.may
        return [act for tab in self._tabs_of.values() for act in tab.adds if may(act.needs)]

    def _show(self, top: Top) -> None:
        self._top = top
        self._trouble.hide()
        self._title.setText(top.header.case.title)
        self._show_chips(top)
        self._show_facts(top)
        for tab in self._tabs_of.values():
            if tab.counts:
                self._counts[tab.key] = sum(top.counts.get(kind, 0) for kind in tab.counts)
        self._fit_counts()

    def _count(self, key: str, count: int) -> None:
        self._counts[key] = count
        self._fit_counts()

    def _fit_counts(self) -> None:
        """Show how much lies behind each tab; where the tabs would not fit, numbers give way."""
        for key, count in self._counts.items():
            self.tabs.set_count(key, count)
        bar = self.tabs.findChild(QTabBar)
        if isinstance(bar, QTabBar) and bar.sizeHint().width() > self.width():
            for key in self._counts:
                self.tabs.set_count(key, None)

    def _refuse(self, error: DossierError) -> None:
        self._title.setText(_("This case cannot be shown"))
        self._trouble.show_message(sentence(error))
        self._trouble.show()

    def _show_chips(self, top: Top) -> None:
        clear(self._chips)
        clear(self._warnings)
        self._chips.addWidget(Chip(top.header.case.number))
        chips = _chips(top)
        line = self._chips if self._fit_beside(chips) else self._warnings
        for chip in chips[:_CHIPS]:
            line.addWidget(chip)
        if len(chips) > _CHIPS:
            line.addWidget(Chip(_("+{n} more").format(n=len(chips) - _CHIPS)))
        if line is self._warnings:
            line.addStretch(1)

    def _fit_beside(self, chips: list[Chip]) -> bool:
        """Whether the chips have room beside the whole title."""
        used = self._title.sizeHint().width() + _BUTTONS
        needed = sum(chip.sizeHint().width() + metrics.GAP for chip in chips)
        return len(chips) <= _BESIDE and used + needed <= self.width()

    def _show_facts(self, top: Top) -> None:
        clear(self._facts)
        for drawing, words in _facts(top):
            label = secondary(words)
            if drawing is not _MEMBERS:
                # Where room is short the list of names gives way first; its tooltip has all.
                label.setMinimumWidth(min(label.sizeHint().width(), _FACT_WIDTH))
            picture = Picture(drawing) if drawing is not None else 0
            self._facts.addLayout(row(picture, label, spacing=5))
        self._more.set_label(STAGES[top.header.case.stage])

    def _hear(self, changes: Any) -> None:  # noqa: ANN401 - `Changes` of the services
        # A court day moves the limit of the clock in the heading, also one that warns of nothing.
        if changes.touches_case(self.case) or changes.touches("persons", "court_days"):
            self.refresh()

    def _turn(self, step: int) -> None:
        keys = list(self._tabs_of)
        if keys:
            self.tabs.open(keys[(keys.index(self.tabs.current()) + step) % len(keys)])

    def _offer_adds(self) -> None:
        open_menu(
            self._add,
            [
                MenuEntry(act.text, partial(act.run, self.frame, self.case), act.icon, act.keys)
                for act in self._acts()
            ],
        )

    def _offer_more(self) -> None:
        if self._top is not None:
            entries = case_menu(self.frame, self._top.header)
            access = self._access.entries(self.frame, self.case) if self._access else []
            if access:
                entries += [MenuEntry(), *access]
            open_menu(self._more, entries)


def _chips(top: Top) -> list[Chip]:
    case = top.header.case
    chips: list[Chip] = []
    if not case.is_open:
        words = top.words.label(CodeList.CASE_STATUS, case.status)
        chips.append(Chip(words, Tone.NEUTRAL, Icon.ARCHIVE))
    for each in top.people.defendants:
        if each.state.custody in HELD:
            chips.append(Chip(each.custody_words, Tone.DANGER, Icon.LOCK))
            break
    defendants = top.people.defendants
    if any(w.is_active for each in defendants for w in each.warrants) or any(
        each.state.custody is CustodyStatus.WARRANT for each in defendants
    ):
        chips.append(Chip(_("Warrant"), Tone.DANGER, Icon.SIREN))
    if any(order.binds for each in defendants for order in each.orders):
        chips.append(Chip(_("No-contact order"), Tone.VICTIM, Icon.SHIELD))
    if top.clock is not None and case.is_open:
        chips.append(_clock_chip(top.clock))
    said = {chip.spec.text for chip in chips}
    chips += [_flag_chip(flag) for flag in top.header.flags if flag.name not in said]
    return chips


def _clock_chip(clock: ClockStanding) -> Chip:
    """Return the tightest speedy-trial clock: days left and the limit."""
    remaining = clock.remaining or 0
    tone = Tone.NEUTRAL
    if remaining <= _CLOCK_WARNS:
        tone = Tone.DANGER if remaining <= CLOCK_DAYS else Tone.WARN
    return Chip(tightest(clock), tone, Icon.TIMER)


def _flag_chip(flag: CaseFlag) -> Chip:
    tone = Tone(flag.tone) if flag.tone in set(Tone) else Tone.WARN
    return Chip(flag.name, tone, Icon.FLAG)


def _facts(top: Top) -> list[tuple[Icon | None, str]]:
    case, line = top.header.case, top.header.line
    counts = ngettext("{n} count", "{n} counts", line.charges).format(n=line.charges)
    charge = f"{line.charge}, {counts}" if line.charges else _("not charged")
    court = ", ".join(
        part for part in (case.courtroom or case.court, judge_title(case.judge)) if part
    )
    members = ", ".join(member.user.name for member in top.header.members)
    facts: list[tuple[Icon | None, str]] = [(None, charge)]
    facts.append((_MEMBERS, members or _("nobody assigned")))
    if court:
        facts.append((Icon.LANDMARK, court))
    return facts
