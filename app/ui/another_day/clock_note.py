"""What a new day means for the speedy-trial clocks of the case, before anything is written."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.domain.clocks.trial import Verdict
from app.domain.errors import DossierError
from app.domain.hearings import TRIAL_KINDS, Hearing
from app.i18n import _
from app.i18n import clocks as words
from app.services.clock_standings import ClockView
from app.services.clocks import ClockChange, WhatIf, WhatIfAnswer
from app.ui.desk import Desk
from app.ui.theme import Token, Tone
from app.ui.widgets import PlainLabel, column
from app.ui.widgets.text import Type

_MOST = 3
"""Clocks named one by one; the tab of the case has all of them."""
_BAD = frozenset({Verdict.LATE, Verdict.LAST_DAYS, Verdict.TOO_EARLY})


class ClockNote(QWidget):
    """One line a running clock: what is left, and whether the trial is in time.

    Of a trial the new day is meant, of any other hearing the day the trial is set for.
    """

    def __init__(self, desk: Desk, hearing: Hearing) -> None:
        super().__init__()
        self._desk = desk
        self._hearing = hearing
        self._asked = 0
        self._lines = [PlainLabel(level=Type.SMALL, wrap=True) for _line in range(_MOST)]
        self.setLayout(column(*self._lines, spacing=1))
        self._say(())

    @property
    def words(self) -> str:
        """Everything it says."""
        return " ".join(line.plain for line in self._lines if line.plain)

    def look(self, on: date | None, excluded: SupposedSpan | None) -> None:
        """Ask about a day, with the exclusion that would be proposed."""
        self._asked += 1
        if on is None:
            self._say(())
            return
        is_trial = self._hearing.kind in TRIAL_KINDS
        query = WhatIf(
            case=self._hearing.case,
            trial_on=on if is_trial else None,
            supposed=Supposed(added=(excluded,)) if excluded is not None else Supposed(),
        )
        self._desk.ask(query, self, partial(self._show, self._asked), self._say_nothing)

    def _show(self, asked: int, answer: WhatIfAnswer) -> None:
        if asked == self._asked:
            running = [each for each in answer.clocks if each.after.standing.clock.is_running]
            self._say(tuple(running[:_MOST]))

    def _say_nothing(self, _error: DossierError) -> None:
        """The form itself says what is wrong with the day."""
        self._say(())

    def _say(self, clocks: tuple[ClockChange, ...]) -> None:
        for line, clock in zip(self._lines, (*clocks, *[None] * _MOST), strict=False):
            is_bad = clock is not None and _is_bad(clock.after)
            line.setText(_sentence(clock) if clock is not None else "")
            line.set_token(Tone.WARN.ink if is_bad else Token.MUTED)
            line.setVisible(clock is not None)


def _is_bad(view: ClockView) -> bool:
    return view.trial is not None and view.trial.verdict in _BAD


def _sentence(clock: ClockChange) -> str:
    """Return e.g. ``"Trial within 70 days, Roe: 12 days left. Trial on 3 Dec: too late, …"``."""
    view = clock.after
    name = ", ".join(part for part in (words.heading(view.standing), view.standing.name) if part)
    said = [f"{name}: {words.left(view.standing)}."]
    if clock.limit_moves_by:
        moved = _("Limit moved by {days} if the exclusion is confirmed.")
        said.append(moved.format(days=words.days(clock.limit_moves_by)))
    if view.trial is not None:
        said.append(f"{words.trial_on(view.trial)}.")
    return " ".join(said)
