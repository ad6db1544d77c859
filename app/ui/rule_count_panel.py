"""The part of a form that counts a deadline by rule and shows at once where it falls, and why."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import DossierError, Refused
from app.domain.free_counts import RuleCount
from app.domain.kept_calendars import KeptCalendar
from app.domain.time_computation import Direction, Unit
from app.i18n import _
from app.i18n.counting_methods import DIRECTION_WORDS, UNIT_WORDS
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.deadlines import DeadlinePreview, PreviewDeadline
from app.ui import wording
from app.ui.dated_look import load_words
from app.ui.desk import Desk
from app.ui.law_fields import LawFields
from app.ui.list_inputs import DaysInput
from app.ui.reason_panel import ReasonPanel
from app.ui.theme import metrics
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    NumberInput,
    TextInput,
    TimeInput,
    column,
    fields_in_a_row,
    small,
    strong,
)

_LONGEST = 36_525
"""A century of days."""
_A_YEAR = 366


class RuleCountPanel(QWidget):
    """Event, law, length and service of a count, with the answer below while it is typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        example = TextInput(placeholder=_("e.g. Motion served"))
        self.trigger = Field("trigger", _("What happened"), example, required=True)
        self._on = Field("trigger_on", _("On"), DateInput(), required=True)
        self._clock = Field("clock", _("At"), TimeInput(), required=True)
        self._law_fields = LawFields(desk)
        self._make_length_fields()
        self._due = strong()
        self._reason = ReasonPanel()
        self._remarks = small(wrap=True)
        self.setLayout(self._arranged())
        for field in (self._on, self._clock, *self._lengths):
            field.content.edited.connect(self.preview)  # type: ignore[attr-defined]  # every input has it
        self._law_fields.changed.connect(self._follow_law)
        self._follow_law()

    def take_court(self, court: KeptCalendar) -> None:
        """Count by the law and the calendar of a court, unless the user chose others already."""
        self._law_fields.take_court(court)

    def show_asked(self) -> None:
        """Show the fields that the law asks for, and no others."""
        law = self._law_fields.law()
        self._clock.setVisible(law is not None and law.counts_hours)
        self._service.setVisible(law is not None and law.takes_service)
        self._in_court_days.setVisible(law is not None and law.serves_in_court_days)
        self._closed.setVisible(law is not None and law.is_federal)

    def count(self) -> RuleCount:
        """Return the count typed.

        Raises:
            Refused: ``text.required``, naming what is missing.
        """
        law = self._law_fields.law()
        if law is None:
            raise Refused("text.required", field="method")
        return RuleCount(
            trigger_on=self._on.filled(),
            n=self._n.filled(),
            unit=self._units.value() or law.units[0],
            direction=self._directions.value() or law.directions[0],
            service_days=(self._service.value() or 0) if law.takes_service else 0,
            serves_in_court_days=law.serves_in_court_days and self._in_court_days.value(),
            closed=self._closed.value() if law.is_federal else frozenset(),
            method=law.name,
            calendar=self._law_fields.calendar(),
            clock=self._clock.filled() if law.counts_hours else None,
        )

    def preview(self) -> None:
        """Ask where the deadline falls and show it; what cannot be counted is said in words."""
        self._asked += 1
        try:
            count = self.count()
        except Refused:
            self._say(_("The date appears here once the law, the event and the length are there."))
            return
        shown, failed = partial(self._show, self._asked), partial(self._refuse, self._asked)
        self._desk.ask(PreviewDeadline(count=count), self, shown, failed)

    def _make_length_fields(self) -> None:
        length = NumberInput(14, least=1, most=_LONGEST)
        self._n = Field("period.n", _("Length"), length, required=True)
        self._units: Choice[Unit] = Choice()
        self._directions: Choice[Direction] = Choice()
        added = NumberInput(0, least=0, most=_A_YEAR)
        self._service = Field("service.added_days", _("Days for service"), added)
        self._in_court_days = CheckRow(_("The days for service are court days"))
        self._in_court_days.edited.connect(self.preview)
        self._closed = Field(
            "closed",
            _("State holidays besides the federal ones"),
            DaysInput(),
            hint=_("They count in periods after an event. Leave empty if there are none."),
        )
        self._unit = Field("period.unit", _("Unit"), self._units)
        self._direction = Field("direction", _("Counted"), self._directions)
        counted = (self._n, self._unit, self._direction)
        self._lengths = (*counted, self._service, self._closed)

    def _arranged(self) -> QVBoxLayout:
        return column(
            fields_in_a_row((self.trigger, 4), (self._on, 3), (self._clock, 2)),
            self._law_fields,
            fields_in_a_row(self._n, self._unit, (self._direction, 2), self._service),
            self._in_court_days,
            self._due,
            self._reason,
            self._remarks,
            self._closed,
            spacing=metrics.CARD_GAP,
        )

    def _follow_law(self) -> None:
        """Offer what the law counts, and count anew."""
        law = self._law_fields.law()
        units, ways = (law.units, law.directions) if law is not None else ((), ())
        self._units.set_options([(unit, UNIT_WORDS[unit]) for unit in units])
        self._directions.set_options([(way, DIRECTION_WORDS[way]) for way in ways])
        self.show_asked()
        self.preview()

    def _show(self, asked: int, preview: DeadlinePreview) -> None:
        if asked != self._asked:
            return
        day, distance = wording.full_day(preview.due_on), wording.distance(preview.due_on)
        if preview.due_at is not None:
            clock = wording.clock(courthouse.local(preview.due_at))
            day = _("{day}, {clock}").format(day=day, clock=clock)
        self._due.setText(_("Due {day}, {distance}").format(day=day, distance=distance))
        self._reason.show_steps(preview.steps, preview.citation)
        self._remarks.setText(" ".join(_remarks(preview)))
        self._reason.show()

    def _refuse(self, asked: int, error: DossierError) -> None:
        if asked == self._asked:
            self._say(sentence(error))

    def _say(self, words: str) -> None:
        self._due.setText(_("No date yet"))
        self._reason.hide()
        self._remarks.setText(words)


def _remarks(preview: DeadlinePreview) -> list[str]:
    remarks = [f"{load_words(preview.load)}."]
    if preview.is_past:
        remarks.append(_("This day lies behind us."))
    if preview.closed is not None:
        remarks.append(
            _("The courts are closed that day ({reason}).").format(reason=preview.closed)
        )
    return remarks
