"""The form that gives a hearing another day: the day, its terms, and all that hangs on the old."""

from datetime import date, time
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from app.domain.court_moves import CourtMove
from app.domain.errors import DossierError
from app.domain.hearings import ContinuedBy, Hearing
from app.domain.ripple import Ripple
from app.i18n import _
from app.services.hearing_papers import PrintToDo
from app.services.hearings import (
    ContinueHearing,
    FollowMove,
    HearingRipple,
    MoveHearing,
    moved_in,
)
from app.ui import wording
from app.ui.another_day.clock_note import ClockNote
from app.ui.another_day.ripple_list import RippleList
from app.ui.another_day.terms import ContinuanceTerms
from app.ui.another_day.to_do import open_to_do
from app.ui.day_field import DayField
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.named_case import name_case
from app.ui.page import Frame
from app.ui.room_note import RoomNote
from app.ui.widgets import (
    Button,
    Card,
    Field,
    SegmentedControl,
    TimeInput,
    column,
    fields_in_a_row,
    hide_unless,
    holding,
    row,
    secondary,
    strong,
)

_WIDTH, _HEIGHT = 1060, 900
_AROUND = 24
_LEAST_LIST = 132
_LONGEST_NAME = 80
_PAUSE_MS = 150
"""Rest after a key before the list is asked for: nobody reads that of a half-typed day."""


