"""Acts on the ledger: entering a row, receiving, reviewing, deciding, naming its files."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.attachments import Attachment, FileRole
from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.disclosure.items import (
    DisclosureFile,
    DisclosureItem,
    DisclosureItemId,
    Privilege,
    Sensitivity,
)
from app.domain.disclosure.steps import DECISIONS, DisclosureStep, StepEntry, StepKind
from app.domain.errors import Refused, Stale
from app.domain.evidence import ItemId
from app.domain.ids import new_id
from app.domain.persons import PartyId
from app.domain.record import Version
from app.domain.tasks import Task, TaskId
from app.domain.text import one_line
from app.domain.users import Permission
from app.i18n import _
from app.services.amending import Amended
from app.services.coding import optional_code, require_code
from app.services.disclosure.case_records import CaseRecords
from app.services.disclosure.register import entered
from app.services.office import Command, OfCase
from app.services.owed_disclosure import following
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class RowEntry:
    """What is filled in about a row; see `DisclosureItem`."""

    title: str
    duty: str
    category: str = ""
    agency: str = ""
    author: str = ""
    created_on: date | None = None
    asked_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    evidence: ItemId | None = None
    pages: int | None = None
    privilege: Privilege = Privilege.NONE
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AddDisclosureItem(OfCase, Command[DisclosureItem]):
    """Enter a row into the ledger of a case."""

    case: CaseId
    entry: RowEntry
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def run(self, work: UnitOfWork) -> DisclosureItem:
        """Write the row under the case's next number.

        Raises:
            Missing: no such case or item of evidence.
            Refused: as `DisclosureItem.tidied`; an unknown code; or evidence of another case.
        """
        work.cases.get(self.case)
        received = self.entry.received_on
        item = DisclosureItem(
            id=DisclosureItemId(new_id()),
            case=self.case,
            number=work.disclosure_items.next_number(self.case),
            **{**self.entry.__dict__, "received_on": None},
        )
        item = _tidied(work, item)
        if received is not None:
            item = item.received(received, work.today)
        with following(work, item.id):
            return work.disclosure_items.add(item)

    def undo(self, done: DisclosureItem) -> "RemoveDisclosureItem":
        """Take it out again."""
        return RemoveDisclosureItem(item=done)


@dataclass(frozen=True, kw_only=True)
class RemoveDisclosureItem(Command[DisclosureItem]):
    """Take out a row nothing was done about yet; its number is given again only as the last."""

    item: DisclosureItem
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.item.case

    def run(self, work: UnitOfWork) -> DisclosureItem:
        """Remove the row.

        Raises:
            Refused: it is not the last one, or something hangs on it.
            Stale: somebody changed it since it was shown.
        """
        item = self.item
        if work.disclosure_items.next_number(item.case) != item.number + 1:
            raise Refused("disclosure.not_last", number=item.number)
        _require_unused(work, item)
        with following(work, item.id):
            work.disclosure_items.remove(item)
        return item


@dataclass(frozen=True, kw_only=True)
class AmendDisclosureItem(Command[Amended[DisclosureItem]]):
    """Change what a row says; the record carries the version that was shown."""

    item: DisclosureItem
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.disclosure_items.get(self.item.id).case

    def run(self, work: UnitOfWork) -> Amended[DisclosureItem]:
        """Write the new content; number and day of arrival stay.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for `AddDisclosureItem`.
        """
        before = work.disclosure_items.get(self.item.id)
        after = _tidied(work, before.amended(self.item, work.today))
        with following(work, before.id):
            return Amended(before, work.disclosure_items.change(after))

    def undo(self, done: Amended[DisclosureItem]) -> "AmendDisclosureItem | None":
        """Put the old content back; what was marked as not to leave stays marked."""
        if done.before.may_leave and not done.after.may_leave:
            return None
        return AmendDisclosureItem(item=done.taken_back)


class _OnRow:
    """Mixed into acts that name their row in a field ``row``."""

    row: DisclosureItemId

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.disclosure_items.get(self.row).case


@dataclass(frozen=True, kw_only=True)
class ReceiveDisclosureItem(_OnRow, Command[DisclosureItem]):
    """Say that a thing has come to the office; the day is written once.

    Attributes:
        on: None = today.
        expects: the version that was shown; None = whatever is stored.
    """

    row: DisclosureItemId
    on: date | None = None
    pages: int | None = None
    expects: Version | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def run(self, work: UnitOfWork) -> DisclosureItem:
        """Write the day; after a certificate somebody is given the task to supplement it.

        Raises:
            Stale: somebody changed the row since it was shown.
            Refused: it came before, or the day lies ahead.
        """
        item = work.disclosure_items.get(self.row)
        came = item.received(self.on or work.today, work.today)
        if self.pages is not None:
            came = replace(came, pages=self.pages).tidied(work.today)
        with following(work, item.id):
            changed = work.disclosure_items.change(came, self.expects)
        _remind_of_supplement(work, changed)
        return changed


@dataclass(frozen=True, kw_only=True)
class CorrectArrival(_OnRow, Command[DisclosureItem]):
    """Correct the day a thing came; the row keeps what stood there and why it was wrong."""

    row: DisclosureItemId
    on: date
    reason: str
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def run(self, work: UnitOfWork) -> DisclosureItem:
        """Write the day.

        Raises:
            Refused: it has not come, no reason is given, or the day is impossible.
        """
        item = work.disclosure_items.get(self.row)
        by = work.actor.name
        return work.disclosure_items.change(
            item.arrival_corrected(self.on, self.reason, by, work.today)
        )


@dataclass(frozen=True, kw_only=True)
class _Step(_OnRow):
    """Mixed into acts that add one step to the history of a row.

    Attributes:
        after: how many steps were shown; None = however many there are.
    """

    row: DisclosureItemId
    after: int | None = None

    def entry(self) -> StepEntry:
        """Return what is written down."""
        raise NotImplementedError

    def run(self, work: UnitOfWork) -> DisclosureStep:
        """Add the step.

        Raises:
            Stale: a step was taken since the row was shown.
            Refused: the row is not that far, or the step lacks what it needs.
        """
        history = work.disclosure_steps.history(work.disclosure_items.get(self.row))
        if self.after is not None and len(history.steps) != self.after:
            raise Stale("record.stale", kind="disclosure_steps")
        return work.disclosure_steps.add(history.followed_by(self.entry(), entered(work)))

    def noted(self, done: DisclosureStep) -> tuple[Fact, ...]:
        """Return what was decided, as a code."""
        return (("step", done.kind.value),)


@dataclass(frozen=True, kw_only=True)
class ReviewDisclosureItem(_Step, Command[DisclosureStep]):
    """Say that somebody has read it."""

    remark: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def entry(self) -> StepEntry:
        """Return the review."""
        return StepEntry(kind=StepKind.REVIEWED, reason=self.remark)


@dataclass(frozen=True, kw_only=True)
class DecideDisclosure(_Step, Command[DisclosureStep]):
    """Decide whether a thing is disclosed, withheld, or shown under an order or in the office."""

    decision: StepKind
    reason: str = ""
    basis: str = ""
    review_on: date | None = None
    needs: ClassVar[Permission] = Permission.DISCLOSURE_DECIDE

    def entry(self) -> StepEntry:
        """Return the decision.

        Raises:
            Refused: it is none.
        """
        if self.decision not in DECISIONS:
            raise Refused("disclosure.no_decision", field="decision")
        return StepEntry(
            kind=self.decision, reason=self.reason, basis=self.basis, review_on=self.review_on
        )


@dataclass(frozen=True, kw_only=True)
class ApproveWithholding(_Step, Command[DisclosureStep]):
    """Say yes or no, as supervisor, to what somebody else decided to withhold."""

    approved: bool
    reason: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_APPROVE

    def entry(self) -> StepEntry:
        """Return the answer."""
        kind = StepKind.APPROVED if self.approved else StepKind.NOT_APPROVED
        return StepEntry(kind=kind, reason=self.reason)


@dataclass(frozen=True, kw_only=True)
class RecordInspection(_Step, Command[DisclosureStep]):
    """Write down that the defense came and looked at what may not be copied."""

    defendant: PartyId
    on: date | None = None
    who: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_PRODUCE

    def run(self, work: UnitOfWork) -> DisclosureStep:
        """Add the step.

        Raises:
            Refused: nobody accused in this case, the row is not for inspection, or the day is
                impossible.
        """
        CaseRecords(work, work.disclosure_items.get(self.row).case).of_defendant(self.defendant)
        if self.on is None:
            return replace(self, on=work.today).run(work)
        return super().run(work)

    def entry(self) -> StepEntry:
        """Return the inspection."""
        return StepEntry(
            kind=StepKind.INSPECTED, reason=self.who, defendant=self.defendant, on=self.on
        )


@dataclass(frozen=True, kw_only=True)
class NameDisclosureFile(_OnRow, Command[DisclosureFile]):
    """Say that an attached file is the thing, or its redacted form.

    Attributes:
        replaces: the native file, already named, in whose place a redacted form is produced; None =
            the one a redacted copy was made from, if it is named.
        basis: of the redaction; empty = what the copy itself states.
    """

    row: DisclosureItemId
    attachment: UUID
    replaces: UUID | None = None
    basis: str = ""
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def run(self, work: UnitOfWork) -> DisclosureFile:
        """Write the link.

        Raises:
            Missing: no such row or file.
            Refused: the file is of another case or named already, the native is not named or has
                a redacted form already, or the redaction has no basis.
        """
        item = work.disclosure_items.get(self.row)
        attached = work.attachments.get(self.attachment)
        if attached.case != item.case:
            raise Refused("disclosure.other_case", field="attachment")
        named = work.disclosure_files.of_item(item.id)
        if any(each.attachment == attached.id for each in named):
            raise Refused("disclosure.named_already", field="attachment", name=attached.name[:80])
        basis = one_line(self.basis, "basis") or one_line(attached.basis, "basis")
        replaces = self.replaces or _native_of(attached, named)
        if replaces is not None:
            _require_native(named, replaces)
            if not basis:
                raise Refused("text.required", field="basis")
        return work.disclosure_files.add(
            DisclosureFile(
                id=new_id(),
                case=item.case,
                row=item.id,
                attachment=attached.id,
                replaces=replaces,
                basis=basis,
            )
        )

    def undo(self, done: DisclosureFile) -> "UnnameDisclosureFile":
        """Take the link away."""
        return UnnameDisclosureFile(file=done)


@dataclass(frozen=True, kw_only=True)
class UnnameDisclosureFile(Command[DisclosureFile]):
    """Say that an attached file is not the thing after all; the file itself stays."""

    file: DisclosureFile
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.file.case

    def run(self, work: UnitOfWork) -> DisclosureFile:
        """Remove the link.

        Raises:
            Refused: a redacted form stands in its place.
            Stale: somebody removed it since it was shown.
        """
        named = work.disclosure_files.of_item(self.file.row)
        if any(each.replaces == self.file.attachment for each in named):
            raise Refused("disclosure.has_redaction")
        work.disclosure_files.remove(self.file)
        return self.file

    def undo(self, done: DisclosureFile) -> NameDisclosureFile:
        """Name it again."""
        return NameDisclosureFile(
            row=done.row, attachment=done.attachment, replaces=done.replaces, basis=done.basis
        )


def _tidied(work: UnitOfWork, item: DisclosureItem) -> DisclosureItem:
    require_code(work, CodeList.DISCLOSURE_DUTY, item.duty, "duty")
    optional_code(work, CodeList.DISCLOSURE_CATEGORY, item.category, "category")
    if item.evidence is not None and work.evidence.get(item.evidence).case != item.case:
        raise Refused("disclosure.other_case", field="evidence")
    return item.tidied(work.today)


def _require_unused(work: UnitOfWork, item: DisclosureItem) -> None:
    named = (
        work.disclosure_steps,
        work.disclosure_files,
        work.agency_inquiries,
        work.loss_notices,
        work.favorable_matters,
        work.production_lines,
    )
    kept = (work.protective_orders, work.production_drafts)
    if any(each.count_every(each.table.c.row == item.id) for each in named) or any(
        item.id.hex in record.items for each in kept for record in each.of_case(item.case)
    ):
        raise Refused("disclosure.in_use", number=item.number)


def _native_of(attached: Attachment, named: tuple[DisclosureFile, ...]) -> UUID | None:
    is_redacted = attached.role is FileRole.REDACTED
    is_named = any(each.attachment == attached.source for each in named)
    return attached.source if is_redacted and is_named else None


def _require_native(named: tuple[DisclosureFile, ...], native: UUID) -> None:
    if not any(each.attachment == native and each.replaces is None for each in named):
        raise Refused("disclosure.no_native", field="replaces")
    if any(each.replaces == native for each in named):
        raise Refused("disclosure.has_redaction", field="replaces")


def _remind_of_supplement(work: UnitOfWork, item: DisclosureItem) -> None:
    """Give out the task to supplement: the duty goes on after a certificate (245.60)."""
    certified = [
        each
        for each in CaseRecords(work, item.case).certificates
        if each.counts and each.certificate.supplements is None
    ]
    if not certified:
        return
    title = _("Produce No. {number}, received after the certificate, and supplement it")
    work.tasks.add(
        Task(id=TaskId(new_id()), case=item.case, title=title.format(number=item.number))
    )
