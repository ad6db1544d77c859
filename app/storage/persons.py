"""People and organizations on disk, their roles in cases and what is true of defendants."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.domain.persons import (
    PROFESSIONAL_ROLES,
    ContactWay,
    DefendantState,
    NoContactOrder,
    Party,
    Person,
    Role,
    Warrant,
)
from app.storage.known import visible_to
from app.storage.repository import Changeable
from app.storage.schema import record_table
from app.storage.search_index import SearchEntry

persons = record_table("persons", Person, indexed=[("family", "given", "id")])
parties = record_table("parties", Party, indexed=[("role", "case")])
defendant_states = record_table("defendant_states", DefendantState)
warrants = record_table("warrants", Warrant)
no_contact_orders = record_table("no_contact_orders", NoContactOrder)
contact_ways = record_table("contact_ways", ContactWay)


class Persons(Changeable[Person]):
    """Everybody the office knows."""

    record = Person
    table = persons

    def many(self, ids: Iterable[UUID]) -> dict[UUID, Person]:
        """Return persons by identity."""
        return {person.id: person for person in self.where(persons.c.id.in_(list(ids)))}

    def search_entry(self, record: Person) -> SearchEntry:
        """A person is found by every name; never by a way of contact."""
        return SearchEntry(
            record=record.id,
            case=None,
            kind="person",
            number=record.badge,
            name=" ".join((record.plain_name, *record.aliases)),
            words=record.agency,
        )


class Parties(Changeable[Party]):
    """Persons in roles in cases."""

    record = Party
    table = parties

    def of_person(
        self, person: UUID, visible: sa.ColumnElement[bool] | None = None
    ) -> tuple[Party, ...]:
        """Return the roles a person plays, in cases that meet the condition."""
        conditions = [parties.c.person == person]
        if visible is not None:
            conditions.append(visible)
        return self.where(*conditions)

    def in_role(self, case: UUID, *roles: Role) -> tuple[Party, ...]:
        """Return a case's parties in these roles, in order."""
        return self.where(
            parties.c.case == case,
            parties.c.role.in_(roles),
            order=(parties.c.role, parties.c.number, parties.c.id),
        )


class DefendantStates(Changeable[DefendantState]):
    """Custody and bail, per defendant."""

    record = DefendantState
    table = defendant_states


class Warrants(Changeable[Warrant]):
    """Warrants, per defendant."""

    record = Warrant
    table = warrants


class NoContactOrders(Changeable[NoContactOrder]):
    """Orders that keep a defendant away from somebody."""

    record = NoContactOrder
    table = no_contact_orders


class ContactWays(Changeable[ContactWay]):
    """Ways to reach people; never searched."""

    record = ContactWay
    table = contact_ways

    def of_person(self, person: UUID) -> tuple[ContactWay, ...]:
        """Return the ways to reach one person, oldest first, also those learnt behind walls."""
        return self.where(contact_ways.c.person == person)

    def seen(self, person: UUID) -> tuple[ContactWay, ...]:
        """Return the ways to reach one person that the user may know of, oldest first."""
        return self.where(contact_ways.c.person == person, self._is_open())

    def is_seen(self, way: UUID) -> bool:
        """Whether the user may know of a way."""
        return self.count(contact_ways.c.id == way, self._is_open()) > 0

    def _is_open(self) -> sa.ColumnElement[bool]:
        """A way is behind the walls of the case it was learnt in.

        Where that was never said, it may have been any case the person was part of before;
        officers and others who come by trade are reached the same way whatever the case.
        """
        way = contact_ways.c
        learnt_elsewhere = (
            sa.select(parties.c.id)
            .where(
                parties.c.person == way.person,
                parties.c.id < way.id,
                parties.c.role.not_in(PROFESSIONAL_ROLES),
                ~visible_to(self._user, parties.c.case),
            )
            .exists()
        )
        return sa.and_(
            visible_to(self._user, way.case), sa.or_(way.case.is_not(None), ~learnt_elsewhere)
        )
