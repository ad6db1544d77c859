"""The Victims tab of a case: who was harmed, and the sheet of the one chosen."""

from functools import partial
from uuid import UUID

from app.domain.cases import CaseId
from app.i18n import _
from app.services.party_entry import EnterVictim
from app.services.victims import AddVictim, CaseVictims, VictimInCase, VictimSheet
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.theme import Tone, metrics
from app.ui.victims.forms import enter_victim
from app.ui.victims.sheet import VictimSheetView
from app.ui.victims.words import shortened
from app.ui.widgets import (
    Banner,
    Card,
    ChipSpec,
    Choice,
    EmptyState,
    Field,
    ListRow,
    RowList,
    ScrollPage,
    column,
    holding,
    quiet,
    row,
)


class VictimsTab(CaseTabPage):
    """The victims of one case.

    Who may not see victims reads what they are called and that a rule is in force, no more.
    """

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._victims: tuple[VictimInCase, ...] = ()
        self._wanted: UUID | None = None
        self._choice: Choice[UUID] = Choice([])
        self._choice.edited.connect(self._follow_choice)
        self._chooser = Field("victim", _("Victim"), self._choice)
        self._open = quiet(_("Open a sheet"), self._open_sheet, Icon.CONTACT)
        self._sheet = VictimSheetView(frame)
        self._names = RowList(_("Victims of the case"))
        self._warning = Banner(
            _("A safety rule is in force. Ask the advocate before any contact."), "", Tone.DANGER
        )
        add = _("Add a victim") if self.desk.may(EnterVictim) else ""
        self._empty = EmptyState(Icon.SHIELD, _("No victim is named in this case."), add, self._add)
        self._closed = ScrollPage(self._warning, Card(self._names, padding=0), None)
        self._closed.body().setContentsMargins(0, 0, 0, 0)
        self._head = holding(row(self._chooser, self._open, None))
        parts = (self._empty, self._closed, self._head, self._sheet)
        for part in parts:
            part.hide()
        self.setLayout(column(*parts, spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN))

    def refresh(self) -> None:
        """Ask who the victims are."""
        self.desk.ask(CaseVictims(CaseId(self.case)), self, self._show)

    def show_record(self, record: UUID) -> None:
        """Bring one victim's sheet to the front."""
        self._wanted = record
        if any(record in (each.victim, each.party) for each in self._victims):
            self._choice.set_value(record)
            self._follow_choice()

    def _show(self, victims: tuple[VictimInCase, ...]) -> None:
        self._victims = victims
        self.counted.emit(len(victims))
        sees = self.desk.may(VictimSheet)
        self._empty.setVisible(not victims)
        self._closed.setVisible(bool(victims) and not sees)
        self._head.setVisible(bool(victims) and sees and self._has_choice())
        if not sees:
            self._warning.setVisible(any(each.has_rule for each in victims))
            self._names.set_rows([_closed_row(each) for each in victims])
            return
        chosen = self._wanted or self._choice.value()
        self._choice.set_options([(each.party, _option(each)) for each in victims])
        known = {each.party for each in victims}
        first = victims[0].party if victims else None
        self._choice.set_value(chosen if chosen in known else first)
        self._wanted = None
        self._follow_choice()

    def _has_choice(self) -> bool:
        return len(self._victims) > 1 or any(each.victim is None for each in self._victims)

    def _follow_choice(self) -> None:
        current = next((v for v in self._victims if v.party == self._choice.value()), None)
        has_sheet = current is not None and current.victim is not None
        may_open = current is not None and not has_sheet and self.desk.may(AddVictim)
        self._open.setVisible(may_open)
        self._sheet.setVisible(current is not None)
        self._sheet.show_victim(current.victim if current is not None else None)

    def _open_sheet(self) -> None:
        current = next((v for v in self._victims if v.party == self._choice.value()), None)
        if current is not None:
            tell = partial(self._tell, _("Sheet opened."))
            self.desk.do(AddVictim(party=current.party), self, tell)

    def _add(self) -> None:
        enter_victim(self.frame, self.case)

    def _tell(self, words: str, _value: object) -> None:
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)


def _option(victim: VictimInCase) -> str:
    name = shortened(victim.name, 80)
    if victim.victim is None:
        return _("{name}, no sheet yet").format(name=name)
    return name if not victim.owed else _("{name}, {n} owed").format(name=name, n=victim.owed)


def _closed_row(victim: VictimInCase) -> ListRow:
    chip = ChipSpec(_("Safety rule"), Tone.DANGER, Icon.SHIELD_ALERT) if victim.has_rule else None
    return ListRow(victim.party, shortened(victim.called, 80), icon=Icon.SHIELD, chip=chip)


CASE_TAB = CaseTab(
    "victims",
    _("Victims"),
    Icon.SHIELD,
    CaseVictims,
    VictimsTab,
    counts=("victims",),
    adds=(CaseAct(_("Victim"), Icon.SHIELD, enter_victim, needs=EnterVictim),),
)
