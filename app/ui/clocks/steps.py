"""Every step of a clock's reckoning, to be read, and the sheet that holds it on paper."""

from dataclasses import replace
from functools import partial

from app.domain.clocks.standing import ClockStanding
from app.domain.profiles import Profile
from app.i18n import _
from app.i18n.clocks import heading
from app.services.clocks import CaseClocks, PreviewClockSheet, PrintClockSheet
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.paper import AudienceCards, PaperOptions, PaperPreview
from app.ui.reason_panel import ReasonPanel
from app.ui.theme import Token
from app.ui.widgets import (
    Button,
    PlainLabel,
    Popover,
    ScrollPage,
    Type,
    column,
    hide_unless,
    row,
    small,
)

_WIDTH = 640
_HEIGHT = 360


class StepsCard(Popover):
    """The steps of one clock in a floating card."""

    def __init__(self, frame: Frame, clocks: CaseClocks, standing: ClockStanding) -> None:
        steps = ScrollPage(ReasonPanel(standing.trace, " ".join(standing.warnings)), None)
        steps.setFixedHeight(_HEIGHT)
        printed = Button(
            _("Print the sheet"),
            partial(self._print, frame, clocks, standing),
            icon=Icon.PRINTER,
            small=True,
        )
        hide_unless(printed, frame.desk.may(PreviewClockSheet))
        super().__init__(
            heading(standing),
            steps,
            row(small(standing.regime.law), None, printed),
            parent=frame.dialog_parent(),
            icon=Icon.TIMER,
            width=_WIDTH,
        )

    def _print(self, frame: Frame, clocks: CaseClocks, standing: ClockStanding) -> None:
        self.close()
        open_sheet(
            frame,
            PrintClockSheet(case=standing.clock.case, as_of=clocks.as_of, clock=standing.clock.id),
        )


class SheetOptions(PaperOptions):
    """The clock sheet, and who will read it."""

    def __init__(self, printed: PrintClockSheet) -> None:
        super().__init__()
        self._printed = printed
        self.audience = AudienceCards()
        self.audience.picked.connect(self._tell)
        self._words = small(wrap=True)
        label = PlainLabel(_("Who will read it"), level=Type.LABEL, token=Token.MUTED)
        self.setLayout(column(label, self.audience, self._words, None, spacing=6))
        self._write_words()

    def preview(self) -> PreviewClockSheet:
        """The sheet to look at."""
        asked = self.command()
        return PreviewClockSheet(
            case=asked.case, as_of=asked.as_of, clock=asked.clock, profile=asked.profile
        )

    def command(self) -> PrintClockSheet:
        """The sheet to hand out."""
        return replace(self._printed, profile=self.audience.value())

    def _tell(self, _chosen: object) -> None:
        self._write_words()
        self.changed.emit()

    def _write_words(self) -> None:
        inside = self.audience.value() is Profile.INTERNAL
        self._words.setText(
            _("Every figure, every exclusion and every step, with the law behind each.")
            if inside
            else _("The reckoning and the orders alone: no reasons, nothing proposed, no advice.")
        )

    def file_name(self, shown: object) -> str:  # noqa: ARG002  the pages bear no name
        """The sheet's name."""
        return _("Speedy-trial clocks")


def open_steps(frame: Frame, clocks: CaseClocks, standing: ClockStanding) -> None:
    """Open the steps of a clock."""
    StepsCard(frame, clocks, standing).show_at(frame.dialog_parent())


def open_sheet(frame: Frame, printed: PrintClockSheet) -> None:
    """Open the preview of the clock sheet."""
    PaperPreview(frame, _("Speedy-trial clocks"), SheetOptions(printed)).open()
