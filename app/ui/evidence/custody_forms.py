"""The forms about the chain of an item: hand it over, correct a step."""

from collections.abc import Iterable

from app.domain.custody import DIVIDING_ACTIONS, HANDLING_ACTIONS, Action, Chain
from app.domain.custody.chain import is_witnessed
from app.domain.custody.corrections import FieldKind, correctable, kind_of, written
from app.domain.custody.details import open_steps
from app.domain.retention.disposal import DISPOSAL_ACTIONS
from app.i18n import _
from app.i18n.custody_words import field_label, purpose_label
from app.services.evidence import (
    CorrectCustody,
    ItemFile,
    RecentHolders,
    TransferCustody,
)
from app.ui import wording
from app.ui.evidence.asked_fields import AskedFields
from app.ui.evidence.corrected_input import CorrectedInput
from app.ui.evidence.place_field import ReceiverInput
from app.ui.evidence.suggesting import suggest
from app.ui.evidence.wording import shortened, step_title
from app.ui.form import FormDialog
from app.ui.moment_fields import moment_of
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    PastDateInput,
    ProseInput,
    TextInput,
    TimeInput,
    fields_in_a_row,
)

_FIRST = (Action.OUT, Action.FROM_LAB, Action.RETURNED)
"""What is offered first, if it may follow."""
_OF_OTHER_FORMS = DISPOSAL_ACTIONS | DIVIDING_ACTIONS | {Action.CORRECTED}

_GLANCE = 80
"""Characters of a text in the sentence above a form."""


class TransferForm(FormDialog):
    """Hand an item to another holder, or write down what was done with it.

    Only acts that may follow are offered, each with the fields it asks for; who gives the item is
    read off its chain.
    """

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        super().__init__(
            frame.desk,
            _("Transfer custody of {tag}").format(tag=shown.line.tag),
            _("Hand over"),
            lede=_holds_it_now(shown),
            parent=frame.dialog_parent(),
            width=680,
        )
        self._shown = shown
        offered = offered_actions(shown.chain)
        actions = Choice([(action, shown.actions[action]) for action in offered], offered[0])
        self._action = Field("action", _("What happens"), actions)
        self._receiver = ReceiverInput(frame.desk)
        self._to = Field("to", _("To"), self._receiver, required=True)
        self._purpose = Field("purpose", _("Purpose"), TextInput(), required=True)
        self._asked = AskedFields(offered, _open_steps(shown), desk=frame.desk)
        self._day = Field("at", _("On"), PastDateInput(), hint=_("Now, unless you say otherwise."))
        self._time = Field("at_time", _("At"), TimeInput())
        self.add(
            fields_in_a_row((self._action, 2), (self._to, 3)),
            self._purpose,
            self._asked,
            fields_in_a_row((self._day, 2), (self._time, 1)),
        )
        self.resize(680, 640)
        actions.edited.connect(self._follow_action)
        self._follow_action()
        self.desk.ask(RecentHolders(), self, self._suggest)

    def asked(self, key: str) -> Field | None:
        """Return a field the chosen act asks for."""
        return self._asked.field(key)

    def command(self) -> TransferCustody:
        """Return the hand-over.

        Raises:
            Refused: a day is given without its time, or there is no such time.
        """
        return TransferCustody(
            item=self._shown.item.id,
            to=self._to.value(),
            purpose=self._purpose.value(),
            action=self._action.value(),
            at=moment_of(self._day, self._time),
            details=self._asked.details(),
            **self._asked.columns(),
        )

    def _follow_action(self) -> None:
        """Show what the act asks for; what is only handled stays with its holder."""
        action = self._action.value()
        is_seen = is_witnessed(self._shown.item, action)
        self._asked.show_for(action, second_person=is_seen)
        self._purpose.set_label(purpose_label(action))
        if action in HANDLING_ACTIONS:
            self._receiver.set_value(self._shown.line.holder)
        self._to.setEnabled(action not in HANDLING_ACTIONS)

    def _suggest(self, holders: Iterable[str]) -> None:
        suggest(self._receiver, dict.fromkeys((*holders, *self._receiver.names)))


