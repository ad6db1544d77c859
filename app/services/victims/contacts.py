"""The contact log: what was tried, by which way, and what came of it; never changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.contact_ways import has_ended
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.persons import ContactWay, Safety
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.domain.victim_duties import Duty
from app.domain.victims import TOLD, Contact, ContactResult, Victim, VictimId
from app.services.office import Command
from app.services.reminding import drop_reminders
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class LogContact(Command[Contact]):
    """Write down an attempt to reach a victim, or a call from one.

    Attributes:
        way: the way used, if one of those on file; else ``channel`` says how, e.g. "in court".
        at: UTC or with a zone; None = now.
        covers: keys of the duties it was about, from the ledger of the sheet.
    """

    victim: VictimId
    result: ContactResult
    way: UUID | None = None
    channel: str = ""
    outgoing: bool = True
    at: datetime | None = None
    covers: tuple[str, ...] = ()
    note: str = ""
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.victims.get(self.victim).case

    def run(self, work: UnitOfWork) -> Contact:
        """Write the entry; tasks it fulfilled are ticked off.

        Raises:
            Refused: the way is unsafe or out of use, nothing says how, or the time lies ahead.
            Missing: no such victim, or the way is another person's.
        """
        victim = work.victims.get(self.victim)
        at = self.at or work.now
        if at > work.now:
            raise Refused("contact.ahead_of_now", field="at")
        contact = Contact(
            id=new_id(),
            case=victim.case,
            victim=victim.id,
            at=at,
            way_label=self._channel(work, victim),
            outgoing=self.outgoing,
            result=self.result,
            by=work.actor.name,
            way=self.way,
            covers=tuple(one_line(key, "covers") for key in self.covers),
            note=clean(self.note, "note"),
        )
        work.contacts.add(contact)
        if contact.result in TOLD:
            _complete_tasks(work, contact)
        return contact

    def _channel(self, work: Reading, victim: Victim) -> str:
        if self.way is None:
            return require(one_line(self.channel, "channel"), "channel")
        way = work.contact_ways.get(self.way)
        if way.person != work.parties.get(victim.party).person:
            raise Missing("record.missing", kind="contact_ways")
        if self.outgoing:
            _require_safe(work, way)
        return way.label


def _require_safe(work: Reading, way: ContactWay) -> None:
    if way.safety is Safety.UNSAFE:
        raise Refused("way.unsafe", field="way", label=way.label)
    if has_ended(way, work.today):
        raise Refused("way.ended", field="way", label=way.label)


def _complete_tasks(work: UnitOfWork, contact: Contact) -> None:
    for key in contact.covers:
        duty, _, id_ = key.partition(":")
        task = work.tasks.find(_identity(id_)) if duty == Duty.TASK else None
        if task is not None and task.victim == contact.victim and not task.is_done:
            drop_reminders(work, task.id)
            work.tasks.change(task.completed(work.now, work.actor.name))


def _identity(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing("record.missing", kind="tasks") from None
