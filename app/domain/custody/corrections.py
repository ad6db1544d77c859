"""What a correction changes: the wrong step stays as it was written and is read as corrected."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any

from app.domain.custody.actions import Action
from app.domain.custody.asked import DAYS_AHEAD, AskedKind, details_of
from app.domain.custody.events import CustodyEvent
from app.domain.errors import Refused
from app.domain.particulars import Particulars, particular, particulars
from app.domain.text import one_line


class FieldKind(Enum):
    """How a field that may be corrected is answered; a day lies ahead or has been."""

    TEXT = "text"
    MOMENT = "moment"
    DAY_PAST = "day past"
    DAY_AHEAD = "day ahead"


def _moment(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(text)
    return read.astimezone(UTC)


COLUMNS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "at": _moment,
        "holder": str,
        "place": str,
        "purpose": str,
        "second_person": str,
        "seal": str,
        "condition": str,
        "method": str,
        "authority": str,
        "due_back_on": date.fromisoformat,
        "note": str,
    }
)
"""Columns of an event a correction may name, and how their text is read.

Moments and days are written as in ISO 8601, moments with their zone.
"""


NEVER_EMPTY = frozenset({"at", "holder", "purpose", "due_back_on"})
"""What a step has once it has it."""


def correctable(event: CustodyEvent) -> tuple[str, ...]:
    """Return the names of what can be corrected field by field."""
    if event.action is Action.CORRECTED:
        return ("purpose",)
    return (*COLUMNS, *(asked.key for asked in details_of(event.action)))


def kind_of(event: CustodyEvent, field: str) -> FieldKind:
    """Return how a field of an event is answered."""
    if COLUMNS.get(field) is _moment:
        return FieldKind.MOMENT
    details = {asked.key for asked in details_of(event.action) if asked.kind is AskedKind.DAY}
    if COLUMNS.get(field) is not date.fromisoformat and field not in details:
        return FieldKind.TEXT
    return FieldKind.DAY_AHEAD if field in DAYS_AHEAD else FieldKind.DAY_PAST


def written(event: CustodyEvent, field: str) -> str:
    """Return what a field of an event says, as the text a correction quotes."""
    value = getattr(event, field) if field in COLUMNS else particular(event.details, field)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value or "")


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a person writes down to correct a step.

    Attributes:
        seq: position of the wrong step; ``reason``: what is wrong.
        field: the one field that is wrong, with what it should say in ``new``; empty = the reason
            says it all.
        approver: who allowed the correction (AR 195-5: the supervisor is told).
    """

    seq: int
    reason: str
    field: str = ""
    new: str = ""
    approver: str = ""

    def details(self, wrong: CustodyEvent) -> Particulars:
        """Return the details of the event that corrects ``wrong``.

        Raises:
            Refused: see `checked_field`.
        """
        approver = one_line(self.approver, "approver")
        if not self.field:
            return particulars({"approver": approver})
        new = checked_field(wrong, self.field, self.new)
        old = written(wrong, self.field)
        return particulars({"field": self.field, "old": old, "new": new, "approver": approver})


def checked_field(event: CustodyEvent, field: str, new: str) -> str:
    """Return the new text of a field as it will be stored.

    Raises:
        Refused: the event has no such field, its text cannot be read, or says the same.
    """
    if field not in correctable(event):
        raise Refused("custody.no_such_field", field="field", name=field[:40])
    text = one_line(new, "new")
    if not text and field in NEVER_EMPTY:
        raise Refused("text.required", field="new")
    try:
        if text:
            COLUMNS.get(field, str)(text)
    except ValueError:
        raise Refused("custody.not_a_day", field="new", typed=text[:40]) from None
    if text == written(event, field):
        raise Refused("custody.nothing_corrected", field="new")
    return text


def as_corrected(events: Iterable[CustodyEvent]) -> tuple[CustodyEvent, ...]:
    """Return the events as they are to be read: each with the corrections that name its fields."""
    every = tuple(events)
    read = {event.seq: event for event in every}
    for event in every:
        if event.action is Action.CORRECTED and event.corrects in read:
            read[event.corrects] = _with(read[event.corrects], event)
    return tuple(read[event.seq] for event in every)


def _with(wrong: CustodyEvent, correction: CustodyEvent) -> CustodyEvent:
    field = particular(correction.details, "field")
    new = particular(correction.details, "new")
    if field in COLUMNS:
        return _with_column(wrong, field, new)
    if field and wrong.action is not Action.CORRECTED:
        kept = {**dict(wrong.details), field: new}
        return replace(wrong, details=tuple((key, text) for key, text in kept.items() if text))
    return wrong


def _with_column(wrong: CustodyEvent, field: str, new: str) -> CustodyEvent:
    try:
        value = COLUMNS[field](new) if new or field in NEVER_EMPTY else ""
    except ValueError:
        return wrong
    change: dict[str, Any] = {field: value}
    if field == "place":
        change["location"] = None
    return replace(wrong, **change)
