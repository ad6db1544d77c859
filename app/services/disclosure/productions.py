"""Acts on productions: putting one together, freezing it, and what becomes of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.disclosure.productions import (
    USUAL_WIDTH,
    DraftId,
    Method,
    Production,
    ProductionDraft,
    ProductionFile,
    ProductionId,
    ProductionStep,
    ProductionStepKind,
    manifest_hash,
    numbered,
    require_delay_reason,
)
from app.domain.errors import Refused, Stale
from app.domain.file_names import safe_file_name
from app.domain.ids import new_id
from app.domain.persons import PartyId
from app.domain.record import Version
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.disclosure.bundling import rows_of, sources_of
from app.services.disclosure.case_records import CaseRecords
from app.services.disclosure.register import entered
from app.services.office import Command, OfCase
from app.services.taking_out import PutBack, TakeOut
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork

BY_HAND = frozenset(
    {
        *(ProductionStepKind.SERVED, ProductionStepKind.OPENED),
        *(ProductionStepKind.ACKNOWLEDGED, ProductionStepKind.VOIDED),
    }
)
"""Steps somebody writes down; that files were written out is noted by the act that writes them."""


@dataclass(frozen=True, kw_only=True)
class DraftProduction(OfCase, Command[ProductionDraft]):
    """Begin a production to the counsel of one defendant.

    Attributes:
        recipient: who gets it; empty = the defendant's counsel on file.
        prefix: of the Bates numbers; empty = the number of the case.
        items: rows of the ledger, as hexadecimal identities.
    """

    case: CaseId
    defendant: PartyId
    items: tuple[str, ...]
    recipient: str = ""
    bar_number: str = ""
    method: Method = Method.PORTAL
    prefix: str = ""
    width: int = USUAL_WIDTH
    delay_reason: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def run(self, work: UnitOfWork) -> ProductionDraft:
        """Write the draft.

        Raises:
            Missing: no such case.
            Refused: nobody is accused so, nobody receives it, a row may not go out, or it cannot
                be numbered so.
        """
        case = work.cases.get(self.case)
        accused = CaseRecords(work, self.case).of_defendant(self.defendant)
        draft = ProductionDraft(
            id=DraftId(new_id()),
            case=self.case,
            defendant=self.defendant,
            recipient=self.recipient or accused.counsel,
            bar_number=self.bar_number,
            method=self.method,
            prefix=self.prefix or usual_prefix(case.number),
            width=self.width,
            items=self.items,
            delay_reason=self.delay_reason,
            note=self.note,
        )
        return work.production_drafts.add(_checked(work, draft))

    def undo(self, done: ProductionDraft) -> "DropProductionDraft":
        """Give it up."""
        return DropProductionDraft(record=done)


@dataclass(frozen=True, kw_only=True)
class AmendProductionDraft(Command[Amended[ProductionDraft]]):
    """Change a draft; the record carries the version that was shown."""

    draft: ProductionDraft
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.production_drafts.get(self.draft.id).case

    def run(self, work: UnitOfWork) -> Amended[ProductionDraft]:
        """Write the new content; the case stays.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for `DraftProduction`.
        """
        before = work.production_drafts.get(self.draft.id)
        after = _checked(work, replace(self.draft, case=before.case))
        return Amended(before, work.production_drafts.change(after))

    def undo(self, done: Amended[ProductionDraft]) -> "AmendProductionDraft":
        """Put the old content back."""
        return AmendProductionDraft(draft=done.taken_back)


class _Drafts:
    def kept_in(self, work: UnitOfWork) -> Changeable[ProductionDraft]:
        """Return the drafts."""
        return work.production_drafts


@dataclass(frozen=True, kw_only=True)
class DropProductionDraft(_Drafts, TakeOut[ProductionDraft]):
    """Give a draft up; no number was given yet."""

    record: ProductionDraft
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def undo(self, done: ProductionDraft) -> "PutBackProductionDraft":
        """Take it up again."""
        return PutBackProductionDraft(record=done)


@dataclass(frozen=True, kw_only=True)
class PutBackProductionDraft(_Drafts, PutBack[ProductionDraft]):
    """Take a draft up again that was just given up."""

    record: ProductionDraft
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def undo(self, done: ProductionDraft) -> DropProductionDraft:
        """Give it up."""
        return DropProductionDraft(record=done)


@dataclass(frozen=True, kw_only=True)
class FreezeProduction(Command[ProductionFile]):
    """Make a production of a draft, for good: numbers, hashes, the words of each row.

    Attributes:
        expects: the draft's version that was shown; ``number`` the production's number that was:
            None = whatever is stored.
    """

    draft: DraftId
    expects: Version | None = None
    number: int | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.production_drafts.get(self.draft).case

    def run(self, work: UnitOfWork) -> ProductionFile:
        """Write the production with its lines, and remove the draft.

        Raises:
            Missing: the draft is gone: somebody froze or dropped it.
            Stale: somebody changed it, or froze another production of the case, since it was shown.
            Refused: a row may not go out, a supplement after a certificate says no reason, or the
                numbers do not fit.
            Damaged: a file is not what was attached; nothing is written.
        """
        draft = work.production_drafts.get(self.draft)
        records = CaseRecords(work, draft.case)
        number = work.productions.next_number(draft.case)
        if self.expects not in {None, draft.version} or self.number not in {None, number}:
            raise Stale("record.stale", kind="production_drafts")
        _require_reason(records, draft)
        sources = sources_of(work, rows_of(records, draft))
        opened = _opened(work, records, draft, number)
        lines = numbered(opened, sources, [new_id() for _ in sources])
        whole = replace(opened, last=lines[-1].last)
        production = replace(whole, manifest=manifest_hash(whole, lines))
        work.production_drafts.remove(draft)
        work.productions.add(production)
        work.production_lines.add_all(lines)
        return ProductionFile(production, lines)

    def noted(self, done: ProductionFile) -> tuple[Fact, ...]:
        """Return its number and what was frozen, by its hash."""
        production = done.production
        return (("number", str(production.number)), ("sha256", production.manifest))


@dataclass(frozen=True, kw_only=True)
class RecordProductionStep(Command[ProductionStep]):
    """Write down that a production was served, opened, acknowledged, or given up unserved.

    Attributes:
        at: when; None = now. ``who``: who handed it over, opened it or signed.
    """

    production: ProductionId
    kind: ProductionStepKind
    at: datetime | None = None
    who: str = ""
    text: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.productions.get(self.production).case

    def run(self, work: UnitOfWork) -> ProductionStep:
        """Add the step.

        Raises:
            Refused: the step does not follow, or its time is impossible.
        """
        if self.kind not in BY_HAND:
            raise Refused("production.no_such_step", field="kind")
        production = production_file(work, self.production)
        step = production.followed_by(
            self.kind, self.at or work.now, entered(work), who=self.who, text=self.text
        )
        return work.production_steps.add(step)

    def noted(self, done: ProductionStep) -> tuple[Fact, ...]:
        """Return what became of it, as a code."""
        return (("step", done.kind.value),)


def production_file(reading: Reading, production: ProductionId) -> ProductionFile:
    """Return a production with its lines and steps.

    Raises:
        Missing: there is none.
    """
    found = reading.productions.get(production)
    return reading.production_steps.file(found, reading.production_lines)


def usual_prefix(number: str) -> str:
    """Return the prefix made of a case's number: letters, digits and hyphens only."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in safe_file_name(number))
    return f"{kept.strip('-')[:20] or 'P'}-"


