"""What every rule gives for an event, each row ticked or not."""

from app.domain.confidence import Confidence
from app.domain.rule_counting import TO_CONFIRM, CautionKind
from app.i18n import _
from app.i18n.confidence import CONFIDENCE_CHIPS
from app.i18n.sentences import sentence
from app.services.deadlines import RuleOutcome
from app.ui import wording
from app.ui.dated_look import load_words
from app.ui.icons import Icon
from app.ui.table import Column
from app.ui.theme import Tone
from app.ui.tick_table import TickTable
from app.ui.widgets import ChipSpec, EmptyState

_LATER = (CautionKind.NOT_SETTLED, CautionKind.VERIFY_LOCALLY)
"""What the chip says already."""


class OutcomeList(TickTable):
    """The rules; what can be counted, is new and asks for no decision is ticked to begin with."""

    def __init__(self) -> None:
        super().__init__(
            _("What the rules give"),
            _COLUMNS,
            key=_key,
            can_tick=_can_tick,
            sentence=_sentence,
            empty=EmptyState(Icon.SCALE, _("No rule in force starts from this event on that day.")),
        )


def reasons(outcome: RuleOutcome) -> list[str]:
    """Return every step of a count, or why there is none, with all that must be looked at."""
    if outcome.answer is None:
        return [sentence(outcome.refusal)] if outcome.refusal is not None else []
    steps = list(outcome.answer.trace)
    safe = outcome.answer.conservative_on
    if safe is not None and safe != outcome.answer.due_on:
        steps.append(_("Plan for {day}.").format(day=wording.full_day(safe)))
    if outcome.rule.applies_if:
        steps.append(_("Applies if: {words}").format(words=outcome.rule.applies_if))
    if outcome.rule.consequence:
        steps.append(_("If it is missed: {words}").format(words=outcome.rule.consequence))
    steps += (caution.words for caution in outcome.answer.warnings)
    return list(dict.fromkeys(steps))  # the trace says of itself what counsel should confirm


def source_words(outcome: RuleOutcome) -> str:
    """Return citation and pack, e.g. ``"Fed. R. Crim. P. 12(b); US-FED-CRIM 2026.1"``."""
    edition = outcome.answer.rule_edition if outcome.answer else outcome.pack
    return "; ".join(part for part in (outcome.rule.citation, edition) if part)


def _key(outcome: RuleOutcome) -> object:
    return outcome.rule.id


def _can_tick(outcome: RuleOutcome) -> bool:
    return outcome.answer is not None


def _title(outcome: RuleOutcome) -> str:
    return outcome.rule.title


def _second(outcome: RuleOutcome) -> str:
    if outcome.answer is None:
        return "; ".join(reasons(outcome))
    first = _remark(outcome)
    parts = (first, outcome.answer.period, outcome.rule.citation)
    return ", ".join(part for part in parts if part)


def _remark(outcome: RuleOutcome) -> str:
    """Return the one thing to look at before the tick; empty if there is none."""
    if outcome.is_present:
        return _("in the case already")
    if outcome.rule.applies_if:
        return _("only if {words}").format(words=outcome.rule.applies_if)
    warnings = outcome.answer.warnings if outcome.answer else ()
    words = next((each.words for each in warnings if each.kind not in _LATER), "")
    return words.rstrip(".")  # more follows behind a comma


def _due(outcome: RuleOutcome) -> str:
    return wording.day(outcome.answer.due_on) if outcome.answer else ""


def _plan_by(outcome: RuleOutcome) -> str:
    if outcome.answer is None or outcome.answer.conservative_on is None:
        return ""
    safe = outcome.answer.conservative_on
    return "" if safe == outcome.answer.due_on else wording.day(safe)


def _load(outcome: RuleOutcome) -> str:
    return wording.count(outcome.load) if outcome.load else ""


def _chip(outcome: RuleOutcome) -> ChipSpec | None:
    if outcome.answer is None:
        return ChipSpec(_("No date"), Tone.NEUTRAL, Icon.CALENDAR_X)
    if outcome.is_past:
        return ChipSpec(_("In the past"), Tone.DANGER, Icon.TRIANGLE_ALERT)
    if TO_CONFIRM in outcome.answer.trace:  # weighs more than a look at local rules
        return ChipSpec(CONFIDENCE_CHIPS[Confidence.CONFIRM], Tone.WARN, Icon.TRIANGLE_ALERT)
    kinds = {caution.kind for caution in outcome.answer.warnings}  # of the rules it follows too
    if CautionKind.VERIFY_LOCALLY in kinds:
        return ChipSpec(_("Verify locally"), Tone.WARN, Icon.CIRCLE_ALERT)
    if CautionKind.NOT_SETTLED not in kinds:
        return ChipSpec(CONFIDENCE_CHIPS[Confidence.SETTLED], Tone.OK, Icon.CIRCLE_CHECK)
    own = outcome.rule.confidence
    least = Confidence.PREVAILING if own is Confidence.SETTLED else own
    return ChipSpec(CONFIDENCE_CHIPS[least], Tone.WARN, Icon.CIRCLE_HELP)


def _no_text(_outcome: RuleOutcome) -> str:
    return ""


def _sentence(outcome: RuleOutcome) -> str:
    chip = _chip(outcome)
    parts = (
        outcome.rule.title,
        _("due {day}").format(day=wording.full_day(outcome.answer.due_on))
        if outcome.answer
        else "",
        chip.text if chip else "",
        _second(outcome),
        load_words(outcome.load) if outcome.answer else "",
    )
    return ", ".join(part for part in parts if part)


_COLUMNS = (
    Column(_("Deadline"), _title, 220, stretch=3, strong=True, second=_second),
    Column(_("Due"), _due, 146),
    Column(_("Plan for"), _plan_by, 92, quiet=True, gives_way=2),
    Column(_("That day"), _load, 76, quiet=True, right=True, gives_way=3),
    Column(_("Rule"), _no_text, 168, chip=_chip),
)
