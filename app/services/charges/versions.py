"""Keeping the former wordings of a count, each with who changed it and why."""

from datetime import date

from app.domain.charges import Charge, ChargeVersion, Phase
from app.domain.ids import new_id
from app.storage.unit_of_work import UnitOfWork


def wording(charge: Charge) -> tuple[str, ...]:
    """Return what a version keeps: a change of anything else needs none."""
    return charge.statute, charge.description, charge.charge_class, charge.charging_text


def keep_versions(work: UnitOfWork, before: Charge, after: Charge, reason: str) -> None:
    """Write the amended wording, and the first one too if it was never written."""
    known = work.charge_versions.where(work.charge_versions.table.c.charge == before.id)
    if not known:
        phase = Phase.FILED if before.filed_on else Phase.ARRESTED
        work.charge_versions.add(_version(before, phase, before.filed_on, "", ""))
    by = work.actor.name
    work.charge_versions.add(_version(after, Phase.AMENDED, work.today, by, reason))


def _version(charge: Charge, phase: Phase, on: date | None, by: str, reason: str) -> ChargeVersion:
    return ChargeVersion(
        id=new_id(),
        case=charge.case,
        charge=charge.id,
        phase=phase,
        on=on,
        statute=charge.statute,
        description=charge.description,
        charge_class=charge.charge_class,
        by=by,
        reason=reason,
    )
