"""The main window: menus, top bar, rail, pages, status bar."""

from app.ui.shell.identity import Identity
from app.ui.shell.window import Shell

__all__ = ["Identity", "Shell"]
