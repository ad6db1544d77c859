"""The line that says how many dates differ from the rules, beside what changed them."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy

from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.services.deadlines import DifferingDates, RecountDeadlines
from app.services.office import Changes
from app.ui import wording
from app.ui.live_view import LiveView
from app.ui.page import Frame
from app.ui.recount import recount_office
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Button, column, holding

Margins = tuple[int, int, int, int]
AT_THE_TOP: Margins = (metrics.PAGE_MARGIN, 12, metrics.PAGE_MARGIN, 0)
"""Above the parts of a tab that reach its edges."""


class DifferingNote(LiveView):
    """A banner that opens the screen of old and new dates; nothing while no date differs.

    Args:
        frame: the window.
        margins: around the banner, left, top, right, bottom, in pixels.
    """

    def __init__(self, frame: Frame, margins: Margins) -> None:
        super().__init__(frame.desk)
        self._asked = 0
        compare = Button(_("Old and new dates"), partial(recount_office, frame))
        self._banner = Banner("", "", Tone.WARN, compare)
        # What hides is a part of it: a view that is hidden itself hears of no change.
        self._part = holding(column(self._banner, spacing=0, margins=margins))
        self._part.hide()
        self.setLayout(column(self._part, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def text(self) -> str:
        """What it says; empty where it says nothing."""
        return "" if self._part.isHidden() else self._banner.accessibleName()

    def refresh(self) -> None:
        """Count the dates; where that fails the page around has more to say than this."""
        if self.desk.may(RecountDeadlines):
            self._asked += 1
            self.desk.ask(DifferingDates(), self, partial(self._show, self._asked), _leave_it)

    def touched_by(self, changes: Changes) -> bool:
        """Dates, and whatever they are counted from."""
        return changes.touches(
            *("deadlines", "triggering_events", "court_days", "office_calendars"),
            *("rule_packs", "court_rules", "office_settings"),
        )

    def _show(self, asked: int, count: int) -> None:
        if asked != self._asked:
            return
        words = ngettext(
            "{n} date differs from what rules, calendars and events now give.",
            "{n} dates differ from what rules, calendars and events now give.",
            count,
        )
        self._banner.show_message(words.format(n=wording.count(count)))
        self._part.setVisible(bool(count))


def _leave_it(_error: DossierError) -> None:
    """A count that is not there is not shown."""
