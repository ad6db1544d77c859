"""The files of a case and of all its items, in place of its items."""

from uuid import UUID

from app.domain.attachments import KeptFile
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.attachments import AttachFile, FilesOf
from app.services.cases import CaseHeader, CaseHeaderOf
from app.ui import wording
from app.ui.case_tab import CaseTabPage
from app.ui.evidence.files_acts import FileActs
from app.ui.evidence.files_words import (
    ROLES,
    checked,
    file_icon,
    how_many,
    role_words,
    trouble_chip,
)
from app.ui.evidence.wording import size
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import metrics
from app.ui.widgets import (
    Card,
    EmptyState,
    SectionHeader,
    column,
    hide_unless,
    quiet,
    row,
)

_COLUMNS = (
    Column(
        _("Name"),
        lambda file: file.name,
        width=200,
        stretch=3,
        strong=True,
        icon=file_icon,
        second=lambda file: file.came_from,
    ),
    Column(_("Item"), lambda file: file.item_tag or _("Case"), width=88),
    Column(
        _("What it is"),
        lambda file: ROLES[file.role],
        width=130,
        stretch=1,
        second=lambda file: file.source_name,
        gives_way=2,
    ),
    Column(_("Size"), lambda file: size(file.size), width=96, right=True, gives_way=3),
    Column(
        _("Taken in"),
        lambda file: wording.day(courthouse.local(file.added_at).date()),
        width=104,
        quiet=True,
        gives_way=4,
    ),
    Column(_("Last check"), checked, width=140, chip=trouble_chip, gives_way=1),
)


class FilesTab(CaseTabPage):
    """List and buttons."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self.acts = FileActs(frame, self, self.chosen)
        self.rows = RowTable(_COLUMNS, key=lambda file: file.id, sentence=_sentence)
        self.table = DataTable(
            _("Files of this case"),
            self.rows,
            empty=self._empty(),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        attach = quiet(_("Attach a file"), self.acts.choose, Icon.PAPERCLIP)
        folder = quiet(_("Take a folder in"), self.acts.choose_folder, Icon.FOLDER_PLUS)
        for button in (attach, folder):
            hide_unless(button, self.acts.may_attach())
        more = self.acts.more_button()
        self._head = SectionHeader(_("Files"), "", attach, folder, more, margins=(14, 10, 12, 10))
        buttons = row(
            *self.acts.buttons(),
            None,
            quiet(_("Check all"), self.acts.check_all, Icon.SHIELD),
            margins=(14, 8, 12, 10),
        )
        card = Card(self._head, padding=0, spacing=0)
        card.body().addWidget(self.table, 1)
        card.body().addLayout(buttons)
        layout = column(margins=metrics.PAGE_MARGIN)
        layout.addWidget(card, 1)
        self.setLayout(layout)
        self.acts.take_drops()
        self.table.opened.connect(self.acts.preview_chosen)

    def refresh(self) -> None:
        """Ask for the files of the case."""
        self.desk.ask(FilesOf(self.case), self, self._show, self.acts.fail)
        self.desk.ask(CaseHeaderOf(self.case), self, self._name_lists, self.acts.fail)

    def show_record(self, record: UUID) -> None:
        """Choose one file."""
        self.table.pick(record)

    def chosen(self) -> KeptFile | None:
        """The file the table stands on."""
        found = self.table.current_row()
        return found if isinstance(found, KeptFile) else None

    def _empty(self) -> EmptyState:
        words = _("No file is kept with this case yet. Drop files or a folder here.")
        attach = _("Attach a file") if self.desk.may(AttachFile) else ""
        return EmptyState(Icon.PAPERCLIP, words, attach, self.acts.choose)

    def _show(self, files: tuple[KeptFile, ...]) -> None:
        self.acts.shows(self.case, None, files, self.acts.name)
        self.rows.set_rows(files)
        self._head.set_remark(how_many(len(files)))
        self.counted.emit(len(files))

    def _name_lists(self, header: CaseHeader) -> None:
        self.acts.name = header.line.number


def _sentence(file: KeptFile) -> str:
    trouble = trouble_chip(file)
    words = (file.name, file.item_tag, role_words(file), size(file.size))
    return ", ".join(part for part in (*words, trouble.text if trouble else checked(file)) if part)
