"""Screens of dates that rules count: from an event, counted again, looked at, with every step."""

from datetime import date

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.cases import CaseId
from app.domain.court_days import CourtDay, CourtDayId
from app.domain.ids import new_id
from app.services.cases import CasesPage
from app.services.deadlines import CaseDates, PlanRecount
from app.services.triggering_events import CaseEvents
from app.ui.case_events import EventCard, RemoveEventForm
from app.ui.case_tab import CasePlace
from app.ui.complete_form import CompleteForm
from app.ui.date_checks import DateChecks
from app.ui.dates_note import DatesNote
from app.ui.deadline_card import DeadlineCard
from app.ui.differing_note import DifferingNote
from app.ui.event_dates import EventDatesForm, add_dates
from app.ui.every_step import show_every_step
from app.ui.page import Section
from app.ui.recount import CaseRecountForm, OfficeRecountForm
from tests.screenshots.stage import Scene, Stage


def _case(stage: Stage) -> CaseId:
    """The case of the demo office with events."""
    for line in stage.office.ask(CasesPage(size=200)).rows:
        if stage.office.ask(CaseEvents(line.case)).lines:
            return line.case
    raise LookupError


def _tab(stage: Stage) -> CaseId:
    case = _case(stage)
    stage.shell.go(Section.CASES, CasePlace(case, "deadlines"))
    stage.settle()
    return case


def _close_a_day(stage: Stage) -> None:
    """Close the court on a day on which something is due."""
    plan = stage.office.ask(PlanRecount(case=_case(stage)))
    on = next(change.becomes for change in plan.rows if change.becomes)
    with stage.office._database.writing(stage.office.actor) as work:
        days = work.court_days.table.c
        if not work.court_days.count(days.on == on):
            work.court_days.add(
                CourtDay(id=CourtDayId(new_id()), calendar="US-FED", on=on, name="Day of mourning")
            )


def _tab_scene(stage: Stage) -> None:
    _tab(stage)


def _dialog(kind: type[QWidget]) -> QWidget:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found[-1]


def _from_event(stage: Stage) -> QWidget:
    case = _tab(stage)
    add_dates(stage.shell, case)
    stage.settle()
    form = _dialog(EventDatesForm)
    assert isinstance(form, EventDatesForm)
    form._event.content.set_value("SENTENCING")  # type: ignore[attr-defined]
    form._on_input.take(date(2027, 6, 14))
    stage.settle()
    form._ask()
    stage.settle()
    return form


def _recount(stage: Stage) -> QWidget:
    _close_a_day(stage)
    form = CaseRecountForm(stage.shell, _tab(stage))
    form.open()
    stage.settle()
    return form


def _recount_office(stage: Stage) -> QWidget:
    _close_a_day(stage)
    form = OfficeRecountForm(stage.shell)
    form.open()
    stage.settle()
    return form


def _checks(stage: Stage) -> QWidget:
    dialog = DateChecks(stage.shell)
    dialog.open()
    stage.settle()
    return dialog


def _card(stage: Stage) -> QWidget:
    case = _tab(stage)
    dates = stage.office.ask(CaseDates(case))
    deadline = next(each for each in dates.deadlines if each.rule is not None)
    card = DeadlineCard(
        *(stage.shell, deadline, dates.today, stage.shell, "State v. Roe"),
        is_own=deadline.id in dates.own,
    )
    card.show_at(stage.shell, stage.shell.rect().center())
    stage.settle()
    return card


def _every_step(stage: Stage) -> QWidget:
    case = _tab(stage)
    dates = stage.office.ask(CaseDates(case))
    deadline = next(each for each in dates.deadlines if each.rule is not None)
    show_every_step(stage.shell, deadline)
    stage.settle()
    return QApplication.activeModalWidget() or stage.shell


def _complete(stage: Stage) -> QWidget:
    case = _tab(stage)
    deadline = stage.office.ask(CaseDates(case)).deadlines[0]
    form = CompleteForm(stage.shell, deadline)
    form.open()
    stage.settle()
    return form


def _event_card(stage: Stage) -> QWidget:
    case = _tab(stage)
    events = stage.office.ask(CaseEvents(case))
    card = EventCard(stage.shell, events.lines[0], events.today, stage.shell)
    card.show_at(stage.shell, stage.shell.rect().center())
    stage.settle()
    return card


def _remove_event(stage: Stage) -> QWidget:
    case = _tab(stage)
    form = RemoveEventForm(stage.shell, stage.office.ask(CaseEvents(case)).lines[0])
    form.open()
    stage.settle()
    return form


def _settings(stage: Stage) -> None:
    _close_a_day(stage)
    stage.shell.go(Section.SETTINGS, "calendars")
    stage.settle()


def _today(stage: Stage) -> None:
    _close_a_day(stage)
    stage.go(Section.TODAY)
    stage.settle()
    for kind in (DatesNote, DifferingNote):
        for note in stage.shell.findChildren(kind):
            note.refresh()
    stage.settle()


DEADLINE_SCENES: dict[str, Scene] = {
    "dates-tab": _tab_scene,
    "dates-from-event": _from_event,
    "dates-card": _card,
    "dates-every-step": _every_step,
    "dates-complete": _complete,
    "dates-event-card": _event_card,
    "dates-remove-event": _remove_event,
    "dates-checks": _checks,
    "dates-recount": _recount,
    "dates-recount-office": _recount_office,
    "dates-settings": _settings,
    "dates-today": _today,
}
