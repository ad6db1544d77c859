"""Forms about hearings: setting one, and changing what is written about it."""

from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.cases import Case, CaseId
from app.domain.codes import CodeList
from app.domain.hearings import (
    LONGEST_MINUTES,
    Hearing,
    HearingStatus,
)
from app.i18n import _
from app.services.cases import CaseHeader, CaseHeaderOf
from app.services.codes import Choices
from app.services.hearings import (
    AmendHearing,
    CourtNames,
    SetHearing,
)
from app.ui import wording
from app.ui.another_day import open_move
from app.ui.case_input import CaseInput
from app.ui.choices import Lists, options
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.day_field import DayField
from app.ui.desk import Desk
from app.ui.named_case import name_case
from app.ui.page import Frame
from app.ui.person_choice import PersonChoice
from app.ui.room_note import RoomNote
from app.ui.widgets import (
    Button,
    Choice,
    Field,
    NumberInput,
    Offering,
    ProseInput,
    TextInput,
    TimeInput,
    fields_in_a_row,
    hide_unless,
    holding,
    row,
    strong,
)

_USUAL_START = time(9, 0)
_USUAL_MINUTES = 30


class SetHearingForm(DatedForm):
    """A new date before the court.

    Args:
        frame: the window.
        case: whose; None where the form asks for it.
        on: the day proposed.
        of: that case, where it is known: the hearing is proposed before its court.
    """

    def __init__(
        self,
        frame: Frame,
        case: CaseId | None = None,
        on: date | None = None,
        of: Case | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Set a hearing"),
            _("Set hearing"),
            lede=wording.case_words(of.title, of.number) if of else "",
            parent=frame.dialog_parent(),
            width=640,
        )
        self._case_id = case
        self.be_about(case)
        named = CaseInput(frame.desk)
        named.edited.connect(self._learn_case)
        self._case = Field("case", _("Case"), named, required=True)
        hide_unless(self._case, case is None)
        self._fields = _HearingFields(frame.desk, on=on)
        if of is not None:
            self._fields.propose(of)
        self.add(self._case, *self._fields.parts)

    def command(self) -> SetHearing:
        """Return what was filled in."""
        return SetHearing(
            case=self._case_id or self._case.value(),
            on=self._fields.on(),
            clock=self._fields.clock(),
            **self._fields.values(),
        )

    def _learn_case(self) -> None:
        case = self._case.value()
        self.be_about(case)
        if case is not None:
            self.desk.ask(CaseHeaderOf(case), self, self._propose)

    def _propose(self, header: CaseHeader) -> None:
        if header.case.id == self._case.value():
            self._fields.propose(header.case)


