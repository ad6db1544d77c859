"""The forms of a production: putting it together, freezing it, what became of it."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.disclosure.ledger import Accused
from app.domain.disclosure.productions import (
    LEAST_WIDTH,
    MOST_WIDTH,
    USUAL_WIDTH,
    Method,
    Production,
    ProductionDraft,
    ProductionStepKind,
)
from app.i18n import _
from app.i18n.disclosure import METHOD_WORDS, PRODUCTION_STEP_WORDS
from app.services.disclosure.productions import (
    AmendProductionDraft,
    DraftProduction,
    FreezeProduction,
    RecordProductionStep,
)
from app.ui.dated_form import DatedForm
from app.ui.moment_fields import moment_of
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    Field,
    NumberInput,
    PastDateInput,
    ProseInput,
    TextInput,
    TimeInput,
    column,
    fields_in_a_row,
    hide_unless,
    small,
)

_LONGEST_TITLE = 90

Choices = tuple[tuple[str, str], ...]
"""Rows that may be produced: hexadecimal identity and what they are called."""


class ItemsInput(QWidget):
    """A list of rows to tick.

    Args:
        choices: what may be ticked.
        ticked: which of it is at first.
        nothing: said where there is nothing to tick.
        needed: whether something must be ticked.
    """

    edited = Signal()

    def __init__(
        self,
        choices: Choices,
        ticked: tuple[str, ...] = (),
        *,
        nothing: str = "",
        needed: bool = True,
    ) -> None:
        super().__init__()
        self._needed = needed
        self._checks = {
            key: CheckRow(words[:_LONGEST_TITLE], key in ticked) for key, words in choices
        }
        for check in self._checks.values():
            check.edited.connect(self.edited)
        words = small(nothing, wrap=True)
        hide_unless(words, not self._checks)
        self.setLayout(column(words, *self._checks.values(), spacing=2))
        if self._checks:
            self.setFocusProxy(next(iter(self._checks.values())))

    def answer(self) -> tuple[str, ...]:
        """What is ticked, in order."""
        return tuple(key for key, check in self._checks.items() if check.value())

    def problem(self) -> str | None:
        """A sentence where nothing is ticked."""
        is_fine = self.answer() or not self._needed
        return None if is_fine else _("Tick at least one.")


class ProductionForm(DatedForm):
    """To whom, how, and what; without a draft a new one.

    Args:
        certified: whether a certificate was issued, after which a supplement says why it is late.
    """

    def __init__(
        self,
        frame: Frame,
        case: CaseId,
        accused: tuple[Accused, ...],
        *,
        choices: Choices,
        prefix: str,
        ticked: tuple[str, ...] = (),
        draft: ProductionDraft | None = None,
        certified: bool = False,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Put a production together"),
            _("Keep as draft"),
            lede=_("Nothing is numbered yet. A redacted form goes out instead of its original."),
            parent=frame.dialog_parent(),
            width=680,
        )
        self._frame = frame
        self._case = case
        self._draft = draft
        self._counsel = {each.party: each.counsel for each in accused}
        self._make_recipient(accused, draft)
        self._make_numbers(draft, prefix)
        none = _("Nothing is decided to be disclosed and has come.")
        items = ItemsInput(choices, draft.items if draft else ticked, nothing=none)
        self._items = Field("items", _("What"), items)
        self._delay = Field(
            "delay_reason",
            _("Why it was not provided before the certificate"),
            ProseInput(draft.delay_reason if draft else "", lines=2),
        )
        self._note = Field("note", _("Remark"), ProseInput(draft.note if draft else "", lines=2))
        self.add(
            fields_in_a_row((self._defendant, 2), (self._recipient, 3), (self._bar, 1)),
            fields_in_a_row((self._method, 2), (self._prefix, 2), (self._width, 1)),
            self._items,
            self._delay,
            self._note,
        )
        self._delay.setVisible(certified)
        self.committed.connect(self._tell)

    def command(self) -> DraftProduction | AmendProductionDraft:
        """Return what was filled in."""
        said = {
            "defendant": self._defendant.value(),
            "items": self._items.value(),
            "recipient": self._recipient.value(),
            "bar_number": self._bar.value(),
            "method": self._method.value(),
            "prefix": self._prefix.value(),
            "width": self._width.value() or USUAL_WIDTH,
            "delay_reason": self._delay.value(),
            "note": self._note.value(),
        }
        if self._draft is not None:
            return AmendProductionDraft(draft=replace(self._draft, **said))
        return DraftProduction(case=self._case, **said)

    def _make_recipient(self, accused: tuple[Accused, ...], draft: ProductionDraft | None) -> None:
        choice = Choice(
            [(each.party, each.name[:60]) for each in accused],
            draft.defendant if draft else None,
        )
        choice.edited.connect(self._fill_counsel)
        self._defendant = Field("defendant", _("Defendant"), choice, required=True)
        first = draft.recipient if draft else (accused[0].counsel if accused else "")
        self._named = TextInput(first)
        self._recipient = Field("recipient", _("Counsel"), self._named, required=True)
        self._bar = Field("bar_number", _("Bar No."), TextInput(draft.bar_number if draft else ""))

    def _make_numbers(self, draft: ProductionDraft | None, prefix: str) -> None:
        method = draft.method if draft else Method.PORTAL
        self._method = Field("method", _("How"), Choice(METHOD_WORDS.items(), method))
        self._prefix = Field(
            "prefix",
            _("Bates prefix"),
            TextInput(draft.prefix if draft else prefix),
            required=True,
        )
        self._width = Field(
            "width",
            _("Digits"),
            NumberInput(draft.width if draft else USUAL_WIDTH, least=LEAST_WIDTH, most=MOST_WIDTH),
        )

    def _fill_counsel(self) -> None:
        """Offer the chosen defendant's counsel, unless another name was typed."""
        if self._named.value() in {"", *self._counsel.values()}:
            self._named.set_value(self._counsel.get(self._defendant.value(), ""))

    def _tell(self, _value: object) -> None:
        words = _("The draft is kept. Freeze it to number the pages.")
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)


