"""What of a ripple the asking user may change: the rest is shown and stays."""

from app.domain.ripple import RippleAct, RippleKind, RippleRow, RippleWhy
from app.domain.users import Permission
from app.storage.unit_of_work import Reading

_NEEDS: dict[RippleKind, Permission] = {
    RippleKind.DEADLINE: Permission.DEADLINES_EDIT,
    RippleKind.SUBPOENA: Permission.WITNESSES_EDIT,
    RippleKind.VICTIM: Permission.TASKS_EDIT,
    RippleKind.INTERPRETER: Permission.TASKS_EDIT,
    RippleKind.TASK: Permission.TASKS_EDIT,
    RippleKind.EVIDENCE: Permission.TASKS_EDIT,
    RippleKind.HEARING: Permission.HEARINGS_EDIT,
}


def as_permitted(reading: Reading, row: RippleRow) -> RippleRow:
    """Return a row as it is, or as one that stays."""
    needed = _NEEDS.get(row.kind)
    if not row.can_be_ticked or needed is None or reading.actor.may(needed):
        return row
    return RippleRow(
        kind=row.kind,
        record=row.record,
        version=row.version,
        act=RippleAct.NOTHING,
        what=row.what,
        why=RippleWhy.NOT_PERMITTED,
        old=row.old,
    )
