"""What is asked before days are printed: for whom, and one day or the whole month."""

from datetime import date
from enum import Enum, auto
from typing import Any

from app.domain.calendar import EntryFilter
from app.domain.profiles import Profile
from app.i18n import _
from app.services.calendar_papers import CalendarPaper, PreviewCalendar, PrintDayList, PrintMonth
from app.ui.page import Frame
from app.ui.paper import AudienceCards, PaperOptions, PaperPreview
from app.ui.theme import Token
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    PlainLabel,
    Type,
    column,
    hide_unless,
    small,
)


class Sheet(Enum):
    """The papers there are."""

    DAY = auto()
    MONTH = auto()


class CalendarOptions(PaperOptions):
    """Paper, day and reader; what the calendar is narrowed to can be kept or left.

    Args:
        sheet: the paper offered first.
        on: a day, or one of the month.
        which: what the calendar shows.
    """

    def __init__(self, sheet: Sheet, on: date, which: EntryFilter) -> None:
        super().__init__()
        self._which = which
        papers = [(Sheet.DAY, _("List of a day")), (Sheet.MONTH, _("Month"))]
        self.sheet_choice = Choice(papers, sheet)
        self.day = DateInput(on)
        self.audience = AudienceCards()
        self._narrowed = CheckRow(_("Only what the calendar shows"), value=which.narrows)
        hide_unless(self._narrowed, which.narrows)
        self._words = small(wrap=True)
        for source in (self.sheet_choice.edited, self.day.edited, self._narrowed.edited):
            source.connect(self._tell)
        self.audience.picked.connect(self._tell)
        self.setLayout(
            column(
                Field("paper", _("Paper"), self.sheet_choice),
                Field("on", _("Day, or a day of the month"), self.day),
                PlainLabel(_("Who will read it"), level=Type.LABEL, token=Token.MUTED),
                self.audience,
                self._narrowed,
                self._words,
                None,
                spacing=8,
            )
        )
        self._write_words()

    def wish(self) -> CalendarPaper:
        """Return the paper that is asked for."""
        day = self.day.day()
        assert day is not None  # noqa: S101  `problem` is asked first
        profile = self.audience.value()
        which = self._which if self._narrowed.value() else EntryFilter()
        if self.sheet_choice.value() is Sheet.MONTH:
            return PrintMonth(of=day, profile=profile, which=which)
        return PrintDayList(on=day, profile=profile, which=which)

    def preview(self) -> PreviewCalendar:
        """Return the paper to look at."""
        return PreviewCalendar(self.wish())

    def command(self) -> CalendarPaper:
        """Return the paper to hand out."""
        return self.wish()

    def problem(self) -> str:
        """Return what keeps it from being shown."""
        return "" if self.day.day() else _("Choose a day.")

    def take(self, shown: Any) -> None:  # noqa: ANN401, ARG002  nothing of the answer is said
        """Say what this reader gets."""
        self._write_words()

    def _tell(self, *_chosen: object) -> None:
        self.changed.emit()

    def _write_words(self) -> None:
        inside = self.audience.value() is Profile.INTERNAL
        self._words.setText(
            _("Everything on the calendar, without ways to reach victims.")
            if inside
            else _("Hearings alone, without attorney, custody and outcome.")
        )


def print_calendar(frame: Frame, sheet: Sheet, on: date, which: EntryFilter) -> None:
    """Open the preview of a day or month."""
    options = CalendarOptions(sheet, on, which)
    PaperPreview(frame, _("Print the calendar"), options).open()
