"""The review list: items to look at, collected into a run that is asked for or let go together."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.evidence import ItemId
from app.domain.retention.review import (
    DisposalState,
    ReviewFilter,
    ReviewLine,
    ReviewReason,
    ReviewSort,
)
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.i18n.retention import REVIEW_WORDS, STATE_WORDS
from app.i18n.sentences import sentence
from app.services.retention import (
    ApproveDisposal,
    ClassifyItems,
    Disposed,
    ExecuteDisposal,
    GiveNotice,
    RequestDisposal,
    RequestView,
    ReviewCounts,
    ReviewPage,
    WaitingRequests,
)
from app.ui import wording
from app.ui.choices import Lists
from app.ui.evidence.disposal_forms import (
    ApproveForm,
    ClassForm,
    ExecuteForm,
    NoticeForm,
    RequestForm,
    Tagged,
    open_listed,
    tags_in_words,
)
from app.ui.evidence.item_panel import ItemPanel
from app.ui.evidence.retention_card import tell_gone
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, PagedTable, PageRequest
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    Choice,
    EmptyState,
    column,
    hide_unless,
    holding,
    link,
    quiet,
    row,
    secondary,
    strong,
)

_PAUSE_MS = 150
"""Rest after a key before the office is asked: nobody reads what an arrow key runs past."""
_NO_DAY = "–"  # noqa: RUF001  the dash of an empty cell


class ReviewView(QWidget):
    """List and panel; Space puts the current item into the run or takes it out.

    Signals:
        left: the user goes back to all evidence.
    """

    left = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._desk = frame.desk
        self._run: dict[ItemId, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._show_current)
        self._build()
        self._table.picked.connect(self._picked)
        self._table.opened.connect(self._panel.show_item)
        self._table.acted.connect(self.toggle)
        self._reason.edited.connect(self._ask_rows)
        self._show_run()

    @property
    def run(self) -> Tagged:
        """The items collected, with their tags."""
        return tuple(self._run.items())

    def reload(self) -> None:
        """Ask for list, numbers and item again."""
        self._model.reload()
        self._desk.ask(ReviewCounts(), self, self._show_counts)
        self._show_current()

    def show_reason(self, reason: ReviewReason) -> None:
        """Show the items listed for one reason."""
        self._reason.set_value(reason.value)
        self._ask_rows()

    def toggle(self, key: object) -> None:
        """Put an item into the run, or take it out."""
        line = self._model.line_of(key) if isinstance(key, UUID) else None
        shown = None if line is None else self._model.row_at(self._model.index(line, 0))
        if not isinstance(shown, ReviewLine):
            return
        item = shown.line.item
        if self._run.pop(item, None) is None:
            self._run[item] = shown.line.tag
        self._show_run()
        self._table.viewport().update()

    def clear(self) -> None:
        """Take every item out of the run."""
        self._run.clear()
        self._show_run()
        self._table.viewport().update()

    def ask(self) -> None:
        """Request the disposal of what is collected."""
        self._with_lists(partial(RequestForm, self._frame, self.run), self._say_asked)

    def classify(self) -> None:
        """Choose the retention class of what is collected."""
        self._with_lists(partial(ClassForm, self._frame, self.run), self._say_changed)

    def notify(self) -> None:
        """Record a notice about what is collected."""
        self._with_lists(partial(NoticeForm, self._frame, self.run), self._say_recorded)

    def approve(self) -> None:
        """Approve the requests of what is collected."""
        self._ask_requests(self._open_approval)

    def execute(self) -> None:
        """Carry out the disposal of what is collected, under one certificate."""
        self._ask_requests(self._open_execution)

    def _build(self) -> None:
        self._remark = secondary()
        reasons = [(reason.value, words) for reason, words in REVIEW_WORDS.items()]
        self._reason = Choice(reasons, ReviewReason.DUE.value)
        self._reason.setAccessibleName(_("Why they are listed"))
        self._model = PagedTable(
            self._desk,
            self._columns(),
            self._query,
            key=_key_of,
            sentence=_sentence_of,
            sort=ReviewSort.KEEP_UNTIL.value,
        )
        words = _("Nothing to review here. Choose another reason.")
        self._table = DataTable(
            _("Items to review"),
            self._model,
            empty=EmptyState(Icon.PACKAGE_CHECK, words),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self._panel = ItemPanel(self._frame)
        list_ = column(row(self._reason, None, self._remark), spacing=metrics.CARD_GAP)
        list_.addWidget(Card(self._table, padding=0), 1)
        list_.addWidget(self._run_card())
        both = row(spacing=metrics.CARD_GAP)
        both.addLayout(list_, 29)
        both.addWidget(self._panel, 20)
        back = link(_("All evidence"), self._leave)
        head = row(strong(_("Retention review")), None, back)
        layout = column(head, spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        layout.addLayout(both, 1)
        self.setLayout(layout)

    def _run_card(self) -> Card:
        self._collected = secondary(wrap=True)
        acts = (
            (_("Request disposal"), self.ask, RequestDisposal),
            (_("Approve"), self.approve, ApproveDisposal),
            (_("Carry out"), self.execute, ExecuteDisposal),
            (_("Class"), self.classify, ClassifyItems),
            (_("Notice"), self.notify, GiveNotice),
        )
        self._acts: list[Button] = []
        for words, press, act in acts:
            button = quiet(words, press)
            hide_unless(button, self._desk.may(act))
            self._acts.append(button)
        self._clear = link(_("Clear"), self.clear)
        self._run_acts = holding(row(*self._acts, None, self._clear))
        return Card(self._collected, self._run_acts)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                _("Tag"),
                lambda each: each.line.tag,
                width=104,
                sort=ReviewSort.TAG.value,
                strong=True,
                icon=self._tick,
            ),
            Column(
                _("What"),
                lambda each: each.line.description,
                width=150,
                stretch=3,
                second=lambda each: each.line.kind_label,
            ),
            Column(
                _("Case"), lambda each: each.line.case_number, width=104, quiet=True, gives_way=2
            ),
            Column(
                _("Class"),
                lambda each: each.class_words or _("None chosen"),
                width=130,
                stretch=2,
                gives_way=3,
            ),
            Column(
                _("Kept until"),
                _kept_until,
                width=138,
                sort=ReviewSort.KEEP_UNTIL.value,
                second=_look_again,
            ),
            Column(_("State"), lambda each: _chip(each).text, width=122, chip=_chip),
        )

    def _tick(self, each: ReviewLine) -> Icon:
        return Icon.SQUARE_CHECK if each.line.item in self._run else Icon.SQUARE

    def _query(self, request: PageRequest) -> ReviewPage:
        return ReviewPage(
            which=ReviewFilter(reason=ReviewReason(str(self._reason.value()))),
            sort=ReviewSort(request.sort),
            descending=request.descending,
            after=request.after,
            size=request.size,
        )

    def _ask_rows(self) -> None:
        self._model.ask_with(self._query)

    def _picked(self, _key: object) -> None:
        self._timer.start()

    def _show_current(self) -> None:
        key = self._table.current_key()
        self._panel.show_item(key if isinstance(key, UUID) else None)

    def _show_counts(self, counts: dict[ReviewReason, int]) -> None:
        parts = [
            (ReviewReason.DUE, _("{n} due for review")),
            (ReviewReason.REQUESTED, _("{n} requested")),
            (ReviewReason.APPROVED, _("{n} approved")),
            (ReviewReason.HELD, _("{n} on hold")),
        ]
        said = [words.format(n=wording.count(counts[each])) for each, words in parts]
        self._remark.setText(", ".join(said))

    def _show_run(self) -> None:
        tags = list(self._run.values())
        if tags:
            words = ngettext(
                "{n} item in the run: {tags}", "{n} items in the run: {tags}", len(tags)
            )
            self._collected.setText(words.format(n=len(tags), tags=tags_in_words(tags)))
        else:
            self._collected.setText(
                _("Press Space on an item to put it into a run, then act on all of it at once.")
            )
        for button in (*self._acts, self._clear):
            button.setEnabled(bool(tags))

    def _with_lists(
        self, make: Callable[[Lists], FormDialog], say: Callable[[object], None]
    ) -> None:
        if self._run:
            open_listed(self._frame, make, say)

    def _ask_requests(self, take: Callable[[tuple[RequestView, ...]], None]) -> None:
        if self._run:
            self._desk.ask(WaitingRequests(tuple(self._run)), self, take, self._say)

    def _open_approval(self, requests: tuple[RequestView, ...]) -> None:
        waiting = tuple(each for each in requests if each.approved_at is None)
        if waiting:
            form = ApproveForm(self._frame, waiting)
            form.committed.connect(self._say_recorded)
            form.open()
        else:
            self._frame.tell(_("Nothing in the run waits for approval."), tone=Tone.WARN)

    def _open_execution(self, requests: tuple[RequestView, ...]) -> None:
        approved = tuple(each for each in requests if each.approved_at is not None)
        if len(approved) < len(self._run):
            words = _("Not everything in the run is approved. Approve it, or take it out.")
            self._frame.tell(words, tone=Tone.WARN)
            return
        form = ExecuteForm(self._frame, approved)
        form.committed.connect(self._say_gone)
        form.open()

    def _say_asked(self, _events: object) -> None:
        self.clear()
        self._frame.tell(_("Disposal requested. Somebody else must approve it."))

    def _say_changed(self, _done: object) -> None:
        self.clear()
        self._frame.tell(_("Retention changed."), action=_("Undo"), press=self._frame.undo)

    def _say_recorded(self, _done: object) -> None:
        self.clear()
        self._frame.tell(_("Recorded."))

    def _say_gone(self, done: Disposed) -> None:
        self.clear()
        tell_gone(self._frame, done)

    def _say(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.WARN)

    def _leave(self) -> None:
        self.left.emit()


def _key_of(each: ReviewLine) -> object:
    return each.line.item


def _kept_until(each: ReviewLine) -> str:
    if each.keep_until is None:
        return _NO_DAY
    if each.keep_until <= courthouse.today():
        return _("over")
    return wording.day(each.keep_until)


def _look_again(each: ReviewLine) -> str:
    if each.review_on is None:
        return ""
    return _("look again {day}").format(day=wording.day(each.review_on))


def _chip(each: ReviewLine) -> ChipSpec:
    if each.disposal is not DisposalState.NONE:
        return ChipSpec(STATE_WORDS[each.disposal], Tone.ACCENT, Icon.CLIPBOARD_LIST)
    if each.holds:
        return ChipSpec(_("On hold"), Tone.WARN, Icon.LOCK)
    if each.keep_until is not None and each.keep_until <= courthouse.today():
        return ChipSpec(_("May leave"), Tone.OK, Icon.LOCK_OPEN)
    if not each.retention_class:
        return ChipSpec(_("No class"), Tone.WARN, Icon.CIRCLE_HELP)
    return ChipSpec(_("Kept"), Tone.NEUTRAL, Icon.PACKAGE_CHECK)


def _sentence_of(each: ReviewLine) -> str:
    parts = (
        *(each.line.tag, each.line.kind_label, each.line.description),
        *(each.class_words, _chip(each).text),
    )
    return ", ".join(part for part in parts if part)
