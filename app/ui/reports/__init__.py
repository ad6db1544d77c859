"""The Reports page: how the office fares, in figures with the number of cases they rest on."""

from app.i18n import _
from app.services.trial_dates import TrialDateCertainty
from app.ui.icons import Icon
from app.ui.page import Page, Section
from app.ui.reports.page import ReportsPage

__all__ = ["PAGE", "ReportsPage"]

PAGE = Page(Section.REPORTS, _("Reports"), Icon.CHART_COLUMN, ReportsPage, needs=TrialDateCertainty)
