"""How each person left the calendar: kept with the computer for the next time, without case data.

Names of courts and rooms, types of hearing and identities of colleagues say nothing about a case.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAccessible

from app.domain.calendar import EVERYTHING, EntryFilter, EntryKind
from app.ui.calendar.spans import Mode

_KEY = "calendar/{user}"


@dataclass(frozen=True)
class KeptView:
    """The view and what it was narrowed to."""

    mode: Mode = Mode.MONTH
    which: EntryFilter = EVERYTHING


def keep_view(user: UUID, view: KeptView) -> None:
    """Remember a person's view."""
    which = view.which
    kept = {
        "mode": view.mode.value,
        "kinds": sorted(which.kinds),
        "mine": which.mine,
        "person": which.person.hex if which.person else "",
        "court": which.court,
        "courtroom": which.courtroom,
        "hearing": which.hearing,
    }
    QSettings().setValue(_KEY.format(user=user.hex), json.dumps(kept))


def kept_view(user: UUID) -> KeptView:
    """Return how the person left the calendar.

    Where nothing legible was kept it is the month, or the agenda for those who hear the screen.
    """
    text = QSettings().value(_KEY.format(user=user.hex))
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        return _read(json.loads(str(text)))
    return KeptView(Mode.AGENDA if QAccessible.isActive() else Mode.MONTH)


def _read(kept: Mapping[str, object]) -> KeptView:
    kinds, person = kept["kinds"], str(kept["person"])
    if not isinstance(kinds, list):
        raise TypeError
    which = EntryFilter(
        kinds=frozenset(EntryKind(each) for each in kinds),
        mine=kept["mine"] is True,
        person=UUID(person) if person else None,
        court=str(kept["court"]),
        courtroom=str(kept["courtroom"]),
        hearing=str(kept["hearing"]),
    )
    return KeptView(Mode(str(kept["mode"])), which)
