"""How a task looks in lists: words, tone and icon, never color alone."""

from datetime import date

from app.domain.tasks import Priority, Task, TaskKind
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

SOON_DAYS = 7
"""What is due within a week is marked."""

KIND_WORDS: dict[TaskKind, str] = {
    TaskKind.GENERAL: _("General"),
    TaskKind.VICTIM_CONTACT: _("Contact with a victim"),
    TaskKind.EVIDENCE: _("Evidence"),
    TaskKind.WITNESS: _("Witness"),
}
PRIORITY_WORDS: dict[Priority, str] = {
    Priority.HIGH: _("High"),
    Priority.NORMAL: _("Normal"),
    Priority.LOW: _("Low"),
}
PRIORITY_PHRASES: dict[Priority, str] = {
    Priority.HIGH: _("High priority"),
    Priority.NORMAL: "",
    Priority.LOW: _("Low priority"),
}


def due_chip(task: Task, today: date) -> ChipSpec:
    """Return how a task stands: done, late, soon, later or without a day."""
    if task.done_at is not None:
        day = wording.day(courthouse.local(task.done_at).date(), today)
        return ChipSpec(_("Done {day}").format(day=day), Tone.OK, Icon.CHECK)
    if task.due_on is None:
        return ChipSpec(_("No day"), Tone.NEUTRAL, Icon.CIRCLE_DASHED)
    days = (task.due_on - today).days
    if days < 0:
        late = ngettext("{n} day late", "{n} days late", -days).format(n=-days)
        return ChipSpec(late, Tone.DANGER, Icon.TRIANGLE_ALERT)
    if days <= SOON_DAYS:
        words = _("Due {distance}").format(distance=wording.distance(task.due_on, today))
        return ChipSpec(words, Tone.WARN, Icon.CLOCK)
    return ChipSpec(wording.day(task.due_on, today), Tone.NEUTRAL, Icon.CALENDAR)


def steps_words(task: Task) -> str:
    """Return e.g. "2 of 3 ticked", or nothing where there is no checklist."""
    steps = task.steps
    if not steps:
        return ""
    done = sum(step.is_done for step in steps)
    return _("{done} of {all} ticked").format(done=done, all=len(steps))
