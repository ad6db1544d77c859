"""The fields an act asks for, made from the same data that checks the answers.

All fields exist from the start and are laid out anew when another act is chosen, so that what was
typed for one act is still there for the next, and a form that was kept can be filled in again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.custody import Action
from app.domain.custody.asked import ASKED, DAYS_AHEAD, Asked, AskedKind
from app.domain.particulars import Particulars
from app.i18n import _
from app.i18n.custody_words import answer_words, field_label
from app.ui.desk import Desk
from app.ui.evidence.place_field import PlaceInput
from app.ui.theme import metrics
from app.ui.widgets import Choice, DateInput, Field, PastDateInput, TextInput

_SECOND = Asked("second_person", AskedKind.PERSON, is_required=True, is_column=True)
_STATES = {
    "seal_intact": ((True, _("Intact")), (False, _("Broken"))),
    "contents_inventoried": ((True, _("Looked through")), (False, _("Not looked through"))),
}
_WIDE = frozenset({"exams", "digest", "tool", "result", "children", "quantities", "order"})
"""Fields whose answers need the whole width."""
_HINTS = {
    "second_person": _("Somebody who neither gives nor receives it."),
    "children": _("Tags with commas between them."),
    "quantities": _("How much each part is, in the same order."),
    "due_back_on": _("You are reminded of it."),
    "deadline": _("Empty: five working days."),
}


class AskedFields(QWidget):
    """The fields of one act out of several.

    Args:
        actions: the acts that can be chosen.
        steps: by field, the open steps it may name: ``seq`` and words.
        left_out: fields that cannot have one answer for all items at hand.
        desk: to ask which places there are.
    """

    def __init__(
        self,
        actions: Sequence[Action],
        steps: Mapping[str, Sequence[tuple[str, str]]],
        left_out: frozenset[str] = frozenset(),
        *,
        desk: Desk,
    ) -> None:
        super().__init__()
        self._action = actions[0]
        self._second_person = False
        self._left_out = left_out
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(metrics.CARD_GAP)
        self._grid.setVerticalSpacing(metrics.CARD_GAP)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._fields: dict[Asked, Field] = {}
        every = (asked for action in actions for asked in ASKED[action])
        for asked in dict.fromkeys((*every, _SECOND)):
            self._fields[asked] = _field(asked, steps.get(asked.key, ()), desk)
        for field in self._fields.values():
            field.setParent(self)
            field.hide()

    def show_for(self, action: Action, *, second_person: bool = False) -> None:
        """Lay out the fields of an act; answers to the same question move along.

        Args:
            action: the act.
            second_person: whether one is needed also where the act does not ask for one.
        """
        answers = {asked.key: field for asked, field in self._shown()}
        self._action = action
        self._second_person = second_person
        for field in self._fields.values():
            self._grid.removeWidget(field)
            field.hide()
        self._lay_out()
        for asked, field in self._shown():
            _take_over(field, answers.get(asked.key))

    def field(self, key: str) -> Field | None:
        """Return the field of the present act with that name."""
        return next((field for asked, field in self._shown() if asked.key == key), None)

    def columns(self) -> dict[str, Any]:
        """Return the answers that are columns of the event, by name.

        A place of the list is named beside its words.
        """
        said = {asked.key: field.value() for asked, field in self._shown() if asked.is_column}
        place = self.field("place")
        if place is not None and isinstance(place.content, PlaceInput):
            said["location"] = place.content.location
        return said

    def details(self) -> Particulars:
        """Return the answers that are details of the event."""
        said = ((asked, field.value()) for asked, field in self._shown() if not asked.is_column)
        return tuple((asked.key, _text(answer)) for asked, answer in said if answer)

    def _asked_of(self, action: Action) -> Iterator[Asked]:
        asked = [each for each in ASKED[action] if each.key not in self._left_out]
        yield from asked
        if self._second_person and all(each.key != _SECOND.key for each in asked):
            yield _SECOND

    def _shown(self) -> list[tuple[Asked, Field]]:
        return [(asked, self._fields[asked]) for asked in self._asked_of(self._action)]

    def _lay_out(self) -> None:
        row = place = 0
        for asked, field in self._shown():
            is_wide = asked.key in _WIDE and asked.kind is not AskedKind.CHOICE
            if is_wide and place:
                row, place = row + 1, 0
            width = 2 if is_wide else 1
            self._grid.addWidget(field, row, place, 1, width, Qt.AlignmentFlag.AlignTop)
            field.show()
            place += width
            if place > 1:
                row, place = row + 1, 0


def _field(asked: Asked, steps: Sequence[tuple[str, str]], desk: Desk) -> Field:
    return Field(
        asked.key,
        field_label(asked.key),
        _content(asked, steps, desk),
        hint=_HINTS.get(asked.key, ""),
        # What is filled in where it is left empty need not be typed.
        required=asked.is_required and asked.key != "deadline",
    )


def _content(asked: Asked, steps: Sequence[tuple[str, str]], desk: Desk) -> QWidget:
    if asked.key == "place":
        return PlaceInput(desk)
    if asked.kind is AskedKind.DAY:
        return DateInput() if asked.key in DAYS_AHEAD else PastDateInput()
    if asked.kind is AskedKind.YES_NO:
        return Choice(_STATES[asked.key], empty=_("Not looked at"))
    if asked.kind is AskedKind.STEP:
        return Choice(steps)
    if asked.kind is AskedKind.CHOICE:
        words = [(choice, answer_words(asked.key, choice)) for choice in asked.choices]
        return Choice(words, empty="" if asked.is_required else _("Not said"))
    return TextInput()


def _text(answer: object) -> str:
    return answer.isoformat() if isinstance(answer, date) else str(answer)


def _take_over(field: Field, earlier: Field | None) -> None:
    if earlier is None or earlier is field:
        return
    here, there = field.content, earlier.content
    if isinstance(here, TextInput) and isinstance(there, TextInput) and not here.text():
        here.set_value(there.text())
    elif isinstance(here, Choice) and isinstance(there, Choice) and here.value() is None:
        here.set_value(there.value())
