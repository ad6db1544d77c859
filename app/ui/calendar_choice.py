"""A field that names a court calendar: those that come with the program, and the office's own."""

from app.services.court_calendars import CalendarLine, CourtCalendarList
from app.ui.desk import Desk
from app.ui.widgets import Choice


class CalendarChoice(Choice[str]):
    """One of the court calendars, by its id; whichever is chosen already stays so.

    Args:
        desk: where the list comes from.
        chosen: id of the calendar chosen at first.
        empty: text of an option that means none of them.
    """

    def __init__(self, desk: Desk, chosen: str = "", *, empty: str = "") -> None:
        self._lines: dict[str, CalendarLine] = {}
        super().__init__([(chosen, chosen)] if chosen else [], chosen or None, empty=empty)
        desk.ask(CourtCalendarList(), self, self._offer)

    def choose(self, calendar: str) -> None:
        """Choose a calendar, also before the list of them has arrived."""
        if calendar and calendar not in self._lines:
            known = [(line.id, line.title) for line in self._lines.values()]
            self.set_options([*known, (calendar, calendar)])
        self.set_value(calendar or None)

    def title(self) -> str:
        """What the chosen one is called; its id while the list is on its way."""
        line = self._line()
        return line.title if line is not None else self.value() or ""

    def rests_on(self) -> str:
        """Return the id of the calendar of the program that the chosen one is, or is based on."""
        line = self._line()
        if line is None:
            return self.value() or ""
        return line.own.based_on if line.own is not None else line.id

    def _line(self) -> CalendarLine | None:
        return self._lines.get(self.value() or "")

    def _offer(self, lines: tuple[CalendarLine, ...]) -> None:
        self._lines = {line.id: line for line in lines}
        chosen = self.value()
        options = [(line.id, line.title) for line in lines]
        if chosen is not None and chosen not in self._lines:
            options.append((chosen, chosen))
        self.set_options(options)
        self.edited.emit()
