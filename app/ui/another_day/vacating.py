"""The form that takes a hearing off the calendar, with all that hangs on it on one screen."""

from PySide6.QtGui import QShowEvent

from app.domain.court_moves import CourtMove
from app.domain.errors import DossierError
from app.domain.hearings import Hearing
from app.domain.ripple import Ripple
from app.i18n import _
from app.services.hearing_papers import PrintToDo
from app.services.hearings import FollowMove, VacateHearing, VacatingRipple
from app.ui import wording
from app.ui.another_day.ripple_list import RippleList
from app.ui.another_day.to_do import open_to_do
from app.ui.dated_form import DatedForm
from app.ui.icons import Icon
from app.ui.named_case import name_case
from app.ui.page import Frame
from app.ui.widgets import (
    Button,
    Card,
    Field,
    ProseInput,
    hide_unless,
    row,
    secondary,
    strong,
)

_WIDTH = 1000
_MOST_HEIGHT = 330
_LONGEST_NAME = 80


class VacateForm(DatedForm):
    """Why a hearing is off the calendar; what is ticked in the list is called off with it.

    Args:
        frame: the window.
        hearing: as it stands, or stood before a feed took it off.
        what: its kind in words.
        moved: a court's feed took it off already.
        reason: at first.
    """

    def __init__(
        self,
        frame: Frame,
        hearing: Hearing,
        what: str,
        moved: CourtMove | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(
            frame.desk,
            _("What the court's cancellation touches") if moved else _("Vacate the hearing"),
            _("Call off what is ticked") if moved else _("Vacate"),
            lede=_lede(hearing, what, moved),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._frame = frame
        self._hearing = hearing
        name_case(self, hearing.case)
        self._moved = moved
        self._is_listed = self._sends = False
        self._reason = Field("reason", _("Reason"), ProseInput(reason, lines=2), required=True)
        self._list = RippleList()
        self._list.ticked.connect(self._count)
        self._remark = secondary("")
        self._print = Button(_("Print list"), self._print_list, icon=Icon.PRINTER, small=True)
        hide_unless(self._print, frame.desk.may(PrintToDo))
        self._print.setEnabled(False)
        self.add(
            self._reason,
            row(strong(_("What hangs on it")), None, self._remark, self._print, spacing=10),
            Card(self._list, padding=0),
        )
        self._ask()

    @property
    def ripple_list(self) -> RippleList:
        """The rows."""
        return self._list

    def command(self) -> VacateHearing | FollowMove:
        """Return the act with everything that is ticked."""
        act = VacateHearing(
            hearing=self._hearing.id,
            expects=self._hearing.version,
            reason=self._reason.value(),
            ticked=self._list.ticks(),
        )
        return FollowMove(move=self._moved.id, act=act) if self._moved is not None else act

    def commit(self) -> None:
        """Send the act once the list is there."""
        self._sends = not self._is_listed
        if self._is_listed:
            super().commit()

    def refuse(self, error: DossierError) -> None:
        """Say why not; where something on the list was changed, show it as it now is."""
        self._sends = False
        super().refuse(error)
        if error.code == "hearing.ripple_stale":
            self._is_listed = False
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the list where the reason is the court's."""
        super().showEvent(event)
        if self._moved is not None:
            self._list.setFocus()

    def _question(self) -> VacatingRipple:
        move = self._moved.id if self._moved is not None else None
        return VacatingRipple(hearing=self._hearing.id, move=move)

    def _ask(self) -> None:
        self.desk.ask(self._question(), self, self._show, self.refuse)

    def _show(self, ripple: Ripple) -> None:
        self._is_listed = True
        self._print.setEnabled(True)
        self._list.show_ripple(ripple)
        self._list.take_height(_MOST_HEIGHT)
        self.fit()
        if self._sends:
            self.commit()

    def _count(self) -> None:
        possible = self._list.possible()
        words = _("{n} of {all} called off. Space ticks, A ticks all.")
        said = words.format(n=len(self._list.ticks()), all=possible)
        self._remark.setText(said if possible else _("Nothing to tick."))

    def _print_list(self) -> None:
        """Open the list of what this asks for, as it is ticked."""
        open_to_do(self._frame, PrintToDo(move=self._question(), ticked=self._list.ticks()))


def _lede(hearing: Hearing, what: str, moved: CourtMove | None) -> str:
    day = wording.full_day(hearing.on)
    if moved is None:
        return _("{what} of {day} gets no new date.").format(what=what, day=day)
    words = _("The court's feed {feed} took off {what} of {day}. What is ticked is called off.")
    return words.format(feed=moved.feed[:_LONGEST_NAME], what=what, day=day)
