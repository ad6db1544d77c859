"""The part of a form that counts a deadline by rule and shows at once where it falls, and why."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.deadlines import RuleCount
from app.domain.errors import DossierError, Refused
from app.domain.time_computation import Direction, Unit
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.deadlines import DeadlinePreview, PreviewDeadline
from app.ui import wording
from app.ui.dated_look import load_words
from app.ui.desk import Desk
from app.ui.list_inputs import DaysInput
from app.ui.reason_panel import ReasonPanel
from app.ui.theme import metrics
from app.ui.widgets import (
    Choice,
    DateInput,
    Field,
    NumberInput,
    TextInput,
    column,
    fields_in_a_row,
    small,
    strong,
)

_A_CENTURY = 36_525
_A_YEAR = 366


class RuleCountPanel(QWidget):
    """Event, length and service of a count, with the answer below while it is typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self.trigger = Field(
            "trigger",
            _("What happened"),
            TextInput(placeholder=_("e.g. Motion served")),
            required=True,
        )
        self._on = Field("trigger_on", _("On"), DateInput(), required=True)
        self._n = Field(
            "period.n", _("Length"), NumberInput(14, least=1, most=_A_CENTURY), required=True
        )
        self._unit = Field("period.unit", _("Unit"), Choice(_units(), Unit.DAYS))
        self._direction = Field("direction", _("Counted"), Choice(_directions(), Direction.AFTER))
        self._service = Field(
            "service.added_days", _("Days for service"), NumberInput(0, least=0, most=_A_YEAR)
        )
        self._closed = Field(
            "closed",
            _("State holidays besides the federal ones"),
            DaysInput(),
            hint=_("They count in periods after an event. Leave empty if there are none."),
        )
        self._due = strong()
        self._reason = ReasonPanel()
        self._remarks = small(wrap=True)
        self.setLayout(self._arranged())
        for field in (self._on, self._n, self._unit, self._direction, self._service, self._closed):
            field.content.edited.connect(self.preview)  # type: ignore[attr-defined]  # every input has it
        self.preview()

    def count(self) -> RuleCount:
        """Return the count typed.

        Raises:
            Refused: ``text.required``, naming what is missing.
        """
        trigger_on, n = self._on.value(), self._n.value()
        if trigger_on is None:
            raise Refused("text.required", field=self._on.name)
        if n is None:
            raise Refused("text.required", field=self._n.name)
        return RuleCount(
            trigger_on=trigger_on,
            n=n,
            unit=self._unit.value(),
            direction=self._direction.value(),
            service_days=self._service.value() or 0,
            closed=self._closed.value(),
        )

    def preview(self) -> None:
        """Ask where the deadline falls and show it; what cannot be counted is said in words."""
        self._asked += 1
        try:
            count = self.count()
        except Refused:
            self._say(_("The date appears here once the event's day and the length are filled in."))
            return
        shown, failed = partial(self._show, self._asked), partial(self._refuse, self._asked)
        self._desk.ask(PreviewDeadline(count=count), self, shown, failed)

    def _arranged(self) -> QVBoxLayout:
        return column(
            fields_in_a_row((self.trigger, 3), (self._on, 2)),
            fields_in_a_row(self._n, self._unit, (self._direction, 2), self._service),
            self._due,
            self._reason,
            self._remarks,
            self._closed,
            spacing=metrics.CARD_GAP,
        )

    def _show(self, asked: int, preview: DeadlinePreview) -> None:
        if asked != self._asked:
            return
        day, distance = wording.full_day(preview.due_on), wording.distance(preview.due_on)
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


def _units() -> list[tuple[Unit, str]]:
    return [
        (Unit.DAYS, _("days")),
        (Unit.WEEKS, _("weeks")),
        (Unit.MONTHS, _("months")),
        (Unit.YEARS, _("years")),
    ]


def _directions() -> list[tuple[Direction, str]]:
    return [(Direction.AFTER, _("after the event")), (Direction.BEFORE, _("before the event"))]
