"""Screens of court calendars: a year with the office's own days, the forms, and a file."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.court_days import CourtDayKind
from app.services.court_calendars import AddCourtDays, CalendarDays, NewCourtDay, PreviewHolidays
from app.ui.court_calendars.importing import HolidayReportDialog, ImportHolidaysForm
from app.ui.court_calendars.tab import CourtCalendarsTab
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage

_FILE = Path(__file__).resolve().parents[1] / "interchange" / "holidays" / "county.csv"
_ENTERED = (
    NewCourtDay(
        on=date(2026, 4, 17),
        name="Courthouse closed: burst pipe",
        kind=CourtDayKind.CLOSURE,
        source="Administrative order 26-14",
    ),
    NewCourtDay(
        on=date(2026, 8, 14),
        name="E-filing down all day",
        kind=CourtDayKind.INACCESSIBLE,
        source="Notice of the clerk, 14 Aug 2026",
    ),
    NewCourtDay(
        on=date(2026, 10, 12),
        name="Columbus Day: open",
        kind=CourtDayKind.OPEN,
        source="General order 441",
    ),
    NewCourtDay(
        on=date(2026, 12, 24),
        name="Christmas Eve",
        kind=CourtDayKind.DECLARED,
        source="Executive order of 18 Dec 2026",
    ),
)


def _tab(stage: Stage) -> CourtCalendarsTab:
    page = stage.go(Section.SETTINGS, "calendars")
    tab = page.tabs.page("calendars")  # type: ignore[attr-defined]  # the Settings' own page
    assert isinstance(tab, CourtCalendarsTab)
    stage.settle()
    return tab


def _year(stage: Stage) -> None:
    """A year with what the office entered, a struck holiday in front."""
    there = stage.office.ask(
        CalendarDays(calendar="US-FED", first=date(2026, 4, 17), last=date(2026, 4, 17))
    )
    if not there:
        stage.office.do(AddCourtDays(calendar="US-FED", days=_ENTERED))
    tab = _tab(stage)
    tab.refresh()
    stage.settle()
    tab.which.set_value("US-FED")
    tab.year.set_value(2026)
    stage.settle()
    tab.table.pick(date(2026, 10, 12))
    stage.settle()


def _california(stage: Stage) -> None:
    tab = _tab(stage)
    tab.which.set_value("CA-courts")
    tab.year.set_value(2021)
    stage.settle()
    tab.table.pick(date(2021, 10, 11))
    stage.settle()


def _texas(stage: Stage) -> None:
    """Days that a court may treat as holidays, one of them in front."""
    tab = _tab(stage)
    tab.which.set_value("TX-courts")
    tab.year.set_value(2026)
    stage.settle()
    tab.table.pick(date(2026, 12, 24))
    stage.settle()


def _entering(stage: Stage) -> QWidget:
    tab = _tab(stage)
    tab.add()
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _file(stage: Stage) -> QWidget:
    _tab(stage)
    form = ImportHolidaysForm(stage.shell, [("US-FED", "Federal courts")], "US-FED")
    form.choose(str(_FILE))
    form.open()
    stage.settle()
    return form


def _report(stage: Stage) -> QWidget:
    _tab(stage)
    report = stage.office.ask(PreviewHolidays(path=_FILE, calendar="US-FED"))
    dialog = HolidayReportDialog(report, stage.shell, is_rehearsal=True)
    dialog.open()
    stage.settle()
    return dialog


COURT_CALENDAR_SCENES: dict[str, Scene] = {
    "court-calendar": _year,
    "court-calendar-doubt": _california,
    "court-calendar-perhaps": _texas,
    "court-day": _entering,
    "import-holidays": _file,
    "holidays-in-file": _report,
}
