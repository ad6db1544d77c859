"""File > Import on a real office."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.services.cases import CasesCount
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.import_report import ImportReportDialog
from app.ui.imports import ACTIONS, ImportForm, open_import
from app.ui.shell import Identity, Shell
from tests.ui.checks import shown_texts, unnamed_focusable

FILES = Path(__file__).resolve().parents[1] / "interchange" / "cook_county"


@pytest.fixture
def shell(office: Office, qtbot: QtBot) -> Iterator[Shell]:
    desk = Desk(office)
    window = Shell(desk, (), ACTIONS, Identity("A. Rivera", "Prosecutor", "Riverside County"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    desk.close()


@pytest.fixture
def form(shell: Shell) -> ImportForm:
    return open_import(shell)


def test_the_form_takes_the_files_in_and_reports(
    shell: Shell, form: ImportForm, office: Office, qtbot: QtBot
) -> None:
    form.choose(str(FILES))
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shell.findChildren(ImportReportDialog)))
    (report,) = shell.findChildren(ImportReportDialog)
    texts = shown_texts(report)
    assert "4 new cases were taken in." in texts
    assert any("rows were left out" in text for text in texts)
    counts, findings = report.findChildren(QTableView)
    assert counts.model().rowCount() == 2
    assert findings.model().rowCount() > 10
    assert office.ask(CasesCount()) == 4
    assert unnamed_focusable(report) == []


def test_escape_stops_a_running_import_and_keeps_the_form(
    form: ImportForm, office: Office, qtbot: QtBot
) -> None:
    form.choose(str(FILES))
    with office._database._pen:  # the import cannot be done before Escape is pressed
        form.commit()
        form.reject()
    qtbot.waitUntil(lambda: any("stopped" in text for text in shown_texts(form)))
    assert form.isVisible()
    assert office.ask(CasesCount()) == 0
    form.reject()
    assert not form.isVisible()


def test_a_missing_file_is_told_in_the_form(form: ImportForm, tmp_path: Path, qtbot: QtBot) -> None:
    shutil.copy(FILES / "intake.csv", tmp_path)
    form.choose(str(tmp_path))
    form.commit()
    qtbot.waitUntil(
        lambda: any("holds no initiation.csv" in text for text in shown_texts(form)),
    )


def test_an_empty_folder_field_is_refused_at_once(form: ImportForm) -> None:
    form.commit()
    assert unnamed_focusable(form) == []
    assert "Fill this in." in shown_texts(form)
