"""The lines on the page of the day that speak of dates which are not as they should be.

Hearings a court's feed moved while what hangs on them stands on the old day, dates that differ from
the rules, dates nobody has checked.
"""

from functools import partial

from app.domain.court_moves import CourtMovesLeft
from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.services.deadlines import (
    CheckDeadline,
    CheckStanding,
    HowChecksStand,
)
from app.services.hearings import FollowMove, MovesLeft
from app.services.office import Changes
from app.ui import wording
from app.ui.court_moves import open_court_moves
from app.ui.date_checks import open_checks
from app.ui.differing_note import DifferingNote
from app.ui.live_view import LiveView
from app.ui.page import Frame
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Button, column, holding

_BELOW = (0, 0, 0, metrics.CARD_GAP)


class DatesNote(LiveView):
    """Banners; nothing while every date is where the rules have it and has been looked at."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.desk)
        self._frame = frame
        self._asked = 0
        self._differing = DifferingNote(frame, _BELOW)
        self._unchecked = Banner("", "", Tone.ACCENT, Button(_("Dates to check"), self._check))
        self._moved = Banner("", "", Tone.WARN, Button(_("Moved hearings"), self._go_through))
        self._parts = (
            holding(column(self._moved, spacing=0, margins=_BELOW)),
            holding(column(self._unchecked, spacing=0, margins=_BELOW)),
        )
        moved, unchecked = self._parts
        self.setLayout(column(moved, self._differing, unchecked, spacing=0))
        for part in self._parts:
            part.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says."""
        moved, unchecked = (
            "" if part.isHidden() else banner.accessibleName()
            for part, banner in zip(self._parts, (self._moved, self._unchecked), strict=True)
        )
        return tuple(filter(None, (moved, self._differing.text, unchecked)))

    def refresh(self) -> None:
        """Ask how dates stand; those that differ are asked for by their own line."""
        self._asked += 1
        if self.desk.may(FollowMove):
            shown = partial(self._show_moved, self._asked)
            self.desk.ask(MovesLeft(most=0), self, shown, self._leave_it)
        if self.desk.may(CheckDeadline):
            shown = partial(self._show_unchecked, self._asked)
            self.desk.ask(HowChecksStand(), self, shown, self._leave_it)

    def touched_by(self, changes: Changes) -> bool:
        """Dates, moves, and whether the office wants four eyes."""
        return changes.touches("deadlines", "hearings", "court_moves", "office_settings")

    def _show_moved(self, asked: int, moves: CourtMovesLeft) -> None:
        if asked != self._asked:
            return
        words = ngettext(
            "A court's feed moved or took off {n} hearing. What hangs on it still stands as it"
            " was.",
            "A court's feed moved or took off {n} hearings. What hangs on them still stands as it"
            " was.",
            moves.total,
        )
        self._moved.show_message(words.format(n=wording.count(moves.total)))
        self._parts[0].setVisible(bool(moves.total))

    def _show_unchecked(self, asked: int, standing: CheckStanding) -> None:
        if asked != self._asked:
            return
        words = ngettext(
            "{n} date waits for a second pair of eyes.",
            "{n} dates wait for a second pair of eyes.",
            standing.waiting,
        )
        self._unchecked.show_message(words.format(n=wording.count(standing.waiting)))
        self._parts[1].setVisible(standing.is_wanted and bool(standing.waiting))

    def _go_through(self) -> None:
        open_court_moves(self._frame)

    def _check(self) -> None:
        open_checks(self._frame)

    def _leave_it(self, _error: DossierError) -> None:
        """The page of the day has more to say than this."""
