"""The line of a case's heading that says who may know of it, and what can be done about it."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.cases import CaseId
from app.domain.errors import DossierError
from app.domain.walls import Wall, WallKind
from app.i18n import _
from app.services.walls import (
    Admissible,
    AmendWall,
    CaseWalls,
    Insider,
    LiftWall,
    SetWall,
    WallsOfCase,
    WallView,
)
from app.ui.icons import Icon
from app.ui.menus import MenuEntry, open_menu
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.walls.case_forms import LiftForm, WallForm
from app.ui.walls.words import KINDS, admitted, names
from app.ui.widgets import Button, Chip, clear, plain_tooltip, row, secondary


class CaseLine(QWidget):
    """Walls as chips, whom they admit together, and a menu; hidden for a case open to all."""

    def __init__(self, frame: Frame, case: UUID) -> None:
        super().__init__()
        self._frame = frame
        self._case = CaseId(case)
        self._shown = WallsOfCase((), (), is_opened=False)
        self._chips = row(spacing=6)
        self._who = secondary()
        self._who.setMinimumWidth(120)
        self._access = Button(
            _("Access"), self._open, small=True, menu=True, name=_("Who is admitted to the case")
        )
        self.setLayout(row(self._chips, self._who, None, self._access, spacing=10))
        self.hide()
        frame.desk.changed.connect(self._hear)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the walls."""
        self._frame.desk.ask(CaseWalls(self._case), self, self._show, self._stay_away)

    @property
    def access(self) -> Button:
        """The button with the menu."""
        return self._access

    def words(self) -> str:
        """What is said about who is admitted."""
        return self._who.plain

    def entries(self) -> list[MenuEntry]:
        """What this user can do about the walls."""
        may = self._frame.desk.may
        entries = []
        for view in self._shown.walls:
            kind = KINDS[view.wall.kind][0].lower()
            if may(AmendWall):
                words = _("Change the {kind} wall…").format(kind=kind)
                entries.append(MenuEntry(words, partial(self._amend, view.wall), Icon.PENCIL))
            if may(LiftWall):
                words = _("Lift the {kind} wall…").format(kind=kind)
                lift = partial(_open_lift, self._frame, view.wall)
                entries.append(MenuEntry(words, lift, Icon.LOCK_OPEN))
        return entries or [MenuEntry(_("Your role does not allow changes here"))]

    def _show(self, shown: WallsOfCase) -> None:
        self._shown = shown
        clear(self._chips)
        for view in shown.walls:
            self._chips.addWidget(Chip(*KINDS[view.wall.kind]))
        if shown.is_opened:
            self._chips.addWidget(Chip(_("Opened, every look is logged"), Tone.WARN, Icon.EYE))
        self._who.setText(admitted(shown.inside))
        told = "\n".join(_told(view) for view in shown.walls)
        self._who.setToolTip(plain_tooltip(told))
        # Who only looks changes nothing.
        self._access.setVisible(not shown.is_opened)
        self.setVisible(bool(shown.walls))

    def _stay_away(self, _error: DossierError) -> None:
        """The workspace itself says that the case is not open any more."""
        self.hide()

    def _hear(self, changes: Any) -> None:  # noqa: ANN401 - `Changes` of the services
        if changes.touches("walls", "wall_openings", "users"):
            self.refresh()

    def _open(self) -> None:
        open_menu(self._access, self.entries())

    def _amend(self, wall: Wall) -> None:
        parent = self._frame.dialog_parent()
        then = partial(_open_amend, self._frame, wall)
        self._frame.desk.ask(Admissible(), parent, then)


def case_entries(frame: Frame, case: UUID) -> list[MenuEntry]:
    """Return what the menu of a case offers about who may know of it."""
    if not frame.desk.may(SetWall):
        return []
    press = partial(_ask_walls, frame, case)
    return [MenuEntry(_("Restrict access…"), press, Icon.FILE_LOCK)]


def _ask_walls(frame: Frame, case: UUID) -> None:
    then = partial(_ask_people, frame, case)
    frame.desk.ask(CaseWalls(CaseId(case)), frame.dialog_parent(), then)


def _ask_people(frame: Frame, case: UUID, shown: WallsOfCase) -> None:
    taken = {view.wall.kind for view in shown.walls}
    free = tuple(kind for kind in WallKind if kind not in taken)
    if not free:
        frame.tell(_("There is a wall of each kind already. Change one of them."), tone=Tone.WARN)
        return
    then = partial(_open_set, frame, case, free)
    frame.desk.ask(Admissible(), frame.dialog_parent(), then)


def _open_set(
    frame: Frame, case: UUID, kinds: tuple[WallKind, ...], people: tuple[Insider, ...]
) -> None:
    WallForm(frame, case, people, kinds).open()


def _open_amend(frame: Frame, wall: Wall, people: tuple[Insider, ...]) -> None:
    WallForm(frame, wall.case, people, wall=wall).open()


def _open_lift(frame: Frame, wall: Wall) -> None:
    LiftForm(frame, wall).open()


def _told(view: WallView) -> str:
    return _("{kind}: {reason} ({who}). Open to {names}.").format(
        kind=KINDS[view.wall.kind][0],
        reason=view.wall.reason[:200],
        who=view.set_by[:40],
        names=names(view.inside),
    )
