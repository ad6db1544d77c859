"""The tab of a case with what is to do in it: the list, and the chosen task with its checklist."""

from datetime import date
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.tasks import Priority, Task, TaskKind
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.office import Changes
from app.services.reminders import AddReminders
from app.services.tasks import (
    AddTask,
    AmendTask,
    CaseTask,
    CaseTasks,
    CompleteTask,
    ReopenTask,
    TickTask,
)
from app.ui import wording
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.tasks.forms import add_task, edit_task, remind_of
from app.ui.tasks.words import KIND_WORDS, PRIORITY_PHRASES, due_chip, steps_words
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    EmptyState,
    Facts,
    ListRow,
    PlainLabel,
    RowList,
    ScrollPage,
    SectionHeader,
    column,
    holding,
    row,
    strong,
)

_LONGEST_SHOWN = 2_000
"""Characters of a title or note shown in the card; the form holds all of it."""
_FEWEST_ROWS, _MOST_ROWS = 2, 6
"""Rows the list has room for before it scrolls; an empty one holds its sentence."""


class TasksTab(CaseTabPage):
    """Tasks of one case. Space ticks the current one off, Enter changes it."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._today = courthouse.today()
        self._tasks: dict[object, Task] = {}
        self._model = RowTable(self._columns(), key=_key)
        self.table = DataTable(
            _("Tasks"),
            self._model,
            empty=EmptyState(Icon.LIST_TODO, _("Nothing is to do in this case.")),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self.table.setFixedHeight(_height(0))
        self.table.picked.connect(self._show_detail)
        self.table.opened.connect(self._edit)
        self.table.acted.connect(self._act)
        add = Button(_("Add task"), self._add, icon=Icon.PLUS, small=True)
        self._header = SectionHeader(_("Tasks"), "", add, margins=(14, 10, 12, 10))
        add.setVisible(self.desk.may(AddTask))
        self.detail = TaskDetail(frame)
        card = Card(self._header, self.table, padding=0, spacing=0)
        self.setLayout(column(ScrollPage(card, self.detail, None), spacing=0))

    def refresh(self) -> None:
        """Ask for the tasks of the case."""
        self._today = courthouse.today()
        self.desk.ask(CaseTasks(CaseId(self.case)), self, self._show)

    def touched_by(self, changes: Changes) -> bool:
        """Its own case's tasks, and the names of people and victims in them."""
        own = changes.touches_case(self.case) and changes.touches("tasks", "victims")
        return own or changes.touches("users")

    def show_record(self, record: UUID) -> None:
        """Make one task current, now or when it arrives."""
        self.table.pick(record)

    def _show(self, tasks: tuple[CaseTask, ...]) -> None:
        self._tasks = {each.task.id: each.task for each in tasks}
        self._model.set_rows(tasks)
        self.table.setFixedHeight(_height(len(tasks)))
        still_open = sum(not each.task.is_done for each in tasks)
        self._header.set_remark(_("{n} open").format(n=wording.count(still_open)))
        self.counted.emit(still_open)
        self._show_detail(self.table.current_key())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("What"), _title, width=240, stretch=3, strong=True, second=_about, icon=_flag),
            Column(_("State"), _no_words, width=164, chip=self._chip),
            Column(_("Given to"), _assignee, width=120, stretch=1, quiet=True, gives_way=1),
            Column("", _no_words, width=92, action=self._verb),
        )

    def _chip(self, shown: CaseTask) -> ChipSpec:
        return due_chip(shown.task, self._today)

    def _verb(self, shown: CaseTask) -> str:
        if not self.desk.may(CompleteTask):
            return ""
        return _("Reopen") if shown.task.is_done else _("Done")

    def _show_detail(self, _picked: object) -> None:
        shown: CaseTask | None = self.table.current_row()
        self.detail.show_task(shown, self._today)

    def _add(self) -> None:
        add_task(self.frame, self.case)

    def _edit(self, _opened: object) -> None:
        self.detail.edit()

    def _act(self, key: object) -> None:
        task = self._tasks.get(key)
        if task is not None and self.desk.may(CompleteTask):
            toggle(self.frame, self, task)


