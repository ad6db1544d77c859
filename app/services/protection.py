"""Whose data is closed to whom: victims, their representatives and informants."""

from app.domain.errors import Missing, NotPermitted
from app.domain.persons import PROTECTED_ROLES, Person, PersonId
from app.domain.users import Permission
from app.storage.unit_of_work import Reading


def is_protected(reading: Reading, person: PersonId) -> bool:
    """Whether the person is a victim, a victim's representative or an informant anywhere."""
    return any(party.role in PROTECTED_ROLES for party in reading.parties.of_person(person))


def open_person(reading: Reading, person: PersonId, permission: Permission) -> Person:
    """Return a person the user may know of; a protected one asks for the permission too.

    Raises:
        Missing: there is none, or all of the person's cases are walled off.
        NotPermitted: ``person.protected``.
    """
    column = reading.persons.table.c.id
    found = reading.persons.where(column == person, reading.visible_person(column))
    if not found:
        raise Missing("record.missing", kind="persons")
    if is_protected(reading, person) and not reading.actor.may(permission):
        raise NotPermitted("person.protected")
    return found[0]


def may_edit_ways(reading: Reading, person: PersonId) -> bool:
    """Whether the user may note and change ways to reach the person."""
    protected = is_protected(reading, person)
    return reading.actor.may(Permission.VICTIMS_EDIT if protected else Permission.PERSONS_EDIT)


def may_reveal_ways(reading: Reading, person: PersonId) -> bool:
    """Whether the user may see the person's numbers and addresses in full."""
    if reading.actor.may(Permission.VICTIMS_REVEAL):
        return True
    return reading.actor.may(Permission.WITNESSES_EDIT) and not is_protected(reading, person)
