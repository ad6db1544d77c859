"""The first tab of a case: what comes next, what is missing, the counts, the last notes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.case_gaps import GapLine, Weight
from app.domain.charges import Charge
from app.domain.notes import Note
from app.i18n import _, ngettext
from app.services.case_overview import CaseOverview, Coming, ComingKind, Overview
from app.services.charges import DefendantCounts
from app.ui import wording
from app.ui.case_tab import CasePlace, CaseTab, CaseTabPage
from app.ui.cases.facts import case_facts
from app.ui.cases.words import gap_text, tone_of_day
from app.ui.icons import Icon
from app.ui.page import Frame, Section
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    EmptyState,
    Facts,
    ListRow,
    Picture,
    PlainLabel,
    RowList,
    ScrollPage,
    SectionHeader,
    clear,
    column,
    holding,
    link,
    row,
    small,
    strong,
)

_GAPS = 7
_NOTE_LENGTH = 600
_HEADING = (16, 12, 12, 8)
_DRAWINGS = {
    ComingKind.HEARING: Icon.GAVEL,
    ComingKind.DEADLINE: Icon.CALENDAR_CLOCK,
    ComingKind.TASK: Icon.LIST_TODO,
}
_MARKS = {
    Weight.URGENT: (Icon.CIRCLE_ALERT, Tone.DANGER),
    Weight.OPEN: (Icon.CIRCLE_ALERT, Tone.WARN),
    Weight.DONE: (Icon.CIRCLE_CHECK, Tone.OK),
}


def offense_day(charge: Charge) -> str:
    """Return the first day of an offense, e.g. "Sat 14 Nov"; the Charges tab has the span."""
    return wording.day(charge.offense_from) if charge.offense_from else ""


WHO = Column(_("Defendant"), lambda row: row.defendant, width=104, stretch=2)
COUNTS = (
    Column(_("Count"), lambda row: str(row.charge.number), width=62),
    Column(_("Statute"), lambda row: row.charge.statute, width=120, stretch=2),
    Column(_("Charge"), lambda row: row.charge.description, width=150, stretch=4, strong=True),
    Column(_("Class"), lambda row: row.class_words, width=92, stretch=1, gives_way=2),
    Column(
        _("Offense date"),
        lambda row: offense_day(row.charge),
        width=112,
        stretch=1,
        gives_way=1,
    ),
    Column(
        _("Plea, outcome"),
        lambda row: row.outcome,
        width=118,
        stretch=2,
        quiet=True,
    ),
)


@dataclass(frozen=True)
class CountRow:
    """A count as one line of the overview."""

    defendant: str
    charge: Charge
    class_words: str
    outcome: str

    @property
    def id(self) -> UUID:
        """The charge."""
        return self.charge.id


def count_rows(groups: tuple[DefendantCounts, ...]) -> list[CountRow]:
    """Return the counts of all defendants in their order."""
    return [
        CountRow(
            group.name,
            count.charge,
            count.class_words,
            count.disposition or count.plea or _("none entered"),
        )
        for group in groups
        for count in group.counts
    ]


class OverviewTab(CaseTabPage):
    """The overview of one case."""

    def __init__(self, frame: Frame, case: UUID, add_deadline: Callable[[], object] | None) -> None:
        super().__init__(frame, case)
        self._coming = RowList(_("What comes next"))
        self._coming.opened.connect(self._go_to_date)
        self._dates: dict[UUID, Coming] = {}
        self._nothing = EmptyState(Icon.CALENDAR, _("Nothing is dated in this case."))
        self._further = link("", self._all_dates)
        actions = [link(_("Add deadline"), add_deadline)] if add_deadline is not None else []
        heading = SectionHeader(_("What comes next"), "", *actions, margins=_HEADING)
        dates = Card(heading, self._coming, self._nothing, self._further, padding=0, spacing=0)
        self._gaps = column(spacing=10)
        gaps = Card(strong(_("What is missing")), self._gaps)
        self._counts = column()
        charges = Card(
            SectionHeader(_("Charges"), margins=_HEADING), self._counts, padding=0, spacing=0
        )
        self._synopsis = PlainLabel(wrap=True, selectable=True)
        self._story = Card(strong(_("What happened")), self._synopsis)
        self._facts = Facts()
        about = Card(strong(_("About the case")), self._facts)
        self._notes = column(spacing=14)
        self._last = Card(strong(_("Notes")), self._notes)
        top = row(spacing=metrics.CARD_GAP)
        top.addWidget(dates, 6)
        top.addWidget(gaps, 5)
        self._page = ScrollPage(top, charges, self._story, self._last, about, None)
        # An answer that is still on its way must not read as "nothing here".
        self._page.hide()
        self.setLayout(column(self._page, spacing=0))

    def refresh(self) -> None:
        """Ask for the overview."""
        self.desk.ask(CaseOverview(self.case), self, self._show, self._leave_blank)

    def _leave_blank(self, _error: object) -> None:
        """The workspace above says why."""

    def _show(self, overview: Overview) -> None:
        self._page.show()
        self._show_coming(overview)
        self._show_gaps(overview.gaps)
        self._show_counts(overview.charges)
        self._synopsis.setText(_cut(overview.case.synopsis))
        self._story.setVisible(bool(overview.case.synopsis))
        self._show_notes(overview.notes)
        self._facts.set_facts(case_facts(overview.case, overview.numbers, overview.words))

    def _show_coming(self, overview: Overview) -> None:
        self._dates = {each.id: each for each in overview.coming}
        self._coming.set_rows([_coming_row(each, overview) for each in overview.coming])
        self._coming.setVisible(bool(overview.coming))
        self._nothing.setVisible(not overview.coming)
        more = overview.further
        self._further.set_label(ngettext("{n} more", "{n} more", more).format(n=more))
        self._further.setVisible(more > 0)

    def _show_counts(self, groups: tuple[DefendantCounts, ...]) -> None:
        clear(self._counts)
        columns = (COUNTS[0], WHO, *COUNTS[1:]) if len(groups) > 1 else COUNTS
        table = DataTable(
            _("Charges"),
            RowTable(columns, count_rows(groups)),
            empty=EmptyState(Icon.SCALE, _("Nobody is charged in this case yet.")),
            fits_rows=True,
        )
        table.opened.connect(self._go_to_count)
        self._counts.addWidget(table)

    def _show_gaps(self, gaps: tuple[GapLine, ...]) -> None:
        clear(self._gaps)
        for line in gaps[:_GAPS]:
            self._gaps.addWidget(_gap(line))
        if len(gaps) > _GAPS:
            self._gaps.addWidget(small(_("and {n} more").format(n=len(gaps) - _GAPS)))
        if not gaps:
            self._gaps.addWidget(_line(Icon.CIRCLE_CHECK, Tone.OK, _("Nothing is missing."), ""))

    def _show_notes(self, notes: tuple[Note, ...]) -> None:
        clear(self._notes)
        for note in notes:
            self._notes.addWidget(_note(note))
        self._last.setVisible(bool(notes))

    def _go_to_date(self, key: object) -> None:
        if isinstance(key, UUID) and key in self._dates:
            coming = self._dates[key]
            tab = "tasks" if coming.kind is ComingKind.TASK else "deadlines"
            self.frame.go(Section.CASES, CasePlace(self.case, tab, coming.id))

    def _all_dates(self) -> None:
        self.frame.go(Section.CASES, CasePlace(self.case, "deadlines"))

    def _go_to_count(self, key: object) -> None:
        if isinstance(key, UUID):
            self.frame.go(Section.CASES, CasePlace(self.case, "charges", key))


def overview_tab(add_deadline: Callable[[Frame, UUID], object] | None) -> CaseTab:
    """Return the tab; `add_deadline` opens the form of the feature that has it."""
    return CaseTab(
        "overview",
        _("Overview"),
        Icon.LAYOUT_DASHBOARD,
        CaseOverview,
        partial(_build, add_deadline),
    )


def _build(
    add_deadline: Callable[[Frame, UUID], object] | None, frame: Frame, case: UUID
) -> OverviewTab:
    run = partial(add_deadline, frame, case) if add_deadline is not None else None
    return OverviewTab(frame, case, run)


def _coming_row(coming: Coming, overview: Overview) -> ListRow:
    distance = wording.distance(coming.on, overview.today)
    late = _("overdue, {distance}").format(distance=distance)
    clock = wording.clock(coming.at) if coming.at is not None else ""
    known = (late if coming.on < overview.today else "", clock, coming.detail)
    return ListRow(
        coming.id,
        coming.title,
        ", ".join(part for part in known if part) or distance,
        _DRAWINGS[coming.kind],
        tone_of_day(coming.on, overview.today),
        right=wording.day(coming.on, overview.today),
    )


def _gap(line: GapLine) -> QWidget:
    drawing, tone = _MARKS[line.weight]
    text, detail = gap_text(line)
    return _line(drawing, tone, text, detail)


def _line(drawing: Icon, tone: Tone, text: str, detail: str) -> QWidget:
    words = column(PlainLabel(text, wrap=True), spacing=1)
    if detail:
        words.addWidget(small(detail, wrap=True))
    line = row(spacing=10)
    line.addWidget(Picture(drawing, tone.ink), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return holding(line)


def _note(note: Note) -> QWidget:
    stamp = wording.moment(note.at)
    if note.is_work_product:
        stamp = _("{stamp}, work product").format(stamp=stamp)
    head = row(strong(note.by), small(stamp), None, spacing=6)
    return holding(column(head, PlainLabel(_cut(note.text), wrap=True), spacing=2))


def _cut(text: str) -> str:
    return text if len(text) <= _NOTE_LENGTH else f"{text[:_NOTE_LENGTH]}…"
