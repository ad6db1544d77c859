"""Recording how counts end."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.charges import Charge, ChargeId, Disposition, ends_count
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.charges.checks import charges_of
from app.services.coding import require_code
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class DisposeCharge(Command[tuple[Disposition, ...]]):
    """Record how counts ended, or one step of it; a later disposition follows, none is changed.

    After a mistrial, a reduction or a failed diversion the count stays pending.
    """

    charges: tuple[ChargeId, ...]
    code: str
    on: date | None = None
    judge: str = ""
    court: str = ""
    reason: str = ""
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return charges_of(work, self.charges)[0].case

    def run(self, work: UnitOfWork) -> tuple[Disposition, ...]:
        """Write one disposition a count.

        Raises:
            Refused: no count was chosen, the code is unknown, or the day lies ahead or before the
                filing.
        """
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        code = require_code(work, CodeList.DISPOSITION, self.code, "code")
        return tuple(
            self._dispose(work, charge, code, on) for charge in charges_of(work, self.charges)
        )

    def _dispose(self, work: UnitOfWork, charge: Charge, code: str, on: date) -> Disposition:
        if charge.filed_on is not None and on < charge.filed_on:
            raise Refused("charge.disposed_before_filed", field="on", filed=charge.filed_on)
        ended = ends_count(code)
        work.charges.change(
            replace(charge, disposition=code if ended else "", disposed_on=on if ended else None)
        )
        return work.dispositions.add(
            Disposition(
                id=new_id(),
                case=charge.case,
                charge=charge.id,
                code=code,
                on=on,
                judge=one_line(self.judge, "judge"),
                court=one_line(self.court, "court"),
                reason=clean(self.reason, "reason"),
                statute=charge.statute,
                description=charge.description,
                charge_class=charge.charge_class,
            )
        )
