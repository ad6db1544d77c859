"""What was said of an item before it was corrected, and why it was (AR 195-5: memo and notice)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.evidence import ItemFacts, ItemId
from app.domain.item_particulars import answered, masked
from app.domain.money import dollars
from app.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class ItemAmendment(Record):
    """One fact of an item before and after a correction; never changed.

    Attributes:
        field: name of the fact, or key of the particular.
        old, new: in words; a mask where the particular is sealed.
        informed: the supervisor who was told, empty if nobody was.
        act: the same for all facts corrected in one act.
    """

    case: CaseId
    item: ItemId
    field: str
    old: str
    new: str
    reason: str
    informed: str = ""
    by: str
    at: datetime
    act: UUID


def changed_facts(
    before: ItemFacts, after: ItemFacts, tags: Mapping[ItemId, str]
) -> Iterator[tuple[str, str, str]]:
    """Give name, old and new words of each fact that differs; ``tags`` are those of parents."""
    for each in fields(ItemFacts):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old != new and each.name != "particulars":
            yield each.name, _words(old, tags), _words(new, tags)
    yield from _changed_particulars(before, after)


def _changed_particulars(before: ItemFacts, after: ItemFacts) -> Iterator[tuple[str, str, str]]:
    old, new = dict(before.particulars), dict(after.particulars)
    said_old, said_new = _answers(before), _answers(after)
    for key in dict.fromkeys((*said_old, *said_new)):
        if old.get(key) != new.get(key):
            yield key, said_old.get(key, ""), said_new.get(key, "")


def _answers(item: ItemFacts) -> dict[str, str]:
    """Return the words of each answer by its key, a mask for what is sealed."""
    shown = answered(item.kind, masked(item.kind, item.particulars))
    return {asked.key: dict(asked.choices).get(text, text) for asked, text in shown}


def _words(value: object, tags: Mapping[ItemId, str]) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, UUID):
        return tags.get(ItemId(value), value.hex)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is True:
        return "yes"
    return dollars(value) if isinstance(value, int) else str(value)
