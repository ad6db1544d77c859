"""The main window around the pages."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeGuard
from uuid import UUID

from PySide6.QtCore import QPoint, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from app.bugs import BugReport
from app.domain.errors import DossierError
from app.i18n import _
from app.i18n.sentences import sentence
from app.ui.actions import CORE_ACTIONS, Action, Actions, Menu
from app.ui.confirming import Confirming
from app.ui.desk import Desk, LongWork
from app.ui.page import Frame, Page, PageView, Section
from app.ui.palette import HiddenQuery, Palette, SearchQuery
from app.ui.shell.history import History, Place
from app.ui.shell.identity import Identity
from app.ui.shell.rail import Rail, in_rail_order
from app.ui.shell.shortcuts import ShortcutsDialog
from app.ui.shell.status_bar import StatusBar
from app.ui.shell.top_bar import TopBar
from app.ui.shell.watermark import Watermark
from app.ui.theme import ThemeName, Tone, active_theme
from app.ui.widgets.layout import column, holding, row
from app.ui.widgets.messages import MessageBar

_GEOMETRY = "window/geometry"
_FIRST_SIZE = QSize(1440, 900)
_NUMBERED = 7


class Shell(QMainWindow):
    """The window of an unlocked office; the pages know it as their `Frame`.

    Args:
        desk: the way to the office.
        pages: of the features; those the user is not allowed are left out.
        actions: of the features, beside the window's own.
        identity: who and where.
        search: makes the query behind Ctrl+K; ``hidden``: the one that counts what it hides.
        theme_switch: puts another theme on.

    Signals:
        lock_asked: the user (or the clock) wants the office closed.
        quit_asked: the user wants to end the program.
    """

    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        pages: Sequence[Page],
        actions: Sequence[Action],
        identity: Identity,
        *,
        search: SearchQuery | None = None,
        hidden: HiddenQuery | None = None,
        theme_switch: Callable[[ThemeName], None] | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._theme_switch = theme_switch
        self._pages = {p.section: p for p in pages if p.needs is None or desk.may(p.needs)}
        self._views: dict[Section, PageView] = {}
        self._history = History()
        declared = (*CORE_ACTIONS, *section_actions(tuple(self._pages.values())), *actions)
        self._actions = Actions(declared, self, self)
        self.setWindowTitle(_("Dossier"))
        self.setMinimumSize(1024, 640)
        self._actions.fill(self.menuBar())
        self._build(identity)
        self._palette = Palette(desk, self._actions.declared(), search, self._inside, hidden)
        self._palette.hit_chosen.connect(self._open_hit)
        self._palette.action_chosen.connect(self._actions.run)
        self._listen()
        self._restore_geometry()
        if self._pages:
            self.go(self._rail.sections()[0])

    @property
    def rail(self) -> Rail:
        """The rail."""
        return self._rail

    @property
    def status(self) -> StatusBar:
        """The bar at the foot."""
        return self._status

    @property
    def message_bar(self) -> MessageBar:
        """The bar that says what was done."""
        return self._messages

    def dialog_parent(self) -> QWidget:
        """The widget dialogs belong to."""
        return self

    def view(self, section: Section) -> PageView:
        """Return a page, made now if it was not yet."""
        if section not in self._views:
            made = self._pages[section].factory(self)
            self._views[section] = made
            self._stack.addWidget(made)
        return self._views[section]

    def current_section(self) -> Section | None:
        """The section whose page is open."""
        shown = self._stack.currentWidget()
        return next((s for s, view in self._views.items() if view is shown), None)

    def go(self, section: Section, target: object = None) -> None:
        """Open a page; `target` is handed to its `show_target`."""
        if section not in self._pages:
            return
        self._history.visit(Place(section, target))
        self._show(Place(section, target))

    def open_case(self, case_id: UUID) -> None:
        """Open a case, wherever the user is."""
        self.go(Section.CASES, case_id)

    def case_at_hand(self) -> UUID | None:
        """The case the user is looking at, if one; what is added goes there."""
        section = self.current_section()
        return self._views[section].case_at_hand() if section else None

    def place(self) -> tuple[Section, object] | None:
        """Return the page in front and what it shows, as `go` takes them."""
        section = self.current_section()
        return None if section is None else (section, self._views[section].shown_target())

    def add_notice(self, notice: QWidget) -> None:
        """Show something above the page until it is dealt with."""
        self._notices.addWidget(notice)
        self._told.append(notice)

    def go_back(self) -> None:
        """Return to the page before."""
        self._return_to(self._history.back())

    def go_forward(self) -> None:
        """Return to the page left by going back."""
        self._return_to(self._history.forward())

    def tell(
        self,
        text: str,
        *,
        tone: Tone = Tone.OK,
        action: str = "",
        press: Callable[[], object] | None = None,
    ) -> None:
        """Say what was done, with something to do about it."""
        self._messages.say(text, tone=tone, action=action, press=press)
        self._place_messages()

    def undo(self) -> None:
        """Take back: first what was typed into the focused field, then the last command."""
        field = QApplication.focusWidget()
        if _has_typed(field):
            field.undo()
        elif not self._takes_back_in_front():
            self._undo_last()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.desk.can_redo():
            self.desk.redo(self, self._say_redone)
        else:
            self.tell(_("There is nothing to do again."), tone=Tone.NEUTRAL)

    def open_palette(self, start: str = "") -> None:
        """Open the box for search and commands."""
        self._palette.open(start)

    def close_palette(self) -> None:
        """Close the box: what was looked for is open."""
        self._palette.hide()

    def show_shortcuts(self) -> None:
        """Show every key."""
        ShortcutsDialog(self._actions.declared(), self).open()

    def next_pane(self, step: int = 1) -> None:
        """Move the focus from rail to page to top bar, and to a notice above the page if any."""
        told = [each for each in self._told if each.isVisible()]
        panes = (self._rail, self._stack, *told, self._top)
        focused = QApplication.focusWidget()
        holds = (focused is not None and pane.isAncestorOf(focused) for pane in panes)
        at = next((n for n, held in enumerate(holds) if held), 1)
        target = panes[(at + step) % len(panes)]
        if target is self._rail:
            self._rail.focus_current()
        elif target is self._top:
            self._top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            _focus_first(self._stack.currentWidget() if target is self._stack else target)

    def switch_theme(self) -> None:
        """Change between light and dark."""
        if self._theme_switch is not None:
            dark = active_theme() is ThemeName.DARK
            self._theme_switch(ThemeName.LIGHT if dark else ThemeName.DARK)

    def lock(self) -> None:
        """Close the office and return to the unlock screen."""
        self.lock_asked.emit()

    def quit(self) -> None:
        """End the program."""
        self.quit_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats in its place."""
        super().resizeEvent(event)
        self._place_messages()
        if self._palette.isVisible():
            self._palette.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood."""
        QSettings().setValue(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)
        self.quit_asked.emit()

    def appear(self) -> None:
        """Show the window; one that is larger than the screen takes the whole of it."""
        room = self.screen().availableSize()
        if self.size().boundedTo(room) == self.size():
            self.show()
        else:
            self.resize(self.size().boundedTo(room))
            self.showMaximized()

    def remember_geometry(self) -> None:
        """Remember where the window stands, before it is taken down for the lock."""
        QSettings().setValue(_GEOMETRY, self.saveGeometry())

    def _build(self, identity: Identity) -> None:
        self._top = TopBar(identity, self._actions)
        self._top.search_pressed.connect(self.open_palette)
        self._rail = Rail(tuple(self._pages.values()))
        self._rail.picked.connect(self.go)
        self._rail.lock_pressed.connect(self.lock)
        self._stack = QStackedWidget()
        self._status = StatusBar(identity.office)
        self._notices = column(spacing=0)
        self._told: list[QWidget] = []
        pages = column(self._notices, spacing=0)
        pages.addWidget(self._stack, 1)
        middle = row(self._rail, spacing=0)
        middle.addLayout(pages, 1)
        self._inside = holding(column(self._top, holding(middle), self._status, spacing=0))
        self.setCentralWidget(self._inside)
        self._messages = MessageBar(self._inside)
        self._watermark = Watermark(self._stack) if identity.is_demo else None

    def _listen(self) -> None:
        self.desk.changed.connect(self._note_commit)
        self.desk.time_passed.connect(self._count_badges)
        self.desk.failed.connect(self._show_failure)
        self.desk.broke.connect(self._show_bug)
        self.desk.working.connect(self._follow)
        self.desk.undo_changed.connect(self._offer_undo)
        self._confirming = Confirming(self.desk, self)
        self._offer_undo()
        self._count_badges()

    def _restore_geometry(self) -> None:
        stored: Any = QSettings().value(_GEOMETRY)
        if stored is None or not self.restoreGeometry(stored):
            self.resize(_FIRST_SIZE)

    def _show(self, place: Place) -> None:
        view = self.view(place.section)
        self._stack.setCurrentWidget(view)
        self._rail.show_section(place.section)
        title = self._pages[place.section].title
        self._top.show_title(title)
        self.setWindowTitle(_("{page} - Dossier").format(page=title))
        if place.target is not None:
            view.show_target(place.target)
        if self._watermark is not None:
            self._watermark.raise_()
        _focus_first(view)

    def _return_to(self, place: Place | None) -> None:
        if place is not None:
            self._show(place)

    def _open_hit(self, hit: Any) -> None:  # noqa: ANN401 - a row of any feature
        for page in self._pages.values():
            if hit.kind in page.finds:
                self.go(page.section, hit.target)
                return

    def _note_commit(self) -> None:
        self._status.show_saved()
        self._count_badges()

    def _count_badges(self) -> None:
        for section, page in self._pages.items():
            if page.badge is not None:
                entry = self._rail.entry(section)
                self.desk.ask(page.badge(), entry, entry.set_count, _ignore)

    def _show_failure(self, error: DossierError) -> None:
        self.tell(sentence(error), tone=Tone.DANGER)

    def _show_bug(self, bug: BugReport) -> None:
        self.tell(
            _(
                "Dossier made a mistake and stopped what it was doing. Nothing was half written. "
                "Report number {number}."
            ).format(number=bug.number),
            tone=Tone.DANGER,
        )

    def _follow(self, work: LongWork) -> None:
        self._status.follow(work)

    def _offer_undo(self) -> None:
        self._actions.qaction("edit.redo").setEnabled(self.desk.can_redo())

    def _undo_last(self) -> None:
        if self.desk.can_undo():
            self.desk.undo(self, self._say_undone)
        else:
            self.tell(_("There is nothing to take back."), tone=Tone.NEUTRAL)

    def _takes_back_in_front(self) -> bool:
        """Whether the page in front had something of its own to take back."""
        section = self.current_section()
        return section is not None and self._views[section].take_back_last()

    def _say_undone(self, _value: object) -> None:
        self.tell(_("Taken back."), action=_("Redo"), press=self.redo)

    def _say_redone(self, _value: object) -> None:
        self.tell(_("Done again."), action=_("Undo"), press=self.undo)

    def _place_messages(self) -> None:
        around = self._inside.rect()
        width = min(720, around.width() - self._rail.width() - 48)
        left = self._rail.width() + (around.width() - self._rail.width() - width) // 2
        height = self._messages.sizeHint().height()
        bottom = around.height() - self._status.height() - 14
        self._messages.setGeometry(left, bottom - height, width, height)
        self._messages.raise_()


def section_actions(pages: Sequence[Page]) -> tuple[Action, ...]:
    """Return an action that opens each page; the first seven in the rail have numbers."""
    return tuple(
        Action(
            f"open.{page.section.value}",
            _("Open {page}").format(page=page.title),
            Menu.VIEW,
            partial(_open_section, page.section),
            f"Ctrl+{number}" if number <= _NUMBERED else "",
            page.icon,
        )
        for number, page in enumerate(in_rail_order(pages), start=1)
    )


def _open_section(section: Section, frame: Frame) -> None:
    frame.go(section)


def _focus_first(view: QWidget | None) -> None:
    """Put the keyboard on the first thing of a page that takes it."""
    if view is None:
        return
    lists = [v for v in view.findChildren(QAbstractItemView) if v.isVisibleTo(view)]
    lists = [each for each in lists if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if lists:
        # Most pages are about their list; what stands above it is one Shift+Tab away.
        # The leftmost: a page may have made what it shows beside its list first.
        first = min(lists, key=lambda each: each.mapTo(view, QPoint()).toTuple())
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    candidate = view.nextInFocusChain()
    while candidate is not None and view.isAncestorOf(candidate):
        takes_tab = candidate.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and candidate.isVisibleTo(view) and candidate.isEnabled():
            candidate.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        candidate = candidate.nextInFocusChain()


def _has_typed(field: QWidget | None) -> TypeGuard[QLineEdit | QPlainTextEdit]:
    """Whether the focus is in a field with something typed to take back."""
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable()
    return isinstance(field, QLineEdit) and field.isUndoAvailable()


def _ignore(_error: DossierError) -> None:
    """A badge that cannot be counted stays as it is; the page itself will say why."""
