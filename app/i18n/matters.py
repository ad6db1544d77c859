"""How the day's list says what is the matter; window and terminal say the same."""

from datetime import date

from app.domain.today import Consequence, DayAtOffice, Matter
from app.i18n import _, ngettext
from app.i18n.titles import judge_title

_LONGEST_PLACE = 24
"""Characters of a courtroom that fit a chip."""


def short_day(day: date) -> str:
    """Return e.g. "Thu 12 Nov"."""
    return f"{day:%a} {day.day} {day:%b}"


def chip(matter: Matter, today: date) -> str:
    """Return in a few words why the matter is on the list, e.g. "Overdue 2 days"."""
    late = matter.days_late(today)
    if matter.consequence is Consequence.HEARING:
        return _clock_and_place(matter)
    if matter.consequence is Consequence.OVERDUE:
        return ngettext("Overdue {n} day", "Overdue {n} days", late).format(n=late)
    if matter.consequence is Consequence.CLOCK:
        return _days_left(matter, today)
    if matter.consequence is Consequence.EVIDENCE_LATE:
        return ngettext("{n} day late", "{n} days late", late).format(n=late)
    if matter.consequence is Consequence.CONTACT_OWED and late:
        return ngettext("Owed {n} day", "Owed {n} days", late).format(n=late)
    words = {
        Consequence.FILE_DAMAGED: _("File missing") if matter.is_missing else _("File damaged"),
        Consequence.DUE_TODAY: _("Due today"),
        Consequence.CONTACT_OWED: _("Owed today"),
        Consequence.EVIDENCE_REVIEW: _("Look again"),
        Consequence.NO_NEXT_DATE: _("No next date"),
    }
    return words[matter.consequence]


def _days_left(matter: Matter, today: date) -> str:
    left = (matter.on - today).days if matter.on is not None else 0
    if left < 0:
        return ngettext("Ran out {n} day ago", "Ran out {n} days ago", -left).format(n=-left)
    return ngettext("{n} day left", "{n} days left", left).format(n=left)


def what(matter: Matter, today: date) -> str:
    """Return what must be done, or how long a case without a date has lain."""
    if matter.consequence is Consequence.CLOCK:
        return _("Speedy trial: {what}").format(what=matter.what)
    if matter.consequence is not Consequence.NO_NEXT_DATE:
        return matter.what
    days = matter.days_late(today)
    if matter.on is None:
        return _("Nothing dated ahead")
    if not days:
        return _("Last worked on today")
    return ngettext("Last worked on {n} day ago", "Last worked on {n} days ago", days).format(
        n=days
    )


def detail(matter: Matter) -> str:
    """Return the rule, the judge, the holder and who is to do it, as far as known."""
    parts = [*_about(matter), matter.who]
    return ", ".join(part for part in parts if part)


def headline(day: DayAtOffice) -> str:
    """Return the sentence above the list: hearings, and what came due meanwhile."""
    sentences = [_hearings(day)]
    missed = day.came_due_while_away
    if missed:
        sentences.append(came_due(missed))
    elif day.reminders_due:
        due = day.reminders_due
        sentences.append(ngettext("{n} reminder is due.", "{n} reminders are due.", due))
        sentences[-1] = sentences[-1].format(n=due)
    return " ".join(sentences)


def came_due(missed: int) -> str:
    """Return the sentence about reminders that began while nobody could hear them."""
    return ngettext(
        "{n} reminder came due while Dossier was closed.",
        "{n} reminders came due while Dossier was closed.",
        missed,
    ).format(n=missed)


def _about(matter: Matter) -> tuple[str, ...]:
    if matter.consequence is Consequence.EVIDENCE_LATE and matter.on is not None:
        due = _("Due back {day}").format(day=short_day(matter.on))
        return (due, _("held by {holder}").format(holder=matter.about) if matter.about else "")
    if matter.consequence is Consequence.EVIDENCE_REVIEW and matter.on is not None:
        return (_("Retention to be reviewed since {day}").format(day=short_day(matter.on)),)
    if matter.consequence is Consequence.FILE_DAMAGED and matter.on is not None:
        found = _("Restore it from a backup: not what was taken in, found {day}")
        return (found.format(day=short_day(matter.on)), matter.about)
    if matter.consequence is Consequence.HEARING and matter.about:
        return (judge_title(matter.about),)
    if matter.consequence is Consequence.NO_NEXT_DATE and not matter.who:
        return (matter.about, _("nobody assigned") if matter.about else _("Nobody assigned"))
    return (matter.about,)


def _hearings(day: DayAtOffice) -> str:
    hearings = day.hearings
    if not hearings:
        return _("No hearings today.")
    number = len(hearings)
    first = _clock_and_place(hearings[0], _("{clock} in {place}"))
    return ngettext("{n} hearing, at {first}.", "{n} hearings, first at {first}.", number).format(
        n=number, first=first
    )


def _clock_and_place(matter: Matter, pattern: str = "{clock}, {place}") -> str:
    clock = f"{matter.clock:%H:%M}" if matter.clock is not None else ""
    if not matter.place:
        return clock
    place = matter.place
    if len(place) > _LONGEST_PLACE:
        place = f"{place[: _LONGEST_PLACE - 1]}…"
    return pattern.format(clock=clock, place=place)
