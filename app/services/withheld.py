"""What no paper shows: how to reach protected people, and the names that public paper masks."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum, auto
from uuid import UUID

from app.domain.personal_data import NameMask
from app.domain.persons import (
    PROTECTED_ROLES,
    ContactWay,
    Party,
    PartyId,
    Person,
    PersonId,
    WayKind,
)
from app.i18n import ngettext
from app.services.protection import is_protected
from app.storage.unit_of_work import Reading

ADULT = 18
"""Age from which a person is named in full (Fed. R. Crim. P. 49.1(a)(3) speaks of minors)."""
_LEAST = 5
"""Shorter values are no number or address and would be struck out of ordinary words."""


class _Sort(Enum):
    """What a way of contact is counted as."""

    NUMBER = auto()
    EMAIL = auto()
    ADDRESS = auto()
    OTHER = auto()


_SORTS = {
    WayKind.PHONE: _Sort.NUMBER,
    WayKind.TEXT: _Sort.NUMBER,
    WayKind.EMAIL: _Sort.EMAIL,
    WayKind.ADDRESS: _Sort.ADDRESS,
}


class Withheld:
    """The protected people of one case: what is struck out, and what is masked."""

    def __init__(self, reading: Reading, case: UUID) -> None:
        self._today = reading.today
        parties = reading.parties.of_case(case)
        self._parties: dict[PartyId, Party] = {party.id: party for party in parties}
        self._persons = reading.persons.many({party.person for party in parties})
        hidden = [
            person.id for person in self._persons.values() if is_protected(reading, person.id)
        ]
        # What was learnt behind a wall is struck out as well, but its number tells nobody of it.
        self._ways = _telling(hidden, reading.contact_ways.of_person)
        self._seen = _telling(hidden, reading.contact_ways.seen)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody with a role in the case."""
        return tuple(self._parties.values())

    def person(self, party: PartyId) -> Person:
        """Return the person in a role."""
        return self._persons[self._parties[party].person]

    def is_minor(self, party: PartyId) -> bool:
        """Whether the person is under age today, or was at the incident if only that is known."""
        return is_minor(self.person(party), self._today)

    def values(self) -> tuple[str, ...]:
        """Return what is struck out for every reader, the longest first."""
        found = {text for way in self._ways for text in _spellings(way)}
        return tuple(sorted(found, key=lambda text: (-len(text), text)))

    def names(self) -> tuple[str, ...]:
        """Return all names and aliases of the protected and the minors."""
        hidden = [
            self.person(party.id)
            for party in self.parties
            if party.role in PROTECTED_ROLES or self.is_minor(party.id)
        ]
        return tuple(
            dict.fromkeys(name for one in hidden for name in (one.plain_name, *one.aliases))
        )

    def name_mask(self) -> NameMask:
        """Return what turns those names into initials and leaves the others."""
        hidden = self.names()
        people = (self.person(party.id).plain_name for party in self.parties)
        return NameMask(hidden, [name for name in people if name not in hidden])

    def counted(self) -> tuple[str, ...]:
        """Return how much of it there is: ``("2 contact numbers", "1 address")``."""
        count = Counter(_SORTS.get(way.kind, _Sort.OTHER) for way in self._seen)
        words = {
            _Sort.NUMBER: ngettext(
                "{n} contact number", "{n} contact numbers", count[_Sort.NUMBER]
            ),
            _Sort.EMAIL: ngettext("{n} e-mail", "{n} e-mails", count[_Sort.EMAIL]),
            _Sort.ADDRESS: ngettext("{n} address", "{n} addresses", count[_Sort.ADDRESS]),
            _Sort.OTHER: ngettext("{n} other contact", "{n} other contacts", count[_Sort.OTHER]),
        }
        return tuple(text.format(n=count[sort]) for sort, text in words.items() if count[sort])


def is_minor(person: Person, today: date) -> bool:
    """Whether a person is under age; a stated age counts where the birth date is not known."""
    if person.born_on is None:
        return person.stated_age is not None and person.stated_age < ADULT
    had_birthday = (today.month, today.day) >= (person.born_on.month, person.born_on.day)
    return today.year - person.born_on.year - (not had_birthday) < ADULT


def _telling(
    people: Iterable[PersonId], ways: Callable[[PersonId], tuple[ContactWay, ...]]
) -> tuple[ContactWay, ...]:
    return tuple(way for person in people for way in ways(person) if _is_telling(way))


def _is_telling(way: ContactWay) -> bool:
    """Whether the value leads to a person; "ask her sister" does not, but a number does."""
    if len(way.value.strip()) < _LEAST:
        return False
    return way.kind is not WayKind.OTHER or any(char.isdigit() or char == "@" for char in way.value)


def _spellings(way: ContactWay) -> Iterator[str]:
    """Yield the value and, of an address, the street alone: people write it without the town."""
    yield way.value.strip()
    if way.kind is WayKind.ADDRESS:
        pieces = (piece.strip() for line in way.value.splitlines() for piece in line.split(","))
        street = next(filter(_is_street, pieces), None)
        if street:
            yield street


def _is_street(piece: str) -> bool:
    has_digit = any(char.isdigit() for char in piece)
    has_letter = any(char.isalpha() for char in piece)
    return has_digit and has_letter and len(piece) > _LEAST
