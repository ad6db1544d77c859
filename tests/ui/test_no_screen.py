"""Starting the window on a machine without a screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="a program there has a screen, or no stream")
def test_a_machine_without_a_screen_is_told_how_to_go_on() -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    around = {name: value for name, value in os.environ.items() if name not in screens}
    ran = subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env={**around, "QT_QPA_PLATFORM": "none of these"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    first = ran.stderr.splitlines()[0]
    assert first.startswith("Dossier cannot open a window")
    assert "dossier --help" in first
    assert "Reinstalling" not in ran.stderr


def test_what_qt_says_while_a_window_does_begin_is_not_lost() -> None:
    script = (
        "from PySide6.QtCore import qWarning; "
        "from app.ui.no_screen import missing_screen_is_told\n"
        "with missing_screen_is_told(): qWarning('odd')\n"
        "qWarning('later')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stderr.splitlines() == ["odd", "later"]
