"""The lines on the page of the day that speak of dates which are not as they should be.

Hearings a court's feed moved while what hangs on them stands on the old day, dates that differ from
the rules, dates nobody has checked.
"""

from app.domain.court_moves import CourtMovesLeft
from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.services.deadlines import (
    CheckDeadline,
    CheckStanding,
    DifferingDates,
    HowChecksStand,
    RecountDeadlines,
)
from app.services.hearings import FollowMove, MovesLeft
from app.services.office import Changes
from app.ui import wording
from app.ui.court_moves import open_court_moves
from app.ui.date_checks import open_checks
from app.ui.live_view import LiveView
from app.ui.page import Frame
from app.ui.recount import recount_office
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Button, column, holding

_BELOW = (0, 0, 0, metrics.CARD_GAP)


class DatesNote(LiveView):
    """Banners; nothing while every date is where the rules have it and has been looked at."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.desk)
        self._frame = frame
        self._differing = Banner("", "", Tone.WARN, Button(_("Old and new dates"), self._recount))
        self._unchecked = Banner("", "", Tone.ACCENT, Button(_("Dates to check"), self._check))
        self._moved = Banner("", "", Tone.WARN, Button(_("Moved hearings"), self._go_through))
        self._parts = (
            holding(column(self._moved, spacing=0, margins=_BELOW)),
            holding(column(self._differing, spacing=0, margins=_BELOW)),
            holding(column(self._unchecked, spacing=0, margins=_BELOW)),
        )
        self.setLayout(column(*self._parts, spacing=0))
        for part in self._parts:
            part.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says."""
        banners = (self._moved, self._differing, self._unchecked)
        return tuple(
            banner.accessibleName()
            for part, banner in zip(self._parts, banners, strict=True)
            if not part.isHidden()
        )

    def refresh(self) -> None:
        """Ask how dates stand."""
        if self.desk.may(FollowMove):
            self.desk.ask(MovesLeft(most=0), self, self._show_moved, self._leave_it)
        if self.desk.may(RecountDeadlines):
            self.desk.ask(DifferingDates(), self, self._show_differing, self._leave_it)
        if self.desk.may(CheckDeadline):
            self.desk.ask(HowChecksStand(), self, self._show_unchecked, self._leave_it)

    def touched_by(self, changes: Changes) -> bool:
        """Dates, and whatever they are counted from."""
        return changes.touches(
            *("deadlines", "triggering_events", "court_days", "rule_packs", "court_rules"),
            *("office_settings", "court_moves", "hearings"),
        )

    def _show_moved(self, moves: CourtMovesLeft) -> None:
        words = ngettext(
            "A court's feed moved or took off {n} hearing. What hangs on it still stands as it"
            " was.",
            "A court's feed moved or took off {n} hearings. What hangs on them still stands as it"
            " was.",
            moves.total,
        )
        self._moved.show_message(words.format(n=wording.count(moves.total)))
        self._parts[0].setVisible(bool(moves.total))

    def _show_differing(self, count: int) -> None:
        words = ngettext(
            "{n} date differs from what rules, calendars and events now give.",
            "{n} dates differ from what rules, calendars and events now give.",
            count,
        )
        self._differing.show_message(words.format(n=wording.count(count)))
        self._parts[1].setVisible(bool(count))

    def _show_unchecked(self, standing: CheckStanding) -> None:
        words = ngettext(
            "{n} date waits for a second pair of eyes.",
            "{n} dates wait for a second pair of eyes.",
            standing.waiting,
        )
        self._unchecked.show_message(words.format(n=wording.count(standing.waiting)))
        self._parts[2].setVisible(standing.is_wanted and bool(standing.waiting))

    def _go_through(self) -> None:
        open_court_moves(self._frame)

    def _recount(self) -> None:
        recount_office(self._frame)

    def _check(self) -> None:
        open_checks(self._frame)

    def _leave_it(self, _error: DossierError) -> None:
        """The page of the day has more to say than this."""
