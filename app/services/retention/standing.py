"""What is known of an item and its case when somebody asks whether it may leave."""

from collections.abc import Collection, Iterable
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.custody import Whereabouts
from app.domain.errors import NotPermitted, Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.persons import Role, Safety
from app.domain.retention.standing import CaseStanding, ItemStanding
from app.storage.unit_of_work import Reading

MOST_AT_ONCE = 500
"""Items that leave in one act."""


class Standings:
    """Reads standings inside one transaction; each case is read once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._cases: dict[CaseId, CaseStanding] = {}

    def of(self, item: EvidenceItem, leaving: Collection[UUID] = ()) -> ItemStanding:
        """Return how an item stands; ``leaving``: items that leave in the same act."""
        reading = self._reading
        inside = self._here(reading.evidence.inside(item.id), leaving)
        samples = self._here(reading.evidence.parts_of(item.id), leaving)
        return ItemStanding(
            chain=reading.custody.chain(item),
            of=self.case(item.case),
            inside=inside,
            samples=samples,
            notices=reading.disposal_notices.clocks(item.id),
        )

    def case(self, case: CaseId) -> CaseStanding:
        """Return how a case stands."""
        if case not in self._cases:
            reading = self._reading
            self._cases[case] = CaseStanding(
                case=reading.cases.get(case),
                charges=reading.charges.of_case(case),
                sentences=reading.sentences.of_case(case),
                appeals=reading.case_appeals.of_case(case),
                holds=reading.case_holds.standing(case),
                victim_can_be_told=self._has_safe_way(case),
            )
        return self._cases[case]

    def _here(self, items: Iterable[EvidenceItem], leaving: Collection[UUID]) -> tuple[str, ...]:
        """Return the tags of those the office still has and keeps."""
        staying = [each for each in items if each.id not in leaving]
        chains = self._reading.custody.chains(staying)
        return tuple(
            chain.item.tag for chain in chains if chain.whereabouts is not Whereabouts.CLOSED
        )

    def _has_safe_way(self, case: CaseId) -> bool:
        """Whether any victim said that some way is safe; which one is nobody's business here."""
        reading = self._reading
        return any(
            way.safety is Safety.SAFE
            and (way.active_until is None or way.active_until >= reading.today)
            for party in reading.parties.in_role(case, Role.VICTIM)
            for way in reading.contact_ways.seen(party.person)
        )


def only_case(cases: Iterable[CaseId]) -> CaseId | None:
    """Return the case, where it is one; an act over several is entered under none."""
    found = set(cases)
    return found.pop() if len(found) == 1 else None


def items_chosen(reading: Reading, ids: Collection[ItemId]) -> tuple[EvidenceItem, ...]:
    """Return items by identity, each once, in cases that are all open to the user.

    Raises:
        Missing: there is no such item.
        Refused: none is chosen, or too many.
        NotPermitted: one lies in a case that is closed to the user.
    """
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        raise Refused("disposal.none_chosen", field="items")
    if len(wanted) > MOST_AT_ONCE:
        raise Refused("disposal.too_many", field="items", most=MOST_AT_ONCE)
    items = tuple(reading.evidence.get(each) for each in wanted)
    for case in {item.case for item in items}:
        _walled, is_admitted = reading.walls.standing(case, reading.user)
        if not is_admitted:
            raise NotPermitted("case.walled")
    return items
