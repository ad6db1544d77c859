"""The events of a case that rules count from: their list, the card of one, and changing it."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.triggering_events import TriggeringEvent
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.services.deadlines import AddDeadlinesFromEvent
from app.services.triggering_events import (
    AmendEvent,
    EventLine,
    EventsInCase,
    Hanging,
    RemoveEvent,
)
from app.ui import wording
from app.ui.dated_card import DatedCard, Offer, tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.event_dates import add_dates
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.recount import MoveEventForm
from app.ui.recount.forms import tell_recounted
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Token, metrics
from app.ui.widgets import (
    Button,
    Card,
    DateInput,
    EmptyState,
    Field,
    ProseInput,
    SectionHeader,
    SegmentedControl,
    TextInput,
    fields_in_a_row,
    hide_unless,
    secondary,
)

_HEADER_MARGINS = (14, 10, 12, 10)


class EventList(Card):
    """What happened in the case, by day; Enter shows one and what can be done about it."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        self._frame = frame
        self._case = case
        self._today = courthouse.today()
        self._model = RowTable(self._columns(), key=_event_id)
        nothing = EmptyState(
            Icon.FLAG, _("No event yet. Add dates from an arraignment, a motion or a trial date.")
        )
        self.table = DataTable(
            _("Events that rules count from"),
            self._model,
            empty=nothing,
            row_height=metrics.TALL_ROW_HEIGHT,
            fits_rows=True,
        )
        button = Button(_("Add dates from an event"), self._add, icon=Icon.PLUS, small=True)
        hide_unless(button, frame.desk.may(AddDeadlinesFromEvent))
        header = SectionHeader(
            _("Events that rules count from"), "", button, margins=_HEADER_MARGINS
        )
        super().__init__(header, self.table, padding=0, spacing=0)
        self.table.opened.connect(self._open)

    def show_events(self, events: EventsInCase) -> None:
        """Show them."""
        self._today = events.today
        self._model.set_rows(events.lines)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Event"), _words, 180, stretch=3, strong=True, second=self._second),
            Column(_("On"), self._day, 150),
            Column(_("Concerns"), _concerns, 150, gives_way=2, quiet=True),
            Column(_("Dates that count from it"), _dates, 170, quiet=True),
        )

    def _second(self, line: EventLine) -> str:
        return ", ".join(part for part in (_served(line.event), line.event.note) if part)

    def _day(self, line: EventLine) -> str:
        return wording.day(line.event.on, self._today)

    def _add(self) -> None:
        add_dates(self._frame, self._case)

    def _open(self, _key: object) -> None:
        line = self.table.current_row()
        if isinstance(line, EventLine):
            card = EventCard(self._frame, line, self._today, self.table)
            below = self.table.visualRect(self.table.currentIndex()).bottomLeft() + QPoint(12, 4)
            card.show_at(self.table.viewport(), below)


class EventCard(DatedCard):
    """One event: what hangs on it, and what can be done."""

    def __init__(self, frame: Frame, line: EventLine, today: date, parent: QWidget) -> None:
        self._line = line
        self._event = line.event
        super().__init__(
            frame,
            f"{line.words}, {wording.day(line.event.on, today)}",
            *(secondary(words, wrap=True) for words in _facts(line, today)),
            parent=parent,
            icon=Icon.FLAG,
            token=Token.ACCENT,
            case_words="",
            case=line.event.case,
            record=line.event.id,
            offers=[
                Offer(_("Add dates"), self._add, AddDeadlinesFromEvent),
                Offer(_("Change"), self._change, AmendEvent),
                Offer(_("Remove"), self._remove, RemoveEvent),
            ],
            closing=_entered(line.event, today),
        )

    def _add(self) -> None:
        add_dates(self.frame, self._event.case, self._event)

    def _change(self) -> None:
        ChangeEventForm(self.frame, self._line).open()

    def _remove(self) -> None:
        form = RemoveEventForm(self.frame, self._line)
        self.open_form(form, _("The event is removed."))


