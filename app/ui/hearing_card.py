"""The floating card of a hearing: when, where and before whom, and what can be done about it."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.hearings import ContinuedBy, Hearing, HearingLine, HearingStatus
from app.i18n import _
from app.i18n.hearings import ASKED_BY
from app.services.hearings import AmendHearing, ContinueHearing, ResultHearing, VacateHearing
from app.ui import wording
from app.ui.another_day import VacateForm, open_continuance
from app.ui.dated_card import DatedCard, Offer
from app.ui.dated_look import hearing_chip
from app.ui.hearing_forms import AmendHearingForm
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.result_form import ResultForm
from app.ui.theme import Token
from app.ui.widgets import Chip, Facts, row, small

_LONGEST_FACT = 600


class HearingCard(DatedCard):
    """One hearing; ``case_words`` name its case, and are empty inside the case itself."""

    def __init__(
        self, frame: Frame, line: HearingLine, today: date, parent: QWidget, case_words: str = ""
    ) -> None:
        self._line = line
        self._hearing = line.hearing
        self._today = today
        chip = hearing_chip(line, today)
        super().__init__(
            frame,
            f"{line.what}, {wording.day(self._hearing.on, today)}",
            row(Chip(chip.text, chip.tone, chip.icon), small(_length(self._hearing)), None),
            Facts(_facts(line)),
            parent=parent,
            icon=Icon.GAVEL,
            token=Token.DANGER,
            case_words=case_words,
            case=self._hearing.case,
            record=self._hearing.id,
            offers=self._offers(),
        )

    def _offers(self) -> list[Offer]:
        change = Offer(_("Change"), self._amend, AmendHearing)
        if self._hearing.status is not HearingStatus.SET:
            return [change]
        result = [Offer(_("Result"), self._write_result, ResultHearing)]
        return [
            *(result if self._hearing.on <= self._today else ()),
            Offer(_("Continue"), self._continue, ContinueHearing),
            Offer(_("Vacate"), self._vacate, VacateHearing),
            change,
        ]

    def _write_result(self) -> None:
        form = ResultForm(self.frame, self._hearing, self._line.what)
        self.open_form(form, _("The result is saved."))

    def _continue(self) -> None:
        open_continuance(self.frame, self._hearing)

    def _vacate(self) -> None:
        form = VacateForm(self.frame, self._hearing, self._line.what)
        self.open_form(form, _("The hearing is vacated."))

    def _amend(self) -> None:
        self.open_form(AmendHearingForm(self.frame, self._hearing), _("The change is saved."))


def _length(hearing: Hearing) -> str:
    return _("{clock}, {minutes} minutes").format(
        clock=wording.clock(hearing.local), minutes=hearing.minutes
    )


def _facts(line: HearingLine) -> list[tuple[str, str]]:
    hearing = line.hearing
    place = ", ".join(part for part in (hearing.courtroom, hearing.court) if part)
    told = (
        (_("Where"), place),
        (_("Judge"), hearing.judge),
        (_("Covered by"), line.attorney),
        (_("How held"), hearing.mode),
        (_("Result"), line.result),
        (_("Continued"), _continuance(hearing)),
        (_("Vacated"), hearing.vacate_reason),
        (_("Note"), hearing.note),
    )
    return [(label, value[:_LONGEST_FACT]) for label, value in told if value]


def _continuance(hearing: Hearing) -> str:
    if not hearing.continued_by:
        return ""
    asked_by = ASKED_BY[ContinuedBy(hearing.continued_by)]
    excluded = _("time excluded") if hearing.excludable else _("time counts")
    decided = excluded if hearing.excludable is not None else ""
    parts = (asked_by, decided, hearing.continuance_reason)
    return ", ".join(part for part in parts if part)
