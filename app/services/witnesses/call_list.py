"""The witnesses of a case in the order of calling, each with the orders that bring them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.hearings import Hearing, HearingId, HearingStatus
from app.domain.persons import WITNESS_ROLES, Party, PartyId, Person, PersonId
from app.domain.users import Permission
from app.domain.witnesses import Subpoena, Witness, WitnessId
from app.services.office import OfCase, Query
from app.services.party_names import PartyNames
from app.services.witnesses.planning import MOST_POSITION
from app.storage.unit_of_work import Reading


@dataclass(frozen=True, kw_only=True)
class SubpoenaView:
    """A subpoena with the hearing it leads to, in words.

    Attributes:
        is_moot: the hearing was moved or vacated while the order is open.
    """

    subpoena: Subpoena
    hearing: Hearing
    hearing_words: str
    status_words: str
    is_moot: bool


@dataclass(frozen=True, kw_only=True)
class WitnessView:
    """A witness of a case.

    Attributes:
        witness: None while nothing is planned.
        person: None where the name is closed to the user.
        subpoenas: newest first.
    """

    party: Party
    person: Person | None
    name: str
    role_words: str
    witness: Witness | None
    subpoenas: tuple[SubpoenaView, ...]

    @property
    def id(self) -> PartyId:
        """The party."""
        return self.party.id

    @property
    def person_id(self) -> PersonId:
        """The person behind the party."""
        return self.party.person

    @property
    def latest(self) -> SubpoenaView | None:
        """The subpoena that counts: the newest open one, else the newest."""
        still = (view for view in self.subpoenas if view.subpoena.is_open)
        return next(still, self.subpoenas[0] if self.subpoenas else None)


@dataclass(frozen=True, kw_only=True)
class WitnessesOfCase:
    """The witnesses in the order of calling, and the hearings one can be ordered to."""

    witnesses: tuple[WitnessView, ...]
    hearings: tuple[tuple[HearingId, str, date], ...]
    today: date


@dataclass(frozen=True)
class CaseWitnesses(OfCase, Query[WitnessesOfCase]):
    """The witnesses of one case with their subpoenas."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> WitnessesOfCase:
        """Return the witnesses, those with a place in the order first."""
        names = PartyNames(reading, self.case)
        planned = {witness.id: witness for witness in reading.witnesses.of_case(self.case)}
        orders = _orders(reading, self.case)
        views = [
            WitnessView(
                party=party,
                person=None if names.is_protected(party.id) else names.person(party.id),
                name=names.name(party.id),
                role_words=reading.codes.label(CodeList.PARTY_ROLE, party.role),
                witness=planned.get(WitnessId(party.id)),
                subpoenas=tuple(orders.get(WitnessId(party.id), ())),
            )
            for party in names.parties.values()
            if party.role in WITNESS_ROLES or party.id in planned
        ]
        coming = sorted(
            (
                hearing
                for hearing in reading.hearings.of_case(self.case)
                if hearing.status is HearingStatus.SET
            ),
            key=lambda hearing: hearing.starts_at,
        )
        return WitnessesOfCase(
            witnesses=tuple(sorted(views, key=_by_call)),
            hearings=tuple(
                (each.id, reading.codes.label(CodeList.HEARING, each.kind), each.on)
                for each in coming
            ),
            today=reading.today,
        )


def _orders(reading: Reading, case: CaseId) -> dict[WitnessId, list[SubpoenaView]]:
    hearings = {hearing.id: hearing for hearing in reading.hearings.of_case(case)}
    orders: dict[WitnessId, list[SubpoenaView]] = {}
    for subpoena in reversed(reading.subpoenas.of_case(case)):
        hearing = hearings[HearingId(subpoena.hearing)]
        fell_away = hearing.status in {HearingStatus.CONTINUED, HearingStatus.VACATED}
        view = SubpoenaView(
            subpoena=subpoena,
            hearing=hearing,
            hearing_words=reading.codes.label(CodeList.HEARING, hearing.kind),
            status_words=reading.codes.label(CodeList.SUBPOENA, subpoena.status),
            is_moot=subpoena.is_open and fell_away,
        )
        orders.setdefault(subpoena.witness, []).append(view)
    return orders


def _by_call(view: WitnessView) -> tuple[int, str, UUID]:
    position = view.witness.position if view.witness is not None else 0
    return position or MOST_POSITION + 1, view.name.casefold(), view.id
