"""Taking inventory of a place: tags are read one after the other, findings stand below."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.domain.errors import DossierError
from app.domain.inventory import AS_IT_SHOULD_BE, Discovery, InventoryId, Resolution, Sight
from app.domain.locations import LocationId
from app.i18n import _, ngettext
from app.i18n.inventory import REASON_WORDS, RESOLUTION_WORDS, SIGHT_WORDS, spoken_sight
from app.i18n.sentences import sentence
from app.services.evidence import CloseInventory, InventoryOf, InventoryView, Sighted, SightItem
from app.services.evidence.papers import PrintInventory
from app.services.locations import Barcoded, PlacesAndAgencies
from app.ui import wording
from app.ui.evidence.inventory_forms import GiveUpForm, ResolveForm
from app.ui.evidence.inventory_list import InventoryList
from app.ui.evidence.papers import open_inventory
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.page import Frame
from app.ui.scan.taking import offer_scans
from app.ui.scan.verdict import ScanVerdict
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Card,
    Chip,
    ChipSpec,
    EmptyState,
    Field,
    TextInput,
    column,
    hide_unless,
    primary,
    quiet,
    row,
    secondary,
    section,
)

_PAUSE_MS = 200
"""Rest after a scan before everything is asked for anew; the answer to the scan does not wait."""

_TONES = {
    Sight.MISSING: Tone.DANGER,
    Sight.UNKNOWN: Tone.DANGER,
    Sight.CLOSED: Tone.DANGER,
    Sight.RESTRICTED: Tone.DANGER,
}
_KINDS = ("inventory_sightings", "inventory_findings", "inventory_closings", "inventory_sessions")


def finding_chip(found: Discovery) -> ChipSpec:
    """Return what is wrong, and whether it still is."""
    words = SIGHT_WORDS[found.sight]
    if found.resolved is not None:
        is_open = found.resolved.resolution is Resolution.DISCREPANCY
        return ChipSpec(words, Tone.WARN if is_open else Tone.NEUTRAL, Icon.CHECK)
    return ChipSpec(words, _TONES.get(found.sight, Tone.WARN), Icon.TRIANGLE_ALERT)


def _what(found: Discovery) -> str:
    return found.line.description if found.line is not None else _("Nothing more is known.")


def _outcome(found: Discovery) -> str:
    if found.resolved is None:
        return _("Open")
    return RESOLUTION_WORDS[found.resolved.resolution]


def _memo(found: Discovery) -> str:
    return found.resolved.memo if found.resolved is not None else ""


class CountView(QWidget):
    """One inventory.

    Signals:
        left: the user goes back to the list of inventories.
    """

    left = Signal()
    takes_any = True

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._desk = frame.desk
        self._session: InventoryId | None = None
        self._shown: InventoryView | None = None
        self._shelf: LocationId | None = None
        self._barcoded = Barcoded()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.refresh)
        self._build()
        self._desk.changed.connect(self._hear)
        offer_scans(self)
        keys_within(self, self.close_inventory, "F9")
        keys_within(self, self.print_report, "F8")
        keys_within(self, self.left.emit, "Escape")

    @property
    def session(self) -> InventoryId | None:
        """The inventory in front."""
        return self._session

    @property
    def shown(self) -> InventoryView | None:
        """What is known of it, once it has arrived."""
        return self._shown

    def show_session(self, session: InventoryId) -> None:
        """Bring an inventory to the front, with the keyboard where tags are typed."""
        if session != self._session:
            self._session, self._shown, self._shelf = session, None, None
            self._rows.set_rows(())
        self.refresh()
        # After the window has put the focus where it thinks best.
        QTimer.singleShot(0, self._tag, self._tag.setFocus)

    def refresh(self) -> None:
        """Ask for everything known so far."""
        if self._session is None:
            return
        self._desk.ask(PlacesAndAgencies(), self, self._take_places)
        self._desk.ask(InventoryOf(self._session), self, self._show, self._refuse)

    def take_scan(self, code: str, _into: QWidget | None) -> bool:
        """Take every code while an inventory is in front."""
        self.read(code)
        return True

    def read(self, code: str) -> None:
        """Read a shelf's barcode or a tag."""
        place = self._barcoded.places.coded(code)
        if place is not None:
            self._choose_shelf(place.id)
        else:
            self._sight(code)

    def close_inventory(self) -> None:
        """End it, if every finding is resolved."""
        if self._session is not None and self._close.isEnabled():
            command = CloseInventory(session=self._session)
            self._desk.do(command, self, self._say_closed, self._refuse)

    def print_report(self) -> None:
        """Open the preview of its report."""
        if self._session is not None and self._desk.may(PrintInventory):
            open_inventory(self._frame, self._session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line reads the tag typed there."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._tag.hasFocus() and self._tag.value():
            typed = self._tag.value()
            self._tag.clear()
            self.read(typed)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self._title, self._lede = section(), secondary()
        self._close = primary(_("Close inventory"), self.close_inventory, Icon.CHECK, "F9")
        self._give_up = quiet(_("Give up…"), self._open_give_up)
        self._paper = quiet(_("Print"), self.print_report, Icon.PRINTER, "F8")
        hide_unless(self._paper, self._desk.may(PrintInventory))
        back = quiet(_("All inventories"), self.left.emit, Icon.ARROW_LEFT, "Esc")
        may = self._desk.may(CloseInventory)
        hide_unless(self._close, may)
        hide_unless(self._give_up, may)
        words = column(self._title, self._lede, spacing=2)
        head = row(words, None, self._paper, self._give_up, self._close, back)
        self._tag = TextInput(placeholder=_("Scan or type, then Enter"))
        self._verdict = ScanVerdict(_("Scan the shelf, then tag by tag."))
        self._counts = (Chip(""), Chip(""), Chip(""))
        field = Field("code", _("Tag or shelf"), self._tag)
        field.setMaximumWidth(260)
        self._reading = Card(row(field, self._verdict, spacing=18), row(*self._counts, None))
        self._rows = RowTable(self._columns(), key=_code_of)
        nothing = _("Nothing is wrong so far.")
        self._table = DataTable(
            _("Findings"), self._rows, empty=EmptyState(Icon.CIRCLE_CHECK, nothing)
        )
        self._table.opened.connect(self.resolve)
        self._table.acted.connect(self.resolve)
        layout = column(head, self._reading, spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        layout.addWidget(Card(self._table, padding=0), 1)
        self.setLayout(layout)

    def resolve(self, code: object) -> None:
        """Open the form that resolves a finding."""
        found = self._found(code)
        if found is None or found.resolved is not None or self._session is None:
            return
        if self._shown is not None and self._desk.may(CloseInventory):
            belongs = self._belongs(found)
            words = _("By its chain: {place}").format(place=belongs) if belongs else ""
            ResolveForm(self._frame, self._session, found, words).open()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Tag"), lambda found: found.code, width=100, strong=True),
            Column(_("Finding"), lambda _found: "", width=210, chip=finding_chip),
            Column(_("What"), _what, width=150, stretch=2),
            Column(_("By its chain"), self._belongs, width=150, stretch=1, gives_way=2),
            Column(_("Seen at"), self._seen_at, width=150, stretch=1, gives_way=3),
            Column(_("Result"), _outcome, width=150, stretch=1, second=_memo),
            Column("", lambda _found: "", width=100, action=_verb),
        )

    def _belongs(self, found: Discovery) -> str:
        """Where it should lie, as far as that is known."""
        shown, line = self._shown, found.line
        own = shown.places.get(line.location, "") if shown and line and line.location else ""
        return own or (line.place if line is not None else "")

    def _seen_at(self, found: Discovery) -> str:
        """On which shelf it was seen."""
        shown = self._shown
        return shown.places.get(found.place, "") if shown and found.place else ""

    def _found(self, code: object) -> Discovery | None:
        every = self._shown.stock.discoveries if self._shown is not None else ()
        return next((each for each in every if each.code == code), None)

    def _sight(self, code: str) -> None:
        if self._session is not None:
            command = SightItem(session=self._session, code=code, place=self._shelf)
            self._desk.do(command, self, self._sighted, self._refuse)

    def _choose_shelf(self, place: LocationId) -> None:
        shown, places = self._shown, self._barcoded.places
        if shown is None or place not in places.below(shown.session.location):
            words = _("{place} is not part of what is counted.").format(place=places.path(place))
            self._verdict.say(words, Tone.DANGER)
            return
        self._shelf = place
        self._verdict.say(_("Counting {place}.").format(place=places.path(place)), Tone.OK)
        self._show_head(shown)

    def _sighted(self, done: Sighted) -> None:
        seen = done.sighting
        is_good = seen.sight in AS_IT_SHOULD_BE
        tone = Tone.OK if is_good else _TONES.get(seen.sight, Tone.WARN)
        self._verdict.say(spoken_sight(seen.sight, seen.code, done.belongs), tone)

    def _take_places(self, barcoded: Barcoded) -> None:
        self._barcoded = barcoded

    def _show(self, shown: InventoryView) -> None:
        if shown.session.id != self._session:
            return
        self._shown = shown
        self._rows.set_rows(shown.stock.discoveries)
        self._show_head(shown)

    def _show_head(self, shown: InventoryView) -> None:
        session, is_open = shown.session, shown.closing is None
        self._title.setText(_("Inventory of {place}").format(place=shown.path))
        together = _("with {name}").format(name=session.joint_person)
        started = _("{by}, {when}").format(
            by=session.started_by, when=wording.moment(session.started_at)
        )
        parts = (REASON_WORDS[session.reason], started, together if session.joint_person else "")
        self._lede.setText(". ".join(part for part in parts if part) + ".")
        self._reading.setVisible(True)
        self._tag.setEnabled(is_open)
        self._close.setEnabled(is_open)
        self._give_up.setEnabled(is_open)
        self._show_counts(shown)

    def _show_counts(self, shown: InventoryView) -> None:
        left = len(shown.stock.unresolved)
        whole = shown.expected
        seen = _("{seen} of {expected} seen").format(
            seen=wording.count(shown.seen), expected=wording.count(whole)
        )
        findings = ngettext("{n} finding open", "{n} findings open", left).format(n=left)
        shelf = shown.places.get(self._shelf, "") if self._shelf else shown.path
        specs = (
            ChipSpec(seen, Tone.OK if shown.seen == whole else Tone.ACCENT, Icon.PACKAGE_CHECK),
            ChipSpec(findings, Tone.WARN if left else Tone.OK, Icon.LIST_CHECKS),
            ChipSpec(_("Counting {place}").format(place=shelf), Tone.NEUTRAL, Icon.MAP_PIN),
        )
        for chip, spec in zip(self._counts, specs, strict=True):
            chip.show_spec(spec)

    def _refuse(self, error: DossierError) -> None:
        is_harmless = error.code == "inventory.read_already"
        self._verdict.say(sentence(error), Tone.NEUTRAL if is_harmless else Tone.DANGER)

    def _say_closed(self, _closing: object) -> None:
        self._frame.tell(_("The inventory is closed; every chain of what was seen says so."))

    def _open_give_up(self) -> None:
        if self._session is not None:
            GiveUpForm(self._frame, self._session).open()

    def _hear(self, changes: Any) -> None:  # noqa: ANN401  `Changes` of the services
        if changes.touches(*_KINDS, "locations"):
            self._timer.start()


class InventoryPane(QWidget):
    """The list of inventories, or one of them in its place.

    Signals:
        left: the user goes back to the evidence.
        opened: an inventory to be brought to the front, through the window's history.
    """

    left = Signal()
    opened = Signal(object)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._all = InventoryList(frame)
        self.count = CountView(frame)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._all)
        self._stack.addWidget(self.count)
        self._all.left.connect(self.left)
        self._all.chosen.connect(self.opened)
        self.count.left.connect(self.show_all)
        keys_within(self._all, self.left.emit, "Escape")

    @property
    def session(self) -> InventoryId | None:
        """The inventory in front, None while it is the list."""
        return self.count.session if self._stack.currentWidget() is self.count else None

    def show_all(self) -> None:
        """Show the list."""
        self._stack.setCurrentWidget(self._all)
        self._all.refresh()
        self._all.table.setFocus()

    def show_session(self, session: InventoryId) -> None:
        """Show one inventory."""
        self._stack.setCurrentWidget(self.count)
        self.count.show_session(session)

    def refresh(self) -> None:
        """Ask again for what is in front."""
        (self._all if self.session is None else self.count).refresh()


def _verb(found: Discovery) -> str:
    return "" if found.resolved is not None else _("Resolve…")


def _code_of(found: Discovery) -> object:
    return found.code
