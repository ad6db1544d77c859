"""The Court calendars tab of the settings: one calendar, one year, and what the office adds."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter

from app.domain.court_days import CourtDay, CourtDayRemoval
from app.domain.errors import DossierError
from app.domain.office_calendars import OfficeCalendar
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.court_calendars import (
    AddCourtDays,
    CalendarDay,
    CalendarDays,
    CalendarLine,
    ChooseCourtCalendar,
    CourtCalendarList,
    PrintCourtDays,
    RemovedCourtDays,
    RemoveOfficeCalendar,
    SaveCalendar,
    SavedCalendar,
)
from app.services.documents import save_paper
from app.services.office import Changes
from app.ui import wording
from app.ui.court_calendars.forms import CourtDayForm, OfficeCalendarForm, RemoveDayForm
from app.ui.court_calendars.importing import open_import
from app.ui.court_calendars.words import (
    DAY_COLUMNS,
    calendar_facts,
    calendar_text,
    day_chip,
    day_facts,
    day_text,
)
from app.ui.differing_note import AT_THE_TOP, DifferingNote
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.local_keys import keys_on, keys_within
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTabPage
from app.ui.table import DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    Card,
    Chip,
    ChipSpec,
    Choice,
    EmptyState,
    Facts,
    ListRow,
    PlainLabel,
    RowList,
    ScrollPage,
    column,
    hide_unless,
    holding,
    icon_button,
    row,
    strong,
)

_SIDE_WIDTH = 400
_REMOVED_SHOWN = 6
_IN_USE = ChipSpec(_("In use: the office counts by it"), Tone.OK, Icon.CHECK)


class CourtCalendarsTab(SettingsTabPage):
    """The days of one year of one calendar; beside them the chosen day and the calendar itself."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._lines: tuple[CalendarLine, ...] = ()
        self._may_edit = self.desk.may(AddCourtDays)
        self._asked = 0
        self._made = ""
        self.which: Choice[str] = Choice()
        self.which.setAccessibleName(_("Court calendar"))
        self.which.edited.connect(self._turn)
        self.year: Choice[int] = Choice()
        self.year.setAccessibleName(_("Year"))
        self.year.setMinimumContentsLength(4)
        self.year.edited.connect(self._ask_days)
        self.table = DataTable(
            _("Days of the calendar"),
            RowTable(DAY_COLUMNS, key=_key),
            empty=EmptyState(
                Icon.CALENDAR_X, _("No day is known in this year. Enter days, or import a file.")
            ),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self.table.picked.connect(self._show_chosen)
        self.table.opened.connect(self.change)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(holding(column(self._head(), self.table, spacing=0)))
        split.addWidget(self._side())
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([1000, _SIDE_WIDTH])
        split.setHandleWidth(1)
        self.setLayout(column(DifferingNote(frame, AT_THE_TOP), split, spacing=0))
        keys_within(self, self.add, "Insert")
        keys_within(self, self.print, "Ctrl+P")
        keys_on(self.table, self.add, "N")
        keys_on(self.table, self.strike, "S")
        keys_on(self.table, self.remove, "Delete")
        keys_on(self.table, partial(self._step, -1), "PgUp")
        keys_on(self.table, partial(self._step, 1), "PgDown")

    def refresh(self) -> None:
        """Ask which calendars there are; the days of the one in front follow."""
        self.desk.ask(CourtCalendarList(), self, self._show_calendars)

    def touched_by(self, changes: Changes) -> bool:
        """Days, calendars, and which one is chosen."""
        return changes.touches(
            "court_days", "court_day_removals", "office_calendars", "office_settings"
        )

    def add(self) -> None:
        """Open the form of a new day."""
        line = self._line()
        if line is not None and self._may_edit:
            form = CourtDayForm(self.frame, line.id, line.title)
            form.committed.connect(self._go_to_day)
            self._open(form, _("The day stands in the calendar."))

    def change(self, _key: object = None) -> None:
        """Open the form of the chosen day, if the office entered it."""
        line, day = self._line(), self._day()
        if line is None or day is None or not self._may_edit:
            return
        if day.entry is not None and not day.is_below:
            self._open(
                CourtDayForm(self.frame, line.id, line.title, day.entry), _("It is changed.")
            )

    def strike(self) -> None:
        """Open the form that strikes the chosen holiday out."""
        line, day = self._line(), self._day()
        if line is None or day is None or not self._may_edit:
            return
        if day.holiday is not None and (day.entry is None or day.is_below):
            struck = (day.on, day.holiday.name)
            form = CourtDayForm(self.frame, line.id, line.title, None, struck)
            self._open(form, _("The court is open that day."))

    def remove(self) -> None:
        """Open the form that takes the chosen entry out."""
        day = self._day()
        if day is not None and day.entry is not None and not day.is_below and self._may_edit:
            self._open(RemoveDayForm(self.frame, day.entry), _("It is taken out."))

    def make_calendar(self) -> None:
        """Open the form of a calendar of the office's own."""
        if self._may_edit:
            form = OfficeCalendarForm(self.frame, self._shipped())
            form.committed.connect(self._go_to_made)
            self._open(form, _("The calendar is made."))

    def change_calendar(self) -> None:
        """Open the form of the calendar in front, if it is the office's own."""
        line = self._line()
        if line is not None and line.own is not None and self._may_edit:
            form = OfficeCalendarForm(self.frame, self._shipped(), line.own)
            self._open(form, _("The calendar is changed."))

    def remove_calendar(self) -> None:
        """Remove the calendar in front, if nothing counts by it."""
        line = self._line()
        if line is not None and line.own is not None:
            command = RemoveOfficeCalendar(calendar=line.own)
            words = _("The calendar and its days are removed.")
            self.desk.do(command, self, partial(self._say, words), self._refuse)

    def choose_calendar(self) -> None:
        """Let the office count by the calendar in front."""
        line = self._line()
        chosen = next((each.id for each in self._lines if each.is_chosen), "")
        if line is not None:
            command = ChooseCourtCalendar(calendar=line.id, instead_of=chosen)
            words = _("The office counts by this calendar now.")
            self.desk.do(command, self, partial(self._say, words), self._refuse)

    def save(self) -> None:
        """Ask where to, and write the calendar in front into a file."""
        line = self._line()
        if line is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the calendar"), f"{line.id}.json", _("Court calendar (*.json)")
        )
        if chosen:
            asked = SaveCalendar(calendar=line.id, to=Path(chosen))
            self.desk.ask(asked, self, self._say_saved, self._refuse)

    def print(self) -> None:
        """Ask for a file, and write the year in front there as a PDF."""
        line, year = self._line(), self.year.value()
        if line is None or year is None or not self.desk.may(PrintCourtDays):
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save PDF"), f"{line.title} {year}.pdf", _("PDF (*.pdf)")
        )
        if chosen:
            asked = PrintCourtDays(calendar=line.id, year=year)
            self.desk.ask(asked, self, partial(self._write, Path(chosen)), self._refuse)

    def import_days(self) -> None:
        """Open the form that takes a file in."""
        line = self._line()
        if line is not None and self._may_edit:
            names = [(each.id, each.title) for each in self._lines]
            open_import(self.frame, names, line.id)

    def _head(self) -> Any:  # noqa: ANN401  a layout
        later = icon_button(Icon.CHEVRON_RIGHT, _("Next year (Page Down)"), partial(self._step, 1))
        earlier = icon_button(
            Icon.CHEVRON_LEFT, _("Year before (Page Up)"), partial(self._step, -1)
        )
        self._add = Button(_("Enter day…"), self.add, icon=Icon.PLUS, small=True, keys="N")
        self._import = Button(_("Import…"), self.import_days, icon=Icon.DOWNLOAD, small=True)
        self._make = Button(_("New calendar…"), self.make_calendar, small=True)
        for button in (self._add, self._import, self._make):
            hide_unless(button, self._may_edit)
        margins = (metrics.PAGE_MARGIN, 14, 14, 12)
        parts = (self.which, earlier, self.year, later, None, self._make, self._import, self._add)
        return row(*parts, margins=margins)

    def _side(self) -> ScrollPage:
        self._day_head = strong("", wrap=True)
        self._day_chip = Chip("")
        self._day_facts = Facts(label_width=92)
        self._day_text = PlainLabel(wrap=True, selectable=True)
        self._change = Button(_("Change…"), self.change, icon=Icon.PENCIL)
        self._strike = Button(_("Strike out…"), self.strike, icon=Icon.CIRCLE_SLASH, keys="S")
        self._remove = Button(_("Take out…"), self.remove, icon=Icon.TRASH_2, keys="Del")
        buttons = row(self._change, self._strike, self._remove, None, spacing=8)
        self._day_card = Card(
            self._day_head,
            row(self._day_chip, None),
            self._day_facts,
            self._day_text,
            holding(buttons),
        )
        self._day_card.hide()
        self._calendar_head = strong("", wrap=True)
        self._in_use = Chip("")
        self._in_use.show_spec(_IN_USE)
        self._calendar_facts = Facts(label_width=92)
        self._calendar_text = PlainLabel(wrap=True, selectable=True)
        self._choose = Button(_("Count by this calendar"), self.choose_calendar, icon=Icon.CHECK)
        keep = Button(_("Save as file…"), self.save, icon=Icon.SAVE)
        paper = Button(_("Year as PDF…"), self.print, icon=Icon.PRINTER)
        hide_unless(paper, self.desk.may(PrintCourtDays))
        self._change_own = Button(_("Change…"), self.change_calendar, icon=Icon.PENCIL)
        self._remove_own = Button(_("Remove"), self.remove_calendar, icon=Icon.TRASH_2)
        own = row(self._change_own, self._remove_own, None, spacing=8)
        self._removed_head = strong(_("Taken out"))
        self._removed = RowList(_("Days that were taken out"), ())
        card = Card(
            self._calendar_head,
            row(self._in_use, None),
            self._calendar_facts,
            self._calendar_text,
            column(
                holding(row(self._choose, None)),
                holding(row(keep, paper, None)),
                holding(own),
                spacing=8,
            ),
            self._removed_head,
            self._removed,
        )
        side = ScrollPage(self._day_card, card, None)
        side.setMinimumWidth(_SIDE_WIDTH)
        return side

    def _line(self) -> CalendarLine | None:
        return next((line for line in self._lines if line.id == self.which.value()), None)

    def _day(self) -> CalendarDay | None:
        day: CalendarDay | None = self.table.current_row()
        return day

    def _shipped(self) -> list[tuple[str, str]]:
        return [(line.id, line.title) for line in self._lines if line.own is None]

    def _show_calendars(self, lines: tuple[CalendarLine, ...]) -> None:
        is_first = not self._lines
        self._lines = lines
        self.which.set_options([(line.id, line.title) for line in lines])
        if is_first:
            self.which.set_value(next((line.id for line in lines if line.is_chosen), None))
        if self._made in {line.id for line in lines}:
            self.which.set_value(self._made)
            self._made = ""
        self._turn()

    def _turn(self) -> None:
        """Offer the years of the calendar in front, and stay in the one that is shown."""
        line = self._line()
        if line is None:
            return
        shown = self.year.value() or courthouse.today().year
        blocked = self.year.blockSignals(True)
        years = range(line.first.year, line.last.year + 1)
        self.year.set_options([(year, str(year)) for year in years])
        self.year.set_value(min(max(shown, line.first.year), line.last.year))
        self.year.blockSignals(blocked)
        self._show_calendar(line)
        self._ask_days()

    def _step(self, years: int) -> None:
        line, year = self._line(), self.year.value()
        if line is not None and year is not None:
            self.year.set_value(min(max(year + years, line.first.year), line.last.year))

    def _ask_days(self) -> None:
        line, year = self._line(), self.year.value()
        if line is None or year is None:
            return
        self._asked += 1
        days = CalendarDays(calendar=line.id, first=date(year, 1, 1), last=date(year, 12, 31))
        self.desk.ask(days, self, partial(self._show_days, self._asked))
        removed = RemovedCourtDays(calendar=line.id)
        self.desk.ask(removed, self, partial(self._show_removed, self._asked))

    def _show_days(self, asked: int, days: tuple[CalendarDay, ...]) -> None:
        if asked == self._asked:
            self.table.table.set_rows(days)
            self._show_chosen()

    def _show_removed(self, asked: int, removed: tuple[CourtDayRemoval, ...]) -> None:
        if asked != self._asked:
            return
        rows = [
            ListRow(
                each.id,
                f"{wording.full_day(each.on)}: {each.name}"[:160],
                f"{each.removed_by}: {each.reason}"[:300],
            )
            for each in removed[:_REMOVED_SHOWN]
        ]
        self._removed.set_rows(rows)
        self._removed.setVisible(bool(rows))
        self._removed_head.setVisible(bool(rows))

    def _show_chosen(self, _key: object = None) -> None:
        day = self._day()
        self._day_card.setVisible(day is not None)
        if day is None:
            return
        is_own = day.entry is not None and not day.is_below
        self._day_head.setText(day.name[:160])
        self._day_chip.show_spec(day_chip(day))
        self._day_facts.set_facts(day_facts(day))
        self._day_text.setText(day_text(day))
        self._day_text.setVisible(bool(day_text(day)))
        self._change.setVisible(is_own and self._may_edit)
        self._remove.setVisible(is_own and self._may_edit)
        self._strike.setVisible(day.holiday is not None and not is_own and self._may_edit)

    def _show_calendar(self, line: CalendarLine) -> None:
        is_own = line.own is not None and self._may_edit
        self._calendar_head.setText(line.title)
        self._in_use.setVisible(line.is_chosen)
        self._choose.setVisible(not line.is_chosen and self._may_edit)
        self._calendar_facts.set_facts(calendar_facts(line))
        self._calendar_text.setText(calendar_text(line))
        self._calendar_text.setVisible(bool(calendar_text(line)))
        self._change_own.setVisible(is_own)
        self._remove_own.setVisible(is_own)

    def _open(self, form: FormDialog, words: str) -> None:
        form.committed.connect(partial(self._say, words))
        form.open()

    def _go_to_made(self, made: OfficeCalendar) -> None:
        """Bring a new calendar to the front, so that the next day entered is one of its days."""
        self._made = made.code
        self.refresh()

    def _go_to_day(self, entered: tuple[CourtDay, ...]) -> None:
        """Stand on the first day that was entered, in whichever year it lies."""
        self.year.set_value(entered[0].on.year)
        self.table.pick(entered[0].on)

    def _say(self, words: str, _value: object) -> None:
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)

    def _write(self, to: Path, paper: Any) -> None:  # noqa: ANN401  a `Paper` of the printing layer
        try:
            save_paper(paper.pdf, to, overwrite=True)
        except DossierError as error:
            self._refuse(error)
        else:
            self.frame.tell(_("Saved as {path}.").format(path=to.name))

    def _say_saved(self, saved: SavedCalendar) -> None:
        words = _("Saved as {path}.") if saved.has_rules else _("Saved day by day as {path}.")
        self.frame.tell(words.format(path=saved.path))

    def _refuse(self, error: DossierError) -> None:
        self.frame.tell(sentence(error), tone=Tone.WARN)


def _key(day: CalendarDay) -> date:
    return day.on
