"""The floating card of a day by which disclosure is owed: what it hangs on, and the way there."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.disclosure.owed_days import OwedDay, OwedKind
from app.i18n import _
from app.i18n.disclosure import owed_words
from app.ui import wording
from app.ui.dated_card import DatedCard
from app.ui.dated_look import SEVERITY_WORDS, due_chip
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.reason_panel import ReasonPanel
from app.ui.theme import Token, Tone
from app.ui.widgets import Chip, ChipSpec, row, small

_TAB = "disclosure"
_HANGS_ON = {
    OwedKind.ANSWER: _("This day stands in the demand of the defense."),
    OwedKind.REPLY: _("This day stands in the inquiry to the agency."),
    OwedKind.ARRIVAL: _("This day stands in the row of the ledger."),
}


class OwedCard(DatedCard):
    """One such day; it is moved where it stands, never on the calendar."""

    def __init__(
        self, frame: Frame, owed: OwedDay, today: date, parent: QWidget, case_words: str
    ) -> None:
        chip = _chip(owed, today)
        super().__init__(
            frame,
            f"{owed_words(owed)}, {wording.day(owed.due_on, today)}",
            row(Chip(chip.text, chip.tone, chip.icon), small(SEVERITY_WORDS[owed.severity]), None),
            ReasonPanel(_reasons(owed), owed.citation),
            parent=parent,
            icon=Icon.SCALE,
            token=Token.WARN,
            case_words=case_words,
            case=owed.case,
            record=owed.id,
            offers=(),
            closing=_("It is not dragged: change it where it stands, and its reminders follow."),
            tab=_TAB,
        )


def _chip(owed: OwedDay, today: date) -> ChipSpec:
    if owed.settled_on is not None:
        words = _("Done {day}").format(day=wording.day(owed.settled_on, today))
        return ChipSpec(words, Tone.OK, Icon.CHECK)
    return due_chip(owed.due_on, today)


def _reasons(owed: OwedDay) -> list[str]:
    asked = ""
    if owed.since is not None:
        pattern = _("Demanded {day}.") if owed.kind is OwedKind.ANSWER else _("Asked for {day}.")
        asked = pattern.format(day=wording.full_day(owed.since))
    owing = _("Owed by {agency}.").format(agency=owed.agency) if owed.agency else ""
    due = _("Due {day}.").format(day=wording.full_day(owed.due_on))
    return [each for each in (asked, due, owing, _HANGS_ON[owed.kind]) if each]
