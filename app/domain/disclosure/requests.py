"""Who asked whom: demands of the defense, inquiries to agencies, losses, and courts' orders."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.items import DisclosureItemId
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.plausible_days import require_plausible
from app.domain.record import Record
from app.domain.text import clean

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class DefenseRequest(Record):
    """A demand of the defense and what came of it.

    Attributes:
        due_on: when the answer is owed; ``answered_on``: when it was given.
    """

    case: CaseId
    defendant: PartyId | None = None
    made_on: date
    text: str
    citation: str = ""
    due_on: date | None = None
    answered_on: date | None = None
    response: str = ""
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class AgencyInquiry(Record):
    """A question to a member of the prosecution team (Kyles v. Whitley, 514 U.S. 419 (1995)).

    Attributes:
        row: the row of the ledger it is to bring.
        witness: about whom it asks for impeachment matter (Justice Manual 9-5.100).
        attests_none: whether the agency said that there is nothing; ``attested_by`` who said so.
    """

    case: CaseId
    agency: str
    asked_on: date
    what: str
    row: DisclosureItemId | None = None
    witness: PartyId | None = None
    due_on: date | None = None
    replied_on: date | None = None
    reply: str = ""
    attests_none: bool = False
    attested_by: str = ""


@dataclass(frozen=True, kw_only=True)
class LossNotice(Record):
    """Something that was lost or destroyed (Arizona v. Youngblood, 488 U.S. 51 (1988)).

    Attributes:
        by: in whose hands it was; ``noticed_on``: when the defense was told.
    """

    case: CaseId
    row: DisclosureItemId | None = None
    what: str
    lost_on: date | None = None
    by: str
    why: str
    noticed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProtectiveOrder(Record):
    """A court's order under which things are produced.

    Attributes:
        items: rows it covers, as hexadecimal identities.
    """

    case: CaseId
    court: str
    ordered_on: date
    terms: str
    expires_on: date | None = None
    vacated_on: date | None = None
    items: tuple[str, ...] = ()

    def binds(self, on: date) -> bool:
        """Whether the order is in force on a day; it still binds on the day it expires."""
        is_vacated = self.vacated_on is not None and self.vacated_on <= on
        is_over = self.expires_on is not None and self.expires_on < on
        return self.ordered_on <= on and not is_vacated and not is_over

    def covers(self, item: UUID) -> bool:
        """Whether a row is named in it."""
        return item.hex in self.items


@dataclass(frozen=True, kw_only=True)
class BradyOrder(Record):
    """The judge's order on the first court date that confirms the duty (Fed. R. Crim. P. 5(f)).

    Attributes:
        oral_on, written_on: the rule asks for both.
    """

    case: CaseId
    judge: str = ""
    oral_on: date | None = None
    written_on: date | None = None
    terms: str = ""


ONE_LINE = frozenset({"citation", "outcome", "agency", "attested_by", "by", "court", "judge"})
_NEEDED = frozenset({"text", "agency", "what", "by", "why", "court", "terms"})
_MAY_LIE_AHEAD = frozenset({"due_on", "expires_on"})


def tidied(record: R, today: date, optional: frozenset[str] = frozenset()) -> R:
    """Return a record of this module as it will be stored.

    Args:
        record: as filled in.
        today: the day at the courthouse; but for due and expiry days none lies after it.
        optional: texts that may stay empty although others of the name may not.

    Raises:
        Refused: a text is missing or too long, or a day lies ahead or cannot be meant.
    """
    changed: dict[str, Any] = {}
    for name in (each.name for each in fields(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            changed[name] = _text(name, value, is_needed=name in _NEEDED - optional)
        elif isinstance(value, date):
            _require_day(name, value, today)
    return replace(record, **changed)


def _text(name: str, value: str, *, is_needed: bool) -> str:
    text = clean(value, name)
    if name in ONE_LINE:
        text = " ".join(text.split())
    if is_needed and not text:
        raise Refused("text.required", field=name)
    return text


def _require_day(name: str, day: date, today: date) -> None:
    require_plausible(day, name)
    if day > today and name not in _MAY_LIE_AHEAD:
        raise Refused("date.ahead_of_today", field=name)


def require_order(before: date | None, after: date | None, field: str) -> None:
    """Refuse an answer before its question.

    Raises:
        Refused: ``disclosure.answer_before_question``.
    """
    if before is not None and after is not None and after < before:
        raise Refused("disclosure.answer_before_question", field=field)
