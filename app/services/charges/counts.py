"""Adding, amending and taking out counts; each former wording is kept as a version."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId, check_span
from app.domain.charges import Charge, ChargeId, ChargeVictim
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import PartyId, Role
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.i18n import _
from app.services.charges.checks import (
    one_case,
    require_no_history,
    require_number_free,
    require_party,
)
from app.services.charges.versions import keep_versions, wording
from app.services.coding import optional_code
from app.services.office import Command, OfCase
from app.storage.unit_of_work import Reading, UnitOfWork

MOST_COPIES = 200
"""Counts added at once; more is a slip of the key."""


@dataclass(frozen=True)
class CountWithVictims:
    """A count as taken out, with what is needed to put it back."""

    charge: Charge
    victims: tuple[ChargeVictim, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AddCharge(OfCase, Command[tuple[Charge, ...]]):
    """Charge a defendant with an offense, in one count or several that read the same."""

    case: CaseId
    defendant: PartyId
    statute: str
    description: str
    charge_class: str = ""
    modifier: str = ""
    offense_from: date | None = None
    offense_to: date | None = None
    limitation_on: date | None = None
    parent: ChargeId | None = None
    filed_on: date | None = None
    instrument: str = ""
    penalty: str = ""
    elements: str = ""
    charging_text: str = ""
    victims: tuple[PartyId, ...] = ()
    copies: int = 1
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def run(self, work: UnitOfWork) -> tuple[Charge, ...]:
        """Write the counts, numbered on from the defendant's last.

        Raises:
            Refused: a required field is empty, a code is unknown, the offense ends before it
                begins, or no sensible number of copies.
            Missing: no such defendant or victim in this case.
        """
        if not 1 <= self.copies <= MOST_COPIES:
            raise Refused("charge.copies", field="copies", most=MOST_COPIES)
        require_party(work, self.case, self.defendant, Role.DEFENDANT)
        others = work.charges.of_case(self.case)
        first = 1 + max((c.number for c in others if c.defendant == self.defendant), default=0)
        added = tuple(
            _tidy(work, self._count(first + step, is_top=not others and step == 0))
            for step in range(self.copies)
        )
        work.charges.add_all(added)
        for charge in added:
            name_victims(work, charge, self.victims)
        return added

    def undo(self, done: tuple[Charge, ...]) -> "RemoveCharges":
        """Take the counts out again."""
        return RemoveCharges(charges=done)

    def _count(self, number: int, *, is_top: bool) -> Charge:
        return Charge(
            id=ChargeId(new_id()),
            case=self.case,
            defendant=self.defendant,
            number=number,
            statute=self.statute,
            description=self.description,
            charge_class=self.charge_class,
            modifier=self.modifier,
            is_top=is_top,
            offense_from=self.offense_from,
            offense_to=self.offense_to,
            limitation_on=self.limitation_on,
            parent=self.parent,
            filed_on=self.filed_on,
            instrument=self.instrument,
            penalty=self.penalty,
            elements=self.elements,
            charging_text=self.charging_text,
        )


@dataclass(frozen=True)
class AmendedCharge:
    """A count before and after a change, with the victims it named.

    Attributes:
        former_top: the count that was the top one until this one became it.
    """

    before: Charge
    after: Charge
    victims_before: tuple[PartyId, ...]
    former_top: ChargeId | None = None


@dataclass(frozen=True, kw_only=True)
class AmendCharge(Command[AmendedCharge]):
    """Change a count; the former wording stays as a version with who changed it and why.

    Attributes:
        charge: the new content, with the version that was shown.
        victims: whom the count names; None = as before.
        top_again: the count that is the top one in its place.
    """

    charge: Charge
    reason: str = ""
    victims: tuple[PartyId, ...] | None = None
    top_again: ChargeId | None = None
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.charges.get(self.charge.id).case

    def run(self, work: UnitOfWork) -> AmendedCharge:
        """Write the count, and a version where its wording changed.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for a new count, or its number is taken.
        """
        before = work.charges.get(self.charge.id)
        charge = _tidy(work, _kept_facts(self.charge, before))
        require_number_free(work, charge)
        after = work.charges.change(charge)
        if wording(after) != wording(before):
            keep_versions(work, before, after, clean(self.reason, "reason"))
        top = _settle_top(work, before, after, self.top_again)
        named = tuple(each.victim for each in work.charge_victims.of_charge(before.id))
        if self.victims is not None:
            name_victims(work, after, self.victims)
        return AmendedCharge(before, after, named, top)

    def undo(self, done: AmendedCharge) -> "AmendCharge":
        """Put the old content back, as one more version."""
        return AmendCharge(
            charge=replace(done.before, version=done.after.version),
            reason=_("Change taken back"),
            victims=done.victims_before,
            top_again=done.former_top,
        )


@dataclass(frozen=True, kw_only=True)
class RemoveCharges(Command[tuple[CountWithVictims, ...]]):
    """Take out counts entered by mistake; a count with a history is disposed of instead."""

    charges: tuple[Charge, ...]
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case of all of them."""
        return one_case(self.charges)

    def run(self, work: UnitOfWork) -> tuple[CountWithVictims, ...]:
        """Remove the rows.

        Raises:
            Refused: a count has a plea, disposition, sentence, version or an enhancement.
            Stale: somebody changed one since it was shown.
        """
        removed = []
        # Last count first: an enhancement may hang on a count of the same batch.
        for charge in reversed(self.charges):
            require_no_history(work, charge)
            named = work.charge_victims.every_of_charge(charge.id)
            for each in named:
                work.charge_victims.take_out(each)
            work.charges.remove(charge)
            removed.append(CountWithVictims(charge, named))
        return tuple(reversed(removed))

    def undo(self, done: tuple[CountWithVictims, ...]) -> "RestoreCharges":
        """Put them back."""
        return RestoreCharges(counts=done)


