"""The audit log in the Settings: filtered, checked, summed up and handed out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.audit_report import AnchorFinding, AnchorPlace, AnchorState
from app.domain.audit_view import ActGroup
from app.domain.profiles import Profile
from app.services.cases import OpenCase
from app.services.documents import PrintCaseSummary
from app.services.office import Office
from app.ui.audit.tab import AuditTab
from app.ui.audit.week import WeekDialog
from app.ui.desk import Desk
from app.ui.page import Section
from app.ui.pages import ACTIONS, PAGES, identity_of
from app.ui.shell import Shell


@pytest.fixture
def tab(qtbot: QtBot, office: Office) -> Iterator[AuditTab]:
    case = office.do(OpenCase(title="State v. Roe")).value.id
    office.ask(PrintCaseSummary(case=case, profile=Profile.COURT))
    desk = Desk(office)
    shell = Shell(desk, PAGES, ACTIONS, identity_of(office))
    qtbot.addWidget(shell)
    shell.show()
    shell.go(Section.SETTINGS, "audit")
    page = shell.view(Section.SETTINGS)
    tab = page.tabs.page("audit")  # type: ignore[attr-defined]  # the Settings' own page
    assert isinstance(tab, AuditTab)
    qtbot.waitUntil(lambda: tab.table.table.rowCount() >= 3)
    yield tab
    desk.close()


def _said(tab: AuditTab) -> str:
    return tab._state.accessibleName()


def test_the_newest_entry_is_shown_whole(tab: AuditTab, qtbot: QtBot) -> None:
    tab._group.set_value(ActGroup.PRINTS)
    qtbot.waitUntil(lambda: tab.table.table.rowCount() == 1)
    row = tab.table.current_row()
    assert row is not None
    assert row.what == "Printed case summary"
    facts = tab._panel._facts.accessibleName() + repr(row.facts)
    assert "court" in facts


def test_a_check_says_that_the_log_is_whole(tab: AuditTab, qtbot: QtBot) -> None:
    tab.check()
    qtbot.waitUntil(lambda: "whole" in _said(tab))
    assert tab._accept.isHidden()
    tab.check_records()
    qtbot.waitUntil(lambda: "records are" in _said(tab))


def test_a_log_behind_its_anchor_can_be_accepted_with_a_reason(
    tab: AuditTab, office: Office, qtbot: QtBot
) -> None:
    behind = AnchorFinding(AnchorPlace.VAULT, AnchorState.BEHIND)
    office._database._anchors.findings = (behind,)
    tab.check()
    qtbot.waitUntil(tab._accept.isVisible)
    tab.accept_log("crash")
    qtbot.waitUntil(lambda: "whole" in _said(tab))
    assert tab._accept.isHidden()


def test_the_log_is_exported_where_the_user_says(
    tab: AuditTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "log.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    tab.export()
    qtbot.waitUntil(lambda: "exported" in _said(tab))
    assert file.read_bytes().startswith(b'{"format":"dossier-audit-log/1"')
    tab.export()
    qtbot.waitUntil(lambda: "already" in _said(tab))


def test_the_week_is_summed_up(tab: AuditTab, qtbot: QtBot) -> None:
    tab.show_week()
    parent = tab.frame.dialog_parent()
    qtbot.waitUntil(lambda: parent.findChild(WeekDialog) is not None)
    dialog = parent.findChild(WeekDialog)
    assert isinstance(dialog, WeekDialog)
    dialog.accept()
