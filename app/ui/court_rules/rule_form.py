"""The form of a court rule, new or changed, with the count beside it while it is filled in."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.domain.codes import Code
from app.domain.confidence import Confidence
from app.domain.court_calendars import CALENDAR_IDS
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.particulars import Particulars
from app.domain.rule_checks import LONGEST_LEAD
from app.domain.severity import Severity
from app.domain.time_computation import Direction, Unit
from app.i18n import _
from app.i18n.confidence import CONFIDENCE_WORDS
from app.i18n.counting_methods import DIRECTION_WORDS, METHOD_WORDS, UNIT_WORDS
from app.services.court_calendars import CalendarLine, CourtCalendarList
from app.services.court_rules import AddRule, AmendRule
from app.ui.choices import options
from app.ui.court_rules.try_panel import TryPanel
from app.ui.court_rules.words import FIELDS, SEVERITY
from app.ui.form import FormDialog
from app.ui.list_inputs import LeadDaysInput
from app.ui.page import Frame
from app.ui.widgets import (
    CheckRow,
    Choice,
    DateInput,
    Field,
    NumberInput,
    PastDateInput,
    ProseInput,
    SectionHeader,
    TextInput,
    column,
    fields_in_a_row,
    hide_unless,
)

_A_CENTURY_OF_HOURS = 876_600
_WIDTH, _HEIGHT = 760, 660


class ServiceInput(TextInput):
    """Days a means of service adds, typed ``mail 3, overnight 2 court``."""

    def __init__(self, table: Particulars) -> None:
        super().__init__(
            ", ".join(f"{means} {days}" for means, days in table),
            placeholder=_("e.g. mail 3, electronic 2 court"),
        )

    def answer(self) -> Particulars:
        """The pairs as a rule holds them; what cannot be read is left to the rule's own check."""
        return tuple(_means(part.strip()) for part in self.value().split(",") if part.strip())

    def problem(self) -> str | None:
        """A sentence where a means of service has no days or stands twice."""
        pairs = self.answer()
        if any(not days for _means, days in pairs):
            return _("Write each means of service and its days, such as mail 3.")
        if len(dict(pairs)) < len(pairs):
            return _("A means of service stands here twice.")
        return None


class CodesInput(TextInput):
    """Codes of rules, typed with commas between them."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))

    def answer(self) -> tuple[str, ...]:
        """The codes; whether there are such rules is left to the rule's own check."""
        return tuple(part.strip() for part in self.value().split(",") if part.strip())


