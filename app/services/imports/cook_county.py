"""Taking in the published cases of the Cook County State's Attorney: all of them or nothing."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from app.domain.cases import CaseId, CaseStatus, Stage
from app.domain.charges import ChargeId, Disposition, ends_count
from app.domain.errors import Cancelled, Refused
from app.domain.ids import new_id
from app.domain.imports import (
    FileAccount,
    ImportCounts,
    ImportFinding,
    ImportReport,
    ImportRun,
)
from app.domain.persons import PartyId, Role
from app.domain.users import Permission
from app.interchange.cook_county import Finding, Referrals, Severity, read_office
from app.interchange.cook_county import Progress as ReadingProgress
from app.services.imports.known import Known
from app.services.imports.records import NUMBER_PREFIX, Doubts, RecordMaker
from app.services.imports.sorting import NewRecords, Sorting
from app.services.imports.standing import Progress, standing
from app.services.office import Command
from app.storage.repository import Repository
from app.storage.unit_of_work import Reading, UnitOfWork

SYSTEM = "cook-county"

Tell = Callable[[int, int, str], None]
"""Called with how much is done, of how much, and the name of the step."""
Ask = Callable[[], bool]
"""Answers true once the user wants to stop."""

_READING, _WHOLE = 50, 100
"""Of a hundred steps of progress, as many are for reading."""
_BATCH = 2_000


def _in_silence(_done: int, _of: int, _step: str) -> None:
    """Nobody watches."""


def _never() -> bool:
    """Nobody can stop it."""
    return False


@dataclass(frozen=True)
class ImportCookCounty(Command[ImportReport]):
    """Take in what four files in a folder say and the office does not have yet.

    Attributes:
        progress, cancelled: called and asked on the thread that carries the command out.
    """

    folder: Path
    progress: Tell = _in_silence
    cancelled: Ask = _never
    needs: ClassVar[Permission] = Permission.CASES_IMPORT

    def run(self, work: UnitOfWork) -> ImportReport:
        """Read the files, write new records, bring their cases up to date, keep the findings.

        Raises:
            ImportRefused: a file cannot be read as a whole; values name file and line.
            Refused: a case that was not imported has one of the numbers.
            Cancelled: the user stopped it.
        """
        with _collector_at_rest():
            read = self._read(work)
            known = Known(work.external_ids.known(SYSTEM))
            maker = RecordMaker(Doubts(read.findings))
            new = Sorting(read, known, maker, work.today).new
            _require_free_numbers(work, new)
            before = {case: _standing_of(work, case) for case in new.gaining}
            _number_on(work, new)
            self._write(work, new)
            work.external_ids.add_all(SYSTEM, known.added())
            _bring_up_to_date(work, new, before)
            report = _report(read, new, known)
            if new.counts().total:
                _remember(work, report)
            return report

    def _read(self, work: Reading) -> Referrals:
        return read_office(
            self.folder, today=work.today, progress=self._tell, cancelled=self.cancelled
        )

    def _tell(self, at: ReadingProgress) -> None:
        self.progress(int(at.share * _READING), _WHOLE, at.file)

    def _write(self, work: UnitOfWork, new: NewRecords) -> None:
        steps: tuple[tuple[Repository[Any], Sequence[Any]], ...] = (
            (work.cases, new.cases),
            (work.persons, new.persons),
            (work.parties, new.parties),
            (work.defendants, new.states),
            (work.charges, new.charges),
            (work.charge_versions, new.versions),
            (work.dispositions, new.dispositions),
            (work.sentences, new.sentences),
        )
        whole = sum(len(records) for _, records in steps) or 1
        written = 0
        for repository, records in steps:
            for start in range(0, len(records), _BATCH):
                self._pause(written / whole, repository.kind)
                repository.add_all(records[start : start + _BATCH])
                written += len(records[start : start + _BATCH])
        self._pause(1.0, "")

    def _pause(self, share: float, kind: str) -> None:
        if self.cancelled():
            raise Cancelled("import.cancelled")
        self.progress(_READING + int(share * (_WHOLE - _READING)), _WHOLE, kind)


def _report(read: Referrals, new: NewRecords, known: Known) -> ImportReport:
    found = (*read.findings, *known.findings)
    run = new_id()
    return ImportReport(
        found=_counts_of(read),
        new=new.counts(),
        rejected=sum(each.severity is Severity.REJECTED for each in found),
        warnings=sum(each.severity is Severity.WARNING for each in found),
        files=tuple(
            FileAccount(
                file=file,
                read=rows.read,
                imported=rows.imported,
                duplicates=rows.duplicates,
                rejected=rows.rejected,
            )
            for file, rows in read.accounting.items()
        ),
        findings=tuple(_kept(each, run) for each in found),
    )


def _counts_of(read: Referrals) -> ImportCounts:
    return ImportCounts(
        cases=len(read.cases),
        defendants=len(read.defendants),
        charges=len(read.charges),
        dispositions=len(read.dispositions),
        sentences=len(read.sentences),
    )


def _kept(finding: Finding, run: UUID) -> ImportFinding:
    return ImportFinding(
        id=new_id(),
        run=run,
        severity=finding.severity,
        file=finding.file,
        line=finding.line or 0,
        field=finding.field,
        reason=finding.code,
        related=finding.related,
        count=finding.count,
        stated=finding.stated,
    )


def _require_free_numbers(work: Reading, new: NewRecords) -> None:
    taken = work.cases.numbers_behind(NUMBER_PREFIX)
    for case in new.cases:
        if case.number in taken:
            raise Refused("import.number_taken", number=case.number)


def _number_on(work: Reading, new: NewRecords) -> None:
    """Let defendants who join a known case follow those it has."""
    numbers = {
        case: len(work.parties.in_role(case, Role.DEFENDANT))
        for case in {party.case for party in new.parties} & new.gaining
    }
    for place, party in enumerate(new.parties):
        if party.case in numbers:
            numbers[party.case] += 1
            new.parties[place] = replace(party, number=numbers[party.case])


def _standing_of(work: Reading, case: CaseId) -> tuple[Stage, CaseStatus]:
    """Return where the rules place a stored case; its own stage may have been moved by hand."""
    arraigned = {each.id for each in work.defendants.of_case(case) if each.arraigned_on}
    sentenced = {each.charge for each in work.sentences.of_case(case)}
    latest = _latest_dispositions(work, case)
    counts: dict[PartyId, list[ChargeId]] = {}
    for charge in work.charges.of_case(case):
        counts.setdefault(charge.defendant, []).append(charge.id)
    charged = [
        Progress(
            dispositions=[latest[id_].code if id_ in latest else "" for id_ in ids],
            is_arraigned=party in arraigned,
            is_sentenced=not sentenced.isdisjoint(ids),
        )
        for party, ids in counts.items()
    ]
    return standing(charged, work.cases.get(case).screening)


def _latest_dispositions(work: Reading, case: CaseId) -> dict[ChargeId, Disposition]:
    entries = sorted(work.dispositions.of_case(case), key=lambda entry: entry.on or date.min)
    return {entry.charge: entry for entry in entries}


def _bring_up_to_date(
    work: UnitOfWork, new: NewRecords, before: dict[CaseId, tuple[Stage, CaseStatus]]
) -> None:
    """Put later dispositions on counts of earlier imports, and move their cases.

    A case that somebody in the office moved by hand stays where it was put.
    """
    for id_, stood in before.items():
        latest = _latest_dispositions(work, id_)
        for charge in new.later.intersection(latest):
            _settle(work, charge, latest[charge])
        case, stands = work.cases.get(id_), _standing_of(work, id_)
        if stands != stood == (case.stage, case.status):
            stage, status = stands
            work.cases.change(replace(case, stage=stage, status=status, status_since=work.today))


def _settle(work: UnitOfWork, charge: ChargeId, latest: Disposition) -> None:
    is_over = ends_count(latest.code)
    work.charges.change(
        replace(
            work.charges.get(charge),
            disposition=latest.code if is_over else "",
            disposed_on=latest.on if is_over else None,
        )
    )


def _remember(work: UnitOfWork, report: ImportReport) -> None:
    """Keep what was new and every finding with the vault."""
    run = report.findings[0].run if report.findings else new_id()
    work.import_runs.add(
        ImportRun(
            id=run,
            system=SYSTEM,
            at=work.now,
            by=work.actor.login,
            summary=json.dumps(asdict(report.new)),
        )
    )
    work.import_findings.add_all(report.findings)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest: it would walk a million new objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
