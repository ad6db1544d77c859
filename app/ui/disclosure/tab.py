"""The Disclosure tab of a case: ledger, productions, favorable matter, demands, certificates."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from app.domain.cases import CaseId
from app.i18n import _
from app.services.disclosure.ledger import AddDisclosureItem
from app.services.disclosure.views import CaseDisclosure, DisclosureOfCase
from app.services.office import Changes
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.disclosure.certificate_part import CertificatePart
from app.ui.disclosure.favorable_part import FavorablePart
from app.ui.disclosure.having_part import HavingPart
from app.ui.disclosure.ledger_part import LedgerPart
from app.ui.disclosure.production_part import ProductionPart
from app.ui.disclosure.request_part import RequestPart
from app.ui.disclosure.row_forms import add_row
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.theme import metrics
from app.ui.widgets import SegmentedControl, column, row

_KINDS = (
    *("disclosure_items", "disclosure_steps", "disclosure_files", "defense_requests"),
    *("agency_inquiries", "loss_notices", "protective_orders", "brady_orders"),
    *("favorable_matters", "listed_officers", "officer_steps", "production_drafts"),
    *("productions", "production_steps", "disclosure_certificates", "certificate_steps"),
    *("attachments", "evidence_items", "parties", "witnesses", "defendants", "defendant_states"),
)
"""What the tab shows something of."""
_PARTS = {
    "ledger": _("Ledger"),
    "productions": _("Productions"),
    "favorable": _("Favorable"),
    "requests": _("Demands"),
    "certificates": _("Certificates"),
    "had": _("What they had"),
}


class DisclosureTab(CaseTabPage):
    """The disclosure of one case, in six parts."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._view: DisclosureOfCase | None = None
        self._wanted: UUID | None = None
        self._asked = 0
        self.switch = SegmentedControl(_PARTS.items(), name=_("Parts of disclosure"))
        self.switch.picked.connect(self.open_part)
        own = CaseId(case)
        self.parts: dict[str, LedgerPart | ProductionPart | HavingPart | FavorablePart
                         | RequestPart | CertificatePart] = {
            "ledger": LedgerPart(frame, own),
            "productions": ProductionPart(frame, own),
            "favorable": FavorablePart(frame, own),
            "requests": RequestPart(frame, own),
            "certificates": CertificatePart(frame, own),
            "had": HavingPart(frame, own),
        }  # fmt: skip
        self._stack = QStackedWidget()
        for part in self.parts.values():
            self._stack.addWidget(part)
        around = column(
            row(self.switch, None),
            self._stack,
            spacing=metrics.CARD_GAP,
            margins=metrics.PAGE_MARGIN,
        )
        around.setStretchFactor(self._stack, 1)
        self.setLayout(around)

    def refresh(self) -> None:
        """Ask for the disclosure of the case."""
        self._asked += 1
        self.desk.ask(CaseDisclosure(CaseId(self.case)), self, partial(self._show, self._asked))

    def touched_by(self, changes: Changes) -> bool:
        """Whatever is disclosed or could be, and the register of officers."""
        own = changes.touches_case(self.case) and changes.touches(*_KINDS)
        return own or changes.touches("persons", "listed_officers", "officer_steps")

    def open_part(self, name: object) -> None:
        """Bring one part to the front."""
        key = str(name)
        self.switch.set_value(key)
        self._stack.setCurrentWidget(self.parts[key])

    def show_record(self, record: UUID) -> None:
        """Bring a row of the ledger, or a demand or an inquiry, to the front."""
        self._wanted = record
        if self._view is not None:
            self._bring(self._view)

    def _bring(self, view: DisclosureOfCase) -> None:
        """Bring what is wanted to the front, if it is known already."""
        around = {each.id for some in (view.requests, view.inquiries) for each in some}
        if self._wanted in around | {row.id for row in view.rows}:
            part = "requests" if self._wanted in around else "ledger"
            self.open_part(part)
            self.parts[part].table.pick(self._wanted)
            self._wanted = None

    def _show(self, asked: int, view: DisclosureOfCase) -> None:
        if asked != self._asked:
            return
        self._view = view
        for part in self.parts.values():
            part.show_view(view)
        if self._wanted is not None:
            self._bring(view)
            # What is gone must not turn the part somebody works in, whenever the case changes.
            self._wanted = None
        self.counted.emit(len(view.rows))


CASE_TAB = CaseTab(
    "disclosure",
    _("Disclosure"),
    Icon.SCALE,
    CaseDisclosure,
    DisclosureTab,
    counts=("disclosure_items",),
    adds=(CaseAct(_("Disclosure row"), Icon.CLIPBOARD_LIST, add_row, needs=AddDisclosureItem),),
)
