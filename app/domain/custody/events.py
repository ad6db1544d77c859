"""One step of a chain of custody, and what a person writes down to add one."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.custody.actions import Action
from app.domain.evidence import ItemId
from app.domain.locations import LocationId
from app.domain.particulars import Particulars
from app.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class CustodyEvent(Record):
    """One step of the chain of custody; never changed.

    Attributes:
        seq: position in the item's chain, from 1 without gaps.
        at: when it happened; ``entered_at``: when it was written down.
        holder: who holds the item after the event; ``place``: where it then is.
        second_person: the witness where the kind needs two.
        corrects: ``seq`` of the wrong event, with ``purpose`` as the reason.
        link: SHA-256 over the previous event's link and this event, hexadecimal.
        zone: IANA zone of the clock ``at`` was read off.
        location: the place of storage it then lies in; ``place`` is its name as it was.
        contents_inventoried: False = "sealed container received, contents not inventoried".
        details: what only this kind of event has, e.g. a laboratory's request number.
        batch: the same for all events written down in one act.
    """

    case: CaseId
    item: ItemId
    seq: int
    action: Action
    at: datetime
    entered_at: datetime
    entered_by: str
    giver: str
    holder: str
    place: str = ""
    purpose: str = ""
    second_person: str = ""
    seal_intact: bool | None = None
    seal: str = ""
    condition: str = ""
    method: str = ""
    due_back_on: date | None = None
    corrects: int | None = None
    note: str = ""
    link: str = ""
    zone: str = ""
    location: LocationId | None = None
    authority: str = ""
    contents_inventoried: bool | None = None
    details: Particulars = ()
    batch: UUID | None = None

    def linked_to(self, previous: str) -> str:
        """Return the link of this event after an event whose link is ``previous``."""
        facts = [
            self.item.hex, self.seq, self.action, _utc(self.at), _utc(self.entered_at),
            self.entered_by, self.giver, self.holder, self.place, self.purpose,
            self.second_person, self.seal_intact, self.seal, self.condition, self.method,
            self.due_back_on.isoformat() if self.due_back_on else None, self.corrects, self.note,
            *self._later_facts(),
        ]  # fmt: skip
        canonical = json.dumps([previous, *facts], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _later_facts(self) -> list[object]:
        """Return what was not kept at first; events that say none of it keep their old link."""
        said = {
            "zone": self.zone,
            "location": self.location.hex if self.location else "",
            "authority": self.authority,
            "contents_inventoried": self.contents_inventoried,
            "details": self.details,
            "batch": self.batch.hex if self.batch else "",
        }
        return [[name, value] for name, value in said.items() if value not in ("", None, ())]


def _utc(moment: datetime) -> str:
    """Write a moment the same whatever zone it was entered in."""
    return moment.astimezone(UTC).isoformat()


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """What a person writes down when an item changes hands.

    Attributes:
        at: when, by the courthouse clock: its day is the first on which the item can be due back.
    """

    action: Action
    at: datetime
    to: str
    purpose: str
    place: str = ""
    second_person: str = ""
    seal_intact: bool | None = None
    seal: str = ""
    condition: str = ""
    method: str = ""
    due_back_on: date | None = None
    note: str = ""
    zone: str = ""
    location: LocationId | None = None
    authority: str = ""
    contents_inventoried: bool | None = None
    details: Particulars = ()
    batch: UUID | None = None


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals."""
    return one.casefold() == other.casefold()


def is_third_person(second: str, receiver: str, giver: str) -> bool:
    """Whether ``second`` names somebody who neither gives nor receives."""
    return bool(second) and not (same_person(second, receiver) or same_person(second, giver))
