"""The tab of a case with all that is dated in it, and the keys that add a date from anywhere."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint

from app.domain.cases import CaseId
from app.domain.confidence import Confidence
from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.hearings import HearingLine, HearingStatus
from app.i18n import _
from app.i18n.confidence import CONFIDENCE_WORDS
from app.i18n.courthouse import courthouse
from app.services.control_papers import PrintControlSheet
from app.services.deadline_papers import PrintDeadlineSheet
from app.services.deadlines import (
    AddDeadline,
    AddDeadlinesFromEvent,
    CaseDates,
    CheckDeadline,
    CompleteDeadline,
    DatesOfCase,
    RecountDeadlines,
)
from app.services.hearings import SetHearing
from app.services.office import Changes, Command
from app.services.triggering_events import CaseEvents
from app.ui import wording
from app.ui.actions import Action, Menu
from app.ui.case_events import EventList
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.complete_form import complete
from app.ui.control_sheet import open_control_sheet
from app.ui.date_checks import open_checks
from app.ui.dated_card import TAB
from app.ui.dated_look import SEVERITY_WORDS, deadline_chip, hearing_chip
from app.ui.deadline_card import DeadlineCard
from app.ui.deadline_forms import add_deadline
from app.ui.deadline_sheet import open_deadline_sheet
from app.ui.event_dates import add_dates
from app.ui.hearing_card import HearingCard
from app.ui.hearing_forms import set_hearing
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.recount import recount, recount_office
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import metrics
from app.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    EmptyState,
    ScrollPage,
    SectionHeader,
    column,
    hide_unless,
)

_HEADER_MARGINS = (14, 10, 12, 10)


class DatesTab(CaseTabPage):
    """Deadlines and hearings of one case. Enter on a row shows why, and what can be done."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._deadlines = _DeadlineList(frame, case)
        self._hearings = _HearingList(frame, case)
        self._events = EventList(frame, case)
        self._asked = 0
        page = ScrollPage(self._deadlines, self._hearings, self._events, None)
        self.setLayout(column(page))

    def refresh(self) -> None:
        """Ask for the dates of the case."""
        self._asked += 1
        self.desk.ask(CaseDates(CaseId(self.case)), self, partial(self._show, self._asked))
        self.desk.ask(CaseEvents(self.case), self, self._events.show_events)

    def touched_by(self, changes: Changes) -> bool:
        """Only the dates of its own case concern it."""
        dated = changes.touches("deadlines", "hearings", "triggering_events", "users")
        return dated and changes.touches_case(self.case)

    def show_record(self, record: UUID) -> None:
        """Make a deadline or hearing current, now or when it arrives."""
        self._deadlines.table.pick(record)
        self._hearings.table.pick(record)
        self._events.table.pick(record)

    def _show(self, asked: int, dates: DatesOfCase) -> None:
        if asked != self._asked:
            return
        owed = self._deadlines.show_dates(dates)
        ahead = self._hearings.show_dates(dates)
        self.counted.emit(owed + ahead)


