"""A hash list of somebody else beside what is kept: what agrees, and what does not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.hash_lists import Compared, Comparison, HashForm, Verdict
from app.i18n import _
from app.ui import wording
from app.ui.icons import Icon
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Card, ChipSpec, EmptyState, SectionHeader, column, primary, row

_SIZE = (900, 600)

_VERDICTS = {
    Verdict.MATCHES: ChipSpec(_("Same"), Tone.OK, Icon.CIRCLE_CHECK),
    Verdict.DIFFERS: ChipSpec(_("Differs"), Tone.DANGER, Icon.OCTAGON_ALERT),
    Verdict.MISSING: ChipSpec(_("Not kept"), Tone.WARN, Icon.CIRCLE_MINUS),
    Verdict.UNPROVEN: ChipSpec(_("Not provable"), Tone.WARN, Icon.CIRCLE_HELP),
    Verdict.UNKNOWN: ChipSpec(_("Not listed"), Tone.NEUTRAL, Icon.CIRCLE_PLUS),
}
_FORMS = {HashForm.DFXML: "DFXML", HashForm.HASHDEEP: "hashdeep"}
_DIGESTS = {"sha256": "SHA-256", "sha1": "SHA-1", "md5": "MD5", "size": _("Size")}


def _verdict(file: Compared) -> ChipSpec:
    return _VERDICTS[file.verdict]


_COLUMNS = (
    Column(_("Verdict"), lambda file: _verdict(file).text, width=128, chip=_verdict),
    Column(_("In the list"), lambda file: file.listed, width=240, stretch=1, strong=True),
    Column(_("Kept here"), lambda file: file.kept, width=240, stretch=1),
    Column(_("Told by"), lambda file: _DIGESTS.get(file.digest, ""), width=88, quiet=True),
)


class ComparisonDialog(QDialog):
    """Every file of a comparison, what differs first."""

    def __init__(self, comparison: Comparison, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hash list compared"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        tone = Tone.OK if comparison.agrees else Tone.WARN
        if comparison.count(Verdict.DIFFERS):
            tone = Tone.DANGER
        table = DataTable(
            _("Files compared"),
            RowTable(_COLUMNS, comparison.files, key=lambda file: (file.listed, file.kept)),
            empty=EmptyState(Icon.HASH, _("The list names no file, and none is kept here.")),
        )
        form = _("list in the form {form}").format(form=_FORMS[comparison.form])
        header = SectionHeader(_("Files"), form, margins=(14, 10, 12, 10))
        close = primary(_("Close"), self.accept)
        layout = column(
            Banner(_outcome(comparison), counts_in_words(comparison), tone),
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        layout.addWidget(Card(header, table, padding=0, spacing=0), 1)
        layout.addLayout(row(None, close))
        self.setLayout(layout)
        close.setFocus()


def _outcome(comparison: Comparison) -> str:
    if comparison.agrees:
        return _("Everything in the list is kept here unchanged, and nothing else is.")
    if comparison.count(Verdict.DIFFERS):
        return _("Files of the same name have other content than the list says.")
    return _("The list and what is kept here do not name the same files.")


def counts_in_words(comparison: Comparison) -> str:
    """Return how many files got each verdict."""
    parts = (
        f"{chip.text}: {wording.count(comparison.count(verdict))}"
        for verdict, chip in _VERDICTS.items()
        if comparison.count(verdict)
    )
    return ", ".join(parts)
