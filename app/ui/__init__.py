"""The window: PySide6 views over commands and queries."""
