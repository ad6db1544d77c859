"""How kinds of places are called."""

from collections.abc import Mapping

from app.domain.locations import LocationKind
from app.i18n import _
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

KINDS: Mapping[LocationKind, str] = {
    LocationKind.ROOM: _("Room"),
    LocationKind.VAULT: _("Vault"),
    LocationKind.SHELF: _("Shelf"),
    LocationKind.LOCKER: _("Locker"),
    LocationKind.REFRIGERATOR: _("Refrigerator"),
    LocationKind.FREEZER: _("Freezer"),
    LocationKind.BIN: _("Bin"),
    LocationKind.OTHER: _("Other place"),
}


def use_chip(is_active: bool) -> ChipSpec:  # noqa: FBT001  the state itself
    """Return whether a place or an agency is offered."""
    if is_active:
        return ChipSpec(_("In use"), Tone.OK, Icon.CHECK)
    return ChipSpec(_("Switched off"), Tone.NEUTRAL, Icon.BAN)
