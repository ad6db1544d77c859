"""The inputs for what is asked of a kind of evidence, one for each kind of answer."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refused
from app.domain.evidence import ItemFacts
from app.domain.item_doubts import doubts
from app.domain.item_particulars import Particular
from app.domain.particular_values import Answer
from app.i18n import _
from app.i18n.item_words import cash_in_words
from app.i18n.sentences import say, sentence
from app.ui.widgets import (
    Choice,
    DateInput,
    Field,
    PastDateInput,
    ProseInput,
    TextInput,
    TimeInput,
    row,
)


class AnswerInput(TextInput):
    """One line that says how it is understood: what cash adds up to, a check digit that fails.

    Signals:
        reading: the words, while it is typed.
    """

    reading = Signal(str)

    def __init__(self, kind: str, asked: Particular) -> None:
        super().__init__(placeholder=_(asked.hint) if asked.hint else "")
        self._kind = kind
        self._asked = asked
        self.textChanged.connect(self._read_aloud)

    def problem(self) -> str | None:
        """A sentence where the text is no answer of this kind."""
        try:
            if self.value():
                self._asked.as_kept(self.value())
        except Refused as refused:
            return sentence(refused)
        return None

    def _read_aloud(self) -> None:
        self.reading.emit(self._understood())

    def _understood(self) -> str:
        try:
            kept = self._asked.as_kept(self.value()) if self.value() else ""
        except Refused:
            return ""
        if kept and self._asked.type is Answer.DENOMINATIONS:
            return cash_in_words(kept, "OTHER")
        alone = ItemFacts(kind=self._kind, description="", particulars=((self._asked.key, kept),))
        return " ".join(say(doubt.code, {}) for doubt in doubts(alone)) if kept else ""


class MomentInput(QWidget):
    """A day and a time of day by the courthouse clock, beside each other.

    Signals:
        edited: either of them changed.
        reading: how the typed day was understood, in words.
    """

    edited = Signal()
    reading = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._day = PastDateInput()
        self._day.reading.connect(self.reading)
        self._time = TimeInput()
        layout = row(spacing=6)
        layout.addWidget(self._day, 3)
        layout.addWidget(self._time, 2)
        self.setLayout(layout)
        self.setFocusProxy(self._day)
        for each in (self._day, self._time):
            each.edited.connect(self._tell)

    def setAccessibleName(self, name: str) -> None:
        """Name both fields."""
        self._day.setAccessibleName(name)
        self._time.setAccessibleName(_("{name}, time").format(name=name))

    def answer(self) -> str:
        """Day and time as ``YYYY-MM-DD HH:MM``, empty while one of them is missing."""
        day, at = self._day.day(), self._time.time_of_day()
        return f"{datetime.combine(day, at):%Y-%m-%d %H:%M}" if day and at else ""

    def set_value(self, text: str) -> None:
        """Fill both in."""
        moment = datetime.fromisoformat(text) if text else None
        self._day.set_day(moment.date() if moment else None)
        self._time.set_time(moment.time() if moment else None)

    def problem(self) -> str | None:
        """A sentence where one of them is wrong or missing."""
        wrong = self._day.problem() or self._time.problem()
        if wrong is None and bool(self._day.value()) != bool(self._time.value()):
            return _("Enter day and time.")
        return wrong

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from the day to the time; from there it is for the form to say."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and plain and self._day.hasFocus():
            self._time.setFocus()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self.edited.emit()


def answer_field(kind: str, asked: Particular) -> Field:
    """Return the empty field of one question."""
    content = _input_for(kind, asked)
    # A line shows how it is answered in itself while it is empty.
    hint = "" if isinstance(content, AnswerInput) or not asked.hint else _(asked.hint)
    return Field(asked.key, _(asked.label), content, hint=hint)


def typed_answer(field: Field) -> str:
    """Return what stands in a field, as text."""
    value = field.value()
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def fill_answer(field: Field, text: str) -> None:
    """Put an answer as kept into its field."""
    content = field.content
    if isinstance(content, DateInput):
        content.set_day(date.fromisoformat(text) if text else None)
    elif isinstance(content, Choice):
        content.set_value(text or None)
    elif isinstance(content, MomentInput | ProseInput | TextInput):
        content.set_value(text)


def _input_for(kind: str, asked: Particular) -> QWidget:
    if asked.choices:
        return Choice([(code, _(words)) for code, words in asked.choices], empty=_("Not said"))
    if asked.type is Answer.PROSE:
        return ProseInput(lines=2)
    if asked.type is Answer.DAY:
        return DateInput() if asked.is_ahead else PastDateInput()
    if asked.type is Answer.MOMENT:
        return MomentInput()
    return AnswerInput(kind, asked)
