"""Screens of hearings: another day with its ripple, results, the docket of a full morning."""

from datetime import date, time, timedelta

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseFilter, CaseId, CaseSort
from app.domain.errors import Refused
from app.domain.hearings import TRIAL_KINDS, ContinuedBy, Hearing, HearingStatus
from app.services.cases import CasesPage
from app.services.clocks import OfficeClocks
from app.services.courtrooms import AddCourtroom
from app.services.deadlines import CaseDates
from app.services.hearings import ContinueHearing, Docket, ResultHearing, SetHearing
from app.services.witnesses import CaseWitnesses, IssueSubpoena, RecordService
from app.ui.another_day import AnotherDayForm
from app.ui.docket.page import DocketPage
from app.ui.hearing_forms import SetHearingForm
from app.ui.page import Section
from app.ui.result_form import ResultForm
from tests.screenshots.stage import Scene, Stage

_MORNING = 60
_BUSY_COURT = "Superior Court of California, County of Riverside"


def _busy_hearing(stage: Stage) -> Hearing:
    """Return a trial on which much hangs, in a case whose speedy-trial clock runs."""
    line = stage.office.ask(OfficeClocks()).rows[0]
    case, today = line.case, stage.office.ask(CaseDates(line.case)).today
    hearing = _trial(stage, case, today + timedelta(days=19))
    for number, view in enumerate(stage.office.ask(CaseWitnesses(case)).witnesses):
        try:
            order = IssueSubpoena(witness=view.party.id, hearing=hearing.id)
            issued = stage.office.do(order).value
        except Refused:
            continue
        if number % 2:
            stage.office.do(RecordService(subpoena=issued.id))
    return hearing


def _trial(stage: Stage, case: CaseId, on: date) -> Hearing:
    for line in stage.office.ask(CaseDates(case)).hearings:
        if line.hearing.status is HearingStatus.SET and line.hearing.kind in TRIAL_KINDS:
            return line.hearing
    return stage.office.do(
        SetHearing(case=case, kind="JT", on=on, clock=time(9), minutes=480, courtroom="Dept 4")
    ).value


def _set(stage: Stage, case: CaseId, on: date, hour: int, minute: int = 0) -> Hearing:
    command = SetHearing(
        case=case,
        kind=("ARR", "STATUS", "PTC", "MOT-SUPP", "SENT")[minute % 5],
        on=on,
        clock=time(hour, minute),
        court=_BUSY_COURT,
        courtroom=f"Dept {4 + minute % 3}",
        judge=("Hon. Okafor", "Hon. Lindqvist-Abernathy", "Hon. Lee")[minute % 3],
        attorney=stage.office.actor.user,
    )
    return stage.office.do(command).value


def _form(stage: Stage, *, is_continuance: bool) -> QWidget:
    hearing = _busy_hearing(stage)
    to = hearing.on + timedelta(days=28)
    form = AnotherDayForm(stage.shell, hearing, to, is_continuance=is_continuance)
    form.open()
    stage.settle()
    _wait_for_list(stage, form)
    return form


def _wait_for_list(stage: Stage, form: AnotherDayForm) -> None:
    for _turn in range(100):
        if form._listed is not None:
            break
        stage.settle()
    stage.settle()


def _continue(stage: Stage) -> QWidget:
    form = _form(stage, is_continuance=True)
    assert isinstance(form, AnotherDayForm)
    form._terms._excludable.content.set_value(True)  # type: ignore[attr-defined]  # a choice
    stage.settle()
    return form


def _move(stage: Stage) -> QWidget:
    return _form(stage, is_continuance=False)


def _docket(stage: Stage) -> None:
    """Sixty hearings this morning, some with their result."""
    office = stage.office
    today = office.ask(Docket()).today
    docket = office.ask(Docket())
    if len(docket.lines) < _MORNING:
        cases = office.ask(CasesPage(which=CaseFilter(), sort=CaseSort.NUMBER)).rows
        for number in range(_MORNING):
            _set(stage, cases[number % len(cases)].case, today, 8 + number // 20, number % 20 * 3)
        for line in office.ask(Docket()).lines[:7]:
            if line.is_open:
                office.do(ResultHearing(hearing=line.hearing.id, result="HELD"))
    page = stage.go(Section.DOCKET)
    assert isinstance(page, DocketPage)
    stage.settle()
    line = next(each for each in office.ask(Docket()).lines if each.is_open)
    page.table.pick(line.id)
    page.table.setFocus()


def _result(stage: Stage) -> QWidget:
    _docket(stage)
    line = next(each for each in stage.office.ask(Docket()).lines if each.is_open)
    form = ResultForm(stage.shell, line.hearing, line.what, "HELD", True)
    form.open()
    stage.settle()
    form._next_on.content.set_day(line.hearing.on + timedelta(days=21))  # type: ignore[attr-defined]
    form._look()
    return form


def _setting(stage: Stage) -> QWidget:
    _docket(stage)
    _add_room(stage, _BUSY_COURT)
    form = SetHearingForm(stage.shell, None, stage.office.ask(Docket()).today)
    form.open()
    form._fields._lines["courtroom"].content.set_value("Dept 4")  # type: ignore[attr-defined]
    form._fields._lines["court"].content.set_value(_BUSY_COURT)  # type: ignore[attr-defined]
    stage.settle()
    return form


def _add_room(stage: Stage, court: str) -> None:
    for room, judge, capacity in (("Dept 4", "Hon. Okafor", 12), ("Dept 5", "Hon. Lee", 0)):
        try:
            command = AddCourtroom(court=court, room=room, judge=judge, capacity=capacity)
            stage.office.do(command)
        except Refused:
            continue


def _rooms(stage: Stage) -> None:
    stage.go(Section.SETTINGS, "courtrooms")


def _reports(stage: Stage) -> None:
    """Trial-date certainty over a few trials of the past year."""
    office = stage.office
    today = office.ask(Docket()).today
    cases = office.ask(CasesPage(which=CaseFilter(), sort=CaseSort.NUMBER)).rows[:6]
    for number, line in enumerate(cases):
        hearing = _trial(stage, line.case, today - timedelta(days=120 + number))
        if hearing.on >= today:
            continue
        for step in range(number % 3):
            office.do(
                ContinueHearing(
                    hearing=hearing.id,
                    on=hearing.on + timedelta(days=28),
                    clock=time(9),
                    by=(ContinuedBy.DEFENSE, ContinuedBy.COURT)[step % 2],
                    code=("LAB", "CONGESTION", "")[number % 3],
                    reason="On the record",
                )
            )
            dates = office.ask(CaseDates(line.case)).hearings
            hearing = next(each.hearing for each in dates if each.hearing.continues == hearing.id)
        if hearing.on <= today and hearing.status is HearingStatus.SET:
            office.do(ResultHearing(hearing=hearing.id, result="HELD"))
    stage.go(Section.REPORTS)


HEARING_SCENES: dict[str, Scene] = {
    "continue-hearing": _continue,
    "move-hearing": _move,
    "docket": _docket,
    "result-of-hearing": _result,
    "set-hearing-full-room": _setting,
    "courtrooms": _rooms,
    "reports": _reports,
}
