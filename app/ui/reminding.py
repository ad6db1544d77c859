"""Answering a reminder, from whichever list it stands in: acknowledge it, or put it off."""

from datetime import datetime, time
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.reminders import MORNING, Nap, Reminder, ReminderId
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.services.reminders import (
    AcknowledgeReminder,
    Answerable,
    Answered,
    ReminderOf,
    SnoozeReminder,
)
from app.ui import wording
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.widgets import Banner, DateInput, Field, ProseInput, TimeInput, fields_in_a_row

_NAP_WORDS: dict[Nap, str] = {
    Nap.HOUR: _("In an hour"),
    Nap.AFTER_COURT: _("After court"),
    Nap.TOMORROW: _("Tomorrow morning"),
    Nap.THREE_DAYS: _("In three days"),
    Nap.NEXT_WEEK: _("Next week"),
}


class ReminderAnswers:
    """Asks how a reminder can be answered, and answers it.

    Args:
        frame: the window.
        owner: the page; answers are dropped when it is gone.
        anchor: the button the menu of snoozes hangs on.
    """

    def __init__(self, frame: Frame, owner: QWidget, anchor: QWidget) -> None:
        self._frame = frame
        self._owner = owner
        self._anchor = anchor

    def acknowledge(self, reminder: ReminderId) -> None:
        """Answer for it: at once, or by name in a form where a law sets the date."""
        self._ask(reminder, self._acknowledge)

    def snooze(self, reminder: ReminderId) -> None:
        """Open the menu of lawful snoozes."""
        self._ask(reminder, self._offer_naps)

    def _ask(self, reminder: ReminderId, then: Any) -> None:  # noqa: ANN401 - a method of this class
        self._frame.desk.ask(ReminderOf(reminder), self._owner, then)

    def _acknowledge(self, found: Answerable) -> None:
        if found.reminder.is_critical:
            form = AcknowledgeForm(self._frame, found.reminder)
            form.committed.connect(self._say_acknowledged)
            form.open()
            return
        command = AcknowledgeReminder(reminder=found.reminder.id)
        self._frame.desk.do(command, self._owner, self._say_acknowledged)

    def _offer_naps(self, found: Answerable) -> None:
        if found.reminder.limit_on < courthouse.today():
            self._say_too_late(found)
            return
        entries = [
            MenuEntry(
                _NAP_WORDS[nap],
                partial(self._sleep, found, until),
                Icon.CLOCK,
                wording.moment(until),
            )
            for nap, until in found.naps
        ]
        limit = wording.day(found.reminder.limit_on)
        pick = _("Pick a time, at the latest {day}").format(day=limit)
        entries += [MenuEntry(), MenuEntry(pick, partial(self._pick, found), Icon.CALENDAR_CLOCK)]
        open_menu(self._anchor, entries)

    def _say_too_late(self, found: Answerable) -> None:
        reminder = found.reminder
        words = _("{title} was due {day}. It can be answered, but not be put off.").format(
            title=reminder.title, day=wording.day(reminder.limit_on)
        )
        answer = partial(self._acknowledge, found)
        self._frame.tell(words, tone=Tone.WARN, action=_("Acknowledge"), press=answer)

    def _sleep(self, found: Answerable, until: datetime) -> None:
        command = SnoozeReminder(reminder=found.reminder.id, until=until)
        self._frame.desk.do(command, self._owner, self._say_snoozed)

    def _pick(self, found: Answerable) -> None:
        form = SnoozeForm(self._frame, found)
        form.committed.connect(self._say_snoozed)
        form.open()

    def _say_acknowledged(self, done: Answered) -> None:
        by = done.reminder.acknowledged_by
        self._frame.tell(
            _("Acknowledged by {name}: {title}").format(name=by, title=done.reminder.title)
        )

    def _say_snoozed(self, done: Answered) -> None:
        rings = wording.moment(done.reminder.due_at)
        words = _("{title} rings again {moment}.").format(title=done.reminder.title, moment=rings)
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)


class AcknowledgeForm(FormDialog):
    """Answering by name for a date set by law."""

    def __init__(self, frame: Frame, reminder: Reminder) -> None:
        super().__init__(
            frame.desk,
            _("Acknowledge a critical reminder"),
            _("Acknowledge"),
            lede=_("Your name, the time and your note are kept. This cannot be taken back."),
            parent=frame.dialog_parent(),
        )
        self._reminder = reminder
        left = wording.distance(reminder.limit_on)
        due = _("Due {day}, {distance}. A law sets this date.").format(
            day=wording.full_day(reminder.limit_on), distance=left
        )
        snoozed = reminder.snoozed_times
        if snoozed:
            times = ngettext("It was put off {n} time.", "It was put off {n} times.", snoozed)
            due = f"{due} {times.format(n=snoozed)}"
        self._note = Field(
            "note",
            _("What you do about it"),
            ProseInput(placeholder=_("e.g. Trial set for 1 Dec"), lines=3),
            hint=_("Optional"),
        )
        self.add(Banner(reminder.title, due, Tone.DANGER), self._note)

    def command(self) -> AcknowledgeReminder:
        """Return what was filled in."""
        return AcknowledgeReminder(reminder=self._reminder.id, note=self._note.value())


class SnoozeForm(FormDialog):
    """Putting a reminder off until a day and time of one's own."""

    def __init__(self, frame: Frame, found: Answerable) -> None:
        limit = wording.full_day(found.reminder.limit_on)
        super().__init__(
            frame.desk,
            _("Snooze until"),
            _("Snooze"),
            lede=_("It can sleep until {day}, the day it warns of.").format(day=limit),
            parent=frame.dialog_parent(),
        )
        self._found = found
        self._day = Field("until", _("Day"), DateInput(), required=True)
        self._clock = TimeInput(MORNING)
        clock = Field("clock", _("Time"), self._clock, hint=_("By the courthouse clock"))
        self.add(fields_in_a_row((self._day, 2), clock))

    def command(self) -> SnoozeReminder:
        """Return what was filled in."""
        clock: time = self._clock.time_of_day() or MORNING
        typed = datetime.combine(self._day.value(), clock)
        until = courthouse.moment(typed, on=self._day.name)
        return SnoozeReminder(reminder=self._found.reminder.id, until=until)
