"""How settled a reading of the law is, in words."""

from app.domain.confidence import Confidence
from app.i18n import _

CONFIDENCE_WORDS: dict[Confidence, str] = {
    Confidence.SETTLED: _("Settled"),
    Confidence.PREVAILING: _("Prevailing reading"),
    Confidence.COURT_SPECIFIC: _("Differs by court"),
    Confidence.CONFIRM: _("To be confirmed by counsel"),
}
CONFIDENCE_CHIPS: dict[Confidence, str] = {
    Confidence.SETTLED: _("Settled"),
    Confidence.PREVAILING: _("Prevailing"),
    Confidence.COURT_SPECIFIC: _("By court"),
    Confidence.CONFIRM: _("To confirm"),
}
"""The same where there is room for a word or two."""
