"""The officer register in the Settings: entries with their history, and the forms about them."""

from functools import partial
from uuid import UUID

from app.domain.disclosure.favorable import OfficerFile, OfficerId, OfficerStepKind
from app.domain.persons import PersonId
from app.i18n import _
from app.i18n.disclosure import OFFICER_STEP_WORDS
from app.services.disclosure.register import (
    ListOfficer,
    OfficerLine,
    OfficerRegister,
    RecordOfficerStep,
)
from app.services.office import Changes
from app.ui import wording
from app.ui.dated_form import DatedForm
from app.ui.disclosure.panel import Deed, Detail, DetailPanel
from app.ui.disclosure.words import shortened
from app.ui.icons import Icon
from app.ui.local_keys import keys_on
from app.ui.page import Frame
from app.ui.person_picker import PersonPicker
from app.ui.settings_tab import SettingsTab, SettingsTabPage
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    Card,
    ChipSpec,
    Choice,
    EmptyState,
    Field,
    ListRow,
    PastDateInput,
    ProseInput,
    SectionHeader,
    TextInput,
    fields_in_a_row,
    hide_unless,
    row,
)

_TODAY = _("Today, unless you say otherwise.")
_LISTED = ChipSpec(_("Listed"), Tone.DANGER, Icon.SIREN)
_REMOVED = ChipSpec(_("Removed"), Tone.NEUTRAL, Icon.CIRCLE_SLASH)


class OfficersTab(SettingsTabPage):
    """Whoever's credibility must be told of. N lists somebody, Enter adds a step."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._model = RowTable(_COLUMNS)
        empty = EmptyState(Icon.BADGE, _("Nobody is listed."))
        self.table = DataTable(
            _("Officer register"), self._model, empty=empty, row_height=metrics.TALL_ROW_HEIGHT
        )
        self.panel = DetailPanel(Icon.BADGE, _("Choose an entry to see its history."))
        add = Button(_("List officer"), self.add, icon=Icon.PLUS, small=True, keys="N")
        hide_unless(add, self.desk.may(ListOfficer))
        remark = _("a warning appears wherever one of them becomes a witness")
        head = SectionHeader(_("Officer register"), remark, add, margins=(14, 10, 12, 10))
        card = Card(head, padding=0, spacing=0)
        card.body().addWidget(self.table, 1)
        both = row(spacing=metrics.CARD_GAP, margins=metrics.PAGE_MARGIN)
        both.addWidget(card, 3)
        both.addWidget(self.panel, 2)
        self.setLayout(both)
        self.table.picked.connect(self._show_detail)
        self.table.opened.connect(self.step)
        keys_on(self.table, self.add, "N")

    def refresh(self) -> None:
        """Ask for the register."""
        self.desk.ask(OfficerRegister(), self, self._show)

    def touched_by(self, changes: Changes) -> bool:
        """The register, and the cases its people are in."""
        return changes.touches("listed_officers", "officer_steps", "parties", "persons", "cases")

    def add(self) -> None:
        """Open the form of a new entry."""
        if self.desk.may(ListOfficer):
            OfficerForm(self.frame).open()

    def step(self, _key: object) -> None:
        """Open the form of the next step."""
        line = self.table.current_row()
        if line is not None and self.desk.may(RecordOfficerStep):
            OfficerStepForm(self.frame, line.entry).open()

    def _show(self, lines: tuple[OfficerLine, ...]) -> None:
        self._model.set_rows(lines)
        self._show_detail(self.table.current_key())

    def _show_detail(self, _key: object) -> None:
        line: OfficerLine | None = self.table.current_row()
        self.panel.show_detail(self._detail(line) if line is not None else None)

    def _detail(self, line: OfficerLine) -> Detail:
        officer = line.entry.officer
        steps = [
            ListRow(
                each.seq,
                OFFICER_STEP_WORDS[each.kind],
                f"{each.by}: {each.text}"[:300],
                right=wording.day(each.on),
            )
            for each in reversed(line.entry.steps)
        ]
        deeds: tuple[Deed, ...] = ()
        if self.desk.may(RecordOfficerStep):
            deeds = (Deed(_("Add step"), partial(self.step, None), Icon.PENCIL),)
        return Detail(
            title=officer.name[:120],
            chip=_chip(line),
            facts=[
                (_("Agency"), officer.agency[:120]),
                (_("Badge"), officer.badge[:60]),
                (_("Open cases"), ", ".join(line.cases)),
            ],
            text=shortened(officer.matter),
            lists=((_("History"), steps),),
            deeds=deeds,
        )


class OfficerForm(DatedForm):
    """Whom to list, and why."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame.desk,
            _("List an officer"),
            _("List"),
            lede=_("Entries are never erased. An officer who is cleared is removed with a reason."),
            parent=frame.dialog_parent(),
            width=680,
        )
        self._person = PersonPicker(frame.desk, heading=_("Name"))
        self._badge = Field("badge", _("Badge"), TextInput())
        self._agency = Field("agency", _("Agency"), TextInput())
        self._matter = Field("matter", _("What is known"), ProseInput(lines=3), required=True)
        self._why = Field("why", _("Decision to list"), ProseInput(lines=2), required=True)
        self._on = Field("on", _("On"), PastDateInput(), hint=_TODAY)
        self.add(
            self._person,
            fields_in_a_row((self._agency, 3), (self._badge, 2), (self._on, 3)),
            self._matter,
            self._why,
        )
        self.setMinimumHeight(520)
        self.say_when_committed(frame)

    def command(self) -> ListOfficer:
        """Return what was filled in; somebody new to the office is listed by name alone."""
        person = self._person.person()
        name = ""
        if person is not None and not isinstance(person, UUID):
            name, person = person.plain_name, None
        return ListOfficer(
            name=name,
            badge=self._badge.value(),
            agency=self._agency.value(),
            matter=self._matter.value(),
            person=PersonId(person) if isinstance(person, UUID) else None,
            on=self._on.value(),
            why=self._why.value(),
        )


