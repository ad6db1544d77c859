"""Screens of the office's days: every view, a filter, an empty office's and a very full day."""

from datetime import date, time, timedelta

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.calendar import EntryFilter, EntryKind
from app.domain.cases import CaseId
from app.services.calendar import CalendarRange
from app.services.cases import CasesPage, OpenCase
from app.services.deadlines import AddDeadline
from app.services.hearings import SetHearing
from app.services.tasks import AddTask
from app.ui.calendar.moving import ask_to_move
from app.ui.calendar.page import CalendarPage
from app.ui.hearing_forms import set_hearing
from app.ui.page import Section
from tests.screenshots.stage import Scene, Stage

_FULL_DAY = date(2027, 3, 3)
_FULL = 60
_LONG = "An unusually long description of what has to be done before the clerk closes " * 4


def _page(stage: Stage, mode: str, day: date | None = None) -> CalendarPage:
    page = stage.go(Section.CALENDAR)
    assert isinstance(page, CalendarPage)
    page._filter.clear()
    page._show_mode(mode)
    if day is not None:
        page._go_to(day)
    stage.settle()
    return page


def _mode(mode: str) -> Scene:
    def scene(stage: Stage) -> None:
        _page(stage, mode, _busy_day(stage) if mode in {"week", "day"} else None)

    return scene


def _busy_day(stage: Stage) -> date:
    span = stage.office.ask(CalendarRange())
    return max(span.counts, key=lambda day: (span.counts[day], day))


def _filtered(stage: Stage) -> None:
    page = _page(stage, "month")
    page._filter._take(EntryFilter(person=stage.office.actor.user, courtroom="Dept 4"))


def _filter_panel(stage: Stage) -> QWidget:
    page = _page(stage, "month")
    page._ask_choices()
    stage.settle()
    return QApplication.activePopupWidget() or stage.shell


def _fill(stage: Stage) -> None:
    """Sixty entries on one day, forty of them hearings before noon, and the longest texts."""
    if stage.office.ask(CalendarRange(first=_FULL_DAY, last=_FULL_DAY)).entries:
        return
    case = CaseId(stage.office.ask(CasesPage()).rows[0].case)
    long = stage.office.do(OpenCase(title=f"State v. {_LONG}")).value
    for n in range(_FULL - 20):
        stage.office.do(
            SetHearing(
                case=case,
                kind="ARR",
                on=_FULL_DAY,
                clock=time(8 + n // 10, (n % 4) * 15),
                minutes=15 + 15 * (n % 3),
                courtroom=f"Dept {n % 7}",
            )
        )
    for _ in range(10):
        stage.office.do(AddDeadline(case=long.id, title=_LONG, due_on=_FULL_DAY))
        stage.office.do(AddTask(case=long.id, title=_LONG, due_on=_FULL_DAY))


def _full(mode: str) -> Scene:
    def scene(stage: Stage) -> None:
        _fill(stage)
        _page(stage, mode, _FULL_DAY)

    return scene


def _nothing(mode: str) -> Scene:
    def scene(stage: Stage) -> None:
        _page(stage, mode, date(2031, 5, 7))

    return scene


def _move(stage: Stage) -> QWidget:
    page = _page(stage, "month")
    span = stage.office.ask(CalendarRange())
    entry = next(each for each in span.entries if each.can_move and each.clock)
    ask_to_move(stage.shell, entry, entry.on + timedelta(days=2))
    stage.settle()
    del page
    return QApplication.activeModalWidget() or stage.shell


def _set_hearing(stage: Stage) -> QWidget:
    _page(stage, "month")
    set_hearing(stage.shell, None, _busy_day(stage))
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _card(stage: Stage) -> QWidget:
    page = _page(stage, "month")
    span = stage.office.ask(CalendarRange())
    entry = next(each for each in span.entries if each.is_computed and not each.is_done)
    page._propose(entry)
    stage.settle()
    return QApplication.activePopupWidget() or stage.shell


def _owed(stage: Stage) -> QWidget:
    """The card of a day by which disclosure is owed."""
    page = _page(stage, "month")
    span = stage.office.ask(CalendarRange())
    entry = next(each for each in span.entries if each.kind is EntryKind.DISCLOSURE)
    page._propose(entry)
    stage.settle()
    return QApplication.activePopupWidget() or stage.shell


def _print(stage: Stage) -> QWidget:
    page = _page(stage, "month")
    page._print()
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


CALENDAR_SCENES: dict[str, Scene] = {
    "calendar-week": _mode("week"),
    "calendar-work-week": _mode("work week"),
    "calendar-day": _mode("day"),
    "calendar-filtered": _filtered,
    "calendar-filter": _filter_panel,
    "calendar-empty-month": _nothing("month"),
    "calendar-empty-week": _nothing("week"),
    "calendar-empty-day": _nothing("day"),
    "calendar-card": _card,
    "calendar-owed": _owed,
    "calendar-move": _move,
    "calendar-print": _print,
    "calendar-set-hearing": _set_hearing,
    "calendar-full-month": _full("month"),
    "calendar-full-week": _full("week"),
    "calendar-full-day": _full("day"),
}
