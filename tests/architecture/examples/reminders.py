"""Examples of answering reminders and setting more."""

from datetime import UTC, datetime, timedelta

from app.domain.reminders import Inbox, SubjectKind
from app.services.reminders import (
    AcknowledgeReminder,
    AddReminders,
    DropReminder,
    DueRemindersCount,
    InboxOverview,
    ReminderOf,
    RemindersInbox,
    RemoveReminders,
    RestoreReminders,
    SnoozeReminder,
)
from tests.architecture.examples.world import Example, World


def _further(world: World) -> AddReminders:
    """The hearing lies five days ahead, so that this reminder is still to ring."""
    return AddReminders(
        subject_kind=SubjectKind.HEARING, subject=world.dates.hearing.id, lead_days=(2,)
    )


EXAMPLES: dict[type, Example] = {
    SnoozeReminder: lambda world: SnoozeReminder(
        reminder=world.dates.ringing.id, until=datetime.now(UTC) + timedelta(hours=1)
    ),
    AcknowledgeReminder: lambda world: AcknowledgeReminder(reminder=world.dates.ringing.id),
    DropReminder: lambda world: DropReminder(reminder=world.dates.ringing.id),
    RestoreReminders: lambda world: world.taken_back(DropReminder(reminder=world.dates.ringing.id)),
    AddReminders: _further,
    RemoveReminders: lambda world: world.taken_back(_further(world)),
    RemindersInbox: lambda _: RemindersInbox(),
    InboxOverview: lambda _: InboxOverview(),
    DueRemindersCount: lambda _: DueRemindersCount(),
    ReminderOf: lambda world: ReminderOf(world.dates.ringing.id),
}

FURTHER: tuple[Example, ...] = (
    lambda _: RemindersInbox(part=Inbox.SNOOZED),
    lambda _: RemindersInbox(part=Inbox.COMING),
    lambda _: RemindersInbox(part=Inbox.ACKNOWLEDGED),
    lambda _: InboxOverview(mine=True),
)
