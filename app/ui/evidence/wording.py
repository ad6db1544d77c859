"""How items, their state and the steps of their chain are put in words and colors."""

import math

from app.domain.custody import (
    AWAY_ACTIONS,
    ENTRY_ACTIONS,
    FINAL_ACTIONS,
    Action,
    CustodyEvent,
    Whereabouts,
)
from app.domain.evidence_list import EvidenceLine
from app.i18n import _, ngettext
from app.i18n.courthouse import courthouse
from app.ui import wording
from app.ui.icons import Icon
from app.ui.theme import Tone
from app.ui.widgets import ChipSpec

LONGEST_SHOWN = 1_000
"""Characters of a text shown in a panel; the form to edit it has all of it."""

LONGEST_NAME = 120
"""Characters of a name or place shown in a panel."""

_KILOBYTE = 1024
_UNITS = ("kB", "MB", "GB")


def state_chip(line: EvidenceLine) -> ChipSpec:
    """Return where an item is, and how late it is."""
    late = line.days_overdue(courthouse.today())
    if late:
        return ChipSpec(_("Overdue {n}d").format(n=late), Tone.DANGER, Icon.CLOCK)
    if line.whereabouts is Whereabouts.OUT:
        return ChipSpec(_("Out"), Tone.WARN, Icon.PACKAGE_OPEN)
    if line.whereabouts is Whereabouts.CLOSED:
        return ChipSpec(_("Released"), Tone.NEUTRAL, Icon.PACKAGE_X)
    return ChipSpec(_("In room"), Tone.OK, Icon.PACKAGE_CHECK)


def step_icon(action: Action) -> tuple[Icon, Tone]:
    """Return the drawing and the tone of a step of a chain."""
    if action is Action.CORRECTED:
        return Icon.PENCIL, Tone.ACCENT
    if action in ENTRY_ACTIONS:
        return Icon.PACKAGE_PLUS, Tone.OK
    if action in FINAL_ACTIONS:
        return Icon.PACKAGE_X, Tone.NEUTRAL
    if action in AWAY_ACTIONS:
        return Icon.PACKAGE_OPEN, Tone.WARN
    return Icon.PACKAGE_CHECK, Tone.OK


def step_title(event: CustodyEvent, word: str) -> str:
    """Return what happened in a step, e.g. "Sent to laboratory: State laboratory"."""
    if event.corrects is not None:
        return _("Correction of step {seq}").format(seq=event.corrects)
    return f"{word}: {shortened(event.holder, LONGEST_NAME)}"


def step_details(event: CustodyEvent) -> tuple[str, ...]:
    """Return what else a step says, a line each."""
    second = shortened(event.second_person, LONGEST_NAME)
    witness = _("Witnessed by {name}").format(name=second)
    facts = (
        witness if event.second_person else "",
        _seal(event),
        _due(event),
        _("Written down by {name}").format(name=event.entered_by),
    )
    lines = (
        shortened(event.purpose),
        _from_where(event),
        ". ".join(fact for fact in facts if fact),
        shortened(event.note),
    )
    return tuple(line for line in lines if line)


def shortened(text: str, most: int = LONGEST_SHOWN) -> str:
    """Return the text, cut where a panel would no longer be readable."""
    return text if len(text) <= most else f"{text[:most]}…"


def size(number: int) -> str:
    """Return a size in bytes as people write it, e.g. "3.4 MB"."""
    if number < _KILOBYTE:
        return ngettext("{n} byte", "{n} bytes", number).format(n=number)
    power = min(int(math.log(number, _KILOBYTE)), len(_UNITS))
    return f"{number / _KILOBYTE**power:.1f} {_UNITS[power - 1]}"


def _due(event: CustodyEvent) -> str:
    day = event.due_back_on
    return _("Due back {day}").format(day=wording.day(day)) if day is not None else ""


def _from_where(event: CustodyEvent) -> str:
    if event.corrects is not None:
        return ""
    from_whom = _("From {giver}").format(giver=shortened(event.giver, LONGEST_NAME))
    where = _("Place: {place}").format(place=shortened(event.place, LONGEST_NAME))
    giver = from_whom if event.giver != event.holder else ""
    place = where if event.place else ""
    return ". ".join(part for part in (giver, place) if part)


def _seal(event: CustodyEvent) -> str:
    state = {None: "", True: _("Seal intact"), False: _("Seal broken")}[event.seal_intact]
    number = (
        _("Seal number {number}").format(number=shortened(event.seal, LONGEST_NAME))
        if event.seal
        else ""
    )
    return ", ".join(part for part in (state, number) if part)
