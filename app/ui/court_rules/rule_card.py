"""One rule beside the list: what it says, where it comes from, and trying it."""

from collections.abc import Callable

from app.domain.court_rules import CourtRule
from app.domain.errors import Refused
from app.domain.rule_wording import period_words
from app.i18n import _
from app.i18n.confidence import CONFIDENCE_WORDS
from app.i18n.counting_methods import METHOD_WORDS
from app.services.court_rules import FormerRule, RuleLine, RuleOf, RuleView
from app.ui import wording
from app.ui.court_rules.try_panel import TryPanel
from app.ui.court_rules.words import checked, validity
from app.ui.desk import Desk
from app.ui.icons import Icon
from app.ui.widgets import (
    Button,
    Card,
    Facts,
    PlainLabel,
    ScrollPage,
    SectionHeader,
    Type,
    clear,
    column,
    row,
)


class RuleSide(ScrollPage):
    """The chosen rule with its buttons; nothing where none is chosen.

    Args:
        desk: counts for the trial.
        change: opens the form of the rule.
        retire: retires it, or brings it back.
    """

    def __init__(
        self, desk: Desk, change: Callable[[], object], retire: Callable[[], object]
    ) -> None:
        self._desk = desk
        self._line: RuleLine | None = None
        self._head = PlainLabel("", level=Type.SECTION, wrap=True)
        self._facts = Facts(label_width=92)
        self.change = Button(_("Change…"), change, icon=Icon.PENCIL, keys="F2", small=True)
        self.retire = Button(_("Retire"), retire, icon=Icon.ARCHIVE, small=True)
        self.trial = TryPanel(desk, self._rule)
        self._head_card = Card(self._head, row(self.change, self.retire, None, spacing=8))
        self._trial_card = Card(SectionHeader(_("Try it")), self.trial)
        self._card = Card(SectionHeader(_("What it says")), self._facts)
        self.former = column(spacing=6)
        self._former_card = Card(SectionHeader(_("What it said before")), self.former)
        cards = (self._head_card, self._trial_card, self._card, self._former_card)
        super().__init__(*cards, None)
        self._former_card.hide()
        self.show_line(None)

    def show_line(self, line: RuleLine | None) -> None:
        """Show a rule, or nothing."""
        self._line = line
        for card in (self._head_card, self._trial_card, self._card):
            card.setVisible(line is not None)
        if line is None:
            return
        self._head.setText(line.rule.title)
        self._facts.set_facts(_facts(line))
        self.retire.set_label(_("Retire") if line.rule.is_active else _("Bring back"))
        self.trial.count()
        self._former_card.hide()
        if line.rule.version > 1:
            self._desk.ask(RuleOf(line.rule.id), self, self._show_former)

    def _show_former(self, told: RuleView) -> None:
        if self._line is None or told.line.rule.id != self._line.rule.id:
            return
        clear(self.former)
        for said in told.former:
            self.former.addWidget(PlainLabel(_former_words(said), wrap=True, selectable=True))
        self._former_card.setVisible(bool(told.former))

    def _rule(self) -> CourtRule:
        if self._line is None:
            raise Refused("rule.none_chosen")
        return self._line.rule


def _former_words(said: FormerRule) -> str:
    until = wording.moment(said.kept.until)
    words = _("{period} ({citation}), until {until}, edition {edition}, changed by {by}")
    return words.format(
        period=period_words(said.rule),
        citation=said.rule.citation,
        until=until,
        edition=said.kept.edition,
        by=said.kept.by,
    )


def _facts(line: RuleLine) -> tuple[tuple[str, str], ...]:
    rule = line.rule
    facts = (
        (_("Code"), rule.code),
        (_("Period"), line.period),
        (_("Applies if"), rule.applies_if),
        (_("Who acts"), rule.actor),
        (_("If missed"), rule.consequence),
        (_("More time"), _("The court may give it") if rule.extendable else ""),
        (_("Citation"), rule.citation),
        (_("Source"), rule.source if rule.source != rule.citation else ""),
        (_("Read"), checked(rule)),
        (_("Settled"), CONFIDENCE_WORDS[rule.confidence]),
        (_("Method"), METHOD_WORDS.get(rule.profile, rule.profile)),
        (_("Holidays"), rule.calendar),
        (_("Service"), ", ".join(f"{means} +{days}" for means, days in rule.service)),
        (_("In force"), validity(rule)),
        (_("Note"), rule.note),
    )
    return tuple(fact for fact in facts if fact[1])
