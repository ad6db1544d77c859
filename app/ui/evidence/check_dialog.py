"""The custody check of a case or of the whole office: every finding, each a step from its item."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.cases import CaseId
from app.domain.custody.findings import Finding, Gravity
from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.i18n import _, ngettext
from app.i18n.custody_findings import finding_title, finding_words
from app.i18n.sentences import sentence
from app.services.evidence import CaseCustodyCheck, CheckedItem, CheckedPage, CustodyCheck
from app.ui import wording
from app.ui.evidence.findings_card import gravity_chip
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.icons import Icon
from app.ui.page import Frame, Section
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    EmptyState,
    SegmentedControl,
    column,
    primary,
    quiet,
    row,
    secondary,
    section,
)

_EVERYTHING = "everything"


@dataclass(frozen=True)
class _Line:
    """One finding of one item."""

    number: int
    item: CheckedItem
    finding: Finding


_COLUMNS = (
    Column(_("Tag"), lambda line: line.item.tag, width=92, strong=True),
    Column(
        _("Finding"),
        lambda line: shortened(finding_title(line.finding), LONGEST_NAME),
        width=240,
        stretch=1,
        second=lambda line: finding_words(line.finding),
    ),
    Column(
        _("Item"),
        lambda line: shortened(line.item.description, LONGEST_NAME),
        width=150,
        quiet=True,
        gives_way=1,
    ),
    Column(
        _("How grave"),
        lambda line: gravity_chip(line.finding.gravity).text,
        width=156,
        chip=lambda line: gravity_chip(line.finding.gravity),
    ),
)

_SHOWN = (
    (_EVERYTHING, _("All")),
    (Gravity.BROKEN.value, _("Chain in doubt")),
    (Gravity.OPEN.value, _("To be cleared up")),
    (Gravity.REMARK.value, _("Form incomplete")),
)


class CustodyCheckDialog(QDialog):
    """Findings as a table; Enter goes to the item, Esc closes.

    The whole office is looked over page by page, so that it can be stopped at any time.

    Args:
        frame: the window.
        case: the case to look over; None = the office.
        title: of what is looked over.
    """

    def __init__(self, frame: Frame, case: UUID | None, title: str) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self._case = case
        self._found: list[CheckedItem] = []
        self._lines: tuple[_Line, ...] = ()
        self._looked_at = 0
        self._is_stopped = False
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._remark = secondary(_("Looking over the chains."), wrap=True)
        self._which = SegmentedControl(_SHOWN, name=_("Show"))
        self._rows = RowTable(_COLUMNS, key=lambda line: line.number, sentence=_spoken)
        empty = EmptyState(Icon.SHIELD_CHECK, _("No finding here."))
        self._table = DataTable(
            _("Findings"), self._rows, empty=empty, row_height=metrics.TALL_ROW_HEIGHT
        )
        self._stop = quiet(_("Stop"), self._halt, Icon.X)
        self._stop.setVisible(case is None)
        self._go = primary(_("Go to the item"), self._open_current, Icon.ARROW_RIGHT, "Enter")
        close = quiet(_("Close"), self.reject)
        body = column(
            section(title), self._remark, self._which, spacing=10, margins=(24, 20, 24, 0)
        )
        body.addWidget(Card(self._table, padding=0), 1)
        body.addLayout(row(self._stop, None, close, self._go, margins=(0, 6, 0, 16)))
        self.setLayout(body)
        window = frame.dialog_parent()
        self.resize(min(1040, window.width() - 80), min(680, window.height() - 80))
        self._table.opened.connect(self._open)
        self._which.picked.connect(self._show_chosen)
        self._ask()

    @property
    def lines(self) -> tuple[_Line, ...]:
        """What the table shows."""
        return self._lines

    def _ask(self, after: ItemId | None = None) -> None:
        if self._case is None:
            self._frame.desk.ask(CustodyCheck(after=after), self, self._take_page, self._fail)
        else:
            query = CaseCustodyCheck(CaseId(self._case))
            self._frame.desk.ask(query, self, self._take_case, self._fail)

    def _take_case(self, items: tuple[CheckedItem, ...]) -> None:
        self._found = list(items)
        self._end(self._summary())

    def _take_page(self, page: CheckedPage) -> None:
        self._found += page.items
        self._looked_at += page.looked_at
        if page.after is not None and not self._is_stopped:
            self._remark.setText(
                _("{n} of {every} items looked over.").format(
                    n=wording.count(self._looked_at), every=wording.count(page.every)
                )
            )
            self._ask(page.after)
            return
        words = ngettext("{n} item looked over.", "{n} items looked over.", self._looked_at)
        said = words.format(n=wording.count(self._looked_at))
        stopped = _("Stopped before the end.") if page.after is not None else ""
        self._end(" ".join(part for part in (said, stopped, self._summary()) if part))

    def _summary(self) -> str:
        findings = sum(len(item.findings) for item in self._found)
        if not findings:
            return _("Nothing was found.")
        words = ngettext("{n} finding", "{n} findings", findings)
        items = ngettext("{n} item", "{n} items", len(self._found))
        return _("{findings} in {items}.").format(
            findings=words.format(n=wording.count(findings)),
            items=items.format(n=wording.count(len(self._found))),
        )

    def _end(self, words: str) -> None:
        self._stop.hide()
        self._remark.setText(words)
        self._show_chosen(self._which.value())

    def _show_chosen(self, which: object) -> None:
        """Show the gravest first, or one weight alone."""
        weights = list(Gravity)
        every = [(item, finding) for item in self._found for finding in item.findings]
        chosen = [pair for pair in every if which in (_EVERYTHING, pair[1].gravity.value)]
        chosen.sort(key=lambda pair: (weights.index(pair[1].gravity), pair[0].tag))
        self._lines = tuple(_Line(number, *pair) for number, pair in enumerate(chosen))
        self._rows.set_rows(self._lines)
        self._go.setEnabled(bool(self._lines))

    def _halt(self) -> None:
        self._is_stopped = True

    def _fail(self, error: DossierError) -> None:
        self._stop.hide()
        self._frame.tell(sentence(error), tone=Tone.DANGER)
        self._remark.setText(sentence(error))

    def _open_current(self) -> None:
        self._open(self._table.current_key())

    def _open(self, number: object) -> None:
        found = next((line for line in self._lines if line.number == number), None)
        if found is not None:
            self.accept()
            self._frame.go(Section.EVIDENCE, found.item.item)


def check_custody(frame: Frame) -> None:
    """Look over the chains of the case at hand, else of the whole office."""
    case = frame.case_at_hand()
    title = _("Custody check of the office") if case is None else _("Custody check of this case")
    CustodyCheckDialog(frame, case, title).open()


def check_case(frame: Frame, case: UUID) -> None:
    """Look over the chains of one case."""
    CustodyCheckDialog(frame, case, _("Custody check of this case")).open()


def _spoken(line: _Line) -> str:
    finding = line.finding
    words = (line.item.tag, finding_title(finding), finding_words(finding))
    return ", ".join(words)
