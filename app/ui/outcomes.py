"""How an attempt in the audit log ended, as the chip that says so."""

from app.domain.audit import Outcome
from app.i18n import _
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

OUTCOMES = {
    Outcome.DONE: ChipSpec(_("done"), Tone.OK, Icon.CHECK),
    Outcome.DENIED: ChipSpec(_("denied"), Tone.DANGER, Icon.BAN),
    Outcome.READ: ChipSpec(_("seen"), Tone.ACCENT, Icon.EYE),
}
