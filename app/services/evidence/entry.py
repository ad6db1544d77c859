"""Taking items of evidence into the log, and changing what is said about them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.custody import Chain, CustodyEvent
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem
from app.domain.evidence_entry import EvidenceEntry, numbered_tag, tag_as_kept
from app.domain.ids import new_id
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, OfCase, Query
from app.storage.unit_of_work import Reading, UnitOfWork


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


def _log(work: UnitOfWork, case: CaseId, entries: Iterable[EvidenceEntry]) -> tuple[Logged, ...]:
    work.cases.require(case)
    kept = _tagged(work, [entry.tidied() for entry in entries])
    first = work.evidence.count_of(case) + 1
    logged = tuple(
        _taken_in(work, case, entry, number) for number, entry in enumerate(kept, start=first)
    )
    work.evidence.add_all(each.item for each in logged)
    work.custody.add_all(each.event for each in logged)
    return logged


def _taken_in(work: UnitOfWork, case: CaseId, entry: EvidenceEntry, number: int) -> Logged:
    _require_kind(work, entry.kind)
    entry = replace(entry, holder=entry.holder or work.actor.name)
    item = entry.item(new_id(), case, number)
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
