"""The Court rules tab of the settings: packs at the left, their rules, the chosen one beside."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from app.domain.codes import CodeList
from app.domain.court_rules import RulePack, RulePackId
from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.codes import Choices
from app.services.court_calendars import CalendarLine, CourtCalendarList
from app.services.court_rules import (
    ActivatePack,
    DeactivatePack,
    PackLine,
    PackList,
    PackText,
    PackView,
    PackWritten,
    ReinstateRule,
    RetireRule,
    RuleLine,
    RulePacks,
    RulesOfPack,
    ShippedOffer,
    save_pack_file,
)
from app.services.office import Changes
from app.ui.choices import Lists
from app.ui.court_rules.install_form import InstallForm
from app.ui.court_rules.pack_forms import CopyPackForm, PackForm
from app.ui.court_rules.rule_card import RuleSide
from app.ui.court_rules.rule_form import RuleForm
from app.ui.court_rules.words import checked, standing_chip, use_chip, validity, verify_chip
from app.ui.differing_note import AT_THE_TOP, DifferingNote
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.local_keys import keys_within
from app.ui.page import Frame
from app.ui.settings_tab import SettingsTabPage
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import Tone, metrics
from app.ui.widgets import (
    Button,
    EmptyState,
    ListRow,
    RowList,
    clear,
    column,
    holding,
    row,
    secondary,
    section,
    strong,
)

_PACKS_WIDTH, _SIDE_WIDTH = 226, 344

_RULES = (
    Column(
        _("Rule"),
        lambda line: line.rule.title,
        width=200,
        stretch=4,
        strong=True,
        second=lambda line: line.period,
    ),
    Column(_("Starts with"), lambda line: line.event, width=120, stretch=1, gives_way=2),
    Column(
        _("Citation"),
        lambda line: line.rule.citation,
        width=120,
        stretch=2,
        second=lambda line: line.rule.code,
    ),
    Column(_("In force"), lambda line: validity(line.rule), width=150, quiet=True, gives_way=3),
    Column(_("Standing"), lambda _line: "", width=124, chip=standing_chip),
    Column(_("Check"), lambda _line: "", width=96, chip=verify_chip, gives_way=1),
)


class RulesTab(SettingsTabPage):
    """Everything about the rules that dates are counted by."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._packs: dict[UUID, PackLine] = {}
        self._calendars: dict[str, str] = {}
        self._shown: PackView | None = None
        self._pack_to_show: UUID | None = None
        self._rule_to_open: str | None = None
        self._rule_to_show: str | None = None
        self.packs = RowList(_("Rule packs"), scrolls=True, shows_current=True)
        self.packs.picked.connect(self._ask_rules)
        self._offers = column(spacing=8)
        empty = EmptyState(Icon.SCALE, _("No rule in this pack yet. Add one, or install a file."))
        self.rules = DataTable(
            _("Rules"),
            RowTable(_RULES, key=lambda line: line.rule.id),
            empty=empty,
            row_height=metrics.TALL_ROW_HEIGHT,
        )
        self.rules.picked.connect(self._show_rule)
        self.rules.opened.connect(self.change)
        self.side = RuleSide(self.desk, self.change, self.retire)
        self.setLayout(column(DifferingNote(frame, AT_THE_TOP), self._arranged(), spacing=0))
        keys_within(self, self.add, "Insert")
        keys_within(self, self.change, "F2")

    def refresh(self) -> None:
        """Ask for the packs and the rules of the one in front."""
        self.desk.ask(CourtCalendarList(), self, self._name_calendars)
        self.desk.ask(RulePacks(), self, self._show_packs)
        self._ask_rules()

    def touched_by(self, changes: Changes) -> bool:
        """Packs, rules and the days a count passes over."""
        return changes.touches("rule_packs", "court_rules", "court_days", "office_calendars")

    def install(self, shipped: str = "") -> None:
        """Open the form that installs a file, or a pack of the program."""
        form = InstallForm(self.frame, shipped)
        self._open(form, _("{pack}, edition {edition}, is installed."))

    def add(self) -> None:
        """Open the form of a new rule; a pack of the program is copied first."""
        self._open_rule(None)

    def change(self, _key: object = None) -> None:
        """Open the form of the chosen rule; a pack of the program is copied first."""
        line: RuleLine | None = self.rules.current_row()
        if line is not None:
            self._open_rule(line)

    def retire(self) -> None:
        """Retire the chosen rule, or bring it back."""
        line: RuleLine | None = self.rules.current_row()
        if line is None:
            return
        rule = line.rule
        act = RetireRule(rule.id) if rule.is_active else ReinstateRule(rule.id)
        words = _("{title} is retired.") if rule.is_active else _("{title} is in use again.")
        said = partial(self._say, words.format(title=rule.title))
        self.desk.do(act, self, said, self._refuse)

    def copy(self) -> None:
        """Open the form that copies the pack in front."""
        if self._shown is not None:
            self._open(CopyPackForm(self.frame, self._shown.pack), _("{pack} was copied."))

    def amend(self) -> None:
        """Open the form of what the pack says of itself; one of the program is copied first."""
        if self._shown is None:
            return
        if self._shown.pack.is_shipped:
            self.copy()
        else:
            self._open(PackForm(self.frame, self._shown.pack), _("{pack} was changed."))

    def switch(self) -> None:
        """Offer the rules of the pack in front, or no longer."""
        if self._shown is None:
            return
        pack = self._shown.pack
        act = DeactivatePack(pack.id) if pack.is_active else ActivatePack(pack.id)
        words = _("{pack} is not offered any more.") if pack.is_active else _("{pack} is in use.")
        said = partial(self._say, words.format(pack=pack.title))
        self.desk.do(act, self, said, self._refuse)

    def export(self) -> None:
        """Ask for a file and write the pack in front there."""
        if self._shown is None:
            return
        code = self._shown.pack.code
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Export rule pack"), f"{code}.json", _("Rule packs (*.json)")
        )
        if chosen:
            self.desk.ask(PackText(code), self, partial(self._write, Path(chosen)), self._refuse)

    def _arranged(self) -> QSplitter:
        install = Button(_("Install from a file…"), self.install_file, icon=Icon.DOWNLOAD)
        offers = column(self._offers, install, spacing=8, margins=(14, 12, 14, 14))
        head = row(strong(_("Packs")), margins=(metrics.PAGE_MARGIN, 16, 14, 8))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(holding(column(head, self.packs, offers, spacing=0)))
        split.addWidget(self._middle())
        split.addWidget(self.side)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([_PACKS_WIDTH, 1000, _SIDE_WIDTH])
        split.setHandleWidth(1)
        return split

    def install_file(self) -> None:
        """Open the form that installs a file."""
        self.install()

    def _middle(self) -> QWidget:
        self._title = section("")
        self._about = secondary("", wrap=True)
        self._switch = Button(_("Use"), self.switch, icon=Icon.CIRCLE_CHECK, small=True)
        self._copy = Button(_("Copy…"), self.copy, icon=Icon.COPY, small=True)
        self._amend = Button(_("About…"), self.amend, icon=Icon.PENCIL, small=True)
        export = Button(_("Export…"), self.export, icon=Icon.UPLOAD, small=True)
        add = Button(_("Add rule…"), self.add, icon=Icon.PLUS, small=True)
        buttons = row(self._switch, self._copy, self._amend, export, None, add, spacing=8)
        head = column(self._title, self._about, buttons, spacing=8, margins=(14, 12, 14, 12))
        return holding(column(head, self.rules, spacing=0))

    def _ask_rules(self, _key: object = None) -> None:
        key = self.packs.current_key()
        if isinstance(key, UUID):
            self.desk.ask(RulesOfPack(RulePackId(key)), self, self._show_pack, self._forget_pack)

    def _show_packs(self, packs: PackList) -> None:
        self._packs = {line.pack.id: line for line in packs.lines}
        self.packs.set_rows([_pack_row(line) for line in packs.lines])
        self._show_offers(packs.offers)
        if self._pack_to_show in self._packs:
            place = list(self._packs).index(self._pack_to_show)
            self.packs.setCurrentIndex(self.packs.model().index(place, 0))
            self._pack_to_show = None
        if self._shown is None or self._shown.pack.id != self.packs.current_key():
            self._ask_rules()

    def _show_offers(self, offers: tuple[ShippedOffer, ...]) -> None:
        clear(self._offers)
        for offer in offers:
            words = _("Compare {code} {edition}…") if offer.installed else _("Install {code}…")
            press = partial(self.install, offer.code)
            text = words.format(code=offer.code, edition=offer.edition)
            self._offers.addWidget(Button(text, press, icon=Icon.REFRESH_CW))

    def _name_calendars(self, lines: tuple[CalendarLine, ...]) -> None:
        self._calendars = {line.id: line.title for line in lines}
        if self._shown is not None:
            self._about.setText(_about(self._shown.pack, self._calendars))

    def _show_pack(self, view: PackView) -> None:
        if view.pack.id != self.packs.current_key():
            return
        self._shown = view
        pack = view.pack
        self._title.setText(pack.title)
        self._about.setText(_about(pack, self._calendars))
        self._switch.set_label(_("Stop using") if pack.is_active else _("Use"))
        self._amend.setHidden(pack.is_shipped)
        self.rules.table.set_rows(view.lines)
        written = [each.rule.id for each in view.lines if each.rule.code == self._rule_to_show]
        if written:
            self._rule_to_show = None
            self.rules.pick(written[0])
        self._open_wanted()
        self._show_rule()

    def _forget_pack(self, _error: DossierError) -> None:
        """The pack was taken back; the list will show another one."""
        self._shown = None

    def _show_rule(self, _key: object = None) -> None:
        line: RuleLine | None = self.rules.current_row()
        self.side.show_line(line)
        is_own = self._shown is not None and not self._shown.pack.is_shipped
        self.side.retire.setHidden(not is_own)

    def _open_rule(self, line: RuleLine | None) -> None:
        view = self._shown
        if view is None:
            return
        if view.pack.is_shipped:
            form = CopyPackForm(self.frame, view.pack)
            self._open(form, _("{pack} was copied."))
            form.committed.connect(partial(self._open_in_copy, line.rule.code if line else ""))
        else:
            lists = (CodeList.TRIGGER_EVENT,)
            self.desk.ask(Choices(lists), self, partial(self._open_form, view, line))

    def _open_form(self, view: PackView, line: RuleLine | None, lists: Lists) -> None:
        others = tuple(each.rule.code for each in view.lines if each.rule.is_active)
        events = lists[CodeList.TRIGGER_EVENT]
        rule = line.rule if line is not None else None
        form = RuleForm(self.frame, view.pack, others, events, rule)
        form.committed.connect(partial(self._show_written, form))
        self._open(form, _("The rule stands in edition {edition} of {pack}."))

    def _show_written(self, form: RuleForm, _done: PackWritten) -> None:
        """Go to the rule that was written as soon as the list has it."""
        self._rule_to_show = form.rule().code

    def _open_in_copy(self, code: str, _done: PackWritten) -> None:
        """Open the form of the same rule as soon as the copy is in front; empty = a new rule."""
        self._rule_to_open = code

    def _open_wanted(self) -> None:
        view, code = self._shown, self._rule_to_open
        if view is None or code is None or view.pack.is_shipped:
            return
        self._rule_to_open = None
        line = next((each for each in view.lines if each.rule.code == code), None)
        if line is not None:
            self.rules.pick(line.rule.id)
        self._open_rule(line)

    def _open(self, form: FormDialog, words: str) -> None:
        form.committed.connect(partial(self._say_done, words))
        form.open()

    def _say_done(self, words: str, done: PackWritten) -> None:
        self._pack_to_show = done.pack.id
        self.desk.ask(RulePacks(), self, self._show_packs)
        self._say(words.format(pack=done.pack.title, edition=done.pack.edition))

    def _say(self, words: str, _done: Any = None) -> None:  # noqa: ANN401  whatever came of it
        self.frame.tell(words, action=_("Undo"), press=self.frame.undo)

    def _write(self, to: Path, text: str) -> None:
        try:
            save_pack_file(text, to, overwrite=True)
        except DossierError as error:
            self._refuse(error)
        else:
            self.frame.tell(_("Saved as {name}.").format(name=to.name))

    def _refuse(self, error: DossierError) -> None:
        self.frame.tell(sentence(error), tone=Tone.WARN)


def _pack_row(line: PackLine) -> ListRow:
    pack = line.pack
    count = ngettext("{n} rule", "{n} rules", line.rules).format(n=line.rules)
    chip = use_chip(pack)
    # A copy has the title it was made from until somebody names it.
    edition = pack.edition if pack.is_shipped else _("own {n}").format(n=pack.edition)
    detail = f"{edition} · {count}"
    icon = chip.icon if pack.is_active else Icon.SCALE
    return ListRow(pack.id, pack.title, detail, icon=icon, tone=chip.tone)


def _about(pack: RulePack, calendars: Mapping[str, str]) -> str:
    """Return how the pack stands; ``calendars`` says what a calendar is called."""
    owner = _("edition {edition} of the program") if pack.is_shipped else _("own edition {edition}")
    parts = (
        use_chip(pack).text,
        owner.format(edition=pack.edition),
        _("holidays of {calendar}").format(calendar=calendars.get(pack.calendar, pack.calendar)),
        _("compared {day}").format(day=checked(pack)) if pack.checked_on else "",
    )
    return " · ".join(part for part in parts if part)
