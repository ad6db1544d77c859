"""The evidence page of the rail: the office's list, or fast entry in its place."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout

from app.i18n import _
from app.services.evidence import (
    CheckIn,
    CheckOut,
    CustodyCheck,
    EvidencePage,
    LogEvidence,
    OverdueCount,
)
from app.ui.actions import Action, Menu
from app.ui.drafts.sheet import Sheet, reopens
from app.ui.evidence.batch_forms import CheckInForm, CheckOutForm
from app.ui.evidence.check_dialog import check_custody
from app.ui.evidence.list_view import ListView
from app.ui.evidence.log_view import BATCH, LogView
from app.ui.evidence.scanner import Scanner
from app.ui.icons import Icon
from app.ui.page import Frame, Page, PageView, Section
from app.ui.table import chosen_record
from app.ui.theme import Tone

_TOUCHING = ("evidence_items", "custody_events", "signatures", "attachments", "cases")


@dataclass(frozen=True)
class LogFor:
    """Target of the page: log evidence, for a case if one is named."""

    case: UUID | None = None


class EvidenceView(PageView):
    """List and fast entry; a scanned tag opens its item while the list is in front."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._list = ListView(frame)
        self._log = LogView(frame)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._log)
        self._scanner = Scanner(self)
        self._scanner.scanned.connect(self._list.find_tag)
        self._list.log_asked.connect(self._ask_log)
        self._log.left.connect(self._open_list)

    def refresh(self) -> None:
        """Ask for list, numbers and item again."""
        self._list.reload()

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401  `Changes` of the services
        """Items, their chains and files, and the captions of cases."""
        return bool(changes.touches(*_TOUCHING))

    def show_target(self, target: object) -> None:
        """Show an item by its identity, fast entry (`LogFor`), or a filter such as "overdue"."""
        if isinstance(target, LogFor):
            self._open_log(target.case)
            return
        self._open_list()
        if isinstance(target, UUID):
            self._list.show_item(target)
        elif isinstance(target, str):
            self._list.show_only(target)

    def shown_target(self) -> object:
        """The item chosen in the list, or fast entry."""
        if self._stack.currentWidget() is self._log:
            return LogFor(self._log.case)
        return chosen_record(self._list)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to the scanner while the page is in front."""
        super().showEvent(event)
        self._listen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the scanner to the page that comes."""
        super().hideEvent(event)
        self._scanner.watch(None)

    def _ask_log(self) -> None:
        self.frame.go(Section.EVIDENCE, LogFor())

    def _open_log(self, case: UUID | None) -> None:
        self._stack.setCurrentWidget(self._log)
        self._log.start(case)
        self._listen()

    def _open_list(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self._listen()

    def _listen(self) -> None:
        """In fast entry a scan belongs to the field it is made in."""
        is_listening = self.isVisible() and self._stack.currentWidget() is self._list
        self._scanner.watch(self.window().windowHandle() if is_listening else None)


@reopens(BATCH)
def _reopen_batch(frame: Frame, sheet: Sheet) -> LogView | None:
    """Bring a batch back into fast entry; None where another one waits there."""
    frame.go(Section.EVIDENCE, LogFor())
    views = frame.dialog_parent().findChildren(LogView)
    return views[0] if views and views[0].take_back(sheet) else None


def log_evidence(frame: Frame, case: UUID | None = None) -> None:
    """Open fast entry, for the case named or the one at hand."""
    frame.go(Section.EVIDENCE, LogFor(case or frame.case_at_hand()))


def check_out(frame: Frame) -> None:
    """Open the batch form with the items chosen in the list, if it is in front."""
    CheckOutForm(frame, chosen_items(frame)).open()


def check_in(frame: Frame) -> None:
    """Open the batch form with the items chosen in the list, if it is in front."""
    CheckInForm(frame, chosen_items(frame)).open()


def chosen_items(frame: Frame) -> tuple[UUID, ...]:
    """Return the items chosen in the list in front; none where another page is."""
    lists = frame.dialog_parent().findChildren(ListView)
    shown = next((each for each in lists if each.isVisible()), None)
    return shown.chosen() if shown is not None else ()


PAGE = Page(
    Section.EVIDENCE,
    _("Evidence"),
    Icon.PACKAGE_SEARCH,
    EvidenceView,
    needs=EvidencePage,
    badge=OverdueCount,
    badge_tone=Tone.DANGER,
    finds=("evidence",),
)

ACTIONS = (
    Action(
        "evidence.log",
        _("Log evidence"),
        Menu.EVIDENCE,
        log_evidence,
        "Ctrl+Shift+E",
        Icon.BARCODE,
        needs=LogEvidence,
    ),
    Action(
        "evidence.check_out",
        _("Check items out"),
        Menu.EVIDENCE,
        check_out,
        "Ctrl+Shift+O",
        Icon.PACKAGE_OPEN,
        needs=CheckOut,
        group=1,
    ),
    Action(
        "evidence.check_in",
        _("Check items in"),
        Menu.EVIDENCE,
        check_in,
        "Ctrl+Shift+I",
        Icon.PACKAGE_CHECK,
        needs=CheckIn,
        group=1,
    ),
    Action(
        "evidence.check",
        _("Custody check"),
        Menu.EVIDENCE,
        check_custody,
        icon=Icon.SHIELD_CHECK,
        needs=CustodyCheck,
        group=2,
    ),
)
