"""Productions: what went to one defendant's counsel, frozen with numbers and hashes.

A draft may be changed. Freezing it gives every page its Bates number and writes down each file by
its SHA-256; nothing of that is ever changed, and no number is given twice. What then becomes of it
(served, opened, acknowledged) are steps that are only added.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.entered import Entered
from app.domain.disclosure.items import DisclosureItemId
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.record import Record
from app.domain.text import clean, one_line, require

ProductionId = NewType("ProductionId", UUID)
DraftId = NewType("DraftId", UUID)

LEAST_WIDTH, USUAL_WIDTH, MOST_WIDTH = 4, 6, 9
"""Digits of a Bates number."""
LONGEST_PREFIX = 24
MOST_ITEMS = 5_000
"""Rows one production may have."""
_PREFIX_SIGNS = frozenset("-_.")


class Method(StrEnum):
    """How a production reaches the defense."""

    PORTAL = "portal"
    DISC = "disc"
    MAIL = "mail"
    HAND = "hand"
    EMAIL = "email"


@dataclass(frozen=True)
class Bates:
    """How page numbers are written.

    Attributes:
        prefix: before the digits, e.g. ``"00417-"``; ``width``: digits, filled with zeros.
    """

    prefix: str
    width: int = USUAL_WIDTH

    def label(self, number: int) -> str:
        """Return e.g. ``"00417-000012"``."""
        return f"{self.prefix}{number:0{self.width}d}"

    def span(self, first: int, last: int) -> str:
        """Return the first and last label, or the one there is."""
        return self.label(first) if first == last else f"{self.label(first)} - {self.label(last)}"

    def brief(self, first: int, last: int) -> str:
        """Return the same with the prefix said once, for lists."""
        if first == last:
            return self.label(first)
        return f"{self.label(first)} - {last:0{self.width}d}"

    def checked(self) -> "Bates":
        """Return it once it can stand on paper and in file names.

        Raises:
            Refused: signs that a file name does not take, or too few or many digits.
        """
        signs = set(self.prefix)
        is_plain = all(sign.isascii() and sign.isalnum() for sign in signs - _PREFIX_SIGNS)
        if not self.prefix or not is_plain or len(self.prefix) > LONGEST_PREFIX:
            raise Refused("production.prefix", field="prefix", longest=LONGEST_PREFIX)
        if not self.prefix[0].isalnum():
            raise Refused("production.prefix", field="prefix", longest=LONGEST_PREFIX)
        if not LEAST_WIDTH <= self.width <= MOST_WIDTH:
            raise Refused("production.width", field="width", least=LEAST_WIDTH, most=MOST_WIDTH)
        return self


@dataclass(frozen=True, kw_only=True)
class ProductionDraft(Record):
    """A production that is being put together.

    Attributes:
        items: rows of the ledger, as hexadecimal identities, in order.
        delay_reason: why it comes after a certificate (NY CPL 245.50(1-a)).
    """

    id: DraftId
    case: CaseId
    defendant: PartyId
    recipient: str
    bar_number: str = ""
    method: Method = Method.PORTAL
    prefix: str
    width: int = USUAL_WIDTH
    items: tuple[str, ...] = ()
    delay_reason: str = ""
    note: str = ""

    @property
    def bates(self) -> Bates:
        """How its pages are numbered."""
        return Bates(self.prefix, self.width)

    def tidied(self) -> "ProductionDraft":
        """Return it as it will be stored.

        Raises:
            Refused: nobody receives it, it holds nothing or too much, or it cannot be numbered so.
        """
        kept = tuple(dict.fromkeys(self.items))
        if not kept:
            raise Refused("production.empty", field="items")
        if len(kept) > MOST_ITEMS:
            raise Refused("production.too_many", field="items", most=MOST_ITEMS)
        tidy = replace(
            self,
            recipient=require(one_line(self.recipient, "recipient"), "recipient"),
            bar_number=one_line(self.bar_number, "bar_number"),
            prefix=one_line(self.prefix, "prefix"),
            items=kept,
            delay_reason=clean(self.delay_reason, "delay_reason"),
            note=clean(self.note, "note"),
        )
        tidy.bates.checked()
        return tidy


class Form(StrEnum):
    """In what form a line goes out."""

    PDF = "pdf"
    NATIVE = "native"
    PAPER = "paper"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file (or a thing on paper) that is to be numbered.

    Attributes:
        sha256: of the file, hexadecimal; empty for paper.
        pages: numbers it takes: its pages, or 1 for a file that has none.
        replaces: the native in whose place this redacted form goes out; ``basis`` why.
        order: the protective order it goes out under.
    """

    row: DisclosureItemId
    item_number: int
    title: str
    duty: str
    form: Form
    pages: int
    agency: str = ""
    attachment: UUID | None = None
    name: str = ""
    size: int = 0
    sha256: str = ""
    replaces: UUID | None = None
    basis: str = ""
    order: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ProductionLine(Source, Record):
    """One file of a production as it was on the day it was frozen.

    Attributes:
        position: from 1; ``first``, ``last``: its numbers.
    """

    case: CaseId
    production: ProductionId
    position: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Production(Record):
    """A frozen production.

    Attributes:
        number: within the case, from 1 without gaps.
        supplements: number of the first production to the same defendant; None = it is the first.
        first, last: the numbers it took.
        manifest: SHA-256 of `manifest_text`, hexadecimal.
    """

    id: ProductionId
    case: CaseId
    number: int
    supplements: int | None = None
    defendant: PartyId
    defendant_name: str
    recipient: str
    bar_number: str = ""
    method: Method
    prefix: str
    width: int
    first: int
    last: int
    frozen_at: datetime
    frozen_by: str
    delay_reason: str = ""
    note: str = ""
    manifest: str = ""

    @property
    def bates(self) -> Bates:
        """How its pages are numbered."""
        return Bates(self.prefix, self.width)

    @property
    def span(self) -> str:
        """Its first and last number."""
        return self.bates.span(self.first, self.last)


