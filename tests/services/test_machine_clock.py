"""The machine's clock held against a real log, and somebody who vouches for it."""

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import travel

from app.domain.errors import NotPermitted, Refused
from app.domain.machine_clock import ClockFault, Written, belief
from app.domain.users import Actor, OfficeRole, UserId
from app.i18n.machine_clock import clock_warning
from app.services.audit import VerifyAudit
from app.services.cases import OpenCase
from app.services.machine_clock import VouchForClock, WhatTheLogKnows
from app.services.office import Office
from app.services.presence import EnterOffice
from app.storage.unit_of_work import Reading

DAY = timedelta(days=1)


def fault(office: Office) -> ClockFault | None:
    return office.ask(WhatTheLogKnows()).fault(datetime.now(UTC))


def test_a_clock_set_back_is_named_until_it_is_right_again(office: Office) -> None:
    office.do(OpenCase(title="State v. Roe"))
    assert fault(office) is None
    with travel(datetime.now(UTC) - 7 * DAY):
        assert fault(office) is ClockFault.BEHIND
        office.do(EnterOffice())
        assert fault(office) is ClockFault.BEHIND
        said = clock_warning(office.ask(WhatTheLogKnows()), datetime.now(UTC))
        assert said is not None
        assert "set back" in said[0]
        last = office.ask(VerifyAudit()).last_seq
        assert f"From entry {last} of the log on" in said[1]
    assert fault(office) is None
    assert clock_warning(office.ask(WhatTheLogKnows()), datetime.now(UTC)) is None


def test_a_clock_far_ahead_is_named_and_leaves_no_doubt_behind(office: Office) -> None:
    with travel(datetime.now(UTC) + 400 * DAY):
        office.do(OpenCase(title="State v. Roe"))
        assert fault(office) is ClockFault.AHEAD
        said = clock_warning(office.ask(WhatTheLogKnows()), datetime.now(UTC))
        assert said is not None
        assert "far ahead" in said[0]
    assert fault(office) is None


def test_who_runs_the_office_says_that_the_clock_is_right(office: Office) -> None:
    with pytest.raises(Refused, match=r"clock_fault\.none"):
        office.do(VouchForClock())
    with travel(datetime.now(UTC) + 30 * DAY):
        office.do(OpenCase(title="State v. Roe"))
    assert fault(office) is ClockFault.BEHIND
    reader = Actor(UserId(office.actor.user), "r", "R", OfficeRole.READER)
    administrator, office.actor = office.actor, reader
    assert fault(office) is ClockFault.BEHIND
    with pytest.raises(NotPermitted):
        office.do(VouchForClock())
    assert fault(office) is ClockFault.BEHIND
    office.actor = administrator
    office.do(VouchForClock())
    assert fault(office) is None
    assert office.ask(VerifyAudit()).is_whole


def test_the_entries_read_are_enough(office: Office) -> None:
    for days in (0, 3, 1, 2, 500, 501, -900, 4, 5):
        with travel(datetime.now(UTC) + days * DAY):
            office.do(OpenCase(title="State v. Roe"))
    with office._database.reading(office.actor) as reading:
        assert belief(reading.audit.written("VouchForClock")) == belief(_all(reading))


@pytest.mark.parametrize("forged", ["yesterday", "", "2026-11-22", "2026-11-22T09:00:00"])
def test_a_forged_moment_keeps_nobody_out(office: Office, forged: str) -> None:
    for _ in range(3):
        office.do(OpenCase(title="State v. Roe"))
    with office._database.writing(office.actor) as work:
        kept = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entries'"
        )
        for (name,) in work.connection.exec_driver_sql(kept).fetchall():
            work.connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        work.connection.exec_driver_sql("UPDATE audit_entries SET at = ? WHERE seq = 3", (forged,))
    assert fault(office) is None
    with travel(datetime.now(UTC) - 7 * DAY):
        assert fault(office) is ClockFault.BEHIND


def _all(reading: Reading) -> list[Written]:
    return [Written(seq=entry.seq, at=entry.at) for entry in reading.audit.all()]
