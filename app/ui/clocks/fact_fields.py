"""The fields of a law's facts, made from its data."""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QWidget

from app.domain.clocks.facts import NO, YES
from app.domain.clocks.regimes import Fact, FactType, Regime
from app.domain.particulars import Particulars
from app.i18n import _
from app.ui.clocks.fact_inputs import DayFact, NumberFact
from app.ui.theme import metrics
from app.ui.widgets import Choice, Field, TextInput, column, fields_in_a_row, small

_ABREAST = 2


class FactFields(QWidget):
    """What one law asks for, two fields abreast, and what it is.

    Args:
        law: the law.
        stored: what is known already, by name; what is not is filled in as the law suggests.
    """

    def __init__(self, law: Regime, stored: Particulars | None = None) -> None:
        super().__init__()
        self._fields = {fact.name: _field(fact, stored) for fact in law.facts}
        told = ". ".join(part for part in (law.law, law.verify) if part)
        self.setLayout(column(small(told, wrap=True), *self._rows(), spacing=metrics.CARD_GAP))

    def facts(self) -> Particulars:
        """Return what was filled in, by name."""
        values = ((name, field.value()) for name, field in self._fields.items())
        return tuple((name, str(value)) for name, value in values if value not in (None, ""))

    def show_part(self, *, shown: bool) -> None:
        """Show or hide the part with its fields; hidden ones are not checked."""
        self.setVisible(shown)
        for field in self._fields.values():
            field.setVisible(shown)

    def _rows(self) -> Iterator[QWidget]:
        fields = list(self._fields.values())
        for place in range(0, len(fields), _ABREAST):
            yield fields_in_a_row(*fields[place : place + _ABREAST])


def _field(fact: Fact, stored: Particulars | None) -> Field:
    known: Mapping[str, str] = dict(stored) if stored is not None else {fact.name: fact.default}
    return Field(
        fact.name,
        fact.label,
        _input(fact, known.get(fact.name, "")),
        hint=fact.hint,
        required=fact.required,
    )


def _input(fact: Fact, value: str) -> QWidget:
    if fact.type is FactType.DATE:
        return DayFact(value)
    if fact.type is FactType.INT:
        return NumberFact(value)
    if fact.type is FactType.TRUTH:
        return Choice([(YES, _("Yes")), (NO, _("No"))], value or None, empty=_("Not stated"))
    if fact.type is FactType.CHOICE:
        empty = "" if fact.required else _("Not stated")
        return Choice(fact.choices, value or None, empty=empty)
    return TextInput(value)
