"""What is asked before counts are written: one case, the right people, free numbers, no history."""

from uuid import UUID

from app.domain.charges import Charge, ChargeId
from app.domain.errors import Missing, Refused
from app.domain.persons import PartyId, Role
from app.storage.unit_of_work import Reading, UnitOfWork


def one_case(charges: tuple[Charge, ...]) -> UUID:
    """Return the case all charges belong to.

    Raises:
        Refused: there are none, or they belong to different cases.
    """
    found = {charge.case for charge in charges}
    if len(found) != 1:
        raise Refused("charge.none_chosen", field="charges")
    return found.pop()


def charges_of(work: Reading, ids: tuple[ChargeId, ...]) -> tuple[Charge, ...]:
    """Return charges by identity, all of one case.

    Raises:
        Missing: one does not exist.
        Refused: there are none, or they belong to different cases.
    """
    charges = tuple(work.charges.get(each) for each in ids)
    one_case(charges)
    return charges


def require_party(work: Reading, case: UUID, party: PartyId, *roles: Role) -> None:
    """Refuse a party of another case or in another role.

    Raises:
        Missing: ``record.missing``.
    """
    found = work.parties.get(party)
    if found.case != case or found.role not in roles:
        raise Missing("record.missing", kind="parties")


def require_number_free(work: UnitOfWork, charge: Charge) -> None:
    """Refuse a count number the defendant has already, or none at all.

    Raises:
        Refused: ``charge.number`` or ``charge.number_taken``.
    """
    if charge.number < 1:
        raise Refused("charge.number", field="number")
    for other in work.charges.of_case(charge.case):
        same = other.defendant == charge.defendant and other.number == charge.number
        if same and other.id != charge.id:
            raise Refused("charge.number_taken", field="number", number=charge.number)


def require_no_history(work: UnitOfWork, charge: Charge) -> None:
    """Refuse to take out a count that something on record points at.

    Raises:
        Refused: ``charge.has_history`` or ``charge.has_items``.
    """
    if work.item_charges.of_charge(charge.id):
        raise Refused("charge.has_items", number=charge.number)
    kept = (
        work.charge_versions,
        work.pleas,
        work.dispositions,
        work.sentences,
    )
    history = sum(each.count(each.table.c.charge == charge.id) for each in kept)
    if history or work.charges.count(work.charges.table.c.parent == charge.id):
        raise Refused("charge.has_history", number=charge.number)
