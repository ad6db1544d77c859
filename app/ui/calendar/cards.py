"""Opening the card of an entry: the whole record is asked for when somebody looks at it."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.domain.calendar import CalendarEntry, EntryKind
from app.domain.disclosure.owed_days import OwedDay
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.deadlines import CaseDates, DatesOfCase
from app.services.owed_disclosure import OwedDisclosure
from app.ui import wording
from app.ui.calendar.moving import ask_to_move, may_move
from app.ui.dated_card import DatedCard, Offer
from app.ui.dated_look import KIND_WORDS, kind_chip, kind_icon, what_words
from app.ui.deadline_card import DeadlineCard
from app.ui.hearing_card import HearingCard
from app.ui.owed_card import OwedCard
from app.ui.page import Frame
from app.ui.widgets import Chip, Facts, row

_TABS = {EntryKind.VICTIM: "tasks", EntryKind.TASK: "tasks", EntryKind.EVIDENCE: "evidence"}
_LONGEST = 300


class EntryCard(DatedCard):
    """A task, a victim to contact, or an item due back."""

    def __init__(self, frame: Frame, entry: CalendarEntry, today: date, parent: QWidget) -> None:
        self._entry = entry
        chip = kind_chip(entry.kind)
        move = [Offer(_("Move to date"), self._move)] if may_move(frame, entry) else []
        super().__init__(
            frame,
            f"{what_words(entry)}, {wording.day(entry.on, today)}",
            row(Chip(KIND_WORDS[entry.kind], chip.tone, chip.icon), None),
            Facts(_facts(entry, today)),
            parent=parent,
            icon=kind_icon(entry.kind),
            token=chip.tone.ink,
            case_words=case_words(entry),
            case=entry.case,
            record=entry.id,
            offers=move,
            tab=_TABS[entry.kind],
        )

    def _move(self) -> None:
        ask_to_move(self.frame, self._entry)


def open_card(frame: Frame, entry: CalendarEntry, today: date, anchor: QWidget, at: QPoint) -> None:
    """Show the card of an entry beside where it was opened."""
    if entry.kind in _TABS:
        EntryCard(frame, entry, today, anchor).show_at(anchor, at)
        return
    if entry.kind is EntryKind.DISCLOSURE:
        shown = partial(_show_owed, frame, entry, anchor, at)
        frame.desk.ask(OwedDisclosure(entry.id), anchor, shown)
        return
    frame.desk.ask(CaseDates(entry.case), anchor, partial(_show, frame, entry, anchor, at))


def case_words(entry: CalendarEntry) -> str:
    """Return caption and number, e.g. ``"State v. Doe, 2026-00391"``."""
    return wording.case_words(entry.title, entry.number)


def _show(
    frame: Frame, entry: CalendarEntry, anchor: QWidget, at: QPoint, dates: DatesOfCase
) -> None:
    words = case_words(entry)
    for deadline in dates.deadlines:
        if deadline.id == entry.id:
            is_own = deadline.id in dates.own
            card = DeadlineCard(frame, deadline, dates.today, anchor, words, is_own=is_own)
            card.show_at(anchor, at)
    for line in dates.hearings:
        if line.hearing.id == entry.id:
            HearingCard(frame, line, dates.today, anchor, words).show_at(anchor, at)


def _show_owed(
    frame: Frame, entry: CalendarEntry, anchor: QWidget, at: QPoint, owed: OwedDay
) -> None:
    OwedCard(frame, owed, courthouse.today(), anchor, case_words(entry)).show_at(anchor, at)


def _facts(entry: CalendarEntry, today: date) -> list[tuple[str, str]]:
    due = wording.distance(entry.on, today)
    holder = [(_("Held by"), entry.place[:_LONGEST])] if entry.place else []
    return [(_("Due"), _("done") if entry.is_done else due), *holder]
