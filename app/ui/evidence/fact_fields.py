"""The fields of what can be said about any item, grouped as they are read.

The form that corrects an item shows all of them, fast entry those it has no place for otherwise.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.codes import Code, CodeList
from app.domain.evidence import CODED_FACTS, ItemFacts, ItemRelation
from app.domain.money import cents_of, dollars
from app.i18n import _
from app.i18n.item_words import FACTS, RELATIONS
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    ProseInput,
    TextInput,
    column,
    fields_in_a_row,
    strong,
)

LISTS = (CodeList.EVIDENCE_KIND, CodeList.HAZARD, *CODED_FACTS.values())
"""Code lists the fields are chosen from."""

Rows = tuple[tuple[str, ...], ...]

DESCRIPTION: Rows = (
    ("make", "model", "serial"),
    ("quantity", "unit", "value_cents"),
    ("seal", "packaging", "condition"),
    ("inside", "relation", "is_biological"),
    ("hazards",),
    ("hazard",),
)
SEIZURE: Rows = (
    ("collected_by", "collection_witness", "collected_place"),
    ("collected_position", "basis", "authority"),
    ("seized_from", "owner", "claimant"),
)
STORAGE: Rows = (
    ("storage_band", "storage_need", "retention_class"),
    ("sensitivity", "review_on", "hold"),
)
COURT: Rows = (
    ("exhibit", "exhibit_status", "sponsor"),
    ("agency_tag", "lab_number"),
    ("note",),
)

_HINTS = {
    "inside": _("Tag of the container"),
    "collected_position": _("Coordinates or a mark on the plan"),
    "unit": _("Such as g, rounds, pages"),
    "value_cents": _("Such as 2,480"),
}
_IN_A_ROW = 3


class HazardsInput(QWidget):
    """Which hazards an item has: a tick for each.

    Signals:
        edited: one was ticked or cleared.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, CheckRow] = {}
        self._wanted: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)

    def offer(self, codes: Iterable[Code]) -> None:
        """Offer the hazards of the office; one an item has stays, though it is offered no more."""
        known = {code.code: code.label for code in codes}
        wanted = self.answer()
        for row_ in self._rows.values():
            row_.hide()
            row_.deleteLater()
        labels = {**known, **{code: code for code in wanted if code not in known}}
        self._rows = {code: CheckRow(label, code in wanted) for code, label in labels.items()}
        for place, row_ in enumerate(self._rows.values()):
            self._grid.addWidget(row_, place // _IN_A_ROW, place % _IN_A_ROW)
            row_.edited.connect(self._tell)

    def answer(self) -> tuple[str, ...]:
        """Codes of those ticked."""
        if not self._rows:
            return self._wanted
        return tuple(code for code, row_ in self._rows.items() if row_.value())

    def set_value(self, codes: tuple[str, ...]) -> None:
        """Tick these, now or once they are offered."""
        self._wanted = codes
        for code, row_ in self._rows.items():
            row_.set_value(code in codes)

    def problem(self) -> str | None:
        """Any of them may go together."""
        return None

    def _tell(self) -> None:
        self.edited.emit()


class FactFields:
    """Fields by the name of their fact, each made once."""

    def __init__(self, *groups: Rows) -> None:
        names = (name for group in groups for line in group for name in line)
        self.by_name = {name: _field(name) for name in names}

    def section(self, heading: str, rows: Rows, *more: QWidget) -> QWidget:
        """Return one group under its heading, with further parts below it."""
        around = QWidget()
        lines = [self._line(names) for names in rows]
        around.setLayout(column(strong(heading), *lines, *more, spacing=14))
        return around

    def offer(self, choices: Mapping[CodeList, Iterable[Code]]) -> None:
        """Offer what can be chosen."""
        for name, list_ in CODED_FACTS.items():
            field = self.by_name.get(name)
            if field is not None:
                _offer(field.content, choices[list_])
        hazards = self.by_name.get("hazards")
        if hazards is not None and isinstance(hazards.content, HazardsInput):
            hazards.content.offer(choices[CodeList.HAZARD])

    def values(self) -> dict[str, Any]:
        """Return the facts filled in, by name; ``inside`` is a tag.

        Raises:
            Refused: the value is no amount of money.
        """
        facts: dict[str, Any] = {}
        for name, field in self.by_name.items():
            value = field.value()
            if name == "value_cents":
                facts[name] = cents_of(value, name) if value else None
            else:
                facts[name] = "" if value is None and name != "review_on" else value
        return facts

    def fill(self, item: ItemFacts, inside: str) -> None:
        """Show what is said about an item that lies in the one with the tag ``inside``."""
        for name, field in self.by_name.items():
            _fill(field.content, inside if name == "inside" else getattr(item, name))

    def put(self, facts: Mapping[str, Any]) -> None:
        """Fill some of the fields in, as `values` returned them."""
        for name, value in facts.items():
            _fill(self.by_name[name].content, value)

    def _line(self, names: tuple[str, ...]) -> QWidget:
        fields: list[QWidget] = [self.by_name[name] for name in names]
        if len(names) == 1:
            return fields[0]
        return fields_in_a_row(*fields, *(QWidget() for _ in range(_IN_A_ROW - len(fields))))


def _field(name: str) -> Field:
    return Field(name, FACTS[name], _input(name))


def _input(name: str) -> QWidget:
    if name in CODED_FACTS:
        return Choice[str](empty=_("Not said"))
    made = _INPUTS.get(name)
    return made() if made is not None else TextInput(placeholder=_HINTS.get(name, ""))


def _relations() -> QWidget:
    return Choice[ItemRelation]([(each, words) for each, (words, _back) in RELATIONS.items()])


def _prose() -> QWidget:
    return ProseInput(lines=2)


def _biological() -> QWidget:
    return CheckRow(_("Tracked as biological"))


_INPUTS: dict[str, Callable[[], QWidget]] = {
    "relation": _relations,
    "hazards": HazardsInput,
    "is_biological": _biological,
    "review_on": DateInput,
    "note": _prose,
}
"""Inputs of the facts that are no line of text."""


def _offer(choice: QWidget, codes: Iterable[Code]) -> None:
    """Offer codes; one an item has stays, though it is offered no more."""
    if not isinstance(choice, Choice):
        return
    offered = [(code.code, code.label) for code in codes]
    chosen = choice.value()
    if chosen is not None and chosen not in dict(offered):
        offered.append((chosen, chosen))
    choice.set_options(offered)


def _fill(content: QWidget, value: Any) -> None:  # noqa: ANN401  a fact of any type
    if isinstance(content, Choice):
        content.set_value(value or None)
        if value and content.value() != value:
            content.set_options([(value, value)])
            content.set_value(value)
    elif isinstance(content, DateInput):
        content.set_day(value)
    elif isinstance(content, HazardsInput | CheckRow):
        content.set_value(value)
    elif isinstance(content, TextInput | ProseInput):
        content.set_value(dollars(value) if isinstance(value, int) else value or "")
