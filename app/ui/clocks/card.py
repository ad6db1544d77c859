"""One clock as a card: figures, days to plan by, the bar, warnings, and what can be done."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.clocks import SpeedyClock
from app.domain.clocks.bar import Stretch
from app.domain.clocks.standing import ClockStanding
from app.domain.clocks.trial import Verdict
from app.domain.today import CLOCK_DAYS
from app.i18n import _
from app.i18n.clocks import days, heading, left, stopped, trial
from app.i18n.confidence import CONFIDENCE_WORDS
from app.i18n.sentences import sentence
from app.services.clocks import (
    AmendClock,
    CaseClocks,
    ClockView,
    RemoveClock,
    ResumeClock,
    StopClock,
)
from app.ui import wording
from app.ui.clocks.bar import ClockBar, Legend
from app.ui.clocks.clock_forms import AmendClockForm, RemoveClockForm, StopClockForm
from app.ui.clocks.steps import open_steps
from app.ui.dated_card import tell_undoable
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.theme import Token, Tone, metrics
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    ChipSpec,
    PlainLabel,
    Type,
    column,
    hide_unless,
    holding,
    row,
    small,
    strong,
)

_HINT = _("Point at the bar, or go along it with Left and Right, to read each stretch.")
_GOOD = frozenset({Verdict.IN_TIME, Verdict.NO_LIMIT})
_SOON = 30
_ABREAST = 4
"""Days beside each other."""


class ClockCard(Card):
    """One clock."""

    def __init__(self, frame: Frame, clocks: CaseClocks, view: ClockView) -> None:
        self._frame = frame
        self._clocks = clocks
        self._view = view
        self._standing = view.standing
        self._labels: Mapping[str, str] = {line.span.kind: line.what for line in clocks.spans}
        self._more = Button(_("More"), self._offer_more, small=True, menu=True)
        hide_unless(self._more, frame.desk.may(RemoveClock))
        self.bar = ClockBar()
        self.bar.show_clock(view, heading(self._standing), self._labels)
        self._told = small(_HINT, wrap=True)
        self.bar.told.connect(self._tell)
        super().__init__(*self._parts(), spacing=10)
        self.setAccessibleName(heading(self._standing))

    @property
    def clock(self) -> SpeedyClock:
        """The clock shown."""
        return self._standing.clock

    def show_steps(self) -> None:
        """Open every step of the reckoning."""
        open_steps(self._frame, self._clocks, self._standing)

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence or _HINT)

    def _parts(self) -> Iterator[QWidget]:
        yield self._head()
        yield small(_law_words(self._standing), wrap=True)
        if self._standing.trouble is not None:
            yield Banner(_("This clock cannot be reckoned."), sentence(self._standing.trouble))
            return
        yield _figures(self._view)
        yield self.bar
        if self._view.bar:
            yield _legend(self._view)
            yield self._told
        for words in self._standing.warnings:
            yield _warning(words)
        yield small(_footing(self._clocks, self._standing), wrap=True)

    def _head(self) -> QWidget:
        standing = self._standing
        spec = clock_chip(standing)
        chips: list[QWidget] = [Chip(spec.text, spec.tone, spec.icon)]
        if standing.is_provisional:
            chips.append(Chip(_("Provisional"), Tone.WARN, Icon.HOURGLASS))
        if standing.joint is not None:
            day = wording.day(standing.joint.limit_date)
            chips.append(Chip(_("Joined, latest {day}").format(day=day), Tone.ACCENT, Icon.LINK))
        named = ", ".join(part for part in (heading(standing), standing.name) if part)
        steps = Button(_("Every step"), self.show_steps, small=True)
        heading_line = row(strong(named), None, steps, self._more)
        return holding(column(heading_line, row(*chips, None), spacing=4))

    def _offer_more(self) -> None:
        may = self._frame.desk.may
        entries = [
            (_("Change the facts"), self._amend, Icon.PENCIL, AmendClock, self.clock.is_running),
            (_("Stop the clock"), self._stop, Icon.CIRCLE_CHECK, StopClock, self.clock.is_running),
            (_("Let it run again"), self._resume, Icon.ROTATE_CCW, ResumeClock,
             not self.clock.is_running),
            (_("Remove the clock"), self._remove, Icon.TRASH_2, RemoveClock, True),
        ]  # fmt: skip
        open_menu(
            self._more,
            [
                MenuEntry(text, press, icon)
                for text, press, icon, act, fits in entries
                if fits and may(act)
            ],
        )

    def _amend(self) -> None:
        form = AmendClockForm(self._frame, self.clock, self._clocks.defendants)
        self._open(form, _("The clock is counted anew."))

    def _stop(self) -> None:
        self._open(StopClockForm(self._frame, self.clock), _("The clock has stopped."))

    def _remove(self) -> None:
        self._open(RemoveClockForm(self._frame, self.clock), _("The clock is removed."))

    def _resume(self) -> None:
        command = ResumeClock(clock=self.clock.id, expects=self.clock.version)
        done: Callable[[object], object] = partial(
            tell_undoable, self._frame, _("The clock runs again.")
        )
        self._frame.desk.do(command, self, done)

    def _open(self, form: FormDialog, afterwards: str) -> None:
        form.committed.connect(partial(tell_undoable, self._frame, afterwards))
        form.open()


def clock_chip(standing: ClockStanding) -> ChipSpec:
    """Return how a clock stands, in a word and a tone."""
    if standing.clock.stopped_on is not None:
        return ChipSpec(left(standing).capitalize(), Tone.OK, Icon.CIRCLE_CHECK)
    remaining = standing.remaining
    if remaining is None:
        return ChipSpec(left(standing).capitalize(), Tone.NEUTRAL, Icon.TIMER)
    tone = Tone.NEUTRAL if remaining > _SOON else Tone.WARN
    if standing.is_exceeded or remaining <= CLOCK_DAYS:
        tone = Tone.DANGER
    return ChipSpec(left(standing), tone, Icon.TIMER)


def _law_words(standing: ClockStanding) -> str:
    law = standing.regime
    return _("{law}. If it runs out: {remedy}").format(law=law.law, remedy=law.remedy)


def _figures(view: ClockView) -> QWidget:
    figures = view.standing.figures
    if figures is None:
        return QWidget()
    numbers = (
        (_("Elapsed"), figures.elapsed),
        (_("Excluded"), figures.excluded),
        (_("Counted"), figures.counted),
        (_("Left"), figures.remaining),
        (_("Allowed"), figures.limit_days),
    )
    tiles = [_tile(label, number) for label, number in numbers if number is not None]
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(metrics.CARD_GAP)
    grid.setVerticalSpacing(8)
    for place, (label, words, token) in enumerate(_days(view)):
        line, beside = divmod(place, _ABREAST)
        grid.addWidget(_cell(label, words, token), line, beside, Qt.AlignmentFlag.AlignTop)
    for column_number in range(_ABREAST):
        grid.setColumnStretch(column_number, 1)
    return holding(column(row(*tiles, None, spacing=26), grid, spacing=8))


def _tile(label: str, number: int) -> QWidget:
    token = Token.DANGER if number < 0 else Token.TEXT
    figure = PlainLabel(wording.count(number), level=Type.FIGURE, token=token)
    around = holding(column(small(label), figure, spacing=0))
    around.setAccessibleName(f"{label}: {days(number)}")
    return around


def _days(view: ClockView) -> Iterator[tuple[str, str, Token]]:
    """Yield the days to plan by, each with its label."""
    standing = view.standing
    figures = standing.figures
    if figures is None:
        return
    for label, day in (
        (_("Limit date"), figures.limit_date),
        (_("Last compliant"), figures.last_compliant),
        (_("Off a closed day"), figures.rolled),
        (_("Plan for"), figures.conservative),
        (_("Not before"), figures.earliest),
    ):
        if day is not None:
            yield label, wording.day(day), Token.TEXT
    if standing.if_confirmed is not None and standing.if_confirmed.limit_date is not None:
        yield _("If confirmed"), wording.day(standing.if_confirmed.limit_date), Token.MUTED
    if view.trial is not None:
        token = Token.TEXT if view.trial.verdict in _GOOD else Token.DANGER
        words = f"{wording.day(view.trial.on)}, {trial(view.trial).lower()}"
        yield _("Trial"), words, token
    for label, value in standing.further:
        yield label, wording.day(value) if isinstance(value, date) else str(value), Token.MUTED


def _cell(label: str, words: str, token: Token) -> QWidget:
    value = PlainLabel(words, level=Type.STRONG, token=token, wrap=True)
    return holding(column(small(label, wrap=True), value, spacing=1))


def _legend(view: ClockView) -> QWidget:
    shown = {each.stretch for each in view.bar}
    return holding(row(*(Legend(each) for each in Stretch if each in shown), None, spacing=16))


def _warning(words: str) -> QWidget:
    return PlainLabel(words, level=Type.SMALL, token=Token.WARN, wrap=True)


def _footing(clocks: CaseClocks, standing: ClockStanding) -> str:
    law = standing.regime
    confidence = CONFIDENCE_WORDS[law.confidence].lower()
    said = _("As of {day}; reckoned {moment}, laws of {edition}; {confidence}.").format(
        day=wording.full_day(standing.as_of),
        moment=wording.moment(clocks.computed_at),
        edition=clocks.edition,
        confidence=confidence,
    )
    parts = (stopped(standing.clock), said, law.verify, standing.clock.note)
    return " ".join(part for part in parts if part)
