"""For whom a person exists: the line of a person's page, and the forms about it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import DossierError
from app.domain.persons import PersonId
from app.domain.walls import PersonWall
from app.i18n import _
from app.services.walls import (
    Admissible,
    AmendProtection,
    Insider,
    LiftProtection,
    ProtectionOf,
    ProtectionView,
    ProtectPerson,
)
from app.ui.form import FormDialog
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.theme import Tone
from app.ui.walls.people_list import PeopleList
from app.ui.walls.reason_form import ReasonForm
from app.ui.walls.words import admitted
from app.ui.widgets import (
    CheckRow,
    Chip,
    Field,
    ProseInput,
    link,
    plain_tooltip,
    row,
    secondary,
)


class PersonLine(QWidget):
    """Says whether a person is known to some only; offers to change that."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._person: PersonId | None = None
        self._wall: PersonWall | None = None
        self._chip = Chip(_("Protected person"), Tone.VICTIM, Icon.FILE_LOCK)
        self._who = secondary()
        self.protect = link(_("Protect this person…"), self._ask_people)
        self.change = link(_("Change"), self._ask_people)
        self.lift = link(_("Lift…"), self._lift)
        self.setLayout(
            row(self._chip, self._who, self.protect, self.change, self.lift, None, spacing=10)
        )
        self.hide()
        frame.desk.changed.connect(self._hear)

    def show_person(self, person: PersonId) -> None:
        """Say it of this person."""
        if person != self._person:
            self.hide()
        self._person = person
        then = partial(self._show, person)
        self._frame.desk.ask(ProtectionOf(person), self, then, self._stay_away)

    def words(self) -> str:
        """What is said about who may know of the person."""
        return self._who.plain

    def _show(self, asked: PersonId, view: ProtectionView | None) -> None:
        if asked != self._person:
            return
        may = self._frame.desk.may(ProtectPerson)
        self._wall = view.wall if view is not None else None
        for part in (self._chip, self._who):
            part.setVisible(view is not None)
        for act in (self.change, self.lift):
            act.setVisible(view is not None and may)
        self.protect.setVisible(view is None and may)
        if view is not None:
            self._who.setText(admitted(view.inside))
            self._who.setToolTip(plain_tooltip(view.wall.reason[:300]))
        self.setVisible(view is not None or may)

    def _stay_away(self, _error: DossierError) -> None:
        """The page itself says that the person is not known."""
        self.hide()

    def _hear(self, changes: Any) -> None:  # noqa: ANN401 - `Changes` of the services
        if self._person is not None and changes.touches("person_wall_records", "users"):
            self.show_person(self._person)

    def _ask_people(self) -> None:
        self._frame.desk.ask(Admissible(), self, self._open)

    def _open(self, people: tuple[Insider, ...]) -> None:
        if self._person is not None:
            ProtectForm(self._frame, self._person, people, self._wall).open()

    def _lift(self) -> None:
        if self._wall is not None:
            LiftProtectionForm(self._frame, self._wall).open()


class ProtectForm(FormDialog):
    """For whom a person exists, said or changed."""

    def __init__(
        self,
        frame: Frame,
        person: PersonId,
        people: Sequence[Insider],
        wall: PersonWall | None = None,
    ) -> None:
        super().__init__(
            frame.desk,
            _("Protect a person"),
            _("Protect") if wall is None else _("Save"),
            lede=_(
                "The person disappears for everybody not ticked: from lists, search, tabs, tasks,"
                " calendar and print. Names written into notes and other free text stay there."
            ),
            parent=frame.dialog_parent(),
            width=620,
        )
        self.frame = frame
        self._person, self._wall = person, wall
        ticked = [each.user for each in people if _is_in(each, wall)]
        self._people = Field(
            "admitted",
            _("Known to"),
            PeopleList(people, ticked),
            hint=_("Whoever joins the office later does not know of the person."),
        )
        self._reason = Field(
            "reason",
            _("Reason"),
            ProseInput(wall.reason if wall else "", lines=2),
            required=True,
        )
        self._outside = CheckRow(_("I step outside: the person disappears for me, too"))
        self.add(self._people, self._reason, self._outside)
        self.setMinimumHeight(480)
        self.committed.connect(self._tell)

    def command(self) -> ProtectPerson | AmendProtection:
        """Return the protection."""
        admitted_, reason = self._people.value(), self._reason.value()
        outside = self._outside.value()
        if self._wall is None:
            return ProtectPerson(
                person=self._person, admitted=admitted_, reason=reason, steps_outside=outside
            )
        return AmendProtection(
            wall=self._wall.id,
            expects=self._wall.version,
            admitted=admitted_,
            reason=reason,
            steps_outside=outside,
        )

    def _tell(self, _done: object) -> None:
        self.frame.tell(_("Person protected."), action=_("Undo"), press=self.frame.undo)


class LiftProtectionForm(ReasonForm):
    """Letting a protected person exist for the whole office again."""

    def __init__(self, frame: Frame, wall: PersonWall) -> None:
        super().__init__(
            frame,
            _("Lift the protection"),
            _("Lift"),
            _("The whole office will know of the person again. The reasons stay on file."),
        )
        self._wall = wall
        self.committed.connect(partial(self.tell_with_undo, _("Protection lifted.")))

    def command(self) -> LiftProtection:
        """Return what lifts it."""
        wall = self._wall
        return LiftProtection(wall=wall.id, expects=wall.version, reason=self.reason())


def _is_in(each: Insider, wall: PersonWall | None) -> bool:
    return each.is_you if wall is None else wall.admits(each.user)
