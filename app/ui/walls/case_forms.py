"""Forms about the walls around a case: setting or changing one, and taking one down."""

from collections.abc import Sequence
from enum import Enum, auto
from functools import partial
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.walls import OPENABLE, Wall, WallKind
from app.i18n import _
from app.services.walls import AmendWall, Insider, LiftWall, SetWall, WallTerms
from app.ui.form import FormDialog
from app.ui.page import Frame
from app.ui.walls.people_list import PeopleList
from app.ui.walls.reason_form import ReasonForm
from app.ui.walls.words import KINDS
from app.ui.widgets import CheckRow, Choice, Field, ProseInput, fields_in_a_row


class _Side(Enum):
    """What a tick means."""

    INSIDE = auto()
    OUTSIDE = auto()


_SIDES = (
    (_Side.INSIDE, _("Only those ticked are admitted")),
    (_Side.OUTSIDE, _("Those ticked are screened out")),
)


class WallForm(FormDialog):
    """A wall around a case, new or changed.

    Args:
        frame: the window.
        case: the case.
        people: of the office.
        kinds: that can still be set.
        wall: the wall to change instead.
    """

    def __init__(
        self,
        frame: Frame,
        case: UUID,
        people: Sequence[Insider],
        kinds: Sequence[WallKind] = tuple(WallKind),
        wall: Wall | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Restrict access") if wall is None else _("Change who is admitted"),
            _("Restrict") if wall is None else _("Save"),
            lede=_(
                "For everybody else the case does not exist: not in lists, search, calendar or"
                " print, whatever their role. Of several walls the strictest holds."
            ),
            parent=frame.dialog_parent(),
            width=640,
        )
        self.frame = frame
        self._case = CaseId(case)
        self._wall = wall
        self._me = tuple(each.user for each in people if each.is_you)
        self._make_fields(people, kinds)
        self.add(
            fields_in_a_row(self._kind, self._side),
            self._people,
            self._reason,
            self._openable,
            self._outside,
        )
        self._kind.setEnabled(wall is None)
        self._follow_kind()
        self._kind_choice.edited.connect(self._follow_kind)
        self._side_choice.edited.connect(self._turn)
        self.setMinimumHeight(640)
        self.committed.connect(self._tell)

    def command(self) -> SetWall | AmendWall:
        """Return the wall."""
        inside = self._side.value() is _Side.INSIDE
        ticked = self._list.answer()
        terms = WallTerms(
            reason=self._reason.value(),
            admitted=ticked if inside else (),
            screened=() if inside else ticked,
            may_be_opened=self._openable.isVisibleTo(self) and self._openable.value(),
            steps_outside=self._outside.value(),
        )
        if self._wall is not None:
            return AmendWall(wall=self._wall.id, expects=self._wall.version, terms=terms)
        kind: WallKind = self._kind.value()
        return SetWall(case=self._case, kind=kind, terms=terms)

    def _make_fields(self, people: Sequence[Insider], kinds: Sequence[WallKind]) -> None:
        wall = self._wall
        offered = [wall.kind] if wall is not None else kinds
        self._kind_choice = Choice([(kind, KINDS[kind][0]) for kind in offered])
        self._kind = Field("kind", _("Why"), self._kind_choice)
        self._side_choice = Choice(_SIDES)
        self._side = Field("side", _("Who"), self._side_choice)
        inside = [each.user for each in people if wall is None or wall.admits(each.user)]
        self._list = PeopleList(people, self._me if wall is None else inside)
        self._people = Field(
            "admitted",
            _("People of the office"),
            self._list,
            hint=_("Whoever joins the office later is not admitted until you say so."),
        )
        self._reason = Field(
            "reason",
            _("Reason"),
            ProseInput(wall.reason if wall else "", lines=2),
            required=True,
            hint=_("Stays on file, e.g. the order of the court."),
        )
        self._openable = CheckRow(
            _("May be opened for a reason by supervisors; every look is logged"),
            wall.may_be_opened if wall else False,
        )
        self._outside = CheckRow(_("I step outside: the case disappears for me, too"))

    def _follow_kind(self) -> None:
        kind = self._kind.value()
        self._openable.setVisible(kind in OPENABLE)

    def _turn(self) -> None:
        """Begin with oneself inside, or with nobody outside."""
        self._list.tick(self._me if self._side.value() is _Side.INSIDE else ())

    def _tell(self, _done: object) -> None:
        self.frame.tell(_("Access restricted."), action=_("Undo"), press=self.frame.undo)


class LiftForm(ReasonForm):
    """Taking down a wall, with the reason."""

    def __init__(self, frame: Frame, wall: Wall) -> None:
        kind = KINDS[wall.kind][0].lower()
        super().__init__(
            frame,
            _("Lift the {kind} wall").format(kind=kind),
            _("Lift"),
            _("The wall stays on file with both reasons. Other walls of the case remain."),
        )
        self._wall = wall
        self.committed.connect(partial(self.tell_with_undo, _("Wall lifted.")))

    def command(self) -> LiftWall:
        """Return what takes it down."""
        return LiftWall(wall=self._wall.id, expects=self._wall.version, reason=self.reason())