class OfficerStepForm(DatedForm):
    """What became of an entry."""

    def __init__(self, frame: Frame, entry: OfficerFile) -> None:
        super().__init__(
            frame.desk,
            entry.officer.name[:80],
            _("Record"),
            parent=frame.dialog_parent(),
        )
        self._officer: OfficerId = entry.officer.id
        kinds = [OfficerStepKind.RESTORED]
        if entry.is_listed:
            kinds = [
                *(OfficerStepKind.REVIEWED, OfficerStepKind.NOTICE),
                *(OfficerStepKind.REMARK, OfficerStepKind.REMOVED),
            ]
        self._kind = Field(
            "kind",
            _("Step"),
            Choice([(kind, OFFICER_STEP_WORDS[kind]) for kind in kinds], kinds[0]),
        )
        self._on = Field("on", _("On"), PastDateInput(), hint=_TODAY)
        self._text = Field("text", _("What and why"), ProseInput(lines=3), required=True)
        self.add(fields_in_a_row(self._kind, self._on), self._text)
        self.say_when_committed(frame)

    def command(self) -> RecordOfficerStep:
        """Return the command."""
        return RecordOfficerStep(
            officer=self._officer,
            kind=self._kind.value(),
            text=self._text.value(),
            on=self._on.value(),
        )


def _chip(line: OfficerLine) -> ChipSpec:
    return _LISTED if line.entry.is_listed else _REMOVED


def _about(line: OfficerLine) -> str:
    officer = line.entry.officer
    badge = _("badge {badge}").format(badge=officer.badge) if officer.badge else ""
    return ", ".join(part for part in (officer.agency, badge) if part)[:120]


_COLUMNS = (
    Column(
        _("Name"),
        lambda line: line.entry.officer.name,
        width=170,
        stretch=2,
        strong=True,
        second=_about,
    ),
    Column(_("State"), lambda _line: "", width=120, chip=_chip),
    Column(
        _("Last step"),
        lambda line: OFFICER_STEP_WORDS[line.entry.steps[-1].kind] if line.entry.steps else "",
        width=150,
        stretch=1,
        quiet=True,
        gives_way=1,
    ),
    Column(_("Open cases"), lambda line: ", ".join(line.cases), width=130, stretch=1),
)

OFFICERS_TAB = SettingsTab("officers", _("Officer register"), OfficerRegister, OfficersTab)
