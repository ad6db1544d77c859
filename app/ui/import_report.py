"""What an import did: how much the files hold, how much of it was new, and every finding."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.imports import ImportCounts, ImportFinding, ImportReport
from app.i18n import _, ngettext
from app.services.imports import words_of
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Card, ChipSpec, EmptyState, SectionHeader, column, primary, row

_SIZE = (960, 640)

_KINDS = (
    ("cases", _("Cases")),
    ("defendants", _("Defendants")),
    ("charges", _("Charges")),
    ("dispositions", _("Dispositions")),
    ("sentences", _("Sentences")),
)


def _count_in(at: int, line: tuple[str, ...]) -> str:
    return line[at]


def _place(finding: ImportFinding) -> str:
    return f"{finding.file}, {_('line')} {finding.line}" if finding.line else finding.file


def _chip(finding: ImportFinding) -> ChipSpec:
    if finding.severity == "rejected":
        return ChipSpec(_("Left out"), Tone.DANGER, Icon.CIRCLE_X)
    return ChipSpec(_("Warning"), Tone.WARN, Icon.TRIANGLE_ALERT)


_COUNTS = (
    Column("", lambda line: line[0], width=130, stretch=1, strong=True),
    *(
        Column(title, partial(_count_in, at), width=130, right=True)
        for at, (_kind, title) in enumerate(_KINDS, start=1)
    ),
)
_FINDINGS = (
    Column(_("Outcome"), lambda _finding: "", width=110, chip=_chip),
    Column(_("Where"), _place, width=190, quiet=True),
    Column(_("What"), words_of, width=300, stretch=1),
)


class ImportReportDialog(QDialog):
    """The counts of an import and its findings, as they are kept with the vault."""

    def __init__(self, report: ImportReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import finished"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        close = primary(_("Close"), self.accept)
        self.setLayout(
            column(
                Banner(_outcome(report), _remark(report), Tone.OK),
                _counts(report),
                _findings(report),
                row(None, close),
                spacing=metrics.CARD_GAP,
                margins=metrics.PAGE_MARGIN,
            )
        )
        close.setFocus()


def _outcome(report: ImportReport) -> str:
    if not report.new.total:
        return _("Everything in these files was there already. Nothing was changed.")
    words = ngettext("{n} new case was taken in.", "{n} new cases were taken in.", report.new.cases)
    return words.format(n=wording.count(report.new.cases))


def _remark(report: ImportReport) -> str:
    left_out = ngettext("{n} row was left out", "{n} rows were left out", report.rejected)
    doubts = ngettext("{n} warning", "{n} warnings", report.warnings)
    return (
        f"{left_out.format(n=wording.count(report.rejected))}, "
        f"{doubts.format(n=wording.count(report.warnings))}."
    )


def _counts(report: ImportReport) -> Card:
    rows = [_line(_("In the files"), report.found), _line(_("New"), report.new)]
    model = RowTable(_COUNTS, rows, key=lambda line: line[0])
    return Card(DataTable(_("Counts"), model, fits_rows=True), padding=0)


def _line(title: str, counts: ImportCounts) -> tuple[str, ...]:
    return (title, *(wording.count(getattr(counts, kind)) for kind, _title in _KINDS))


def _findings(report: ImportReport) -> Card:
    table = DataTable(
        _("Findings"),
        RowTable(_FINDINGS, report.findings, sentence=words_of),
        empty=EmptyState(Icon.CIRCLE_CHECK, _("Every row was taken in without a doubt.")),
    )
    header = SectionHeader(_("Findings"), _("kept with the vault"), margins=(14, 10, 12, 10))
    return Card(header, table, padding=0, spacing=0)
