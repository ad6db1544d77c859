"""Taking in a court's feed: choose the file, look over what it brings, tick, take in."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.calendar_exchange import CourtFeed, FeedRow
from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.services.calendar_exchange import (
    FeedChoice,
    ImportFeed,
    LookedOver,
    PreviewFeed,
    TheCourtFeeds,
    state_words,
)
from app.services.calendar_exchange.importing import TakenFeed
from app.ui import wording
from app.ui.calendar_exchange.feed_table import FeedTable, details_of
from app.ui.case_input import CaseInput
from app.ui.court_moves import open_court_moves
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame
from app.ui.widgets import (
    Button,
    Field,
    Offering,
    TextInput,
    column,
    fields_in_a_row,
    holding,
    row,
    secondary,
)

_WIDTH, _HEIGHT = 1180, 700
_TABLE_HEIGHT = 280
_LABEL = 20
"""Height of a field's label with the space below it."""


class ImportFeedForm(FormDialog):
    """A feed's file, its name and defaults, and a row with a tick for each of its events."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame.desk,
            _("Import court feed"),
            _("Take in what is ticked"),
            lede=_("Nothing is written before you take it in; one Undo takes all of it back."),
            parent=frame.dialog_parent(),
            width=_WIDTH,
        )
        self._frame = frame
        self._feeds: dict[str, CourtFeed] = {}
        self._picked: dict[str, CaseId] = {}
        self._looked_at: FeedChoice | None = None
        self._seen: LookedOver | None = None
        self._path = TextInput()
        self._path.returnPressed.connect(self.look_over)
        self._feed = TextInput(placeholder=_("Riverside Superior, Dept 4"))
        self._court, self._room, self._judge = TextInput(), TextInput(), TextInput()
        self._file = Field("path", _("Calendar file"), self._path, required=True)
        self._table = FeedTable()
        self._table.setMinimumHeight(_TABLE_HEIGHT)
        self._table.picked.connect(self._show_row)
        self._table.opened.connect(self._to_case)
        self._table.ticked.connect(self._count)
        self._summary = secondary("")
        self._details = secondary("", wrap=True)
        self._details.setMinimumHeight(76)
        self._case = Field("case", _("Case of the chosen event"), CaseInput(frame.desk))
        self._lay_out()
        keys_on(self._table, self._table.tick_all, "Ctrl+A")
        self.setAcceptDrops(True)
        self.resize(_WIDTH, _HEIGHT)
        self.desk.ask(TheCourtFeeds(), self, self._offer)

    def command(self) -> ImportFeed:
        """Return the import of the ticked rows as they were looked over."""
        assert self._seen is not None  # noqa: S101  `commit` looks it over first
        return ImportFeed(feed=self._seen, ticks=self._table.ticks())

    def commit(self) -> None:
        """Take in what was looked over; a file or name typed since is looked over first."""
        if self._looked_at is None or self._seen is None or self._choice() != self._looked_at:
            self.look_over()
        else:
            super().commit()

    def look_over(self) -> None:
        """Show what the file would bring."""
        if not self._file.check():
            return
        choice = self._choice()
        if self._looked_at is None or choice.path != self._looked_at.path:
            self._table.forget()
        self._looked_at = choice
        # What stands in the table is not taken in while another look is on its way.
        self._seen = None
        self.desk.ask(PreviewFeed(choice=choice), self, self._show, self.refuse)

    def refuse(self, error: DossierError) -> None:
        """Say why not; what is shown is looked over anew before anything is taken in."""
        self._looked_at = None
        super().refuse(error)

    def choose(self, file: str) -> None:
        """Take a file and look it over at once."""
        self._path.set_value(file)
        self._picked = {}
        self.look_over()

    def give_case(self) -> None:
        """Put the chosen event into the case named."""
        event, case = self._table.current_row(), self._case.value()
        if not isinstance(event, FeedRow) or not isinstance(case, UUID):
            self._case.show_error(_("Choose an event, then name its case."))
            return
        self._picked[event.key] = CaseId(case)
        self.look_over()

    def tell_done(self, done: TakenFeed) -> None:
        """Say how much came in, with the way back; what moved is gone through at once."""
        words = ngettext(
            "{n} event of {feed} was taken in.", "{n} events of {feed} were taken in.", done.taken
        ).format(n=wording.count(done.taken), feed=done.preview.feed.name)
        if done.moves:
            moved = ngettext(
                "{n} of them moved or was taken off.",
                "{n} of them moved or were taken off.",
                len(done.moves),
            )
            words = f"{words} {moved.format(n=wording.count(len(done.moves)))}"
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)
        if done.moves:
            open_court_moves(self._frame)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look the dropped file over."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.choose(files[0])

    def _lay_out(self) -> None:
        choose = Button(_("Choose…"), self._choose, icon=Icon.FOLDER_OPEN)
        look = Button(_("Look it over"), self.look_over, icon=Icon.SEARCH)
        named = fields_in_a_row(
            (Field("feed", _("Feed"), self._feed), 2),
            (Field("court", _("Court"), self._court), 2),
            (Field("courtroom", _("Room"), self._room), 1),
            (Field("judge", _("Judge"), self._judge), 1),
        )
        every = Button(_("Tick all"), self._table.tick_all, small=True)
        none = Button(_("Tick none"), self._table.tick_none, small=True)
        give = Button(_("Put into this case"), self.give_case)
        self.add(
            fields_in_a_row((self._file, 1), (_below_label(choose, look), 0)),
            named,
            row(self._summary, None, every, none),
            self._table,
            fields_in_a_row((self._details, 3), (self._case, 2), (_below_label(give), 0)),
        )

    def _choice(self) -> FeedChoice:
        name = self._feed.value().strip()
        room = (self._court, self._room, self._judge)
        court, courtroom, judge = (part.value() if name else part.value() or None for part in room)
        return FeedChoice(
            path=Path(self._path.value().strip()).expanduser(),
            feed=name,
            court=court,
            courtroom=courtroom,
            judge=judge,
            cases=tuple(self._picked.items()),
        )

    def _offer(self, feeds: tuple[CourtFeed, ...]) -> None:
        self._feeds = {feed.name: feed for feed in feeds}
        offering = Offering(self._feeds, self._feed)
        offering.activated.connect(self._fill_defaults)
        self._feed.setCompleter(offering)
        self._feed.editingFinished.connect(self._fill_defaults)

    def _fill_defaults(self, _name: str = "") -> None:
        """Fill in what is known of a feed; what is typed already stays."""
        known = self._feeds.get(self._feed.value().strip())
        if known is not None and not any((self._court.value(), self._room.value())):
            self._set_feed(known)

    def _set_feed(self, feed: CourtFeed) -> None:
        self._feed.set_value(feed.name)
        self._court.set_value(feed.court)
        self._room.set_value(feed.courtroom)
        self._judge.set_value(feed.judge)

    def _show(self, preview: LookedOver) -> None:
        if preview.choice != self._looked_at:
            return
        self._trouble.hide()
        self._seen = preview
        if self._choice() == preview.choice:
            # Nothing was typed meanwhile that the feed's own words would write over.
            self._set_feed(preview.feed)
            self._looked_at = self._choice()
        self._table.fill(preview)
        self._table.setFocus()
        self._show_row(self._table.current_key())

    def _count(self) -> None:
        chosen = len(self._table.ticks())
        total = self._table.table.rowCount()
        words = ngettext("{ticked} of {n} event ticked", "{ticked} of {n} events ticked", total)
        self._summary.setText(
            words.format(ticked=wording.count(chosen), n=wording.count(total)) if total else ""
        )

    def _show_row(self, _key: object) -> None:
        event = self._table.current_row()
        if isinstance(event, FeedRow):
            told = (state_words(event.state), event.words, *details_of(event))
            self._details.setText("\n".join(filter(None, told)))

    def _to_case(self, _key: object) -> None:
        self._case.content.setFocus()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Import court feed"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Calendar (*.ics *.ical *.ifb)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()


def _below_label(*buttons: QWidget) -> QWidget:
    """Return buttons that stand level with the field beside them."""
    return holding(column(_LABEL, row(*buttons)))


def import_feed(frame: Frame) -> ImportFeedForm:
    """Open the form; what came in is said by the window."""
    form = ImportFeedForm(frame)
    form.committed.connect(form.tell_done)
    form.open()
    return form
