"""The forms about one item: hand it over, correct its chain, change what is said about it."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from app.domain.codes import Code, CodeList
from app.domain.custody import AWAY_ACTIONS, ENTRY_ACTIONS, HANDLING_ACTIONS, Action
from app.i18n import _
from app.services.codes import Choices
from app.services.evidence import (
    AmendEvidenceItem,
    CorrectCustody,
    ItemFile,
    RecentHolders,
    TransferCustody,
)
from app.ui import wording
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

_AMENDED = (
    ("quantity", _("Quantity")),
    ("serial", _("Serial number")),
    ("seal", _("Seal number")),
    ("exhibit", _("Exhibit number")),
    ("agency_tag", _("Agency's tag")),
    ("packaging", _("Packaging")),
    ("condition", _("Condition")),
    ("hazard", _("Hazard")),
    ("collected_by", _("Collected by")),
    ("collected_place", _("Place collected")),
    ("authority", _("Authority")),
    ("seized_from", _("Seized from")),
    ("owner", _("Owner")),
    ("hold", _("Hold")),
)
"""One-line fields of an item that may be changed, with their labels."""

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


class AmendForm(FormDialog):
    """Change what is said about an item; tag, case and chain stay."""

    def __init__(self, frame: Frame, shown: ItemFile) -> None:
        item = shown.item
        super().__init__(
            frame.desk,
            _("Change {tag}").format(tag=item.tag),
            _("Save"),
            lede=_("Tag, case and chain of custody stay as they are."),
            parent=frame.dialog_parent(),
            width=680,
        )
        self._item = item
        self._kinds = Choice([(item.kind, shown.line.kind_label)])
        self._kind = Field("kind", _("Type"), self._kinds)
        self._lines = {
            name: Field(name, label, TextInput(getattr(item, name))) for name, label in _AMENDED
        }
        description = ProseInput(item.description, lines=4)
        self._description = Field("description", _("Description"), description, required=True)
        self._note = Field("note", _("Note"), ProseInput(item.note, lines=3))
        fields = list(self._lines.values())
        self.add(self._description, fields_in_a_row(self._kind, *fields[:2]))
        for start in range(2, len(fields), 3):
            self.add(fields_in_a_row(*fields[start : start + 3]))
        self.add(self._note)
        self.desk.ask(Choices((CodeList.EVIDENCE_KIND,)), self, self._offer_kinds)

    def command(self) -> AmendEvidenceItem:
        """Return the item with its new content, made from the version that was shown."""
        lines = {name: field.value() for name, field in self._lines.items()}
        item = replace(
            self._item,
            kind=self._kind.value(),
            description=self._description.value(),
            note=self._note.value(),
            **lines,
        )
        return AmendEvidenceItem(item=item)

    def _offer_kinds(self, choices: dict[CodeList, tuple[Code, ...]]) -> None:
        kinds = [(code.code, code.label) for code in choices[CodeList.EVIDENCE_KIND]]
        if self._item.kind not in dict(kinds):
            kinds.insert(0, (self._item.kind, self._item.kind))
        self._kinds.set_options(kinds)


def suggest(line: TextInput, words: Iterable[str]) -> None:
    """Offer words while the line is typed into; any other may be typed too."""
    completer = QCompleter(list(words), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)


def _holds_it_now(shown: ItemFile) -> str:
    line = shown.line
    what, holder, place = (
        shortened(text, _GLANCE) for text in (line.description, line.holder, line.place)
    )
    where = f"{holder} ({place})" if place else holder
    return _("{what}. {where} holds it now.").format(what=what, where=where)
