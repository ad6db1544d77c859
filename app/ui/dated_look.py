"""How whatever has a day looks: icon, tone and word, never color alone."""

from datetime import date

from app.domain.calendar import CalendarEntry, EntryKind
from app.domain.deadlines import (
    Deadline,
    DeadlineStatus,
)
from app.domain.hearings import Hearing, HearingLine, HearingStatus
from app.domain.severity import Severity
from app.i18n import _, ngettext
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

SOON_DAYS = 7
"""What is due within a week is marked."""

KIND_WORDS: dict[EntryKind, str] = {
    EntryKind.HEARING: _("Hearing"),
    EntryKind.DEADLINE: _("Deadline"),
    EntryKind.DISCLOSURE: _("Disclosure"),
    EntryKind.VICTIM: _("Victim"),
    EntryKind.EVIDENCE: _("Evidence"),
    EntryKind.TASK: _("Task"),
}
KIND_LETTERS: dict[EntryKind, str] = {
    EntryKind.HEARING: _("H"),
    EntryKind.DEADLINE: _("D"),
    EntryKind.DISCLOSURE: _("P"),
    EntryKind.VICTIM: _("V"),
    EntryKind.EVIDENCE: _("E"),
    EntryKind.TASK: _("T"),
}
"""Beside color and icon, for those who see neither; P is what is to be produced."""
_KIND_ICONS: dict[EntryKind, Icon] = {
    EntryKind.HEARING: Icon.GAVEL,
    EntryKind.DEADLINE: Icon.FILE_TEXT,
    EntryKind.DISCLOSURE: Icon.SCALE,
    EntryKind.VICTIM: Icon.PHONE,
    EntryKind.EVIDENCE: Icon.PACKAGE_SEARCH,
    EntryKind.TASK: Icon.LIST_CHECKS,
}
_KIND_TONES: dict[EntryKind, Tone] = {
    EntryKind.HEARING: Tone.DANGER,
    EntryKind.DEADLINE: Tone.WARN,
    EntryKind.DISCLOSURE: Tone.WARN,
    EntryKind.VICTIM: Tone.VICTIM,
    EntryKind.EVIDENCE: Tone.ACCENT,
    EntryKind.TASK: Tone.NEUTRAL,
}
SEVERITY_WORDS: dict[Severity, str] = {
    Severity.STATUTORY: _("Statutory"),
    Severity.COURT_ORDERED: _("Court-ordered"),
    Severity.INTERNAL: _("Internal"),
}


def kind_chip(kind: EntryKind) -> ChipSpec:
    """Return the chip of a kind, as in the legend."""
    return ChipSpec(KIND_WORDS[kind], _KIND_TONES[kind], _KIND_ICONS[kind])


def kind_icon(kind: EntryKind) -> Icon:
    """Return the drawing of a kind."""
    return _KIND_ICONS[kind]


def entry_chip(entry: CalendarEntry) -> ChipSpec:
    """Return the chip of one entry; what is done is green with a check."""
    if entry.is_done:
        return ChipSpec(entry_words(entry), Tone.OK, Icon.CHECK)
    look = kind_chip(entry.kind)
    return ChipSpec(entry_words(entry), look.tone, look.icon)


def entry_words(entry: CalendarEntry) -> str:
    """Return what a day says of an entry, e.g. ``"09:30 Arraignment, Roe"``."""
    what = what_words(entry)
    if entry.clock is not None:
        what = f"{wording.clock(entry.clock)} {what}"
    return ", ".join(part for part in (what, _defendant(entry.title)) if part)


def short_words(entry: CalendarEntry) -> str:
    """Return whom an entry is about, e.g. ``"Roe"``, else what it is."""
    return _defendant(entry.title) or what_words(entry)


def name_first(entry: CalendarEntry) -> str:
    """Return an entry for a place too narrow for all of it, e.g. ``"Roe, Arraignment"``."""
    return ", ".join(part for part in (_defendant(entry.title), what_words(entry)) if part)


def what_words(entry: CalendarEntry) -> str:
    """Return what an entry is about, without its case."""
    if entry.kind is EntryKind.EVIDENCE:
        return _("{tag} due back").format(tag=entry.what)
    return entry.what


def entry_sentence(entry: CalendarEntry) -> str:
    """Return an entry as a screen reader says it, kind and state first."""
    state = _("done") if entry.is_done else ""
    parts = (KIND_WORDS[entry.kind], state, entry_words(entry), entry.number, entry.place)
    return ", ".join(part for part in parts if part)


def deadline_chip(deadline: Deadline, today: date) -> ChipSpec:
    """Return how a deadline stands."""
    if deadline.status is DeadlineStatus.DONE:
        done_on = deadline.done_on or deadline.due_on
        words = _("Done {day}").format(day=wording.day(done_on, today))
        return ChipSpec(words, Tone.OK, Icon.CHECK)
    if deadline.status is DeadlineStatus.CANCELLED:
        return ChipSpec(_("Cancelled"), Tone.NEUTRAL, Icon.BAN)
    return due_chip(deadline.due_on, today)


def hearing_chip(line: HearingLine, today: date) -> ChipSpec:
    """Return how a hearing stands."""
    hearing = line.hearing
    if hearing.status is HearingStatus.SET:
        return _coming_chip(hearing, today)
    if hearing.status is HearingStatus.HELD:
        return ChipSpec(line.result or _("Held"), Tone.OK, Icon.CHECK)
    if hearing.status is HearingStatus.CONTINUED:
        return ChipSpec(_("Continued"), Tone.NEUTRAL, Icon.ARROW_RIGHT)
    return ChipSpec(_("Vacated"), Tone.NEUTRAL, Icon.BAN)


def load_words(count: int) -> str:
    """Return how full a day is, e.g. ``"3 things that day"``."""
    if not count:
        return _("Nothing else that day")
    return ngettext("{n} thing that day", "{n} things that day", count).format(n=count)


def _defendant(caption: str) -> str:
    """Return whom a caption is against: "Roe" of "State v. Roe", else all of it."""
    return caption.rpartition(" v. ")[2]


def due_chip(due_on: date, today: date) -> ChipSpec:
    """Return how far off a day is by which something is owed."""
    days = (due_on - today).days
    if days < 0:
        words = ngettext("Overdue {n} day", "Overdue {n} days", -days).format(n=-days)
        return ChipSpec(words, Tone.DANGER, Icon.TRIANGLE_ALERT)
    if days == 0:
        return ChipSpec(_("Due today"), Tone.WARN, Icon.CLOCK)
    tone = Tone.WARN if days <= SOON_DAYS else Tone.NEUTRAL
    return ChipSpec(wording.distance(due_on, today).capitalize(), tone, Icon.CLOCK)


def _coming_chip(hearing: Hearing, today: date) -> ChipSpec:
    days = (hearing.on - today).days
    if days < 0:
        return ChipSpec(_("No result yet"), Tone.DANGER, Icon.TRIANGLE_ALERT)
    tone = Tone.WARN if days <= SOON_DAYS else Tone.NEUTRAL
    return ChipSpec(wording.distance(hearing.on, today).capitalize(), tone, Icon.GAVEL)
