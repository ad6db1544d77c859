"""The laws a clock can run by, as data (`resources/clocks/regimes.json`).

What a law asks for, which exclusions it knows and what follows from them are read from there by
forms, terminal and paper; the arithmetic is that of `app.domain.speedy_trial`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from app.domain.confidence import Confidence
from app.domain.errors import Refused
from app.domain.resources import resource_path


class FactType(StrEnum):
    """What is typed for a fact; a ``LENGTH`` is a number of days, or words such as "6 months"."""

    DATE = "date"
    INT = "int"
    TRUTH = "truth"
    CHOICE = "choice"
    TEXT = "text"
    LENGTH = "length"


class Effect(StrEnum):
    """What excluded days do to a law's limit.

    ``TOLLS``: each is not counted, once. ``EXTENDS``: the same, for laws whose method knows no
    exclusions by itself. ``DAYS``: their number is added. ``WAIVERS``: waiver and consent begin
    periods of their own (California). ``NONE``: the law knows none.
    """

    TOLLS = "tolls"
    EXTENDS = "extends"
    DAYS = "days"
    WAIVERS = "waivers"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing a law asks for.

    Attributes:
        name: as in the vectors' schema, also the name of the form's field.
        default: filled in beforehand, as stored.
        choices: value and words of each; for ``CHOICE`` only.
    """

    name: str
    type: FactType
    label: str
    hint: str = ""
    required: bool = False
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExclusionKind:
    """What is known of a kind of excluded time (code list ``excluded_time``).

    Attributes:
        most_days, most_months: the statute's cap; 0 = none. The rest is not excluded.
        presumed_days: beyond so many the span is presumed unreasonable; 0 = no such presumption.
        needs_order: whether an order or finding must stand behind it.
    """

    code: str
    law: str = ""
    hint: str = ""
    most_days: int = 0
    most_months: int = 0
    presumed_days: int = 0
    needs_order: bool = False


@dataclass(frozen=True, kw_only=True)
class Regime:
    """A law that limits the time of the prosecution.

    Attributes:
        start: name of the fact that starts the count.
        limit_days: days allowed unless a fact says otherwise; None = it depends.
        excludes: kinds of excluded time it knows.
        joins: whether joined codefendants' exclusions count (18 U.S.C. 3161(h)(6)).
        rolls: whether a last day on a closed day moves on; ``calendar``: whose days are meant.
        figures: name of a figure -> the answer's fields that give it, the first known one.
        further: fields of the answer worth showing besides, each with its words.
        days_fact: where ``effect`` is ``DAYS``, the fact the number goes into.
        family: laws of one family follow each other; the day of the start picks one.
    """

    id: str
    title: str
    law: str
    jurisdiction: str
    start: str
    limit_days: int | None
    effect: Effect
    excludes: frozenset[str]
    rolls: bool
    calendar: str
    remedy: str
    confidence: Confidence
    verify: str
    figures: Mapping[str, tuple[str, ...]]
    facts: tuple[Fact, ...]
    further: tuple[tuple[str, str], ...] = ()
    joins: bool = False
    days_fact: str = ""
    family: str = ""
    effective_from: date | None = None
    effective_to: date | None = None

    def fact(self, name: str) -> Fact | None:
        """Return the fact of that name, or None."""
        return next((fact for fact in self.facts if fact.name == name), None)

    def is_in_force(self, day: date) -> bool:
        """Whether this text of the law was in force on a day."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True)
class _Book:
    """The file as read."""

    edition: str
    kinds: Mapping[str, ExclusionKind]
    regimes: Mapping[str, Regime]


def edition() -> str:
    """Return the edition of the laws, kept on paper with every figure."""
    return _book().edition


def regimes() -> tuple[Regime, ...]:
    """Return every law, in the order of the file."""
    return tuple(_book().regimes.values())


def offered() -> Iterator[Regime]:
    """Yield the laws to choose from: of each family the one now in force."""
    yield from (each for each in regimes() if not each.family or each.effective_to is None)


def regime(id_: str) -> Regime:
    """Return a law.

    Raises:
        Refused: ``clock.unknown_regime``.
    """
    found = _book().regimes.get(id_)
    if found is None:
        raise Refused("clock.unknown_regime", field="regime")
    return found


def in_force(chosen: Regime, day: date | None) -> Regime:
    """Return the law of the same family that was in force on a day, or the one chosen."""
    if day is None or not chosen.family or chosen.is_in_force(day):
        return chosen
    family = (each for each in regimes() if each.family == chosen.family)
    return next((each for each in family if each.is_in_force(day)), chosen)


def exclusion_kind(code: str) -> ExclusionKind:
    """Return what is known of a kind; of one the office added, nothing but its code."""
    return _book().kinds.get(code) or ExclusionKind(code=code)


@cache
def _book() -> _Book:
    stated = json.loads(resource_path("clocks", "regimes.json").read_text("utf-8"))
    return _Book(
        edition=stated["edition"],
        kinds={each["code"]: ExclusionKind(**each) for each in stated["kinds"]},
        regimes={each["id"]: _regime(each) for each in stated["regimes"]},
    )


def _regime(stated: Mapping[str, Any]) -> Regime:
    days = {
        name: date.fromisoformat(stated[name])
        for name in ("effective_from", "effective_to")
        if name in stated
    }
    typed = {
        "effect": Effect(stated["effect"]),
        "confidence": Confidence(stated["confidence"]),
        "excludes": frozenset(stated["excludes"]),
        "figures": {name: tuple(fields) for name, fields in stated["figures"].items()},
        "further": tuple((field, words) for field, words in stated.get("further", ())),
        "facts": tuple(_fact(each) for each in stated["facts"]),
    }
    return Regime(**{**stated, **typed, **days})


def _fact(stated: Mapping[str, Any]) -> Fact:
    choices = tuple((value, words) for value, words in stated.get("choices", ()))
    return Fact(**{**stated, "type": FactType(stated["type"]), "choices": choices})
