"""The Witnesses tab of a case: the order of calling and where each subpoena stands."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint

from app.domain.cases import CaseId
from app.domain.witnesses import Subpoena, SubpoenaStatus
from app.i18n import _, ngettext
from app.services.party_entry import EnterWitness
from app.services.witnesses import (
    AmendWitness,
    CaseWitnesses,
    IssueSubpoena,
    SubpoenaView,
    WitnessesOfCase,
    WitnessView,
)
from app.ui import wording
from app.ui.case_tab import CaseAct, CaseTab, CaseTabPage
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame, Section
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import Card, ChipSpec, EmptyState, SectionHeader, column, quiet
from app.ui.witnesses.forms import (
    ENDINGS,
    CancelForm,
    EndingForm,
    ServiceForm,
    SubpoenaForm,
    WitnessForm,
    enter_witness,
)

_LOOKS = {
    SubpoenaStatus.ISSUED: (Tone.WARN, Icon.CIRCLE_DASHED),
    SubpoenaStatus.SERVED: (Tone.OK, Icon.CIRCLE_CHECK),
    SubpoenaStatus.NOT_FOUND: (Tone.DANGER, Icon.CIRCLE_ALERT),
    SubpoenaStatus.APPEARED: (Tone.OK, Icon.USER_CHECK),
    SubpoenaStatus.FAILED: (Tone.DANGER, Icon.USER_X),
    SubpoenaStatus.QUASHED: (Tone.NEUTRAL, Icon.CIRCLE_SLASH),
    SubpoenaStatus.EXCUSED: (Tone.NEUTRAL, Icon.CIRCLE_SLASH),
    SubpoenaStatus.CANCELLED: (Tone.NEUTRAL, Icon.CIRCLE_X),
}
_LONGEST = 200


def _place(view: WitnessView) -> str:
    position = view.witness.position if view.witness is not None else 0
    return str(position) if position else ""


def _about(view: WitnessView) -> str:
    person = view.person
    parts = [view.role_words]
    if person is not None:
        parts.append(person.agency)
        parts.append(_("badge {badge}").format(badge=person.badge) if person.badge else "")
    if view.witness is not None and view.witness.on_call:
        parts.append(_("on call"))
    return ", ".join(part[:_LONGEST] for part in parts if part)


def _testimony(view: WitnessView) -> str:
    return view.witness.expected_testimony[:_LONGEST] if view.witness is not None else ""


def _away(view: WitnessView) -> str:
    words = view.witness.unavailable if view.witness is not None else ""
    return _("not {days}").format(days=words[:_LONGEST]) if words else ""


def subpoena_chip(view: WitnessView) -> ChipSpec:
    """Return where the subpoena that counts stands."""
    latest = view.latest
    if latest is None:
        return ChipSpec(_("No subpoena"), Tone.NEUTRAL, Icon.CIRCLE_MINUS)
    if latest.is_moot:
        return ChipSpec(_("Hearing moved"), Tone.DANGER, Icon.CALENDAR_X)
    tone, icon = _LOOKS[latest.subpoena.status]
    return ChipSpec(latest.status_words, tone, icon)


def _hearing(view: WitnessView) -> str:
    latest = view.latest
    if latest is None:
        return ""
    return f"{latest.hearing_words}, {wording.day(latest.hearing.on)}"


COLUMNS = (
    Column(_("No."), _place, width=56, right=True),
    Column(_("Witness"), lambda view: view.name, width=170, stretch=2, strong=True, second=_about),
    Column(_("Will say"), _testimony, width=140, stretch=3, second=_away, gives_way=2),
    Column(
        _("Subpoena"),
        lambda view: subpoena_chip(view).text,
        width=136,
        chip=subpoena_chip,
    ),
    Column(_("For"), _hearing, width=170, stretch=1, quiet=True, gives_way=1),
    Column("", lambda _view: "", width=92, action=lambda _view: _("More")),
)


class WitnessesTab(CaseTabPage):
    """The witnesses of one case; S subpoenas the chosen one."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame, case)
        self._shown: WitnessesOfCase | None = None
        self._model = RowTable(COLUMNS)
        add = _("Add a witness") if self.desk.may(EnterWitness) else ""
        empty = EmptyState(Icon.USERS_ROUND, _("No witness is named in this case."), add, self._add)
        self.table = DataTable(
            _("Witnesses"), self._model, empty=empty, row_height=metrics.TALL_ROW_HEIGHT
        )
        self.table.acted.connect(self._open_menu)
        self.table.opened.connect(self._plan)
        self._button = quiet(_("Subpoena"), self._subpoena_current, Icon.GAVEL, "S")
        self._button.setVisible(self.desk.may(IssueSubpoena))
        self._head = SectionHeader(_("Witnesses"), "", self._button, margins=(14, 10, 12, 10))
        card = Card(self._head, padding=0, spacing=0)
        card.body().addWidget(self.table, 1)
        self.setLayout(column(card, margins=metrics.PAGE_MARGIN))
        keys_on(self.table, self._subpoena_current, "S")

    def refresh(self) -> None:
        """Ask for the witnesses."""
        self.desk.ask(CaseWitnesses(CaseId(self.case)), self, self._show)

    def show_record(self, record: UUID) -> None:
        """Bring one witness to the front."""
        self.table.pick(record)

    def _show(self, shown: WitnessesOfCase) -> None:
        self._shown = shown
        self._model.set_rows(shown.witnesses)
        self.counted.emit(len(shown.witnesses))
        self._button.setEnabled(bool(shown.witnesses))
        open_ones = sum(_wants_work(view.latest) for view in shown.witnesses)
        words = ngettext("{n} not served yet", "{n} not served yet", open_ones)
        self._head.set_remark(words.format(n=open_ones) if open_ones else "")

    def _view(self, key: UUID) -> WitnessView | None:
        views = self._shown.witnesses if self._shown is not None else ()
        return next((view for view in views if view.id == key), None)

    def _open_menu(self, key: UUID) -> None:
        view = self._view(key)
        if view is not None:
            place = self.table.visualRect(self.table.currentIndex()).bottomLeft()
            open_menu(self.table, self._entries(view), place + QPoint(24, 0))

    def _entries(self, view: WitnessView) -> list[MenuEntry]:
        person = MenuEntry(_("Open person"), partial(self._open_person, view), Icon.USER)
        if not self.desk.may(AmendWitness):
            return [person]
        entries = [
            MenuEntry(_("Plan"), partial(self._plan, view.id), Icon.PENCIL, "Enter"),
            MenuEntry(_("Subpoena"), partial(self._subpoena, view), Icon.GAVEL, "S"),
        ]
        latest = view.latest
        if latest is not None:
            entries += self._steps(view, latest)
        return [*entries, MenuEntry(), person]

    def _steps(self, view: WitnessView, latest: SubpoenaView) -> list[MenuEntry]:
        """Return what can become of the subpoena from where it stands."""
        subpoena, steps = latest.subpoena, latest.subpoena.next_steps()
        offered = (
            (SubpoenaStatus.SERVED in steps, _("Record service"), ServiceForm, Icon.FILE_CHECK),
            (any(s in steps for s, _w in ENDINGS), _("Record ending"), EndingForm, Icon.USER_CHECK),
            (SubpoenaStatus.CANCELLED in steps, _("Cancel subpoena"), CancelForm, Icon.CIRCLE_X),
        )
        return [
            MenuEntry(words, partial(self._open_form, form, view, subpoena), icon)
            for is_offered, words, form, icon in offered
            if is_offered
        ]

    def _open_form(
        self,
        make: type[ServiceForm] | type[EndingForm] | type[CancelForm],
        view: WitnessView,
        subpoena: Subpoena,
    ) -> None:
        self._open(make(self.frame, subpoena, view.name), _("Subpoena updated."))

    def _plan(self, key: UUID) -> None:
        view = self._view(key)
        if view is not None and self.desk.may(AmendWitness):
            self._open(WitnessForm(self.frame, view), _("Plan saved."))

    def _subpoena_current(self) -> None:
        key = self.table.current_key()
        views = self._shown.witnesses if self._shown is not None else ()
        view = self._view(key) if isinstance(key, UUID) else (views[0] if views else None)
        if view is not None and self.desk.may(IssueSubpoena):
            self._subpoena(view)

    def _subpoena(self, view: WitnessView) -> None:
        if self._shown is not None:
            self._open(SubpoenaForm(self.frame, view, self._shown), _("Subpoena issued."))

    def _open(self, form: FormDialog, words: str) -> None:
        form.committed.connect(partial(self._tell, words))
        form.open()

    def _open_person(self, view: WitnessView) -> None:
        self.frame.go(Section.PEOPLE, view.person_id)

    def _add(self) -> None:
        enter_witness(self.frame, self.case)

    def _tell(self, words: str, _value: object) -> None:
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)


def _wants_work(latest: SubpoenaView | None) -> bool:
    if latest is None or latest.is_moot:
        return latest is not None
    return latest.subpoena.status in {SubpoenaStatus.ISSUED, SubpoenaStatus.NOT_FOUND}


CASE_TAB = CaseTab(
    "witnesses",
    _("Witnesses"),
    Icon.USERS_ROUND,
    CaseWitnesses,
    WitnessesTab,
    counts=("witnesses",),
    adds=(CaseAct(_("Witness"), Icon.USER_PLUS, enter_witness, needs=EnterWitness),),
)
