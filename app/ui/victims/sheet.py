"""The victim sheet: the safety rule above everything, ways to reach, what is owed, the log."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from app.domain.errors import DossierError
from app.domain.money import dollars
from app.domain.victims import VictimId
from app.i18n import _, ngettext
from app.i18n.sentences import sentence
from app.services.office import Changes
from app.services.victims import (
    LATEST,
    ConfirmSafety,
    LogContact,
    RemoveRestitution,
    VictimFile,
    VictimSheet,
)
from app.ui import wording
from app.ui.clipboard import copying
from app.ui.icons import Icon
from app.ui.local_keys import keys_beside
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.sheet_view import SheetView
from app.ui.theme import Token, Tone, metrics
from app.ui.victims.forms import ContactForm, LossForm, SafetyForm, SheetForm
from app.ui.victims.words import LOSSES, contact_line, duty_row, shortened
from app.ui.ways_card import WaysCard
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    ChipSpec,
    EmptyState,
    Facts,
    ListRow,
    PlainLabel,
    RowList,
    ScrollPage,
    SectionHeader,
    Sunken,
    Type,
    clear,
    column,
    holding,
    link,
    primary,
    quiet,
    row,
    secondary,
    small,
    title,
)

_NARROW, _NARROW_HEAD = 780, 880
"""Below this width the two columns, or name and buttons, go below each other."""
_NAME_WIDTH, _LEAST_WIDTH = 120, 80


class VictimSheetView(SheetView):
    """One victim, or a word about none."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._desk = frame.desk
        self._victim: VictimId | None = None
        self._shown: VictimFile | None = None
        self._latest = LATEST
        self._desk.changed.connect(self._hear)
        self._build()
        # Of the window, so that it works from the list too; a field being typed in comes first.
        keys_beside(self, self.log_contact, "C")

    @property
    def shown(self) -> VictimFile | None:
        """The sheet, once it is read."""
        return self._shown

    def show_victim(self, victim: UUID | None) -> None:
        """Show a victim's sheet; asked again for the same victim it is read anew."""
        if victim is None or victim != self._victim:
            self._shown = None
            self._latest = LATEST
            self._stack.setCurrentIndex(0)
        self._victim = None if victim is None else VictimId(victim)
        if self._victim is not None:
            query = VictimSheet(self._victim, self._latest)
            self._desk.ask(query, self, self._show, self._fail)

    def show_earlier(self) -> None:
        """Show a further part of the contact log."""
        self._latest += LATEST
        self.show_victim(self._victim)

    def log_contact(self) -> None:
        """Open the form for the contact log."""
        if self._shown is not None and self._log.isVisible():
            form = ContactForm(self._frame, self._shown)
            form.committed.connect(partial(self._tell, _("Contact logged.")))
            form.open()

    def set_rule(self) -> None:
        """Open the form for the safety rule."""
        if self._shown is not None:
            form = SafetyForm(self._frame, self._shown)
            form.committed.connect(partial(self._tell_undo, _("Safety rule set.")))
            form.open()

    def confirm_rule(self) -> None:
        """Say that the rule still holds."""
        if self._shown is not None:
            victim = self._shown.victim
            command = ConfirmSafety(victim=victim.id, expects=victim.version)
            self._desk.do(command, self, partial(self._tell_undo, _("Safety rule confirmed.")))

    def amend(self) -> None:
        """Open the form for everything else on the sheet."""
        if self._shown is not None:
            form = SheetForm(self._frame, self._shown)
            form.committed.connect(partial(self._tell_undo, _("Sheet changed.")))
            form.open()

    def copy_script(self) -> None:
        """Copy the words to say; they give nothing away."""
        if self._shown is not None:
            copying().copy(self._shown.victim.script)
            self._frame.tell(_("Words copied."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is little room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        for parts, least in ((self._head, _NARROW_HEAD), (self._columns, _NARROW)):
            is_narrow = self.width() < least
            parts.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        # What is owed comes before what was lost, also in one column.
        home = self._right if self.width() < _NARROW else self._left
        if home.indexOf(self._restitution) < 0:
            home.insertWidget(1, self._restitution)

    def _build(self) -> None:
        self._banners = column(spacing=8)
        self._name = title()
        self._chips = row(spacing=8)
        self._case = link("", self._open_case)
        self._about = PlainLabel(token=Token.MUTED, elide=True)
        self._change = quiet(_("Change"), self.amend, Icon.PENCIL)
        self._log = primary(_("Log contact"), self.log_contact, Icon.PHONE, "C")
        who = row(self._name, self._chips, self._case, spacing=12)
        who.addWidget(self._about, 1)
        self._head = row(spacing=12)
        self._head.addLayout(who, 1)
        self._head.addLayout(row(self._change, self._log, None, spacing=12))
        self._ways = WaysCard(self._frame, _("Ways to reach"), self._say_panel())
        self._restitution = self._losses_card()
        self._left = column(self._ways, self._restitution, None, spacing=metrics.CARD_GAP)
        self._right = column(self._owed_card(), None, spacing=metrics.CARD_GAP)
        self._columns = row(spacing=metrics.CARD_GAP)
        self._columns.addLayout(self._left, 1)
        self._columns.addLayout(self._right, 1)
        page = ScrollPage(holding(self._banners), self._head, self._columns, None)
        page.body().setContentsMargins(0, 0, metrics.GAP, metrics.CARD_GAP)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState(Icon.SHIELD, _("Choose a victim to see the sheet.")))
        self._stack.addWidget(page)

    def _say_panel(self) -> QWidget:
        self._script = PlainLabel(wrap=True)
        copy = link(_("Copy"), self.copy_script)
        self._say = Sunken(row(small(_("Say")), None, copy), self._script)
        return self._say

    def _losses_card(self) -> Card:
        self._add_loss = link(_("Add a loss"), self._enter_loss)
        head = SectionHeader(_("Restitution"), "", self._add_loss)
        self._sums = Facts()
        self._losses = RowList(_("Losses"))
        self._losses.opened.connect(self._open_loss_menu)
        self._losses.acted.connect(self._open_loss_menu)
        return Card(head, self._sums, self._losses)

    def _owed_card(self) -> Card:
        self._owed_head = SectionHeader(_("What is owed"), margins=(14, 10, 12, 10))
        self._duties = RowList(_("What is owed"))
        self._earlier = link(_("Show earlier"), self.show_earlier)
        self._log_head = SectionHeader(_("Contact log"), "", self._earlier, margins=(14, 10, 12, 4))
        self._entries = column(spacing=6, margins=(14, 0, 14, 12))
        return Card(
            self._owed_head,
            self._duties,
            self._log_head,
            holding(self._entries),
            padding=0,
            spacing=0,
        )

    def _show(self, shown: VictimFile) -> None:
        if shown.victim.id != self._victim:
            return
        self._shown = shown
        victim = shown.victim
        self._show_banners(shown)
        self._name.setText(shortened(victim.called))
        # Whatever else wants room, enough of the name to know whose sheet it is stays.
        self._name.setMinimumWidth(min(_NAME_WIDTH, self._name.sizeHint().width()))
        self._show_chips(shown)
        self._case.set_label(shortened(shown.case_number, 24))
        self._about.setText(_about(shown))
        self._change.setVisible(shown.may_edit)
        self._log.setVisible(shown.may_edit and self._desk.may(LogContact))
        self._ways.head.heading.setText(
            _("Ways to reach {called}").format(called=shortened(victim.called, 20))
        )
        self._ways.show_ways(
            shown.person.id,
            shown.ways,
            case=shown.victim.case,
            is_protected=True,
            may_edit=shown.may_edit,
            may_reveal=shown.may_reveal,
        )
        self._script.setText(shortened(victim.script))
        self._say.setVisible(bool(victim.script))
        self._show_owed(shown)
        self._show_losses(shown)
        self._stack.setCurrentIndex(1)

    def _show_banners(self, shown: VictimFile) -> None:
        clear(self._banners)
        victim = shown.victim
        if not victim.safety:
            if shown.may_edit:
                set_rule = Button(_("Set a rule"), self.set_rule, small=True)
                words = _("No safety rule is set. Ask what keeps the person safe before calling.")
                self._banners.addWidget(Banner(words, "", Tone.ACCENT, set_rule))
            return
        change = Button(_("Change rule"), self.set_rule, small=True)
        change.setVisible(shown.may_edit)
        rule = shortened(victim.safety)
        self._banners.addWidget(Banner(rule, _set_by(shown), Tone.DANGER, change))
        if shown.safety_is_stale:
            again = Button(_("Still holds"), self.confirm_rule, small=True)
            again.setVisible(shown.may_edit)
            words = _("This rule was confirmed long ago. Ask again whether it still holds.")
            self._banners.addWidget(Banner(words, "", Tone.WARN, again))

    def _show_chips(self, shown: VictimFile) -> None:
        clear(self._chips)
        for spec in _chips(shown):
            self._chips.addWidget(Chip(spec.text, spec.tone, spec.icon))

    def _show_owed(self, shown: VictimFile) -> None:
        count = sum(line.is_open for line in shown.duties)
        words = ngettext("{n} open", "{n} open", count).format(n=count)
        self._owed_head.set_remark(words if count else _("nothing at present"))
        self._duties.set_rows([duty_row(line, shown) for line in shown.duties])
        clear(self._entries)
        more = shown.contact_count - len(shown.contacts)
        words = _("and {n} earlier").format(n=wording.count(more)) if more else ""
        self._log_head.set_remark(words)
        self._earlier.setVisible(more > 0)
        if not shown.contacts:
            self._entries.addWidget(secondary(_("No contact has been logged yet."), wrap=True))
        lines = [(*contact_line(logged), logged.contact.by) for logged in shown.contacts]
        for line in _entries(lines):
            self._entries.addLayout(line)

    def _show_losses(self, shown: VictimFile) -> None:
        self._add_loss.setVisible(shown.may_edit)
        totals = shown.totals
        lines = ngettext("{n} line", "{n} lines", totals.lines).format(n=totals.lines)
        facts = [
            (_("Claimed"), f"{dollars(totals.claimed)}, {lines}"),
            (_("Documented"), dollars(totals.documented)),
        ]
        if totals.ordered or totals.paid:
            paid = _("{ordered}, {paid} of it paid")
            words = paid.format(ordered=dollars(totals.ordered), paid=dollars(totals.paid))
            facts.append((_("Ordered"), words))
        due = shown.worksheet_due
        when = _("60 days before sentencing, none is set yet")
        if due is not None:
            when = _("{day}, 60 days before sentencing").format(day=wording.full_day(due))
        facts.append((_("Worksheet due"), when))
        self._sums.set_facts(facts)
        kinds = dict(LOSSES)
        self._losses.set_rows(
            [
                ListRow(
                    key=line.id,
                    title=shortened(line.what, 120),
                    detail=kinds[line.kind],
                    right=dollars(line.claimed_cents),
                    action=_("More") if shown.may_edit else "",
                )
                for line in shown.restitution
            ]
        )
        self._losses.setVisible(bool(shown.restitution))

    def _enter_loss(self) -> None:
        if self._shown is not None:
            form = LossForm(self._frame, self._shown)
            form.committed.connect(partial(self._tell_undo, _("Loss added.")))
            form.open()

    def _open_loss_menu(self, key: UUID) -> None:
        if self._shown is None or not self._shown.may_edit:
            return
        entries = (
            MenuEntry(_("Change"), partial(self._amend_loss, key), Icon.PENCIL),
            MenuEntry(_("Take out"), partial(self._remove_loss, key), Icon.TRASH_2),
        )
        place = self._losses.visualRect(self._losses.currentIndex()).bottomLeft()
        open_menu(self._losses, entries, place)

    def _amend_loss(self, key: UUID) -> None:
        if self._shown is not None:
            line = next(each for each in self._shown.restitution if each.id == key)
            form = LossForm(self._frame, self._shown, line)
            form.committed.connect(partial(self._tell_undo, _("Loss changed.")))
            form.open()

    def _remove_loss(self, key: UUID) -> None:
        if self._shown is not None:
            line = next(each for each in self._shown.restitution if each.id == key)
            words = _("Loss taken out.")
            self._desk.do(RemoveRestitution(line=line), self, partial(self._tell_undo, words))

    def _hear(self, changes: Changes) -> None:
        """Read the sheet anew after a change that shows on it."""
        if self._shown is None:
            return
        victim = self._shown.victim
        if changes.touches_case(victim.case) or changes.touches("contact_ways", "persons"):
            self.show_victim(victim.id)

    def _open_case(self) -> None:
        if self._shown is not None:
            self._frame.open_case(self._shown.victim.case)

    def _fail(self, error: DossierError) -> None:
        self._frame.tell(sentence(error), tone=Tone.DANGER)

    def _tell(self, words: str, _value: object) -> None:
        self._frame.tell(words)

    def _tell_undo(self, words: str, _value: object) -> None:
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)


