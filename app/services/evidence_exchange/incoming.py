"""Taking in the chains of another office or program: looked over first, then all or nothing."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.errors import NotPermitted
from app.domain.evidence_exchange import SYSTEM, ExchangeReport
from app.domain.ids import new_id
from app.domain.imports import ImportFinding, ImportRun
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.i18n.sentences import say
from app.interchange.case_uco import SourceCase
from app.services.cases import OpenCase
from app.services.evidence_exchange.planning import ForeignFile, Plan, planned, read_foreign
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork

_LONGEST_TITLE = 120


class _IntoCase:
    """Mixed into both: the case the chains come into, None = one opened for them."""

    case: CaseId | None

    def concerns(self, reading: Reading) -> UUID | None:
        """The case named."""
        return self.case


@dataclass(frozen=True, kw_only=True)
class PreviewChains(_IntoCase, Query[ExchangeReport]):
    """What would come in from a CASE/UCO file, and what cannot; nothing is written."""

    path: Path
    case: CaseId | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, reading: Reading) -> ExchangeReport:
        """Return the report `ImportChains` would.

        Raises:
            ImportRefused: the file cannot be understood as a whole; place and reason are named.
            Missing: there is no such case.
        """
        file = read_foreign(self.path)
        if self.case is None:
            _require_opening(reading)
            plan = planned(reading, CaseId(new_id()), file)
            return plan.report("", _title(file))
        case = reading.cases.get(self.case)
        plan = planned(reading, self.case, file, is_new=False)
        return plan.report(case.number, case.title)


@dataclass(frozen=True, kw_only=True)
class ImportChains(_IntoCase, Command[ExchangeReport]):
    """Take in every exhibit of a CASE/UCO file that is new here, with its chain."""

    path: Path
    case: CaseId | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def run(self, work: UnitOfWork) -> ExchangeReport:
        """Write items and steps, and keep every finding; a file known before adds nothing.

        Raises:
            ImportRefused: the file cannot be understood as a whole; place and reason are named.
            Missing: there is no such case.
            NotPermitted: a case would have to be opened, and the role does not allow that.
        """
        file = read_foreign(self.path)
        if self.case is None:
            _require_opening(work)
            return self._into_new_case(work, file)
        case = work.cases.get(self.case)
        plan = planned(work, self.case, file, is_new=False)
        _write(work, plan)
        return plan.report(case.number, case.title)

    def noted(self, done: ExchangeReport) -> tuple[Fact, ...]:
        """Which file it was by its hash, and how much came in."""
        return (
            ("exhibits", str(len(done.exhibits))),
            ("steps", str(done.steps)),
            ("left_out", str(done.left_out)),
            ("sha256", done.sha256),
        )

    def _into_new_case(self, work: UnitOfWork, file: ForeignFile) -> ExchangeReport:
        """Open a case for the file, unless nothing in it is new."""
        plan = planned(work, CaseId(new_id()), file)
        if not plan.exhibits:
            return plan.report("", _title(file))
        case = _opening(work, file).run(work)
        plan = planned(work, case.id, file)
        _write(work, plan)
        return plan.report(case.number, case.title)


def finding_words(finding: ImportFinding) -> str:
    """Return what a finding says to the user."""
    values = {"stated": finding.stated, "related": finding.related}
    return " ".join(say(finding.reason, values).split())


def _require_opening(reading: Reading) -> None:
    if not reading.actor.may(OpenCase.needs):
        raise NotPermitted("role.not_permitted", permission=OpenCase.needs)


def _opening(work: Reading, file: ForeignFile) -> OpenCase:
    """Return how the case of a file is opened; its own number is kept if it is free here."""
    source = file.content.case or SourceCase(key="", place="")
    number = one_line(source.stated.get("number", ""), "number")
    told = [] if source.stated else _told(source)
    return OpenCase(
        title=_title(file),
        number="" if number and work.cases.is_taken(number) else number,
        category=one_line(source.stated.get("category") or ", ".join(source.focus), "category"),
        kind=one_line(source.stated.get("kind", ""), "kind"),
        agency=one_line(source.stated.get("agency", ""), "agency"),
        court=one_line(source.stated.get("court", ""), "court"),
        synopsis=clean("\n".join(filter(None, told)), "synopsis"),
    )


def _told(source: SourceCase) -> list[str]:
    status = f"Status: {source.status}" if source.status else ""
    papers = (f"Authorization: {paper}" for paper in source.authorizations)
    return [source.words, status, *papers]


def _title(file: ForeignFile) -> str:
    source = file.content.case
    said = (source.name, source.words.partition("\n")[0]) if source is not None else ()
    titles = (one_line(words, "title")[:_LONGEST_TITLE] for words in said)
    return next(filter(None, titles), file.name)


def _write(work: UnitOfWork, plan: Plan) -> None:
    if not plan.exhibits:
        return
    for each in plan.exhibits:
        work.evidence.add(each.item)
    work.custody.add_all(step.event for each in plan.exhibits for step in each.steps)
    work.external_ids.add_all(SYSTEM, plan.origins())
    counts = {"exhibits": len(plan.exhibits), "steps": sum(len(e.steps) for e in plan.exhibits)}
    work.import_runs.add(
        ImportRun(
            id=plan.run,
            system=SYSTEM,
            at=work.now,
            by=work.actor.login,
            summary=json.dumps({"sha256": plan.file.sha256, **counts}),
        )
    )
    work.import_findings.add_all(plan.findings)
