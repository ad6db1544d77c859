"""Forms about clocks: starting one by any law, changing its facts, stopping and removing it."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.clocks import SpeedyClock
from app.domain.clocks.regimes import offered, regime
from app.domain.persons import PartyId
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.clocks import (
    AmendClock,
    CaseClocks,
    ClocksOfCase,
    RemoveClock,
    StartClock,
    StopClock,
)
from app.ui.clocks.fact_fields import FactFields
from app.ui.dated_card import tell_undoable
from app.ui.dated_form import DatedForm
from app.ui.page import Frame
from app.ui.widgets import Choice, Field, PastDateInput, ProseInput, TextInput, fields_in_a_row

Defendants = tuple[tuple[PartyId, str], ...]
_WIDTH = 680
_USUAL = "US-STA-70"


class StartClockForm(DatedForm):
    """A new clock; what is asked follows from the law chosen."""

    spare = 260

    def __init__(self, frame: Frame, case: CaseId, defendants: Defendants) -> None:
        super().__init__(
            frame.desk,
            _("Start a clock"),
            _("Start clock"),
            lede=_("Each defendant and group of charges has its own."),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._case = case
        laws = [(law.id, _named(law.id)) for law in offered()]
        self._choice = Choice(laws, _USUAL, searchable=True)
        self._law = Field("regime", _("Law"), self._choice, required=True)
        self._whose = _WhoseFields(defendants, defendants[0][0] if len(defendants) == 1 else None)
        self._parts_of = {law: FactFields(regime(law)) for law, _words in laws}
        self._note = Field("note", _("Note"), ProseInput(lines=2))
        self.add(self._law, self._whose.row, *self._parts_of.values(), self._note)
        self._choice.edited.connect(self._show_law)
        self._show_law()

    def command(self) -> StartClock:
        """Return what was filled in."""
        law = self._law.value() or ""
        return StartClock(
            case=self._case,
            regime=law,
            facts=self._parts_of[law].facts() if law in self._parts_of else (),
            defendant=self._whose.defendant(),
            charges=self._whose.charges(),
            note=self._note.value(),
        )

    def _show_law(self) -> None:
        chosen = self._choice.value()
        for law, part in self._parts_of.items():
            part.show_part(shown=law == chosen)


class AmendClockForm(DatedForm):
    """The facts of a clock, changed; everything is counted anew."""

    def __init__(self, frame: Frame, clock: SpeedyClock, defendants: Defendants) -> None:
        super().__init__(
            frame.desk,
            _("Change the facts of the clock"),
            _("Save"),
            lede=_named(clock.regime),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._clock = clock
        self._whose = _WhoseFields(defendants, clock.defendant, clock.charges)
        self._facts = FactFields(regime(clock.regime), clock.facts)
        self._note = Field("note", _("Note"), ProseInput(clock.note, lines=2))
        self.add(self._whose.row, self._facts, self._note)

    def command(self) -> AmendClock:
        """Return the clock as it now reads."""
        return AmendClock(
            clock=replace(
                self._clock,
                defendant=self._whose.defendant(),
                charges=self._whose.charges(),
                facts=self._facts.facts(),
                note=self._note.value(),
            )
        )


class StopClockForm(DatedForm):
    """When a clock was satisfied, and by what."""

    def __init__(self, frame: Frame, clock: SpeedyClock) -> None:
        super().__init__(
            frame.desk,
            _("Stop the clock"),
            _("Stop clock"),
            lede=_("Trial began, a plea was entered, the case was dismissed."),
            parent=frame.dialog_parent(),
        )
        self._clock = clock
        today = courthouse.today()
        self._on = Field("on", _("On"), PastDateInput(today), required=True)
        self._reason = Field("reason", _("What stopped it"), TextInput(), required=True)
        self.add(fields_in_a_row((self._on, 2), (self._reason, 3)))

    def command(self) -> StopClock:
        """Return day and reason."""
        return StopClock(
            clock=self._clock.id,
            expects=self._clock.version,
            on=self._on.value(),
            reason=self._reason.value(),
        )


class RemoveClockForm(DatedForm):
    """Why a clock should never have been started."""

    def __init__(self, frame: Frame, clock: SpeedyClock) -> None:
        super().__init__(
            frame.desk,
            _("Remove the clock"),
            _("Remove clock"),
            lede=_("It stays on file with the reason. Stop it instead if it was satisfied."),
            parent=frame.dialog_parent(),
        )
        self._clock = clock
        self._reason = Field("reason", _("Reason"), ProseInput(lines=2), required=True)
        self.add(self._reason)

    def command(self) -> RemoveClock:
        """Return the reason."""
        return RemoveClock(
            clock=self._clock.id, expects=self._clock.version, reason=self._reason.value()
        )


class _WhoseFields:
    """Whose clock it is, and for which counts."""

    def __init__(
        self, defendants: Defendants, defendant: PartyId | None, charges: str = ""
    ) -> None:
        choice = Choice(defendants, defendant, empty=_("All defendants"))
        self._defendant = Field("defendant", _("Defendant"), choice)
        self._charges = Field(
            "charges", _("Charges"), TextInput(charges, placeholder=_("e.g. counts 1 to 3"))
        )
        self.row = fields_in_a_row(self._defendant, self._charges)

    def defendant(self) -> PartyId | None:
        """The defendant, None for all."""
        chosen: PartyId | None = self._defendant.value()
        return chosen

    def charges(self) -> str:
        """The group in words."""
        return str(self._charges.value())


def start_clock(frame: Frame, case: UUID) -> None:
    """Open the form for a new clock."""
    asked = ClocksOfCase(case=CaseId(case))
    frame.desk.ask(asked, frame.dialog_parent(), partial(_open_start, frame, CaseId(case)))


def _open_start(frame: Frame, case: CaseId, clocks: CaseClocks) -> None:
    form = StartClockForm(frame, case, clocks.defendants)
    form.committed.connect(partial(tell_undoable, frame, _("The clock runs.")))
    form.open()


def _named(law_id: str) -> str:
    law = regime(law_id)
    return f"{law.jurisdiction}: {law.title} ({law.law})"
