"""What a CASE/UCO file brings: its exhibits, and everything that does not come in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.evidence_exchange import ExchangeReport, ExhibitLine
from app.domain.imports import ImportFinding
from app.i18n import _, ngettext
from app.services.evidence_exchange import finding_words
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Card, ChipSpec, EmptyState, SectionHeader, column, primary, row

_SIZE = (1040, 680)
_FINDINGS_SHARE = 3
_EXHIBITS_SHARE = 2


def _chip(finding: ImportFinding) -> ChipSpec:
    if finding.severity == "rejected":
        return ChipSpec(_("Left out"), Tone.DANGER, Icon.CIRCLE_X)
    return ChipSpec(_("Doubtful"), Tone.WARN, Icon.TRIANGLE_ALERT)


_EXHIBITS = (
    Column(_("Tag"), lambda line: line.tag, width=90, strong=True),
    Column(_("In the file"), lambda line: ", ".join(line.numbers), width=190, quiet=True),
    Column(_("Description"), lambda line: line.description, width=300, stretch=1),
    Column(_("Steps"), lambda line: wording.count(line.steps), width=70, right=True),
    Column(_("Holder"), lambda line: line.holder, width=200),
)
_FINDINGS = (
    Column(_("Outcome"), lambda _finding: "", width=110, chip=_chip),
    Column(_("What"), finding_words, width=420, stretch=1),
    Column(_("Where in the file"), lambda finding: finding.field, width=260, quiet=True),
)


class ExchangeReportDialog(QDialog):
    """The exhibits of a file and the findings, as they are kept with the vault.

    Args:
        report: of the import, or of looking the file over.
        parent: the window or the form it stands over.
        is_rehearsal: nothing was taken in; the words say what would be.
    """

    def __init__(
        self, report: ExchangeReport, parent: QWidget, *, is_rehearsal: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is in the file") if is_rehearsal else _("Import finished"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        close = primary(_("Close"), self.accept)
        parts = column(
            Banner(_outcome(report, is_rehearsal=is_rehearsal), _remark(report), _tone(report)),
            _exhibits(report),
            _findings(report, is_rehearsal=is_rehearsal),
            row(None, close),
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        parts.setStretch(1, _EXHIBITS_SHARE)
        parts.setStretch(2, _FINDINGS_SHARE)
        self.setLayout(parts)
        close.setFocus()


def _tone(report: ExchangeReport) -> Tone:
    return Tone.OK if report.exhibits else Tone.WARN


def _outcome(report: ExchangeReport, *, is_rehearsal: bool) -> str:
    if not report.exhibits:
        return _("No exhibit in this file is new. Nothing changes.")
    count = len(report.exhibits)
    case = report.case_number or _("a new case")
    if is_rehearsal:
        words = ngettext(
            "{n} exhibit would come into {case}.", "{n} exhibits would come into {case}.", count
        )
    else:
        words = ngettext(
            "{n} exhibit was taken into {case}.", "{n} exhibits were taken into {case}.", count
        )
    return words.format(n=wording.count(count), case=case)


def _remark(report: ExchangeReport) -> str:
    understood = _("The file describes {nodes} things, of which {taken} were understood.").format(
        nodes=wording.count(report.nodes), taken=wording.count(report.taken)
    )
    known = ngettext(
        "{n} exhibit is here already.", "{n} exhibits are here already.", report.known
    ).format(n=wording.count(report.known))
    return f"{understood} {known}" if report.known else understood


def _exhibits(report: ExchangeReport) -> Card:
    table = DataTable(
        _("Exhibits"),
        RowTable(_EXHIBITS, report.exhibits, key=_tag_of, sentence=_sentence),
        empty=EmptyState(Icon.PACKAGE_SEARCH, _("No exhibit is new.")),
    )
    steps = ngettext("{n} step", "{n} steps", report.steps).format(n=wording.count(report.steps))
    header = SectionHeader(_("Exhibits"), steps, margins=(14, 10, 12, 10))
    return Card(header, table, padding=0, spacing=0)


def _findings(report: ExchangeReport, *, is_rehearsal: bool) -> Card:
    table = DataTable(
        _("Findings"),
        RowTable(_FINDINGS, report.findings, sentence=finding_words),
        empty=EmptyState(Icon.CIRCLE_CHECK, _("All of the file was understood.")),
    )
    left_out = ngettext("{n} left out", "{n} left out", report.left_out)
    doubts = ngettext("{n} doubtful", "{n} doubtful", report.doubts)
    remark = ", ".join(
        (
            left_out.format(n=wording.count(report.left_out)),
            doubts.format(n=wording.count(report.doubts)),
            *([] if is_rehearsal else [_("kept with the vault")]),
        )
    )
    header = SectionHeader(_("Findings"), remark, margins=(14, 10, 12, 10))
    return Card(header, table, padding=0, spacing=0)


def _tag_of(line: ExhibitLine) -> object:
    return line.tag


def _sentence(line: ExhibitLine) -> str:
    return f"{line.tag}, {line.description}, {line.holder}"
