"""Taking items of evidence into the log."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.cases import CaseId
from app.domain.custody import Chain, CustodyEvent
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId, ItemRelation
from app.domain.evidence_entry import EvidenceEntry, numbered_tag, tag_as_kept
from app.domain.ids import new_id
from app.domain.users import Permission
from app.services.barcodes import barcodes_taken
from app.services.evidence.item_checks import container_called, require_place, require_sound
from app.services.office import Command, OfCase, Query
from app.services.placing import require_open
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
            Refused: the tag is taken, a code unknown, the description empty, a time impossible, a
                second person missing, a particular unreadable, or it may not lie in its container.
        """
        (logged,) = log(work, self.case, (self.entry,))
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
        return log(work, self.case, self.entries)


@dataclass(frozen=True)
class TakenTag:
    """A tag that is on something already.

    Attributes:
        item: whose it is, with its case; None where that is not open to the asker, and for the
            barcode of a place or an agency.
    """

    tag: str
    item: ItemId | None = None
    case: CaseId | None = None
    case_number: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckTags(Query[tuple[TakenTag, ...]]):
    """Which of some tags are taken, asked before a batch is committed."""

    tags: tuple[str, ...]
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, reading: Reading) -> tuple[TakenTag, ...]:
        """Return the taken ones, in capitals, also those of cases not open to the asker."""
        taken = sorted(barcodes_taken(reading, [tag_as_kept(tag) for tag in self.tags]))
        owners = {item.tag: item.id for item in reading.evidence.owners(taken)}
        lines = reading.evidence_heads.lines(owners.values())
        known = {line.tag: line for line in lines.values()}
        return tuple(
            TakenTag(tag, line.item, line.case, line.case_number)
            if (line := known.get(tag))
            else TakenTag(tag)
            for tag in taken
        )


@dataclass(frozen=True)
class NextTagNumber(Query[int]):
    """The number the next item without a tag of its own would take."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, reading: Reading) -> int:
        """Return the number after the highest one; see `numbered_tag`."""
        return reading.evidence.highest_number() + 1


def log(work: UnitOfWork, case: CaseId, entries: Iterable[EvidenceEntry]) -> tuple[Logged, ...]:
    """Write items with the first steps of their chains, numbered on from the last of the case.

    The transaction holds the database for itself from its begin, so that no two writers count on
    from the same number.

    Raises:
        Refused: any of them cannot be logged (as `LogEvidence`).
    """
    work.cases.require(case)
    kept = _tagged(work, [entry.tidied() for entry in entries])
    first = work.evidence.count_of(case) + 1
    logged: list[Logged] = []
    for number, entry in enumerate(kept, start=first):
        earlier = tuple(each.item for each in logged) if entry.inside or entry.parent else ()
        logged.append(_taken_in(work, case, entry, number, earlier))
    work.evidence.add_all(each.item for each in logged)
    work.custody.add_all(each.event for each in logged)
    return tuple(logged)


def _taken_in(
    work: UnitOfWork,
    case: CaseId,
    entry: EvidenceEntry,
    number: int,
    earlier: tuple[EvidenceItem, ...],
) -> Logged:
    require_sound(work, entry)
    if not entry.holder:
        entry = replace(entry, holder=work.actor.name)
    entry = _placed(work, entry)
    if entry.inside:
        container = container_called(work, case, entry.inside, earlier)
        relation = entry.relation or ItemRelation.INSIDE
        entry = replace(entry, parent=container.id, relation=relation)
    item = entry.item(new_id(), case, number)
    if item.parent is not None:
        require_place(work, item, earlier)
    first = Chain(item, ()).begun(entry.first_step(work.now), new_id(), work.now, work.actor.name)
    return Logged(item, first)


def _placed(work: UnitOfWork, entry: EvidenceEntry) -> EvidenceEntry:
    """Name the place in words as it is called today; its record may change later."""
    if entry.location is None:
        return entry
    return replace(entry, place=require_open(work, entry.location))


def _tagged(work: UnitOfWork, entries: list[EvidenceEntry]) -> list[EvidenceEntry]:
    """Give each entry without a tag the next free number; refuse a tag used twice."""
    given = [entry.tag for entry in entries if entry.tag]
    repeated = [tag for tag, times in Counter(given).items() if times > 1]
    taken = [*repeated, *sorted(barcodes_taken(work, given))]
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
