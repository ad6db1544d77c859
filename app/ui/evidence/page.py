"""The evidence page of the rail: the office's list, or fast entry or an inventory in its place."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedLayout

from app.domain.inventory import InventoryId
from app.domain.retention.review import ReviewReason
from app.i18n import _
from app.services.evidence import (
    CheckIn,
    CheckOut,
    CustodyCheck,
    EvidencePage,
    Inventories,
    LogEvidence,
    OverdueCount,
)
from app.services.retention import ReviewPage
from app.ui.actions import Action, Menu
from app.ui.drafts.sheet import Sheet, reopens
from app.ui.evidence.batch_forms import CheckInForm, CheckOutForm
from app.ui.evidence.check_dialog import check_custody
from app.ui.evidence.inventory_view import InventoryPane
from app.ui.evidence.list_view import ListView
from app.ui.evidence.log_view import BATCH, LogView
from app.ui.evidence.review_view import ReviewView
from app.ui.icons import Icon
from app.ui.page import Frame, Page, PageView, Section
from app.ui.scan.taking import AtPlace
from app.ui.table import chosen_record
from app.ui.theme import Tone

_TOUCHING = (
    *("evidence_items", "item_charges", "custody_events", "signatures", "cases"),
    *("attachments", "attachment_checks", "office_settings", "locations"),
    *("charges", "sentences", "case_appeals", "case_holds", "disposal_notices"),
)


@dataclass(frozen=True)
class LogFor:
    """Target of the page: log evidence, for a case if one is named."""

    case: UUID | None = None


@dataclass(frozen=True)
class ReviewFor:
    """Target of the page: the review list, for one reason."""

    reason: str = ReviewReason.DUE.value


@dataclass(frozen=True)
class InventoryFor:
    """Target of the page: all inventories, or the one named."""

    session: InventoryId | None = None


class EvidenceView(PageView):
    """List, fast entry and inventories."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._list = ListView(frame)
        self._log = LogView(frame)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._log)
        self._count = InventoryPane(frame)
        self._stack.addWidget(self._count)
        self._count.left.connect(self._open_list)
        self._count.opened.connect(self._ask_inventory)
        self._list.inventory_asked.connect(self._ask_inventories)
        self._review = ReviewView(frame)
        self._stack.addWidget(self._review)
        self._list.log_asked.connect(self._ask_log)
        self._log.left.connect(self._open_list)
        self._review.left.connect(self._open_list)
        self._list.review_asked.connect(self._ask_review)

    def refresh(self) -> None:
        """Ask for list, numbers and item again."""
        self._list.reload()
        if self._stack.currentWidget() is self._review:
            self._review.reload()

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401  `Changes` of the services
        """Items, their chains and files, and the captions of cases."""
        return bool(changes.touches(*_TOUCHING))

    def show_target(self, target: object) -> None:
        """Show an item by its identity, fast entry (`LogFor`), or a filter such as "overdue"."""
        if isinstance(target, LogFor):
            self._open_log(target.case)
            return
        if isinstance(target, InventoryFor):
            self._open_inventory(target.session)
            return
        if isinstance(target, ReviewFor):
            self._open_review(ReviewReason(target.reason))
            return
        self._open_list()
        if isinstance(target, UUID):
            self._list.show_item(target)
        elif isinstance(target, AtPlace):
            self._list.show_place(target.location)
        elif isinstance(target, str):
            self._list.show_only(target)

    def shown_target(self) -> object:
        """The item chosen in the list, or fast entry."""
        if self._stack.currentWidget() is self._log:
            return LogFor(self._log.case)
        if self._stack.currentWidget() is self._count:
            return InventoryFor(self._count.session)
        if self._stack.currentWidget() is self._review:
            return ReviewFor()
        return chosen_record(self._list)

    def take_back_last(self) -> bool:
        """Take the last item of a batch back into the fields, while fast entry is in front."""
        return self._stack.currentWidget() is self._log and self._log.take_back_last()

    def _ask_log(self) -> None:
        self.frame.go(Section.EVIDENCE, LogFor())

    def _ask_review(self) -> None:
        self.frame.go(Section.EVIDENCE, ReviewFor())

    def _open_review(self, reason: ReviewReason) -> None:
        self._stack.setCurrentWidget(self._review)
        self._review.show_reason(reason)
        self._review.reload()

    def _open_log(self, case: UUID | None) -> None:
        self._stack.setCurrentWidget(self._log)
        self._log.start(case)

    def _ask_inventories(self) -> None:
        self.frame.go(Section.EVIDENCE, InventoryFor())

    def _ask_inventory(self, session: InventoryId) -> None:
        self.frame.go(Section.EVIDENCE, InventoryFor(session))

    def _open_inventory(self, session: InventoryId | None) -> None:
        self._stack.setCurrentWidget(self._count)
        if session is None:
            self._count.show_all()
        else:
            self._count.show_session(session)

    def _open_list(self) -> None:
        self._stack.setCurrentWidget(self._list)


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


def take_inventory(frame: Frame) -> None:
    """Open the inventories."""
    frame.go(Section.EVIDENCE, InventoryFor())


def review_evidence(frame: Frame) -> None:
    """Open the review list."""
    frame.go(Section.EVIDENCE, ReviewFor())


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
    Action(
        "evidence.inventory",
        _("Take inventory"),
        Menu.EVIDENCE,
        take_inventory,
        "Ctrl+Shift+Y",
        Icon.LIST_CHECKS,
        needs=Inventories,
        group=2,
    ),
    Action(
        "evidence.review",
        _("Review retention"),
        Menu.EVIDENCE,
        review_evidence,
        icon=Icon.ARCHIVE,
        needs=ReviewPage,
        group=2,
    ),
)
