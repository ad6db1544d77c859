"""The ledger's rows: things asked for, received and thought about before the defense gets them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.evidence import ItemId
from app.domain.plausible_days import require_plausible
from app.domain.record import Record
from app.domain.text import clean, one_line, require

DisclosureItemId = NewType("DisclosureItemId", UUID)

MOST_PAGES = 1_000_000
"""Pages one row may have; more is a slip of the keyboard."""

FAVORABLE_DUTIES = frozenset({"BRADY", "GIGLIO"})
"""Duties that need no request (United States v. Agurs, 427 U.S. 97 (1976))."""


class Sensitivity(StrEnum):
    """Why a thing needs care before it leaves the office."""

    ORDINARY = "ordinary"
    VICTIM_ADDRESS = "victim_address"
    INFORMANT = "informant"
    MEDICAL = "medical"
    JUVENILE = "juvenile"
    GRAND_JURY = "grand_jury"
    CSAM = "csam"


class Privilege(StrEnum):
    """What a thing could be kept back for by its nature."""

    NONE = "none"
    WORK_PRODUCT = "work_product"
    ATTORNEY_CLIENT = "attorney_client"
    DELIBERATIVE = "deliberative"
    INFORMER = "informer"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class DisclosureItem(Record):
    """One thing in the ledger of a case.

    Attributes:
        number: within the case, from 1 without gaps; never reused.
        duty: code list ``disclosure_duty``; ``category``: the state's own, list
            ``disclosure_category``.
        agency: who made it or holds it; ``author``: the person.
        created_on: the day it was made.
        asked_on, due_on: when the office asked for it, and by when it should have come.
        received_on: the day it came to the office. Set once; a correction says why.
        corrected: each correction of that day, in words, oldest first.
        evidence: the item of evidence it is, or is about.
        pages: of paper, or as stated; what is attached is counted itself.
    """

    id: DisclosureItemId
    case: CaseId
    number: int
    title: str
    duty: str
    category: str = ""
    agency: str = ""
    author: str = ""
    created_on: date | None = None
    asked_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    corrected: tuple[str, ...] = ()
    evidence: ItemId | None = None
    pages: int | None = None
    privilege: Privilege = Privilege.NONE
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    note: str = ""

    @property
    def is_favorable(self) -> bool:
        """Whether the defense must have it unasked."""
        return self.duty in FAVORABLE_DUTIES

    @property
    def may_leave(self) -> bool:
        """Whether a copy may leave the office at all (18 U.S.C. 3509(m): inspection only)."""
        return self.sensitivity is not Sensitivity.CSAM

    def tidied(self, today: date) -> "DisclosureItem":
        """Return the row as it will be stored.

        Raises:
            Refused: no title, a day that cannot be meant or lies ahead, pages below one or beyond
                what can be meant, or due before it was asked for.
        """
        _require_days(self, today)
        if self.pages is not None and not 1 <= self.pages <= MOST_PAGES:
            raise Refused("disclosure.pages", field="pages", most=MOST_PAGES)
        lines: dict[str, Any] = {
            name: one_line(getattr(self, name), name) for name in ("agency", "author")
        }
        return replace(
            self,
            title=require(one_line(self.title, "title"), "title"),
            note=clean(self.note, "note"),
            **lines,
        )

    def received(self, on: date, today: date) -> "DisclosureItem":
        """Return the row once the thing has come.

        Raises:
            Refused: it has come already, or the day lies ahead or before the thing was made.
        """
        if self.received_on is not None:
            raise Refused("disclosure.received_already", field="on", on=self.received_on)
        return replace(self, received_on=self._arrival(on, today))

    def arrival_corrected(self, on: date, reason: str, by: str, today: date) -> "DisclosureItem":
        """Return the row with another day of arrival; what stood there before is kept.

        Raises:
            Refused: it has not come, no reason is given, or the day is the same or impossible.
        """
        if self.received_on is None:
            raise Refused("disclosure.not_received", field="on", number=self.number)
        why = require(one_line(reason, "reason"), "reason")
        if on == self.received_on:
            raise Refused("disclosure.same_day", field="on")
        before = f"{self.received_on.isoformat()} -> {on.isoformat()}, {by}: {why}"
        return replace(
            self, received_on=self._arrival(on, today), corrected=(*self.corrected, before)
        )

    def amended(self, to: "DisclosureItem", today: date) -> "DisclosureItem":
        """Return the row as rewritten; case, number and day of arrival stay.

        Raises:
            Refused: as `tidied`, or what may not leave the office would be let out by a word.
        """
        if not self.may_leave and to.may_leave:
            raise Refused("disclosure.csam_stays", field="sensitivity")
        kept = replace(
            to,
            case=self.case,
            number=self.number,
            received_on=self.received_on,
            corrected=self.corrected,
        )
        return kept.tidied(today)

    def _arrival(self, on: date, today: date) -> date:
        if on > today:
            raise Refused("date.ahead_of_today", field="on")
        if self.created_on is not None and on < self.created_on:
            raise Refused("disclosure.before_made", field="on", on=self.created_on)
        return require_plausible(on, "on")


def _require_days(item: DisclosureItem, today: date) -> None:
    for name in ("created_on", "asked_on", "due_on"):
        day: date | None = getattr(item, name)
        if day is not None:
            require_plausible(day, name)
            if day > today and name != "due_on":
                raise Refused("date.ahead_of_today", field=name)
    if item.asked_on and item.due_on and item.due_on < item.asked_on:
        raise Refused("disclosure.due_before_asked", field="due_on")


@dataclass(frozen=True, kw_only=True)
class DisclosureFile(Record):
    """An attached file that is the thing, or a part of it.

    Attributes:
        attachment: the file; ``replaces``: another file of the row whose redacted form it is, and
            in whose place it is produced.
        basis: what allows the redaction.
    """

    case: CaseId
    row: DisclosureItemId
    attachment: UUID
    replaces: UUID | None = None
    basis: str = ""


def produced_files(files: tuple[DisclosureFile, ...]) -> tuple[DisclosureFile, ...]:
    """Return the files of a row that go out: a redacted form in the place of its native."""
    natives = {each.replaces for each in files if each.replaces is not None}
    return tuple(each for each in files if each.attachment not in natives)
