"""Victims on disk, every contact with them and their losses."""

from uuid import UUID

from app.domain.victims import Contact, Restitution, Victim
from app.storage.repository import Changeable, Repository
from app.storage.schema import record_table

victims = record_table("victims", Victim)
contacts = record_table("contacts", Contact, append_only=True)
restitution = record_table("restitution", Restitution)


class Victims(Changeable[Victim]):
    """Victims in cases."""

    record = Victim
    table = victims


class Contacts(Repository[Contact]):
    """Attempts to reach victims, and calls from them."""

    record = Contact
    table = contacts

    def of_victim(self, victim: UUID) -> tuple[Contact, ...]:
        """Return the contacts with one victim, newest first."""
        return self.where(contacts.c.victim == victim, order=(contacts.c.at.desc(), contacts.c.id))


class RestitutionLines(Changeable[Restitution]):
    """What victims lost."""

    record = Restitution
    table = restitution

    def of_victim(self, victim: UUID) -> tuple[Restitution, ...]:
        """Return the lines of one victim in the order they were noted."""
        return self.where(restitution.c.victim == victim)
