"""The calendar: month, week, day and agenda over hearings, deadlines, contacts, evidence, tasks."""

from app.i18n import _
from app.services.calendar import CalendarRange
from app.ui.calendar.page import CalendarPage
from app.ui.icons import Icon
from app.ui.page import Page, Section

__all__ = ["PAGE", "CalendarPage"]

PAGE = Page(Section.CALENDAR, _("Calendar"), Icon.CALENDAR_DAYS, CalendarPage, needs=CalendarRange)
