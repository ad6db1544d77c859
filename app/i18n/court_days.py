"""Days of court calendars in words: of what kind they are, and what an import makes of them."""

from app.domain.court_days import CourtDayKind
from app.domain.holiday_imports import Verdict
from app.domain.holiday_rules import ClosedDay, HolidayKind
from app.i18n import _

COURT_DAY_WORDS: dict[CourtDayKind, str] = {
    CourtDayKind.HOLIDAY: _("Court holiday"),
    CourtDayKind.STATE: _("State holiday"),
    CourtDayKind.DECLARED: _("Declared day"),
    CourtDayKind.CLOSURE: _("Court closed"),
    CourtDayKind.INACCESSIBLE: _("Clerk inaccessible"),
    CourtDayKind.OPEN: _("Open after all"),
}

COURT_DAY_HINTS: dict[CourtDayKind, str] = {
    CourtDayKind.HOLIDAY: _("Counts like the holidays of the calendar."),
    CourtDayKind.STATE: _("Counts in forward periods of the federal rule only (45(a)(6)(C))."),
    CourtDayKind.DECLARED: _("The court decides whether it counts; dates show both readings."),
    CourtDayKind.CLOSURE: _("The court decides whether it counts; dates show both readings."),
    CourtDayKind.INACCESSIBLE: _("A last day on it moves to the next accessible one (45(a)(3))."),
    CourtDayKind.OPEN: _("Strikes a holiday of the calendar out: the court is open."),
}

HOLIDAY_WORDS: dict[HolidayKind, str] = {
    HolidayKind.FEDERAL: _("Federal holiday"),
    HolidayKind.STATE: _("State holiday"),
    HolidayKind.JUDICIAL: _("Judicial holiday"),
}

PERHAPS = _("Perhaps a holiday")
PERHAPS_HINT = _(
    "A court may or may not treat it as a holiday; dates show both readings. Enter it as a court"
    " holiday, or as open after all, once you know."
)

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.NEW: _("New"),
    Verdict.KNOWN: _("There already"),
    Verdict.OUTSIDE: _("Outside the calendar"),
    Verdict.WRONG: _("Wrong"),
}


def listed_words(day: ClosedDay) -> str:
    """Return what kind of day a calendar's own list says it is."""
    return HOLIDAY_WORDS[day.rule.kind] if day.is_certain else PERHAPS
