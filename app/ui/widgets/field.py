"""A field of a form: its label, its input, and the sentence below."""

from typing import Any, ClassVar, Protocol, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.errors import Refused
from app.i18n import _
from app.ui.icons import Icon, paint_icon
from app.ui.theme import Token, Tone, metrics
from app.ui.widgets.announce import announce
from app.ui.widgets.layout import column, row
from app.ui.widgets.painting import painting
from app.ui.widgets.text import PlainLabel, Type


class Input(Protocol):
    """What every input offers (see `app.ui.widgets.inputs`)."""

    edited: Any

    def answer(self) -> Any:  # noqa: ANN401 - text, date, choice: the form knows
        """What was filled in."""

    def problem(self) -> str | None:
        """Why it cannot be taken, in a sentence."""


class Field(QWidget):
    """Label, input and message, the unit a form is made of.

    Args:
        name: the command's word for it; a refusal that names it is shown here.
        label: what the user reads.
        content: the input.
        hint: a quiet sentence below, until there is something to say.
        required: the form is not sent while it is empty.
    """

    def __init__(
        self, name: str, label: str, content: QWidget, *, hint: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self.name = name
        self.content = content
        self.required = required
        self._label = PlainLabel(label, level=Type.LABEL, token=Token.MUTED)
        self._hint = hint
        self._message: _Message | None = None
        self._tone = Tone.NEUTRAL
        heading = row(self._label, spacing=6)
        if required:
            heading.addWidget(PlainLabel(_("required"), level=Type.SMALL, token=Token.MUTED))
        heading.addStretch(1)
        self._name_content(label)
        self._column = column(heading, content, spacing=5)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(content)
        self.show_hint(hint)
        self._input.edited.connect(self._edited)
        reading = getattr(content, "reading", None)
        if reading is not None:
            # How a typed date was understood, while it is typed.
            reading.connect(self.show_hint)
        unread = getattr(content, "unread", None)
        if unread is not None:
            unread.connect(self.show_error)

    def set_label(self, label: str) -> None:
        """Ask the same question in other words."""
        self._label.setText(label)
        self._name_content(label)

    def add_below(self, part: QWidget) -> None:
        """Put something between the input and the sentence."""
        self._column.addWidget(part)

    def filled(self) -> Any:  # noqa: ANN401 - as `value`
        """What was filled in, where there must be something.

        Raises:
            Refused: ``text.required``, naming the field.
        """
        value = self.value()
        if value is None:
            raise Refused("text.required", field=self.name)
        return value

    def value(self) -> Any:  # noqa: ANN401 - text, date, choice: the form knows
        """What was filled in; a day for a date field, a number for a number field."""
        return self._input.answer()

    def check(self) -> bool:
        """Show what is wrong with the input, if anything, and return whether nothing is."""
        problem = self._input.problem()
        if problem is None and self.required and self.value() in (None, ""):
            problem = _("Fill this in.")
        if problem is not None:
            self.show_error(problem)
        return problem is None

    @property
    def has_error(self) -> bool:
        """Whether an error is shown."""
        return self._tone is Tone.DANGER

    def show_error(self, sentence: str) -> None:
        """Show what is wrong and how to mend it; spoken too."""
        self._say(sentence, Tone.DANGER)
        announce(self.content, sentence)

    def show_warning(self, sentence: str) -> None:
        """Show what is odd; a warning never blocks."""
        self._say(sentence, Tone.WARN)

    def show_hint(self, sentence: str = "") -> None:
        """Show a quiet sentence, or the field's own hint."""
        self._say(sentence or self._hint, Tone.NEUTRAL)

    def _say(self, sentence: str, tone: Tone) -> None:
        self._tone = tone
        self._show(sentence, tone)
        self.content.setAccessibleDescription(sentence)
        state = "error" if tone is Tone.DANGER else ""
        # None at first: an input nothing was said of is not polished again.
        if (self.content.property("state") or "") != state:
            self.content.setProperty("state", state)
            self.content.style().unpolish(self.content)
            self.content.style().polish(self.content)

    def _show(self, sentence: str, tone: Tone) -> None:
        if self._message is None:
            if not sentence:
                return
            # Made when there is something to say: most fields of most forms never have.
            self._message = _Message()
            self._column.addWidget(self._message)
        self._message.say(sentence, tone)

    def _name_content(self, label: str) -> None:
        """Give the input the label as a screen reader says it."""
        said = f"{label}, {_('required')}" if self.required else label
        self.content.setAccessibleName(said)

    def _edited(self) -> None:
        if self._tone is not Tone.NEUTRAL:
            self.show_hint()

    @property
    def _input(self) -> Input:
        return cast("Input", self.content)


class _Message(QWidget):
    """The sentence below an input, with an icon where it is more than a hint."""

    def __init__(self) -> None:
        super().__init__()
        self._words = PlainLabel(level=Type.SMALL, token=Token.MUTED, wrap=True)
        self._mark = _Mark()
        self.setLayout(row(self._mark, self._words, spacing=5))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str, tone: Tone) -> None:
        self._words.setText(sentence)
        self._words.set_token(tone.ink)
        self._mark.show_tone(tone)
        self.setVisible(bool(sentence))


class _Mark(QWidget):
    """The icon of a message; none for a hint."""

    _DRAWINGS: ClassVar = {Tone.DANGER: Icon.CIRCLE_ALERT, Tone.WARN: Icon.TRIANGLE_ALERT}

    def __init__(self) -> None:
        super().__init__()
        self._tone = Tone.NEUTRAL
        self.setFixedSize(14, 16)

    def show_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.setVisible(tone in self._DRAWINGS)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(14, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            square = QRect(0, (self.height() - 14) // 2, 14, 14)
            paint_icon(painter, self._DRAWINGS[self._tone], square, self._tone.ink)


def fields_in_a_row(*fields: QWidget | tuple[QWidget, int]) -> QWidget:
    """Return fields side by side; a pair gives a field its share of the width."""
    around = QWidget()
    layout = row(spacing=metrics.CARD_GAP)
    for entry in fields:
        field, share = entry if isinstance(entry, tuple) else (entry, 1)
        layout.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    around.setLayout(layout)
    return around