class RuleForm(FormDialog):
    """A rule of a pack of the office.

    Args:
        frame: the window.
        pack: the pack it belongs to.
        others: codes of the pack's rules, which it may follow.
        events: that may start it.
        rule: the rule to change; None = a new one.
    """

    def __init__(
        self,
        frame: Frame,
        pack: RulePack,
        others: Iterable[str],
        events: tuple[Code, ...],
        rule: CourtRule | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Change {rule}").format(rule=rule.code) if rule else _("Add a rule"),
            _("Change") if rule else _("Add"),
            lede=_("It becomes part of the next edition of {pack}.").format(pack=pack.title),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._is_new = rule is None
        self._rule = rule or _blank(pack)
        self._fields: dict[str, Field] = {}
        self._add_heading(tuple(others), events)
        self._add_count()
        around = column(spacing=0)
        self.add(SectionHeader(_("Try it")), around)
        self._add_weight()
        self._add_source()
        self.trial = TryPanel(frame.desk, self.rule)
        around.addWidget(self.trial)
        self.setMinimumHeight(_HEIGHT)
        frame.desk.ask(CourtCalendarList(), self, self._offer_calendars)
        self._entire.edited.connect(self.trial.count)
        for field in self._fields.values():
            field.content.edited.connect(self.trial.count)  # type: ignore[attr-defined]  # every input has it

    def command(self) -> AddRule | AmendRule:
        """Return the command."""
        return AddRule(self.rule()) if self._is_new else AmendRule(self.rule())

    def rule(self) -> CourtRule:
        """Return the rule as it stands.

        Raises:
            Refused: ``text.required``, for a length that is missing.
        """
        values: dict[str, Any] = {name: field.value() for name, field in self._fields.items()}
        if values["n"] is None:
            raise Refused("text.required", field="n")
        for name in ("event", "follows", "calendar"):
            values[name] = values[name] or ""
        values["lead_days"] = tuple(str(days) for days in values["lead_days"] or ())
        values["short_period_threshold"] = values["short_period_threshold"] or 0
        return replace(
            self._rule,
            **values,
            entire_days=self._entire.value(),
            extendable=self._extendable.value(),
            verify_locally=self._verify.value(),
        )

    def _offer_calendars(self, lines: tuple[CalendarLine, ...]) -> None:
        self._calendars.set_options([(line.id, line.id) for line in lines])

    def _field(self, name: str, content: Any, **more: Any) -> Field:  # noqa: ANN401  any input
        field = Field(name, FIELDS[name], content, **more)
        self._fields[name] = field
        return field

    def _text(self, name: str, **more: Any) -> Field:  # noqa: ANN401  as `Field` takes it
        return self._field(name, TextInput(getattr(self._rule, name)), **more)

    def _add_heading(self, others: tuple[str, ...], events: tuple[Code, ...]) -> None:
        rule = self._rule
        follows = [(code, code) for code in others if code != rule.code]
        code = self._text("code", required=True)
        hide_unless(code, self._is_new)
        self.add(
            fields_in_a_row((code, 2), (self._text("title", required=True), 4)),
            fields_in_a_row(
                self._field(
                    "event",
                    Choice(
                        options(events),
                        rule.event or None,
                        empty=_("None: it follows a rule"),
                        searchable=True,
                    ),
                ),
                self._field(
                    "follows",
                    Choice(follows, rule.follows or None, empty=_("None")),
                ),
            ),
            fields_in_a_row(
                self._field(
                    "later_of",
                    CodesInput(rule.later_of),
                    hint=_("Whichever is later: codes of other rules"),
                ),
                self._field(
                    "earlier_of",
                    CodesInput(rule.earlier_of),
                    hint=_("Whichever is earlier: codes of other rules"),
                ),
            ),
        )

    def _add_count(self) -> None:
        rule = self._rule
        number = NumberInput(rule.n or None, least=1, most=_A_CENTURY_OF_HOURS)
        # A calendar of the office's own is offered when the list of them has come.
        known = dict.fromkeys((*CALENDAR_IDS, *filter(None, (rule.calendar,))))
        self._calendars: Choice[str] = Choice(
            [(each, each) for each in known], rule.calendar or None, empty=_("Of the pack")
        )
        self._entire = CheckRow(
            _("Entire days: they lie whole before the event, as in 18 U.S.C. 3432"),
            rule.entire_days,
        )
        self.add(
            fields_in_a_row(
                (self._field("n", number, required=True), 1),
                (self._field("unit", Choice(list(UNIT_WORDS.items()), rule.unit)), 2),
                (
                    self._field("direction", Choice(list(DIRECTION_WORDS.items()), rule.direction)),
                    2,
                ),
            ),
            self._entire,
            fields_in_a_row(
                (
                    self._field(
                        "profile",
                        Choice(list(METHOD_WORDS.items()), rule.profile),
                    ),
                    3,
                ),
                (
                    self._field(
                        "calendar",
                        self._calendars,
                    ),
                    1,
                ),
            ),
            fields_in_a_row(
                (self._field("service", ServiceInput(rule.service)), 3),
                (
                    self._text("session", hint=_("Penal Code 825 only: 08:30-16:30")),
                    2,
                ),
                (
                    self._field(
                        "short_period_threshold",
                        NumberInput(
                            rule.short_period_threshold or None, least=0, most=LONGEST_LEAD
                        ),
                        hint=_("Short periods only: days"),
                    ),
                    2,
                ),
            ),
        )

    def _add_weight(self) -> None:
        rule = self._rule
        self._extendable = CheckRow(_("The court may give more time"), rule.extendable)
        lead = LeadDaysInput()
        lead.set_value(", ".join(rule.lead_days))
        self.add(
            fields_in_a_row(
                self._text("actor"),
                self._field("severity", Choice(list(SEVERITY.items()), rule.severity)),
                self._field("lead_days", lead, hint=_("Empty: the usual ones.")),
            ),
            self._text("applies_if"),
            self._text("consequence"),
            self._extendable,
        )

    def _add_source(self) -> None:
        rule = self._rule
        self._verify = CheckRow(
            _("Compare with the court's own rules before relying on it"), rule.verify_locally
        )
        self.add(
            fields_in_a_row(
                self._text("citation", required=True),
                self._text("source"),
            ),
            fields_in_a_row(
                self._field("checked_on", PastDateInput(rule.checked_on)),
                self._text("checked_by"),
                self._field(
                    "confidence",
                    Choice(list(CONFIDENCE_WORDS.items()), rule.confidence),
                ),
            ),
            fields_in_a_row(
                self._field("effective_from", DateInput(rule.effective_from)),
                self._field("effective_to", DateInput(rule.effective_to)),
            ),
            self._verify,
            self._field("note", ProseInput(rule.note, lines=2)),
        )


def _blank(pack: RulePack) -> CourtRule:
    return CourtRule(
        id=CourtRuleId(new_id()),
        pack=pack.id,
        code="",
        title="",
        n=14,
        unit=Unit.DAYS,
        direction=Direction.AFTER,
        severity=Severity.STATUTORY,
        confidence=Confidence.COURT_SPECIFIC,
    )


def _means(part: str) -> tuple[str, str]:
    """Split ``overnight 2 court`` into the means and its days."""
    words = part.split()
    at = next((n for n, word in enumerate(words) if word.isdigit()), len(words))
    return " ".join(words[:at]), " ".join(words[at:])
