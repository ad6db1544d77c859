"""The Courtrooms tab of the settings: the rooms cases are heard in, with what each takes a day."""

from dataclasses import replace
from functools import partial
from typing import Any

from app.domain.errors import DossierError
from app.domain.hearings import Courtroom
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.courtrooms import (
    LARGEST_CAPACITY,
    AddCourtroom,
    AmendCourtroom,
    Courtrooms,
    RetireCourtroom,
)
from app.services.office import Changes
from app.ui.calendar_choice import CalendarChoice
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTab, SettingsTabPage
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    CheckRow,
    ChipSpec,
    EmptyState,
    Field,
    NumberInput,
    ProseInput,
    TextInput,
    column,
    fields_in_a_row,
    hide_unless,
    row,
    secondary,
)


class CourtroomForm(FormDialog):
    """A room, new or changed.

    Args:
        frame: the window.
        room: the one to change; None = a new one.
    """

    def __init__(self, frame: Frame, room: Courtroom | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Change the room") if room else _("Add a courtroom"),
            _("Save") if room else _("Add"),
            lede=_("Forms complete its names, and say when a day in it is full."),
            parent=frame.dialog_parent(),
        )
        self._room = room
        self._court = Field(
            "court", _("Court"), TextInput(room.court if room else ""), required=True
        )
        self._name = Field("room", _("Room"), TextInput(room.room if room else ""), required=True)
        self._judge = Field("judge", _("Judge"), TextInput(room.judge if room else ""))
        self._capacity = Field(
            "capacity",
            _("Hearings a day"),
            NumberInput(room.capacity if room else 0, least=0, most=LARGEST_CAPACITY),
            hint=_("0: nobody set a limit."),
        )
        kept = room.calendar if room else ""
        self._calendar = Field(
            "calendar",
            _("Court calendar"),
            CalendarChoice(frame.desk, kept, empty=_("The office's")),
            hint=_("Court days and free counts of its cases go by it."),
        )
        self._note = Field("note", _("Note"), ProseInput(room.note if room else "", lines=2))
        self._in_use = CheckRow(_("Offered in forms"), room is None or room.is_active)
        hide_unless(self._in_use, room is not None)
        self.add(
            fields_in_a_row((self._court, 3), (self._name, 2)),
            fields_in_a_row((self._judge, 3), (self._capacity, 2)),
            self._calendar,
            self._note,
            self._in_use,
        )

    def command(self) -> AddCourtroom | AmendCourtroom:
        """Return the command."""
        facts: dict[str, Any] = {
            "court": self._court.value(),
            "room": self._name.value(),
            "judge": self._judge.value(),
            "capacity": self._capacity.value() or 0,
            "calendar": self._calendar.value() or "",
            "note": self._note.value(),
        }
        if self._room is None:
            return AddCourtroom(**facts)
        changed = replace(self._room, **facts, is_active=self._in_use.value())
        return AmendCourtroom(courtroom=changed)


class CourtroomsTab(SettingsTabPage):
    """The list. Insert adds, Enter changes, Delete retires."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.table = DataTable(
            _("Courtrooms"),
            RowTable(_COLUMNS),
            empty=EmptyState(Icon.LANDMARK, _("No courtroom yet. Add those you appear in.")),
        )
        self.table.opened.connect(self._change)
        words = _("A hearing set here is counted against the room; a full day warns.")
        buttons = [
            Button(_("Change…"), self._change, icon=Icon.PENCIL, small=True),
            Button(_("Retire"), self._retire, icon=Icon.ARCHIVE, small=True),
            Button(_("Add…"), self._add, icon=Icon.PLUS, small=True),
        ]
        self._may_edit = self.desk.may(AddCourtroom)
        for button in buttons:
            hide_unless(button, self._may_edit)
        head = row(secondary(words), None, *buttons, margins=(metrics.PAGE_MARGIN, 14, 14, 12))
        self.setLayout(column(head, self.table, spacing=0))
        keys_within(self, self._add, "Insert")
        keys_within(self, self._retire, "Delete")

    def refresh(self) -> None:
        """Ask for the rooms."""
        self.desk.ask(Courtrooms(), self, self.table.table.set_rows)

    def touched_by(self, changes: Changes) -> bool:
        """The rooms alone."""
        return changes.touches("courtrooms")

    def _add(self) -> None:
        if self._may_edit:
            self._open(CourtroomForm(self.frame), _("The room is in the list."))

    def _change(self, _key: object = None) -> None:
        room = self.table.current_row()
        if room is not None and self._may_edit:
            self._open(CourtroomForm(self.frame, room), _("The room was changed."))

    def _retire(self) -> None:
        room = self.table.current_row()
        if room is not None and room.is_active and self._may_edit:
            command = RetireCourtroom(courtroom=room.id, expects=room.version)
            said = partial(self._tell, _("The room is offered no longer."))
            self.desk.do(command, self, said, self._refuse)

    def _open(self, form: FormDialog, words: str) -> None:
        form.committed.connect(partial(self._tell, words))
        form.open()

    def _tell(self, words: str, _value: object) -> None:
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)

    def _refuse(self, error: DossierError) -> None:
        self.frame.tell(sentence(error), tone=Tone.WARN)


def _state(room: Courtroom) -> ChipSpec:
    if room.is_active:
        return ChipSpec(_("Offered"), Tone.OK, Icon.CHECK)
    return ChipSpec(_("Retired"), Tone.NEUTRAL, Icon.ARCHIVE)


_COLUMNS = (
    Column(_("Room"), lambda each: each.room, width=150, stretch=2, strong=True),
    Column(_("Court"), lambda each: each.court, width=200, stretch=3),
    Column(_("Judge"), lambda each: each.judge, width=150, stretch=2, gives_way=2),
    Column(_("Calendar"), lambda each: each.calendar, width=130, gives_way=3, quiet=True),
    Column(_("Hearings a day"), lambda each: str(each.capacity or ""), width=120, right=True),
    Column(_("State"), lambda _each: "", width=122, chip=_state),
)

SETTINGS_TAB = SettingsTab("courtrooms", _("Courtrooms"), Courtrooms, CourtroomsTab)
