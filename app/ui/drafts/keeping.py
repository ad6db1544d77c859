"""Keeping what is half typed when the window locks, and offering it again after the unlock."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.bugs import report
from app.domain.drafts import Draft
from app.domain.errors import DossierError
from app.i18n import _, ngettext
from app.services.drafts import (
    DropDraft,
    DropOldDrafts,
    HalfTyped,
    KeepDrafts,
    MyDrafts,
    TakeUpTyping,
    TypingLeft,
)
from app.ui.drafts.bar import DraftBar, DraftText
from app.ui.drafts.plain import NotPlain, decoded, encoded
from app.ui.drafts.sheet import Sheet, Typing, reopen, sheet_of, typing_in
from app.ui.page import Frame, Section
from app.ui.theme import Tone

_PLACE = "place"
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError)


class Kept(NamedTuple):
    """What came of keeping.

    Attributes:
        drafts: how many were kept; ``is_lost``: whether something could not be.
    """

    drafts: int = 0
    is_lost: bool = False


class Window(Frame, Protocol):
    """What drafts need of the window."""

    def place(self) -> tuple[Section, object] | None:
        """Return what `go` would bring back, if anything is shown."""

    def add_notice(self, notice: QWidget) -> None:
        """Show something above the page until it is dealt with."""


Begun = tuple[tuple[Typing, str], ...]
"""What is half typed, and the input of each that has the keyboard."""


def begun_in(window: Window) -> Begun:
    """Return what is half typed, as long as the window is shown: hidden, it loses the keyboard."""
    every = ((each, each.sheet()) for each in typing_in(window.dialog_parent()))
    return tuple((each, sheet.focus) for each, sheet in every if sheet is not None)


def keep_drafts(office: Any, window: Window, begun: Begun, *, place: bool) -> Kept:  # noqa: ANN401  an `Office`
    """Write what is still half typed into the vault.

    Args:
        office: still open; nothing else may be writing.
        window: the window, hidden or not.
        begun: what was half typed; what has been committed since is left out.
        place: whether to keep where the user was, too.
    """
    every = ((each, each.sheet(), focus) for each, focus in begun)
    typing = [(e, replace(sheet, focus=focus)) for e, sheet, focus in every if sheet is not None]
    all_forms = [sheet.half_typed(window.case_at_hand()) for _each, sheet in typing]
    # One that is too long must not take the others with it.
    forms = [form for form in all_forms if form.fits]
    was = _where(window) if place else None
    replaced = {each.kept_as for each, _sheet in typing if each.kept_as is not None}
    if not forms and was is None:
        return Kept(0, bool(all_forms))
    command = KeepDrafts(
        forms=(*forms, *([was] if was is not None else [])),
        replaces=frozenset(replaced),
        only_newest=frozenset({_PLACE}) if was is not None else frozenset(),
    )
    try:
        office.do(command)
    except Exception as error:  # noqa: BLE001  nothing may keep a window from locking
        if not isinstance(error, DossierError):
            report(error)
        return Kept(0, bool(all_forms))
    return Kept(len(forms), len(forms) < len(all_forms))


def _where(window: Window) -> HalfTyped | None:
    place = window.place()
    if place is None:
        return None
    section, target = place
    try:
        held = encoded(target)
    except NotPlain:
        held = None
    return Sheet(_PLACE, "", [section.value, held]).half_typed(window.case_at_hand())


class DraftOffer(QObject):
    """Asks for the drafts after an unlock, returns to where the user was, and offers the rest.

    Args:
        window: the window; the offer ends with it.
        returns: whether this unlock follows a lock.
    """

    def __init__(self, window: Window, *, returns: bool) -> None:
        super().__init__(window.dialog_parent())
        self._window, self._returns = window, returns
        self._desk = window.desk
        self._waiting: list[tuple[Draft, Sheet]] = []
        self._opened: set[UUID] = set()
        self.bar = DraftBar()
        self.bar.open_asked.connect(self._open)
        self.bar.drop_asked.connect(self._drop)
        window.add_notice(self.bar)
        self._desk.changed.connect(self._hear)
        self._desk.ask(TypingLeft(), self, self._take_up)

    def _take_up(self, left: int) -> None:
        """Make drafts of what was being typed when the program was killed, then ask for all."""
        if left:
            self._desk.do(TakeUpTyping(), self, self._ask, self._ask)
        else:
            self._ask()

    def _ask(self, _taken: object = None) -> None:
        self._desk.ask(MyDrafts(), self, self._begin)

    def _begin(self, drafts: tuple[Draft, ...]) -> None:
        places = [sheet for draft, sheet in _readable(drafts) if draft.form == _PLACE]
        if places and self._returns:
            self._return_to(places[-1])
        old = [draft for draft in drafts if draft.is_old(datetime.now(UTC))]
        if old:
            # Where somebody was is no loss to tell of.
            forms = sum(draft.form != _PLACE for draft in old)
            self._desk.do(DropOldDrafts(), self, partial(self._tell_old, forms), _ignore)
        else:
            self._offer(drafts)

    def _hear(self, changes: Any) -> None:  # noqa: ANN401  `Changes` of the services
        if changes.touches("drafts"):
            self._desk.ask(MyDrafts(), self, self._offer)

    def _offer(self, drafts: tuple[Draft, ...]) -> None:
        self._waiting = [
            (draft, sheet)
            for draft, sheet in _readable(drafts)
            if draft.form != _PLACE and draft.id not in self._opened
        ]
        self._show()

    def _return_to(self, sheet: Sheet) -> None:
        try:
            section, target = sheet.place
            self._window.go(Section(section), decoded(target))
        except (NotPlain, *_UNREADABLE):
            return  # the page that opens first will do

    def _show(self) -> None:
        if not self._waiting:
            self.bar.hide()
            return
        draft, sheet = self._waiting[-1]
        self.bar.show_draft(draft, sheet.title, len(self._waiting) - 1)

    def _open(self) -> None:
        draft, sheet = self._waiting.pop()
        self._opened.add(draft.id)
        self._show()
        opened = reopen(self._window, sheet)
        if opened is None:
            DraftText(sheet, self._window.dialog_parent()).open()
        else:
            opened.kept_as = draft.id

    def _drop(self) -> None:
        draft, _sheet = self._waiting.pop()
        self._show()
        self._desk.do(DropDraft(draft.id), self, self._tell_dropped, _ignore)

    def _tell_dropped(self, _draft: Draft) -> None:
        self._window.tell(_("Draft discarded."), action=_("Undo"), press=self._window.undo)

    def _tell_old(self, count: int, _dropped: int) -> None:
        if not count:
            return
        words = ngettext(
            "{n} draft nobody came back to for 30 days was dropped.",
            "{n} drafts nobody came back to for 30 days were dropped.",
            count,
        )
        self._window.tell(words.format(n=count), tone=Tone.NEUTRAL)


def _readable(drafts: tuple[Draft, ...]) -> list[tuple[Draft, Sheet]]:
    """Return the drafts this version of the program can read."""
    found = []
    for draft in drafts:
        with suppress(*_UNREADABLE):
            found.append((draft, sheet_of(draft)))
    return found


def _ignore(_error: DossierError) -> None:
    """A draft that is gone already needs no dropping."""
