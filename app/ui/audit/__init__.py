"""Settings > Audit log: looking through the log, checking it, handing it out."""

from app.ui.audit.tab import SETTINGS_TAB

__all__ = ["SETTINGS_TAB"]
