"""The list of people with the chosen one beside it: a victim's sheet, or who the person is."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget

from app.domain.errors import DossierError
from app.domain.persons import PersonId
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.office import Changes
from app.services.people import PeopleCount, PeoplePage, PersonFile, PersonRow, PersonView
from app.ui import wording
from app.ui.icons import Icon
from app.ui.local_keys import FILTER_KEYS, keys_within
from app.ui.page import Frame, Page, PageView, Section
from app.ui.people.person_panel import AmendForm, MakeAccess, PersonPanel
from app.ui.sheet_view import SheetView
from app.ui.table import Column, DataTable, PagedTable, PageRequest
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    ChipSpec,
    EmptyState,
    Hairline,
    SearchInput,
    SegmentedControl,
    column,
    holding,
    row,
    secondary,
)

_PAUSE_MS = 200
"""Typing rests this long before the list is filtered."""
_LIST_WIDTH = 296


def _roles(person: PersonRow) -> str:
    return ", ".join(person.role_words) or _("in no case")


def _cases(person: PersonRow) -> str:
    line = person.line
    if not line.cases:
        return line.agency
    more = _(" and {n} more").format(n=line.cases - 1) if line.cases > 1 else ""
    return f"{line.number}{more}"


def _role_chip(person: PersonRow) -> ChipSpec | None:
    return ChipSpec(_("Victim"), Tone.VICTIM, Icon.SHIELD) if person.is_victim else None


COLUMNS = (
    Column(
        _("Name"),
        lambda person: person.line.name,
        width=150,
        stretch=1,
        strong=True,
        second=_cases,
    ),
    Column(_("Role"), _roles, width=118, chip=_role_chip, quiet=True),
)


class PeopleView(PageView):
    """People by name.

    Args:
        frame: the window.
        make_sheet: makes the view of a victim's sheet.
        amend: makes the form to change a person; None = people are not changed here.
        access: makes the line that says for whom a person exists.
    """

    def __init__(
        self,
        frame: Frame,
        make_sheet: Callable[[Frame], SheetView],
        amend: AmendForm | None,
        access: MakeAccess | None = None,
    ) -> None:
        super().__init__(frame)
        self._amend, self._access = amend, access
        self._person: UUID | None = None
        self._words = ""
        self._build_list()
        self._build_side(make_sheet)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(self._side)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 1200])
        split.setHandleWidth(1)
        self.setLayout(column(split, spacing=0))
        keys_within(self, self._search.setFocus, *FILTER_KEYS)

    def refresh(self) -> None:
        """Ask for the list and for the person shown."""
        self._model.reload()
        self.desk.ask(PeopleCount(words=self._words), self, self._show_count)
        if self._person is not None:
            self._ask_person(self._person)

    def touched_by(self, changes: Changes) -> bool:
        """Names, parts played, sheets and ways to reach are shown here."""
        return changes.touches("persons", "parties", "cases", "victims", "contact_ways")

    def show_target(self, target: object) -> None:
        """Show one person, given the identity."""
        if isinstance(target, UUID):
            self._show_person(target)
            self.table.pick(target)

    def shown_target(self) -> UUID | None:
        """The person shown."""
        return self._person

    @property
    def sheet(self) -> SheetView:
        """The view of a victim's sheet."""
        return self._sheet

    @property
    def panel(self) -> PersonPanel:
        """The view of who a person is."""
        return self._panel

    def _build_list(self) -> None:
        self._search = SearchInput(_("Filter"), _("Filter people by name, agency or badge"))
        self._count = secondary()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._filter)
        self._search.edited.connect(self._timer.start)
        self._model = PagedTable(self.desk, COLUMNS, self._query, sentence=_sentence)
        self._empty = EmptyState(Icon.USERS, _("Nobody is known yet. People come with their case."))
        self.table = DataTable(
            _("People"),
            self._model,
            empty=self._empty,
            row_height=metrics.TALL_ROW_HEIGHT,
            header=False,
        )
        self.table.picked.connect(self._show_person)
        self.table.opened.connect(self._enter)
        head = row(self._search, self._count, spacing=12, margins=(14, 14, 14, 12))
        self._list = holding(column(head, Hairline(), self.table, spacing=0))
        self._list.setMinimumWidth(280)

    def _build_side(self, make_sheet: Callable[[Frame], SheetView]) -> None:
        self._sheet = make_sheet(self.frame)
        self._panel = PersonPanel(self.frame, self._amend, self._access)
        self._what = SegmentedControl(
            [("sheet", _("Victim's sheet")), ("person", _("Person"))], "sheet", name=_("Shown")
        )
        self._what.picked.connect(self._turn)
        self._switch = holding(row(self._what, None))
        self._switch.hide()
        self._pages = QStackedWidget()
        for page in (
            EmptyState(Icon.USERS, _("Choose somebody on the left.")),
            self._sheet,
            self._panel,
        ):
            self._pages.addWidget(page)
        margins = (metrics.PAGE_MARGIN, 16, metrics.PAGE_MARGIN, 0)
        self._side = holding(column(self._switch, self._pages, spacing=12, margins=margins))
        self._side.setMinimumWidth(420)

    def _query(self, request: PageRequest) -> PeoplePage:
        return PeoplePage(words=self._words, after=request.after, size=request.size)

    def _filter(self) -> None:
        self._words = str(self._search.value())
        words = _("Nobody of that name is known to you.")
        self._empty.set_text(words if self._words else _("Nobody is known yet."))
        self.refresh()

    def _show_count(self, count: int) -> None:
        words = ngettext("{n} person", "{n} people", count)
        self._count.setText(words.format(n=wording.count(count)))

    def _show_person(self, person: UUID | None) -> None:
        if person is None or person == self._person:
            return
        self._person = person
        self._ask_person(person)

    def _ask_person(self, person: UUID) -> None:
        then = partial(self._show, person)
        self.desk.ask(PersonView(PersonId(person)), self, then, self._fail)

    def _show(self, asked: UUID, shown: PersonFile) -> None:
        if asked != self._person:
            return
        self._panel.show_person(shown)
        self._sheet.show_victim(shown.sheet)
        self._switch.setVisible(shown.sheet is not None)
        self._turn(self._what.value())

    def _turn(self, _value: Any) -> None:  # noqa: ANN401 - the chosen segment
        wants_sheet = self._switch.isVisibleTo(self) and self._what.value() == "sheet"
        self._pages.setCurrentWidget(self._sheet if wants_sheet else self._panel)

    def _enter(self, _person: UUID) -> None:
        self.table.setFocus()
        self.focusNextChild()

    def _fail(self, error: DossierError) -> None:
        self._person = None
        self._pages.setCurrentIndex(0)
        self.frame.tell(sentence(error), tone=Tone.WARN)


def _sentence(person: PersonRow) -> str:
    return ", ".join(part for part in (person.line.name, _roles(person), _cases(person)) if part)


def people_page(
    make_sheet: Callable[[Frame], SheetView],
    amend: AmendForm | None = None,
    access: MakeAccess | None = None,
) -> Page:
    """Return the page of the rail; other features give the sheet and the form of a person."""
    return Page(
        Section.PEOPLE,
        _("People"),
        Icon.USERS,
        partial(PeopleView, make_sheet=make_sheet, amend=amend, access=access),
        needs=PeoplePage,
        finds=("person",),
    )
