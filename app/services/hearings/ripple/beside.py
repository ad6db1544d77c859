"""What stands beside a hearing in its case: who is to be told, and what is due or set around it.

The same whether it gets another day or none; only why a row is there differs.
"""

from collections.abc import Iterator, Mapping

from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.hearings import Hearing, HearingStatus
from app.domain.persons import Role
from app.domain.ripple import RippleAct, RippleKind, RippleRow, RippleWhy
from app.domain.tasks import Task
from app.services.hearings.ripple.change import tell_by
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading

DAYS_BEFORE = 30
"""Work due so many days before a hearing may have to do with it."""


def victims_to_tell(
    reading: Reading, hearing: Hearing, whys: Mapping[bool | None, RippleWhy]
) -> Iterator[RippleRow]:
    """Yield the victims of the case.

    Args:
        reading: the transaction.
        hearing: as it stood.
        whys: by whether notice is wanted, None = nobody has asked.
    """
    due_on = tell_by(reading, hearing.on)
    for victim in reading.victims.of_case(hearing.case):
        yield RippleRow(
            kind=RippleKind.VICTIM,
            record=victim.id,
            version=victim.version,
            act=RippleAct.TELL,
            what=victim.called,
            why=whys[victim.wants_notice],
            new=due_on,
            is_proposed=victim.wants_notice is not False,
        )


def interpreters_to_tell(
    reading: Reading, hearing: Hearing, names: PartyNames, why: RippleWhy
) -> Iterator[RippleRow]:
    """Yield the interpreters of the case."""
    for party in names.parties.values():
        if party.role is Role.INTERPRETER:
            yield RippleRow(
                kind=RippleKind.INTERPRETER,
                record=party.id,
                version=party.version,
                act=RippleAct.TELL,
                what=names.name(party.id),
                why=why,
                new=tell_by(reading, hearing.on),
                is_proposed=True,
            )


def deadlines_by_hand(reading: Reading, hearing: Hearing) -> tuple[Deadline, ...]:
    """Return open deadlines that nothing counts, due in the weeks before it."""
    table = reading.deadlines.table.c
    return reading.deadlines.where(
        table.case == hearing.case,
        table.status == DeadlineStatus.OPEN,
        table.computed_due_on.is_(None),
        table.due_on.between(plus_days(hearing.on, -DAYS_BEFORE), hearing.on),
        order=(table.due_on, table.id),
    )


def work_before(reading: Reading, hearing: Hearing) -> tuple[Task, ...]:
    """Return open tasks due in the weeks before it."""
    table = reading.tasks.table.c
    return reading.tasks.where(
        table.case == hearing.case,
        table.done_at.is_(None),
        table.due_on.between(plus_days(hearing.on, -DAYS_BEFORE), hearing.on),
        order=(table.due_on, table.id),
    )


def others_that_day(reading: Reading, hearing: Hearing) -> tuple[Hearing, ...]:
    """Return the other hearings of the case that stand that day."""
    table = reading.hearings.table.c
    return reading.hearings.where(
        table.case == hearing.case,
        table.on == hearing.on,
        table.status == HearingStatus.SET,
        table.id != hearing.id,
        order=(table.starts_at, table.id),
    )