def _set_by(shown: VictimFile) -> str:
    victim = shown.victim
    said = _("Set by {who}, {day}.").format(
        who=victim.safety_by[:80],
        day=wording.day(victim.safety_set_on) if victim.safety_set_on else "",
    )
    if victim.safety_confirmed_on is None:
        return said
    ago = wording.distance(victim.safety_confirmed_on, shown.today)
    confirmed = _("Confirmed with {called} {ago}.")
    return f"{said} {confirmed.format(called=shortened(victim.called, 40), ago=ago)}"


def _chips(shown: VictimFile) -> list[ChipSpec]:
    counts = ", ".join(map(str, shown.counts[:6]))
    words = _("Victim")
    if counts:
        words = ngettext("Victim, count {counts}", "Victim, counts {counts}", len(shown.counts))
    chips = [ChipSpec(words.format(counts=counts), Tone.VICTIM, Icon.SHIELD)]
    person = shown.person
    if person.language or person.needs_interpreter:
        spoken = [person.language[:30], _("interpreter") if person.needs_interpreter else ""]
        told = ", ".join(part for part in spoken if part)
        chips.append(ChipSpec(told, Tone.NEUTRAL, Icon.LANGUAGES))
    if shown.orders:
        chips.append(ChipSpec(_("No-contact order"), Tone.DANGER, Icon.BAN))
    return chips


