"""The card of ways to reach somebody: masked, revealed one at a time, masked again by itself."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.contact_ways import MaskedWay, RevealReason
from app.domain.persons import PersonId, Safety, WayKind
from app.i18n import _
from app.services.contact_ways import (
    ConfirmContactWay,
    EndContactWay,
    RevealContactWay,
    Revealed,
    RevealWitnessWay,
)
from app.ui import wording
from app.ui.clipboard import copying
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.theme import Token, Tone
from app.ui.way_form import WayForm
from app.ui.widgets import (
    Button,
    Card,
    Chip,
    Kind,
    PlainLabel,
    SectionHeader,
    Sunken,
    Type,
    clear,
    column,
    holding,
    link,
    row,
    secondary,
    small,
)

SHOWN_SECONDS = 60
"""A revealed number is masked again after so long; a copied one leaves the clipboard."""

_SAFETY = {
    Safety.SAFE: (_("Safe"), Tone.OK, Icon.CHECK),
    Safety.UNSAFE: (_("Unsafe"), Tone.DANGER, Icon.BAN),
    Safety.UNKNOWN: (_("Not asked"), Tone.NEUTRAL, Icon.CIRCLE_QUESTION_MARK),
}
_REASONS = (
    (RevealReason.CALL, _("To call or text"), Icon.PHONE),
    (RevealReason.WRITE, _("To write"), Icon.MAIL),
    (RevealReason.SERVE, _("To serve papers"), Icon.FILE_CHECK),
    (RevealReason.SAFETY, _("To keep the person safe"), Icon.SHIELD_ALERT),
    (RevealReason.CORRECT, _("To check or correct it"), Icon.PENCIL),
)
_CHIP_WIDTH, _LEAST_WIDTH = 92, 80
_LONGEST, _LONGEST_LABEL = 300, 90
"""Characters of a user's text shown in a row."""


