"""Check many items out or in at once: name them by their tags, then say it once for all."""

from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QShowEvent

from app.domain.custody import Action, CustodyEvent
from app.domain.custody.situation import Where
from app.i18n import _, ngettext
from app.services.evidence import LEAVING, CheckIn, CheckOut, RecentHolders
from app.ui.evidence.asked_fields import AskedFields
from app.ui.evidence.papers import open_transfer_receipt
from app.ui.evidence.place_field import ReceiverInput
from app.ui.evidence.suggesting import suggest
from app.ui.evidence.tagged_items import TaggedItems
from app.ui.form import FormDialog
from app.ui.moment_fields import moment_of
from app.ui.page import Frame
from app.ui.widgets import (
    Choice,
    Field,
    PastDateInput,
    TextInput,
    TimeInput,
    fields_in_a_row,
)

_WAYS = dict(zip(LEAVING, (_("To a person"), _("To a laboratory"), _("To a court")), strict=True))
_BACK = (Action.RETURNED, Action.FROM_LAB)


_EACH_ITS_OWN = frozenset({"seal"})
"""What many items cannot have the same of."""


class _BatchForm(FormDialog):
    """What both forms share: the items, a receiver, the fields asked for, and the time."""

    def __init__(
        self,
        frame: Frame,
        items: Sequence[UUID],
        words: tuple[str, str, str],
        actions: Sequence[Action],
    ) -> None:
        title, commit, lede = words
        super().__init__(
            frame.desk, title, commit, lede=lede, parent=frame.dialog_parent(), width=680
        )
        self.items = TaggedItems(self.desk, items)
        self._receiver = ReceiverInput(frame.desk)
        self._asked = AskedFields(actions, {}, _EACH_ITS_OWN, desk=frame.desk)
        self._day = Field("at", _("On"), PastDateInput(), hint=_("Now, unless you say otherwise."))
        self._time = Field("at_time", _("At"), TimeInput())
        self.resize(680, 660)
        self.items.changed.connect(self._follow)
        self.desk.ask(RecentHolders(), self, self._suggest)
        self._frame = frame
        self.committed.connect(self._offer_receipt)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the tags as long as there are none."""
        super().showEvent(event)
        if not self.items.ids:
            self.items.setFocus()

    def asked(self, key: str) -> Field | None:
        """Return a field that is asked for."""
        return self._asked.field(key)

    def _offer_receipt(self, events: tuple[CustodyEvent, ...]) -> None:
        first, count = events[0], len(events)
        receipt = partial(
            open_transfer_receipt, self._frame, first.item, first.seq, is_batch=count > 1
        )
        words = ngettext("{n} item handed over.", "{n} items handed over.", count).format(n=count)
        self._frame.tell(words, action=_("Print receipt"), press=receipt)

    def _follow(self) -> None:
        """Ask what the items at hand need."""
        self._asked.show_for(self._action(), second_person=self._needs_two())

    def _action(self) -> Action:
        raise NotImplementedError

    def _needs_two(self) -> bool:
        return any(shown.item.needs_two_people for shown in self.items.files)

    def _suggest(self, holders: Iterable[str]) -> None:
        suggest(self._receiver, dict.fromkeys((*holders, *self._receiver.names)))


class CheckOutForm(_BatchForm):
    """Release many items to one receiver."""

    def __init__(self, frame: Frame, items: Sequence[UUID] = ()) -> None:
        lede = _("All items go, or none. Each gets a step of its own in its chain.")
        super().__init__(frame, items, (_("Check items out"), _("Check out"), lede), LEAVING)
        self._way = Field("action", _("How they leave"), Choice(_WAYS.items(), Action.OUT))
        self._to = Field("to", _("To"), self._receiver, required=True)
        self._purpose = Field("purpose", _("Purpose"), TextInput(), required=True)
        self.add(
            self.items,
            fields_in_a_row((self._way, 2), (self._to, 3)),
            self._purpose,
            self._asked,
            fields_in_a_row((self._day, 2), (self._time, 1)),
        )
        self._way.content.edited.connect(self._follow)  # type: ignore[attr-defined]  # every input has it
        self._follow()

    def command(self) -> CheckOut:
        """Return the check-out.

        Raises:
            Refused: a day is given without its time, or there is no such time.
        """
        return CheckOut(
            items=self.items.ids,
            to=self._to.value(),
            purpose=self._purpose.value(),
            action=self._way.value(),
            at=moment_of(self._day, self._time),
            details=self._asked.details(),
            **self._asked.columns(),
        )

    def _action(self) -> Action:
        action: Action = self._way.value()
        return action


class CheckInForm(_BatchForm):
    """Take many items back, each from where it is."""

    def __init__(self, frame: Frame, items: Sequence[UUID] = ()) -> None:
        lede = _("All items come back, or none. Each from where its chain says it is.")
        super().__init__(frame, items, (_("Check items in"), _("Check in"), lede), _BACK)
        self._to = Field("to", _("Received by"), self._receiver, hint=_("You, unless you say."))
        self._purpose = Field("purpose", _("Purpose"), TextInput(_("Returned")), required=True)
        self.add(
            self.items,
            fields_in_a_row(self._to, self._purpose),
            self._asked,
            fields_in_a_row((self._day, 2), (self._time, 1)),
        )
        self._follow()

    def command(self) -> CheckIn:
        """Return the check-in.

        Raises:
            Refused: a day is given without its time, or there is no such time.
        """
        columns = self._asked.columns()
        of_lab = dict(self._asked.details())
        return CheckIn(
            items=self.items.ids,
            to=self._to.value(),
            purpose=self._purpose.value(),
            at=moment_of(self._day, self._time),
            place=columns["place"],
            location=columns["location"],
            second_person=columns.get("second_person", ""),
            seal_intact=columns["seal_intact"],
            condition=columns["condition"],
            contents_inventoried=columns["contents_inventoried"],
            result=of_lab.get("result", ""),
            result_on=of_lab.get("result_on", ""),
            lab_number=of_lab.get("lab_number", ""),
        )

    def _action(self) -> Action:
        """Ask for the laboratory's result where an item comes from one."""
        at_lab = any(shown.chain.situation.where is Where.LAB for shown in self.items.files)
        return Action.FROM_LAB if at_lab else Action.RETURNED
