"""What the parts of the Disclosure tab share: a list, the chosen line beside it, forms."""

from collections.abc import Hashable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.services.disclosure.views import DisclosureOfCase
from app.ui.disclosure.panel import Detail, DetailPanel
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.table.column import Row
from app.ui.theme import metrics
from app.ui.widgets import Card, EmptyState, SectionHeader, holding, row

Named = tuple[tuple[UUID, str], ...]
_LONGEST_NAME = 90


class Part(QWidget):
    """One part of the tab.

    A subclass gives its columns to `lay_out`, its rows in `rows_of`, and the detail of one of them
    in `detail_of`.

    Args:
        frame: the window.
        case: whose disclosure it is.
    """

    icon = Icon.FILE_TEXT
    table: DataTable
    panel: DetailPanel
    head: SectionHeader
    _model: RowTable

    def __init__(self, frame: Frame, case: CaseId) -> None:
        super().__init__()
        self.frame = frame
        self.desk = frame.desk
        self.case = case
        self.view: DisclosureOfCase | None = None

    def lay_out(
        self,
        title: str,
        columns: Sequence[Column],
        *actions: QWidget,
        empty: str,
        nothing: str,
        filters: QWidget | None = None,
    ) -> None:
        """Build list and panel.

        Args:
            title: of the list.
            columns: of the list.
            actions: buttons in its heading.
            empty: said where the list is empty.
            nothing: said where no line is chosen.
            filters: below the heading, what chooses the lines.
        """
        self._model = RowTable(columns)
        self.table = DataTable(
            title,
            self._model,
            empty=EmptyState(self.icon, empty),
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self.panel = DetailPanel(self.icon, nothing)
        self.head = SectionHeader(title, "", *actions, margins=(14, 10, 12, 10))
        card = Card(self.head, padding=0, spacing=0)
        if filters is not None:
            card.body().addWidget(holding(row(filters, None, margins=(14, 0, 12, 10))))
        card.body().addWidget(self.table, 1)
        both = row(spacing=metrics.CARD_GAP, margins=0)
        both.addWidget(card, 1)
        both.addWidget(self.panel, 1)
        self.setLayout(both)
        self.table.picked.connect(self._show_detail)
        self.table.opened.connect(self.act)
        self.table.acted.connect(self.act)

    def show_view(self, view: DisclosureOfCase) -> None:
        """Show what was asked for."""
        self.view = view
        self._model.set_rows(self.rows_of(view))
        self.head.set_remark(self.remark_of(view))
        self._show_detail(self.table.current_key())

    def rows_of(self, view: DisclosureOfCase) -> Sequence[Row]:
        """Return the lines of the list."""
        raise NotImplementedError

    def remark_of(self, view: DisclosureOfCase) -> str:  # noqa: ARG002 - most parts say nothing
        """Return what stands beside the title."""
        return ""

    def detail_of(self, line: Row, view: DisclosureOfCase) -> Detail:
        """Return what the panel says of a line."""
        raise NotImplementedError

    def act(self, _key: object) -> None:
        """Do the next thing with the line that was opened: the panel's first button."""
        line = self.current()
        if line is None or self.view is None:
            return
        deeds = self.detail_of(line, self.view).deeds
        if deeds:
            deeds[0].press()

    def current(self) -> Row | None:
        """The line chosen."""
        return self.table.current_row()

    def open(self, form: FormDialog) -> None:
        """Open a form."""
        form.open()

    def shown_again(self) -> None:
        """Show the lines anew, e.g. after a filter was changed."""
        if self.view is not None:
            self.show_view(self.view)

    def _show_detail(self, _key: Hashable | None) -> None:
        line = self.current()
        if line is None or self.view is None:
            self.panel.show_detail(None)
            return
        self.panel.show_detail(self.detail_of(line, self.view))


def row_names(view: DisclosureOfCase) -> Named:
    """Return the rows of the ledger to choose from."""
    return tuple(
        (each.id, f"{each.item.number}. {each.item.title}"[:_LONGEST_NAME]) for each in view.rows
    )


def witness_names(view: DisclosureOfCase) -> Named:
    """Return the witnesses to choose from."""
    return tuple((each.party, each.name[:_LONGEST_NAME]) for each in view.witnesses)
