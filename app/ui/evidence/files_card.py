"""The card of files beside an item: what is kept, what can be done, and a place to drop more."""

from app.domain.attachments import KeptFile
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.services.evidence import ItemFile
from app.ui import wording
from app.ui.evidence.files_acts import FileActs
from app.ui.evidence.files_words import details, file_icon, how_many, trouble_chip
from app.ui.evidence.wording import LONGEST_NAME, shortened
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.widgets import (
    Card,
    ListRow,
    RowList,
    SectionHeader,
    column,
    hide_unless,
    holding,
    link,
    row,
    small,
)

_MOST = 100
"""Rows beside an item; the files of the case have a tab of their own."""


class FilesCard(Card):
    """The files of one item."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.acts = FileActs(frame, self, self.chosen)
        self.list = RowList(_("Files"), shows_current=True)
        self._more_than_shown = small("", wrap=True)
        attach = link(_("Attach a file"), self.acts.choose)
        hide_unless(attach, self.acts.may_attach())
        self._head = SectionHeader(_("Files"), "", attach, self.acts.more_button())
        show, copy, save, check = self.acts.buttons()
        # Two rows: the panel is narrow.
        self._buttons = holding(column(row(show, copy, None), row(save, check, None), spacing=4))
        for part in (self._head, self.list, self._more_than_shown, self._buttons):
            self.body().addWidget(part)
        self.acts.take_drops()
        self.list.opened.connect(self.acts.preview_chosen)

    def show_item(self, shown: ItemFile) -> None:
        """Show the files of an item."""
        files = shown.files
        self.acts.shows(shown.line.case, shown.item.id, files, shown.line.tag)
        self.list.set_rows([_row(file) for file in files[:_MOST]])
        hidden = len(files) - _MOST
        words = _("{files} more: open the case, then Evidence and Files.")
        self._more_than_shown.setText(words.format(files=how_many(hidden)) if hidden > 0 else "")
        self._more_than_shown.setVisible(hidden > 0)
        for part in (self.list, self._buttons):
            part.setVisible(bool(files))
        self._head.set_remark(how_many(len(files)) if files else _("No file is attached."))

    def chosen(self) -> KeptFile | None:
        """The file the list stands on."""
        key = self.list.current_key()
        return next((file for file in self.acts.files if file.id == key), None)


def _row(file: KeptFile) -> ListRow:
    return ListRow(
        key=file.id,
        title=shortened(file.name, LONGEST_NAME),
        detail=details(file),
        icon=file_icon(file),
        tone=Tone.DANGER if file.is_damaged else Tone.NEUTRAL,
        chip=trouble_chip(file),
        right=wording.day(courthouse.local(file.added_at).date()),
    )
