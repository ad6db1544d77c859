"""The forms of a task: giving it out, changing it, being reminded of it."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.ids import new_id
from app.domain.reminders import DEFAULT_LEAD_DAYS, SubjectKind
from app.domain.severity import Severity
from app.domain.tasks import Priority, Step, Task, TaskId, TaskKind
from app.i18n import _
from app.services.reminders import AddReminders
from app.services.tasks import AddTask, AmendTask, Choosable, TaskChoices
from app.ui import wording
from app.ui.dated_form import DatedForm
from app.ui.form import FormDialog
from app.ui.list_inputs import LeadDaysInput
from app.ui.page import Frame
from app.ui.tasks.words import KIND_WORDS, PRIORITY_WORDS
from app.ui.widgets import Choice, DateInput, Field, ProseInput, TextInput, fields_in_a_row


def add_task(frame: Frame, case: UUID) -> None:
    """Open the form of a new task; people and victims are asked for first."""
    then = partial(_open_new, frame, CaseId(case))
    frame.desk.ask(TaskChoices(CaseId(case)), frame.dialog_parent(), then)


def edit_task(frame: Frame, task: Task) -> None:
    """Open the form on a task."""
    then = partial(_open_old, frame, task)
    frame.desk.ask(TaskChoices(task.case), frame.dialog_parent(), then)


def remind_of(frame: Frame, task: Task) -> None:
    """Open the form that sets more reminders."""
    form = RemindForm(frame, task)
    form.committed.connect(partial(_say_reminded, frame))
    form.open()


class TaskForm(DatedForm):
    """Everything a task says; without a task a new one."""

    def __init__(
        self, frame: Frame, case: CaseId, choices: Choosable, task: Task | None = None
    ) -> None:
        super().__init__(
            frame.desk,
            _("Add a task") if task is None else _("Change the task"),
            _("Add task") if task is None else _("Save"),
            parent=frame.dialog_parent(),
            width=620,
        )
        self._case = case
        self.be_about(case)
        self._task = task
        shown = task or _blank(case)
        example = TextInput(shown.title, placeholder=_("e.g. Order the transcript"))
        self._title = Field("title", _("What must be done"), example, required=True)
        kinds = [(kind, words) for kind, words in KIND_WORDS.items() if _can_be(kind, choices)]
        choice = Choice(kinds, shown.kind)
        choice.edited.connect(self._show_victim)
        self._kind = Field("kind", _("Kind"), choice)
        self._victim = Field(
            "victim",
            _("Owed to"),
            Choice(choices.victims, shown.victim, empty=_("Choose the victim")),
        )
        self._due = Field("due_on", _("Due"), DateInput(shown.due_on), hint=_("Optional"))
        self._priority = Field(
            "priority", _("Priority"), Choice(PRIORITY_WORDS.items(), shown.priority)
        )
        self._person = Field(
            "assigned_to",
            _("Given to"),
            Choice(choices.people, shown.assigned_to, empty=_("Nobody")),
        )
        words = "\n".join(step.words for step in shown.steps)
        self._steps = Field(
            "checklist", _("Checklist"), ProseInput(words, lines=3), hint=_("One line a step")
        )
        self._note = Field("note", _("Note"), ProseInput(shown.note, lines=3))
        self.add(
            self._title,
            fields_in_a_row((self._due, 4), (self._priority, 3), (self._person, 4)),
            fields_in_a_row((self._kind, 1), (self._victim, 1)),
            self._steps,
            self._note,
        )
        self._show_victim()

    def command(self) -> AddTask | AmendTask:
        """Return what was filled in."""
        task = self._filled(self._task or _blank(self._case))
        if self._task is not None:
            return AmendTask(task=task)
        return AddTask(
            case=task.case,
            title=task.title,
            kind=task.kind,
            priority=task.priority,
            due_on=task.due_on,
            assigned_to=task.assigned_to,
            victim=task.victim,
            checklist=tuple(step.words for step in task.steps),
            note=task.note,
        )

    def _filled(self, task: Task) -> Task:
        kind = self._kind.value()
        is_contact = kind is TaskKind.VICTIM_CONTACT
        return replace(
            task,
            title=self._title.value(),
            kind=kind,
            priority=self._priority.value(),
            due_on=self._due.value(),
            assigned_to=self._person.value(),
            victim=self._victim.value() if is_contact else None,
            checklist=_rewritten(task, self._steps.value()),
            note=self._note.value(),
        )

    def _show_victim(self) -> None:
        self._victim.setVisible(self._kind.value() is TaskKind.VICTIM_CONTACT)


class RemindForm(FormDialog):
    """Further reminders ahead of a task's day."""

    def __init__(self, frame: Frame, task: Task) -> None:
        day = wording.full_day(task.due_on) if task.due_on is not None else ""
        super().__init__(
            frame.desk,
            _("Remind of the task"),
            _("Set reminders"),
            lede=_("It is due {day}. Reminders ring in the morning.").format(day=day),
            parent=frame.dialog_parent(),
        )
        self._task = task
        self._lead = LeadDaysInput()
        self._lead.show_usual(DEFAULT_LEAD_DAYS[Severity.INTERNAL])
        self.add(
            Field(
                "lead_days",
                _("Days ahead"),
                self._lead,
                hint=_("Numbers with commas between them, such as 14, 7, 1; 0 is the day itself"),
            )
        )

    def command(self) -> AddReminders:
        """Return what was filled in."""
        usual = DEFAULT_LEAD_DAYS[Severity.INTERNAL]
        return AddReminders(
            subject_kind=SubjectKind.TASK,
            subject=self._task.id,
            lead_days=self._lead.answer() or usual,
        )


def _open_new(frame: Frame, case: CaseId, choices: Choosable) -> None:
    form = TaskForm(frame, case, choices)
    form.committed.connect(partial(_say_added, frame))
    form.open()


def _open_old(frame: Frame, task: Task, choices: Choosable) -> None:
    form = TaskForm(frame, task.case, choices, task)
    form.committed.connect(partial(_say_saved, frame))
    form.open()


def _say_added(frame: Frame, task: Task) -> None:
    words = _("Task added: {title}").format(title=task.title)
    frame.tell(words, action=_("Undo"), press=frame.undo)


def _say_saved(frame: Frame, _value: object) -> None:
    frame.tell(_("The task is changed."), action=_("Undo"), press=frame.undo)


def _say_reminded(frame: Frame, _value: object) -> None:
    frame.tell(_("The reminders are set."), action=_("Undo"), press=frame.undo)


def _blank(case: CaseId) -> Task:
    """Return what an empty form shows; it is never stored."""
    return Task(
        id=TaskId(new_id()), case=case, title="", kind=TaskKind.GENERAL, priority=Priority.NORMAL
    )


def _can_be(kind: TaskKind, choices: Choosable) -> bool:
    """A contact can only be owed where the case has a victim."""
    return kind is not TaskKind.VICTIM_CONTACT or bool(choices.victims)


def _rewritten(task: Task, text: str) -> tuple[str, ...]:
    """Return the checklist as typed; a line that was ticked and still stands stays ticked."""
    ticked = {step.words for step in task.steps if step.is_done}
    lines = [line.strip() for line in text.splitlines()]
    return tuple(str(Step(line, line in ticked)) for line in lines if line)