class CorrectForm(FormDialog):
    """Say what is wrong with a step; the step itself stays as it was written."""

    def __init__(self, frame: Frame, shown: ItemFile, seq: int | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Correct the chain of {tag}").format(tag=shown.line.tag),
            _("Add correction"),
            lede=_("Nothing is erased. The correction is added to the chain and names the step."),
            parent=frame.dialog_parent(),
        )
        self._shown = shown
        events = reversed(shown.chain.events)
        steps = [(event.seq, self._words(event.seq)) for event in events]
        last = shown.chain.last
        chosen = seq or (last.seq if last is not None else None)
        self._step = Field("corrects", _("Step"), Choice(steps, chosen))
        self._fields: Choice[str] = Choice(empty=_("Not one field alone"))
        self._field = Field("field", _("What is wrong"), self._fields)
        self._said = CorrectedInput()
        self._new = Field("new", _("Should say"), self._said)
        self._reason = Field(
            "purpose", _("What is wrong, and what is right"), ProseInput(lines=4), required=True
        )
        self._approver = Field(
            "approver",
            _("Approved by"),
            TextInput(),
            hint=_("The supervisor who was told, where your manual asks for one."),
        )
        self.add(self._step, fields_in_a_row(self._field, self._new), self._reason, self._approver)
        self.resize(560, 560)
        self._step.content.edited.connect(self._offer_fields)  # type: ignore[attr-defined]  # every input has it
        self._fields.edited.connect(self._follow_field)
        self._offer_fields()

    def command(self) -> CorrectCustody:
        """Return the correction."""
        return CorrectCustody(
            item=self._shown.item.id,
            seq=self._step.value(),
            reason=self._reason.value(),
            field=self._field.value() or "",
            new=self._new.value() if self._field.value() else "",
            approver=self._approver.value(),
        )

    def _offer_fields(self) -> None:
        """Offer what the chosen step can be wrong about."""
        event = self._shown.chain.events[self._step.value() - 1]
        self._fields.set_options([(key, field_label(key)) for key in correctable(event)])
        self._follow_field()

    def _follow_field(self) -> None:
        """Say what stands there now."""
        field = self._field.value()
        self._new.setEnabled(field is not None)
        if field is None:
            # What was typed for another field is not asked for, and must not keep the form back.
            self._said.ask_for(FieldKind.TEXT, "")
            return
        step = self._shown.chain.read[self._step.value() - 1]
        said = written(step, field)
        words = _("Says: {text}").format(text=shortened(said, _GLANCE)) if said else ""
        self._said.ask_for(kind_of(step, field), words or _("Says nothing."))

    def _words(self, seq: int) -> str:
        event = self._shown.chain.events[seq - 1]
        title = step_title(event, self._shown.actions[event.action])
        return f"{seq}. {title[:60]}, {wording.moment(event.at)}"


def offered_actions(chain: Chain) -> list[Action]:
    """Return the acts that may follow, the most likely first."""
    others = [action for action in Action if action not in _OF_OTHER_FORMS]
    may = [action for action in others if chain.may_follow(action)]
    return sorted(may, key=lambda action: (action not in _FIRST, action is not Action.OUT))


def _open_steps(shown: ItemFile) -> dict[str, list[tuple[str, str]]]:
    """Return the holds and discrepancies that are open, as a field names them."""
    events = {event.seq: event for event in shown.chain.events}
    now = shown.chain.situation
    return {
        key: [
            (str(seq), f"{seq}. {shortened(events[seq].purpose, _GLANCE)}")
            for seq in open_steps(key, now)
        ]
        for key in ("hold", "discrepancy")
    }


def _holds_it_now(shown: ItemFile) -> str:
    line = shown.line
    what, holder, place = (
        shortened(text, _GLANCE) for text in (line.description, line.holder, line.place)
    )
    where = f"{holder} ({place})" if place else holder
    return _("{what}. {where} holds it now.").format(what=what, where=where)
