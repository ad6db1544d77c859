"""What the custody check says of one item, as a card."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.custody.findings import Finding, Gravity
from app.i18n import _, ngettext
from app.i18n.custody_findings import GRAVITIES, finding_title, finding_words
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import (
    Card,
    Chip,
    ChipSpec,
    SectionHeader,
    clear,
    column,
    holding,
    link,
    row,
    secondary,
    strong,
)

MOST = 6
"""Findings shown in the card; the check itself lists all."""

_TONES = {
    Gravity.BROKEN: (Tone.DANGER, Icon.OCTAGON_ALERT),
    Gravity.OPEN: (Tone.WARN, Icon.TRIANGLE_ALERT),
    Gravity.REMARK: (Tone.NEUTRAL, Icon.CIRCLE_ALERT),
}


def gravity_chip(gravity: Gravity) -> ChipSpec:
    """Return how much a finding weighs, in words."""
    tone, icon = _TONES[gravity]
    return ChipSpec(GRAVITIES[gravity], tone, icon)


class FindingsCard(Card):
    """The findings of one item below each other; it says so where there are none.

    Args:
        check_case: looks over the case of the item.
    """

    def __init__(self, check_case: Callable[[], object]) -> None:
        self._chip = Chip("")
        self._list = column(spacing=10)
        more = link(_("Check the whole case"), check_case)
        super().__init__(
            SectionHeader(_("Custody check"), "", self._chip),
            holding(self._list),
            row(more, None),
        )

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what was found, gravest first."""
        clear(self._list)
        if not findings:
            self._chip.show_spec(ChipSpec(_("Nothing found"), Tone.OK, Icon.CHECK))
            return
        count = len(findings)
        tone, icon = _TONES[findings[0].gravity]
        words = ngettext("{n} finding", "{n} findings", count).format(n=count)
        self._chip.show_spec(ChipSpec(words, tone, icon))
        for finding in findings[:MOST]:
            self._list.addWidget(_words(finding))
        more = len(findings) - MOST
        if more > 0:
            words = ngettext("{n} more finding.", "{n} more findings.", more)
            self._list.addWidget(secondary(words.format(n=more), wrap=True))


def _words(finding: Finding) -> QWidget:
    title = shortened(finding_title(finding), LONGEST_NAME)
    words = holding(
        column(
            strong(title, wrap=True),
            secondary(shortened(finding_words(finding)), wrap=True),
            spacing=2,
        )
    )
    words.setAccessibleName(f"{title}. {finding_words(finding)}")
    return words
