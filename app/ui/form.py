"""Forms: fields that are checked together, refusals that land beside the right field."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, Self, runtime_checkable
from uuid import UUID

from PySide6.QtCore import SIGNAL, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.domain.kept_calendars import KeptCalendar
from app.i18n import _
from app.i18n.courthouse import courthouse
from app.i18n.sentences import sentence
from app.services.kept_calendars import CourtCalendarOf
from app.ui.desk import Desk
from app.ui.drafts.forms import FORMS, MadeWith, form_name, sheet_of_form
from app.ui.drafts.inputs import Typed, changed_since, holds_secret, typed_in
from app.ui.drafts.sheet import Sheet, finish, forget
from app.ui.local_keys import keys_beside
from app.ui.page import Frame
from app.ui.theme import Tone, metrics
from app.ui.widgets import hide_unless
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.court_at_hand import CourtAtHand
from app.ui.widgets.field import Field
from app.ui.widgets.layout import Part, column, holding, row
from app.ui.widgets.messages import Banner
from app.ui.widgets.surface import Hairline
from app.ui.widgets.text import secondary, section
from app.ui.work_part import WorkPart


@runtime_checkable
class _SeesCases(Protocol):
    """A window that knows which case the user is looking at (`Frame`)."""

    def case_at_hand(self) -> UUID | None:
        """The case, if one."""


def fields_of(form: QWidget) -> list[Field]:
    """Return the visible fields inside a widget, in the order they were made.

    A dialog over the form is its child too, but its fields are not the form's.
    """
    window = form.window()
    fields = form.findChildren(Field)
    return [field for field in fields if not field.isHidden() and field.window() is window]


def check_fields(form: QWidget) -> bool:
    """Let every field say what is wrong, focus the first; return whether all are fine."""
    wrong = [field for field in fields_of(form) if not field.check()]
    if wrong:
        go_to_field(wrong[0])
    return not wrong


def place_refusal(form: QWidget, error: DossierError) -> bool:
    """Show a refusal beside the field it names; return False where no field has that name."""
    for field in fields_of(form):
        if field.name == error.field:
            field.show_error(sentence(error))
            go_to_field(field)
            return True
    return False


def focus_next_error(form: QWidget) -> None:
    """Move the focus to the next field with an error."""
    wrong = [field for field in fields_of(form) if field.has_error]
    if not wrong:
        return
    at = next((n for n, field in enumerate(wrong) if field.content.hasFocus()), -1)
    go_to_field(wrong[(at + 1) % len(wrong)])


def go_to_field(field: Field) -> None:
    """Put the keyboard into a field and bring it to sight: Qt scrolls for Tab alone."""
    field.content.setFocus()
    _bring_to_sight(field)


def _bring_to_sight(part: QWidget) -> None:
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        # A sentence has just come, and the part has not its new height yet.
        QTimer.singleShot(0, part, partial(around.ensureWidgetVisible, part))


class FormDialog(QDialog, CourtAtHand):
    """A form that ends in one command.

    A subclass adds its parts in `__init__` and answers `command()`. Ctrl+Enter commits, Esc
    closes, or stops what takes a while and leaves no trace, Ctrl+E goes to the next error. A
    refusal keeps the form open with everything typed, and so does a lock: the values it was made
    from are remembered, and it is made from them again.

    Args:
        desk: where the command goes.
        title: of the form.
        commit: the verb on its button.
        lede: a sentence below the title.
        parent: the window.
        width: in pixels.

    Signals:
        committed: the command's value, after the commit.
    """

    committed = Signal(object)
    _made_with: MadeWith

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        FORMS[form_name(cls)] = cls

    def __new__(cls, *args: Any, **named: Any) -> Self:  # noqa: ANN401 - as `__init__` takes them
        """Remember what the form is made from."""
        made = super().__new__(cls, *args, **named)
        made._made_with = args, named
        return made

    def __init__(
        self,
        desk: Desk,
        title: str,
        commit: str,
        *,
        lede: str = "",
        parent: QWidget,
        width: int = 560,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kept_as: UUID | None = None
        self.typed_as: UUID | None = None
        self._as_opened: tuple[Typed, ...] | None = None
        self._is_over = False
        self._about: UUID | None = None
        self._courts_asked = 0
        self.finished.connect(self._end)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._parts = column(spacing=metrics.CARD_GAP, margins=(24, 4, 24, 12))
        self._commit = Button(commit, self.commit, kind=Kind.PRIMARY, keys="Ctrl Enter")
        self._cancel = Button(_("Cancel"), self._leave)
        heading = section(title)
        self._lede = secondary(lede, wrap=True)
        hide_unless(self._lede, bool(lede))
        head = column(heading, self._lede, spacing=4, margins=(24, 20, 24, 8))
        self._work_part = WorkPart()
        running = column(self._work_part, margins=(24, 0, 24, 8))
        foot = row(None, self._cancel, self._commit, margins=(24, 12, 24, 16))
        self.setLayout(column(head, self._scrolling(), running, Hairline(), foot, spacing=0))
        keys_beside(self, self.commit, "Ctrl+Return", "Ctrl+Enter")
        keys_beside(self, self._next_error, "Ctrl+E")

    def say_first(self, words: str) -> None:
        """Put words before the sentence below the title."""
        self._lede.setText(". ".join(part for part in (words, self._lede.plain) if part))
        self._lede.show()

    def add(self, *parts: Part) -> None:
        """Add fields and other parts below each other (see `column`)."""
        for part in parts:
            if isinstance(part, QWidget):
                self._parts.addWidget(part)
            elif isinstance(part, int):
                self._parts.addSpacing(part)
            elif part is not None:
                self._parts.addLayout(part)

    def command(self) -> Any:  # noqa: ANN401 - a command of any feature
        """Return the frozen command the form stands for; may raise `Refused`."""
        raise NotImplementedError

    def commit(self) -> None:
        """Check the fields and send the command."""
        if not self._commit.isEnabled():
            return
        self._trouble.hide()
        if not check_fields(self):
            return
        try:
            command = self.command()
        except DossierError as error:
            self.refuse(error)
            return
        self._commit.setEnabled(False)
        self.desk.do(command, self, self._finish, self.refuse, self._work_part.follow)

    def reject(self) -> None:
        """Stop what takes a while; where nothing does, close."""
        if self._work_part.is_running:
            self._work_part.stop()
        else:
            super().reject()

    def refuse(self, error: DossierError) -> None:
        """Say why not, beside the field or above the form; everything typed stays."""
        self._commit.setEnabled(True)
        if not place_refusal(self, error):
            self._trouble.show_message(sentence(error))
            self._trouble.show()
            _bring_to_sight(self._trouble)

    def be_about(self, case: UUID | None) -> None:
        """Take the days typed into it for days of a case, not of the one at hand."""
        self._about = case
        if self._as_opened is not None:
            self._learn_court()

    def keep_court(self, court: KeptCalendar) -> None:
        """Count court days by the calendar of the case's court from now on."""
        self.court = court

    def fill_unasked(self, fill: Callable[[], object]) -> None:
        """Fill in what was found out after the form opened: nothing that the user typed."""
        was_typed = self._as_opened is not None and changed_since(self._as_opened, typed_in(self))
        fill()
        if self._as_opened is not None and not was_typed:
            self._as_opened = typed_in(self)

    def sheet(self) -> Sheet | None:
        """Return what is typed and not committed; nothing of a form that asks for a passphrase."""
        if self._as_opened is None or self._is_over or holds_secret(self):
            return None
        is_new = self.kept_as is not None or changed_since(self._as_opened, typed_in(self))
        return sheet_of_form(self, self._made_with) if is_new else None

    def say_when_committed(self, frame: Frame) -> None:
        """Say that it is done, unless whoever opened the form does."""
        if not self.receivers(SIGNAL("committed(PyObject)")):
            words = _("{form}: done.").format(form=self.windowTitle())
            self.committed.connect(partial(_tell_done, frame, words))

    def showEvent(self, event: QShowEvent) -> None:
        """Start in the first field that must be filled in and is not yet, else in the first."""
        super().showEvent(event)
        if self._as_opened is None:
            self._as_opened = typed_in(self)
            self._learn_court()
        fields = fields_of(self)
        waiting = [each for each in fields if each.required and each.value() in (None, "")]
        for field in (*waiting, *fields)[:1]:
            field.content.setFocus()

    def _learn_court(self) -> None:
        """Ask by which court's calendar court days are counted: that of its case."""
        window: object = self.parentWidget()
        at_hand = window.case_at_hand() if isinstance(window, _SeesCases) else None
        case = self._about or at_hand
        self._courts_asked += 1
        if case is None and courthouse.court is not None:
            self.keep_court(courthouse.court)
        else:
            asked = CourtCalendarOf(CaseId(case) if case is not None else None)
            taken = partial(self._take_court, self._courts_asked)
            self.desk.ask(asked, self, taken, partial(self._keep_none, self._courts_asked))

    def _take_court(self, asked: int, court: KeptCalendar) -> None:
        if asked == self._courts_asked:
            self.keep_court(court)

    def _keep_none(self, asked: int, _error: DossierError) -> None:
        """The case cannot be read any more; what is wrong is told when the form is sent."""
        if asked == self._courts_asked:
            self.court = None

    def _finish(self, value: object) -> None:
        finish(self, self.desk)
        self.committed.emit(value)
        self.accept()

    def _end(self) -> None:
        self._is_over = True
        forget(self, self.desk)

    def _leave(self) -> None:
        self.reject()

    def _next_error(self) -> None:
        focus_next_error(self)

    def _scrolling(self) -> QScrollArea:
        around = column(column(self._trouble, margins=(24, 0, 24, 4)), self._parts, None, spacing=0)
        area = QScrollArea()
        area.setProperty("look", "form")
        area.setWidget(holding(around))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area


def _tell_done(frame: Frame, words: str, _value: object) -> None:
    frame.tell(words, action=_("Undo"), press=frame.undo)
