"""What may be imported before the unlock screen is painted: nobody waits for the rest at a start.

A module that is missing here is a decision to let every start wait for it.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

APP = {
    *("app", "app.__main__", "app.process", "app.surroundings"),
    *("app.domain", "app.domain.errors", "app.domain.resources", "app.i18n"),
    *("app.ui", "app.ui.icons", "app.ui.launch", "app.ui.no_screen", "app.ui.restore_request"),
    *("app.ui.theme", "app.ui.theme.fonts", "app.ui.theme.metrics", "app.ui.theme.tokens"),
    *("app.ui.unlock", "app.ui.unlock.card", "app.ui.unlock.doors", "app.ui.unlock.enter"),
    *("app.ui.unlock.errand", "app.ui.unlock.window", "app.ui.widgets", "app.ui.widgets.announce"),
    *("app.ui.widgets.button", "app.ui.widgets.field", "app.ui.widgets.inputs"),
    *("app.ui.widgets.layout", "app.ui.widgets.painting", "app.ui.widgets.picture"),
    *("app.ui.widgets.surface", "app.ui.widgets.text"),
}
BESIDES = {"PySide6.QtSvg", "gc", "resource"}
"""What a bare window does not import: its icons, the collector, and the ban of core files."""

_NOTE = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
class Watch(QObject):
    def eventFilter(self, who, event):
        if event.type() == QEvent.Type.Paint and who.isWidgetType() and who.isWindow():
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        print(*sorted(sys.modules.keys() - bare)); sys.stdout.flush(); os._exit(0)
application = QApplication([])
bare_window = QWidget(); line = QLineEdit(bare_window); bare_window.ensurePolished()
bare = set(sys.modules)
watch = Watch(); application.installEventFilter(watch)
sys.argv = ["dossier", "--vault", sys.argv[1]]
from app.__main__ import main
main()
"""


def test_the_unlock_screen_waits_for_little(vault_folder: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME"), str(tmp_path)),
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("PYTHONPATH", None)  # a start with it looks further, to distrust it
    noted = subprocess.run(
        [sys.executable, "-c", _NOTE, str(vault_folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(noted.stdout.split())
    assert "app.ui.unlock.enter" in imported
    assert sorted(imported - APP - BESIDES) == []
