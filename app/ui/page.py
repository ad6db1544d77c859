"""What a feature gives the window: a page for the rail, and a frame to act through."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.icons import Icon
from app.ui.live_view import LiveView
from app.ui.theme import Tone


class Section(StrEnum):
    """The entries of the rail, top to bottom."""

    TODAY = "today"
    CASES = "cases"
    EVIDENCE = "evidence"
    CALENDAR = "calendar"
    DOCKET = "docket"
    REMINDERS = "reminders"
    PEOPLE = "people"
    REPORTS = "reports"
    COURTROOM = "courtroom"
    SETTINGS = "settings"


class Frame(Protocol):
    """What a page, a form or an action may ask of the window around it."""

    desk: Desk

    def dialog_parent(self) -> QWidget:
        """The widget dialogs belong to."""

    def go(self, section: Section, target: object = None) -> None:
        """Open a page; `target` is handed to its `show_target`."""

    def open_case(self, case_id: UUID) -> None:
        """Open a case, wherever the user is."""

    def case_at_hand(self) -> UUID | None:
        """The case the user is looking at, if one; what is added goes there."""

    def go_back(self) -> None:
        """Return to the page before."""

    def go_forward(self) -> None:
        """Return to the page left by going back."""

    def tell(
        self,
        text: str,
        *,
        tone: Tone = Tone.OK,
        action: str = "",
        press: Callable[[], object] | None = None,
    ) -> None:
        """Say what was done, with something to do about it."""

    def undo(self) -> None:
        """Take back: first what was typed into the focused field, then the last command."""

    def redo(self) -> None:
        """Do again what was taken back."""

    def open_palette(self, start: str = "") -> None:
        """Open the box for search and commands."""

    def show_shortcuts(self) -> None:
        """Show every key."""

    def next_pane(self, step: int = 1) -> None:
        """Move the focus from rail to page to top bar."""

    def switch_theme(self) -> None:
        """Change between light and dark."""

    def lock(self) -> None:
        """Close the office and return to the unlock screen."""

    def quit(self) -> None:
        """End the program."""


class PageView(LiveView):
    """Base of the pages.

    A subclass builds its widgets in `__init__`, asks for its rows in `refresh`, and says in
    `touched_by` which changes concern it. `refresh` is called when the page is first shown, when
    a touching change was committed, and when the page comes back after it missed one.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.desk)
        self.setObjectName("page")
        self.frame = frame

    def show_target(self, target: object) -> None:
        """Show one thing among those of the page, e.g. the case with this id."""

    def case_at_hand(self) -> UUID | None:
        """The case this page is about at the moment, if one."""
        return None

    def take_back_last(self) -> bool:
        """Take back what was done last and is not committed yet; False where there is nothing."""
        return False

    def shown_target(self) -> object:
        """What `show_target` takes to bring back what is shown: a plain value, or None."""
        return None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a feature registers it in `app/ui/pages.py`.

    Attributes:
        section: its place in the rail.
        title: in the rail and the top bar.
        icon: in the rail.
        factory: makes the page when it is first opened.
        needs: the query or command the user must be allowed; the entry is hidden otherwise.
        badge: makes the query whose answer is the number in the rail.
        badge_tone: its color.
        finds: kinds of search hits that open here, e.g. ``("case",)``.
    """

    section: Section
    title: str
    icon: Icon
    factory: Callable[[Frame], PageView]
    needs: type[Any] | None = None
    badge: Callable[[], object] | None = None
    badge_tone: Tone = Tone.DANGER
    finds: tuple[str, ...] = ()