def numbered(
    production: Production, sources: Sequence[Source], ids: Iterable[UUID]
) -> tuple[ProductionLine, ...]:
    """Return the lines, each with the numbers after those of the line before.

    Raises:
        Refused: the numbers do not fit the digits they are written with.
    """
    lines: list[ProductionLine] = []
    number = production.first
    for position, (source, id_) in enumerate(zip(sources, ids, strict=False), start=1):
        last = number + source.pages - 1
        lines.append(
            ProductionLine(
                id=id_,
                case=production.case,
                production=production.id,
                position=position,
                first=number,
                last=last,
                **source.__dict__,
            )
        )
        number = last + 1
    if len(str(number - 1)) > production.width:
        raise Refused("production.too_narrow", field="width", last=number - 1)
    return tuple(lines)


def manifest_text(production: Production, lines: Sequence[ProductionLine]) -> str:
    """Return what a production is, in plain text: the same records give the same text."""
    bates = production.bates
    head = (
        "dossier-production/1",
        f"case {production.case}",
        f"production {production.number}",
        f"defendant {production.defendant} {production.defendant_name}",
        f"recipient {production.recipient}",
        f"frozen {production.frozen_at.isoformat()}",
    )
    body = (
        "\t".join(
            (
                bates.label(line.first),
                bates.label(line.last),
                line.sha256 or "-",
                str(line.size),
                line.form.value,
                str(line.item_number),
                line.name or line.title,
            )
        )
        for line in lines
    )
    return "\n".join((*head, *body)) + "\n"


def manifest_hash(production: Production, lines: Sequence[ProductionLine]) -> str:
    """Return the SHA-256 of the manifest, hexadecimal."""
    return hashlib.sha256(manifest_text(production, lines).encode()).hexdigest()


class ProductionStepKind(StrEnum):
    """What became of a production."""

    EXPORTED = "exported"
    SERVED = "served"
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    VOIDED = "voided"


@dataclass(frozen=True, kw_only=True)
class ProductionStep(Record):
    """One step; never changed.

    Attributes:
        at: when it happened; ``entered_at``: when it was written down.
        who: who handed over, opened or signed; ``text``: how, or why.
        sha256: of the list of files, where they were written out.
    """

    case: CaseId
    production: ProductionId
    seq: int
    kind: ProductionStepKind
    at: datetime
    entered_at: datetime
    by: str
    who: str = ""
    text: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class ProductionFile:
    """A production with its lines and steps."""

    production: Production
    lines: tuple[ProductionLine, ...] = ()
    steps: tuple[ProductionStep, ...] = ()

    @property
    def id(self) -> UUID:
        """The production."""
        return self.production.id

    @property
    def served_at(self) -> datetime | None:
        """When the defense got it; a production that was voided never was."""
        return self._first(ProductionStepKind.SERVED)

    @property
    def acknowledged_at(self) -> datetime | None:
        """When the defense signed for it."""
        return self._first(ProductionStepKind.ACKNOWLEDGED)

    @property
    def is_voided(self) -> bool:
        """Whether it was given up before it was served."""
        return self._first(ProductionStepKind.VOIDED) is not None

    @property
    def is_whole(self) -> bool:
        """Whether the lines still give the hash that was frozen with them."""
        return manifest_hash(self.production, self.lines) == self.production.manifest

    def followed_by(
        self,
        kind: ProductionStepKind,
        at: datetime,
        entered: Entered,
        *,
        who: str = "",
        text: str = "",
        sha256: str = "",
    ) -> ProductionStep:
        """Return the next step.

        Raises:
            Refused: it is voided, the time lies ahead or before it was frozen or served, it was
                served already or not yet, or a reason is missing.
        """
        if self.is_voided:
            raise Refused("production.voided", number=self.production.number)
        if at > entered.at:
            raise Refused("production.ahead_of_now", field="at")
        if at < self.production.frozen_at:
            raise Refused("production.before_frozen", field="at")
        self._require_order(kind, at)
        if kind is ProductionStepKind.VOIDED:
            require(text, "text")
        return ProductionStep(
            id=entered.id,
            case=self.production.case,
            production=self.production.id,
            seq=len(self.steps) + 1,
            kind=kind,
            at=at,
            entered_at=entered.at,
            by=entered.by,
            who=one_line(who, "who"),
            text=clean(text, "text"),
            sha256=sha256,
        )

    def _require_order(self, kind: ProductionStepKind, at: datetime) -> None:
        served, number = self.served_at, self.production.number
        if kind in _AFTER_SERVICE and served is None:
            raise Refused("production.not_served", number=number)
        if kind in _AFTER_SERVICE and served is not None and at < served:
            raise Refused("production.before_served", field="at")
        if kind in _BEFORE_SERVICE and served is not None:
            raise Refused("production.served", number=number)

    def _first(self, kind: ProductionStepKind) -> datetime | None:
        return next((each.at for each in self.steps if each.kind is kind), None)


_AFTER_SERVICE = frozenset({ProductionStepKind.OPENED, ProductionStepKind.ACKNOWLEDGED})
_BEFORE_SERVICE = frozenset({ProductionStepKind.SERVED, ProductionStepKind.VOIDED})


def require_delay_reason(reason: str, certified_on: date | None) -> None:
    """Refuse a supplement after a certificate that does not say why it comes late.

    Raises:
        Refused: ``production.delay_reason`` (NY CPL 245.50(1-a)).
    """
    if certified_on is not None and not reason:
        raise Refused("production.delay_reason", field="delay_reason", on=certified_on)
