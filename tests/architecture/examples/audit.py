"""Examples of looking through the audit log, checking it and handing it out."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from app.domain.audit import fingerprint
from app.domain.audit_report import AnchorFinding, AnchorPlace, AnchorState
from app.domain.audit_view import AuditFilter
from app.services.audit import (
    AcceptLog,
    CheckOnEntry,
    VerifyAudit,
    VerifyRecords,
    VerifyVault,
)
from app.services.audit_export import ExportAuditLog
from app.services.audit_papers import FindPaper
from app.services.audit_view import AuditPage, WeekOfAudit
from app.services.machine_clock import VouchForClock, WhatTheLogKnows
from app.services.presence import EnterOffice
from tests.architecture.examples.world import Example, World


def _export(world: World) -> ExportAuditLog:
    """A new name each time: an export never takes the place of another."""
    return ExportAuditLog(Path(tempfile.mkdtemp(dir=world.file.parent)) / "log.jsonl")


def _accept(world: World) -> AcceptLog:
    """As if an anchor had known more: in an office that is whole there is nothing to accept."""
    behind = AnchorFinding(AnchorPlace.VAULT, AnchorState.BEHIND)
    world.office._database._anchors.findings = (behind,)
    return AcceptLog(reason="crash")


def _find(world: World) -> FindPaper:
    with world.office._database.reading(world.office.actor) as reading:
        return FindPaper(fingerprint(1, reading.audit.link_at(1) or ""))


def _vouch(world: World) -> VouchForClock:
    """As if somebody had come while the clock was an hour ahead: else nothing speaks against it."""
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        world.office.do(EnterOffice())
    return VouchForClock()


EXAMPLES: dict[type, Example] = {
    CheckOnEntry: lambda _: CheckOnEntry(),
    VerifyAudit: lambda _: VerifyAudit(),
    VerifyRecords: lambda _: VerifyRecords(),
    VerifyVault: lambda _: VerifyVault(),
    AcceptLog: _accept,
    AuditPage: lambda world: AuditPage(wanted=AuditFilter(case=world.case.id)),
    WeekOfAudit: lambda _: WeekOfAudit(),
    ExportAuditLog: _export,
    FindPaper: _find,
    VouchForClock: _vouch,
    WhatTheLogKnows: lambda _: WhatTheLogKnows(),
}