class AmendHearingForm(DatedForm):
    """What is written about a hearing, changed."""

    def __init__(self, frame: Frame, hearing: Hearing) -> None:
        super().__init__(
            frame.desk,
            _("Change the hearing"),
            _("Save"),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._frame = frame
        self._hearing = hearing
        self.be_about(hearing.case)
        name_case(self, hearing.case)
        self._fields = _HearingFields(frame.desk, hearing)
        self.add(self._when(), *self._fields.parts)

    def command(self) -> AmendHearing:
        """Return the hearing as it now reads."""
        hearing = self._hearing
        if hearing.status is not HearingStatus.SET:
            hearing = hearing.moved_to(self._fields.on(), self._fields.clock())
        return AmendHearing(hearing=replace(hearing, **self._fields.values()))

    def _when(self) -> QWidget:
        """Say when it is; another time is another form, where everything that hangs on it shows."""
        hearing = self._hearing
        words = f"{wording.long_day(hearing.on)}, {wording.clock(hearing.local)}"
        move = Button(_("Another day or time…"), self._move, small=True)
        around = holding(row(strong(words), move, None))
        hide_unless(around, hearing.status is HearingStatus.SET)
        return around

    def _move(self) -> None:
        self.reject()
        open_move(self._frame, self._hearing)


def set_hearing(frame: Frame, case: UUID | None = None, on: date | None = None) -> None:
    """Open the form for a new hearing; without a case at hand the form asks for it."""
    case = case or frame.case_at_hand()
    if case is None:
        _open_setting(SetHearingForm(frame, None, on), frame)
        return
    opened = partial(_set_hearing_of, frame, on)
    frame.desk.ask(CaseHeaderOf(CaseId(case)), frame.dialog_parent(), opened)


def _set_hearing_of(frame: Frame, on: date | None, header: CaseHeader) -> None:
    _open_setting(SetHearingForm(frame, header.case.id, on, header.case), frame)


def _open_setting(form: SetHearingForm, frame: Frame) -> None:
    form.committed.connect(partial(tell_undoable, frame, _("The hearing is set.")))
    form.open()


class _HearingFields:
    """The fields of a hearing, filled from one that is being changed."""

    def __init__(self, desk: Desk, hearing: Hearing | None = None, on: date | None = None) -> None:
        start = hearing.local.time() if hearing else _USUAL_START
        minutes = hearing.minutes if hearing else _USUAL_MINUTES
        self._hearing = hearing
        self._choice: Choice[str] = Choice(empty=_("Choose a kind"), searchable=True)
        self._person = PersonChoice(desk, hearing.attorney if hearing else None)
        self._kind = Field("kind", _("Hearing"), self._choice, required=True)
        self._on = DayField(desk, "on", _("Day"), hearing.on if hearing else on)
        self._clock = Field("clock", _("At"), TimeInput(start), required=True)
        self._minutes = Field(
            "minutes",
            _("Minutes"),
            NumberInput(minutes, least=1, most=LONGEST_MINUTES),
            required=True,
        )
        self._lines = {
            name: Field(name, label, TextInput(getattr(hearing, name, ""), placeholder=example))
            for name, label, example in (
                ("court", _("Court"), ""),
                ("courtroom", _("Courtroom"), _("e.g. Dept 4")),
                ("judge", _("Judge"), ""),
                ("mode", _("How held"), _("e.g. in person, video")),
            )
        }
        self._proposed: dict[str, str] = {}
        self._note = Field("note", _("Note"), ProseInput(hearing.note if hearing else "", lines=2))
        self._room = RoomNote(desk)
        self.parts: tuple[QWidget, ...] = self._arranged()
        desk.ask(Choices((CodeList.HEARING,)), self._choice, self._offer_kinds)
        desk.ask(CourtNames(), self._choice, self._complete)
        watched = (self._on, self._clock, self._minutes, *self._lines.values())
        for field in watched:
            field.content.edited.connect(self._look)  # type: ignore[attr-defined]  # every input's
        self._person.edited.connect(self._look)
        self._look()

    def on(self) -> date:
        """The day.

        Raises:
            Refused: ``text.required``.
        """
        return self._on.filled()  # type: ignore[no-any-return]  # a date field answers a date

    def clock(self) -> time:
        """The start on the court's clock.

        Raises:
            Refused: ``text.required``.
        """
        return self._clock.filled()  # type: ignore[no-any-return]  # a time field answers a time

    def values(self) -> dict[str, Any]:
        """Return the other fields under the record's names."""
        return {
            "kind": self._kind.value() or "",
            "minutes": self._minutes.value() or 0,
            "attorney": self._person.value(),
            "note": self._note.value(),
            **{name: field.value() for name, field in self._lines.items()},
        }

    def propose(self, case: Case) -> None:
        """Fill in where the case is heard, over what another case proposed; what is typed stays."""
        for name in ("court", "courtroom", "judge"):
            field = self._lines[name]
            if field.value() in ("", self._proposed.get(name)):
                self._proposed[name] = getattr(case, name)
                field.content.set_value(self._proposed[name])  # type: ignore[attr-defined]  # a line
        self._look()

    def _arranged(self) -> tuple[QWidget, ...]:
        person = Field("attorney", _("Covered by"), self._person)
        court, courtroom, judge, mode = self._lines.values()
        for field in (self._on, self._clock):
            hide_unless(field, not _stands(self._hearing))
        return (
            self._kind,
            fields_in_a_row((self._on, 3), (self._clock, 1), (self._minutes, 1)),
            fields_in_a_row((court, 2), (courtroom, 1), (judge, 2)),
            self._room,
            fields_in_a_row(person, mode),
            self._note,
        )

    def _complete(self, names: dict[str, tuple[str, ...]]) -> None:
        """Offer what the office calls its courts, rooms and judges."""
        for name, known in names.items():
            offering = Offering(known, self._lines[name].content)
            self._lines[name].content.setCompleter(offering)  # type: ignore[attr-defined]  # a line

    def _look(self) -> None:
        """Ask how full room and day are."""
        court, courtroom, judge, _mode = (each.value() for each in self._lines.values())
        self._room.look(
            self._on.value(),
            self._clock.value(),
            self._hearing.id if self._hearing else None,
            self._person.value(),
            minutes=self._minutes.value() or _USUAL_MINUTES,
            court=court,
            courtroom=courtroom,
            judge=judge,
        )

    def _offer_kinds(self, codes: Lists) -> None:
        offered = options(codes[CodeList.HEARING])
        kept = self._hearing.kind if self._hearing else ""
        if kept and kept not in dict(offered):
            offered.append((kept, kept))
        self._choice.set_options(offered)
        if kept:
            self._choice.set_value(kept)


def _stands(hearing: Hearing | None) -> bool:
    return hearing is not None and hearing.status is HearingStatus.SET
