"""The forms of a court day, of taking one out, and of a calendar of the office's own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.court_days import CourtDay, CourtDayKind
from app.domain.errors import Refused
from app.domain.office_calendars import OfficeCalendar
from app.i18n import _
from app.i18n.court_days import COURT_DAY_HINTS, COURT_DAY_WORDS
from app.services.court_calendars import (
    AddCourtDays,
    AddOfficeCalendar,
    AmendCourtDay,
    AmendOfficeCalendar,
    NewCourtDay,
    RemoveCourtDays,
)
from app.ui import wording
from app.ui.dated_form import DatedForm
from app.ui.page import Frame
from app.ui.widgets import Choice, DateInput, Field, ProseInput, TextInput, fields_in_a_row

_LONGEST_CLOSING = 366
_KINDS = [(kind, COURT_DAY_WORDS[kind]) for kind in CourtDayKind]


class CourtDayForm(DatedForm):
    """A day of a calendar: new, changed, or a holiday struck out.

    Args:
        frame: the window.
        calendar: id of the calendar; ``title``: what people call it.
        title: of the calendar.
        day: the entry to change; None = a new one.
        struck: the holiday to strike out, with its day.
    """

    def __init__(
        self,
        frame: Frame,
        calendar: str,
        title: str,
        day: CourtDay | None = None,
        struck: tuple[date, str] | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Change {name}").format(name=day.name[:60]) if day else _heading(struck),
            _("Change") if day else _("Enter"),
            lede=title,
            parent=frame.dialog_parent(),
            width=600,
        )
        self._calendar = calendar
        self._day = day
        on = day.on if day else (struck[0] if struck else None)
        self._on = Field("on", _("Day"), DateInput(on), required=True)
        self._last = Field("last", _("Last day"), DateInput(), hint=_("Where several are meant."))
        kind = day.kind if day else CourtDayKind.OPEN if struck else CourtDayKind.HOLIDAY
        self._kind_input: Choice[CourtDayKind] = Choice(_KINDS, kind)
        self._kind = Field("kind", _("What it is"), self._kind_input)
        name = day.name if day else _("{name}: open").format(name=struck[1]) if struck else ""
        self._name = Field("name", _("Name"), TextInput(name), required=True)
        self._source = Field(
            "source",
            _("Source"),
            TextInput(day.source if day else ""),
            hint=_("Order, statute or notice that says so."),
            required=True,
        )
        self.add(fields_in_a_row(self._on, self._last), self._kind, self._name, self._source)
        self._last.setVisible(day is None and struck is None)
        self._kind_input.edited.connect(self._explain)
        self._explain()

    def command(self) -> AddCourtDays | AmendCourtDay:
        """Return the command.

        Raises:
            Refused: the last day lies before the first, or too far behind it.
        """
        said = {
            "name": str(self._name.value()),
            "kind": self._kind.value(),
            "source": str(self._source.value()),
        }
        on: date = self._on.value()
        if self._day is not None:
            return AmendCourtDay(day=replace(self._day, on=on, **said))
        last: date = self._last.value() or on
        if not 0 <= (last - on).days < _LONGEST_CLOSING:
            raise Refused("calendar.span", field="last", longest=_LONGEST_CLOSING)
        numbers = range(on.toordinal(), last.toordinal() + 1)
        days = tuple(NewCourtDay(on=date.fromordinal(each), **said) for each in numbers)
        return AddCourtDays(calendar=self._calendar, days=days)

    def _explain(self) -> None:
        kind = self._kind_input.value()
        self._kind.show_hint(COURT_DAY_HINTS[kind] if kind is not None else "")


class RemoveDayForm(DatedForm):
    """Why a day is taken out of its calendar."""

    def __init__(self, frame: Frame, day: CourtDay) -> None:
        super().__init__(
            frame.desk,
            _("Take out {day}").format(day=wording.full_day(day.on)),
            _("Take out"),
            lede=_("{name}. That it was there, and why it is not, stays on file.").format(
                name=day.name[:120]
            ),
            parent=frame.dialog_parent(),
        )
        self._day = day
        self._reason = Field("reason", _("Reason"), ProseInput(lines=2), required=True)
        self.add(self._reason)

    def command(self) -> RemoveCourtDays:
        """Return the command."""
        return RemoveCourtDays(days=(self._day,), reason=str(self._reason.value()))


class OfficeCalendarForm(DatedForm):
    """A calendar of the office's own, new or changed.

    Args:
        frame: the window.
        shipped: id and title of the calendars that come with the program.
        calendar: the one to change; None = a new one.
    """

    def __init__(
        self,
        frame: Frame,
        shipped: Sequence[tuple[str, str]],
        calendar: OfficeCalendar | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Change {name}").format(name=calendar.title) if calendar else _("New calendar"),
            _("Change") if calendar else _("Make"),
            lede=_("Has the days of the calendar it is based on, and those you enter in it."),
            parent=frame.dialog_parent(),
            width=600,
        )
        self._own = calendar
        self._title = Field(
            "title", _("Title"), TextInput(calendar.title if calendar else ""), required=True
        )
        base: Choice[str] = Choice(
            shipped,
            calendar.based_on or None if calendar else None,
            empty=_("None: only the days entered in it"),
        )
        base.setEnabled(calendar is None)
        self._based_on = Field("based_on", _("Based on"), base)
        self._first = Field(
            "first", _("First day"), DateInput(calendar.first if calendar else None)
        )
        self._last = Field("last", _("Last day"), DateInput(calendar.last if calendar else None))
        if calendar is None:
            self._first.show_hint(_("Empty: as the calendar it is based on, or this year."))
            self._last.show_hint(_("Beyond it no date is counted."))
        self._note = Field(
            "note", _("Note"), ProseInput(calendar.note if calendar else "", lines=2)
        )
        self.add(self._title, self._based_on, fields_in_a_row(self._first, self._last), self._note)

    def command(self) -> AddOfficeCalendar | AmendOfficeCalendar:
        """Return the command."""
        title, note = str(self._title.value()), str(self._note.value())
        first, last = self._first.value(), self._last.value()
        if self._own is None:
            based_on = self._based_on.value() or ""
            return AddOfficeCalendar(
                title=title, based_on=based_on, first=first, last=last, note=note
            )
        first, last = first or self._own.first, last or self._own.last
        return AmendOfficeCalendar(
            calendar=replace(self._own, title=title, note=note, first=first, last=last)
        )


def _heading(struck: tuple[date, str] | None) -> str:
    return _("Strike a holiday out") if struck else _("Enter a day")