class _DeadlineList(Card):
    """What the office owes in the case, the most pressing first."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        self._frame = frame
        self._case = case
        self._today = courthouse.today()
        self._people: dict[UUID, str] = {}
        self._own: frozenset[DeadlineId] = frozenset()
        self._model = RowTable(self._columns())
        nothing = EmptyState(Icon.CALENDAR_CHECK, _("No deadline in this case yet."))
        self.table = _table(_("Deadlines"), self._model, nothing)
        self._header = _header(frame, _("Deadlines"), _("Add deadline"), self._add, AddDeadline)
        super().__init__(self._header, self.table, padding=0, spacing=0)
        self.table.opened.connect(self._open)
        self.table.acted.connect(self._complete)

    def show_dates(self, dates: DatesOfCase) -> int:
        """Show the deadlines and return how many are open."""
        self._today, self._people, self._own = dates.today, dates.people, dates.own
        self._model.set_rows(sorted(dates.deadlines, key=_owed_first))
        owed = sum(each.status is DeadlineStatus.OPEN for each in dates.deadlines)
        self._header.set_remark(_("{n} open").format(n=wording.count(owed)))
        return owed

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Deadline"), _title, 160, stretch=3, strong=True, second=_why),
            Column(_("Due"), self._day, 132),
            Column(_("State"), _no_text, 156, chip=self._chip),
            Column(_("Severity"), _severity, 92, gives_way=2, quiet=True),
            Column(_("Given to"), self._person, 110, gives_way=3, quiet=True),
            Column("", _no_text, 74, action=self._action),
        )

    def _day(self, deadline: Deadline) -> str:
        return wording.day(deadline.due_on, self._today)

    def _chip(self, deadline: Deadline) -> ChipSpec:
        return deadline_chip(deadline, self._today)

    def _person(self, deadline: Deadline) -> str:
        return self._people.get(deadline.assigned_to, "") if deadline.assigned_to else ""

    def _action(self, deadline: Deadline) -> str:
        is_owed = deadline.status is DeadlineStatus.OPEN
        return _("Done") if is_owed and self._frame.desk.may(CompleteDeadline) else ""

    def _add(self) -> None:
        add_deadline(self._frame, self._case)

    def _open(self, _key: object) -> None:
        deadline = self.table.current_row()
        if deadline is not None:
            is_own = deadline.id in self._own
            card = DeadlineCard(self._frame, deadline, self._today, self.table, is_own=is_own)
            card.show_at(self.table.viewport(), _below_current(self.table))

    def _complete(self, key: object) -> None:
        deadline = self.table.current_row()
        if deadline is not None and deadline.id == key and self._action(deadline):
            complete(self._frame, deadline)
            self.table.go_on()


class _HearingList(Card):
    """The case's dates before the court, the next one first."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        self._frame = frame
        self._case = case
        self._today = courthouse.today()
        self._model = RowTable(self._columns(), key=_hearing_id)
        nothing = EmptyState(Icon.GAVEL, _("No hearing in this case yet."))
        self.table = _table(_("Hearings"), self._model, nothing)
        self._header = _header(frame, _("Hearings"), _("Set hearing"), self._set, SetHearing)
        super().__init__(self._header, self.table, padding=0, spacing=0)
        self.table.opened.connect(self._open)

    def show_dates(self, dates: DatesOfCase) -> int:
        """Show the hearings and return how many are still to come or open."""
        self._today = dates.today
        self._model.set_rows(sorted(dates.hearings, key=_standing_first))
        ahead = sum(each.hearing.status is HearingStatus.SET for each in dates.hearings)
        self._header.set_remark(_("{n} set").format(n=wording.count(ahead)))
        return ahead

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Hearing"), _what, 160, stretch=3, strong=True, second=_place),
            Column(_("When"), self._when, 178),
            Column(_("State"), _no_text, 150, chip=self._chip),
            Column(_("Judge"), _judge, 120, gives_way=2, quiet=True),
            Column(_("Covered by"), _attorney, 110, gives_way=3, quiet=True),
        )

    def _when(self, line: HearingLine) -> str:
        hearing = line.hearing
        return f"{wording.day(hearing.on, self._today)} {wording.clock(hearing.local)}"

    def _chip(self, line: HearingLine) -> ChipSpec:
        return hearing_chip(line, self._today)

    def _set(self) -> None:
        set_hearing(self._frame, self._case)

    def _open(self, _key: object) -> None:
        line = self.table.current_row()
        if line is not None:
            card = HearingCard(self._frame, line, self._today, self.table)
            card.show_at(self.table.viewport(), _below_current(self.table))


def _table(name: str, model: RowTable, nothing: EmptyState) -> DataTable:
    return DataTable(name, model, empty=nothing, row_height=metrics.TALL_ROW_HEIGHT, fits_rows=True)


def _header(
    frame: Frame, title: str, verb: str, press: Callable[[], object], needs: type[Command[Any]]
) -> SectionHeader:
    button = Button(verb, press, icon=Icon.PLUS, small=True)
    hide_unless(button, frame.desk.may(needs))
    return SectionHeader(title, "", button, margins=_HEADER_MARGINS)


def _below_current(table: DataTable) -> QPoint:
    return table.visualRect(table.currentIndex()).bottomLeft() + QPoint(12, 4)


def _owed_first(deadline: Deadline) -> tuple[bool, date, UUID]:
    return deadline.status is not DeadlineStatus.OPEN, deadline.due_on, deadline.id


