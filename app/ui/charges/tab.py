"""The Charges tab: each defendant's counts, the one chosen in full, and the offers."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.charges import OfferAnswer
from app.domain.codes import CodeList
from app.domain.persons import PartyId
from app.i18n import _, ngettext
from app.services.charges import (
    AddCharge,
    CaseCharges,
    CountView,
    DefendantCounts,
    OfferView,
    RemoveCharges,
    SentenceView,
)
from app.ui import wording
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.charges.appeals_card import AppealsCard
from app.ui.charges.count_card import CountCard
from app.ui.charges.count_form import open_count, open_new_count
from app.ui.charges.outcome_forms import (
    AnswerForm,
    DisposeForm,
    OfferForm,
    PleaForm,
    SentenceForm,
)
from app.ui.choices import open_form
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone
from app.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    EmptyState,
    ListRow,
    RowList,
    ScrollPage,
    SectionHeader,
    clear,
    column,
    holding,
)

_HEADING = (16, 12, 12, 8)


def _outcome_chip(count: CountView) -> ChipSpec:
    if count.charge.disposition:
        return ChipSpec(count.disposition, Tone.OK, Icon.GAVEL)
    return ChipSpec(count.disposition or _("open"), Tone.NEUTRAL)


COLUMNS = (
    Column(_("Count"), lambda count: str(count.charge.number), width=58, strong=True),
    Column(
        _("Charge"),
        lambda count: count.charge.description,
        width=160,
        stretch=4,
        strong=True,
        icon=lambda count: Icon.STAR if count.charge.is_top else None,
    ),
    Column(_("Statute"), lambda count: count.charge.statute, width=116, stretch=2),
    Column(_("Class"), lambda count: count.class_words, width=92, stretch=1, gives_way=2),
    Column(
        _("Offense"),
        lambda count: wording.day(count.charge.offense_from) if count.charge.offense_from else "",
        width=104,
        gives_way=3,
    ),
    Column(
        _("Plea"),
        lambda count: count.plea or _("none entered"),
        width=104,
        stretch=1,
        quiet=True,
        gives_way=1,
    ),
    Column(
        _("Outcome"),
        lambda count: count.disposition or _("open"),
        width=130,
        stretch=1,
        chip=_outcome_chip,
    ),
)


class ChargesTab(CaseTabPage):
    """The counts of one case."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._groups: tuple[DefendantCounts, ...] = ()
        self._current: CountView | None = None
        self._wanted: UUID | None = None
        self._tables: dict[PartyId, DataTable] = {}
        self._lists = column(spacing=14)
        self._count = CountCard()
        self._appeals = AppealsCard(frame, self.case)
        self._appeals.hide()
        self._empty = EmptyState(
            Icon.SCALE, _("Nobody is accused in this case yet. Add the defendant on People first.")
        )
        self._empty.hide()
        self.setLayout(
            column(
                ScrollPage(self._empty, self._lists, self._count, self._appeals, None), spacing=0
            )
        )

    def refresh(self) -> None:
        """Ask for the counts."""
        self.desk.ask(CaseCharges(self.case), self, self._show)

    def show_record(self, record: UUID) -> None:
        """Choose a count."""
        self._wanted = record
        for table in self._tables.values():
            table.pick(record)

    def _show(self, groups: tuple[DefendantCounts, ...]) -> None:
        self._groups = groups
        self._rebuild()
        self._empty.setVisible(not groups)
        self._appeals.refresh(groups)
        self.counted.emit(sum(len(group.counts) for group in groups))
        self._show_current()

    def _rebuild(self) -> None:
        """Make the cards anew; the chosen count and the keyboard stay where they were."""
        chosen = self._wanted or (self._current.id if self._current is not None else None)
        focused = next((p for p, table in self._tables.items() if table.hasFocus()), None)
        clear(self._lists)
        self._tables.clear()
        for group in self._groups:
            self._lists.addWidget(self._card(group))
        if chosen is not None:
            self._current = self._count_of(chosen)
            for table in self._tables.values():
                table.pick(chosen)
        if focused in self._tables:
            self._tables[focused].setFocus()

    def _card(self, group: DefendantCounts) -> QWidget:
        counts = len(group.counts)
        remark = ngettext("{n} count", "{n} counts", counts).format(n=counts)
        heading = SectionHeader(group.name, remark, *self._buttons(group), margins=_HEADING)
        table = DataTable(
            _("Counts against {name}").format(name=group.name),
            RowTable(COLUMNS, group.counts),
            empty=EmptyState(
                Icon.SCALE,
                _("No count yet."),
                _("Add a count") if self.desk.may(AddCharge) else "",
                partial(open_new_count, self.frame, self.case, group.party),
            ),
            fits_rows=True,
        )
        table.picked.connect(self._pick)
        table.opened.connect(self._amend)
        self._tables[group.party] = table
        card = Card(heading, table, padding=0, spacing=0)
        if group.offers:
            card.body().addWidget(self._offers(group))
        return card

    def _buttons(self, group: DefendantCounts) -> list[QWidget]:
        if not self.desk.may(AddCharge):
            return []
        party = group.party
        add = Button(
            _("Add count"),
            partial(open_new_count, self.frame, self.case, party),
            icon=Icon.PLUS,
            small=True,
        )
        act = Button(_("Plea, outcome"), small=True, menu=True)
        act.clicked.connect(partial(self._offer_acts, act, party))
        offer = Button(_("Offer"), partial(self._make_offer, party), small=True)
        return [offer, act, add]

    def _offers(self, group: DefendantCounts) -> QWidget:
        rows = RowList(_("Offers to {name}").format(name=group.name))
        rows.set_rows([_offer_row(offer) for offer in group.offers])
        rows.acted.connect(self._answer)
        rows.opened.connect(self._answer)
        return holding(column(rows, margins=(0, 6, 0, 0)))

    def _pick(self, key: object) -> None:
        count = self._count_of(key)
        if count is not None:
            self._current = count
            self._show_current()

    def _show_current(self) -> None:
        current = self._count_of(self._current.id) if self._current is not None else None
        if current is None:
            current = next((c for group in self._groups for c in group.counts), None)
        self._current = current
        self._count.show_count(current)

    def _count_of(self, key: object) -> CountView | None:
        return next((c for group in self._groups for c in group.counts if c.id == key), None)

    def _group_of(self, count: CountView) -> DefendantCounts:
        return next(group for group in self._groups if group.party == count.charge.defendant)

    def _chosen_in(self, party: PartyId) -> CountView | None:
        key = self._tables[party].current_key()
        return self._count_of(key)

    def _amend(self, key: object) -> None:
        count = self._count_of(key)
        if count is not None and self.desk.may(AddCharge):
            open_count(self.frame, count)

    def _offer_acts(self, anchor: QWidget, party: PartyId, *_clicked: object) -> None:
        count = self._chosen_in(party)
        if count is None:
            return
        entries = [
            MenuEntry(_("Enter a plea…"), self._asking(PleaForm, CodeList.PLEA, count)),
            MenuEntry(
                _("Record a disposition…"),
                self._asking(DisposeForm, CodeList.DISPOSITION, count),
            ),
            MenuEntry(_("Add a sentence line…"), partial(self._sentence, count, None)),
            *self._sentence_entries(count),
            MenuEntry(),
            MenuEntry(_("Amend…"), partial(open_count, self.frame, count), Icon.PENCIL),
            MenuEntry(_("Take out"), partial(self._remove, count), Icon.TRASH_2),
        ]
        open_menu(anchor, entries)

    def _sentence_entries(self, count: CountView) -> list[MenuEntry]:
        return [
            MenuEntry(
                _("Change: {line}…").format(line=line.text[:60]),
                partial(self._sentence, count, line),
            )
            for line in count.sentences
        ]

    def _asking(self, form: Any, list_: CodeList, count: CountView) -> Callable[[], object]:  # noqa: ANN401 - the class of a form
        counts = self._group_of(count).counts
        make = partial(form, self.frame, counts, count)
        return partial(open_form, self.frame, (list_,), make)

    def _sentence(self, count: CountView, line: SentenceView | None) -> None:
        make = partial(SentenceForm, self.frame, count, line)
        open_form(self.frame, (CodeList.SENTENCE,), make)

    def _remove(self, count: CountView) -> None:
        self.desk.do(RemoveCharges(charges=(count.charge,)), self, self._tell_removed)

    def _tell_removed(self, _removed: object) -> None:
        self.frame.tell(_("Count taken out"), action=_("Undo"), press=self.frame.undo)

    def _make_offer(self, party: PartyId) -> None:
        group = next(group for group in self._groups if group.party == party)
        OfferForm(self.frame, self.case, group).open()

    def _answer(self, key: object) -> None:
        for group in self._groups:
            for offer in group.offers:
                if offer.record.id == key and _is_open(offer) and self.desk.may(AddCharge):
                    make = partial(AnswerForm, self.frame, offer.record)
                    open_form(self.frame, (CodeList.PLEA_OFFER,), make)


def _is_open(offer: OfferView) -> bool:
    return offer.record.answer in {OfferAnswer.OFFERED, OfferAnswer.COUNTER}


def _offer_row(offer: OfferView) -> ListRow:
    record = offer.record
    days = [_("made {day}").format(day=wording.day(record.made_on))]
    if record.expires_on is not None:
        days.append(_("expires {day}").format(day=wording.day(record.expires_on)))
    tone = Tone.ACCENT if _is_open(offer) else Tone.NEUTRAL
    return ListRow(
        record.id,
        _("Offer: {terms}").format(terms=" ".join(record.terms.split())),
        ", ".join(days),
        Icon.RECEIPT,
        tone,
        ChipSpec(offer.words, tone),
        action=_("Answer") if _is_open(offer) else "",
    )


def _add(frame: Frame, case: UUID) -> None:
    open_new_count(frame, CaseId(case))


CASE_TAB = CaseTab(
    "charges",
    _("Charges"),
    Icon.SCALE,
    CaseCharges,
    ChargesTab,
    counts=("charges",),
    adds=(CaseAct(_("Charge"), Icon.SCALE, _add, needs=AddCharge),),
)
