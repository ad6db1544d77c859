"""The form for what came of a hearing; some results lead on to another day, or to none."""

from functools import partial

from app.domain.codes import CodeList
from app.domain.hearings import CANCELED, LEADS_TO_NEW_DAY, Hearing
from app.i18n import _
from app.services.codes import Choices
from app.services.hearings import NextSetting, ResultHearing
from app.ui import wording
from app.ui.another_day import VacateForm, open_continuance
from app.ui.choices import Lists, options
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.day_field import DayField
from app.ui.named_case import name_case
from app.ui.page import Frame
from app.ui.room_note import RoomNote
from app.ui.widgets import (
    CheckRow,
    Choice,
    Field,
    ProseInput,
    TimeInput,
    column,
    fields_in_a_row,
    holding,
)


class ResultForm(DatedForm):
    """What came of a hearing, with the next date before the court where one was set.

    Args:
        frame: the window.
        hearing: as it stands.
        what: its kind in words.
        result: the result chosen at first.
        with_next: whether the next date is asked for at once.
    """

    spare = 84

    def __init__(
        self,
        frame: Frame,
        hearing: Hearing,
        what: str,
        result: str = "",
        with_next: bool = False,  # noqa: FBT001, FBT002  kept with the form across a lock
    ) -> None:
        super().__init__(
            frame.desk,
            _("Result of the hearing"),
            _("Save result"),
            lede=_("{what} of {day}.").format(what=what, day=wording.full_day(hearing.on)),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._frame = frame
        self._what = what
        self._hearing = hearing
        self.be_about(hearing.case)
        name_case(self, hearing.case)
        self._first_result = result
        self._choice: Choice[str] = Choice(empty=_("Choose a result"), searchable=True)
        self._result = Field("result", _("Result"), self._choice, required=True)
        self._note = Field("note", _("Note"), ProseInput(hearing.note, lines=2))
        self._has_next = CheckRow(_("Set the next date"), with_next)
        self._kinds: Choice[str] = Choice(empty=_("The same kind"), searchable=True)
        self._next_kind = Field("kind", _("Next hearing"), self._kinds)
        self._next_on = DayField(frame.desk, "next_on", _("Day"))
        start = TimeInput(hearing.local.time())
        self._next_clock = Field("next_clock", _("At"), start, required=True)
        self._room = RoomNote(frame.desk)
        self._next = holding(
            column(
                fields_in_a_row((self._next_kind, 2), (self._next_on, 3), (self._next_clock, 1)),
                self._room,
            )
        )
        self.add(self._result, self._note, self._has_next, self._next)
        self._has_next.edited.connect(self._show_next)
        self._choice.edited.connect(self._show_way)
        for field in (self._next_on, self._next_clock):
            field.content.edited.connect(self._look)  # type: ignore[attr-defined]  # every input's
        self._show_next()
        lists = (CodeList.HEARING_RESULT, CodeList.HEARING)
        self.desk.ask(Choices(lists), self, self._offer)

    def command(self) -> ResultHearing:
        """Return the result, and the next date."""
        following = None
        if self._has_next.value():
            following = NextSetting(
                kind=self._next_kind.value() or "",
                on=self._next_on.filled(),
                clock=self._next_clock.filled(),
            )
        return ResultHearing(
            hearing=self._hearing.id,
            expects=self._hearing.version,
            result=self._result.value() or "",
            note=self._note.value(),
            following=following,
        )

    def commit(self) -> None:
        """Save the result, or go on to the form that it leads to."""
        result = self._result.value()
        if result in LEADS_TO_NEW_DAY:
            self.reject()
            open_continuance(self._frame, self._hearing, LEADS_TO_NEW_DAY[result], result)
        elif result == CANCELED:
            self.reject()
            form = VacateForm(self._frame, self._hearing, self._what)
            form.committed.connect(
                partial(tell_undoable, self._frame, _("The hearing is vacated."))
            )
            form.open()
        else:
            super().commit()

    def _offer(self, codes: Lists) -> None:
        self._choice.set_options(options(codes[CodeList.HEARING_RESULT]))
        self._kinds.set_options(options(codes[CodeList.HEARING]))
        if self._first_result and self._choice.value() is None:
            self._choice.set_value(self._first_result)
        if self._has_next.value():
            self._next_on.content.setFocus()

    def _show_next(self) -> None:
        is_asked = self._has_next.value()
        # Each field by itself: a form asks what it does not hide.
        for part in (self._next, self._next_kind, self._next_on, self._next_clock):
            part.setHidden(not is_asked)
        if is_asked:
            self._next_on.content.setFocus()
        if self.isVisible():
            self.fit()

    def _show_way(self) -> None:
        """Say where a result leads that is more than a word."""
        result = self._result.value()
        if result in LEADS_TO_NEW_DAY:
            self._result.show_hint(_("Save asks for the new day, who asked and why."))
        elif result == CANCELED:
            self._result.show_hint(_("Save asks why the court will not sit."))
        else:
            self._result.show_hint()
        self._has_next.setEnabled(result not in LEADS_TO_NEW_DAY and result != CANCELED)

    def _look(self) -> None:
        hearing = self._hearing
        self._room.look(
            self._next_on.value(),
            self._next_clock.value(),
            attorney=hearing.attorney,
            minutes=hearing.minutes,
            court=hearing.court,
            courtroom=hearing.courtroom,
            judge=hearing.judge,
        )