class TaskDetail(Card):
    """The chosen task in full, with its checklist to tick."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._shown: Task | None = None
        self._title = strong("", wrap=True)
        self._facts = Facts()
        self.steps = RowList(_("Checklist"))
        self.steps.acted.connect(self._tick)
        self.steps.opened.connect(self._tick)
        self._note = PlainLabel("", wrap=True, selectable=True)
        self._toggle = Button(_("Done"), self._complete_or_reopen, icon=Icon.CHECK, small=True)
        self._edit = Button(_("Change"), self.edit, icon=Icon.PENCIL, small=True, keys="Enter")
        self._remind = Button(_("Remind"), self._set_reminders, icon=Icon.BELL, small=True)
        buttons = holding(row(self._toggle, self._edit, self._remind, None))
        super().__init__(self._title, self._facts, self.steps, self._note, buttons)
        self.hide()

    def show_task(self, shown: CaseTask | None, today: date) -> None:
        """Show a task, or nothing."""
        self.setVisible(shown is not None)
        self._shown = shown.task if shown is not None else None
        if shown is None:
            return
        task = shown.task
        self._title.setText(_shortened(task.title))
        self._facts.set_facts(_facts(shown, today))
        self.steps.set_rows(_rows(task, can_tick=self._frame.desk.may(TickTask)))
        self.steps.setVisible(bool(task.checklist))
        self._note.setText(_shortened(task.note))
        self._note.setVisible(bool(task.note))
        self._show_buttons(task)

    def edit(self) -> None:
        """Open the form on the task shown."""
        if self._shown is not None and self._frame.desk.may(AmendTask):
            edit_task(self._frame, self._shown)

    def _show_buttons(self, task: Task) -> None:
        desk = self._frame.desk
        self._toggle.set_label(_("Reopen") if task.is_done else _("Done"))
        self._toggle.setVisible(desk.may(CompleteTask))
        self._edit.setVisible(desk.may(AmendTask))
        can_ring = task.due_on is not None and not task.is_done
        self._remind.setVisible(can_ring and desk.may(AddReminders))

    def _complete_or_reopen(self) -> None:
        if self._shown is not None:
            toggle(self._frame, self, self._shown)

    def _set_reminders(self) -> None:
        if self._shown is not None:
            remind_of(self._frame, self._shown)

    def _tick(self, position: object) -> None:
        task = self._shown
        if task is None or not isinstance(position, int) or not self._frame.desk.may(TickTask):
            return
        done = not task.steps[position].is_done
        self._frame.desk.do(TickTask(task=task.id, step=position, done=done), self)


def toggle(frame: Frame, owner: TasksTab | TaskDetail, task: Task) -> None:
    """Tick a task off, or put it back on the list."""
    command = ReopenTask(task=task.id) if task.is_done else CompleteTask(task=task.id)
    words = _("Open again: {title}") if task.is_done else _("Done: {title}")

    def say(_value: object) -> None:
        frame.tell(words.format(title=task.title), action=_("Undo"), press=frame.undo)

    frame.desk.do(command, owner, say)


def _height(rows: int) -> int:
    """Return the height of the list; beyond some rows it scrolls, so that the card stays near."""
    header = metrics.ROW_HEIGHT
    return header + metrics.TALL_ROW_HEIGHT * min(max(rows, _FEWEST_ROWS), _MOST_ROWS)


def _facts(shown: CaseTask, today: date) -> list[tuple[str, str]]:
    task = shown.task
    done = ""
    if task.done_at is not None:
        done = _("{moment} by {name}").format(
            moment=wording.moment(task.done_at, today), name=task.done_by
        )
    pairs = (
        (_("Due"), wording.full_day(task.due_on) if task.due_on is not None else ""),
        (_("Given to"), shown.assignee),
        (_("Owed to"), shown.victim),
        (_("Kind"), KIND_WORDS[task.kind]),
        (_("Done"), done),
    )
    return [(label, value) for label, value in pairs if value]


def _rows(task: Task, *, can_tick: bool) -> list[ListRow]:
    return [
        ListRow(
            position,
            step.words,
            icon=Icon.SQUARE_CHECK if step.is_done else Icon.SQUARE,
            tone=Tone.OK if step.is_done else Tone.NEUTRAL,
            right=_("ticked") if step.is_done else "",
            action=(_("Clear") if step.is_done else _("Tick")) if can_tick else "",
        )
        for position, step in enumerate(task.steps)
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _key(shown: CaseTask) -> UUID:
    return shown.task.id


def _title(shown: CaseTask) -> str:
    return shown.task.title


def _about(shown: CaseTask) -> str:
    """Return what sets the task apart: priority, kind, victim, checklist."""
    task = shown.task
    priority = PRIORITY_PHRASES[task.priority]
    kind = "" if task.kind is TaskKind.GENERAL else KIND_WORDS[task.kind]
    return ", ".join(part for part in (priority, kind, shown.victim, steps_words(task)) if part)


def _flag(shown: CaseTask) -> Icon | None:
    return Icon.FLAG if shown.task.priority is Priority.HIGH else None


def _assignee(shown: CaseTask) -> str:
    return shown.assignee


def _no_words(_shown: CaseTask) -> str:
    return ""


CASE_TAB = CaseTab(
    "tasks",
    _("Tasks"),
    Icon.LIST_TODO,
    CaseTasks,
    TasksTab,
    counts=("tasks",),
    adds=(CaseAct(_("Task"), Icon.LIST_TODO, add_task, needs=AddTask),),
)