class FreezeForm(DatedForm):
    """The last look before the numbers are given."""

    def __init__(self, frame: Frame, draft: ProductionDraft, number: int, defendant: str) -> None:
        super().__init__(
            frame.desk,
            _("Freeze production No. {n}").format(n=number),
            _("Freeze"),
            lede=_(
                "Every file is checked and every page numbered. Afterwards nothing of it can be"
                " changed; what was forgotten goes into a supplement."
            ),
            parent=frame.dialog_parent(),
        )
        self._draft = draft
        self._number = number
        told = _("{n} rows for {defendant}, to {recipient}, numbered {prefix}…").format(
            n=len(draft.items),
            defendant=defendant[:80],
            recipient=draft.recipient[:80],
            prefix=draft.prefix,
        )
        self.add(small(told, wrap=True))
        self.say_when_committed(frame)

    def command(self) -> FreezeProduction:
        """Return the command."""
        return FreezeProduction(
            draft=self._draft.id, expects=self._draft.version, number=self._number
        )


class ProductionStepForm(DatedForm):
    """That a production was served, opened, acknowledged, or given up."""

    def __init__(self, frame: Frame, production: Production, kind: ProductionStepKind) -> None:
        super().__init__(
            frame.desk,
            _("Production No. {n}: {step}").format(
                n=production.number, step=PRODUCTION_STEP_WORDS[kind].lower()
            ),
            _("Record"),
            parent=frame.dialog_parent(),
        )
        self._production = production
        self._kind = kind
        is_void = kind is ProductionStepKind.VOIDED
        self._day = Field("at", _("On"), PastDateInput())
        self._clock = Field("clock", _("At"), TimeInput(), hint=_("Now, unless you say otherwise."))
        self._who = Field("who", _("Who"), TextInput(production.recipient))
        self._text = Field(
            "text", _("Why") if is_void else _("How"), ProseInput(lines=2), required=is_void
        )
        self.add(fields_in_a_row((self._day, 1), (self._clock, 1)), self._who, self._text)
        self._who.setVisible(not is_void)
        self.say_when_committed(frame)

    def command(self) -> RecordProductionStep:
        """Return the command.

        Raises:
            Refused: a day without a time.
        """
        at: datetime | None = moment_of(self._day, self._clock)
        return RecordProductionStep(
            production=self._production.id,
            kind=self._kind,
            at=at,
            who=self._who.value(),
            text=self._text.value(),
        )
