"""Names of a case's people as the asking user may see them.

Victims, their representatives and informants are named in full only to those who may see victims;
everybody else reads what the victim is called in the office, or initials.
"""

from uuid import UUID

from app.domain.persons import PROTECTED_ROLES, Party, PartyId, Person
from app.domain.users import Permission
from app.storage.unit_of_work import Reading


class PartyNames:
    """The parties of one case with their persons."""

    def __init__(self, reading: Reading, case: UUID) -> None:
        self._open = reading.actor.may(Permission.VICTIMS_VIEW)
        self.parties: dict[PartyId, Party] = {
            party.id: party for party in reading.parties.of_case(case)
        }
        self._persons = reading.persons.many(each.person for each in self.parties.values())
        self._called = {victim.party: victim.called for victim in reading.victims.of_case(case)}

    def person(self, party: PartyId) -> Person:
        """Return the person behind a party."""
        return self._persons[self.parties[party].person]

    def is_protected(self, party: PartyId) -> bool:
        """Whether the user may not read the name."""
        return not self._open and self.parties[party].role in PROTECTED_ROLES

    def name(self, party: PartyId) -> str:
        """Return the name as lists show it, e.g. ``"Roe, Martin J."`` or ``"J.S."``."""
        person = self.person(party)
        if self.is_protected(party):
            return self._called.get(party) or person.initials
        return person.name
