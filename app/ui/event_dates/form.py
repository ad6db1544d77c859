"""The form that names an event and adds what the rules make of it."""

from datetime import date, time
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.errors import DossierError, Refused
from app.domain.triggering_events import TriggeringEvent
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.deadlines import (
    AddDeadlinesFromEvent,
    EventDates,
    EventOutcome,
    PickedRule,
    PreviewEvent,
    RuleOutcome,
)
from app.services.event_entry import EventEntry
from app.services.triggering_events import CaseEvents, EventsInCase, RecordEvent
from app.ui import wording
from app.ui.case_input import CaseInput
from app.ui.choices import Lists, open_form, options
from app.ui.dated_card import tell_undoable
from app.ui.event_dates.outcomes import OutcomeList, reasons, source_words
from app.ui.form import FormDialog
from app.ui.named_case import name_case
from app.ui.page import Frame
from app.ui.person_choice import PersonChoice
from app.ui.reason_panel import ReasonPanel
from app.ui.widgets import (
    Card,
    Choice,
    DateInput,
    Field,
    TimeInput,
    fields_in_a_row,
    hide_unless,
    row,
    secondary,
    strong,
)

_WIDTH, _HEIGHT = 1060, 720
_AROUND = 24
_LIST_HEIGHT = 262
_PAUSE_MS = 150
"""Rest after a key before the rules are asked: nobody reads those of a half-typed day."""


