"""By which law a date is counted, and whose holidays close the courts: the choice, and in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.free_counts import FEDERAL_CALENDAR, METHODS, USUAL_METHODS, FreeMethod
from app.domain.kept_calendars import KeptCalendar
from app.i18n import _
from app.i18n.counting_methods import FREE_WORDS, law_words, method_sentence, other_holidays
from app.ui.calendar_choice import CalendarChoice
from app.ui.desk import Desk
from app.ui.theme import metrics
from app.ui.widgets import Choice, Field, column, fields_in_a_row, small

_CHOOSE = _("Choose by which law the date is counted.")
_NOT_KNOWN = _("Dossier has no method of this court's own law. Choose one that counts alike.")


class LawFields(QWidget):
    """A way of counting and a court calendar; those of the case's court stand there at first.

    Signals:
        changed: another law or calendar counts.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._court: KeptCalendar | None = None
        self._is_chosen = False
        self._is_filling = False
        names = [(name, FREE_WORDS[name]) for name in METHODS]
        self._methods = Choice(names, empty=_("Choose how it is counted"))
        self._method = Field("method", _("How it is counted"), self._methods, required=True)
        self._calendars = CalendarChoice(desk, FEDERAL_CALENDAR)
        self._calendar = Field("calendar", _("Holidays of"), self._calendars, required=True)
        self._does = small(wrap=True)
        fields = fields_in_a_row((self._method, 5), (self._calendar, 3))
        self.setLayout(column(fields, self._does, spacing=metrics.CARD_GAP // 2))
        self._methods.edited.connect(self._take_method)
        self._calendars.edited.connect(self._follow)
        self._say()

    def take_court(self, court: KeptCalendar) -> None:
        """Count by the law and the calendar of a court, unless the user chose others already."""
        self._court = court
        if not self._is_chosen:
            self._fill(USUAL_METHODS.get(court.rests_on), court.id)

    def law(self) -> FreeMethod | None:
        """The way of counting chosen, if one is."""
        return METHODS.get(self._methods.value() or "")

    def calendar(self) -> str:
        """The id of the calendar chosen."""
        return self._calendars.value() or FEDERAL_CALENDAR

    @property
    def _is_unusual(self) -> bool:
        """Whether the court's law has no method of its own here."""
        return self._court is not None and self._court.rests_on not in USUAL_METHODS

    def _take_method(self) -> None:
        """Go by the calendar of the law's courts: that of the case, if it is one of theirs."""
        if self._is_filling:
            return
        self._is_chosen = True
        law = self.law()
        if law is None:
            self._follow()
        else:
            court = self._court
            usual = law.calendar or self.calendar()
            self._fill(law.name, law.calendar_at(court) if court is not None else usual)

    def _fill(self, method: str | None, calendar: str) -> None:
        self._is_filling = True
        self._methods.set_value(method)
        self._calendars.set_value(calendar)
        self._is_filling = False
        self._follow()

    def _follow(self) -> None:
        if not self._is_filling:
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        """Say which law counts, what it does, and what is odd about the holidays."""
        law = self.law()
        if law is None:
            self._does.setText(_NOT_KNOWN if self._is_unusual else _CHOOSE)
            self._calendar.show_hint()
            return
        words = law_words(law, self._calendars.title())
        self._does.setText(f"{words} {method_sentence(law)}")
        warning = other_holidays(law, self._calendars.rests_on())
        if warning:
            self._calendar.show_warning(warning)
        else:
            self._calendar.show_hint()
