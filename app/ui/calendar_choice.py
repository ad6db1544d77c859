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
        self._unlisted: list[str] = []
        super().__init__([(chosen, chosen)] if chosen else [], chosen or None, empty=empty)
        desk.ask(CourtCalendarList(), self, self._offer)

    def set_value(self, value: str | None) -> None:
        """Choose a calendar, also before the list of them has arrived."""
        if value is not None and value not in (*self._values, *self._unlisted):
            self._unlisted.append(value)
            self._refill()
        super().set_value(value)

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
        self._refill()
        self.edited.emit()

    def _refill(self) -> None:
        listed = [(line.id, line.title) for line in self._lines.values()]
        further = [(id_, id_) for id_ in self._unlisted if id_ not in self._lines]
        self.set_options([*listed, *further])
