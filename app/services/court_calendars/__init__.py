"""Court calendars: what they say, what the office adds to them, and calendars of its own."""

from app.services.court_calendars.calendars import (
    AddOfficeCalendar,
    AmendOfficeCalendar,
    ChooseCourtCalendar,
    PutBackOfficeCalendar,
    RemoveOfficeCalendar,
    TakeOutOfficeCalendar,
)
from app.services.court_calendars.days import (
    AddCourtDays,
    AmendCourtDay,
    NewCourtDay,
    PutBackCourtDays,
    RemoveCourtDays,
    TakeOutCourtDays,
)
from app.services.court_calendars.files import (
    HolidayReport,
    ImportedHolidays,
    ImportHolidays,
    PreviewHolidays,
    TakeOutHolidays,
)
from app.services.court_calendars.listing import (
    CalendarDay,
    CalendarDays,
    CalendarLine,
    CourtCalendarList,
    RemovedCourtDays,
)
from app.services.court_calendars.paper import PrintCourtDays
from app.services.court_calendars.saving import SaveCalendar, SavedCalendar

__all__ = [
    "AddCourtDays",
    "AddOfficeCalendar",
    "AmendCourtDay",
    "AmendOfficeCalendar",
    "CalendarDay",
    "CalendarDays",
    "CalendarLine",
    "ChooseCourtCalendar",
    "CourtCalendarList",
    "HolidayReport",
    "ImportHolidays",
    "ImportedHolidays",
    "NewCourtDay",
    "PreviewHolidays",
    "PrintCourtDays",
    "PutBackCourtDays",
    "PutBackOfficeCalendar",
    "RemoveCourtDays",
    "RemoveOfficeCalendar",
    "RemovedCourtDays",
    "SaveCalendar",
    "SavedCalendar",
    "TakeOutCourtDays",
    "TakeOutHolidays",
    "TakeOutOfficeCalendar",
]
