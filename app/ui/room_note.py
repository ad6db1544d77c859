"""A line below the time of a hearing: how full room and day are, and what clashes with it."""

from datetime import date, time
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.hearings import HearingId
from app.domain.rooms import RoomLoad
from app.i18n.hearings import room_warnings, room_words
from app.services.hearings import RoomOn
from app.ui.desk import Desk
from app.ui.theme import Token, Tone
from app.ui.widgets import PlainLabel, column, secondary
from app.ui.widgets.announce import announce
from app.ui.widgets.text import Type


class RoomNote(QWidget):
    """What is known of a room at a time; it warns and never refuses."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._plain = secondary(wrap=True)
        self._warning = PlainLabel(level=Type.BODY, token=Tone.WARN.ink, wrap=True)
        self.setLayout(column(self._plain, self._warning, spacing=2))
        self._say("", ())

    @property
    def words(self) -> str:
        """Everything it says."""
        return " ".join(part for part in (self._plain.plain, self._warning.plain) if part)

    def look(
        self,
        on: date | None,
        clock: time | None,
        hearing: HearingId | None = None,
        attorney: UUID | None = None,
        **place: Any,  # noqa: ANN401  minutes, court, courtroom and judge, as the fields hold them
    ) -> None:
        """Ask about a time; without one there is nothing to say."""
        self._asked += 1
        if on is None or clock is None:
            self._say("", ())
            return
        query = RoomOn(on=on, clock=clock, hearing=hearing, attorney=attorney, **place)
        self._desk.ask(query, self, partial(self._show, self._asked), self._say_nothing)

    def _show(self, asked: int, load: RoomLoad) -> None:
        if asked == self._asked:
            self._say(room_words(load), room_warnings(load))

    def _say_nothing(self, _error: DossierError) -> None:
        """The form itself says what is wrong with the time."""
        self._say("", ())

    def _say(self, plain: str, warnings: tuple[str, ...]) -> None:
        self._plain.setText(plain)
        self._plain.set_token(Token.MUTED)
        words = " ".join(warnings)
        is_news = bool(words) and words != self._warning.plain
        self._warning.setText(words)
        self._warning.setVisible(bool(words))
        if is_news:
            announce(self, words)
