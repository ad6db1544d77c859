"""The History tab of a case: its entries in the audit log, newest first."""

from uuid import UUID

from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.history import CaseHistory, HistoryLine
from app.ui import wording
from app.ui.case_tab import CaseTab, CaseTabPage
from app.ui.icons import Icon
from app.ui.outcomes import OUTCOMES
from app.ui.page import Frame
from app.ui.table import Column, DataTable, PagedTable, PageRequest
from app.ui.theme import Tone, metrics
from app.ui.widgets import Banner, Card, EmptyState, SectionHeader, column


def _about(line: HistoryLine) -> str:
    named = ", ".join(line.about)
    if not line.more or not named:
        return named
    return _("{named} and {n} more").format(named=named, n=line.more)


COLUMNS = (
    Column(_("When"), lambda line: wording.moment(line.at), width=142),
    Column(_("Who"), lambda line: line.who, width=110, stretch=1, gives_way=2),
    Column(_("What"), lambda line: line.what, width=150, stretch=2, strong=True),
    Column(_("About"), _about, width=150, stretch=3, gives_way=1),
    Column(
        _("Outcome"),
        lambda line: OUTCOMES[line.outcome].text,
        width=96,
        chip=lambda line: OUTCOMES[line.outcome],
    ),
    Column(_("Entry"), lambda line: str(line.seq), width=64, right=True, quiet=True, gives_way=3),
)


class HistoryTab(CaseTabPage):
    """The log of one case."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._model = PagedTable(self.desk, COLUMNS, self._query)
        self._model.failed.connect(self._refuse)
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        empty = EmptyState(Icon.HISTORY, _("Nothing has happened in this case yet."))
        table = DataTable(_("History"), self._model, empty=empty)
        remark = _("kept by Dossier, chained entry by entry; nobody can change it")
        heading = SectionHeader(_("Audit log"), remark, margins=(16, 12, 12, 8))
        card = Card(heading, table, padding=0, spacing=0)
        card.body().setStretchFactor(table, 1)
        around = column(self._trouble, card, margins=metrics.PAGE_MARGIN)
        around.setStretchFactor(card, 1)
        self.setLayout(around)

    def refresh(self) -> None:
        """Ask for the newest entries."""
        self._trouble.hide()
        self._model.reload()

    def _query(self, request: PageRequest) -> CaseHistory:
        return CaseHistory(case=self.case, after=request.after, size=request.size)

    def _refuse(self, error: DossierError) -> None:
        self._trouble.show_message(sentence(error))
        self._trouble.show()


CASE_TAB = CaseTab("history", _("History"), Icon.HISTORY, CaseHistory, HistoryTab)
