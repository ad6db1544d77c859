"""The Notes tab of a case: write at the top, read below, nothing is ever changed."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.notes import Note, NoteKind
from app.domain.paging import Cursor, Page
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.notes import AddNote, CaseNotes
from app.ui import wording
from app.ui.case_tab import CaseAct, CasePlace, CaseTab, CaseTabPage
from app.ui.drafts.inputs import focused_in, put_back, put_focus, typed_in
from app.ui.drafts.plain import decoded, encoded
from app.ui.drafts.sheet import Sheet, finish, reopens
from app.ui.form import check_fields, place_refusal
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.page import Frame, Section
from app.ui.theme import Tone
from app.ui.widgets import (
    Button,
    Card,
    CheckRow,
    Chip,
    Choice,
    EmptyState,
    Field,
    Hairline,
    PlainLabel,
    ProseInput,
    ScrollPage,
    clear,
    column,
    holding,
    quiet,
    row,
    small,
    strong,
)

KINDS = (
    (NoteKind.GENERAL, _("General")),
    (NoteKind.CALL, _("Call")),
    (NoteKind.MEETING, _("Meeting")),
    (NoteKind.COURT, _("Court")),
    (NoteKind.INVESTIGATION, _("Investigation")),
)
_DRAFT = "note"
"""Name of the drafts of notes."""
_LONGEST_SHOWN = 20_000
"""Characters of a note laid out on screen; paper and export have all of it."""


class NotesTab(CaseTabPage):
    """Notes of one case."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self.kept_as: UUID | None = None
        self.typed_as: UUID | None = None
        self._after: Cursor | None = None
        self._asked = 0
        self._writing = self._make_writing()
        if not self.desk.may(AddNote):
            self._writing.hide()
        self._list = column(spacing=14)
        self._older = quiet(_("Show older notes"), self._ask_older)
        self._older.hide()
        self._empty = EmptyState(
            Icon.NOTEBOOK_PEN, _("No notes yet. What you write here is stamped and stays as it is.")
        )
        self._empty.hide()
        self._notes = Card(self._list)
        self._notes.hide()
        page = ScrollPage(self._writing, self._notes, self._empty, row(self._older, None), None)
        self.setLayout(column(page, spacing=0))
        keys_within(self, self._commit, "Ctrl+Return", "Ctrl+Enter")

    def refresh(self) -> None:
        """Ask for the newest notes."""
        self._asked += 1
        self.desk.ask(CaseNotes(case=self.case), self, partial(self._show, self._asked))

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401 - `Changes` of the services
        """Only notes of this case count."""
        return bool(changes.touches_case(self.case) and changes.touches("notes"))

    def sheet(self) -> Sheet | None:
        """Return the note as far as it is written."""
        if not self._text.value():
            return None
        place = encoded(CasePlace(self.case, "notes"))
        typed, focus = typed_in(self._writing), focused_in(self._writing)
        return Sheet(_DRAFT, _("New note"), place, typed, focus)

    def take_back(self, sheet: Sheet) -> bool:
        """Go on with a note; False where another one is begun here."""
        if self._text.value():
            return False
        put_back(self._writing, sheet.typed)
        put_focus(self._writing, sheet.focus)
        return True

    def focus_writing(self) -> None:
        """Put the keyboard where a note is written."""
        self._text.content.setFocus()

    def show_record(self, record: UUID) -> None:  # noqa: ARG002 - the newest are in front
        """Nothing to choose here: notes are read in their order."""
        self.focus_writing()

    def _make_writing(self) -> Card:
        self._text = Field("text", _("New note"), ProseInput(lines=3))
        self._kind = Field("kind", _("Kind"), Choice(KINDS))
        self._is_work_product = CheckRow(_("Work product (never leaves the office)"))
        self._button = Button(_("Add note"), self._commit, keys="Ctrl Enter")
        foot = row(spacing=14)
        foot.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._is_work_product, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addStretch(1)
        foot.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        return Card(self._text, foot)

    def _commit(self) -> None:
        if not self._button.isEnabled() or not check_fields(self._writing):
            return
        self._button.setEnabled(False)
        command = AddNote(
            case=self.case,
            text=self._text.value(),
            kind=self._kind.value(),
            is_work_product=self._is_work_product.value(),
        )
        self.desk.do(command, self, self._done, self._refuse)

    def _done(self, _note: Note) -> None:
        self._button.setEnabled(True)
        content = self._text.content
        if isinstance(content, ProseInput):
            content.set_value("")
        self._text.show_hint()
        finish(self, self.desk)
        self.frame.tell(_("Note added"))

    def _refuse(self, error: DossierError) -> None:
        self._button.setEnabled(True)
        if not place_refusal(self._writing, error):
            self._text.show_error(sentence(error))

    def _ask_older(self) -> None:
        query = CaseNotes(case=self.case, after=self._after)
        self.desk.ask(query, self, partial(self._append, self._asked))

    def _show(self, asked: int, page: Page[Note]) -> None:
        if asked != self._asked:
            return
        clear(self._list)
        self._append(asked, page)
        self._notes.setVisible(bool(page.rows))
        self._empty.setVisible(not page.rows)

    def _append(self, asked: int, page: Page[Note]) -> None:
        if asked != self._asked:
            return
        for note in page.rows:
            if self._list.count():
                self._list.addWidget(Hairline())
            self._list.addWidget(_shown(note))
        self._after = page.after
        self._older.setVisible(page.after is not None)


def _shown(note: Note) -> QWidget:
    head = row(strong(note.by), small(wording.moment(note.at)), spacing=8)
    if note.kind is not NoteKind.GENERAL:
        head.addWidget(Chip(dict(KINDS)[note.kind]))
    if note.is_work_product:
        head.addWidget(Chip(_("Work product"), Tone.WARN, Icon.LOCK))
    head.addStretch(1)
    text = note.text
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[:_LONGEST_SHOWN]}…"
    return holding(column(head, PlainLabel(text, wrap=True, selectable=True), spacing=4))


@reopens(_DRAFT)
def _reopen(frame: Frame, sheet: Sheet) -> NotesTab | None:
    place = decoded(sheet.place)
    frame.go(Section.CASES, place)
    tabs = (tab for tab in frame.dialog_parent().findChildren(NotesTab) if tab.case == place.case)
    tab = next(tabs, None)
    return tab if tab is not None and tab.take_back(sheet) else None


def _open(frame: Frame, case: UUID) -> None:
    frame.go(Section.CASES, CasePlace(case, "notes", case))


CASE_TAB = CaseTab(
    "notes",
    _("Notes"),
    Icon.NOTEBOOK_PEN,
    CaseNotes,
    NotesTab,
    counts=("notes",),
    adds=(CaseAct(_("Note"), Icon.NOTEBOOK_PEN, _open, needs=AddNote),),
)
