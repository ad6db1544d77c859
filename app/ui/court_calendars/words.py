"""Days of court calendars as the window shows them: chips, facts and columns."""

from app.domain.confidence import Confidence
from app.domain.court_days import UNCERTAIN_KINDS, CourtDayKind
from app.domain.holiday_rules import HolidayRule
from app.i18n import _
from app.i18n.confidence import CONFIDENCE_WORDS
from app.i18n.court_days import COURT_DAY_HINTS, COURT_DAY_WORDS, PERHAPS_HINT, listed_words
from app.services.court_calendars import CalendarDay, CalendarLine
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

_CONFIRM = ChipSpec(_("To be confirmed"), Tone.WARN, Icon.CIRCLE_HELP)


def day_chip(day: CalendarDay) -> ChipSpec:
    """Return what kind of day it is; what the office entered stands before the list's own word."""
    if day.entry is not None:
        return kind_chip(day.entry.kind)
    words = listed_words(day.holiday) if day.holiday is not None else ""
    if day.holiday is not None and not day.holiday.is_certain:
        return ChipSpec(words, Tone.WARN, Icon.TRIANGLE_ALERT)
    return _CONFIRM if day.is_doubtful else ChipSpec(words, Tone.NEUTRAL, Icon.LANDMARK)


def kind_chip(kind: CourtDayKind) -> ChipSpec:
    """Return the chip of a day the office enters."""
    words = COURT_DAY_WORDS[kind]
    if kind in UNCERTAIN_KINDS:
        return ChipSpec(words, Tone.WARN, Icon.TRIANGLE_ALERT)
    if kind is CourtDayKind.INACCESSIBLE:
        return ChipSpec(words, Tone.WARN, Icon.BAN)
    if kind is CourtDayKind.OPEN:
        return ChipSpec(words, Tone.OK, Icon.CIRCLE_SLASH)
    return ChipSpec(words, Tone.ACCENT, Icon.LANDMARK)


def _observed(day: CalendarDay) -> str:
    """Say for which day another is closed, and where an entry strikes a holiday out."""
    if day.holiday is not None and day.holiday.on != day.holiday.falls_on:
        return _("for {day}").format(day=wording.full_day(day.holiday.falls_on))
    return day.source


def _by(day: CalendarDay) -> str:
    if day.entry is None:
        return ""
    return (
        _("{name} (below)").format(name=day.entry.entered_by)
        if day.is_below
        else (day.entry.entered_by)
    )


DAY_COLUMNS = (
    Column(_("Day"), lambda day: wording.full_day(day.on), width=136, strong=True),
    Column(_("Name"), lambda day: day.name, width=200, stretch=2, second=_observed),
    Column(_("Kind"), lambda _day: "", width=168, chip=day_chip),
    Column(_("Entered by"), _by, width=120, gives_way=1, quiet=True),
)


def day_facts(day: CalendarDay) -> list[tuple[str, str]]:
    """Return what is known of a day."""
    facts = [(_("Day"), wording.long_day(day.on))]
    if day.holiday is not None:
        facts += _holiday_facts(day)
    if day.entry is not None:
        entry = day.entry
        facts += [
            (_("Entered as"), COURT_DAY_WORDS[entry.kind]),
            (_("Name"), entry.name if day.holiday is not None else ""),
            (_("Source"), entry.source),
            (_("By"), entry.entered_by),
            (_("At"), wording.moment(entry.entered_at) if entry.entered_at else ""),
            (_("Where"), _("In the calendar below") if day.is_below else ""),
        ]
    return [fact for fact in facts if fact[1]]


def _holiday_facts(day: CalendarDay) -> list[tuple[str, str]]:
    if day.holiday is None:
        return []
    rule, falls_on = day.holiday.rule, day.holiday.falls_on
    return [
        (_("Holiday"), day.holiday.name),
        (_("Observed for"), wording.full_day(falls_on) if falls_on != day.on else ""),
        (_("Kind"), listed_words(day.holiday)),
        (_("Rule"), rule_words(rule)),
        (_("Source"), rule.source),
        (_("Certainty"), _certainty(rule)),
    ]


def day_text(day: CalendarDay) -> str:
    """Return what there is to say of a day in sentences."""
    note = day.holiday.rule.note if day.holiday is not None else ""
    return "\n\n".join(filter(None, (_meaning(day), note)))


def _meaning(day: CalendarDay) -> str:
    if day.entry is not None:
        return COURT_DAY_HINTS[day.entry.kind]
    return PERHAPS_HINT if day.holiday is not None and not day.holiday.is_certain else ""


def calendar_text(line: CalendarLine) -> str:
    """Return what there is to say of a calendar in sentences."""
    own = line.own.note if line.own is not None else ""
    notes = line.rules.notes if line.rules is not None else ()
    return "\n\n".join(filter(None, (own, *notes)))


def rule_words(rule: HolidayRule) -> str:
    """Return when a holiday falls and in which years it is kept."""
    since = _("from {year}").format(year=rule.since) if rule.since > 1 else ""
    until = _("to {year}").format(year=rule.until) if rule.until < 9999 else ""  # noqa: PLR2004  no end
    every = _("every {n} years").format(n=rule.every) if rule.every > 1 else ""
    return ", ".join(filter(None, (rule.falls, " ".join(filter(None, (since, until))), every)))


def _certainty(rule: HolidayRule) -> str:
    return CONFIDENCE_WORDS[rule.confidence] if rule.confidence is not Confidence.SETTLED else ""


def calendar_facts(line: CalendarLine) -> list[tuple[str, str]]:
    """Return what is known of a calendar."""
    rules = line.rules
    span = _("{first} to {last}").format(
        first=wording.full_day(line.first), last=wording.full_day(line.last)
    )
    facts = [(_("Id"), line.id), (_("Known from"), span), (_("Based on"), line.based_on)]
    if rules is not None:
        checked = wording.full_day(rules.checked_on) if rules.checked_on else _("Not checked")
        facts += [
            (_("Courts of"), rules.jurisdiction),
            (_("Checked on"), checked),
            (_("Certainty"), CONFIDENCE_WORDS[rules.confidence]),
        ]
    facts += [
        (_("Own days"), wording.count(line.entered) if line.entered else ""),
        (_("Edition"), line.edition),
    ]
    return [fact for fact in facts if fact[1]]
