"""The banner that says that the computer's clock cannot be right; it never keeps anybody waiting.

It stands above every page as long as the clock shows a time the audit log speaks against, and goes
away by itself once it shows a plausible one.
"""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.machine_clock import ClockBelief
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.machine_clock import clock_warning
from app.i18n.sentences import sentence
from app.services.machine_clock import VouchForClock, WhatTheLogKnows
from app.ui.idle import seconds_awake_and_asleep
from app.ui.shell import Shell
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Button, column, hide_unless
from app.ui.widgets.announce import announce

_JUMP = timedelta(seconds=2)
"""A clock that goes by itself never leaves the one nobody can set behind by so much in a second."""


class ClockNotice(QWidget):
    """The banner, above the page; whoever runs the office may say that the clock is right."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._belief = ClockBelief()
        self._seen = courthouse.now()
        self._going = seconds_awake_and_asleep()
        vouch = Button(_("The clock is right"), self.vouch)
        hide_unless(vouch, shell.desk.may(VouchForClock))
        self._banner = Banner("", "", Tone.WARN, vouch)
        self.setLayout(
            column(self._banner, margins=(metrics.PAGE_MARGIN, 12, metrics.PAGE_MARGIN, 0))
        )
        self.hide()
        shell.add_notice(self)
        self._ask()

    @property
    def words(self) -> str:
        """What it says; empty while nothing is wrong."""
        return "" if self.isHidden() else self._banner.accessibleName()

    def look(self) -> None:
        """Look at the clock, once a second; one that was set is held against the log anew."""
        now, going = courthouse.now(), seconds_awake_and_asleep()
        passed = timedelta(seconds=going - self._going)
        if abs((now - self._seen) - passed) > _JUMP:
            self._ask()
        elif now.minute != self._seen.minute:
            self._judge(now)
        self._seen, self._going = now, going

    def vouch(self) -> None:
        """Say that the clock is right."""
        self._shell.desk.do(VouchForClock(), self, self._thank, self._refuse)

    def _ask(self) -> None:
        self._shell.desk.ask(WhatTheLogKnows(), self, self._learn, self._wait)

    def _learn(self, belief: ClockBelief) -> None:
        self._belief = belief
        self._judge(courthouse.now())

    def _judge(self, now: datetime) -> None:
        said = clock_warning(self._belief, now)
        if said is not None:
            self._banner.show_message(*said)
            if self.isHidden():
                announce(self, said[0])
        self.setVisible(said is not None)

    def _thank(self, _done: object) -> None:
        self._ask()
        self._shell.tell(_("Recorded. The log goes by this computer's clock again."))

    def _refuse(self, error: DossierError) -> None:
        """Somebody put the clock right in the meantime, or the disk refuses."""
        self._ask()
        self._shell.tell(sentence(error), tone=Tone.WARN)

    def _wait(self, _error: DossierError) -> None:
        """A log that cannot be read now is told of by other checks."""
