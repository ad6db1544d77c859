"""Names and contacts of protected people, taken out of whatever leaves the office in a file."""

import dataclasses
from typing import Any, TypeVar

from app.domain.cases import CaseId
from app.domain.personal_data import NameMask, strike_out
from app.domain.persons import PROTECTED_ROLES
from app.domain.record import Record
from app.services.withheld import Withheld
from app.storage.unit_of_work import Reading

R = TypeVar("R", bound=Record)


class Mask:
    """Replaces the names of a case's victims, informants and minors by initials.

    Their numbers and addresses are struck out. So are those of people the asking user may not
    know of: a file goes to readers who may know less still.
    """

    def __init__(self, reading: Reading, case: CaseId) -> None:
        withheld = Withheld(reading, case)
        parties = reading.parties.every(reading.parties.table.c.case == case)
        people = {
            person.id: person
            for person in reading.persons.every(
                reading.persons.table.c.id.in_([party.person for party in parties])
            )
        }
        known = {party.id for party in withheld.parties}
        hidden = [
            people[party.person]
            for party in parties
            if party.role in PROTECTED_ROLES or party.id not in known
        ]
        names = [name for person in hidden for name in (person.plain_name, *person.aliases)]
        hidden_ids = {person.id for person in hidden}
        open_names = [
            person.plain_name for person in people.values() if person.id not in hidden_ids
        ]
        minors = withheld.names()
        self._names = NameMask(
            [*names, *minors], [name for name in open_names if name not in minors]
        )
        self._contacts = withheld.values()

    def applied(self, record: R) -> R:
        """Return the record with every text in it masked; itself where there is nothing to mask."""
        changed = {
            each.name: masked
            for each in dataclasses.fields(record)
            if (masked := self._masked(value := getattr(record, each.name))) != value
        }
        return dataclasses.replace(record, **changed) if changed else record

    def _masked(self, value: Any) -> Any:  # noqa: ANN401  any field of a record
        if type(value) is str:
            return strike_out(self._names.apply(value), self._contacts) if value else value
        if isinstance(value, tuple):
            return tuple(self._masked(each) for each in value)
        return value
