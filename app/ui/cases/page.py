"""The Cases page: the list left, the case in front right; either can have the whole page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget

from app.i18n import _
from app.ui.case_tab import CaseAccess, CasePlace, CaseTab
from app.ui.cases.list_pane import CaseList
from app.ui.cases.new_case import open_new_case
from app.ui.cases.workspace import CaseWorkspace, PrintBrief
from app.ui.icons import Icon
from app.ui.local_keys import FILTER_KEYS, keys_within
from app.ui.page import Frame, PageView
from app.ui.widgets import EmptyState, column

_LIST_WIDTH = 452
_SPLIT = "cases/split"
_PAUSE_MS = 140
"""Walking down the list opens a case only where the walk rests."""


class CasesPage(PageView):
    """List and workspace.

    Args:
        frame: the window.
        tabs: of the workspace.
        brief: prints a case summary, if that is offered.
        access: says in a case's heading who may know of it.
    """

    def __init__(
        self,
        frame: Frame,
        tabs: Sequence[CaseTab],
        brief: PrintBrief | None = None,
        access: CaseAccess | None = None,
    ) -> None:
        super().__init__(frame)
        self._tabs = tuple(tabs)
        self._brief = brief
        self._access = access
        self._wanted: CasePlace | None = None
        self._tab = ""
        self._workspace: CaseWorkspace | None = None
        self.list = CaseList(frame, self._new_case)
        self._side = QStackedWidget()
        self._side.addWidget(
            EmptyState(Icon.FOLDER_OPEN, _("Choose a case on the left to see what is in it."))
        )
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.list)
        self._split.addWidget(self._side)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([_LIST_WIDTH, 1200])
        self._split.setHandleWidth(1)
        self.list.setMinimumWidth(320)
        self._side.setMinimumWidth(420)
        self.setLayout(column(self._split, spacing=0))
        self._restore_split()
        self._listen()

    def refresh(self) -> None:
        """Ask for the list again; the workspace sees to itself."""
        self.list.refresh()

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401 - `Changes` of the services
        """The list shows cases, people, charges and dates."""
        return bool(
            changes.touches(
                "cases",
                "parties",
                "persons",
                "charges",
                "hearings",
                "deadlines",
                "tasks",
                "assignments",
            )
        )

    def show_target(self, target: object) -> None:
        """Open a case (an identity) or a place in one (`CasePlace`)."""
        if isinstance(target, UUID):
            target = CasePlace(target)
        if isinstance(target, CasePlace):
            self._open(target)
            self.list.pick(target.case)

    def case_at_hand(self) -> UUID | None:
        """The case in the workspace."""
        return self._workspace.case if self._workspace is not None else None

    def shown_target(self) -> CasePlace | None:
        """The case in the workspace, its tab and the record chosen there."""
        return self._workspace.place() if self._workspace is not None else None

    def workspace(self) -> CaseWorkspace | None:
        """The case in front, as it is shown."""
        return self._workspace

    def set_wide(self, *, wide: bool) -> None:
        """Give the case the whole page, or bring the list back."""
        self.list.setVisible(not wide)
        if self._workspace is not None:
            self._workspace.set_wide(wide=wide)
        if wide and self._workspace is not None:
            self._workspace.focus_tabs()
        if not wide:
            self.list.table.setFocus()

    def _listen(self) -> None:
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self._preview)
        self.list.picked.connect(self._pick)
        self.list.entered.connect(self._enter)
        self.list.widened.connect(self._widen)
        self._split.splitterMoved.connect(self._keep_split)
        keys_within(self, self._filter, *FILTER_KEYS)
        keys_within(self, self._narrow, "Esc")
        keys_within(self, self._print, "Ctrl+P")

    def _pick(self, case: UUID | None) -> None:
        self._wanted = None if case is None else CasePlace(case)
        self._rest.start()

    def _preview(self) -> None:
        if self._wanted is None:
            return
        # A case opened from elsewhere stays in front although the list begins with another one.
        if self._workspace is None or self.list.has_keyboard:
            self._open(self._wanted)

    def _enter(self, case: UUID) -> None:
        self._open(CasePlace(case))
        if self._workspace is not None:
            self._workspace.focus_tabs()

    def _widen(self, case: UUID) -> None:
        self._open(CasePlace(case))
        self.set_wide(wide=True)

    def _narrow(self) -> None:
        if not self.list.isVisible():
            self.set_wide(wide=False)
        elif not self.list.table.hasFocus():
            self.list.table.setFocus()

    def _print(self) -> None:
        if self._workspace is not None:
            self._workspace.print_brief()

    def _filter(self) -> None:
        self.set_wide(wide=False)
        self.list.focus_filter()

    def _open(self, place: CasePlace) -> None:
        if self._workspace is None or self._workspace.case != place.case:
            self._replace(
                CaseWorkspace(self.frame, place.case, self._tabs, self._brief, self._access)
            )
        workspace = self._workspace
        assert workspace is not None  # noqa: S101 - made just now
        if place.tab or self._tab:
            workspace.show_place(CasePlace(place.case, place.tab or self._tab, place.record))

    def _replace(self, workspace: CaseWorkspace) -> None:
        old, self._workspace = self._workspace, workspace
        workspace.tab_opened.connect(self._remember_tab)
        workspace.back.connect(self._narrow)
        self._side.addWidget(workspace)
        self._side.setCurrentWidget(workspace)
        workspace.set_wide(wide=self.list.isHidden())
        if old is not None:
            self._side.removeWidget(old)
            old.deleteLater()

    def _remember_tab(self, key: str) -> None:
        self._tab = key

    def _new_case(self) -> None:
        open_new_case(self.frame)

    def _keep_split(self, *_moved: int) -> None:
        QSettings().setValue(_SPLIT, self._split.saveState())

    def _restore_split(self) -> None:
        state = QSettings().value(_SPLIT)
        if state is not None:
            self._split.restoreState(state)
