"""Logging evidence, handing it over, correcting its chain of custody, and looking at both."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.attachments import KeptFile
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.deadlines import Severity
from app.domain.errors import Missing, Refused
from app.domain.evidence import (
    HANDLING_ACTIONS,
    Action,
    Chain,
    CustodyEvent,
    EvidenceItem,
    HandOver,
    ItemId,
)
from app.domain.evidence_entry import EvidenceEntry, numbered_tag, tag_as_kept
from app.domain.evidence_list import (
    EVERY_ITEM,
    EvidenceFilter,
    EvidenceLine,
    EvidenceSort,
    EvidenceTotals,
)
from app.domain.ids import new_id
from app.domain.paging import PAGE, Cursor, Page
from app.domain.reminders import SubjectKind
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, OfCase, Query
from app.services.reminding import Occasion, drop_reminders, set_reminders
from app.storage.unit_of_work import Reading, UnitOfWork

SUGGESTED = 12
"""How many recent holders a form offers."""


@dataclass(frozen=True)
class Logged:
    """An item just logged, and the custody event it came in with."""

    item: EvidenceItem
    event: CustodyEvent


@dataclass(frozen=True, kw_only=True)
class LogEvidence(OfCase, Command[Logged]):
    """Take one item into the evidence log of a case, with the first event of its chain."""

    case: CaseId
    entry: EvidenceEntry
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, work: UnitOfWork) -> Logged:
        """Write item and event; an item without a tag takes the office's next number.

        Raises:
            Refused: the tag is taken, the kind unknown, the description empty, a time impossible,
                or a second person is missing.
        """
        (logged,) = _log(work, self.case, (self.entry,))
        return logged


@dataclass(frozen=True, kw_only=True)
class LogEvidenceBatch(OfCase, Command[tuple[Logged, ...]]):
    """Take many items into the evidence log of a case: all of them or none."""

    case: CaseId
    entries: tuple[EvidenceEntry, ...]
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, work: UnitOfWork) -> tuple[Logged, ...]:
        """Write all items in their order.

        Raises:
            Refused: any of them cannot be logged (as `LogEvidence`); then none is.
        """
        return _log(work, self.case, self.entries)


@dataclass(frozen=True, kw_only=True)
class TransferCustody(Command[CustodyEvent]):
    """Hand an item to another holder, or move it; who gives it is read off its chain.

    Attributes:
        at: when it changed hands; None = now.
    """

    item: ItemId
    to: str
    purpose: str
    action: Action = Action.OUT
    at: datetime | None = None
    place: str = ""
    second_person: str = ""
    seal_intact: bool | None = None
    seal: str = ""
    condition: str = ""
    method: str = ""
    due_back_on: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> CustodyEvent:
        """Add the event to the chain; there is no way back but a correction.

        Raises:
            Missing: there is no such item.
            Refused: the chain does not allow the step (see `Chain.handed_over`).
        """
        item = work.evidence.get(self.item)
        chain = work.custody.chain(item)
        step = self._step(work.local(self.at or work.now))
        event = chain.handed_over(step, new_id(), work.now, work.actor.name)
        _remind_of_return(work, item, event)
        return work.custody.add(event)

    def _step(self, at: datetime) -> HandOver:
        return HandOver(
            action=self.action,
            at=at,
            to=one_line(self.to, "to"),
            purpose=clean(self.purpose, "purpose"),
            place=one_line(self.place, "place"),
            second_person=one_line(self.second_person, "second_person"),
            seal_intact=self.seal_intact,
            seal=one_line(self.seal, "seal"),
            condition=one_line(self.condition, "condition"),
            method=one_line(self.method, "method"),
            due_back_on=self.due_back_on,
            note=clean(self.note, "note"),
        )


@dataclass(frozen=True, kw_only=True)
class CorrectCustody(Command[CustodyEvent]):
    """Say what is wrong with a step of a chain; the step itself stays as it was written.

    Attributes:
        seq: position of the wrong step; ``reason``: what is wrong and what is right.
    """

    item: ItemId
    seq: int
    reason: str
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> CustodyEvent:
        """Add the correction to the chain.

        Raises:
            Missing: there is no such item.
            Refused: there is no such step, or no reason is given.
        """
        chain = work.custody.chain(work.evidence.get(self.item))
        reason = clean(self.reason, "reason")
        event = chain.corrected(self.seq, reason, new_id(), work.now, work.actor.name)
        return work.custody.add(event)


@dataclass(frozen=True, kw_only=True)
class AmendEvidenceItem(Command[Amended[EvidenceItem]]):
    """Change what is said about an item; tag and case stay, and so does its chain."""

    item: EvidenceItem
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def concerns(self, work: Reading) -> UUID:
        """The case the item is logged in, whatever the new content says."""
        return work.evidence.get(self.item.id).case

    def run(self, work: UnitOfWork) -> Amended[EvidenceItem]:
        """Write the new content.

        Raises:
            Stale: somebody changed the item since it was shown.
            Refused: tag or case differ, the kind is unknown, or the description is empty.
        """
        before = work.evidence.get(self.item.id)
        if (self.item.tag, self.item.case) != (before.tag, before.case):
            raise Refused("evidence.tag_stays", field="tag", tag=before.tag)
        _require_kind(work, self.item.kind)
        return Amended(before, work.evidence.change(self.item.tidied()))

    def undo(self, done: Amended[EvidenceItem]) -> "AmendEvidenceItem":
        """Put the old content back."""
        return AmendEvidenceItem(item=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class CheckTags(Query[frozenset[str]]):
    """Which of some tags are taken, asked before a batch is committed."""

    tags: tuple[str, ...]
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, reading: Reading) -> frozenset[str]:
        """Return the taken ones, in capitals, also those of cases not open to the asker."""
        return reading.evidence.taken([tag_as_kept(tag) for tag in self.tags])


@dataclass(frozen=True)
class NextTagNumber(Query[int]):
    """The number the next item without a tag of its own would take."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, reading: Reading) -> int:
        """Return the number after the highest one; see `numbered_tag`."""
        return reading.evidence.highest_number() + 1


