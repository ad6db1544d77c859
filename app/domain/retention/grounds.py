"""Why an item is kept, ground by ground, each with its day and its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.errors import Refused
from app.domain.retention.disposal import Authority


class Reason(StrEnum):
    """Why an item is kept; sentences stand under ``disposal.`` and the word."""

    HELD = "held"
    CASE_HELD = "case_held"
    IN_RECORD = "in_record"
    AT_LAB = "at_lab"
    OUT = "out"
    CONTAINS = "contains"
    NO_SAMPLE = "no_sample"
    UNCLASSIFIED = "unclassified"
    INDEFINITE = "indefinite"
    CASE_OPEN = "case_open"
    CASE_CLOSED = "case_closed"
    UNDECIDED = "undecided"
    UNDATED = "undated"
    APPEAL_OPEN = "appeal_open"
    APPEAL_PERIOD = "appeal_period"
    MANDATE = "mandate"
    COLLATERAL = "collateral"
    LIMITATION_UNKNOWN = "limitation_unknown"
    LIMITATION = "limitation"
    SENTENCE_UNDATED = "sentence_undated"
    SENTENCE = "sentence"
    PERIOD = "period"
    NOTICE_MISSING = "notice_missing"
    NO_SAFE_WAY = "no_safe_way"
    NOTICE_CLOCK = "notice_clock"
    OBJECTION = "objection"


OF_PERIOD = frozenset(
    {Reason.UNCLASSIFIED, Reason.INDEFINITE, Reason.CASE_OPEN, Reason.CASE_CLOSED}
    | {Reason.UNDECIDED, Reason.UNDATED, Reason.APPEAL_OPEN, Reason.APPEAL_PERIOD}
    | {Reason.MANDATE, Reason.COLLATERAL, Reason.LIMITATION_UNKNOWN, Reason.LIMITATION}
    | {Reason.SENTENCE_UNDATED, Reason.SENTENCE, Reason.PERIOD}
)
"""What the period of retention is made of; the others can arise on any day."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One reason to keep an item.

    Attributes:
        free_on: first day on which it no longer stands; None = until something happens.
        values: what its sentence needs; ``about``: which of several sentences it is.
        citation: the source of the rule.
        lifted_by: authorities on which the item may leave all the same (DOMAIN 5.4).
    """

    reason: Reason
    free_on: date | None = None
    values: tuple[tuple[str, str | int | date], ...] = ()
    about: str = ""
    citation: str = ""
    verify_locally: bool = False
    lifted_by: frozenset[Authority] = frozenset()

    @property
    def code(self) -> str:
        """Its sentence."""
        return f"disposal.{self.reason}.{self.about}" if self.about else f"disposal.{self.reason}"

    def stands(self, today: date, on: Authority | None = None) -> bool:
        """Whether it keeps the item on that day, for a request on that authority."""
        if on is not None and on in self.lifted_by:
            return False
        return self.free_on is None or today < self.free_on

    def refusal(self, tag: str) -> Refused:
        """Return what somebody reads who asks for the disposal."""
        return Refused(self.code, **self.said(tag))

    def said(self, tag: str) -> dict[str, Any]:
        """Return what its sentence needs."""
        day = {} if self.free_on is None else {"free_on": self.free_on}
        return {"tag": tag, **day, **dict(self.values)}


@dataclass(frozen=True)
class Assessment:
    """Every ground on which an item is or was kept, those of the moment first."""

    tag: str
    grounds: tuple[Ground, ...]

    def standing(self, today: date, on: Authority | None = None) -> tuple[Ground, ...]:
        """Return the grounds that keep it on that day."""
        return tuple(each for each in self.grounds if each.stands(today, on))

    def require_free(self, today: date, on: Authority) -> None:
        """Refuse the disposal while anything keeps the item.

        Raises:
            Refused: the first ground that stands.
        """
        for ground in self.standing(today, on):
            raise ground.refusal(self.tag)

    @property
    def earliest(self) -> date | None:
        """The first day on which nothing keeps it; None = no day can be said.

        `date.min` where nothing ever kept it.
        """
        return _latest(self.grounds)

    @property
    def period_ends(self) -> date | None:
        """The first day after its period of retention, whatever else keeps it."""
        return _latest(each for each in self.grounds if each.reason in OF_PERIOD)


def _latest(grounds: Iterable[Ground]) -> date | None:
    days = [each.free_on for each in grounds]
    known = [day for day in days if day is not None]
    return max(known, default=date.min) if len(known) == len(days) else None
