"""Trying a rule: an event is typed, and the day due stands below with every step."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.court_rules import CourtRule
from app.domain.errors import DossierError, Refused
from app.domain.rule_counting import RuleAnswer, counts_hours
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.court_rules import TryRule
from app.ui import wording
from app.ui.desk import Desk
from app.ui.reason_panel import ReasonPanel
from app.ui.widgets import (
    Choice,
    DateInput,
    Field,
    TimeInput,
    column,
    fields_in_a_row,
    small,
    strong,
)


class TryPanel(QWidget):
    """The event of a count and, at once, where it leads.

    Args:
        desk: answers.
        rule: gives the rule as it stands, or refuses while something is missing.
    """

    def __init__(self, desk: Desk, rule: Callable[[], CourtRule]) -> None:
        super().__init__()
        self._desk = desk
        self._rule = rule
        self._asked = 0
        self.on = Field("try_on", _("If it happens on"), DateInput(courthouse.today()))
        self.clock = Field("try_at", _("At"), TimeInput())
        self._means: Choice[str] = Choice(empty=_("Adds no days"))
        self.service = Field("try_service", _("Served by"), self._means)
        self.due = strong(wrap=True)
        self.reason = ReasonPanel()
        self.cautions = small(wrap=True)
        self.setLayout(
            column(
                fields_in_a_row((self.on, 11), (self.clock, 5)),
                self.service,
                self.due,
                self.cautions,
                self.reason,
                spacing=8,
            )
        )
        for field in (self.on, self.clock, self.service):
            field.content.edited.connect(self.count)  # type: ignore[attr-defined]  # every input has it
        self.count()

    def count(self) -> None:
        """Ask where the rule leads and show it; what cannot be counted is said in words."""
        self._asked += 1
        try:
            rule = self._rule()
            self._fit(rule)
            question = self._question(rule)
        except Refused as refused:
            self._say(sentence(refused))
            return
        shown, failed = partial(self._show, self._asked), partial(self._refuse, self._asked)
        self._desk.ask(question, self, shown, failed)

    def _question(self, rule: CourtRule) -> TryRule:
        on = self.on.value()
        if on is None:
            raise Refused("text.required", field="try_on")
        return TryRule(
            rule=rule, on=on, clock=self.clock.value(), service=self.service.value() or ""
        )

    def _fit(self, rule: CourtRule) -> None:
        """Ask only what the rule counts by."""
        self.clock.setHidden(not counts_hours(rule) and not rule.follows)
        self.service.setHidden(not rule.service)
        self._means.set_options([(means, f"{means}: +{days}") for means, days in rule.service])

    def _show(self, asked: int, answer: RuleAnswer) -> None:
        if asked != self._asked:
            return
        self.due.setText(_due_words(answer))
        self.reason.show_steps(answer.trace)
        self.cautions.setText(" ".join(caution.words for caution in answer.warnings))
        self.cautions.setVisible(bool(answer.warnings))
        self.reason.show()

    def _refuse(self, asked: int, error: DossierError) -> None:
        if asked == self._asked:
            self._say(sentence(error))

    def _say(self, words: str) -> None:
        self.due.setText(_("No date yet"))
        self.reason.hide()
        self.cautions.setText(words)
        self.cautions.setVisible(bool(words))


def _due_words(answer: RuleAnswer) -> str:
    day = wording.full_day(answer.due_on)
    if answer.due_at is not None:
        clock = wording.clock(courthouse.local(answer.due_at).time())
        words = _("Due {day}, {clock}").format(day=day, clock=clock)
    else:
        words = _("Due {day}").format(day=day)
    safe = answer.conservative_on
    if safe is None or safe == answer.due_on:
        return words
    return words + " · " + _("to be safe {day}").format(day=wording.full_day(safe))
