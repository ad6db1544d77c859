"""What fast entry asks besides its own fields: what the kind cannot do without, then the rest."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.domain.codes import Code, CodeList
from app.domain.evidence_entry import EvidenceEntry
from app.domain.item_particulars import Particular, sheet_of
from app.i18n import _
from app.i18n.item_words import FACTS
from app.ui.evidence.fact_fields import COURT, STORAGE, FactFields, Rows
from app.ui.evidence.kind_fields import KindFields
from app.ui.widgets import Field, column, holding, strong

_FIRST = 6
"""Fields in the row of the kind; more would be too narrow to read."""
_IN_A_ROW = 3

_ITEM: Rows = (
    ("make", "model", "serial"),
    ("unit", "value_cents", "packaging"),
    ("condition", "inside", "relation"),
    ("hazards",),
    ("hazard", "is_biological"),
)
_SEIZURE: Rows = (
    ("collected_position", "collection_witness", "basis"),
    ("seized_from", "owner", "claimant"),
)
_STAY = frozenset(name for rows in (_SEIZURE, STORAGE) for line in rows for name in line)
"""Facts that are the same for most items of one search, as those pinned above are."""


class EntryFacts:
    """The row of the kind, and everything else folded away.

    Attributes:
        first: the row; ``more`` what is folded away.
    """

    def __init__(self) -> None:
        self._kind = ""
        self._facts = FactFields(_ITEM, _SEIZURE, STORAGE, COURT)
        self._further = KindFields(_IN_A_ROW)
        self._of_kind = holding(column(strong(_("Type and seal")), self._further, spacing=14))
        self.first = KindFields(_FIRST)
        self.more = self._folded()
        self.more.hide()
        self._of_kind.hide()
        self._at_first = self._facts.values()

    @property
    def first_fields(self) -> tuple[Field, ...]:
        """Fields of the row, in order."""
        return self.first.fields

    @property
    def more_fields(self) -> tuple[Field, ...]:
        """The fields folded away, in the order of the eye."""
        return (*self._further.fields, *self._facts.by_name.values())

    @property
    def asked_behind(self) -> int:
        """How many of the questions folded away the kind needs answered, and are not."""
        asked = {each.key for each in _needed(self._kind)} - {
            each.name for each in self.first_fields
        }
        return len(asked - dict(self._further.answers()).keys())

    def offer(self, choices: Mapping[CodeList, Iterable[Code]]) -> None:
        """Offer what can be chosen."""
        self._facts.offer(choices)

    def ask(self, kind: str) -> None:
        """Ask what belongs to a kind."""
        if kind == self._kind:
            return
        self._kind = kind
        answers = (*self.first.answers(), *self._further.answers())
        needed = _needed(kind)
        self.first.ask(kind, needed[:_FIRST])
        behind = [each for each in needed[_FIRST:] if each.key not in FACTS]
        self._further.ask(kind, (*behind, *sheet_of(kind).further))
        for fields in (self.first, self._further):
            fields.fill((*answers, *fields.answers()))
        self._of_kind.setVisible(bool(self._further.fields))
        for name in ("make", "model", "serial"):
            self._facts.by_name[name].setVisible(name not in {f.name for f in self.first_fields})

    def values(self) -> dict[str, Any]:
        """Return what is filled in as facts of an entry, by name.

        Raises:
            Refused: the value is no amount of money.
        """
        first = dict(self.first.answers())
        facts = {name: value for name, value in self._facts.values().items() if name not in first}
        pairs = (*first.items(), *self._further.answers())
        return {
            **facts,
            **{name: text for name, text in pairs if name in FACTS},
            "particulars": tuple((key, text) for key, text in pairs if key not in FACTS),
        }

    def fill(self, entry: EvidenceEntry) -> None:
        """Put an item back into the fields, once its kind is asked about."""
        self._facts.fill(entry, entry.inside)
        facts = tuple((name, getattr(entry, name)) for name in ("make", "model", "serial"))
        self.first.fill((*facts, *entry.particulars))
        self._further.fill(entry.particulars)

    def clear(self) -> None:
        """Empty the fields of the item; those of the search stay."""
        self.first.fill(())
        self._further.fill(())
        kept = {name: value for name, value in self._facts.values().items() if name in _STAY}
        blank = EvidenceEntry(kind=self._kind, description="", quantity="")
        self._facts.fill(blank, "")
        self._facts.put(kept)

    def is_begun(self) -> bool:
        """Whether anything is filled in for this item."""
        typed = self._facts.values()
        changed = any(typed[name] != self._at_first[name] for name in typed if name not in _STAY)
        return changed or bool(self.first.answers() or self._further.answers())

    def reveal(self, field: QWidget) -> None:
        """Scroll to a field, if it is one of those folded away."""
        if self.more.isAncestorOf(field):
            self.more.ensureWidgetVisible(field)

    def _folded(self) -> QScrollArea:
        facts = self._facts
        inside = column(
            self._of_kind,
            facts.section(_("About the item"), _ITEM),
            facts.section(_("Seizure, stays for the next item"), _SEIZURE),
            facts.section(_("Storage, stays for the next item"), STORAGE),
            facts.section(_("Court"), COURT),
            None,
            spacing=18,
            margins=(0, 4, 10, 4),
        )
        area = QScrollArea()
        area.setProperty("look", "card")
        area.setWidget(holding(inside))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return area


def _needed(kind: str) -> tuple[Particular, ...]:
    """Return what the kind cannot do without: facts every item may have, then its own questions."""
    sheet = sheet_of(kind)
    facts = (Particular(key=name, label=FACTS[name], required=True) for name in sheet.facts)
    return (*facts, *sheet.required)
