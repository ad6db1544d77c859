"""What people are called on a case summary: each by one name, no two by the same."""

from collections import Counter
from uuid import UUID

from app.domain.persons import PartyId, Role
from app.domain.profiles import RULES, Profile
from app.services.party_names import PartyNames
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading


class PaperNames:
    """The names of a case's people for one reader.

    Public paper is filled with full names, also of people whose name is closed to the person who
    prints: only from the full name can the printed initials be made and free text be masked.
    Internal paper names victims as the office calls them.
    """

    def __init__(self, reading: Reading, case: UUID, profile: Profile, withheld: Withheld) -> None:
        self._withheld = withheld
        self._is_masked = RULES[profile].masks_personal_data
        self._open_names = PartyNames(reading, case)
        self._called = {victim.party: victim.called for victim in reading.victims.of_case(case)}
        self._names = self._distinct()

    def __getitem__(self, party: PartyId) -> str:
        """Return the name of a party."""
        return self._names[party]

    def _distinct(self) -> dict[PartyId, str]:
        """Lines of the summary belong together by name, so a second bearer gets a number."""
        seen: Counter[str] = Counter()
        names: dict[PartyId, str] = {}
        for party in sorted(self._withheld.parties, key=lambda each: (each.number, each.id)):
            name = self._name(party.id, party.role)
            seen[name] += 1
            names[party.id] = f"{name} ({seen[name]})" if seen[name] > 1 else name
        return names

    def _name(self, party: PartyId, role: Role) -> str:
        full = self._withheld.person(party).plain_name
        if self._is_masked:
            return full
        if role is Role.VICTIM and self._called.get(party):
            return self._called[party]
        return self._open_names.name(party) if self._open_names.is_protected(party) else full
