"""The fields of what is asked of a kind of evidence, made anew when another kind is chosen."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.item_particulars import Particular, sheet_of
from app.domain.particulars import Particulars
from app.ui.evidence.answers import answer_field, fill_answer, typed_answer
from app.ui.widgets import Field, clear, column, fields_in_a_row, holding


class KindFields(QWidget):
    """Questions in rows, in the order of the kind's sheet; hidden where nothing is asked.

    Args:
        in_a_row: how many fields stand side by side.
    """

    def __init__(self, in_a_row: int) -> None:
        super().__init__()
        self._in_a_row = in_a_row
        self._kind = ""
        self._fields: dict[str, Field] = {}
        self._column = column(spacing=14)
        self.setLayout(self._column)
        self.hide()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in order."""
        return tuple(self._fields.values())

    def ask(self, kind: str, questions: Sequence[Particular]) -> None:
        """Ask other questions; what was answered under the same name stays."""
        if kind == self._kind and tuple(self._fields) == tuple(each.key for each in questions):
            return
        answers = dict(self.answers())
        self._kind = kind
        clear(self._column)
        self._fields = {each.key: answer_field(kind, each) for each in questions}
        for line in _lines(self.fields, self._in_a_row):
            self._column.addWidget(line)
        self.fill(tuple(answers.items()))
        self.setVisible(bool(questions))

    def answers(self) -> Particulars:
        """Return what is filled in, as typed."""
        typed = ((key, typed_answer(field)) for key, field in self._fields.items())
        return tuple((key, text) for key, text in typed if text)

    def fill(self, pairs: Particulars) -> None:
        """Show the answers among these pairs that are asked for here."""
        given = dict(pairs)
        for key, field in self._fields.items():
            fill_answer(field, given.get(key, ""))

    def kept(self) -> tuple[str, tuple[str, ...], Particulars]:
        """Return kind, questions and answers, to be put back after a lock."""
        return self._kind, tuple(self._fields), self.answers()

    def take_back(self, kept: tuple[str, tuple[str, ...], Particulars]) -> None:
        """Ask and hold again what was."""
        kind, keys, pairs = kept
        found = (sheet_of(kind).find(key) for key in keys)
        self.ask(kind, [each for each in found if each is not None])
        self.fill(pairs)


def _lines(fields: Iterable[Field], most: int) -> Iterator[QWidget]:
    """Give rows of fields of equal width; a short last row leaves its places empty."""
    whole = tuple(fields)
    for start in range(0, len(whole), most):
        line: list[QWidget] = list(whole[start : start + most])
        empty = [holding(column()) for _place in range(most - len(line))] if start else []
        yield fields_in_a_row(*line, *empty)
