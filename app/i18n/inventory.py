"""Inventories in words, for window, terminal and paper."""

from collections.abc import Mapping

from app.domain.inventory import InventoryReason, Resolution, Sight
from app.i18n import _

REASON_WORDS: Mapping[InventoryReason, str] = {
    InventoryReason.ROUTINE: _("Routine count"),
    InventoryReason.CUSTODIAN: _("Change of custodian"),
    InventoryReason.ABSENCE: _("After an absence"),
    InventoryReason.UNANNOUNCED: _("Unannounced"),
}

SIGHT_WORDS: Mapping[Sight, str] = {
    Sight.SEEN: _("Seen"),
    Sight.SEALED: _("Seen sealed"),
    Sight.MISPLACED: _("Misplaced"),
    Sight.OUT: _("Unexpected: is out"),
    Sight.CLOSED: _("Unexpected: has left for good"),
    Sight.UNKNOWN: _("Unknown tag"),
    Sight.RESTRICTED: _("Restricted"),
    Sight.MISSING: _("Missing"),
}

RESOLUTION_WORDS: Mapping[Resolution, str] = {
    Resolution.MOVED_HERE: _("It stays here; its chain says so"),
    Resolution.PUT_BACK: _("Taken back to its place"),
    Resolution.FOUND: _("Found at its place"),
    Resolution.DISCREPANCY: _("Discrepancy opened, five working days to find it"),
    Resolution.REPORTED: _("Reported"),
}


def spoken_sight(sight: Sight, tag: str, belongs: str) -> str:
    """Return what reading a tag came to, in a sentence."""
    return _SAID[sight].format(tag=tag, place=belongs)


_SAID: Mapping[Sight, str] = {
    Sight.SEEN: _("{tag} is where it should be."),
    Sight.SEALED: _("{tag} is here, sealed, with what lies in it."),
    Sight.MISPLACED: _("{tag} belongs elsewhere: {place}."),
    Sight.OUT: _("{tag} is out by its chain, yet it lies here."),
    Sight.CLOSED: _("{tag} has left for good by its chain, yet it lies here."),
    Sight.UNKNOWN: _("No item has the tag {tag}."),
    Sight.RESTRICTED: _("{tag} is restricted. Report it; nothing more is shown."),
    Sight.MISSING: _("{tag} is missing."),
}
