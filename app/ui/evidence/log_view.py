"""Fast entry: many items one after the other by keyboard or scanner, written all at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.cases import Case, CaseFilter, CaseLine
from app.domain.codes import Code, CodeList
from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.evidence_entry import EvidenceEntry, tag_as_kept
from app.domain.paging import Page as PageOfLines
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.cases import CaseByNumber, CaseHeader, CaseHeaderOf, CasesPage
from app.services.codes import Choices
from app.services.evidence import (
    CheckTags,
    EvidenceByTag,
    ItemFile,
    LogEvidenceBatch,
    Logged,
    NextTagNumber,
    TakenTag,
)
from app.services.evidence.papers import PrintLabels
from app.ui.drafts.inputs import Typed, focused_in, put_back, put_focus, typed_in
from app.ui.drafts.plain import decoded, encoded
from app.ui.drafts.sheet import Sheet, finish
from app.ui.evidence.batch import Batch, BatchLine, Check, taken_in_words
from app.ui.evidence.entry_form import EntryForm
from app.ui.evidence.fact_fields import LISTS
from app.ui.evidence.papers import open_labels
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.page import Frame, Section
from app.ui.scan.taking import offer_scans
from app.ui.scan.verdict import ScanVerdict
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    Chip,
    EmptyState,
    SectionHeader,
    column,
    hide_unless,
    primary,
    quiet,
    row,
    secondary,
    section,
)

_COLUMNS = (
    Column(_("Tag"), lambda line: line.entry.tag, width=100, strong=True),
    Column(_("Type"), lambda line: line.kind_label, width=120, gives_way=1),
    Column(_("Description"), lambda line: line.words, width=180, stretch=1),
    Column(_("Place"), lambda line: line.entry.place, width=150, gives_way=2),
    Column(_("Collected by"), lambda line: line.entry.collected_by, width=110, gives_way=3),
    Column(_("Check"), lambda line: line.chip.text, width=214, chip=lambda line: line.chip),
    Column("", lambda _line: "", width=116, action=lambda line: line.verb),
)
BATCH = "evidence.batch"
"""Name of its drafts."""
_FEW = 5
"""Cases looked at when the typed words are no number."""
_LEAST_BATCH = 140
"""Height of the batch in pixels, with one row in it."""


class LogView(QWidget):
    """The form, the batch below it, and the commit.

    Signals:
        left: the user goes back to the list; the batch stays as it is.
    """

    left = Signal()
    takes_any = True

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._logged: tuple[ItemId, ...] = ()
        self._frame = frame
        self._desk = frame.desk
        self._case: Case | None = None
        self._batch = Batch()
        self._is_committing = False
        self.kept_as: UUID | None = None
        self.typed_as: UUID | None = None
        self._build()
        keys_within(self, self._form.add, "Ctrl+Return", "Ctrl+Enter")
        keys_within(self, self.commit, "F9")
        keys_within(self, self._form.toggle_more, "Ctrl+M")
        keys_within(self, self.print_labels, "F8")
        keys_within(self, self._leave, "Escape")
        self._form.added.connect(self._add)
        self._form.case_typed.connect(self._find_case)
        self._table.opened.connect(self._change)
        keys_within(self._table, self._remove_current, "Delete")
        offer_scans(self)
        self._form.place.scanned.connect(self._say_place)
        self._table.acted.connect(self._act)

    @property
    def batch(self) -> Batch:
        """What was typed in and is not committed yet."""
        return self._batch

    @property
    def case(self) -> UUID | None:
        """The case logged into, once it is named."""
        return self._case.id if self._case is not None else None

    def sheet(self) -> Sheet | None:
        """Return the batch with what is typed for the next item, if there is anything."""
        typed = typed_in(self._form)
        if not self._batch.lines and not self._form.is_begun():
            return None
        number = self._case.number if self._case is not None else ""
        return Sheet(
            form=BATCH,
            title=_("Log evidence in {case}").format(case=number) if number else _("Log evidence"),
            place=encoded(self.case),
            typed=(*typed, *(_as_typed(line) for line in self._batch.lines)),
            focus=focused_in(self._form),
            more=encoded(tuple(line.entry for line in self._batch.lines)),
        )

    def take_back(self, sheet: Sheet) -> bool:
        """Hold a batch again as it stood; False where another one waits here."""
        if self._batch.lines or self._form.is_begun():
            return False
        self._desk.ask(Choices(LISTS), self, partial(self._fill_again, sheet), self._say)
        return True

    def start(self, case: UUID | None) -> None:
        """Begin, for a case if one is named; a batch that waits for another case goes first."""
        self._desk.ask(Choices(LISTS), self, self._form.offer)
        self._ask_number()
        if case is None or (self._case is not None and case == self._case.id):
            self._form.start()
        elif self._batch.lines:
            self._frame.tell(
                _("Commit or clear the batch first. It belongs to another case."), tone=Tone.WARN
            )
        else:
            self._desk.ask(CaseHeaderOf(case), self, self._begin, self._say)  # type: ignore[arg-type]  # a case's identity

    def commit(self) -> None:
        """Write every item that is ready, all or none."""
        ready = self._batch.ready
        if self._case is None or not ready or self._is_committing:
            return
        self._is_committing = True
        self._show_batch()
        entries = tuple(line.entry for line in ready)
        command = LogEvidenceBatch(case=self._case.id, entries=entries)
        self._desk.do(command, self, self._committed(ready), self._refused)

    def take_back_last(self) -> bool:
        """Take the last item of the batch back into the fields; False where there is none.

        Not over an item that is half typed.
        """
        if not self._batch.lines or self._form.is_begun():
            return False
        self._change(self._batch.lines[-1].id)
        return True

    def print_labels(self) -> None:
        """Print the labels of what was logged last; they carry tags, which commit makes sure of."""
        if not self._desk.may(PrintLabels):
            return
        if self._logged:
            open_labels(self._frame, self._logged)
        else:
            self._verdict.say(
                _("Commit first (F9). Labels are printed of what is logged."), Tone.WARN
            )

    def take_scan(self, code: str, into: QWidget | None) -> bool:
        """Take every code while fast entry is in front: it never leads away from the batch."""
        agency = self._form.place.agency(code)
        if agency is not None:
            self._form.fill_agency(agency.name, into)
            self._verdict.say(agency.name, Tone.OK)
        elif into is self._form.place:
            self._desk.ask(EvidenceByTag(code), self, self._take_container, self._refuse_scan)
        elif not self._form.scan_into_line(code, into):
            self._take_tag(tag_as_kept(code))
        return True

    def _take_tag(self, tag: str) -> None:
        if not self._form.scan_tag(tag):
            self._verdict.say(
                _("{tag}: describe it, or scan the next one.").format(tag=tag), Tone.OK
            )
            self._desk.ask(CheckTags(tags=(tag,)), self, self._warn_of_taken, self._say)

    def _warn_of_taken(self, taken: tuple[TakenTag, ...]) -> None:
        for each in taken:
            self._verdict.say(taken_in_words(each, self.case), Tone.DANGER)

    def _say_place(self) -> None:
        problem = self._form.place.problem()
        words = _("Place: {place}").format(place=self._form.place.value())
        self._verdict.say(problem or words, Tone.DANGER if problem else Tone.OK)

    def _take_container(self, shown: ItemFile) -> None:
        """Let what comes lie in an item of this case; another case's things stay apart."""
        line = shown.line
        if line.case != self.case:
            taken = TakenTag(line.tag, line.item, line.case, line.case_number)
            self._verdict.say(taken_in_words(taken, self.case), Tone.DANGER)
            return
        self._form.put_inside(line)
        self._verdict.say(_("What comes lies in {tag}.").format(tag=line.tag), Tone.OK)

    def _refuse_scan(self, error: DossierError) -> None:
        self._verdict.say(sentence(error), Tone.DANGER)

    def _build(self) -> None:
        self._lede = secondary()
        head = row(
            column(section(_("Log evidence")), self._lede, spacing=2),
            None,
            Chip(_("Scanner ready"), Tone.OK, Icon.SCAN_BARCODE),
            quiet(_("Back to the list"), self._leave, Icon.ARROW_LEFT, "Esc"),
        )
        self._form = EntryForm(self._desk)
        self._verdict = ScanVerdict(_("Scan a tag, a place or an agency; or type."))
        self._commit = primary("", self.commit, None, "F9")
        labels = quiet(_("Print labels"), self.print_labels, Icon.PRINTER, "F8")
        hide_unless(labels, self._desk.may(PrintLabels))
        self._head = SectionHeader(
            _("This batch"), "", self._verdict, labels, self._commit, margins=(14, 10, 12, 10)
        )
        empty = EmptyState(
            Icon.BARCODE, _("No item yet. Fill in the fields and press Ctrl Enter to add it.")
        )
        self._rows = RowTable(_COLUMNS)
        self._table = DataTable(_("Items of this batch"), self._rows, empty=empty)
        self._batch_card = Card(self._head, self._table, padding=0, spacing=0)
        # What else is asked for takes the room of the batch while it is open.
        self._form.more_shown.connect(self._batch_card.setHidden)
        layout = column(head, self._form, spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        # A message under a field needs room: the batch gives way, down to its buttons and a row.
        self._batch_card.setMinimumHeight(_LEAST_BATCH)
        layout.addWidget(self._batch_card, 1)
        self.setLayout(layout)
        self._show_case()
        self._show_batch()

    def _fill_again(self, sheet: Sheet, choices: dict[CodeList, tuple[Code, ...]]) -> None:
        """Once the kinds of evidence are known, so that each line has its words."""
        self._form.offer(choices)
        for entry in decoded(sheet.more):
            label = self._form.label_of(entry.kind)
            self._batch.add(entry, label, self._form.warning(entry.kind))
        put_back(self._form, sheet.typed)
        case = decoded(sheet.place)
        if case is not None:
            self._desk.ask(CaseHeaderOf(case), self, self._take_header, self._say)
        tags = tuple(line.entry.tag for line in self._batch.lines)
        self._desk.ask(CheckTags(tags=tags), self, self._note_taken, self._say)
        self._show_batch()
        put_focus(self._form, sheet.focus)

    def _ask_number(self) -> None:
        self._desk.ask(NextTagNumber(), self, self._take_number, self._say)

    def _take_number(self, number: int) -> None:
        self._batch.number_from(number)
        self._form.suggest_tag(self._batch.next_tag)

    def _find_case(self, typed: str) -> None:
        if not typed or (self._case is not None and typed == self._case.number):
            return
        self._desk.ask(CaseByNumber(typed), self, self._take_case, self._search_case)

    def _search_case(self, _error: DossierError) -> None:
        """The words are no number of a case: perhaps they name one."""
        words = CaseFilter(words=self._form.case.value())
        self._desk.ask(CasesPage(which=words, size=_FEW), self, self._take_found, self._say)

    def _take_found(self, page: PageOfLines[CaseLine]) -> None:
        if len(page.rows) == 1:
            self._desk.ask(CaseHeaderOf(page.rows[0].case), self, self._take_header, self._say)
        elif page.rows:
            self._form.case.show_error(_("Several cases are found by this. Type the number."))
        else:
            self._form.case.show_error(_("No case is found by this. Type its number."))

    def _begin(self, header: CaseHeader) -> None:
        self._take_case(header.case)
        self._form.start()

    def _take_header(self, header: CaseHeader) -> None:
        self._take_case(header.case)

    def _take_case(self, case: Case) -> None:
        """Log into this case from now on; who typed it is in the next field already."""
        self._case = case
        self._form.case.show_hint()
        self._show_case()

    def _add(self, entry: EvidenceEntry) -> None:
        if self._case is None:
            self._form.case.show_error(_("Name the case first."))
            return
        tagged = replace(entry, tag=entry.tag or self._batch.next_tag)
        label, warning = self._form.label_of(entry.kind), self._form.warning(entry.kind)
        line = self._batch.add(tagged, label, warning)
        tone = Tone.DANGER if line.check is Check.REPEATED else Tone.OK
        words = line.words if line.check is Check.REPEATED else line.chip.text
        self._verdict.say(f"{tagged.tag}: {words}", Tone.WARN if line.waits else tone)
        self._form.clear()
        self._form.suggest_tag(self._batch.next_tag)
        self._show_batch()
        self._table.pick(line.id)
        self._desk.ask(CheckTags(tags=(tagged.tag,)), self, self._note_taken, self._say)

    def _note_taken(self, taken: tuple[TakenTag, ...]) -> None:
        if taken:
            self._batch.note_taken(taken)
            self._warn_of_taken(taken)
            self._show_batch()

    def _act(self, id_: int) -> None:
        """Go to what has the tag already, or drop the row."""
        line = self._batch.find(id_)
        if line is None:
            return
        original = self._batch.original_of(line) if line.check is Check.REPEATED else None
        if original is not None:
            self._table.pick(original.id)
        elif line.taken is not None and line.taken.item is not None:
            self._frame.go(Section.EVIDENCE, line.taken.item)
        else:
            self._remove(id_)

    def _remove_current(self) -> None:
        key = self._table.current_key()
        if isinstance(key, int):
            self._remove(key)

    def _change(self, id_: int) -> None:
        line = self._batch.take_out(id_)
        if line is not None:
            self._form.fill(line.entry)
            self._show_batch()

    def _remove(self, id_: int) -> None:
        self._batch.take_out(id_)
        self._show_batch()
        self._ask_number()

    def _committed(self, ready: tuple[BatchLine, ...]) -> Callable[[tuple[Logged, ...]], None]:
        def written(logged: tuple[Logged, ...]) -> None:
            self._is_committing = False
            self._batch.drop(ready)
            number = self._case.number if self._case is not None else ""
            self._batch.note_taken(
                TakenTag(each.item.tag, each.item.id, each.item.case, number) for each in logged
            )
            self._show_batch()
            if not self._batch.lines:
                finish(self, self._desk)
            self._ask_number()
            self._logged = tuple(each.item.id for each in logged)
            count = len(logged)
            words = ngettext("{n} item logged in {case}.", "{n} items logged in {case}.", count)
            press = self.print_labels if self._desk.may(PrintLabels) else None
            said = words.format(n=count, case=number)
            self._frame.tell(said, action=_("Print labels"), press=press)
            self._verdict.say(said, Tone.OK)
            self._form.start()

        return written

    def _refused(self, error: DossierError) -> None:
        self._is_committing = False
        self._show_batch()
        self._say(error)
        tags = tuple(line.entry.tag for line in self._batch.ready)
        self._desk.ask(CheckTags(tags=tags), self, self._note_taken, self._say)

    def _show_case(self) -> None:
        stays = _("Enter moves on, Ctrl Z takes the last item back, Delete drops a row.")
        if self._case is not None:
            title, number = self._case.title, self._case.number
            self._lede.setText(f"{title}, {number}. {stays}")
            self._form.show_case(number, is_fixed=bool(self._batch.lines))
        else:
            self._lede.setText(_("Name the case first.") + f" {stays}")

    def _show_batch(self) -> None:
        ready = len(self._batch.ready)
        self._rows.set_rows(self._batch.lines)
        self._head.set_remark(self._batch.summary())
        words = ngettext("Commit {n} item", "Commit {n} items", ready).format(n=ready)
        self._commit.set_label(words)
        self._commit.setEnabled(ready > 0 and not self._is_committing)
        self._show_case()

    def _say(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.DANGER)

    def _leave(self) -> None:
        if not self._form.close_more():
            self.left.emit()


def _as_typed(line: BatchLine) -> Typed:
    """Return an item of the batch as text to copy."""
    entry = line.entry
    parts = (entry.tag, line.kind_label, entry.description, entry.quantity, entry.seal, entry.place)
    return Typed(f"line.{line.id}", _("Item"), ", ".join(part for part in parts if part), None)