class WaysCard(Card):
    """The ways to reach one person.

    Args:
        frame: the window.
        heading: e.g. "Ways to reach J.S.".
        *below: what stands below the ways, e.g. the words to say.
    """

    def __init__(self, frame: Frame, heading: str, *below: QWidget) -> None:
        self._frame = frame
        self._person: PersonId | None = None
        self._case: CaseId | None = None
        self._ways: tuple[MaskedWay, ...] = ()
        self._is_protected = self._may_edit = self._may_reveal = False
        self._rows: dict[UUID, _WayRow] = {}
        self._add = link(_("Add a way"), self.add_way)
        self.head = SectionHeader(heading, "", self._add)
        self._none = secondary(_("No way to reach this person is on file."), wrap=True)
        self._list = column(spacing=10)
        super().__init__(self.head, self._none, holding(self._list), *below)

    def show_ways(
        self,
        person: PersonId,
        ways: tuple[MaskedWay, ...],
        *,
        case: CaseId | None = None,
        is_protected: bool,
        may_edit: bool,
        may_reveal: bool,
    ) -> None:
        """Show the ways of a person; a number revealed before is masked by it.

        Args:
            person: whose they are.
            ways: masked.
            case: the case in which further ways are learnt; None = none in particular.
            is_protected: whether revealing asks for the right to reveal victims.
            may_edit: whether the user may change them.
            may_reveal: whether the user may see them in full.
        """
        self._person, self._ways, self._case = person, ways, case
        self._is_protected, self._may_edit, self._may_reveal = is_protected, may_edit, may_reveal
        self._add.setVisible(may_edit)
        self._none.setVisible(not ways)
        clear(self._list)
        self._rows = {way.id: _WayRow(self, way) for way in ways}
        for each in self._rows.values():
            self._list.addWidget(each)

    def way_row(self, way: UUID) -> "_WayRow":
        """Return the row of a way."""
        return self._rows[way]

    def add_way(self) -> None:
        """Open the form for a further way."""
        if self._person is not None:
            form = WayForm(self._frame, person=self._person, case=self._case)
            form.committed.connect(partial(self._tell, _("Way to reach added.")))
            form.open()

    def reveal(self, way: MaskedWay, reason: RevealReason) -> None:
        """Ask for a number or address in full; the log keeps who, which and why."""
        kind = RevealContactWay if self._is_protected else self._reveal_kind()
        command = kind(way=way.id, reason=reason)
        self._frame.desk.do(command, self, self._show_revealed)

    def offers_reveal(self, way: MaskedWay) -> bool:
        """Whether the row has a button to reveal; never for an unsafe way."""
        return self._may_reveal and way.is_usable

    def open_reasons(self, way: MaskedWay, anchor: QWidget) -> None:
        """Ask why, then reveal."""
        entries = [
            MenuEntry(words, partial(self.reveal, way, reason), picture)
            for reason, words, picture in _REASONS
        ]
        open_menu(anchor, entries)

    def open_more(self, way: MaskedWay, anchor: QWidget) -> None:
        """Offer what else can be done with a way."""
        entries = [MenuEntry(_("Change"), partial(self._amend, way), Icon.PENCIL)]
        if way.is_usable:
            entries.append(
                MenuEntry(_("Asked again: it is safe"), partial(self._confirm, way), Icon.CHECK)
            )
        if not way.has_ended:
            entries.append(MenuEntry(_("Out of use"), partial(self._end, way), Icon.CIRCLE_SLASH))
        open_menu(anchor, entries)

    @property
    def may_edit(self) -> bool:
        """Whether the user may change the ways."""
        return self._may_edit

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever was revealed is masked when the page is left."""
        super().hideEvent(event)
        for each in self._rows.values():
            each.conceal()

    def _reveal_kind(self) -> type[RevealContactWay] | type[RevealWitnessWay]:
        may = self._frame.desk.may(RevealContactWay)
        return RevealContactWay if may else RevealWitnessWay

    def _show_revealed(self, revealed: Revealed) -> None:
        shown = self._rows.get(revealed.id)
        if shown is None or not self.isVisible():
            return
        for each in self._rows.values():
            each.conceal()
        shown.show_revealed(revealed)

    def _amend(self, way: MaskedWay) -> None:
        form = WayForm(self._frame, way=way)
        form.committed.connect(partial(self._tell, _("Way to reach changed.")))
        form.open()

    def _confirm(self, way: MaskedWay) -> None:
        command = ConfirmContactWay(way=way.id, expects=way.version)
        self._frame.desk.do(command, self, partial(self._tell, _("Confirmed as safe today.")))

    def _end(self, way: MaskedWay) -> None:
        command = EndContactWay(way=way.id, expects=way.version)
        self._frame.desk.do(command, self, partial(self._tell, _("Marked as out of use.")))

    def _tell(self, words: str, _value: object) -> None:
        self._frame.tell(words, action=_("Undo"), press=self._frame.undo)


class _WayRow(QWidget):
    """One way: chip, label, when it may be used, and what can be done with it."""

    def __init__(self, card: WaysCard, way: MaskedWay) -> None:
        super().__init__()
        self._card = card
        self._way = way
        self._copied = ""
        words, tone, picture = _SAFETY[way.safety]
        chip = Chip(_("Out of use"), Tone.NEUTRAL, Icon.CIRCLE_SLASH)
        if not way.has_ended:
            chip = Chip(words, tone, picture)
        chip.setFixedWidth(_CHIP_WIDTH)
        self._reveal = Button(
            _("Reveal to call") if way.kind in _CALLED else _("Reveal"),
            self._ask_why,
            icon=Icon.EYE,
            name=_("Reveal {label}, asks why").format(label=way.label[:80]),
            small=True,
        )
        self._reveal.setVisible(card.offers_reveal(way))
        self._more = Button(
            "",
            self._open_more,
            kind=Kind.BARE,
            icon=Icon.ELLIPSIS,
            name=_("More for {label}").format(label=way.label[:80]),
            small=True,
        )
        self._more.setVisible(card.may_edit)
        top = row(chip, spacing=12)
        top.addWidget(self._title(), 1)
        top.addWidget(self._reveal)
        top.addWidget(self._more)
        remark = row(self._remark(), margins=(_CHIP_WIDTH + 12, 0, 0, 0))
        self._value = PlainLabel(level=Type.SECTION, wrap=True)
        self._hint = small(wrap=True)
        self._revealed = Sunken(
            self._value,
            self._hint,
            row(
                Button(_("Copy"), self.copy, icon=Icon.COPY, small=True),
                link(_("Hide"), self.conceal),
                None,
            ),
        )
        self._revealed.hide()
        self.setLayout(column(top, remark, self._revealed, spacing=3))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_SECONDS * 1000)
        self._timer.timeout.connect(self.conceal)

    @property
    def value(self) -> str:
        """What is revealed at the moment; empty while masked."""
        return self._value.plain

    @property
    def reveal_button(self) -> Button:
        """The button that asks why."""
        return self._reveal

    def show_revealed(self, revealed: Revealed) -> None:
        """Show the number or address for a minute."""
        self._value.setText(revealed.value[:_LONGEST])
        message = "" if revealed.may_leave_message else _("Leave no message. ")
        hidden = _("Hidden again in {n} seconds. The log keeps who saw it and why.")
        self._hint.setText(message + hidden.format(n=SHOWN_SECONDS))
        self._revealed.show()
        self._timer.start()

    def copy(self) -> None:
        """Copy what is revealed; the clipboard is emptied when it is masked again."""
        self._copied = self.value
        copying().copy(self._copied)
        self._hint.setText(_("Copied. The clipboard is emptied when this is hidden again."))

    def conceal(self) -> None:
        """Show nothing any more."""
        self._timer.stop()
        self._revealed.hide()
        self._value.setText("")
        if self._copied:
            copying().take_back()
        self._copied = ""

    def _title(self) -> PlainLabel:
        way = self._way
        token = Token.TEXT if way.is_usable else Token.MUTED
        words = f"{way.label[:_LONGEST_LABEL]}  {way.masked}".strip()
        label = PlainLabel(words, level=Type.STRONG, token=token, wrap=True)
        label.setMinimumWidth(_LEAST_WIDTH)
        return label

    def _remark(self) -> QWidget:
        way = self._way
        if not way.is_usable:
            return small(_unusable(way), wrap=True)
        if way.needs_asking:
            words = _("{remark}. Ask again whether it is safe.").format(remark=_usable(way))
            return PlainLabel(words, level=Type.SMALL, token=Tone.WARN.ink, wrap=True)
        return small(_usable(way), wrap=True)

    def _ask_why(self) -> None:
        self._card.open_reasons(self._way, self._reveal)

    def _open_more(self) -> None:
        self._card.open_more(self._way, self._more)


_CALLED = frozenset({WayKind.PHONE, WayKind.TEXT})


def _unusable(way: MaskedWay) -> str:
    if way.has_ended:
        return _("kept on file")
    if way.kind is WayKind.ADDRESS:
        return _("protected, no action offered")
    return _("no action offered")


def _usable(way: MaskedWay) -> str:
    parts = [way.hours, way.note]
    if way.is_substitute:
        parts.append(_("substitute address"))
    if way.kind in _CALLED:
        parts.append(_("may leave a message") if way.may_leave_message else _("no message"))
    if way.confirmed_on is not None:
        parts.append(_("confirmed {day}").format(day=wording.day(way.confirmed_on)))
    return ", ".join(part[:_LONGEST] for part in parts if part)
