"""Names and contacts of protected people, taken out of whatever leaves the office in a file."""

import dataclasses
from typing import Any, TypeVar

from app.domain.cases import CaseId
from app.domain.personal_data import NameMask, strike_out
from app.domain.persons import PROTECTED_ROLES, Party, Person, PersonId
from app.domain.record import Record
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading

R = TypeVar("R", bound=Record)


class Mask:
    """Replaces the names of a case's victims, informants and minors by initials.

    Their numbers and addresses are struck out. So are those of people the asking user may not
    know of: a file goes to readers who may know less still. That it was so tells nobody of them.
    """

    def __init__(self, reading: Reading, case: CaseId) -> None:
        withheld = Withheld(reading, case)
        self._contacts = withheld.values()
        people = _people(reading, case)
        known = {party.id for party in withheld.parties}
        hidden = {id_ for id_, (party, _) in people.items() if party.id not in known}
        named = withheld.names()
        unknown = [name for id_ in hidden for name in _names(people[id_][1])]
        open_names = [
            person.plain_name
            for id_, (party, person) in people.items()
            if id_ not in hidden
            and party.role not in PROTECTED_ROLES
            and person.plain_name not in named
        ]
        self._names = NameMask([*named, *unknown], open_names)
        self._seen = NameMask(named, open_names)

    def tells(self, record: R) -> bool:
        """Whether the user may be told that something in a record was masked."""
        return self._applied(record, self._seen) is not record

    def names_in(self, text: str) -> bool:
        """Whether a text names somebody protected, however it is capitalized."""
        return self._is_masked(text, self._names)

    def tells_of(self, text: str) -> bool:
        """Whether the user may be told that a text names somebody protected."""
        return self._is_masked(text, self._seen)

    def _is_masked(self, text: str, names: NameMask) -> bool:
        capitals = text.upper()  # a name is known by its capital
        return bool(self._masked(capitals, names) != capitals)

    def applied(self, record: R) -> R:
        """Return the record with every text in it masked; itself where there is nothing to mask."""
        return self._applied(record, self._names)

    def _applied(self, record: R, names: NameMask) -> R:
        changed = {
            each.name: masked
            for each in dataclasses.fields(record)
            if (masked := self._masked(value := getattr(record, each.name), names)) != value
        }
        return dataclasses.replace(record, **changed) if changed else record

    def _masked(self, value: Any, names: NameMask) -> Any:  # noqa: ANN401  any field of a record
        if type(value) is str:
            return strike_out(names.apply(value), self._contacts) if value else value
        if isinstance(value, tuple):
            return tuple(self._masked(each, names) for each in value)
        return value


def _people(reading: Reading, case: CaseId) -> dict[PersonId, tuple[Party, Person]]:
    """Return everybody with a role in a case, also those the user may not know of."""
    parties = reading.parties.every(reading.parties.table.c.case == case)
    ids = [party.person for party in parties]
    persons = reading.persons.every(reading.persons.table.c.id.in_(ids))
    by_id = {person.id: person for person in persons}
    return {party.person: (party, by_id[party.person]) for party in parties}


def _names(person: Person) -> tuple[str, ...]:
    return (person.plain_name, *person.aliases)
