"""The application every test of the window runs in: our theme, and settings nobody else sees."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.ui.theme import STYLE, Theme, ThemeName, fonts


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