def _standing_first(line: HearingLine) -> tuple[bool, float]:
    """Sort key: what stands by its day, then what is over, the latest first."""
    stands = line.hearing.status is HearingStatus.SET
    seconds = line.hearing.starts_at.timestamp()
    return not stands, seconds if stands else -seconds


def _hearing_id(line: HearingLine) -> UUID:
    return line.hearing.id


def _title(deadline: Deadline) -> str:
    return deadline.title


def _why(deadline: Deadline) -> str:
    if deadline.is_overridden:
        return _("overridden: {reason}").format(reason=deadline.override_reason)
    counted = " ".join(part for part in (deadline.period, deadline.trigger) if part)
    confirm = CONFIDENCE_WORDS[Confidence.CONFIRM].lower() if deadline.is_to_be_confirmed else ""
    return ", ".join(part for part in (confirm, counted, deadline.citation) if part)


def _severity(deadline: Deadline) -> str:
    return SEVERITY_WORDS[deadline.severity]


def _no_text(_row: object) -> str:
    return ""


def _what(line: HearingLine) -> str:
    return line.what


def _place(line: HearingLine) -> str:
    hearing = line.hearing
    return ", ".join(part for part in (hearing.courtroom, hearing.court) if part)


def _judge(line: HearingLine) -> str:
    return line.hearing.judge


def _attorney(line: HearingLine) -> str:
    return line.attorney


def print_deadlines(frame: Frame) -> None:
    """Open the sheet of the case at hand; without one, say so."""
    case = frame.case_at_hand()
    if case is None:
        frame.tell(_("Open a case first."))
    else:
        open_deadline_sheet(frame, case)


def print_control(frame: Frame) -> None:
    """Open the control sheet of the case at hand; without one, say so."""
    case = frame.case_at_hand()
    if case is None:
        frame.tell(_("Open a case first."))
    else:
        open_control_sheet(frame, case)


CASE_TAB = CaseTab(
    TAB,
    _("Dates"),
    Icon.CALENDAR_CLOCK,
    CaseDates,
    DatesTab,
    counts=("deadlines", "hearings"),
    adds=(
        CaseAct(_("Deadline"), Icon.CALENDAR_CLOCK, add_deadline, AddDeadline, "Ctrl Shift D"),
        CaseAct(
            _("Dates from an event"), Icon.FLAG, add_dates, AddDeadlinesFromEvent, "Ctrl Shift R"
        ),
        CaseAct(_("Hearing"), Icon.GAVEL, set_hearing, SetHearing, "Ctrl Shift H"),
    ),
)
ACTIONS = (
    Action(
        "deadline.add",
        _("Add a deadline"),
        Menu.CASE,
        add_deadline,
        "Ctrl+Shift+D",
        Icon.CALENDAR_CLOCK,
        needs=AddDeadline,
        group=2,
    ),
    Action(
        "deadline.from_event",
        _("Add dates from an event"),
        Menu.CASE,
        add_dates,
        "Ctrl+Shift+R",
        Icon.FLAG,
        needs=AddDeadlinesFromEvent,
        group=2,
    ),
    Action(
        "deadline.recount",
        _("Count the dates again"),
        Menu.CASE,
        recount,
        icon=Icon.REFRESH_CW,
        needs=RecountDeadlines,
        group=2,
    ),
    Action(
        "deadline.print",
        _("Print the deadlines"),
        Menu.CASE,
        print_deadlines,
        icon=Icon.PRINTER,
        needs=PrintDeadlineSheet,
        group=2,
    ),
    Action(
        "deadline.control",
        _("Print the control of dates"),
        Menu.CASE,
        print_control,
        icon=Icon.PRINTER,
        needs=PrintControlSheet,
        group=2,
    ),
    Action(
        "deadline.check",
        _("Dates to check"),
        Menu.TOOLS,
        open_checks,
        icon=Icon.SHIELD_CHECK,
        needs=CheckDeadline,
        group=3,
    ),
    Action(
        "deadline.recount_office",
        _("Count all dates again"),
        Menu.TOOLS,
        recount_office,
        icon=Icon.REFRESH_CW,
        needs=RecountDeadlines,
        group=3,
    ),
    Action(
        "hearing.set",
        _("Set a hearing"),
        Menu.CASE,
        set_hearing,
        "Ctrl+Shift+H",
        Icon.GAVEL,
        needs=SetHearing,
        group=2,
    ),
)
