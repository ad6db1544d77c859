"""Forms about hearings: setting, changing, continuing and vacating them, and their results."""

from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.codes import Code, CodeList
from app.domain.errors import Refused
from app.domain.hearings import LONGEST_MINUTES, ContinuedBy, Hearing
from app.i18n import _
from app.services.codes import Choices
from app.services.hearings import (
    AmendHearing,
    ContinueHearing,
    ResultHearing,
    SetHearing,
    VacateHearing,
)
from app.ui import wording
from app.ui.case_input import CaseInput
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.dated_look import CONTINUED_BY_WORDS
from app.ui.day_field import DayField
from app.ui.desk import Desk
from app.ui.page import Frame
from app.ui.person_choice import PersonChoice
from app.ui.widgets import (
    Choice,
    Field,
    NumberInput,
    ProseInput,
    TextInput,
    TimeInput,
    fields_in_a_row,
    hide_unless,
)

Codes = dict[CodeList, tuple[Code, ...]]
_USUAL_START = time(9, 0)
_USUAL_MINUTES = 30


class SetHearingForm(DatedForm):
    """A new date before the court."""

    def __init__(self, frame: Frame, case: CaseId | None = None, on: date | None = None) -> None:
        super().__init__(
            frame.desk,
            _("Set a hearing"),
            _("Set hearing"),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._case_id = case
        self._case = Field("case", _("Case"), CaseInput(frame.desk), required=True)
        hide_unless(self._case, case is None)
        self._fields = _HearingFields(frame.desk, on=on)
        self.add(self._case, *self._fields.parts)

    def command(self) -> SetHearing:
        """Return what was filled in."""
        return SetHearing(
            case=self._case_id or self._case.value(),
            on=self._fields.on(),
            clock=self._fields.clock(),
            **self._fields.values(),
        )


class AmendHearingForm(DatedForm):
    """What is written about a hearing, changed."""

    def __init__(self, frame: Frame, hearing: Hearing) -> None:
        super().__init__(
            frame.desk,
            _("Change the hearing"),
            _("Save"),
            lede=_("Use Continue where the court moved it: that keeps who asked and why."),
            parent=frame.dialog_parent(),
            width=640,
        )
        self._hearing = hearing
        self._fields = _HearingFields(frame.desk, hearing)
        self.add(*self._fields.parts)

    def command(self) -> AmendHearing:
        """Return the hearing as it now reads."""
        moved = self._hearing.moved_to(self._fields.on(), self._fields.clock())
        return AmendHearing(hearing=replace(moved, **self._fields.values()))


class ContinueForm(DatedForm):
    """A later day for a hearing, with who asked and why."""

    def __init__(self, frame: Frame, hearing: Hearing, what: str) -> None:
        super().__init__(
            frame.desk,
            _("Continue the hearing"),
            _("Continue"),
            lede=_("{what} of {day}. The old date stays on file.").format(
                what=what, day=wording.full_day(hearing.on)
            ),
            parent=frame.dialog_parent(),
        )
        self._hearing = hearing
        self._on = DayField(frame.desk, "on", _("New date"))
        self._clock = Field("clock", _("At"), TimeInput(hearing.local.time()), required=True)
        asked_by = [(each, CONTINUED_BY_WORDS[each]) for each in ContinuedBy]
        self._by = Field("by", _("Asked for by"), Choice(asked_by, ContinuedBy.DEFENSE))
        self._reason = Field("reason", _("Reason"), ProseInput(lines=2), required=True)
        excluded = Choice(
            [(True, _("Yes, excluded")), (False, _("No, it counts"))], empty=_("Not decided")
        )
        self._excludable = Field("excludable", _("Time excluded from the clock"), excluded)
        self.add(fields_in_a_row((self._on, 3), (self._clock, 1)))
        self.add(fields_in_a_row(self._by, self._excludable), self._reason)

    def command(self) -> ContinueHearing:
        """Return the new date and the reason."""
        return ContinueHearing(
            hearing=self._hearing.id,
            expects=self._hearing.version,
            on=self._on.value(),
            clock=self._clock.value(),
            by=self._by.value(),
            reason=self._reason.value(),
            excludable=self._excludable.value(),
        )


class VacateForm(DatedForm):
    """Why a hearing is off the calendar."""

    def __init__(self, frame: Frame, hearing: Hearing, what: str) -> None:
        super().__init__(
            frame.desk,
            _("Vacate the hearing"),
            _("Vacate"),
            lede=_("{what} of {day} gets no new date.").format(
                what=what, day=wording.full_day(hearing.on)
            ),
            parent=frame.dialog_parent(),
        )
        self._hearing = hearing
        self._reason = Field("reason", _("Reason"), ProseInput(lines=3), required=True)
        self.add(self._reason)

    def command(self) -> VacateHearing:
        """Return the reason."""
        return VacateHearing(
            hearing=self._hearing.id,
            expects=self._hearing.version,
            reason=self._reason.value(),
        )


class ResultForm(DatedForm):
    """What came of a hearing."""

    def __init__(self, frame: Frame, hearing: Hearing, what: str) -> None:
        super().__init__(
            frame.desk,
            _("Result of the hearing"),
            _("Save result"),
            lede=_("{what} of {day}.").format(what=what, day=wording.full_day(hearing.on)),
            parent=frame.dialog_parent(),
        )
        self._hearing = hearing
        self._choice: Choice[str] = Choice(empty=_("Choose a result"), searchable=True)
        self._result = Field("result", _("Result"), self._choice, required=True)
        self._note = Field("note", _("Note"), ProseInput(hearing.note, lines=3))
        self.add(self._result, self._note)
        self.desk.ask(Choices((CodeList.HEARING_RESULT,)), self, self._offer)

    def command(self) -> ResultHearing:
        """Return the result."""
        return ResultHearing(
            hearing=self._hearing.id,
            expects=self._hearing.version,
            result=self._result.value() or "",
            note=self._note.value(),
        )

    def _offer(self, codes: Codes) -> None:
        self._choice.set_options(_labelled(codes[CodeList.HEARING_RESULT]))


def set_hearing(frame: Frame, case: UUID | None = None, on: date | None = None) -> None:
    """Open the form for a new hearing; without a case at hand the form asks for it."""
    case = case or frame.case_at_hand()
    form = SetHearingForm(frame, CaseId(case) if case else None, on)
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
        self._note = Field("note", _("Note"), ProseInput(hearing.note if hearing else "", lines=2))
        self.parts: tuple[QWidget, ...] = self._arranged()
        desk.ask(Choices((CodeList.HEARING,)), self._choice, self._offer_kinds)

    def on(self) -> date:
        """The day.

        Raises:
            Refused: ``text.required``.
        """
        return _filled(self._on)  # type: ignore[no-any-return]  # a date field answers a date

    def clock(self) -> time:
        """The start on the court's clock.

        Raises:
            Refused: ``text.required``.
        """
        return _filled(self._clock)  # type: ignore[no-any-return]  # a time field answers a time

    def values(self) -> dict[str, Any]:
        """Return the other fields under the record's names."""
        return {
            "kind": self._kind.value() or "",
            "minutes": self._minutes.value() or 0,
            "attorney": self._person.value(),
            "note": self._note.value(),
            **{name: field.value() for name, field in self._lines.items()},
        }

    def _arranged(self) -> tuple[QWidget, ...]:
        person = Field("attorney", _("Covered by"), self._person)
        court, courtroom, judge, mode = self._lines.values()
        return (
            self._kind,
            fields_in_a_row((self._on, 3), (self._clock, 1), (self._minutes, 1)),
            fields_in_a_row((court, 2), (courtroom, 1), (judge, 2)),
            fields_in_a_row(person, mode),
            self._note,
        )

    def _offer_kinds(self, codes: Codes) -> None:
        options = _labelled(codes[CodeList.HEARING])
        kept = self._hearing.kind if self._hearing else ""
        if kept and kept not in dict(options):
            options.append((kept, kept))
        self._choice.set_options(options)
        if kept:
            self._choice.set_value(kept)


def _labelled(codes: tuple[Code, ...]) -> list[tuple[str, str]]:
    return [(code.code, code.label) for code in codes]


def _filled(field: Field) -> Any:  # noqa: ANN401  what the field's input answers
    value = field.value()
    if value is None:
        raise Refused("text.required", field=field.name)
    return value
