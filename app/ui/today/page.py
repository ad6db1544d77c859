"""The page that greets in the morning: figures, the list by consequence, load and ages."""

from functools import partial

from PySide6.QtCore import Qt

from app.domain.today import DayAtOffice
from app.i18n import _, matters
from app.services.office import Changes
from app.services.today import LOAD_DAYS, Today, TodayCount
from app.ui import wording
from app.ui.backups.note import BackupNote
from app.ui.dates_note import DatesNote
from app.ui.icons import Icon
from app.ui.page import Frame, Page, PageView, Section
from app.ui.theme import Tone, metrics
from app.ui.today.figures import Figure, PendingAges, Tiles, load_bars
from app.ui.today.matter_list import MatterList
from app.ui.widgets import (
    BarChart,
    Card,
    ScrollPage,
    SegmentedControl,
    column,
    row,
    secondary,
    section,
)

_CHART_HEIGHT = 150


class TodayPage(PageView):
    """What must be looked at today, of one's own cases or of the whole office."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._mine = True
        self._asked = 0
        self._title = section("")
        self._headline = secondary("", wrap=True)
        self._whose = SegmentedControl(
            [(True, _("Mine")), (False, _("Everyone"))], True, name=_("Whose matters")
        )
        self._whose.picked.connect(self._show_whose)
        self.tiles = Tiles(self._press_tile)
        self.matter_list = MatterList(frame)
        load_words = _("Load, next {days} days").format(days=LOAD_DAYS)
        self._load = BarChart(load_words, nothing=_("Nothing stands on these days."))
        self._load.setMinimumHeight(_CHART_HEIGHT)
        self._pending = PendingAges()
        charts = row(spacing=metrics.CARD_GAP)
        charts.addWidget(Card(section(load_words), self._load), 11)
        charts.addWidget(Card(section(_("Age of pending cases")), self._pending), 9)
        head = row(spacing=metrics.GAP)
        head.addLayout(column(self._title, self._headline, spacing=2), 1)
        head.addWidget(self._whose, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(
                ScrollPage(
                    # Notes that say nothing take no room above the day, nor a gap of the page.
                    column(BackupNote(frame), DatesNote(frame), head, spacing=0),
                    self.tiles,
                    self.matter_list,
                    charts,
                    None,
                ),
                spacing=0,
            )
        )

    @property
    def headline(self) -> str:
        """The sentence below the day."""
        return self._headline.plain

    def refresh(self) -> None:
        """Ask for the day."""
        self._ask()

    def touched_by(self, changes: Changes) -> bool:
        """Whatever has a day, what clocks are reckoned by, and who works on what."""
        return changes.touches(
            "agency_inquiries",
            "assignments",
            "attachment_checks",
            "cases",
            "court_days",
            "custody_events",
            "deadlines",
            "defense_requests",
            "disclosure_items",
            "evidence_items",
            "excluded_spans",
            "hearings",
            "loss_notices",
            "reminders",
            "speedy_clocks",
            "tasks",
        )

    def _ask(self) -> None:
        self._asked += 1
        self.desk.ask(Today(mine=self._mine), self, partial(self._show, self._asked))

    def _show(self, asked: int, day: DayAtOffice) -> None:
        if asked != self._asked:
            return
        self._title.setText(wording.long_day(day.today))
        self._headline.setText(matters.headline(day))
        self.tiles.show_counts(day.counts)
        self.matter_list.show_day(day)
        self._load.set_bars(load_bars(day.load))
        self._pending.show_ages(day.pending, day.unknown_kind)

    def _show_whose(self, mine: object) -> None:
        self._mine = bool(mine)
        self._ask()

    def _press_tile(self, figure: Figure) -> None:
        if figure.shows:
            self.matter_list.show_only(figure)
        else:
            self.frame.go(Section.CALENDAR)


PAGE = Page(
    Section.TODAY,
    _("Today"),
    Icon.SUN,
    TodayPage,
    needs=Today,
    badge=TodayCount,
    badge_tone=Tone.DANGER,
)
