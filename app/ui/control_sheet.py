"""Printing the control sheet: of the whole office, or of one case for whoever is to read it."""

from datetime import date
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.profiles import Profile
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.control_papers import PreviewControlSheet, PrintControlSheet
from app.ui.page import Frame
from app.ui.paper import AudienceCards, PaperOptions, PaperPreview
from app.ui.theme import Token
from app.ui.widgets import DateInput, Field, PlainLabel, Type, column, small


class ControlSheetOptions(PaperOptions):
    """The days, and of one case who will read it."""

    def __init__(self, case: CaseId | None) -> None:
        super().__init__()
        self._case = case
        today = courthouse.today()
        self.first = DateInput(date(today.year, 1, 1))
        self.last = DateInput(date(today.year, 12, 31))
        self.audience = AudienceCards()
        self._words = small(wrap=True)
        for source in (self.first.edited, self.last.edited, self.audience.picked):
            source.connect(self._tell)
        readers = (
            PlainLabel(_("Who will read it"), level=Type.LABEL, token=Token.MUTED),
            self.audience,
        )
        self.setLayout(
            column(
                Field("first", _("Dates from"), self.first),
                Field("last", _("To"), self.last),
                *(readers if case is not None else ()),
                self._words,
                None,
                spacing=8,
            )
        )
        self._write_words()

    def preview(self) -> PreviewControlSheet:
        """Return the sheet to look at."""
        return PreviewControlSheet(
            first=self._day(self.first),
            last=self._day(self.last),
            case=self._case,
            profile=self._profile,
        )

    def command(self) -> PrintControlSheet:
        """Return the sheet to hand out."""
        return PrintControlSheet(
            first=self._day(self.first),
            last=self._day(self.last),
            case=self._case,
            profile=self._profile,
        )

    def problem(self) -> str:
        """Return what keeps it from being shown."""
        return "" if self.first.day() and self.last.day() else _("Choose both days.")

    @property
    def _profile(self) -> Profile:
        return Profile.INTERNAL if self._case is None else self.audience.value()

    def _day(self, typed: DateInput) -> date:
        day = typed.day()
        assert day is not None  # noqa: S101  `problem` is asked first
        return day

    def _tell(self, *_chosen: object) -> None:
        self._write_words()
        self.changed.emit()

    def _write_words(self) -> None:
        words = {
            Profile.INTERNAL: _("For the office: reasons and names stand in full."),
            Profile.COURT: _("Without the office's own dates; names and numbers are masked."),
            Profile.DEFENSE: _(
                "Without the office's own dates and its reasons; names and numbers are masked."
            ),
        }
        self._words.setText(words[self._profile])


def open_control_sheet(frame: Frame, case: UUID | None = None) -> None:
    """Open the preview of the sheet: of a case, or of all."""
    options = ControlSheetOptions(CaseId(case) if case is not None else None)
    PaperPreview(frame, _("Print the control of dates"), options).open()
