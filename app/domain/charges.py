"""Charges per defendant: counts, their versions, pleas, offers, dispositions and sentences."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.persons import PartyId
from app.domain.record import Record

ChargeId = NewType("ChargeId", UUID)


class Phase(StrEnum):
    """When in its life a charge had a wording."""

    ARRESTED = "arrested"
    FILED = "filed"
    AMENDED = "amended"
    FINAL = "final"


@dataclass(frozen=True, kw_only=True)
class Charge(Record):
    """One count against one defendant, as it stands now.

    Attributes:
        number: count number on the charging document.
        charge_class: code list ``charge_class``.
        modifier: code list ``charge_modifier``, e.g. attempt.
        parent: the count this one enhances.
        elements: what must be proved, one a line.
        disposition: code of the latest disposition, empty while open.
    """

    id: ChargeId
    case: CaseId
    defendant: PartyId
    number: int
    statute: str
    description: str
    charge_class: str = ""
    modifier: str = ""
    is_top: bool = False
    offense_from: date | None = None
    offense_to: date | None = None
    limitation_on: date | None = None
    parent: ChargeId | None = None
    filed_on: date | None = None
    instrument: str = ""
    external_code: str = ""
    plea: str = ""
    disposition: str = ""
    disposed_on: date | None = None
    penalty: str = ""
    elements: str = ""
    charging_text: str = ""


@dataclass(frozen=True, kw_only=True)
class ChargeVersion(Record):
    """The wording of a charge at one time; never changed."""

    case: CaseId
    charge: ChargeId
    phase: Phase
    on: date | None
    statute: str
    description: str
    charge_class: str = ""
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Plea(Record):
    """A plea entered on one charge; never changed, a later plea follows it."""

    case: CaseId
    charge: ChargeId
    plea: str
    on: date
    note: str = ""


class OfferAnswer(StrEnum):
    """What became of a plea offer (code list ``plea_offer``)."""

    OFFERED = "OFFERED"
    COUNTER = "COUNTER"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, kw_only=True)
class PleaOffer(Record):
    """Terms offered to a defendant, with what the victim thought of them."""

    case: CaseId
    defendant: PartyId
    made_on: date
    expires_on: date | None = None
    answer: OfferAnswer = OfferAnswer.OFFERED
    answered_on: date | None = None
    told_defendant_on: date | None = None
    approved_by: str = ""
    victim_view: str = ""
    terms: str = ""


@dataclass(frozen=True, kw_only=True)
class Disposition(Record):
    """How a charge ended, or one step of it; never changed, a later one follows it.

    Attributes:
        code: code list ``disposition``; empty where the source's words have no code.
        stated: the source's own words.
        doubt: why the date or code is doubtful, in words; empty when it is not.
    """

    case: CaseId
    charge: ChargeId
    code: str
    on: date | None
    judge: str = ""
    court: str = ""
    stated: str = ""
    reason: str = ""
    statute: str = ""
    description: str = ""
    charge_class: str = ""
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence(Record):
    """One line of a sentence.

    Attributes:
        component: code list ``sentence``.
        term: amount as stated, e.g. ``"54"``; ``unit`` as stated, e.g. ``"Months"``.
        suspended, credit_days, runs: how much is suspended, days credited, concurrent or
            consecutive to what.
    """

    case: CaseId
    charge: ChargeId
    component: str
    on: date | None
    term: str = ""
    unit: str = ""
    stated: str = ""
    commitment: str = ""
    phase: str = ""
    judge: str = ""
    is_current: bool = True
    begins_on: date | None = None
    ends_on: date | None = None
    suspended: str = ""
    credit_days: int | None = None
    runs: str = ""
    due_on: date | None = None
    status: str = ""
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class ChargeVictim(Record):
    """A count names a victim; whoever is named has rights in its proceedings."""

    case: CaseId
    charge: ChargeId
    victim: PartyId


STILL_PENDING = frozenset(
    {"MISTRIAL", "HUNG", "REDUCED", "REVERSED", "DEF-ADJ", "DIV-F", "WARRANT"}
)
"""Dispositions after which the count must still be tried, amended or finished."""

SENTENCED = frozenset({"Convicted", "Deferred"})
"""Categories of the list ``disposition`` that a sentence may follow."""


def ends_count(code: str) -> bool:
    """Whether nothing more is owed on a count after a disposition with this code."""
    return bool(code) and code not in STILL_PENDING


_UNITS = {
    "d": "Days",
    "day": "Days",
    "h": "Hours",
    "hour": "Hours",
    "w": "Weeks",
    "week": "Weeks",
    "m": "Months",
    "mo": "Months",
    "month": "Months",
    "y": "Years",
    "yr": "Years",
    "year": "Years",
}
_TERM = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)\.?", re.IGNORECASE)


def term_from(typed: str) -> tuple[str, str]:
    """Return amount and unit of a length as it is typed: ``"30 d"`` gives ``("30", "Days")``.

    What is no length (``"life"``, ``"$500"``) comes back whole, with no unit.
    """
    found = _TERM.fullmatch(typed.strip())
    if found is None:
        return typed.strip(), ""
    word = found[2].lower()
    unit = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
    return (found[1], unit) if unit else (typed.strip(), "")