@dataclass(frozen=True)
class CaseEvidence(OfCase, Query[tuple[EvidenceLine, ...]]):
    """The evidence log of one case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[EvidenceLine, ...]:
        """Return every item by tag."""
        return reading.evidence_heads.of_case(self.case)


@dataclass(frozen=True, kw_only=True)
class EvidencePage(Query[Page[EvidenceLine]]):
    """One page of all the evidence the office holds."""

    which: EvidenceFilter = EVERY_ITEM
    sort: EvidenceSort = EvidenceSort.TAG
    descending: bool = False
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> Page[EvidenceLine]:
        """Return the page; items of hidden cases are not in it."""
        return reading.evidence_heads.page(
            self.which, self.sort, descending=self.descending, after=self.after, size=self.size
        )


@dataclass(frozen=True, kw_only=True)
class OverdueEvidence(Query[tuple[EvidenceLine, ...]]):
    """Items that are out and should be back by now."""

    limit: int = PAGE
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[EvidenceLine, ...]:
        """Return them, longest overdue first."""
        late = EvidenceFilter(overdue=True)
        page = reading.evidence_heads.page(
            late, EvidenceSort.DUE_BACK, descending=False, after=None, size=self.limit
        )
        return page.rows


@dataclass(frozen=True)
class EvidenceCounts(Query[EvidenceTotals]):
    """How many items are in the room, out, overdue and gone for good."""

    which: EvidenceFilter = EVERY_ITEM
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> EvidenceTotals:
        """Return the numbers of visible items."""
        return reading.evidence_heads.totals(self.which)


@dataclass(frozen=True)
class OverdueCount(Query[int]):
    """How many items are overdue, for the rail's badge."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number of visible overdue items."""
        return reading.evidence_heads.totals(EvidenceFilter(overdue=True)).overdue