def _checked(work: UnitOfWork, draft: ProductionDraft) -> ProductionDraft:
    records = CaseRecords(work, draft.case)
    records.of_defendant(draft.defendant)
    tidy = draft.tidied()
    rows_of(records, tidy)
    return tidy


def _require_reason(records: CaseRecords, draft: ProductionDraft) -> None:
    certified = records.certificate_of(draft.defendant)
    require_delay_reason(draft.delay_reason, certified.certificate.issued_on if certified else None)


def _opened(
    work: UnitOfWork, records: CaseRecords, draft: ProductionDraft, number: int
) -> Production:
    """Return the production before its lines are numbered."""
    earlier = [
        each.production.number
        for each in records.productions
        if each.production.defendant == draft.defendant and not each.is_voided
    ]
    first = work.productions.last_page(draft.case, draft.prefix) + 1
    return Production(
        id=ProductionId(new_id()),
        case=draft.case,
        number=number,
        supplements=min(earlier, default=None),
        defendant=draft.defendant,
        defendant_name=records.of_defendant(draft.defendant).name,
        recipient=draft.recipient,
        bar_number=draft.bar_number,
        method=draft.method,
        prefix=draft.prefix,
        width=draft.width,
        first=first,
        last=first,
        frozen_at=work.now,
        frozen_by=work.actor.name,
        delay_reason=draft.delay_reason,
        note=draft.note,
    )
