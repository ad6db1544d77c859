"""Entering pleas, on one count or on several at once."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.charges import ChargeId, Plea
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.text import clean
from app.domain.users import Permission
from app.services.charges.checks import charges_of
from app.services.coding import require_code
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class EnterPlea(Command[tuple[Plea, ...]]):
    """Enter what a defendant pleaded; a plea is never changed, a later one follows it."""

    charges: tuple[ChargeId, ...]
    plea: str
    on: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return charges_of(work, self.charges)[0].case

    def run(self, work: UnitOfWork) -> tuple[Plea, ...]:
        """Write one plea a count.

        Raises:
            Refused: no count was chosen, the code is unknown, or the day lies ahead.
        """
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        code = require_code(work, CodeList.PLEA, self.plea, "plea")
        note = clean(self.note, "note")
        entered = []
        for charge in charges_of(work, self.charges):
            entered.append(
                work.pleas.add(
                    Plea(
                        id=new_id(),
                        case=charge.case,
                        charge=charge.id,
                        plea=code,
                        on=on,
                        note=note,
                    )
                )
            )
            work.charges.change(replace(charge, plea=code))
        return tuple(entered)