@dataclass(frozen=True)
class RecentHolders(Query[tuple[str, ...]]):
    """Who took items lately, as suggestions for the next hand-over."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[str, ...]:
        """Return names, latest first."""
        return reading.evidence_heads.recent_holders(SUGGESTED)


@dataclass(frozen=True)
class ItemFile:
    """Everything about one item.

    Attributes:
        breaks: positions in the chain whose link does not hold; empty = the chain is whole.
        actions: words for each custody action in the chain and beyond.
    """

    line: EvidenceLine
    chain: Chain
    breaks: tuple[int, ...]
    actions: dict[Action, str]
    files: tuple[KeptFile, ...]

    @property
    def item(self) -> EvidenceItem:
        """The item itself."""
        return self.chain.item


@dataclass(frozen=True)
class EvidenceItemView(Query[ItemFile]):
    """One item with its chain of custody, checked, and its files."""

    item: ItemId
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case of the item."""
        return reading.evidence.get(self.item).case

    def run(self, reading: Reading) -> ItemFile:
        """Return the item's file.

        Raises:
            Missing: there is no such item.
            Damaged: a stored record is not what was written.
        """
        return _file_of(reading, reading.evidence.get(self.item))


@dataclass(frozen=True)
class EvidenceByTag(Query[ItemFile]):
    """One item by its tag, as typed or scanned."""

    tag: str
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case of the item with that tag."""
        return reading.evidence.by_tag(tag_as_kept(self.tag)).case

    def behind_wall(self) -> Missing:
        """A tag typed at a guess does not tell that there is such an item."""
        return Missing("evidence.no_such_tag", tag=tag_as_kept(self.tag))

    def run(self, reading: Reading) -> ItemFile:
        """Return the item's file.

        Raises:
            Missing: no item has the tag.
        """
        return _file_of(reading, reading.evidence.by_tag(tag_as_kept(self.tag)))


def _remind_of_return(work: UnitOfWork, item: EvidenceItem, event: CustodyEvent) -> None:
    """Set reminders for an item that is due back, and silence those of its last absence."""
    if event.action in HANDLING_ACTIONS:
        return
    drop_reminders(work, item.id)
    if event.due_back_on is None:
        return
    occasion = Occasion(
        subject_kind=SubjectKind.EVIDENCE,
        subject=item.id,
        case=item.case,
        title=f"{item.tag} is due back from {event.holder}",
        limit_on=event.due_back_on,
        severity=Severity.INTERNAL,
    )
    set_reminders(work, occasion)


def _log(work: UnitOfWork, case: CaseId, entries: Iterable[EvidenceEntry]) -> tuple[Logged, ...]:
    work.cases.require(case)
    kept = _tagged(work, [entry.tidied() for entry in entries])
    logged = tuple(_taken_in(work, case, entry) for entry in kept)
    work.evidence.add_all(each.item for each in logged)
    work.custody.add_all(each.event for each in logged)
    return logged


def _taken_in(work: UnitOfWork, case: CaseId, entry: EvidenceEntry) -> Logged:
    _require_kind(work, entry.kind)
    entry = replace(entry, holder=entry.holder or work.actor.name)
    item = entry.item(new_id(), case)
    first = Chain(item, ()).begun(entry.first_step(work.now), new_id(), work.now, work.actor.name)
    return Logged(item, first)


def _tagged(work: UnitOfWork, entries: list[EvidenceEntry]) -> list[EvidenceEntry]:
    """Give each entry without a tag the next free number; refuse a tag used twice."""
    given = [entry.tag for entry in entries if entry.tag]
    repeated = [tag for tag, times in Counter(given).items() if times > 1]
    taken = [*repeated, *sorted(work.evidence.taken(given))]
    if taken:
        raise Refused("evidence.tag_taken", field="tag", tag=taken[0])
    number = work.evidence.highest_number()
    tagged = []
    for entry in entries:
        tag = entry.tag
        while not tag or (not entry.tag and tag in given):
            number += 1
            tag = numbered_tag(number)
        tagged.append(replace(entry, tag=tag))
    return tagged


def _require_kind(reading: Reading, kind: str) -> None:
    if not reading.codes.knows(CodeList.EVIDENCE_KIND, kind):
        raise Refused("evidence.unknown_kind", field="kind", kind=kind)


def _file_of(reading: Reading, item: EvidenceItem) -> ItemFile:
    line = reading.evidence_heads.line(item.id)
    if line is None:
        raise Missing("record.missing", kind="evidence_items")
    chain = reading.custody.chain(item)
    return ItemFile(
        line=line,
        chain=chain,
        breaks=chain.breaks(),
        actions={act: reading.codes.label(CodeList.CUSTODY_ACTION, act) for act in Action},
        files=reading.kept_files.of_item(item.id),
    )