@dataclass(frozen=True, kw_only=True)
class RestoreCharges(Command[tuple[Charge, ...]]):
    """Put counts back that were just taken out."""

    counts: tuple[CountWithVictims, ...]
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case of all of them."""
        return one_case(tuple(count.charge for count in self.counts))

    def run(self, work: UnitOfWork) -> tuple[Charge, ...]:
        """Write the rows as they were.

        Raises:
            Stale: somebody has put one of them back.
        """
        for count in self.counts:
            require_party(work, count.charge.case, count.charge.defendant, Role.DEFENDANT)
            work.charges.restore(count.charge)
            work.charge_victims.add_all(count.victims)
        return tuple(count.charge for count in self.counts)

    def undo(self, done: tuple[Charge, ...]) -> RemoveCharges:
        """Take them out again."""
        return RemoveCharges(charges=done)


def name_victims(work: UnitOfWork, charge: Charge, victims: tuple[PartyId, ...]) -> None:
    """Make the count name exactly these victims."""
    held = {each.victim: each for each in work.charge_victims.of_charge(charge.id)}
    for victim in set(victims) - set(held):
        require_party(work, charge.case, victim, Role.VICTIM)
        work.charge_victims.add(
            ChargeVictim(id=new_id(), case=charge.case, charge=charge.id, victim=victim)
        )
    for victim in set(held) - set(victims):
        work.charge_victims.remove(held[victim])


def _tidy(work: UnitOfWork, charge: Charge) -> Charge:
    check_span(charge.offense_from, charge.offense_to, "offense_to")
    return replace(
        charge,
        statute=require(one_line(charge.statute, "statute"), "statute"),
        description=require(one_line(charge.description, "description"), "description"),
        charge_class=optional_code(
            work, CodeList.CHARGE_CLASS, charge.charge_class, "charge_class"
        ),
        modifier=optional_code(work, CodeList.CHARGE_MODIFIER, charge.modifier, "modifier"),
        instrument=one_line(charge.instrument, "instrument"),
        penalty=one_line(charge.penalty, "penalty"),
        elements=clean(charge.elements, "elements"),
        charging_text=clean(charge.charging_text, "charging_text"),
    )


def _kept_facts(charge: Charge, before: Charge) -> Charge:
    """What a change of wording may not touch: case, plea and outcome have their own commands."""
    return replace(
        charge,
        case=before.case,
        defendant=before.defendant,
        plea=before.plea,
        disposition=before.disposition,
        disposed_on=before.disposed_on,
    )


def _settle_top(
    work: UnitOfWork, before: Charge, after: Charge, instead: ChargeId | None
) -> ChargeId | None:
    """Leave a case one top count, and return the one that was it until now."""
    others = [each for each in work.charges.of_case(after.case) if each.id != after.id]
    former = next((each.id for each in others if each.is_top), None)
    if after.is_top and not before.is_top:
        _mark_top(work, others, None)
        return former
    if instead is not None and not after.is_top and former is None:
        _mark_top(work, others, instead)
    return None


def _mark_top(work: UnitOfWork, counts: list[Charge], top: ChargeId | None) -> None:
    for count in counts:
        if count.is_top != (count.id == top):
            work.charges.change(replace(count, is_top=count.id == top))
