"""A real drag with a real mouse on a real X display: nothing of it is simulated by Qt.

Offscreen a drag ends before it begins, so this runs a window of its own under Xvfb.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LOGIN, PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="there is no Xvfb on this machine")
def test_a_hearing_is_dragged_to_another_day_with_the_mouse(
    vault_folder: Path, tmp_path: Path
) -> None:
    told = subprocess.run(
        [
            *("xvfb-run", "-a", "-s", "-screen 0 1400x900x24"),
            *(sys.executable, "-m", "tests.ui.dragging", str(vault_folder), LOGIN, PASSPHRASE),
        ],
        cwd=ROOT,
        env=_surroundings(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.split() == ["proposed", "2026-11-12", "stands", "2026-11-10"]


def _surroundings(folder: Path) -> dict[str, str]:
    """Return an environment in which Qt takes the X display, and nothing of the user's is used."""
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    return {**kept, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(folder)}