class EventDatesForm(FormDialog):
    """An event, and what every rule in force gives for it; what is ticked is added as one act.

    Args:
        frame: the window.
        lists: the code list of events.
        case: None asks for it in the form.
        event: one that is recorded already; without it a new one is typed.
    """

    def __init__(
        self,
        frame: Frame,
        lists: Lists,
        case: CaseId | None = None,
        event: TriggeringEvent | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Add dates from an event"),
            _("Add"),
            lede=_("Every rule in force is counted. Tick what applies; its reason stands below."),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._case_id, self._recorded = case, event
        self.be_about(event.case if event is not None else case)
        self._asked = 0
        self._days: dict[UUID | None, date] = {}
        self._answer: EventOutcome | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self._make_fields(frame, lists)
        self._list = OutcomeList()
        self._list.setFixedHeight(_LIST_HEIGHT)
        self._list.picked.connect(self._explain)
        self._list.ticked.connect(self._count)
        self._remark = secondary(_("Listed once event and day are filled in."))
        self._why = ReasonPanel()
        self.add(
            self._case,
            fields_in_a_row((self._event, 3), (self._on, 2), (self._clock, 1), (self._service, 2)),
            fields_in_a_row((self._defendant, 3), (self._hearing, 3), (self._person, 2)),
            row(strong(_("What the rules give")), None, self._remark),
            Card(self._list, padding=0),
            self._why,
        )
        self._why.hide()
        for field in (
            *(self._event, self._on, self._clock, self._service, self._defendant, self._hearing),
            self._case,
        ):
            field.content.edited.connect(self._edited)  # type: ignore[attr-defined]  # every input's
        self._on_input.reading.connect(self._edited)
        self._take_event(event)
        if case is not None:
            name_case(self, case)
            self._ask_about(case)

    @property
    def outcomes(self) -> OutcomeList:
        """The rows."""
        return self._list

    def command(self) -> AddDeadlinesFromEvent | RecordEvent:
        """Return the act with all that is ticked; with nothing ticked the event alone is recorded.

        Raises:
            Refused: nothing is ticked of an event that is recorded already.
        """
        case = self._chosen_case()
        if case is None:
            raise Refused("text.required", field="case")
        ticked = self._list.ticked_rows()
        picked = tuple(PickedRule(r.rule.id, r.answer.due_on) for r in ticked if r.answer)
        person = self._person.value()
        if self._recorded is not None:
            return AddDeadlinesFromEvent(
                case=case, event=self._recorded.id, picked=picked, assigned_to=person
            )
        if not picked:
            return RecordEvent(case=case, entry=self._entry())
        return AddDeadlinesFromEvent(
            case=case, entry=self._entry(), picked=picked, assigned_to=person
        )

    def refuse(self, error: DossierError) -> None:
        """Say why not; where rules or calendars changed meanwhile, show what they now give."""
        super().refuse(error)
        if error.code == "recount.stale":
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the window has."""
        super().showEvent(event)
        window = self.parentWidget()
        most = window.height() - _AROUND if window is not None else _HEIGHT
        self.resize(_WIDTH, min(_HEIGHT, most))

    def _make_fields(self, frame: Frame, lists: Lists) -> None:
        events = options(lists[CodeList.TRIGGER_EVENT])
        self._case = Field("case", _("Case"), CaseInput(frame.desk), required=True)
        hide_unless(self._case, self._case_id is None)
        kind: Choice[str] = Choice(events, empty=_("Choose"), searchable=True)
        self._event = Field("event", _("What happened"), kind, required=True)
        self._on_input = DateInput()
        self._on = Field("on", _("On"), self._on_input, required=True)
        self._clock = Field("clock", _("At"), TimeInput())
        self._means: Choice[str] = Choice(empty=_("Not served, or by hand"))
        self._service = Field("service", _("Served by"), self._means)
        self._defendants: Choice[UUID] = Choice(empty=_("All defendants"))
        self._defendant = Field("defendant", _("Concerns"), self._defendants)
        self._hearings: Choice[UUID] = Choice(empty=_("No hearing"))
        self._hearings.edited.connect(self._take_hearing)
        self._hearing = Field("hearing", _("It is the hearing"), self._hearings)
        self._person = Field("assigned_to", _("Given to"), PersonChoice(frame.desk))

    def _take_event(self, event: TriggeringEvent | None) -> None:
        """Show a recorded event, which is changed elsewhere."""
        if event is None:
            return
        self._event.content.set_value(event.event)  # type: ignore[attr-defined]  # a choice
        self._on_input.take(event.on)
        if event.service:
            self._means.set_options([(event.service, event.service)])
            self._means.set_value(event.service)
        for field in (self._event, self._on, self._clock, self._service):
            field.content.setEnabled(False)
        for field in (self._defendant, self._hearing):
            field.hide()

    def _chosen_case(self) -> CaseId | None:
        case = self._case_id or self._case.value()
        return CaseId(case) if case is not None else None

    def _ask_about(self, case: CaseId) -> None:
        self.desk.ask(CaseEvents(case), self, self._learn)

    def _learn(self, known: EventsInCase) -> None:
        """Offer the people and hearings of the case, and the means of service rules name."""
        self._defendants.set_options(known.defendants)
        self._days = {each.id: each.on for each in known.hearings}
        self._hearings.set_options(
            [(each.id, f"{each.what}, {wording.day(each.on)}") for each in known.hearings]
        )
        if self._recorded is None:
            self._means.set_options([(each, each.capitalize()) for each in known.means])

    def _entry(self) -> EventEntry:
        clock: time | None = self._clock.value()
        return EventEntry(
            event=self._event.value() or "",
            on=self._on.value(),
            clock=clock if self._hearing.value() is None else None,
            service=self._service.value() or "",
            defendant=self._defendant.value(),
            hearing=self._hearing.value(),
        )

    def _edited(self, *_words: str) -> None:
        self._timer.start()

    def _take_hearing(self) -> None:
        """Take the day of the hearing chosen; its time is the event's."""
        day = self._days.get(self._hearing.value())
        self._clock.content.setEnabled(day is None)
        if day is not None:
            self._on_input.take(day)

    def _ask(self) -> None:
        self._timer.stop()
        case, on = self._chosen_case(), self._on.value()
        is_told = bool(self._event.value()) and (on is not None or self._hearing.value())
        if case is None or not is_told:
            return
        self._asked += 1
        recorded = self._recorded
        query = (
            PreviewEvent(case=case, event=recorded.id)
            if recorded is not None
            else PreviewEvent(case=case, entry=self._entry())
        )
        shown, failed = partial(self._show, self._asked), partial(self._fail, self._asked)
        self.desk.ask(query, self, shown, failed)

    def _show(self, asked: int, answer: EventOutcome) -> None:
        if asked != self._asked:
            return
        kept = {row.rule.id for row in self._list.ticked_rows()} if self._is_same(answer) else None
        self._answer = answer
        usual = {each.rule.id for each in answer.rules if each.is_usual}
        self._list.show_rows(answer.rules, set(usual if kept is None else kept))
        self._list.take_height(_LIST_HEIGHT)
        self._explain(self._list.current_key())

    def _is_same(self, answer: EventOutcome) -> bool:
        """Whether the answer is about what is shown, so that ticks set by hand stay."""
        shown = self._answer
        return shown is not None and (shown.event.event, shown.event.on) == (
            answer.event.event,
            answer.event.on,
        )

    def _fail(self, asked: int, error: DossierError) -> None:
        if asked == self._asked:
            self._list.show_rows((), set())
            self._why.hide()
            self._remark.setText(sentence(error))

    def _count(self, _key: object) -> None:
        ticked = len(self._list.ticked_rows())
        words = _("{n} of {all} ticked. Space ticks, A ticks all.")
        self._remark.setText(words.format(n=ticked, all=self._list.possible()))
        self._commit.set_label(self._verb(ticked))

    def _verb(self, ticked: int) -> str:
        if not ticked and self._recorded is None:
            return _("Record the event")
        return ngettext("Add {n} date", "Add {n} dates", ticked).format(n=ticked)

    def _explain(self, _key: object) -> None:
        """Show every step of the row the table stands on."""
        outcome = self._list.current_row()
        self._why.setVisible(outcome is not None)
        if isinstance(outcome, RuleOutcome):
            self._why.show_steps(reasons(outcome), source_words(outcome))


def add_dates(frame: Frame, case: UUID | None = None, event: TriggeringEvent | None = None) -> None:
    """Open the form; without a case at hand it asks for it."""
    at_hand = case or frame.case_at_hand()
    chosen = CaseId(at_hand) if at_hand else None

    def make(lists: Lists) -> EventDatesForm:
        form = EventDatesForm(frame, lists, chosen, event)
        form.committed.connect(partial(_added, frame))
        return form

    open_form(frame, (CodeList.TRIGGER_EVENT,), make)


def _added(frame: Frame, done: EventDates | TriggeringEvent) -> None:
    if isinstance(done, TriggeringEvent):
        tell_undoable(frame, _("The event is recorded."))
        return
    count = len(done.deadlines)
    words = ngettext(
        "{n} date added, the first on {day}.", "{n} dates added, the first on {day}.", count
    )
    first: date = min(deadline.due_on for deadline in done.deadlines)
    tell_undoable(frame, words.format(n=count, day=wording.day(first)))