class ChangeEventForm(DatedForm):
    """Day, service and note of an event; the dates that count from it are shown before it moves."""

    def __init__(self, frame: Frame, line: EventLine) -> None:
        is_hearing = line.hearing is not None
        super().__init__(
            frame.desk,
            _("Change the event"),
            _("Save") if not line.open else _("Next"),
            lede=_("It is a hearing and moves with it. Move the hearing instead.")
            if is_hearing
            else "",
            parent=frame.dialog_parent(),
        )
        self._frame = frame
        self._line = line
        event = line.event
        self.be_about(event.case)
        self._on = Field("on", _("On"), DateInput(event.on), required=True)
        self._on.content.setEnabled(not is_hearing)
        self._service = Field("service", _("Served by"), TextInput(event.service))
        self._note = Field("note", _("Note"), ProseInput(event.note, lines=2))
        self.add(fields_in_a_row((self._on, 2), (self._service, 2)), self._note)

    def command(self) -> AmendEvent:
        """Return the event as it now reads."""
        return AmendEvent(event=self._changed())

    def commit(self) -> None:
        """Show first what becomes of the dates, where any count from the event."""
        event = self._changed() if self._on.value() is not None else self._line.event
        stays = (event.on, event.service) == (self._line.event.on, self._line.event.service)
        if stays or not (self._line.open + self._line.closed):
            self.committed.connect(partial(tell_undoable, self._frame, _("The event is changed.")))
            super().commit()
            return
        self.accept()
        form = MoveEventForm(self._frame, event, self._line.words)
        form.committed.connect(partial(tell_recounted, self._frame))
        form.open()

    def _changed(self) -> TriggeringEvent:
        event = self._line.event
        on = self._on.value() or event.on
        # Another day keeps no moment: hours are counted from one that was typed.
        at = event.at if on == event.on else None
        return replace(event, on=on, at=at, service=self._service.value(), note=self._note.value())


class RemoveEventForm(DatedForm):
    """Takes out an event that was recorded by mistake, and asks what becomes of its dates."""

    def __init__(self, frame: Frame, line: EventLine) -> None:
        count = line.open + line.closed
        hanging = ngettext(
            "{n} deadline counts from it.", "{n} deadlines count from it.", count
        ).format(n=count)
        super().__init__(
            frame.desk,
            _("Remove the event"),
            _("Remove"),
            lede=hanging if count else _("Nothing counts from it."),
            parent=frame.dialog_parent(),
        )
        self._event = line.event
        self._way = SegmentedControl(
            [
                (Hanging.KEEP, _("The deadlines stay as they are")),
                (Hanging.CANCEL, _("Cancel those that are open")),
            ],
            Hanging.KEEP,
            name=_("What becomes of the deadlines"),
        )
        self._reason = Field("reason", _("Reason"), ProseInput(lines=2), required=True)
        self._hangs = bool(count)
        hide_unless(self._way, self._hangs)
        self._way.picked.connect(self._show_way)
        self.add(self._way, self._reason)
        self._show_way()

    def command(self) -> RemoveEvent:
        """Return the removal."""
        hanging = Hanging(str(self._way.value())) if self._hangs else None
        return RemoveEvent(event=self._event, hanging=hanging, reason=self._reason.value())

    def refuse(self, error: DossierError) -> None:
        """Ask about the deadlines where some were added meanwhile."""
        if error.code == "event.has_deadlines":
            self._hangs = True
            self._way.show()
            self._show_way()
        super().refuse(error)

    def _show_way(self, _way: object = None) -> None:
        self._reason.setVisible(self._hangs and self._way.value() is Hanging.CANCEL)


def _facts(line: EventLine, today: date) -> list[str]:
    hearing = line.hearing
    tied = (
        _("It is the hearing {what} of {day} and moves with it.").format(
            what=hearing.what, day=wording.day(hearing.on, today)
        )
        if hearing is not None
        else ""
    )
    dates = _("Deadlines that count from it: {dates}").format(dates=_dates(line))
    facts = (_served(line.event), _concerns(line), tied, dates, line.event.note)
    return [fact for fact in facts if fact]


def _event_id(line: EventLine) -> UUID:
    return line.event.id


def _words(line: EventLine) -> str:
    return line.words


def _served(event: TriggeringEvent) -> str:
    return _("served by {means}").format(means=event.service) if event.service else ""


def _concerns(line: EventLine) -> str:
    return line.defendant or _("All defendants")


def _dates(line: EventLine) -> str:
    count = line.open + line.closed
    if not count:
        return _("none")
    return _("{open} open, {closed} closed").format(open=line.open, closed=line.closed)


def _entered(event: TriggeringEvent, today: date) -> str:
    if event.entered_at is None:
        return ""
    return _("Recorded {moment} by {name}.").format(
        moment=wording.moment(event.entered_at, today), name=event.entered_by
    )
