"""Facts of a clock: stored as text, checked against what its law asks for, read as values."""

from collections.abc import Mapping
from datetime import date

from app.domain.clocks.regimes import Fact, FactType, Regime
from app.domain.errors import Refused
from app.domain.particulars import Particulars, tidied
from app.domain.plausible_days import require_plausible

FactValue = date | int | bool | str

YES, NO = "yes", "no"
_MOST = 36_525
"""A century of days."""


def tidy_facts(regime: Regime, stated: Particulars) -> Particulars:
    """Return the facts as they will be stored, in the order in which the law asks for them.

    Raises:
        Refused: a fact is missing, unknown to this law, or not of its type; the refusal's field
            is the name of the fact.
    """
    given = dict(tidied(stated))
    unknown = next((name for name in given if regime.fact(name) is None), None)
    if unknown is not None:
        raise Refused("clock.fact_unknown", field="facts", name=unknown, regime=regime.id)
    for fact in regime.facts:
        if fact.name in given:
            _read(fact, given[fact.name])
        elif fact.required:
            raise Refused("clock.fact_missing", field=fact.name, label=fact.label)
    return tuple((fact.name, given[fact.name]) for fact in regime.facts if fact.name in given)


def fact_values(regime: Regime, stored: Particulars) -> dict[str, FactValue]:
    """Return the facts as values, by name; those not stated are left out.

    Raises:
        Refused: a fact is not of its type.
    """
    given = dict(stored)
    return {
        fact.name: _read(fact, given[fact.name]) for fact in regime.facts if given.get(fact.name)
    }


def start_day(regime: Regime, values: Mapping[str, FactValue]) -> date | None:
    """Return the day the count starts from, or the earliest day known of where it is not stated."""
    stated = values.get(regime.start)
    if isinstance(stated, date):
        return stated
    return min((each for each in values.values() if isinstance(each, date)), default=None)


def _read(fact: Fact, text: str) -> FactValue:
    if fact.type is FactType.DATE:
        return _day(fact, text)
    if fact.type is FactType.INT or (fact.type is FactType.LENGTH and text.isdigit()):
        return _number(fact, text)
    if fact.type is FactType.TRUTH:
        return _truth(fact, text)
    if fact.type is FactType.CHOICE and text not in dict(fact.choices):
        known = ", ".join(value for value, _ in fact.choices)
        raise Refused("clock.fact_not_listed", field=fact.name, label=fact.label, known=known)
    return text


def _day(fact: Fact, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused("clock.fact_not_a_date", field=fact.name, label=fact.label) from None
    return require_plausible(day, fact.name)


def _number(fact: Fact, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not int(text[:9]) <= _MOST:
        raise Refused("clock.fact_not_a_number", field=fact.name, label=fact.label, most=_MOST)
    return int(text)


def _truth(fact: Fact, text: str) -> bool:
    if text not in {YES, NO}:
        raise Refused("clock.fact_not_yes_or_no", field=fact.name, label=fact.label)
    return text == YES
