"""What a step of a chain should say: a text, or a day or moment typed as in any other field."""

from datetime import UTC, date, datetime

from PySide6.QtCore import Signal

from app.domain.custody.corrections import FieldKind
from app.domain.errors import Refused
from app.i18n import _
from app.i18n.corrected_days import as_kept
from app.i18n.sentences import sentence
from app.ui import wording
from app.ui.widgets import TextInput


class CorrectedInput(TextInput):
    """The new text of the field that is wrong.

    Signals:
        reading: how a typed day or moment was understood, or what stands there now.
    """

    reading = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._kind = FieldKind.TEXT
        self._says = ""
        self.textEdited.connect(self._read_aloud)

    def ask_for(self, kind: FieldKind, says: str) -> None:
        """Take an answer of this kind; ``says`` tells what stands there now."""
        self._kind, self._says = kind, says
        examples = {FieldKind.TEXT: "", FieldKind.MOMENT: _("fri 9:30, -3 14:00")}
        self.setPlaceholderText(examples.get(kind, _("12/3, fri, +14, 10cd")))
        self._read_aloud()

    def answer(self) -> str:
        """The text as it will be kept; a day or moment in ISO form."""
        try:
            return as_kept(self._kind, self.value())
        except Refused:
            return self.value()

    def problem(self) -> str | None:
        """A sentence where it is no day or moment, as the step asks for one."""
        try:
            kept = as_kept(self._kind, self.value())
        except Refused as refusal:
            return sentence(refusal)
        if kept and not self._words(kept):
            return _("Write 12/3/2026, fri or -3, and the time where a time is asked: fri 9:30.")
        return None

    def _read_aloud(self) -> None:
        understood = self._words(self.answer()) if self._kind is not FieldKind.TEXT else ""
        self.reading.emit(understood or self._says)

    def _words(self, kept: str) -> str:
        """Return a kept text in words; empty where it is not of the kind asked for."""
        if self._kind is FieldKind.TEXT:
            return kept
        try:
            if self._kind is FieldKind.MOMENT:
                return wording.moment(datetime.fromisoformat(kept).astimezone(UTC))
            return wording.long_day(date.fromisoformat(kept))
        except ValueError:
            return ""
