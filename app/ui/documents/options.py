"""What is asked before a case summary is printed: for whom, and which parts of it."""

from typing import Any

from app.domain.cases import CaseId
from app.domain.documents import SummaryPart, parts_for
from app.domain.profiles import Profile
from app.i18n import _
from app.services.documents import PreviewCaseSummary, PrintCaseSummary
from app.ui.paper import AudienceCards, PaperOptions
from app.ui.theme import Token
from app.ui.widgets import CheckRow, PlainLabel, Type, column, small

_PARTS = {
    SummaryPart.SYNOPSIS: _("Synopsis"),
    SummaryPart.CHARGES: _("Charges"),
    SummaryPart.DEADLINES: _("Deadlines"),
    SummaryPart.EVIDENCE: _("Evidence"),
    SummaryPart.PEOPLE: _("Witnesses and others"),
    SummaryPart.VICTIMS: _("Victims"),
    SummaryPart.TASKS: _("Before the next hearing"),
    SummaryPart.NOTES: _("Notes"),
}


class PrintOptions(PaperOptions):
    """Reader and parts; only parts that the reader's paper can have are offered."""

    def __init__(self, case: CaseId) -> None:
        super().__init__()
        self._case = case
        self.audience = AudienceCards()
        self._checks = {part: CheckRow(words, value=True) for part, words in _PARTS.items()}
        self._left_out = small(wrap=True)
        self.audience.picked.connect(self._follow_reader)
        for check in self._checks.values():
            check.edited.connect(self.changed)
        self.setLayout(
            column(
                _label(_("Who will read it")),
                self.audience,
                8,
                _label(_("Parts")),
                column(*self._checks.values(), spacing=0),
                8,
                self._left_out,
                None,
                spacing=6,
            )
        )

    def profile(self) -> Profile:
        """Who will read it."""
        return self.audience.value()

    def parts(self) -> frozenset[SummaryPart]:
        """The parts that stand checked."""
        return frozenset(part for part, check in self._checks.items() if check.value())

    def check(self, part: SummaryPart) -> CheckRow:
        """The box of a part."""
        return self._checks[part]

    def preview(self) -> PreviewCaseSummary:
        """The summary to look at."""
        return PreviewCaseSummary(case=self._case, profile=self.profile(), parts=self.parts())

    def command(self) -> PrintCaseSummary:
        """The summary to hand out."""
        return PrintCaseSummary(case=self._case, profile=self.profile(), parts=self.parts())

    def take(self, shown: Any) -> None:  # noqa: ANN401  a `PrintedSummary`
        """Say what the reader will not see."""
        what = ", ".join(shown.left_out)
        self._left_out.setText(_("Left out: {what}.").format(what=what) if what else "")

    def _follow_reader(self) -> None:
        offered = parts_for(self.profile())
        for part, check in self._checks.items():
            check.setVisible(part in offered)
        self.changed.emit()


def _label(text: str) -> PlainLabel:
    return PlainLabel(text, level=Type.LABEL, token=Token.MUTED)
