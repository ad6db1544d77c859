"""The application every test of the window runs in: our theme, and settings nobody else sees."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.drafts.forms import sheet_of_form
from app.ui.drafts.inputs import holds_secret
from app.ui.drafts.plain import decoded
from app.ui.form import FormDialog
from app.ui.theme import STYLE, Theme, ThemeName, fonts
from tests.ui.runs import Runs

A_MINUTE = 60_000
"""In milliseconds."""
CANNOT_OPEN_AGAIN = frozenset({"HandOverForm", "LongForm"})
"""It belongs to a test."""


@pytest.fixture(autouse=True)
def _each_form_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever form a test opens: a lock could keep what it was made from, and read it again."""
    shown = FormDialog.showEvent

    def show(form: FormDialog, event: QShowEvent) -> None:
        shown(form, event)
        if type(form).__name__ not in CANNOT_OPEN_AGAIN and not holds_secret(form):
            place = sheet_of_form(form, form._made_with).place
            assert place is not None, f"{type(form).__name__} cannot be opened again"
            assert _plain(form) == [_read(each) for each in place[0]]

    monkeypatch.setattr(FormDialog, "showEvent", show)


def _read(kept: Any) -> Any:
    return None if isinstance(kept, dict) and kept.get("@") in ("frame", "desk") else decoded(kept)


def _plain(form: FormDialog) -> list[Any]:
    return [None if isinstance(each, QObject) else each for each in form._made_with[0]]


class _PatientBot(QtBot):
    """Waits as long as a busy machine may take; a test that would fail anyway only fails later."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = A_MINUTE) -> None:  # noqa: N802  pytest-qt's name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = A_MINUTE, **more: Any) -> Any:  # noqa: N802  as in pytest-qt
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001  there must be one
    return _PatientBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["dossier", *STYLE]


@pytest.fixture(scope="session")
def session_theme(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    qapp.setOrganizationName("Dossier")
    qapp.setApplicationName("Dossier")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat,
        QSettings.Scope.UserScope,
        str(tmp_path_factory.mktemp("settings")),
    )
    theme = Theme(qapp)
    fonts.register_other_faces()
    return theme


@pytest.fixture(autouse=True)
def themed(session_theme: Theme) -> Iterator[Theme]:
    yield session_theme
    if session_theme.name is not ThemeName.LIGHT:
        session_theme.use(ThemeName.LIGHT)
    QSettings().clear()


@pytest.fixture
def runs(qapp: QApplication, vault_folder: Path) -> Iterator[Runs]:
    made = Runs(qapp, vault_folder)
    yield made
    made.end()
