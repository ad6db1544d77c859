"""What a feature gives the case workspace: a tab over one case, and things to add to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.ui.icons import Icon
from app.ui.live_view import LiveView
from app.ui.menus import MenuEntry
from app.ui.page import Frame
from app.ui.table import chosen_record


class CaseTabPage(LiveView):
    """Base of the tabs of a case.

    A subclass builds its widgets in `__init__` and asks for its rows in `refresh`, which is called
    when the tab is first shown, when a touching change was committed, and when the tab comes back
    after it missed one.

    Attributes:
        case: the case shown; a tab serves one case for its whole life.

    Signals:
        counted: how many things the tab holds, for its title.
    """

    counted = Signal(int)

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__(frame.desk)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.frame = frame
        self.case = CaseId(case)

    def touched_by(self, changes: Any) -> bool:  # noqa: ANN401 - `Changes` of the services
        """Whether a commit concerns this tab; everything in its case does unless it knows better.

        People are shared between cases, so a changed person counts for every case.
        """
        return bool(changes.touches_case(self.case) or changes.touches("persons"))

    def show_record(self, record: UUID) -> None:
        """Bring one record of the tab to the front, e.g. the item with this id."""

    def shown_record(self) -> UUID | None:
        """What `show_record` takes to bring back what is in front: the row chosen in a list."""
        return chosen_record(self)


@dataclass(frozen=True, slots=True)
class CaseAct:
    """Something that can be added to a case, offered by the workspace's Add button.

    Attributes:
        text: what is added, e.g. "Deadline".
        run: opens the form, given the window's frame and the case.
        needs: the command the user must be allowed; the entry is left out otherwise.
        keys: its shortcut where the feature declared one, shown beside the text.
    """

    text: str
    icon: Icon
    run: Callable[[Frame, UUID], object]
    needs: type[Any]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class CaseTab:
    """A tab as a feature registers it in `app/ui/pages.py`.

    Attributes:
        key: unique word for the program, e.g. ``"evidence"``.
        title: on the tab.
        needs: the query the user must be allowed; the tab is left out otherwise.
        build: makes the tab for one case when it is first opened.
        counts: kinds of records (table names) whose number stands beside the title before the tab
            was opened; the services count what is still open of them.
        adds: what the Add button offers.
    """

    key: str
    title: str
    icon: Icon
    needs: type[Any]
    build: Callable[[Frame, UUID], CaseTabPage]
    counts: tuple[str, ...] = ()
    adds: tuple[CaseAct, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseAccess:
    """What the walls give the workspace.

    Attributes:
        line: makes the line of the heading that says who may know of the case; hidden while it is
            open to the whole office.
        entries: of the menu, what can be done about it.
    """

    line: Callable[[Frame, UUID], QWidget]
    entries: Callable[[Frame, UUID], list[MenuEntry]]


@dataclass(frozen=True, slots=True)
class CasePlace:
    """A place inside a case to go to: ``frame.go(Section.CASES, CasePlace(case, "evidence"))``.

    Attributes:
        tab: the tab's key; empty for the one in front.
        record: the record to bring to the front, if one.
    """

    case: UUID
    tab: str = ""
    record: UUID | None = None
