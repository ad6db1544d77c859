"""What checks of kept files showed, in words: window and paper say the same."""

from app.domain.attachments import CheckResult
from app.i18n import _

RESULTS = {
    CheckResult.WHOLE: _("Unchanged"),
    CheckResult.DAMAGED: _("Damaged"),
    CheckResult.MISSING: _("Missing"),
}
