"""Everything known of one kept file: what it is, its hashes, and each time it was read back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.attachments import AttachmentCheck, KeptFile
from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.attachments import CheckHistory
from app.ui import wording
from app.ui.evidence.files_words import result_chip, role_words
from app.ui.evidence.wording import LONGEST_NAME, shortened, size
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    EmptyState,
    Facts,
    SectionHeader,
    column,
    primary,
    row,
    section,
)

_SIZE = (820, 640)

_CHECKS = (
    Column(_("When"), lambda check: wording.moment(check.at), width=160, strong=True),
    Column(
        _("Result"),
        lambda check: result_chip(check.result).text,
        width=130,
        chip=lambda check: result_chip(check.result),
    ),
    Column(_("By"), lambda check: check.by, width=120, stretch=1),
    Column(
        _("SHA-256 found"),
        lambda check: check.sha256 or _("the content could not be proven"),
        width=240,
        stretch=2,
        quiet=True,
    ),
)


class FileHistory(QDialog):
    """Facts, hashes and checks of a file."""

    def __init__(self, frame: Frame, file: KeptFile) -> None:
        super().__init__(frame.dialog_parent())
        self._frame = frame
        self.setWindowTitle(_("History and hashes"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.checks = RowTable(_CHECKS)
        empty = EmptyState(Icon.SHIELD_CHECK, _("It was not read back since it came in."))
        table = DataTable(_("Checks, newest first"), self.checks, empty=empty)
        header = SectionHeader(_("Read back"), _("newest first"), margins=(14, 10, 12, 10))
        close = primary(_("Close"), self.accept)
        layout = column(
            section(shortened(file.name, LONGEST_NAME)),
            Facts(_facts(file), label_width=120),
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        layout.addWidget(Card(header, table, padding=0, spacing=0), 1)
        layout.addLayout(row(None, close))
        self.setLayout(layout)
        frame.desk.ask(CheckHistory(file.id), self, self._show, self._refuse)

    def _show(self, checks: tuple[AttachmentCheck, ...]) -> None:
        self.checks.set_rows(checks)

    def _refuse(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.DANGER)


def _facts(file: KeptFile) -> list[tuple[str, str]]:
    added = _("{when} by {who}").format(when=wording.moment(file.added_at), who=file.added_by)
    facts = (
        (_("What it is"), role_words(file)),
        (_("Item"), file.item_tag),
        (_("Type and size"), f"{file.media_type}, {size(file.size)}".lstrip(", ")),
        (_("SHA-256"), file.sha256),
        (_("SHA-1"), file.sha1),
        (_("MD5"), file.md5),
        (_("Came from"), shortened(file.came_from)),
        (_("Last changed"), wording.moment(file.modified_at) if file.modified_at else ""),
        (_("Taken in"), added),
        (_("Covered because"), shortened(file.basis)),
        (_("Note"), shortened(file.note)),
    )
    return [(label, value) for label, value in facts if value]
