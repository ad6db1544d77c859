"""The Places tab of the settings: the tree of places, the agencies, and the scanner beside them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from app.domain.codes import CodeList
from app.domain.errors import DossierError
from app.domain.locations import Agency, Places
from app.i18n import _
from app.i18n.sentences import sentence
from app.services.codes import Choices
from app.services.locations import (
    AddLocation,
    Barcoded,
    LocationLine,
    PlacesAndAgencies,
    RemoveAgency,
    RemoveLocation,
    StoragePlaces,
)
from app.services.office import Changes
from app.ui.choices import Lists
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.locations.forms import AgencyForm, LocationForm
from app.ui.locations.scanner_card import ScannerCard
from app.ui.locations.words import KINDS, use_chip
from app.ui.page import Frame, Section
from app.ui.scan.taking import AtPlace
from app.ui.settings_tab import SettingsTabPage
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    Card,
    EmptyState,
    Facts,
    ScrollPage,
    SegmentedControl,
    column,
    hide_unless,
    holding,
    row,
    section,
)

_STEP = "\u2003"
"""A wide blank: one for each place around a place."""
_SIDE_WIDTH = 400
_PLACES, _AGENCIES = "places", "agencies"


def _indented(line: LocationLine) -> str:
    return _STEP * line.depth + line.location.name


_PLACE_COLUMNS = (
    Column(_("Place"), _indented, width=200, stretch=3, strong=True),
    Column(_("Kind"), lambda line: KINDS[line.location.kind], width=110, gives_way=2),
    Column(_("Barcode"), lambda line: line.location.code, width=110),
    Column(_("Kept for"), lambda line: ", ".join(line.kept_for), width=110, stretch=1, gives_way=3),
    Column(_("Items"), lambda line: str(line.items or ""), width=64, right=True),
    Column(
        _("State"), lambda _line: "", width=122, chip=lambda line: use_chip(line.location.is_active)
    ),
)
_AGENCY_COLUMNS = (
    Column(_("Agency"), lambda each: each.name, width=200, stretch=3, strong=True),
    Column(_("Barcode"), lambda each: each.code, width=110),
    Column(_("Contact"), lambda each: each.contact, width=130, stretch=1, gives_way=2),
    Column(_("Phone"), lambda each: each.phone, width=120, gives_way=1),
    Column(_("State"), lambda _each: "", width=122, chip=lambda each: use_chip(each.is_active)),
)


LabelPrinter = Callable[[Frame, Sequence[str]], object]
"""Opens what prints the labels of places and agencies, by their barcodes; none = of all."""


class PlacesTab(SettingsTabPage):
    """Two lists, of which one is in front; the chosen line stands beside it with its buttons.

    Args:
        print_labels: prints the labels.
        frame: the window.
    """

    def __init__(self, print_labels: LabelPrinter, frame: Frame) -> None:
        super().__init__(frame)
        self._print = print_labels
        self._kinds: Lists = {}
        self._lines: tuple[LocationLine, ...] = ()
        may_edit = self.desk.may(AddLocation)
        self._which = SegmentedControl(
            [(_PLACES, _("Places of storage")), (_AGENCIES, _("Agencies"))], name=_("Which list")
        )
        self._which.picked.connect(self._turn)
        self._add = Button(_("Add…"), self.add, icon=Icon.PLUS, small=True)
        hide_unless(self._add, may_edit)
        self.places = self._table(_("Places of storage"), _PLACE_COLUMNS, _place_key, _NO_PLACE)
        self.agencies = self._table(_("Agencies"), _AGENCY_COLUMNS, _agency_key, _NO_AGENCY)
        labels = Button(_("Print all labels"), self.print_all, icon=Icon.PRINTER, small=True)
        margins = (metrics.PAGE_MARGIN, 14, 14, 12)
        head = row(self._which, None, labels, self._add, margins=margins)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(holding(column(head, self.places, self.agencies, spacing=0)))
        split.addWidget(self._side(may_edit=may_edit))
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([1000, _SIDE_WIDTH])
        split.setHandleWidth(1)
        self.setLayout(column(split, spacing=0))
        keys_within(self, self.add, "Insert")
        keys_within(self, self.print_label, "F8")
        self.agencies.hide()

    def refresh(self) -> None:
        """Ask for both lists and the words their forms offer."""
        self.desk.ask(StoragePlaces(), self, self._show_places)
        self.desk.ask(PlacesAndAgencies(), self, self._show_agencies)
        lists = (CodeList.EVIDENCE_KIND, CodeList.AGENCY_KIND)
        self.desk.ask(Choices(lists), self, self._take_lists)

    def touched_by(self, changes: Changes) -> bool:
        """Places, agencies, and what lies where."""
        return changes.touches("locations", "agencies", "custody_events")

    def add(self) -> None:
        """Open the form of a new place, within the chosen one, or of a new agency."""
        if not self._kinds or self._add.isHidden():
            return
        line = self._line()
        if self._shows_agencies():
            form: FormDialog = AgencyForm(self.frame, self._kinds[CodeList.AGENCY_KIND])
        else:
            around = line.location.id if line is not None else None
            kinds = self._kinds[CodeList.EVIDENCE_KIND]
            form = LocationForm(self.frame, self._places(), kinds, None, around)
        self._open(form, _("{name} is in the list. Its barcode is {code}."))

    def change(self, _key: object = None) -> None:
        """Open the form of what is chosen."""
        line, agency = self._line(), self._agency()
        if not self._kinds or self._add.isHidden():
            return
        words = _("{name} was changed.")
        if self._shows_agencies() and agency is not None:
            kinds = self._kinds[CodeList.AGENCY_KIND]
            self._open(AgencyForm(self.frame, kinds, agency), words)
        elif not self._shows_agencies() and line is not None:
            kinds = self._kinds[CodeList.EVIDENCE_KIND]
            self._open(LocationForm(self.frame, self._places(), kinds, line.location), words)

    def remove(self) -> None:
        """Take what is chosen off the list, if no record names it."""
        line, agency = self._line(), self._agency()
        if self._shows_agencies() and agency is not None:
            command: object = RemoveAgency(agency=agency)
        elif not self._shows_agencies() and line is not None:
            command = RemoveLocation(location=line.location)
        else:
            return
        self.desk.do(command, self, self._say_removed, self._refuse)

    def print_label(self) -> None:
        """Print the label of what is chosen."""
        line, agency = self._line(), self._agency()
        if self._shows_agencies() and agency is not None:
            self._print(self.frame, (agency.code,))
        elif not self._shows_agencies() and line is not None:
            self._print(self.frame, (line.location.code,))

    def print_all(self) -> None:
        """Print the labels of every place and agency in use."""
        self._print(self.frame, ())

    def _table(
        self, name: str, columns: tuple[Column, ...], key: Callable[[Any], UUID], nothing: str
    ) -> DataTable:
        table = DataTable(name, RowTable(columns, key=key), empty=EmptyState(Icon.MAP_PIN, nothing))
        table.picked.connect(self._show_chosen)
        table.opened.connect(self.change)
        return table

    def _side(self, *, may_edit: bool) -> ScrollPage:
        self._head = section("")
        self._facts = Facts(label_width=92)
        self._see = Button(_("Show what lies there"), self._see_items, icon=Icon.PACKAGE_SEARCH)
        buttons = [
            self._see,
            Button(_("Print label"), self.print_label, icon=Icon.PRINTER, keys="F8"),
            Button(_("Change…"), self.change, icon=Icon.PENCIL),
            Button(_("Take off the list"), self.remove, icon=Icon.TRASH_2),
        ]
        for button in buttons[2:]:
            hide_unless(button, may_edit)
        self._card = Card(self._head, self._facts, column(*buttons, spacing=8))
        self._card.hide()
        return ScrollPage(self._card, ScannerCard(self.frame), None)

    def _turn(self, _which: object = None) -> None:
        self.places.setHidden(self._shows_agencies())
        self.agencies.setHidden(not self._shows_agencies())
        self._show_chosen()

    def _shows_agencies(self) -> bool:
        return self._which.value() == _AGENCIES

    def _places(self) -> Places:
        return Places(tuple(line.location for line in self._lines))

    def _line(self) -> LocationLine | None:
        line: LocationLine | None = self.places.current_row()
        return line

    def _agency(self) -> Agency | None:
        agency: Agency | None = self.agencies.current_row()
        return agency

    def _take_lists(self, lists: Lists) -> None:
        self._kinds = lists

    def _show_places(self, lines: tuple[LocationLine, ...]) -> None:
        self._lines = lines
        self.places.table.set_rows(lines)
        self._show_chosen()

    def _show_agencies(self, known: Barcoded) -> None:
        self.agencies.table.set_rows(known.agencies)
        self._show_chosen()

    def _show_chosen(self, _key: object = None) -> None:
        line, agency = self._line(), self._agency()
        shown = agency if self._shows_agencies() else line
        self._card.setVisible(shown is not None)
        self._see.setVisible(shown is not None and not self._shows_agencies())
        if self._shows_agencies() and agency is not None:
            self._head.setText(agency.name)
            self._facts.set_facts(_agency_facts(agency, self._kinds))
        elif not self._shows_agencies() and line is not None:
            self._head.setText(line.path)
            self._facts.set_facts(_place_facts(line))

    def _see_items(self) -> None:
        line = self._line()
        if line is not None:
            self.frame.go(Section.EVIDENCE, AtPlace(line.location.id))

    def _open(self, form: FormDialog, words: str) -> None:
        form.committed.connect(partial(self._say_done, words))
        form.open()

    def _say_done(self, words: str, value: Any) -> None:  # noqa: ANN401  a place or agency, or a change
        kept = getattr(value, "after", value)
        self.frame.tell(
            words.format(name=kept.name, code=kept.code), action=_("Undo"), press=self.frame.undo
        )

    def _say_removed(self, kept: Any) -> None:  # noqa: ANN401  a place or agency
        self.frame.tell(_("{name} is off the list.").format(name=kept.name))

    def _refuse(self, error: DossierError) -> None:
        self.frame.tell(sentence(error), tone=Tone.WARN)


_NO_PLACE = _("No place yet. Add the rooms first, then the shelves in them.")
_NO_AGENCY = _("No agency yet. Add those that bring or receive evidence.")


def _place_facts(line: LocationLine) -> tuple[tuple[str, str], ...]:
    facts = (
        (_("Kind"), KINDS[line.location.kind]),
        (_("Barcode"), line.location.code),
        (_("Kept for"), ", ".join(line.kept_for) or _("Everything")),
        (_("Items"), str(line.items)),
        (_("Note"), line.location.note),
    )
    return tuple(fact for fact in facts if fact[1])


def _agency_facts(agency: Agency, lists: Lists) -> tuple[tuple[str, str], ...]:
    words = {code.code: code.label for code in lists.get(CodeList.AGENCY_KIND, ())}
    facts = (
        (_("Kind"), words.get(agency.kind, agency.kind)),
        (_("Barcode"), agency.code),
        (_("Contact"), agency.contact),
        (_("Phone"), agency.phone),
        (_("Address"), agency.address),
        (_("Note"), agency.note),
    )
    return tuple(fact for fact in facts if fact[1])


def _place_key(line: LocationLine) -> UUID:
    return line.location.id


def _agency_key(agency: Agency) -> UUID:
    return agency.id
