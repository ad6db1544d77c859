"""A field that names a case: type a part of its number, caption or defendant."""

from functools import partial

from PySide6.QtCore import QStringListModel

from app.domain.cases import CaseFilter, CaseId, CaseLine, CaseSort
from app.domain.errors import DossierError
from app.domain.paging import Page
from app.i18n import _
from app.services.cases import CasesPage
from app.ui.desk import Desk
from app.ui.widgets import Offering, TextInput

_OFFERED = 8
_LONGEST = 120


class CaseInput(TextInput):
    """A case of the office, found while its name is typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(placeholder=_("Number, caption or defendant"))
        self.setMaxLength(_LONGEST)
        self._desk = desk
        self._asked = 0
        self._known: dict[str, CaseId] = {}
        self._names = QStringListModel(self)
        self.setCompleter(self._offering())
        self.textEdited.connect(self._look_up)

    def answer(self) -> CaseId | None:
        """The case named, or None while the text names none."""
        return self._known.get(self.value())

    def problem(self) -> str | None:
        """A sentence where the text names no case."""
        if not self.value() or self.answer() is not None:
            return None
        return _("No case has this name. Type a part of it and choose from the list.")

    def _offering(self) -> Offering:
        offering = Offering(self._names, self)
        offering.setCompletionMode(Offering.CompletionMode.UnfilteredPopupCompletion)
        return offering

    def _look_up(self, typed: str) -> None:
        self._asked += 1
        if not typed.strip() or typed in self._known:
            return
        query = CasesPage(which=CaseFilter(words=typed), sort=CaseSort.NUMBER, size=_OFFERED)
        self._desk.ask(query, self, partial(self._offer, self._asked), self._offer_nothing)

    def _offer(self, asked: int, found: Page[CaseLine]) -> None:
        if asked != self._asked:
            return
        names = {_name(line): line.case for line in found.rows}
        self._known |= names | {line.number: line.case for line in found.rows}
        self._names.setStringList(list(names))
        if names and self.hasFocus():
            self.completer().complete()
        self.edited.emit()

    def _offer_nothing(self, _error: DossierError) -> None:
        self._names.setStringList([])


def _name(line: CaseLine) -> str:
    return " ".join(f"{line.number}  {line.title}".split("\n"))[:_LONGEST].strip()
