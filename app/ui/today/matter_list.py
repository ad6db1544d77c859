"""The list by consequence: Enter opens a matter, A acknowledges and S snoozes its reminder."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.reminders import SubjectKind
from app.domain.tasks import Task, TaskId
from app.domain.today import Consequence, DayAtOffice, Matter
from app.i18n import _, matters, ngettext
from app.services.reminders import AcknowledgeReminder
from app.services.tasks import CompleteTask
from app.ui.case_tab import CasePlace
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame, Section
from app.ui.reminding import ReminderAnswers
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone
from app.ui.today.figures import Figure
from app.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    EmptyState,
    SectionHeader,
    holding,
    link,
    row,
    secondary,
)

SHORT = 8
"""Rows shown before the user asks for all of them."""

_LOOKS: dict[Consequence, tuple[Tone, Icon]] = {
    Consequence.OVERDUE: (Tone.DANGER, Icon.TRIANGLE_ALERT),
    Consequence.CLOCK: (Tone.DANGER, Icon.TIMER),
    Consequence.FILE_DAMAGED: (Tone.DANGER, Icon.FILE_WARNING),
    Consequence.HEARING: (Tone.WARN, Icon.GAVEL),
    Consequence.DUE_TODAY: (Tone.WARN, Icon.FILE_TEXT),
    Consequence.CONTACT_OWED: (Tone.VICTIM, Icon.PHONE),
    Consequence.EVIDENCE_LATE: (Tone.WARN, Icon.PACKAGE_SEARCH),
    Consequence.EVIDENCE_REVIEW: (Tone.NEUTRAL, Icon.ARCHIVE),
    Consequence.NO_NEXT_DATE: (Tone.NEUTRAL, Icon.CIRCLE_QUESTION_MARK),
}
_TABS: dict[SubjectKind, str] = {
    SubjectKind.DEADLINE: "deadlines",
    SubjectKind.HEARING: "deadlines",
    SubjectKind.TASK: "tasks",
    SubjectKind.EVIDENCE: "evidence",
    SubjectKind.CLOCK: "clocks",
    SubjectKind.DISCLOSURE: "disclosure",
}


class _Matters(RowTable):
    """The rows; until the day is known an empty list says nothing."""

    is_known = False

    @property
    def has_answer(self) -> bool:
        """Whether the day is known."""
        return self.is_known


class MatterList(Card):
    """The day's matters in a card, as long as they are few."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(padding=0, spacing=0)
        self._frame = frame
        self._desk = frame.desk
        self._day: DayAtOffice | None = None
        self._figure: Figure | None = None
        self._is_long = False
        self._model = _Matters(self._columns(), key=_key)
        self.table = DataTable(
            _("By consequence"), self._model, empty=self._empty(), fits_rows=True, header=False
        )
        self.table.opened.connect(self._open)
        self.table.acted.connect(self._act)
        self._acknowledge = Button(_("Acknowledge"), self.acknowledge, keys="A", small=True)
        self._snooze = Button(_("Snooze"), self.snooze, keys="S", small=True)
        self._answers = ReminderAnswers(frame, self, self._snooze)
        self._everything = link(_("Show all"), self.show_everything)
        self._everything.hide()
        heading = SectionHeader(
            _("By consequence"),
            _("most urgent first"),
            self._everything,
            Button(_("Open"), self._open_current, keys="Enter", small=True),
            self._acknowledge,
            self._snooze,
            margins=(14, 10, 12, 10),
        )
        self._heading = heading
        self._more = link("", self.show_long)
        self._hidden = secondary("")
        self._foot = holding(row(self._more, self._hidden, None, margins=(10, 6, 12, 8)))
        self._foot.hide()
        body = self.body()
        for part in (heading, self.table, self._foot):
            body.addWidget(part)
        self._listen()

    def show_day(self, day: DayAtOffice) -> None:
        """Show the matters of a day; what was narrowed stays narrow."""
        self._day = day
        self._model.is_known = True
        self._put_rows()

    def show_only(self, figure: Figure) -> None:
        """Narrow the list to what a figure counts."""
        self._figure = figure
        self._put_rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_everything(self) -> None:
        """Take the narrowing back."""
        self._figure = None
        self._put_rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_long(self) -> None:
        """Show all rows, however many."""
        self._is_long = True
        self._put_rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def acknowledge(self) -> None:
        """Answer for the reminder of the current matter."""
        matter = self._current_ringing()
        if matter is not None and matter.reminder is not None:
            self._answers.acknowledge(matter.reminder)

    def snooze(self) -> None:
        """Offer to put the reminder of the current matter off."""
        matter = self._current_ringing()
        if matter is not None and matter.reminder is not None:
            self._answers.snooze(matter.reminder)

    def _listen(self) -> None:
        may_answer = self._desk.may(AcknowledgeReminder)
        self._acknowledge.setVisible(may_answer)
        self._snooze.setVisible(may_answer)
        if not may_answer:
            return
        keys_on(self.table, self.acknowledge, "A")
        keys_on(self.table, self.snooze, "S")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("When"), self._chip_words, width=168, chip=self._chip),
            Column(_("What"), self._what, width=200, stretch=3, strong=True),
            Column(_("Case"), _number, width=112, quiet=True),
            Column(_("Title"), _title, width=120, stretch=1),
            Column(_("About"), matters.detail, width=170, stretch=4, quiet=True, gives_way=1),
            Column("", _no_words, width=116, action=self._verb),
        )

    def _put_rows(self) -> None:
        if self._day is None:
            return
        figure = self._figure
        rows = [m for m in self._day.matters if figure is None or m.consequence in figure.shows]
        shown = rows if self._is_long or len(rows) <= SHORT + 1 else rows[:SHORT]
        self._model.set_rows(shown)
        self._heading.set_remark(figure.words if figure is not None else _("most urgent first"))
        self._everything.setVisible(figure is not None)
        self._show_foot(len(rows) - len(shown))

    def _show_foot(self, cut: int) -> None:
        """Say what is not shown: behind a click, or beyond what a day's list holds."""
        beyond = self._day.hidden if self._day is not None and self._figure is None else 0
        self._more.setVisible(bool(cut))
        self._more.set_label(_("Show {n} more").format(n=cut))
        words = ngettext(
            "{n} matter beyond this list", "{n} matters beyond this list", beyond
        ).format(n=beyond)
        self._hidden.setVisible(bool(beyond))
        self._hidden.setText(words)
        self._foot.setVisible(bool(cut or beyond))

    def _current_ringing(self) -> Matter | None:
        """Return the current matter, or say why it has nothing to answer."""
        matter: Matter | None = self.table.current_row()
        if matter is not None and matter.reminder is None:
            self._frame.tell(_("No reminder of this is due now."), tone=Tone.NEUTRAL)
            return None
        return matter

    def _open_current(self) -> None:
        if self.table.current_key() is not None:
            self._open(self.table.current_key())

    def _open(self, key: object) -> None:
        matter: Matter | None = self.table.current_row()
        if matter is not None and _key(matter) == key:
            self._frame.go(Section.CASES, place_of(matter))

    def _act(self, key: object) -> None:
        matter = next((m for m in self._rows() if _key(m) == key), None)
        if matter is None:
            return
        if self._can_be_ticked(matter):
            self._desk.do(CompleteTask(task=TaskId(matter.id)), self, self._say_done)
        else:
            self._frame.go(Section.CASES, place_of(matter))

    def _rows(self) -> tuple[Matter, ...]:
        return self._day.matters if self._day is not None else ()

    def _say_done(self, task: Task) -> None:
        self._frame.tell(
            _("Done: {title}").format(title=task.title), action=_("Undo"), press=self._frame.undo
        )

    def _can_be_ticked(self, matter: Matter) -> bool:
        """Whether it is a task; a contact is logged first, with what came of it."""
        is_task = matter.subject is SubjectKind.TASK
        is_contact = matter.consequence is Consequence.CONTACT_OWED
        return is_task and not is_contact and self._desk.may(CompleteTask)

    def _verb(self, matter: Matter) -> str:
        if matter.consequence is Consequence.CONTACT_OWED:
            return _("Log contact")
        return _("Done") if self._can_be_ticked(matter) else _("Open")

    def _chip(self, matter: Matter) -> ChipSpec:
        tone, icon = _LOOKS[matter.consequence]
        return ChipSpec(self._chip_words(matter), tone, icon)

    def _chip_words(self, matter: Matter) -> str:
        return matters.chip(matter, self._today())

    def _what(self, matter: Matter) -> str:
        return matters.what(matter, self._today())

    def _today(self) -> date:
        return self._day.today if self._day is not None else date.min

    def _empty(self) -> QWidget:
        return EmptyState(
            Icon.SUN,
            _("Nothing needs you today."),
            _("Open the cases"),
            self._open_cases,
            "Ctrl 2",
        )

    def _open_cases(self) -> None:
        self._frame.go(Section.CASES)


def place_of(matter: Matter) -> CasePlace:
    """Return where in its case a matter is dealt with."""
    if matter.consequence is Consequence.CONTACT_OWED:
        return CasePlace(matter.case, "victims")
    if matter.subject is None:
        return CasePlace(matter.case, "overview")
    return CasePlace(matter.case, _TABS[matter.subject], matter.id)


def _key(matter: Matter) -> object:
    """A case may stand in the list on its own account, beside its deadlines."""
    return matter.consequence, matter.id


def _number(matter: Matter) -> str:
    return matter.number


def _title(matter: Matter) -> str:
    return matter.title


def _no_words(_matter: Matter) -> str:
    return ""
