"""Fields that hold several days or several numbers, separated by commas."""

from datetime import date

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.domain.typed_dates import CourtDays, read_date
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.reminding import LONGEST_LEAD_DAYS
from app.ui import wording
from app.ui.widgets import TextInput
from app.ui.widgets.court_at_hand import court_at_hand

_LONGEST = 2_000


class DaysInput(TextInput):
    """Several days, each typed as in a date field.

    Signals:
        reading: how the days were understood, in words, while they are typed.
    """

    reading = Signal(str)

    def __init__(self) -> None:
        super().__init__(placeholder=_("e.g. 12/24, 12/31"))
        self.setMaxLength(_LONGEST)
        self.textEdited.connect(self._read_aloud)

    def answer(self) -> frozenset[date]:
        """The days; those that cannot be read are left to `problem`."""
        return frozenset(day for day in self._read() if day is not None)

    def problem(self) -> str | None:
        """A sentence where a part is no day."""
        if None not in self._read():
            return None
        return _("Write days with commas between them, such as 12/24, 12/31.")

    def _read_aloud(self) -> None:
        self.reading.emit(", ".join(map(wording.full_day, sorted(self.answer()))))

    def _read(self) -> list[date | None]:
        court = court_at_hand(self)
        days = court.calendar if court else None
        return [_day(part, days) for part in self.value().split(",") if part.strip()]


class LeadDaysInput(TextInput):
    """Days ahead at which to be reminded; empty means the usual ones."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)

    def show_usual(self, lead_days: tuple[int, ...]) -> None:
        """Say which are used while the field is empty."""
        self.setPlaceholderText(", ".join(map(str, lead_days)))

    def answer(self) -> tuple[int, ...] | None:
        """The days ahead, or None for the usual ones."""
        return tuple(int(part) for part in self._parts() if _is_lead(part)) or None

    def problem(self) -> str | None:
        """A sentence where a part is no number of days."""
        if all(_is_lead(part) for part in self._parts()):
            return None
        return _("Write numbers from 0 to {longest} with commas between them.").format(
            longest=LONGEST_LEAD_DAYS
        )

    def _parts(self) -> list[str]:
        return [part.strip() for part in self.value().split(",") if part.strip()]


def _day(part: str, court: CourtDays | None) -> date | None:
    try:
        return read_date(part, courthouse.today(), court)
    except Refused:
        # Court days beyond the years of the calendar.
        return None


def _is_lead(part: str) -> bool:
    plain = part.isascii() and part.isdecimal() and len(part) <= len(str(LONGEST_LEAD_DAYS))
    return plain and int(part) <= LONGEST_LEAD_DAYS
