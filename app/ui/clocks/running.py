"""Every running clock of the office, those with the fewest days left first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.i18n import _
from app.i18n.clocks import days_left
from app.services.clocks import OfficeClock, OfficeClocks
from app.ui import wording
from app.ui.case_tab import CasePlace
from app.ui.icons import Icon
from app.ui.page import Frame, Section
from app.ui.table import Column, DataTable, PagedTable, PageRequest
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    ChipSpec,
    EmptyState,
    SegmentedControl,
    column,
    primary,
    row,
    secondary,
    section,
)

_SIZE = (980, 640)
_RED, _AMBER = 14, 30
_MINE, _ALL = "mine", "all"


class RunningClocks(QDialog):
    """The list; Enter opens the case at its clocks."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.dialog_parent())
        self.setWindowTitle(_("Running clocks"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._frame = frame
        self._whose = SegmentedControl(
            [(_MINE, _("Mine")), (_ALL, _("Everyone"))], _ALL, name=_("Whose clocks")
        )
        self._model = PagedTable(frame.desk, _COLUMNS, self._query, sentence=_sentence)
        self._whose.picked.connect(self._reload)
        frame.desk.time_passed.connect(self._model.reload)
        self.table = DataTable(
            _("Running clocks"),
            self._model,
            empty=EmptyState(Icon.TIMER, _("No clock runs.")),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self.table.opened.connect(self._open_case)
        lede = _("Those with the fewest days left come first. Enter opens the case.")
        card = Card(self.table, padding=0)
        card.body().setStretchFactor(self.table, 1)
        around = column(
            row(section(_("Running clocks")), None, self._whose),
            secondary(lede),
            card,
            row(None, primary(_("Close"), self.accept)),
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        around.setStretchFactor(card, 1)
        self.setLayout(around)
        self._model.reload()
        self.table.setFocus()

    def _query(self, request: PageRequest) -> OfficeClocks:
        is_mine = self._whose.value() == _MINE
        return OfficeClocks(mine=is_mine, after=request.after, size=request.size)

    def _reload(self, _whose: object) -> None:
        self._model.reload()

    def _open_case(self, _key: object) -> None:
        line = self.table.current_row()
        if isinstance(line, OfficeClock):
            self.accept()
            self._frame.go(Section.CASES, CasePlace(line.case, "clocks", line.id))


def open_running(frame: Frame) -> None:
    """Open the list."""
    RunningClocks(frame).open()


def _left(line: OfficeClock) -> str:
    return days_left(line.remaining)


def _chip(line: OfficeClock) -> ChipSpec:
    remaining = line.remaining
    tone = Tone.NEUTRAL
    if remaining is not None and remaining <= _AMBER:
        tone = Tone.DANGER if remaining <= _RED else Tone.WARN
    return ChipSpec(_left(line), tone, Icon.TIMER)


def _law(line: OfficeClock) -> str:
    return ", ".join(part for part in (line.law, line.charges) if part)


def _citation(line: OfficeClock) -> str:
    return line.citation


def _case(line: OfficeClock) -> str:
    return line.title


def _number(line: OfficeClock) -> str:
    return ", ".join(part for part in (line.number, line.name) if part)


def _limit(line: OfficeClock) -> str:
    return wording.day(line.limit_date) if line.limit_date is not None else ""


def _stands(line: OfficeClock) -> str:
    return _("stands still") if line.is_provisional else ""


def _plan(line: OfficeClock) -> str:
    return wording.day(line.conservative) if line.conservative is not None else ""


def _sentence(line: OfficeClock) -> str:
    limit = _("limit {day}").format(day=_limit(line)) if line.limit_date is not None else ""
    parts = (_left(line), _law(line), _case(line), _number(line), limit, _stands(line))
    return ", ".join(part for part in parts if part)


_COLUMNS = (
    Column(_("Left"), _left, 138, chip=_chip),
    Column(_("Case"), _case, 160, stretch=2, strong=True, second=_number),
    Column(_("Clock"), _law, 160, stretch=2, second=_citation),
    Column(_("Limit"), _limit, 128, second=_stands),
    Column(_("Plan for"), _plan, 128, gives_way=2, quiet=True),
)