def _about(shown: VictimFile) -> str:
    parts = [shown.case_title]
    if shown.advocates:
        parts.append(_("Advocate {names}").format(names=", ".join(shown.advocates)))
    if shown.victim.representative:
        parts.append(_("for the victim: {name}").format(name=shown.victim.representative))
    return ". ".join(shortened(part, 120) for part in parts)


def _entries(lines: Sequence[tuple[str, str, str]]) -> Iterator[QBoxLayout]:
    """Yield the lines of the log (when, what, who) with what was said in one column."""
    whens = [PlainLabel(when, level=Type.LABEL) for when, _what, _who in lines]
    widest = max((label.sizeHint().width() for label in whens), default=0)
    for label, (_when, what, who) in zip(whens, lines, strict=True):
        label.setFixedWidth(widest)
        yield _entry(label, what, who)


def _entry(when: PlainLabel, what: str, who: str) -> QBoxLayout:
    top = Qt.AlignmentFlag.AlignTop
    line = row(spacing=10)
    line.addWidget(when, 0, top)
    words = PlainLabel(what, wrap=True)
    words.setMinimumWidth(_LEAST_WIDTH)
    line.addWidget(words, 1)
    line.addWidget(PlainLabel(shortened(who, 20), token=Token.MUTED), 0, top)
    return line
