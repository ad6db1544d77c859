"""File > Import CASE/UCO and Case > Export CASE/UCO on a real office."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.domain.cases import Case
from app.domain.evidence_entry import EvidenceEntry
from app.services.cases import CasesCount, OpenCase
from app.services.evidence import CaseEvidence, LogEvidence
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.evidence_exchange import ACTIONS
from app.ui.evidence_exchange.report import ExchangeReportDialog
from app.ui.evidence_exchange.sending_out import export_chains, export_to
from app.ui.evidence_exchange.taking_in import ImportChainsForm, import_chains
from app.ui.shell import Identity, Shell
from tests.ui.checks import shown_texts, unnamed_focusable

HANDOVER = Path(__file__).resolve().parents[1] / "interchange" / "case_uco" / "handover.jsonld"


@pytest.fixture
def case(office: Office) -> Case:
    case = office.do(OpenCase(title="State v. Roe", number="2026-00417")).value
    office.do(LogEvidence(case=case.id, entry=EvidenceEntry(kind="phone", description="Phone")))
    return case


@pytest.fixture
def shell(office: Office, case: Case, qtbot: QtBot) -> Iterator[Shell]:
    del case  # it is there before the window looks
    desk = Desk(office)
    window = Shell(desk, (), ACTIONS, Identity("A. Rivera", "Prosecutor", "Riverside County"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


def report_over(shell: Shell, qtbot: QtBot) -> ExchangeReportDialog:
    qtbot.waitUntil(lambda: bool(shell.findChildren(ExchangeReportDialog)))
    (report,) = shell.findChildren(ExchangeReportDialog)
    return report


def test_a_file_is_looked_over_and_then_taken_into_a_new_case(
    shell: Shell, office: Office, qtbot: QtBot
) -> None:
    form = import_chains(shell)
    form.choose(str(HANDOVER))
    form.look_over()
    seen = report_over(shell, qtbot)
    assert "2 exhibits would come into a new case." in shown_texts(seen)
    assert office.ask(CasesCount()) == 1
    assert unnamed_focusable(seen) == []
    seen.accept()
    qtbot.waitUntil(lambda: not shell.findChildren(ExchangeReportDialog))
    form.commit()
    done = report_over(shell, qtbot)
    assert any("2 exhibits were taken into" in text for text in shown_texts(done))
    exhibits, findings = done.findChildren(QTableView)
    assert (exhibits.model().rowCount(), findings.model().rowCount()) == (2, 3)
    assert office.ask(CasesCount()) == 2


def test_the_case_looked_at_takes_the_exhibits(
    shell: Shell, case: Case, office: Office, qtbot: QtBot
) -> None:
    form = ImportChainsForm(shell, case.id)
    form.committed.connect(form.show_report)
    form.open()
    form.choose(str(HANDOVER))
    form.commit()
    done = report_over(shell, qtbot)
    assert "2 exhibits were taken into 2026-00417." in shown_texts(done)
    assert len(office.ask(CaseEvidence(case.id))) == 3


def test_a_file_that_is_refused_keeps_the_form_and_says_why(
    shell: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    form = import_chains(shell)
    form.choose(str(tmp_path / "gone.jsonld"))
    form.commit()
    qtbot.waitUntil(lambda: any("cannot be read" in t or "can be read" in t
                                for t in shown_texts(form)))  # fmt: skip
    assert form.isVisible()
    bad = tmp_path / "bad.jsonld"
    bad.write_text("{")
    form.choose(str(bad))
    form.look_over()
    qtbot.waitUntil(lambda: any("no JSON" in text for text in shown_texts(form)))
    form.reject()


def test_a_case_is_written_and_said(shell: Shell, case: Case, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "out.jsonld"
    export_to(shell, case.id, str(path))
    qtbot.waitUntil(lambda: any("was written to out.jsonld" in text for text in shown_texts(shell)))
    assert json.loads(path.read_bytes())["@graph"]


def test_without_a_case_at_hand_it_says_what_to_do(shell: Shell, qtbot: QtBot) -> None:
    export_chains(shell)
    qtbot.waitUntil(lambda: any("Open the case first" in text for text in shown_texts(shell)))
