"""The forms about the chain of an item: hand it over, correct a step."""

from collections.abc import Iterable

from app.domain.custody import AWAY_ACTIONS, ENTRY_ACTIONS, HANDLING_ACTIONS, Action
from app.i18n import _
from app.services.evidence import (
    CorrectCustody,
    ItemFile,
    RecentHolders,
    TransferCustody,
)
from app.ui import wording
from app.ui.evidence.suggesting import suggest
from app.ui.evidence.wording import shortened, step_title
from app.ui.form import FormDialog
from app.ui.moment_fields import moment_of
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    DateInput,
    Field,
    ProseInput,
    TextInput,
    TimeInput,
    fields_in_a_row,
)

_OFFERED = tuple(action for action in Action if action not in ENTRY_ACTIONS | {Action.CORRECTED})

_GLANCE = 80
"""Characters of a text in the sentence above a form."""


class TransferForm(FormDialog):
    """Hand an item to another holder; who gives it is read off its chain."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        super().__init__(
            frame.desk,
            _("Transfer custody of {tag}").format(tag=shown.line.tag),
            _("Hand over"),
            lede=_holds_it_now(shown),
            parent=frame.dialog_parent(),
            width=620,
        )
        self._shown = shown
        offered = sorted(_OFFERED, key=lambda action: action is not Action.OUT)
        actions = Choice([(action, shown.actions[action]) for action in offered], Action.OUT)
        self._action = Field("action", _("What happens"), actions)
        self._receiver = TextInput(placeholder=_("Person or body"))
        self._to = Field("to", _("To"), self._receiver, required=True)
        self._purpose = Field("purpose", _("Purpose"), TextInput(), required=True)
        self._place = Field("place", _("Place it goes to"), TextInput())
        self._due = Field("due_back_on", _("Due back"), DateInput())
        self._second = Field(
            "second_person",
            _("Second person"),
            TextInput(),
            hint=_("Somebody who neither gives nor receives it."),
            required=True,
        )
        seal = Choice([(True, _("Intact")), (False, _("Broken"))], empty=_("Not looked at"))
        self._seal_intact = Field("seal_intact", _("Seal"), seal)
        self._seal = Field("seal", _("New seal number"), TextInput())
        self._day = Field("at", _("On"), DateInput(), hint=_("Now, unless you say otherwise."))
        self._time = Field("at_time", _("At"), TimeInput())
        self.add(
            fields_in_a_row((self._to, 3), (self._action, 2)),
            self._purpose,
            fields_in_a_row(self._place, self._due),
            self._second,
            fields_in_a_row(self._seal_intact, self._seal),
            fields_in_a_row((self._day, 2), (self._time, 1)),
        )
        self._second.setVisible(shown.item.needs_two_people)
        self.resize(620, 660 if shown.item.needs_two_people else 560)
        actions.edited.connect(self._follow_action)
        self.desk.ask(RecentHolders(), self, self._suggest)

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
            place=self._place.value(),
            second_person="" if self._second.isHidden() else self._second.value(),
            seal_intact=self._seal_intact.value(),
            seal=self._seal.value(),
            due_back_on=None if self._due.isHidden() else self._due.value(),
        )

    def _follow_action(self) -> None:
        """Only what leaves can be due back; what is opened stays with its holder."""
        action = self._action.value()
        self._due.setVisible(action in AWAY_ACTIONS)
        if action in HANDLING_ACTIONS:
            self._receiver.set_value(self._shown.line.holder)
        self._to.setEnabled(action not in HANDLING_ACTIONS)

    def _suggest(self, holders: Iterable[str]) -> None:
        suggest(self._receiver, holders)


class CorrectForm(FormDialog):
    """Say what is wrong with a step; the step itself stays as it was written."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
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
        self._step = Field("corrects", _("Step"), Choice(steps))
        self._reason = Field(
            "purpose", _("What is wrong, and what is right"), ProseInput(lines=4), required=True
        )
        self.add(self._step, self._reason)

    def command(self) -> CorrectCustody:
        """Return the correction."""
        return CorrectCustody(
            item=self._shown.item.id, seq=self._step.value(), reason=self._reason.value()
        )

    def _words(self, seq: int) -> str:
        event = self._shown.chain.events[seq - 1]
        title = step_title(event, self._shown.actions[event.action])
        return f"{seq}. {title[:60]}, {wording.moment(event.at)}"


def _holds_it_now(shown: ItemFile) -> str:
    line = shown.line
    what, holder, place = (
        shortened(text, _GLANCE) for text in (line.description, line.holder, line.place)
    )
    where = f"{holder} ({place})" if place else holder
    return _("{what}. {where} holds it now.").format(what=what, where=where)
