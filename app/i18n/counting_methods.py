"""The ways of counting time in words: what each is called, and what it does, in plain sentences."""

from app.domain.court_calendars import holiday_calendar
from app.domain.free_counts import FreeMethod
from app.domain.time_computation import DayProfile, Direction, HourProfile, Unit
from app.i18n import _

METHOD_WORDS: dict[str, str] = {
    DayProfile.FED_RULE45: _("Federal Rule 45: every day; the last moves off closed days"),
    DayProfile.LAST_MOMENT: _("Federal Rule 45, to the last second of the day"),
    DayProfile.SKIP_WEEKENDS_HOLIDAYS: _("Open days only, as 18 U.S.C. 3142(f)"),
    DayProfile.COURT_DAYS: _("Court days"),
    DayProfile.CALENDAR_DAYS: _("Calendar days exactly; the end never moves"),
    DayProfile.COURT_DAYS_PLUS_CALENDAR: _("Court days back, then days for service (Cal. 12c)"),
    DayProfile.CA_CCP12: _("California: every day; the last moves on (CCP 12, 12a)"),
    DayProfile.CA_CCP12_SERVICE_LENGTHENS: _("California, service lengthens (CCP 1013)"),
    DayProfile.NY_GCL: _("New York: every day; the last moves on (GCL 20, 25-a)"),
    DayProfile.NY_GCL_MONTHS: _("New York, calendar months (GCL 30)"),
    DayProfile.NY_GCL_SERVICE_LENGTHENS: _("New York, service lengthens (CPLR 2103)"),
    DayProfile.NY_GCL_TWO_DAY: _("New York, exactly two days (GCL 20)"),
    DayProfile.FL_2514: _("Florida 2.514"),
    DayProfile.FL_2514_BEFORE: _("Florida 2.514, counted back from an event"),
    DayProfile.TX_GOV311: _("Texas (Gov't Code 311.014)"),
    DayProfile.SHORT_PERIOD_EXCLUSION_LT7: _("Short periods leave closed days out"),
    HourProfile.FED_RULE45_HOURS: _("Hours, Federal Rule 45(a)(2)"),
    HourProfile.ELAPSED_HOURS_NO_ROLL: _("Hours as they elapse; the end never moves"),
    HourProfile.ELAPSED_HOURS_BEFORE: _("Hours back from an event; the end never moves"),
    HourProfile.PC825_HOURS: _("Hours, California Penal Code 825"),
}
"""What a method is called where a rule names one."""

FREE_WORDS: dict[str, str] = {
    DayProfile.FED_RULE45: _("Federal: Rule 45"),
    DayProfile.LAST_MOMENT: _("Federal: Rule 45, last moment to file"),
    HourProfile.FED_RULE45_HOURS: _("Federal: Rule 45, hours"),
    DayProfile.SKIP_WEEKENDS_HOLIDAYS: _("Federal: open days (18 U.S.C. 3142)"),
    DayProfile.CA_CCP12: _("California: days (CCP 12, 12a)"),
    DayProfile.COURT_DAYS_PLUS_CALENDAR: _("California: court days back (CCP 12c)"),
    DayProfile.NY_GCL: _("New York: days (GCL 20, 25-a)"),
    DayProfile.NY_GCL_MONTHS: _("New York: months (GCL 30, 25-a)"),
    DayProfile.NY_GCL_TWO_DAY: _("New York: exactly two days (GCL 20)"),
    DayProfile.FL_2514: _("Florida: 2.514"),
    DayProfile.FL_2514_BEFORE: _("Florida: 2.514, back from an event"),
    DayProfile.TX_GOV311: _("Texas: Gov't Code 311.014"),
    DayProfile.SHORT_PERIOD_EXCLUSION_LT7: _("Ohio: Crim. R. 45(A)"),
    DayProfile.COURT_DAYS: _("Any court: court days"),
    DayProfile.CALENDAR_DAYS: _("Any court: calendar days, never moved"),
    HourProfile.ELAPSED_HOURS_NO_ROLL: _("Any court: hours, never moved"),
    HourProfile.ELAPSED_HOURS_BEFORE: _("Any court: hours back, never moved"),
}
"""What it is called, in short, where its sentences stand beside it; by law."""

