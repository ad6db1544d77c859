"""Words and chips of court rules, the same in the list, the card and the forms."""

from app.domain.confidence import Confidence
from app.domain.court_rules import CourtRule, RulePack
from app.domain.severity import Severity
from app.i18n import _
from app.i18n.confidence import CONFIDENCE_CHIPS
from app.services.court_rules import RuleLine
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

_CONFIDENCE_LOOKS = {
    Confidence.SETTLED: (Tone.OK, Icon.CIRCLE_CHECK),
    Confidence.PREVAILING: (Tone.ACCENT, Icon.SCALE),
    Confidence.COURT_SPECIFIC: (Tone.ACCENT, Icon.LANDMARK),
    Confidence.CONFIRM: (Tone.WARN, Icon.TRIANGLE_ALERT),
}
SEVERITY = {
    Severity.STATUTORY: _("Statutory"),
    Severity.COURT_ORDERED: _("Ordered by the court"),
    Severity.INTERNAL: _("Internal"),
}
FIELDS = {
    "code": _("Code"),
    "title": _("What is to be done"),
    "event": _("Starts with"),
    "follows": _("Follows rule"),
    "actor": _("Who acts"),
    "profile": _("How it is counted"),
    "n": _("Length"),
    "unit": _("Unit"),
    "direction": _("Counted"),
    "entire_days": _("Entire days"),
    "later_of": _("The later of"),
    "earlier_of": _("The earlier of"),
    "service": _("Days for service"),
    "short_period_threshold": _("Short below"),
    "session": _("Court sits"),
    "calendar": _("Holidays"),
    "severity": _("Weight"),
    "consequence": _("If it is missed"),
    "extendable": _("More time"),
    "applies_if": _("Applies if"),
    "citation": _("Citation"),
    "source": _("Where it was read"),
    "checked_on": _("Read on"),
    "checked_by": _("By"),
    "confidence": _("How settled"),
    "verify_locally": _("Compare locally"),
    "effective_from": _("In force from"),
    "effective_to": _("In force to"),
    "lead_days": _("Remind days ahead"),
    "note": _("Note, printed with each date"),
}
"""What the fields of a rule are called, in its form and where two editions are compared."""


def standing_chip(line: RuleLine) -> ChipSpec:
    """Return whether a rule is in use, and how settled it is."""
    if not line.rule.is_active:
        return ChipSpec(_("Retired"), Tone.NEUTRAL, Icon.ARCHIVE)
    tone, icon = _CONFIDENCE_LOOKS[line.rule.confidence]
    return ChipSpec(CONFIDENCE_CHIPS[line.rule.confidence], tone, icon)


def verify_chip(line: RuleLine) -> ChipSpec | None:
    """Return the mark of a rule that is to be compared with the court's own."""
    if not line.rule.verify_locally:
        return None
    return ChipSpec(_("Verify"), Tone.WARN, Icon.CIRCLE_HELP)


def use_chip(pack: RulePack) -> ChipSpec:
    """Return whether a pack's rules are offered."""
    if pack.is_active:
        return ChipSpec(_("In use"), Tone.OK, Icon.CIRCLE_CHECK)
    return ChipSpec(_("Not in use"), Tone.NEUTRAL, Icon.CIRCLE)


def validity(rule: CourtRule) -> str:
    """Return the days of the event that the rule governs, in words; empty if it has no limit."""
    first, last = rule.effective_from, rule.effective_to
    parts = (
        _("from {day}").format(day=wording.full_day(first)) if first else "",
        _("to {day}").format(day=wording.full_day(last)) if last else "",
    )
    return " ".join(part for part in parts if part)


def checked(record: CourtRule | RulePack) -> str:
    """Return when and by whom it was compared with its source."""
    if record.checked_on is None:
        return _("Not compared with its source yet")
    day = wording.full_day(record.checked_on)
    return f"{day}, {record.checked_by}" if record.checked_by else day