class AnotherDayForm(FormDialog):
    """One hearing on another day; what is ticked in the list goes with it, as one act.

    Args:
        frame: the window.
        hearing: as it stands.
        to: the day proposed; ``clock``: the time, None = its own.
        is_continuance: whether the old date stays on file with who asked and why.
        by: who asked, at first.
        result: the result that was called out.
        moved: a court's feed gave it that day already; ``hearing`` is as it was before.
    """

    def __init__(
        self,
        frame: Frame,
        hearing: Hearing,
        to: date | None = None,
        *,
        clock: time | None = None,
        is_continuance: bool = True,
        by: ContinuedBy = ContinuedBy.DEFENSE,
        result: str = "",
        moved: CourtMove | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("What the court's move touches") if moved else _("Another day for the hearing"),
            _verb(is_continuance=is_continuance, is_moved=moved is not None),
            lede=_lede(hearing, moved),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._frame = frame
        self._hearing = hearing
        self.be_about(hearing.case)
        name_case(self, hearing.case)
        self._moved = moved
        self._result = result
        self._asked = 0
        self._listed: tuple[date | None, time | None, bool] | None = None
        self._sends = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        only = _("A correction of the entry") if moved else _("Only move it")
        self._how = SegmentedControl(
            [(True, _("The court continued it")), (False, only)],
            is_continuance,
            name=_("Why it gets another day"),
        )
        self._how.picked.connect(self._turn)
        self._on = DayField(frame.desk, "on", _("New day"), to)
        self._clock = Field(
            "clock", _("At"), TimeInput(clock or hearing.local.time()), required=True
        )
        for given in (self._on, self._clock):
            given.setEnabled(moved is None)  # the day is the court's, and written already
        self._terms = ContinuanceTerms(frame.desk, hearing, by, _reason(moved))
        self._terms.resized.connect(self._fit_later)
        self._room = RoomNote(frame.desk)
        self._clocks = ClockNote(frame.desk, hearing)
        self._terms.edited.connect(self._look_at_clocks)
        self._list = RippleList()
        self._list.setFixedHeight(_LEAST_LIST)
        self._list.ticked.connect(self._count)
        self._remark = secondary()
        self._print = Button(_("Print list"), self._print_list, icon=Icon.PRINTER, small=True)
        hide_unless(self._print, frame.desk.may(PrintToDo))
        self._print.setEnabled(False)
        self._which = strong(_("What hangs on the old date"))
        notes = holding(column(self._room, self._clocks, None, spacing=4))
        self.add(
            self._how,
            fields_in_a_row((self._on, 3), (self._clock, 1), (notes, 5)),
            self._terms,
            row(self._which, None, self._remark, self._print, spacing=10),
            Card(self._list, padding=0),
        )
        self._how.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for field in (self._on, self._clock):
            field.content.edited.connect(self._edited)  # type: ignore[attr-defined]  # every input's
        self._remark.setText(_("Listed once the new day is typed."))
        self._show_terms()
        self._edited()

    @property
    def ripple_list(self) -> RippleList:
        """The rows."""
        return self._list

    def command(self) -> ContinueHearing | MoveHearing | FollowMove:
        """Return the act with everything that is ticked."""
        act = self._act()
        return FollowMove(move=self._moved.id, act=act) if self._moved is not None else act

    def _act(self) -> ContinueHearing | MoveHearing:
        on, clock, ticked = self._on.value(), self._clock.value(), self._list.ticks()
        hearing, expects = self._hearing.id, self._hearing.version
        if not self._is_continuance:
            return MoveHearing(hearing=hearing, expects=expects, on=on, clock=clock, ticked=ticked)
        return ContinueHearing(
            hearing=hearing,
            expects=expects,
            on=on,
            clock=clock,
            result=self._result,
            ticked=ticked,
            **self._terms.values(),
        )

    def _print_list(self) -> None:
        """Open the list of what the day shown asks for, as it is ticked."""
        if self._listed is None:
            return
        on, clock, is_continuance = self._listed
        if on is not None and clock is not None:
            move = self._ripple_of(on, clock, is_continuance=is_continuance)
            open_to_do(self._frame, PrintToDo(move=move, ticked=self._list.ticks()))

    def commit(self) -> None:
        """Send the act once the list is that of the day typed."""
        if self._listed == self._time() or self._time()[0] is None:
            super().commit()
            return
        self._sends = True
        self._ask()

    def refuse(self, error: DossierError) -> None:
        """Say why not; where something on the list was changed, show it as it now is."""
        super().refuse(error)
        if error.code == "hearing.ripple_stale":
            self._listed = None
            self._print.setEnabled(False)
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the window has; where the day is settled, begin with the list."""
        super().showEvent(event)
        if self._moved is not None:
            self._list.setFocus()
        window = self.parentWidget()
        most = window.height() - _AROUND if window is not None else _HEIGHT
        self.resize(_WIDTH, min(_HEIGHT, most))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list what the fields do not take."""
        super().resizeEvent(event)
        self._fit()

    def _fit_later(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        area = self.findChild(QScrollArea)
        parts = area.widget() if area is not None else None
        layout = parts.layout() if parts is not None else None
        if area is None or layout is None:
            return
        layout.activate()
        # A layout without wrapping words, as before a day is typed, knows no height for a width.
        wrapped = layout.totalHeightForWidth(area.viewport().width())
        taken = wrapped if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        others = taken - self._list.height()
        self._list.setFixedHeight(max(_LEAST_LIST, area.viewport().height() - others))

    @property
    def _is_continuance(self) -> bool:
        return bool(self._how.value())

    def _time(self) -> tuple[date | None, time | None, bool]:
        return self._on.value(), self._clock.value(), self._is_continuance

    def _turn(self, _how: object = None) -> None:
        is_moved = self._moved is not None
        self._commit.set_label(_verb(is_continuance=self._is_continuance, is_moved=is_moved))
        self._show_terms()
        self._fit()
        self._edited()

    def _show_terms(self) -> None:
        self._terms.ask(asked=self._is_continuance)

    def _edited(self) -> None:
        self._timer.start()

    def _look_at_clocks(self) -> None:
        self._clocks.look(self._on.value(), self._terms.supposed())

    def _ask(self) -> None:
        self._timer.stop()
        on, clock, is_continuance = self._time()
        hearing = self._hearing
        self._room.look(
            on,
            clock,
            hearing.id,
            hearing.attorney,
            minutes=hearing.minutes,
            court=hearing.court,
            courtroom=hearing.courtroom,
            judge=hearing.judge,
        )
        if on is None or clock is None:
            return
        self._terms.set_day(on)
        self._asked += 1
        query = self._ripple_of(on, clock, is_continuance=is_continuance)
        asked = partial(self._show, self._asked, (on, clock, is_continuance))
        self.desk.ask(query, self, asked, partial(self._fail, self._asked))

    def _ripple_of(self, on: date, clock: time, *, is_continuance: bool) -> HearingRipple:
        """Return the question what hangs on the day that is given up."""
        return HearingRipple(
            hearing=self._hearing.id,
            on=on,
            clock=clock,
            is_continuance=is_continuance,
            move=self._moved.id if self._moved is not None else None,
        )

    def _show(self, asked: int, of: tuple[date | None, time | None, bool], ripple: Ripple) -> None:
        if asked != self._asked:
            return
        self._listed = of
        self._print.setEnabled(True)
        hearing = ripple.hearing
        self._which.setText(
            _("What hangs on {what} of {day}, {case}").format(
                what=ripple.what, day=wording.day(hearing.on), case=ripple.title[:_LONGEST_NAME]
            )
        )
        self._terms.set_law(is_federal=ripple.is_federal)
        self._look_at_clocks()
        self._list.show_ripple(ripple)
        self._fit()
        if self._sends:
            self._sends = False
            self.commit()

    def _fail(self, asked: int, error: DossierError) -> None:
        if asked == self._asked:
            self._sends = False
            self.refuse(error)

    def _count(self) -> None:
        possible = self._list.possible()
        words = _("{n} of {all} follow. Space ticks, A ticks all.")
        said = words.format(n=len(self._list.ticks()), all=possible)
        self._remark.setText(said if possible else _("Nothing to tick."))


def _verb(*, is_continuance: bool, is_moved: bool) -> str:
    if is_moved:
        return _("Write the continuance") if is_continuance else _("Leave it a correction")
    return _("Continue") if is_continuance else _("Move")


def _lede(hearing: Hearing, moved: CourtMove | None) -> str:
    was = {"day": wording.full_day(hearing.on), "clock": wording.clock(hearing.local)}
    if moved is None:
        return _("Now on {day} at {clock}.").format(**was)
    words = _(
        "The court's feed {feed} moved it from {day}, {clock}. It stands on the new day; what is"
        " ticked follows."
    )
    return words.format(feed=moved.feed[:_LONGEST_NAME], **was)


def _reason(moved: CourtMove | None) -> str:
    return moved_in(moved) if moved is not None else ""