UNIT_WORDS = {
    Unit.DAYS: _("days"),
    Unit.COURT_DAYS: _("court days"),
    Unit.WEEKS: _("weeks"),
    Unit.MONTHS: _("months"),
    Unit.YEARS: _("years"),
    Unit.HOURS: _("hours"),
}
DIRECTION_WORDS = {Direction.AFTER: _("after the event"), Direction.BEFORE: _("before the event")}

_LAST_MOVES_ON = _(
    "Every day counts, weekends and holidays too. If the courts are closed on the last day, it"
    " moves on to the next open one."
)
_SERVICE_FIRST = _(" Days for service are added before it moves.")
_OPEN_DAYS = _("Only days on which the courts are open count; the end falls on one of them.")
_NEVER_MOVES = _(" The end never moves, even if the courts are closed then.")

_SENTENCES: dict[str, str] = {
    DayProfile.FED_RULE45: _(
        "Every day counts, weekends and holidays too. If the courts are closed on the last day, it"
        " moves to the next open one; counting back, to the one before. Days for service are added"
        " after that, and the end moves once more."
    ),
    DayProfile.LAST_MOMENT: _(
        "Counts like Rule 45 and names the last moment to file electronically: one second before"
        " midnight at the court."
    ),
    HourProfile.FED_RULE45_HOURS: _(
        "Every hour counts from the moment of the event, weekends and holidays too. If the courts"
        " are closed when it ends, it runs on to the same time of the next open day."
    ),
    DayProfile.SKIP_WEEKENDS_HOLIDAYS: _OPEN_DAYS,
    DayProfile.CA_CCP12: _LAST_MOVES_ON + _SERVICE_FIRST,
    DayProfile.COURT_DAYS_PLUS_CALENDAR: _(
        "Counts back over days on which the courts are open, then further back by the days for"
        " service. The end does not move."
    ),
    DayProfile.NY_GCL: _LAST_MOVES_ON + _SERVICE_FIRST,
    DayProfile.NY_GCL_MONTHS: _(
        "Ends on the same day of a later month, or on its last day where it has no such day. If"
        " the courts are closed then, it moves on to the next open day."
    ),
    DayProfile.NY_GCL_TWO_DAY: _(
        "For a period of exactly two days: closed days between are left out, and the end falls on"
        " an open day."
    ),
    DayProfile.FL_2514: _(
        "Begins with the next open day. Under seven days only open days count, from seven on every"
        " day. If the courts are closed on the last day, it moves on to the next open one. Days for"
        " service are added after that, and the end moves once more."
    ),
    DayProfile.FL_2514_BEFORE: _(
        "Counts back, beginning with the last open day before the event. Under seven days only open"
        " days count, from seven on every day. If the courts are closed on the last day, it moves"
        " further back to an open one."
    ),
    DayProfile.TX_GOV311: _LAST_MOVES_ON,
    DayProfile.SHORT_PERIOD_EXCLUSION_LT7: _(
        "Under seven days only days on which the courts are open count. From seven on every day"
        " counts, and if the courts are closed on the last day, it moves on to the next open one."
    ),
    DayProfile.COURT_DAYS: _OPEN_DAYS,
    DayProfile.CALENDAR_DAYS: _("Every day counts, weekends and holidays too.") + _NEVER_MOVES,
    HourProfile.ELAPSED_HOURS_NO_ROLL: _("Every hour counts from the moment of the event.")
    + _NEVER_MOVES,
    HourProfile.ELAPSED_HOURS_BEFORE: _("Every hour counts back from the moment of the event.")
    + _NEVER_MOVES,
}
"""Of those that a free count can be made by."""


def method_sentence(method: FreeMethod) -> str:
    """Return what a way of counting does, in plain sentences."""
    return _SENTENCES[method.name]


def law_words(method: FreeMethod, calendar: str) -> str:
    """Return which law counts and whose holidays, in a sentence.

    Args:
        method: the way of counting.
        calendar: title of the court calendar.
    """
    return _("Counted by {law}. Holidays of: {calendar}.").format(
        law=method.citation, calendar=calendar
    )


def other_holidays(method: FreeMethod, rests_on: str) -> str:
    """Return a warning where the holidays are not those the law itself goes by, else nothing.

    Args:
        method: the way of counting.
        rests_on: id of the calendar of the program that the chosen one is, or is based on.
    """
    if method.calendar in ("", rests_on):
        return ""
    return _("The courts of this law keep another calendar: {calendar}.").format(
        calendar=holiday_calendar(method.calendar).title
    )
