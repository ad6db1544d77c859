"""Files of holidays: tables (CSV), calendar feeds (iCalendar) and calendars of our own (JSON)."""

from app.interchange.holiday_files.reading import read_holidays

__all__ = ["read_holidays"]
