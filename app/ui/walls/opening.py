"""Opening a restricted case by its number, with a reason; taking over matter nobody is left for."""

from app.domain.cases import Case
from app.i18n import _, ngettext
from app.services.walls import Given, OpenWall, RegainLost
from app.ui.actions import Action, Menu
from app.ui.icons import Icon
from app.ui.page import Frame
from app.ui.walls.reason_form import ReasonForm
from app.ui.widgets import Field, TextInput

OPEN = "wall.open"
"""Name of the action that opens a restricted case."""


class OpenWallForm(ReasonForm):
    """Asks for the number and the reason, then shows the case."""

    def __init__(self, frame: Frame) -> None:
        number = Field("number", _("Case number"), TextInput(), required=True)
        super().__init__(
            frame,
            _("Open a restricted case"),
            _("Open"),
            _(
                "A sealed or juvenile case that may be opened is shown until you lock or leave."
                " The reason and everything you look at in it are logged."
            ),
            number,
        )
        self._number = number
        self.committed.connect(self._go)

    def command(self) -> OpenWall:
        """Return the opening."""
        return OpenWall(number=self._number.value(), reason=self.reason())

    def _go(self, case: Case) -> None:
        self.frame.open_case(case.id)


class RegainForm(ReasonForm):
    """Lets an administrator in where nobody who can work is left."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame,
            _("Take over matter nobody is left for"),
            _("Take over"),
            _(
                "Admits you to restricted cases and protected people whose admitted users have all"
                " left. The walls stay. A case you were screened out of stays closed to you."
            ),
        )
        self.committed.connect(self._tell)

    def command(self) -> RegainLost:
        """Return the takeover."""
        return RegainLost(reason=self.reason())

    def _tell(self, given: Given) -> None:
        cases = ngettext("{n} case", "{n} cases", given.cases).format(n=given.cases)
        people = ngettext("{n} person", "{n} people", given.people).format(n=given.people)
        self.frame.tell(_("Taken over: {cases}, {people}.").format(cases=cases, people=people))


def open_restricted_case(frame: Frame) -> None:
    """Open the form."""
    OpenWallForm(frame).open()


def regain(frame: Frame) -> None:
    """Open the form."""
    RegainForm(frame).open()


ACTIONS = (
    Action(
        OPEN,
        _("Open a restricted case…"),
        Menu.CASE,
        open_restricted_case,
        "",
        Icon.FILE_LOCK,
        needs=OpenWall,
        group=1,
    ),
    Action(
        "wall.regain",
        _("Take over matter nobody is left for…"),
        Menu.TOOLS,
        regain,
        "",
        Icon.LOCK_OPEN,
        needs=RegainLost,
        group=1,
    ),
)
