"""The People tab: the defendants with custody and bail, then everybody else with a role."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.domain.codes import CodeList
from app.domain.persons import Party, Role
from app.i18n import _
from app.services.persons import (
    AddParty,
    CasePeople,
    DefendantView,
    EndNoContact,
    EndParty,
    PartyView,
    PeopleOfCase,
    RemoveParty,
)
from app.ui import wording
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.choices import open_form
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.persons.defendant_card import DefendantCard
from app.ui.persons.defendant_forms import (
    EndWarrantForm,
    NoContactForm,
    StateForm,
    WarrantForm,
)
from app.ui.persons.person_forms import AmendPersonForm, open_add_party
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone
from app.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    EmptyState,
    ScrollPage,
    SectionHeader,
    clear,
    column,
)

_VICTIMS = frozenset({Role.VICTIM, Role.VICTIM_REPRESENTATIVE})


def _role_chip(view: PartyView) -> ChipSpec:
    if view.party.role in _VICTIMS:
        return ChipSpec(view.role_words, Tone.VICTIM, Icon.SHIELD)
    return ChipSpec(view.role_words, Tone.NEUTRAL)


def _about(view: PartyView) -> str:
    person = view.person
    if person is None:
        return ""
    badge = _("badge {badge}").format(badge=person.badge) if person.badge else ""
    return ", ".join(part for part in (person.agency, badge, view.party.note) if part)


def _span(view: PartyView) -> str:
    party = view.party
    if party.until is not None:
        return _("until {day}").format(day=wording.day(party.until))
    return wording.day(party.since) if party.since is not None else ""


COLUMNS = (
    Column(_("Name"), lambda view: view.name, width=150, stretch=3, strong=True),
    Column(_("Role"), lambda view: view.role_words, width=150, stretch=1, chip=_role_chip),
    Column(_("About"), _about, width=140, stretch=3, quiet=True, gives_way=1),
    Column(_("Since"), _span, width=120, gives_way=2),
    Column("", lambda _view: "", width=92, action=lambda _view: _("More")),
)


class PeopleTab(CaseTabPage):
    """Everybody with a role in one case."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._people = PeopleOfCase((), ())
        self._may = self.desk.may(AddParty)
        self._defendants = column(spacing=14)
        self._model = RowTable(COLUMNS)
        self._table = DataTable(
            _("Other people"),
            self._model,
            empty=EmptyState(Icon.USERS, _("Nobody else has a role in this case yet.")),
            fits_rows=True,
        )
        self._table.opened.connect(self._edit)
        self._table.acted.connect(self._offer_acts)
        add = Button(_("Add somebody"), self._add_witness, icon=Icon.USER_PLUS, small=True)
        accuse = Button(_("Add a defendant"), self._add_defendant, icon=Icon.PLUS, small=True)
        buttons = [accuse, add] if self._may else []
        others = Card(
            SectionHeader(_("Others"), "", *buttons, margins=(16, 12, 12, 8)),
            self._table,
            padding=0,
            spacing=0,
        )
        self.setLayout(column(ScrollPage(self._defendants, others, None), spacing=0))

    def refresh(self) -> None:
        """Ask for the people."""
        self.desk.ask(CasePeople(self.case), self, self._show)

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401 - `Changes` of the services
        """People, their state and the orders about them."""
        mine = changes.touches(
            "parties", "defendant_states", "warrants", "no_contact_orders", "victims"
        )
        return bool(changes.touches("persons") or (mine and changes.touches_case(self.case)))

    def show_record(self, record: UUID) -> None:
        """Choose a party."""
        self._table.pick(record)

    def _show(self, people: PeopleOfCase) -> None:
        self._people = people
        clear(self._defendants)
        for view in people.defendants:
            self._defendants.addWidget(self._card(view))
        self._model.set_rows(people.others)
        self.counted.emit(people.count)

    def _card(self, view: DefendantView) -> DefendantCard:
        if not self._may:
            return DefendantCard(view, [], None, None)
        state = Button(_("Custody and bail"), partial(self._set_state, view), small=True)
        more = Button("", small=True, menu=True, name=_("More about the defendant"))
        more.clicked.connect(partial(self._offer_defendant, more, view))
        return DefendantCard(view, [state, more], self._end_warrant, self._lift)

    def _set_state(self, view: DefendantView) -> None:
        lists = (CodeList.CUSTODY_STATUS, CodeList.RELEASE)
        open_form(self.frame, lists, partial(StateForm, self.frame, view))

    def _offer_defendant(self, anchor: QWidget, view: DefendantView, *_clicked: object) -> None:
        warrant = partial(self._warrant, view)
        order = partial(self._order, view)
        entries = [
            MenuEntry(_("Warrant…"), warrant, Icon.SIREN),
            MenuEntry(_("No-contact order…"), order, Icon.SHIELD),
            MenuEntry(),
            *self._party_entries(view.party),
        ]
        open_menu(anchor, entries)

    def _party_entries(self, view: PartyView) -> list[MenuEntry]:
        entries = []
        if view.person is not None:
            entries.append(MenuEntry(_("Edit person…"), partial(self._edit, view.id), Icon.PENCIL))
        if view.party.until is None:
            end = partial(self._end, view.party)
            entries.append(MenuEntry(_("End the part today"), end, Icon.USER_X))
        take = partial(self._remove, view.party)
        return [*entries, MenuEntry(_("Take off the case"), take, Icon.TRASH_2)]

    def _offer_acts(self, key: object) -> None:
        view = self._view_of(key)
        if view is not None and self._may:
            row = self._table.visualRect(self._table.currentIndex())
            place = QPoint(row.right() - 40, row.bottom())
            open_menu(self._table.viewport(), self._party_entries(view), place)

    def _view_of(self, key: object) -> PartyView | None:
        everybody = [each.party for each in self._people.defendants]
        everybody += self._people.others
        return next((view for view in everybody if view.id == key), None)

    def _edit(self, key: object) -> None:
        view = self._view_of(key)
        if view is not None and view.person is not None and self._may:
            AmendPersonForm(self.frame, view.person).open()

    def _add_witness(self) -> None:
        open_add_party(self.frame, self.case, Role.WITNESS_CIVILIAN)

    def _add_defendant(self) -> None:
        open_add_party(self.frame, self.case)

    def _warrant(self, view: DefendantView) -> None:
        WarrantForm(self.frame, self.case, view).open()

    def _order(self, view: DefendantView) -> None:
        if not self._people.others:
            self.frame.tell(_("Add the person to protect first."), tone=Tone.WARN)
            return
        NoContactForm(self.frame, self.case, view, self._people.others).open()

    def _end_warrant(self, warrant: UUID) -> None:
        EndWarrantForm(self.frame, warrant).open()

    def _lift(self, order: UUID) -> None:
        self._do(EndNoContact(order=order), _("Order lifted"))

    def _end(self, party: Party) -> None:
        self._do(EndParty(party=party), _("No longer part of the case"))

    def _remove(self, party: Party) -> None:
        self._do(RemoveParty(party=party), _("Taken off the case"))

    def _do(self, command: Any, words: str) -> None:  # noqa: ANN401 - any command of people
        self.desk.do(command, self, partial(self._tell, words))

    def _tell(self, words: str, _done: object) -> None:
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)


def _add(frame: Frame, case: UUID) -> None:
    open_add_party(frame, case, Role.WITNESS_CIVILIAN)


CASE_TAB = CaseTab(
    "people",
    _("People"),
    Icon.USERS,
    CasePeople,
    PeopleTab,
    counts=("parties",),
    adds=(CaseAct(_("Person"), Icon.USER_PLUS, _add, needs=AddParty),),
)
