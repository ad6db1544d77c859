"""What is offered after an unlock: the drafts, one at a time, to be opened or thrown away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.drafts import Draft
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.clipboard import copying
from app.ui.drafts.inputs import as_text
from app.ui.drafts.sheet import Sheet
from app.ui.icons import Icon
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Banner,
    ProseInput,
    column,
    icon_button,
    primary,
    quiet,
    row,
    secondary,
    section,
)

_LONGEST = 80
"""Characters of a form's title in the bar."""


class DraftBar(QWidget):
    """One draft and how many wait behind it.

    Signals:
        open_asked, drop_asked: the user chose.
    """

    open_asked = Signal()
    drop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._banner = Banner(
            "",
            "",
            Tone.ACCENT,
            primary(_("Open draft"), self.open_asked.emit, Icon.FILE_TEXT),
            quiet(_("Discard"), self.drop_asked.emit),
            icon_button(Icon.X, _("Later: ask at the next unlock"), self.hide),
        )
        self.setLayout(
            column(self._banner, margins=(metrics.PAGE_MARGIN, 12, metrics.PAGE_MARGIN, 0))
        )
        self.hide()

    def show_draft(self, draft: Draft, title: str, more: int) -> None:
        """Name a draft; ``more`` wait behind it."""
        local = courthouse.local(draft.saved_at)
        at = wording.clock(local)
        if local.date() != courthouse.today():
            at = wording.moment(draft.saved_at)
        words = _("Draft of “{form}” kept at {at}").format(form=_cut(title), at=at)
        waits = ngettext("{n} more draft waits.", "{n} more drafts wait.", more).format(n=more)
        self._banner.show_message(words, waits if more else "")
        self.show()


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"


class DraftText(QDialog):
    """The text of a draft whose form cannot be opened any more, to be copied."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_cut(sheet.title))
        self.setModal(True)
        self.resize(620, 460)
        self._text = ProseInput(as_text(sheet.typed), lines=10)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("What was typed"))
        explained = secondary(
            _("This form cannot be opened as it was. Here is everything that was typed."), wrap=True
        )
        copy = primary(_("Copy all"), self._copy, Icon.CLIPBOARD_LIST)
        foot = row(None, quiet(_("Close"), self.accept), copy)
        layout = column(section(_cut(sheet.title)), explained, spacing=8, margins=24)
        layout.addWidget(self._text, 1)
        layout.addLayout(foot)
        self.setLayout(layout)

    def _copy(self) -> None:
        copying().copy(self._text.toPlainText())
