"""What a demo case has ahead and behind it: hearings, deadlines, tasks and their reminders."""

from datetime import time

from app.domain.deadlines import Deadline
from app.domain.free_counts import RuleCount
from app.domain.hearings import ContinuedBy, Hearing
from app.domain.reminders import Inbox, ReminderLine
from app.domain.severity import Severity
from app.domain.tasks import Priority, TaskKind
from app.domain.time_computation import Direction
from app.services.deadlines import (
    AddComputedDeadline,
    AddDeadline,
    AddDeadlinesFromEvent,
    CancelDeadline,
    CompleteDeadline,
    OverrideDeadline,
    PickedRule,
    PreviewEvent,
)
from app.services.demo.scene import Scene
from app.services.demo.script import DeadlineScript, HearingScript, TaskScript
from app.services.event_entry import EventEntry
from app.services.hearings import ContinueHearing, ResultHearing, SetHearing, VacateHearing
from app.services.office import Office
from app.services.reminders import AcknowledgeReminder, ReminderOf, RemindersInbox, SnoozeReminder
from app.services.tasks import AddTask, CompleteTask, TickTask


def set_hearings(scene: Scene) -> None:
    """Put every hearing on the calendar, also those that are over by now."""
    script = scene.script
    for told in script.hearings:
        hearing = scene.do(
            SetHearing(
                case=scene.case.id,
                kind=told.kind,
                on=scene.almanac.day(told.on),
                clock=time.fromisoformat(told.clock),
                minutes=told.minutes,
                court=script.court,
                courtroom=told.courtroom or script.courtroom,
                judge=told.judge or script.judge,
                attorney=scene.office.actor.user if told.on >= 0 else None,
                note=told.note,
            )
        )
        scene.hearings[told.name or told.kind] = hearing


def end_hearings(scene: Scene) -> None:
    """Write down what came of the hearings that were held, moved or taken off."""
    for told in scene.script.hearings:
        _end(scene, scene.hearings[told.name or told.kind], told)


def _end(scene: Scene, hearing: Hearing, told: HearingScript) -> None:
    if told.result:
        scene.do(ResultHearing(hearing=hearing.id, result=told.result))
    if told.vacated:
        scene.do(VacateHearing(hearing=hearing.id, reason=told.vacated))
    if told.continued is not None:
        on, clock, by, reason = told.continued
        continued = scene.do(
            ContinueHearing(
                hearing=hearing.id,
                on=scene.almanac.day(on),
                clock=time.fromisoformat(clock),
                by=ContinuedBy(by),
                reason=reason,
                excludable=by != ContinuedBy.PEOPLE,
            )
        )
        scene.hearings[told.name or told.kind] = continued.successor


def set_deadlines(scene: Scene) -> None:
    """Enter every deadline, by hand or by rule, and what became of it."""
    for told in scene.script.deadlines:
        deadline = _enter(scene, told)
        if told.moved_to is not None:
            on, reason = told.moved_to
            due_on = scene.almanac.day(on)
            scene.do(OverrideDeadline(deadline=deadline.id, due_on=due_on, reason=reason))
        if told.done is not None:
            scene.do(CompleteDeadline(deadline=deadline.id, on=scene.almanac.day(told.done)))
        if told.cancelled:
            scene.do(CancelDeadline(deadline=deadline.id, reason=told.cancelled))
        if told.reminder:
            scene.answers[deadline.id.hex] = told.reminder


def _enter(scene: Scene, told: DeadlineScript) -> Deadline:
    assigned_to = scene.company.colleague_or_nobody(told.assigned_to)
    if told.due is not None:
        return scene.do(
            AddDeadline(
                case=scene.case.id,
                title=told.title,
                due_on=scene.almanac.day(told.due),
                severity=Severity(told.severity or Severity.INTERNAL),
                assigned_to=assigned_to,
                citation=told.citation,
                note=told.note,
                lead_days=told.lead_days or None,
            )
        )
    return scene.do(
        AddComputedDeadline(
            case=scene.case.id,
            title=told.title,
            trigger=told.trigger,
            count=RuleCount(
                trigger_on=scene.almanac.day(told.trigger_on),
                n=told.n,
                direction=Direction(told.direction),
                service_days=told.service_days,
            ),
            severity=Severity(told.severity or Severity.STATUTORY),
            assigned_to=assigned_to,
            note=told.note,
        )
    )


def count_from_events(scene: Scene) -> None:
    """Record the events of a case and add what the rules named make of them."""
    for told in scene.script.events:
        hearing = scene.hearings[told.hearing] if told.hearing else None
        entry = EventEntry(
            event=told.event,
            on=None if hearing else scene.almanac.day(told.on),
            service=told.service,
            hearing=hearing.id if hearing else None,
            note=told.note,
        )
        preview = scene.office.ask(PreviewEvent(case=scene.case.id, entry=entry))
        picked = tuple(
            PickedRule(each.rule.id, each.answer.due_on)
            for each in preview.rules
            if each.answer is not None and each.rule.code in told.rules
        )
        scene.do(AddDeadlinesFromEvent(case=scene.case.id, entry=entry, picked=picked))


def give_tasks(scene: Scene) -> None:
    """Give out every task, with what is ticked off or done already."""
    for told in scene.script.tasks:
        _give(scene, told)


def _give(scene: Scene, told: TaskScript) -> None:
    task = scene.do(
        AddTask(
            case=scene.case.id,
            title=told.title,
            kind=TaskKind(told.kind),
            priority=Priority(told.priority),
            due_on=scene.almanac.maybe(told.due),
            assigned_to=scene.company.colleague_or_nobody(told.assigned_to),
            victim=scene.victims[told.victim].id if told.victim else None,
            checklist=told.checklist,
            note=told.note,
            lead_days=told.lead_days or None,
        )
    )
    for step in range(told.ticked):
        scene.do(TickTask(task=task.id, step=step, done=True))
    if told.done:
        scene.do(CompleteTask(task=task.id))
    if told.reminder:
        scene.answers[task.id.hex] = told.reminder


def answer_reminders(office: Office, answers: dict[str, str]) -> None:
    """Answer the reminders that ring now as the scripts say; the others stay as they are."""
    page = office.ask(RemindersInbox(part=Inbox.DUE, size=500))
    for line in page.rows:
        answer = answers.pop(line.subject.hex, "")
        if answer == "ack":
            office.do(AcknowledgeReminder(reminder=line.id, note="Taken in hand."))
        elif answer == "snooze":
            _snooze(office, line)


def _snooze(office: Office, line: ReminderLine) -> None:
    offered = office.ask(ReminderOf(line.id)).naps
    if offered:  # none is lawful for a day that is over
        _, until = offered[-1]
        office.do(SnoozeReminder(reminder=line.id, until=until))
