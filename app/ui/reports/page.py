"""The Reports page: how certain trial dates are, and the control sheet of the office's dates."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from app.domain.codes import Code, CodeList
from app.domain.errors import DossierError
from app.domain.trial_dates import NOT_STATED, TrialDates
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.i18n.hearings import ASKED_BY
from app.i18n.sentences import sentence
from app.services.codes import Choices
from app.services.control_papers import PrintControlSheet
from app.services.office import Changes
from app.services.trial_dates import TrialDateCertainty
from app.ui.control_sheet import open_control_sheet
from app.ui.icons import Icon
from app.ui.page import Frame, PageView
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Bar,
    BarChart,
    Button,
    Card,
    Facts,
    Field,
    PastDateInput,
    ScrollPage,
    StatTile,
    column,
    fields_in_a_row,
    hide_unless,
    holding,
    row,
    secondary,
    section,
    strong,
)

_CHART_HEIGHT = 150
_LEAST_BARS, _MOST_BARS = 5, 8
_LABELS = 220
Words = Mapping[str, str]


class ReportsPage(PageView):
    """Trial-date certainty (CourTools 5) over a period, and the papers about all cases."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._asked = 0
        self._reasons: dict[str, str] = {}
        self._measured: TrialDates | None = None
        self._first = Field("first", _("From"), PastDateInput(_year_ago()))
        self._last = Field("last", _("To"), PastDateInput(courthouse.today()))
        for field in (self._first, self._last):
            field.content.edited.connect(self.refresh)  # type: ignore[attr-defined]  # every input's
        self._tried = StatTile(Icon.GAVEL, _("Cases tried"), None, Tone.ACCENT)
        self._continued = StatTile(Icon.ARROW_RIGHT, _("Settings continued"), None, Tone.WARN)
        self._waiting = StatTile(Icon.HOURGLASS, _("Set, not begun"), None, Tone.NEUTRAL)
        self._share = strong("")
        self._basis = secondary(wrap=True)
        self._chart = BarChart(_("Cases tried, by settings of trial"))
        self._chart.setMinimumHeight(_CHART_HEIGHT)
        self._sides = Facts(label_width=_LABELS)
        self._why = Facts(label_width=_LABELS)
        self._control = Button(_("Control of dates"), self._print_control, icon=Icon.PRINTER)
        self._control.setToolTip(_("Who counted each date, who looked at it, what came of it"))
        hide_unless(self._control, self.desk.may(PrintControlSheet))
        period = holding(row(fields_in_a_row(self._first, self._last), None))
        tiles = row(self._tried, self._continued, self._waiting, spacing=metrics.CARD_GAP)
        lists = row(spacing=metrics.CARD_GAP)
        lists.addWidget(Card(section(_("Continued by")), self._sides, None), 1)
        lists.addWidget(Card(section(_("Continued for")), self._why, None), 1)
        chart = Card(section(_("Cases tried, by settings of trial")), self._chart)
        heading = row(section(_("Trial-date certainty")), None, self._control)
        words = column(heading, self._share, self._basis, spacing=4)
        self.setLayout(column(ScrollPage(words, period, tiles, chart, lists, None), spacing=0))
        lists_asked = (CodeList.CONTINUANCE_REASON,)
        self.desk.ask(Choices(lists_asked), self, self._take_reasons)

    @property
    def words(self) -> str:
        """What it says of certainty, and on what it rests."""
        return f"{self._share.plain} {self._basis.plain}"

    def refresh(self) -> None:
        """Measure the period typed."""
        self._asked += 1
        query = TrialDateCertainty(first=self._first.value(), last=self._last.value())
        self.desk.ask(query, self, partial(self._show, self._asked), self._refuse)

    def touched_by(self, changes: Changes) -> bool:
        """Hearings alone."""
        return changes.touches("hearings")

    def _print_control(self) -> None:
        open_control_sheet(self.frame)

    def _take_reasons(self, lists: dict[CodeList, tuple[Code, ...]]) -> None:
        self._reasons = {code.code: code.label for code in lists[CodeList.CONTINUANCE_REASON]}
        if self._measured is not None:
            self._fill(self._measured)

    def _refuse(self, error: DossierError) -> None:
        self._last.show_error(sentence(error))

    def _show(self, asked: int, measured: TrialDates) -> None:
        if asked == self._asked:
            self._last.show_hint()
            self._fill(measured)

    def _fill(self, measured: TrialDates) -> None:
        self._measured = measured
        self._tried.set_number(measured.tried)
        self._continued.set_number(measured.continued)
        self._waiting.set_number(measured.waiting)
        self._share.setText(_certainty(measured))
        self._basis.setText(_basis(measured))
        self._chart.set_bars(_bars(measured))
        sides = {side.value: words for side, words in ASKED_BY.items()}
        self._sides.set_facts(_facts(measured.by_side, sides))
        self._why.set_facts(_facts(measured.by_reason, self._reasons))


def _certainty(measured: TrialDates) -> str:
    share, middle = measured.first_setting_percent, measured.median_settings
    if share is None or middle is None:
        return _("No trial began in this period.")
    words = _("{share} % were tried on the first setting; the median is {middle} settings.")
    return words.format(share=f"{share:.0f}", middle=f"{middle:g}")


def _basis(measured: TrialDates) -> str:
    """Say how many cases it rests on, and what could not be counted."""
    n = measured.tried
    rests = ngettext("Rests on {n} case you may see.", "Rests on {n} cases you may see.", n)
    parts = [rests.format(n=n)]
    if measured.no_result:
        missing = ngettext(
            "{n} past setting has no result and is not counted.",
            "{n} past settings have no result and are not counted.",
            measured.no_result,
        )
        parts.append(missing.format(n=measured.no_result))
    return " ".join(parts)


def _bars(measured: TrialDates) -> list[Bar]:
    """One bar for each number of settings; the last takes all above it."""
    if not measured.by_settings:
        return []
    most = min(max(_LEAST_BARS, *measured.by_settings), _MOST_BARS)
    counts = [0] * most
    for number, cases in measured.by_settings.items():
        counts[min(number, most) - 1] += cases
    return [
        Bar(f"{n}+" if n == _MOST_BARS else str(n), cases, Tone.OK if n == 1 else Tone.ACCENT)
        for n, cases in enumerate(counts, start=1)
    ]


def _facts(counts: Mapping[str, int], words: Words) -> list[tuple[str, str]]:
    if not counts:
        return [(_("None"), "")]
    return [
        (_("Not stated") if code == NOT_STATED else words.get(code, code), str(number))
        for code, number in counts.items()
    ]


def _year_ago() -> date:
    today = courthouse.today()
    return date(today.year - 1, today.month, min(today.day, 28))
