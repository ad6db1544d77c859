"""How walls are called in the window."""

from collections.abc import Sequence

from app.domain.users import OfficeRole
from app.domain.walls import WallKind
from app.i18n import _
from app.ui.icons import Icon
from app.ui.theme import Tone

KINDS = {
    WallKind.CONFLICT: (_("Conflict"), Tone.DANGER, Icon.USER_X),
    WallKind.SEALED: (_("Sealed"), Tone.WARN, Icon.FILE_LOCK),
    WallKind.JUVENILE: (_("Juvenile"), Tone.VICTIM, Icon.SHIELD),
}
ROLES = {
    OfficeRole.ADMINISTRATOR: _("Administrator"),
    OfficeRole.SUPERVISOR: _("Supervisor"),
    OfficeRole.PROSECUTOR: _("Prosecutor"),
    OfficeRole.PARALEGAL: _("Paralegal"),
    OfficeRole.ADVOCATE: _("Victim advocate"),
    OfficeRole.INVESTIGATOR: _("Investigator"),
    OfficeRole.READER: _("Read-only"),
}
_NAMED = 4
_LONGEST = 40


def names(people: Sequence[str]) -> str:
    """Return some names and how many more there are."""
    shown = ", ".join(name[:_LONGEST] for name in people[:_NAMED])
    more = len(people) - _NAMED
    return _("{names} and {n} more").format(names=shown, n=more) if more > 0 else shown


def admitted(people: Sequence[str]) -> str:
    """Return a sentence about who may know."""
    if not people:
        return _("Open to nobody who is still in the office")
    return _("Open to {names} only").format(names=names(people))
