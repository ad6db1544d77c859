"""Every item of a case with its holder, and what is wrong with its chain."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.domain.custody import Chain, CustodyEvent, Whereabouts
from app.domain.evidence import EvidenceItem
from app.domain.users import Permission
from app.i18n import _, ngettext
from app.printing.case_summary import EvidenceLine
from app.printing.dates import date_words
from app.storage.unit_of_work import Reading


def evidence_lines(reading: Reading, case: UUID) -> tuple[EvidenceLine, ...]:
    """Return the items by tag, if the asking person may see evidence."""
    if not reading.actor.may(Permission.EVIDENCE_VIEW):
        return ()
    events: dict[UUID, list[CustodyEvent]] = defaultdict(list)
    for event in sorted(reading.custody.of_case(case), key=lambda each: each.seq):
        events[event.item].append(event)
    proven = _counts_proven(reading, case)
    items = sorted(reading.evidence.of_case(case), key=lambda item: (item.tag, item.id))
    return tuple(
        _line(reading, item, Chain(item, tuple(events[item.id])), proven.get(item.id, ()))
        for item in items
    )


def _counts_proven(reading: Reading, case: UUID) -> dict[UUID, tuple[int, ...]]:
    """Return the numbers of the counts each item proves, in order."""
    numbers = {charge.id: charge.number for charge in reading.charges.of_case(case)}
    found: dict[UUID, set[int]] = defaultdict(set)
    for link in reading.item_charges.of_case(case):
        found[link.item].add(numbers[link.charge])
    return {item: tuple(sorted(counts)) for item, counts in found.items()}


def _line(
    reading: Reading, item: EvidenceItem, chain: Chain, counts: tuple[int, ...]
) -> EvidenceLine:
    """Return an item's line; what it proves is the office's own view, and so a remark."""
    last, moved = chain.last, chain.last_move
    exhibit = _("Exhibit {number}").format(number=item.exhibit) if item.exhibit else ""
    return EvidenceLine(
        tag=item.tag,
        description=", ".join(filter(None, (item.description, exhibit))),
        holder=", ".join(filter(None, (last.holder, last.place))) if last else "",
        since=reading.local(moved.at).date() if moved else None,
        remark=", ".join((*_remarks(chain, reading.today), *_proof(counts))),
        confidential=bool(item.sensitivity),
    )


def _remarks(chain: Chain, today: date) -> Iterator[str]:
    broken = chain.breaks()
    if not chain.events:
        yield _("no chain of custody")
    elif broken:
        yield _("chain broken at step {seq}").format(seq=broken[0])
    move = chain.last_move
    if move and move.due_back_on and chain.whereabouts is Whereabouts.OUT:
        words = _("overdue since {day}") if move.due_back_on < today else _("due back {day}")
        yield words.format(day=date_words(move.due_back_on))


def _proof(counts: tuple[int, ...]) -> Iterator[str]:
    if counts:
        listed = ", ".join(map(str, counts))
        yield ngettext("proves count {n}", "proves counts {n}", len(counts)).format(n=listed)
