"""What the People tab and the terminal show of a case's people; never a way of contact."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.persons import (
    DefendantState,
    NoContactOrder,
    Party,
    PartyId,
    Person,
    Role,
    Warrant,
)
from app.domain.users import Permission
from app.services.office import OfCase, Query
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class PartyView:
    """Somebody in a role.

    Attributes:
        person: None where the name is closed to the user.
    """

    party: Party
    name: str
    role_words: str
    person: Person | None

    @property
    def id(self) -> PartyId:
        """The party."""
        return self.party.id


@dataclass(frozen=True)
class NoContactView:
    """An order with the name it protects; ``binds``: whether it is in force today."""

    order: NoContactOrder
    protects: str
    binds: bool


@dataclass(frozen=True)
class DefendantView:
    """A defendant with custody, bail, warrants and orders."""

    party: PartyView
    state: DefendantState
    custody_words: str
    bail_words: str
    warrants: tuple[Warrant, ...]
    orders: tuple[NoContactView, ...]

    @property
    def id(self) -> PartyId:
        """The party."""
        return self.party.id


@dataclass(frozen=True)
class PeopleOfCase:
    """Everybody with a role in a case: defendants, then the others by role."""

    defendants: tuple[DefendantView, ...]
    others: tuple[PartyView, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.defendants) + len(self.others)


@dataclass(frozen=True)
class CasePeople(OfCase, Query[PeopleOfCase]):
    """Everybody with a role in a case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> PeopleOfCase:
        """Return the people in the order of the role list."""
        names = PartyNames(reading, self.case)
        order = list(Role)
        views = sorted(
            (_party(reading, names, party) for party in names.parties.values()),
            key=lambda view: (order.index(view.party.role), view.party.number, view.id),
        )
        return PeopleOfCase(
            defendants=tuple(
                _defendant(reading, names, view)
                for view in views
                if view.party.role is Role.DEFENDANT
            ),
            others=tuple(view for view in views if view.party.role is not Role.DEFENDANT),
        )


def _party(reading: Reading, names: PartyNames, party: Party) -> PartyView:
    return PartyView(
        party=party,
        name=names.name(party.id),
        role_words=reading.codes.label(CodeList.PARTY_ROLE, party.role),
        person=None if names.is_protected(party.id) else names.person(party.id),
    )


def _defendant(reading: Reading, names: PartyNames, view: PartyView) -> DefendantView:
    party = view.party
    state = reading.defendants.find(party.id) or DefendantState(id=party.id, case=party.case)
    label = reading.codes.label
    return DefendantView(
        party=view,
        state=state,
        custody_words=label(CodeList.CUSTODY_STATUS, state.custody),
        bail_words=label(CodeList.RELEASE, state.bail_kind),
        warrants=_of_defendant(reading.warrants.of_case(party.case), party.id),
        orders=tuple(
            NoContactView(order, names.name(order.protects), order.binds(reading.today))
            for order in reading.no_contact_orders.of_case(party.case)
            if order.defendant == party.id
        ),
    )


def _of_defendant(warrants: tuple[Warrant, ...], party: UUID) -> tuple[Warrant, ...]:
    return tuple(each for each in warrants if each.defendant == party)
